/**
 * Where the camera stands, as pure numbers: a target on the ground, a distance, a heading and a tilt.
 * The same four are what other views share (target, ground resolution, heading, tilt).
 */

export interface CameraPose {
  /** Target on the ground [m], east and north of the district's origin. */
  readonly east_m: number;
  readonly north_m: number;
  /** From the camera to the target [m]. */
  readonly distance_m: number;
  /** Direction of view, clockwise from north [deg]. */
  readonly heading_deg: number;
  /** 0 = straight down, 90 = along the ground [deg]. */
  readonly tilt_deg: number;
  /** Height of the target above the lowest building [m]; zero where absent. */
  readonly up_m?: number;
}

/** West, south, bottom, east, north, top [m]. */
export type Bounds = readonly [number, number, number, number, number, number];
export type Vector = readonly [number, number, number];

export interface CameraFrame {
  readonly position: Vector;
  readonly direction: Vector;
  readonly up: Vector;
  readonly right: Vector;
}

/** Keeps the eye above the ground: at the smallest distance this tilt leaves it 1.7 m. */
const MAX_TILT_DEG = 86;
const MIN_DISTANCE_M = 25;
/** The whole globe fits. */
const MAX_DISTANCE_M = 2.4e7;
const TILT_FALLS_FROM_M = 20_000;
const TILT_ENDS_AT_M = 3_000_000;
/** How far the target may leave the district, in radii of its bounds. */
const MAX_TARGET_RADII = 4;
/** Seen obliquely from the south-east. */
const HOME_VIEW = { heading_deg: 330, tilt_deg: 56 } as const;
/** Other directions from which sunlit walls are seen, for districts that lie across the usual one. */
const OTHER_HEADINGS = [300, 315, 345, 0] as const;
/** Another direction must bring the camera nearer by this share. */
const NEARER_BY = 0.08;
/** Directions in which the outline of a district is felt for. */
const OUTLINE_DIRECTIONS = 48;
/** Points that the outline is felt with, at most: more would change no choice, and hold the window up. */
const OUTLINE_POINTS = 6_000;

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Half the diagonal of the bounds [m], at least 30. */
export function boundsRadius(bounds: Bounds): number {
  return Math.max(30, Math.hypot(bounds[3] - bounds[0], bounds[4] - bounds[1]) / 2);
}

/** A pose within the limits: above the ground, near the district, heading 0..360. */
export function limitPose(pose: CameraPose, bounds: Bounds): CameraPose {
  const reach = boundsRadius(bounds) * MAX_TARGET_RADII;
  const east = (bounds[0] + bounds[3]) / 2;
  const north = (bounds[1] + bounds[4]) / 2;
  return {
    east_m: clamp(pose.east_m, east - reach, east + reach),
    north_m: clamp(pose.north_m, north - reach, north + reach),
    distance_m: clamp(pose.distance_m, MIN_DISTANCE_M, MAX_DISTANCE_M),
    heading_deg: ((pose.heading_deg % 360) + 360) % 360,
    tilt_deg: clamp(pose.tilt_deg, 0, MAX_TILT_DEG),
    ...(pose.up_m === undefined ? {} : { up_m: pose.up_m }),
  };
}

/** Part of the view that panels leave free [px]. */
export interface Insets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const NO_INSETS: Insets = { left: 0, right: 0, top: 0, bottom: 0 };

/** Share of the free part kept empty around the district, on each side. */
const HOME_MARGIN = 0.06;
/** Each round corrects place and distance for perspective; four leave less than a pixel. */
const HOME_ROUNDS = 6;

/** How the camera is turned. */
type Turn = Pick<CameraPose, 'heading_deg' | 'tilt_deg'>;

/**
 * The whole district in the free part of the view.
 * @param points east, north, up [m] of what must be seen, three numbers each
 */
export function homePose(
  points: ArrayLike<number>,
  bounds: Bounds,
  lens: Lens,
  insets: Insets = NO_INSETS,
  turn: Turn = HOME_VIEW,
): CameraPose {
  const half = Math.tan(lens.fovy_rad / 2);
  const perPixel = (2 * half) / lens.height;
  const free_px = [lens.width - insets.left - insets.right, lens.height - insets.top - insets.bottom] as const;
  const room = free_px.map((size) => Math.max(size, 80) * perPixel * (1 - 2 * HOME_MARGIN)) as [number, number];
  const middle = [((insets.left - insets.right) / 2) * perPixel, ((insets.bottom - insets.top) / 2) * perPixel] as const;
  let pose: CameraPose = {
    east_m: (bounds[0] + bounds[3]) / 2,
    north_m: (bounds[1] + bounds[4]) / 2,
    distance_m: boundsRadius(bounds) * 3,
    heading_deg: turn.heading_deg,
    tilt_deg: turn.tilt_deg,
  };
  for (let round = 0; round < HOME_ROUNDS; round++) {
    const { position, direction, up, right } = cameraFrame(pose);
    let [left, low, rightmost, high] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i + 2 < points.length; i += 3) {
      const dx = points[i]! - position[0];
      const dy = points[i + 1]! - position[1];
      const dz = points[i + 2]! - position[2];
      const depth = Math.max(1, direction[0] * dx + direction[1] * dy + direction[2] * dz);
      const x = (right[0] * dx + right[1] * dy + right[2] * dz) / depth;
      const y = (up[0] * dx + up[1] * dy + up[2] * dz) / depth;
      left = Math.min(left, x);
      rightmost = Math.max(rightmost, x);
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    if (!(rightmost >= left)) break;
    const distance_m = pose.distance_m * Math.max((rightmost - left) / room[0], (high - low) / room[1]);
    const across = ((left + rightmost) / 2 - middle[0]) * pose.distance_m;
    const forward = (((low + high) / 2 - middle[1]) * pose.distance_m) / Math.max(0.2, Math.cos((turn.tilt_deg * Math.PI) / 180));
    pose = limitPose({ ...shiftPose(pose, across, forward), distance_m }, bounds);
  }
  return pose;
}

