/** Areas tagged as buildings to extruded bodies; parts stand in place of the outline where they cover it. */
import { difference } from 'polyclip-ts';
import { length_m, numberOf } from '#models/district/attributes.ts';
import { type CompletionOptions, outlineHeight } from '#models/district/completion.ts';
import type { BuildingInput, FaceInput } from '#models/district/geometry/assemble.ts';
import { isInside } from '#models/district/geometry/outline.ts';
import type { Provenance, Sourced } from '#models/district/provenance.ts';
import type { IssueLog } from '../issueLog.ts';
import type { ExtrusionSummary } from '../vector/extrusionSummary.ts';
import { extrude, type Outline, outlineOf } from '../vector/outline.ts';
import { type OsmArea, pointWithin } from './areas.ts';
import type { Tags } from './osmData.ts';
import { pitchedBody, roofTags } from './roofs.ts';
import { nameOf, statedByTags } from './uses.ts';

/** What was met while buildings were made. */
export interface BuildingTally {
  /** Roofs with a form other than flat that were built. */
  pitched: number;
  pitchAssumed: number;
  /** Roof forms that were stated, but drawn flat. */
  readonly flattened: Map<string, number>;
  parts: number;
}

/** An area on the plane. */
export interface PlaneArea {
  readonly id: string;
  readonly tags: Tags;
  /** x, y pairs of each ring, exterior first, not closed. */
  readonly polygons: readonly (readonly (readonly number[])[])[];
}

/** Cells in which outlines are sought for parts [m]. */
const CELL_m = 100;
/** A remainder of an outline smaller than this share is rounding, not a piece of building. */
const LEAST_REMAINDER = 0.02;

/**
 * Makes the buildings of a file.
 * @param outlineIds relations that say which outline a part belongs to
 */
export function osmBuildings(
  outlines: readonly PlaneArea[],
  parts: readonly PlaneArea[],
  outlineIds: ReadonlyMap<string, string>,
  completion: CompletionOptions | undefined,
  summary: ExtrusionSummary,
  tally: BuildingTally,
  log: IssueLog,
): readonly BuildingInput[] {
  const partsOf = new Map<string, PlaneArea[]>();
  const alone: PlaneArea[] = [];
  const find = outlineFinder(outlines);
  const known = new Set(outlines.map(({ id }) => id));
  for (const part of parts) {
    const named = outlineIds.get(part.id);
    const id = named !== undefined && known.has(named) ? named : find(part);
    if (id === undefined) alone.push(part);
    else partsOf.set(id, [...(partsOf.get(id) ?? []), part]);
  }
  const context = { completion, summary, tally, log };
  return [
    ...outlines.map((outline) => buildingOf(outline, partsOf.get(outline.id) ?? [], context)),
    ...alone.map((part) => buildingOf(part, [], context)),
  ];
}

interface Context {
  readonly completion: CompletionOptions | undefined;
  readonly summary: ExtrusionSummary;
  readonly tally: BuildingTally;
  readonly log: IssueLog;
}

function buildingOf(outline: PlaneArea, parts: readonly PlaneArea[], context: Context): BuildingInput {
  const { id, tags } = outline;
  const stated = statedByTags(tags);
  const name = nameOf(tags);
  const bodies: Body[] = [];
  for (const part of parts) {
    context.tally.parts++;
    for (const polygon of part.polygons) addBody(bodies, polygon, { ...inherited(tags), ...part.tags }, id, context);
  }
  for (const polygon of parts.length > 0 ? remainder(outline, parts) : outline.polygons) addBody(bodies, polygon, tags, id, context);
  const height = totalHeight(bodies);
  return {
    id,
    ...(name === undefined ? {} : { name }),
    lod: bodies.some((body) => body.isPitched) ? '2' : '1',
    faces: bodies.flatMap((body, part) => body.faces.map((face) => ({ ...face, part }))),
    attributes: tags,
    stated,
    ...(height ? { extruded: height } : {}),
  };
}

