/** Raises and lowers buildings: pulled up or pushed down, or by a number. */
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { raisedTriangles } from '../sketch/ghost.ts';
import { enteredNumbers, entryText, isEmptyEntry, NO_ENTRY, typeKey } from '../sketch/numericEntry.ts';
import { at, DeskTool, label } from './desk.ts';

const STEP_m = 0.5;
const FINE_STEP_m = 0.1;
/** What must be left of a building [m]. */
const LEAST_HEIGHT_m = 2;

export class RaiseTool extends DeskTool {
  override readonly cursor = 'ns-resize';
  private from: number | null = null;
  private by_m = 0;
  private entry = NO_ENTRY;

  begin(): void {
    this.show();
  }

  private rows(): readonly number[] {
    const district = this.desk.district();
    return this.desk.selection().filter((row) => district?.buildings[row] && !district.buildings[row].removed);
  }

  protected override press(pointer: ToolPointer): void {
    const hit = pointer.surface();
    this.from = null;
    this.entry = NO_ENTRY;
    if (!hit) return;
    if (!this.rows().includes(hit.building)) this.desk.select([hit.building]);
    this.from = pointer.y;
  }

  protected override drag(pointer: ToolPointer): void {
    if (this.from === null) return;
    const step = pointer.alt ? FINE_STEP_m : STEP_m;
    this.by_m = this.within(Math.round(((this.from - pointer.y) * this.desk.scale().upright_m) / step) * step);
    this.show();
  }

  /** The lowest building keeps a storey. */
  private within(by_m: number): number {
    const standing = this.desk.standing();
    if (!standing) return 0;
    const lowest = Math.min(...this.rows().map((row) => standing.box(row)[5] - standing.box(row)[2]));
    return Math.max(by_m, LEAST_HEIGHT_m - lowest);
  }

  protected override drop(): void {
    this.commit();
  }

  protected override click(pointer: ToolPointer): void {
    const hit = pointer.surface();
    this.from = null;
    if (hit) this.desk.select([hit.building]);
    this.show();
  }

  private commit(): void {
    const by_m = Math.round(this.by_m * 100) / 100;
    const district = this.desk.district();
    const ids = this.rows().flatMap((row) => district?.buildings[row]?.id ?? []);
    this.from = null;
    this.by_m = 0;
    this.entry = NO_ENTRY;
    if (by_m !== 0 && ids.length > 0) this.desk.edit([{ kind: 'raise', ids, by_m }]);
    this.show();
  }

  protected override keyed(key: string): boolean {
    const typed = typeKey(this.entry, key, 1);
    if (typed) {
      this.entry = typed;
      this.by_m = this.within(enteredNumbers(typed)[0] ?? 0);
    } else if (key === 'Enter') this.commit();
    else if (key === 'Escape' || key === 'Backspace') {
      if (this.from === null && isEmptyEntry(this.entry)) {
        if (key === 'Backspace') return false;
        this.desk.leave();
        return true;
      }
      this.from = null;
      this.by_m = 0;
      this.entry = NO_ENTRY;
    } else return false;
    this.show();
    return true;
  }

  private show(): void {
    const { desk, by_m } = this;
    const standing = desk.standing();
    const rows = this.rows();
    const first = rows[0];
    if (!standing || first === undefined || by_m === 0) desk.draw([]);
    else {
      const [west, south, bottom, east, north, top] = standing.box(first);
      const sign = by_m > 0 ? '+' : '−';
      desk.draw([
        ...rows.slice(0, 40).map(
          (row) =>
            ({
              kind: 'solid',
              triangles_m: raisedTriangles(standing.trianglesOf(row), standing.box(row)[2], by_m),
              style: 'ghost',
            }) as const,
        ),
        label(
          at([(west + east) / 2, (south + north) / 2], top + Math.max(0, by_m)),
          `${sign}${desk.words.length(Math.abs(by_m))} → ${desk.words.length(top - bottom + by_m)}`,
        ),
      ]);
    }
    desk.tell({
      hint: rows.length > 0 ? 'draw.hint.raise' : 'draw.hint.raiseNone',
      ...(isEmptyEntry(this.entry) ? {} : { sizes: entryText(this.entry, ['m']) }),
    });
  }
}
