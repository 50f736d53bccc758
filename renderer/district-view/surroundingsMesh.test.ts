import { describe, expect, it } from 'vitest';
import { CONTEXT_KINDS, ContextBuilder, type ContextSurfaces } from '#models/district/context.ts';
import { readAccessor, splitGlb } from './glb.ts';
import { surroundingsMesh } from './surroundingsMesh.ts';

function drawn(context: ContextSurfaces, base_m: number) {
  const { glb, below_m } = surroundingsMesh(context, base_m);
  const parts = splitGlb(glb);
  const [positions, normals, kinds, indices] = [0, 1, 2, 3].map((accessor) => [...readAccessor(parts, accessor)]);
  return { positions: positions!, normals: normals!, kinds: kinds!, indices: indices!, below_m };
}

/** A road and water beside it that share an edge; the water lies 2 m lower on its far side. */
function riverside(...more: readonly 'terrain'[]): ContextSurfaces {
  const builder = new ContextBuilder();
  const [a, b, c, d] = [builder.vertex(0, 0, 3), builder.vertex(10, 0, 3), builder.vertex(0, 10, 3), builder.vertex(10, 10, 1)];
  builder.triangle('road', a, b, c);
  builder.triangle('water', b, d, c);
  for (const kind of more) builder.triangle(kind, b, d, c);
  return builder.build()!;
}

describe('surroundingsMesh', () => {
  it('gives each kind vertices of its own, as east, up, -north', () => {
    const { positions, kinds, indices } = drawn(riverside(), 0);
    const [water, road] = [CONTEXT_KINDS.indexOf('water'), CONTEXT_KINDS.indexOf('road')];
    expect(kinds).toEqual([water, water, water, road, road, road]);
    expect(indices).toEqual([0, 1, 2, 3, 4, 5]);
    expect(positions.slice(3, 6)).toEqual([10, 1, -10]);
  });

  it('keeps everything on the plain ground unless there is terrain, which the ground then makes room for', () => {
    const flat = drawn(riverside(), 3);
    expect(flat.positions.filter((_, i) => i % 3 === 1)).toEqual([3, 3, 3, 3, 3, 3]);
    expect(flat.below_m).toBe(0);
    expect(flat.normals.slice(0, 3)).toEqual([0, 1, 0]);
    const sloping = drawn(riverside('terrain'), 3);
    expect(Math.min(...sloping.positions.filter((_, i) => i % 3 === 1))).toBe(1);
    expect(sloping.below_m).toBe(2);
    expect(sloping.normals[1]).toBeLessThan(1);
  });
});
