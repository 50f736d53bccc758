import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type District, SURFACE_KINDS, type SurfaceKind } from '../district.ts';
import { assembleDistrict, type BuildingInput, type DistrictPlace, type FaceInput } from './assemble.ts';

const PLACE: DistrictPlace = {
  name: 'test',
  source: { fileName: 'test.json', format: 'synthetic' },
  reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
  origin: null,
};

type Point = readonly [number, number, number];

function face(kind: SurfaceKind | null, ...rings: readonly (readonly Point[])[]): FaceInput {
  return { kind, rings: rings.map((ring) => ring.flat()) };
}

function building(id: string, faces: readonly FaceInput[]): BuildingInput {
  return { id, lod: '2', faces, attributes: {} };
}

function box(x: number, y: number, z: number, dx: number, dy: number, dz: number, kinds = true): FaceInput[] {
  const p = (i: number, j: number, k: number): Point => [x + i * dx, y + j * dy, z + k * dz];
  const kind = (name: SurfaceKind) => (kinds ? name : null);
  return [
    face(kind('ground'), [p(0, 0, 0), p(0, 1, 0), p(1, 1, 0), p(1, 0, 0)]),
    face(kind('roof'), [p(0, 0, 1), p(1, 0, 1), p(1, 1, 1), p(0, 1, 1)]),
    face(kind('wall'), [p(0, 0, 0), p(1, 0, 0), p(1, 0, 1), p(0, 0, 1)]),
    face(kind('wall'), [p(1, 0, 0), p(1, 1, 0), p(1, 1, 1), p(1, 0, 1)]),
    face(kind('wall'), [p(1, 1, 0), p(0, 1, 0), p(0, 1, 1), p(1, 1, 1)]),
    face(kind('wall'), [p(0, 1, 0), p(0, 0, 0), p(0, 0, 1), p(0, 1, 1)]),
  ];
}

function areaOf(district: District, kind: SurfaceKind, column: 'area_m2' | 'sharedArea_m2' = 'area_m2'): number {
  let sum = 0;
  for (let row = 0; row < district.surfaces.count; row++) {
    if (SURFACE_KINDS[district.surfaces.kind[row]!] === kind) sum += district.surfaces[column][row]!;
  }
  return sum;
}

/** 10 m (x) by 8 m (y), eaves 3 m, ridge along x, 30 deg (note, section 3). */
function gableHouse(): FaceInput[] {
  const ridge = 3 + 4 * Math.tan(Math.PI / 6);
  return [
    face(null, [
      [0, 0, 0],
      [0, 8, 0],
      [10, 8, 0],
      [10, 0, 0],
    ]),
    face(null, [
      [0, 0, 3],
      [10, 0, 3],
      [10, 4, ridge],
      [0, 4, ridge],
    ]),
    face(null, [
      [10, 8, 3],
      [0, 8, 3],
      [0, 4, ridge],
      [10, 4, ridge],
    ]),
    face(null, [
      [0, 0, 0],
      [10, 0, 0],
      [10, 0, 3],
      [0, 0, 3],
    ]),
    face(null, [
      [10, 8, 0],
      [0, 8, 0],
      [0, 8, 3],
      [10, 8, 3],
    ]),
    face(null, [
      [10, 0, 0],
      [10, 8, 0],
      [10, 8, 3],
      [10, 4, ridge],
      [10, 0, 3],
    ]),
    face(null, [
      [0, 8, 0],
      [0, 0, 0],
      [0, 0, 3],
      [0, 4, ridge],
      [0, 8, 3],
    ]),
  ];
}

