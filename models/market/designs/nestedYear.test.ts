import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { clearNested, type Link, type NestedMember } from './nested.ts';
import { clearDistrictsYear, clearNestedYear, type NestedYear } from './nestedYear.ts';
import { link, randomLinks, solarNeeds } from './testing/testCases.ts';

/** Value of local energy against the supplier, less what links take [EUR]. */
function welfareOf(year: NestedYear, t: number, margin: number, links: readonly Link[]): number {
  let bought = 0;
  for (let n = 0; n < year.participantCount; n++) bought += year.bought_kWh[n * year.steps + t]!;
  const fees = links.reduce((sum, l, c) => {
    const flow = year.flow_kWh[c * year.steps + t]!;
    return sum + Math.max(flow, 0) * l.exportFee_EURPerKWh + Math.max(-flow, 0) * l.importFee_EURPerKWh;
  }, 0);
  return bought * margin - fees;
}

describe('a year of nested collectives', () => {
  it('is the exact optimum of every step, with and without limits', () => {
    for (let round = 0; round < 6; round++) {
      const random = new RandomStream(100 + round);
      const needs = solarNeeds(14, 48, round);
      const links = randomLinks(
        random,
        7,
        () => random.pick([0, 0.01, 0.05, 0.12]),
        () => (random.next() < 0.3 ? random.between(0, 3) : null),
      );
      const members = Int32Array.from({ length: 14 }, () => random.integer(0, 6));
      const fee = round % 2 === 0 ? 0 : 0.01;
      const year = clearNestedYear(needs, members, links, { feePerSide_EURPerKWh: fee });
      for (let t = 0; t < needs.steps; t++) {
        const bid = needs.import_EURPerKWh[t]! - fee;
        const ask = needs.export_EURPerKWh[t]! + fee;
        const step: NestedMember[] = Array.from(members, (row, n) => {
          const net = needs.net_kWh[n * needs.steps + t]!;
          const collective = links[row]!.id;
          return net > 0
            ? { collective, kind: 'blocks', offers: [], bids: [{ price_EURPerKWh: bid, quantity_kWh: net }] }
            : { collective, kind: 'blocks', offers: [{ price_EURPerKWh: ask, quantity_kWh: -net }], bids: [] };
        });
        const best = clearNested(step, links, { grid: null, step_h: 1 });
        if (best.status !== 'optimal') throw new Error('infeasible');
        expect(Math.abs(welfareOf(year, t, bid - ask, links) - best.welfare_EUR), `round ${round}, step ${t}`).toBeLessThan(1e-9);
      }
    }
  });

  it('closes in energy and in money', () => {
    const random = new RandomStream(5);
    const needs = solarNeeds(20, 96, 3);
    const links = randomLinks(
      random,
      8,
      () => random.between(0, 0.03),
      () => (random.next() < 0.4 ? 1.5 : null),
    );
    const members = Int32Array.from({ length: 20 }, () => random.integer(0, 7));
    const year = clearNestedYear(needs, members, links);
    let traded = 0;
    for (let t = 0; t < needs.steps; t++) {
      let energy = 0;
      let money = 0;
      for (let n = 0; n < 20; n++) {
        const at = n * needs.steps + t;
        energy += year.bought_kWh[at]! - year.sold_kWh[at]!;
        money += year.paid_EUR[at]! - year.earned_EUR[at]!;
        traded += year.bought_kWh[at]!;
        expect(year.bought_kWh[at]!).toBeLessThanOrEqual(Math.max(needs.net_kWh[at]!, 0) + 1e-12);
        expect(year.sold_kWh[at]!).toBeLessThanOrEqual(Math.max(-needs.net_kWh[at]!, 0) + 1e-12);
      }
      expect(Math.abs(energy)).toBeLessThan(1e-10);
      expect(Math.abs(money - year.linkIncome_EUR[t]!)).toBeLessThan(1e-10);
    }
    expect(traded).toBeGreaterThan(10);
    expect(year.linkRent_EUR.some((rent) => rent > 0)).toBe(true);
  });

  it('keeps energy in the street first where leaving it costs something', () => {
    const needs = {
      participantCount: 3,
      steps: 1,
      step_h: 1,
      net_kWh: Float64Array.of(-2, 2, 2),
      import_EURPerKWh: Float64Array.of(0.3),
      export_EURPerKWh: Float64Array.of(0.1),
    };
    const links = [link('root', null, 0), link('street', 'root', 0.01), link('other', 'root', 0.01)];
    const year = clearNestedYear(needs, Int32Array.of(1, 1, 2), links);
    expect([...year.bought_kWh]).toEqual([0, 2, 0]);
    const free = clearNestedYear(
      needs,
      Int32Array.of(1, 1, 2),
      links.map((l) => ({ ...l, importFee_EURPerKWh: 0, exportFee_EURPerKWh: 0 })),
    );
    expect([...free.bought_kWh]).toEqual([0, 1, 1]);
  });

  it('trades nothing where a fee eats the whole margin, nor where feeding in pays more than buying', () => {
    const needs = solarNeeds(6, 24, 1);
    const links = [link('root', null, 0), link('a', 'root', 0.5), link('b', 'root', 0.5)];
    const apart = clearNestedYear(needs, Int32Array.of(1, 1, 1, 2, 2, 2), links);
    expect(apart.flow_kWh.every((flow) => flow === 0)).toBe(true);
    const inverted = { ...needs, export_EURPerKWh: needs.import_EURPerKWh, import_EURPerKWh: needs.export_EURPerKWh };
    expect(clearNestedYear(inverted, new Int32Array(6), links).bought_kWh.every((energy) => energy === 0)).toBe(true);
  });

  it('takes no gap for a zero', () => {
    const needs = solarNeeds(4, 24, 2);
    const rows = new Int32Array(4);
    const all = [link('all', null, 0)];
    const at = needs.net_kWh.slice().fill(Number.NaN, 30, 31);
    expect(() => clearNestedYear({ ...needs, net_kWh: at }, rows, all)).toThrow(/participant 1, step 6/);
    const prices = needs.import_EURPerKWh.slice().fill(Number.NaN, 5, 6);
    expect(() => clearNestedYear({ ...needs, import_EURPerKWh: prices }, rows, all)).toThrow(/step 5/);
    expect(() => clearNestedYear(needs, new Int32Array(3), all)).toThrow(/one collective per participant/);
  });

  it('trades at negative feed-in prices as at any others', () => {
    const needs = { ...solarNeeds(20, 24, 5), export_EURPerKWh: new Float64Array(24).fill(-0.05) };
    const year = clearNestedYear(needs, new Int32Array(20), [link('all', null, 0)]);
    expect(year.bought_kWh.some((energy) => energy > 0)).toBe(true);
    expect(year.price_EURPerKWh.some((price) => Math.abs(price + 0.05) < 1e-12)).toBe(true);
  });

  it('treats deeper collectives as one pool between districts', () => {
    const needs = solarNeeds(8, 48, 9);
    const links = [link('root', null, 0), link('a', 'root', 0.02), link('a1', 'a', 0.04), link('b', 'root', 0.02)];
    const members = Int32Array.of(1, 2, 2, 2, 3, 3, 3, 0);
    const districts = clearDistrictsYear(needs, members, links);
    const byHand = clearNestedYear(needs, Int32Array.of(1, 1, 1, 1, 3, 3, 3, 0), links);
    expect(districts.bought_kWh).toEqual(byHand.bought_kWh);
    expect(districts.flow_kWh.subarray(2 * 48, 3 * 48).every((flow) => flow === 0)).toBe(true);
  });
});
