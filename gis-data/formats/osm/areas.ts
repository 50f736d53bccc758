/** Areas of OpenStreetMap: closed ways, and relations whose rings are put together from several ways. */
import { isInside } from '#models/district/geometry/outline.ts';
import { isClosed, type OsmData, type OsmRelation, type OsmWay, type Tags } from './osmData.ts';

/** A polygon with holes; x, y pairs of each ring, not closed, exterior first. */
export type AreaPolygon = readonly (readonly number[])[];

export interface OsmArea {
  /** `way/123` or `relation/456`. */
  readonly id: string;
  readonly tags: Tags;
  /** Longitude, latitude pairs. */
  readonly polygons: readonly AreaPolygon[];
}

/** Why an element that should be an area is none, or not a whole one. */
export interface AreaFault {
  readonly id: string;
  readonly tags: Tags;
  /** `missing`: members or nodes are not in the file; `open`: rings do not close. */
  readonly what: 'missing' | 'open';
  readonly missing: number;
  readonly members: number;
  /** Whether something of it can be drawn. */
  readonly isDrawn: boolean;
}

export interface Areas {
  readonly areas: readonly OsmArea[];
  readonly faults: readonly AreaFault[];
}

const AREA_RELATIONS: ReadonlySet<string> = new Set(['multipolygon', 'building']);

/**
 * All areas with tags.
 * @param isWanted which tags make an area; lines are left alone
 */
export function areasOf(data: OsmData, isWanted: (tags: Tags) => boolean): Areas {
  const areas: OsmArea[] = [];
  const faults: AreaFault[] = [];
  /** Outer ways whose tags a relation has taken over. */
  const taken = new Set<number>();
  for (const relation of data.relations) {
    if (relation.tags.type !== 'multipolygon') continue;
    const tags = areaTags(relation, data, isWanted, taken);
    if (tags) addRelation(relation, tags, data, areas, faults);
  }
  for (const way of data.ways.values()) {
    if (taken.has(way.id) || !isWanted(way.tags)) continue;
    addWay(way, areas, faults);
  }
  return { areas, faults };
}

/** Relations of buildings with their outline and parts: part id -> outline id. */
export function outlineOfParts(data: OsmData): ReadonlyMap<string, string> {
  const outlines = new Map<string, string>();
  for (const { tags, members } of data.relations) {
    if (!AREA_RELATIONS.has(tags.type ?? '') || tags.type === 'multipolygon') continue;
    const outline = members.find((member) => member.role === 'outline');
    if (!outline) continue;
    for (const member of members) {
      if (member.role === 'part') outlines.set(`${member.type}/${member.ref}`, `${outline.type}/${outline.ref}`);
    }
  }
  return outlines;
}

/** The relation's own tags; in old data those of its only outer way. */
function areaTags(relation: OsmRelation, data: OsmData, isWanted: (tags: Tags) => boolean, taken: Set<number>): Tags | null {
  if (isWanted(relation.tags)) return relation.tags;
  const outer = relation.members.filter((member) => member.type === 'way' && member.role !== 'inner');
  const way = outer.length === 1 ? data.ways.get(outer[0]!.ref) : undefined;
  if (!way || !isWanted(way.tags)) return null;
  taken.add(way.id);
  return way.tags;
}

function addWay(way: OsmWay, areas: OsmArea[], faults: AreaFault[]): void {
  const id = `way/${way.id}`;
  const ring = way.points;
  if (way.missing === 0 && isClosed(ring)) {
    areas.push({ id, tags: way.tags, polygons: [[ring.slice(0, -2)]] });
    return;
  }
  faults.push({
    id,
    tags: way.tags,
    what: way.missing > 0 ? 'missing' : 'open',
    missing: way.missing,
    members: way.missing + ring.length / 2,
    isDrawn: false,
  });
}

