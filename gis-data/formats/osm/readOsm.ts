/** OpenStreetMap XML and Overpass JSON to buildings, surroundings, trees, lines and points. */
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import { type ContentOptions, emptyCounts, type ModelContent, type ObjectCounts } from '../content.ts';
import { GroundFaces } from '../groundFaces.ts';
import type { IssueLog } from '../issueLog.ts';
import { Placement, type RawPositions } from '../placement.ts';
import { type FoundTree, reportTreeSizes } from '../trees.ts';
import { ExtrusionSummary } from '../vector/extrusionSummary.ts';
import { type AreaFault, areasOf, outlineOfParts } from './areas.ts';
import { type BuildingTally, buildingRole, onPlane, osmBuildings, type PlaneArea, withoutShape } from './buildings.ts';
import { type FoundLine, type FoundPoint, isTree, osmElements, sitePoint, supplyLine, treeSize } from './elements.ts';
import { groundKind, ribbonOf, ribbonPieces } from './ground.ts';
import type { OsmData, Tags } from './osmData.ts';
import { parseOsmXml } from './parseOsmXml.ts';
import { parseOverpass } from './parseOverpass.ts';

/** Positions whose median places the file. */
const SAMPLE = 1000;
const ATTRIBUTION = '(c) OpenStreetMap contributors, ODbL 1.0';
/** Keys by which what is left out is counted. */
const COUNTED_KEYS = [
  'building',
  'building:part',
  'highway',
  'landuse',
  'natural',
  'leisure',
  'waterway',
  'railway',
  'power',
  'amenity',
] as const;

/**
 * Reads OpenStreetMap XML.
 * @throws InputError `xml.*` where no element could be read before the fault
 */
export async function readOsmXml(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const { collector, elementCount, fault } = parseOsmXml(name, bytes, {
    ...(options.signal ? { signal: options.signal } : {}),
    onShare: (share) => options.onProgress?.({ done: 0.4 * share, stage: 'progress.reading' }),
  });
  if (fault !== undefined) {
    const isPartial = fault instanceof InputError && /^xml\.(?:syntax|truncated)$/.test(fault.detail.code) && elementCount > 0;
    if (!isPartial) throw fault;
    const { detail } = fault;
    log.add({
      code: detail.code,
      severity: 'error',
      objectId: null,
      message: detail.message,
      action: `What came before (${elementCount} objects) was loaded, the rest is missing. ${detail.mend ?? ''}`.trim(),
      values: { ...detail.values, count: elementCount },
    });
  }
  return contentOf(collector.finish(), options, log);
}

/**
 * Reads an answer of the Overpass API in JSON.
 * @throws InputError `json.*`, `overpass.structure`
 */
export async function readOverpass(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  return contentOf(parseOverpass(name, bytes).finish(), options, log);
}

/** Whether tags make a closed way or a relation an area that is read. */
function isArea(tags: Tags): boolean {
  return buildingRole(tags) !== null || groundKind(tags) !== null;
}

