/** What the view compares, if anything. */
import type { ScenarioState } from './appState.ts';
import { compareScenario, type ShellState } from './store.ts';

/** The scenario that the shown one is held against in the compare task; null where there is none or it is the same. */
export function comparedWith(state: ShellState): ScenarioState | null {
  if (state.task !== 'compare') return null;
  const base = compareScenario(state);
  return base.scenario.id === state.activeScenarioId ? null : base;
}

/** The scenario whose values are taken off, where one map shows differences. */
export function differenceBase(state: ShellState): ScenarioState | null {
  if (state.compareView !== 'difference' || state.colourBy.kind === 'property' || state.colourBy.kind === 'hour') return null;
  return comparedWith(state);
}

/** The scenario left of the divider, where two are compared by swiping. */
export function swipedWith(state: ShellState): ScenarioState | null {
  return state.compareView === 'swipe' && state.colourBy.kind !== 'hour' ? comparedWith(state) : null;
}

/** The scenario of the second map, where two stand side by side. */
export function secondMap(state: ShellState): ScenarioState | null {
  return state.compareView === 'side-by-side' ? comparedWith(state) : null;
}
