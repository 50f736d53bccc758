import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { CONTEXT_KINDS } from '#models/district/context.ts';
import type { District } from '#models/district/district.ts';
import { type DistrictReport, inspectFile } from '../../inspect.ts';
import { readModel } from '../readModel.ts';
import { closedRings, pointWithin } from './areas.ts';
import { ribbonPieces } from './ground.ts';

const DATA = new URL('../../../../shared/data/gis/', import.meta.url);
const hasData = existsSync(DATA);
if (!hasData) console.warn('SKIPPED: the reference map extract is not beside the repository.');

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Degrees per metre near 48 N, 11 E on the ellipsoid. */
const LAT = 1 / 111_189.1;
const LON = 1 / 74_634.4;

interface Way {
  readonly id: number;
  readonly tags: Readonly<Record<string, string>>;
  /** x, y pairs in metres; closed where `open` is not set. */
  readonly at: readonly number[];
  readonly open?: boolean;
}

interface Relation {
  readonly id: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly members: readonly (readonly [type: string, ref: number, role: string])[];
}

interface Point {
  readonly tags: Readonly<Record<string, string>>;
  readonly at: readonly [number, number];
}

interface Map {
  readonly ways?: readonly Way[];
  readonly relations?: readonly Relation[];
  readonly points?: readonly Point[];
}

const square = (x: number, y: number, w: number, d: number) => [x, y, x + w, y, x + w, y + d, x, y + d];

/** Nodes of ways by place, so that ways that meet share them. */
function nodesOf({ ways = [] }: Map) {
  const ids = new globalThis.Map<string, number>();
  const lists = ways.map((way) => {
    const list: number[] = [];
    for (let i = 0; i < way.at.length; i += 2) {
      const key = `${way.at[i]},${way.at[i + 1]}`;
      const id = ids.get(key) ?? ids.size + 1;
      ids.set(key, id);
      list.push(id);
    }
    return way.open ? list : [...list, list[0]!];
  });
  const nodes = [...ids].map(([key, id]) => {
    const [x, y] = key.split(',').map(Number);
    return { id, lon: 11 + x! * LON, lat: 48 + y! * LAT };
  });
  return { nodes, lists };
}

function osmXml(map: Map): string {
  const { nodes, lists } = nodesOf(map);
  const tags = (own: Readonly<Record<string, string>>) =>
    Object.entries(own)
      .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
      .join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">',
    ...nodes.map(({ id, lon, lat }) => `<node id="${id}" lon="${lon}" lat="${lat}"/>`),
    ...(map.points ?? []).map(
      ({ tags: own, at: [x, y] }, i) => `<node id="${9000 + i}" lon="${11 + x * LON}" lat="${48 + y * LAT}">${tags(own)}</node>`,
    ),
    ...(map.ways ?? []).map(
      (way, i) => `<way id="${way.id}">${lists[i]!.map((ref) => `<nd ref="${ref}"/>`).join('')}${tags(way.tags)}</way>`,
    ),
    ...(map.relations ?? []).map(
      ({ id, members, tags: own }) =>
        `<relation id="${id}">${members.map(([type, ref, role]) => `<member type="${type}" ref="${ref}" role="${role}"/>`).join('')}${tags(own)}</relation>`,
    ),
    '</osm>',
  ].join('\n');
}

/** The same map as an Overpass answer, ways first. */
function overpass(map: Map, inline: boolean): string {
  const { nodes, lists } = nodesOf(map);
  const place = (id: number) => {
    const { lon, lat } = nodes[id - 1]!;
    return { lat, lon };
  };
  const geometry = (index: number) => lists[index]!.map(place);
  const wayIndex = (id: number) => (map.ways ?? []).findIndex((way) => way.id === id);
  const ways = (map.ways ?? []).map((way, i) => ({
    type: 'way',
    id: way.id,
    tags: way.tags,
    ...(inline ? { geometry: geometry(i) } : { nodes: lists[i] }),
  }));
  const relations = (map.relations ?? []).map(({ id, tags, members }) => ({
    type: 'relation',
    id,
    tags,
    members: members.map(([type, ref, role]) => ({
      type,
      ref,
      role,
      ...(inline && wayIndex(ref) >= 0 ? { geometry: geometry(wayIndex(ref)) } : {}),
    })),
  }));
  const points = (map.points ?? []).map(({ tags, at: [x, y] }, i) => ({
    type: 'node',
    id: 9000 + i,
    lon: 11 + x * LON,
    lat: 48 + y * LAT,
    tags,
  }));
  const loose = inline ? [] : nodes.map(({ id, lon, lat }) => ({ type: 'node', id, lon, lat }));
  return JSON.stringify({ version: 0.6, osm3s: { copyright: 'OSM, ODbL' }, elements: [...relations, ...ways, ...points, ...loose] });
}

