/**
 * A district as one binary glTF for the district view: all faces with flat normals in one mesh, and two sets of
 * feature ids per vertex, the surface (row of the surface table) and the building (index in the district).
 * Axes: glTF is y-up, so a vertex (east, north, up) is written (east, up, -north).
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { InputError } from '#models/core/errors.ts';
import { type District, SURFACE_KINDS, type SurfaceTable } from '#models/district/district.ts';
import { ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, GlbBuffer, glbFile } from './container.ts';
import { triangulate } from './triangulate.ts';

/** Feature ids are floats: whole numbers are exact below this. */
const MOST_FEATURES = 2 ** 24;
/** Azimuth written for surfaces that have none. */
export const NO_AZIMUTH_deg = -1;

const FLOAT = 5126;
const UNSIGNED_INT = 5125;

/** Index of the surface and of the building feature id set in the mesh primitive. */
export const SURFACE_FEATURE_SET = 0;
export const BUILDING_FEATURE_SET = 1;

/** Written where a building has no value in a column: the lowest number of a float. */
export const NO_VALUE = -3.4028234663852886e38;

export interface GlbOptions {
  /** One value per building, NaN where it has none; columns of the building table under their names. */
  readonly columns?: Readonly<Record<string, Float32Array>>;
  /** Facts for people who open the file elsewhere: place, source, scenario. */
  readonly extras?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the file. Property table 0 has one row per surface (kind, tilt, azimuth, area, building), table 1 one per
 * building (id).
 * @throws InputError where a district has more surfaces than ids can count
 */
export function writeGlb(district: Pick<District, 'name' | 'buildings' | 'surfaces'>, options: GlbOptions = {}): Uint8Array {
  const { surfaces, buildings } = district;
  if (surfaces.count > MOST_FEATURES) {
    throw new InputError({
      code: 'glb.tooMany',
      message: `The district has ${surfaces.count} surfaces; the view can tell ${MOST_FEATURES} apart.`,
      where: district.name,
      mend: 'Load a part of the district.',
      values: { surfaces: surfaces.count, most: MOST_FEATURES },
    });
  }
  const asset = { version: '2.0', generator: 'Commonwatt', ...(options.extras ? { extras: options.extras } : {}) };
  if (surfaces.count === 0) return glbFile({ asset, scene: 0, scenes: [{ nodes: [] }] }, new GlbBuffer());

  const buffer = new GlbBuffer();
  const mesh = meshOf(surfaces);
  const vertexCount = mesh.position.length / 3;
  const accessors = [
    {
      bufferView: buffer.add(mesh.position, ARRAY_BUFFER),
      componentType: FLOAT,
      count: vertexCount,
      type: 'VEC3',
      ...boundsOf(mesh.position),
    },
    { bufferView: buffer.add(mesh.normal, ARRAY_BUFFER), componentType: FLOAT, count: vertexCount, type: 'VEC3' },
    { bufferView: buffer.add(mesh.surfaceId, ARRAY_BUFFER), componentType: FLOAT, count: vertexCount, type: 'SCALAR' },
    { bufferView: buffer.add(mesh.buildingId, ARRAY_BUFFER), componentType: FLOAT, count: vertexCount, type: 'SCALAR' },
    { bufferView: buffer.add(mesh.indices, ELEMENT_ARRAY_BUFFER), componentType: UNSIGNED_INT, count: mesh.indices.length, type: 'SCALAR' },
  ];
  const primitive = {
    mode: 4,
    attributes: { POSITION: 0, NORMAL: 1, _FEATURE_ID_0: 2, _FEATURE_ID_1: 3 },
    indices: 4,
    material: 0,
    extensions: {
      EXT_mesh_features: {
        featureIds: [
          { label: 'surface', featureCount: surfaces.count, attribute: SURFACE_FEATURE_SET, propertyTable: 0 },
          { label: 'building', featureCount: buildings.length, attribute: BUILDING_FEATURE_SET, propertyTable: 1 },
        ],
      },
    },
  };
  return glbFile(
    {
      asset,
      extensionsUsed: ['EXT_mesh_features', 'EXT_structural_metadata'],
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, name: district.name }],
      meshes: [{ primitives: [primitive] }],
      // Shells from files are not always closed: their insides may be seen.
      materials: [{ doubleSided: true, pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 1], metallicFactor: 0, roughnessFactor: 1 } }],
      accessors,
      extensions: { EXT_structural_metadata: metadataOf(surfaces, buildings, options.columns ?? {}, buffer) },
    },
    buffer,
  );
}

interface Mesh {
  readonly position: Float32Array;
  readonly normal: Float32Array;
  readonly surfaceId: Float32Array;
  readonly buildingId: Float32Array;
  readonly indices: Uint32Array;
}

