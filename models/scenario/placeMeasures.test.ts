import { describe, expect, it } from 'vitest';
import type { Issue } from '../core/issue.ts';
import { BUILDING_USES } from '../district/district.ts';
import { archetypeOf } from '../energy/archetypes/archetype.ts';
import { createReferenceSolver } from '../energy/reference/referenceSolver.ts';
import { buildingReport } from './buildingReport.ts';
import { buildPlan } from './buildPlan.ts';
import { surfaceColumnsOf } from './columns.ts';
import { slabOnGround_W_m2K } from './envelope.ts';
import { modelEnvelope } from './modelEnvelope.ts';
import { prepareDistrict } from './prepareDistrict.ts';
import { runScenario } from './runScenario.ts';
import type { EnvelopeMeasure, Measure, PvFieldMeasure, Scenario } from './scenario.ts';
import { boxDistrict, mixedBoxes, plainWeather } from './testing/boxDistrict.ts';

// Faces of a box: 0 ground, 1 roof, 2 south, 3 east, 4 north, 5 west.
const prepared = prepareDistrict(mixedBoxes(9), plainWeather());
const solver = createReferenceSolver();
const ALL = { selector: {}, share: 1 };
const scenario = (...measures: Measure[]): Scenario => ({ id: 's', name: 's', measures });
const planOf = (...measures: Measure[]) => buildPlan(prepared, scenario(...measures), new Float64Array(prepared.surfaces.count).fill(1000));
const run = (...measures: Measure[]) => runScenario({ prepared, scenario: scenario(...measures), solver });
const sum = (values: Iterable<number>) => [...values].reduce((total, v) => total + v, 0);
const year = (values: Float64Array, b: number, count: number) =>
  Array.from({ length: 12 }, (_, month) => values[month * count + b]!).reduce((total, value) => total + value, 0);

const pvField = (faces: readonly number[], change: Partial<PvFieldMeasure> = {}): PvFieldMeasure => ({
  id: 'f',
  enabled: true,
  kind: 'pv-field',
  buildingId: 'box-2',
  faces,
  coverage: 0.5,
  power_kW_m2: 0.2,
  ...change,
});
const envelope = (change: Partial<EnvelopeMeasure>): EnvelopeMeasure => ({
  id: 'e',
  enabled: true,
  kind: 'envelope',
  buildingId: 'box-2',
  part: 'wall',
  uValue_W_m2K: 0.2,
  layers: [],
  ...change,
});

describe('PV on chosen faces', () => {
  it('stands on roofs and walls, with the power of the covered area', () => {
    const { pv } = planOf(pvField([1, 2]));
    expect(pv.firstOfBuilding[3]! - pv.firstOfBuilding[2]!).toBe(2);
    expect([...pv.power_W].sort((a, b) => a - b)).toEqual([9000, 10_000]);
  });

  it('yields less on the north wall than on the south wall, and adds to a measure over many roofs', async () => {
    const many: Measure = { id: 'p', enabled: true, kind: 'pv', minIrradiation_kWh_m2: 100, coverage: 0.4, power_kW_m2: 0.2, target: ALL };
    const both = await run(many, pvField([1, 2, 4]));
    const alone = await run(pvField([1, 2, 4]));
    const [roof, south, north] = [...alone.result.pvYield_kWh];
    expect(north!).toBeLessThan(0.7 * south!);
    expect(south! / 9000).toBeLessThan(roof! / 10_000);
    expect(both.plan.pv.count).toBe(9 + 3);
    const own = year(both.result.monthly.pv, 2, 9);
    expect(own).toBeCloseTo(sum(alone.result.pvYield_kWh) + (8 / 10) * roof!, 6);
    expect(both.result.residual).toBeLessThan(1e-9);
    // Two arrays on one face: the view shows them together.
    const face = prepared.district.buildings[2]!.firstSurface + 1;
    expect(surfaceColumnsOf(both.plan, both.result, prepared).pvYield_kWh_m2[face]).toBeCloseTo((1.8 * roof!) / 100, 2);
  });

  it('says which building and which faces it does not find, and leaves them out', async () => {
    const { plan, findings } = await run(
      pvField([1], { buildingId: 'nobody' }),
      pvField([0, 17, 1], { id: 'g' }),
      pvField([1], { id: 'h', coverage: 0.7 }),
      pvField([3], { id: 'off', enabled: false, buildingId: 'nobody' }),
    );
    expect(plan.pv.count).toBe(2);
    const short = ({ code, sourceId, objectId, values }: Issue) => [code, sourceId, objectId, values?.face ?? values?.percent];
    expect(findings.map(short)).toEqual([
      ['scenario.unknownBuilding', 'f', 'nobody', undefined],
      ['scenario.wrongFace', 'g', 'box-2', 0],
      ['scenario.unknownFace', 'g', 'box-2', 17],
      ['scenario.overfullFace', 's', 'box-2', 120],
    ]);
  });
});

