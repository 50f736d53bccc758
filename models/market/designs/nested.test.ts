import highsLoader from 'highs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { communityOptimum } from './communityOptimum.ts';
import { clearNested, type Link, type NestedMember } from './nested.ts';
import { link, randomLinks, randomQuadraticMembers } from './testing/testCases.ts';

const highs = await highsLoader();
const GRID = { import_EURPerKWh: 0.3, export_EURPerKWh: 0.1 };

function oneOfferOneBid(fee: number) {
  const members: NestedMember[] = [
    { collective: 'A', kind: 'blocks', offers: [{ price_EURPerKWh: 0.12, quantity_kWh: 3 }], bids: [] },
    { collective: 'B', kind: 'blocks', offers: [], bids: [{ price_EURPerKWh: 0.25, quantity_kWh: 5 }] },
  ];
  return clearNested(members, [link('root', null, 0), link('A', 'root', fee), link('B', 'root', fee)], { grid: GRID, step_h: 1 });
}

function randomBlocks(random: RandomStream, collective: string): NestedMember {
  const side = () =>
    Array.from({ length: random.integer(0, 3) }, () => ({
      price_EURPerKWh: random.integer(5, 35) / 100,
      quantity_kWh: random.between(0.1, 4),
    }));
  return { collective, kind: 'blocks', offers: side(), bids: side() };
}

function randomMembers(random: RandomStream, links: readonly Link[], count: number): NestedMember[] {
  const quadratic = randomQuadraticMembers(random, count);
  return quadratic.map((member) => {
    const collective = (random.pick(links) as Link).id;
    return random.next() < 0.5 ? randomBlocks(random, collective) : { collective, kind: 'quadratic', ...member };
  });
}

/** Welfare by the flows over every link. */
function oracle(members: readonly NestedMember[], links: readonly Link[], grid: typeof GRID | null): { status: string; welfare: number } {
  const cost: string[] = [];
  const squares: string[] = [];
  const bounds: string[] = [];
  const balance = new Map(links.map((l) => [l.id, [] as string[]]));
  members.forEach((member, n) => {
    const at = balance.get(member.collective) as string[];
    if (member.kind === 'quadratic') {
      cost.push(`${member.b} p${n}`);
      squares.push(`${member.a} p${n} ^ 2`);
      bounds.push(`${member.min_kWh} <= p${n} <= ${member.max_kWh}`);
      at.push(`+ p${n}`);
    } else {
      member.offers.forEach((offer, i) => {
        cost.push(`${offer.price_EURPerKWh} o${n}_${i}`);
        bounds.push(`o${n}_${i} <= ${offer.quantity_kWh}`);
        at.push(`+ o${n}_${i}`);
      });
      member.bids.forEach((bid, i) => {
        cost.push(`${-bid.price_EURPerKWh} d${n}_${i}`);
        bounds.push(`d${n}_${i} <= ${bid.quantity_kWh}`);
        at.push(`- d${n}_${i}`);
      });
    }
  });
  for (const l of links) {
    if (l.parent === null && !grid) continue;
    const [buy, sell] = l.parent === null && grid ? [grid.import_EURPerKWh, grid.export_EURPerKWh] : [0, 0];
    cost.push(`${l.importFee_EURPerKWh + buy} i_${l.id}`, `${l.exportFee_EURPerKWh - sell} x_${l.id}`);
    balance.get(l.id)?.push(`+ i_${l.id} - x_${l.id}`);
    if (l.parent !== null) balance.get(l.parent)?.push(`- i_${l.id} + x_${l.id}`);
    if (l.capacity_kW !== null) bounds.push(`i_${l.id} <= ${l.capacity_kW}`, `x_${l.id} <= ${l.capacity_kW}`);
  }
  const rows = [...balance].filter(([, terms]) => terms.length > 0).map(([id, terms]) => `${id}: ${terms.join(' ')} = 0`);
  const quadratic = squares.length > 0 ? ` + [ ${squares.join(' + ')} ] / 2` : '';
  const text = `min\n ${cost.join(' + ').replaceAll('+ -', '- ')}${quadratic}\nst\n ${rows.join('\n ')}\nbounds\n ${bounds.join('\n ')}\nend`;
  const answer = highs.solve(text);
  return { status: answer.Status, welfare: -answer.ObjectiveValue };
}

