import { describe, expect, it } from 'vitest';
import { CancelledError, InputError } from '#models/core/errors.ts';
import { RandomStream } from '#models/core/random.ts';
import { type District, SURFACE_KINDS } from '#models/district/district.ts';
import { detectFormat } from './detectFormat.ts';
import { type ReadOptions, readDistrict } from './readDistrict.ts';

type Mutable = { [name: string]: unknown };

const encoder = new TextEncoder();

function read(document: unknown, options: ReadOptions = {}, name = 'test.city.json'): District {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return readDistrict({ name, bytes: encoder.encode(text) }, options);
}

function failure(document: unknown, name = 'test.city.json'): InputError['detail'] {
  try {
    read(document, {}, name);
  } catch (error) {
    if (error instanceof InputError) return error.detail;
    throw error;
  }
  throw new Error('The file was accepted.');
}

/** Corners of a box of 10 x 8 x 6 m in millimetres, and its six faces. */
const BOX_VERTICES = [0, 1].flatMap((k) => [0, 1].flatMap((j) => [0, 1].map((i) => [i * 10_000, j * 8000, k * 6000])));
const BOX_FACES = [[[0, 2, 3, 1]], [[4, 5, 7, 6]], [[0, 1, 5, 4]], [[1, 3, 7, 5]], [[3, 2, 6, 7]], [[2, 0, 4, 6]]];
const SURFACES = [{ type: 'GroundSurface' }, { type: 'RoofSurface' }, { type: 'WallSurface' }];
const VALUES = [0, 1, 2, 2, 2, 2];
const TRANSFORM = { scale: [0.001, 0.001, 0.001], translate: [90_900, 435_800, 1.5] };

function solid(lod: unknown = '2.2', values: unknown = [VALUES]): Mutable {
  return { type: 'Solid', lod, boundaries: [BOX_FACES], semantics: { surfaces: SURFACES, values } };
}

function model(geometry: readonly unknown[] = [solid()], more: Mutable = {}): Mutable {
  return {
    type: 'CityJSON',
    version: '2.0',
    transform: TRANSFORM,
    metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/28992' },
    CityObjects: { house: { type: 'Building', attributes: { yearOfConstruction: '1964', function: '31001_2020' }, geometry } },
    vertices: BOX_VERTICES,
    ...more,
  };
}

function areas(district: District): Record<string, number> {
  const sums: Record<string, number> = {};
  for (let row = 0; row < district.surfaces.count; row++) {
    const kind = SURFACE_KINDS[district.surfaces.kind[row]!]!;
    sums[kind] = (sums[kind] ?? 0) + Math.round(district.surfaces.area_m2[row]! * 1e6) / 1e6;
  }
  return sums;
}

const BOX_AREAS = { ground: 80, roof: 80, wall: 216 };

