import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { assembleDistrict } from '#models/district/geometry/assemble.ts';
import { sampleDistrict } from '../../samples/index.ts';
import { writeGlb } from './writeGlb.ts';

interface GltfDocument {
  readonly asset: { readonly version: string };
  readonly buffers: readonly { readonly byteLength: number }[];
  readonly bufferViews: readonly { readonly byteOffset: number; readonly byteLength: number }[];
  readonly accessors: readonly {
    readonly bufferView: number;
    readonly componentType: number;
    readonly count: number;
    readonly type: string;
    readonly min?: number[];
    readonly max?: number[];
  }[];
  readonly scenes: readonly { readonly nodes: number[] }[];
  readonly meshes: readonly {
    readonly primitives: readonly { readonly attributes: Record<string, number>; readonly indices: number }[];
  }[];
  readonly extensions: {
    readonly EXT_structural_metadata: {
      readonly propertyTables: readonly {
        readonly count: number;
        readonly properties: Record<string, { readonly values: number; readonly stringOffsets?: number }>;
      }[];
    };
  };
}

function parse(file: Uint8Array): { document: GltfDocument; binary: Uint8Array } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  expect(view.getUint32(0, true)).toBe(0x46546c67);
  expect(view.getUint32(4, true)).toBe(2);
  expect(view.getUint32(8, true)).toBe(file.length);
  const jsonLength = view.getUint32(12, true);
  expect(view.getUint32(16, true)).toBe(0x4e4f534a);
  const document = JSON.parse(new TextDecoder().decode(file.subarray(20, 20 + jsonLength))) as GltfDocument;
  if (20 + jsonLength === file.length) return { document, binary: new Uint8Array() };
  const binaryLength = view.getUint32(20 + jsonLength, true);
  expect(view.getUint32(24 + jsonLength, true)).toBe(0x004e4942);
  expect(28 + jsonLength + binaryLength).toBe(file.length);
  return { document, binary: file.slice(28 + jsonLength) };
}

function bytesOf({ document, binary }: ReturnType<typeof parse>, index: number): ArrayBuffer {
  const view = document.bufferViews[index]!;
  return binary.slice(view.byteOffset, view.byteOffset + view.byteLength).buffer as ArrayBuffer;
}

function floats(parsed: ReturnType<typeof parse>, accessor: number): Float32Array {
  return new Float32Array(bytesOf(parsed, parsed.document.accessors[accessor]!.bufferView));
}

/** Area per feature of a feature set, and the sum of triangle vectors per feature. */
function areasBySurface(parsed: ReturnType<typeof parse>, surfaces: number): { area: Float64Array; vector: Float64Array } {
  const { attributes, indices } = parsed.document.meshes[0]!.primitives[0]!;
  const position = floats(parsed, attributes.POSITION!);
  const ids = floats(parsed, attributes._FEATURE_ID_0!);
  const index = new Uint32Array(bytesOf(parsed, parsed.document.accessors[indices]!.bufferView));
  const area = new Float64Array(surfaces);
  const vector = new Float64Array(surfaces * 3);
  for (let i = 0; i < index.length; i += 3) {
    const [a, b, c] = [index[i]! * 3, index[i + 1]! * 3, index[i + 2]! * 3];
    const [ux, uy, uz] = [0, 1, 2].map((k) => position[b + k]! - position[a + k]!) as [number, number, number];
    const [vx, vy, vz] = [0, 1, 2].map((k) => position[c + k]! - position[a + k]!) as [number, number, number];
    const n = [(uy * vz - uz * vy) / 2, (uz * vx - ux * vz) / 2, (ux * vy - uy * vx) / 2] as const;
    const row = ids[index[i]!]!;
    expect(ids[index[i + 1]!]).toBe(row);
    area[row]! += Math.hypot(...n);
    n.forEach((value, axis) => {
      vector[row * 3 + axis]! += value;
    });
  }
  return { area, vector };
}

const district = sampleDistrict();
const parsed = parse(writeGlb(district));

