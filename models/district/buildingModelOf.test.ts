import earcut from 'earcut';
import { describe, expect, it } from 'vitest';
import { sampleDistrict } from '../../gis-data/samples/index.ts';
import { boxDistrict } from '../../tests/support/boxDistrict.ts';
import type { BuildingModel } from './buildingModel.ts';
import { buildingModelOf, type ModelEnvelope } from './buildingModelOf.ts';
import { type District, SURFACE_KINDS } from './district.ts';

const known = (value: number) => ({ value, provenance: 'archetype' as const, note: 'TABULA, >= 1969' });
const envelope: ModelEnvelope = {
  wall: { uValue_W_m2K: known(1.0) },
  roof: { uValue_W_m2K: known(0.5) },
  ground: { uValue_W_m2K: known(0.9) },
  window: { uValue_W_m2K: known(2.8), gValue: known(0.75) },
  windowRatio: { value: 0.25, provenance: 'default' },
};
const triangulate = (points: readonly number[], holes: readonly number[]) => earcut(points, holes);
const modelOf = (district: District, row = 0, values = envelope) => buildingModelOf(district, row, { envelope: values, triangulate });

function triangleArea({ mesh }: BuildingModel, triangle: number): number {
  const at = (k: number, axis: number): number => mesh.positions_m[3 * mesh.triangles[3 * triangle + k]! + axis]!;
  const side = (k: number) => [0, 1, 2].map((axis) => at(k, axis) - at(0, axis));
  const [a, b] = [side(1), side(2)];
  const cross = [a[1]! * b[2]! - a[2]! * b[1]!, a[2]! * b[0]! - a[0]! * b[2]!, a[0]! * b[1]! - a[1]! * b[0]!];
  return Math.hypot(...cross) / 2;
}
function drawnArea(model: BuildingModel, part: { readonly firstTriangle: number; readonly triangleCount: number }): number {
  let sum = 0;
  for (let i = 0; i < part.triangleCount; i++) sum += triangleArea(model, part.firstTriangle + i);
  return sum;
}
const sumOf = (model: BuildingModel, ...kinds: string[]) =>
  model.elements.filter(({ kind, uValue_W_m2K }) => kinds.includes(kind) && uValue_W_m2K).reduce((sum, { area_m2 }) => sum + area_m2, 0);

describe('a box of 10 x 8 x 6 m', () => {
  const box = { west_m: 100, south_m: 50, width_m: 10, depth_m: 8, height_m: 6 };
  const model = modelOf(boxDistrict([box]));

  it('has two storeys, a wall per side and storey with its windows, one roof, one ground', () => {
    expect(model.storeys).toEqual([
      { name: '1', elevation_m: 0 },
      { name: '2', elevation_m: 3 },
    ]);
    expect(model.elements.map(({ id }) => id).sort()).toEqual(
      ['ground 1', 'roof 1', ...[1, 2, 3, 4].flatMap((n) => [1, 2].flatMap((k) => [`wall ${n}.${k}`, `window ${n}.${k}`]))].sort(),
    );
  });

  it('has the areas of the engine: 216 m2 of wall of which a quarter is window', () => {
    expect(
      [sumOf(model, 'wall'), sumOf(model, 'window'), sumOf(model, 'roof'), sumOf(model, 'ground')].map((a) => Number(a.toFixed(9))),
    ).toEqual([162, 54, 80, 80]);
  });

  it('is drawn in its own metres, with windows as large as they count', () => {
    const xyz = model.mesh.positions_m;
    const reach = (axis: number) => {
      const values = Array.from({ length: xyz.length / 3 }, (_, i) => xyz[3 * i + axis]!);
      return [Math.min(...values), Math.max(...values)];
    };
    expect([reach(0), reach(1), reach(2)]).toEqual([
      [-5, 5],
      [-4, 4],
      [0, 6],
    ]);
    for (const window of model.elements.filter(({ kind }) => kind === 'window'))
      expect(drawnArea(model, window)).toBeCloseTo(window.area_m2, 3);
  });

  it('has one heated zone, a prism per storey', () => {
    expect(model.spaces.map(({ area_m2, volume_m3 }) => [area_m2.value, volume_m3])).toEqual([
      [80, 240],
      [80, 240],
    ]);
    expect(model.notes.map(({ code }) => code)).toContain('buildingModel.oneZone');
  });

  it('faces outwards: the shell without reveals encloses the volume', () => {
    const { positions_m: p, triangles } = model.mesh;
    const space = model.spaces[0]!;
    let volume = 0;
    for (let t = space.firstTriangle; t < space.firstTriangle + space.triangleCount; t++) {
      const corner = (k: number) => [0, 1, 2].map((axis) => p[3 * triangles[3 * t + k]! + axis]!) as [number, number, number];
      const [a, b, c] = [corner(0), corner(1), corner(2)];
      volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])) / 6;
    }
    expect(volume).toBeCloseTo(240, 3);
  });
});

