/**
 * The district on Cesium: buildings coloured per surface, ground, sky, sun and camera, and what is drawn over them.
 * Knows nothing of the store; everything comes in through methods and goes out through events.
 */
import './cesiumBase.ts';
import { Cartesian3, Color, DirectionalLight, Matrix4 } from '@cesium/engine';
import { BoxOverlay } from './boxOverlay.ts';
import type { BuildingLabel } from './buildingLabels.ts';
import type { Side } from './buildingShader.ts';
import type { CameraPose, Insets, Vector } from './cameraRig.ts';
import type { ViewValues } from './colourSide.ts';
import type { Cut } from './cut.ts';
import { type FilmOptions, recordFilm } from './film.ts';
import { drawPicture, type PictureOptions, pngOf } from './picture.ts';
import { SceneCamera } from './sceneCamera.ts';
import { SceneInk } from './sceneInk.ts';
import { SceneLoading } from './sceneLoading.ts';
import { ScenePicking } from './scenePicking.ts';
import { SceneState } from './sceneState.ts';
import { SelectionEdges } from './selectionEdges.ts';
import type { SketchPrimitive } from './sketch.ts';
import { ACCENT_HEX, BACKDROP_HEX, STAGE_COLOURS, type StageTheme } from './stageColours.ts';
import { dayShare, sunDirection } from './sunLight.ts';
import { TilesLayer, type ViewedTiles } from './tiles/tilesLayer.ts';
import { ViewCamera } from './viewCamera.ts';
import type { DistrictSceneEvents, ViewColouring, ViewedDistrict, ViewLayers, ViewSwipe } from './viewContract.ts';
import { type PointerTool, ViewPointer } from './viewPointer.ts';
import type { SurfacePoint, ViewTool } from './viewTool.ts';
import { createWidget } from './widget.ts';

/** Sun of a district whose place is unknown: a summer morning, from the south-east. */
const FREE_SUN = [0.4, -0.5, 0.77] as const;

interface SceneOptions {
  readonly label: string;
  readonly theme: StageTheme;
  /** Another view leads its camera. */
  readonly follows?: boolean;
}

export class DistrictScene {
  private readonly state: SceneState;
  private readonly camera: SceneCamera;
  private readonly loading: SceneLoading;
  private readonly picking: ScenePicking;
  private readonly ink: SceneInk;
  private readonly tiles: TilesLayer;
  private readonly events: DistrictSceneEvents;
  private readonly pointer: ViewPointer;
  private readonly box: BoxOverlay;
  private readonly outlines = new SelectionEdges();
  private colouring: ViewColouring = { rgba: null, values: null };
  private swipe: ViewSwipe | null = null;
  private surface: number | null = null;
  private element: string | null = null;
  private sun = { hour: 12, timeZone_h: 0 };
  private hoverAt: readonly [number, number] | null = null;
  private hovered: number | null = null;
  private hoverQueued = false;

  /**
   * @param container an empty element with a size; its children belong to the scene until `destroy`
   * @throws Error where WebGL2 is missing
   */
  constructor(container: HTMLElement, events: DistrictSceneEvents, options: SceneOptions) {
    this.events = events;
    const { widget, graphics } = createWidget(container);
    const { scene, canvas } = widget;
    const state = new SceneState(widget, graphics, new ViewCamera(widget.camera, canvas));
    this.state = state;
    this.camera = new SceneCamera(state, this.outlines, options.follows ?? false, (pose) => events.onCamera?.(pose));
    this.picking = new ScenePicking(state);
    this.loading = new SceneLoading(state, this.camera, {
      removed: () => this.onRemoved(),
      added: (_, isSamePlace) => this.onAdded(isSamePlace),
      sceneryKnown: () => this.drawOutlines(),
      ready: () => events.onReady(graphics.software),
      error: events.onError,
    });
    scene.preUpdate.addEventListener(() => {
      if (this.loading.isWaiting) scene.requestRender();
      this.camera.step();
    });
    scene.renderError.addEventListener((_: unknown, error: unknown) =>
      events.onError(error instanceof Error ? error.message : String(error)),
    );
    scene.primitives.add(this.outlines.lines);
    this.ink = new SceneInk(container, state, this.picking);
    this.tiles = new TilesLayer(scene, { software: graphics.software, onError: events.onError });

    canvas.setAttribute('aria-label', options.label);
    this.box = new BoxOverlay(container);
    this.pointer = new ViewPointer(canvas, this.pointerTarget());

    this.setTheme(options.theme);
    void this.loading.addStage();
  }