/** The points farthest out in some directions: enough to compare views by. */
function outline(points: ArrayLike<number>): number[] {
  const farthest = new Set<number>();
  const step = 3 * Math.ceil(points.length / 3 / OUTLINE_POINTS);
  for (let d = 0; d < OUTLINE_DIRECTIONS; d++) {
    const angle = (d / OUTLINE_DIRECTIONS) * 2 * Math.PI;
    const [east, north] = [Math.sin(angle), Math.cos(angle)];
    let [reach, at] = [-Infinity, 0];
    for (let i = 0; i + 2 < points.length; i += step) {
      const along = east * points[i]! + north * points[i + 1]!;
      if (along > reach) [reach, at] = [along, i];
    }
    farthest.add(at);
  }
  return [...farthest].flatMap((i) => [points[i]!, points[i + 1]!, points[i + 2]!]);
}

/** {@link homePose} from the side on which the district fills the free part best; the usual one unless another is clearly better. */
export function nearestHome(points: ArrayLike<number>, bounds: Bounds, lens: Lens, insets: Insets = NO_INSETS): CameraPose {
  const far = points.length > 0 ? outline(points) : [];
  const distance = (turn: Turn): number => homePose(far, bounds, lens, insets, turn).distance_m;
  let [turn, nearest]: [Turn, number] = [HOME_VIEW, distance(HOME_VIEW) * (1 - NEARER_BY)];
  for (const heading_deg of OTHER_HEADINGS) {
    const other = { ...HOME_VIEW, heading_deg };
    const reached = distance(other);
    if (reached < nearest) [turn, nearest] = [other, reached];
  }
  return homePose(points, bounds, lens, insets, turn);
}

/** From far away the globe is seen from above: the largest tilt falls from the usual to none. */
function shownTilt(pose: CameraPose): number {
  const part = Math.log(pose.distance_m / TILT_FALLS_FROM_M) / Math.log(TILT_ENDS_AT_M / TILT_FALLS_FROM_M);
  return Math.min(pose.tilt_deg, MAX_TILT_DEG * (1 - clamp(part, 0, 1)));
}

/** Eye, view direction and up vector of a pose, as east, north, up. */
export function cameraFrame(pose: CameraPose): CameraFrame {
  const heading = (pose.heading_deg * Math.PI) / 180;
  const tilt = (shownTilt(pose) * Math.PI) / 180;
  const [sinH, cosH, sinT, cosT] = [Math.sin(heading), Math.cos(heading), Math.sin(tilt), Math.cos(tilt)];
  const direction: Vector = [sinH * sinT, cosH * sinT, -cosT];
  return {
    position: [
      pose.east_m - direction[0] * pose.distance_m,
      pose.north_m - direction[1] * pose.distance_m,
      (pose.up_m ?? 0) - direction[2] * pose.distance_m,
    ],
    direction,
    up: [sinH * cosT, cosH * cosT, sinT],
    right: [cosH, -sinH, 0],
  };
}

/** Nearest depth at which anything up to a height can be drawn [m]: a tight range keeps depth and shadows exact. */
export function nearestDepth(pose: CameraPose, fovy_rad: number, top_m: number): number {
  const { position, direction, up } = cameraFrame(pose);
  const steepest = -direction[2] + Math.tan(fovy_rad / 2) * up[2];
  return Math.max(0.4, pose.distance_m * 0.002, (0.95 * (position[2] - top_m)) / steepest);
}

export interface Lens {
  readonly fovy_rad: number;
  readonly width: number;
  readonly height: number;
}

/** Direction through a pixel, as east, north, up; not normalised. */
export function pixelDirection(pose: CameraPose, lens: Lens, x: number, y: number): Vector {
  const { direction, up, right } = cameraFrame(pose);
  const half = Math.tan(lens.fovy_rad / 2);
  const across = ((2 * x) / lens.width - 1) * half * (lens.width / lens.height);
  const upward = (1 - (2 * y) / lens.height) * half;
  return [
    direction[0] + right[0] * across + up[0] * upward,
    direction[1] + right[1] * across + up[1] * upward,
    direction[2] + right[2] * across + up[2] * upward,
  ];
}

