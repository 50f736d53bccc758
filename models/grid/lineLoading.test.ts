import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LineKind, SiteElements } from '../district/elements.ts';
import { lineLoading } from './lineLoading.ts';
import { assumedNetwork, gridNode, type RadialNetwork, radialNetwork } from './network.ts';

const line = (id: string, path_m: number[], rated_kW?: number, kind: LineKind = 'power-cable') => ({
  id,
  kind,
  path_m,
  attributes: {},
  ...(rated_kW === undefined ? {} : { rated_kW }),
});
const station = (east: number, north: number) => ({
  id: `s${east}`,
  kind: 'substation' as const,
  at_m: [east, north, 0] as const,
  attributes: {},
});

/** A cable of 100 m to the east with a branch to the north at 60 m that ends on its side. */
const CABLES: SiteElements = {
  trees: [],
  points: [station(0, 0)],
  lines: [line('trunk', [0, 0, 100, 0], 10), line('branch', [60, 50, 60, 0.3], 2)],
};
const BUILDINGS = [20, 5, 100, 8, 55, 40];

/** Power [W] of the piece that ends at or passes the place. */
function powerAt(network: RadialNetwork, power_W: Float64Array, east: number, north: number): number {
  const node = Array.from(network.parent.keys()).find(
    (i) => Math.hypot(network.nodes_m[2 * i]! - east, network.nodes_m[2 * i + 1]! - north) < 0.6,
  );
  if (node === undefined) throw new Error(`no node at ${east}, ${north}`);
  return power_W[node]!;
}

describe('line loading', () => {
  test('each piece carries what is behind it', () => {
    const network = radialNetwork(CABLES, BUILDINGS);
    const { power_W, loading, root_W, overloaded, highest } = lineLoading(network, [4_000, 7_000, -3_000]);
    expect(network.source).toBe('drawn');
    expect(network.isAssumed).toBe(false);
    expect(Array.from(root_W)).toEqual([8_000]);
    expect(powerAt(network, power_W, 20, 0)).toBe(8_000);
    expect(powerAt(network, power_W, 60, 0)).toBe(4_000);
    expect(powerAt(network, power_W, 100, 0)).toBe(7_000);
    expect(powerAt(network, power_W, 60, 40)).toBe(-3_000);
    // 3 kW back over a branch made for 2 kW.
    expect(loading[highest]).toBeCloseTo(1.5, 6);
    expect(overloaded).toBe(1);
  });

  test('a ring is fed the shorter way round and the piece left open is counted', () => {
    const ring: SiteElements = { trees: [], points: [station(0, 0)], lines: [line('ring', [0, 0, 100, 0, 100, 100, 0, 100, 0, 0])] };
    const network = radialNetwork(ring, [100, 40, 0, 70]);
    expect(network.openPieces).toBe(1);
    expect(powerAt(network, lineLoading(network, [1_000, 2_000]).power_W, 0, 70)).toBe(2_000);
  });

  test('a line apart from the substation feeds nobody, and what it would carry is stated', () => {
    const apart: SiteElements = { ...CABLES, lines: [...CABLES.lines, line('island', [300, 300, 400, 300])] };
    const network = radialNetwork(apart, [...BUILDINGS, 350, 310]);
    const { unfed_W, root_W } = lineLoading(network, [1_000, 1_000, 1_000, 5_000]);
    expect(network.unfedBuildings).toBe(1);
    expect(unfed_W).toBe(5_000);
    expect(root_W[0]).toBe(3_000);
  });

  test('two substations share the lines at the middle', () => {
    const both: SiteElements = { trees: [], points: [station(0, 0), station(100, 0)], lines: [line('l', [0, 0, 100, 0])] };
    const { root_W } = lineLoading(radialNetwork(both, [10, 5, 90, 5, 95, 5]), [1_000, 2_000, 4_000]);
    expect(Array.from(root_W)).toEqual([1_000, 6_000]);
  });

  test('without drawn cables the network follows the streets and says that it is assumed', () => {
    const streets: SiteElements = { trees: [], points: [], lines: [line('high street', [0, 0, 100, 0], undefined, 'street')] };
    const network = radialNetwork(streets, BUILDINGS);
    expect([network.source, network.isAssumed, network.rootIsAssumed]).toEqual(['streets', true, true]);
    const plain = lineLoading(network, [1_000, 1_000, 1_000]);
    expect(plain.loading.every(Number.isNaN)).toBe(true);
    expect(plain.highest).toBeGreaterThanOrEqual(0);
    const rated = lineLoading(network, [1_000, 1_000, 1_000], { assumedRating_kW: 4 });
    expect(rated.loading[rated.highest]).toBeCloseTo(rated.peak_W / 4_000, 6);
  });

  test('streets that cross feed each other, cables that cross do not', () => {
    const cross = (kind: LineKind): SiteElements => ({
      trees: [],
      points: [station(-50, 0)],
      lines: [line('east', [-50, 0, 50, 0], undefined, kind), line('north', [0, -50, 0, 50], undefined, kind)],
    });
    expect(radialNetwork(cross('street'), [5, 40]).unfedBuildings).toBe(0);
    expect(radialNetwork(cross('power-cable'), [5, 40]).unfedBuildings).toBe(1);
  });

  test('without streets a shortest tree hangs on the centre of the buildings', () => {
    const network = assumedNetwork(undefined, [-10, 0, 10, 0, 30, 0, -30, 0]);
    const { power_W, root_W } = lineLoading(network, [1, 2, 3, 4]);
    expect(gridNode(undefined, [-10, 0, 10, 0])).toEqual({ at_m: [0, 0], isAssumed: true });
    expect(network.isAssumed).toBe(true);
    expect(Array.from(power_W)).toEqual([0, 5, 5, 3, 4]);
    expect(root_W[0]).toBe(10);
  });

  const random = fc.record({
    places: fc.array(
      fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }), fc.integer({ min: -5000, max: 5000 })),
      {
        minLength: 1,
        maxLength: 30,
      },
    ),
    paths: fc.array(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 4, maxLength: 12 }), { maxLength: 6 }),
  });

  test('the substations and the buildings without one take what all buildings take', () => {
    fc.assert(
      fc.property(random, ({ places, paths }) => {
        const lines = paths.map((path, i) => line(`l${i}`, path.slice(0, path.length & ~1)));
        const xy = places.flatMap(([x, y]) => [x, y]);
        const net = places.map(([, , p]) => p);
        const hasLength = lines.filter(({ path_m }) => path_m.some((v, i) => v !== path_m[i & 1]));
        const network = radialNetwork({ trees: [], points: [station(7, 7)], lines: hasLength }, xy);
        const { root_W, unfed_W } = lineLoading(network, net);
        expect(root_W.reduce((a, b) => a + b, unfed_W)).toBeCloseTo(
          net.reduce((a, b) => a + b, 0),
          6,
        );
      }),
    );
  });

  test('twice the power is twice on every line', () => {
    fc.assert(
      fc.property(random, ({ places }) => {
        const network = radialNetwork(
          undefined,
          places.flatMap(([x, y]) => [x, y]),
        );
        const once = lineLoading(
          network,
          places.map(([, , p]) => p),
        ).power_W;
        const twice = lineLoading(
          network,
          places.map(([, , p]) => 2 * p),
        ).power_W;
        expect(Array.from(twice)).toEqual(Array.from(once, (p) => 2 * p));
      }),
    );
  });
});