  /** Shows another district and flies to it; the old one stays until the new one can be drawn. */
  setDistrict(district: ViewedDistrict | null): Promise<void> {
    return this.loading.load(district);
  }

  private onRemoved(): void {
    this.hovered = null;
    this.outlines.clear();
    this.ink.districtChanged();
  }

  private onAdded(isSamePlace: boolean): void {
    const { state } = this;
    const { loaded } = state;
    if (!loaded) return;
    this.camera.framing.setDistrict(loaded.mesh, loaded.bounds_m);
    loaded.shaders.setStage(STAGE_COLOURS[state.theme]);
    loaded.shaders.setSurface(this.surface);
    loaded.shaders.setSelection(state.selection);
    this.setSelectedElement(this.element);
    this.setCut(state.cut);
    this.applySun();
    this.applyColours();
    this.ink.districtChanged();
    if (isSamePlace) this.camera.place();
    else this.camera.arrive();
  }

  /** Colours of all surfaces: finished ones, or values that the graphics card looks up in a ramp. Values win. */
  setColours(colouring: ViewColouring): void {
    this.colouring = colouring;
    this.applySide(0, colouring);
    this.state.requestRender();
  }

  /** One column of values, e.g. of one hour: the quickest way to other colours. */
  setValues(values: Float32Array, domain: ViewValues['domain'], ramp: ViewValues['ramp'], of: ViewValues['of'] = 'buildings'): void {
    this.setColours({ ...this.colouring, values: { of, values, domain, ramp } });
  }

  /** What stands right of the divider, in other colours; null for one picture. */
  setSwipe(swipe: ViewSwipe | null): void {
    const before = this.swipe;
    this.swipe = swipe;
    if (swipe && (swipe.rgba !== before?.rgba || swipe.values !== before?.values)) this.applySide(1, swipe);
    this.state.loaded?.shaders.setSwipe(swipe?.share ?? null);
    this.state.requestRender();
  }

  private applyColours(): void {
    this.applySide(0, this.colouring);
    if (this.swipe) this.applySide(1, this.swipe);
    this.state.loaded?.shaders.setSwipe(this.swipe?.share ?? null);
    this.state.requestRender();
  }

  private applySide(side: Side, { rgba, values }: ViewColouring): void {
    const { loaded } = this.state;
    if (!loaded) return;
    const { count } = loaded.district.surfaces;
    // Colours of another district arrive before or after it: they wait.
    if (values && values.values.length === (values.of === 'buildings' ? loaded.mesh.buildingCount : count)) {
      loaded.shaders.setValues(values, side);
    } else if (rgba && rgba.length === count * 4) loaded.shaders.setColours(rgba, side);
  }

  setSelection(buildings: readonly number[], surface: number | null): void {
    const { state } = this;
    if (buildings !== state.selection) {
      state.selection = buildings;
      state.loaded?.shaders.setSelection(buildings);
      this.drawOutlines();
    }
    this.surface = surface;
    state.loaded?.shaders.setSurface(surface);
    state.requestRender();
  }

  /** Id of a tree, line or point. */
  setSelectedElement(id: string | null): void {
    this.element = id;
    const elements = this.state.loaded?.district.elements;
    const row = (list: readonly { readonly id: string }[] | undefined): number =>
      id === null || !list ? -1 : list.findIndex((element) => element.id === id);
    const point = row(elements?.points);
    const symbol = point >= 0 ? (elements?.lines.length ?? 0) + point : row(elements?.lines);
    this.state.elementShaders.setSelected({ tree: row(elements?.trees), symbol });
    this.state.requestRender();
  }

