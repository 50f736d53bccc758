import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildingsInBox } from './boxSelect.ts';
import { buildingEdges, edgesGlb } from './buildingEdges.ts';
import { type DistrictMesh, facesGlb, readDistrictMesh } from './districtMesh.ts';
import { packGlb, splitGlb } from './glb.ts';
import { groundShade } from './groundShade.ts';
import { pickRay } from './rayPick.ts';

/** Boxes of the given west, south, east, north and height as a district's file: surfaces ground, roof, then walls S, E, N, W. */
function boxDistrict(boxes: readonly (readonly [number, number, number, number, number])[]): Uint8Array {
  const positions: number[] = [];
  const surfaces: number[] = [];
  const buildings: number[] = [];
  const indices: number[] = [];
  const face = (building: number, surface: number, corners: readonly (readonly [number, number, number])[]): void => {
    const first = surfaces.length;
    for (const [east, north, up] of corners) {
      positions.push(east, up, -north);
      surfaces.push(surface);
      buildings.push(building);
    }
    indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
  };
  for (const [b, [w, s, e, n, h]] of boxes.entries()) {
    const at = b * 6;
    face(b, at, [
      [w, s, 0],
      [w, n, 0],
      [e, n, 0],
      [e, s, 0],
    ]);
    face(b, at + 1, [
      [w, s, h],
      [e, s, h],
      [e, n, h],
      [w, n, h],
    ]);
    face(b, at + 2, [
      [w, s, 0],
      [e, s, 0],
      [e, s, h],
      [w, s, h],
    ]);
    face(b, at + 3, [
      [e, s, 0],
      [e, n, 0],
      [e, n, h],
      [e, s, h],
    ]);
    face(b, at + 4, [
      [e, n, 0],
      [w, n, 0],
      [w, n, h],
      [e, n, h],
    ]);
    face(b, at + 5, [
      [w, n, 0],
      [w, s, 0],
      [w, s, h],
      [w, n, h],
    ]);
  }
  return packGlb({
    attributes: [
      { name: 'POSITION', values: Float32Array.from(positions) },
      { name: 'NORMAL', values: new Float32Array(positions.length) },
      { name: '_FEATURE_ID_0', values: Float32Array.from(surfaces) },
      { name: '_FEATURE_ID_1', values: Float32Array.from(buildings) },
    ],
    indices: Uint32Array.from(indices),
    mode: 4,
    featureCounts: [boxes.length * 6, boxes.length],
  });
}

const TWO: Parameters<typeof boxDistrict>[0] = [
  [0, 0, 10, 10, 6],
  [20, 0, 30, 10, 12],
];

describe('readDistrictMesh', () => {
  it('gives each building its box in east, north, up and its own triangles', () => {
    const mesh = readDistrictMesh(boxDistrict(TWO));
    expect([...mesh.boxes]).toEqual([0, 0, 0, 10, 10, 6, 20, 0, 0, 30, 10, 12]);
    expect([...mesh.firstTriangle]).toEqual([0, 12, 24]);
  });

  it('survives being written anew, and a start that is no multiple of four', () => {
    const mesh = readDistrictMesh(boxDistrict(TWO));
    const glb = facesGlb(mesh, 12);
    const shifted = new Uint8Array(glb.length + 1);
    shifted.set(glb, 1);
    const again = readDistrictMesh(shifted.subarray(1));
    expect(again).toEqual(mesh);
  });

  it('is written in parts of 16-bit indices where it is large, with every triangle kept', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => [i * 20, 0, i * 20 + 10, 10, 6] as const);
    const mesh = readDistrictMesh(boxDistrict(many));
    const glb = facesGlb(mesh, many.length * 6);
    expect(splitGlb(glb).json.meshes?.[0]?.primitives.length).toBe(Math.ceil(mesh.surfaceOfVertex.length / 65_536));
    const again = readDistrictMesh(glb);
    expect([again.positions, again.triangles, again.firstTriangle]).toEqual([mesh.positions, mesh.triangles, mesh.firstTriangle]);
  });

  it('is empty where nothing is drawn and refuses what is no binary glTF', () => {
    expect(readDistrictMesh(edgesGlb(buildingEdges(readDistrictMesh(boxDistrict(TWO))), 12)).buildingCount).toBe(0);
    expect(() => splitGlb(new TextEncoder().encode('{"type":"CityJSON"}'))).toThrow(RangeError);
  });
});

