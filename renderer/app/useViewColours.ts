import { useMemo } from 'react';
import { alignOutcome } from '../state/alignOutcome.ts';
import type { ColourBy, ScenarioState } from '../state/appState.ts';
import { type SurfaceColours, surfaceColours } from '../state/colourScales.ts';
import { differenceBase, secondMap } from '../state/comparison.ts';
import { commonDomain, largestChange } from '../state/comparisonColours.ts';
import { activeScenario } from '../state/store.ts';
import { useApp } from '../state/useApp.ts';

export interface ViewColours {
  /** Of the scenario that is shown; null while there is no district. */
  readonly shown: SurfaceColours | null;
  /** Of the scenario on the second map; null while there is one map. */
  readonly second: SurfaceColours | null;
  /** Scenario whose values were taken off. */
  readonly differenceTo: ScenarioState | null;
  /** Where nothing differs in this quantity: the one that differs most, if any does. */
  readonly offer: ColourBy | null;
}

/** Colours of the view, or of both maps on one scale. */
export function useViewColours(): ViewColours {
  const district = useApp((state) => state.district);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const colourBy = useApp((state) => state.colourBy);
  const differenceTo = useApp(differenceBase);
  const secondScenario = useApp(secondMap);
  const compareDistrict = useApp((state) => state.compareDistrict);
  const compared = differenceTo?.outcome ?? null;
  const base = useMemo(
    () => (compared && district && compareDistrict ? alignOutcome(compared, compareDistrict, district) : compared),
    [compared, district, compareDistrict],
  );
  const hasSecond = secondScenario !== null;
  const secondOutcome = secondScenario?.outcome ?? null;

  const domain = useMemo(
    () => (district && hasSecond ? commonDomain(colourBy, district, [outcome, secondOutcome]) : undefined),
    [district, colourBy, hasSecond, outcome, secondOutcome],
  );
  const shown = useMemo(
    () => district && surfaceColours(colourBy, district, outcome, { compareWith: base, ...(domain && { domain }) }),
    [district, colourBy, outcome, base, domain],
  );
  const second = useMemo(
    () => (district && hasSecond ? surfaceColours(colourBy, district, secondOutcome, domain && { domain }) : null),
    [district, colourBy, hasSecond, secondOutcome, domain],
  );
  const same = shown?.legend.kind === 'ramp' && shown.legend.same;
  const offer = useMemo(() => (same && outcome && base ? largestChange(outcome, base) : null), [same, outcome, base]);
  return { shown, second, differenceTo, offer };
}
