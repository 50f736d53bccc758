import { describe, expect, it } from 'vitest';
import { CancelledError } from '../core/errors.ts';
import { createReferenceSolver } from '../energy/reference/referenceSolver.ts';
import { buildingReport } from './buildingReport.ts';
import { changeTone } from './change.ts';
import { buildingColumnsOf, surfaceColumnsOf } from './columns.ts';
import { KPI_IDS } from './kpis.ts';
import { MODEL_LABELS } from './labels.ts';
import { prepareDistrict } from './prepareDistrict.ts';
import { runScenario, type ScenarioRun } from './runScenario.ts';
import { BASELINE, type Scenario } from './scenario.ts';
import { mixedBoxes, plainWeather } from './testing/boxDistrict.ts';
import type { YearResult } from './yearResult.ts';

const prepared = prepareDistrict(mixedBoxes(22), plainWeather());
const solver = createReferenceSolver();
const store = new Map<string, YearResult>();
const all = { selector: {}, share: 1 };
const half = { selector: {}, share: 0.5 };
const MIXED: Scenario = {
  id: 'mixed',
  name: 'Mixed',
  measures: [
    { id: 'r', enabled: true, kind: 'retrofit', standard: 'usual', target: half },
    { id: 'p', enabled: true, kind: 'pv', minIrradiation_kWh_m2: 300, coverage: 0.8, power_kW_m2: 0.2, target: all },
    { id: 'b', enabled: true, kind: 'battery', capacity_kWh_per_kWp: 1, power_kW_per_kWh: 0.5, target: half },
    { id: 'h', enabled: true, kind: 'heat-pump', designFlow_C: 45, target: half },
    { id: 'c', enabled: true, kind: 'charging', buildingId: 'box-4', points: 3, power_kW: 11, distance_km: 12_000 },
  ],
};
const base = await runScenario({ prepared, scenario: BASELINE, solver, store });
const mixed = await runScenario({ prepared, scenario: MIXED, solver, store });
const value = (run: ScenarioRun, id: keyof ScenarioRun['kpis']['kpis']) => run.kpis.kpis[id].value;
const sum = (values: Iterable<number>) => [...values].reduce((total, v) => total + v, 0);