function contentOf(data: OsmData, options: ContentOptions, log: IssueLog): ModelContent {
  if (data.remark !== undefined) {
    log.add({
      code: 'overpass.remark',
      severity: 'warning',
      objectId: null,
      message: `The server says about its answer: ${data.remark}`,
      action: 'What it holds was loaded; something may be missing. Ask again for a smaller area.',
      values: { remark: data.remark },
    });
  }
  const { areas, faults } = areasOf(data, isArea);
  const placement = new Placement('EPSG:4326', sampleOf(data), log, options.areaReference);
  const toPlane = (lonLat: readonly number[]): readonly number[] => planeOf(lonLat, placement);
  const outlines: PlaneArea[] = [];
  const parts: PlaneArea[] = [];
  const counts = emptyCounts();
  const ground = new GroundFaces();
  for (const area of areas) {
    const role = buildingRole(area.tags);
    if (role) {
      (role === 'building' ? outlines : parts).push(onPlane(area, toPlane));
      continue;
    }
    const kind = groundKind(area.tags);
    if (!kind) continue;
    for (const polygon of area.polygons)
      ground.add(
        kind,
        polygon.map((ring) => atGround(toPlane(ring))),
      );
    increment(counts.surroundingsByType, kind);
  }
  throwIfAborted(options.signal);
  const lines = waysOnGround(data, ground, counts, toPlane);
  const { trees, points } = pointElements(data, toPlane);
  countAll(data, counts);
  const summary = new ExtrusionSummary();
  const tally: BuildingTally = { pitched: 0, pitchAssumed: 0, flattened: new Map(), parts: 0 };
  const drawn = osmBuildings(outlines, parts, outlineOfParts(data), options.completion, summary, tally, log);
  for (const { lod } of drawn) increment(counts.geometriesByLod, lod);
  // What is wholly in the file keeps its attributes, even if its outline encloses nothing.
  const buildings = [...drawn, ...faults.filter(isBroken).map(({ id, tags }) => withoutShape(id, tags))];
  summary.report(log);
  reportFaults(faults, log);
  reportTally(tally, log);
  reportTreeSizes(trees, log);
  options.onProgress?.({ done: 0.7, stage: 'progress.reading' });
  const hasElements = trees.length + lines.length + points.length > 0;
  return {
    ...(data.version === undefined ? {} : { version: data.version }),
    attribution: data.attribution ?? ATTRIBUTION,
    buildings,
    placement,
    counts,
    surroundings: ground,
    vertexCount: data.nodeCount,
    ...(hasElements ? { elements: osmElements(trees, lines, points) } : {}),
    facts: {
      nodes: data.nodeCount,
      ways: data.ways.size,
      relations: data.relations.length,
      incomplete: faults.filter(({ what }) => what === 'missing').map(({ id }) => id),
      buildingParts: tally.parts,
      pitchedRoofs: tally.pitched,
      ...summary.facts(),
    },
  };
}

function isBroken({ what, isDrawn, tags }: AreaFault): boolean {
  return what === 'open' && !isDrawn && buildingRole(tags) === 'building';
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Places of buildings where there are any, else of all ways. */
function sampleOf(data: OsmData): RawPositions {
  const ways = [...data.ways.values()].filter((way) => way.points.length > 0);
  const built = ways.filter((way) => buildingRole(way.tags) !== null);
  const from = built.length > 0 ? built : ways;
  const step = Math.max(1, Math.floor(from.length / SAMPLE));
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < from.length; i += step) {
    x.push(from[i]!.points[0]!);
    y.push(from[i]!.points[1]!);
  }
  if (x.length === 0) {
    for (const node of data.nodes.slice(0, SAMPLE)) {
      x.push(node.lon);
      y.push(node.lat);
    }
  }
  return { x, y };
}

/** Longitude, latitude pairs to x, y pairs of the plane. */
function planeOf(lonLat: readonly number[], placement: Placement): readonly number[] {
  const count = lonLat.length / 2;
  const raw = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) {
    raw[i * 3] = lonLat[i * 2]!;
    raw[i * 3 + 1] = lonLat[i * 2 + 1]!;
  }
  placement.toPlane(raw);
  const plane: number[] = new Array(count * 2);
  for (let i = 0; i < count; i++) {
    plane[i * 2] = raw[i * 3]!;
    plane[i * 2 + 1] = raw[i * 3 + 1]!;
  }
  return plane;
}

function atGround(ring: readonly number[]): readonly number[] {
  const triples: number[] = [];
  for (let i = 0; i < ring.length; i += 2) triples.push(ring[i]!, ring[i + 1]!, 0);
  return triples;
}

/** Streets, paths, streams and rails as ribbons; streets and supply lines as elements. */
function waysOnGround(data: OsmData, ground: GroundFaces, counts: ObjectCounts, toPlane: (lonLat: readonly number[]) => readonly number[]) {
  const lines: FoundLine[] = [];
  for (const way of data.ways.values()) {
    const ribbon = ribbonOf(way.tags);
    const supply = supplyLine(way.tags);
    if ((!ribbon && !supply) || way.points.length < 4) continue;
    const plane = toPlane(way.points);
    const id = `way/${way.id}`;
    if (ribbon) {
      for (const piece of ribbonPieces(plane, ribbon.width_m)) ground.add(ribbon.kind, [piece]);
      increment(counts.surroundingsByType, ribbon.kind);
      if (ribbon.isStreet) lines.push({ id, kind: 'street', plane, tags: way.tags });
    }
    if (supply) lines.push({ id, kind: supply, plane, tags: way.tags });
  }
  return lines;
}

