import { expect, it } from 'vitest';
import { KPI_IDS, type Kpi, type KpiId } from '#models/scenario/kpis.ts';
import type { ScenarioState } from '../../state/appState.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';
import { comparedRows, comparedTable } from './compareTable.ts';

function scenario(name: string, value: number | null, better: Kpi['better'] = 'lower'): ScenarioState {
  const figure = (id: KpiId): Kpi => ({ id, value: value ?? 0, unit: 'MWh/a', better, formula: '', inputs: [], source: '' });
  const kpis = Object.fromEntries(KPI_IDS.map((id) => [id, figure(id)])) as Record<KpiId, Kpi>;
  const outcome: Pick<ScenarioOutcome, 'kpis'> = {
    kpis: { kpis, sankey: [], months: { heating: [], hotWater: [], cooling: [], electricity: [], pv: [], gridImport: [], gridExport: [] } },
  };
  return { scenario: { id: name, name, measures: [] }, outcome: value === null ? null : (outcome as ScenarioOutcome), stale: false };
}

it('marks the best column, also where several share it, and none where all are the same to a reader', () => {
  const best = (...scenarios: ScenarioState[]) => comparedRows(scenarios)[0]?.best;
  expect(best(scenario('a', 10), scenario('b', 8), scenario('c', 8.001))).toEqual([1, 2]);
  expect(best(scenario('a', 10, 'higher'), scenario('b', 8, 'higher'))).toEqual([0]);
  expect(best(scenario('a', 10), scenario('b', 10.001))).toEqual([]);
  expect(best(scenario('a', 10, null), scenario('b', 8, null))).toEqual([]);
  expect(best(scenario('a', null), scenario('b', 8))).toEqual([]);
});

it('leaves the cell of a scenario without a result empty', () => {
  const table = comparedTable([scenario('a', 10), scenario('b', null)], {
    figure: 'Figure',
    kpi: (id) => id,
    scenario: ({ name }) => name.toUpperCase(),
  });
  expect(table.columns).toEqual(['Figure', 'A', 'B']);
  expect(table.rows[0]).toEqual(['heating [MWh/a]', 10, '']);
  expect(table.rows).toHaveLength(KPI_IDS.length);
});
