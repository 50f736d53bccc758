import { describe, expect, it } from 'vitest';
import { constantWeather } from '../../../tests/support/constantWeather.ts';
import { samplePlan } from '../../../tests/support/samplePlan.ts';
import { sunnyWeather } from '../../../tests/support/sunnyWeather.ts';
import { CancelledError } from '../../core/errors.ts';
import { BUILDING_HOURLY_FIELDS, MONTHLY_FIELDS, YEARLY_FIELDS } from '../../scenario/yearResult.ts';
import { createReferenceSolver } from './referenceSolver.ts';

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
const ofBuilding = (months: Float64Array, building: number, count: number) =>
  Array.from({ length: 12 }, (_, month) => months[month * count + building]!).reduce((sum, value) => sum + value, 0);

describe('reference solver', async () => {
  const solver = createReferenceSolver();
  const plan = samplePlan(sunnyWeather());
  const result = await solver.simulate(plan);

  it('fills every field with finite numbers and closes its balances', () => {
    const tables = [...MONTHLY_FIELDS.map((field) => result.monthly[field]), ...YEARLY_FIELDS.map((field) => result.yearly[field])];
    for (const values of [...tables, ...Object.values(result.hourly)]) expect(values.every(Number.isFinite)).toBe(true);
    expect(result.residual).toBeLessThan(1e-11);
    for (const field of MONTHLY_FIELDS) expect(total(result.monthly[field]), field).toBeGreaterThan(0);
  });

  it('accounts for the electricity of every building and month, but for what the batteries keep', () => {
    const { monthly } = result;
    const load = ['appliances', 'heatElectricity', 'coolingElectricity', 'auxiliary', 'charging'] as const;
    for (let i = 0; i < 12 * plan.buildingCount; i++) {
      const used = load.reduce((sum, field) => sum + monthly[field][i]!, 0);
      const supplied = monthly.pv[i]! + monthly.gridImport[i]! + monthly.batteryDischarge[i]!;
      expect(supplied).toBeCloseTo(used + monthly.gridExport[i]! + monthly.batteryCharge[i]!, 8);
      expect(monthly.selfConsumed[i]).toBeCloseTo(monthly.pv[i]! - monthly.gridExport[i]!, 10);
      expect(monthly.gridImportPeak[i]!).toBeLessThanOrEqual(monthly.gridImport[i]! + 1e-12);
    }
  });

  it("gives a building's hours that add up to its part of the year and of the district", async () => {
    const district = Object.fromEntries(BUILDING_HOURLY_FIELDS.map((field) => [field, 0]));
    for (let building = 0; building < plan.buildingCount; building++) {
      const series = await solver.buildingYear(plan, building);
      expect(total(series.heating) / 1000).toBeCloseTo(ofBuilding(result.monthly.heating, building, plan.buildingCount), 8);
      expect(Math.max(...series.buildingImport)).toBe(result.yearly.peakImport_W[building]);
      expect(Math.max(...series.indoor_C)).toBe(result.yearly.maxIndoor_C[building]);
      for (const field of BUILDING_HOURLY_FIELDS) district[field]! += series[field][4000]!;
    }
    for (const [field, values] of Object.entries(result.hourly)) expect(values[4000]).toBeCloseTo(district[field]!, 6);
  });

  it('gives the same bytes again, and the same sun from `irradiate`', async () => {
    const again = await solver.simulate(plan);
    expect(again).toEqual(result);
    expect(await solver.irradiate(plan)).toEqual(result.surfaceIrradiation_kWh_m2);
  });

  it('lets only the weak heater miss its setpoint, and cools only where cooling is', () => {
    expect(result.yearly.unmetHeating_kWh[1]).toBeGreaterThan(10);
    expect(result.yearly.unmetHeating_kWh[3]).toBe(0);
    expect(ofBuilding(result.monthly.cooling, 1, plan.buildingCount)).toBe(0);
    expect(ofBuilding(result.monthly.fuel, 0, plan.buildingCount)).toBe(0);
    expect(ofBuilding(result.monthly.fuel, 1, plan.buildingCount)).toBeGreaterThan(1000);
  });

  it('gives PV on the south wall less than on the roof per rated power, and none at night', () => {
    expect(result.pvYield_kWh[1]! / 1200).toBeLessThan(result.pvYield_kWh[0]! / 5000);
    expect(result.hourly.pv[0]).toBe(0);
    expect(total(result.pvYield_kWh)).toBeCloseTo(total(result.hourly.pv) / 1000, 6);
  });

  it('reports progress and stops when told', async () => {
    const done: number[] = [];
    const controller = new AbortController();
    const stopped = solver.simulate(plan, {
      signal: controller.signal,
      onProgress: (progress) => {
        done.push(progress.done);
        if (done.length === 3) controller.abort();
      },
    });
    await expect(stopped).rejects.toBeInstanceOf(CancelledError);
    expect(done).toEqual([0.1, 0.2, 0.3]);
  });

  it('refuses a building that is not in the plan', async () => {
    await expect(solver.buildingYear(plan, 99)).rejects.toThrow(/0 to 9/);
  });
});

describe('reference solver, by hand', () => {
  it('heats a dark, unused building at constant cold by its loss', async () => {
    const idle = { peopleGain_W: 0, appliances_W: 0, hotWater_W: 0, heatingSetback_K: 0, skyLoss_W_K: 0, ventilation_W_K: 0 };
    const plan = samplePlan(constantWeather({ dryBulb_C: 0 }), 1, { ...idle, transmissionWindow_W_K: 0, maxHeating_W: 50_000 });
    const slow = { ...plan, options: { ...plan.options, warmUp_h: 8760 } };
    const { monthly, yearly } = await createReferenceSolver().simulate(slow);
    const loss_W_K = 25 + 1 / (1 / (3.45 * 450) + 1 / 180);
    expect(ofBuilding(monthly.heating, 0, 1)).toBeCloseTo(20.5 * loss_W_K * 8.76, 3);
    expect(yearly.peakHeating_W[0]).toBeCloseTo(20.5 * loss_W_K, 2);
    expect(yearly.minIndoor_C[0]).toBeCloseTo(20.5, 9);
  });
});
