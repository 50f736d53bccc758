import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { District } from '#models/district/district.ts';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { transformation } from '../../projection/project.ts';
import { findReference } from '../../projection/reference.ts';
import { writeTiff } from '../geotiff/testing/writeTiff.ts';
import { readModel } from '../readModel.ts';
import { readElevation } from './readElevation.ts';
import { attachTerrain, GroundSampler, terrainFor } from './terrain.ts';

const PRAGUE = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'gis', 'bubenec_prague.gpkg');

/** Heights that rise with easting and northing of the Dutch grid around a place. */
const CENTRE = { x: 92_000, y: 435_000 };
const heightOf = (x: number, y: number) => 12 + (x - CENTRE.x) * 0.02 - (y - CENTRE.y) * 0.01;

async function slope(side: number, cells: number) {
  const place = { x: CENTRE.x - (side * cells) / 2, y: CENTRE.y + (side * cells) / 2, side };
  const values = Array.from({ length: cells * cells }, (_, i) =>
    heightOf(place.x + ((i % cells) + 0.5) * side, place.y - (Math.floor(i / cells) + 0.5) * side),
  );
  return readElevation({
    name: 'slope.tif',
    bytes: writeTiff({ columns: cells, rows: cells, values, epsg: 28992, place, kind: 'float64', deflate: true }),
  });
}

async function house(x: number, y: number, z: number): Promise<District> {
  const corners = [
    [x, y],
    [x + 10, y],
    [x + 10, y + 10],
    [x, y + 10],
    [x, y],
  ].map((corner) => [...corner, z]);
  const collection = {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } },
    features: [{ type: 'Feature', id: 'a', properties: { height: 6 }, geometry: { type: 'Polygon', coordinates: [corners] } }],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(collection));
  return (await readModel({ name: 'house.geojson', bytes })).district;
}

describe('terrain', () => {
  it('in the local frame has the heights of the file at the same places, whatever the grid', async () => {
    const row = findReference('EPSG:28992')!.row;
    const [lon_deg, lat_deg] = transformation(row).toLonLat(CENTRE.x + 40, CENTRE.y - 60);
    const origin = { lon_deg, lat_deg, height_m: 0 };
    const frame = new LocalFrame(origin);
    const terrain = terrainFor(origin, await slope(3, 400), { zero_m: 5 })!;
    expect(terrain.zero_m).toBe(5);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: terrain.columns - 20 }), fc.integer({ min: 20, max: terrain.rows - 20 }), (column, line) => {
        const height = terrain.height_m[line * terrain.columns + column]!;
        const [lon, lat, above] = frame.toGeodetic(terrain.east_m + column * terrain.cell_m, terrain.north_m + line * terrain.cell_m, 0);
        const expected = heightOf(...transformation(row).fromLonLat(lon, lat)) - 5 - above;
        if (!Number.isNaN(height)) expect(Math.abs(height - expected)).toBeLessThan(0.005);
      }),
    );
    // The Dutch grid lies turned in the local frame: its corners stay unknown.
    expect(terrain.height_m[0]).toBeNaN();
    expect(terrain.height_m.filter(Number.isFinite).length / terrain.height_m.length).toBeGreaterThan(0.95);
  });

  it('under buildings takes the median of their ground as zero and tells how far their own heights are off', async () => {
    const ground = heightOf(CENTRE.x + 5, CENTRE.y + 5);
    const { district, issues } = attachTerrain(await house(CENTRE.x, CENTRE.y, ground + 3.5), await slope(5, 200));
    expect(district.terrain?.zero_m).toBeCloseTo(ground, 3);
    const offset = issues.find((issue) => issue.code === 'terrain.offset');
    expect(offset).toMatchObject({ severity: 'warning', values: { what: 'differs', offset_m: 3.5 } });
    const flat = attachTerrain(await house(CENTRE.x, CENTRE.y, 0), await slope(5, 200));
    expect(flat.issues.map((issue) => issue.code)).toEqual(['terrain.flatBuildings']);
  });

  it('is not used elsewhere, without a place or without a reference system', async () => {
    const district = await house(CENTRE.x, CENTRE.y, 0);
    const grid = await slope(5, 20);
    const why = (one: District, other = grid) => attachTerrain(one, other).issues.map((issue) => issue.values?.what);
    expect(why(await house(CENTRE.x + 5000, CENTRE.y, 0))).toEqual(['apart']);
    expect(why({ ...district, origin: null })).toEqual(['unplaced']);
    expect(why(district, { ...grid, known: null })).toEqual(['unknown']);
    expect(attachTerrain({ ...district, origin: null }, grid).district.terrain).toBeUndefined();
  });
});

describe.skipIf(!existsSync(PRAGUE))('Bubenec in Prague', () => {
  it('lies on its own terrain', async () => {
    const file = { name: 'bubenec_prague.gpkg', bytes: readFileSync(PRAGUE) };
    const grid = await readElevation(file, { assets: nodeReaderAssets });
    const { district: bare } = await readModel(file, { assets: nodeReaderAssets });
    const { district, issues } = attachTerrain(bare, grid);
    expect(issues.map((issue) => issue.code)).toEqual(['terrain.flatBuildings']);
    expect(district.terrain!.zero_m).toBeGreaterThan(200);
    expect(district.terrain!.zero_m).toBeLessThan(222);
    expect(district.terrain!.columns * district.terrain!.rows).toBeLessThanOrEqual(1_000_000);
    const sampler = new GroundSampler(bare.origin!, grid, grid.known!);
    expect(Math.abs(sampler.heightAt(0, 0) - district.terrain!.zero_m)).toBeLessThan(12);
  });
});
