/** Houses written by the test generator: place on the map, heat transmission, layers, levels. */
import { describe, expect, it } from 'vitest';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { transformation } from '../../projection/project.ts';
import { findReference } from '../../projection/reference.ts';
import type { ReadResult } from '../readDistrict.ts';
import { readModel } from '../readModel.ts';
import { type HouseGeoreference, type HouseOptions, WINDOW, writeIfcHouse } from './testing/writeIfcHouse.ts';

const encoder = new TextEncoder();

function read(options: HouseOptions, reference?: string): Promise<ReadResult> {
  const bytes = encoder.encode(writeIfcHouse(options));
  return readModel({ name: 'house.ifc', bytes }, { assets: nodeReaderAssets, ...(reference ? { reference } : {}) });
}

/** The ground's corner nearest to a place in the plane of the map [m], as easting, northing. */
function cornerInMap({ district }: ReadResult, code: string, near: readonly [number, number]): readonly [number, number] {
  const { row } = findReference(code)!;
  const frame = new LocalFrame(district.origin!);
  let best: readonly [number, number] = [Number.NaN, Number.NaN];
  let distance = Number.POSITIVE_INFINITY;
  const at = district.surfaces.vertices_m;
  for (let v = 0; v < at.length; v += 3) {
    const [lon, lat] = frame.toGeodetic(at[v]!, at[v + 1]!, at[v + 2]!);
    const [x, y] = transformation(row).fromLonLat(lon, lat);
    const off = Math.hypot(x - near[0], y - near[1]);
    if (off >= distance) continue;
    distance = off;
    best = [x, y];
  }
  return best;
}

const codesOf = ({ district }: ReadResult) => district.issues.map(({ code }) => code);

/** The known answer of the reference note: local (10, 5, 2) m, 30 degrees, EPSG:28992. */
const CONVERSION = {
  as: 'conversion',
  reference: 'EPSG:28992',
  eastings: 85_100,
  northings: 446_400,
  height: 0.5,
  abscissa: 0.8660254,
  ordinate: 0.5,
} as const satisfies HouseGeoreference;
const AT = [10, 5, 2] as const;
const KNOWN = { map: [85_106.16, 446_409.33], lonLat: [4.369349904, 52.001654135] } as const;

