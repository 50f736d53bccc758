/** A district that is edited again and again on one solver: what is found in caches must be what would be computed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { District } from '#models/district/district.ts';
import { type PreparedDistrict, prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario } from '#models/scenario/runScenario.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import { type BoxBuilding, boxDistrict, plainWeather } from '#models/scenario/testing/boxDistrict.ts';
import { createNodeSolver } from '../host/nodeSolver.ts';
import { differingSeries } from './compare.ts';
import { solverModule } from './solverModule.ts';

const weather = plainWeather();
const USES = ['office', 'terraced', 'office', 'retail', 'multi-family'] as const;
const boxes: readonly BoxBuilding[] = Array.from({ length: 70 }, (_, i) => ({
  id: `b${i}`,
  use: USES[i % USES.length]!,
  constructionYear: 1950 + i,
  at: [(i % 10) * 24, Math.floor(i / 10) * 24],
  size_m: [11, 9, 6 + (i % 4)],
}));
const added: BoxBuilding = { id: 'new', use: 'office', constructionYear: 2024, at: [60, 250], size_m: [20, 20, 30] };
const all = { selector: {}, share: 1 };
const SCENARIO: Scenario = {
  id: 's',
  name: 's',
  measures: [
    { id: 'p', enabled: true, kind: 'pv', minIrradiation_kWh_m2: 100, coverage: 0.7, power_kW_m2: 0.2, target: all },
    { id: 'b', enabled: true, kind: 'battery', capacity_kWh_per_kWp: 1, power_kW_per_kWh: 0.5, target: { selector: {}, share: 0.5 } },
    { id: 'c', enabled: true, kind: 'charging', buildingId: 'b7', points: 6, power_kW: 11, distance_km: 12_000 },
  ],
};

let used: SolverPort;
beforeAll(async () => {
  await solverModule();
  used = await createNodeSolver(2);
});
afterAll(() => used.dispose());

it('gives the same bytes as from cold after a building was added, raised, and taken away again', async () => {
  const raised = boxes.map((box, i): BoxBuilding => (i === 33 ? { ...box, size_m: [11, 9, 25] } : box));
  const forms: readonly (readonly [name: string, district: District])[] = [
    ['as it was', boxDistrict(boxes)],
    ['one more', boxDistrict([...boxes, added])],
    ['one raised', boxDistrict([...raised, added])],
    ['as it was again', boxDistrict(boxes)],
  ];
  let reuse: PreparedDistrict | undefined;
  for (const [name, district] of forms) {
    const prepared = prepareDistrict(district, weather, { reuse });
    const cold = prepareDistrict(district, weather);
    expect(prepared.hash, name).toBe(cold.hash);
    expect(prepared.surfaces, name).toEqual(cold.surfaces);
    const fresh = await createNodeSolver(1);
    try {
      const expected = await runScenario({ prepared: cold, scenario: SCENARIO, solver: fresh });
      const actual = await runScenario({ prepared, scenario: SCENARIO, solver: used });
      expect(differingSeries(expected.result, actual.result), name).toEqual([]);
      expect(actual.hash, name).toBe(expected.hash);
      const week = await used.hourBlock(actual.plan, 'netGrid', 4000, 168);
      expect(week, name).toEqual(await fresh.hourBlock(expected.plan, 'netGrid', 4000, 168));
    } finally {
      await fresh.dispose();
    }
    reuse = prepared;
  }
});

it('keeps the lanes of all others when a building is added at the end', () => {
  const before = prepareDistrict(boxDistrict(boxes), weather, { shading: false });
  const after = prepareDistrict(boxDistrict([...boxes, added]), weather, { shading: false });
  const full = before.lanes.length - 4 * 4;
  expect(after.lanes.subarray(0, full)).toEqual(before.lanes.subarray(0, full));
  expect(after.lanes).toContain(70);
});
