import { describe, expect, it } from 'vitest';
import { BUILDING_COLUMNS, type ScenarioOutcome, SURFACE_COLUMNS } from '../workers/engineApi.ts';
import { alignOutcome } from './alignOutcome.ts';

type Rows = Parameters<typeof alignOutcome>[1];

/** A district of buildings with so many faces each. */
function rows(key: string, baseCount: number, faces: readonly (readonly [id: string, count: number])[]): Rows {
  let first = 0;
  const buildings = faces.map(([id, surfaceCount]) => {
    const building = { id, firstSurface: first, surfaceCount };
    first += surfaceCount;
    return building as Partial<Rows['buildings'][number]> as Rows['buildings'][number];
  });
  return { key, baseCount, buildings, surfaces: { count: first } };
}

function outcome(of: Rows): ScenarioOutcome {
  const count = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index + 1);
  const columns = {
    buildings: Object.fromEntries(BUILDING_COLUMNS.map((column) => [column, count(of.buildings.length)])),
    surfaces: Object.fromEntries(SURFACE_COLUMNS.map((column) => [column, count(of.surfaces.count)])),
  };
  return columns as Partial<ScenarioOutcome> as ScenarioOutcome;
}

describe('columns of one variant in the rows of another', () => {
  const base = rows('', 3, [
    ['a', 2],
    ['b', 3],
    ['c', 1],
  ]);
  const added = rows('x', 3, [
    ['a', 2],
    ['b', 0],
    ['c', 1],
    ['new', 4],
  ]);
  const other = rows('y', 3, [
    ['a', 2],
    ['b', 3],
    ['c', 1],
    ['else', 2],
    ['new', 4],
  ]);

  it('leaves an outcome of the same variant as it is', () => {
    const one = outcome(base);
    expect(alignOutcome(one, base, base)).toBe(one);
  });
  it('finds base buildings by row, and has no value for added ones', () => {
    const aligned = alignOutcome(outcome(base), base, added);
    expect([...aligned.buildings.cost_EUR]).toEqual([1, 2, 3, Number.NaN]);
  });
  it('finds faces by their building, and has none where the faces are others', () => {
    const aligned = alignOutcome(outcome(base), base, added);
    const { NaN: none } = Number;
    expect([...aligned.surfaces.irradiation_kWh_m2]).toEqual([1, 2, 6, none, none, none, none]);
  });
  it('finds added buildings by id', () => {
    const aligned = alignOutcome(outcome(other), other, added);
    expect([...aligned.buildings.cost_EUR]).toEqual([1, 2, 3, 5]);
    expect([...aligned.surfaces.irradiation_kWh_m2]).toEqual([1, 2, 6, 9, 10, 11, 12]);
  });
});