async function read(text: string, name = 'map.osm'): Promise<District> {
  return (await readModel({ name, bytes: utf8(text) })).district;
}

async function inspect(text: string, name = 'map.osm'): Promise<DistrictReport> {
  const report = await inspectFile({ name, bytes: utf8(text) });
  if (report.kind !== 'district') throw new Error('not a district');
  return report;
}

describe.skipIf(!hasData)('the extract of Kirchberg against the known answers', () => {
  it('has the buildings, storeys and area, and names the relation that is not there', async () => {
    const answer = JSON.parse(readFileSync(new URL('expected.json', DATA), 'utf8'))['osm_kirchdorf_extract.osm'];
    const bytes = readFileSync(new URL('osm_kirchdorf_extract.osm', DATA));
    const report = await inspectFile({ name: 'osm_kirchdorf_extract.osm', bytes });
    if (report.kind !== 'district') throw new Error('not a district');
    expect(report).toMatchObject({
      format: 'osm-xml',
      buildings: answer.buildings_loadable,
      facts: {
        nodes: answer.nodes,
        ways: answer.ways,
        relations: answer.relations,
        incomplete: expect.arrayContaining(['relation/318560']),
      },
      provenance: { storeys: { file: 10 } },
      reference: { code: 'EPSG:4326' },
    });
    expect(Math.abs(report.area_m2.ground / answer.buildings_geodesic_area_m2 - 1)).toBeLessThan(1e-3);
    expect(report.issues.find((issue) => issue.objectId === 'relation/318560')).toMatchObject({
      code: 'osm.incomplete',
      values: { missing: 4, members: 4 },
    });
    expect(report.rows.map((row) => row.id)).not.toContain('relation/318560');
    // Its outline is one corner: the attributes stay, there is nothing to draw.
    expect(report.rows.find((row) => row.id === 'way/275490779')).toMatchObject({ faces: 0, storeys: 2 });
  });
});

const TOWN: Map = {
  ways: [
    {
      id: 1,
      tags: {
        building: 'house',
        height: '9 m',
        'building:levels': '2',
        start_date: '1950s',
        'addr:street': 'Elm',
        'addr:housenumber': '4',
      },
      at: square(0, 0, 12, 8),
    },
    { id: 2, tags: {}, at: [40, 0, 60, 0, 60, 10], open: true },
    { id: 3, tags: {}, at: [40, 0, 40, 20, 60, 20, 60, 10], open: true },
    { id: 4, tags: {}, at: square(45, 5, 5, 5) },
    { id: 5, tags: { highway: 'residential', name: 'Elm' }, at: [-20, -10, 100, -10], open: true },
    { id: 6, tags: { landuse: 'grass' }, at: square(0, 30, 20, 20) },
    { id: 7, tags: { power: 'minor_line' }, at: [-20, 60, 100, 60], open: true },
  ],
  relations: [
    {
      id: 10,
      tags: { type: 'multipolygon', building: 'apartments', 'building:levels': '4' },
      members: [
        ['way', 2, 'outer'],
        ['way', 3, 'outer'],
        ['way', 4, 'inner'],
      ],
    },
  ],
  points: [
    { tags: { natural: 'tree', height: '14', diameter_crown: '6' }, at: [30, 30] },
    { tags: { power: 'substation', rating: '630 kVA' }, at: [90, 60] },
    { tags: { amenity: 'charging_station', 'charging_station:output': '22 kW' }, at: [90, -5] },
    { tags: { power: 'pole' }, at: [20, 60] },
  ],
};