describe('reading a CityJSON document', () => {
  it('gives a building with place, quantities and provenance', () => {
    const district = read(model());
    expect(areas(district)).toEqual(BOX_AREAS);
    expect(district.issues.map((issue) => issue.code)).toEqual(['height.zeroLevel']);
    expect(district.reference).toMatchObject({ code: 'EPSG:28992', accuracy: 'about-1-m' });
    expect(district.origin?.lon_deg).toBeCloseTo(4.457, 2);
    expect(district.buildings[0]).toMatchObject({
      id: 'house',
      lod: '2.2',
      footprintArea_m2: 80,
      volumeIsExact: true,
      use: { value: 'office', provenance: 'file', note: 'function' },
      constructionYear: { value: 1964, provenance: 'file' },
      height_m: { provenance: 'geometry' },
      storeys: { value: 2, provenance: 'inferred' },
      heatSource: { value: 'gas-boiler', provenance: 'default' },
    });
    expect(district.buildings[0]?.volume_m3.value).toBeCloseTo(480, 6);
    // Grid east wall: true azimuth is 90 deg plus the convergence of about -0.73 deg.
    expect(district.surfaces.azimuth_deg[3]).toBeCloseTo(90 - 0.733, 2);
  });

  it('reads every geometry type, and semantics that are null at any level', () => {
    const surfaces = { type: 'MultiSurface', lod: '2', boundaries: BOX_FACES, semantics: { surfaces: SURFACES, values: VALUES } };
    const multiSolid = { type: 'MultiSolid', lod: '2', boundaries: [[BOX_FACES]], semantics: { surfaces: SURFACES, values: [[VALUES]] } };
    for (const geometry of [surfaces, { ...surfaces, type: 'CompositeSurface' }, multiSolid, { ...multiSolid, type: 'CompositeSolid' }]) {
      expect(areas(read(model([geometry]))), String(geometry.type)).toEqual(BOX_AREAS);
    }
    for (const values of [null, [null], [VALUES.map(() => null)]]) {
      const district = read(model([solid('2', values)]));
      expect(areas(district)).toEqual(BOX_AREAS);
      expect([...district.surfaces.kindInferred]).toEqual([1, 1, 1, 1, 1, 1]);
    }
    expect([...read(model([solid('2', [[0, 1, null, 2, 2, 2]])])).surfaces.kindInferred]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('reads version 1.0 (urn, numeric lod) without a warning, and warns from 1.1 on', () => {
    const old = model([solid(2)], { version: '1.0', metadata: { referenceSystem: 'urn:ogc:def:crs:EPSG::28992' } });
    expect(read(old).issues.map((issue) => issue.code)).toEqual(['height.zeroLevel']);
    expect(read(model([solid(2)], { version: '1.1' })).issues.map((issue) => issue.code)).toContain('cityjson.lod');
  });

  it('chooses the highest level of detail, or the one asked for', () => {
    const outline = { type: 'MultiSurface', lod: '0', boundaries: [[[0, 1, 3, 2]]] };
    const both = model([outline, solid('1.2'), solid('2.2')]);
    expect(read(both).buildings[0]?.lod).toBe('2.2');
    expect(read(both, { lod: '1.2' }).buildings[0]?.lod).toBe('1.2');
    const other = read(both, { lod: '3.0' });
    expect(other.buildings[0]?.lod).toBe('2.2');
    expect(other.issues.map((issue) => issue.code)).toContain('cityjson.lodMissing');
    const flat = read(model([outline]));
    expect(areas(flat)).toEqual({ ground: 80 });
    expect(flat.buildings[0]).toMatchObject({ lod: '0', footprintArea_m2: 80, height_m: { provenance: 'default' }, volumeIsExact: false });
  });

  it('gathers parts under their building and finds the wall between them', () => {
    const shifted = BOX_VERTICES.map(([x, y, z]) => [x! + 10_000, y!, z!]);
    const second = BOX_FACES.map((surface) => surface.map((ring) => ring.map((vertex) => vertex + 8)));
    const document = model([], {
      vertices: [...BOX_VERTICES, ...shifted],
      CityObjects: {
        b: { type: 'BuildingPart', parents: ['house'], geometry: [{ ...solid(), boundaries: [second] }] },
        house: {
          type: 'Building',
          children: ['a', 'b'],
          attributes: { name: 'Two parts' },
          geometry: [{ type: 'MultiSurface', lod: '0', boundaries: [[[0, 1, 3, 2]]] }],
        },
        a: { type: 'BuildingPart', parents: ['house'], attributes: { storeysAboveGround: 2 }, geometry: [solid()] },
        chimney: { type: 'BuildingInstallation', parents: ['house'], geometry: [solid()] },
        lost: { type: 'BuildingPart', parents: ['nobody'], geometry: [solid()] },
        road: { type: 'Road', geometry: [] },
        tree: { type: 'SolitaryVegetationObject' },
      },
    });
    const district = read(document);
    expect(district.buildings.map((building) => [building.id, building.surfaceCount])).toEqual([
      ['house', 12],
      ['lost', 6],
    ]);
    expect(district.buildings[0]).toMatchObject({ name: 'Two parts', footprintArea_m2: 160, storeys: { value: 2, provenance: 'file' } });
    const shared = district.surfaces.sharedArea_m2.slice(0, 12).reduce((sum, area) => sum + area, 0);
    expect(shared).toBeGreaterThanOrEqual(96);
    const codes = district.issues.map((issue) => `${issue.code} ${issue.objectId ?? ''}`.trim());
    expect(codes).toEqual(expect.arrayContaining(['cityjson.parent lost', 'cityjson.ignored']));
    expect(district.issues.find((issue) => issue.code === 'cityjson.ignored')?.message).toBe(
      'The file also holds: 1 Road, 1 SolitaryVegetationObject.',
    );
  });

  it('places geometry templates by matrix and reference vertex', () => {
    const template = { ...solid('2'), boundaries: [BOX_FACES] };
    const document = model(
      [{ type: 'GeometryInstance', template: 0, boundaries: [3], transformationMatrix: [2, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] }],
      { 'geometry-templates': { templates: [template], 'vertices-templates': BOX_VERTICES.map((vertex) => vertex.map((v) => v / 1000)) } },
    );
    const district = read(document);
    expect(areas(district)).toEqual({ ground: 160, roof: 160, wall: 2 * 6 * 8 + 2 * 6 * 20 });
    expect(district.buildings[0]?.volume_m3.value).toBeCloseTo(960, 6);
  });

  it('turns holes and keeps their area out', () => {
    const vertices = [...BOX_VERTICES, [4000, 3000, 6000], [6000, 3000, 6000], [6000, 5000, 6000], [4000, 5000, 6000]];
    const faces = BOX_FACES.with(1, [
      [4, 5, 7, 6],
      [8, 9, 10, 11],
    ]);
    const district = read(model([{ ...solid(), boundaries: [faces] }], { vertices }));
    expect(areas(district).roof).toBeCloseTo(76, 9);
    expect(district.issues.filter((issue) => issue.code === '208')).toMatchObject([{ objectId: 'house', faceIndex: 1 }]);
  });

  it('takes the reference system from the user', () => {
    const unknown = model([solid()], { metadata: {} });
    const without = read(unknown);
    expect(without).toMatchObject({ origin: null, reference: { code: null } });
    expect(without.issues[0]).toMatchObject({ code: 'crs.unknown', severity: 'error' });
    expect(without.issues[0]?.action).toContain('EPSG:28992 Amersfoort / RD New');
    expect(areas(without)).toEqual(BOX_AREAS);
    expect(read(unknown, { reference: 'EPSG:28992' }).origin?.lat_deg).toBeCloseTo(51.9, 1);
  });

  it('measures degrees, web Mercator and feet in metres', () => {
    const metre = 1 / 111_195;
    const degrees = model([solid()], {
      metadata: { referenceSystem: 'urn:ogc:def:crs:OGC:1.3:CRS84' },
      transform: { scale: [0.001 * metre * 1.6197, 0.001 * metre, 0.001], translate: [4.45, 51.9, 0] },
    });
    expect(areas(read(degrees)).ground).toBeCloseTo(80, 0);
    const mercator = model([solid()], {
      metadata: { referenceSystem: 'EPSG:3857' },
      transform: { scale: [0.0016197, 0.0016197, 0.001], translate: [495_372.2, 6_780_000, 0] },
    });
    expect(areas(read(mercator)).ground! / 80).toBeCloseTo(1, 1);
    const foot = 3937 / 1200;
    const feet = model([solid()], {
      metadata: { referenceSystem: 'EPSG:2263' },
      transform: { scale: [0.001 * foot, 0.001 * foot, 0.001], translate: [982_586, 198_968, 0] },
    });
    expect(areas(read(feet))).toEqual(BOX_AREAS);
  });

  it('can be cancelled and tells how far it is', () => {
    const signal = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    expect(() => read(model(), { signal })).toThrow(CancelledError);
    const stages: number[] = [];
    read(model(), { onProgress: ({ done }) => stages.push(done) });
    expect(stages.at(-1)).toBe(1);
    expect([...stages].sort((a, b) => a - b)).toEqual(stages);
  });
});

describe('reading a CityJSON sequence', () => {
  const header = JSON.stringify({ ...model([]), CityObjects: {}, vertices: [] });
  const feature = (id: string) =>
    JSON.stringify({
      type: 'CityJSONFeature',
      id,
      CityObjects: { [id]: { type: 'Building', geometry: [solid()] } },
      vertices: BOX_VERTICES,
    });

  it('takes own vertices per feature, CRLF, blank lines and double ids', () => {
    const text = [header, '', feature('one'), feature('two'), '  ', feature('one'), ''].join('\r\n');
    const district = read(text, {}, 'test.city.jsonl');
    expect(district.source.format).toBe('cityjson-seq');
    expect(district.buildings.map((building) => building.id)).toEqual(['one', 'two', 'one#2']);
    expect(district.issues.map((issue) => issue.code)).toContain('cityjson.duplicateId');
  });

  it('skips lines that cannot be read and names them', () => {
    const text = [header, feature('one'), '{"type":"Feature"}', feature('two').slice(0, 200)].join('\n');
    const district = read(text, {}, 'test.city.jsonl');
    expect(district.buildings).toHaveLength(1);
    expect(district.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message)).toEqual([
      'Line 3 is not a CityJSONFeature.',
      'Line 4 cannot be read: The file ends in the middle: it was cut off.',
    ]);
  });
});

describe('bad input', () => {
  it('says what is wrong, where, and how to mend it', () => {
    const text = JSON.stringify(model(), null, 1);
    const details = {
      truncated: failure(text.slice(0, 1000)),
      insideText: failure(text.slice(0, text.indexOf('Building') + 3)),
      syntax: failure(text.replace('"vertices":', '"vertices"')),
      geojson: failure({ type: 'FeatureCollection', features: [] }),
      weather: failure('LOCATION,Town,-,X,x,0,1,2,3,4\n', 'town.epw'),
      gml: failure('<?xml version="1.0"?><core:CityModel xmlns:core="x">', 'a.gml'),
      json: failure({ hello: 'world' }, 'hello.json'),
      notCityJson: failure({ hello: 'world' }),
      noObjects: failure({ type: 'CityJSON', version: '2.0', vertices: [] }),
      transform: failure(model([], { transform: { scale: [1, 1], translate: null } })),
      empty: failure(''),
      binary: failure('\u0001\u0002\u0003'),
    };
    expect(Object.fromEntries(Object.entries(details).map(([name, detail]) => [name, detail.code]))).toEqual({
      truncated: 'json.truncated',
      insideText: 'json.truncated',
      syntax: 'json.syntax',
      geojson: 'format.unsupported',
      weather: 'format.unsupported',
      gml: 'format.unsupported',
      json: 'format.unsupported',
      notCityJson: 'cityjson.structure',
      noObjects: 'cityjson.structure',
      transform: 'cityjson.structure',
      empty: 'format.unsupported',
      binary: 'format.unsupported',
    });
    expect(details.truncated.where).toMatch(/^test\.city\.json, line \d+, column \d+$/);
    expect(details.syntax.where).toContain(`line ${text.slice(0, text.indexOf('"vertices":')).split('\n').length}`);
    expect(details.geojson.message).toBe('The file is GeoJSON.');
    expect(Object.values(details).every((detail) => (detail.mend ?? '') !== '')).toBe(true);
  });

  it('keeps files with coordinates off the planet in local metres, with the way to mend', () => {
    const off = read(model([solid()], { transform: { ...TRANSFORM, translate: [9e9, 9e9, 0] } }));
    expect(off.origin).toBeNull();
    expect(off.issues[0]).toMatchObject({ code: 'crs.outOfRange', severity: 'error' });
    expect(areas(off).ground).toBeCloseTo(80, 3);
    const swapped = read(model([solid()], { transform: { ...TRANSFORM, translate: [435_800, 90_900, 0] } }));
    expect(swapped.issues[0]?.action).toContain('axes look exchanged');
    const degrees = read(model([solid()], { metadata: { referenceSystem: 'EPSG:4326' } }));
    expect(degrees.issues[0]).toMatchObject({ code: 'crs.outOfRange' });
  });

  it('leaves out the geometry of one object that stands elsewhere', () => {
    const vertices = [...BOX_VERTICES, ...BOX_VERTICES, ...BOX_VERTICES.map(([x, y, z]) => [x! + 9e11, y!, z!])];
    const at = (offset: number) => [{ ...solid(), boundaries: [BOX_FACES.map((f) => f.map((r) => r.map((v) => v + offset)))] }];
    const objects = {
      a: { type: 'Building', geometry: at(0) },
      b: { type: 'Building', geometry: at(8) },
      far: { type: 'Building', geometry: at(16) },
    };
    const district = read(model([], { vertices, CityObjects: objects }));
    expect(district.issues.filter((issue) => issue.code === 'crs.outOfRange')).toMatchObject([{ objectId: 'far', severity: 'error' }]);
    expect(district.buildings.map((building) => building.surfaceCount)).toEqual([6, 6, 0]);
  });

  it('leaves out single faces with a wild corner', () => {
    const vertices = BOX_VERTICES.with(7, [9e11, 8000, 6000]);
    const district = read(model([solid()], { vertices }));
    expect(district.issues.filter((issue) => issue.code === 'crs.outOfRange').map((issue) => issue.message)).toEqual([
      '3 of its faces reach more than 100 km from the middle of the others.',
    ]);
    expect(district.buildings[0]).toMatchObject({ surfaceCount: 3, footprintArea_m2: 80 });
  });

  it('names self-intersecting and zero-area faces, and a building without ground', () => {
    const vertices = [...BOX_VERTICES, [5000, 0, 0], [0, 0, 3000]];
    const faces = [...BOX_FACES.slice(1), [[0, 1, 4, 5]], [[0, 8, 1]]];
    const district = read(model([{ type: 'MultiSurface', lod: '2', boundaries: faces }], { vertices }));
    const codes = district.issues.filter((issue) => issue.objectId === 'house').map((issue) => `${issue.code}@${issue.faceIndex ?? '-'}`);
    expect(codes).toEqual(['104@5', 'face.zeroArea@6', 'building.noGround@-']);
    expect(district.buildings[0]).toMatchObject({ footprintArea_m2: 80, height_m: { provenance: 'inferred' } });
  });

  it('reads a file without buildings as an empty district', () => {
    const district = read(model([], { CityObjects: { road: { type: 'Road' } } }));
    expect(district.buildings).toEqual([]);
    expect(district.issues.map((issue) => issue.code)).toEqual(expect.arrayContaining(['cityjson.ignored', 'district.empty']));
  });
});

describe('detectFormat', () => {
  it('goes by content, not by name', () => {
    const of = (content: string, name = 'file') => detectFormat(name, encoder.encode(content));
    expect([
      of('{"type":"CityJSON","version":"2.0"}'),
      of('{\n "vertices": [], "CityObjects": {}, "type": "CityJSON"}'),
      of('{"type":"CityJSON","CityObjects":{}}\n{"type":"CityJSONFeature"}'),
      of('{"type":"FeatureCollection"}'),
      of('\ufeffLOCATION,Town'),
      of('ISO-10303-21;'),
      of('<osm version="0.6">'),
      of('PK\u0003\u0004'),
      of('SQLite format 3\0'),
      of('   \n'),
      of('hello'),
    ]).toEqual(['cityjson', 'cityjson', 'cityjson-seq', 'geojson', 'epw', 'ifc', 'osm-xml', 'zip', 'sqlite', 'empty', 'unknown']);
  });
});

describe('a fuzz of a small file', () => {
  const JUNK: readonly unknown[] = [
    null,
    -1,
    1e308,
    99_999_999,
    0.5,
    '',
    'NaN',
    'Bulding',
    [],
    {},
    [[]],
    [null],
    true,
    'EPSG:4326',
    '__proto__',
    [1, 2, 3],
  ];

  /** Replaces, removes or doubles a random value somewhere in the document. */
  function mutate(node: unknown, random: RandomStream, depth = 0): unknown {
    if (Array.isArray(node) && node.length > 0 && random.next() > 0.25 - depth * 0.01) {
      const index = random.integer(0, node.length - 1);
      if (random.next() < 0.08) return node.toSpliced(index, 1);
      if (random.next() < 0.04) return [...node, ...node];
      return node.with(index, mutate(node[index], random, depth + 1));
    }
    if (typeof node === 'object' && node !== null && !Array.isArray(node) && Object.keys(node).length > 0) {
      const object = node as Mutable;
      const keys = Object.keys(object);
      const key = random.pick(
        keys,
        keys.map((name) => (name === 'CityObjects' || name === 'geometry' || name === 'boundaries' ? 8 : 1)),
      );
      if (random.next() < 0.08) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
      return { ...object, [key]: mutate(object[key], random, depth + 1) };
    }
    return random.pick(JUNK);
  }

  it('never crashes: a district with finite numbers, or an InputError', () => {
    const random = new RandomStream(20_260_101);
    let accepted = 0;
    for (let round = 0; round < 400; round++) {
      let document: unknown = model([solid('1.2'), solid('2.2'), { type: 'MultiSurface', lod: '0', boundaries: [[[0, 1, 3, 2]]] }]);
      for (let i = random.integer(1, 4); i > 0; i--) document = mutate(document, random);
      let text = JSON.stringify(document) ?? '';
      if (random.next() < 0.1) text = text.slice(0, random.integer(0, text.length));
      try {
        const district = read(text);
        accepted++;
        const { surfaces } = district;
        const finite = [surfaces.area_m2, surfaces.vertices_m, surfaces.normal, surfaces.centroid_m].every((column) =>
          column.every(Number.isFinite),
        );
        expect(finite, text).toBe(true);
        for (const building of district.buildings) {
          const numbers = [
            building.footprintArea_m2,
            building.height_m.value,
            building.volume_m3.value,
            building.storeys.value,
            building.floorArea_m2.value,
          ];
          expect(
            numbers.every((value) => Number.isFinite(value) && value >= 0),
            text,
          ).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw new Error(`round ${round}: ${String(error)}\n${text.slice(0, 3000)}`, { cause: error });
      }
    }
    expect(accepted).toBeGreaterThan(200);
  });
});