describe('an IFC house with a map conversion', () => {
  const cases: readonly (readonly [string, HouseOptions, string | null])[] = [
    ['IFC4 in metres', { georeference: { ...CONVERSION, scale: 1 }, at_m: AT }, null],
    ['IFC4 in millimetres with the scale', { unit: 'millimetre', georeference: { ...CONVERSION, scale: 0.001 }, at_m: AT }, null],
    ['IFC4 in millimetres, scale left out', { unit: 'millimetre', georeference: CONVERSION, at_m: AT }, 'ifc.scale'],
    [
      'IFC4 in millimetres, map unit metre, scale 1',
      { unit: 'millimetre', georeference: { ...CONVERSION, scale: 1 }, at_m: AT },
      'ifc.scale',
    ],
    ['IFC4x3', { schema: 'IFC4X3_ADD2', georeference: { ...CONVERSION, scale: 1 }, at_m: AT }, null],
    ['IFC4x3 with factors per axis', { schema: 'IFC4X3_ADD2', georeference: { ...CONVERSION, as: 'scaled', scale: 1 }, at_m: AT }, null],
    ['IFC2x3 by property sets', { schema: 'IFC2X3', georeference: { ...CONVERSION, as: 'propertySet', scale: 1 }, at_m: AT }, null],
  ];
  it.each(cases)('%s: the corner lands within 0.01 m', async (_name, options, finding) => {
    const result = await read(options);
    const [x, y] = cornerInMap(result, 'EPSG:28992', KNOWN.map);
    expect(Math.hypot(x - KNOWN.map[0], y - KNOWN.map[1])).toBeLessThan(0.01);
    const [lon, lat] = transformation(findReference('EPSG:28992')!.row).toLonLat(x, y);
    expect(lon).toBeCloseTo(KNOWN.lonLat[0], 6);
    expect(lat).toBeCloseTo(KNOWN.lonLat[1], 6);
    expect(codesOf(result)).toContain('ifc.placeByConversion');
    expect(codesOf(result).includes('ifc.scale')).toBe(finding !== null);
    // The ground at local z = 2 m lies at H = 2.5 m.
    expect(result.district.issues.find(({ code }) => code === 'height.zeroLevel')?.values).toEqual({ level_m: 2.5 });
    expect(result.district.buildings[0]?.volumeIsExact).toBe(true);
  });

  it('is moved without turning by a rigid operation', async () => {
    const result = await read({ schema: 'IFC4X3_ADD2', georeference: { ...CONVERSION, as: 'rigid' }, at_m: AT });
    const [x, y] = cornerInMap(result, 'EPSG:28992', [85_110, 446_405]);
    expect(Math.hypot(x - 85_110, y - 446_405)).toBeLessThan(0.01);
  });

  it('keeps a true grid scale', async () => {
    const result = await read({ georeference: { ...CONVERSION, scale: 0.9996, abscissa: 1, ordinate: 0 }, at_m: [1000, 0, 0] });
    const [x] = cornerInMap(result, 'EPSG:28992', [86_099.6, 446_400]);
    expect(x).toBeCloseTo(86_099.6, 2);
    expect(codesOf(result)).not.toContain('ifc.scale');
  });

  it('asks where coordinates of the map stand in the model as well', async () => {
    const result = await read({ georeference: { ...CONVERSION, scale: 1 }, at_m: [85_100, 446_400, 0] });
    expect(result.district.origin).toBeNull();
    expect(result.district.issues.find(({ code }) => code === 'ifc.doubleOffset')).toMatchObject({
      severity: 'error',
      values: { what: 'map' },
    });
    const answered = await read({ georeference: { ...CONVERSION, scale: 1 }, at_m: [85_100, 446_400, 0] }, 'EPSG:28992');
    const [x, y] = cornerInMap(answered, 'EPSG:28992', [85_100, 446_400]);
    expect(Math.hypot(x - 85_100, y - 446_400)).toBeLessThan(0.05);
  });

  it('stands by its site and true north, with an accuracy that says so', async () => {
    const north = [Math.sin(Math.PI / 6), Math.cos(Math.PI / 6)] as const;
    const site = { as: 'site', lat: [-33, -51, -24, -0], lon: [151, 12, 36, 0] } as const;
    const result = await read({ georeference: site, trueNorth: north });
    expect(result.district.reference).toMatchObject({ accuracy: 'several-metres', accuracy_m: null });
    expect(result.district.origin?.lat_deg).toBeCloseTo(-33.8567, 3);
    expect(codesOf(result)).not.toContain('ifc.trueNorth');
    // The south wall looks along local -y: true north lies 30 degrees right of y, so it looks 150 degrees clockwise from it.
    const model = [...result.models!.values()][0]!;
    expect(model.elements.find(({ name }) => name === 'South wall')?.azimuth_deg).toBeCloseTo(150, 1);
  });

  it('says that no place is known where the file names none', async () => {
    const result = await read({});
    expect(result.district.origin).toBeNull();
    expect(codesOf(result)).toContain('crs.unknown');
  });
});

const U = { wall: 0.24, roof: 0.2, ground: 0.35, window: 1.3 } as const;
/** By hand: two long walls with two windows each, two short walls between them. */
const LONG_m2 = 10 * 3 - 2 * WINDOW.width_m * WINDOW.height_m;
const SHORT_m2 = (8 - 0.6) * 3;
const WINDOWS_m2 = 4 * WINDOW.width_m * WINDOW.height_m;
const ROOF_m2 = 80 / Math.cos(Math.PI / 6);
const UA_W_K = U.wall * (2 * LONG_m2 + 2 * SHORT_m2) + U.window * WINDOWS_m2 + U.roof * ROOF_m2 + U.ground * 80;

function transmission(result: ReadResult): number {
  const model = [...result.models!.values()][0]!;
  return model.elements.reduce(
    (sum, { uValue_W_m2K, area_m2 }) => sum + (uValue_W_m2K && area_m2 > 0 ? uValue_W_m2K.value * area_m2 : 0),
    0,
  );
}

