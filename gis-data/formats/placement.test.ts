import { describe, expect, it } from 'vitest';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import { IssueLog } from './issueLog.ts';
import { isFar, Middle, Placement, withoutOutliers } from './placement.ts';

function at(id: string, x: number, z = 0): BuildingInput {
  const ring = [x, 0, z, x + 8, 0, z, x + 8, 8, z];
  return { id, lod: '1', attributes: {}, faces: [{ rings: [ring], kind: null, index: 0 }] };
}

describe('coordinates that are none', () => {
  it('do not move the middle of the others', () => {
    const middle = new Middle();
    for (const x of [1, Number.NaN, 2, Number.NaN, 3, Number.POSITIVE_INFINITY]) middle.add(at('a', x));
    expect(middle.centre()).toEqual([2, 0]);
    const placement = new Placement(
      'EPSG:28992',
      { x: [Number.NaN, 92_000, 92_010], y: [435_000, Number.NaN, 435_010] },
      new IssueLog('a'),
    );
    expect([placement.x0, placement.y0]).toEqual([92_010, 435_010]);
  });

  it('of a height that no ground has are left out, and named', () => {
    expect(isFar([0, 0, 1e12], [0, 0])).toBe(true);
    expect(isFar([0, 0, 8848], [0, 0])).toBe(false);
    const log = new IssueLog('a');
    const { buildings } = withoutOutliers([at('low', 0), at('high', 20, 1e12)], log);
    expect(buildings.map(({ faces }) => faces.length)).toEqual([1, 0]);
    expect(log.list()).toMatchObject([{ code: 'crs.outOfRange', objectId: 'high' }]);
  });

  it('are as many as a file has: no limit of arguments', () => {
    const many = Array.from({ length: 300_000 }, (_, i) => i);
    expect(() => new Placement(undefined, { x: many, y: many }, new IssueLog('a'))).not.toThrow();
  });
});
