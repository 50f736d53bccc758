import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { Building } from '../../district/district.ts';
import { BUILDING_FIELDS, type BuildingField, PATTERN_FIELDS, type PatternField } from '../../scenario/plan.ts';
import { communityFromDistrict, type DistrictCommunityInput } from './fromDistrict.ts';

const stated = <T>(value: T) => ({ value, provenance: 'measured' as const });
function building(id: string, use: Building['use']['value'], more: Partial<Building> = {}): Building {
  return {
    id,
    firstSurface: 0,
    surfaceCount: 0,
    footprintArea_m2: 80,
    height_m: stated(6),
    storeys: stated(2),
    volume_m3: stated(480),
    volumeIsExact: true,
    floorArea_m2: stated(150),
    use: stated(use),
    constructionYear: stated(1970),
    heatSource: stated('gas-boiler'),
    lod: '1',
    attributes: {},
    ...more,
  };
}

const BUILDINGS = [
  building('h1', 'terraced', { name: 'Quay House' }),
  building('h2', 'single-family'),
  building('s1', 'school'),
  building('gone', 'office', { removed: true }),
  building('empty', 'storage'),
];

function input(): DistrictCommunityInput {
  const count = BUILDINGS.length;
  const buildings = Object.fromEntries(BUILDING_FIELDS.map((field) => [field, new Float64Array(count)])) as Record<
    BuildingField,
    Float64Array
  >;
  buildings.batteryCapacity_Wh[0] = 8000;
  buildings.batteryPower_W[0] = 4000;
  buildings.batteryChargeEfficiency[0] = 0.95;
  buildings.batteryDischargeEfficiency[0] = 0.94;
  buildings.isHeatPump[2] = 1;
  buildings.charging_W[1] = 300;
  buildings.chargingLimit_W[1] = 11_000;
  const patterns = Object.fromEntries(PATTERN_FIELDS.map((field) => [field, new Float64Array(11 * HOURS_PER_YEAR)])) as Record<
    PatternField,
    Float64Array
  >;
  // Cars arrive at 18 and charge for two hours.
  patterns.charging.forEach((_, i) => {
    patterns.charging[i] = i % 24 === 18 || i % 24 === 19 ? 12 : 0;
  });
  const electricity_W = new Float32Array(count * HOURS_PER_YEAR);
  for (let i = 0; i < 3 * HOURS_PER_YEAR; i++) electricity_W[i] = 500;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) electricity_W[HOURS_PER_YEAR + hour]! += 300 * patterns.charging[hour]!;
  const pv_W = new Float32Array(count * HOURS_PER_YEAR);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) pv_W[hour] = hour % 24 === 12 ? 3000 : 0;
  return {
    district: { name: 'Quays', buildings: BUILDINGS },
    plan: {
      buildings,
      patterns,
      emissions: {
        electricity_gPerKWh: 300,
        feedInCredit_gPerKWh: 10,
        gas_gPerKWh: 0,
        oil_gPerKWh: 0,
        biomass_gPerKWh: 0,
        districtHeat_gPerKWh: 0,
      },
    },
    pv_W,
    electricity_W,
    centres_m: [0, 0, 100, 0, 0, 300, 5, 5, 9, 9],
    firstWeekday: 0,
  };
}

describe('a community of a district', () => {
  const { community, findings } = communityFromDistrict(input());

  it('has every building that uses or makes electricity, with its kind, name and battery', () => {
    expect(community.participants.map(({ id, name, kind, building: row }) => [id, name, kind, row])).toEqual([
      ['h1', 'Quay House', 'household', 0],
      ['h2', 'House h2', 'household', 1],
      ['s1', 'School s1', 'public', 2],
    ]);
    expect(community.participants[0]!.assets[0]).toMatchObject({
      kind: 'battery',
      capacity_kWh: 8,
      discharge_kW: 4,
      dischargeEfficiency: 0.94,
    });
    expect(community.gridEmissions_gPerKWh).toBe(300);
    expect(Array.from(community.isRenewable)).toEqual([1, 0, 0]);
  });

  it('says who was left out and what could not be told apart', () => {
    expect(findings.map(({ code, objectId }) => [code, objectId])).toEqual([
      ['market.noDemand', 'gone'],
      ['market.zeroLoad', 'empty'],
      ['market.heatPumpFixed', null],
    ]);
  });

  it('takes the charging of cars out of the load and gives it to vehicles, energy for energy', () => {
    const load = community.load_kW.subarray(HOURS_PER_YEAR, 2 * HOURS_PER_YEAR);
    expect(Math.max(...load)).toBeCloseTo(0.5, 6);
    const [car] = community.participants[1]!.assets;
    if (car?.kind !== 'vehicle') throw new Error('no vehicle');
    const driven = car.driven_kWh.reduce((sum, value) => sum + value, 0);
    expect(driven / car.chargeEfficiency).toBeCloseTo(365 * 2 * 3.6, 6);
    // Every need comes up while the car is there, so it can always be met.
    expect(car.driven_kWh.every((value, hour) => value === 0 || car.pluggedIn[hour] === 1)).toBe(true);
  });

  it('keeps only chosen buildings and names those it does not know', () => {
    const chosen = communityFromDistrict({ ...input(), buildingIds: ['h2', 'nowhere'] });
    expect(chosen.community.participants.map(({ id }) => id)).toEqual(['h2']);
    expect(chosen.findings.map(({ code }) => code)).toEqual(['market.unknownBuilding']);
  });

  it('refuses a district in which nobody can trade', () => {
    expect(() => communityFromDistrict({ ...input(), buildingIds: ['empty'] })).toThrow(InputError);
  });
});