/** Point of the ground drawn at a pixel; null above the horizon or too far to be meant. */
export function groundPoint(pose: CameraPose, lens: Lens, x: number, y: number): readonly [number, number] | null {
  const { position } = cameraFrame(pose);
  const ray = pixelDirection(pose, lens, x, y);
  if (ray[2] >= -1e-6) return null;
  const length = ((pose.up_m ?? 0) - position[2]) / ray[2];
  if (length * Math.hypot(...ray) > pose.distance_m * 12) return null;
  return [position[0] + ray[0] * length, position[1] + ray[1] * length];
}

/** The eye stays so high above the ground [m]. */
const EYE_CLEARANCE_M = 1.7;

/**
 * The same eye and direction, with the target on the ground that is seen in the middle: what follows then turns and
 * zooms around what the person looks at. An eye below the ground is lifted.
 * @param meet how far along a ray the ground is met, in lengths of its direction
 * @param heightAt height of the ground above the lowest building [m]
 */
export function onGround(
  pose: CameraPose,
  meet: (origin: Vector, direction: Vector) => number,
  heightAt: (east: number, north: number) => number,
): CameraPose {
  const { position, direction } = cameraFrame(pose);
  const lift = heightAt(position[0], position[1]) + EYE_CLEARANCE_M - position[2];
  if (lift > 0) return { ...pose, up_m: (pose.up_m ?? 0) + lift };
  const distance_m = meet(position, direction);
  if (!(distance_m >= MIN_DISTANCE_M && distance_m < pose.distance_m * 12)) return pose;
  return {
    ...pose,
    distance_m,
    east_m: position[0] + direction[0] * distance_m,
    north_m: position[1] + direction[1] * distance_m,
    up_m: position[2] + direction[2] * distance_m,
  };
}

/** Metres per pixel at the target. */
export function groundResolution(pose: CameraPose, lens: Lens): number {
  return (2 * pose.distance_m * Math.tan(lens.fovy_rad / 2)) / lens.height;
}

/** Moves the ground with the pointer from one pixel to another. */
export function panPose(pose: CameraPose, lens: Lens, from: readonly [number, number], to: readonly [number, number]): CameraPose {
  const start = groundPoint(pose, lens, ...from);
  const end = groundPoint(pose, lens, ...to);
  if (start && end) return { ...pose, east_m: pose.east_m + start[0] - end[0], north_m: pose.north_m + start[1] - end[1] };
  return shiftPose(pose, groundResolution(pose, lens) * (from[0] - to[0]), groundResolution(pose, lens) * (to[1] - from[1]));
}

/** Moves the target to the right and forward as seen [m]. */
export function shiftPose(pose: CameraPose, right_m: number, forward_m: number): CameraPose {
  const heading = (pose.heading_deg * Math.PI) / 180;
  const [sin, cos] = [Math.sin(heading), Math.cos(heading)];
  return { ...pose, east_m: pose.east_m + right_m * cos + forward_m * sin, north_m: pose.north_m - right_m * sin + forward_m * cos };
}

/** Comes closer (factor < 1) to what is drawn at a pixel, which stays where it is. */
export function zoomPose(pose: CameraPose, lens: Lens, factor: number, x: number, y: number): CameraPose {
  const distance_m = clamp(pose.distance_m * factor, MIN_DISTANCE_M, MAX_DISTANCE_M);
  const applied = distance_m / pose.distance_m;
  const point = groundPoint(pose, lens, x, y);
  if (!point) return { ...pose, distance_m };
  return {
    ...pose,
    distance_m,
    east_m: point[0] + (pose.east_m - point[0]) * applied,
    north_m: point[1] + (pose.north_m - point[1]) * applied,
  };
}

/** Turns around the target. */
export function orbitPose(pose: CameraPose, headingBy_deg: number, tiltBy_deg: number): CameraPose {
  return { ...pose, heading_deg: pose.heading_deg + headingBy_deg, tilt_deg: pose.tilt_deg + tiltBy_deg };
}

/** A pose on the way between two, 0..1: distances change by equal factors, headings the short way round. */
export function blendPoses(from: CameraPose, to: CameraPose, part: number): CameraPose {
  const turn = ((((to.heading_deg - from.heading_deg) % 360) + 540) % 360) - 180;
  const mix = (a: number, b: number): number => a + (b - a) * part;
  return {
    east_m: mix(from.east_m, to.east_m),
    north_m: mix(from.north_m, to.north_m),
    distance_m: from.distance_m * (to.distance_m / from.distance_m) ** part,
    heading_deg: from.heading_deg + turn * part,
    tilt_deg: mix(from.tilt_deg, to.tilt_deg),
    ...(from.up_m === undefined && to.up_m === undefined ? {} : { up_m: mix(from.up_m ?? 0, to.up_m ?? 0) }),
  };
}

/** Slow start and slow end. */
export function ease(part: number): number {
  return part * part * part * (part * (6 * part - 15) + 10);
}
