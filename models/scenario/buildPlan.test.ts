import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOURS_PER_YEAR } from '../core/units.ts';
import { BUILDING_USES } from '../district/district.ts';
import { archetypeOf } from '../energy/archetypes/archetype.ts';
import { buildPlan, peakTariffHours } from './buildPlan.ts';
import { slabOnGround_W_m2K } from './envelope.ts';
import { BUILDING_FIELDS, CARRIERS, EMPTY_LANE, LANE_GROUP } from './plan.ts';
import { laneOrder, prepareDistrict } from './prepareDistrict.ts';
import { BASELINE, type Measure, type Scenario } from './scenario.ts';
import { scenarioHash, simulationKey } from './scenarioHash.ts';
import { boxDistrict, mixedBoxes, plainWeather } from './testing/boxDistrict.ts';

const weather = plainWeather();
const prepared = prepareDistrict(mixedBoxes(50), weather);
const all = { selector: {}, share: 1 };
const bright = new Float64Array(prepared.surfaces.count).fill(1000);

function scenario(...measures: Measure[]): Scenario {
  return { id: 's', name: 's', measures };
}

describe('lanes', () => {
  it('are a permutation of the buildings in groups of one class', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: BUILDING_USES.length - 1, maxLength: 60 }), (classes) => {
        const { lanes, laneGroupClass } = laneOrder(classes);
        expect(lanes).toHaveLength(laneGroupClass.length * LANE_GROUP);
        const used = [...lanes].filter((lane) => lane !== EMPTY_LANE);
        expect(used.toSorted((a, b) => a - b)).toEqual([...classes.keys()]);
        lanes.forEach((building, lane) => {
          if (building !== EMPTY_LANE) expect(classes[building]).toBe(laneGroupClass[Math.floor(lane / LANE_GROUP)]);
        });
      }),
    );
  });
});

describe('buildPlan', () => {
  const baseline = buildPlan(prepared, BASELINE, null);

  it('gives every field of every building a finite value, and the same bytes twice', () => {
    for (const field of BUILDING_FIELDS) expect(baseline.buildings[field].every(Number.isFinite), field).toBe(true);
    expect(simulationKey(prepared, buildPlan(prepared, BASELINE, null))).toBe(simulationKey(prepared, baseline));
    expect(baseline.pv.count).toBe(0);
  });

  it('computes the transmission of a detached box from its areas and TABULA', () => {
    const box = boxDistrict([{ id: 'a', use: 'single-family', constructionYear: 1963, at: [0, 0], size_m: [10, 10, 6] }]);
    const plan = buildPlan(prepareDistrict(box, weather), BASELINE, null);
    const a = archetypeOf('single-family', 1963, 'as-built');
    const wall = 240;
    const windows = wall * a.windowRatio;
    const expected =
      (wall - windows) * 1.211 + 100 * 0.846 + 100 * slabOnGround_W_m2K(1.349, 100, 40) + (wall + 200) * a.thermalBridge_W_m2K;
    expect(plan.buildings.transmissionOpaque_W_K[0]).toBeCloseTo(expected, 6);
    expect(plan.buildings.transmissionWindow_W_K[0]).toBeCloseTo(windows * 2.801, 6);
    expect(plan.buildings.infiltration_W_K[0]).toBeCloseTo(0.34 * 0.4 * 0.8 * 600, 6);
  });

  it('takes party walls as adiabatic', () => {
    const box = (id: string, east: number) => ({ id, use: 'terraced', constructionYear: 1930, at: [east, 0] }) as const;
    const row = prepareDistrict(boxDistrict([box('a', 0), box('b', 10), box('c', 20)]), weather);
    expect([...row.columns.outerWall_m2].map(Math.round)).toEqual([270, 180, 270]);
    expect([...row.columns.exposedPerimeter_m].map(Math.round)).toEqual([30, 20, 30]);
    const plan = buildPlan(row, BASELINE, null);
    expect(plan.buildings.transmissionOpaque_W_K[1]).toBeLessThan(plan.buildings.transmissionOpaque_W_K[0]!);
  });

  it('lets the later measure win on the same building', () => {
    const usual: Measure = { id: 'u', enabled: true, kind: 'retrofit', standard: 'usual', target: all };
    const advanced: Measure = { id: 'a', enabled: true, kind: 'retrofit', standard: 'advanced', target: all };
    const loss = (...measures: Measure[]) => buildPlan(prepared, scenario(...measures), null).buildings.transmissionOpaque_W_K;
    expect(loss(usual, advanced)).toEqual(loss(advanced));
    expect(loss(advanced, usual)).toEqual(loss(usual));
    expect(loss({ ...advanced, enabled: false })).toEqual(baseline.buildings.transmissionOpaque_W_K);
    loss(advanced).forEach((value, b) => {
      expect(value).toBeLessThanOrEqual(loss(usual)[b]!);
      expect(loss(usual)[b]!).toBeLessThanOrEqual(baseline.buildings.transmissionOpaque_W_K[b]!);
    });
  });

  it('changes carrier, curve and capacity with a heat pump', () => {
    const plan = buildPlan(prepared, scenario({ id: 'h', enabled: true, kind: 'heat-pump', designFlow_C: 45, target: all }), null);
    const f = plan.buildings;
    for (let b = 0; b < plan.buildingCount; b++) {
      expect(CARRIERS[plan.carrier[b]!]).toBe('electricity');
      expect(f.flowAt0_C[b]! - f.flowSlope[b]! * prepared.designOutdoor_C).toBeCloseTo(45, 9);
      expect(f.flowAt0_C[b]! - f.flowSlope[b]! * 20).toBeCloseTo(20, 9);
      expect(f.heatPumpCapacity_W[b]).toBeGreaterThan(0);
    }
  });

  it('puts PV on roofs that are bright enough and batteries beside it', () => {
    const pv: Measure = { id: 'p', enabled: true, kind: 'pv', minIrradiation_kWh_m2: 900, coverage: 0.5, power_kW_m2: 0.2, target: all };
    const battery: Measure = { id: 'b', enabled: true, kind: 'battery', capacity_kWh_per_kWp: 2, power_kW_per_kWh: 0.5, target: all };
    const plan = buildPlan(prepared, scenario(pv, battery), bright);
    expect(plan.pv.count).toBe(50);
    expect(plan.pv.power_W[0]).toBeCloseTo(100 * 0.5 * 200, 6);
    expect(plan.buildings.batteryCapacity_Wh[0]).toBeCloseTo(20_000, 6);
    expect(plan.buildings.batteryPower_W[0]).toBeCloseTo(10_000, 6);
    for (let b = 0; b < 50; b++) expect(plan.surfaces.building[plan.pv.surface[plan.pv.firstOfBuilding[b]!]!]).toBe(b);
    const dim = buildPlan(
      prepared,
      scenario(pv, battery),
      bright.map(() => 899),
    );
    expect([dim.pv.count, Math.max(...dim.buildings.batteryCapacity_Wh)]).toEqual([0, 0]);
    expect(() => buildPlan(prepared, scenario(pv), null)).toThrow(RangeError);
  });

  it('takes PV and batteries that the file states, until a measure replaces them', () => {
    const attributes = { pv_kWp: 4, battery_kWh: 5 };
    const box = boxDistrict([{ id: 'a', use: 'terraced', constructionYear: 1990, at: [0, 0], attributes }]);
    const plan = buildPlan(prepareDistrict(box, weather), BASELINE, null);
    expect([...plan.pv.power_W]).toEqual([4000]);
    expect([plan.buildings.batteryCapacity_Wh[0], plan.buildings.batteryPower_W[0]]).toEqual([5000, 2500]);
  });

  it('cools where the use is cooled or a measure says so, never below the heating setpoint', () => {
    const measure: Measure = { id: 'c', enabled: true, kind: 'setpoints', heating_C: 24, cooling_C: 22, cooled: true, target: all };
    const plan = buildPlan(prepared, scenario(measure), null);
    expect(plan.buildings.maxCooling_W.every((power) => power > 0)).toBe(true);
    expect(plan.buildings.coolingSetpoint_C.every((setpoint) => setpoint === 25)).toBe(true);
    const off = buildPlan(prepared, scenario({ id: 'c', enabled: true, kind: 'setpoints', cooled: false, target: all }), null);
    expect(Math.max(...off.buildings.maxCooling_W)).toBe(0);
  });
});

