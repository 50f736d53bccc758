/** What lies under a pixel of a scene: buildings, elements, the ground. */
import { Matrix4 } from '@cesium/engine';
import { buildingsInBox, type ScreenBox } from './boxSelect.ts';
import { type CameraFrame, pixelDirection, type Vector } from './cameraRig.ts';
import { cutTest } from './cut.ts';
import { type ElementHit, pickElement } from './elementPick.ts';
import { meetGround } from './ground.ts';
import { Projection } from './projection.ts';
import { type Hit, pickRay } from './rayPick.ts';
import type { SceneState } from './sceneState.ts';
import type { SurfacePoint } from './viewTool.ts';

/** The ground farther off than this many camera distances is not meant. */
const GROUND_REACH = 12;
/** An element behind a wall by less than this is still picked: lines lie at the foot of walls [m]. */
const BEHIND_WALL_M = 1;

export class ScenePicking {
  private readonly state: SceneState;

  constructor(state: SceneState) {
    this.state = state;
  }

  /** From local metres to the canvas; null without a district. */
  projection(): Projection | null {
    const { loaded, widget, view } = this.state;
    return loaded && Projection.of(widget.camera, loaded.localToFixed, view.lens());
  }

  private ray(x: number, y: number): { readonly origin: Vector; readonly direction: Vector; readonly frame: CameraFrame } {
    const frame = this.state.eye();
    return { origin: frame.position, direction: pixelDirection(this.state.view.pose, this.state.view.lens(), x, y), frame };
  }

  building(x: number, y: number): Hit | null {
    const { loaded, layers, cut } = this.state;
    if (!loaded || !layers.buildings) return null;
    return pickRay(loaded.mesh, this.ray(x, y), cutTest(cut, loaded.bounds_m));
  }

  surfaceAt(x: number, y: number): SurfacePoint | null {
    const hit = this.building(x, y);
    if (!hit) return null;
    const { origin, direction } = this.ray(x, y);
    return {
      building: hit.building,
      surface: hit.surface,
      point: along(origin, direction, hit.distance),
      lift_m: this.state.loaded?.lifts_m?.[hit.building] ?? 0,
    };
  }

  groundAt(x: number, y: number): Vector | null {
    const { loaded, view } = this.state;
    if (!loaded) return null;
    const surface = this.building(x, y);
    const { origin, direction } = this.ray(x, y);
    const ground = meetGround(loaded.ground, origin, direction, view.pose.distance_m * GROUND_REACH);
    const nearest = Math.min(ground, surface?.distance ?? Infinity);
    return nearest < Infinity ? along(origin, direction, nearest) : null;
  }

  /** A tree, line or point that no building hides. */
  element(x: number, y: number, building: Hit | null): ElementHit | null {
    const { loaded, layers } = this.state;
    const projection = this.projection();
    if (!loaded || !projection || layers.elements === false) return null;
    const { origin, direction } = this.ray(x, y);
    const length = Math.hypot(...direction);
    const unit: Vector = [direction[0] / length, direction[1] / length, direction[2] / length];
    const hit = pickElement(loaded.standing, projection, { origin, unit }, x, y);
    return hit && hit.distance_m < (building ? building.distance * length : Infinity) + BEHIND_WALL_M ? hit : null;
  }

  inBox(box: ScreenBox): number[] {
    const { loaded, widget, view } = this.state;
    if (!loaded) return [];
    const toEye = Matrix4.multiplyTransformation(widget.camera.viewMatrix, loaded.localToFixed, new Matrix4());
    const toClip = Matrix4.multiply(widget.camera.frustum.projectionMatrix, toEye, new Matrix4());
    return buildingsInBox(loaded.mesh, Matrix4.toArray(toClip), view.lens(), box);
  }
}

function along(origin: Vector, direction: Vector, distance: number): Vector {
  return [origin[0] + direction[0] * distance, origin[1] + direction[1] * distance, origin[2] + direction[2] * distance];
}
