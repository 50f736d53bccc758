import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Building, District } from '#models/district/district.ts';
import { boxDistrict } from '../../tests/support/boxDistrict.ts';
import { readModel } from '../formats/readModel.ts';
import { LocalFrame, toEcef } from '../projection/ellipsoid.ts';
import { frameChange } from './frameChange.ts';
import { mergeDistricts } from './mergeDistricts.ts';

const ORIGIN = { lon_deg: 4.45, lat_deg: 51.9, height_m: 0 };

interface Made {
  readonly origin?: District['origin'];
  /** Moves all boxes [m]. */
  readonly shift_m?: number;
  readonly change?: (row: number) => Partial<Building>;
}

/** Boxes of 10 m by 10 m, 20 m apart, seen from an origin. */
function grid(name: string, count: number, { origin = ORIGIN, shift_m = 0, change = () => ({}) }: Made = {}): District {
  const perRow = Math.ceil(Math.sqrt(count));
  let [east, north] = [0, 0];
  if (origin) {
    const point = new Float64Array(6);
    toEcef(ORIGIN.lon_deg, ORIGIN.lat_deg, 0, point, 0);
    new LocalFrame(origin).fromEcef(point, 0, point, 3);
    [east, north] = [point[3]!, point[4]!];
  }
  const boxes = Array.from({ length: count }, (_, i) => ({
    west_m: east + shift_m + 20 * (i % perRow),
    south_m: north + 20 * Math.floor(i / perRow),
    width_m: 10,
    depth_m: 10,
    height_m: 6,
  }));
  const made = boxDistrict(boxes);
  return {
    ...made,
    origin,
    source: { fileName: name, format: 'synthetic' },
    buildings: made.buildings.map((building, row) => ({ ...building, id: `${name}-${row}`, ...change(row) })),
  };
}

const year = (value: number, provenance: 'measured' | 'file' | 'user' | 'default') => ({
  constructionYear: { value, provenance } as const,
});

describe('a merge', () => {
  it('matches by ground where ids differ, across frames', () => {
    const second = grid('b', 5, { origin: { lon_deg: 4.46, lat_deg: 51.905, height_m: 0 }, shift_m: 2, change: () => year(1930, 'file') });
    const { district, report } = mergeDistricts(grid('a', 4, { change: () => year(1970, 'default') }), second);
    // Boxes shifted by 2 of 10 m share 80 of 120 m2.
    expect(report).toMatchObject({ matched: 4, matchedByOverlap: 4, onlySecond: { first: ['b-2'] } });
    expect(report.renamed.first[0]).toMatchObject({ id: 'a-0', secondId: 'b-0' });
    expect(report.renamed.first[0]!.overlap).toBeCloseTo(80 / 120, 2);
    expect(district.buildings[0]!.constructionYear).toEqual({ value: 1930, provenance: 'file', note: 'b' });
  });

  it.each([
    [2, 0.6, 4],
    [2, 0.7, 0],
    [4, 0.5, 0],
  ])('shifted by %d m at a least overlap of %d matches %d', (shift_m, leastOverlap, matched) => {
    const merge = () => mergeDistricts(grid('a', 4), grid('b', 4, { shift_m }), { leastOverlap });
    if (matched === 0) expect(merge).toThrowError(/No building is in both/);
    else expect(merge().report.matched).toBe(matched);
  });

  it.each([
    ['better-provenance', 'measured', 1930, 'second'],
    ['better-provenance', 'file', 1980, 'first'],
    ['first-wins', 'measured', 1980, 'first'],
    ['second-wins', 'user', 1930, 'second'],
  ] as const)('keeps by %s a year by %s', (attributes, provenance, kept, side) => {
    const first = grid('a', 1, { change: () => ({ ...year(1980, 'file'), attributes: { x: 1, y: 'a' } }) });
    const second = grid('b', 1, { change: () => ({ ...year(1930, provenance), attributes: { y: 'b', z: null, w: true } }) });
    const { district, report } = mergeDistricts(first, second, { attributes });
    expect(district.buildings[0]!.constructionYear.value).toBe(kept);
    expect(report.conflicts.first).toContainEqual({ id: 'a-0', attribute: 'constructionYear', first: 1980, second: 1930, kept: side });
    expect(report.conflicts.first).toContainEqual({
      id: 'a-0',
      attribute: 'y',
      first: 'a',
      second: 'b',
      kept: attributes === 'second-wins' ? 'second' : 'first',
    });
    expect(district.buildings[0]!.attributes).toEqual({ x: 1, y: attributes === 'second-wins' ? 'b' : 'a', z: null, w: true });
  });

  it('never lets an assumption win over what a file states', () => {
    const first = grid('a', 1, { change: () => year(1980, 'file') });
    const second = grid('b', 1, { change: () => year(1970, 'default') });
    const { district, report } = mergeDistricts(first, second, { attributes: 'second-wins' });
    expect([district.buildings[0]!.constructionYear.value, report.conflicts.count]).toEqual([1980, 0]);
  });

  it('does not trust equal ids of counters', () => {
    const ids = (from: number) => (row: number) => ({ id: String(from + row) });
    const [first, second] = [grid('a', 4, { change: ids(0) }), grid('b', 4, { change: ids(1) })];
    const { report } = mergeDistricts(first, second);
    expect(report).toMatchObject({ matched: 4, matchedByOverlap: 4, elsewhere: { count: 3 } });
    expect(mergeDistricts(first, second, { match: 'id' }).report).toMatchObject({ matched: 3, matchedById: 3 });
  });

  it('adds what only the second has, where it stands, level with the ground', () => {
    const raised = grid('b', 9, { origin: { lon_deg: 4.452, lat_deg: 51.9, height_m: 0 } });
    const up = raised.surfaces.vertices_m.map((value, i) => (i % 3 === 2 ? value - 3 : value));
    const second = { ...raised, surfaces: { ...raised.surfaces, vertices_m: up } };
    const { district, report } = mergeDistricts(grid('a', 3), second, { addMissing: true });
    expect(report).toMatchObject({ matched: 3, added: 6 });
    expect(report.lift_m).toBeCloseTo(3, 2);
    const added = district.buildings.at(-1)!;
    expect([added.id, added.volume_m3.value]).toEqual(['b-8', expect.closeTo(600, 1)]);
    const vertices = district.surfaces.vertices_m.slice(-12);
    expect(Math.min(...vertices.filter((_, i) => i % 3 === 0))).toBeGreaterThan(39.9);
    expect(Math.min(...vertices.filter((_, i) => i % 3 === 2))).toBeCloseTo(0, 2);
  });

  it('takes shapes of the second', () => {
    const second = grid('b', 2, { shift_m: 1, change: () => ({ lod: '2.2' }) });
    const { district, report } = mergeDistricts(grid('a', 2), second, { geometry: 'second' });
    expect([report.shapes, district.buildings[0]!.lod, district.surfaces.count]).toEqual([2, '2.2', 12]);
    expect(Math.min(...district.surfaces.vertices_m.filter((_, i) => i % 3 === 0))).toBeCloseTo(1, 3);
  });

  it('needs a place to compare ground, and ids without one', () => {
    const first = grid('a', 2, { origin: null, change: (row) => ({ id: `x${row}`, ...year(1970, 'default') }) });
    const second = grid('b', 2, { change: (row) => ({ id: `x${row}`, ...year(1930, 'file') }) });
    expect(() => mergeDistricts(first, second, { match: 'overlap' })).toThrowError(/no place/);
    const { district, report } = mergeDistricts(first, second);
    expect([report.matchedById, report.lift_m, district.buildings[1]!.constructionYear.value]).toEqual([2, null, 1930]);
  });

  it('compares ten thousand with ten thousand', () => {
    const [first, second] = [grid('a', 10_000), grid('b', 10_000, { shift_m: 1, change: () => year(1930, 'file') })];
    const start = performance.now();
    const { report } = mergeDistricts(first, second);
    console.log(`merge of 10,000 with 10,000: ${(performance.now() - start).toFixed(0)} ms`);
    expect(report.matchedByOverlap).toBe(10_000);
  });
});

