/**
 * The district on Cesium: buildings coloured per surface, ground, sky, sun and camera.
 * Knows nothing of the store; everything comes in through methods and goes out through events.
 */
import './cesiumBase.ts';
import { Cartesian3, type CesiumWidget, Color, DirectionalLight, type ImageryLayer, Matrix4, type Model, ShadowMode } from '@cesium/engine';
import { nextTask } from '../workers/nextTask.ts';
import { BoxOverlay } from './boxOverlay.ts';
import { buildingsInBox, type ScreenBox } from './boxSelect.ts';
import { type CameraPose, cameraFrame, type Insets, orbitPose, pixelDirection } from './cameraRig.ts';
import { readDistrictMesh } from './districtMesh.ts';
import { addDistrict, addEdges, addSurroundings, type DrawnDistrict, removeDistrict } from './drawnDistrict.ts';
import type { Graphics } from './graphics.ts';
import { compileShaders, modelFromGlb, modelReady } from './models.ts';
import { type Hit, pickRay } from './rayPick.ts';
import { SceneryWorker } from './sceneryWorker.ts';
import { SelectionEdges } from './selectionEdges.ts';
import { StageShaders, stageGlb } from './stage.ts';
import { ACCENT_HEX, BACKDROP_HEX, STAGE_COLOURS, type StageTheme } from './stageColours.ts';
import { dayShare, sunDirection } from './sunLight.ts';
import { ViewCamera } from './viewCamera.ts';
import type { DistrictSceneEvents, ViewedDistrict, ViewLayers } from './viewContract.ts';
import { ViewFraming } from './viewFraming.ts';
import { type PointerTool, ViewPointer } from './viewPointer.ts';
import { createWidget, fitShadows, worldImagery } from './widget.ts';

/** Beyond this distance the globe replaces the plain ground [m]. */
const GLOBE_FROM_M = 25_000;
/** Approach to a new district [ms]. */
const APPROACH_MS = 1_400;
/** Lines fade out at this distance, where they would only darken [m]. */
const EDGE_FADE_M = 1_500;
/** Sun of a district whose place is unknown: a summer morning, from the south-east. */
const FREE_SUN = [0.4, -0.5, 0.77] as const;

interface SceneOptions {
  readonly label: string;
  readonly theme: StageTheme;
  /** Another view leads its camera. */
  readonly follows?: boolean;
}

export class DistrictScene {
  private readonly widget: CesiumWidget;
  private readonly view: ViewCamera;
  private readonly framing: ViewFraming;
  private readonly events: DistrictSceneEvents;
  private readonly pointer: ViewPointer;
  private readonly box: BoxOverlay;
  private readonly stageShaders = new StageShaders();
  private readonly graphics: Graphics;
  private readonly outlines = new SelectionEdges();
  private readonly worker: SceneryWorker;
  private stage: Model | null = null;
  private imagery: ImageryLayer | null = null;
  private loaded: DrawnDistrict | null = null;
  private loading = 0;
  private waitingForModels = 0;
  private frame = Matrix4.clone(Matrix4.IDENTITY);
  private colours: Uint8Array | null = null;
  private selection: readonly number[] = [];
  private surface: number | null = null;
  private sun = { hour: 12, timeZone_h: 0 };
  private layers: ViewLayers = { buildings: true, imagery: true, shadows: false, surroundings: true };
  private theme: StageTheme = 'light';
  private hoverAt: readonly [number, number] | null = null;
  private hovered: number | null = null;
  private hoverQueued = false;
  private readonly follows: boolean;
  private destroyed = false;

  /**
   * @param container an empty element with a size; its children belong to the scene until `destroy`
   * @throws Error where WebGL2 is missing
   */
  constructor(container: HTMLElement, events: DistrictSceneEvents, options: SceneOptions) {
    this.events = events;
    const { widget, graphics } = createWidget(container);
    this.widget = widget;
    this.graphics = graphics;
    const { scene, canvas } = widget;
    this.follows = options.follows ?? false;
    this.view = new ViewCamera(widget.camera, canvas);
    this.framing = new ViewFraming(this.view, this.follows, (pose, duration_ms) => this.flyTo(pose, duration_ms));
    scene.preUpdate.addEventListener(() => this.onFrame());
    scene.renderError.addEventListener((_: unknown, error: unknown) =>
      events.onError(error instanceof Error ? error.message : String(error)),
    );
    scene.primitives.add(this.outlines.lines);

    canvas.setAttribute('aria-label', options.label);
    this.box = new BoxOverlay(container);
    this.worker = new SceneryWorker(events.onError);
    this.pointer = new ViewPointer(canvas, this.pointerTarget());

    this.setTheme(options.theme);
    void this.addStage();
  }

