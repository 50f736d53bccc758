/** Which areas and lines of OpenStreetMap are ground that is drawn, and how wide lines are. */
import { length_m } from '#models/district/attributes.ts';
import type { ContextKind } from '#models/district/context.ts';
import type { Tags } from './osmData.ts';

const GREEN: Readonly<Record<string, RegExp>> = {
  landuse:
    /^(forest|grass|meadow|farmland|orchard|vineyard|allotments|cemetery|recreation_ground|village_green|greenfield|plant_nursery|flowerbed|greenery)$/,
  natural: /^(wood|grassland|scrub|heath|wetland|fell|tundra|shrubbery)$/,
  leisure: /^(park|garden|pitch|golf_course|playground|nature_reserve|common|dog_park|miniature_golf)$/,
};
const WATER: Readonly<Record<string, RegExp>> = {
  landuse: /^(basin|reservoir)$/,
  natural: /^(water|bay)$/,
  leisure: /^(swimming_pool|marina)$/,
  waterway: /^(riverbank|dock|boatyard)$/,
};
const SQUARE: Readonly<Record<string, RegExp>> = {
  place: /^square$/,
  amenity: /^(parking|marketplace)$/,
  highway: /^(pedestrian|footway|service|rest_area)$/,
};

/** What an area is drawn as; null for areas that are no ground of a known kind. */
export function groundKind(tags: Tags): ContextKind | null {
  if (tags.tunnel === 'yes' || tags.location === 'underground') return null;
  const matches = (table: Readonly<Record<string, RegExp>>) =>
    Object.keys(table).some((key) => tags[key] !== undefined && table[key]!.test(tags[key]!));
  if (matches(WATER)) return 'water';
  if (matches(GREEN)) return 'green';
  if (tags.highway !== undefined && tags.area !== 'yes') return null;
  if (tags.amenity === 'parking' && tags.parking !== undefined && tags.parking !== 'surface') return null;
  return matches(SQUARE) ? 'square' : null;
}

export interface Ribbon {
  readonly kind: ContextKind;
  readonly width_m: number;
  /** Vehicles may use it: its middle is a street among the elements. */
  readonly isStreet: boolean;
}

/** Width between kerbs where no tag states it [m]; the project's own rounded assumptions by class of road. */
const ROAD_WIDTHS_m: Readonly<Record<string, number>> = {
  motorway: 12,
  trunk: 10,
  primary: 8,
  secondary: 7.5,
  tertiary: 7,
  unclassified: 6,
  residential: 5.5,
  living_street: 5,
  road: 5.5,
  busway: 6.5,
  motorway_link: 6,
  trunk_link: 6,
  primary_link: 6,
  secondary_link: 6,
  tertiary_link: 6,
  service: 3.5,
  track: 3,
};
const PATH_WIDTHS_m: Readonly<Record<string, number>> = {
  pedestrian: 5,
  footway: 2,
  cycleway: 2.5,
  path: 1.5,
  bridleway: 2,
  steps: 2,
};
const WATER_WIDTHS_m: Readonly<Record<string, number>> = { river: 15, canal: 12, stream: 2, drain: 1.5, ditch: 1 };
const RAIL_WIDTHS_m: Readonly<Record<string, number>> = { rail: 3, light_rail: 3, tram: 2.7, subway: 3, narrow_gauge: 2.5 };
/** Width of a lane [m]. */
const LANE_m = 3;

/** How a line is drawn on the ground; null for lines that are none, or run in a tunnel. */
export function ribbonOf(tags: Tags): Ribbon | null {
  if ((tags.tunnel !== undefined && tags.tunnel !== 'no') || tags.area === 'yes') return null;
  const stated = widthOf(tags);
  const made = (kind: ContextKind, widths: Readonly<Record<string, number>>, value: string | undefined, isStreet = false): Ribbon | null =>
    value !== undefined && Object.hasOwn(widths, value) ? { kind, width_m: stated ?? widths[value]!, isStreet } : null;
  return (
    made('road', ROAD_WIDTHS_m, tags.highway, true) ??
    made('path', PATH_WIDTHS_m, tags.highway) ??
    made('water', WATER_WIDTHS_m, tags.waterway) ??
    made('path', RAIL_WIDTHS_m, tags.railway)
  );
}

function widthOf(tags: Tags): number | null {
  const width = length_m(tags.width ?? null);
  if (width !== null && width >= 0.5 && width <= 200) return width;
  const lanes = Number(tags.lanes ?? Number.NaN);
  return Number.isInteger(lanes) && lanes > 0 && lanes <= 16 ? lanes * LANE_m : null;
}

/** Corners of joints reach out no further than this share of the half width. */
const LONGEST_JOINT = 2;

/**
 * A ribbon along a line as four-cornered pieces.
 * @param line x, y pairs [m]
 * @returns x, y, z triples of each piece at height zero
 */
export function ribbonPieces(line: readonly number[], width_m: number): readonly (readonly number[])[] {
  const points = withoutRepeats(line);
  const count = points.length / 2;
  if (count < 2) return [];
  const sides: (readonly [number, number])[] = [];
  for (let i = 0; i < count; i++) sides.push(sideAt(points, i, count));
  const half = width_m / 2;
  const pieces: number[][] = [];
  for (let i = 0; i + 1 < count; i++) {
    const [ax, ay, bx, by] = [points[i * 2]!, points[i * 2 + 1]!, points[i * 2 + 2]!, points[i * 2 + 3]!];
    const [sx, sy] = sides[i]!;
    const [tx, ty] = sides[i + 1]!;
    pieces.push([
      ...[ax - sx * half, ay - sy * half, 0, bx - tx * half, by - ty * half, 0],
      ...[bx + tx * half, by + ty * half, 0, ax + sx * half, ay + sy * half, 0],
    ]);
  }
  return pieces;
}

/** Offset to the left at a corner for a half width of one: along the bisector, longer the sharper the bend. */
function sideAt(points: readonly number[], i: number, count: number): readonly [number, number] {
  const before = i > 0 ? leftOf(points, i - 1) : null;
  const after = i + 1 < count ? leftOf(points, i) : null;
  if (!before || !after) return before ?? after ?? [0, 0];
  const [mx, my] = [before[0] + after[0], before[1] + after[1]];
  const square = mx * mx + my * my;
  // A line that turns back on itself has no bisector.
  if (square < 1e-6) return after;
  const scale = Math.min(2 / square, LONGEST_JOINT / Math.sqrt(square));
  return [mx * scale, my * scale];
}

function leftOf(points: readonly number[], i: number): readonly [number, number] {
  const dx = points[i * 2 + 2]! - points[i * 2]!;
  const dy = points[i * 2 + 3]! - points[i * 2 + 1]!;
  const length = Math.hypot(dx, dy);
  return [-dy / length, dx / length];
}

function withoutRepeats(line: readonly number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i + 1 < line.length; i += 2) {
    const n = kept.length;
    if (!Number.isFinite(line[i]! + line[i + 1]!)) continue;
    if (n > 0 && Math.hypot(line[i]! - kept[n - 2]!, line[i + 1]! - kept[n - 1]!) < 0.01) continue;
    kept.push(line[i]!, line[i + 1]!);
  }
  return kept;
}
