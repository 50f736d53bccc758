/** A corner of a town as OpenStreetMap XML and as an Overpass answer. */
import { realFile } from './realFiles.ts';
import { type Seed, textSeed } from './seed.ts';

const NODES = [
  [0, 0],
  [12, 0],
  [12, 8],
  [0, 8],
  [40, 0],
  [60, 0],
  [60, 20],
  [40, 20],
  [45, 5],
  [50, 5],
  [50, 10],
  [45, 10],
  [-20, -10],
  [100, -10],
].map(([x = 0, y = 0], i) => ({ id: i + 1, lon: 11 + x / 74_634.4, lat: 48 + y / 111_189.1 }));

const WAYS = [
  {
    id: 1,
    nodes: [1, 2, 3, 4, 1],
    tags: { building: 'house', height: '9 m', 'building:levels': '2', 'roof:shape': 'gabled', start_date: '1950s' },
  },
  { id: 2, nodes: [5, 6, 7], tags: {} },
  { id: 3, nodes: [7, 8, 5], tags: {} },
  { id: 4, nodes: [9, 10, 11, 12, 9], tags: {} },
  { id: 5, nodes: [13, 14], tags: { highway: 'residential', name: 'Elm & Oak' } },
  { id: 6, nodes: [4, 3], tags: { power: 'minor_line' } },
  { id: 7, nodes: [9, 10, 11, 12, 9], tags: { 'building:part': 'yes', height: '12', min_height: '3' } },
];
const RELATION = {
  id: 10,
  tags: { type: 'multipolygon', building: 'apartments', 'building:levels': '4' },
  members: [
    { type: 'way', ref: 2, role: 'outer' },
    { type: 'way', ref: 3, role: 'outer' },
    { type: 'way', ref: 4, role: 'inner' },
  ],
};

const tagsXml = (tags: object) =>
  Object.entries(tags)
    .map(([key, value]) => `<tag k="${key}" v="${String(value).replaceAll('&', '&amp;')}"/>`)
    .join('');

function osmXml(): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<osm version="0.6">',
    ...NODES.map(({ id, lon, lat }) => `<node id="${id}" lon="${lon.toFixed(7)}" lat="${lat.toFixed(7)}"/>`),
    '<node id="90" lon="11.0003" lat="48.0002"><tag k="natural" v="tree"/></node>',
    ...WAYS.map(({ id, nodes, tags }) => `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join('')}${tagsXml(tags)}</way>`),
    `<relation id="10">${RELATION.members.map(({ type, ref, role }) => `<member type="${type}" ref="${ref}" role="${role}"/>`).join('')}${tagsXml(RELATION.tags)}</relation>`,
    '</osm>',
  ].join('\n');
}

export async function osmXmlSeeds(): Promise<readonly Seed[]> {
  const real = await realFile('osm_kirchdorf_extract.osm');
  const cut = real === null ? [] : [{ name: 'cut.osm', kind: 'xml', bytes: real } as const];
  return [textSeed('map.osm', 'xml', osmXml(), 3), ...cut];
}

export function overpassSeeds(): readonly Seed[] {
  const osm3s = { copyright: 'OSM, ODbL' };
  const nodes = NODES.map((node) => ({ type: 'node', ...node }));
  const ways = WAYS.map((way) => ({ type: 'way', ...way }));
  const place = (ref: number) => NODES.find(({ id }) => id === ref) ?? null;
  const shaped = WAYS.map(({ nodes: refs, ...way }) => ({ type: 'way', ...way, geometry: refs.map(place) }));
  const relation = { type: 'relation', ...RELATION };
  const inline = {
    ...relation,
    members: RELATION.members.map((member) => ({ ...member, geometry: WAYS.find(({ id }) => id === member.ref)?.nodes.map(place) ?? [] })),
  };
  return [
    textSeed('map.json', 'json', JSON.stringify({ version: 0.6, osm3s, elements: [...ways, relation, ...nodes] })),
    textSeed('inline.json', 'json', JSON.stringify({ version: 0.6, osm3s, elements: [inline, ...shaped] })),
  ];
}