describe('nested collectives', () => {
  it('trades between two collectives over links with fees (M11)', () => {
    const answer = oneOfferOneBid(0.02);
    if (answer.status !== 'optimal') throw new Error('infeasible');
    const [root, a, b] = answer.collectives;
    expect(a?.export_kWh).toBeCloseTo(3, 12);
    expect(b?.export_kWh).toBeCloseTo(-3, 12);
    expect([a?.price_EURPerKWh, root?.price_EURPerKWh, b?.price_EURPerKWh].map((p) => p?.toFixed(9))).toEqual([
      '0.210000000',
      '0.230000000',
      '0.250000000',
    ]);
    expect(root?.export_kWh).toBe(0);
    expect(answer.welfare_EUR).toBeCloseTo(0.27, 12);
    expect(answer.fees_EUR).toBeCloseTo(0.12, 12);
  });

  it('has one price without fees (M11)', () => {
    const answer = oneOfferOneBid(0);
    if (answer.status !== 'optimal') throw new Error('infeasible');
    for (const collective of answer.collectives) expect(collective.price_EURPerKWh).toBeCloseTo(0.25, 12);
    expect(answer.welfare_EUR).toBeCloseTo(0.39, 12);
  });

  it('equals the optimum of all together where links cost nothing, four levels and more', () => {
    const random = new RandomStream(11);
    for (let round = 0; round < 300; round++) {
      const links = randomLinks(
        random,
        random.integer(4, 9),
        () => 0,
        () => null,
      );
      const quadratic = randomQuadraticMembers(random, random.integer(1, 12));
      const nested = clearNested(
        quadratic.map((member) => ({ collective: (random.pick(links) as Link).id, kind: 'quadratic' as const, ...member })),
        links,
        { grid: GRID, step_h: 1 },
      );
      const flat = communityOptimum(quadratic, { grid: GRID, community_EURPerKWh: 0, import_EURPerKWh: 0, export_EURPerKWh: 0 });
      if (nested.status !== 'optimal' || flat.status !== 'optimal') throw new Error('infeasible');
      expect(Math.abs(nested.welfare_EUR + flat.objective_EUR)).toBeLessThan(1e-9);
      for (const collective of nested.collectives) expect(Math.abs(collective.price_EURPerKWh - flat.lambda_EURPerKWh)).toBeLessThan(1e-9);
      quadratic.forEach((member, n) => {
        if (member.min_kWh < member.max_kWh) expect(Math.abs(nested.p[n]! - flat.p[n]!)).toBeLessThan(1e-9);
      });
    }
  });

  it('is the best there is with fees and limits, and prices support it (oracle: HiGHS)', () => {
    const random = new RandomStream(12);
    const seen = { optimal: 0, infeasible: 0, congested: 0 };
    for (let round = 0; round < 150; round++) {
      const links = randomLinks(
        random,
        random.integer(4, 7),
        () => random.pick([0, 0.01, 0.03]),
        () => (random.next() < 0.4 ? random.between(0, 2) : null),
      );
      const members = randomMembers(random, links, random.integer(2, 9));
      const grid = random.next() < 0.7 ? GRID : null;
      const answer = clearNested(members, links, { grid, step_h: 1 });
      const best = oracle(members, links, grid);
      seen[answer.status]++;
      if (answer.status === 'infeasible') {
        expect(best.status).toBe('Infeasible');
        continue;
      }
      expect(best.status).toBe('Optimal');
      expect(Math.abs(answer.welfare_EUR - best.welfare), `round ${round}`).toBeLessThan(1e-6);
      links.forEach((l, c) => {
        const own = answer.collectives[c]!;
        const inside = members.reduce((sum, member, n) => sum + (member.collective === l.id ? answer.p[n]! : 0), 0);
        const below = links.reduce((sum, other, i) => sum + (other.parent === l.id ? answer.collectives[i]!.export_kWh : 0), 0);
        expect(Math.abs(inside + below - own.export_kWh)).toBeLessThan(1e-9);
        if (l.parent === null) return;
        const parent = answer.collectives[links.findIndex((other) => other.id === l.parent)]!;
        if (Math.abs(own.export_kWh) < 1e-9 || Number.isNaN(parent.price_EURPerKWh)) return;
        const expected =
          own.export_kWh > 0
            ? parent.price_EURPerKWh - l.exportFee_EURPerKWh - own.congestion_EURPerKWh
            : parent.price_EURPerKWh + l.importFee_EURPerKWh + own.congestion_EURPerKWh;
        expect(Math.abs(own.price_EURPerKWh - expected)).toBeLessThan(1e-9);
        if (own.congestion_EURPerKWh > 1e-9) {
          seen.congested++;
          expect(Math.abs(Math.abs(own.export_kWh) - (l.capacity_kW ?? Number.NaN))).toBeLessThan(1e-9);
        }
      });
    }
    expect(Math.min(seen.optimal, seen.infeasible, seen.congested)).toBeGreaterThan(5);
  });

  it('gives the congestion rent of a line to those who own it', () => {
    const line = { ...link('A', 'root', 0.01, 2), owners: ['co-op'] };
    const members: NestedMember[] = [{ collective: 'A', kind: 'quadratic', a: 0.01, b: 0.05, min_kWh: 0, max_kWh: 20 }];
    const answer = clearNested(members, [link('root', null, 0), line], { grid: GRID, step_h: 0.5 });
    if (answer.status !== 'optimal') throw new Error('infeasible');
    // 1 kWh in half an hour; it costs 0.06 inside, and 0.10 less the fee outside.
    expect(answer.export_kWh).toBeCloseTo(1, 12);
    expect(answer.collectives[1]).toMatchObject({ owners: ['co-op'] });
    expect(answer.collectives[1]?.rent_EUR).toBeCloseTo(0.03, 12);
  });

  it('names the collective that cannot be served', () => {
    const members: NestedMember[] = [{ collective: 'A', kind: 'quadratic', a: 1, b: 0, min_kWh: -5, max_kWh: -5 }];
    const answer = clearNested(members, [link('root', null, 0), link('A', 'root', 0, 2)], { grid: GRID, step_h: 1 });
    expect(answer).toEqual({ status: 'infeasible', shortages: [{ collective: 'A', shed_kWh: 3, curtail_kWh: 0 }] });
  });
});
