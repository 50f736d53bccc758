/** Points set one after the other: an outline, a line, a row of trees, a cut. */
import type { Vector } from '../../../district-view/cameraRig.ts';
import type { SketchPrimitive } from '../../../district-view/sketch.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { entryText, isEmptyEntry, typeKey } from '../sketch/numericEntry.ts';
import { addPoint, enteredPoint, NO_PATH, type PathSketch, pathFault, sidesCross, stepBack } from '../sketch/pathSketch.ts';
import { bearing_deg, distance_m, midpoint, type PlanPoint } from '../sketch/plan.ts';
import type { Snapped } from '../sketch/snap.ts';
import { at, type Desk, DeskTool, label, meant, planOf, snapSketch } from './desk.ts';

export interface PathPurpose {
  /** Message key of the first hint, and of the later ones. */
  readonly first: string;
  readonly next: string;
  /** An outline that ends where it began. */
  readonly closes: boolean;
  readonly fewest: number;
  /** Ends by itself at so many points. */
  readonly most?: number;
  /** What else is drawn for the points so far, the pointer's among them. */
  readonly extra?: (points: readonly PlanPoint[]) => readonly SketchPrimitive[];
  done(points: readonly PlanPoint[]): void;
}

export class PathTool extends DeskTool {
  private readonly purpose: PathPurpose;
  private path: PathSketch = NO_PATH;
  private pointer: PlanPoint | null = null;
  private snapped: Snapped | null = null;
  /** The person wanted to close what cannot be closed. */
  private refused = false;

  constructor(desk: Desk, purpose: PathPurpose, points: readonly PlanPoint[] = []) {
    super(desk);
    this.purpose = purpose;
    this.path = { ...NO_PATH, points };
  }

  begin(): void {
    this.show();
  }

  protected override hover(pointer: ToolPointer): void {
    this.look(pointer);
    this.show();
  }

  private look(pointer: ToolPointer): void {
    const place = planOf(pointer);
    this.pointer = place;
    this.snapped = place && meant(this.desk, place, { points: this.path.points, closes: this.purpose.closes }, pointer.alt);
  }

  /** The next point as it would be set now. */
  private next(): PlanPoint | null {
    const place = this.snapped?.at ?? this.pointer;
    return isEmptyEntry(this.path.entry) ? place : enteredPoint(this.path, place);
  }

  protected override click(pointer: ToolPointer): void {
    this.look(pointer);
    if (this.snapped?.kind === 'close' && isEmptyEntry(this.path.entry)) this.finish();
    else this.set(this.snapped?.at ?? null);
  }

  private set(point: PlanPoint | null): void {
    if (!point) return;
    this.path = addPoint(this.path, point);
    this.refused = false;
    this.snapped = null;
    if (this.purpose.most !== undefined && this.path.points.length >= this.purpose.most) this.finish();
    else this.show();
  }

  override doubleClick(): void {
    this.finish();
  }

  private finish(): void {
    const { points } = this.path;
    if (points.length < this.purpose.fewest || (this.purpose.closes && pathFault(points))) {
      this.refused = true;
      this.show();
      return;
    }
    this.path = NO_PATH;
    this.forgetClick();
    this.purpose.done(points);
  }

  protected override undo(): boolean {
    if (this.path.points.length === 0 && isEmptyEntry(this.path.entry)) return false;
    this.path = stepBack(this.path);
    this.refused = false;
    this.forgetClick();
    this.show();
    return true;
  }

  protected override keyed(key: string, pointer: ToolPointer): boolean {
    const typed = typeKey(this.path.entry, key);
    if (typed) {
      this.path = { ...this.path, entry: typed };
      if (!this.pointer) this.look(pointer);
      this.show();
      return true;
    }
    if (key === 'Enter') {
      if (isEmptyEntry(this.path.entry)) this.finish();
      else this.set(this.next());
    } else if (key === ' ') this.click(pointer);
    else if (key === 'Backspace' || key === 'Escape') {
      if (this.path.points.length === 0 && isEmptyEntry(this.path.entry)) {
        if (key === 'Backspace') return false;
        this.desk.leave();
        return true;
      }
      this.path = stepBack(this.path);
      this.refused = false;
      this.forgetClick();
      this.show();
    } else return false;
    return true;
  }

  /** Sides that cross are told at once; what only the closing side does, when it is closed. */
  private fault(points: readonly PlanPoint[], shown: readonly PlanPoint[], closing: boolean): ReturnType<typeof pathFault> {
    if (sidesCross(closing ? points : shown)) return 'crossesItself';
    return closing || this.refused ? pathFault(points) : null;
  }

  private show(): void {
    const { desk, purpose } = this;
    const { points, entry } = this.path;
    const next = this.next();
    const shown = next ? [...points, next] : points;
    const drawn = (point: PlanPoint): Vector => at(point, desk.groundHeight(point));
    const last = points.at(-1);
    const closing = this.snapped?.kind === 'close';
    const fault = purpose.closes ? this.fault(points, shown, closing) : null;
    const isFault = fault !== null;
    const style = isFault ? 'fault' : 'draft';
    const sketch: SketchPrimitive[] = [];
    if (purpose.closes && shown.length > 2) sketch.push({ kind: 'polygon', ring_m: shown.map(drawn), style });
    else if (shown.length > 1) sketch.push({ kind: 'polyline', points_m: shown.map(drawn), style });
    points.forEach((point, i) => {
      const after = points[i + 1];
      if (after) sketch.push(label(drawn(midpoint(point, after)), desk.words.length(distance_m(point, after)), 'measure'));
    });
    if (last && next && distance_m(last, next) > 0.005) {
      const text = `${desk.words.length(distance_m(last, next))}  ${desk.words.angle(bearing_deg(last, next))}`;
      sketch.push(label(drawn(midpoint(last, next)), text, style));
    }
    for (const point of points) sketch.push({ kind: 'point', at_m: drawn(point), style });
    if (this.snapped && isEmptyEntry(entry)) sketch.push(...snapSketch(desk, this.snapped));
    if (purpose.extra) sketch.push(...purpose.extra(shown));
    desk.draw(sketch);
    desk.tell({
      hint: points.length === 0 ? purpose.first : purpose.next,
      values: { points: points.length, fewest: purpose.fewest, snap: this.snapped?.kind ?? 'free' },
      ...(isFault && fault ? { fault: `draw.fault.${fault}` } : {}),
      ...(isEmptyEntry(entry) ? {} : { sizes: entryText(entry, ['m', last ? '°' : 'm']) }),
    });
  }
}
