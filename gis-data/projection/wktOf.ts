/** The definition of a projected system as text (WKT 1, OGC 01-009), for formats that ask for one. */
import type { ReferenceRow } from './referenceTable.ts';

export const WGS84_WKT =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

/** Semi-major axis [m] and inverse flattening. */
const ELLIPSOIDS: Readonly<Record<string, readonly [name: string, axis_m: number, inverseFlattening: number]>> = {
  GRS80: ['GRS 1980', 6378137, 298.257222101],
  WGS84: ['WGS 84', 6378137, 298.257223563],
  bessel: ['Bessel 1841', 6377397.155, 299.1528128],
  intl: ['International 1924', 6378388, 297],
  airy: ['Airy 1830', 6377563.396, 299.3249646],
};
/** Datums that proj names without their ellipsoid. */
const ELLIPSOID_OF_DATUM: Readonly<Record<string, string>> = { WGS84: 'WGS84', potsdam: 'bessel', hermannskogel: 'bessel', OSGB36: 'airy' };

/** WKT names of the projections that we write, and of their parameters by proj's names. */
const PROJECTIONS: Readonly<Record<string, readonly [name: string, parameters: Readonly<Record<string, string>>]>> = {
  tmerc: ['Transverse_Mercator', { lat_0: 'latitude_of_origin', lon_0: 'central_meridian', k: 'scale_factor' }],
  sterea: ['Oblique_Stereographic', { lat_0: 'latitude_of_origin', lon_0: 'central_meridian', k: 'scale_factor' }],
  lcc: [
    'Lambert_Conformal_Conic_2SP',
    { lat_1: 'standard_parallel_1', lat_2: 'standard_parallel_2', lat_0: 'latitude_of_origin', lon_0: 'central_meridian' },
  ],
  laea: ['Lambert_Azimuthal_Equal_Area', { lat_0: 'latitude_of_center', lon_0: 'longitude_of_center' }],
};

/** Null where the projection is none of those we can write. */
export function wktOf({ epsg, name, proj4, unit_m }: ReferenceRow): string | null {
  const given = new Map([...proj4.matchAll(/\+(\w+)(?:=(\S+))?/g)].map(([, key = '', value = '']) => [key, value]));
  const utm = given.get('proj') === 'utm' ? Number(given.get('zone')) : null;
  if (utm !== null) {
    const isSouth = given.has('south');
    for (const [key, value] of [
      ['proj', 'tmerc'],
      ['lat_0', '0'],
      ['lon_0', String(utm * 6 - 183)],
      ['k', '0.9996'],
      ['x_0', '500000'],
      ['y_0', isSouth ? '10000000' : '0'],
    ] as const) {
      given.set(key, value);
    }
  }
  const projection = PROJECTIONS[given.get('proj') ?? ''];
  const ellipsoid = ELLIPSOIDS[given.get('ellps') ?? ELLIPSOID_OF_DATUM[given.get('datum') ?? ''] ?? ''];
  if (!projection || !ellipsoid) return null;
  const [projectionName, parameters] = projection;
  const value = (key: string) => Number(given.get(key) ?? given.get(`${key}_0`) ?? (key === 'k' ? 1 : 0));
  const isComplete = Object.keys(parameters).every((key) => Number.isFinite(value(key)));
  if (!isComplete || given.has('pm') || given.has('gamma') || given.has('alpha')) return null;
  const shift = given.get('towgs84');
  const towgs84 = shift === undefined ? '' : `,TOWGS84[${[...shift.split(','), ...Array<string>(7).fill('0')].slice(0, 7).join(',')}]`;
  const [ellipsoidName, axis_m, flattening] = ellipsoid;
  const geographic = `GEOGCS["${name} base",DATUM["${name} datum",SPHEROID["${ellipsoidName}",${axis_m},${flattening}]${towgs84}],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]`;
  const written = Object.entries(parameters).map(([key, wkt]) => `PARAMETER["${wkt}",${value(key)}]`);
  // False origins are in metres there, in the unit of the system here.
  written.push(`PARAMETER["false_easting",${value('x_0') / unit_m}]`, `PARAMETER["false_northing",${value('y_0') / unit_m}]`);
  return `PROJCS["${name}",${geographic},PROJECTION["${projectionName}"],${written.join(',')},UNIT["${unit_m === 1 ? 'metre' : 'unit'}",${unit_m}],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","${epsg}"]]`;
}