  private async addStage(): Promise<void> {
    await this.whileLoading(async () => {
      const stage = await modelFromGlb(stageGlb(), {
        customShader: this.stageShaders.stage,
        shadows: ShadowMode.RECEIVE_ONLY,
        backFaceCulling: false,
        cull: false,
      });
      if (this.destroyed) return stage.destroy();
      this.stage = this.widget.scene.primitives.add(stage);
      await modelReady(stage);
      this.placeCamera();
      await compileShaders(this.widget.scene, this.stageShaders.surroundings);
    });
  }

  /** Frames are drawn as long as something loads: Cesium works on models only while it draws. */
  private async whileLoading(work: () => Promise<void>): Promise<void> {
    this.waitingForModels++;
    try {
      await work();
    } catch (error) {
      if (!this.destroyed) this.events.onError(error instanceof Error ? error.message : String(error));
    } finally {
      this.waitingForModels--;
      this.requestRender();
    }
  }

  private requestRender(): void {
    if (!this.destroyed) this.widget.scene.requestRender();
  }

  /** Shows another district and flies to it; the old one stays until the new one can be drawn. */
  async setDistrict(district: ViewedDistrict | null): Promise<void> {
    const turn = ++this.loading;
    if (!district) {
      this.removeLoaded();
      return;
    }
    await this.whileLoading(async () => {
      const mesh = readDistrictMesh(district.glb);
      await nextTask();
      if (this.destroyed || turn !== this.loading) return;
      if (mesh.buildingCount === 0) {
        this.removeLoaded();
        this.events.onReady(this.graphics.software);
        return;
      }
      const { scene } = this.widget;
      const drawn = await addDistrict(scene, district, mesh);
      // Out of the frame that made the model ready: both together would hold the window up.
      await nextTask();
      if (this.destroyed) return;
      if (turn !== this.loading) {
        removeDistrict(scene, drawn);
        return;
      }
      this.removeLoaded();
      this.loaded = drawn;
      this.frame = drawn.frame;
      this.framing.setDistrict(mesh, district.bounds_m);
      this.stageShaders.setShade(null);
      this.applyAll();
      this.arrive();
      this.widget.scene.postRender.addEventListener(this.announceReady);
      void this.addScenery(drawn);
    });
  }

  private readonly announceReady = (): void => {
    this.widget.scene.postRender.removeEventListener(this.announceReady);
    // For scripts/benchScreen.mjs and for the profiler of the browser.
    performance.mark('district-drawn');
    this.events.onReady(this.graphics.software);
  };

  /** Edges and ground shade follow when the worker has them. */
  private async addScenery(loaded: DrawnDistrict): Promise<void> {
    await nextTask();
    if (this.destroyed || this.loaded !== loaded) return;
    const scenery = await this.worker.prepare(loaded.district);
    if (this.destroyed || this.loaded !== loaded) return;
    loaded.scenery = scenery;
    if (scenery.shade) this.stageShaders.setShade(scenery.shade);
    this.drawOutlines();
    await this.whileLoading(async () => {
      await addSurroundings(this.widget.scene, loaded, scenery, this.stageShaders.surroundings);
      await addEdges(this.widget.scene, loaded, scenery);
      this.placeCamera();
    });
  }

  private removeLoaded(): void {
    if (this.loaded) removeDistrict(this.widget.scene, this.loaded);
    this.loaded = null;
    this.hovered = null;
    this.outlines.clear();
    this.requestRender();
  }

  /** Red, green, blue and mark per row of the surface table, as `surfaceColours` makes them. */
  setColours(rgba: Uint8Array | null): void {
    this.colours = rgba;
    this.uploadColours();
  }

  private uploadColours(): void {
    const { loaded, colours } = this;
    if (!loaded || !colours || colours.length !== loaded.district.surfaces.count * 4) return;
    loaded.shaders.setColours(colours, loaded.district.surfaces.building, this.selection);
    this.requestRender();
  }

  setSelection(buildings: readonly number[], surface: number | null): void {
    this.selection = buildings;
    this.surface = surface;
    this.loaded?.shaders.setSurface(surface);
    this.uploadColours();
    this.drawOutlines();
  }

  private drawOutlines(): void {
    const scenery = this.loaded?.scenery;
    if (scenery) this.outlines.draw(scenery, this.selection, ACCENT_HEX[this.theme]);
    this.requestRender();
  }

