/**
 * The coordinate reference systems that the program knows. Definitions are those of proj4-list 1.0.4,
 * which agrees with PROJ 9.1.1; every row or family has a control point in the test beside it.
 * Wrong datum shifts look plausible, so nothing is taken from a list at run time.
 */
import type { PositionAccuracy } from '#models/district/district.ts';

export interface ReferenceRow {
  /** EPSG code of the horizontal system. */
  readonly epsg: number;
  readonly name: string;
  readonly proj4: string;
  readonly kind: 'projected' | 'geographic' | 'web-mercator';
  /** Accuracy of the shift to WGS 84 without grids [m]. */
  readonly accuracy_m: number;
  /** Where it may be used: west, south, east, north [deg]. */
  readonly area: readonly [west: number, south: number, east: number, north: number];
  /** Metres per unit of the coordinates. */
  readonly unit_m: number;
  /** The register's order, where it is not easting first; files are read easting first. */
  readonly axisNote?: string;
}

const NORTHING_FIRST = 'the register gives northing first';
const LAT_FIRST = 'the register gives latitude first';
const ETRS = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
const EUROPE = [-16.1, 32.88, 40.18, 84.73] as const;
const WORLD = [-180, -90, 180, 90] as const;
/** US survey foot. */
const US_FOOT_m = 1200 / 3937;
const AUSTRIA = '+datum=hermannskogel +units=m +no_defs';
const RD =
  '+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725 +units=m +no_defs';

function projected(
  epsg: number,
  name: string,
  proj4: string,
  accuracy_m: number,
  area: ReferenceRow['area'],
  more: Partial<Pick<ReferenceRow, 'unit_m' | 'axisNote'>> = {},
): ReferenceRow {
  return { epsg, name, proj4, kind: 'projected', accuracy_m, area, unit_m: 1, ...more };
}

