/** What drawing tools work with, and what they have in common: clicks told from drags, typed numbers, a hint for every step. */
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Measure } from '#models/scenario/scenario.ts';
import type { Vector } from '../../../district-view/cameraRig.ts';
import type { SketchPrimitive, SketchStyle } from '../../../district-view/sketch.ts';
import type { ToolPointer, ViewTool } from '../../../district-view/viewTool.ts';
import type { EditOptions, EditStep, PvDraft } from '../../../state/editActions.ts';
import type { LoadedDistrict } from '../../../workers/engineApi.ts';
import { type PlanPoint, rounded } from '../sketch/plan.ts';
import { type Snapped, type SnapSketch, snap } from '../sketch/snap.ts';
import type { Standing } from '../sketch/standing.ts';

/** Sizes in the person's language. */
export interface SketchWords {
  length(metres: number): string;
  angle(degrees: number): string;
  area(squareMetres: number): string;
  /** Size and yield of a field of modules. */
  field(area_m2: number, rated_kW: number, yield_kWh: number): string;
  /** Name of a building that is drawn. */
  newName(number: number): string;
}

export interface Desk {
  readonly words: SketchWords;
  district(): LoadedDistrict | null;
  standing(): Standing | null;
  options(): EditOptions;
  selection(): readonly number[];
  pv(): PvDraft | null;
  /** Faces of a building that carry PV in the shown scenario already. */
  placedPv(buildingId: string): readonly number[];
  /** Drawn height of the ground at a place [m]. */
  groundHeight(at: PlanPoint): number;
  /** Where a pixel is on a level plane; null in the sky. */
  onPlane(x_px: number, y_px: number, up_m: number): PlanPoint | null;
  /** What a pixel is at the middle of the view: on the ground, and upright [m]. */
  scale(): { readonly ground_m: number; readonly upright_m: number };
  draw(sketch: readonly SketchPrimitive[]): void;
  tell(step: EditStep): void;
  /** Where the person chose: a measure of the scenario, or a change of the base. */
  edit(edits: readonly DistrictEdit[]): void;
  addMeasures(measures: readonly Measure[]): void;
  select(rows: readonly number[]): void;
  awaitBuilding(id: string): void;
  setPv(pv: PvDraft | null): void;
  /** Makes the chosen faces a measure. */
  placePv(): void;
  /** Yield of faces of a building; the last question wins. */
  fieldText(pv: PvDraft, take: (text: string) => void): void;
  newId(prefix: string): string;
  /** The person is done with the tool. */
  leave(): void;
}

/** Pixels within which a place is meant. */
const REACH_PX = 10;
/** A press that moved farther is a drag [px]. */
const CLICK_PX = 5;
/** Edges this near give directions [m]. */
const AROUND_m = 25;

export function at(point: PlanPoint, up_m: number): Vector {
  return [point[0], point[1], up_m];
}

export function planOf(pointer: ToolPointer): PlanPoint | null {
  const ground = pointer.ground();
  return ground && rounded([ground[0], ground[1]]);
}

export function label(point: Vector, text: string, style: SketchStyle = 'draft'): SketchPrimitive {
  return { kind: 'label', at_m: point, text, style };
}

/** The place that is meant near one; as it is where snapping is off. */
export function meant(desk: Desk, place: PlanPoint, sketch: SnapSketch, alt: boolean, without: readonly number[] = []): Snapped {
  const standing = desk.standing();
  if (!desk.options().snap || alt || !standing) return { at: place, kind: 'free', guides: [] };
  const reach_m = Math.min(20, REACH_PX * desk.scale().ground_m);
  return snap(place, standing.around(place, Math.max(AROUND_m, 2 * reach_m), without), sketch, reach_m);
}

export function reachOf(desk: Desk): number {
  return REACH_PX * desk.scale().ground_m;
}

/** Lines that led to a place, and the place. */
export function snapSketch(desk: Desk, snapped: Snapped): SketchPrimitive[] {
  if (snapped.kind === 'free') return [];
  const drawn = (point: PlanPoint): Vector => at(point, desk.groundHeight(point));
  return [
    ...snapped.guides.map(({ from, to }): SketchPrimitive => ({ kind: 'polyline', points_m: [drawn(from), drawn(to)], style: 'snap' })),
    { kind: 'point', at_m: drawn(snapped.at), style: 'snap' },
  ];
}

export abstract class DeskTool implements ViewTool {
  readonly cursor: string = 'crosshair';
  protected readonly desk: Desk;
  private pressedAt: readonly [number, number] | null = null;
  private dragging = false;
  private clickedAt: readonly [number, number] | null = null;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** Shows the hint and the sketch of the beginning; called when the tool is taken up. */
  abstract begin(): void;

  down(pointer: ToolPointer): void {
    this.pressedAt = [pointer.x, pointer.y];
    this.dragging = false;
    this.press(pointer);
  }

  move(pointer: ToolPointer, pressed: boolean): void {
    const { pressedAt } = this;
    if (pressed && pressedAt) {
      this.dragging ||= Math.hypot(pointer.x - pressedAt[0], pointer.y - pressedAt[1]) > CLICK_PX;
      if (this.dragging) this.drag(pointer);
      return;
    }
    if (this.clickedAt && Math.hypot(pointer.x - this.clickedAt[0], pointer.y - this.clickedAt[1]) > CLICK_PX) this.clickedAt = null;
    this.hover(pointer);
  }

  up(pointer: ToolPointer): void {
    if (!this.pressedAt) return;
    this.pressedAt = null;
    if (this.dragging) {
      this.dragging = false;
      this.drop(pointer);
      return;
    }
    const again = this.clickedAt !== null;
    this.clickedAt = [pointer.x, pointer.y];
    // The second press of a double click is not a point.
    if (!again) this.click(pointer);
  }

  end(): void {
    this.desk.draw([]);
  }

  /** A click at the place of the last one counts again. */
  protected forgetClick(): void {
    this.clickedAt = null;
  }

  protected press(_: ToolPointer): void {}
  protected hover(_: ToolPointer): void {}
  protected drag(pointer: ToolPointer): void {
    this.hover(pointer);
  }
  protected drop(pointer: ToolPointer): void {
    this.click(pointer);
  }
  protected abstract click(pointer: ToolPointer): void;
  doubleClick(_: ToolPointer): void {}

  /** Undo takes back the last step of what is being drawn; beyond its beginning it is the window's. */
  key(key: string, pointer: ToolPointer): boolean {
    if (pointer.ctrl) return key.toLowerCase() === 'z' && !pointer.shift && this.undo();
    return this.keyed(key, pointer);
  }

  protected undo(): boolean {
    return false;
  }

  /** A key without Ctrl or Cmd. */
  protected abstract keyed(key: string, pointer: ToolPointer): boolean;
}
