/** What one tile holds: its kind, how many features, and the names of what is known about them. */
import { textOf } from '../text.ts';

export type TileFormat = 'b3dm' | 'i3dm' | 'pnts' | 'cmpt' | 'glb' | 'gltf' | 'tileset' | 'unknown';

export interface TileContent {
  readonly format: TileFormat;
  /** Features with an id: buildings, as a rule. Null where the tile does not say. */
  readonly features: number | null;
  readonly attributes: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of a document; null where it is none. */
export function parseObject(bytes: Uint8Array): Json | null {
  try {
    const value: unknown = JSON.parse(textOf(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Lengths of a batched, instanced or point tile's header [bytes]. */
const HEADER_BYTES: Readonly<Record<string, number>> = { b3dm: 28, i3dm: 32, pnts: 28 };
const COUNTS: Readonly<Record<string, string>> = { b3dm: 'BATCH_LENGTH', i3dm: 'INSTANCES_LENGTH', pnts: 'BATCH_LENGTH' };
const NO_FEATURES = { features: null, attributes: [] } as const;
/** Tiles within tiles. */
const MOST_DEPTH = 4;

/** Looks at the head and the tables of a tile; what is damaged is unknown. */
export function tileContent(bytes: Uint8Array, depth = 0): TileContent {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === 'b3dm' || magic === 'i3dm' || magic === 'pnts') return batchedTile(magic, bytes);
  if (magic === 'cmpt') return depth < MOST_DEPTH ? compositeTile(bytes, depth) : { format: 'cmpt', ...NO_FEATURES };
  if (magic === 'glTF') return { format: 'glb', ...featuresOfGltf(glbDocument(bytes)) };
  const document = /^\s*\{/.test(textOf(bytes.subarray(0, 64))) ? parseObject(bytes) : null;
  if (!document) return { format: 'unknown', ...NO_FEATURES };
  if (isObject(document.root)) return { format: 'tileset', ...NO_FEATURES };
  return isObject(document.asset) ? { format: 'gltf', ...featuresOfGltf(document) } : { format: 'unknown', ...NO_FEATURES };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function batchedTile(format: 'b3dm' | 'i3dm' | 'pnts', bytes: Uint8Array): TileContent {
  const header = HEADER_BYTES[format]!;
  if (bytes.length < header) return { format, ...NO_FEATURES };
  const view = viewOf(bytes);
  const [featureJson, featureBinary, batchJson] = [12, 16, 20].map((at) => view.getUint32(at, true)) as [number, number, number];
  const batchAt = header + featureJson + featureBinary;
  if (batchAt + batchJson > bytes.length) return { format, ...NO_FEATURES };
  const features = parseObject(bytes.subarray(header, header + featureJson))?.[COUNTS[format]!];
  const table = parseObject(bytes.subarray(batchAt, batchAt + batchJson)) ?? {};
  const attributes = Object.keys(table).filter((name) => name !== 'extensions' && name !== 'extras' && name !== 'HIERARCHY');
  return { format, features: typeof features === 'number' ? features : null, attributes };
}

function compositeTile(bytes: Uint8Array, depth: number): TileContent {
  if (bytes.length < 16) return { format: 'cmpt', ...NO_FEATURES };
  const view = viewOf(bytes);
  const attributes = new Set<string>();
  let features: number | null = null;
  let at = 16;
  for (let i = 0; i < view.getUint32(12, true) && at + 12 <= bytes.length; i++) {
    const length = view.getUint32(at + 8, true);
    if (length < 12 || at + length > bytes.length) break;
    const inner = tileContent(bytes.subarray(at, at + length), depth + 1);
    if (inner.features !== null) features = (features ?? 0) + inner.features;
    for (const name of inner.attributes) attributes.add(name);
    at += length;
  }
  return { format: 'cmpt', features, attributes: [...attributes] };
}

/** The document of a binary glTF; null where it is damaged. */
export function glbDocument(bytes: Uint8Array): Json | null {
  if (bytes.length < 20) return null;
  const view = viewOf(bytes);
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== 0x4e4f534a || 20 + length > bytes.length) return null;
  return parseObject(bytes.subarray(20, 20 + length));
}

/** Property tables of features (EXT_structural_metadata, and EXT_feature_metadata before it). */
function featuresOfGltf(document: Json | null): Pick<TileContent, 'features' | 'attributes'> {
  const extensions = isObject(document?.extensions) ? document.extensions : {};
  const structural = isObject(extensions.EXT_structural_metadata) ? extensions.EXT_structural_metadata.propertyTables : undefined;
  const older = isObject(extensions.EXT_feature_metadata) ? extensions.EXT_feature_metadata.featureTables : undefined;
  const tables = [...(Array.isArray(structural) ? structural : []), ...(isObject(older) ? Object.values(older) : [])].filter(isObject);
  if (tables.length === 0) return NO_FEATURES;
  const attributes = new Set<string>();
  let features = 0;
  for (const table of tables) {
    if (typeof table.count === 'number') features += table.count;
    for (const name of isObject(table.properties) ? Object.keys(table.properties) : []) attributes.add(name);
  }
  return { features, attributes: [...attributes] };
}
