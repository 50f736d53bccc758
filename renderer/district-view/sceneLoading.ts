/** Brings districts into a scene: the old one stays until the new one can be drawn. */
import { type Model, ShadowMode } from '@cesium/engine';
import { nextTask } from '../workers/nextTask.ts';
import { addDistrict, addEdges, addElements, addSurroundings, type DrawnDistrict, removeDistrict, takeScenery } from './drawnDistrict.ts';
import { compileShaders, modelFromGlb, modelReady } from './models.ts';
import type { SceneCamera } from './sceneCamera.ts';
import { SceneryWorker } from './sceneryWorker.ts';
import type { SceneState } from './sceneState.ts';
import { stageGlb } from './stage.ts';
import type { ViewedDistrict } from './viewContract.ts';

export interface LoadingEvents {
  /** The old district has gone. */
  removed(): void;
  /** The new one is the state's, with its camera still to come. */
  added(district: DrawnDistrict, isSamePlace: boolean): void;
  /** Edges, ground and elements of the district are known. */
  sceneryKnown(): void;
  /** A district without buildings, or one that is drawn. */
  ready(): void;
  error(message: string): void;
}

/** Variants of one district: what is drawn or removed in it does not move the camera. */
function isVariant(district: Pick<ViewedDistrict, 'origin'>, before: ViewedDistrict | null): boolean {
  const [a, b] = [district.origin, before?.origin];
  return a !== null && b !== null && b !== undefined && a.lon_deg === b.lon_deg && a.lat_deg === b.lat_deg;
}

/** Two states of one file that is being read. */
function isSameReading(district: ViewedDistrict, before: ViewedDistrict | null): boolean {
  return district.reading !== undefined && district.reading.id === before?.reading?.id;
}

export class SceneLoading {
  private readonly state: SceneState;
  private readonly camera: SceneCamera;
  private readonly events: LoadingEvents;
  private readonly worker: SceneryWorker;
  private turn = 0;
  private waiting = 0;
  private asked: ViewedDistrict | null = null;
  /** Streets and trees of the variant before; they stay until those of the new one are there. */
  private kept: readonly Model[] = [];

  constructor(state: SceneState, camera: SceneCamera, events: LoadingEvents) {
    this.state = state;
    this.camera = camera;
    this.events = events;
    this.worker = new SceneryWorker(events.error);
  }

  /** Frames are drawn as long as something loads: Cesium works on models only while it draws. */
  get isWaiting(): boolean {
    return this.waiting > 0;
  }

  dispose(): void {
    this.worker.terminate();
  }

  async addStage(): Promise<void> {
    const { state } = this;
    await this.whileLoading(async () => {
      const stage = await modelFromGlb(stageGlb(), {
        customShader: state.stageShaders.stage,
        shadows: ShadowMode.RECEIVE_ONLY,
        backFaceCulling: false,
        cull: false,
      });
      if (state.destroyed) return stage.destroy();
      this.camera.stage = state.widget.scene.primitives.add(stage);
      await modelReady(stage);
      this.camera.place();
      await compileShaders(state.widget.scene, state.stageShaders.surroundings);
    });
  }

  private async whileLoading(work: () => Promise<void>): Promise<void> {
    this.waiting++;
    try {
      await work();
    } catch (error) {
      if (!this.state.destroyed) this.events.error(error instanceof Error ? error.message : String(error));
    } finally {
      this.waiting--;
      this.state.requestRender();
    }
  }

  /** Shows another district, or the same one on another ground. */
  async load(district: ViewedDistrict | null): Promise<void> {
    const turn = ++this.turn;
    const { state } = this;
    this.asked = district;
    if (!district) {
      this.dropKept();
      this.remove();
      return;
    }
    await this.whileLoading(async () => {
      const onTerrain = state.layers.terrain !== false;
      const faces = await this.worker.faces(district, (onTerrain && district.terrain) || null);
      await nextTask();
      if (state.destroyed || turn !== this.turn) return;
      if (faces.mesh.buildingCount === 0) {
        this.remove();
        this.events.ready();
        return;
      }
      const { scene } = state.widget;
      const drawn = await addDistrict(scene, district, faces, onTerrain);
      // Out of the frame that made the model ready: both together would hold the window up.
      await nextTask();
      if (state.destroyed) return;
      if (turn !== this.turn) {
        removeDistrict(scene, drawn);
        return;
      }
      const before = state.loaded?.frame;
      // By what is drawn: one that was asked for meanwhile may never have been.
      const shown = state.loaded?.district ?? null;
      const isVariantOfShown = isVariant(district, shown);
      const isSamePlace = district === shown || isVariantOfShown || isSameReading(district, shown);
      if (!isVariantOfShown) this.dropKept();
      else if (state.loaded) this.kept = [...this.kept, ...takeScenery(state.loaded)];
      this.remove();
      if (isSamePlace && before) this.camera.moveOrigin(before, drawn.frame);
      state.loaded = drawn;
      state.frame = drawn.frame;
      state.stageShaders.setShade(null);
      this.events.added(drawn, isSamePlace);
      scene.postRender.addEventListener(this.announce);
      void this.addScenery(drawn);
    });
  }

  /** After the terrain was switched on or off. */
  reload(): void {
    if (this.asked?.terrain) void this.load(this.asked);
  }

  private readonly announce = (): void => {
    this.state.widget.scene.postRender.removeEventListener(this.announce);
    // For scripts/benchScreen.mjs and for the profiler of the browser.
    performance.mark('district-drawn');
    this.events.ready();
  };

  /** Edges, ground and elements follow when the worker has them. */
  private async addScenery(loaded: DrawnDistrict): Promise<void> {
    const { state } = this;
    const isGone = (): boolean => state.destroyed || state.loaded !== loaded;
    await nextTask();
    // More buildings will take its place in a moment.
    if (isGone() || loaded.district.reading?.isComplete === false) return;
    const scenery = await this.worker.prepare(loaded);
    if (isGone() || !scenery) return;
    const { edgesGlb: _drawn, ...keptScenery } = scenery;
    loaded.scenery = keptScenery;
    if (scenery.shade) state.stageShaders.setShade(scenery.shade);
    this.events.sceneryKnown();
    await this.whileLoading(async () => {
      const { scene } = state.widget;
      await addSurroundings(scene, loaded, scenery, state.stageShaders.surroundings);
      this.camera.place();
      await addElements(scene, loaded, scenery, state.elementShaders);
      this.dropKept();
      await addEdges(scene, loaded, scenery);
      this.camera.place();
    });
  }

  private dropKept(): void {
    for (const model of this.kept) this.state.widget.scene.primitives.remove(model);
    this.kept = [];
  }

  private remove(): void {
    if (this.state.loaded) removeDistrict(this.state.widget.scene, this.state.loaded);
    this.state.loaded = null;
    this.events.removed();
    this.state.requestRender();
  }
}
