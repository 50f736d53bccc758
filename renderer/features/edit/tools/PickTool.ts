/** Does something to the building, tree, line or point that is clicked: takes it away, puts a battery or chargers there. */
import type { SketchPrimitive } from '../../../district-view/sketch.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { pointsOf } from '../sketch/plan.ts';
import { at, type Desk, DeskTool, planOf, reachOf } from './desk.ts';

export interface PickPurpose {
  readonly hint: string;
  readonly style: 'fault' | 'ghost';
  building(row: number, id: string): void;
  /** For trees, lines and points, where the tool takes them. */
  readonly element?: (id: string) => void;
}

export class PickTool extends DeskTool {
  override readonly cursor = 'pointer';
  private readonly purpose: PickPurpose;
  private under: string | null = null;

  constructor(desk: Desk, purpose: PickPurpose) {
    super(desk);
    this.purpose = purpose;
  }

  begin(): void {
    this.desk.draw([]);
    this.desk.tell({ hint: this.purpose.hint });
  }

  private find(pointer: ToolPointer): { readonly row: number; readonly element: string | null } {
    const row = pointer.surface()?.building ?? -1;
    const place = planOf(pointer);
    const reach = 1.5 * reachOf(this.desk);
    // A tree before a wall is meant, a wall behind it is not.
    const element = row < 0 && this.purpose.element && place ? (this.desk.standing()?.elementAt(place, reach) ?? null) : null;
    return { row, element };
  }

  protected override hover(pointer: ToolPointer): void {
    const { row, element } = this.find(pointer);
    const key = `${row},${element}`;
    if (key === this.under) return;
    this.under = key;
    const { desk, purpose } = this;
    const standing = desk.standing();
    const sketch: SketchPrimitive[] = [];
    if (row >= 0 && standing) {
      for (const ring of standing.ringsOf(row)) {
        const ring_m = pointsOf(ring).map((point) => at(point, desk.groundHeight(point)));
        sketch.push({ kind: 'polygon', ring_m, style: purpose.style });
      }
    } else if (element !== null && standing) {
      const path = standing.elementPath(element).map((point) => at(point, desk.groundHeight(point)));
      if (path.length > 1) sketch.push({ kind: 'polyline', points_m: path, style: purpose.style });
      else if (path[0]) sketch.push({ kind: 'point', at_m: path[0], style: purpose.style });
    }
    desk.draw(sketch);
  }

  protected override click(pointer: ToolPointer): void {
    const { row, element } = this.find(pointer);
    const building = row >= 0 ? this.desk.district()?.buildings[row] : undefined;
    this.forgetClick();
    this.under = null;
    if (building) this.purpose.building(row, building.id);
    else if (element !== null) this.purpose.element?.(element);
    this.desk.draw([]);
  }

  protected override keyed(key: string, pointer: ToolPointer): boolean {
    if (key === ' ' || key === 'Enter') this.click(pointer);
    else if (key === 'Escape') this.desk.leave();
    else return false;
    return true;
  }
}
