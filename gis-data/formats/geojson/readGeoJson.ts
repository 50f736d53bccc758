/**
 * GeoJSON (RFC 7946 and the older form with a `crs` member) and sequences of GeoJSON features (RFC 8142, or one per
 * line) to a district. Coordinates are WGS 84 unless the document says otherwise or their range forbids it.
 */
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import { parseJson } from '../cityjson/parseJson.ts';
import { isObject, items, type Json, type JsonObject, stringOf } from '../cityjson/structure.ts';
import type { ContentOptions, ModelContent } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { linesOf, textOf } from '../text.ts';
import { type Feature, setAttribute } from '../vector/feature.ts';
import { vectorContent } from '../vector/vectorContent.ts';
import { isGeometry, shapeOf } from './shapes.ts';

const WGS84 = 'EPSG:4326';
/** Starts each record of a sequence (RFC 8142). */
const RECORD_SEPARATOR = '\u001e';

/**
 * Reads a GeoJSON document.
 * @throws InputError `json.*`, `geojson.structure`
 */
export async function readGeoJson(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const document = parseTolerantly(textOf(bytes), name, log);
  options.onProgress?.({ done: 0.3, stage: 'progress.reading' });
  throwIfAborted(options.signal);
  if (!isObject(document)) throw notGeoJson(name);
  const features = featuresOf(document, log);
  if (!features) throw notGeoJson(name);
  const title = stringOf(document.name) ?? stringOf(document.title);
  return vectorContent({ features, reference: referenceOf(document, features), ...(title ? { title } : {}) }, options, log);
}

/**
 * Features of a GeoJSON document, in its own coordinates.
 * @throws InputError `json.*`, `geojson.structure`
 */
export function featuresOfDocument(bytes: Uint8Array, name: string, log: IssueLog): readonly Feature[] {
  const document = parseTolerantly(textOf(bytes), name, log);
  const features = isObject(document) ? featuresOf(document, log) : null;
  if (!features) throw notGeoJson(name);
  return features;
}

/**
 * Reads a sequence of features; a record that cannot be read is reported and skipped.
 * @throws InputError `geojson.structure` where no record is a feature
 */
export async function readGeoJsonSeq(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const features: Feature[] = [];
  let number = 0;
  for (const record of recordsOf(bytes)) {
    number++;
    if (number % 500 === 0) throwIfAborted(options.signal);
    const found = recordFeatures(record, name, number, log);
    if (found) for (const feature of found) features.push(feature);
  }
  if (features.length === 0) throw notGeoJson(name);
  return vectorContent({ features, reference: referenceOf({}, features) }, options, log);
}

function notGeoJson(name: string): InputError {
  return new InputError({
    code: 'geojson.structure',
    message: 'The JSON document is not GeoJSON.',
    where: name,
    mend: 'Choose a file with a FeatureCollection, features or geometries.',
  });
}

/** Records between separators, else lines; blank ones are left out. */
function* recordsOf(bytes: Uint8Array): Generator<string> {
  const isSeparated = bytes.indexOf(0x1e) >= 0 && textOf(bytes.subarray(0, 16)).trimStart().startsWith(RECORD_SEPARATOR);
  if (!isSeparated) {
    for (const { text } of linesOf(bytes)) if (text.trim() !== '') yield text;
    return;
  }
  for (let start = bytes.indexOf(0x1e) + 1; start > 0 && start <= bytes.length; ) {
    const next = bytes.indexOf(0x1e, start);
    const text = textOf(bytes.subarray(start, next < 0 ? bytes.length : next));
    if (text.trim() !== '') yield text;
    if (next < 0) return;
    start = next + 1;
  }
}

