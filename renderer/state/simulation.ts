/**
 * Keeps the results of the scenarios up to date: one simulation at a time, the shown scenario first,
 * the newest state of a scenario wins, and the last result stays until its successor is there.
 */
import type { Scenario } from '#models/scenario/scenario.ts';
import { SIMULATED_UNASKED } from '../workers/largeDistrict.ts';
import type { DistrictSync } from './districtSync.ts';
import { notifyError, unexpected, withJob } from './notices.ts';
import { isPartlyRead } from './partlyRead.ts';
import type { Context } from './store.ts';

/** A run that has taken longer than this is given up for a newer change [ms]. */
const PATIENCE_ms = 1500;

export interface Simulation {
  /** Looks for scenarios whose result is missing or stale and runs them. */
  wake(): void;
  /** Runs a scenario whose district is too large to be simulated unasked. */
  simulate(scenario: Scenario): void;
  /** How long a year of so many buildings takes by the last one that was simulated [s]; null where none was. */
  estimate_s(buildings: number): number | null;
  /** Resolves when nothing is left to do. */
  settled(): Promise<void>;
}

export function createSimulation(context: Context, district: DistrictSync): Simulation {
  const { store, engine, now } = context;
  let running: { readonly scenario: Scenario; readonly startedAt: number } | null = null;
  let loop: Promise<void> | null = null;
  /** Scenarios that failed or were stopped are left alone until they change. */
  const given = new WeakSet<Scenario>();
  /** Scenarios of large districts that the person asked for. */
  const wanted = new WeakSet<Scenario>();
  let perBuilding_s: number | null = null;

  function nextStale(): Scenario | null {
    const { scenarios, activeScenarioId, compareScenarioId, district: shown, weather } = store.getState();
    if (!shown || !weather || isPartlyRead(shown)) return null;
    const isUnasked = shown.buildings.length <= SIMULATED_UNASKED;
    const waiting = scenarios
      .filter(({ stale, scenario }) => stale && !given.has(scenario) && (isUnasked || wanted.has(scenario)))
      .map((entry) => entry.scenario);
    const rank = (scenario: Scenario): number => (scenario.id === activeScenarioId ? 0 : scenario.id === compareScenarioId ? 1 : 2);
    return waiting.sort((a, b) => rank(a) - rank(b))[0] ?? null;
  }

  function isCurrent(scenario: Scenario): boolean {
    return store.getState().scenarios.some((entry) => entry.scenario === scenario);
  }

  async function run(scenario: Scenario): Promise<void> {
    district.sendBase();
    const { model, baseEdits } = store.getState();
    running = { scenario, startedAt: now() };
    try {
      const answer = await withJob(context, 'progress.simulating', (onProgress) => engine.simulate(scenario, onProgress));
      const inputsChanged = store.getState().model !== model || store.getState().baseEdits !== baseEdits;
      if (inputsChanged) return;
      if (answer.ok) {
        const { cached, duration_ms } = answer.value;
        const count = store.getState().district?.buildings.length ?? 0;
        if (!cached && count > 0) perBuilding_s = duration_ms / 1000 / count;
        store.setState((state) => ({
          scenarios: state.scenarios.map((entry) =>
            entry.scenario.id === scenario.id ? { ...entry, outcome: answer.value, stale: entry.scenario !== scenario } : entry,
          ),
        }));
        return;
      }
      if (isCurrent(scenario)) given.add(scenario);
      if (!answer.cancelled) notifyError(context, answer.error);
    } catch (error) {
      given.add(scenario);
      notifyError(context, unexpected(error));
    } finally {
      running = null;
    }
  }

  async function runAll(): Promise<void> {
    for (let scenario = nextStale(); scenario; scenario = nextStale()) await run(scenario);
  }

  function giveUpSlowRun(): void {
    if (!running || now() - running.startedAt < PATIENCE_ms) return;
    if (!isCurrent(running.scenario)) void engine.cancel();
  }

  return {
    wake() {
      district.wake();
      if (loop) {
        giveUpSlowRun();
        return;
      }
      loop = runAll().finally(() => {
        loop = null;
        if (nextStale()) this.wake();
      });
    },
    simulate(scenario) {
      wanted.add(scenario);
      given.delete(scenario);
      this.wake();
    },
    estimate_s: (buildings) => (perBuilding_s === null ? null : perBuilding_s * buildings),
    async settled() {
      while (loop) await loop;
      await district.settled();
    },
  };
}
