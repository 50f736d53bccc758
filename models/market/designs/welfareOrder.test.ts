import { describe, expect, it } from 'vitest';
import { publishedComparison, welfareOrder } from './welfareOrder.ts';

describe('order of the designs', () => {
  it('is P2P, hybrid, community where every path of the smaller design exists in the larger one', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const order = welfareOrder(seed);
      expect(order.meetsCondition, `seed ${seed}`).toBe(true);
      expect(order.gap_EUR).toBeLessThan(1e-7);
      expect(order.peer_EUR).toBeGreaterThanOrEqual(order.hybrid_EUR - 1e-7);
      expect(order.hybrid_EUR).toBeGreaterThanOrEqual(order.community_EUR - 1e-7);
      expect(order.isOrdered).toBe(true);
    }
  });

  it('may fail without that condition', () => {
    const free = Array.from({ length: 40 }, (_, seed) => welfareOrder(seed, false));
    expect(free.some((order) => !order.meetsCondition && !order.isOrdered)).toBe(true);
  });

  it('has the published order of figures on drawn weather (M12)', () => {
    for (const seed of [1, 2, 3]) {
      const { peer, hybrid, community } = publishedComparison(seed, 60);
      expect(peer.welfare_EUR).toBeGreaterThan(hybrid.welfare_EUR);
      expect(hybrid.welfare_EUR).toBeGreaterThan(community.welfare_EUR);
      for (const key of ['importCost_EUR', 'import_kWh', 'export_kWh'] as const) {
        expect(peer[key], key).toBeLessThan(hybrid[key]);
        expect(hybrid[key], key).toBeLessThan(community[key]);
      }
      // Between P2P and hybrid the order of loads depends on the weather; both use more than separate communities do.
      expect(Math.min(peer.load_kWh, hybrid.load_kWh)).toBeGreaterThan(community.load_kWh);
      expect(peer.betweenCommunities_kWh).toBeGreaterThan(hybrid.betweenCommunities_kWh);
      expect(community.betweenCommunities_kWh).toBe(0);
    }
  });
});
