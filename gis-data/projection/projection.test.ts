import { existsSync, readFileSync } from 'node:fs';
import proj4List from 'proj4-list';
import { describe, expect, it } from 'vitest';
import { LocalFrame, toEcef } from './ellipsoid.ts';
import { meridianConvergence_deg, projectToEnu, suggestReferences, transformation } from './project.ts';
import { codesIn, describeReference, findReference } from './reference.ts';
import { COMPOUNDS, REFERENCES } from './referenceTable.ts';

const EXPECTED = new URL('../../../shared/data/gis/expected.json', import.meta.url);
const hasData = existsSync(EXPECTED);
if (!hasData) console.warn('SKIPPED: the table of control points is not beside the repository.');

function row(epsg: number) {
  const found = findReference(`EPSG:${epsg}`);
  if (!found) throw new Error(`EPSG:${epsg} is not in the table`);
  return found.row;
}

/** Distance on a sphere, good to a millimetre over metres [m]. */
function distance_m(a: readonly [number, number], b: readonly [number, number]): number {
  const scale = (6_371_008.8 * Math.PI) / 180;
  return Math.hypot((a[0] - b[0]) * scale * Math.cos((b[1] * Math.PI) / 180), (a[1] - b[1]) * scale);
}

interface CheckPoint {
  readonly epsg: number;
  readonly x: number;
  readonly y: number;
  readonly lon_deg: number;
  readonly lat_deg: number;
  readonly tolerance_m: number;
}

/** Control points of rows without one in the table of reference: published or by construction. */
const OWN_POINTS: readonly CheckPoint[] = [
  // Amersfoort, Westertoren, Martinitoren: RDNAPTRANS, via the reference note.
  { epsg: 28992, x: 155000, y: 463000, lon_deg: 5.38720351, lat_deg: 52.1551723, tolerance_m: 0.5 },
  { epsg: 28992, x: 120700.723, y: 487525.501, lon_deg: 4.88352292, lat_deg: 52.37453043, tolerance_m: 0.5 },
  { epsg: 28992, x: 233883.131, y: 582065.167, lon_deg: 6.56819774, lat_deg: 53.21938106, tolerance_m: 0.5 },
  // Old observatory of Bern: swisstopo, "Approximate formulas", 7 26 19.077 E, 46 57 3.898 N in WGS 84.
  { epsg: 2056, x: 2600000, y: 1200000, lon_deg: 7.4386325, lat_deg: 46.95108278, tolerance_m: 1 },
  { epsg: 21781, x: 600000, y: 200000, lon_deg: 7.4386325, lat_deg: 46.95108278, tolerance_m: 1 },
  // Prague, Brno and Ostrava: PROJ 9 as it is built into GDAL.
  { epsg: 5514, x: -743_875, y: -1_041_143.5, lon_deg: 14.40293775, lat_deg: 50.10280892, tolerance_m: 1 },
  { epsg: 5514, x: -598_000, y: -1_160_500, lon_deg: 16.60983954, lat_deg: 49.19752245, tolerance_m: 1 },
  { epsg: 5514, x: -467_000, y: -1_100_000, lon_deg: 18.33063694, lat_deg: 49.85230925, tolerance_m: 1 },
  // Natural origins.
  { epsg: 3035, x: 4321000, y: 3210000, lon_deg: 10, lat_deg: 52, tolerance_m: 0.01 },
  { epsg: 3812, x: 649328, y: 665262, lon_deg: 4.359215833333333, lat_deg: 50.797815, tolerance_m: 0.01 },
  { epsg: 4326, x: 4.45, y: 51.9, lon_deg: 4.45, lat_deg: 51.9, tolerance_m: 0.001 },
  { epsg: 4258, x: 4.45, y: 51.9, lon_deg: 4.45, lat_deg: 51.9, tolerance_m: 0.001 },
  { epsg: 4979, x: 4.45, y: 51.9, lon_deg: 4.45, lat_deg: 51.9, tolerance_m: 0.001 },
  { epsg: 4937, x: 4.45, y: 51.9, lon_deg: 4.45, lat_deg: 51.9, tolerance_m: 0.001 },
];

/** Rows with a better shift than the list's; their control points are above. */
const BETTER_SHIFT: ReadonlySet<number> = new Set([5514]);

