/**
 * Two sources of the same place as one district: shapes from one, attributes from the better of both. The result stands
 * in the local frame of the first; where the second brings shapes, they come through longitude and latitude.
 */
import { type CancelSignal, InputError } from '#models/core/errors.ts';
import type { Building, District } from '#models/district/district.ts';
import { DistrictDraft, type DraftBuilding, facesOfRows, knownOf } from '#models/district/edits/draft.ts';
import { rebuild } from '#models/district/edits/rebuild.ts';
import type { FaceInput } from '#models/district/geometry/assemble.ts';
import type { Provenance, Sourced } from '#models/district/provenance.ts';
import { frameChange } from './frameChange.ts';
import { type Listed, listed } from './joinEdit.ts';
import { type BuildingMatch, type BuildingPair, type MatchBy, matchBuildings, type Outlines } from './matchBuildings.ts';
import { type AttributeRule, fromFile, type MergeConflict, type MergedValues, type MergeSources, mergeValues } from './mergeValues.ts';
import { type MovePoint, OutlineIndex } from './outlineIndex.ts';

export interface MergeOptions {
  /** How buildings are found to be the same; by id where the ids agree and by ground elsewhere, where absent. */
  readonly match?: MatchBy;
  /** Whose shapes are kept where both have one; the first's where absent. */
  readonly geometry?: 'first' | 'second';
  /** Whose values are kept; by provenance where absent. */
  readonly attributes?: AttributeRule;
  /** Whether buildings that only the second has are added. */
  readonly addMissing?: boolean;
  /** Least shared area over the area of both together [0..1]; 0.5 where absent. */
  readonly leastOverlap?: number;
  readonly signal?: CancelSignal;
}

export interface MergeReport {
  readonly first: string;
  readonly second: string;
  readonly matched: number;
  readonly matchedById: number;
  readonly matchedByOverlap: number;
  /** Ids of the first and of the second that are the same building under different names. */
  readonly renamed: Listed<{ readonly id: string; readonly secondId: string; readonly overlap: number | null }>;
  readonly onlyFirst: Listed<string>;
  readonly onlySecond: Listed<string>;
  /** Equal ids at different places: kept apart. */
  readonly elsewhere: Listed<string>;
  readonly added: number;
  /** Shapes that come from the second. */
  readonly shapes: number;
  /** Outlines of the first that got their height from the second. */
  readonly heights: number;
  readonly conflicts: Listed<MergeConflict>;
  /** How far the second was lifted so that the ground of both is level [m]; null where nothing of it was placed. */
  readonly lift_m: number | null;
}

export interface MergedDistrict {
  readonly district: District;
  readonly report: MergeReport;
}

const LEAST_OVERLAP = 0.5;

/** What a merge would do, without doing it: who belongs to whom. */
export interface MergePlan {
  readonly match: BuildingMatch;
  /** From the frame of the second to that of the first, ground on ground; null where one has no place. */
  readonly move: MovePoint | null;
  readonly lift_m: number | null;
}

/**
 * Merges two districts.
 * @throws InputError `merge.place` where ground is to be compared and one has no place; `merge.nothing` where no building is in both and none is to be added
 * @throws CancelledError when the signal is aborted
 */