describe.each([
  ['OpenStreetMap XML', 'osm-xml', osmXml(TOWN)],
  ['Overpass with references', 'overpass', overpass(TOWN, false)],
  ['Overpass with geometry in place', 'overpass', overpass(TOWN, true)],
])('a small town as %s', async (_, format, text) => {
  const report = await inspect(text, 'export');
  const district = await read(text, 'export');

  it('has its buildings with what the tags say', () => {
    expect(report.format).toBe(format);
    expect(report.rows.map((row) => row.id).sort()).toEqual(['relation/10', 'way/1']);
    const house = district.buildings.find(({ id }) => id === 'way/1')!;
    expect(house).toMatchObject({
      name: 'Elm 4',
      height_m: { value: 9, provenance: 'file', note: 'height' },
      storeys: { value: 2, provenance: 'file' },
      constructionYear: { value: 1955, provenance: 'inferred' },
      volumeIsExact: true,
    });
    expect(house.footprintArea_m2).toBeCloseTo(96, 1);
    const block = district.buildings.find(({ id }) => id === 'relation/10')!;
    expect(block.footprintArea_m2).toBeCloseTo(20 * 20 - 25, 1);
    expect(block).toMatchObject({
      use: { value: 'multi-family', provenance: 'file' },
      height_m: { provenance: 'inferred' },
      volumeIsExact: true,
    });
  });

  it('has streets, ground, trees, lines and points around them', () => {
    const kinds = new Set([...(district.context?.kind ?? [])].map((kind) => CONTEXT_KINDS[kind]));
    expect(kinds).toEqual(new Set(['green', 'road']));
    const { trees, lines, points } = district.elements!;
    expect(trees).toMatchObject([{ height_m: 14, crown_m: 6 }]);
    expect(lines.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['way/5 street', 'way/7 power-line']);
    expect(points.map(({ kind, rated_kW }) => [kind, rated_kW])).toEqual([
      ['substation', 630],
      ['charging-point', 22],
      ['pole', undefined],
    ]);
    const street = lines[0]!.path_m;
    expect(Math.hypot(street[2]! - street[0]!, street[3]! - street[1]!)).toBeCloseTo(120, 1);
    expect(district.source.attribution).toMatch(/ODbL/);
  });
});

describe('parts of buildings', () => {
  const tower = { 'building:part': 'yes', height: '30' };
  const outline: Way = { id: 1, tags: { building: 'office', height: '10' }, at: square(0, 0, 40, 10) };

  it('stand in place of the outline where they cover it', async () => {
    const report = await inspect(osmXml({ ways: [outline, { id: 2, tags: tower, at: square(0, 0, 10, 10) }] }));
    expect(report.rows).toHaveLength(1);
    expect(report.rows[0]).toMatchObject({ id: 'way/1', volumeIsExact: true, use: 'office', height_m: 30 });
    expect(report.rows[0]!.fanVolume_m3).toBeCloseTo(10 * 10 * 30 + 30 * 10 * 10, -1);
    expect(report.rows[0]!.ground_m2).toBeCloseTo(400, 0);
    expect(report.facts).toMatchObject({ buildingParts: 1 });
  });

  it('begin above the ground where they say so, and need no outline', async () => {
    const report = await inspect(osmXml({ ways: [{ id: 2, tags: { ...tower, min_height: '20' }, at: square(0, 0, 10, 10) }] }));
    expect(report.rows[0]!.fanVolume_m3).toBeCloseTo(1000, -1);
    expect(report.area_m2['outer-ceiling']).toBeCloseTo(100, 0);
    const levels = { building: 'yes', 'building:levels': '4', 'building:min_level': '2' };
    const halved = await inspect(osmXml({ ways: [{ id: 2, tags: levels, at: square(0, 0, 10, 10) }] }));
    expect(halved.rows[0]!.fanVolume_m3).toBeCloseTo((halved.rows[0]!.height_m / 2) * 100, -1);
  });

  it('belong to the outline that their relation names', async () => {
    const relation: Relation = {
      id: 9,
      tags: { type: 'building' },
      members: [
        ['way', 1, 'outline'],
        ['way', 2, 'part'],
      ],
    };
    // It stands off its outline: only the relation knows.
    const map: Map = { ways: [outline, { id: 2, tags: tower, at: square(45, 0, 10, 10) }], relations: [relation] };
    expect((await inspect(osmXml(map))).rows).toMatchObject([{ id: 'way/1', height_m: 30 }]);
  });
});

