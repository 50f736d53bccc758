import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { IEEE14_IMPORT, IEEE14_MEMBERS, IEEE14_OBJECTIVE, IEEE14_TERMS } from '../cases/ieee14.ts';
import { communityAdmm } from './admm.ts';
import { communityOptimum } from './communityOptimum.ts';
import { randomQuadraticMembers } from './testing/testCases.ts';

describe('negotiated community (ADMM)', () => {
  it('reaches the published optimum in at most 200 iterations at 1e-4 (M1)', () => {
    const answer = communityAdmm(IEEE14_MEMBERS, IEEE14_TERMS);
    expect(answer.converged).toBe(true);
    expect(answer.iterations.length).toBeLessThanOrEqual(200);
    expect(Math.abs(answer.lambda_EURPerKWh - 70)).toBeLessThan(0.01);
    expect(Math.abs(answer.qImp_kWh - IEEE14_IMPORT)).toBeLessThan(0.02);
    expect(Math.abs(answer.objective_EUR / IEEE14_OBJECTIVE - 1)).toBeLessThan(1e-3);
  });

  it('comes near the exact optimum on random communities, on the grid and as islands', () => {
    const random = new RandomStream(61);
    for (let round = 0; round < 40; round++) {
      const members = [...randomQuadraticMembers(random, random.integer(2, 8)), { a: 0.02, b: 0.2, min_kWh: -30, max_kWh: 30 }];
      const grid = round % 4 === 0 ? null : { import_EURPerKWh: 0.3, export_EURPerKWh: 0.1 };
      const terms = { grid, community_EURPerKWh: random.pick([0, 0.01]), import_EURPerKWh: 0, export_EURPerKWh: 0 };
      const exact = communityOptimum(members, terms);
      if (exact.status !== 'optimal') throw new Error('infeasible');
      const answer = communityAdmm(members, terms, { tolerance: 1e-7, maxIterations: 5000 });
      expect(answer.converged, `round ${round}`).toBe(true);
      expect(Math.abs(answer.objective_EUR - exact.objective_EUR), `round ${round}`).toBeLessThan(1e-4);
    }
  });
});
