/** Whether the window holds work that its project file does not: what was saved, compared with what is there. */
import type { Scenario } from '#models/scenario/scenario.ts';
import type { LoadedDistrict, LoadedWeather } from '../workers/engineApi.ts';
import type { ProjectState, ScenarioState } from './appState.ts';

/** What the project file (or an untouched sample) holds. */
export interface SavedState {
  readonly name: string;
  readonly district: LoadedDistrict | null;
  readonly weather: LoadedWeather | null;
  readonly scenarios: readonly Scenario[];
}

interface Work {
  readonly project: ProjectState;
  readonly district: LoadedDistrict | null;
  readonly weather: LoadedWeather | null;
  readonly scenarios: readonly ScenarioState[];
}

export function savedStateOf({ project, district, weather, scenarios }: Work): SavedState {
  return { name: project.name, district, weather, scenarios: scenarios.map((entry) => entry.scenario) };
}

/** Undo brings back the very objects; a slider that was moved back by hand makes equal ones. */
function sameScenario(one: Scenario, other: Scenario | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Without a saved state (work that was recovered) there is always something to lose. */
function differs(saved: SavedState | null, work: Work): boolean {
  if (!saved) return true;
  const { project, district, weather, scenarios } = work;
  if (saved.name !== project.name || saved.district !== district || saved.weather !== weather) return true;
  if (saved.scenarios.length !== scenarios.length) return true;
  return scenarios.some((entry, row) => !sameScenario(entry.scenario, saved.scenarios[row]));
}

/** The project with its mark "not saved" set by what is there now. */
export function withMark(saved: SavedState | null, work: Work): ProjectState {
  const unsaved = differs(saved, work);
  return work.project.unsaved === unsaved ? work.project : { ...work.project, unsaved };
}