describe('the table of reference systems', () => {
  it('hits its own control points, and every row goes there and back', () => {
    const misses = OWN_POINTS.map((point) => {
      const lonLat = transformation(row(point.epsg)).toLonLat(point.x, point.y);
      return { epsg: point.epsg, miss: distance_m(lonLat, [point.lon_deg, point.lat_deg]), tolerance: point.tolerance_m };
    }).filter(({ miss, tolerance }) => !(miss <= tolerance));
    expect(misses).toEqual([]);
    for (const reference of REFERENCES) {
      const [west, south, east, north] = reference.area;
      const place = [(west + east) / 2, (south + north) / 2] as const;
      const { toLonLat, fromLonLat } = transformation(reference);
      expect(distance_m(toLonLat(...fromLonLat(...place)), place), reference.name).toBeLessThan(0.01);
    }
  });

  it.skipIf(!hasData)('hits the control points of 18 countries within their tolerance', () => {
    const points: readonly CheckPoint[] = JSON.parse(readFileSync(EXPECTED, 'utf8')).crs_check_points;
    const misses = points
      .map((point) => ({
        ...point,
        miss: distance_m(transformation(row(point.epsg)).toLonLat(point.x, point.y), [point.lon_deg, point.lat_deg]),
      }))
      .filter(({ miss, tolerance_m }) => !(miss <= tolerance_m));
    expect(points.length).toBeGreaterThanOrEqual(25);
    expect(misses).toEqual([]);
  });

  it('agrees with proj4-list on every row that the list has, compounds included', () => {
    const place = (epsg: number, definition: string) => {
      const { area } = row(epsg);
      const own = transformation(row(epsg));
      const [x, y] = own.fromLonLat((area[0] + area[2]) / 2, (area[1] + area[3]) / 2);
      const other = transformation({ proj4: definition });
      return distance_m(own.toLonLat(x, y), other.toLonLat(x, y));
    };
    const codes = [...REFERENCES.map((reference) => reference.epsg), ...COMPOUNDS.keys()];
    const compared = codes.filter((code) => proj4List[`EPSG:${code}`] !== undefined && !BETTER_SHIFT.has(code));
    expect(compared.length).toBeGreaterThan(codes.length - 5);
    for (const code of compared) expect(place(code, proj4List[`EPSG:${code}`]![1]), `EPSG:${code}`).toBeLessThan(0.01);
  });

  it('puts the central meridian of every UTM zone at 500 km', () => {
    for (const reference of REFERENCES) {
      const zone = /UTM zone (\d+)[NS]$/.exec(reference.name)?.[1];
      if (zone === undefined) continue;
      const [lon] = transformation(reference).toLonLat(500_000, 5_000_000);
      expect(lon, reference.name).toBeCloseTo(Number(zone) * 6 - 183, 9);
    }
  });
});

describe('finding a reference', () => {
  it('reads old and new notations', () => {
    const notations = {
      'EPSG:28992': 28992,
      'epsg:28992': 28992,
      'urn:ogc:def:crs:EPSG::7415': 28992,
      'urn:ogc:def:crs:EPSG:6.9:28992': 28992,
      'urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709': 28992,
      'https://www.opengis.net/def/crs/EPSG/0/7415': 28992,
      'http://www.opengis.net/gml/srs/epsg.xml#28992': 28992,
      'urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH': 25832,
      'urn:ogc:def:crs:OGC:1.3:CRS84': 4326,
      'EPSG:25832+5783': 25832,
      '5555': 25832,
    };
    expect(Object.fromEntries(Object.keys(notations).map((text) => [text, findReference(text)?.row.epsg]))).toEqual(notations);
    expect(describeReference(findReference('EPSG:7415')!)).toEqual({
      code: 'EPSG:7415',
      name: 'Amersfoort / RD New + NAP height',
      accuracy: 'about-1-m',
      accuracy_m: 1,
    });
    expect(codesIn('some text')).toEqual([]);
    expect(findReference('EPSG:99999')).toBeNull();
  });

  it('offers candidates by range instead of guessing', () => {
    const delfshaven = suggestReferences({ minX: 90409, minY: 435440, maxX: 91453, maxY: 436089 });
    expect(delfshaven[0]).toMatchObject({ code: 'EPSG:28992' });
    expect(delfshaven[0]!.lon_deg).toBeCloseTo(4.456, 2);
    expect(suggestReferences({ minX: 4.4, minY: 51.8, maxX: 4.5, maxY: 51.9 }).map((s) => s.code)).toContain('EPSG:4326');
    expect(suggestReferences({ minX: 1e9, minY: 1e9, maxX: 1e9, maxY: 1e9 })).toEqual([]);
  });
});