describe('quantities of a building', () => {
  it('gives the gable house its known areas, tilts, azimuths and volume, with kinds from the normals', () => {
    const district = assembleDistrict(PLACE, [building('gable', gableHouse())]);
    const [house] = district.buildings;
    expect(areaOf(district, 'roof')).toBeCloseTo(92.376, 3);
    expect(areaOf(district, 'wall')).toBeCloseTo(126.475, 3);
    expect(areaOf(district, 'ground')).toBeCloseTo(80, 9);
    expect(house?.volume_m3.value).toBeCloseTo(332.376, 3);
    expect(house?.volumeIsExact).toBe(true);
    expect([district.surfaces.tilt_deg[1], district.surfaces.tilt_deg[2]].map((t) => t?.toFixed(6))).toEqual(['30.000000', '30.000000']);
    expect([district.surfaces.azimuth_deg[1], district.surfaces.azimuth_deg[2]]).toEqual([180, 0]);
    expect([...district.surfaces.kindInferred]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(district.issues).toEqual([]);
  });

  it('turns a hole that runs with its exterior: 96 m2 and one issue', () => {
    const faces = [
      face(
        'roof',
        [
          [0, 0, 5],
          [10, 0, 5],
          [10, 10, 5],
          [0, 10, 5],
        ],
        [
          [4, 4, 5],
          [6, 4, 5],
          [6, 6, 5],
          [4, 6, 5],
        ],
      ),
      face('ground', [
        [0, 0, 0],
        [0, 10, 0],
        [10, 10, 0],
        [10, 0, 0],
      ]),
    ];
    const district = assembleDistrict(PLACE, [building('hole', faces)]);
    expect(areaOf(district, 'roof')).toBeCloseTo(96, 12);
    expect(district.issues.filter((issue) => issue.code === '208')).toMatchObject([{ objectId: 'hole', severity: 'warning' }]);
  });

  it('turns an inverted cube: +1 m3 and one issue', () => {
    const inverted = box(0, 0, 0, 1, 1, 1).map((f) => ({ ...f, rings: f.rings.map((ring) => reversed(ring)) }));
    const district = assembleDistrict(PLACE, [building('cube', inverted)]);
    expect(district.buildings[0]?.volume_m3.value).toBeCloseTo(1, 12);
    expect(district.issues.map((issue) => issue.code)).toEqual(['405']);
    expect(district.surfaces.tilt_deg[0]).toBe(180);
    expect(district.surfaces.normal[2]).toBe(-1);
  });

  it('turns single faces that contradict their semantics, where the faces are loose', () => {
    const turned = box(0, 0, 0, 10, 8, 6).map((f, i) => (i === 1 ? { ...f, rings: f.rings.map((ring) => reversed(ring)) } : f));
    const district = assembleDistrict(PLACE, [building('loose', turned)]);
    expect(district.surfaces.tilt_deg[1]).toBe(0);
    expect(district.buildings[0]?.volume_m3.value).toBeCloseTo(480, 9);
    expect(district.issues.map((issue) => issue.code)).toEqual(['302', '307']);
  });

  it('gives a sliver that shrinks to nothing in the local frame the normal it has in the plane', () => {
    const wall = face('wall', [
      [0, 0, 0],
      [1e-5, 0, 0],
      [1e-5, 0, 12],
      [0, 0, 12],
    ]);
    // Steps of a tenth of a millimetre, as far from the origin of an ellipsoid.
    const toLocal = (plane: Float64Array) => plane.map((value) => Math.round(value * 1e4) / 1e4);
    const { surfaces } = assembleDistrict({ ...PLACE, toLocal }, [building('a', [...box(5, 0, 0, 10, 8, 6), wall])]);
    const row = surfaces.count - 1;
    expect([...surfaces.normal.slice(row * 3)]).toEqual([0, -1, 0]);
    expect([...surfaces.centroid_m.slice(row * 3)]).toEqual([0, 0, 0]);
  });

  it('does not depend on where the district stands, nor on the first point of a ring', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: fc.double({ min: -4e5, max: 4e5, noNaN: true }),
          z: fc.double({ min: -100, max: 3000, noNaN: true }),
          turn: fc.nat(5),
        }),
        ({ x, z, turn }) => {
          const moved = gableHouse().map((f) => ({
            ...f,
            rings: f.rings.map((ring) => {
              const points = Array.from({ length: ring.length / 3 }, (_, i) => {
                const at = ((i + turn) % (ring.length / 3)) * 3;
                return [ring[at]! + x, ring[at + 1]! - x, ring[at + 2]! + z];
              });
              return points.flat();
            }),
          }));
          const district = assembleDistrict(PLACE, [building('gable', moved)]);
          expect(district.buildings[0]?.volume_m3.value).toBeCloseTo(332.376, 3);
          expect(areaOf(district, 'roof')).toBeCloseTo(92.376, 3);
          expect(district.buildings[0]?.volumeIsExact).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});

function reversed(ring: ArrayLike<number>): number[] {
  const out: number[] = [];
  for (let i = ring.length - 3; i >= 0; i -= 3) out.push(ring[i]!, ring[i + 1]!, ring[i + 2]!);
  return out;
}

describe('faults of faces', () => {
  it('names each by object and face, and keeps the rest', () => {
    const faces = [
      ...box(0, 0, 0, 10, 10, 10).slice(1),
      {
        ...face('wall', [
          [0, 0, 0],
          [1, 0, 0],
        ]),
        index: 7,
      },
      {
        ...face('wall', [
          [0, 0, 0],
          [1, 0, 0],
          [2, 0, 0],
        ]),
        index: 8,
      },
      {
        ...face('wall', [
          [0, 0, 0],
          [2, 0, 3],
          [2, 0, 0],
          [0, 0, 2],
        ]),
        index: 9,
      },
      {
        ...face('roof', [
          [0, 0, 9],
          [5, 0, 9],
          [5, 5, 9.5],
          [0, 5, 9],
        ]),
        index: 10,
      },
      {
        ...face('roof', [
          [0, 0, 9],
          [Number.NaN, 0, 9],
          [5, 5, 9],
        ]),
        index: 11,
      },
    ];
    const district = assembleDistrict(PLACE, [building('faulty', faces)]);
    const found = district.issues.map((issue) => `${issue.code}@${issue.faceIndex ?? '-'}`);
    expect(found).toEqual(['302@-', '101@7', 'face.zeroArea@8', '104@9', '203@10', '901@11', 'building.noGround@-']);
    expect(district.issues.slice(1).every((issue) => issue.objectId === 'faulty')).toBe(true);
    expect(district.buildings[0]).toMatchObject({ surfaceCount: 7, height_m: { provenance: 'inferred' }, volumeIsExact: false });
    expect(district.buildings[0]?.footprintArea_m2).toBeGreaterThan(100);
  });

  it('finds a crossing in a long ring', () => {
    const ring: Point[] = Array.from({ length: 400 }, (_, i) => [20 * Math.cos(i / 63.66), 20 * Math.sin(i / 63.66), 0]);
    const clean = assembleDistrict(PLACE, [building('a', [face('roof', ring)])]);
    expect(clean.issues.filter((issue) => issue.code === '104')).toEqual([]);
    ring[200] = [25, 3, 0];
    const crossed = assembleDistrict(PLACE, [building('b', [face('roof', ring)])]);
    expect(crossed.issues.filter((issue) => issue.code === '104')).toHaveLength(1);
  });
});

describe('party walls', () => {
  it('counts exactly the touching part, on both sides, and not across a gap', () => {
    const district = assembleDistrict(PLACE, [
      building('left', box(0, 0, 0, 10, 10, 6)),
      building('right', box(10.1, 4, 0, 10, 10, 9)),
      building('apart', box(0, -10.5, 0, 10, 10, 6)),
    ]);
    expect(areaOf(district, 'wall', 'sharedArea_m2')).toBeCloseTo(2 * 6 * 6, 9);
    expect(
      district.buildings.map((b) =>
        district.surfaces.sharedArea_m2.slice(b.firstSurface, b.firstSurface + b.surfaceCount).reduce((s, v) => s + v),
      ),
    ).toEqual([36, 36, 0]);
  });

  it('is right for a wall with a hole and for a gable against a wall', () => {
    const wall: readonly Point[] = [
      [0, 0, 0],
      [10, 0, 0],
      [10, 0, 8],
      [0, 0, 8],
    ];
    const hole: readonly Point[] = [
      [4, 0, 2],
      [4, 0, 4],
      [6, 0, 4],
      [6, 0, 2],
    ];
    const gable: readonly Point[] = [
      [0, -0.05, 0],
      [0, -0.05, 5],
      [5, -0.05, 10],
      [10, -0.05, 5],
      [10, -0.05, 0],
    ];
    const district = assembleDistrict(PLACE, [building('a', [face('wall', wall, hole)]), building('b', [face('wall', gable)])]);
    // The gable is cut at 8 m: 50 + 25 - 4 (its tip, 4 m wide and 2 m high), less the hole of 4 m2.
    expect([...district.surfaces.sharedArea_m2].map((area) => area.toFixed(9))).toEqual(['67.000000000', '67.000000000']);
  });

  it('is the same for both buildings wherever a row of houses stands and however it is turned', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 6.28, noNaN: true }), fc.double({ min: -3000, max: 3000, noNaN: true }), (angle, x) => {
        const turn = (faces: FaceInput[]) =>
          faces.map((f) => ({
            ...f,
            rings: f.rings.map((ring) =>
              Array.from({ length: ring.length / 3 }, (_, i) => {
                const [px, py] = [ring[i * 3]! + x, ring[i * 3 + 1]!];
                return [px * Math.cos(angle) - py * Math.sin(angle), px * Math.sin(angle) + py * Math.cos(angle), ring[i * 3 + 2]!];
              }).flat(),
            ),
          }));
        const district = assembleDistrict(PLACE, [
          building('a', turn(box(0, 0, 0, 6, 10, 6))),
          building('b', turn(box(6, 0, 0, 6, 10, 7))),
          building('c', turn(box(12, 1, 0, 6, 10, 8))),
        ]);
        expect(areaOf(district, 'wall', 'sharedArea_m2')).toBeCloseTo(2 * (60 + 63), 5);
      }),
      { numRuns: 40 },
    );
  });
});
