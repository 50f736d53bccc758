import { expect, it } from 'vitest';
import { BUILDING_COLUMNS, type ScenarioOutcome } from '../../workers/engineApi.ts';
import { yearChanges } from './yearChanges.ts';

function columns(values: Partial<Record<(typeof BUILDING_COLUMNS)[number], number>>): ScenarioOutcome['buildings'] {
  const entries = BUILDING_COLUMNS.map((column) => [column, Float32Array.of(0, values[column] ?? 10)] as const);
  return Object.fromEntries(entries) as ScenarioOutcome['buildings'];
}

it('tells what changed, in the unit of the report, and whether it is for the better', () => {
  const before = columns({ heatDemand_kWh_m2: 100, pvYield_kWh: 0, cost_EUR: 500 });
  const after = columns({ heatDemand_kWh_m2: 60, pvYield_kWh: 900, cost_EUR: 500.1, gridExport_kWh: 20 });
  const changes = yearChanges(after, before, 1, 200);
  expect(Object.fromEntries(changes)).toEqual({
    'report.heating': { value: 12_000, reference: 20_000, tone: 'better' },
    'report.heatingPerArea': { value: 60, reference: 100, tone: 'better' },
    'report.pv': { value: 900, reference: 0, tone: 'better' },
    'report.gridExport': { value: 20, reference: 10, tone: 'neutral' },
  });
});

it('leaves out values that do not exist', () => {
  expect(yearChanges(columns({ co2_kg_m2: Number.NaN }), columns({}), 1, 100).size).toBe(0);
});
