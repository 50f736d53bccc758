import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import type { District } from '#models/district/district.ts';
import { readModel } from '../readModel.ts';

const RD = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } };

/** A square of the Dutch grid, counter-clockwise and closed; z where given. */
function square(x: number, y: number, side: number, z?: number): number[][] {
  const corners = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  return z === undefined ? corners : corners.map((corner) => [...corner, z]);
}

interface TestFeature {
  readonly id?: string | number;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: unknown;
}

function polygon(...coordinates: number[][][]): object {
  return { type: 'Polygon', coordinates };
}

async function read(features: readonly TestFeature[], more: object = { crs: RD }): Promise<District> {
  const document = { type: 'FeatureCollection', ...more, features: features.map((feature) => ({ type: 'Feature', ...feature })) };
  const file = { name: 'test.geojson', bytes: new TextEncoder().encode(JSON.stringify(document)) };
  return (await readModel(file)).district;
}

const codes = (district: District) => district.issues.map((issue) => issue.code);

describe('outlines', () => {
  it('are closed shells over their area, holes taken away whichever way they run', async () => {
    const hole = square(92_004, 435_004, 2);
    const district = await read([
      { id: 'right', properties: { height: 5 }, geometry: polygon(square(92_000, 435_000, 10), hole.toReversed()) },
      { id: 'wrong', properties: { height: 5 }, geometry: polygon(square(92_000, 435_000, 10), hole) },
      { id: 'turned', properties: { height: 5 }, geometry: polygon(square(92_000, 435_000, 10).toReversed(), hole) },
    ]);
    for (const building of district.buildings) {
      expect(building.footprintArea_m2, building.id).toBeCloseTo(96, 6);
      expect(building.volume_m3, building.id).toMatchObject({ provenance: 'inferred', note: expect.stringContaining('upper bound') });
      expect(building.volume_m3.value, building.id).toBeCloseTo(480, 6);
      expect(building.volumeIsExact, building.id).toBe(true);
    }
    expect(district.issues.filter((issue) => issue.code === '208').map((issue) => issue.objectId)).toEqual(['wrong']);
  });

  it('stand on the height of their points, and begin where the attributes say', async () => {
    const district = await read([
      { id: 'low', properties: { height: 6 }, geometry: polygon(square(92_000, 435_000, 10, 3)) },
      { id: 'high', properties: { height: 6, min_height: 2 }, geometry: polygon(square(92_100, 435_000, 10, 9)) },
      { id: 'middle', properties: { height: 6 }, geometry: polygon(square(92_200, 435_000, 10, 3)) },
    ]);
    const floors = district.buildings.map(
      ({ firstSurface }) => Math.round(district.surfaces.centroid_m[firstSurface * 3 + 2]! * 100) / 100 + 0,
    );
    expect(floors).toEqual([0, 8, 0]);
    expect(district.buildings.map((building) => building.height_m.value.toFixed(2))).toEqual(['6.00', '4.00', '6.00']);
  });

  it('with faults are loaded, and each fault is named with the id', async () => {
    const bowTie = [
      [92_000, 435_000],
      [92_010, 435_010],
      [92_010, 435_000],
      [92_000, 435_004],
      [92_000, 435_000],
    ];
    const district = await read([
      { id: 'open', geometry: polygon(square(92_100, 435_000, 10).slice(0, 4)) },
      { id: 'crossing', geometry: polygon(bowTie) },
      { id: 'line', geometry: polygon(square(92_200, 435_000, 10).slice(0, 2)) },
      { id: 'twice', geometry: polygon([[92_300, 435_000], ...square(92_300, 435_000, 10)]) },
      { id: 'text', geometry: polygon([['a', 'b'], ...square(92_400, 435_000, 10)] as number[][]) },
    ]);
    const found = Object.fromEntries(
      ['open', 'crossing', 'line', 'twice', 'text'].map((id) => [
        id,
        district.issues.filter((issue) => issue.objectId === id).map((issue) => issue.code),
      ]),
    );
    expect(found).toMatchObject({ open: ['103'], line: ['101'], twice: ['102'], text: ['vector.feature'] });
    expect(found.crossing).toContain('104');
    expect(district.buildings).toHaveLength(5);
    expect(district.buildings.filter((building) => building.footprintArea_m2 > 99.9)).toHaveLength(3);
  });

  it('of several parts are one building; faces in space stay faces', async () => {
    const [x, y] = [92_000, 435_000];
    const wall = (ax: number, ay: number, bx: number, by: number) => [
      [
        [x + ax, y + ay, 0],
        [x + bx, y + by, 0],
        [x + bx, y + by, 3],
        [x + ax, y + ay, 3],
        [x + ax, y + ay, 0],
      ],
    ];
    const district = await read([
      {
        id: 'two',
        properties: { height: 3 },
        geometry: { type: 'MultiPolygon', coordinates: [[square(92_100, y, 10)], [square(92_120, y, 5)]] },
      },
      {
        id: 'box',
        geometry: {
          type: 'MultiPolygon',
          coordinates: [
            [square(x, y, 10, 0).toReversed()],
            [square(x, y, 10, 3)],
            wall(0, 0, 10, 0),
            wall(10, 0, 10, 10),
            wall(10, 10, 0, 10),
            wall(0, 10, 0, 0),
          ],
        },
      },
    ]);
    const [two, box] = district.buildings;
    expect(two?.footprintArea_m2).toBeCloseTo(125, 6);
    expect(two?.volume_m3.value).toBeCloseTo(375, 6);
    expect(box).toMatchObject({ lod: '2', surfaceCount: 6, height_m: { provenance: 'geometry' }, volumeIsExact: true });
    expect(box?.volume_m3.value).toBeCloseTo(300, 6);
  });
});

