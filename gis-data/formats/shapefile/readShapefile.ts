/** Shapefiles in a ZIP archive to a district. */
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import { referenceOfWkt } from '../../projection/wkt.ts';
import { readArchive } from '../archive.ts';
import type { ContentOptions, ModelContent } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { textOf } from '../text.ts';
import { emptyShape, type Feature } from '../vector/feature.ts';
import { type Layer, readLayers, reportDefinition } from '../vector/layers.ts';
import { vectorContent } from '../vector/vectorContent.ts';
import { readDbf, type Table } from './dbf.ts';
import { readShp, type ShapeRecords } from './shp.ts';

const PARTS = /\.(shp|dbf|prj|cpg)$/i;
/** Copies that archives of a Mac carry. */
const NOT_DATA = /(^|\/)(__MACOSX\/|\._)/;

/**
 * Reads the buildings and streets of the Shapefiles in an archive.
 * @throws InputError `archive.*`, `shapefile.structure`
 */
export async function readShapefile(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const files = readArchive(bytes, { fileName: name, select: (path) => PARTS.test(path) && !NOT_DATA.test(path) });
  options.onProgress?.({ done: 0.2, stage: 'progress.reading' });
  const byName = new Map([...files].map(([path, content]) => [path.toLowerCase(), { path, content }]));
  const layers: Layer[] = [];
  let damagedFiles = 0;
  for (const [lower, { path, content }] of byName) {
    if (!lower.endsWith('.shp')) continue;
    throwIfAborted(options.signal);
    const part = (ending: string) => byName.get(`${lower.slice(0, -4)}${ending}`)?.content;
    const layer = layerOf(path, content, part, log);
    if (layer) layers.push(layer);
    else damagedFiles++;
  }
  const read = readLayers(layers, log);
  if (!read) throw structureError(name, damagedFiles > 0 ? 'damaged' : 'none');
  return vectorContent(read, options, log);
}

function structureError(name: string, what: 'none' | 'damaged'): InputError {
  return new InputError({
    code: 'shapefile.structure',
    message: what === 'none' ? 'The archive holds no Shapefile with shapes.' : 'The Shapefile is damaged or of another kind.',
    where: name,
    mend: 'Choose an archive with the files .shp, .dbf and .prj of one map.',
    values: { what },
  });
}

/** Null where the geometry cannot be read at all. */
function layerOf(path: string, shp: Uint8Array, part: (ending: string) => Uint8Array | undefined, log: IssueLog): Layer | null {
  const layerName = path.slice(path.lastIndexOf('/') + 1, -4);
  let records: ShapeRecords;
  try {
    records = readShp(shp);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  if (records.isCutOff) reportRecord(records.shapes.length + 1, log);
  const codePage = part('.cpg');
  const table = tableOf(part('.dbf'), codePage ? textOf(codePage) : undefined, log);
  const prj = part('.prj');
  return {
    name: layerName,
    form: records.form,
    count: records.shapes.length,
    reference: prj ? referenceOf(textOf(prj), log) : undefined,
    columns: table?.columns ?? [],
    read: () =>
      records.shapes.map((shape, index): Feature => {
        if (!shape) reportRecord(index + 1, log);
        return { id: null, shape: shape ?? emptyShape(), attributes: table?.rows[index] ?? {} };
      }),
  };
}

function tableOf(bytes: Uint8Array | undefined, codePage: string | undefined, log: IssueLog): Table | null {
  if (!bytes) return null;
  try {
    const table = readDbf(bytes, codePage);
    if (table.isEncodingAssumed) {
      log.add({
        code: 'vector.encoding',
        severity: 'info',
        objectId: null,
        message: `The file does not say how its letters are written (${table.encoding} assumed).`,
        action: 'Names with accents may look wrong; add the file .cpg to the archive.',
        values: { encoding: table.encoding },
      });
    }
    return table;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    log.add({
      code: 'vector.feature',
      severity: 'error',
      objectId: null,
      message: 'The table of attributes (.dbf) cannot be read.',
      action: 'Left out; the rest was read.',
      values: { what: 'table' },
    });
    return null;
  }
}

function reportRecord(number: number, log: IssueLog): void {
  log.add({
    code: 'vector.feature',
    severity: 'error',
    objectId: null,
    message: 'A record of the Shapefile cannot be read.',
    action: 'Left out; the rest was read.',
    values: { what: 'record', number },
  });
}

function referenceOf(prj: string, log: IssueLog): string | undefined {
  if (prj.trim() === '') return undefined;
  const described = referenceOfWkt(prj);
  if (described.by === 'definition') reportDefinition(described.name, described.named, log);
  return described.named;
}
