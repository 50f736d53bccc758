/** Nested neighbourhoods from where buildings stand: quarters, and blocks of 20 to 30 members in them. */
import type { Collective } from '../community.ts';

export const LARGEST_BLOCK = 30;
const LARGEST_QUARTER = 120;
/** Below this number a community still gets two quarters with two blocks each. */
const SMALL = 2 * LARGEST_BLOCK;

export interface NeighbourhoodWords {
  readonly community: string;
  /** North, north-east, ... clockwise, then the middle. */
  readonly quarters: readonly string[];
  /** `{quarter}` and `{number}` are filled in. */
  readonly quarterAgain: string;
  readonly block: string;
}

export const ENGLISH_NEIGHBOURHOODS: NeighbourhoodWords = {
  community: 'Whole community',
  quarters: [
    'North quarter',
    'North-east quarter',
    'East quarter',
    'South-east quarter',
    'South quarter',
    'South-west quarter',
    'West quarter',
    'North-west quarter',
    'Middle quarter',
  ],
  quarterAgain: '{quarter} {number}',
  block: '{quarter}, block {number}',
};

export interface Neighbourhoods {
  readonly collectives: readonly Collective[];
  /** Id of the innermost collective, per place. */
  readonly blockOf: readonly string[];
}

type Place = readonly [east_m: number, north_m: number];

/**
 * Halves a set of places along its longer side until no part is larger than `largest` (a k-d tree, ties by row), so
 * neighbours stay together and parts differ by at most a factor of two in size. Places that are not known (NaN) count as
 * standing in the middle.
 */
export function splitByPlace(rows: readonly number[], places: readonly Place[], largest: number): readonly (readonly number[])[] {
  if (rows.length <= largest) return [rows];
  const ofAxis = (axis: 0 | 1) => rows.map((row) => places[row]![axis]);
  const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const axis = extent(ofAxis(0)) >= extent(ofAxis(1)) ? 0 : 1;
  const sorted = rows.toSorted((a, b) => places[a]![axis] - places[b]![axis] || a - b);
  const half = sorted.length >> 1;
  return [...splitByPlace(sorted.slice(0, half), places, largest), ...splitByPlace(sorted.slice(half), places, largest)];
}

function collective(id: string, name: string, parent: string | null): Collective {
  return { id, name, parent, importFee_EURPerKWh: 0, exportFee_EURPerKWh: 0, capacity_kW: null, owners: [], zone: null };
}

/** Community, quarters and blocks: three levels whatever the number of members. */
export function neighbourhoods(places: readonly Place[], words: NeighbourhoodWords = ENGLISH_NEIGHBOURHOODS): Neighbourhoods {
  const known = knownPlaces(places);
  const rows = known.map((_, row) => row);
  const isSmall = rows.length < SMALL;
  const quarterSize = isSmall ? Math.max(1, Math.ceil(rows.length / 2)) : LARGEST_QUARTER;
  const blockSize = isSmall ? Math.max(1, Math.ceil(rows.length / 4)) : LARGEST_BLOCK;
  const middle = mean(rows, known);
  const collectives = [collective('community', words.community, null)];
  const blocks: Collective[] = [];
  const blockOf: string[] = rows.map(() => '');
  const used = new Map<string, number>();
  splitByPlace(rows, known, quarterSize).forEach((quarter, q) => {
    const compass = words.quarters[compassOf(mean(quarter, known), middle)] ?? '';
    const before = used.get(compass) ?? 0;
    used.set(compass, before + 1);
    const name = before === 0 ? compass : words.quarterAgain.replace('{quarter}', compass).replace('{number}', String(before + 1));
    const quarterId = `quarter-${q + 1}`;
    collectives.push(collective(quarterId, name, 'community'));
    splitByPlace(quarter, known, blockSize).forEach((block, b) => {
      const blockId = `${quarterId}-block-${b + 1}`;
      blocks.push(collective(blockId, words.block.replace('{quarter}', name).replace('{number}', String(b + 1)), quarterId));
      for (const row of block) blockOf[row] = blockId;
    });
  });
  return { collectives: [...collectives, ...blocks], blockOf };
}

function knownPlaces(places: readonly Place[]): readonly Place[] {
  const known = places.filter(([east, north]) => Number.isFinite(east) && Number.isFinite(north));
  const middle = mean(
    known.map((_, row) => row),
    known,
  );
  return places.map((place) => (Number.isFinite(place[0]) && Number.isFinite(place[1]) ? place : middle));
}

function mean(rows: readonly number[], places: readonly Place[]): Place {
  if (rows.length === 0) return [0, 0];
  let east = 0;
  let north = 0;
  for (const row of rows) {
    east += places[row]![0];
    north += places[row]![1];
  }
  return [east / rows.length, north / rows.length];
}

/** 0..7 clockwise from north; 8 for the same place. */
function compassOf(at: Place, middle: Place): number {
  const east = at[0] - middle[0];
  const north = at[1] - middle[1];
  if (Math.hypot(east, north) < 1e-6) return 8;
  return (Math.round(Math.atan2(east, north) / (Math.PI / 4)) + 8) % 8;
}
