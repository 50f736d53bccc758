import highsLoader from 'highs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { communityOptimum, type QuadraticMember } from './communityOptimum.ts';
import type { Arc } from './convexFlow.ts';
import { communityGraph, type DesignGraph, hasAllPaths, nestedGraph, peerGraph, solveDesign } from './designGraphs.ts';
import { clearNested } from './nested.ts';
import { link, randomLinks, randomQuadraticMembers } from './testing/testCases.ts';

const highs = await highsLoader();
const GRID = { import_EURPerKWh: 0.3, export_EURPerKWh: 0.1 };

function oracle(members: readonly QuadraticMember[], { hubs, arcs }: DesignGraph): number {
  const name = (e: number) => `f${e}`;
  const cost = [...members.map((m, n) => `${m.b} p${n}`), ...arcs.map((arc, e) => `${arc.fee_EURPerKWh} ${name(e)}`)];
  const squares = members.map((m, n) => `${m.a} p${n} ^ 2`);
  const at = (node: number) =>
    arcs.flatMap((arc: Arc, e) => (arc.to === node ? [`+ ${name(e)}`] : arc.from === node ? [`- ${name(e)}`] : []));
  const rows = Array.from(
    { length: members.length + hubs },
    (_, node) => `n${node}: ${node < members.length ? `p${node} ` : ''}${at(node).join(' ')} = 0`,
  );
  const text = `min\n ${cost.join(' + ').replaceAll('+ -', '- ')} + [ ${squares.join(' + ')} ] / 2\nst\n ${rows.join('\n ')}\nbounds\n ${members.map((m, n) => `${m.min_kWh} <= p${n} <= ${m.max_kWh}`).join('\n ')}\nend`;
  return -highs.solve(text).ObjectiveValue;
}

function randomPeers(random: RandomStream, count: number): DesignGraph {
  const fees = () => Float64Array.from({ length: count }, () => random.between(0, 0.02));
  const pair_EURPerKWh = Float64Array.from({ length: count * count }, () => random.between(0, 0.1));
  return peerGraph(count, { pair_EURPerKWh, import_EURPerKWh: fees(), export_EURPerKWh: fees() }, GRID);
}

describe('members on a graph with fees', () => {
  it('is the optimum of full P2P with pair fees, certified (oracle: HiGHS)', () => {
    const random = new RandomStream(31);
    for (let round = 0; round < 40; round++) {
      const members = randomQuadraticMembers(random, random.integer(2, 7));
      const graph = randomPeers(random, members.length);
      const answer = solveDesign(members, graph);
      expect(answer.solution.residual_kWh).toBeLessThan(1e-9);
      expect(answer.welfareBound_EUR - answer.welfare_EUR).toBeLessThan(1e-9);
      expect(answer.welfareBound_EUR - answer.welfare_EUR).toBeGreaterThan(-1e-9);
      expect(Math.abs(answer.welfare_EUR - oracle(members, graph)), `round ${round}`).toBeLessThan(1e-6);
    }
  });

  it('agrees with the exact community and the exact nested market', () => {
    const random = new RandomStream(32);
    for (let round = 0; round < 60; round++) {
      const members = randomQuadraticMembers(random, random.integer(2, 10));
      const terms = { grid: GRID, community_EURPerKWh: random.pick([0, 0.01, 0.2]), import_EURPerKWh: 0.01, export_EURPerKWh: 0.005 };
      const community = communityOptimum(members, terms);
      if (community.status !== 'optimal') throw new Error('infeasible');
      expect(Math.abs(solveDesign(members, communityGraph(members.length, terms)).welfare_EUR + community.objective_EUR)).toBeLessThan(
        1e-8,
      );
      const links = randomLinks(
        random,
        5,
        () => random.pick([0, 0.02, 0.05]),
        () => null,
      );
      const rows = members.map(() => random.integer(0, 4));
      const nested = clearNested(
        members.map((member, n) => ({ ...member, kind: 'quadratic' as const, collective: `c${rows[n]}` })),
        links,
        { grid: GRID, step_h: 1 },
      );
      if (nested.status !== 'optimal') throw new Error('infeasible');
      expect(Math.abs(solveDesign(members, nestedGraph(rows, links, GRID)).welfare_EUR - nested.welfare_EUR)).toBeLessThan(1e-8);
    }
  });

  it('knows when a design offers every path of another', () => {
    const pair = (fee: number) =>
      peerGraph(
        2,
        { pair_EURPerKWh: new Float64Array(4).fill(fee), import_EURPerKWh: new Float64Array(2), export_EURPerKWh: new Float64Array(2) },
        GRID,
      );
    const pool = communityGraph(2, { grid: GRID, community_EURPerKWh: 0.01, import_EURPerKWh: 0, export_EURPerKWh: 0 });
    expect(hasAllPaths(pair(0.02), pool, 2)).toBe(true);
    expect(hasAllPaths(pair(0.021), pool, 2)).toBe(false);
    expect(hasAllPaths(nestedGraph([0, 0], [link('all', null, 0)], null), pool, 2)).toBe(false);
  });
});