describe('another construction', () => {
  const base = planOf();
  const { columns } = prepared;
  const use = BUILDING_USES[columns.useClass[2]!]!;
  const a = archetypeOf(use, columns.constructionYear[2]!, 'as-built');

  it('changes loss, sun and sky of one part in the same way', () => {
    const plan = planOf(envelope({}));
    const opaqueWall = columns.outerWall_m2[2]! * (1 - a.windowRatio);
    const lost = base.buildings.transmissionOpaque_W_K[2]! - plan.buildings.transmissionOpaque_W_K[2]!;
    expect(lost).toBeCloseTo(opaqueWall * (a.wall_W_m2K - 0.2), 9);
    const ratio = plan.buildings.wallGainPerWallIrradiance[2]! / base.buildings.wallGainPerWallIrradiance[2]!;
    expect(ratio).toBeCloseTo(0.2 / a.wall_W_m2K, 12);
    expect(plan.buildings.roofGainPerRoofIrradiance[2]).toBe(base.buildings.roofGainPerRoofIrradiance[2]);
    const sky = base.buildings.skyLoss_W_K[2]! - plan.buildings.skyLoss_W_K[2]!;
    expect(sky).toBeCloseTo(0.04 * 4.14 * columns.wallSkyView_m2[2]! * (1 - a.windowRatio) * (a.wall_W_m2K - 0.2), 9);
    // The heating is sized for the new loss, and nobody else is touched.
    expect(plan.buildings.maxHeating_W[2]).toBeLessThan(base.buildings.maxHeating_W[2]!);
    for (const field of ['transmissionOpaque_W_K', 'skyLoss_W_K', 'maxHeating_W'] as const) {
      expect(plan.buildings[field].filter((value, b) => b !== 2 && value !== base.buildings[field][b])).toHaveLength(0);
    }
  });

  it('of all faces one by one is that of the whole part', () => {
    const whole = planOf(envelope({})).buildings;
    const faces = planOf(envelope({ faces: [2, 3, 4, 5] })).buildings;
    for (const field of ['transmissionOpaque_W_K', 'wallGainPerWallIrradiance', 'skyLoss_W_K'] as const) {
      expect(faces[field][2]! / whole[field][2]!, field).toBeCloseTo(1, 12);
    }
    const one = planOf(envelope({ faces: [2] })).buildings;
    const step = (plan: typeof whole) => base.buildings.transmissionOpaque_W_K[2]! - plan.transmissionOpaque_W_K[2]!;
    expect(step(one) / step(whole)).toBeCloseTo(90 / 360, 9);
  });

  it('of the floor goes through the ground, of windows keeps the glass', () => {
    const floor = planOf(envelope({ part: 'ground', uValue_W_m2K: 0.3 })).buildings;
    const slab = (u: number) => slabOnGround_W_m2K(u, 100, columns.exposedPerimeter_m[2]!);
    const lost = base.buildings.transmissionOpaque_W_K[2]! - floor.transmissionOpaque_W_K[2]!;
    expect(lost).toBeCloseTo(100 * (slab(a.ground_W_m2K) - slab(0.3)), 9);
    const glass = planOf(envelope({ part: 'window', uValue_W_m2K: 0.7 })).buildings;
    expect(glass.transmissionWindow_W_K[2]).toBeCloseTo(columns.outerWall_m2[2]! * a.windowRatio * 0.7, 9);
    expect(glass.windowGainPerWallIrradiance[2]).toBe(base.buildings.windowGainPerWallIrradiance[2]);
  });

  it('gives way to what is asked for later', () => {
    const retrofit: Measure = { id: 'r', enabled: true, kind: 'retrofit', standard: 'usual', target: ALL };
    const later = planOf(envelope({ faces: [2] }), retrofit).buildings.transmissionOpaque_W_K;
    expect(later).toEqual(planOf(retrofit).buildings.transmissionOpaque_W_K);
    const whole = planOf(envelope({ faces: [2], uValue_W_m2K: 5 }), envelope({})).buildings.transmissionOpaque_W_K;
    expect(whole).toEqual(planOf(envelope({})).buildings.transmissionOpaque_W_K);
    const windows: Measure = { id: 'w', enabled: true, kind: 'windows', standard: 'triple', target: ALL };
    const glass = envelope({ part: 'window', uValue_W_m2K: 0.5 });
    expect(planOf(glass, windows).buildings.transmissionWindow_W_K).toEqual(planOf(windows).buildings.transmissionWindow_W_K);
  });

  it('is named in the report, and lowers the heat of the building', async () => {
    const before = await run();
    const after = await run(envelope({ faces: [2, 3] }), envelope({ part: 'window', uValue_W_m2K: 0.7 }));
    expect(year(after.result.monthly.heating, 2, 9)).toBeLessThan(year(before.result.monthly.heating, 2, 9));
    const report = buildingReport(prepared, after.scenario, after.plan, after.result, 2);
    const row = (label: string) => report.envelope.find((item) => item.label === `report.${label}`);
    expect(row('uWall')).toMatchObject({ provenance: 'measure', note: 'mean over the area of the faces' });
    expect(row('uWindow')).toMatchObject({ provenance: 'measure', value: 0.7 });
    expect(row('uRoof')).not.toMatchObject({ provenance: 'measure' });
  });
});