describe('roofs', () => {
  const house = (tags: Readonly<Record<string, string>>) =>
    osmXml({ ways: [{ id: 1, tags: { building: 'yes', ...tags }, at: square(0, 0, 10, 8) }] });

  it.each([
    ['gabled', 80 * (6 + 1.5)],
    ['skillion', 80 * (6 + 1.5)],
    ['pyramidal', 80 * 7],
    // A ridge of 2 m: wedges at both ends.
    ['hipped', 80 * 6 + (3 * (8 * 2)) / 2 + (3 * 8 * 8) / 3],
  ])('of the form %s have their height within the whole', async (shape, volume_m3) => {
    const report = await inspect(house({ height: '9', 'roof:shape': shape, 'roof:height': '3' }));
    expect(report.rows[0]).toMatchObject({ lod: '2', volumeIsExact: true, height_m: expect.closeTo(9, 6) });
    expect(report.rows[0]!.fanVolume_m3 / volume_m3).toBeCloseTo(1, 3);
    expect(report.issues.map((issue) => issue.code)).toContain('osm.roofs');
  });

  it('stand on the storeys where no height is given, and follow angle and direction', async () => {
    const gable = await inspect(house({ 'building:levels': '2', 'roof:shape': 'gabled', 'roof:angle': '45' }));
    const flat = await inspect(house({ 'building:levels': '2' }));
    expect(gable.rows[0]!.height_m - flat.rows[0]!.height_m).toBeCloseTo(4, 2);
    const across = await inspect(
      house({ 'building:levels': '2', 'roof:shape': 'gabled', 'roof:angle': '45', 'roof:orientation': 'across' }),
    );
    expect(across.rows[0]!.height_m - flat.rows[0]!.height_m).toBeCloseTo(5, 2);
    const shed = await inspect(house({ height: '6', 'roof:shape': 'skillion', 'roof:angle': '20', 'roof:direction': 'S' }));
    expect(shed.roof.tilted10to80BySector_m2.S).toBeGreaterThan(80);
  });

  it('of unknown forms are flat, and said so', async () => {
    const report = await inspect(house({ height: '9', 'roof:shape': 'onion' }));
    expect(report.roof.flatUnder3deg_m2).toBeCloseTo(80, 1);
    expect(report.issues.find((issue) => issue.code === 'osm.roofsFlat')).toMatchObject({ values: { list: '1 onion' } });
  });
});

