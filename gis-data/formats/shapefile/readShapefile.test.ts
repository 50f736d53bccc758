import shpjs from 'shpjs';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { dbfOf, type RecordRings, shpOf, zipOf } from '../../../tests/support/shapefileWriter.ts';
import { readModel } from '../readModel.ts';
import { readShp } from './shp.ts';

const RD =
  'PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]';
const COLUMNS = [
  { name: 'ID', type: 'C', length: 10 },
  { name: 'HEIGHT', type: 'N', length: 8, decimals: 2 },
  { name: 'NAME', type: 'C', length: 12 },
] as const;

/** Clockwise, as exteriors are; holes the other way. */
function square(x: number, y: number, side: number, z?: number): number[][] {
  const corners = [
    [x, y],
    [x, y + side],
    [x + side, y + side],
    [x + side, y],
    [x, y],
  ];
  return z === undefined ? corners : corners.map((corner) => [...corner, z]);
}

const RECORDS: readonly RecordRings[] = [
  [square(92_000, 435_000, 10)],
  [square(92_050, 435_000, 20), square(92_055, 435_005, 2).toReversed(), square(92_100, 435_000, 5)],
];

async function read(files: Readonly<Record<string, Uint8Array | string>>) {
  return (await readModel({ name: 'map.zip', bytes: zipOf(files) })).district;
}