/** A building of which nothing can be drawn. */
export function withoutShape(id: string, tags: Tags): BuildingInput {
  const name = nameOf(tags);
  return { id, ...(name === undefined ? {} : { name }), lod: '', faces: [], attributes: tags, stated: statedByTags(tags) };
}

/** Parts that say nothing of their own take roof and storeys from nobody, but use and material from the outline. */
function inherited(tags: Tags): Tags {
  return tags.building === undefined ? {} : { building: tags.building };
}

interface Body {
  readonly faces: readonly FaceInput[];
  readonly top: Sourced<number>;
  readonly isPitched: boolean;
}

function addBody(bodies: Body[], polygon: readonly (readonly number[])[], tags: Tags, objectId: string, context: Context): void {
  const outline = outlineOf(polygon.map(closedTriples), objectId, context.log);
  if (!outline) {
    context.log.add({
      code: '101',
      severity: 'error',
      objectId,
      message: 'A ring has fewer than three distinct points.',
      action: 'The face was left out.',
      values: { what: 'ring' },
    });
    return;
  }
  bodies.push(bodyOf(outline, tags, context));
}

function closedTriples(ring: readonly number[]): number[] {
  const triples: number[] = [];
  for (let i = 0; i < ring.length; i += 2) triples.push(ring[i]!, ring[i + 1]!, 0);
  triples.push(ring[0] ?? Number.NaN, ring[1] ?? Number.NaN, 0);
  return triples;
}

function bodyOf(outline: Outline, tags: Tags, { completion, summary, tally }: Context): Body {
  const stated = statedByTags(tags);
  const height = outlineHeight(outline.area_m2, stated, completion);
  const low_m = baseOf(tags, height, stated.storeys?.value);
  const roof = roofTags(tags);
  const hasForm = roof.form !== 'flat';
  if (hasForm) {
    const rings = outline.rings.map(planeRing);
    const isTotal = stated.height_m !== undefined;
    const walls = height.value - low_m;
    const body = pitchedBody(rings, low_m, isTotal ? { total_m: walls } : { eaves_m: walls }, roof);
    if (body) {
      tally.pitched++;
      if (body.isPitchAssumed) tally.pitchAssumed++;
      const note = isTotal ? height.note : `${height.note ?? 'storeys'} + roof`;
      const top: Sourced<number> = { ...height, value: low_m + body.height_m, ...(note === undefined ? {} : { note }) };
      return { faces: raised(body.faces, low_m), top, isPitched: true };
    }
    tally.flattened.set(roof.stated, (tally.flattened.get(roof.stated) ?? 0) + 1);
  }
  summary.add({}, outline.area_m2, height);
  return { faces: raised(extrude(outline, low_m, height.value, 0), low_m), top: height, isPitched: false };
}

/** A base above the ground looks down on the outside. */
function raised(faces: readonly FaceInput[], low_m: number): readonly FaceInput[] {
  return low_m > 0 ? faces.map((face) => (face.kind === 'ground' ? { ...face, kind: 'outer-ceiling' as const } : face)) : faces;
}

function planeRing(ring: ArrayLike<number>): number[] {
  const plane: number[] = [];
  for (let i = 0; i < ring.length; i += 3) plane.push(ring[i]!, ring[i + 1]!);
  return plane;
}

/** Where a part begins above the ground: `min_height`, else `building:min_level` in storeys of the same height [m]. */
function baseOf(tags: Tags, height: Sourced<number>, storeys: number | undefined): number {
  const stated = length_m(tags.min_height ?? tags['building:min_height'] ?? null);
  if (stated !== null) return stated > 0 && stated < height.value ? stated : 0;
  const level = numberOf(tags['building:min_level'] ?? null);
  if (level === null || level <= 0 || storeys === undefined || level >= storeys) return 0;
  return (height.value * level) / storeys;
}

const TRUST: readonly Provenance[] = ['file', 'inferred', 'default'];

