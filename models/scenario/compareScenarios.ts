/** Scenarios side by side: one row per key figure, each with its difference to the first scenario. */
import { type KpiDifference, kpiDifference } from './computeKpis.ts';
import type { DistrictKpis, KpiId } from './kpis.ts';

export interface ComparedScenario {
  readonly scenarioId: string;
  readonly kpis: DistrictKpis;
}

export interface ComparisonRow {
  readonly id: KpiId;
  readonly unit: string;
  /** In the order of the scenarios given. */
  readonly values: readonly number[];
  /** Difference of each scenario to the first; null for the first itself. */
  readonly differences: readonly (KpiDifference | null)[];
}

/** Empty where no scenario is given. */
export function compareScenarios(scenarios: readonly ComparedScenario[]): readonly ComparisonRow[] {
  const base = scenarios[0];
  if (!base) return [];
  return Object.values(base.kpis.kpis).map((reference) => {
    const figures = scenarios.map(({ kpis }) => kpis.kpis[reference.id]);
    return {
      id: reference.id,
      unit: reference.unit,
      values: figures.map(({ value }) => value),
      differences: figures.map((figure, index) => (index === 0 ? null : kpiDifference(figure, reference))),
    };
  });
}
