/**
 * Features of any vector format to buildings, surroundings and lines. Outlines are extruded: to the height the
 * attributes state, else by storeys, else one storey, each said in the building's height and in one finding.
 */
import { throwIfAborted } from '#models/core/errors.ts';
import { statedLeastHeight_m, statedProperties } from '#models/district/attributes.ts';
import { outlineHeight } from '#models/district/completion.ts';
import type { SiteElements, SiteLine } from '#models/district/elements.ts';
import type { BuildingInput, FaceInput } from '#models/district/geometry/assemble.ts';
import type { Sourced } from '#models/district/provenance.ts';
import { type ContentOptions, emptyCounts, type ModelContent, type ObjectCounts, type ToLocal } from '../content.ts';
import { GroundFaces } from '../groundFaces.ts';
import type { IssueLog } from '../issueLog.ts';
import { Placement, type RawPositions } from '../placement.ts';
import { type FeatureRole, roleOf, tagsBuildings } from './classify.ts';
import { ExtrusionSummary } from './extrusionSummary.ts';
import type { Attributes, Feature, Positions, Shape } from './feature.ts';
import { featureIds } from './featureIds.ts';
import { extrude, type Outline, outlineOf, signedArea } from './outline.ts';

/** Positions whose median places the file. */
const SAMPLE = 1000;
const NAME_KEYS = ['name', 'naam', 'bezeichnung', 'nom', 'building_name', 'addr:housename'];

/** What a reader found in its file. */
export interface FeatureSource {
  readonly features: readonly Feature[];
  /** What the file says its reference system is; absent where it says nothing. */
  readonly reference: string | undefined;
  readonly version?: string;
  readonly title?: string;
  /** Features of layers that were not read, by layer. */
  readonly ignored?: ReadonlyMap<string, number>;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A building before its walls are made. */
interface Prepared {
  readonly id: string;
  readonly attributes: Attributes;
  readonly outlines: readonly Outline[];
  /** Faces that are no outlines: bodies, and rings that cannot be used. */
  readonly faces: readonly FaceInput[];
}

/** Makes the content of a file from its features. */
export function vectorContent(source: FeatureSource, options: ContentOptions, log: IssueLog): ModelContent {
  const { features } = source;
  const tagged = tagsBuildings(features);
  const roles = features.map((feature) => roleOf(feature, tagged));
  const ids = featureIds(features, log);
  const placement = new Placement(options.reference ?? source.reference, sampleOf(features, roles), log, options.areaReference);
  const counts = emptyCounts();
  for (const [layer, number] of source.ignored ?? []) counts.ignoredByType.set(layer, number);
  const ground = new GroundFaces();
  const prepared: Prepared[] = [];
  const lines: PlaneLine[] = [];
  let vertexCount = 0;
  for (const [index, feature] of features.entries()) {
    if (index % 500 === 0) {
      throwIfAborted(options.signal);
      options.onProgress?.({ done: 0.4 + (0.3 * index) / features.length, stage: 'progress.reading' });
    }
    vertexCount += countVertices(feature.shape);
    const role = roles[index]!;
    const id = ids[index]!;
    count(counts, feature, role);
    if (role.is === 'building') prepared.push(prepare(id, feature, placement, log));
    else if (role.is === 'ground') {
      for (const polygon of feature.shape.polygons) {
        const outline = outlineOf(planeRings(polygon, placement), id, log);
        if (outline) ground.add(role.kind, outline.rings.map(onGround));
      }
    } else if (role.is === 'line') {
      for (const [part, line] of feature.shape.lines.entries()) {
        lines.push({
          id: part === 0 ? id : `${id}#${part + 1}`,
          kind: role.kind,
          plane: planeRing(line, placement),
          attributes: feature.attributes,
        });
      }
    }
  }
  const summary = new ExtrusionSummary();
  const buildings = extrudeAll(prepared, summary, options);
  summary.report(log);
  return {
    ...(source.version === undefined ? {} : { version: source.version }),
    ...(source.title === undefined ? {} : { title: source.title }),
    buildings,
    placement,
    counts,
    surroundings: ground,
    vertexCount,
    ...(lines.length > 0 ? { elements: (toLocal: ToLocal) => siteElements(lines, toLocal) } : {}),
    facts: { features: features.length, ...summary.facts(), ...source.facts },
  };
}

function sampleOf(features: readonly Feature[], roles: readonly FeatureRole[]): RawPositions {
  const buildings = features.filter((_, index) => roles[index]?.is === 'building');
  const from = buildings.length > 0 ? buildings : features;
  const step = Math.max(1, Math.floor(from.length / SAMPLE));
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < from.length; i += step) {
    const { polygons, lines, points } = from[i]!.shape;
    const first = polygons[0]?.[0] ?? lines[0] ?? points[0];
    if (!first || !Number.isFinite(first[0]! + first[1]!)) continue;
    x.push(first[0]!);
    y.push(first[1]!);
  }
  return { x, y };
}