describe('key figures', () => {
  it.each([
    ['baseline', base],
    ['mixed', mixed],
  ])('of the %s close in the Sankey: in equals out at electricity and heat', (_, run) => {
    for (const node of ['sankey.electricity', 'sankey.heat']) {
      const into = sum(run.kpis.sankey.filter(({ to }) => to === node).map((link) => link.value));
      const out = sum(run.kpis.sankey.filter(({ from }) => from === node).map((link) => link.value));
      expect(into).toBeGreaterThan(0);
      expect(Math.abs(into - out) / into, node).toBeLessThan(1e-9);
    }
    expect(run.kpis.sankey.every(({ value: energy }) => energy > 0)).toBe(true);
  });

  it('keep their identities', () => {
    const { kpis, months } = mixed.kpis;
    expect(kpis.selfConsumption.value).toBeGreaterThan(0);
    expect(kpis.selfConsumption.value).toBeLessThanOrEqual(100);
    expect(kpis.selfSufficiency.value).toBeGreaterThan(0);
    expect(kpis.selfSufficiency.value).toBeLessThanOrEqual(100);
    for (const id of ['heating', 'hotWater', 'cooling', 'electricity', 'pv'] as const) {
      expect(sum(months[id]), id).toBeCloseTo(kpis[id].value, 6);
    }
    // With batteries: import - export = use - PV + what batteries take.
    const battery = sum(mixed.result.monthly.batteryCharge) - sum(mixed.result.monthly.batteryDischarge);
    expect(sum(months.gridImport) - sum(months.gridExport)).toBeCloseTo(kpis.electricity.value - kpis.pv.value + battery / 1000, 6);
    // Neighbours net out: the district takes no more than its buildings together.
    expect(sum(months.gridImport) * 1000).toBeLessThan(sum(mixed.result.monthly.gridImport));
    expect(kpis.peakImport.value).toBeLessThan(sum(mixed.result.yearly.peakImport_W) / 1000);
  });

  it('are 0 where there is no PV', () => {
    expect([value(base, 'pv'), value(base, 'selfConsumption'), value(base, 'onSiteEnergyRatio'), value(base, 'peakExport')]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('move in the direction that measures promise', () => {
    expect(value(mixed, 'heating')).toBeLessThan(value(base, 'heating'));
    expect(value(mixed, 'co2')).toBeLessThan(value(base, 'co2'));
    for (const id of ['heating', 'co2', 'pv'] as const) {
      const { value: after, better } = mixed.kpis.kpis[id];
      expect(changeTone(after, value(base, id), better), id).toBe('better');
    }
    expect(Object.keys(base.kpis.kpis)).toEqual([...KPI_IDS]);
  });

  it('apply new prices and factors without a new simulation', async () => {
    const scenario: Scenario = {
      ...MIXED,
      measures: [
        ...MIXED.measures,
        { id: 't', enabled: true, kind: 'tariff', tariff: { feedIn_ctPerKWh: 0, gas_ctPerKWh: 22.8 } },
        { id: 'e', enabled: true, kind: 'emissions', factors: { electricity_gPerKWh: 0 } },
      ],
    };
    const dear = await runScenario({ prepared, scenario, solver, store });
    expect(dear.reused).toBe(true);
    expect(dear.result).toBe(mixed.result);
    expect(value(dear, 'cost')).toBeGreaterThan(value(mixed, 'cost'));
    expect(value(dear, 'co2')).toBeLessThan(value(mixed, 'co2'));
    expect(value(dear, 'heating')).toBe(value(mixed, 'heating'));
    expect(dear.hash).not.toBe(mixed.hash);
  });

  it('stop when asked to', async () => {
    const scenario: Scenario = { ...MIXED, measures: MIXED.measures.slice(0, 1) };
    await expect(runScenario({ prepared, scenario, solver, signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
  });
});

describe('columns', () => {
  it('sum to the key figures they share', () => {
    const columns = buildingColumnsOf(mixed.plan, mixed.result, prepared);
    expect(sum(columns.cost_EUR) / value(mixed, 'cost')).toBeCloseTo(1, 5);
    expect(sum(columns.pvYield_kWh) / 1000 / value(mixed, 'pv')).toBeCloseTo(1, 5);
    const areas = prepared.district.buildings.map((b) => b.floorArea_m2.value);
    expect(sum(areas.map((area, b) => area * columns.heatDemand_kWh_m2[b]!)) / 1000 / value(mixed, 'heating')).toBeCloseTo(1, 5);
  });

  it('have one value per face, none on ground floors', () => {
    const columns = surfaceColumnsOf(mixed.plan, mixed.result, prepared);
    const { kind } = prepared.district.surfaces;
    expect(columns.irradiation_kWh_m2).toHaveLength(kind.length);
    kind.forEach((k, row) => {
      expect(Number.isNaN(columns.irradiation_kWh_m2[row]!), `row ${row}`).toBe(k === 0);
      expect(Number.isNaN(columns.pvYield_kWh_m2[row]!), `row ${row}`).toBe(k !== 2);
    });
  });
});

describe('labels', () => {
  it('hold every key that figures, flows and reports use, in both languages, distinct in the Sankey', () => {
    const reports = [base, mixed].flatMap((run) =>
      prepared.district.buildings.map((_, b) => buildingReport(prepared, run.scenario, run.plan, run.result, b)),
    );
    const rows = reports.flatMap((r) => [...r.properties, ...r.envelope, ...r.systems, ...r.results]);
    const used = new Set([
      ...[base, mixed].flatMap((run) => Object.values(run.kpis.kpis).flatMap((kpi) => kpi.inputs.map((input) => input.label))),
      ...[base, mixed].flatMap((run) => run.kpis.sankey.flatMap(({ from, to }) => [from, to])),
      ...rows.map((row) => row.label),
      ...rows.flatMap((row) => row.derivation?.inputs.map((input) => input.label) ?? []),
      'provenance.measure',
      'provenance.computed',
    ]);
    expect([...used].filter((key) => !Object.hasOwn(MODEL_LABELS, key))).toEqual([]);
    const unused = Object.keys(MODEL_LABELS).filter((key) => !used.has(key) && !key.startsWith('history.'));
    expect(unused).toEqual([]);
    for (const language of ['en', 'de'] as const) {
      const nodes = Object.entries(MODEL_LABELS).filter(([key]) => key.startsWith('sankey.'));
      expect(new Set(nodes.map(([, label]) => label[language])).size).toBe(nodes.length);
    }
    expect(rows.filter((row) => typeof row.value === 'number' && !Number.isFinite(row.value))).toEqual([]);
  });

  it('opens results of a building into inputs that give the value again', () => {
    for (let b = 0; b < prepared.district.buildings.length; b++) {
      const { results } = buildingReport(prepared, MIXED, mixed.plan, mixed.result, b);
      const opened = (label: string) => {
        const found = results.find((row) => row.label === `report.${label}`);
        const inputs = found?.derivation?.inputs.map((input) => input.value) ?? [];
        return { value: Number(found?.value), inputs };
      };
      const heat = opened('heatingPerArea');
      expect(heat.inputs[0]! / heat.inputs[1]!, `heat per area of row ${b}`).toBeCloseTo(heat.value, 9);
      const electricity = opened('electricity');
      expect(sum(electricity.inputs), `electricity of row ${b}`).toBeCloseTo(electricity.value, 6);
      const co2 = opened('co2');
      const [imported, gridFactor, fedIn, credit, fuel = 0, fuelFactor = 0] = co2.inputs;
      expect((imported! * gridFactor! - fedIn! * credit! + fuel * fuelFactor) / 1000, `CO2 of row ${b}`).toBeCloseTo(co2.value, 6);
      const cost = opened('cost');
      const [peak, pricePeak, other, priceOther, sold, priceSold, burnt = 0, priceFuel = 0] = cost.inputs;
      const cents = peak! * pricePeak! + other! * priceOther! - sold! * priceSold! + burnt * priceFuel;
      expect(cents / 100, `cost of row ${b}`).toBeCloseTo(cost.value, 6);
    }
  });

  it('names in the report what a measure set', () => {
    const row = [...Array(22).keys()].find((b) => mixed.plan.buildings.isHeatPump[b] === 1 && base.plan.buildings.isHeatPump[b] === 0)!;
    const report = buildingReport(prepared, MIXED, mixed.plan, mixed.result, row);
    expect(report.systems.find(({ label }) => label === 'report.heatSource')).toMatchObject({
      value: 'heatSource.air-heat-pump',
      provenance: 'measure',
    });
    expect(report.systems.find(({ label }) => label === 'report.pvPower')).toMatchObject({ provenance: 'measure', unit: 'kWp' });
    expect(() => buildingReport(prepared, MIXED, mixed.plan, mixed.result, 99)).toThrow(RangeError);
  });
});
