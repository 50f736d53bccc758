import { expect, it } from 'vitest';
import { createReferenceSolver } from '../energy/reference/referenceSolver.ts';
import { prepareDistrict } from './prepareDistrict.ts';
import { pvFieldYield } from './pvFieldYield.ts';
import { runScenario } from './runScenario.ts';
import type { Scenario } from './scenario.ts';
import { mixedBoxes, plainWeather } from './testing/boxDistrict.ts';
import { elementHeatLoss, type HeatPathQuery, thermalPaths } from './thermalPaths.ts';

const prepared = prepareDistrict(mixedBoxes(9), plainWeather());
const solver = createReferenceSolver();
const SCENARIO: Scenario = {
  id: 's',
  name: 's',
  measures: [
    { id: 'e', enabled: true, kind: 'envelope', buildingId: 'box-1', part: 'wall', faces: [4], uValue_W_m2K: 3, layers: [] },
    { id: 'f', enabled: true, kind: 'pv-field', buildingId: 'box-2', faces: [1, 2, 4], coverage: 0.6, power_kW_m2: 0.2 },
  ],
};
const { plan, result } = await runScenario({ prepared, scenario: SCENARIO, solver });
async function queryOf(building: number): Promise<HeatPathQuery> {
  const { indoor_C } = await solver.buildingYear(plan, building);
  return { prepared, scenario: SCENARIO, plan, result, building, indoor_C };
}
const year = (field: keyof typeof result.monthly, b: number) =>
  Array.from({ length: 12 }, (_, month) => result.monthly[field][month * 9 + b]!).reduce((total, value) => total + value, 0);

it('closes with the simulated balance, and has the conductances of the plan', async () => {
  for (const building of [0, 1, 5]) {
    const paths = thermalPaths(await queryOf(building));
    const sum = (kinds: readonly string[], value: 'loss_kWh' | 'conductance_W_K') =>
      paths.filter(({ kind }) => kinds.includes(kind)).reduce((total, path) => total + path[value], 0);
    const opaque = ['wall', 'roof', 'ground', 'bridges'];
    expect(sum([...opaque, 'window'], 'loss_kWh')).toBeCloseTo(year('transmissionLoss', building), 6);
    expect(sum(['infiltration', 'ventilation'], 'loss_kWh')).toBeCloseTo(year('ventilationLoss', building), 6);
    expect(sum(opaque, 'conductance_W_K')).toBeCloseTo(plan.buildings.transmissionOpaque_W_K[building]!, 9);
    expect(sum(['window'], 'conductance_W_K')).toBeCloseTo(plan.buildings.transmissionWindow_W_K[building]!, 9);
    expect(paths.every(({ loss_kWh }) => loss_kWh > 0)).toBe(true);
  }
});

it('closes before the closure but for the few kelvin between air and mass', async () => {
  // Sum of conductance times degree hours, sky and sun is within a tenth of the simulated transmission.
  const query = await queryOf(0);
  const paths = thermalPaths(query);
  const window = paths.find(({ kind }) => kind === 'window');
  let degree_Kh = 0;
  query.indoor_C.forEach((indoor, hour) => {
    degree_Kh += indoor - plan.weather.dryBulb_C[hour]!;
  });
  const byDegreeHours = (window!.conductance_W_K * degree_Kh) / 1000;
  expect(Math.abs(window!.loss_kWh / byDegreeHours - 1)).toBeLessThan(0.25);
});

it('gives every face its part, and the bad wall the most', async () => {
  const query = await queryOf(1);
  const faces = elementHeatLoss(query);
  expect(faces).toHaveLength(6);
  expect(faces.reduce((total, value) => total + value, 0)).toBeCloseTo(year('transmissionLoss', 1), 6);
  expect(faces[4]!).toBeGreaterThan(1.2 * Math.max(faces[2]!, faces[3]!, faces[5]!));
  // Sun on its outside spares the south wall some of the loss of the east wall.
  const even = elementHeatLoss(await queryOf(0));
  expect(even[2]!).toBeLessThan(even[4]!);
});

it('previews the yield that the simulation gives', () => {
  const preview = pvFieldYield(prepared, { buildingId: 'box-2', faces: [1, 2, 4, 0], coverage: 0.6, power_kW_m2: 0.2 });
  expect(preview.faces.map(({ face }) => face)).toEqual([1, 2, 4]);
  preview.faces.forEach(({ yield_kWh, rated_kW, irradiation_kWh_m2 }, i) => {
    expect(yield_kWh / result.pvYield_kWh[i]!).toBeCloseTo(1, 9);
    expect(rated_kW * 1000).toBeCloseTo(plan.pv.power_W[i]!, 9);
    expect(irradiation_kWh_m2).toBe(result.surfaceIrradiation_kWh_m2[plan.pv.surface[i]!]);
  });
  expect(preview.months_kWh.reduce((total, value) => total + value, 0)).toBeCloseTo(preview.yield_kWh, 9);
  expect(preview.yield_kWh).toBeCloseTo(year('pv', 2), 6);
  expect(preview.specificYield_kWh_kW).toBeCloseTo(preview.yield_kWh / preview.rated_kW, 9);
  expect(preview.findings.map(({ code, values }) => [code, values?.face])).toEqual([['scenario.wrongFace', 0]]);
  const none = pvFieldYield(prepared, { buildingId: 'nobody', faces: [1], coverage: 0.6, power_kW_m2: 0.2 });
  expect([none.rated_kW, none.yield_kWh, none.specificYield_kWh_kW, none.irradiation_kWh_m2]).toEqual([0, 0, 0, 0]);
  expect(none.findings).toHaveLength(1);
});
