import { describe, expect, it } from 'vitest';
import { fromBytes, toBytes } from '#models/core/binary.ts';
import { CONTEXT_KINDS } from '#models/district/context.ts';
import type { District } from '#models/district/district.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { sampleWeather } from '../../samples/index.ts';
import { readDistrict } from '../readDistrict.ts';

/** A house of 10 m on its edge at height 5 m, and 16 vertices of a 4 x 4 grid of 30 m around it on falling ground. */
const HOUSE = [0, 1].flatMap((k) => [0, 1].flatMap((j) => [0, 1].map((i) => [i * 10, j * 10, 5 + k * 10])));
const GRID = [0, 1, 2, 3].flatMap((j) => [0, 1, 2, 3].map((i) => [i * 30 - 40, j * 30 - 40, 5 - j]));
const SHELL = [[[0, 2, 3, 1]], [[4, 5, 7, 6]], [[0, 1, 5, 4]], [[1, 3, 7, 5]], [[3, 2, 6, 7]], [[2, 0, 4, 6]]];
const house = { type: 'Building', geometry: [{ type: 'Solid', lod: '2', boundaries: [SHELL] }] };

/** A cell of the grid as a ring that looks up. */
function cell(column: number, row: number): number[] {
  const first = 8 + row * 4 + column;
  return [first, first + 1, first + 5, first + 4];
}

function read(objects: object, vertices: readonly unknown[] = [...HOUSE, ...GRID]): District {
  const metadata = { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/28992' };
  const placed = vertices.map((vertex) => (Array.isArray(vertex) ? [vertex[0] + 90_900, vertex[1] + 435_800, vertex[2]] : vertex));
  const document = { type: 'CityJSON', version: '2.0', metadata, CityObjects: { house, ...objects }, vertices: placed };
  return readDistrict({ name: 'around.city.json', bytes: new TextEncoder().encode(JSON.stringify(document)) });
}

function surfaces(type: string, boundaries: unknown, more: object = {}): object {
  return { type, geometry: [{ type: 'MultiSurface', lod: '1', boundaries }], ...more };
}

/** Triangles per kind. */
function kinds({ context }: District): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of context?.kind ?? []) counts[CONTEXT_KINDS[kind]!] = (counts[CONTEXT_KINDS[kind]!] ?? 0) + 1;
  return counts;
}

