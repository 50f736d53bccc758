import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { communityOptimum, type QuadraticMember, quadraticCost } from './communityOptimum.ts';
import { leaderPrices } from './stackelberg.ts';
import { answeredNeeds, clearStackelbergYear } from './stackelbergYear.ts';
import { randomQuadraticMembers, solarNeeds } from './testing/testCases.ts';

const GRID = { import_EURPerKWh: 0.3, export_EURPerKWh: 0.1 };

/** Best answer of a follower by search, not by formula. */
function answer(member: QuadraticMember, buy: number, sell: number): number {
  const cost = (p: number) => quadraticCost(member, p) - (p > 0 ? sell : buy) * p;
  let best = member.min_kWh;
  for (let i = 0; i <= 4000; i++) {
    const p = member.min_kWh + ((member.max_kWh - member.min_kWh) * i) / 4000;
    if (cost(p) < cost(best)) best = p;
  }
  return best;
}

describe('leader and followers', () => {
  it('no other pair of prices earns the leader more', () => {
    const random = new RandomStream(71);
    for (let round = 0; round < 60; round++) {
      const members = randomQuadraticMembers(random, random.integer(2, 8));
      const chosen = leaderPrices(members, { ...GRID, objective: 'profit' });
      expect(chosen.buy_EURPerKWh).toBeGreaterThanOrEqual(chosen.sell_EURPerKWh);
      for (let i = 0; i <= 40; i++) {
        for (let j = 0; j <= i; j++) {
          const [buy, sell] = [0.1 + 0.005 * i, 0.1 + 0.005 * j];
          let [demand, supply] = [0, 0];
          for (const member of members) {
            const q = (price: number) =>
              member.min_kWh === member.max_kWh
                ? member.min_kWh
                : Math.min(Math.max((price - member.b) / member.a, member.min_kWh), member.max_kWh);
            demand += Math.max(0, -q(buy));
            supply += Math.max(0, q(sell));
          }
          const profit = buy * demand - sell * supply - 0.3 * Math.max(demand - supply, 0) + 0.1 * Math.max(supply - demand, 0);
          expect(profit, `round ${round}: ${buy} ${sell}`).toBeLessThanOrEqual(chosen.profit_EUR + 1e-9);
        }
      }
    }
  });

  it('followers answer with what is best for them, and the money adds up', () => {
    const random = new RandomStream(72);
    for (let round = 0; round < 20; round++) {
      const members = randomQuadraticMembers(random, 5);
      const chosen = leaderPrices(members, { ...GRID, objective: 'profit' });
      const answers = members.map((member) => answer(member, chosen.buy_EURPerKWh, chosen.sell_EURPerKWh));
      const demand = answers.reduce((sum, p) => sum + Math.max(-p, 0), 0);
      const supply = answers.reduce((sum, p) => sum + Math.max(p, 0), 0);
      expect(Math.abs(demand - chosen.demand_kWh)).toBeLessThan(0.02);
      expect(Math.abs(supply - chosen.supply_kWh)).toBeLessThan(0.02);
    }
  });

  it('for the common good without a budget it sets the price of the community optimum', () => {
    const random = new RandomStream(73);
    for (let round = 0; round < 40; round++) {
      const members = randomQuadraticMembers(random, 6);
      const chosen = leaderPrices(members, { ...GRID, objective: 'welfare' });
      const optimum = communityOptimum(members, { grid: GRID, community_EURPerKWh: 0, import_EURPerKWh: 0, export_EURPerKWh: 0 });
      if (optimum.status !== 'optimal') throw new Error('infeasible');
      expect(chosen.buy_EURPerKWh).toBeCloseTo(optimum.lambda_EURPerKWh, 12);
      expect(chosen.sell_EURPerKWh).toBeCloseTo(optimum.lambda_EURPerKWh, 12);
      expect(Math.abs(chosen.profit_EUR)).toBeLessThan(1e-9);
      const most = leaderPrices(members, { ...GRID, objective: 'profit' }).profit_EUR;
      const budget = leaderPrices(members, { ...GRID, objective: 'welfare', budget_EUR: most / 3 });
      if (budget.earnsBudget && most > 1e-6) expect(budget.profit_EUR).toBeCloseTo(most / 3, 6);
    }
  });

  it('takes the whole margin from members that do not react, and less from those that do', () => {
    const needs = solarNeeds(20, 48, 5);
    const rigid = clearStackelbergYear(needs, { objective: 'profit', elasticity: 0, mostShift: 0.2 });
    expect(rigid.buy_EURPerKWh).toEqual(needs.import_EURPerKWh);
    expect(rigid.sell_EURPerKWh).toEqual(needs.export_EURPerKWh);
    expect(rigid.demandRise.every((rise) => rise === 0)).toBe(true);
    const elastic = clearStackelbergYear(needs, { objective: 'profit', elasticity: 3, mostShift: 0.5 });
    expect(elastic.leaderProfit_EUR).toBeGreaterThan(rigid.leaderProfit_EUR);
    const margin = (year: typeof rigid) => year.buy_EURPerKWh.reduce((sum, buy, t) => sum + buy - year.sell_EURPerKWh[t]!, 0);
    expect(margin(elastic)).toBeLessThan(margin(rigid));
    for (const rise of [...elastic.demandRise, ...elastic.supplyRise]) {
      expect(rise).toBeGreaterThanOrEqual(-1e-12);
      expect(rise).toBeLessThanOrEqual(0.5 + 1e-12);
    }
    const fair = clearStackelbergYear(needs, { objective: 'welfare', elasticity: 0.5, mostShift: 0.2 });
    fair.buy_EURPerKWh.forEach((buy, t) => {
      if (buy < needs.import_EURPerKWh[t]!) expect(buy).toBeCloseTo(fair.sell_EURPerKWh[t]!, 12);
    });
    expect(answeredNeeds(needs, rigid).net_kWh).toEqual(needs.net_kWh);
  });
});
