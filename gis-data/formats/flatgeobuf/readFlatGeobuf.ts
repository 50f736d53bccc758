/** FlatGeobuf to a district: geometries are decoded here, properties by the library. */
import type { Feature as FlatFeature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import type { Geometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { deserialize, parseProperties } from 'flatgeobuf/lib/mjs/generic.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import type { AttributeValue } from '#models/district/district.ts';
import { referenceOfWkt } from '../../projection/wkt.ts';
import type { ContentOptions, ModelContent } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { emptyShape, type Feature, type Positions, type Shape, setAttribute } from '../vector/feature.ts';
import { reportDefinition } from '../vector/layers.ts';
import { vectorContent } from '../vector/vectorContent.ts';

/** Magic bytes and the length of the header. */
const HEADER_AT = 12;
/** Place of the columns in the header's table of fields (header.fbs: the eighth field). */
const COLUMNS_FIELD = 18;
/** A file with more unreadable features than this is read no further. */
const MOST_FAULTS = 1000;
const DEEPEST = 8;

/**
 * Reads a FlatGeobuf file; where it stops in the middle, what comes before is kept.
 * @throws InputError `flatgeobuf.structure` where no feature can be read
 */
export async function readFlatGeobuf(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const features: Feature[] = [];
  let header: HeaderMeta | null = null;
  let faults = 0;
  const budget = new Budget(bytes.length);
  try {
    checkHeader(bytes);
    const read = deserialize(bytes, {
      fromFeature: (_id, feature, meta) => {
        const number = features.length + 1;
        const read = featureOf(feature, meta, number, budget, log);
        if (!read && ++faults > MOST_FAULTS) throw new RangeError('The file is damaged.');
        if (read) features.push(read);
        return {};
      },
      headerMetaFn: (meta) => {
        header = meta;
        // The library counts the levels of the index: without end for no features, or nodes of one entry.
        const isCountable = meta.indexNodeSize >= 2 && meta.featuresCount >= 1 && meta.featuresCount <= bytes.length;
        if (meta.indexNodeSize !== 0 && !isCountable) throw new RangeError('The index is damaged.');
      },
    });
    for await (const _ of read) if (features.length % 500 === 0) throwIfAborted(options.signal);
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && error.name === 'CancelledError')) throw error;
    if (features.length === 0) throw damaged(name);
    reportRest(features.length + 1, log);
    return contentOf(features, header, options, log);
  }
  // A file that was cut off between two features ends for the library as a whole one does.
  const stated = statedCount(header);
  if (stated > features.length + faults) reportRest(features.length + faults + 1, log);
  return contentOf(features, header, options, log);
}

function statedCount(header: HeaderMeta | null): number {
  return header?.featuresCount ?? 0;
}

function contentOf(features: readonly Feature[], header: HeaderMeta | null, options: ContentOptions, log: IssueLog): ModelContent {
  return vectorContent({ features, reference: referenceOf(header, log), ...titleOf(header) }, options, log);
}

function reportRest(number: number, log: IssueLog): void {
  log.add({
    code: 'vector.feature',
    severity: 'error',
    objectId: null,
    message: `Feature ${number} cannot be read, nor what follows it.`,
    action: 'Left out; the rest was read.',
    values: { what: 'record', number },
  });
}

function damaged(name: string): InputError {
  return new InputError({
    code: 'flatgeobuf.structure',
    message: 'The FlatGeobuf file is damaged.',
    where: name,
    mend: 'Copy or download it again.',
  });
}

/** Refuses headers that claim to be longer than the file, or more columns than it has bytes: the library would list them all. */
function checkHeader(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(HEADER_AT - 4, true) > bytes.length - HEADER_AT) throw new RangeError('The header is damaged.');
  const table = HEADER_AT + view.getUint32(HEADER_AT, true);
  const fields = table - view.getInt32(table, true);
  if (COLUMNS_FIELD >= view.getUint16(fields, true)) return;
  const columns = table + view.getUint16(fields + COLUMNS_FIELD, true);
  if (columns === table) return;
  const count = view.getUint32(columns + view.getUint32(columns, true), true);
  if (count > bytes.length) throw new RangeError('The header is damaged.');
}

function titleOf(header: HeaderMeta | null): { readonly title?: string } {
  return header?.title ? { title: header.title } : {};
}

