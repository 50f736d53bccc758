/** Moves and turns what is selected, by dragging or by numbers; trees, lines and points too. */
import type { Vector } from '../../../district-view/cameraRig.ts';
import type { SketchPrimitive } from '../../../district-view/sketch.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import { movedTriangles } from '../sketch/ghost.ts';
import { enteredNumbers, entryText, isEmptyEntry, NO_ENTRY, typeKey } from '../sketch/numericEntry.ts';
import { bearing_deg, distance_m, type PlanPoint, pointAt, pointsOf } from '../sketch/plan.ts';
import { at, DeskTool, label, meant, planOf, reachOf, snapSketch } from './desk.ts';

/** Steps of turning [deg]; free with Alt. */
const TURN_STEP_deg = 5;
/** More buildings are shown by their outlines only. */
const MOST_BODIES = 40;

type Grip =
  /** Moved on the level at which it was taken: what lies under the pointer on the way does not matter. */
  | { readonly kind: 'move'; readonly from: PlanPoint; readonly handle: PlanPoint; readonly up_m: number }
  | { readonly kind: 'turn'; readonly from_deg: number }
  | { readonly kind: 'element'; readonly id: string; readonly from: PlanPoint };

export class MoveTool extends DeskTool {
  override readonly cursor = 'move';
  private grip: Grip | null = null;
  private by: PlanPoint = [0, 0];
  private turn_deg = 0;
  private entry = NO_ENTRY;
  private bodies: { readonly rows: readonly number[]; readonly triangles: Float32Array } | null = null;
  private snapMark: SketchPrimitive[] = [];

  begin(): void {
    this.show();
  }

  private rows(): readonly number[] {
    const district = this.desk.district();
    return this.desk.selection().filter((row) => district?.buildings[row] && !district.buildings[row].removed);
  }

  private middle(): PlanPoint | null {
    const rows = this.rows();
    return rows.length > 0 ? (this.desk.standing()?.middle(rows) ?? null) : null;
  }

  /** Where the selection is turned: north of it. */
  private turnHandle(): PlanPoint | null {
    const middle = this.middle();
    const standing = this.desk.standing();
    if (!middle || !standing) return null;
    const north = Math.max(...this.rows().map((row) => standing.box(row)[4]));
    return [middle[0], north + Math.max(4, 3 * reachOf(this.desk))];
  }

  protected override press(pointer: ToolPointer): void {
    const place = planOf(pointer);
    const standing = this.desk.standing();
    if (!place || !standing) return;
    this.reset();
    const handle = this.turnHandle();
    const middle = this.middle();
    if (handle && middle && distance_m(handle, place) < 2 * reachOf(this.desk)) {
      this.grip = { kind: 'turn', from_deg: bearing_deg(middle, place) };
      return;
    }
    const hit = pointer.surface();
    if (!hit) {
      const id = standing.elementAt(place, 1.5 * reachOf(this.desk));
      if (id !== null) this.grip = { kind: 'element', id, from: place };
      return;
    }
    if (!this.rows().includes(hit.building)) this.desk.select([hit.building]);
    const up_m = hit.point[2];
    const from = this.desk.onPlane(pointer.x, pointer.y, up_m) ?? place;
    this.grip = { kind: 'move', from, handle: this.nearestCorner(hit.building, place), up_m };
  }

  /** The corner that is put on corners and edges of others. */
  private nearestCorner(row: number, place: PlanPoint): PlanPoint {
    const corners = (this.desk.standing()?.ringsOf(row) ?? []).flatMap(pointsOf);
    return corners.reduce((best, corner) => (distance_m(corner, place) < distance_m(best, place) ? corner : best), corners[0] ?? place);
  }

  protected override drag(pointer: ToolPointer): void {
    const { grip } = this;
    const place = grip?.kind === 'move' ? this.desk.onPlane(pointer.x, pointer.y, grip.up_m) : planOf(pointer);
    if (!place || !grip) return;
    this.snapMark = [];
    if (grip.kind === 'turn') {
      const middle = this.middle();
      const step = pointer.alt ? 0.5 : TURN_STEP_deg;
      if (middle) this.turn_deg = Math.round(((bearing_deg(middle, place) - grip.from_deg + 540) % 360) / step) * step - 180;
    } else {
      const handle = grip.kind === 'move' ? grip.handle : grip.from;
      const target: PlanPoint = [handle[0] + place[0] - grip.from[0], handle[1] + place[1] - grip.from[1]];
      const snapped = meant(this.desk, target, { points: [handle], closes: false }, pointer.alt, this.rows());
      this.by = [snapped.at[0] - handle[0], snapped.at[1] - handle[1]];
      this.snapMark = snapSketch(this.desk, snapped);
    }
    this.show();
  }