function meshOf(surfaces: SurfaceTable): Mesh {
  const { count, ringStart, vertexStart, vertices_m, normal: normals, building } = surfaces;
  const vertexCount = vertexStart[ringStart[count]!]!;
  const position = new Float32Array(vertexCount * 3);
  const normal = new Float32Array(vertexCount * 3);
  const surfaceId = new Float32Array(vertexCount);
  const buildingId = new Float32Array(vertexCount);
  for (let row = 0; row < count; row++) {
    const [nx, ny, nz] = [normals[row * 3]!, normals[row * 3 + 1]!, normals[row * 3 + 2]!];
    const to = vertexStart[ringStart[row + 1]!]!;
    for (let i = vertexStart[ringStart[row]!]!; i < to; i++) {
      position[i * 3] = vertices_m[i * 3]!;
      position[i * 3 + 1] = vertices_m[i * 3 + 2]!;
      position[i * 3 + 2] = -vertices_m[i * 3 + 1]!;
      normal[i * 3] = nx;
      normal[i * 3 + 1] = nz;
      normal[i * 3 + 2] = -ny;
      surfaceId[i] = row;
      buildingId[i] = building[row]!;
    }
  }
  return { position, normal, surfaceId, buildingId, indices: triangulate(surfaces).indices };
}

function boundsOf(position: Float32Array): { readonly min: number[]; readonly max: number[] } {
  const min = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const max = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < position.length; i++) {
    const axis = i % 3;
    if (position[i]! < min[axis]!) min[axis] = position[i]!;
    if (position[i]! > max[axis]!) max[axis] = position[i]!;
  }
  return { min, max };
}

function metadataOf(
  surfaces: SurfaceTable,
  buildings: District['buildings'],
  columns: Readonly<Record<string, Float32Array>>,
  buffer: GlbBuffer,
): Record<string, unknown> {
  const azimuth = Float32Array.from(surfaces.azimuth_deg, (value) => (Number.isNaN(value) ? NO_AZIMUTH_deg : value));
  const ids = utf8Column(buildings.map((building) => building.id));
  const number = (componentType: string, description: string) => ({ type: 'SCALAR', componentType, required: true, description });
  return {
    schema: {
      id: 'commonwatt',
      enums: { SurfaceKind: { valueType: 'UINT8', values: SURFACE_KINDS.map((name, value) => ({ name, value })) } },
      classes: {
        surface: {
          properties: {
            kind: { type: 'ENUM', enumType: 'SurfaceKind', required: true },
            tilt: number('FLOAT32', 'Degrees: 0 faces up, 90 is upright'),
            azimuth: {
              type: 'SCALAR',
              componentType: 'FLOAT32',
              noData: NO_AZIMUTH_deg,
              description: 'Degrees clockwise from north',
            },
            area: number('FLOAT32', 'Square metres'),
            building: number('UINT32', 'Row of the building table'),
          },
        },
        building: {
          properties: {
            buildingId: { type: 'STRING', required: true },
            ...Object.fromEntries(
              Object.keys(columns).map((name) => [name, { type: 'SCALAR', componentType: 'FLOAT32', noData: NO_VALUE }]),
            ),
          },
        },
      },
    },
    propertyTables: [
      {
        name: 'surfaces',
        class: 'surface',
        count: surfaces.count,
        properties: {
          kind: { values: buffer.add(surfaces.kind) },
          tilt: { values: buffer.add(Float32Array.from(surfaces.tilt_deg)) },
          azimuth: { values: buffer.add(azimuth) },
          area: { values: buffer.add(Float32Array.from(surfaces.area_m2)) },
          building: { values: buffer.add(surfaces.building) },
        },
      },
      {
        name: 'buildings',
        class: 'building',
        count: buildings.length,
        properties: {
          buildingId: { values: buffer.add(ids.values), stringOffsets: buffer.add(ids.offsets), stringOffsetType: 'UINT32' },
          ...Object.fromEntries(
            Object.entries(columns).map(([name, values]) => [
              name,
              { values: buffer.add(values.map((value) => (Number.isNaN(value) ? NO_VALUE : value))) },
            ]),
          ),
        },
      },
    ],
  };
}

function utf8Column(texts: readonly string[]): { readonly values: Uint8Array; readonly offsets: Uint32Array } {
  const parts = texts.map((text) => utf8ToBytes(text));
  const offsets = new Uint32Array(texts.length + 1);
  parts.forEach((part, index) => {
    offsets[index + 1] = offsets[index]! + part.length;
  });
  const values = new Uint8Array(offsets.at(-1) ?? 0);
  parts.forEach((part, index) => {
    values.set(part, offsets[index]!);
  });
  return { values, offsets };
}