describe('surroundings in CityJSON', () => {
  it('become triangles of their kind, where the buildings stand, and no buildings', () => {
    const district = read({
      road: surfaces('Road', [[cell(0, 0)]]),
      footpath: surfaces('Road', [[cell(1, 0)]], { attributes: { function: 'footway' } }),
      river: surfaces('WaterBody', [[cell(2, 0)]]),
      wood: surfaces('PlantCover', [[cell(0, 1)]]),
      meadow: surfaces('LandUse', [[cell(0, 2)]], { attributes: { class: 'Meadow' } }),
      land: surfaces('LandUse', [[cell(1, 2)]]),
      market: surfaces('TransportSquare', [[cell(2, 1)]]),
      ground: { type: 'TINRelief', geometry: [{ type: 'CompositeSurface', lod: '1', boundaries: [[[8, 9, 12]], [[9, 13, 12]]] }] },
      bench: { type: 'CityFurniture' },
    });
    expect(district.buildings.map((building) => building.id)).toEqual(['house']);
    expect(kinds(district)).toEqual({ road: 2, path: 2, water: 2, green: 4, terrain: 4, square: 2 });
    const texts = district.issues.map((issue) => `${issue.code}: ${issue.message}`);
    expect(texts).toContain(
      'cityjson.surroundings: Around the buildings the file holds: 2 Road, 1 WaterBody, 1 PlantCover, 2 LandUse, 1 TransportSquare, 1 TINRelief.',
    );
    expect(texts).toContain('cityjson.ignored: The file also holds: 1 CityFurniture.');
    // The house's ground at 5 m is drawn as 0; the grid falls by a metre per row, and the two share one frame.
    const { positions_m, triangles } = district.context!;
    const heights = [...triangles].map((vertex) => positions_m[vertex * 3 + 2]!);
    expect(Math.max(...heights)).toBeCloseTo(0, 2);
    expect(Math.min(...heights)).toBeCloseTo(-3, 2);
    // The road's first corner lies 40 m west and south of the house's.
    const corner = district.surfaces.vertices_m;
    expect(Math.hypot(positions_m[0]! - corner[0]!, positions_m[1]! - corner[1]!)).toBeCloseTo(Math.hypot(40, 40), 1);
  });

  it('are cut out where a surface has a hole, and share their corners', () => {
    const outer = [8, 11, 23, 20];
    const district = read({ square: surfaces('TransportSquare', [[outer, cell(1, 1).toReversed()]]) });
    expect(kinds(district)).toEqual({ square: 8 });
    expect(district.context!.positions_m).toHaveLength(8 * 3);
  });

  it('of volumes are the water’s top and the plants’ foot; what is under water is not shown', () => {
    const solid = (type: string, more: object = {}) => ({ type, geometry: [{ type: 'Solid', lod: '2', boundaries: [SHELL], ...more }] });
    const top = (district: District) => Math.max(...district.context!.positions_m.filter((_, i) => i % 3 === 2));
    const [lake, wood] = [read({ lake: solid('WaterBody') }), read({ wood: solid('PlantCover') })];
    expect([kinds(lake), kinds(wood)]).toEqual([{ water: 2 }, { green: 2 }]);
    expect(top(lake) - top(wood)).toBeCloseTo(10, 3);
    const semantics = { surfaces: [{ type: 'WaterSurface' }, { type: 'WaterGroundSurface' }], values: [[1, 0, 1, 1, 1, 1]] };
    expect(kinds(read({ lake: solid('WaterBody', { semantics }) }))).toEqual({ water: 2 });
  });

  it('lose what is faulty and keep the rest, with the object named', () => {
    const district = read(
      {
        good: surfaces('Road', [[cell(0, 0)], [[8, 9]], [[8, 9, 8]]]),
        wild: surfaces('Road', [[[8, 9, 99]], [cell(1, 0)]]),
        broken: surfaces('WaterBody', [[[8, 24, 12]]]),
        far: surfaces('PlantCover', [[[8, 9, 25]]]),
        empty: { type: 'LandUse' },
        nonsense: { type: 'Road', geometry: 'none', attributes: 7 },
      },
      [...HOUSE, ...GRID, null, [900_000, 0, 0]],
    );
    expect(kinds(district)).toEqual({ road: 4 });
    expect(district.buildings[0]?.volume_m3.value).toBeCloseTo(1000, 3);
    const faults = district.issues.map((issue) => `${issue.code} ${issue.objectId ?? ''}`.trim());
    expect(faults).toEqual(expect.arrayContaining(['901 wild', '901 broken', 'surroundings.faces', 'cityjson.ignored']));
    expect(district.issues.find((issue) => issue.code === 'cityjson.ignored')?.message).toBe(
      'The file also holds: 1 WaterBody, 1 LandUse, 1 Road.',
    );
  });

  it('are taken at the highest level of detail, and a group does not swallow its members', () => {
    const geometry = [
      { type: 'MultiSurface', lod: '1', boundaries: [[cell(0, 0)]] },
      { type: 'MultiSurface', lod: '2', boundaries: [[[8, 9, 13]]] },
    ];
    const group = { type: 'CityObjectGroup', children: ['road', 'house'] };
    const district = read({ road: { type: 'Road', geometry, parents: ['group'] }, house: { ...house, parents: ['group'] }, group });
    expect(kinds(district)).toEqual({ road: 1 });
    expect(district.buildings).toHaveLength(1);
  });

  it('change nothing of what is simulated', () => {
    const weather = sampleWeather();
    const { hash, solarKey } = prepareDistrict(read({ road: surfaces('Road', [[cell(0, 0)]]) }), weather);
    expect(prepareDistrict(read({}), weather)).toMatchObject({ hash, solarKey });
  });

  it('come back from the bytes of a project file; a district without them has none', () => {
    const district = read({ road: surfaces('Road', [[cell(0, 0)]]) });
    expect(fromBytes<District>(toBytes(district)).context).toEqual(district.context);
    expect(read({}).context).toBeUndefined();
  });
});
