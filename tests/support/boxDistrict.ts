/** Districts of plain boxes with flat roofs: geometry whose views are known by hand. */
import { type Building, type District, SURFACE_KINDS, type SurfaceKind } from '#models/district/district.ts';

export interface Box {
  readonly west_m: number;
  readonly south_m: number;
  readonly width_m: number;
  readonly depth_m: number;
  readonly height_m: number;
}

type Point = readonly [number, number, number];
interface Face {
  readonly building: number;
  readonly kind: SurfaceKind;
  readonly ring: readonly Point[];
  readonly normal: Point;
  readonly area_m2: number;
}

/** Faces per box in this order. */
export const BOX_FACES = ['ground', 'roof', 'south', 'north', 'west', 'east'] as const;

export function boxDistrict(boxes: readonly Box[]): District {
  const faces = boxes.flatMap(facesOf);
  const surfaces = {
    count: faces.length,
    building: Uint32Array.from(faces, (face) => face.building),
    kind: Uint8Array.from(faces, (face) => SURFACE_KINDS.indexOf(face.kind)),
    kindInferred: new Uint8Array(faces.length),
    area_m2: Float64Array.from(faces, (face) => face.area_m2),
    sharedArea_m2: new Float64Array(faces.length),
    tilt_deg: Float64Array.from(faces, (face) => (Math.acos(face.normal[2]) * 180) / Math.PI),
    azimuth_deg: Float64Array.from(faces, ({ normal }) =>
      Math.abs(normal[2]) === 1 ? Number.NaN : (Math.atan2(normal[0], normal[1]) * 180) / Math.PI,
    ),
    normal: Float64Array.from(faces.flatMap((face) => face.normal)),
    centroid_m: Float64Array.from(
      faces.flatMap(({ ring }) => [0, 1, 2].map((axis) => ring.reduce((sum, point) => sum + point[axis]! / 4, 0))),
    ),
    ringStart: Uint32Array.from({ length: faces.length + 1 }, (_, i) => i),
    vertexStart: Uint32Array.from({ length: faces.length + 1 }, (_, i) => 4 * i),
    vertices_m: Float64Array.from(faces.flatMap((face) => face.ring.flat())),
  };
  return {
    name: 'boxes',
    source: { fileName: 'boxes', format: 'synthetic' },
    reference: { code: null, name: 'local', accuracy: 'exact', accuracy_m: 0 },
    origin: null,
    buildings: boxes.map(buildingOf),
    surfaces,
    issues: [],
  };
}

function facesOf(box: Box, building: number): Face[] {
  const { west_m: w, south_m: s, width_m, depth_m, height_m: h } = box;
  const e = w + width_m;
  const n = s + depth_m;
  const face = (kind: SurfaceKind, normal: Point, area_m2: number, ...ring: Point[]): Face => ({ building, kind, normal, area_m2, ring });
  return [
    face('ground', [0, 0, -1], width_m * depth_m, [w, s, 0], [w, n, 0], [e, n, 0], [e, s, 0]),
    face('roof', [0, 0, 1], width_m * depth_m, [w, s, h], [e, s, h], [e, n, h], [w, n, h]),
    face('wall', [0, -1, 0], width_m * h, [w, s, 0], [e, s, 0], [e, s, h], [w, s, h]),
    face('wall', [0, 1, 0], width_m * h, [e, n, 0], [w, n, 0], [w, n, h], [e, n, h]),
    face('wall', [-1, 0, 0], depth_m * h, [w, n, 0], [w, s, 0], [w, s, h], [w, n, h]),
    face('wall', [1, 0, 0], depth_m * h, [e, s, 0], [e, n, 0], [e, n, h], [e, s, h]),
  ];
}

function buildingOf(box: Box, index: number): Building {
  const given = <T>(value: T) => ({ value, provenance: 'file' as const });
  const area = box.width_m * box.depth_m;
  return {
    id: `box-${index}`,
    firstSurface: BOX_FACES.length * index,
    surfaceCount: BOX_FACES.length,
    footprintArea_m2: area,
    height_m: given(box.height_m),
    storeys: given(Math.max(1, Math.round(box.height_m / 3))),
    volume_m3: given(area * box.height_m),
    volumeIsExact: true,
    floorArea_m2: given(area * Math.max(1, Math.round(box.height_m / 3))),
    use: given('single-family'),
    constructionYear: given(1970),
    heatSource: given('gas-boiler'),
    lod: '1',
    attributes: {},
  };
}
