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
}

/** West, south, bottom, east, north, top [m]. */
export type Bounds = readonly [number, number, number, number, number, number];
export type Vector = readonly [number, number, number];

export interface CameraFrame {
  readonly position: Vector;
  readonly direction: Vector;
  readonly up: Vector;
}

/** Keeps the eye above the ground: at the smallest distance this tilt leaves it 1.7 m. */
const MAX_TILT_DEG = 86;
const MIN_DISTANCE_M = 25;
/** The whole globe fits. */
const MAX_DISTANCE_M = 2.4e7;
/** How far the target may leave the district, in radii of its bounds. */
const MAX_TARGET_RADII = 4;
const HOME_HEADING_DEG = 330;
const HOME_TILT_DEG = 56;

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
  };
}

/** The whole district, seen obliquely from the south-east. `aspect` is width through height. */
export function homePose(bounds: Bounds, fovy_rad: number, aspect: number): CameraPose {
  const fit = Math.min(1, aspect) * Math.tan(fovy_rad / 2);
  return limitPose(
    {
      east_m: (bounds[0] + bounds[3]) / 2,
      north_m: (bounds[1] + bounds[4]) / 2,
      distance_m: (boundsRadius(bounds) * 0.8) / fit,
      heading_deg: HOME_HEADING_DEG,
      tilt_deg: HOME_TILT_DEG,
    },
    bounds,
  );
}

/** Eye, view direction and up vector of a pose, as east, north, up. */
export function cameraFrame(pose: CameraPose): CameraFrame {
  const heading = (pose.heading_deg * Math.PI) / 180;
  const tilt = (pose.tilt_deg * Math.PI) / 180;
  const [sinH, cosH, sinT, cosT] = [Math.sin(heading), Math.cos(heading), Math.sin(tilt), Math.cos(tilt)];
  const direction: Vector = [sinH * sinT, cosH * sinT, -cosT];
  return {
    position: [
      pose.east_m - direction[0] * pose.distance_m,
      pose.north_m - direction[1] * pose.distance_m,
      -direction[2] * pose.distance_m,
    ],
    direction,
    up: [sinH * cosT, cosH * cosT, sinT],
  };
}

export interface Lens {
  readonly fovy_rad: number;
  readonly width: number;
  readonly height: number;
}

/** Direction through a pixel, as east, north, up; not normalised. */
export function pixelDirection(pose: CameraPose, lens: Lens, x: number, y: number): Vector {
  const { direction, up } = cameraFrame(pose);
  const right: Vector = [
    direction[1] * up[2] - direction[2] * up[1],
    direction[2] * up[0] - direction[0] * up[2],
    direction[0] * up[1] - direction[1] * up[0],
  ];
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
  const length = -position[2] / ray[2];
  if (length * Math.hypot(...ray) > pose.distance_m * 12) return null;
  return [position[0] + ray[0] * length, position[1] + ray[1] * length];
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
  };
}

/** Slow start and slow end. */
export function ease(part: number): number {
  return part * part * part * (part * (6 * part - 15) + 10);
}