export function mergeDistricts(first: District, second: District, options: MergeOptions = {}): MergedDistrict {
  const { match, move, lift_m } = planMerge(first, second, options);
  const { pairs } = match;
  const sources: MergeSources = { first: first.source.fileName, second: second.source.fileName };
  const taken = new Set(pairs.map((pair) => pair.second));
  const onlySecond = second.buildings.flatMap(({ removed }, row) => (removed || taken.has(row) ? [] : [row]));
  const additions = options.addMissing && move ? onlySecond.filter((row) => second.buildings[row]!.surfaceCount > 0) : [];
  if (pairs.length === 0 && additions.length === 0) throw nothing(sources);
  const draft = new DistrictDraft(first, {});
  const merger = new Merger(draft, second, options, sources, move);
  for (const pair of pairs) merger.take(pair);
  for (const row of additions) merger.add(row);
  const district = rebuild(draft, options.signal);
  const paired = new Set(pairs.map((pair) => pair.first));
  return {
    district: { ...district, name: first.name, source: mergedSource(first, second) },
    report: {
      ...sources,
      matched: pairs.length,
      matchedById: pairs.filter(({ by }) => by === 'id').length,
      matchedByOverlap: pairs.filter(({ by }) => by === 'overlap').length,
      renamed: listed(
        pairs.flatMap(({ first: a, second: b, overlap }) => {
          const [id, secondId] = [first.buildings[a]!.id, second.buildings[b]!.id];
          return id === secondId ? [] : [{ id, secondId, overlap }];
        }),
      ),
      onlyFirst: listed(first.buildings.flatMap(({ id, removed }, row) => (removed || paired.has(row) ? [] : [id]))),
      onlySecond: listed(onlySecond.map((row) => second.buildings[row]!.id)),
      elsewhere: listed(match.elsewhere.map(([row]) => first.buildings[row]!.id)),
      added: additions.length,
      shapes: merger.shapes,
      heights: merger.heights,
      conflicts: listed(merger.conflicts),
      lift_m,
    },
  };
}

/** @throws InputError `merge.place` */
export function planMerge(
  first: District,
  second: District,
  { match: by = 'auto', leastOverlap = LEAST_OVERLAP, signal }: MergeOptions,
): MergePlan {
  const stop = signal ? { signal } : {};
  if (!first.origin || !second.origin) {
    if (by === 'overlap') throw noPlace((first.origin ? second : first).source.fileName);
    return { match: matchBuildings(first, second, null, { by: 'id', leastOverlap, ...stop }), move: null, lift_m: null };
  }
  const level = frameChange(second.origin, first.origin);
  const outlines: Outlines = { first: new OutlineIndex(first), second: new OutlineIndex(second, level ?? undefined) };
  const match = matchBuildings(first, second, outlines, { by, leastOverlap, ...stop });
  const lift_m = groundStep(match.pairs, outlines);
  return { match, move: frameChange(second.origin, first.origin, lift_m) ?? stay, lift_m };
}

const stay: MovePoint = (from, at, to) => to.set(from.subarray(at, at + 3));

/** Median of how much higher the same ground lies in the first [m]. */
function groundStep(pairs: readonly BuildingPair[], { first, second }: Outlines): number {
  const steps = pairs.flatMap((pair) => {
    const [a, b] = [first.outlines[pair.first], second.outlines[pair.second]];
    return a && b ? [a.up_m - b.up_m] : [];
  });
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}

const STATED: readonly Provenance[] = ['measured', 'file', 'user'];
const BETTER_HEIGHT: readonly Provenance[] = [...STATED, 'geometry'];

class Merger {
  readonly conflicts: MergeConflict[] = [];
  shapes = 0;
  heights = 0;
  readonly #draft: DistrictDraft;
  readonly #second: District;
  readonly #options: MergeOptions;
  readonly #sources: MergeSources;
  readonly #move: MovePoint | null;

  constructor(draft: DistrictDraft, second: District, options: MergeOptions, sources: MergeSources, move: MovePoint | null) {
    this.#draft = draft;
    this.#second = second;
    this.#options = options;
    this.#sources = sources;
    this.#move = move;
  }

