/** Time from a changed scenario to a new result on the worker pool: what `commonwatt bench` prints for districts. */
import type { DistrictPlan } from '#models/scenario/plan.ts';
import { buildSolver } from '../build.mjs';
import { createNodeSolver } from '../host/nodeSolver.ts';
import { changedPlan, syntheticPlan } from '../test/syntheticPlan.ts';
import type { BenchRow } from './benchKernels.ts';

export interface DistrictBench {
  readonly buildings: number;
  readonly surfacesPerBuilding: number;
  /** Runs with another share of retrofitted buildings each. */
  readonly changes: number;
}

/** The districts of the project's bars: the sample, Delfshaven, a town. */
export const DISTRICTS: readonly DistrictBench[] = [
  { buildings: 250, surfacesPerBuilding: 17, changes: 9 },
  { buildings: 853, surfacesPerBuilding: 17.6, changes: 9 },
  { buildings: 10_000, surfacesPerBuilding: 10, changes: 3 },
];

/** A plan with a share of the buildings insulated. */
export function retrofitted(plan: DistrictPlan, share: number): DistrictPlan {
  return changedPlan(plan, share, {
    transmissionOpaque_W_K: 0.4,
    wallGainPerWallIrradiance: 0.4,
    roofGainPerRoofIrradiance: 0.4,
    skyLoss_W_K: 0.4,
  });
}

/** First run and median of changed runs of synthetic districts, with the largest memory of the process. */
export async function benchDistricts(workers = 2, districts: readonly DistrictBench[] = DISTRICTS): Promise<BenchRow[]> {
  await buildSolver();
  const rows: BenchRow[] = [];
  for (const district of districts) rows.push(...(await benchDistrict(workers, district)));
  return rows;
}

async function benchDistrict(workers: number, { buildings, surfacesPerBuilding, changes }: DistrictBench): Promise<BenchRow[]> {
  const plan = syntheticPlan({ buildings, seed: 3, surfacesPerBuilding });
  const size = `${buildings} buildings, ${plan.surfaces.count} surfaces, ${workers} workers`;
  const solver = await createNodeSolver(workers);
  let largest_bytes = 0;
  const time = async (changed: DistrictPlan) => {
    const start = performance.now();
    await solver.simulate(changed, {
      onProgress: () => {
        largest_bytes = Math.max(largest_bytes, process.memoryUsage.rss());
      },
    });
    return performance.now() - start;
  };
  try {
    const first = await time(plan);
    const times: number[] = [];
    for (let change = 1; change <= changes; change++) times.push(await time(retrofitted(plan, change / (changes + 1))));
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
    return [
      { name: 'District year, first run', size, value: first, unit: 'ms', ratioAgainstTypeScript: null },
      { name: 'District year, changed retrofit share', size, value: median, unit: 'ms', ratioAgainstTypeScript: null },
      { name: 'District year, memory of the process', size, value: largest_bytes / 1e6, unit: 'MB', ratioAgainstTypeScript: null },
    ];
  } finally {
    await solver.dispose();
  }
}
