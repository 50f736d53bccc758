/** CityJSON 1.0, 1.1 and 2.0 to buildings and their surroundings in plane coordinates. */
import { type CancelSignal, InputError, throwIfAborted } from '#models/core/errors.ts';
import type { OnProgress } from '#models/core/progress.ts';
import type { TreatAs } from '#models/district/district.ts';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import { emptyCounts, type ModelContent } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { Placement, type RawPositions } from '../placement.ts';
import { textOf } from '../text.ts';
import { buildingsOf } from './buildings.ts';
import { parseJson } from './parseJson.ts';
import { isObject, items, type Json, type JsonObject, stringOf, tripleOf } from './structure.ts';
import type { GeometrySource } from './surfaces.ts';
import { SurroundingsCollector } from './surroundings.ts';

export interface CityJsonOptions {
  readonly reference?: string;
  readonly areaReference?: string;
  readonly lod?: string;
  readonly treatAs?: TreatAs;
  readonly signal?: CancelSignal;
  readonly onProgress?: OnProgress;
}

/** No reference system has larger coordinates, in any unit. */
const FARTHEST = 1e11;
const HIGHEST = 1e6;
/** Vertices whose median places the file. */
const SAMPLE = 1000;
const VERSIONS: ReadonlySet<string> = new Set(['1.0', '1.1', '2.0']);

export interface Quantisation {
  readonly scale: readonly [number, number, number];
  readonly translate: readonly [number, number, number];
}

/**
 * Reads a CityJSON document.
 * @throws InputError `json.*`, `cityjson.structure`
 */
export function readCityJson(name: string, bytes: Uint8Array, options: CityJsonOptions, log: IssueLog): ModelContent {
  const document = parseJson(textOf(bytes), name);
  options.onProgress?.({ done: 0.4, stage: 'progress.reading' });
  throwIfAborted(options.signal);
  const header = headerOf(document, name, log);
  const quantisation = quantisationOf(document as JsonObject, name);
  const raw = rawVertices(items((document as JsonObject).vertices), quantisation);
  const placement = new Placement(options.reference ?? referenceOf(header.metadata), sampleOf(raw), log, options.areaReference);
  placement.toPlane(raw);
  const counts = emptyCounts();
  const surroundings = new SurroundingsCollector();
  const used = new Uint8Array(raw.length / 3);
  const source: GeometrySource = {
    ...templatesOf(document as JsonObject),
    version: header.version,
    vertices: raw,
    used,
    unit_m: placement.unit_m,
    log,
  };
  const buildings: BuildingInput[] = [];
  for (const building of buildingsOf(header.objects, source, counts, surroundings, options)) {
    buildings.push(building);
    if (buildings.length % 500 === 0) throwIfAborted(options.signal);
  }
  reportUnused(used, log);
  return { ...header, buildings, placement, counts, surroundings, vertexCount: used.length };
}

/** The building, under another id where its own was taken before. */
export function withOwnId(building: BuildingInput, ids: Set<string>, log: IssueLog): BuildingInput {
  let id = building.id;
  for (let copy = 2; ids.has(id); copy++) id = `${building.id}#${copy}`;
  ids.add(id);
  if (id === building.id) return building;
  log.add({
    code: 'cityjson.duplicateId',
    severity: 'warning',
    objectId: building.id,
    message: 'The id occurs twice.',
    action: `The second is shown as '${id}'.`,
    values: { newId: id },
  });
  return { ...building, id };
}

export function headerOf(document: Json, name: string, log: IssueLog) {
  const fail = (what: string, message: string): InputError =>
    new InputError({
      code: 'cityjson.structure',
      message,
      where: name,
      mend: 'Choose a CityJSON file, or export it again.',
      values: { what },
    });
  if (!isObject(document) || document.type !== 'CityJSON')
    throw fail('type', 'This is JSON, but not CityJSON: its type is not "CityJSON".');
  if (!isObject(document.CityObjects)) throw fail('objects', 'The file has no CityObjects.');
  const version = stringOf(document.version) ?? '';
  if (!VERSIONS.has(version)) {
    log.add({
      code: 'cityjson.version',
      severity: 'warning',
      objectId: null,
      message: `The CityJSON version is '${version.slice(0, 20)}'; known are 1.0, 1.1 and 2.0.`,
      action: 'Read as 2.0.',
      values: { version: version.slice(0, 20) },
    });
  }
  const metadata = isObject(document.metadata) ? document.metadata : {};
  const title = stringOf(metadata.title);
  const contact = isObject(metadata.pointOfContact) ? stringOf(metadata.pointOfContact.contactName) : undefined;
  return {
    version,
    metadata,
    objects: document.CityObjects,
    ...(title === undefined ? {} : { title }),
    ...(contact === undefined ? {} : { attribution: contact }),
  };
}