/** The highest top; as well known as the least known of all. */
function totalHeight(bodies: readonly Body[]): Sourced<number> | null {
  let highest: Sourced<number> | null = null;
  let least = 0;
  for (const { top } of bodies) {
    if (!highest || top.value > highest.value) highest = top;
    least = Math.max(least, TRUST.indexOf(top.provenance));
  }
  return highest && { ...highest, provenance: TRUST[least] ?? highest.provenance };
}

/** What of an outline no part covers. */
function remainder(outline: PlaneArea, parts: readonly PlaneArea[]): PlaneArea['polygons'] {
  type Polygon = [number, number][][];
  const polygon = (rings: readonly (readonly number[])[]): Polygon =>
    rings.map((ring) => Array.from({ length: ring.length / 2 }, (_, i): [number, number] => [ring[i * 2]!, ring[i * 2 + 1]!]));
  let left: Polygon[];
  try {
    left = difference(
      outline.polygons.map(polygon),
      parts.flatMap((part) => part.polygons.map(polygon)),
    );
  } catch {
    // Rings that cross themselves in ways the clipping does not resolve: the parts alone are drawn.
    return [];
  }
  const rings = left.map((polygon) => polygon.map((ring) => ring.slice(0, -1).flat()));
  const whole = outline.polygons.reduce((sum, [exterior]) => sum + Math.abs(area(exterior ?? [])), 0);
  return rings.filter(([exterior]) => Math.abs(area(exterior ?? [])) > LEAST_REMAINDER * whole);
}

function area(ring: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    twice += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
  }
  return twice / 2;
}

/** Finds the outline around a part. */
function outlineFinder(outlines: readonly PlaneArea[]): (part: PlaneArea) => string | undefined {
  const cells = new Map<string, PlaneArea[]>();
  for (const outline of outlines) {
    for (const key of cellsOf(outline)) {
      const there = cells.get(key);
      if (there) there.push(outline);
      else cells.set(key, [outline]);
    }
  }
  return (part) => {
    const ring = part.polygons[0]?.[0];
    if (!ring) return undefined;
    const [x, y] = pointWithin(ring);
    const near = cells.get(`${Math.floor(x / CELL_m)},${Math.floor(y / CELL_m)}`) ?? [];
    return near.find(({ polygons }) => polygons.some(([exterior]) => exterior && isInside(exterior, x, y)))?.id;
  };
}

/** Cells that an area reaches; an area of endless extent is found nowhere. */
function* cellsOf({ polygons }: PlaneArea): Generator<string> {
  for (const [ring] of polygons) {
    if (!ring) continue;
    const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;
    let [west, south, east, north] = box as readonly [number, number, number, number];
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i]!);
      south = Math.min(south, ring[i + 1]!);
      east = Math.max(east, ring[i]!);
      north = Math.max(north, ring[i + 1]!);
    }
    if (!((east - west) * (north - south) < 1e8)) continue;
    for (let x = Math.floor(west / CELL_m); x <= Math.floor(east / CELL_m); x++) {
      for (let y = Math.floor(south / CELL_m); y <= Math.floor(north / CELL_m); y++) yield `${x},${y}`;
    }
  }
}

/** Whether an area is a building, a part of one, or neither. */
export function buildingRole(tags: Tags): 'building' | 'part' | null {
  if (tags.location === 'underground') return null;
  const { building } = tags;
  if (building !== undefined && building !== 'no' && building !== '') return 'building';
  const part = tags['building:part'];
  return part !== undefined && part !== 'no' && part !== '' ? 'part' : null;
}

/** An area on the plane, from its places on the globe. */
export function onPlane(osm: OsmArea, toPlane: (lonLat: readonly number[]) => readonly number[]): PlaneArea {
  return { id: osm.id, tags: osm.tags, polygons: osm.polygons.map((rings) => rings.map((ring) => toPlane(ring))) };
}
