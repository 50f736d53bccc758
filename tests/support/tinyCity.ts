/** A street of plain boxes as CityJSON, small enough to break one thing at a time. */

const WIDTH_m = 10;
const DEPTH_m = 8;
const HEIGHT_m = 6;
/** Easting and northing of EPSG:28992, in Rotterdam. */
const ROTTERDAM: readonly [number, number] = [90_900, 435_800];

type Ring = readonly number[];

/** Ground, roof, and walls south, east, north, west over the eight corners of a box. */
const FACES: readonly (readonly Ring[])[] = [
  [[0, 2, 3, 1]],
  [[4, 5, 7, 6]],
  [[0, 1, 5, 4]],
  [[1, 3, 7, 5]],
  [[3, 2, 6, 7]],
  [[2, 0, 4, 6]],
];
const KINDS = ['GroundSurface', 'RoofSurface', 'WallSurface', 'WallSurface', 'WallSurface', 'WallSurface'];

export interface TinyCity {
  /** Null leaves the reference system out. */
  readonly reference?: string | null;
  /** Easting and northing of the first building. */
  readonly at?: readonly [number, number];
  readonly buildings?: number;
  /** Faces of one building in place of its own; corners 0..7 are those of the box, ground first. */
  readonly faces?: { readonly building: number; readonly faces: readonly (readonly Ring[])[]; readonly kinds: readonly string[] };
}

export const BOX_FACES = FACES;
export const BOX_KINDS: readonly string[] = KINDS;

export function tinyCity({ reference = 'EPSG:28992', at = ROTTERDAM, buildings = 3, faces }: TinyCity = {}): string {
  const vertices: number[][] = [];
  const objects: Record<string, object> = {};
  for (let building = 0; building < buildings; building++) {
    const first = vertices.length;
    for (const up of [0, HEIGHT_m])
      for (const north of [0, DEPTH_m])
        for (const east of [0, WIDTH_m]) vertices.push([(building * 2 * WIDTH_m + east) * 1000, north * 1000, up * 1000]);
    const own = faces?.building === building ? faces : { faces: FACES, kinds: KINDS };
    const surfaces = own.kinds.map((type) => ({ type }));
    objects[`house-${building + 1}`] = {
      type: 'Building',
      attributes: { yearOfConstruction: 1964 },
      geometry: [
        {
          type: 'MultiSurface',
          lod: '2.2',
          boundaries: own.faces.map((rings) => rings.map((ring) => ring.map((corner) => corner + first))),
          semantics: { surfaces, values: surfaces.map((_, row) => row) },
        },
      ],
    };
  }
  return JSON.stringify({
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [0.001, 0.001, 0.001], translate: [...at, 0] },
    metadata: reference === null ? {} : { referenceSystem: reference },
    CityObjects: objects,
    vertices,
  });
}
