/** The buildings' table of a binary glTF that {@link writeGlb} wrote, and the triangles each of them has. */
import { z } from 'zod';
import { InputError } from '#models/core/errors.ts';
import { textOf } from '../text.ts';
import { BUILDING_FEATURE_SET, NO_VALUE } from './writeGlb.ts';

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BUILDING_TABLE = 1;

const property = z.object({ values: z.int(), stringOffsets: z.int().optional() });
const documentSchema = z.object({
  bufferViews: z.array(z.object({ byteOffset: z.int().default(0), byteLength: z.int() })),
  accessors: z.array(z.object({ bufferView: z.int(), count: z.int() })),
  meshes: z.array(z.object({ primitives: z.array(z.object({ attributes: z.record(z.string(), z.int()), indices: z.int() })) })),
  extensions: z.object({
    EXT_structural_metadata: z.object({
      propertyTables: z.array(z.object({ count: z.int(), properties: z.record(z.string(), property) })),
    }),
  }),
});

export interface GlbTable {
  readonly buildingIds: readonly string[];
  /** One value per building; NaN where it has none. */
  readonly columns: Readonly<Record<string, Float32Array>>;
  /** Triangles whose corners have the feature id of the building. */
  readonly triangles: Uint32Array;
}

/** @throws InputError `glb.table` where the file is not one of ours */
export function readGlbTable(name: string, bytes: Uint8Array): GlbTable {
  try {
    return tableOf(bytes);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError || error instanceof z.ZodError || error instanceof TypeError))
      throw error;
    throw new InputError({
      code: 'glb.table',
      message: 'The file is no binary glTF with a table of buildings.',
      where: name,
      mend: 'Export it again.',
    });
  }
}

function tableOf(bytes: Uint8Array): GlbTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(16, true) !== JSON_CHUNK) throw new RangeError('Not glTF.');
  const jsonEnd = 20 + view.getUint32(12, true);
  const document = documentSchema.parse(JSON.parse(textOf(bytes.subarray(20, jsonEnd))));
  const binary = bytes.subarray(jsonEnd + 8);
  const part = (index: number): ArrayBuffer => {
    const { byteOffset, byteLength } = document.bufferViews[index]!;
    return binary.slice(byteOffset, byteOffset + byteLength).buffer as ArrayBuffer;
  };
  const { count, properties } = document.extensions.EXT_structural_metadata.propertyTables[BUILDING_TABLE]!;
  const ids = properties.buildingId!;
  const offsets = new Uint32Array(part(ids.stringOffsets!));
  const texts = new Uint8Array(part(ids.values));
  const buildingIds = Array.from({ length: count }, (_, i) => textOf(texts.slice(offsets[i]!, offsets[i + 1]!)));
  const columns: Record<string, Float32Array> = {};
  for (const [column, { values }] of Object.entries(properties)) {
    if (column !== 'buildingId') columns[column] = new Float32Array(part(values)).map((value) => (value === NO_VALUE ? Number.NaN : value));
  }
  const { attributes, indices } = document.meshes[0]!.primitives[0]!;
  const features = new Float32Array(part(document.accessors[attributes[`_FEATURE_ID_${BUILDING_FEATURE_SET}`]!]!.bufferView));
  const corners = new Uint32Array(part(document.accessors[indices]!.bufferView));
  const triangles = new Uint32Array(count);
  for (let i = 0; i < corners.length; i += 3) triangles[features[corners[i]!]!]!++;
  return { buildingIds, columns, triangles };
}
