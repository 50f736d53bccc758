/** Keeps in sight what should be: the whole district at home, the middle when room changes, a picked building. */
import {
  type Bounds,
  type CameraPose,
  cameraFrame,
  groundPoint,
  homePose,
  type Insets,
  type Lens,
  NO_INSETS,
  nearestHome,
  panPose,
} from './cameraRig.ts';
import { boxCorners, type DistrictMesh } from './districtMesh.ts';
import type { ViewCamera } from './viewCamera.ts';

/** Flight to a place the person asked for [ms]. */
const FLIGHT_MS = 1_400;
/** Making room for a panel [ms]. */
const ADAPT_MS = 250;
/** A flight to some buildings ends no nearer than this [m]. */
const NEAREST_FLIGHT_M = 180;
/** Kept between a picked building and a panel [px]. */
const REVEAL_MARGIN_PX = 40;

/** The canvas and what panels cover of it. */
export interface Room {
  readonly lens: Lens;
  readonly insets: Insets;
}

interface Framed {
  readonly mesh: DistrictMesh;
  readonly bounds: Bounds;
}

function freeSize({ lens, insets }: Room): readonly [number, number] {
  return [Math.max(80, lens.width - insets.left - insets.right), Math.max(80, lens.height - insets.top - insets.bottom)];
}

function freeMiddle({ lens, insets }: Room): readonly [number, number] {
  return [(insets.left + lens.width - insets.right) / 2, (insets.top + lens.height - insets.bottom) / 2];
}

function sameLens(a: Lens, b: Lens): boolean {
  return a.width === b.width && a.height === b.height;
}

/** What is in the middle of the free part stays there; a smaller canvas shows about the same piece of ground. */
export function keepMiddle(pose: CameraPose, before: Room, after: Room): CameraPose {
  let distance_m = pose.distance_m;
  if (!sameLens(before.lens, after.lens)) {
    const [[w0, h0], [w1, h1]] = [freeSize(before), freeSize(after)];
    const perPixel = ({ lens }: Room): number => Math.tan(lens.fovy_rad / 2) / lens.height;
    // By the areas, so that going back and forth ends where it began.
    distance_m *= (perPixel(before) / perPixel(after)) * Math.sqrt((w0 * h0) / (w1 * h1));
  }
  const next = { ...pose, distance_m };
  const was = groundPoint(pose, before.lens, ...freeMiddle(before));
  const is = groundPoint(next, after.lens, ...freeMiddle(after));
  if (!was || !is) return next;
  return { ...next, east_m: next.east_m + was[0] - is[0], north_m: next.north_m + was[1] - is[1] };
}

/** How far to move so that from..to lies within low..high; none where it is longer. */
function shiftInto(from: number, to: number, low: number, high: number): number {
  if (to - from > high - low) return 0;
  return Math.max(0, low - from) - Math.max(0, to - high);
}

/**
 * Moves the ground just so far that points behind a panel come into the free part.
 * @param points east, north, up [m], three numbers each
 */
export function reveal(pose: CameraPose, { lens, insets }: Room, points: ArrayLike<number>): CameraPose {
  const { position, direction, up, right } = cameraFrame(pose);
  const scale = lens.height / 2 / Math.tan(lens.fovy_rad / 2);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 2 < points.length; i += 3) {
    const offset = [points[i]! - position[0], points[i + 1]! - position[1], points[i + 2]! - position[2]] as const;
    const along = (axis: readonly [number, number, number]): number => axis[0] * offset[0] + axis[1] * offset[1] + axis[2] * offset[2];
    const depth = along(direction);
    // Behind the eye: not a matter of a few pixels.
    if (depth <= 1) return pose;
    const x = lens.width / 2 + (along(right) / depth) * scale;
    const y = lens.height / 2 - (along(up) / depth) * scale;
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  }
  if (!(x1 >= x0)) return pose;
  const dx = shiftInto(x0, x1, insets.left + REVEAL_MARGIN_PX, lens.width - insets.right - REVEAL_MARGIN_PX);
  const dy = shiftInto(y0, y1, insets.top, lens.height - insets.bottom);
  if (dx === 0 && dy === 0) return pose;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return panPose(pose, lens, [x, y], [x + dx, y + dy]);
}

/** Where the camera of one view should go, and when it goes there by itself. */
export class ViewFraming {
  /** A follower's camera is another view's: it never moves by itself. */
  private readonly follows: boolean;
  private readonly camera: ViewCamera;
  private readonly fly: (pose: CameraPose, duration_ms: number) => void;
  private framed: Framed | null = null;
  private insets: Insets = NO_INSETS;
  private room: Room | null = null;
  private followed: CameraPose | null = null;
  /** The whole district was asked for and the person has not moved since. */
  private atHome = false;

  constructor(camera: ViewCamera, follows: boolean, fly: (pose: CameraPose, duration_ms: number) => void) {
    this.camera = camera;
    this.follows = follows;
    this.fly = fly;
  }

  setDistrict(mesh: DistrictMesh, bounds: Bounds): void {
    this.framed = { mesh, bounds };
  }

  setInsets(insets: Insets): void {
    this.insets = insets;
  }

  /** The person, or another view, moved the camera. */
  left(followed: CameraPose | null = null): void {
    this.atHome = false;
    this.followed = followed;
  }

  private corners(rows?: readonly number[]): Float32Array | null {
    return this.framed && boxCorners(this.framed.mesh, this.framed.bounds[2], rows);
  }

  private home(): CameraPose | null {
    const points = this.corners();
    return points && this.framed && nearestHome(points, this.framed.bounds, this.camera.lens(), this.insets);
  }

  /** Where a new district is first seen: a follower sees what its leader sees. */
  arrival(): CameraPose | null {
    if (this.follows) return this.followed;
    this.atHome = true;
    this.room = { lens: this.camera.lens(), insets: this.insets };
    return this.home();
  }

  flyHome(): void {
    const home = this.home();
    if (!home) return;
    this.atHome = true;
    this.fly(home, FLIGHT_MS);
  }

  /** To some buildings, with their neighbours still in sight. */
  flyToBuildings(rows: readonly number[]): void {
    const points = rows.length > 0 ? this.corners(rows) : null;
    if (!points || !this.framed) return;
    this.atHome = false;
    const pose = homePose(points, this.framed.bounds, this.camera.lens(), this.insets);
    this.fly({ ...pose, distance_m: Math.max(pose.distance_m, NEAREST_FLIGHT_M) }, FLIGHT_MS);
  }

  /** Called every frame: follows the size of the canvas and of the panels. */
  adapt(selection: readonly number[]): void {
    if (this.follows || !this.framed || !this.room) return;
    const before = this.room;
    const after: Room = { lens: this.camera.lens(), insets: this.insets };
    const resized = !sameLens(before.lens, after.lens);
    if (!resized && before.insets === after.insets) return;
    this.room = after;
    const { left, top, bottom } = before.insets;
    const shifted = left !== after.insets.left || top !== after.insets.top || bottom !== after.insets.bottom;
    const pose = this.camera.destination;
    let next = pose;
    if (resized || shifted) {
      const points = this.atHome ? this.corners() : null;
      // As it is turned now: the person may have lost the way otherwise.
      next = points ? homePose(points, this.framed.bounds, after.lens, after.insets, pose) : keepMiddle(pose, before, after);
    }
    const picked = selection.length > 0 ? this.corners(selection) : null;
    const shown = picked ? reveal(next, after, picked) : next;
    if (shown !== next) this.atHome = false;
    if (shown !== pose) this.fly(shown, ADAPT_MS);
  }
}