describe('heights', () => {
  it('come from many names, with or without a unit, and say from which', async () => {
    const stated = {
      height_m: 12.5,
      HEIGHT: '12.5 m',
      measuredHeight: 12.5,
      measuredHe: 12.5,
      Bouwhoogte: '12,5',
      hoogte: 12.5,
      Höhe: 12.5,
      'Building Height': 12.5,
      hauteur: '41.0105 ft',
    };
    const features = Object.entries(stated).map(([name, value], index) => ({
      id: name,
      properties: { [name]: value },
      geometry: polygon(square(92_000 + index * 30, 435_000, 10)),
    }));
    const dutch = { b3_h_maaiveld: -1.2, b3_h_dak_70p: 11.3 };
    const district = await read([...features, { id: '3dbag', properties: dutch, geometry: polygon(square(91_900, 435_000, 10)) }]);
    expect(district.buildings.map(({ id, height_m }) => [id, height_m.value.toFixed(2), height_m.provenance])).toEqual(
      [...Object.keys(stated), '3dbag'].map((name) => [name, '12.50', 'file']),
    );
  });

  it('that are missing are never invented silently: geometry, completion and provenance agree', async () => {
    const at = (index: number, side: number) => polygon(square(92_000 + index * 100, 435_000, side));
    const district = await read([
      { id: 'storeys', properties: { 'building:levels': '4' }, geometry: at(0, 12) },
      { id: 'office', properties: { floors: 4, building: 'office' }, geometry: at(1, 12) },
      { id: 'nothing', properties: { height: 'NaN', HEIGHT_M: -9999 }, geometry: at(2, 12) },
      { id: 'hall', properties: {}, geometry: at(3, 60) },
      { id: 'large', properties: { levels: 3 }, geometry: at(4, 35) },
    ]);
    const rows = district.buildings.map(({ id, height_m, storeys, volume_m3, footprintArea_m2 }) => {
      expect(volume_m3.value / footprintArea_m2, id).toBeCloseTo(height_m.value, 9);
      return [id, height_m.value, height_m.provenance, storeys.value, storeys.provenance];
    });
    expect(rows).toEqual([
      ['storeys', 4 * 2.9, 'inferred', 4, 'file'],
      ['office', 4 * 3.5, 'inferred', 4, 'file'],
      ['nothing', 2.9, 'default', 1, 'default'],
      ['hall', 6, 'default', 1, 'default'],
      ['large', 18, 'inferred', 3, 'file'],
    ]);
    expect(district.issues.filter((issue) => issue.code === 'outline.height').map((issue) => issue.values)).toEqual([
      { what: 'inferred', count: 3 },
      { what: 'default', count: 2 },
    ]);
  });
});

