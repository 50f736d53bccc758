import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EnergyFlows, energyFlows, PUBLIC_GRID } from './flows.ts';
import { ShrinkingPoints } from './nearestPoint.ts';

const district = fc
  .array(
    fc.record({
      net: fc.double({ min: -5e4, max: 5e4, noNaN: true }),
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -500, max: 500 }),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((rows) => ({ net: rows.map(({ net }) => net), xy: rows.flatMap(({ x, y }) => [x, y]) }));

function sums(flows: EnergyFlows, count: number): { readonly out: Float64Array; readonly into: Float64Array } {
  const out = new Float64Array(count);
  const into = new Float64Array(count);
  for (const { from, to, power_W } of flows.arcs) {
    if (from !== PUBLIC_GRID) out[from]! += power_W;
    if (to !== PUBLIC_GRID) into[to]! += power_W;
  }
  return { out, into };
}

describe('energy flows', () => {
  test('the nearest neighbour is served first and the rest goes to the public grid', () => {
    // One roof gives 10 kW; neighbours at 20 m and 100 m take 2 kW and 4 kW.
    const flows = energyFlows([-10_000, 4_000, 2_000], [0, 0, 100, 0, 20, 0]);
    expect(flows.arcs).toEqual([
      { kind: 'shared', from: 0, to: 1, power_W: 4_000 },
      { kind: 'shared', from: 0, to: 2, power_W: 2_000 },
      { kind: 'to-grid', from: 0, to: PUBLIC_GRID, power_W: 4_000 },
    ]);
    expect(flows.totals).toEqual({
      export_W: 10_000,
      import_W: 6_000,
      shared_W: 6_000,
      fromGrid_W: 0,
      toGrid_W: 4_000,
      exporters: 1,
      importers: 2,
    });
  });

  test('two roofs each serve the house beside them, not the one across', () => {
    const flows = energyFlows([-1_000, -1_000, 1_000, 1_000], [0, 0, 100, 0, 90, 0, 10, 0]);
    expect(flows.arcs.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  test('where little is fed in, every building that draws gets the same share of its draw', () => {
    const flows = energyFlows([-3_000, 4_000, 8_000], [0, 0, 1, 0, 500, 0]);
    const shared = new Map(flows.arcs.filter(({ kind }) => kind === 'shared').map(({ to, power_W }) => [to, power_W]));
    expect(shared.get(1)).toBeCloseTo(1_000, 9);
    expect(shared.get(2)).toBeCloseTo(2_000, 9);
  });

  test('arcs out of a building are its feed-in, arcs into it its draw', () => {
    fc.assert(
      fc.property(district, ({ net, xy }) => {
        const flows = energyFlows(net, xy, { maximumArcs: Number.POSITIVE_INFINITY });
        const { out, into } = sums(flows, net.length);
        const size = flows.totals.export_W + flows.totals.import_W;
        for (let row = 0; row < net.length; row++) {
          expect(Math.abs(out[row]! - Math.max(0, -net[row]!))).toBeLessThanOrEqual(1e-12 * size);
          expect(Math.abs(into[row]! - Math.max(0, net[row]!))).toBeLessThanOrEqual(1e-12 * size);
        }
      }),
    );
  });

  test('what is left out is stated: arcs and rest close to the totals', () => {
    fc.assert(
      fc.property(district, fc.integer({ min: 0, max: 8 }), ({ net, xy }, maximumArcs) => {
        const { arcs, rest, totals } = energyFlows(net, xy, { maximumArcs });
        const of = (kind: 'shared' | 'from-grid' | 'to-grid'): number =>
          arcs.filter((arc) => arc.kind === kind).reduce((sum, arc) => sum + arc.power_W, 0) + rest[kind].power_W;
        const within = 1e-12 * (totals.export_W + totals.import_W);
        expect(Math.abs(of('shared') - totals.shared_W)).toBeLessThanOrEqual(within);
        expect(Math.abs(of('from-grid') - totals.fromGrid_W)).toBeLessThanOrEqual(within);
        expect(Math.abs(of('to-grid') - totals.toGrid_W)).toBeLessThanOrEqual(within);
        expect(arcs.length).toBeLessThanOrEqual(3 * maximumArcs);
      }),
    );
  });

  test('the order of the buildings changes nothing', () => {
    fc.assert(
      fc.property(district, ({ net, xy }) => {
        // Two buildings in one place cannot be told apart, so which of them is served is arbitrary.
        fc.pre(new Set(net.map((_, row) => `${xy[2 * row]},${xy[2 * row + 1]}`)).size === net.length);
        const turned = energyFlows(
          net.toReversed(),
          net
            .map((_, row) => [xy[2 * row]!, xy[2 * row + 1]!])
            .toReversed()
            .flat(),
        );
        const name = (count: number) => (row: number) => (row === PUBLIC_GRID ? row : count - 1 - row);
        const back = name(net.length);
        const plain = (flows: EnergyFlows, rename: (row: number) => number): string[] =>
          flows.arcs.map(({ kind, from, to, power_W }) => `${kind} ${rename(from)} ${rename(to)} ${power_W.toPrecision(6)}`).sort();
        expect(plain(turned, back)).toEqual(plain(energyFlows(net, xy), (row) => row));
      }),
    );
  });

  test('an hour without numbers has no flows', () => {
    const { arcs, totals } = energyFlows([Number.NaN, 0], [0, 0, 1, 1]);
    expect(arcs).toEqual([]);
    expect(totals.shared_W).toBe(0);
  });
});

test('the nearest remaining point is the one a search through all finds', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(points, fc.integer({ min: -25, max: 25 }), fc.integer({ min: -25, max: 25 }), (list, x, y) => {
      const tree = new ShrinkingPoints(
        list.map(([px]) => px),
        list.map(([, py]) => py),
      );
      const left = new Set(list.keys());
      while (left.size > 0) {
        const found = tree.nearest(x, y);
        const squares = [...left].map((i) => (list[i]![0] - x) ** 2 + (list[i]![1] - y) ** 2);
        expect((list[found]![0] - x) ** 2 + (list[found]![1] - y) ** 2).toBe(Math.min(...squares));
        expect(left.delete(found)).toBe(true);
        tree.remove(found);
      }
      expect(tree.nearest(x, y)).toBe(-1);
    }),
  );
});