it('moves between frames as through longitude and latitude', () => {
  const [from, to] = [ORIGIN, { lon_deg: 4.6, lat_deg: 51.8, height_m: 0 }];
  const moved = new Float64Array(3);
  frameChange(from, to, 2)!(Float64Array.of(300, -800, 12), 0, moved);
  const [lon, lat, height] = new LocalFrame(to).toGeodetic(moved[0]!, moved[1]!, moved[2]! - 2);
  const [lon2, lat2, height2] = new LocalFrame(from).toGeodetic(300, -800, 12);
  expect(Math.abs(lon - lon2) + Math.abs(lat - lat2)).toBeLessThan(1e-11);
  expect(height).toBeCloseTo(height2, 5);
});

const DATA = new URL('../../../shared/data/gis/', import.meta.url);
const hasData = existsSync(DATA);
if (!hasData) console.log('skipped: the Delfshaven files are not here');

describe.skipIf(!hasData)('Delfshaven', () => {
  const read = async (name: string, change: (text: string) => string = (text) => text) =>
    (await readModel({ name, bytes: new TextEncoder().encode(change(readFileSync(fileURLToPath(new URL(name, DATA)), 'utf8'))) })).district;

  it('gives the outlines the heights of the shapes, and the shapes the attributes of the outlines', async () => {
    const model = await read('delfshaven_lod2.city.json');
    // Without heights and with other ids: only the ground tells which is which.
    const bare = await read('delfshaven_footprints.geojson', (text) =>
      text.replaceAll(/"height_m":[\d.]+,/g, '').replaceAll(/"id":"\{([0-9A-F-]+)\}"/g, '"id":"plot $1 x"'),
    );
    const heights = mergeDistricts(bare, model);
    expect(heights.report).toMatchObject({ matched: 853, matchedById: 0, onlyFirst: { count: 0 }, onlySecond: { count: 0 } });
    const byId = new Map(model.buildings.map((building) => [building.id, building]));
    for (const building of heights.district.buildings) {
      const shape = byId.get(`{${building.id.slice(5, -2)}}`)!;
      expect(building.height_m, building.id).toMatchObject({ provenance: 'file' });
      expect(Math.abs(building.height_m.value - shape.height_m.value), building.id).toBeLessThan(0.01);
    }
    const outlines = await read('delfshaven_footprints.geojson');
    const merged = mergeDistricts(model, outlines);
    expect(merged.report).toMatchObject({ matched: 853, matchedById: 853, heights: 0, shapes: 0 });
    // The heights of both are the same survey.
    expect(merged.report.conflicts.first.filter(({ attribute }) => attribute === 'height_m')).toEqual([]);
    expect(merged.district.buildings[0]!.attributes).toMatchObject({ TerrainHeight: 1.37, ground_area_m2: 58.777 });
    expect(merged.district.surfaces).toBe(model.surfaces);
    const other = mergeDistricts(outlines, model, { geometry: 'second' });
    expect(other.report.shapes).toBe(853);
    const volume = (district: District) => district.buildings.reduce((sum, { volume_m3 }) => sum + volume_m3.value, 0);
    expect(volume(other.district) / volume(model)).toBeCloseTo(1, 3);
  });
});
