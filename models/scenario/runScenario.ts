/** One scenario from measures to key figures. */
import { type CancelSignal, throwIfAborted } from '../core/errors.ts';
import type { Issue } from '../core/issue.ts';
import type { OnProgress } from '../core/progress.ts';
import { buildPlan } from './buildPlan.ts';
import { computeKpis } from './computeKpis.ts';
import type { DistrictKpis } from './kpis.ts';
import { needsIrradiation } from './measuredState.ts';
import { DEFAULT_OPTIONS, type DistrictPlan, type SimulationOptions } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { BASELINE, type Scenario } from './scenario.ts';
import { scenarioFindings } from './scenarioFindings.ts';
import { scenarioHash, simulationKey } from './scenarioHash.ts';
import type { SolverPort } from './solverPort.ts';
import type { YearResult } from './yearResult.ts';

/** Where simulated years are kept between runs; a Map will do. Keys are content hashes. */
export interface ResultStore {
  get(key: string): YearResult | undefined;
  set(key: string, result: YearResult): unknown;
}

export interface RunRequest {
  readonly prepared: PreparedDistrict;
  readonly scenario: Scenario;
  readonly solver: SolverPort;
  readonly options?: SimulationOptions | undefined;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly store?: ResultStore | undefined;
}

export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly plan: DistrictPlan;
  readonly result: YearResult;
  readonly kpis: DistrictKpis;
  /** What of the scenario could not be done as asked. */
  readonly findings: readonly Issue[];
  /** Content hash of all inputs. */
  readonly hash: string;
  /** True where the year came from the store and only prices or factors were applied anew. */
  readonly reused: boolean;
}

/** Yearly irradiation does not depend on measures: one per preparation and engine. */
const irradiations = new WeakMap<PreparedDistrict, Map<string, Float64Array>>();

async function irradiationOf({ prepared, solver, signal, onProgress }: RunRequest): Promise<Float64Array> {
  const known = irradiations.get(prepared) ?? new Map<string, Float64Array>();
  irradiations.set(prepared, known);
  const found = known.get(solver.description);
  if (found) return found;
  const irradiation = await solver.irradiate(buildPlan(prepared, BASELINE, null), { signal, onProgress });
  known.set(solver.description, irradiation);
  return irradiation;
}

/** The plan of a scenario, with the irradiation stage run first where a PV measure needs it. */
export async function planScenario(request: RunRequest): Promise<DistrictPlan> {
  const { prepared, scenario, options = DEFAULT_OPTIONS } = request;
  const irradiation = needsIrradiation(scenario) ? await irradiationOf(request) : null;
  throwIfAborted(request.signal);
  return buildPlan(prepared, scenario, irradiation, options);
}

/**
 * Plans, simulates and evaluates a scenario.
 * @throws CancelledError when the signal fires
 */
export async function runScenario(request: RunRequest): Promise<ScenarioRun> {
  const { prepared, scenario, solver, signal, onProgress, store, options = DEFAULT_OPTIONS } = request;
  const plan = await planScenario(request);
  const key = store ? simulationKey(prepared, plan) : '';
  const known = store?.get(key);
  const result = known ?? (await solver.simulate(plan, { signal, onProgress }));
  if (!known) store?.set(key, result);
  return {
    scenario,
    plan,
    result,
    kpis: computeKpis(plan, result, prepared),
    findings: scenarioFindings(prepared, scenario, plan),
    hash: scenarioHash(prepared, scenario, options),
    reused: known !== undefined,
  };
}