it('shows the building view what was set, part by part and face by face', () => {
  const layers = [{ name: 'Brick', thickness_m: 0.3, conductivity_W_mK: 0.8, density_kg_m3: 1700, heatCapacity_J_kgK: 840 }];
  const shown = modelEnvelope(prepared, scenario(envelope({ part: 'roof', layers }), envelope({ faces: [3], uValue_W_m2K: 0.5 })), 2);
  expect(shown.roof).toEqual({ uValue_W_m2K: { value: 0.2, provenance: 'user' }, layers });
  const face = prepared.district.buildings[2]!.firstSurface + 3;
  expect([...(shown.faces ?? [])].map(([row, part]) => [row, part.uValue_W_m2K.value])).toEqual([[face, 0.5]]);
  expect(shown.wall.uValue_W_m2K.provenance).not.toBe('user');
});

describe('a battery of stated size', () => {
  const battery: Measure = { id: 'b', enabled: true, kind: 'site-battery', buildingId: 'box-2', capacity_kWh: 8, power_kW: 3 };

  it('adds to other batteries beside PV', () => {
    const share: Measure = { id: 'c', enabled: true, kind: 'battery', capacity_kWh_per_kWp: 1, power_kW_per_kWh: 0.5, target: ALL };
    const plan = planOf(pvField([1]), battery, share);
    expect(plan.buildings.batteryCapacity_Wh[2]).toBeCloseTo(8000 + 10_000, 6);
    expect(plan.buildings.batteryPower_W[2]).toBeCloseTo(3000 + 5000, 6);
  });

  it('has nothing to store without PV, and says so', async () => {
    const { result, plan, findings } = await run(battery);
    expect(sum(result.monthly.batteryDischarge)).toBe(0);
    expect(findings.map(({ code, objectId }) => [code, objectId])).toEqual([['scenario.batteryWithoutPv', 'box-2']]);
    const { systems } = buildingReport(prepared, scenario(battery), plan, result, 2);
    expect(systems.find(({ label }) => label === 'report.batteryCapacity')).toMatchObject({ value: 8, provenance: 'measure' });
  });
});