function countVertices({ polygons, lines, points }: Shape): number {
  const numbers = (all: readonly Positions[]) => all.reduce((sum, positions) => sum + positions.length, 0);
  return (polygons.reduce((sum, polygon) => sum + numbers(polygon), 0) + numbers(lines) + numbers(points)) / 3;
}

function count(counts: ObjectCounts, feature: Feature, role: FeatureRole): void {
  const form = formOf(feature.shape);
  const add = (to: Map<string, number>, name: string) => to.set(name, (to.get(name) ?? 0) + 1);
  add(counts.objectsByType, feature.layer === undefined ? form : `${feature.layer}: ${form}`);
  if (role.is === 'building') add(counts.geometriesByLod, feature.shape.isBody ? '2' : '1');
  else if (role.is === 'ground' || role.is === 'line') add(counts.surroundingsByType, role.kind);
  else add(counts.ignoredByType, feature.layer ?? form);
}

function formOf({ polygons, lines, points, isBody }: Shape): string {
  if (polygons.length > 0) return isBody ? 'body' : 'polygon';
  if (lines.length > 0) return 'line';
  return points.length > 0 ? 'point' : 'no shape';
}

function planeRing(positions: Positions, placement: Placement): Float64Array {
  const ring = Float64Array.from(positions);
  placement.toPlane(ring);
  return ring;
}

function planeRings(polygon: readonly Positions[], placement: Placement): readonly Float64Array[] {
  return polygon.map((ring) => planeRing(ring, placement));
}

function onGround(ring: ArrayLike<number>): Float64Array {
  const flat = Float64Array.from(ring);
  for (let i = 2; i < flat.length; i += 3) if (Number.isNaN(flat[i])) flat[i] = 0;
  return flat;
}

function prepare(id: string, feature: Feature, placement: Placement, log: IssueLog): Prepared {
  const outlines: Outline[] = [];
  const faces: FaceInput[] = [];
  const polygons = feature.shape.polygons.map((polygon) => planeRings(polygon, placement));
  const isBody = feature.shape.isBody || looksLikeBody(polygons);
  for (const [index, rings] of polygons.entries()) {
    if (isBody) {
      faces.push({ kind: null, index, rings: rings.map(withoutClosingPoint) });
      continue;
    }
    const usable = rings.every((ring) => ring.every((value, i) => i % 3 === 2 || Number.isFinite(value)));
    const outline = usable ? outlineOf(rings, id, log) : null;
    if (outline) outlines.push(outline);
    // Reported and left out where faces are measured.
    else faces.push({ kind: 'ground', index, rings: rings.slice(0, 1).map((ring) => withoutClosingPoint(onGround(ring))) });
  }
  return { id, attributes: feature.attributes, outlines, faces };
}

/** A body needs this many faces. */
const LEAST_FACES = 4;