describe('keys of results', () => {
  const tariff: Measure = { id: 't', enabled: true, kind: 'tariff', tariff: { gas_ctPerKWh: 20 } };
  it('finds the same year after an edit of prices or factors only', () => {
    const key = (s: Scenario) => simulationKey(prepared, buildPlan(prepared, s, null));
    const factors: Measure = { id: 'e', enabled: true, kind: 'emissions', factors: { gas_gPerKWh: 1 } };
    expect(key(scenario(tariff, factors))).toBe(key(BASELINE));
    expect(key(scenario({ ...tariff, tariff: { peakFrom_h: 6 } }))).not.toBe(key(BASELINE));
    expect(scenarioHash(prepared, scenario(tariff))).not.toBe(scenarioHash(prepared, BASELINE));
  });

  it('depends on measures, not on names or on what is switched off', () => {
    expect(scenarioHash(prepared, { ...BASELINE, id: 'x', name: 'other', measures: [{ ...tariff, enabled: false }] })).toBe(
      scenarioHash(prepared, BASELINE),
    );
  });

  it('takes over horizons for another weather year', () => {
    const warmer = { ...weather, dryBulb_C: weather.dryBulb_C.map((t) => t + 2) };
    const again = prepareDistrict(prepared.district, warmer, { reuse: prepared });
    expect(again.surfaces).toBe(prepared.surfaces);
    expect(again.hash).not.toBe(prepared.hash);
    expect(again.designOutdoor_C).toBeCloseTo(prepared.designOutdoor_C + 2, 9);
  });
});

describe('peak tariff', () => {
  it.each([
    [17, 21, 4],
    [22, 6, 8],
    [0, 24, 24],
    [8, 8, 0],
  ])('from %i to %i has %i hours a day', (peakFrom_h, peakTo_h, hours) => {
    expect(peakTariffHours({ peakFrom_h, peakTo_h }).reduce((sum, value) => sum + value, 0)).toBe((hours * HOURS_PER_YEAR) / 24);
  });
});

describe('slab on ground', () => {
  it('follows EN ISO 13370: less with size, nothing between neighbours', () => {
    expect(slabOnGround_W_m2K(1.349, 100, 40)).toBeCloseTo(0.5, 1);
    expect(slabOnGround_W_m2K(1.349, 10_000, 400)).toBeLessThan(slabOnGround_W_m2K(1.349, 100, 40));
    expect(slabOnGround_W_m2K(0.2, 100, 40)).toBeLessThan(0.2);
    expect(slabOnGround_W_m2K(1, 100, 0)).toBe(0);
  });
});
