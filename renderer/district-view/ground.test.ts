import { describe, expect, it } from 'vitest';
import type { TerrainGrid } from '#models/district/elements.ts';
import { flatGround, meetGround, terrainGround } from './ground.ts';

function slope(columns = 11, rows = 11): TerrainGrid {
  const height_m = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) height_m[row * columns + column] = column * 2 + row;
  return { east_m: -50, north_m: -50, cell_m: 10, columns, rows, height_m, zero_m: 0, source: 'test' };
}

describe('terrainGround', () => {
  it('gives a plane back exactly, and the lowest height beyond its edge', () => {
    const ground = terrainGround(slope())!;
    expect(ground.heightAt(3, -7)).toBeCloseTo(53 * 0.2 + 43 * 0.1, 5);
    expect(ground.heightAt(500, 0)).toBe(0);
  });

  it('fills what is unknown from its neighbours, and is nothing where all is unknown', () => {
    const terrain = slope();
    terrain.height_m[60] = Number.NaN;
    expect(terrainGround(terrain)!.grid!.height_m[60]).toBeCloseTo(15, 5);
    expect(terrainGround({ ...terrain, height_m: new Float32Array(121).fill(Number.NaN) })).toBeNull();
  });

  it('thins out a fine grid and keeps its heights', () => {
    const ground = terrainGround(slope(1500, 9))!;
    expect(ground.grid!.columns).toBeLessThanOrEqual(640);
    expect(ground.heightAt(-50 + 10 * 900, -50)).toBeCloseTo(1800, 2);
  });
});

describe('meetGround', () => {
  it('meets a slope where the line crosses it', () => {
    const ground = terrainGround(slope())!;
    const [origin, direction] = [
      [-40, 0, 100],
      [0.5, 0.05, -1],
    ] as const;
    const at = meetGround(ground, origin, direction, 1000);
    const point = origin.map((value, axis) => value + direction[axis]! * at) as [number, number, number];
    expect(Math.abs(point[2] - ground.heightAt(point[0], point[1]))).toBeLessThan(0.02);
  });

  it('meets a plane from above only', () => {
    expect(meetGround(flatGround(2), [0, 0, 12], [0, 0, -2], 100)).toBe(5);
    expect(meetGround(flatGround(2), [0, 0, 12], [0, 0, 1], 100)).toBe(Infinity);
  });
});