describe('charging points', () => {
  const charging: Measure = {
    id: 'c',
    enabled: true,
    kind: 'charging',
    buildingId: 'box-2',
    points: 2,
    power_kW: 11,
    distance_km: 13_000,
  };

  it('draw the energy of the distance in the year, within their power', async () => {
    const base = await run();
    const { result, kpis, findings, plan } = await run(charging);
    expect(findings).toEqual([]);
    expect(year(result.monthly.charging, 2, 9)).toBeCloseTo(2 * 2600, 6);
    expect(sum(result.monthly.charging)).toBeCloseTo(5200, 6);
    expect(sum(result.hourly.charging) / 1000).toBeCloseTo(5200, 6);
    expect(Math.max(...result.hourly.charging)).toBeLessThan(22_000);
    expect(kpis.kpis.electricity.value - base.kpis.kpis.electricity.value).toBeCloseTo(5.2, 6);
    expect(kpis.sankey.find(({ to }) => to === 'sankey.charging')?.value).toBeCloseTo(5.2, 9);
    expect(result.residual).toBeLessThan(1e-9);
    expect(sum(result.monthly.heating)).toBe(sum(base.result.monthly.heating));
    const { results } = buildingReport(prepared, scenario(charging), plan, result, 2);
    const row = results.find(({ label }) => label === 'report.charging');
    const [distance, consumption, efficiency] = row?.derivation?.inputs.map(({ value }) => value) ?? [];
    expect((distance! * consumption!) / (efficiency! / 100)).toBeCloseTo(Number(row?.value), 9);
  });

  it('say what they cannot give', async () => {
    const { findings, result } = await run({ ...charging, points: 1, power_kW: 1, distance_km: 60_000 });
    expect(findings.map(({ code }) => code)).toEqual(['scenario.chargingShort']);
    const missing = Number(findings[0]?.values?.missing_kWh);
    expect(sum(result.monthly.charging) + missing).toBeCloseTo(12_000, -1);
  });
});

it('leaves a removed building out of demand, key figures and measures', async () => {
  const district = mixedBoxes(9);
  const gone = district.buildings.map((building, row) => (row === 2 ? { ...building, removed: true as const } : building));
  const without = prepareDistrict({ ...district, buildings: gone }, plainWeather());
  const { result, kpis, findings, plan } = await runScenario({ prepared: without, scenario: scenario(pvField([1])), solver });
  for (const [field, values] of Object.entries(result.monthly)) expect(Math.abs(year(values, 2, 9)), field).toBeLessThan(1e-9);
  expect(findings.map(({ code }) => code)).toEqual(['scenario.noDemand']);
  const floor = (item: typeof kpis) => item.kpis.heating.inputs.find(({ label }) => label === 'kpi.input.floorArea')?.value;
  const whole = await run();
  expect(floor(kpis)).toBeCloseTo(floor(whole.kpis)! - district.buildings[2]!.floorArea_m2.value, 6);
  const report = buildingReport(without, scenario(), plan, result, 2);
  expect([...report.properties, ...report.envelope, ...report.systems, ...report.results]).toEqual([]);
});

it('knows the party walls of a row: no PV on a face that a neighbour covers', async () => {
  const row = boxDistrict([
    { id: 'a', use: 'terraced', constructionYear: 1930, at: [0, 0] },
    { id: 'b', use: 'terraced', constructionYear: 1930, at: [10, 0] },
  ]);
  const { findings } = await runScenario({
    prepared: prepareDistrict(row, plainWeather()),
    scenario: scenario(pvField([3, 2], { buildingId: 'a' })),
    solver,
  });
  expect(findings.map(({ code, values }) => [code, values?.face])).toEqual([['scenario.noOuterFace', 3]]);
});