/** Whether polygons with heights include a vertical one: they are faces in space, though the format calls them outlines. */
function looksLikeBody(polygons: readonly (readonly Float64Array[])[]): boolean {
  if (polygons.length < LEAST_FACES) return false;
  return polygons.some(([exterior]) => {
    if (!exterior || exterior.length < 9 || !exterior.every(Number.isFinite)) return false;
    let length = 0;
    for (let i = 3; i < exterior.length; i += 3) length += Math.hypot(exterior[i]! - exterior[i - 3]!, exterior[i + 1]! - exterior[i - 2]!);
    return Math.abs(signedArea(exterior)) < 1e-6 * length * length;
  });
}

function withoutClosingPoint(ring: Float64Array): Float64Array {
  const last = ring.length - 3;
  const closed = last > 0 && ring[0] === ring[last] && ring[1] === ring[last + 1] && Object.is(ring[2], ring[last + 2]);
  return closed ? ring.subarray(0, last) : ring;
}

function extrudeAll(prepared: readonly Prepared[], summary: ExtrusionSummary, options: ContentOptions): readonly BuildingInput[] {
  const levels = prepared.flatMap(({ outlines }) => outlines.map((outline) => outline.level_m)).filter(Number.isFinite);
  levels.sort((a, b) => a - b);
  const usualLevel_m = levels[levels.length >> 1] ?? 0;
  return prepared.map(({ id, attributes, outlines, faces }) => {
    const stated = statedProperties(attributes);
    const footprint_m2 = outlines.reduce((sum, outline) => sum + outline.area_m2, 0);
    const name = nameOf(attributes);
    const known = { id, ...(name === undefined ? {} : { name }), attributes, stated };
    if (outlines.length === 0) return { ...known, lod: '2', faces };
    const least = statedLeastHeight_m(attributes);
    const extruded = aboveLeast(outlineHeight(footprint_m2, stated, options.completion), least);
    const bottom_m = extruded.least_m;
    const walls = outlines.flatMap((outline, part) => {
      const floor_m = (Number.isFinite(outline.level_m) ? outline.level_m : usualLevel_m) + bottom_m;
      return extrude(outline, floor_m, floor_m + extruded.height.value, part);
    });
    summary.add(attributes, footprint_m2, extruded.height);
    return { ...known, lod: '1', faces: [...walls, ...faces], extruded: extruded.height };
  });
}

/** The height from where the building begins, for parts that stand on others. */
function aboveLeast(
  height: Sourced<number>,
  least: Sourced<number> | undefined,
): { readonly height: Sourced<number>; readonly least_m: number } {
  if (!least || least.value >= height.value) return { height, least_m: 0 };
  const note = `${height.note ?? 'height'} - ${least.note}`;
  return { height: { value: height.value - least.value, provenance: height.provenance, note }, least_m: least.value };
}

function nameOf(attributes: Attributes): string | undefined {
  for (const key of NAME_KEYS) {
    const value = attributes[key] ?? attributes[key.toUpperCase()];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return undefined;
}

interface PlaneLine {
  readonly id: string;
  readonly kind: SiteLine['kind'];
  readonly plane: Float64Array;
  readonly attributes: Attributes;
}

function siteElements(lines: readonly PlaneLine[], toLocal: ToLocal): SiteElements {
  const placed: SiteLine[] = [];
  for (const { id, kind, plane, attributes } of lines) {
    const local = toLocal(onGround(plane));
    const path_m: number[] = [];
    for (let i = 0; i < local.length; i += 3) {
      if (Number.isFinite(local[i]! + local[i + 1]!)) path_m.push(local[i]!, local[i + 1]!);
    }
    const name = nameOf(attributes);
    if (path_m.length >= 4) placed.push({ id, kind, path_m, attributes, ...(name === undefined ? {} : { name }) });
  }
  return { trees: [], lines: placed, points: [] };
}
