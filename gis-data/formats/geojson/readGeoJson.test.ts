import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import type { ReadResult } from '../readDistrict.ts';
import { readModel } from '../readModel.ts';

const RING = '[[4.45,51.9],[4.4503,51.9],[4.4503,51.9002],[4.45,51.9002],[4.45,51.9]]';
const POLYGON = `{"type":"Polygon","coordinates":[${RING}]}`;
const FEATURE = `{"type":"Feature","id":1,"properties":{},"geometry":${POLYGON}}`;
/** The same place in the Dutch grid. */
const RD_RING = '[[90000,435000],[90020,435000],[90020,435022],[90000,435022],[90000,435000]]';

async function read(text: string, areaReference?: string): Promise<ReadResult> {
  return await readModel(
    { name: 'a.geojson', bytes: new TextEncoder().encode(text) },
    areaReference === undefined ? {} : { areaReference },
  );
}

async function errorOf(text: string, areaReference?: string): Promise<string> {
  try {
    await read(text, areaReference);
  } catch (error) {
    if (error instanceof InputError) return error.detail.code;
    throw error;
  }
  return 'read';
}

const codes = (result: ReadResult) => result.district.issues.map((issue) => issue.code);
const collection = (features: string, more = '') => `{"type":"FeatureCollection",${more}"features":[${features}]}`;

describe('documents', () => {
  it('of every type hold buildings', async () => {
    const documents = [
      collection(FEATURE),
      FEATURE,
      POLYGON,
      `{"type":"MultiPolygon","coordinates":[[${RING}]]}`,
      `{"type":"GeometryCollection","geometries":[${POLYGON},{"type":"Point","coordinates":[4,51]}]}`,
      collection(`{"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[${POLYGON}]}}`),
    ];
    const areas = await Promise.all(documents.map(async (text) => (await read(text)).district.buildings[0]?.footprintArea_m2.toFixed(3)));
    expect(new Set(areas)).toEqual(new Set([areas[0]]));
    expect(Number(areas[0])).toBeGreaterThan(450);
  });

  it('that are cut off, broken or something else end in a clear error', async () => {
    expect(await errorOf(collection(FEATURE).slice(0, -40))).toBe('json.truncated');
    expect(await errorOf(`${collection(FEATURE).slice(0, -1)},,}`)).toBe('json.syntax');
    expect(await errorOf('{"type":"FeatureCollection"}')).toBe('read');
  });

  it('with texts for numbers, NaN, missing shapes and unknown types are read as far as they go', async () => {
    const texts = RING.replace('4.45,', '"4.45",').replace(/4\.45,51\.9\]\]$/, '"4.45","51.9"]]');
    const result = await read(
      collection(
        [
          `{"type":"Feature","id":"text","properties":{},"geometry":{"type":"Polygon","coordinates":[${texts}]}}`,
          `{"type":"Feature","id":"nan","properties":{"height":NaN,"note":"NaN, Infinity"},"geometry":${POLYGON}}`,
          '{"type":"Feature","id":"null","properties":null,"geometry":null}',
          '{"type":"Feature","id":"circle","properties":{},"geometry":{"type":"Circle","coordinates":[1,2]}}',
          '{"no":"feature"}',
        ].join(','),
      ),
    );
    expect(result.district.buildings.map(({ id, footprintArea_m2 }) => [id, footprintArea_m2 > 450])).toEqual([
      ['text', true],
      ['nan', true],
    ]);
    expect(result.district.buildings[1]).toMatchObject({
      height_m: { provenance: 'default' },
      attributes: { height: null, note: 'NaN, Infinity' },
    });
    const found = result.district.issues.map(({ code, objectId, values }) => [code, objectId, values?.what ?? '']);
    expect(found).toEqual(
      expect.arrayContaining([
        ['vector.numberText', 'text', ''],
        ['vector.nan', null, ''],
        ['vector.feature', 'null', 'geometry'],
        ['vector.feature', 'circle', 'shape'],
        ['vector.feature', null, 'record'],
      ]),
    );
  });
});

describe('reference systems', () => {
  it('are WGS 84, or what an old document says, or asked for', async () => {
    const rd = (crs: string) =>
      collection(`{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[${RD_RING}]}}`, crs);
    const code = async (text: string) => (await read(text)).district.reference.code;
    expect(await code(collection(FEATURE))).toBe('EPSG:4326');
    expect(await code(rd('"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},'))).toBe('EPSG:28992');
    expect(await code(rd('"crs":{"type":"EPSG","properties":{"code":28992}},'))).toBe('EPSG:28992');
    expect(await code(collection(FEATURE, '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},'))).toBe(
      'EPSG:4326',
    );
    expect(await code(collection(FEATURE, '"crs":null,'))).toBeNull();
    const asked = await read(rd(''));
    expect(asked.district.origin).toBeNull();
    expect(asked.district.issues.find((issue) => issue.code === 'crs.unknown')?.values?.candidates).toContain('EPSG:28992');
  });

  it('for areas are the file’s own, or the caller’s', async () => {
    const own = await read(collection(FEATURE));
    const grid = await read(collection(FEATURE), 'EPSG:28992');
    expect(own.placement.areas).toEqual({ definition: 'geodesic', reference: null });
    expect(grid.placement.areas).toEqual({ definition: 'planar', reference: 'EPSG:28992' });
    const ratio = own.district.buildings[0]!.footprintArea_m2 / grid.district.buildings[0]!.footprintArea_m2;
    expect(ratio).toBeCloseTo(1.000119, 5);
    // The place is the same either way.
    expect(own.district.origin?.lon_deg).toBeCloseTo(grid.district.origin?.lon_deg ?? 0, 8);
    expect(await errorOf(collection(FEATURE), 'EPSG:99999')).toBe('crs.area');
    expect(await errorOf(collection(FEATURE), 'EPSG:27700')).toBe('crs.area');
  });
});

describe('sequences', () => {
  it('are separated by lines or by marks; what cannot be read is said', async () => {
    const other = FEATURE.replace('"id":1', '"id":2');
    const pretty = JSON.stringify(JSON.parse(other), null, 2);
    for (const text of [`${FEATURE}\r\n\r\n${other}\nbroken {\n`, `\u001e${FEATURE}\n\u001e${pretty}\n\u001e{"type":\n`]) {
      const result = await read(text);
      expect(result.district.source.format).toBe('geojson-seq');
      expect(result.district.buildings.map((building) => building.id)).toEqual(['1', '2']);
      expect(result.district.issues.find((issue) => issue.code === 'vector.feature')?.values).toEqual({ what: 'record', number: 3 });
      expect(codes(result)).not.toContain('json.truncated');
    }
  });
});
