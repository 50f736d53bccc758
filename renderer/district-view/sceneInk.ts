/** Labels, pins and sketches of a scene: over the picture, and their bodies within it. */
import { type BuildingLabel, drawBuildingLabels, largestBuildings } from './buildingLabels.ts';
import { cutTest } from './cut.ts';
import { InkLayer } from './inkLayer.ts';
import { INK_LOOKS } from './inkLook.ts';
import type { ScenePicking } from './scenePicking.ts';
import type { SceneState } from './sceneState.ts';
import { drawPins } from './selectionPins.ts';
import type { SketchPrimitive } from './sketch.ts';
import { drawSketch } from './sketchInk.ts';
import { SolidLayer } from './solidLayer.ts';

export class SceneInk {
  readonly layer: InkLayer;
  private readonly state: SceneState;
  private readonly picking: ScenePicking;
  private readonly solids = new SolidLayer();
  private label: BuildingLabel | null = null;
  private largest: readonly number[] = [];
  private measures: readonly SketchPrimitive[] = [];
  private sketch: readonly SketchPrimitive[] = [];

  constructor(container: HTMLElement, state: SceneState, picking: ScenePicking) {
    this.state = state;
    this.picking = picking;
    this.layer = new InkLayer(container, (context) => this.paint(context));
    const { scene } = state.widget;
    scene.primitives.add(this.solids.primitives);
    scene.postRender.addEventListener(() => this.draw());
  }

  setLabel(label: BuildingLabel | null): void {
    this.label = label;
    this.districtChanged();
  }

  setMeasures(measures: readonly SketchPrimitive[]): void {
    this.measures = measures;
    this.state.requestRender();
  }

  setSketch(sketch: readonly SketchPrimitive[]): void {
    this.sketch = sketch;
    this.placeSolids();
    this.state.requestRender();
  }

  /** Bodies stand in the frame of the district, in colours of the theme. */
  placeSolids(): void {
    const { loaded, theme } = this.state;
    const solids = this.sketch.filter((primitive) => primitive.kind === 'solid');
    if (loaded) this.solids.set(solids, loaded.localToFixed, theme);
  }

  districtChanged(): void {
    const { loaded } = this.state;
    this.largest = loaded && this.label ? largestBuildings(loaded.mesh) : [];
    this.placeSolids();
    this.state.requestRender();
  }

  private draw(): void {
    const { width, height } = this.state.view.lens();
    const hasInk = this.label !== null || this.measures.length > 0 || this.sketch.length > 0 || this.state.selection.length > 0;
    this.layer.draw(width, height, hasInk && this.state.loaded !== null);
  }

  private paint(context: CanvasRenderingContext2D): void {
    const { loaded, theme, selection, layers, cut } = this.state;
    const projection = this.picking.projection();
    if (!loaded || !projection) return;
    const look = INK_LOOKS[theme];
    if (layers.buildings) drawPins(context, projection, look, loaded.mesh, selection);
    if (this.label && layers.buildings) {
      drawBuildingLabels(
        context,
        projection,
        look,
        loaded.mesh,
        { selected: selection, largest: this.largest },
        this.label,
        cutTest(cut, loaded.bounds_m),
      );
    }
    drawSketch(context, projection, look, this.sketch);
    drawSketch(context, projection, look, this.measures);
  }
}