describe('projectToEnu', () => {
  const reference = row(28992);
  const [lon_deg, lat_deg] = transformation(reference).toLonLat(90_900, 435_800);
  const frame = { row: reference, x0: 90_900, y0: 435_800, lon_deg, lat_deg };

  it('turns by the convergence and drops by the curvature', () => {
    const enu = projectToEnu(frame, Float64Array.of(0, 0, 2, 0, 1000, 2, 0, 1000, 12), 2);
    expect(meridianConvergence_deg(reference, lon_deg, lat_deg)).toBeCloseTo(-0.734, 2);
    expect([enu[0], enu[1], enu[2]].every((value) => Math.abs(value!) < 1e-6)).toBe(true);
    expect((Math.atan2(enu[3]!, enu[4]!) * 180) / Math.PI).toBeCloseTo(meridianConvergence_deg(reference, lon_deg, lat_deg), 3);
    expect(enu[5]).toBeCloseTo(-(1000 ** 2) / 2 / 6.371e6, 3);
    expect(enu[8]! - enu[5]!).toBeCloseTo(10, 6);
  });

  it('is where transforming every position by itself puts it, in any reference system', () => {
    const places = [
      [28992, 90_900, 435_800],
      [25832, 691_000, 5_334_000],
      [3857, 1_300_000, 6_100_000],
      [2056, 2_600_000, 1_200_000],
      [27700, 530_000, 180_000],
    ] as const;
    for (const [epsg, x0, y0] of places) {
      const system = row(epsg);
      const { toLonLat } = transformation(system);
      const [lon, lat] = toLonLat(x0, y0);
      const place = { row: system, x0, y0, lon_deg: lon, lat_deg: lat };
      // 499.99 and 500.01: both sides of the border between two patches.
      const plane = Float64Array.from([0, 0, 3, 499.99, 12, 3, 500.01, 12, 3, -7310, 4420, 60, 12_345.6, -9876.5, -4, 81_000, 64_000, 900]);
      const enu = projectToEnu(place, plane, 1);
      const local = new LocalFrame(place);
      const [ecef, exact] = [new Float64Array(3), new Float64Array(3)];
      for (let i = 0; i < plane.length; i += 3) {
        const [vertexLon, vertexLat] = toLonLat(x0 + plane[i]! / system.unit_m, y0 + plane[i + 1]! / system.unit_m);
        toEcef(vertexLon, vertexLat, plane[i + 2]! - 1, ecef, 0);
        local.fromEcef(ecef, 0, exact, 0);
        for (let axis = 0; axis < 3; axis++) expect(Math.abs(enu[i + axis]! - exact[axis]!)).toBeLessThan(1e-6);
      }
    }
  });

  it('transforms one by one what lies where patches cannot', () => {
    const enu = projectToEnu(frame, Float64Array.of(Number.NaN, 0, 0, 1e12, 1e12, 0, 10, 20, 5), 0);
    expect(Number.isNaN(enu[0]!)).toBe(true);
    expect(enu[6]).toBeCloseTo(10, 0);
    expect(enu[7]).toBeCloseTo(20, 0);
  });

  it('comes back to the geodetic position within a millimetre', () => {
    const plane = Float64Array.from({ length: 300 }, (_, i) => (i % 3 === 2 ? i % 40 : Math.sin(i) * 3000));
    const enu = projectToEnu(frame, plane, 0);
    const local = new LocalFrame(frame);
    for (let i = 0; i < plane.length; i += 3) {
      const [lon, lat, height] = local.toGeodetic(enu[i]!, enu[i + 1]!, enu[i + 2]!);
      const exact = transformation(reference).toLonLat(plane[i]! + frame.x0, plane[i + 1]! + frame.y0);
      expect(distance_m([lon, lat], exact)).toBeLessThan(0.001);
      expect(height).toBeCloseTo(plane[i + 2]!, 4);
    }
  });
});
