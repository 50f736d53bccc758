/** Reading and writing the small part of binary glTF that the view works with itself. */

const GLB_MAGIC = 0x46546c67;
const CHUNK_JSON = 0x4e4f534a;
const CHUNK_BIN = 0x004e4942;

const FLOAT = 5126;
const UNSIGNED_INT = 5125;
const UNSIGNED_SHORT = 5123;
type Numbers = Float32Array | Uint32Array | Uint16Array | Uint8Array;
const COMPONENTS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

interface Accessor {
  readonly bufferView?: number;
  readonly byteOffset?: number;
  readonly componentType: number;
  readonly count: number;
  readonly type: string;
}
interface BufferView {
  readonly byteOffset?: number;
  readonly byteStride?: number;
}
interface Primitive {
  readonly attributes: Readonly<Record<string, number>>;
  readonly indices?: number;
  readonly mode?: number;
}
export interface GltfJson {
  readonly accessors?: readonly Accessor[];
  readonly bufferViews?: readonly BufferView[];
  readonly meshes?: readonly { readonly primitives: readonly Primitive[] }[];
}

export interface GlbParts {
  readonly json: GltfJson;
  readonly bin: Uint8Array<ArrayBufferLike>;
}

/** Splits a binary glTF into its description and its numbers; throws `RangeError` where it is none. */
export function splitGlb(glb: Uint8Array): GlbParts {
  // Typed-array views need a multiple of four; a view into a larger message may not start at one.
  const bytes = glb.byteOffset % 4 === 0 ? glb : glb.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 20 || view.getUint32(0, true) !== GLB_MAGIC || view.getUint32(16, true) !== CHUNK_JSON)
    throw new RangeError('not a binary glTF');
  const jsonLength = view.getUint32(12, true);
  const json: GltfJson = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength)));
  const binStart = 20 + jsonLength + 8;
  const bin = binStart <= bytes.byteLength ? bytes.subarray(binStart) : new Uint8Array(0);
  return { json, bin };
}

/** Numbers of one accessor; a view where the layout allows, else a copy. */
export function readAccessor({ json, bin }: GlbParts, index: number): Numbers {
  const accessor = json.accessors?.[index];
  const bufferView = accessor?.bufferView === undefined ? undefined : json.bufferViews?.[accessor.bufferView];
  if (!accessor || !bufferView) throw new RangeError(`accessor ${index} has no data`);
  const parts = COMPONENTS[accessor.type] ?? 1;
  const width =
    accessor.componentType === FLOAT || accessor.componentType === UNSIGNED_INT ? 4 : accessor.componentType === UNSIGNED_SHORT ? 2 : 1;
  const length = accessor.count * parts;
  const start = (bufferView.byteOffset ?? 0) + (accessor.byteOffset ?? 0);
  const stride = bufferView.byteStride ?? parts * width;
  if (stride === parts * width && (bin.byteOffset + start) % width === 0)
    return typed(accessor.componentType, bin.buffer, bin.byteOffset + start, length);
  const copy = new Uint8Array(length * width);
  for (let i = 0; i < accessor.count; i++)
    copy.set(bin.subarray(start + i * stride, start + i * stride + parts * width), i * parts * width);
  return typed(accessor.componentType, copy.buffer, 0, length);
}

function typed(componentType: number, buffer: ArrayBufferLike, start: number, length: number): Numbers {
  if (componentType === FLOAT) return new Float32Array(buffer, start, length);
  if (componentType === UNSIGNED_INT) return new Uint32Array(buffer, start, length);
  if (componentType === UNSIGNED_SHORT) return new Uint16Array(buffer, start, length);
  return new Uint8Array(buffer, start, length);
}

export interface GlbAttribute {
  readonly name: 'POSITION' | 'NORMAL' | '_FEATURE_ID_0' | '_FEATURE_ID_1';
  readonly values: Float32Array;
}

export interface GlbMesh {
  readonly attributes: readonly GlbAttribute[];
  readonly indices: Uint32Array;
  /** glTF mode: 1 lines, 4 triangles. */
  readonly mode: 1 | 4;
  /** Features per feature-id attribute, where the mesh has some. */
  readonly featureCounts: readonly number[];
}

function bounds(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const value = positions[i]!;
    if (value < min[i % 3]!) min[i % 3] = value;
    if (value > max[i % 3]!) max[i % 3] = value;
  }
  return { min, max };
}

/** A binary glTF with one primitive. */
export function packGlb(mesh: GlbMesh): Uint8Array<ArrayBuffer> {
  const arrays = [...mesh.attributes.map((attribute) => attribute.values), mesh.indices];
  const bufferViews: object[] = [];
  let length = 0;
  for (const [i, array] of arrays.entries()) {
    bufferViews.push({ buffer: 0, byteOffset: length, byteLength: array.byteLength, target: i < mesh.attributes.length ? 34962 : 34963 });
    length += array.byteLength;
  }
  const accessors = arrays.map((array, i) => {
    const attribute = mesh.attributes[i];
    if (!attribute) return { bufferView: i, componentType: 5125, count: array.length, type: 'SCALAR' };
    const isVector = !attribute.name.startsWith('_');
    const range = attribute.name === 'POSITION' ? bounds(attribute.values) : {};
    return { bufferView: i, componentType: FLOAT, count: array.length / (isVector ? 3 : 1), type: isVector ? 'VEC3' : 'SCALAR', ...range };
  });
  const featureIds = mesh.featureCounts.map((featureCount, attribute) => ({ featureCount, attribute }));
  const json = {
    asset: { version: '2.0' },
    ...(featureIds.length > 0 ? { extensionsUsed: ['EXT_mesh_features'] } : {}),
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    materials: [{ doubleSided: true, pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }],
    meshes: [
      {
        primitives: [
          {
            attributes: Object.fromEntries(mesh.attributes.map((attribute, i) => [attribute.name, i])),
            indices: mesh.attributes.length,
            mode: mesh.mode,
            material: 0,
            ...(featureIds.length > 0 ? { extensions: { EXT_mesh_features: { featureIds } } } : {}),
          },
        ],
      },
    ],
    accessors,
    bufferViews,
    buffers: [{ byteLength: length }],
  };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const jsonLength = Math.ceil(text.length / 4) * 4;
  const glb = new Uint8Array(20 + jsonLength + 8 + length);
  const view = new DataView(glb.buffer);
  for (const [offset, value] of [
    [0, GLB_MAGIC],
    [4, 2],
    [8, glb.length],
    [12, jsonLength],
    [16, CHUNK_JSON],
    [20 + jsonLength, length],
    [24 + jsonLength, CHUNK_BIN],
  ] as const)
    view.setUint32(offset, value, true);
  glb.fill(0x20, 20, 20 + jsonLength);
  glb.set(text, 20);
  let offset = 28 + jsonLength;
  for (const array of arrays) {
    glb.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  return glb;
}