describe('shapefiles', () => {
  it('have exteriors, holes and several parts, as another reader finds them', async () => {
    const files = {
      'map.shp': shpOf(RECORDS),
      'map.dbf': dbfOf(COLUMNS, [
        ['a', '5.50', ''],
        ['b', '********', ''],
      ]),
      'map.prj': RD,
    };
    const district = await read(files);
    expect(district.reference.code).toBe('EPSG:28992');
    expect(
      district.buildings.map(({ id, footprintArea_m2, height_m }) => [id, Number(footprintArea_m2.toFixed(6)), height_m.provenance]),
    ).toEqual([
      ['a', 100, 'file'],
      ['b', 400 - 4 + 25, 'default'],
    ]);
    const { 'map.prj': _, ...unplaced } = files;
    const other = await shpjs(Buffer.from(zipOf(unplaced)));
    const features = Array.isArray(other) ? other.flatMap((one) => one.features) : other.features;
    const coordinates = features.map(({ geometry }) =>
      geometry.type === 'Polygon' ? [geometry.coordinates] : 'coordinates' in geometry ? geometry.coordinates : [],
    );
    const own = readShp(files['map.shp']).shapes.map((shape) =>
      shape?.polygons.map((polygon) =>
        polygon.map((ring) => Array.from({ length: ring.length / 3 }, (_, i) => [ring[i * 3], ring[i * 3 + 1]])),
      ),
    );
    expect(own).toEqual(coordinates);
  });

  it('have heights of their points', async () => {
    const district = await read({
      'm.shp': shpOf([[square(92_000, 435_000, 10, 2)], [square(92_050, 435_000, 10, 2)], [square(92_100, 435_000, 10, 7)]]),
      'm.dbf': dbfOf(COLUMNS, [
        ['a', '3', ''],
        ['b', '3', ''],
        ['c', '3', ''],
      ]),
      'm.prj': RD,
    });
    const tops = district.buildings.map(({ firstSurface }) => Math.round(district.surfaces.centroid_m[(firstSurface + 1) * 3 + 2]!));
    expect(tops).toEqual([3, 3, 8]);
  });

  it('without a reference system ask; an unknown definition is named', async () => {
    const files = { 'm.shp': shpOf(RECORDS), 'm.dbf': dbfOf(COLUMNS, [['a'], ['b']]) };
    const unknown = (await read(files)).issues.find((issue) => issue.code === 'crs.unknown');
    expect(unknown?.values).toMatchObject({ what: 'none', candidates: expect.stringContaining('EPSG:28992') });
    const named = (await read({ ...files, 'm.prj': 'LOCAL_CS["Site grid"]' })).issues.find((issue) => issue.code === 'crs.unknown');
    expect(named?.values).toMatchObject({ what: 'named', named: 'Site grid' });
  });

  it('have texts in the encoding that is stated, in the header or beside it, or the likely one', async () => {
    const latin = 'Müllerstraße';
    const utf8 = [...new TextEncoder().encode('Łódź')].map((byte) => String.fromCharCode(byte)).join('');
    const name = async (text: string, driver: number, cpg?: string) => {
      const district = await read({
        'm.shp': shpOf(RECORDS.slice(0, 1)),
        'm.dbf': dbfOf(COLUMNS, [['a', '5', text]], driver),
        'm.prj': RD,
        ...(cpg === undefined ? {} : { 'm.cpg': cpg }),
      });
      return [district.buildings[0]?.name, district.issues.some((issue) => issue.code === 'vector.encoding')];
    };
    expect(await name(latin, 0x57)).toEqual([latin, false]);
    expect(await name(latin, 0, 'ISO 88591')).toEqual([latin, false]);
    expect(await name(utf8, 0, 'UTF-8')).toEqual(['Łódź', false]);
    expect(await name(latin, 0)).toEqual([latin, true]);
    expect(await name(utf8, 0)).toEqual(['Łódź', true]);
    expect(await name('plain', 0)).toEqual(['plain', false]);
  });

  it('lose a damaged record or table, not the rest', async () => {
    const shp = shpOf([...RECORDS, [square(92_200, 435_000, 10)]]);
    new DataView(shp.buffer).setInt32(100 + 8 + 36, 1_000_000, true);
    const dbf = dbfOf(COLUMNS, [
      ['a', '5'],
      ['b', '6'],
      ['c', '7'],
    ]);
    const damaged = await read({ 'm.shp': shp.subarray(0, shp.length - 20), 'm.dbf': dbf, 'm.prj': RD });
    expect(damaged.buildings.map((building) => building.id)).toEqual(['b']);
    expect(
      damaged.issues.filter((issue) => issue.code === 'vector.feature').map(({ values, count }) => [values?.what, count]),
    ).toContainEqual(['record', 2]);
    new DataView(dbf.buffer).setUint16(10, 0, true);
    const without = await read({ 'm.shp': shpOf(RECORDS), 'm.dbf': dbf, 'm.prj': RD });
    expect(without.buildings).toHaveLength(2);
    expect(without.issues.map(({ code, values }) => `${code} ${values?.what}`)).toContain('vector.feature table');
  });

  it('several in one archive: buildings and streets are taken, the others counted', async () => {
    const one = shpOf(RECORDS);
    const district = await read({
      'x/parcels.shp': one,
      'x/parcels.prj': RD,
      'x/gebaeude.shp': one,
      'x/gebaeude.prj': RD,
      '__MACOSX/x/._gebaeude.shp': 'mac',
    });
    expect(district.buildings).toHaveLength(2);
    expect(district.issues.find((issue) => issue.code === 'vector.layers')?.values).toEqual({ taken: 'gebaeude', list: 'parcels (2)' });
  });

  it('that are none end in a named fault', async () => {
    for (const content of [new Uint8Array(10), new Uint8Array(200), 'text']) {
      await expect(read({ 'm.shp': content })).rejects.toSatisfy(
        (error) => error instanceof InputError && error.detail.code === 'shapefile.structure',
      );
    }
  });

  it('end every mutation in buildings or a named fault', async () => {
    const shp = shpOf(RECORDS);
    const dbf = dbfOf(COLUMNS, [
      ['a', '5', 'x'],
      ['b', '6', 'y'],
    ]);
    for (let i = 0; i < 600; i++) {
      const [one, two] = [shp.slice(), dbf.slice()];
      const change = (bytes: Uint8Array, seed: number) => {
        bytes[seed % bytes.length] = (seed * 2_654_435_761) >>> 24;
      };
      change(one, i * 7919);
      change(two, i * 104_729);
      try {
        await read({ 'm.shp': one, 'm.dbf': two, 'm.prj': RD });
      } catch (error) {
        expect(error, `mutation ${i}`).toBeInstanceOf(InputError);
      }
    }
  });
});