describe('maps with faults', () => {
  it('say what is missing, what does not close, and what the server said', async () => {
    const relations: Relation[] = [
      {
        id: 7,
        tags: { type: 'multipolygon', building: 'yes' },
        members: [
          ['way', 99, 'outer'],
          ['way', 1, 'outer'],
        ],
      },
    ];
    const map: Map = {
      ways: [
        { id: 1, tags: {}, at: square(0, 0, 10, 10) },
        { id: 2, tags: { building: 'shed' }, at: [20, 0, 30, 0, 30, 10], open: true },
        { id: 3, tags: { building: 'yes' }, at: square(50, 0, 10, 10) },
      ],
      relations,
    };
    const answer = JSON.parse(overpass(map, false));
    const text = JSON.stringify({ ...answer, remark: 'runtime error: Query timed out in "query" at line 3 after 25 seconds.' });
    const { issues, buildings } = await read(text);
    const found = Object.fromEntries(issues.map((issue) => [issue.code, issue]));
    expect(found['osm.incomplete']).toMatchObject({
      objectId: 'relation/7',
      severity: 'warning',
      values: { what: 'drawn', missing: 1, members: 2 },
    });
    expect(found['osm.open']).toMatchObject({ objectId: 'way/2', values: { what: 'left' } });
    expect(found['overpass.remark']).toMatchObject({ values: { remark: expect.stringContaining('timed out') } });
    expect(buildings.map(({ id, surfaceCount }) => [id, surfaceCount > 0])).toEqual([
      ['relation/7', true],
      ['way/3', true],
      ['way/2', false],
    ]);
  });

  it('are read up to the place where they were cut off; deleted objects are not read', async () => {
    const text = osmXml({ ways: [1, 2, 3].map((id) => ({ id, tags: { building: 'yes' }, at: square(id * 20, 0, 10, 10) })) });
    const cut = await read(text.slice(0, text.indexOf('<way id="3"') + 20));
    expect([cut.buildings.length, cut.issues[0]?.code]).toEqual([2, 'xml.truncated']);
    const deleted = text.replace('<way id="2"', '<way action="delete" id="2"').replace('<way id="3"', '<way visible="false" id="3"');
    expect((await read(deleted)).buildings.map(({ id }) => id)).toEqual(['way/1']);
  });

  it('in JSON without elements are refused', async () => {
    await expect(read('{"osm3s":{},"elements":7}')).rejects.toMatchObject({ detail: { code: 'overpass.structure' } });
    expect((await read('{"osm3s":{},"elements":[null,7,{"type":"way"},{"type":"node","id":1,"lat":200,"lon":0}]}')).buildings).toEqual([]);
  });

  it.each([
    ['XML', osmXml(TOWN)],
    ['JSON', overpass(TOWN, true)],
  ])('as mutilated %s end in a named fault or a district', { timeout: 60_000 }, async (_, text) => {
    const whole = utf8(text);
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(edits, fc.integer({ min: 1, max: whole.length }), fc.boolean(), async (changes, length, cut) => {
        const bytes = whole.slice(0, cut ? length : whole.length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        try {
          await readModel({ name: 'map', bytes });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('rings and ribbons', () => {
  it('are put together from ways in any order and direction', () => {
    const corners = [0, 0, 10, 0, 10, 10, 5, 15, 0, 10];
    const count = corners.length / 2;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { minLength: 2 }),
        fc.infiniteStream(fc.boolean()),
        (cuts, turns) => {
          const ends = cuts.sort((a, b) => a - b);
          const pieces = ends.map((from, i) => {
            const to = ends[i + 1] ?? ends[0]! + count;
            const piece = Array.from({ length: to - from + 1 }, (_, k) => [
              corners[((from + k) % count) * 2]!,
              corners[((from + k) % count) * 2 + 1]!,
            ]);
            return (turns.next().value ? piece.toReversed() : piece).flat();
          });
          const { rings, left } = closedRings(pieces.toReversed());
          expect([rings.length, left, rings[0]?.length]).toEqual([1, 0, corners.length]);
        },
      ),
    );
    expect(closedRings([[0, 0, 1, 0, 1, 1]])).toEqual({ rings: [], left: 1 });
  });

  it('have a point inside, however bent they are', () => {
    const [x, y] = pointWithin([0, 0, 10, 0, 10, 10, 9, 10, 9, 1, 1, 1, 1, 10, 0, 10]);
    expect(y).toBeGreaterThan(0);
    expect(y < 1 || x < 1 || x > 9).toBe(true);
  });

  it('have the area of their length and width, with mitred bends', () => {
    const area = (pieces: readonly (readonly number[])[]) =>
      pieces.reduce((sum, p) => {
        let twice = 0;
        for (let i = 0; i < p.length; i += 3) {
          const j = (i + 3) % p.length;
          twice += p[i]! * p[j + 1]! - p[j]! * p[i + 1]!;
        }
        return sum + twice / 2;
      }, 0);
    expect(area(ribbonPieces([0, 0, 100, 0], 6))).toBeCloseTo(600, 9);
    expect(area(ribbonPieces([0, 0, 100, 0, 100, 100], 6))).toBeCloseTo(1200, 6);
    expect(ribbonPieces([0, 0, 0, 0], 6)).toEqual([]);
  });
});
