/** What the parts of a district scene share. Only {@link DistrictScene} and its parts write to it. */
import { type CesiumWidget, Matrix4 } from '@cesium/engine';
import { type Bounds, type CameraFrame, cameraFrame, type Vector } from './cameraRig.ts';
import type { Cut } from './cut.ts';
import type { DrawnDistrict } from './drawnDistrict.ts';
import { ElementShaders } from './elementShaders.ts';
import type { Graphics } from './graphics.ts';
import { StageShaders } from './stage.ts';
import type { StageTheme } from './stageColours.ts';
import type { ViewCamera } from './viewCamera.ts';
import type { ViewLayers } from './viewContract.ts';

/** Before the first district comes [m]. */
const NO_BOUNDS: Bounds = [-100, -100, 0, 100, 100, 0];

export class SceneState {
  readonly widget: CesiumWidget;
  readonly graphics: Graphics;
  readonly view: ViewCamera;
  readonly stageShaders = new StageShaders();
  readonly elementShaders = new ElementShaders();
  loaded: DrawnDistrict | null = null;
  frame = Matrix4.clone(Matrix4.IDENTITY);
  layers: ViewLayers = { buildings: true, imagery: true, shadows: false, surroundings: true };
  theme: StageTheme = 'light';
  selection: readonly number[] = [];
  cut: Cut | null = null;
  destroyed = false;

  constructor(widget: CesiumWidget, graphics: Graphics, view: ViewCamera) {
    this.widget = widget;
    this.graphics = graphics;
    this.view = view;
  }

  get bounds_m(): Bounds {
    return this.loaded?.bounds_m ?? NO_BOUNDS;
  }

  requestRender(): void {
    if (!this.destroyed) this.widget.scene.requestRender();
  }

  /** The eye in local metres, as buildings have them, and where it looks. */
  eye(): CameraFrame {
    const frame = cameraFrame(this.view.pose);
    const [east, north, up] = frame.position;
    return { ...frame, position: [east, north, up + this.bounds_m[2]] satisfies Vector };
  }
}
