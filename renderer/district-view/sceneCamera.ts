/** Where the camera of a scene stands, and what of the scene is shown from there. */
import { Cartesian3, type ImageryLayer, Matrix4, type Model } from '@cesium/engine';
import { type CameraPose, cameraFrame, onGround, orbitPose } from './cameraRig.ts';
import { meetGround } from './ground.ts';
import type { SceneState } from './sceneState.ts';
import type { SelectionEdges } from './selectionEdges.ts';
import { ViewFraming } from './viewFraming.ts';
import { fitShadows, worldImagery } from './widget.ts';

/** Beyond this distance the globe replaces the plain ground [m]. */
const GLOBE_FROM_M = 25_000;
/** Approach to a new district [ms]. */
const APPROACH_MS = 1_400;
/** Lines fade out at this distance, where they would only darken [m]. */
const EDGE_FADE_M = 1_500;

export class SceneCamera {
  readonly framing: ViewFraming;
  stage: Model | null = null;
  private readonly state: SceneState;
  private readonly outlines: SelectionEdges;
  private readonly follows: boolean;
  private readonly onCamera: (pose: CameraPose) => void;
  private imagery: ImageryLayer | null = null;

  constructor(state: SceneState, outlines: SelectionEdges, follows: boolean, onCamera: (pose: CameraPose) => void) {
    this.state = state;
    this.outlines = outlines;
    this.follows = follows;
    this.onCamera = onCamera;
    this.framing = new ViewFraming(state.view, follows, (pose, duration_ms) => this.flyTo(pose, duration_ms));
  }

  get pose(): CameraPose {
    return this.state.view.pose;
  }

  /** To a new district: a short approach, or at once where motion is unwanted or drawing is slow. */
  arrive(): void {
    const pose = this.framing.arrival();
    if (!pose) return;
    if (this.follows) {
      this.setPose(pose);
      return;
    }
    this.state.view.jump(this.movesAtOnce() ? pose : { ...orbitPose(pose, -28, -20), distance_m: pose.distance_m * 2.4 });
    this.flyTo(pose, APPROACH_MS);
  }

  /** The same place is drawn from another origin: the camera stays where it is on the globe. */
  moveOrigin(before: Matrix4, after: Matrix4): void {
    const moved = (pose: CameraPose): CameraPose => {
      const target = Matrix4.multiplyByPoint(before, new Cartesian3(pose.east_m, pose.north_m, 0), new Cartesian3());
      const { x, y } = Matrix4.multiplyByPoint(Matrix4.inverseTransformation(after, new Matrix4()), target, new Cartesian3());
      return { ...pose, east_m: x, north_m: y };
    };
    // What has grown since is not flown to: that would be a jump.
    this.framing.left();
    this.state.view.jump(moved(this.state.view.destination));
  }

  /** As another view stands, or as it was kept; not told as a move of this one. */
  setPose(pose: CameraPose): void {
    this.framing.left(pose);
    this.state.view.jump(pose);
    this.place();
  }

  /** By the person's hand: the target comes to lie on the ground that is seen. */
  movePose(pose: CameraPose): void {
    this.framing.left();
    this.move(this.groundedPose(pose));
  }

  private groundedPose(pose: CameraPose): CameraPose {
    const { loaded } = this.state;
    if (!loaded?.ground.grid || pose.distance_m > GLOBE_FROM_M) return pose;
    const { ground, bounds_m } = loaded;
    const base = bounds_m[2];
    return onGround(
      pose,
      (origin, direction) => meetGround(ground, [origin[0], origin[1], origin[2] + base], direction, pose.distance_m * 12),
      (east, north) => ground.heightAt(east, north) - base,
    );
  }

  private movesAtOnce(): boolean {
    return this.state.graphics.software || matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  private flyTo(pose: CameraPose, duration_ms: number): void {
    if (!this.movesAtOnce()) {
      this.state.view.fly(pose, duration_ms);
      this.state.requestRender();
      return;
    }
    this.move(pose);
  }

  /** By this view's own doing. */
  private move(pose: CameraPose): void {
    this.state.view.jump(pose);
    this.place();
    this.onCamera(this.pose);
  }

  /** Before each frame: goes on along a flight and follows the size of the canvas. */
  step(): void {
    this.framing.adapt(this.state.selection);
    if (!this.state.view.step()) return;
    this.place();
    this.onCamera(this.pose);
  }

  /** Sets camera, depth range, ground and globe for the current pose. */
  place(): void {
    const { state } = this;
    if (state.destroyed) return;
    const { loaded, view, layers, frame, bounds_m } = state;
    const { scene } = state.widget;
    const far = view.pose.distance_m > GLOBE_FROM_M && loaded?.district.origin != null;
    view.place(frame, bounds_m, far);
    const { pose } = view;
    if (scene.globe) scene.globe.show = far;
    // Asked for when the globe first comes into view.
    if (far && layers.imagery && !this.imagery) {
      this.imagery = worldImagery();
      scene.imageryLayers.add(this.imagery);
    }
    if (this.imagery) this.imagery.show = layers.imagery;
    if (this.stage) {
      this.stage.show = !far;
      this.stage.modelMatrix = state.stageShaders.place(frame, view.stageRadius(bounds_m), pose, this.groundBelow_m());
    }
    fitShadows(scene, layers.shadows && !far, pose.distance_m);
    this.showLayers(far);
    state.requestRender();
  }

  private showLayers(far: boolean): void {
    const { loaded, layers, bounds_m, widget, stageShaders, elementShaders } = this.state;
    if (!loaded) return;
    const { pose } = this;
    loaded.faces.show = layers.buildings;
    if (loaded.surroundings) loaded.surroundings.show = layers.surroundings && !far;
    if (loaded.terrain) loaded.terrain.show = !far;
    if (loaded.edges) loaded.edges.show = layers.buildings && pose.distance_m < EDGE_FADE_M * 3;
    for (const model of [loaded.trees, loaded.symbols]) if (model) model.show = layers.elements !== false && !far;
    this.outlines.lines.show = layers.buildings;
    this.outlines.place(widget.camera, loaded.localToFixed, pose.distance_m);
    const [east, north, up] = cameraFrame(pose).position;
    const eye = new Cartesian3(east, up + bounds_m[2], -north);
    loaded.shaders.setEye(eye, EDGE_FADE_M);
    stageShaders.setEye(eye);
    elementShaders.setEye(eye);
  }

  /** Ground that reaches below the buildings must not lie under the plain ground. */
  private groundBelow_m(): number {
    const { loaded, layers } = this.state;
    const terrain = loaded?.ground.grid ? Math.max(0, loaded.bounds_m[2] - loaded.ground.lowest_m) : 0;
    return Math.max(terrain, layers.surroundings ? (loaded?.scenery?.surroundings?.below_m ?? 0) : 0);
  }
}