describe('writeGlb', () => {
  it('is a well-formed binary glTF: views and accessors within the buffer, on eight bytes', () => {
    const { document, binary } = parsed;
    expect(document.asset.version).toBe('2.0');
    expect(document.buffers[0]!.byteLength).toBe(binary.length);
    for (const view of document.bufferViews) {
      expect(view.byteOffset % 8).toBe(0);
      expect(view.byteOffset + view.byteLength).toBeLessThanOrEqual(binary.length);
    }
    for (const accessor of document.accessors) {
      const size = accessor.type === 'VEC3' ? 12 : 4;
      expect(accessor.count * size).toBe(document.bufferViews[accessor.bufferView]!.byteLength);
    }
  });

  it('has bounds that are those of the positions, y up', () => {
    const accessor = parsed.document.accessors[0]!;
    const { vertices_m } = district.surfaces;
    const ups = vertices_m.filter((_, i) => i % 3 === 2);
    const norths = vertices_m.filter((_, i) => i % 3 === 1);
    expect(accessor.max![1]).toBeCloseTo(Math.max(...ups), 4);
    expect(accessor.min![2]).toBeCloseTo(-Math.max(...norths), 4);
  });

  it('draws each surface with its own area and looking its own way', () => {
    const { count, area_m2, normal } = district.surfaces;
    const { area, vector } = areasBySurface(parsed, count);
    for (let row = 0; row < count; row++) {
      expect(Math.abs(area[row]! - area_m2[row]!) / area_m2[row]!, `surface ${row}`).toBeLessThan(1e-4);
      const [e, n, u] = [normal[row * 3]!, normal[row * 3 + 1]!, normal[row * 3 + 2]!];
      const along = (vector[row * 3]! * e + vector[row * 3 + 1]! * u - vector[row * 3 + 2]! * n) / area_m2[row]!;
      expect(along, `direction of surface ${row}`).toBeGreaterThan(0.9999);
    }
  });

  it('gives every vertex its building and every building its id', () => {
    const { attributes } = parsed.document.meshes[0]!.primitives[0]!;
    const surfaceIds = floats(parsed, attributes._FEATURE_ID_0!);
    const buildingIds = floats(parsed, attributes._FEATURE_ID_1!);
    for (let i = 0; i < surfaceIds.length; i++) expect(buildingIds[i]).toBe(district.surfaces.building[surfaceIds[i]!]);

    const [surfaceTable, buildingTable] = parsed.document.extensions.EXT_structural_metadata.propertyTables;
    expect(surfaceTable!.count).toBe(district.surfaces.count);
    expect(new Float32Array(bytesOf(parsed, surfaceTable!.properties.area!.values))[7]).toBeCloseTo(district.surfaces.area_m2[7]!, 3);
    const { values, stringOffsets } = buildingTable!.properties.buildingId!;
    const offsets = new Uint32Array(bytesOf(parsed, stringOffsets!));
    const text = new TextDecoder().decode(bytesOf(parsed, values).slice(offsets[41]!, offsets[42]!));
    expect(text).toBe(district.buildings[41]!.id);
  });

  it('cuts holes and non-convex faces exactly', () => {
    const lShape = [0, 0, 5, 10, 0, 5, 10, 4, 5, 4, 4, 5, 4, 10, 5, 0, 10, 5];
    const hole = [1, 1, 5, 1, 3, 5, 3, 3, 5, 3, 1, 5];
    const upright = [0, 0, 0, 8, 6, 0, 8, 6, 5, 4, 3, 2, 0, 0, 5];
    const one = assembleDistrict(
      {
        name: 'faces',
        source: { fileName: 'faces', format: 'test' },
        reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
        origin: null,
      },
      [
        {
          id: 'a',
          lod: '2',
          attributes: {},
          faces: [
            { kind: 'roof', rings: [lShape, hole] },
            { kind: 'wall', rings: [upright] },
          ],
        },
      ],
    );
    const { area } = areasBySurface(parse(writeGlb(one)), 2);
    expect(area[0]).toBeCloseTo(64 - 4, 4);
    expect(area[1]).toBeCloseTo(50 - 15, 4);
  });

  it('writes a district without surfaces as an empty scene', () => {
    const empty: District = { ...district, buildings: [], surfaces: { ...district.surfaces, count: 0 } };
    expect(parse(writeGlb(empty)).document.scenes[0]!.nodes).toEqual([]);
  });

  it('refuses more surfaces than ids can tell apart', () => {
    const tooMany: District = { ...district, surfaces: { ...district.surfaces, count: 2 ** 24 + 1 } };
    expect(() => writeGlb(tooMany)).toThrowError(InputError);
  });
});
