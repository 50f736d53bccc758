/**
 * The district on Cesium: buildings coloured per surface, ground, sky, sun and camera.
 * Knows nothing of the store; everything comes in through methods and goes out through events.
 */
import './cesiumBase.ts';
import '@cesium/engine/Source/Widget/CesiumWidget.css';
import {
  Axis,
  buildModuleUrl,
  Cartesian3,
  CesiumWidget,
  Clock,
  Color,
  Credit,
  CreditDisplay,
  DirectionalLight,
  Globe,
  ImageryLayer,
  JulianDate,
  Material,
  Matrix4,
  Model,
  PerspectiveFrustum,
  PolylineCollection,
  ShadowMode,
  TileMapServiceImageryProvider,
  Transforms,
} from '@cesium/engine';
import type { LoadedDistrict } from '../workers/engineApi.ts';
import { buildingsInBox, type ScreenBox } from './boxSelect.ts';
import { BuildingShaders } from './buildingShader.ts';
import {
  blendPoses,
  boundsRadius,
  type CameraPose,
  cameraFrame,
  ease,
  homePose,
  type Insets,
  type Lens,
  limitPose,
  NO_INSETS,
  nearestDepth,
  orbitPose,
  pixelDirection,
} from './cameraRig.ts';
import { type DistrictMesh, facesGlb, readDistrictMesh } from './districtMesh.ts';
import { packGlb } from './glb.ts';
import { detectGraphics, type Graphics } from './graphics.ts';
import { type Hit, pickRay } from './rayPick.ts';
import type { Scenery, SceneryRequest } from './scenery.worker.ts';
import { StageShader, stageGlb } from './stage.ts';
import { ACCENT_HEX, BACKDROP_HEX, STAGE_COLOURS, type StageTheme } from './stageColours.ts';
import { dayShare, hourToDate, sunDirection } from './sunLight.ts';
import { type PointerTool, ViewPointer } from './viewPointer.ts';

/** What the view needs of a district. */
export type ViewedDistrict = Pick<LoadedDistrict, 'glb' | 'origin' | 'bounds_m'> & {
  readonly surfaces: Pick<LoadedDistrict['surfaces'], 'count' | 'building'>;
};

export interface ViewLayers {
  readonly buildings: boolean;
  readonly imagery: boolean;
  readonly shadows: boolean;
}

export interface DistrictSceneEvents {
  /** A surface was clicked. */
  onPick(building: number, surface: number, additive: boolean): void;
  /** Ground or sky was clicked, or Escape pressed. */
  onClear(): void;
  onHover(building: number | null): void;
  onBoxSelect(buildings: readonly number[], additive: boolean): void;
  /** The district is drawn, coloured and can be picked. */
  onReady(): void;
  onError(message: string): void;
}

/** Beyond this distance the globe replaces the plain ground [m]. */
const GLOBE_FROM_M = 25_000;
const FLIGHT_MS = 1_400;
/** A flight to one building ends no nearer than this [m]. */
const NEAREST_FLIGHT_M = 180;
/** Lines fade out at this distance, where they would only darken [m]. */
const EDGE_FADE_M = 1_500;
/** More edges than this are marked by colour only, not by thick lines. */
const MAX_THICK_EDGES = 6_000;
/** From the west and a little south: walls around a corner differ. */
const KEY_LIGHT = [-0.78, -0.5, 0.25] as const;
const SHADOW_BIAS = { depthBias: 0.0006, polygonOffsetFactor: 2.5, polygonOffsetUnits: 8 };
/** Shift of a point along its normal before it asks for shadow, per metre of camera distance. */
const SHADOW_OFFSET = 0.0024;
/** Sun of a district whose place is unknown: a summer morning, from the south-east. */
const FREE_SUN = [0.4, -0.5, 0.77] as const;

interface LoadedModel {
  readonly district: ViewedDistrict;
  readonly mesh: DistrictMesh;
  readonly shaders: BuildingShaders;
  readonly faces: Model;
  /** East, north, up [m] of the district to the globe. */
  readonly localToFixed: Matrix4;
  edges: Model | null;
  scenery: Scenery | null;
}

