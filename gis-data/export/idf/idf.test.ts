import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { SURFACE_KINDS } from '#models/district/district.ts';
import { BESTEST_CASES, bestestCase } from '#models/energy/cases/bestest.ts';
import { buildPlan } from '#models/scenario/buildPlan.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import { sampleDistrict, sampleWeather } from '../../samples/index.ts';
import { buildingIdf } from './buildingIdf.ts';
import { checkIdf, parseIdf } from './checkIdf.ts';
import { areaOf, cutUpright, openingsIn, type Ring } from './polygons.ts';
import { thermalCaseIdf } from './thermalCaseIdf.ts';

const denver = { name: 'Denver, "Stapleton"; CO', lat_deg: 39.74, lon_deg: -105.18, timeZone_h: -7, elevation_m: 1829 };
const case600 = thermalCaseIdf(bestestCase('600'), denver);
const prepared = prepareDistrict(sampleDistrict(), sampleWeather());
const plan = buildPlan(prepared, BASELINE, null);
const buildingText = (building: number) => buildingIdf({ prepared, plan, scenario: BASELINE, building });

/** Objects of a class as records of their first fields. */
function objectsOf(text: string, className: string): readonly (readonly string[])[] {
  return parseIdf(text).objects.flatMap((one) => (one.className === className ? [one.values] : []));
}

function ringOf(values: readonly string[], first: number): Ring {
  const numbers = values
    .slice(first)
    .filter((value) => value !== '')
    .map(Number);
  return Array.from({ length: numbers.length / 3 }, (_, i) => [numbers[i * 3]!, numbers[i * 3 + 1]!, numbers[i * 3 + 2]!] as const);
}

function surfaces(text: string) {
  return objectsOf(text, 'BuildingSurface:Detailed').map((values) => ({
    name: values[0]!,
    type: values[1]!,
    construction: values[2]!,
    boundary: values[5]!,
    sun: values[7]!,
    area_m2: areaOf(ringOf(values, 11)),
  }));
}

function windowArea_m2(text: string): number {
  return objectsOf(text, 'FenestrationSurface:Detailed').reduce((sum, values) => sum + areaOf(ringOf(values, 9)), 0);
}

describe('the EnergyPlus file of BESTEST case 600', () => {
  it('is complete by the input data dictionary, and so are the other cases', () => {
    expect(checkIdf(case600)).toEqual([]);
    for (const name of BESTEST_CASES) expect(checkIdf(thermalCaseIdf(bestestCase(name), denver)), name).toEqual([]);
  });

  it('is the box of the standard: 8 by 6 by 2.7 m, 12 m2 of window to the south', () => {
    const byType = (type: string) => surfaces(case600).filter((one) => one.type === type);
    expect(byType('Wall').map((one) => one.area_m2)).toEqual([21.6, 21.6, 16.2, 16.2].map((area) => expect.closeTo(area, 4)));
    expect([...byType('Roof'), ...byType('Floor')].map((one) => one.area_m2)).toEqual([expect.closeTo(48, 4), expect.closeTo(48, 4)]);
    expect(windowArea_m2(case600)).toBeCloseTo(12, 2);
    expect(objectsOf(case600, 'FenestrationSurface:Detailed')[0]![3]).toMatch(/^south/);
    expect(byType('Floor')[0]).toMatchObject({ boundary: 'Outdoors', sun: 'NoSun' });
  });

  it('has resistances that give the case’s U values with the surface resistances of the handbook', () => {
    const [first] = objectsOf(case600, 'Material:NoMass');
    const [mass] = objectsOf(case600, 'Material');
    expect(1 / (Number(first![2]) + Number(mass![2]) / Number(mass![3]) + 0.13 + 0.04)).toBeCloseTo(0.5104, 4);
    expect((Number(mass![2]) * Number(mass![4]) * Number(mass![5])) / 1000).toBeCloseTo(9.58, 3);
  });

  it('is refused for a case that is no box', () => {
    const skewed = bestestCase('600');
    const opaque = skewed.opaque!.map((part, index) => (index === 0 ? { ...part, azimuth_deg: 30 } : part));
    expect(() => thermalCaseIdf({ ...skewed, opaque }, denver)).toThrowError(InputError);
    expect(() => thermalCaseIdf({ ...skewed, zone: { floorArea_m2: 60, volume_m3: 129.6 } }, denver)).toThrowError(/six sides of a box/);
  });
});

describe('the check', () => {
  const faults = (text: string) => [...new Set(checkIdf(text).map((finding) => finding.fault))];

  it.each([
    ['an unknown class', (text: string) => text.replace('Timestep,', 'Timesteps,'), 'class'],
    ['a class twice', (text: string) => `${text}\nTimestep, 4;\n`, 'twice'],
    ['a missing class', (text: string) => text.replace(/GlobalGeometryRules,[^;]*;/, ''), 'missing-class'],
    ['too few fields', (text: string) => text.replace(/RunPeriod,[^;]*;/, 'RunPeriod, Year, 1, 1;'), 'few-fields'],
    ['too many fields', (text: string) => text.replace(/Timestep,\s*4;/, 'Timestep, 4, 4;'), 'many-fields'],
    ['half a vertex', (text: string) => text.replace(/(BuildingSurface:Detailed,[^;]*);/, '$1, 1.0;'), 'group'],
    ['a required field left blank', (text: string) => text.replace('MediumRough,', ','), 'required'],
    ['text for a number', (text: string) => text.replace(/48,(\s*!- Floor Area)/, 'large,$1').replace(/48;/, 'large;'), 'number'],
    ['a number out of its range', (text: string) => text.replace(/39\.74,/, '139.74,'), 'range'],
    ['a choice that is none', (text: string) => text.replace('SunExposed', 'Sunny'), 'choice'],
    ['a name of nothing', (text: string) => text.replace(/^(Construction,\n\s*)Part 1,/m, '$1Part one,'), 'reference'],
    ['a name used twice', (text: string) => text.replace(/^(Construction,\n\s*)Part 2,/m, '$1Part 1,'), 'same-name'],
    ['an end that is missing', (text: string) => text.slice(0, text.lastIndexOf(';')), 'end'],
  ] as const)('finds %s', (_, spoil, fault) => {
    const spoilt = spoil(case600);
    expect(spoilt).not.toBe(case600);
    expect(faults(spoilt)).toContain(fault);
  });
});

