/** Whole simulations: energy closes, and the number of workers changes no byte. */
import { createHash } from 'node:crypto';
import { toBytes } from '#models/core/binary.ts';
import type { District } from '#models/district/district.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario } from '#models/scenario/runScenario.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import { createNodeSolver } from '#solver/host/nodeSolver.ts';

const WORKERS = [1, 2, 3] as const;
export const LARGEST_RESIDUAL = 1e-6;

export interface RunRow {
  readonly district: string;
  readonly scenario: string;
  readonly buildings: number;
  readonly residual: number;
  /** Whether 1, 2 and 3 workers gave the same bytes. */
  readonly isSame: boolean;
  readonly pass: boolean;
}

export async function runRow(name: string, district: District, weather: WeatherYear, scenario: Scenario): Promise<RunRow> {
  const prepared = prepareDistrict(district, weather);
  const digests = new Set<string>();
  let residual = 0;
  for (const workers of WORKERS) {
    const solver = await createNodeSolver(workers);
    try {
      const { result } = await runScenario({ prepared, scenario, solver });
      residual = Math.max(residual, result.residual);
      digests.add(createHash('sha256').update(toBytes(result)).digest('hex'));
    } finally {
      await solver.dispose();
    }
  }
  const isSame = digests.size === 1;
  return {
    district: name,
    scenario: scenario.name,
    buildings: district.buildings.length,
    residual,
    isSame,
    pass: isSame && residual <= LARGEST_RESIDUAL,
  };
}
