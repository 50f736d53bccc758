import { expect, it } from 'vitest';
import type { District } from '../district/district.ts';
import { createReferenceSolver } from '../energy/reference/referenceSolver.ts';
import { buildingReport } from './buildingReport.ts';
import { buildingColumnsOf } from './columns.ts';
import { prepareDistrict } from './prepareDistrict.ts';
import { runScenario } from './runScenario.ts';
import type { Scenario } from './scenario.ts';
import { matchBuildings, targetBuildings } from './selection.ts';
import { mixedBoxes, plainWeather } from './testing/boxDistrict.ts';

const GENERIC = 3;
const ALL = { selector: {}, share: 1 };
const EVERYTHING: Scenario = {
  id: 's',
  name: 'Everything',
  measures: [
    { id: 'p', enabled: true, kind: 'pv', minIrradiation_kWh_m2: 100, coverage: 0.8, power_kW_m2: 0.2, target: ALL },
    { id: 'h', enabled: true, kind: 'heat-pump', designFlow_C: 45, target: ALL },
    { id: 'c', enabled: true, kind: 'setpoints', cooled: true, target: ALL },
  ],
};

function withGeneric(district: District): District {
  const buildings = district.buildings.map((building, row) =>
    row === GENERIC
      ? { ...building, unknownType: 'Bulding', floorArea_m2: { value: 0, provenance: 'default' as const }, attributes: { pv_kWp: 5 } }
      : building,
  );
  return { ...district, buildings };
}

it('draws an object of unknown type, but gives it no demand, no measure and no cost', async () => {
  const prepared = prepareDistrict(withGeneric(mixedBoxes(9)), plainWeather());
  const { plan, result, kpis } = await runScenario({ prepared, scenario: EVERYTHING, solver: createReferenceSolver() });
  for (const [field, values] of Object.entries(result.monthly)) {
    const months = Array.from({ length: 12 }, (_, month) => values[month * result.buildingCount + GENERIC]!);
    expect(Math.max(...months.map(Math.abs)), field).toBeLessThan(1e-9);
  }
  for (const [field, values] of Object.entries(result.yearly)) {
    if (!field.endsWith('_C')) expect(Math.abs(values[GENERIC]!), field).toBeLessThan(1e-6);
  }
  expect(result.residual).toBeLessThan(1e-6);
  expect(Object.values(buildingColumnsOf(plan, result, prepared)).every((column) => Number.isNaN(column[GENERIC]))).toBe(true);
  expect(kpis.kpis.heating.value).toBeGreaterThan(0);
  const report = buildingReport(prepared, EVERYTHING, plan, result, GENERIC);
  expect(report.properties.map(({ label }) => label)).toEqual(['report.height', 'report.footprint', 'report.volume']);
  expect([...report.envelope, ...report.systems, ...report.results]).toEqual([]);
});

it('is another simulation than the same object as a building', () => {
  const weather = plainWeather();
  const empty = mixedBoxes(9);
  const hashes = [empty, withGeneric(empty)].map((district) => prepareDistrict(district, weather).hash);
  expect(hashes[0]).not.toBe(hashes[1]);
});

it('is selected with everything, but not by use or age, and no measure touches it', () => {
  const { buildings } = withGeneric(mixedBoxes(9));
  expect(matchBuildings(buildings, {})).toContain(GENERIC);
  expect(matchBuildings(buildings, { builtFrom: 0 })).not.toContain(GENERIC);
  expect(matchBuildings(buildings, { uses: [buildings[GENERIC]!.use.value] })).not.toContain(GENERIC);
  expect(targetBuildings(buildings, ALL, 'm')).not.toContain(GENERIC);
});
