/** Key figures of all scenarios side by side, as data: for the table on screen and for the file. */
import { isUnchanged } from '#models/scenario/change.ts';
import { KPI_IDS, type Kpi, type KpiId } from '#models/scenario/kpis.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { ChartTable } from '../../charts/chartSpec.ts';
import type { ScenarioState } from '../../state/appState.ts';

export interface ComparedRow {
  readonly id: KpiId;
  readonly unit: string;
  /** One per scenario, null while it has no result. */
  readonly cells: readonly (Kpi | null)[];
  /** Columns with the best value; empty where all are equal or the figure has no better side. */
  readonly best: readonly number[];
}

export function comparedRows(scenarios: readonly ScenarioState[]): ComparedRow[] {
  return KPI_IDS.map((id) => {
    const cells = scenarios.map(({ outcome }) => outcome?.kpis.kpis[id] ?? null);
    const known = cells.filter((cell) => cell !== null);
    const better = known[0]?.better ?? null;
    const values = known.map(({ value }) => value);
    const least = Math.min(...values);
    const most = Math.max(...values);
    const best = better === 'higher' ? most : least;
    const hasBest = better !== null && !isUnchanged(least, most);
    return {
      id,
      unit: known[0]?.unit ?? '',
      cells,
      best: hasBest ? cells.flatMap((cell, column) => (cell && isUnchanged(cell.value, best) ? [column] : [])) : [],
    };
  });
}

interface TableWords {
  /** Heading of the column of figures. */
  readonly figure: string;
  readonly kpi: (id: KpiId) => string;
  readonly scenario: (scenario: Scenario) => string;
}

export function comparedTable(scenarios: readonly ScenarioState[], words: TableWords): ChartTable {
  return {
    columns: [words.figure, ...scenarios.map(({ scenario }) => words.scenario(scenario))],
    rows: comparedRows(scenarios).map(({ id, unit, cells }) => [`${words.kpi(id)} [${unit}]`, ...cells.map((cell) => cell?.value ?? '')]),
  };
}
