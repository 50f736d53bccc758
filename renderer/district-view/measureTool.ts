/** The measuring tool: points are set by clicks or the space bar, the last one follows the pointer until the end. */
import type { Vector } from './cameraRig.ts';
import { type Measured, type MeasureKind, measure } from './measure.ts';
import type { SketchPrimitive } from './sketch.ts';
import type { ToolPointer, ViewTool } from './viewTool.ts';

/** Writes lengths and areas in the person's language. */
export interface MeasureWords {
  length(metres: number): string;
  area(squareMetres: number): string;
}

export interface MeasureOutput {
  draw(sketch: readonly SketchPrimitive[]): void;
  /** After every change; null when it was cleared. */
  onMeasure(measured: Measured | null): void;
  /** Escape without points: the person is done with measuring. */
  onLeave(): void;
}

/** Two presses at about the same place are one point [px]. */
const SAME_PLACE_PX = 5;
/** Points that end a measure by themselves. */
const ENDS_AT: Readonly<Record<MeasureKind, number>> = { distance: Infinity, area: Infinity, height: 2 };

function middle(a: Vector, b: Vector): Vector {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

/** What is drawn of a measure. */
export function measureSketch(measured: Measured, words: MeasureWords): SketchPrimitive[] {
  const { kind, points_m, segments_m } = measured;
  const style = 'measure';
  const sketch: SketchPrimitive[] = [];
  const [first, last] = [points_m[0], points_m.at(-1)];
  if (kind === 'height' && first && last && points_m.length > 1) {
    // Along the ground, then up.
    const corner: Vector = [last[0], last[1], first[2]];
    sketch.push({ kind: 'polyline', points_m: [first, corner], style: 'ghost' }, { kind: 'polyline', points_m: [corner, last], style });
    sketch.push({ kind: 'label', at_m: middle(corner, last), text: words.length(Math.abs(measured.rise_m)), style });
  } else if (kind === 'area' && points_m.length > 2) {
    sketch.push({ kind: 'polygon', ring_m: points_m, style });
    const sum = points_m.reduce<Vector>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
    const at_m: Vector = [sum[0] / points_m.length, sum[1] / points_m.length, sum[2] / points_m.length];
    sketch.push({ kind: 'label', at_m, text: words.area(measured.area_m2), style });
  } else {
    sketch.push({ kind: 'polyline', points_m, style });
    // With one segment its length is the whole.
    if (segments_m.length > 1) {
      segments_m.forEach((length, i) => {
        sketch.push({ kind: 'label', at_m: middle(points_m[i]!, points_m[i + 1]!), text: words.length(length), style });
      });
    }
    const total = segments_m.length > 1 ? `Σ ${words.length(measured.length_m)}` : words.length(measured.length_m);
    if (last && segments_m.length > 0) sketch.push({ kind: 'label', at_m: last, text: total, style });
  }
  for (const at_m of points_m) sketch.push({ kind: 'point', at_m, style });
  return sketch;
}

export class MeasureTool implements ViewTool {
  readonly cursor = 'crosshair';
  private readonly kind: MeasureKind;
  private readonly words: MeasureWords;
  private readonly output: MeasureOutput;
  private points: Vector[] = [];
  private finished = false;
  private pressedAt: readonly [number, number] | null = null;
  private placedAt: readonly [number, number] | null = null;

  constructor(kind: MeasureKind, words: MeasureWords, output: MeasureOutput) {
    this.kind = kind;
    this.words = words;
    this.output = output;
  }

  down({ x, y }: ToolPointer): void {
    this.pressedAt = [x, y];
  }

  up(pointer: ToolPointer): void {
    const { pressedAt } = this;
    this.pressedAt = null;
    if (!pressedAt || Math.hypot(pointer.x - pressedAt[0], pointer.y - pressedAt[1]) > SAME_PLACE_PX) return;
    const { placedAt } = this;
    // The second press of a double click.
    if (placedAt && !this.finished && Math.hypot(pointer.x - placedAt[0], pointer.y - placedAt[1]) <= SAME_PLACE_PX) return;
    this.place(pointer);
  }

  move(pointer: ToolPointer): void {
    if (this.finished || this.points.length === 0) return;
    this.show(pointer.ground());
  }

  doubleClick(): void {
    this.finish();
  }

  key(key: string, pointer: ToolPointer): boolean {
    if (key === ' ') this.place(pointer);
    else if (key === 'Enter') this.finish();
    else if (key === 'Backspace' && this.points.length > 0) {
      this.points.pop();
      this.finished = false;
      this.placedAt = null;
      this.show(null);
    } else if (key === 'Escape') {
      if (this.points.length > 0) this.clear();
      else this.output.onLeave();
    } else return false;
    return true;
  }

  end(): void {
    this.clear();
  }

  private place(pointer: ToolPointer): void {
    const at = pointer.ground();
    if (!at) return;
    if (this.finished) this.clear();
    this.points.push(at);
    this.placedAt = [pointer.x, pointer.y];
    if (this.points.length >= ENDS_AT[this.kind]) this.finish();
    else this.show(null);
  }

  private finish(): void {
    if (this.points.length < 2) return;
    this.finished = true;
    this.show(null);
  }

  private clear(): void {
    this.points = [];
    this.finished = false;
    this.placedAt = null;
    this.output.draw([]);
    this.output.onMeasure(null);
  }

  private show(following: Vector | null): void {
    const points = following ? [...this.points, following] : this.points;
    if (points.length === 0) {
      this.clear();
      return;
    }
    const measured = measure(this.kind, points, this.finished);
    this.output.draw(measureSketch(measured, this.words));
    this.output.onMeasure(measured);
  }
}