describe('pickRay', () => {
  it('finds the nearer of two surfaces along the ray', () => {
    const mesh = readDistrictMesh(boxDistrict(TWO));
    expect(pickRay(mesh, { origin: [5, 5, 100], direction: [0, 0, -1] })).toMatchObject({ building: 0, surface: 1, distance: 94 });
    expect(pickRay(mesh, { origin: [-50, 5, 3], direction: [1, 0, 0] })).toMatchObject({ building: 0, surface: 5 });
    expect(pickRay(mesh, { origin: [-50, 5, 9], direction: [1, 0, 0] })).toMatchObject({ building: 1, surface: 11 });
    expect(pickRay(mesh, { origin: [15, 5, 100], direction: [0, 0, -1] })).toBeNull();
    expect(pickRay(mesh, { origin: [5, 5, 100], direction: [0, 0, 1] })).toBeNull();
  });

  it('agrees with the boxes themselves for any ray', () => {
    const mesh = readDistrictMesh(boxDistrict(TWO));
    // Off the grid of the boxes: on an edge either answer is right.
    const coordinate = fc.integer({ min: -480, max: 480 }).map((eighth) => eighth / 8 + 0.0317);
    fc.assert(
      fc.property(coordinate, coordinate, fc.integer({ min: 13, max: 80 }), coordinate, coordinate, (east, north, up, toEast, toNorth) => {
        const direction = [toEast - east, toNorth - north, -up] as const;
        const hit = pickRay(mesh, { origin: [east, north, up], direction });
        if (!hit) {
          const inside = TWO.some(([w, s, e, n]) => toEast > w && toEast < e && toNorth > s && toNorth < n);
          expect(inside).toBe(false);
          return;
        }
        const at = [east, north, up].map((start, axis) => start + direction[axis]! * hit.distance);
        const [w, s, e, n, h] = TWO[hit.building]!;
        const slack = 1e-3;
        expect(at[0]! >= w - slack && at[0]! <= e + slack && at[1]! >= s - slack && at[1]! <= n + slack && at[2]! <= h + slack).toBe(true);
      }),
    );
  });
});

describe('buildingsInBox', () => {
  // Looking straight down: clip x = east / 50, clip y = north / 50.
  const down = [1 / 50, 0, 0, 0, 0, 1 / 50, 0, 0, 0, 0, -0.001, 0, 0, 0, 0, 1];
  const mesh: Pick<DistrictMesh, 'boxes' | 'buildingCount'> = readDistrictMesh(boxDistrict(TWO));

  it('takes the buildings whose middle lies inside, whichever corner comes first', () => {
    const canvas = { width: 100, height: 100 };
    expect(buildingsInBox(mesh, down, canvas, { x0: 50, y0: 50, x1: 60, y1: 40 })).toEqual([0]);
    expect(buildingsInBox(mesh, down, canvas, { x0: 90, y0: 30, x1: 50, y1: 60 })).toEqual([0, 1]);
    expect(buildingsInBox(mesh, down, canvas, { x0: 0, y0: 0, x1: 40, y1: 40 })).toEqual([]);
  });

  it('leaves out what is behind the eye', () => {
    const behind = [...down];
    behind[15] = -1;
    expect(buildingsInBox(mesh, behind, { width: 100, height: 100 }, { x0: 0, y0: 0, x1: 100, y1: 100 })).toEqual([]);
  });
});

describe('buildingEdges', () => {
  it('draws the twelve edges of a box once and no diagonals', () => {
    const edges = buildingEdges(readDistrictMesh(boxDistrict(TWO)));
    expect([...edges.firstEdge]).toEqual([0, 12, 24]);
    for (let edge = 0; edge < 24; edge++) {
      const moved = [0, 1, 2].filter((axis) => edges.positions[edge * 6 + axis] !== edges.positions[edge * 6 + 3 + axis]);
      expect(moved).toHaveLength(1);
    }
  });
});

describe('groundShade', () => {
  it('is dark at a building, fades around it and covers the district with a margin', () => {
    const shade = groundShade(readDistrictMesh(boxDistrict(TWO)))!;
    const at = (east: number, north: number): number => {
      const x = Math.floor(((east - shade.west_m) / shade.size_m[0]) * shade.width);
      const y = Math.floor(((north - shade.south_m) / shade.size_m[1]) * shade.height);
      return shade.values[y * shade.width + x]!;
    };
    expect(at(5, 5)).toBeGreaterThan(at(5, -2));
    expect(at(5, -2)).toBeGreaterThan(at(5, -9));
    expect(at(5, -30)).toBe(0);
    expect(shade.west_m).toBeLessThanOrEqual(-40);
  });
});
