import { useCallback, useEffect, useState } from 'react';
import type { ErrorDetail } from '#models/core/errors.ts';
import type { BuildingYearSeries } from '#models/scenario/yearResult.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp, useAppStore } from '../../state/useApp.ts';

export interface BuildingYear {
  /** The last finished hours of this building; they stay until their successor is there. */
  readonly series: BuildingYearSeries | null;
  readonly error: ErrorDetail | null;
  /** Asks again, after an error. */
  readonly reload: () => void;
}

interface Answer {
  readonly row: number;
  readonly series: BuildingYearSeries | null;
  readonly error: ErrorDetail | null;
}

/** The hours of one building in the shown scenario, asked for once its year is current; an answer that comes late is dropped. */
export function useBuildingYear(row: number): BuildingYear {
  const outcome = useApp((state) => activeScenario(state).outcome);
  const stale = useApp((state) => activeScenario(state).stale);
  const store = useAppStore();
  const actions = useActions();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every result and every attempt asks anew
  useEffect(() => {
    if (!outcome || stale) return;
    let left = false;
    void actions.buildingYear(activeScenario(store.getState()).scenario, row).then((found) => {
      if (left) return;
      setAnswer((last) =>
        found.ok ? { row, series: found.value, error: null } : { row, series: last?.row === row ? last.series : null, error: found.error },
      );
    });
    return () => {
      left = true;
    };
  }, [actions, store, outcome, stale, row, attempt]);
  const reload = useCallback(() => {
    setAnswer(null);
    setAttempt((count) => count + 1);
  }, []);
  const own = answer?.row === row ? answer : null;
  return { series: own?.series ?? null, error: own?.error ?? null, reload };
}
