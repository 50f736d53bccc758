/** Whether the window holds work that its project file does not: what was saved, compared with what is there. */
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { ProjectState, ScenarioState } from './appState.ts';
import type { MarketPlan } from './marketState.ts';

/** What the project file (or an untouched sample) holds. */
export interface SavedState {
  readonly name: string;
  /** Counts what was read; variants of one district have the same. */
  readonly model: number;
  readonly baseEdits: readonly DistrictEdit[];
  readonly scenarios: readonly Scenario[];
  readonly marketPlan: MarketPlan;
}

interface Work {
  readonly project: ProjectState;
  readonly model: number;
  readonly baseEdits: readonly DistrictEdit[];
  readonly scenarios: readonly ScenarioState[];
  readonly marketPlan: MarketPlan;
}

export function savedStateOf({ project, model, baseEdits, scenarios, marketPlan }: Work): SavedState {
  return { name: project.name, model, baseEdits, scenarios: scenarios.map((entry) => entry.scenario), marketPlan };
}

/** Undo brings back the very objects; a slider that was moved back by hand makes equal ones. */
function sameScenario(one: Scenario, other: Scenario | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Undo brings back the very edits in a list of its own. */
function sameEdits(one: readonly DistrictEdit[], other: readonly DistrictEdit[]): boolean {
  return one.length === other.length && one.every((edit, index) => edit === other[index]);
}

/** Without a saved state (work that was recovered) there is always something to lose. */
function differs(saved: SavedState | null, work: Work): boolean {
  if (!saved) return true;
  const { project, model, baseEdits, scenarios, marketPlan } = work;
  if (saved.name !== project.name || saved.model !== model || !sameEdits(saved.baseEdits, baseEdits)) return true;
  if (saved.marketPlan !== marketPlan && JSON.stringify(saved.marketPlan) !== JSON.stringify(marketPlan)) return true;
  if (saved.scenarios.length !== scenarios.length) return true;
  return scenarios.some((entry, row) => !sameScenario(entry.scenario, saved.scenarios[row]));
}

/** The project with its mark "not saved" set by what is there now. */
export function withMark(saved: SavedState | null, work: Work): ProjectState {
  const unsaved = differs(saved, work);
  return work.project.unsaved === unsaved ? work.project : { ...work.project, unsaved };
}