  private drawOutlines(): void {
    const { loaded, selection, theme } = this.state;
    if (loaded?.scenery) this.outlines.draw(loaded.scenery, selection, ACCENT_HEX[theme]);
    this.state.requestRender();
  }

  setHovered(building: number | null): void {
    this.hovered = building;
    this.state.loaded?.shaders.setHovered(building);
    if (!this.pointer.holdsTool) this.state.widget.canvas.style.cursor = building === null ? '' : 'pointer';
    this.state.requestRender();
  }

  /** @param hour of the year in local standard time, 0..8759 */
  setSun(hour: number, timeZone_h: number): void {
    this.sun = { hour, timeZone_h };
    this.applySun();
  }

  private applySun(): void {
    const { state } = this;
    const turned = (axis: Cartesian3): Cartesian3 => Matrix4.multiplyByPointAsVector(state.frame, axis, new Cartesian3());
    const up = turned(Cartesian3.UNIT_Z);
    const placed = state.loaded?.district.origin;
    const sun = placed ? sunDirection(this.sun.hour, this.sun.timeZone_h) : unit(turned(new Cartesian3(...FREE_SUN)));
    const day = dayShare(Cartesian3.dot(sun, up));
    state.widget.scene.light = new DirectionalLight({ direction: Cartesian3.negate(sun, new Cartesian3()) });
    state.loaded?.shaders.setLight({ sun, day });
    state.stageShaders.setLight(day, sun, state.frame);
    state.elementShaders.setLight(up, sun, day);
    state.requestRender();
  }

  setLayers(layers: ViewLayers): void {
    const { state } = this;
    const otherGround = (state.layers.terrain !== false) !== (layers.terrain !== false);
    state.layers = layers;
    this.tiles.setVisible(layers.tiles !== false);
    this.camera.place();
    if (otherGround) this.loading.reload();
  }

  /**
   * Shows 3D tiles around the district; null for none.
   * @throws Error where they cannot be opened
   */
  setTiles(tiles: ViewedTiles | null): Promise<void> {
    return this.tiles.show(tiles);
  }

  /** Leaves out what lies beyond; null for nothing. */
  setCut(cut: Cut | null): void {
    const { state } = this;
    state.cut = cut;
    state.loaded?.shaders.setCut(cut, state.bounds_m);
    state.elementShaders.setCut(cut, state.bounds_m);
    this.outlines.setCut(cut, state.bounds_m);
    this.drawOutlines();
  }

  /** Words on the selected and the largest buildings; null for none. */
  setLabels(label: BuildingLabel | null): void {
    this.ink.setLabel(label);
  }

  /** What a measuring tool draws. */
  setMeasures(measures: readonly SketchPrimitive[]): void {
    this.ink.setMeasures(measures);
  }

  /** What drawing tools show while a person works; replaces what was shown before. */
  setSketch(primitives: readonly SketchPrimitive[]): void {
    this.ink.setSketch(primitives);
  }

  /** Gives the pointer to a tool, or back to the camera. */
  setTool(tool: ViewTool | null): void {
    this.pointer.setHeld(tool);
  }

  /** Local east, north, up [m], as drawn, of the ground or building at a pixel; null in the sky. */
  groundAt(x_px: number, y_px: number): Vector | null {
    return this.picking.groundAt(x_px, y_px);
  }

  surfaceAt(x_px: number, y_px: number): SurfacePoint | null {
    return this.picking.surfaceAt(x_px, y_px);
  }

  /** What panels cover of the view; "home" fits the district into the rest. */
  setInsets(insets: Insets): void {
    this.camera.framing.setInsets(insets);
    this.state.requestRender();
  }

  setPointerTool(tool: PointerTool): void {
    this.pointer.tool = tool;
    this.state.widget.container.classList.toggle('is-box-select', tool === 'box-select');
  }

  setTheme(theme: StageTheme): void {
    const { state } = this;
    const { scene } = state.widget;
    state.theme = theme;
    const colours = STAGE_COLOURS[theme];
    const backdrop = Color.fromCssColorString(BACKDROP_HEX[theme]);
    scene.backgroundColor = backdrop;
    if (scene.globe) scene.globe.baseColor = backdrop;
    state.stageShaders.setColours(colours);
    state.elementShaders.setStage(colours, theme);
    state.loaded?.shaders.setStage(colours);
    this.ink.placeSolids();
    this.drawOutlines();
  }

