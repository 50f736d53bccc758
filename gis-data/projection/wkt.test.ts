import { describe, expect, it } from 'vitest';
import { referenceOfWkt } from './wkt.ts';

const BESSEL = '"Bessel_1841",6377397.155,299.1528128';
const GRS = '"GRS_1980",6378137.0,298.257222101';
const WGS = '"WGS_1984",6378137.0,298.257223563';

function degrees(datum: string, ellipsoid: string): string {
  return `GEOGCS["GCS_${datum}",DATUM["D_${datum}",SPHEROID[${ellipsoid}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
}

function grid(name: string, base: string, projection: string, parameters: Readonly<Record<string, number>>): string {
  const listed = Object.entries(parameters).map(([parameter, value]) => `PARAMETER["${parameter}",${value}]`);
  return `PROJCS["${name}",${base},PROJECTION["${projection}"],${listed.join(',')},UNIT["Meter",1.0]]`;
}

const UTM32 = { False_Easting: 500_000, False_Northing: 0, Central_Meridian: 9, Scale_Factor: 0.9996, Latitude_Of_Origin: 0 };

describe('referenceOfWkt', () => {
  it('knows definitions without a code by ellipsoid, projection and name', () => {
    const definitions = {
      'EPSG:28992': grid('RD_New', degrees('Amersfoort', BESSEL), 'Double_Stereographic', {
        False_Easting: 155_000,
        False_Northing: 463_000,
        Central_Meridian: 5.38763888888889,
        Scale_Factor: 0.9999079,
        Latitude_Of_Origin: 52.15616055555555,
      }),
      'EPSG:25832': grid('ETRS_1989_UTM_Zone_32N', degrees('ETRS_1989', GRS), 'Transverse_Mercator', UTM32),
      'EPSG:32632': grid('WGS_1984_UTM_Zone_32N', degrees('WGS_1984', WGS), 'Transverse_Mercator', UTM32),
      'EPSG:4326': degrees('WGS_1984', WGS),
      'EPSG:4258': degrees('ETRS_1989', GRS),
      'EPSG:3857': grid('WGS_1984_Web_Mercator_Auxiliary_Sphere', degrees('WGS_1984', WGS), 'Mercator_Auxiliary_Sphere', {
        Central_Meridian: 0,
      }),
      'EPSG:2056': grid('CH1903+_LV95', degrees('CH1903+', BESSEL), 'Hotine_Oblique_Mercator_Azimuth_Center', { Azimuth: 90 }),
    };
    expect(Object.fromEntries(Object.entries(definitions).map(([code, wkt]) => [code, referenceOfWkt(wkt).named]))).toEqual(
      Object.fromEntries(Object.keys(definitions).map((code) => [code, code])),
    );
  });

  it('takes a code where there is one, of the whole and not of a part', () => {
    const utm = grid('x', degrees('ETRS_1989', GRS), 'Transverse_Mercator', UTM32);
    expect(referenceOfWkt(`${utm.slice(0, -1)},AUTHORITY["EPSG","25832"]]`)).toMatchObject({ named: 'EPSG:25832', by: 'code' });
    expect(referenceOfWkt('PROJCRS["RD",BASEGEOGCRS["Amersfoort",ID["EPSG",4289]],ID["EPSG",28992]]')).toMatchObject({
      named: 'EPSG:28992',
      by: 'code',
    });
  });

  it('does not guess: another datum, ellipsoid or parameter is not known', () => {
    const shifted = grid('ETRS_1989_UTM_Zone_32N', degrees('ETRS_1989', GRS), 'Transverse_Mercator', { ...UTM32, False_Easting: 500_100 });
    const datum = grid('Xian_1980_Zone_32N', degrees('Xian_1980', GRS), 'Transverse_Mercator', UTM32);
    for (const wkt of [shifted, datum, 'LOCAL_CS["Site grid"]', 'garbage', '']) expect(referenceOfWkt(wkt).by, wkt.slice(0, 40)).toBeNull();
    expect(referenceOfWkt('LOCAL_CS["Site grid"]').named).toBe('Site grid');
  });
});
