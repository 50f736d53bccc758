import { describe, expect, it } from 'vitest';
import { InputError } from '../core/errors.ts';
import { BASELINE, type Scenario } from './scenario.ts';
import { readScenario } from './scenarioSchema.ts';

const target = { selector: { uses: ['office'], queries: [{ attribute: 'storeys', operator: '>', value: 2 }] }, share: 0.4 } as const;
const FULL: Scenario = {
  id: 's1',
  name: 'All measures',
  measures: [
    { id: 'a', enabled: true, kind: 'retrofit', standard: 'usual', target },
    { id: 'b', enabled: false, kind: 'windows', standard: 'triple', target },
    { id: 'c', enabled: true, kind: 'pv', minIrradiation_kWh_m2: 800, coverage: 0.6, power_kW_m2: 0.2, target },
    { id: 'd', enabled: true, kind: 'battery', capacity_kWh_per_kWp: 1, power_kW_per_kWh: 0.5, target },
    { id: 'e', enabled: true, kind: 'heat-pump', designFlow_C: 45, target },
    { id: 'f', enabled: true, kind: 'setpoints', heating_C: 19, cooled: true, target },
    { id: 'g', enabled: true, kind: 'tariff', tariff: { gas_ctPerKWh: 14, peakFrom_h: 22, peakTo_h: 6 } },
    { id: 'i', enabled: true, kind: 'pv-field', buildingId: 'a', faces: [2, 5], coverage: 0.8, power_kW_m2: 0.2 },
    {
      id: 'j',
      enabled: true,
      kind: 'envelope',
      buildingId: 'a',
      part: 'wall',
      faces: [3],
      uValue_W_m2K: 0.2,
      layers: [{ name: 'Brick', thickness_m: 0.3, conductivity_W_mK: 0.8, density_kg_m3: 1700, heatCapacity_J_kgK: 840 }],
    },
    { id: 'k', enabled: true, kind: 'envelope', buildingId: 'a', part: 'window', uValue_W_m2K: 0.9, layers: [] },
    { id: 'l', enabled: true, kind: 'site-battery', buildingId: 'a', capacity_kWh: 12, power_kW: 5 },
    { id: 'm', enabled: true, kind: 'charging', buildingId: 'a', points: 4, power_kW: 11, distance_km: 13_000 },
    { id: 'n', enabled: true, kind: 'edit', edit: { kind: 'raise', ids: ['a'], by_m: 3 } },
    { id: 'h', enabled: true, kind: 'emissions', factors: { electricity_gPerKWh: 100 } },
  ],
};

function faultOf(json: unknown): InputError {
  try {
    readScenario(json);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('The scenario was accepted.');
}

describe('readScenario', () => {
  it('returns what JSON carries, unchanged', () => {
    expect(readScenario(JSON.parse(JSON.stringify(FULL)))).toEqual(FULL);
    expect(readScenario(BASELINE)).toEqual(BASELINE);
  });

  it.each([
    [
      'a share above one',
      { ...FULL, measures: [{ ...FULL.measures[0], target: { selector: {}, share: 1.2 } }] },
      'measures[0].target.share',
    ],
    [
      'an unknown use',
      { ...FULL, measures: [{ ...FULL.measures[0], target: { selector: { uses: ['palace'] }, share: 1 } }] },
      'measures[0].target.selector.uses[0]',
    ],
    ['an unknown kind', { ...FULL, measures: [{ id: 'x', enabled: true, kind: 'magic' }] }, 'measures[0].kind'],
    ['a misspelt field', { ...FULL, measures: [{ ...FULL.measures[4], flow: 3 }] }, 'measures[0]'],
    ['an id used twice', { ...FULL, measures: [FULL.measures[0], FULL.measures[0]] }, 'measures[1].id'],
    ['no object at all', null, 'the whole document'],
  ])('names the place of %s', (_, json, where) => {
    expect(faultOf(json).detail).toMatchObject({ code: 'scenario.invalid', where });
  });
});
