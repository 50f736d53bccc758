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
  /** Bytes only for unit normals, four each: see {@link packedNormals}. */
  readonly values: Float32Array | Int8Array;
}

export interface GlbMesh {
  readonly attributes: readonly GlbAttribute[];
  /** Null where vertices are drawn in their order. */
  readonly indices: Uint32Array | Uint16Array | null;
  /** glTF mode: 1 lines, 4 triangles. */
  readonly mode: 1 | 4;
  /** Features per feature-id attribute, where the mesh has some. */
  readonly featureCounts: readonly number[];
}

/** Unit normals in four bytes each, a third of their size; a tilt is kept within half a degree. */
export function packedNormals(normals: Float32Array): Int8Array {
  const packed = new Int8Array((normals.length / 3) * 4);
  for (let v = 0; v < normals.length / 3; v++) {
    for (let axis = 0; axis < 3; axis++) packed[v * 4 + axis] = Math.round(normals[v * 3 + axis]! * 127);
  }
  return packed;
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
  return packPrimitives([mesh]);
}

type Written = Float32Array | Int8Array | Uint32Array | Uint16Array;

const BYTE = 5120;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

/** Collects numbers for the one buffer of a file. */
class GlbNumbers {
  readonly arrays: Written[] = [];
  readonly bufferViews: object[] = [];
  readonly accessors: object[] = [];
  length = 0;

  private view(array: Written, options: object): number {
    this.arrays.push(array);
    const at = this.bufferViews.push({ buffer: 0, byteOffset: this.length, byteLength: array.byteLength, ...options }) - 1;
    // Each array begins at a multiple of four.
    this.length += Math.ceil(array.byteLength / 4) * 4;
    return at;
  }

  attribute({ name, values }: GlbAttribute): number {
    const isBytes = values instanceof Int8Array;
    const width = isBytes ? 4 : name.startsWith('_') ? 1 : 3;
    const bufferView = this.view(values, { target: ARRAY_BUFFER, ...(isBytes ? { byteStride: 4 } : {}) });
    return (
      this.accessors.push({
        bufferView,
        componentType: isBytes ? BYTE : FLOAT,
        ...(isBytes ? { normalized: true } : {}),
        count: values.length / width,
        type: width === 1 ? 'SCALAR' : 'VEC3',
        ...(name === 'POSITION' && !isBytes ? bounds(values) : {}),
      }) - 1
    );
  }

  indices(values: Uint32Array | Uint16Array): number {
    const componentType = values instanceof Uint16Array ? UNSIGNED_SHORT : UNSIGNED_INT;
    const bufferView = this.view(values, { target: ELEMENT_ARRAY_BUFFER });
    return this.accessors.push({ bufferView, componentType, count: values.length, type: 'SCALAR' }) - 1;
  }
}

/** A binary glTF with one mesh of several primitives: each is a buffer of its own on the graphics card. */
export function packPrimitives(meshes: readonly GlbMesh[]): Uint8Array<ArrayBuffer> {
  const numbers = new GlbNumbers();
  const primitives = meshes.map(({ attributes, indices, mode, featureCounts }) => {
    const featureIds = featureCounts.map((featureCount, attribute) => ({ featureCount, attribute }));
    return {
      attributes: Object.fromEntries(attributes.map((attribute) => [attribute.name, numbers.attribute(attribute)])),
      ...(indices ? { indices: numbers.indices(indices) } : {}),
      mode,
      material: 0,
      ...(featureIds.length > 0 ? { extensions: { EXT_mesh_features: { featureIds } } } : {}),
    };
  });
  const extensions: string[] = [];
  if (meshes.some((mesh) => mesh.featureCounts.length > 0)) extensions.push('EXT_mesh_features');
  if (meshes.some((mesh) => mesh.attributes.some(({ values }) => values instanceof Int8Array))) extensions.push('KHR_mesh_quantization');
  const { arrays, length } = numbers;
  const json = {
    asset: { version: '2.0' },
    ...(extensions.length > 0 ? { extensionsUsed: extensions } : {}),
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    materials: [{ doubleSided: true, pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }],
    meshes: [{ primitives }],
    accessors: numbers.accessors,
    bufferViews: numbers.bufferViews,
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
    offset += Math.ceil(array.byteLength / 4) * 4;
  }
  return glb;
}