function recordFeatures(record: string, name: string, number: number, log: IssueLog): readonly Feature[] | null {
  try {
    const document = parseTolerantly(record, name, log);
    const found = isObject(document) ? featuresOf(document, log) : null;
    if (found) return found;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  log.add({
    code: 'vector.feature',
    severity: 'error',
    objectId: null,
    message: 'A record is not a GeoJSON feature.',
    action: 'Left out; the rest was read.',
    values: { what: 'record', number },
  });
  return null;
}

/** JSON.parse that takes the NaN and Infinity of some writers for null, and says so. */
function parseTolerantly(text: string, name: string, log: IssueLog): Json {
  try {
    return parseJson(text, name);
  } catch (error) {
    const { text: mended, count } = withoutNaN(text);
    if (count === 0) throw error;
    const document = parseJson(mended, name);
    log.add({
      code: 'vector.nan',
      severity: 'warning',
      objectId: null,
      message: `The file writes NaN or Infinity where a number belongs (${count}).`,
      action: 'Read as missing, not as zero.',
      values: { count },
    });
    return document;
  }
}

function withoutNaN(text: string): { readonly text: string; readonly count: number } {
  if (!/[[:,]\s*[-+]?(?:NaN|Infinity)/i.test(text)) return { text, count: 0 };
  let count = 0;
  const mended = text.replace(/"(?:[^"\\]|\\.)*"|[-+]?\b(?:NaN|Infinity)\b/gi, (found) => {
    if (found.startsWith('"')) return found;
    count++;
    return 'null';
  });
  return { text: mended, count };
}

/** Features of a document of any GeoJSON type; null where it is none. */
function featuresOf(document: JsonObject, log: IssueLog): readonly Feature[] | null {
  if (document.type === 'FeatureCollection') {
    return items(document.features).flatMap((feature, index) => {
      if (isObject(feature) && feature.type === 'Feature') return [featureOf(feature, log)];
      log.add({
        code: 'vector.feature',
        severity: 'error',
        objectId: null,
        message: 'An entry of the collection is not a feature.',
        action: 'Left out; the rest was read.',
        values: { what: 'record', number: index + 1 },
      });
      return [];
    });
  }
  if (document.type === 'Feature') return [featureOf(document, log)];
  if (!isGeometry(document)) return null;
  // A bare collection of geometries is as good as a collection of features.
  const parts = document.type === 'GeometryCollection' ? items(document.geometries) : [document];
  return parts.map((geometry) => featureOf({ type: 'Feature', geometry }, log));
}

function featureOf(feature: JsonObject, log: IssueLog): Feature {
  const id = typeof feature.id === 'string' || typeof feature.id === 'number' ? String(feature.id) : null;
  const faults = { texts: 0, invalid: 0, unknown: [] as string[] };
  const shape = shapeOf(feature.geometry, faults);
  const report = (what: string, message: string, type = '') =>
    log.add({
      code: 'vector.feature',
      severity: what === 'geometry' ? 'info' : 'warning',
      objectId: id,
      message,
      action: 'Left out; the rest was read.',
      values: { what, type },
    });
  if (!isObject(feature.geometry)) report('geometry', 'The feature has no geometry.');
  for (const type of faults.unknown) report('shape', `The geometry type '${type}' is not known.`, type);
  if (faults.invalid > 0) report('coordinates', 'Positions are not numbers.');
  if (faults.texts > 0) {
    log.add({
      code: 'vector.numberText',
      severity: 'info',
      objectId: id,
      message: 'Coordinates are written as text.',
      action: 'Read as the numbers they show.',
    });
  }
  const attributes: Feature['attributes'] & Record<string, string | number | boolean | null> = {};
  if (isObject(feature.properties)) {
    for (const [key, value] of Object.entries(feature.properties)) setAttribute(attributes, key, value);
  }
  return { id, shape, attributes };
}

/** The `crs` member of older documents, else WGS 84 where the range of the coordinates allows it. */
function referenceOf(document: JsonObject, features: readonly Feature[]): string | undefined {
  const { crs } = document;
  if (crs === null) return undefined;
  if (typeof crs === 'string') return crs;
  if (isObject(crs)) {
    const properties = isObject(crs.properties) ? crs.properties : {};
    const code = properties.code;
    const named = stringOf(properties.name) ?? (typeof code === 'number' || typeof code === 'string' ? `EPSG:${code}` : undefined);
    return named ?? stringOf(properties.href);
  }
  return features.every(isInDegrees) ? WGS84 : undefined;
}

function isInDegrees({ shape }: Feature): boolean {
  const rings = [...shape.polygons.flat(), ...shape.lines, ...shape.points];
  return rings.every((ring) => {
    for (let i = 0; i < ring.length; i += 3) if (Math.abs(ring[i]!) > 180 || Math.abs(ring[i + 1]!) > 90) return false;
    return true;
  });
}