  take({ first, second }: BuildingPair): void {
    const own = this.#draft.base.buildings[first]!;
    const other = this.#second.buildings[second]!;
    const building = this.#draft.find(own.id);
    if (!building) return;
    const merged = mergeValues(own, other, this.#options.attributes ?? 'better-provenance', this.#sources);
    this.conflicts.push(...merged.conflicts);
    building.known = merged.known;
    building.attributes = merged.attributes;
    if (building.name === undefined) building.name = other.name;
    if (this.#options.geometry === 'second' && other.surfaceCount > 0 && this.#move) this.#takeShape(building, second, other, merged);
    else if (own.surfaceCount > 0) this.#keepShape(building, own, merged);
    else building.known = { ...building.known, height_m: merged.height_m };
  }

  /** Buildings of the second that the first does not have; an id that is taken gets the name of its file. */
  add(row: number): void {
    const other = this.#second.buildings[row]!;
    let id = other.id;
    for (let copy = 2; this.#draft.has(id); copy++) id = `${other.id}#${copy}`;
    const building: DraftBuilding = {
      id,
      base: -1,
      record: other,
      name: other.name,
      lod: other.lod,
      attributes: other.attributes,
      known: Object.fromEntries(Object.entries(knownOf(other)).map(([key, value]) => [key, fromFile(value, this.#sources.second)])),
      faces: this.#movedFaces(row),
      shape: null,
      chosenHeight_m: isShaped(other) ? null : fromFile(other.height_m, this.#sources.second),
      removed: false,
    };
    this.#draft.add(building);
  }

  #takeShape(building: DraftBuilding, row: number, other: Building, { height_m }: MergedValues): void {
    building.lod = other.lod;
    const faces = this.#movedFaces(row);
    this.shapes++;
    if (isShaped(other)) {
      building.faces = faces;
      return;
    }
    this.#setHeight(building, faces, other.height_m.value, height_m);
  }

  /** An outline that was extruded by an assumption stands as high as the other source knows. */
  #keepShape(building: DraftBuilding, own: Building, { height_m }: MergedValues): void {
    if (isShaped(own)) return;
    const isBetter = BETTER_HEIGHT.includes(height_m.provenance) && height_m.value !== own.height_m.value;
    if (!isBetter) {
      // A stated height stays as it is; an assumed one must not follow storeys that the other source brings.
      if (STATED.includes(own.height_m.provenance)) building.known = { ...building.known, height_m: own.height_m };
      else building.chosenHeight_m = own.height_m;
      return;
    }
    this.heights++;
    this.#setHeight(building, this.#draft.facesOf(building), own.height_m.value, height_m);
  }

  #setHeight(building: DraftBuilding, faces: readonly FaceInput[], before_m: number, height: Sourced<number>): void {
    building.faces = before_m > 0 && height.value > 0 ? stretched(faces, height.value / before_m) : faces;
    // Found by measuring a shape elsewhere: here it is a value that was given.
    building.chosenHeight_m = height.provenance === 'geometry' ? { ...height, provenance: 'file' } : height;
    building.known = { ...building.known, height_m: building.chosenHeight_m };
  }

  #movedFaces(row: number): readonly FaceInput[] {
    const move = this.#move!;
    const place = new Float64Array(3);
    return facesOfRows(this.#second, row).map((face) => ({
      ...face,
      rings: face.rings.map((ring) => {
        const points = Float64Array.from(ring);
        const moved = new Float64Array(points.length);
        for (let i = 0; i < points.length; i += 3) {
          move(points, i, place);
          moved.set(place, i);
        }
        return moved;
      }),
    }));
  }
}

/** Whether the source gives the shape itself, not an outline that was extruded. */
function isShaped({ volume_m3, surfaceCount }: Building): boolean {
  return surfaceCount > 0 && volume_m3.provenance === 'geometry';
}

/** Faces with all heights above the lowest point multiplied. */
function stretched(faces: readonly FaceInput[], factor: number): readonly FaceInput[] {
  let ground = Number.POSITIVE_INFINITY;
  for (const { rings } of faces) for (const ring of rings) for (let i = 2; i < ring.length; i += 3) ground = Math.min(ground, ring[i]!);
  return faces.map((face) => ({
    ...face,
    rings: face.rings.map((ring) => Float64Array.from(ring, (value, i) => (i % 3 === 2 ? ground + (value - ground) * factor : value))),
  }));
}

function mergedSource({ source }: District, { source: other }: District): District['source'] {
  const attributions = [source.attribution, other.attribution].filter((text) => text !== undefined);
  const attribution = [...new Set(attributions)].join('; ');
  return { ...source, fileName: `${source.fileName} + ${other.fileName}`, ...(attribution === '' ? {} : { attribution }) };
}

function noPlace(where: string): InputError {
  return new InputError({
    code: 'merge.place',
    message: 'The outlines cannot be compared, because this file has no place on the globe.',
    where,
    mend: 'Say which reference system it is in, or match buildings by their ids.',
  });
}

function nothing({ first, second }: MergeSources): InputError {
  return new InputError({
    code: 'merge.nothing',
    message: 'No building is in both files.',
    where: `${first}, ${second}`,
    mend: 'Check that both show the same place, or allow that buildings of the second are added.',
    values: { first, second },
  });
}
