/** Nested collectives without fees against all members together, on random trees. */
import { RandomStream } from '../../core/random.ts';
import { communityOptimum, type QuadraticMember } from '../designs/communityOptimum.ts';
import { clearNested, type Link } from '../designs/nested.ts';

export interface NestedProof {
  readonly cases: number;
  /** Trees of at least three levels. */
  readonly deep: number;
  /** Largest difference of the welfare, relative to the larger of its size and one. */
  readonly worst: number;
}

/** Random trees of two to five levels with three to forty members whose costs are quadratic. */
export function nestedProof(cases: number, seed = 11): NestedProof {
  const random = new RandomStream(seed);
  const found = { deep: 0, worst: 0 };
  for (let i = 0; i < cases; i++) {
    const links: Link[] = [];
    const depth: number[] = [];
    for (let c = random.integer(2, 12), at = 0; at < c; at++) {
      const parent = at === 0 ? -1 : random.integer(0, at - 1);
      depth.push(parent < 0 ? 1 : Math.min(depth[parent]! + 1, 5));
      links.push({
        id: `c${at}`,
        parent: parent < 0 ? null : `c${parent}`,
        importFee_EURPerKWh: 0,
        exportFee_EURPerKWh: 0,
        capacity_kW: null,
        owners: [],
      });
    }
    if (Math.max(...depth) >= 3) found.deep++;
    const members = Array.from({ length: random.integer(3, 40) }, (): QuadraticMember => {
      const isProducer = random.next() < 0.5;
      const size = random.between(0.5, 10);
      return {
        a: random.between(0.005, 0.1),
        b: isProducer ? random.between(0, 0.25) : random.between(0.15, 0.6),
        min_kWh: isProducer ? 0 : -size,
        max_kWh: isProducer ? size : 0,
      };
    });
    const export_EURPerKWh = random.between(0.02, 0.15);
    const grid = { export_EURPerKWh, import_EURPerKWh: export_EURPerKWh + random.between(0, 0.3) };
    const flat = communityOptimum(members, { grid, community_EURPerKWh: 0, import_EURPerKWh: 0, export_EURPerKWh: 0 });
    const nested = clearNested(
      members.map((member) => ({ ...member, kind: 'quadratic' as const, collective: `c${random.integer(0, links.length - 1)}` })),
      links,
      { grid, step_h: 1 },
    );
    if (flat.status !== 'optimal' || nested.status !== 'optimal') throw new Error(`Random case ${i} has no solution.`);
    found.worst = Math.max(found.worst, Math.abs(nested.welfare_EUR + flat.objective_EUR) / Math.max(1, Math.abs(flat.objective_EUR)));
  }
  return { cases, ...found };
}