function geographic(epsg: number, name: string, accuracy_m: number, area: ReferenceRow['area'] = WORLD): ReferenceRow {
  const proj4 = epsg === 4326 || epsg === 4979 ? '+proj=longlat +datum=WGS84 +no_defs' : `+proj=longlat ${ETRS.replace('+units=m ', '')}`;
  return { epsg, name, proj4, kind: 'geographic', accuracy_m, area, unit_m: 1, axisNote: LAT_FIRST };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function zoneArea(zone: number, south: number, north: number): ReferenceRow['area'] {
  return [zone * 6 - 186, south, zone * 6 - 180, north];
}

const NATIONAL: readonly ReferenceRow[] = [
  projected(28992, 'Amersfoort / RD New', RD, 1, [3.2, 50.75, 7.22, 53.7]),
  projected(
    31370,
    'BD72 / Belgian Lambert 72',
    '+proj=lcc +lat_1=51.16666723333333 +lat_2=49.8333339 +lat_0=90 +lon_0=4.367486666666666 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs',
    1,
    [2.5, 49.5, 6.4, 51.51],
  ),
  projected(
    3812,
    'ETRS89 / Belgian Lambert 2008',
    `+proj=lcc +lat_1=49.83333333333334 +lat_2=51.16666666666666 +lat_0=50.797815 +lon_0=4.359215833333333 +x_0=649328 +y_0=665262 ${ETRS}`,
    1,
    [2.5, 49.5, 6.4, 51.51],
  ),
  ...[2, 3, 4, 5].map((zone) =>
    projected(
      31464 + zone,
      `DHDN / 3-degree Gauss-Kruger zone ${zone}`,
      `+proj=tmerc +lat_0=0 +lon_0=${zone * 3} +k=1 +x_0=${zone}500000 +y_0=0 +datum=potsdam +units=m +no_defs`,
      3,
      [zone * 3 - 1.7, 47.27, zone * 3 + 1.7, 55.09],
      { axisNote: NORTHING_FIRST },
    ),
  ),
  projected(
    4647,
    'ETRS89 / UTM zone 32N (zE-N)',
    `+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=32500000 +y_0=0 ${ETRS}`,
    1,
    [5.9, 47.27, 12.1, 55.1],
  ),
  projected(
    31287,
    'MGI / Austria Lambert',
    `+proj=lcc +lat_1=49 +lat_2=46 +lat_0=47.5 +lon_0=13.33333333333333 +x_0=400000 +y_0=400000 ${AUSTRIA}`,
    1.5,
    [9.5, 46.4, 17.2, 49.05],
    { axisNote: NORTHING_FIRST },
  ),
  ...(
    [
      [31254, 'West', '10.33333333333333', 9.5, 11.9],
      [31255, 'Central', '13.33333333333333', 11.8, 14.9],
      [31256, 'East', '16.33333333333333', 14.8, 17.2],
    ] as const
  ).map(([epsg, name, meridian, west, east]) =>
    projected(
      epsg,
      `MGI / Austria GK ${name}`,
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=0 +y_0=-5000000 ${AUSTRIA}`,
      1.5,
      [west, 46.4, east, 49.05],
      { axisNote: NORTHING_FIRST },
    ),
  ),
  // With the shift of operation EPSG:5239, as PROJ 9 takes it in Czechia; proj4-list has the older one of three parameters.
  projected(
    5514,
    'S-JTSK / Krovak East North',
    '+proj=krovak +lat_0=49.5 +lon_0=24.83333333333333 +alpha=30.28813972222222 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=572.213,85.334,461.94,4.9732,1.529,5.2484,3.5378 +units=m +no_defs',
    1,
    [12.09, 48.55, 18.86, 51.06],
  ),
  projected(
    2056,
    'CH1903+ / LV95',
    '+proj=somerc +lat_0=46.95240555555556 +lon_0=7.439583333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs',
    1,
    [5.9, 45.8, 10.5, 47.9],
  ),
  projected(
    21781,
    'CH1903 / LV03',
    '+proj=somerc +lat_0=46.95240555555556 +lon_0=7.439583333333333 +k_0=1 +x_0=600000 +y_0=200000 +ellps=bessel +towgs84=674.4,15.1,405.3,0,0,0,0 +units=m +no_defs',
    1.5,
    [5.9, 45.8, 10.5, 47.9],
  ),
  projected(
    2154,
    'RGF93 v1 / Lambert-93',
    `+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 ${ETRS}`,
    1,
    [-9.9, 41.1, 10.4, 51.6],
  ),
  ...(
    [
      [3003, 1, 9, '1500000', 5.9, 12.1],
      [3004, 2, 15, '2520000', 11.9, 18.6],
    ] as const
  ).map(([epsg, zone, meridian, easting, west, east]) =>
    projected(
      epsg,
      `Monte Mario / Italy zone ${zone}`,
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9996 +x_0=${easting} +y_0=0 +ellps=intl +towgs84=-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68 +units=m +no_defs`,
      4,
      [west, 34.7, east, 47.1],
    ),
  ),
  projected(
    27700,
    'OSGB36 / British National Grid',
    '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +datum=OSGB36 +units=m +no_defs',
    2,
    [-9.1, 49.7, 2.1, 61.1],
  ),
  projected(
    2157,
    'IRENET95 / Irish Transverse Mercator',
    `+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=0.99982 +x_0=600000 +y_0=750000 ${ETRS}`,
    1,
    [-10.7, 51.3, -5.3, 55.5],
  ),
  projected(
    2180,
    'ETRF2000-PL / CS92',
    `+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 ${ETRS}`,
    1,
    [14.1, 49, 24.2, 55],
    { axisNote: NORTHING_FIRST },
  ),
  projected(3006, 'SWEREF99 TM', `+proj=utm +zone=33 ${ETRS}`, 1, [10, 54.9, 24.2, 69.1], { axisNote: NORTHING_FIRST }),
  projected(3067, 'ETRS89 / TM35FIN(E,N)', `+proj=utm +zone=35 ${ETRS}`, 1, [19, 58.8, 31.6, 70.1]),
  projected(
    3763,
    'ETRS89 / Portugal TM06',
    `+proj=tmerc +lat_0=39.66825833333333 +lon_0=-8.133108333333334 +k=1 +x_0=0 +y_0=0 ${ETRS}`,
    1,
    [-9.6, 36.9, -6.1, 42.2],
  ),
  projected(
    2263,
    'NAD83 / New York Long Island (ftUS)',
    '+proj=lcc +lat_1=41.03333333333333 +lat_2=40.66666666666666 +lat_0=40.16666666666666 +lon_0=-74 +x_0=300000.0000000001 +y_0=0 +datum=NAD83 +units=us-ft +no_defs',
    4,
    [-74.3, 40.4, -71.8, 41.4],
    { unit_m: US_FOOT_m },
  ),
  projected(
    6677,
    'JGD2011 / Japan Plane Rectangular CS IX',
    '+proj=tmerc +lat_0=36 +lon_0=139.8333333333333 +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs',
    1,
    [138.4, 29.3, 141, 37.98],
    { axisNote: NORTHING_FIRST },
  ),
  projected(
    3414,
    'SVY21 / Singapore TM',
    '+proj=tmerc +lat_0=1.366666666666667 +lon_0=103.8333333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84 +units=m +no_defs',
    1,
    [103.5, 1.1, 104.1, 1.5],
    { axisNote: NORTHING_FIRST },
  ),
  projected(3035, 'ETRS89-extended / LAEA Europe', `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${ETRS}`, 1, EUROPE, {
    axisNote: NORTHING_FIRST,
  }),
];

const FAMILIES: readonly ReferenceRow[] = [
  ...range(28, 38).map((zone) =>
    projected(25800 + zone, `ETRS89 / UTM zone ${zone}N`, `+proj=utm +zone=${zone} ${ETRS}`, 1, zoneArea(zone, 32, 84)),
  ),
  ...range(10, 19).map((zone) =>
    projected(
      26900 + zone,
      `NAD83 / UTM zone ${zone}N`,
      `+proj=utm +zone=${zone} +datum=NAD83 +units=m +no_defs`,
      4,
      zoneArea(zone, 14, 84),
    ),
  ),
  ...range(1, 60).map((zone) =>
    projected(
      32600 + zone,
      `WGS 84 / UTM zone ${zone}N`,
      `+proj=utm +zone=${zone} +datum=WGS84 +units=m +no_defs`,
      1,
      zoneArea(zone, 0, 84),
    ),
  ),
  ...range(1, 60).map((zone) =>
    projected(
      32700 + zone,
      `WGS 84 / UTM zone ${zone}S`,
      `+proj=utm +zone=${zone} +south +datum=WGS84 +units=m +no_defs`,
      1,
      zoneArea(zone, -80, 0),
    ),
  ),
];

/** All horizontal systems, national ones first. */
export const REFERENCES: readonly ReferenceRow[] = [
  ...NATIONAL,
  ...FAMILIES,
  geographic(4326, 'WGS 84', 1),
  geographic(4258, 'ETRS89', 1, EUROPE),
  geographic(4979, 'WGS 84 (3D)', 1),
  geographic(4937, 'ETRS89 (3D)', 1, EUROPE),
  {
    epsg: 3857,
    name: 'WGS 84 / Pseudo-Mercator',
    proj4: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0 +k=1.0 +units=m +nadgrids=@null +wktext +no_defs',
    kind: 'web-mercator',
    accuracy_m: 1,
    area: [-180, -85.06, 180, 85.06],
    unit_m: 1,
  },
];

/** Compound systems: horizontal code and the name of the height system, which is kept apart. */
export const COMPOUNDS: ReadonlyMap<number, readonly [horizontal: number, heights: string]> = new Map([
  [7415, [28992, 'NAP height']],
  [5554, [25831, 'DHHN92 height']],
  [5555, [25832, 'DHHN92 height']],
  [5556, [25833, 'DHHN92 height']],
  [5972, [25832, 'NN2000 height']],
  [5973, [25833, 'NN2000 height']],
  [7405, [27700, 'ODN height']],
  [6190, [31370, 'Ostend height']],
  [5698, [2154, 'NGF-IGN69 height']],
  [5845, [3006, 'RH2000 height']],
  [3903, [3067, 'N2000 height']],
]);

export function accuracyLabel(accuracy_m: number): PositionAccuracy {
  if (accuracy_m < 0.5) return 'exact';
  return accuracy_m <= 1 ? 'about-1-m' : 'several-metres';
}