/** Trees, and points that may also be drawn as areas. */
function pointElements(data: OsmData, toPlane: (lonLat: readonly number[]) => readonly number[]) {
  const trees: FoundTree[] = [];
  const points: FoundPoint[] = [];
  for (const { id, lon, lat, tags } of data.nodes) {
    const kind = sitePoint(tags);
    if (!kind && !isTree(tags)) continue;
    const [x, y] = toPlane([lon, lat]);
    if (kind) points.push({ id: `node/${id}`, kind, plane: [x!, y!], tags });
    else trees.push({ id: `node/${id}`, plane: [x!, y!, Number.NaN], ...treeSize(tags) });
  }
  for (const { id, tags, points: line } of data.ways.values()) {
    const kind = sitePoint(tags);
    if (!kind || line.length < 2) continue;
    const plane = toPlane(line);
    let [x, y] = [0, 0];
    for (let i = 0; i < plane.length; i += 2) {
      x += plane[i]! / (plane.length / 2);
      y += plane[i + 1]! / (plane.length / 2);
    }
    points.push({ id: `way/${id}`, kind, plane: [x, y], tags });
  }
  return { trees, points };
}

/** Every tagged element under the first key that says what it is; what nothing is made of counts as ignored. */
function countAll(data: OsmData, counts: ObjectCounts): void {
  const count = (tags: Tags, isRead: boolean): void => {
    const key = COUNTED_KEYS.find((candidate) => tags[candidate] !== undefined);
    if (key === undefined) return;
    increment(counts.objectsByType, key);
    if (!isRead) increment(counts.ignoredByType, `${key}=${tags[key]!.slice(0, 40)}`);
  };
  for (const { tags } of data.nodes) count(tags, isTree(tags) || sitePoint(tags) !== null);
  for (const { tags } of data.ways.values()) {
    count(tags, isArea(tags) || ribbonOf(tags) !== null || supplyLine(tags) !== null || sitePoint(tags) !== null);
  }
  for (const { tags } of data.relations) count(tags, isArea(tags));
}

/** Buildings one by one; other areas in one finding. */
function reportFaults(faults: readonly AreaFault[], log: IssueLog): void {
  let others = 0;
  for (const { id, tags, what, missing, members, isDrawn } of faults) {
    if (buildingRole(tags) === null) {
      others++;
      continue;
    }
    if (what === 'missing') {
      log.add({
        code: 'osm.incomplete',
        severity: isDrawn ? 'warning' : 'error',
        objectId: id,
        message: `${missing} of its ${members} ${id.startsWith('way') ? 'nodes' : 'members'} are not in the file.`,
        action: isDrawn
          ? 'What is there was drawn; its area may be wrong.'
          : 'It was not drawn. Download a larger area, or the whole object.',
        values: { what: isDrawn ? 'drawn' : 'left', missing, members },
      });
    } else {
      log.add({
        code: 'osm.open',
        severity: isDrawn ? 'warning' : 'error',
        objectId: id,
        message: 'Its outline does not close.',
        action: isDrawn ? 'The rings that close were drawn.' : 'Nothing to draw; its attributes are kept.',
        values: { what: isDrawn ? 'drawn' : 'left' },
      });
    }
  }
  if (others === 0) return;
  log.add({
    code: 'osm.areas',
    severity: 'info',
    objectId: null,
    message: `${others} areas around the buildings are not complete in the file.`,
    action: 'Their closed rings were drawn.',
    values: { count: others },
  });
}

function reportTally({ pitched, pitchAssumed, flattened }: BuildingTally, log: IssueLog): void {
  if (pitched > 0) {
    log.add({
      code: 'osm.roofs',
      severity: 'info',
      objectId: null,
      message: `${pitched} roofs have a form in the file; ${pitchAssumed} of them neither a height nor a pitch.`,
      action: 'Built in that form; where the pitch is missing, with a usual one.',
      values: { count: pitched, assumed: pitchAssumed },
    });
  }
  if (flattened.size > 0) {
    const list = [...flattened].map(([form, count]) => `${count} ${form.slice(0, 40)}`).join(', ');
    log.add({
      code: 'osm.roofsFlat',
      severity: 'info',
      objectId: null,
      message: `Roofs of these forms cannot be built over their outlines: ${list}.`,
      action: 'Drawn flat; the form is kept as an attribute.',
      values: { list },
    });
  }
}
