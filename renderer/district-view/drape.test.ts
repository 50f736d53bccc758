import { describe, expect, it } from 'vitest';
import { ContextBuilder } from '#models/district/context.ts';
import type { TerrainGrid } from '#models/district/elements.ts';
import { buildingLifts, drapedContext, terrainSurface } from './drape.ts';
import { flatGround, terrainGround } from './ground.ts';

function hills(): TerrainGrid {
  const height_m = Float32Array.from({ length: 81 }, (_, i) => 5 * Math.sin(i % 9) + 3 * Math.cos(Math.floor(i / 9)));
  return { east_m: -40, north_m: -40, cell_m: 10, columns: 9, rows: 9, height_m, zero_m: 0, source: 'test' };
}

describe('drapedContext', () => {
  it('lies on the terrain everywhere, not only at its corners, and keeps its area', () => {
    const builder = new ContextBuilder();
    builder.convex('road', [-33, -21, 35, -17, 31, 28, -12, 36]);
    const ground = terrainGround(hills())!;
    const flat = builder.build()!;
    const { positions_m: p, triangles, kind } = drapedContext(flat, ground);
    let [area, worst] = [0, 0];
    for (let t = 0; t < kind.length; t++) {
      const [a, b, c] = [triangles[t * 3]! * 3, triangles[t * 3 + 1]! * 3, triangles[t * 3 + 2]! * 3];
      area += ((p[b]! - p[a]!) * (p[c + 1]! - p[a + 1]!) - (p[c]! - p[a]!) * (p[b + 1]! - p[a + 1]!)) / 2;
      const middle = [0, 1, 2].map((axis) => (p[a + axis]! + p[b + axis]! + p[c + axis]!) / 3) as [number, number, number];
      worst = Math.max(worst, Math.abs(middle[2] - ground.heightAt(middle[0], middle[1])));
    }
    const outline = [-33, -21, 35, -17, 31, 28, -12, 36];
    let before = 0;
    for (let i = 0; i < 8; i += 2) before += (outline[i]! * outline[(i + 3) % 8]! - outline[(i + 2) % 8]! * outline[i + 1]!) / 2;
    expect(area).toBeCloseTo(before, 1);
    expect(worst).toBeLessThan(1e-3);
  });

  it('changes nothing on a plane', () => {
    const builder = new ContextBuilder();
    builder.convex('water', [0, 0, 1, 0, 1, 1]);
    expect(drapedContext(builder.build()!, flatGround(0)).triangles).toHaveLength(3);
  });
});

describe('terrainSurface', () => {
  it('covers the grid and closes down to the plain around it', () => {
    const { grid } = terrainGround(hills())!;
    const { positions_m, triangles } = terrainSurface(grid!, -9);
    expect(triangles.length / 3).toBe(8 * 8 * 2 + 32 * 2);
    expect(Math.min(...positions_m.filter((_, i) => i % 3 === 2))).toBeCloseTo(-9.2, 5);
  });
});

describe('buildingLifts', () => {
  it('stands each building on the lowest ground below it', () => {
    const ground = terrainGround({ ...hills(), height_m: Float32Array.from({ length: 81 }, (_, i) => (i % 9) * 10) })!;
    const lifts = buildingLifts({ boxes: Float32Array.of(-10, -10, 2, 10, 10, 12), buildingCount: 1 }, ground);
    expect(lifts[0]).toBeCloseTo(30 - 2, 4);
  });
});