describe('areas', () => {
  it('of degrees are geodesic within 1e-6, far from the middle of the data too', async () => {
    // Ten buildings along 300 km of a meridian arc: further than any plane around one point keeps areas.
    const places = Array.from({ length: 10 }, (_, i) => [4 + i * 0.45, 51 + i * 0.08] as const);
    const ring = ([lon, lat]: readonly [number, number]) => [
      [lon, lat],
      [lon + 0.0008, lat],
      [lon + 0.001, lat + 0.0005],
      [lon, lat + 0.0006],
      [lon, lat],
    ];
    const near = places.map(([lon, lat]) => [4 + (lon - 4) * 0.1, lat] as const);
    const district = await read(
      near.map((place, index) => ({ id: `${index}`, geometry: polygon(ring(place)) })),
      {},
    );
    for (const [index, place] of near.entries()) {
      const geodesic = Geodesic.WGS84.Polygon(false);
      for (const [lon, lat] of ring(place).slice(0, 4)) geodesic.AddPoint(lat!, lon!);
      const { area = Number.NaN } = geodesic.Compute(false, true);
      const building = district.buildings[index]!;
      expect(Math.abs(building.footprintArea_m2 / area - 1), `${place}`).toBeLessThan(1e-6);
    }
  });
});

describe('features that are no buildings', () => {
  it('are surroundings, lines, or counted', async () => {
    const ground = (properties: Readonly<Record<string, unknown>>, index: number) => ({
      properties,
      geometry: polygon(square(92_500 + index * 20, 435_000, 10)),
    });
    const file: readonly TestFeature[] = [
      { id: 'b', properties: { building: 'house' }, geometry: polygon(square(92_000, 435_000, 10)) },
      ground({ natural: 'water' }, 0),
      ground({ leisure: 'park' }, 1),
      ground({ landuse: 'residential' }, 2),
      ground({ building: 'no' }, 3),
      {
        properties: { highway: 'residential', name: 'Havenstraat' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [92_000, 435_020],
            [92_100, 435_020],
          ],
        },
      },
      {
        properties: {},
        geometry: {
          type: 'LineString',
          coordinates: [
            [92_000, 435_030],
            [92_100, 435_030],
          ],
        },
      },
      { properties: { natural: 'tree' }, geometry: { type: 'Point', coordinates: [92_000, 435_040] } },
      { properties: {}, geometry: null },
    ];
    const district = await read(file);
    expect(district.buildings.map((building) => building.id)).toEqual(['b']);
    expect(district.context?.kind.length).toBe(4);
    expect(district.elements?.lines).toMatchObject([{ kind: 'street', name: 'Havenstraat' }]);
    expect(district.issues.find((issue) => issue.code === 'cityjson.surroundings')?.values).toEqual({ list: '1 water, 1 green, 1 street' });
    expect(district.issues.find((issue) => issue.code === 'cityjson.ignored')?.values).toEqual({
      list: '2 polygon, 1 line, 1 point, 1 no shape',
    });
  });
});

describe('ids', () => {
  it('are those of the format, of a column that has one for each, or numbers; doubles are kept', async () => {
    const at = (index: number) => polygon(square(92_000 + index * 30, 435_000, 10));
    const ids = async (features: readonly TestFeature[]) => (await read(features)).buildings.map((building) => building.id);
    expect(
      await ids([
        { id: 'a', geometry: at(0) },
        { id: 7, geometry: at(1) },
        { id: 'a', geometry: at(2) },
      ]),
    ).toEqual(['a', '7', 'a#2']);
    expect(
      await ids([
        { properties: { fid: 1, OSM_ID: 'w1' }, geometry: at(0) },
        { properties: { fid: 2, OSM_ID: 'w2' }, geometry: at(1) },
      ]),
    ).toEqual(['w1', 'w2']);
    expect(
      await ids([
        { properties: { id: 1 }, geometry: at(0) },
        { properties: { id: 1 }, geometry: at(1) },
      ]),
    ).toEqual(['1', '2']);
    const doubled = await read([
      { id: 'a', geometry: at(0) },
      { id: 'a', geometry: at(1) },
    ]);
    expect(codes(doubled)).toContain('cityjson.duplicateId');
  });
});