  setLabel(label: string): void {
    this.state.widget.canvas.setAttribute('aria-label', label);
  }

  flyHome(): void {
    this.camera.framing.flyHome();
  }

  flyToBuildings(rows: readonly number[]): void {
    this.camera.framing.flyToBuildings(rows);
  }

  /** As another view stands; not told as a move of this one. */
  setCamera(pose: CameraPose): void {
    this.camera.setPose(pose);
  }

  /** Where the camera stands, to be kept and given back to `setView`. */
  getView(): CameraPose {
    return this.camera.pose;
  }

  /** Metres of ground per pixel at the target, for each metre of distance. */
  groundScale(): number {
    const { fovy_rad, height } = this.state.view.lens();
    return (2 * Math.tan(fovy_rad / 2)) / height;
  }

  /** Puts the camera where it stood, exactly; linked views follow. */
  setView(pose: CameraPose): void {
    this.camera.setPose(pose);
    this.events.onCamera?.(this.camera.pose);
  }

  /** At most one pick per frame, of the last place the pointer was. */
  private queueHover(at: readonly [number, number] | null): void {
    this.hoverAt = at;
    if (this.hoverQueued) return;
    this.hoverQueued = true;
    requestAnimationFrame(() => {
      this.hoverQueued = false;
      if (this.state.destroyed) return;
      const building = this.hoverAt ? (this.picking.building(...this.hoverAt)?.building ?? null) : null;
      if (building !== this.hovered) this.events.onHover(building);
    });
  }

  private click(x: number, y: number, additive: boolean): void {
    const hit = this.picking.building(x, y);
    const element = this.events.onPickElement ? this.picking.element(x, y, hit) : null;
    if (element) this.events.onPickElement?.(element.id, additive);
    else if (hit) this.events.onPick(hit.building, hit.surface, additive);
    else if (!additive) this.events.onClear();
  }

  private pointerTarget(): ConstructorParameters<typeof ViewPointer>[1] {
    const { picking, camera, state } = this;
    return {
      pose: () => camera.pose,
      lens: () => state.view.lens(),
      setPose: (pose) => camera.movePose(pose),
      click: (x, y, additive) => this.click(x, y, additive),
      hover: (at) => this.queueHover(at),
      showBox: (box) => this.box.show(box),
      boxSelect: (box, additive) => {
        if (state.loaded) this.events.onBoxSelect(picking.inBox(box), additive);
      },
      flyHome: () => this.flyHome(),
      clear: () => this.events.onClear(),
      places: (x, y) => ({ ground: () => picking.groundAt(x, y), surface: () => picking.surfaceAt(x, y) }),
    };
  }

  /** The current picture as PNG, without panels. */
  async renderPng(options: PictureOptions = {}): Promise<Blob> {
    const canvas = document.createElement('canvas');
    drawPicture(canvas, this.state, this.ink, options);
    return await pngOf(canvas);
  }

  /** A film of some hours; see `recordFilm`. */
  async recordFilm(options: FilmOptions): Promise<Blob> {
    const before = this.sun;
    try {
      return await recordFilm(options, (canvas, hour) => {
        this.setSun(hour, before.timeZone_h);
        drawPicture(canvas, this.state, this.ink, options.picture ?? {});
      });
    } finally {
      if (!this.state.destroyed) this.setSun(before.hour, before.timeZone_h);
    }
  }

  /** Releases the graphics context and all listeners. */
  destroy(): void {
    const { state } = this;
    if (state.destroyed) return;
    state.destroyed = true;
    this.pointer.dispose();
    this.loading.dispose();
    this.tiles.destroy();
    const gl = state.widget.canvas.getContext('webgl2');
    state.widget.destroy();
    // Browsers allow few contexts; without this one would live until the garbage is collected.
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    this.box.remove();
    this.ink.layer.remove();
  }
}

function unit(vector: Cartesian3): Cartesian3 {
  return Cartesian3.normalize(vector, vector);
}