/** Quantised coordinates: v * scale + translate. */
export function quantisationOf(document: JsonObject, name: string): Quantisation | null {
  const { transform } = document;
  if (transform === undefined || transform === null) return null;
  const scale = isObject(transform) ? tripleOf(transform.scale) : null;
  const translate = isObject(transform) ? tripleOf(transform.translate) : null;
  if (scale && translate) return { scale, translate };
  throw new InputError({
    code: 'cityjson.structure',
    message: 'The transform has no valid scale and translate.',
    where: `${name}, transform`,
    mend: 'Give three finite numbers for each.',
    values: { what: 'transform' },
  });
}

/** Vertices in the file's coordinates as x, y, z triples; NaN where one is not three plausible numbers. */
export function rawVertices(vertices: readonly Json[], quantisation: Quantisation | null): Float64Array {
  const raw = new Float64Array(vertices.length * 3);
  const scale = quantisation?.scale ?? [1, 1, 1];
  const translate = quantisation?.translate ?? [0, 0, 0];
  for (let i = 0; i < vertices.length; i++) {
    const vertex = vertices[i] as readonly Json[] | null | undefined;
    const x = vertex?.[0];
    const y = vertex?.[1];
    const z = vertex?.[2];
    if (typeof x !== 'number' || typeof y !== 'number' || typeof z !== 'number') {
      raw.fill(Number.NaN, i * 3, i * 3 + 3);
      continue;
    }
    const at = i * 3;
    raw[at] = x * scale[0] + translate[0];
    raw[at + 1] = y * scale[1] + translate[1];
    raw[at + 2] = z * scale[2] + translate[2];
    const plausible = Math.abs(raw[at]!) <= FARTHEST && Math.abs(raw[at + 1]!) <= FARTHEST && Math.abs(raw[at + 2]!) <= HIGHEST;
    if (!plausible) raw.fill(Number.NaN, at, at + 3);
  }
  return raw;
}

export function sampleOf(raw: Float64Array): RawPositions {
  const x: number[] = [];
  const y: number[] = [];
  const step = Math.max(1, Math.floor(raw.length / 3 / SAMPLE)) * 3;
  for (let i = 0; i < raw.length; i += step) {
    if (!Number.isFinite(raw[i]! + raw[i + 1]!)) continue;
    x.push(raw[i]!);
    y.push(raw[i + 1]!);
  }
  return { x, y };
}

/** `metadata.referenceSystem` (a URL or urn), or the EPSG number of the oldest files. */
export function referenceOf(metadata: JsonObject): string | undefined {
  const system = metadata.referenceSystem;
  if (typeof system === 'string' && system.trim() !== '') return system;
  if (typeof system === 'number') return `EPSG:${system}`;
  const old = isObject(metadata.crs) ? metadata.crs.epsg : undefined;
  return typeof old === 'number' ? `EPSG:${old}` : undefined;
}

export function templatesOf(document: JsonObject): Pick<GeometrySource, 'templates' | 'templateVertices'> {
  const templates = document['geometry-templates'];
  if (!isObject(templates)) return { templates: [], templateVertices: new Float64Array(0) };
  return { templates: items(templates.templates), templateVertices: rawVertices(items(templates['vertices-templates']), null) };
}

function reportUnused(used: Uint8Array, log: IssueLog): void {
  let unused = 0;
  for (const mark of used) if (mark === 0) unused++;
  if (unused === 0) return;
  log.add({
    code: 'vertices.unused',
    severity: 'info',
    objectId: null,
    message: `${unused} of ${used.length} vertices are used by no object that is read.`,
    action: 'Ignored.',
    values: { unused, count: used.length },
  });
}
