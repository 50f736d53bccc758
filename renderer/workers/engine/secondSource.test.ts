import { describe, expect, it } from 'vitest';
import type { District } from '#models/district/district.ts';
import { boxDistrict } from '../../../tests/support/boxDistrict.ts';
import { mayBeMerged } from './secondSource.ts';

const ROTTERDAM = { lon_deg: 4.45, lat_deg: 51.91, height_m: 0 };
const SQUARE = { width_m: 10, depth_m: 10, height_m: 6 };

function city(fileName: string, ids: readonly string[], origin: District['origin']): District {
  const made = boxDistrict(ids.map((_, i) => ({ ...SQUARE, west_m: i * 30, south_m: 0 })));
  const buildings = made.buildings.map((building, i) => ({ ...building, id: ids[i] ?? building.id }));
  return { ...made, buildings, origin, source: { ...made.source, format: 'cityjson', fileName } };
}

describe('a second file', () => {
  const here = city('here.json', ['a', 'b', 'c'], ROTTERDAM);

  it('of the same place may be merged, one of another place may not', () => {
    expect(mayBeMerged(here, city('second.json', ['x'], { ...ROTTERDAM, lat_deg: 51.95 }))).toBe(true);
    expect(mayBeMerged(here, city('second.json', ['a'], { ...ROTTERDAM, lat_deg: 53 }))).toBe(false);
    expect(mayBeMerged(here, city('here.json', ['a'], ROTTERDAM))).toBe(false);
  });

  it('without a place is asked for it first, unless the present one has none either', () => {
    expect(mayBeMerged(here, city('lost.json', ['a', 'b', 'c'], null))).toBe(false);
    const lost = { ...here, origin: null };
    expect(mayBeMerged(lost, city('second.json', ['a', 'b', 'c'], null))).toBe(true);
    expect(mayBeMerged(lost, city('second.json', ['a', 'b', 'c'], ROTTERDAM))).toBe(true);
  });

  it('is the same without a place where enough ids are', () => {
    const lost = city('lost.json', ['a', 'b', 'c', 'd', 'e'], null);
    expect(mayBeMerged(lost, city('second.json', ['a', 'x', 'y', 'z', 'w'], null))).toBe(false);
    expect(mayBeMerged(lost, city('second.json', ['a', 'b', 'y', 'z', 'w'], null))).toBe(true);
    expect(mayBeMerged(lost, city('second.json', ['x', 'y'], null))).toBe(false);
  });
});
