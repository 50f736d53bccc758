/** Keys of results: what was asked for, and what the solver would be given. */
import { contentHash } from '../core/contentHash.ts';
import { ENGINE_VERSION } from './engineVersion.ts';
import { DEFAULT_OPTIONS, type DistrictPlan, type SimulationOptions } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import type { Scenario } from './scenario.ts';

/**
 * Content hash of everything an outcome depends on: district, weather, enabled measures in order (their ids rank
 * the shares), options, engine version. The scenario's own id and name do not matter, nor do measures that are off.
 */
export function scenarioHash(prepared: PreparedDistrict, scenario: Scenario, options: SimulationOptions = DEFAULT_OPTIONS): string {
  return contentHash({
    prepared: prepared.hash,
    measures: scenario.measures.filter((measure) => measure.enabled),
    options,
    engine: ENGINE_VERSION,
  });
}

/**
 * Content hash of what the solver is given. Prices and emission factors are left out (they are applied
 * afterwards), so a tariff edit finds the year that was simulated before it; only the hours of the peak
 * window belong to it. Different measures that lead to the same plan share one key.
 */
export function simulationKey(prepared: PreparedDistrict, plan: DistrictPlan): string {
  return contentHash({
    prepared: prepared.hash,
    buildings: plan.buildings,
    pv: plan.pv,
    pvSystem: plan.pvSystem,
    // The carrier decides no hour of the simulation, only what fuel the result is counted as.
    peakTariff: plan.peakTariff,
    options: plan.options,
    engine: ENGINE_VERSION,
  });
}