function addRelation(relation: OsmRelation, tags: Tags, data: OsmData, areas: OsmArea[], faults: AreaFault[]): void {
  const id = `relation/${relation.id}`;
  const ways = relation.members.filter((member) => member.type === 'way');
  const outer: OsmWay[] = [];
  const inner: OsmWay[] = [];
  let missing = 0;
  for (const { ref, role } of ways) {
    const way = data.ways.get(ref);
    if (!way || way.missing > 0 || way.points.length < 4) missing++;
    else (role === 'inner' ? inner : outer).push(way);
  }
  const outerRings = closedRings(outer.map((way) => way.points));
  const innerRings = closedRings(inner.map((way) => way.points));
  const polygons = withHoles(outerRings.rings, innerRings.rings);
  if (polygons.length > 0) areas.push({ id, tags, polygons });
  const isOpen = outerRings.left + innerRings.left > 0;
  if (missing > 0 || isOpen || polygons.length === 0) {
    const what = missing > 0 || ways.length === 0 ? 'missing' : 'open';
    faults.push({ id, tags, what, missing, members: ways.length, isDrawn: polygons.length > 0 });
  }
}

/** Puts lines together end to end until they close; rings come back without the repeated corner. */
export function closedRings(lines: readonly (readonly number[])[]): {
  readonly rings: readonly (readonly number[])[];
  readonly left: number;
} {
  const rings: (readonly number[])[] = [];
  const open: (readonly number[])[] = [];
  for (const line of lines) {
    if (isClosed(line)) rings.push(line.slice(0, -2));
    else open.push(line);
  }
  const byEnd = new Map<string, Set<number>>();
  open.forEach((line, index) => {
    for (const end of [keyOf(line, 0), keyOf(line, line.length - 2)]) {
      const at = byEnd.get(end);
      if (at) at.add(index);
      else byEnd.set(end, new Set([index]));
    }
  });
  const used = new Set<number>();
  let left = 0;
  for (let start = 0; start < open.length; start++) {
    if (used.has(start)) continue;
    used.add(start);
    const ring = [...open[start]!];
    const first = keyOf(ring, 0);
    for (;;) {
      const end = keyOf(ring, ring.length - 2);
      if (end === first) break;
      const next = [...(byEnd.get(end) ?? [])].find((index) => !used.has(index));
      if (next === undefined) break;
      used.add(next);
      appendLine(ring, open[next]!, end);
    }
    if (isClosed(ring)) rings.push(ring.slice(0, -2));
    else left++;
  }
  return { rings, left };
}

function keyOf(line: readonly number[], at: number): string {
  return `${line[at]},${line[at + 1]}`;
}

function appendLine(ring: number[], line: readonly number[], end: string): void {
  if (keyOf(line, 0) === end) for (let i = 2; i < line.length; i++) ring.push(line[i]!);
  else for (let i = line.length - 4; i >= 0; i -= 2) ring.push(line[i]!, line[i + 1]!);
}

/** Each hole goes to the exterior around it; a hole in none is left out. */
function withHoles(outer: readonly (readonly number[])[], inner: readonly (readonly number[])[]): readonly AreaPolygon[] {
  const polygons = outer.map((ring) => [ring]);
  for (const hole of inner) {
    const around = polygons.find((polygon) => isInside(polygon[0]!, ...pointWithin(hole)));
    around?.push(hole);
  }
  return polygons;
}

/** A point well inside a ring: the middle of its widest span at half height between two corners. */
export function pointWithin(ring: readonly number[]): readonly [number, number] {
  const ys = [...new Set(ring.filter((_, i) => i % 2 === 1))].sort((a, b) => a - b);
  const middle = Math.max(0, (ys.length >> 1) - 1);
  const y = ys.length > 1 ? (ys[middle]! + ys[middle + 1]!) / 2 : (ys[0] ?? 0);
  const crossings: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [y1, y2] = [ring[i + 1]!, ring[next + 1]!];
    if (y1 > y === y2 > y) continue;
    crossings.push(ring[i]! + ((y - y1) / (y2 - y1)) * (ring[next]! - ring[i]!));
  }
  crossings.sort((a, b) => a - b);
  let best: readonly [number, number] = [ring[0] ?? 0, ring[1] ?? 0];
  let widest = -1;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const width = crossings[i + 1]! - crossings[i]!;
    if (width <= widest) continue;
    widest = width;
    best = [(crossings[i]! + crossings[i + 1]!) / 2, y];
  }
  return best;
}
