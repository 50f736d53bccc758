/** Cesium's camera, driven by poses: set at once or flown to. */
import { type Camera, Cartesian3, Matrix4, PerspectiveFrustum } from '@cesium/engine';
import {
  type Bounds,
  blendPoses,
  boundsRadius,
  type CameraPose,
  cameraFrame,
  ease,
  type Lens,
  limitPose,
  nearestDepth,
  type Vector,
} from './cameraRig.ts';

/** Where the far side of the globe ends, beyond the target [m]. */
const GLOBE_DEPTH_M = 1.3e7;
/** Cesium's own before its first frame. */
const FIRST_FOVY_RAD = 0.8;

export class ViewCamera {
  pose: CameraPose = { east_m: 0, north_m: 0, distance_m: 800, heading_deg: 330, tilt_deg: 56 };
  private flight: { readonly from: CameraPose; readonly to: CameraPose; readonly start: number; readonly duration_ms: number } | null =
    null;
  private readonly camera: Camera;
  private readonly canvas: HTMLCanvasElement;

  constructor(camera: Camera, canvas: HTMLCanvasElement) {
    this.camera = camera;
    this.canvas = canvas;
  }

  lens(): Lens {
    const { frustum } = this.camera;
    const fovy_rad = frustum instanceof PerspectiveFrustum ? (frustum.fovy ?? FIRST_FOVY_RAD) : FIRST_FOVY_RAD;
    return { fovy_rad, width: Math.max(1, this.canvas.clientWidth), height: Math.max(1, this.canvas.clientHeight) };
  }

  /** Ends any flight. */
  jump(pose: CameraPose): void {
    this.flight = null;
    this.pose = pose;
  }

  /** Where a flight will end, or where the camera is. */
  get destination(): CameraPose {
    return this.flight?.to ?? this.pose;
  }

  fly(to: CameraPose, duration_ms: number): void {
    this.flight = { from: this.pose, to, start: performance.now(), duration_ms };
  }

  /** Moves on along a flight; false where there is none. */
  step(): boolean {
    if (!this.flight) return false;
    const { from, to, start, duration_ms } = this.flight;
    const part = Math.min(1, (performance.now() - start) / duration_ms);
    this.pose = blendPoses(from, to, ease(part));
    if (part >= 1) this.flight = null;
    return true;
  }

  /** Radius of the ground that must be drawn for this pose [m]. */
  stageRadius(bounds: Bounds): number {
    return Math.max(this.pose.distance_m * 5, boundsRadius(bounds) * 4);
  }

  /**
   * Puts the camera where the pose says.
   * @param frame east, north, up of the district to the globe
   * @param globe whether the globe is drawn instead of the plain ground
   */
  place(frame: Matrix4, bounds: Bounds, globe: boolean): void {
    this.pose = limitPose(this.pose, bounds);
    const { pose, camera } = this;
    const { position, direction, up } = cameraFrame(pose);
    const point = (v: Vector): Cartesian3 => Matrix4.multiplyByPoint(frame, new Cartesian3(...v), new Cartesian3());
    const axis = (v: Vector): Cartesian3 => Matrix4.multiplyByPointAsVector(frame, new Cartesian3(...v), new Cartesian3());
    camera.setView({ destination: point(position), orientation: { direction: axis(direction), up: axis(up) } });
    const { frustum } = camera;
    if (!(frustum instanceof PerspectiveFrustum)) return;
    frustum.near = globe ? pose.distance_m * 0.02 : nearestDepth(pose, this.lens().fovy_rad, bounds[5] - bounds[2]);
    frustum.far = globe ? pose.distance_m + GLOBE_DEPTH_M : this.stageRadius(bounds) * 2.5 + pose.distance_m;
  }
}