  setHovered(building: number | null): void {
    this.hovered = building;
    this.loaded?.shaders.setHovered(building);
    this.widget.canvas.style.cursor = building === null ? '' : 'pointer';
    this.requestRender();
  }

  /** @param hour of the year in local standard time, 0..8759 */
  setSun(hour: number, timeZone_h: number): void {
    this.sun = { hour, timeZone_h };
    this.applySun();
  }

  private applySun(): void {
    const up = Matrix4.multiplyByPointAsVector(this.frame, Cartesian3.UNIT_Z, new Cartesian3());
    const placed = this.loaded?.district.origin;
    const sun = placed
      ? sunDirection(this.sun.hour, this.sun.timeZone_h)
      : unit(Matrix4.multiplyByPointAsVector(this.frame, new Cartesian3(...FREE_SUN), new Cartesian3()));
    const day = dayShare(Cartesian3.dot(sun, up));
    this.widget.scene.light = new DirectionalLight({ direction: Cartesian3.negate(sun, new Cartesian3()) });
    this.loaded?.shaders.setLight({ sun, day });
    this.stageShaders.setLight(day, sun, this.frame);
    this.requestRender();
  }

  setLayers(layers: ViewLayers): void {
    this.layers = layers;
    this.placeCamera();
  }

  /** What panels cover of the view; "home" fits the district into the rest. */
  setInsets(insets: Insets): void {
    this.framing.setInsets(insets);
    this.requestRender();
  }

  setPointerTool(tool: PointerTool): void {
    this.pointer.tool = tool;
    this.widget.container.classList.toggle('is-box-select', tool === 'box-select');
  }

  setTheme(theme: StageTheme): void {
    this.theme = theme;
    const colours = STAGE_COLOURS[theme];
    const backdrop = Color.fromCssColorString(BACKDROP_HEX[theme]);
    this.widget.scene.backgroundColor = backdrop;
    if (this.widget.scene.globe) this.widget.scene.globe.baseColor = backdrop;
    this.stageShaders.setColours(colours);
    this.loaded?.shaders.setStage(colours);
    this.drawOutlines();
    this.requestRender();
  }

  setLabel(label: string): void {
    this.widget.canvas.setAttribute('aria-label', label);
  }

  private applyAll(): void {
    const { loaded } = this;
    if (!loaded) return;
    loaded.shaders.setStage(STAGE_COLOURS[this.theme]);
    loaded.shaders.setSurface(this.surface);
    this.applySun();
    this.uploadColours();
  }

  /** To a new district: a short approach, or at once where motion is unwanted or drawing is slow. */
  private arrive(): void {
    const pose = this.framing.arrival();
    if (!pose) return;
    if (this.follows) {
      this.setCamera(pose);
      return;
    }
    this.view.jump(this.movesAtOnce() ? pose : { ...orbitPose(pose, -28, -20), distance_m: pose.distance_m * 2.4 });
    this.flyTo(pose, APPROACH_MS);
  }

  flyHome(): void {
    this.framing.flyHome();
  }

  flyToBuildings(rows: readonly number[]): void {
    this.framing.flyToBuildings(rows);
  }

  /** As another view stands; not told as a move of this one. */
  setCamera(pose: CameraPose): void {
    this.framing.left(pose);
    this.view.jump(pose);
    this.placeCamera();
  }