describe('the EnergyPlus file of a building', () => {
  it('is complete by the input data dictionary for each use in the sample district', () => {
    const uses = new Map(prepared.district.buildings.map((one, index) => [one.use.value, index]));
    expect(uses.size).toBeGreaterThan(8);
    for (const [use, building] of uses) expect(checkIdf(buildingText(building)), use).toEqual([]);
  });

  it('has the faces, windows and conductances that the engine calculates with', () => {
    const { district } = prepared;
    for (const building of [0, 22, 25, 119]) {
      const text = buildingText(building);
      const one = district.buildings[building]!;
      const written = surfaces(text);
      let area_m2 = 0;
      let shared_m2 = 0;
      for (let row = one.firstSurface; row < one.firstSurface + one.surfaceCount; row++) {
        area_m2 += district.surfaces.area_m2[row]!;
        if (SURFACE_KINDS[district.surfaces.kind[row]!] === 'wall') shared_m2 += district.surfaces.sharedArea_m2[row]!;
      }
      const sum = (of: (one: (typeof written)[number]) => boolean) =>
        written.reduce((total, surface) => total + (of(surface) ? surface.area_m2 : 0), 0);
      expect(sum(() => true) / area_m2, one.id).toBeCloseTo(1, 3);
      expect(Math.abs(sum((surface) => surface.type === 'Wall' && surface.boundary === 'Adiabatic') - shared_m2)).toBeLessThan(
        0.006 * area_m2,
      );
      const outer_m2 = sum((surface) => surface.type === 'Wall' && surface.boundary === 'Outdoors');
      const window_m2 = windowArea_m2(text);
      expect(window_m2 / outer_m2).toBeGreaterThan(0.05);

      // Conductance from the written resistances and surface resistances, thermal bridges included.
      const resistance = new Map(objectsOf(text, 'Material:NoMass').map((values) => [values[0]!, Number(values[2])]));
      const inner: Readonly<Record<string, number>> = { Wall: 0.13, Roof: 0.1, Floor: 0.17 };
      const windowU = Number(objectsOf(text, 'WindowMaterial:SimpleGlazingSystem')[0]![1]);
      let opaque_W_K = 0;
      for (const surface of written) {
        if (surface.boundary === 'Adiabatic') continue;
        const uValue = 1 / (resistance.get(`${surface.construction} insulation`)! + inner[surface.type]! + 0.04);
        const share = surface.type === 'Wall' ? 1 - window_m2 / outer_m2 : 1;
        opaque_W_K += surface.area_m2 * share * uValue;
      }
      expect(opaque_W_K / plan.buildings.transmissionOpaque_W_K[building]!, `${one.id} opaque`).toBeCloseTo(1, 2);
      expect((window_m2 * windowU) / plan.buildings.transmissionWindow_W_K[building]!, `${one.id} windows`).toBeCloseTo(1, 2);
    }
  });

  it('is shaded by its neighbours and knows the engine’s setpoints', () => {
    const text = buildingText(25);
    expect(objectsOf(text, 'Shading:Building:Detailed').length).toBeGreaterThan(10);
    const heating = objectsOf(text, 'Schedule:Compact').find(([name]) => name === 'Zone heating setpoint')!;
    const values = heating.filter((value) => /^\d/.test(value)).map(Number);
    expect([Math.min(...values), Math.max(...values)]).toEqual([17, 20]);
  });

  it('is refused for a building that is not simulated', () => {
    const gone = { ...prepared, columns: { ...prepared.columns, isBuilding: new Uint8Array(prepared.district.buildings.length) } };
    expect(() => buildingIdf({ prepared: gone, plan, scenario: BASELINE, building: 3 })).toThrowError(/not simulated/);
  });
});

describe('polygons', () => {
  const gable: Ring = [
    [0, 0, 5],
    [0, 0, 0],
    [10, 0, 0],
    [10, 0, 5],
    [5, 0, 8],
  ];
  const south = [0, -1, 0] as const;

  it('are cut upright in the given share', () => {
    for (const share of [0.1, 0.35, 0.8]) {
      const [left, right] = cutUpright(gable, south, share);
      expect(areaOf(left!)).toBeCloseTo(65 * share, 6);
      expect(areaOf(left!) + areaOf(right!)).toBeCloseTo(65, 6);
    }
  });

  it('have openings of the given share, with three or four corners', () => {
    const openings = openingsIn(gable, south, 0.3);
    expect(openings.every((ring) => ring.length === 3)).toBe(true);
    expect(openings.reduce((sum, ring) => sum + areaOf(ring), 0)).toBeCloseTo(65 * 0.3, 6);
    expect(openingsIn(gable.slice(0, 4), south, 0.3).map((ring) => ring.length)).toEqual([4]);
  });
});
