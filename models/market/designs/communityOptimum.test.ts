import highsLoader from 'highs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { IEEE14_IMPORT, IEEE14_MEMBERS, IEEE14_OBJECTIVE, IEEE14_PRODUCTION, IEEE14_TERMS } from '../cases/ieee14.ts';
import { type CommunityTerms, communityOptimum, type QuadraticMember } from './communityOptimum.ts';
import { randomQuadraticMembers } from './testing/testCases.ts';

const highs = await highsLoader();

function randomTerms(random: RandomStream): CommunityTerms {
  const community_EURPerKWh = random.pick([0, 0, 0.01, 0.04, 0.15]);
  const grid = { import_EURPerKWh: random.between(0.2, 0.4), export_EURPerKWh: random.between(0, 0.2) };
  return { grid, community_EURPerKWh, import_EURPerKWh: random.pick([0, 0.02]), export_EURPerKWh: random.pick([0, 0.01]) };
}

/** Equation 3 as it stands, with |q| in two parts. */
function oracle(members: readonly QuadraticMember[], terms: CommunityTerms): { status: string; objective: number } {
  const linear: string[] = [];
  const squares: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const pool: string[] = [];
  members.forEach((member, n) => {
    linear.push(`${member.b} p${n} + ${terms.community_EURPerKWh} u${n} + ${terms.community_EURPerKWh} v${n}`);
    squares.push(`${member.a} p${n} ^ 2`);
    rows.push(`b${n}: p${n} + u${n} - v${n}${terms.grid ? ` + a${n} - e${n}` : ''} = 0`);
    bounds.push(`${member.min_kWh} <= p${n} <= ${member.max_kWh}`);
    pool.push(`u${n} - v${n}`);
    if (terms.grid) {
      linear.push(`${terms.grid.import_EURPerKWh + terms.import_EURPerKWh} a${n}`);
      linear.push(`${terms.export_EURPerKWh - terms.grid.export_EURPerKWh} e${n}`);
    }
  });
  const text = `min\n ${linear.join(' + ').replaceAll('+ -', '- ')} + [ ${squares.join(' + ')} ] / 2\nst\n ${rows.join('\n ')}\n pool: ${pool.join(' + ')} = 0\nbounds\n ${bounds.join('\n ')}\nend`;
  const answer = highs.solve(text);
  return { status: answer.Status, objective: answer.ObjectiveValue };
}

describe('community optimum', () => {
  it('finds the published optimum of the 14 agents (M1)', () => {
    const answer = communityOptimum(IEEE14_MEMBERS, IEEE14_TERMS);
    if (answer.status !== 'optimal') throw new Error('infeasible');
    answer.p.forEach((p, n) => {
      expect(Math.abs(p - (IEEE14_PRODUCTION[n] as number)), `agent ${n + 1}`).toBeLessThan(1e-6);
    });
    expect(answer.lambda_EURPerKWh).toBeCloseTo(70, 9);
    expect(Math.abs(answer.qImp_kWh - IEEE14_IMPORT)).toBeLessThan(1e-6);
    expect(answer.qExp_kWh).toBe(0);
    expect(Math.abs(answer.objective_EUR - IEEE14_OBJECTIVE)).toBeLessThan(1e-6);
  });

  it('lets a lone producer export: beta has the sign of consumption', () => {
    const answer = communityOptimum([{ a: 1, b: 0, min_kWh: 5, max_kWh: 5 }], {
      ...IEEE14_TERMS,
      grid: { import_EURPerKWh: 0.3, export_EURPerKWh: 0.1 },
    });
    expect(answer).toMatchObject({ status: 'optimal', qExp_kWh: 5, qImp_kWh: 0 });
  });

  it('is the least cost and balances for every member (oracle: HiGHS)', () => {
    const random = new RandomStream(41);
    for (let round = 0; round < 60; round++) {
      const members = randomQuadraticMembers(random, random.integer(2, 7));
      const terms = randomTerms(random);
      const answer = communityOptimum(members, terms);
      if (answer.status !== 'optimal') throw new Error('infeasible');
      let pool = 0;
      members.forEach((member, n) => {
        const [p, q, alpha, beta] = [answer.p[n]!, answer.q[n]!, answer.alpha[n]!, answer.beta[n]!];
        expect(Math.abs(p + q + alpha - beta)).toBeLessThan(1e-12);
        expect(p).toBeGreaterThanOrEqual(member.min_kWh - 1e-12);
        expect(p).toBeLessThanOrEqual(member.max_kWh + 1e-12);
        expect(Math.min(alpha, beta)).toBeGreaterThanOrEqual(0);
        pool += q;
      });
      expect(Math.abs(pool)).toBeLessThan(1e-12);
      const best = oracle(members, terms);
      expect(best.status).toBe('Optimal');
      expect(Math.abs(answer.objective_EUR - best.objective), `round ${round}`).toBeLessThan(1e-6);
    }
  });

  it('balances an island, or says what must be shed or curtailed', () => {
    const random = new RandomStream(7);
    const kinds = new Set<string>();
    for (let round = 0; round < 60; round++) {
      const members = randomQuadraticMembers(random, random.integer(1, 4));
      const terms = { ...randomTerms(random), grid: null, import_EURPerKWh: 0, export_EURPerKWh: 0 };
      const answer = communityOptimum(members, terms);
      const best = oracle(members, terms);
      kinds.add(answer.status);
      if (answer.status === 'infeasible') {
        expect(best.status).toBe('Infeasible');
        const most = members.reduce((sum, member) => sum + member.max_kWh, 0);
        const least = members.reduce((sum, member) => sum + member.min_kWh, 0);
        expect(answer.shed_kWh).toBeCloseTo(Math.max(0, -most), 12);
        expect(answer.curtail_kWh).toBeCloseTo(Math.max(0, least), 12);
      } else {
        expect(Math.abs(answer.objective_EUR - best.objective)).toBeLessThan(1e-6);
        expect(Math.abs(answer.p.reduce((sum, p) => sum + p, 0))).toBeLessThan(1e-12);
      }
    }
    expect(kinds.size).toBe(2);
  });

  it('refuses prices that would earn without end', () => {
    expect(() => communityOptimum([], { ...IEEE14_TERMS, grid: { import_EURPerKWh: 0.1, export_EURPerKWh: 0.2 } })).toThrow(/gain/);
  });
});
