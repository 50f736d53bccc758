/** Which building of one district is which of another: by id, or by the ground they share. */
import { type CancelSignal, throwIfAborted } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { KeyIndex } from './matchKeys.ts';
import { type OutlineIndex, sharedOutline_m2 } from './outlineIndex.ts';

export type MatchBy = 'auto' | 'id' | 'overlap';

export interface BuildingPair {
  /** Rows in the two districts. */
  readonly first: number;
  readonly second: number;
  readonly by: 'id' | 'overlap';
  /** Shared area over the area of both together [0..1]; null where it was not measured. */
  readonly overlap: number | null;
}

export interface BuildingMatch {
  readonly pairs: readonly BuildingPair[];
  /** Pairs of rows with equal ids that stand at different places: not taken for the same. */
  readonly elsewhere: readonly (readonly [first: number, second: number])[];
}

export interface MatchOptions {
  readonly by: MatchBy;
  /** Least overlap that makes two outlines one building [0..1]. */
  readonly leastOverlap: number;
  readonly signal?: CancelSignal;
}

/** Outlines of both, in one plane; null where one of them has no place. */
export interface Outlines {
  readonly first: OutlineIndex;
  readonly second: OutlineIndex;
}

/** Equal ids with less in common than this are counters that happen to be equal [0..1]. */
const LEAST_WITH_ID = 0.05;

export function matchBuildings(first: District, second: District, outlines: Outlines | null, options: MatchOptions): BuildingMatch {
  const pairs: BuildingPair[] = [];
  const elsewhere: (readonly [number, number])[] = [];
  const firstTaken = new Uint8Array(first.buildings.length);
  const secondTaken = new Uint8Array(second.buildings.length);
  const take = (pair: BuildingPair) => {
    pairs.push(pair);
    firstTaken[pair.first] = 1;
    secondTaken[pair.second] = 1;
  };
  if (options.by !== 'overlap') {
    const index = new KeyIndex(first.buildings.map(({ id, removed }) => (removed ? null : id)));
    second.buildings.forEach(({ id, removed }, row) => {
      const found = removed ? null : index.find(id);
      if (!found || firstTaken[found.index]) return;
      const overlap = outlines ? overlapOf(outlines, found.index, row) : null;
      // A district by ids alone was asked for: then the ids decide.
      if (options.by === 'auto' && overlap !== null && overlap < LEAST_WITH_ID) elsewhere.push([found.index, row]);
      else take({ first: found.index, second: row, by: 'id', overlap });
    });
  }
  if (options.by !== 'id' && outlines) {
    for (const pair of overlaps(second, outlines, options, firstTaken, secondTaken)) {
      if (!firstTaken[pair.first] && !secondTaken[pair.second]) take(pair);
    }
  }
  return { pairs: pairs.sort((a, b) => a.first - b.first), elsewhere };
}

/** Null where one of the two has no outline. */
function overlapOf({ first, second }: Outlines, a: number, b: number): number | null {
  const [one, other] = [first.outlines[a], second.outlines[b]];
  if (!one || !other) return null;
  const isApart = one.minX >= other.maxX || one.maxX <= other.minX || one.minY >= other.maxY || one.maxY <= other.minY;
  if (isApart) return 0;
  const shared = sharedOutline_m2(one, other);
  return Math.min(1, shared / Math.max(one.area_m2 + other.area_m2 - shared, 1e-9));
}

/** All pairs that overlap enough, the best first. */
function overlaps(
  { buildings }: District,
  outlines: Outlines,
  { leastOverlap, signal }: MatchOptions,
  firstTaken: Uint8Array,
  secondTaken: Uint8Array,
): readonly BuildingPair[] {
  const found: (BuildingPair & { readonly overlap: number })[] = [];
  buildings.forEach(({ removed }, row) => {
    if (row % 500 === 0) throwIfAborted(signal);
    const outline = outlines.second.outlines[row];
    if (!outline || removed || secondTaken[row]) return;
    for (const other of outlines.first.near(outline)) {
      const there = outlines.first.outlines[other];
      if (!there || firstTaken[other]) continue;
      // The smaller over the larger bounds the overlap from above.
      const bound = Math.min(there.area_m2, outline.area_m2) / Math.max(there.area_m2, outline.area_m2);
      if (bound < leastOverlap) continue;
      const overlap = overlapOf(outlines, other, row) ?? 0;
      if (overlap >= leastOverlap) found.push({ first: other, second: row, by: 'overlap', overlap });
    }
  });
  return found.sort((a, b) => b.overlap - a.overlap || a.first - b.first || a.second - b.second);
}
