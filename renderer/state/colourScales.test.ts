import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weakestProvenance } from '#models/district/dataQuality.ts';
import type { Building, BuildingUse } from '#models/district/district.ts';
import { BUILDING_COLUMNS, type ScenarioOutcome, SURFACE_COLUMNS } from '../workers/engineApi.ts';
import { parseHex, RAMP_STEPS, rampTable, USE_COLOURS } from './colourRamps.ts';
import { type ColouredDistrict, NO_DATA_MARK, surfaceColours, VALUE_MARK } from './colourScales.ts';
import { commonDomain, largestChange } from './comparisonColours.ts';
import { differenceDomain, domainTicks, sequentialDomain } from './valueDomain.ts';

function building(use: BuildingUse, height_m: number): Building {
  const sourced = <T>(value: T) => ({ value, provenance: 'file' as const });
  return {
    id: `${use}-${height_m}`,
    firstSurface: 0,
    surfaceCount: 2,
    footprintArea_m2: 100,
    height_m: sourced(height_m),
    storeys: sourced(3),
    volume_m3: sourced(300),
    volumeIsExact: true,
    floorArea_m2: sourced(300),
    use: sourced(use),
    constructionYear: { value: 1975, provenance: 'archetype' },
    heatSource: sourced('gas-boiler' as const),
    lod: '2',
    attributes: {},
  };
}

function district(uses: readonly BuildingUse[], surfacesEach: number): ColouredDistrict {
  const buildings = uses.map((use, i) => building(use, 5 + i));
  const owner = Uint32Array.from({ length: uses.length * surfacesEach }, (_, row) => Math.floor(row / surfacesEach));
  return { buildings, surfaces: { count: owner.length, building: owner } };
}

function outcome(buildings: Float32Array, surfaces: Float32Array): ScenarioOutcome {
  const record = <K extends string>(keys: readonly K[], column: Float32Array) =>
    Object.fromEntries(keys.map((key) => [key, column])) as Record<K, Float32Array>;
  return {
    districtKey: '',
    scenarioId: 's',
    hash: 'h',
    kpis: { kpis: {} as ScenarioOutcome['kpis']['kpis'], months: {} as ScenarioOutcome['kpis']['months'], sankey: [] },
    hourly: {} as ScenarioOutcome['hourly'],
    buildings: record(BUILDING_COLUMNS, buildings),
    surfaces: record(SURFACE_COLUMNS, surfaces),
    residual: 0,
    duration_ms: 0,
    cached: false,
  };
}

const pixel = (rgba: Uint8Array, row: number): number[] => [...rgba.subarray(row * 4, row * 4 + 4)];

describe('surfaceColours', () => {
  it('gives every surface of a building its building’s colour and marks what has no value', () => {
    const three = district(['office', 'school', 'storage'], 2);
    const { rgba, legend } = surfaceColours(
      { kind: 'building', column: 'heatDemand_kWh_m2' },
      three,
      outcome(Float32Array.of(0, 100, Number.NaN), new Float32Array(6)),
    );
    expect(pixel(rgba, 0)).toEqual([...rampTable('cividis').subarray(0, 3), VALUE_MARK]);
    expect(pixel(rgba, 1)).toEqual(pixel(rgba, 0));
    expect(pixel(rgba, 3)).toEqual([...rampTable('cividis').subarray(3 * (RAMP_STEPS - 1)), VALUE_MARK]);
    expect(pixel(rgba, 4)[3]).toBe(NO_DATA_MARK);
    expect(legend).toMatchObject({
      kind: 'ramp',
      unit: 'kWh/(m2 a)',
      difference: false,
      noData: { count: 1 },
      domain: { low: 0, high: 100 },
    });
  });

  it('colours surfaces one by one', () => {
    const one = district(['office'], 3);
    const { rgba } = surfaceColours(
      { kind: 'surface', column: 'irradiation_kWh_m2' },
      one,
      outcome(new Float32Array(1), Float32Array.of(0, 1000, Number.NaN)),
    );
    expect([pixel(rgba, 0), pixel(rgba, 1), pixel(rgba, 2)].map((p) => p[3])).toEqual([VALUE_MARK, VALUE_MARK, NO_DATA_MARK]);
    expect(pixel(rgba, 0)).not.toEqual(pixel(rgba, 1));
  });

  it('centres differences at zero: no change is the neutral middle', () => {
    const three = district(['office', 'school', 'storage'], 1);
    const base = outcome(Float32Array.of(100, 100, 100), new Float32Array(3));
    const measure = outcome(Float32Array.of(60, 100, 110), new Float32Array(3));
    const { rgba, legend } = surfaceColours({ kind: 'building', column: 'co2_kg_m2' }, three, measure, { compareWith: base });
    expect(legend).toMatchObject({ kind: 'ramp', difference: true });
    if (legend.kind !== 'ramp') throw new Error('a ramp was expected');
    expect(legend.domain.low).toBe(-legend.domain.high);
    const [red, green, blue] = pixel(rgba, 1);
    expect(Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!)).toBeLessThanOrEqual(3);
    expect(pixel(rgba, 0)[2]).toBeGreaterThan(pixel(rgba, 0)[0]!);
  });

  it('lists only the categories that occur, with counts', () => {
    const { rgba, legend } = surfaceColours({ kind: 'property', property: 'use' }, district(['office', 'school', 'office'], 1), null);
    expect(legend).toMatchObject({
      kind: 'categories',
      categories: [
        { key: 'office', count: 2, colour: USE_COLOURS.office },
        { key: 'school', count: 1 },
      ],
    });
    expect(pixel(rgba, 2)).toEqual([...parseHex(USE_COLOURS.office), VALUE_MARK]);
  });

  it('shows no data before the first result and for a result of another district', () => {
    const two = district(['office', 'school'], 2);
    const colourBy = { kind: 'building', column: 'cost_EUR' } as const;
    expect(surfaceColours(colourBy, two, null).legend.kind).toBe('empty');
    expect(surfaceColours(colourBy, two, outcome(new Float32Array(7), new Float32Array(4))).legend.kind).toBe('empty');
  });

  it('names the weakest of the values a building is simulated with', () => {
    expect(weakestProvenance(building('office', 3))).toBe('archetype');
  });

  it('has distinct colours for all uses', () => {
    expect(new Set(Object.values(USE_COLOURS)).size).toBe(Object.keys(USE_COLOURS).length);
  });
});

