/**
 * What lies between the buildings of a generated district: streets with pavements, gardens, yards, parks, the quay and
 * the river. Every block brings its half of the streets around it, so pieces meet and never overlap.
 */
import { randomAt } from '#models/core/random.ts';
import { ContextBuilder, type ContextKind, type ContextSurfaces } from '#models/district/context.ts';
import { type Block, EAST, halfStreets, insetPolygon, quayLine, SOUTH, type StreetPlan } from './streetPlan.ts';

const PAVEMENT_m = 2.2;
/** Across the quay's northern half: roadway, then a promenade to the water. */
const QUAY_ROADWAY_m = 4.5;
const QUAY_m = 12;
/** Width of the river, which swells and narrows. */
const RIVER_m = 104;
const RIVER_SWELL_m = 15;
const FAR_PATH_m = 6;
const FAR_GREEN_m = 34;
/** The river goes on beyond the last street. */
const RIVER_BEYOND_m = 2400;
const RIVER_STEP_m = 60;
/** A park's paths, and the round place where they meet. */
const PARK_PATH_m = 2;
const PARK_ROUND_m = 11;
/** Share of the blocks around the district that are green; the others are bare ground. */
const GREEN_OUTSKIRTS = 0.7;
const OUTSKIRTS_SALT = 0x0d44;

/** What a block's ground is, where nothing stands on it. */
export type BlockGround = 'gardens' | 'yard' | 'park';

export interface PlannedBlock {
  readonly block: Block;
  readonly ground: BlockGround;
}

const GROUND_KIND: Readonly<Record<Exclude<BlockGround, 'park'>, ContextKind>> = { gardens: 'green', yard: 'square' };

/** Surroundings of the blocks that are built on; a ring of open blocks around them shows where the district ends. */
export function surroundingsOf(seed: number, plan: StreetPlan, built: readonly PlannedBlock[]): ContextSurfaces | undefined {
  const builder = new ContextBuilder();
  const known = new Set(built.map(({ block }) => `${block.column},${block.row}`));
  const outskirts: Block[] = [];
  for (const { block, ground } of built) {
    streetsAround(builder, block);
    if (ground === 'park') park(builder, block.corners);
    else builder.convex(GROUND_KIND[ground], block.corners);
    for (let row = Math.max(0, block.row - 1); row <= block.row + 1; row++) {
      for (let column = block.column - 1; column <= block.column + 1; column++) {
        const key = `${column},${row}`;
        if (known.has(key)) continue;
        known.add(key);
        outskirts.push(plan.block(column, row));
      }
    }
  }
  for (const block of outskirts) {
    streetsAround(builder, block);
    const isGreen = randomAt(seed ^ OUTSKIRTS_SALT, Math.imul(block.column, 0x2c1b3) ^ block.row) < GREEN_OUTSKIRTS;
    if (isGreen) builder.convex('green', block.corners);
  }
  const all = [...built.map(({ block }) => block), ...outskirts];
  river(builder, seed, all);
  return builder.build();
}

/** The near halves of the four streets around a block, and the pavements along it. */
function streetsAround(builder: ContextBuilder, { crossings, corners, column, row }: Block): void {
  const kerb = insetPolygon(
    crossings,
    halfStreets(column, row).map((half) => half - PAVEMENT_m),
  );
  for (let edge = 0; edge < 4; edge++) {
    builder.convex('road', between(crossings, kerb, edge));
    builder.convex('path', between(kerb, corners, edge));
  }
}

/** The strip between an edge of an outer outline and the same edge of an inner one. */
function between(outer: readonly number[], inner: readonly number[], edge: number): number[] {
  const [a, b] = [edge * 2, ((edge + 1) % 4) * 2];
  return [outer[a]!, outer[a + 1]!, outer[b]!, outer[b + 1]!, inner[b]!, inner[b + 1]!, inner[a]!, inner[a + 1]!];
}