  private movesAtOnce(): boolean {
    return this.graphics.software || matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  private flyTo(pose: CameraPose, duration_ms: number): void {
    if (!this.movesAtOnce()) {
      this.view.fly(pose, duration_ms);
      this.requestRender();
      return;
    }
    this.move(pose);
  }

  /** By this view's own doing. */
  private move(pose: CameraPose): void {
    this.view.jump(pose);
    this.placeCamera();
    this.events.onCamera?.(this.view.pose);
  }

  private onFrame(): void {
    if (this.waitingForModels > 0) this.widget.scene.requestRender();
    this.framing.adapt(this.selection);
    if (!this.view.step()) return;
    this.placeCamera();
    this.events.onCamera?.(this.view.pose);
  }

  /** Sets camera, depth range, ground and globe for the current pose. */
  private placeCamera(): void {
    if (this.destroyed) return;
    const { scene, camera } = this.widget;
    const { bounds_m } = this.loaded?.district ?? { bounds_m: [-100, -100, 0, 100, 100, 0] as const };
    const { frame, loaded, view } = this;
    const far = view.pose.distance_m > GLOBE_FROM_M && loaded?.district.origin != null;
    view.place(frame, bounds_m, far);
    const { pose } = view;
    if (scene.globe) scene.globe.show = far;
    // Asked for when the globe first comes into view.
    if (far && this.layers.imagery && !this.imagery) {
      this.imagery = worldImagery();
      scene.imageryLayers.add(this.imagery);
    }
    if (this.imagery) this.imagery.show = this.layers.imagery;
    if (this.stage) {
      this.stage.show = !far;
      this.stage.modelMatrix = this.stageShaders.place(frame, view.stageRadius(bounds_m), pose, this.groundBelow_m());
    }
    fitShadows(scene, this.layers.shadows && !far, pose.distance_m);
    if (loaded) {
      loaded.faces.show = this.layers.buildings;
      if (loaded.surroundings) loaded.surroundings.show = this.layers.surroundings && !far;
      if (loaded.edges) loaded.edges.show = this.layers.buildings && pose.distance_m < EDGE_FADE_M * 3;
      this.outlines.lines.show = this.layers.buildings;
      this.outlines.place(camera, loaded.localToFixed);
      const [east, north, up] = cameraFrame(pose).position;
      const eye = new Cartesian3(east, up + bounds_m[2], -north);
      loaded.shaders.setEye(eye, EDGE_FADE_M);
      this.stageShaders.setEye(eye);
    }
    this.requestRender();
  }

  /** Terrain that reaches below the buildings must not lie under the plain ground. */
  private groundBelow_m(): number {
    return this.layers.surroundings ? (this.loaded?.scenery?.surroundings?.below_m ?? 0) : 0;
  }

  private pickAt(x: number, y: number): Hit | null {
    if (!this.loaded || !this.layers.buildings) return null;
    const { mesh, district } = this.loaded;
    const { position } = cameraFrame(this.view.pose);
    const origin = [position[0], position[1], position[2] + district.bounds_m[2]] as const;
    return pickRay(mesh, { origin, direction: pixelDirection(this.view.pose, this.view.lens(), x, y) });
  }

  private selectBox(box: ScreenBox, additive: boolean): void {
    if (!this.loaded) return;
    const { camera } = this.widget;
    const toEye = Matrix4.multiplyTransformation(camera.viewMatrix, this.loaded.localToFixed, new Matrix4());
    const toClip = Matrix4.multiply(camera.frustum.projectionMatrix, toEye, new Matrix4());
    const { width, height } = this.view.lens();
    this.events.onBoxSelect(buildingsInBox(this.loaded.mesh, Matrix4.toArray(toClip), { width, height }, box), additive);
  }

  /** At most one pick per frame, of the last place the pointer was. */
  private queueHover(at: readonly [number, number] | null): void {
    this.hoverAt = at;
    if (this.hoverQueued) return;
    this.hoverQueued = true;
    requestAnimationFrame(() => {
      this.hoverQueued = false;
      if (this.destroyed) return;
      const building = this.hoverAt ? (this.pickAt(...this.hoverAt)?.building ?? null) : null;
      if (building !== this.hovered) this.events.onHover(building);
    });
  }

  private pointerTarget(): ConstructorParameters<typeof ViewPointer>[1] {
    return {
      pose: () => this.view.pose,
      lens: () => this.view.lens(),
      setPose: (pose) => {
        this.framing.left();
        this.move(pose);
      },
      click: (x, y, additive) => {
        const hit = this.pickAt(x, y);
        if (hit) this.events.onPick(hit.building, hit.surface, additive);
        else if (!additive) this.events.onClear();
      },
      hover: (at) => this.queueHover(at),
      showBox: (box) => this.box.show(box),
      boxSelect: (box, additive) => this.selectBox(box, additive),
      flyHome: () => this.flyHome(),
      clear: () => this.events.onClear(),
    };
  }

  /** The current picture as PNG, without panels. */
  async renderPng(): Promise<Blob> {
    const { scene, canvas } = this.widget;
    scene.requestRender();
    scene.render();
    // Read in the same task: the browser clears the drawing afterwards.
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be read back'))), 'image/png');
    });
  }

  /** Releases the graphics context and all listeners. */
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.pointer.dispose();
    this.worker.terminate();
    const gl = this.widget.canvas.getContext('webgl2');
    this.widget.destroy();
    // Browsers allow few contexts; without this one would live until the garbage is collected.
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    this.box.remove();
  }
}

function unit(vector: Cartesian3): Cartesian3 {
  return Cartesian3.normalize(vector, vector);
}