it('a wall shared with a neighbour has no U-value and no windows', () => {
  const district = boxDistrict([{ west_m: 0, south_m: 0, width_m: 10, depth_m: 8, height_m: 6 }]);
  // The east wall, row 5, is a party wall.
  district.surfaces.sharedArea_m2[5] = 48;
  const model = modelOf(district);
  const east = model.elements.filter(({ surface }) => surface === 5);
  expect(east.map(({ kind, uValue_W_m2K, isExternal }) => [kind, uValue_W_m2K, isExternal.value])).toEqual([
    ['wall', null, false],
    ['wall', null, false],
  ]);
  expect(sumOf(model, 'wall', 'window')).toBeCloseTo(168, 9);
  expect(model.notes).toContainEqual({ code: 'buildingModel.partyWalls', values: { area: 48 } });
});

it('a face of its own construction keeps it', () => {
  const district = boxDistrict([{ west_m: 0, south_m: 0, width_m: 10, depth_m: 8, height_m: 6 }]);
  const own = { uValue_W_m2K: { value: 0.2, provenance: 'measured' as const } };
  const model = modelOf(district, 0, { ...envelope, faces: new Map([[2, own]]) });
  const values = new Set(model.elements.filter(({ kind, surface }) => kind === 'wall' && surface === 2).map((e) => e.uValue_W_m2K?.value));
  expect([...values]).toEqual([0.2]);
});

it('every building of the sample has the areas of its surface table, drawn', () => {
  const district = sampleDistrict();
  const { surfaces } = district;
  const wrong: string[] = [];
  for (const [row, building] of district.buildings.entries()) {
    const model = modelOf(district, row);
    let outer = 0;
    for (let face = building.firstSurface; face < building.firstSurface + building.surfaceCount; face++) {
      if (SURFACE_KINDS[surfaces.kind[face]!] === 'wall') outer += Math.max(0, surfaces.area_m2[face]! - surfaces.sharedArea_m2[face]!);
    }
    const glass = sumOf(model, 'window');
    const floor = model.spaces.reduce((sum, space) => sum + space.area_m2.value, 0);
    if (Math.abs(glass - outer * 0.25) > 0.03 * outer) wrong.push(`${building.id}: windows ${glass} of ${outer}`);
    if (Math.abs(sumOf(model, 'wall', 'window') - outer) > 0.03 * outer + 0.1)
      wrong.push(`${building.id}: walls ${sumOf(model, 'wall', 'window')} of ${outer}`);
    if (model.spaces.length > 0 && Math.abs(floor - building.floorArea_m2.value) > 1e-6 * floor)
      wrong.push(`${building.id}: floor ${floor}`);
    for (const window of model.elements.filter(({ kind }) => kind === 'window')) {
      if (Math.abs(drawnArea(model, window) - window.area_m2) > 0.01 * window.area_m2 + 0.01)
        wrong.push(`${building.id} ${window.id}: drawn ${drawnArea(model, window)}, ${window.area_m2}`);
    }
  }
  expect(wrong.slice(0, 10)).toEqual([]);
});
