import { useMemo } from 'react';
import type { ViewValues } from '../district-view/colourSide.ts';
import { alignOutcome } from '../state/alignOutcome.ts';
import type { ColourBy, ScenarioState } from '../state/appState.ts';
import { hourColours, hourLegend, type LegendSpec, type SurfaceColours, surfaceColours } from '../state/colourScales.ts';
import { differenceBase, secondMap, swipedWith } from '../state/comparison.ts';
import { commonDomain, largestChange } from '../state/comparisonColours.ts';
import { HOUR_SCALES, type HourQuantity, type HourValues } from '../state/hourColours.ts';
import { activeScenario } from '../state/store.ts';
import { useAnswer } from '../state/useAnswer.ts';
import { useActions, useApp } from '../state/useApp.ts';
import type { ScenarioOutcome } from '../workers/engineApi.ts';

export interface ViewColours {
  /** Of the scenario that is shown; null while there is no district. */
  readonly shown: SurfaceColours | null;
  /** Values of the shown hour, where the view is coloured by them; they take the place of `shown`. */
  readonly values: ViewValues | null;
  readonly legend: LegendSpec | null;
  /** Of the scenario on the second map or left of the divider; null while there is one. */
  readonly second: SurfaceColours | null;
  /** Scenario left of the divider. */
  readonly swiped: ScenarioState | null;
  /** Scenario whose values were taken off. */
  readonly differenceTo: ScenarioState | null;
  /** Where nothing differs in this quantity: the one that differs most, if any does. */
  readonly offer: ColourBy | null;
}

/** Values of the shown hour; null unless the view is coloured by them and they are there. */
function useHourValues(quantity: HourQuantity | null): HourValues | null {
  const actions = useActions();
  const district = useApp((state) => state.district);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const hour = useApp((state) => state.hour);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another question
  const question = useMemo(
    // The sun needs no simulated year.
    () => (quantity && district && (outcome || HOUR_SCALES[quantity].field === null) ? () => actions.hourValues(quantity, hour) : null),
    [actions, quantity, district, outcome, hour],
  );
  const { value } = useAnswer(`${district?.key ?? ''} ${quantity ?? ''}`, question);
  return value && value.districtKey === district?.key ? value : null;
}

/** An outcome in the rows of the shown district. */
function useAligned(outcome: ScenarioOutcome | null): ScenarioOutcome | null {
  const district = useApp((state) => state.district);
  const compareDistrict = useApp((state) => state.compareDistrict);
  return useMemo(
    () => (outcome && district && compareDistrict ? alignOutcome(outcome, compareDistrict, district) : outcome),
    [outcome, district, compareDistrict],
  );
}

/** Colours of the view, or of both sides on one scale. */
export function useViewColours(): ViewColours {
  const district = useApp((state) => state.district);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const colourBy = useApp((state) => state.colourBy);
  const needsColours = useApp((state) => state.view === 'data');
  const differenceTo = useApp(differenceBase);
  const swiped = useApp(swipedWith);
  const beside = useApp(secondMap);
  const secondScenario = beside ?? swiped;
  const compareDistrict = useApp((state) => state.compareDistrict);
  const quantity = colourBy.kind === 'hour' ? colourBy.quantity : null;
  const hourValues = useHourValues(quantity);
  const base = useAligned(differenceTo?.outcome ?? null);
  const hasSecond = secondScenario !== null;
  const secondOutcome = useAligned(secondScenario?.outcome ?? null);

  const domain = useMemo(
    () => (district && hasSecond ? commonDomain(colourBy, district, [outcome, secondOutcome]) : undefined),
    [district, colourBy, hasSecond, outcome, secondOutcome],
  );
  const year = useMemo(
    () => district && surfaceColours(colourBy, district, outcome, { compareWith: base, ...(domain && { domain }) }),
    [district, colourBy, outcome, base, domain],
  );
  const shown = useMemo(
    () => (quantity && hourValues && needsColours && district ? hourColours(quantity, district, hourValues) : year),
    [quantity, hourValues, needsColours, district, year],
  );
  // A map of its own shows the buildings of its own scenario; left and right of a divider stand the same.
  const secondDistrict = beside && compareDistrict ? compareDistrict : district;
  const ownOutcome = beside && compareDistrict ? beside.outcome : secondOutcome;
  const second = useMemo(
    () => (secondDistrict && hasSecond ? surfaceColours(colourBy, secondDistrict, ownOutcome, domain && { domain }) : null),
    [secondDistrict, colourBy, hasSecond, ownOutcome, domain],
  );
  const values = useMemo<ViewValues | null>(
    () =>
      quantity && hourValues
        ? { of: hourValues.of, values: hourValues.values, domain: hourValues.domain, ramp: HOUR_SCALES[quantity].ramp }
        : null,
    [quantity, hourValues],
  );
  const legend = quantity && hourValues ? hourLegend(quantity, hourValues) : (shown?.legend ?? null);
  const same = year?.legend.kind === 'ramp' && year.legend.same;
  const offer = useMemo(() => (same && outcome && base ? largestChange(outcome, base) : null), [same, outcome, base]);
  return { shown, values, legend, second, swiped, differenceTo, offer };
}