describe('the envelope of an IFC house', () => {
  it.each([
    ['IFC4, by geometry', { schema: 'IFC4' }, 'geometry'],
    ['IFC2x3 in millimetres', { schema: 'IFC2X3', unit: 'millimetre' }, 'geometry'],
    ['IFC4x3', { schema: 'IFC4X3_ADD2' }, 'geometry'],
    ['by quantities', { quantities: true }, 'quantities'],
    ['by second-level boundaries', { secondLevelBoundaries: true, unit: 'millimetre' }, 'boundaries'],
    ['without IsExternal', { isExternal: false }, 'geometry'],
  ] as const)('%s: UA is the sum by hand', async (_name, options, source) => {
    const result = await read({ ...options, roof: 'gable', uValues_W_m2K: U, gValue: 0.55 });
    expect(Math.abs(transmission(result) / UA_W_K - 1)).toBeLessThan(0.005);
    const [building] = (result.facts?.buildings ?? []) as { envelope: { source: { wall: object } } }[];
    expect(building?.envelope.source.wall).toEqual({ [source]: 4 });
    expect(result.district.buildings[0]?.attributes).toMatchObject({
      uValueWall_W_m2K: U.wall,
      uValueRoof_W_m2K: U.roof,
      uValueGround_W_m2K: U.ground,
      uValueWindow_W_m2K: U.window,
      gValueWindow: 0.55,
      windowArea_m2: expect.closeTo(WINDOWS_m2, 3),
    });
    expect(codesOf(result)).not.toContain('ifc.uValuesMissing');
  });

  it('has the shell of the known gable house', async () => {
    const { district } = await read({ roof: 'gable' });
    const [house] = district.buildings;
    expect(house?.volumeIsExact).toBe(true);
    expect(house?.volume_m3.value).toBeCloseTo(332.376, 2);
    const roofs = [...district.surfaces.tilt_deg].filter((tilt) => tilt > 5 && tilt < 80);
    expect(roofs).toHaveLength(2);
    for (const tilt of roofs) expect(tilt).toBeCloseTo(30, 1);
  });

  it('takes U-values from layers, and names the defaults for the rest', async () => {
    const result = await read({ layers: true, year: '1995', occupancy: 'office' });
    // 0.12 m of 0.035 and 0.18 m of 0.5 W/(m K), EN ISO 6946 resistances 0.13 and 0.04.
    const expected = 1 / (0.13 + 0.04 + 0.12 / 0.035 + 0.18 / 0.5);
    const model = [...result.models!.values()][0]!;
    const wall = model.elements.find(({ kind }) => kind === 'wall')!;
    expect(wall.layers.map(({ name, thickness_m }) => [name, Number(thickness_m.toFixed(3))])).toEqual([
      ['Insulation', 0.12],
      ['Brick', 0.18],
    ]);
    expect(wall.uValue_W_m2K?.value).toBeCloseTo(expected, 6);
    expect(wall.uValue_W_m2K?.provenance).toBe('file');
    const finding = result.district.issues.find(({ code }) => code === 'ifc.uValuesMissing');
    expect(finding?.values).toMatchObject({ what: 'some', use: 'office', year: 1995, yearFrom: 'file' });
    expect(model.notes).toEqual([{ code: 'ifc.uValuesMissing', values: finding?.values }]);
    expect(result.district.buildings[0]).toMatchObject({ use: { value: 'office', provenance: 'file' }, constructionYear: { value: 1995 } });
  });

  it('puts storeys, spaces and elements in local metres around the middle of the house', async () => {
    const result = await read({ storeys: 3, unit: 'millimetre', at_m: [10, 5, 2] });
    const model = [...result.models!.values()][0]!;
    expect(model.storeys.map(({ elevation_m }) => Number(elevation_m.toFixed(6)))).toEqual([0, 3, 6]);
    expect(model.spaces.map(({ storey, volume_m3 }) => [storey, Number(volume_m3.toFixed(2))])).toEqual(
      [0, 1, 2].map((storey) => [storey, Number((9.4 * 7.4 * 2.7).toFixed(2))]),
    );
    const { positions_m } = model.mesh;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let v = 0; v < positions_m.length; v += 3) {
      low = Math.min(low, positions_m[v]!);
      high = Math.max(high, positions_m[v]!);
    }
    expect([low, high]).toEqual([-5, 5].map((x) => expect.closeTo(x, 3)));
    expect(result.district.buildings[0]?.storeys.value).toBe(3);
  });
});
