/** A rectangle from corner to corner, by a drag or two clicks, along the nearest edge that stands there. */
import type { Vector } from '../../../district-view/cameraRig.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { enteredNumbers, entryText, isEmptyEntry, NO_ENTRY, typeKey } from '../sketch/numericEntry.ts';
import { bearing_deg, direction, midpoint, type PlanPoint, rectangleBetween } from '../sketch/plan.ts';
import type { Snapped } from '../sketch/snap.ts';
import { at, type Desk, DeskTool, label, meant, planOf, snapSketch } from './desk.ts';

/** An edge this near gives its direction [m]. */
const ALONG_WITHIN_m = 30;
/** A shorter side is a slip of the hand [m]. */
const LEAST_SIDE_m = 0.5;

export class RectangleTool extends DeskTool {
  private readonly done: (ring: readonly PlanPoint[]) => void;
  private from: PlanPoint | null = null;
  private pointer: PlanPoint | null = null;
  private snapped: Snapped | null = null;
  private angle_deg = 0;
  private square = false;
  private entry = NO_ENTRY;

  constructor(desk: Desk, done: (ring: readonly PlanPoint[]) => void) {
    super(desk);
    this.done = done;
  }

  begin(): void {
    this.show();
  }

  private look(pointer: ToolPointer): void {
    const place = planOf(pointer);
    this.square = pointer.shift;
    // The corner of a rectangle keeps its directions: only places and edges are meant.
    this.snapped = place && meant(this.desk, place, { points: [], closes: false }, pointer.alt);
    this.pointer = this.snapped?.at ?? null;
  }

  protected override press(pointer: ToolPointer): void {
    if (!this.from) this.start(pointer);
  }

  private start(pointer: ToolPointer): void {
    this.look(pointer);
    if (!this.pointer) return;
    this.from = this.pointer;
    const edge = pointer.alt ? undefined : this.desk.standing()?.around(this.from, ALONG_WITHIN_m).edges[0];
    this.angle_deg = edge ? bearing_deg(edge.from, edge.to) : 0;
    this.show();
  }

  protected override hover(pointer: ToolPointer): void {
    this.look(pointer);
    this.show();
  }

  private ring(): ReturnType<typeof rectangleBetween> | null {
    const { from, pointer, angle_deg } = this;
    if (!from) return null;
    const [width, depth] = enteredNumbers(this.entry);
    if (!pointer && (width === null || depth === null)) return null;
    const [fx, fy] = direction(angle_deg);
    const [dx, dy] = pointer ? [pointer[0] - from[0], pointer[1] - from[1]] : [1, 1];
    let right = dx * fy - dy * fx;
    let forward = dx * fx + dy * fy;
    const sign = (value: number): number => (value < 0 ? -1 : 1);
    if (this.square) {
      const side = Math.max(Math.abs(right), Math.abs(forward));
      [right, forward] = [side * sign(right), side * sign(forward)];
    }
    if (width !== null) right = sign(right) * width;
    if (depth !== null) forward = sign(forward) * depth;
    const to: PlanPoint = [from[0] + fy * right + fx * forward, from[1] - fx * right + fy * forward];
    return rectangleBetween(from, to, angle_deg);
  }

  protected override click(pointer: ToolPointer): void {
    const before = this.ring();
    this.look(pointer);
    // The first click set the first corner when it was pressed.
    if (before && Math.min(before.width_m, before.depth_m) >= LEAST_SIDE_m) this.finish();
    else this.show();
  }

  protected override drop(pointer: ToolPointer): void {
    this.look(pointer);
    this.finish();
  }

  private finish(): void {
    const rectangle = this.ring();
    if (!rectangle || Math.min(rectangle.width_m, rectangle.depth_m) < LEAST_SIDE_m) {
      this.show();
      return;
    }
    this.from = null;
    this.entry = NO_ENTRY;
    this.forgetClick();
    this.done(rectangle.ring);
  }

  protected override undo(): boolean {
    if (!this.from) return false;
    this.from = null;
    this.entry = NO_ENTRY;
    this.show();
    return true;
  }

  protected override keyed(key: string, pointer: ToolPointer): boolean {
    const typed = this.from ? typeKey(this.entry, key) : null;
    if (typed) this.entry = typed;
    else if (key === 'Enter') this.finish();
    else if (key === ' ') {
      if (this.from) this.click(pointer);
      else this.start(pointer);
      return true;
    } else if (key === 'Escape' || key === 'Backspace') {
      if (!isEmptyEntry(this.entry)) this.entry = NO_ENTRY;
      else if (this.from) this.from = null;
      else if (key === 'Escape') {
        this.desk.leave();
        return true;
      } else return false;
    } else return false;
    this.show();
    return true;
  }

  private show(): void {
    const { desk, from } = this;
    const drawn = (point: PlanPoint): Vector => at(point, desk.groundHeight(point));
    const rectangle = this.ring();
    const corners = rectangle?.ring;
    desk.draw([
      ...(corners ? [{ kind: 'polygon', ring_m: corners.map(drawn), style: 'draft' } as const] : []),
      ...(from ? [{ kind: 'point', at_m: drawn(from), style: 'draft' } as const] : []),
      ...(rectangle && corners
        ? [
            label(drawn(midpoint(corners[0]!, corners[1]!)), desk.words.length(rectangle.width_m)),
            label(drawn(midpoint(corners[1]!, corners[2]!)), desk.words.length(rectangle.depth_m)),
          ]
        : []),
      ...(this.snapped ? snapSketch(desk, this.snapped) : []),
    ]);
    desk.tell({
      hint: from ? 'draw.hint.rectangleTo' : 'draw.hint.rectangleFrom',
      ...(isEmptyEntry(this.entry) ? {} : { sizes: entryText(this.entry, ['m', 'm']) }),
    });
  }
}