async function modelFromGlb(glb: Uint8Array<ArrayBuffer>, options: Omit<Parameters<typeof Model.fromGltfAsync>[0], 'url'>): Promise<Model> {
  const url = URL.createObjectURL(new Blob([glb], { type: 'model/gltf-binary' }));
  try {
    const model = await Model.fromGltfAsync({ ...options, url, forwardAxis: Axis.X, allowPicking: false, enablePick: false });
    // The shaders light the model themselves; the environment map would cost seconds in software.
    model.environmentMapManager.enabled = false;
    return model;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export class DistrictScene {
  private readonly widget: CesiumWidget;
  private readonly events: DistrictSceneEvents;
  private readonly pointer: ViewPointer;
  private readonly box: HTMLDivElement;
  private readonly stageShader = new StageShader();
  private readonly graphics: Graphics;
  private readonly thickEdges: PolylineCollection;
  private readonly worker = new Worker(new URL('./scenery.worker.ts', import.meta.url), { type: 'module' });
  private stage: Model | null = null;
  private imagery: ImageryLayer | null = null;
  private loaded: LoadedModel | null = null;
  private loading = 0;
  private waitingForModels = 0;
  private pose: CameraPose = { east_m: 0, north_m: 0, distance_m: 800, heading_deg: 330, tilt_deg: 56 };
  private flight: { readonly from: CameraPose; readonly to: CameraPose; readonly start: number } | null = null;
  private frame = Matrix4.clone(Matrix4.IDENTITY);
  private colours: Uint8Array | null = null;
  private selection: readonly number[] = [];
  private surface: number | null = null;
  private sun = { hour: 12, timeZone_h: 0 };
  private layers: ViewLayers = { buildings: true, imagery: true, shadows: false };
  private theme: StageTheme = 'light';
  private insets: Insets = NO_INSETS;
  private hoverAt: readonly [number, number] | null = null;
  private hovered: number | null = null;
  private hoverQueued = false;
  private destroyed = false;

  /**
   * @param container an empty element with a size; its children belong to the scene until `destroy`
   * @throws Error where WebGL2 is missing
   */
  constructor(container: HTMLElement, events: DistrictSceneEvents, options: { readonly label: string; readonly theme: StageTheme }) {
    this.events = events;
    CreditDisplay.cesiumCredit = new Credit('CesiumJS', true);
    const globe = new Globe();
    globe.show = false;
    globe.showGroundAtmosphere = false;
    globe.showWaterEffect = false;
    this.widget = new CesiumWidget(container, {
      clock: new Clock({ currentTime: JulianDate.fromDate(hourToDate(4_500, 0)), shouldAnimate: false }),
      globe,
      baseLayer: false,
      skyBox: false,
      skyAtmosphere: false,
      scene3DOnly: true,
      requestRenderMode: true,
      maximumRenderTimeChange: Infinity,
      msaaSamples: 1,
      showRenderLoopErrors: false,
      shadows: false,
      orderIndependentTranslucency: false,
      blurActiveElementOnCanvasFocus: false,
      creditContainer: document.createElement('div'),
      contextOptions: { webgl: { alpha: false, powerPreference: 'high-performance' } },
    });
    const { scene } = this.widget;
    this.graphics = detectGraphics(this.widget.canvas);
    const { software } = this.graphics;
    scene.msaaSamples = software ? 1 : 4;
    this.widget.useBrowserRecommendedResolution = software;
    scene.screenSpaceCameraController.enableInputs = false;
    scene.logarithmicDepthBuffer = false;
    scene.farToNearRatio = 20_000;
    scene.fog.enabled = false;
    scene.highDynamicRange = false;
    scene.postProcessStages.fxaa.enabled = software;
    // Cesium's own bias suits terrain tiles; on plane walls and roofs it leaves stripes.
    this.setShadowBias(SHADOW_BIAS);
    scene.shadowMap.softShadows = true;
    scene.shadowMap.darkness = 0.62;
    scene.shadowMap.size = software ? 1024 : 2048;
    scene.preUpdate.addEventListener(() => this.onFrame());
    scene.renderError.addEventListener((_: unknown, error: unknown) =>
      events.onError(error instanceof Error ? error.message : String(error)),
    );
    this.thickEdges = scene.primitives.add(new PolylineCollection());

    const { canvas } = this.widget;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', options.label);
    canvas.style.touchAction = 'none';
    this.box = document.createElement('div');
    this.box.className = 'district-view-box';
    this.box.hidden = true;
    container.append(this.box);
    this.pointer = new ViewPointer(canvas, this.pointerTarget());

    this.setTheme(options.theme);
    this.worker.addEventListener('error', (event) => events.onError(event.message));
    void this.addStage();
  }

  /** Name of the graphics driver, and whether it is a software one. */
  get graphicsInfo(): { readonly renderer: string; readonly software: boolean } {
    return this.graphics;
  }

  private async addStage(): Promise<void> {
    await this.whileLoading(async () => {
      const stage = await modelFromGlb(stageGlb(), {
        customShader: this.stageShader.shader,
        shadows: ShadowMode.RECEIVE_ONLY,
        backFaceCulling: false,
        cull: false,
      });
      if (this.destroyed) return stage.destroy();
      this.stage = this.widget.scene.primitives.add(stage);
      await modelReady(stage);
      this.placeCamera();
      await this.warmUp();
    });
  }

  /** Draws one tiny triangle and line, so that the shaders of buildings are compiled before the first district comes. */
  private async warmUp(): Promise<void> {
    const shaders = new BuildingShaders(1, Cartesian3.UNIT_Z, Cartesian3.UNIT_X, 0);
    const ids = { values: new Float32Array(3) };
    const corner = (name: 'POSITION' | 'NORMAL') => ({ name, values: Float32Array.of(0, 0, 0, 0.01, 0, 0, 0, 0, 0.01) });
    const features = [
      { name: '_FEATURE_ID_0', ...ids },
      { name: '_FEATURE_ID_1', ...ids },
    ] as const;
    const faces = packGlb({
      attributes: [corner('POSITION'), corner('NORMAL'), ...features],
      indices: Uint32Array.of(0, 1, 2),
      mode: 4,
      featureCounts: [1, 1],
    });
    const edges = packGlb({ attributes: [corner('POSITION'), ...features], indices: Uint32Array.of(0, 1), mode: 1, featureCounts: [1, 1] });
    for (const [glb, options] of [
      [faces, { customShader: shaders.faces, backFaceCulling: false }],
      [edges, { customShader: shaders.edges, shadows: ShadowMode.DISABLED }],
    ] as const) {
      const model = await modelFromGlb(glb, { ...options, cull: false });
      if (this.destroyed) return void model.destroy();
      // Stays, unseen, as long as the scene: Cesium drops programs that nothing uses.
      this.widget.scene.primitives.add(model);
      await modelReady(model);
      await this.nextFrame();
      model.show = false;
    }
  }

  private nextFrame(): Promise<void> {
    return new Promise((resolve) => {
      const remove = this.widget.scene.postRender.addEventListener(() => {
        remove();
        resolve();
      });
    });
  }

  /** World imagery from the app's own files, asked for when the globe first comes into view. */
  private showImagery(): void {
    if (this.imagery) return;
    const tiles = TileMapServiceImageryProvider.fromUrl(buildModuleUrl('Assets/Textures/NaturalEarthII'));
    this.imagery = ImageryLayer.fromProviderAsync(tiles, { saturation: 0.35, brightness: 1.15 });
    this.widget.scene.imageryLayers.add(this.imagery);
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
      const { origin, bounds_m } = district;
      const place = Cartesian3.fromDegrees(origin?.lon_deg ?? 0, origin?.lat_deg ?? 0, 0);
      const ground = Transforms.eastNorthUpToFixedFrame(place);
      const localToFixed = Matrix4.multiplyByTranslation(ground, new Cartesian3(0, 0, -bounds_m[2]), new Matrix4());
      const direction = (v: readonly [number, number, number]): Cartesian3 =>
        unit(Matrix4.multiplyByPointAsVector(ground, new Cartesian3(...v), new Cartesian3()));
      const shaders = new BuildingShaders(district.surfaces.count, direction([0, 0, 1]), direction(KEY_LIGHT), bounds_m[2]);
      const faces = await modelFromGlb(facesGlb(mesh, district.surfaces.count), {
        modelMatrix: localToFixed,
        customShader: shaders.faces,
        backFaceCulling: false,
      });
      if (this.destroyed || turn !== this.loading) return void faces.destroy();
      faces.show = false;
      this.widget.scene.primitives.add(faces);
      await modelReady(faces);
      if (this.destroyed || turn !== this.loading) return void this.widget.scene.primitives.remove(faces);
      this.removeLoaded();
      this.loaded = { district, mesh, shaders, faces, localToFixed, edges: null, scenery: null };
      this.frame = ground;
      this.stageShader.setShade(null);
      this.applyAll();
      this.arrive();
      this.widget.scene.postRender.addEventListener(this.announceReady);
      void this.addScenery(this.loaded);
    });
  }

  private readonly announceReady = (): void => {
    this.widget.scene.postRender.removeEventListener(this.announceReady);
    this.events.onReady();
  };

  /** Edges and ground shade follow when the worker has them. */
  private async addScenery(loaded: LoadedModel): Promise<void> {
    const { glb, surfaces } = loaded.district;
    const scenery = await new Promise<Scenery>((resolve) => {
      const id = this.loading;
      const listen = (event: MessageEvent<Scenery>): void => {
        if (event.data.id !== id) return;
        this.worker.removeEventListener('message', listen);
        resolve(event.data);
      };
      this.worker.addEventListener('message', listen);
      this.worker.postMessage({ id, glb, surfaceCount: surfaces.count } satisfies SceneryRequest);
    });
    if (this.destroyed || this.loaded !== loaded) return;
    loaded.scenery = scenery;
    if (scenery.shade) this.stageShader.setShade(scenery.shade);
    this.drawThickEdges();
    await this.whileLoading(async () => {
      const edges = await modelFromGlb(scenery.edgesGlb, {
        modelMatrix: loaded.localToFixed,
        customShader: loaded.shaders.edges,
        shadows: ShadowMode.DISABLED,
      });
      if (this.destroyed || this.loaded !== loaded) return void edges.destroy();
      loaded.edges = this.widget.scene.primitives.add(edges);
      this.placeCamera();
      await modelReady(edges);
    });
  }

  private removeLoaded(): void {
    const { primitives } = this.widget.scene;
    if (this.loaded) {
      primitives.remove(this.loaded.faces);
      if (this.loaded.edges) primitives.remove(this.loaded.edges);
    }
    this.loaded = null;
    this.hovered = null;
    this.thickEdges.removeAll();
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
    this.drawThickEdges();
  }

  private drawThickEdges(): void {
    this.thickEdges.removeAll();
    const { loaded } = this;
    if (!loaded?.scenery) return;
    const { edgePositions, firstEdge } = loaded.scenery;
    let count = 0;
    for (const building of this.selection) count += firstEdge[building + 1]! - firstEdge[building]!;
    if (count > MAX_THICK_EDGES) {
      this.requestRender();
      return;
    }
    this.pullThickEdges();
    const point = (vertex: number): Cartesian3 =>
      new Cartesian3(edgePositions[vertex * 3]!, -edgePositions[vertex * 3 + 2]!, edgePositions[vertex * 3 + 1]!);
    const color = Color.fromCssColorString(ACCENT_HEX[this.theme]);
    for (const building of this.selection) {
      for (let edge = firstEdge[building]!; edge < firstEdge[building + 1]!; edge++) {
        this.thickEdges.add({
          positions: [point(edge * 2), point(edge * 2 + 1)],
          width: 3,
          material: Material.fromType('Color', { color }),
        });
      }
    }
    this.requestRender();
  }

  /** Thick lines lie a little nearer than the faces they bound, else both would flicker. */
  private pullThickEdges(): void {
    if (!this.loaded) return;
    const eye = this.widget.camera.positionWC;
    const away = Cartesian3.negate(eye, new Cartesian3());
    const pull = Matrix4.multiplyByUniformScale(Matrix4.fromTranslation(eye), 0.996, new Matrix4());
    const nearer = Matrix4.multiplyByTranslation(pull, away, pull);
    this.thickEdges.modelMatrix = Matrix4.multiply(nearer, this.loaded.localToFixed, new Matrix4());
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
    this.stageShader.setDay(day);
    this.requestRender();
  }

  setLayers(layers: ViewLayers): void {
    this.layers = layers;
    this.placeCamera();
  }

  /** What panels cover of the view; "home" fits the district into the rest. */
  setInsets(insets: Insets): void {
    this.insets = insets;
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
    this.stageShader.setColours(colours);
    this.loaded?.shaders.setStage(colours);
    this.drawThickEdges();
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

  private lens(): Lens {
    const { clientWidth, clientHeight } = this.widget.canvas;
    const { frustum } = this.widget.camera;
    const fovy_rad = frustum instanceof PerspectiveFrustum ? (frustum.fovy ?? 0.8) : 0.8;
    return { fovy_rad, width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
  }

  private home(): CameraPose | null {
    return (
      this.loaded &&
      homePose(boxCorners(this.loaded.mesh, this.loaded.district.bounds_m[2]), this.loaded.district.bounds_m, this.lens(), this.insets)
    );
  }

  /** To a new district: a short approach, or at once where motion is unwanted or drawing is slow. */
  private arrive(): void {
    const home = this.home();
    if (!home) return;
    this.pose = this.movesAtOnce() ? home : { ...orbitPose(home, -28, -20), distance_m: home.distance_m * 2.4 };
    this.flyTo(home);
  }

  flyHome(): void {
    const home = this.home();
    if (home) this.flyTo(home);
  }

  /** To some buildings, with their neighbours still in sight. */
  flyToBuildings(rows: readonly number[]): void {
    if (!this.loaded || rows.length === 0) return;
    const { mesh, district } = this.loaded;
    const pose = homePose(boxCorners(mesh, district.bounds_m[2], rows), district.bounds_m, this.lens(), this.insets);
    this.flyTo({ ...pose, distance_m: Math.max(pose.distance_m, NEAREST_FLIGHT_M) });
  }

  private movesAtOnce(): boolean {
    return this.graphics.software || matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  private flyTo(pose: CameraPose): void {
    if (this.movesAtOnce()) {
      this.flight = null;
      this.pose = pose;
      this.placeCamera();
      return;
    }
    this.flight = { from: this.pose, to: pose, start: performance.now() };
    this.requestRender();
  }

  private onFrame(): void {
    if (this.waitingForModels > 0) this.widget.scene.requestRender();
    if (!this.flight) return;
    const { from, to, start } = this.flight;
    const part = Math.min(1, (performance.now() - start) / FLIGHT_MS);
    this.pose = blendPoses(from, to, ease(part));
    if (part >= 1) this.flight = null;
    this.placeCamera();
  }

  /** Sets camera, depth range, ground and globe for the current pose. */
  private placeCamera(): void {
    if (this.destroyed) return;
    const { scene, camera } = this.widget;
    const { bounds_m } = this.loaded?.district ?? { bounds_m: [-100, -100, 0, 100, 100, 0] as const };
    this.pose = limitPose(this.pose, bounds_m);
    const { pose, frame, loaded } = this;
    const eye = cameraFrame(pose);
    const toFixed = (v: readonly [number, number, number], asDirection: boolean): Cartesian3 => {
      const from = new Cartesian3(...v);
      return asDirection ? Matrix4.multiplyByPointAsVector(frame, from, from) : Matrix4.multiplyByPoint(frame, from, from);
    };
    camera.setView({
      destination: toFixed(eye.position, false),
      orientation: { direction: toFixed(eye.direction, true), up: toFixed(eye.up, true) },
    });

    const placed = loaded?.district.origin != null;
    const far = pose.distance_m > GLOBE_FROM_M && placed;
    const radius = Math.max(pose.distance_m * 5, boundsRadius(bounds_m) * 4);
    const { frustum } = camera;
    if (frustum instanceof PerspectiveFrustum) {
      frustum.near = far ? pose.distance_m * 0.02 : nearestDepth(pose, this.lens().fovy_rad, bounds_m[5] - bounds_m[2]);
      frustum.far = far ? pose.distance_m + 1.3e7 : radius * 2.5 + pose.distance_m;
    }
    if (scene.globe) scene.globe.show = far;
    if (far && this.layers.imagery) this.showImagery();
    if (this.imagery) this.imagery.show = this.layers.imagery;
    if (this.stage) {
      this.stage.show = !far;
      // Slightly below zero, so that floors of buildings never flicker through.
      const centre = new Cartesian3(pose.east_m, pose.north_m, -0.05 - pose.distance_m * 1e-5);
      this.stage.modelMatrix = Matrix4.multiplyByUniformScale(
        Matrix4.multiplyByTranslation(frame, centre, new Matrix4()),
        radius,
        new Matrix4(),
      );
      this.stageShader.setPlace(radius, pose.east_m, pose.north_m);
    }
    scene.shadowMap.enabled = this.layers.shadows && !far;
    this.setShadowBias({ normalOffsetScale: Math.max(0.2, pose.distance_m * SHADOW_OFFSET) });
    scene.shadowMap.maximumDistance = Math.max(300, pose.distance_m * 2.2);
    if (loaded) {
      loaded.faces.show = this.layers.buildings;
      if (loaded.edges) loaded.edges.show = this.layers.buildings && pose.distance_m < EDGE_FADE_M * 3;
      this.thickEdges.show = this.layers.buildings;
      this.pullThickEdges();
      loaded.shaders.setEye(new Cartesian3(eye.position[0], eye.position[2] + bounds_m[2], -eye.position[1]), EDGE_FADE_M);
    }
    this.requestRender();
  }

  private setShadowBias(bias: object): void {
    const own: unknown = Reflect.get(this.widget.scene.shadowMap, '_primitiveBias');
    if (typeof own === 'object' && own !== null) Object.assign(own, bias);
  }

  private pickAt(x: number, y: number): Hit | null {
    if (!this.loaded || !this.layers.buildings) return null;
    const { mesh, district } = this.loaded;
    const { position } = cameraFrame(this.pose);
    const origin = [position[0], position[1], position[2] + district.bounds_m[2]] as const;
    return pickRay(mesh, { origin, direction: pixelDirection(this.pose, this.lens(), x, y) });
  }

  /** Building and surface drawn at a pixel of the canvas, or null. */
  pick(x: number, y: number): { readonly building: number; readonly surface: number } | null {
    return this.pickAt(x, y);
  }

  private selectBox(box: ScreenBox, additive: boolean): void {
    if (!this.loaded) return;
    const { camera } = this.widget;
    const toEye = Matrix4.multiplyTransformation(camera.viewMatrix, this.loaded.localToFixed, new Matrix4());
    const toClip = Matrix4.multiply(camera.frustum.projectionMatrix, toEye, new Matrix4());
    const { width, height } = this.lens();
    this.events.onBoxSelect(buildingsInBox(this.loaded.mesh, Matrix4.toArray(toClip), { width, height }, box), additive);
  }

  private showBox(box: ScreenBox | null): void {
    this.box.hidden = box === null;
    if (!box) return;
    const { style } = this.box;
    style.left = `${Math.min(box.x0, box.x1)}px`;
    style.top = `${Math.min(box.y0, box.y1)}px`;
    style.width = `${Math.abs(box.x1 - box.x0)}px`;
    style.height = `${Math.abs(box.y1 - box.y0)}px`;
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
      pose: () => this.pose,
      lens: () => this.lens(),
      setPose: (pose) => {
        this.flight = null;
        this.pose = pose;
        this.placeCamera();
      },
      click: (x, y, additive) => {
        const hit = this.pickAt(x, y);
        if (hit) this.events.onPick(hit.building, hit.surface, additive);
        else if (!additive) this.events.onClear();
      },
      hover: (at) => this.queueHover(at),
      showBox: (box) => this.showBox(box),
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
    this.widget.destroy();
    this.box.remove();
  }
}

function unit(vector: Cartesian3): Cartesian3 {
  return Cartesian3.normalize(vector, vector);
}

/** Two lower and two upper corners of each building, heights above the ground [m]. */
function boxCorners(mesh: DistrictMesh, ground_m: number, rows?: readonly number[]): Float32Array {
  const wanted = rows?.length ?? mesh.buildingCount;
  const corners = new Float32Array(wanted * 12);
  let count = 0;
  for (let i = 0; i < wanted; i++) {
    const at = (rows ? rows[i]! : i) * 6;
    const [west, south, east, north] = [mesh.boxes[at]!, mesh.boxes[at + 1]!, mesh.boxes[at + 3]!, mesh.boxes[at + 4]!];
    const low = mesh.boxes[at + 2]! - ground_m;
    const top = mesh.boxes[at + 5]! - ground_m;
    if (east >= west) corners.set([west, south, low, east, north, low, west, north, top, east, south, top], count++ * 12);
  }
  return corners.subarray(0, count * 12);
}

function modelReady(model: Model): Promise<void> {
  if (model.ready) return Promise.resolve();
  return new Promise((resolve, reject) => {
    model.readyEvent.addEventListener(() => resolve());
    model.errorEvent.addEventListener((error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
  });
}