  protected override drop(): void {
    this.commit();
  }

  protected override click(pointer: ToolPointer): void {
    this.grip = null;
    const hit = pointer.surface();
    if (hit) this.desk.select([hit.building]);
    this.show();
  }

  private commit(): void {
    const { grip, turn_deg } = this;
    const by: PlanPoint = [round(this.by[0]), round(this.by[1])];
    const district = this.desk.district();
    const ids = this.rows().flatMap((row) => district?.buildings[row]?.id ?? []);
    this.reset();
    if (by[0] !== 0 || by[1] !== 0 || turn_deg !== 0) {
      if (grip?.kind === 'element') this.desk.edit([{ kind: 'move-elements', ids: [grip.id], by_m: by }]);
      else if (ids.length > 0) this.desk.edit([{ kind: 'move', ids, by_m: [by[0], by[1], 0], turn_deg }]);
    }
    this.show();
  }

  private reset(): void {
    this.grip = null;
    this.by = [0, 0];
    this.turn_deg = 0;
    this.entry = NO_ENTRY;
    this.snapMark = [];
  }

  protected override keyed(key: string): boolean {
    const typed = typeKey(this.entry, key);
    if (typed) {
      this.entry = typed;
      const [length, angle] = enteredNumbers(typed);
      this.by = length === null ? [0, 0] : pointAt([0, 0], length, angle ?? 0);
    } else if (key === 'Enter') this.commit();
    else if (key === 'Escape' || key === 'Backspace') {
      if (this.grip || !isEmptyEntry(this.entry)) this.reset();
      else if (key === 'Escape') {
        this.desk.leave();
        return true;
      } else return false;
    } else return false;
    this.show();
    return true;
  }

  private triangles(rows: readonly number[]): Float32Array {
    if (this.bodies?.rows === rows) return this.bodies.triangles;
    const standing = this.desk.standing();
    const parts = standing ? rows.slice(0, MOST_BODIES).map((row) => standing.trianglesOf(row)) : [];
    const triangles = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      triangles.set(part, offset);
      offset += part.length;
    }
    this.bodies = { rows, triangles };
    return triangles;
  }

  private show(): void {
    const { desk, by, turn_deg, grip } = this;
    const standing = desk.standing();
    const rows = desk.selection();
    const middle = this.middle();
    const handle = this.turnHandle();
    const drawn = (point: PlanPoint): Vector => at(point, desk.groundHeight(point));
    const sketch: SketchPrimitive[] = [...this.snapMark];
    const moved = by[0] !== 0 || by[1] !== 0;
    if (grip?.kind === 'element' && standing) {
      const path = standing.elementPath(grip.id).map((p): Vector => drawn([p[0] + by[0], p[1] + by[1]]));
      sketch.push(
        path.length > 1
          ? { kind: 'polyline', points_m: path, style: 'ghost' }
          : { kind: 'point', at_m: path[0] ?? drawn(grip.from), style: 'ghost' },
      );
      sketch.push(label(drawn([grip.from[0] + by[0], grip.from[1] + by[1]]), desk.words.length(Math.hypot(...by))));
    } else if (middle && handle) {
      sketch.push(
        { kind: 'polyline', points_m: [drawn(middle), drawn(handle)], style: 'ghost' },
        { kind: 'point', at_m: drawn(handle), style: 'draft' },
      );
      if (moved || turn_deg !== 0) {
        sketch.push({
          kind: 'solid',
          triangles_m: movedTriangles(this.triangles(rows), middle, turn_deg, [by[0], by[1], 0]),
          style: 'ghost',
        });
        const to: PlanPoint = [middle[0] + by[0], middle[1] + by[1]];
        sketch.push({ kind: 'polyline', points_m: [drawn(middle), drawn(to)], style: 'draft' });
        const words = [moved && desk.words.length(Math.hypot(...by)), turn_deg !== 0 && desk.words.angle(turn_deg)].filter(Boolean);
        sketch.push(label(drawn(to), words.join('  ')));
      }
    }
    desk.draw(sketch);
    desk.tell({
      hint: middle ? 'draw.hint.move' : 'draw.hint.moveNone',
      ...(isEmptyEntry(this.entry) ? {} : { sizes: entryText(this.entry, ['m', '°']) }),
    });
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
