import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { readModel } from '../readModel.ts';

function square(x: number, y: number, side: number): number[][] {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
}

function fileOf(geometries: readonly Geometry[], properties: Feature['properties'] = {}, crs = 28992): Uint8Array {
  return serialize({ type: 'FeatureCollection', features: geometries.map((geometry) => ({ type: 'Feature', properties, geometry })) }, crs);
}

async function read(bytes: Uint8Array) {
  return (await readModel({ name: 'map.fgb', bytes })).district;
}

const HOLE = square(92_004, 435_004, 2);
const POLYGON: Geometry = { type: 'Polygon', coordinates: [square(92_000, 435_000, 10), HOLE.toReversed()] };
const PARTS: Geometry = {
  type: 'MultiPolygon',
  coordinates: [[square(92_100, 435_000, 10), HOLE.map(([x = 0, y = 0]) => [x + 100, y])], [square(92_150, 435_000, 5)]],
};

describe('FlatGeobuf', () => {
  it('holds polygons with holes and several parts, with their attributes and reference system', async () => {
    for (const [geometry, area] of [
      [POLYGON, 96],
      [PARTS, 121],
    ] as const) {
      const district = await read(fileOf([geometry, geometry], { name: 'Haus', height: 7.5, levels: 2 }));
      expect(district.reference.code).toBe('EPSG:28992');
      expect(district.buildings.map((building) => Math.round(building.footprintArea_m2))).toEqual([area, area]);
      expect(district.buildings[0]).toMatchObject({ name: 'Haus', height_m: { value: 7.5, provenance: 'file' }, storeys: { value: 2 } });
    }
  });

  it('of mixed geometry is told feature by feature', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [92_000, 435_020],
        [92_100, 435_020],
      ],
    };
    const district = await read(fileOf([POLYGON, line, PARTS], { highway: 'residential' }));
    expect(district.elements?.lines).toMatchObject([{ kind: 'street' }]);
  });

  it('without a reference system asks', async () => {
    expect((await read(fileOf([POLYGON], {}, 0))).issues.map((issue) => issue.code)).toContain('crs.unknown');
  });

  it('with a header beyond its end is refused; one that lacks features it states says so', async () => {
    const whole = fileOf([POLYGON, PARTS, POLYGON], { name: 'Haus' });
    const claims = whole.slice();
    new DataView(claims.buffer, claims.byteOffset).setUint32(8, 0xfffffff0, true);
    await expect(read(claims)).rejects.toMatchObject({ detail: { code: 'flatgeobuf.structure' } });
    const last = new DataView(whole.buffer, whole.byteOffset);
    // Features follow each other, each behind its length: the file ends before the last one.
    let at = 12 + last.getUint32(8, true);
    for (let i = 0; i < 2; i++) at += 4 + last.getUint32(at, true);
    const cut = await read(whole.slice(0, at));
    expect(cut.buildings).toHaveLength(2);
    expect(cut.issues).toContainEqual(expect.objectContaining({ code: 'vector.feature', severity: 'error' }));
  });

  it('cut off or mutated ends in what could be read or a named fault', async () => {
    const whole = fileOf([POLYGON, PARTS, POLYGON], { name: 'Haus', height: 7.5 });
    const cut = await read(whole.slice(0, whole.length - 30)).catch((error: unknown) => error);
    expect(cut instanceof InputError || (cut as { buildings: unknown[] }).buildings.length >= 2).toBe(true);
    for (let i = 0; i < 1500; i++) {
      const copy = whole.slice();
      copy[8 + ((i * 7919) % (copy.length - 8))] = (i * 2_654_435_761) >>> 24;
      try {
        await read(copy);
      } catch (error) {
        expect(error, `mutation ${i}`).toBeInstanceOf(InputError);
      }
    }
  });
});