/** Lawns with two paths that cross in a round place. */
function park(builder: ContextBuilder, corners: readonly number[]): void {
  const at = (s: number, t: number): [number, number] => {
    const mix = (axis: number) =>
      (1 - t) * ((1 - s) * corners[axis]! + s * corners[2 + axis]!) + t * ((1 - s) * corners[6 + axis]! + s * corners[4 + axis]!);
    return [mix(0), mix(1)];
  };
  const [u, v] = [edgeLength(corners, SOUTH), edgeLength(corners, EAST)];
  const [ps, pt, rs, rt] = [PARK_PATH_m / u, PARK_PATH_m / v, PARK_ROUND_m / u, PARK_ROUND_m / v];
  const round: number[] = [];
  for (const [ds, dt] of [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ] as const) {
    const alongS = at(0.5 + ds * rs, 0.5 + dt * pt);
    const alongT = at(0.5 + ds * ps, 0.5 + dt * rt);
    const edgeS = at(0.5 + ds * 0.5, 0.5 + dt * pt);
    const edgeT = at(0.5 + ds * ps, 0.5 + dt * 0.5);
    const lawn = [alongS, edgeS, at(0.5 + ds * 0.5, 0.5 + dt * 0.5), edgeT, alongT];
    const turns = ds * dt > 0;
    builder.convex('green', (turns ? lawn : lawn.toReversed()).flat());
    round.push(...(turns ? [...alongS, ...alongT] : [...alongT, ...alongS]));
  }
  builder.convex('square', round);
  const strip = (s0: number, t0: number, s1: number, t1: number): void =>
    builder.convex('path', [...at(s0, t0), ...at(s1, t0), ...at(s1, t1), ...at(s0, t1)]);
  strip(0, 0.5 - pt, 0.5 - rs, 0.5 + pt);
  strip(0.5 + rs, 0.5 - pt, 1, 0.5 + pt);
  strip(0.5 - ps, 0, 0.5 + ps, 0.5 - rt);
  strip(0.5 - ps, 0.5 + rt, 0.5 + ps, 1);
}

function edgeLength(corners: readonly number[], edge: number): number {
  const next = ((edge + 1) % 4) * 2;
  return Math.hypot(corners[next]! - corners[edge * 2]!, corners[next + 1]! - corners[edge * 2 + 1]!);
}

/** A place on the middle line of the quay, or of its continuation; `quay` is true up to the next place where there are streets. */
interface QuayPoint {
  readonly east: number;
  readonly north: number;
  readonly quay: boolean;
}

/** The quay's northern half, the river, and a green far bank with a path. */
function river(builder: ContextBuilder, seed: number, blocks: readonly Block[]): void {
  const line = quayPoints(seed, blocks);
  for (let i = 0; i + 1 < line.length; i++) {
    const [west, east] = [line[i]!, line[i + 1]!];
    const strip = (kind: ContextKind, from: (at: QuayPoint) => number, to: (at: QuayPoint) => number): void =>
      builder.convex(kind, [
        ...[west.east, west.north + from(west)],
        ...[east.east, east.north + from(east)],
        ...[east.east, east.north + to(east)],
        ...[west.east, west.north + to(west)],
      ]);
    const quay = () => QUAY_m;
    if (west.quay) {
      strip(
        'road',
        () => 0,
        () => QUAY_ROADWAY_m,
      );
      strip('square', () => QUAY_ROADWAY_m, quay);
    } else strip('green', () => 0, quay);
    const far = (beyond: number) => (at: QuayPoint) => QUAY_m + RIVER_m + RIVER_SWELL_m * Math.sin(at.east / 330 + 1.2) + beyond;
    strip('water', quay, far(0));
    strip('path', far(0), far(FAR_PATH_m));
    strip('green', far(FAR_PATH_m), far(FAR_PATH_m + FAR_GREEN_m));
  }
}

/** From west to east: the crossings of the quay, and the river's course on both sides of them. */
function quayPoints(seed: number, blocks: readonly Block[]): readonly QuayPoint[] {
  const first = blocks.filter((block) => block.row === 0).sort((a, b) => a.column - b.column);
  const last = first.at(-1);
  if (!last) return [];
  const quay = first.map(({ crossings }) => ({ east: crossings[6]!, north: crossings[7]!, quay: true }));
  const end = { east: last.crossings[4]!, north: last.crossings[5]!, quay: false };
  const [zero] = quayLine(seed, 0);
  const beyond = RIVER_BEYOND_m + (end.east - quay[0]!.east) / 2;
  const course = (from: number, towards: 1 | -1): QuayPoint[] => {
    const points: QuayPoint[] = [];
    for (let way = RIVER_STEP_m; way <= beyond; way += RIVER_STEP_m) {
      const [east, north] = quayLine(seed, from + towards * way - zero);
      points.push({ east, north, quay: false });
    }
    return points;
  };
  return [...course(quay[0]!.east, -1).reverse(), ...quay, end, ...course(end.east, 1)];
}
