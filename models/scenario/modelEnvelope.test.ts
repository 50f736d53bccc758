import earcut from 'earcut';
import { describe, expect, it } from 'vitest';
import type { BuildingModel } from '../district/buildingModel.ts';
import { buildingModelOf } from '../district/buildingModelOf.ts';
import { archetypeOf } from '../energy/archetypes/archetype.ts';
import { buildPlan } from './buildPlan.ts';
import { slabOnGround_W_m2K } from './envelope.ts';
import { modelEnvelope } from './modelEnvelope.ts';
import { prepareDistrict } from './prepareDistrict.ts';
import { BASELINE, type Scenario } from './scenario.ts';
import { boxDistrict, plainWeather } from './testing/boxDistrict.ts';

const district = boxDistrict([{ id: 'a', use: 'single-family', constructionYear: 1963, at: [0, 0], size_m: [10, 10, 6] }]);
const prepared = prepareDistrict(district, plainWeather());
const all = { selector: {}, share: 1 };
const retrofitted: Scenario = {
  id: 's',
  name: 's',
  measures: [
    { id: 'r', kind: 'retrofit', enabled: true, target: all, standard: 'usual' },
    { id: 'w', kind: 'windows', enabled: true, target: all, standard: 'triple' },
  ],
};

function modelOf(scenario: Scenario): BuildingModel {
  const triangulate = (points: readonly number[], holes: readonly number[]) => earcut(points, holes);
  return buildingModelOf(district, 0, { envelope: modelEnvelope(prepared, scenario, 0), triangulate });
}
const transmission = (model: BuildingModel, ...kinds: string[]) =>
  model.elements.filter(({ kind }) => kinds.includes(kind)).reduce((sum, e) => sum + e.area_m2 * (e.uValue_W_m2K?.value ?? 0), 0);

describe.each([
  ['as built', BASELINE, 'as-built'],
  ['after measures', retrofitted, 'usual'],
] as const)('the shown model %s', (_name, scenario, state) => {
  it('has the transmission the engine calculates with', () => {
    const { buildings } = buildPlan(prepared, scenario, null);
    const model = modelOf(scenario);
    const archetype = archetypeOf('single-family', 1963, state);
    // The engine adds thermal bridges on 240 m2 of wall, roof and ground each of 100 m2, and has the floor with the ground.
    const opaque =
      transmission(model, 'wall', 'roof') + 100 * slabOnGround_W_m2K(archetype.ground_W_m2K, 100, 40) + 440 * archetype.thermalBridge_W_m2K;
    expect(opaque).toBeCloseTo(buildings.transmissionOpaque_W_K[0]!, 6);
    expect(transmission(model, 'window')).toBeCloseTo(buildings.transmissionWindow_W_K[0]!, 6);
  });
});

it('names table and measure beside a value', () => {
  const { wall, window } = modelEnvelope(prepared, retrofitted, 0);
  expect([wall.uValue_W_m2K.note, window.uValue_W_m2K.note]).toEqual([
    'TABULA, >= 1958; retrofit: usual',
    'TABULA, >= 1958; windows: triple',
  ]);
});