function referenceOf(header: HeaderMeta | null, log: IssueLog): string | undefined {
  const crs = header?.crs;
  if (!crs) return undefined;
  if (crs.code > 0 && (crs.org === null || crs.org.toUpperCase() === 'EPSG')) return `EPSG:${crs.code}`;
  if (crs.wkt) {
    const described = referenceOfWkt(crs.wkt);
    if (described.by === 'definition') reportDefinition(described.name, described.named, log);
    return described.named;
  }
  return crs.code_string ?? crs.name ?? undefined;
}

function featureOf(feature: FlatFeature, header: HeaderMeta, number: number, budget: Budget, log: IssueLog): Feature | null {
  const attributes: Record<string, AttributeValue> = {};
  const shape = emptyShape();
  const report = (what: string, message: string) =>
    log.add({
      code: 'vector.feature',
      severity: 'warning',
      objectId: null,
      message,
      action: 'Left out; the rest was read.',
      values: { what, number, type: '' },
    });
  try {
    for (const [name, value] of Object.entries(parseProperties(feature, header.columns))) setAttribute(attributes, name, value);
    const geometry = feature.geometry();
    const known = geometry === null || addGeometry(geometry, header.geometryType, shape, budget, 0);
    if (!known) report('shape', 'A feature has curves or another unknown form.');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    report('record', 'A feature cannot be read.');
    return null;
  }
  return { id: null, shape, attributes };
}

/**
 * Points and parts that a file of a size can hold. A damaged file can name the same ones again and again, parts that
 * contain themselves among them.
 */
class Budget {
  #left: number;

  constructor(fileBytes: number) {
    this.#left = fileBytes;
  }

  take(count: number): void {
    this.#left -= count;
    if (!(this.#left >= 0)) throw new RangeError('The file names more shapes than it holds.');
  }
}

/** @returns false where a part is of a kind that is not known */
function addGeometry(geometry: Geometry, headerType: GeometryType, shape: Shape, budget: Budget, depth: number): boolean {
  const type = headerType === GeometryType.Unknown ? geometry.type() : headerType;
  switch (type) {
    case GeometryType.Point:
    case GeometryType.MultiPoint:
      for (const ring of ringsOf(geometry, false, budget)) for (let i = 0; i < ring.length; i += 3) shape.points.push(ring.slice(i, i + 3));
      return true;
    case GeometryType.LineString:
    case GeometryType.MultiLineString:
      for (const line of ringsOf(geometry, true, budget)) shape.lines.push(line);
      return true;
    case GeometryType.Polygon:
    case GeometryType.Triangle: {
      const rings = ringsOf(geometry, true, budget);
      if (rings.length > 0) shape.polygons.push(rings);
      return true;
    }
    case GeometryType.PolyhedralSurface:
    case GeometryType.TIN:
    case GeometryType.MultiPolygon:
    case GeometryType.MultiSurface:
    case GeometryType.GeometryCollection: {
      shape.isBody ||= type === GeometryType.PolyhedralSurface || type === GeometryType.TIN;
      const parts = geometry.partsLength();
      budget.take(parts);
      if (depth > DEEPEST) throw new RangeError('The geometry is damaged.');
      const inner =
        type === GeometryType.GeometryCollection || type === GeometryType.MultiSurface ? GeometryType.Unknown : GeometryType.Polygon;
      for (let i = 0; i < parts; i++) {
        const part = geometry.parts(i);
        if (part && !addGeometry(part, inner, shape, budget, depth + 1)) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

/** Coordinates as triples, cut at the ends of rings where `split` says so. */
function ringsOf(geometry: Geometry, split: boolean, budget: Budget): Positions[] {
  const xy = geometry.xyArray();
  if (!xy) return [];
  const z = geometry.zArray();
  const points = xy.length / 2;
  budget.take(points);
  const ends = split ? Array.from(geometry.endsArray() ?? []) : [];
  if (ends.length === 0) ends.push(points);
  const rings: Positions[] = [];
  let start = 0;
  for (const end of ends) {
    const ring: number[] = [];
    for (let i = start; i < Math.min(end, points); i++) ring.push(xy[i * 2]!, xy[i * 2 + 1]!, z?.[i] ?? Number.NaN);
    if (ring.length > 0) rings.push(ring);
    start = Math.max(start, end);
  }
  return rings;
}
