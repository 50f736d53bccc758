/** Gives an outline its height: moving up and down, or a number; then it is a building. */
import type { DrawnShape } from '#models/district/edits.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { shapeTriangles } from '../sketch/ghost.ts';
import { enteredNumbers, entryText, isEmptyEntry, NO_ENTRY, typeKey } from '../sketch/numericEntry.ts';
import { flat, type PlanPoint } from '../sketch/plan.ts';
import { at, type Desk, DeskTool, label } from './desk.ts';

const LEAST_m = 2;
const MOST_m = 300;
/** Steps of the pointer [m]; finer with Alt. */
const STEP_m = 0.5;
const FINE_STEP_m = 0.1;

/** A shape to be drawn next, as the tool's options say. */
export function shapeOf(desk: Desk, ring: readonly PlanPoint[], eaves_m: number, ground_m: number): DrawnShape {
  const { roof, pitch_deg, ridge_deg } = desk.options();
  return { rings_m: [flat(ring)], ground_m, eaves_m, roof, pitch_deg, ...(ridge_deg === null ? {} : { ridge_deg }) };
}

export class HeightTool extends DeskTool {
  override readonly cursor = 'ns-resize';
  private readonly ring: readonly PlanPoint[];
  private readonly done: (eaves_m: number) => void;
  private readonly back: () => void;
  private eaves_m: number;
  private start: { readonly y: number; readonly eaves_m: number } | null = null;
  private entry = NO_ENTRY;
  private readonly overlaps: boolean;

  constructor(desk: Desk, ring: readonly PlanPoint[], done: (eaves_m: number) => void, back: () => void) {
    super(desk);
    this.ring = ring;
    this.done = done;
    this.back = back;
    this.eaves_m = desk.options().eaves_m;
    this.overlaps = (desk.standing()?.overlapped(ring) ?? -1) >= 0;
  }

  begin(): void {
    this.show();
  }

  protected override hover(pointer: ToolPointer): void {
    this.start ??= { y: pointer.y, eaves_m: this.eaves_m };
    if (!isEmptyEntry(this.entry)) return;
    const step = pointer.alt ? FINE_STEP_m : STEP_m;
    const raw = this.start.eaves_m + (this.start.y - pointer.y) * this.desk.scale().upright_m;
    this.eaves_m = Math.min(MOST_m, Math.max(LEAST_m, Math.round(raw / step) * step));
    this.show();
  }

  protected override click(): void {
    this.done(this.height());
  }

  private height(): number {
    const [typed] = enteredNumbers(this.entry);
    return typed !== null && typed >= 0.5 && typed <= MOST_m ? typed : this.eaves_m;
  }

  protected override undo(): boolean {
    this.back();
    return true;
  }

  protected override keyed(key: string): boolean {
    const typed = typeKey(this.entry, key, 1);
    if (typed) this.entry = typed;
    else if (key === 'Enter' || key === ' ') {
      this.done(this.height());
      return true;
    } else if (key === 'Escape' || key === 'Backspace') {
      if (isEmptyEntry(this.entry)) {
        this.back();
        return true;
      }
      this.entry = NO_ENTRY;
    } else return false;
    this.show();
    return true;
  }

  private show(): void {
    const { desk, ring } = this;
    const first = ring[0] ?? [0, 0];
    const ground_m = desk.groundHeight(first);
    const eaves_m = this.height();
    const shape = shapeOf(desk, ring, eaves_m, ground_m);
    desk.draw([
      { kind: 'polygon', ring_m: ring.map((point) => at(point, ground_m)), style: 'draft' },
      { kind: 'solid', triangles_m: shapeTriangles(shape), style: 'ghost' },
      label(at(first, ground_m + eaves_m), desk.words.length(eaves_m)),
    ]);
    desk.tell({
      hint: 'draw.hint.height',
      ...(this.overlaps ? { note: 'draw.note.overlaps' } : {}),
      ...(isEmptyEntry(this.entry) ? {} : { sizes: entryText(this.entry, ['m']) }),
    });
  }
}
