/** The active scenario, the one it is held against, and whether their results are current. */
import type { ScenarioState } from '../../state/appState.ts';
import { activeScenario, compareScenario } from '../../state/store.ts';
import { useApp } from '../../state/useApp.ts';

export interface Comparison {
  readonly active: ScenarioState;
  /** Null where the active scenario is the reference itself. */
  readonly reference: ScenarioState | null;
}

export function useComparison(): Comparison {
  const active = useApp(activeScenario);
  const compared = useApp(compareScenario);
  return { active, reference: compared.scenario.id === active.scenario.id ? null : compared };
}