describe('domains', () => {
  it('ignores outliers and says that values are clipped', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => 40 + i / 10);
    values[500] = 1e9;
    expect(sequentialDomain(values)).toMatchObject({ low: 40, high: 140, clippedLow: false, clippedHigh: true });
  });

  it('lets small buildings count little where weights say so', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i < 20 ? 800 + i : 40 + i / 2));
    const weights = Float64Array.from({ length: 100 }, (_, i) => (i < 20 ? 2 : 200));
    expect(sequentialDomain(values)!.high).toBeGreaterThan(800);
    expect(sequentialDomain(values, weights)).toMatchObject({ low: 50, high: 90, clippedHigh: true });
  });

  it('covers 96 % of any values and stays ordered', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 50, maxLength: 200 }), (values) => {
        const domain = sequentialDomain(values)!;
        const inside = values.filter((value) => value >= domain.low && value <= domain.high).length;
        expect(domain.low).toBeLessThan(domain.high);
        expect(inside).toBeGreaterThanOrEqual(Math.floor(values.length * 0.96) - 2);
      }),
    );
  });

  it('has no domain without a finite value', () => {
    expect([sequentialDomain([Number.NaN]), differenceDomain([])]).toEqual([null, null]);
  });

  it('puts ticks at round values', () => {
    expect(domainTicks(0, 140)).toEqual([0, 50, 100]);
    expect(domainTicks(-0.4, 0.4)).toEqual([-0.4, -0.2, 0, 0.2, 0.4]);
  });
});

describe('comparing two outcomes', () => {
  const heat = { kind: 'building', column: 'heatDemand_kWh_m2' } as const;
  const three = district(['office', 'school', 'storage'], 1);
  const base = outcome(Float32Array.of(80, 100, 120), Float32Array.of(900, 950, 1000));

  it('says that a difference is zero everywhere', () => {
    const { legend } = surfaceColours(heat, three, base, { compareWith: base });
    expect(legend).toMatchObject({ kind: 'ramp', difference: true, same: true });
    const other = outcome(Float32Array.of(80, 100, 119), base.surfaces.irradiation_kWh_m2);
    expect(surfaceColours(heat, three, other, { compareWith: base }).legend).toMatchObject({ same: false });
  });

  it('covers both with one scale, so that equal values have equal colours', () => {
    const lower = outcome(Float32Array.of(20, 30, 80), new Float32Array(3));
    const domain = commonDomain(heat, three, [base, lower, null])!;
    expect([domain.low, domain.high]).toEqual([0, 120]);
    const [first, second] = [base, lower].map((shown) => surfaceColours(heat, three, shown, { domain }));
    expect(pixel(first!.rgba, 0)).toEqual(pixel(second!.rgba, 2));
    expect(commonDomain({ kind: 'property', property: 'use' }, three, [base, lower])).toBeUndefined();
  });

  it('finds the quantity that differs most for its size', () => {
    const changed: ScenarioOutcome = {
      ...base,
      buildings: { ...base.buildings, cost_EUR: Float32Array.of(81, 100, 120), pvYield_kWh: Float32Array.of(40, 100, Number.NaN) },
    };
    expect(largestChange(changed, base)).toEqual({ kind: 'building', column: 'pvYield_kWh' });
    expect(largestChange(base, base)).toBeNull();
  });
});
