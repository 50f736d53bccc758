import { describe, expect, it } from 'vitest';
import { statedHeatSource, statedProperties, statedUse } from './attributes.ts';
import { type BuildingForm, completeBuilding } from './completion.ts';
import { BUILDING_USES, HEAT_SOURCES } from './district.ts';

const HOUSE: BuildingForm = {
  footprintArea_m2: 60,
  footprintInferred: false,
  height_m: 8,
  volume_m3: 420,
  volumeIsExact: true,
  sharedWallShare: 0,
};

describe('what attributes state', () => {
  it('reads code lists and words in English, German and Dutch', () => {
    const cases = {
      '31001_2020': 'office',
      '1000': 'residential',
      '31001_2463': 'storage',
      '3021': 'school',
      '9998': null,
      woonfunctie: 'residential',
      kantoorfunctie: 'office',
      onderwijsfunctie: 'school',
      Mehrfamilienhaus: 'multi-family',
      Reihenhaus: 'terraced',
      moreThanTwoDwellings: 'multi-family',
      'single family': 'single-family',
      warehouse: 'storage',
      hospital: 'health',
      workshop: 'industry',
      'Shopping centre': 'retail',
      publicServices: 'office',
      NaN: null,
      yes: null,
    };
    expect(Object.fromEntries(Object.keys(cases).map((text) => [text, statedUse(text)]))).toEqual(cases);
  });

  it('knows the words of this program and those of others for heat', () => {
    for (const use of BUILDING_USES) expect(statedUse(use)).toBe(use);
    for (const source of HEAT_SOURCES) expect(statedHeatSource(source)).toBe(source);
    const words = ['Ölheizung', 'oil', 'gas condensing boiler', 'Wärmepumpe', 'stadsverwarming', 'wood boiler', 'Strom', 'solar'];
    expect(words.map(statedHeatSource)).toEqual([
      'oil-boiler',
      'oil-boiler',
      'gas-boiler',
      'air-heat-pump',
      'district-heat',
      'biomass-boiler',
      'direct-electric',
      null,
    ]);
  });

  it('takes numbers from text, years from dates, and nothing from NaN, null or an empty text', () => {
    expect(statedProperties({ oorspronkelijkbouwjaar: 1921, b3_bouwlagen: null, measuredHeight: '9,5', function: 'woonfunctie' })).toEqual({
      constructionYear: { value: 1921, provenance: 'file', note: 'oorspronkelijkbouwjaar' },
      height_m: { value: 9.5, provenance: 'file', note: 'measuredHeight' },
      use: { value: 'residential', provenance: 'file', note: 'function' },
    });
    expect(statedProperties({ dateOfConstruction: '1987-06-01' }).constructionYear?.value).toBe(1987);
    expect(statedProperties({ yearOfConstruction: 'NaN', storeysAboveGround: '', measuredHeight: null, bouwjaar: 0, levels: -1 })).toEqual(
      {},
    );
  });
});

describe('completing a building', () => {
  it('labels every value with where it came from', () => {
    const completed = completeBuilding(HOUSE, {});
    expect(completed).toMatchObject({
      use: { value: 'single-family', provenance: 'inferred' },
      height_m: { value: 8, provenance: 'geometry' },
      volume_m3: { value: 420, provenance: 'geometry' },
      storeys: { value: 2, provenance: 'inferred' },
      floorArea_m2: { value: 120, provenance: 'inferred' },
      constructionYear: { value: 1970, provenance: 'default' },
      heatSource: { value: 'gas-boiler', provenance: 'default' },
    });
  });

  it('lets the file and the caller decide', () => {
    const stated = statedProperties({ storeys: 3, gebaeudefunktion: 'Schule', heating: 'Fernwärme', floorArea: 150 });
    expect(completeBuilding(HOUSE, stated)).toMatchObject({
      use: { value: 'school', provenance: 'file' },
      storeys: { value: 3, provenance: 'file' },
      floorArea_m2: { value: 150, provenance: 'file' },
      heatSource: { value: 'district-heat', provenance: 'file' },
    });
    const own = completeBuilding(
      HOUSE,
      {},
      { constructionYear: 1955, heatSource: 'oil-boiler', storeyHeight_m: 3.5, inferUse: () => 'retail' },
    );
    expect([own.constructionYear.value, own.heatSource.value, own.use.value, own.storeys.value]).toEqual([1955, 'oil-boiler', 'retail', 2]);
  });

  it('tells uses apart by form', () => {
    const use = (form: Partial<BuildingForm>) => completeBuilding({ ...HOUSE, ...form }, {}).use.value;
    expect([
      use({ footprintArea_m2: 8, volume_m3: 30 }),
      use({ height_m: 2.2, volume_m3: 130 }),
      use({ sharedWallShare: 0.4 }),
      use({ footprintArea_m2: 300, volume_m3: 3000, height_m: 11 }),
      use({ footprintArea_m2: 500, volume_m3: 9000, height_m: 20 }),
      use({ footprintArea_m2: 4000, volume_m3: 30_000, height_m: 9 }),
    ]).toEqual(['storage', 'storage', 'terraced', 'multi-family', 'apartment-block', 'industry']);
  });

  it('does not put more floors into a building than fit', () => {
    const completed = completeBuilding({ ...HOUSE, volume_m3: 200 }, { storeys: { value: 5, provenance: 'file' } });
    expect(completed.floorArea_m2.value).toBeCloseTo(200 / 2.4, 9);
    expect(completed.floorArea_m2.note).toContain('do not fit');
  });

  it('extrudes an outline by stated height, by storeys, or by one storey', () => {
    const outline = { ...HOUSE, height_m: 0, volume_m3: 0, volumeIsExact: false };
    expect(completeBuilding(outline, statedProperties({ height: 9 })).volume_m3).toMatchObject({ value: 540, provenance: 'inferred' });
    expect(completeBuilding(outline, statedProperties({ levels: 2 })).height_m).toMatchObject({ value: 5.8, provenance: 'inferred' });
    expect(completeBuilding(outline, {}).height_m.provenance).toBe('default');
  });
});
