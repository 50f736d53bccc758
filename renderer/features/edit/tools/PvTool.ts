/** Chooses faces of a building for solar modules: the face under the pointer is shown with its yield, a click takes it or leaves it. */
import { SURFACE_KINDS } from '#models/district/district.ts';
import type { Vector } from '../../../district-view/cameraRig.ts';
import type { SketchPrimitive } from '../../../district-view/sketch.ts';
import type { ToolPointer } from '../../../district-view/viewTool.ts';
import type { PvDraft } from '../../../state/editActions.ts';
import { DeskTool, label } from './desk.ts';

const PV_KINDS = [SURFACE_KINDS.indexOf('wall'), SURFACE_KINDS.indexOf('roof')];
/** Off the face, so that lines are not drawn inside it [m]. */
const OFF_m = 0.1;

interface Face {
  readonly row: number;
  readonly surface: number;
  readonly lift_m: number;
}

export class PvTool extends DeskTool {
  override readonly cursor = 'pointer';
  private under: Face | null = null;
  private text = '';
  private asked = '';
  private lift_m = 0;

  begin(): void {
    this.show();
  }

  private find(pointer: ToolPointer): Face | null {
    const hit = pointer.surface();
    const district = this.desk.district();
    if (!hit || !district || !PV_KINDS.includes(district.surfaces.kind[hit.surface]!)) return null;
    return { row: hit.building, surface: hit.surface, lift_m: hit.lift_m };
  }

  protected override hover(pointer: ToolPointer): void {
    const face = this.find(pointer);
    if (face?.surface === this.under?.surface) return;
    this.under = face;
    this.text = '';
    this.ask();
    this.show();
  }

  /** The yield of the face under the pointer, shown beside it when it is known. */
  private ask(): void {
    const field = this.under && this.draftOf(this.under);
    if (!field) return;
    const key = JSON.stringify(field);
    this.asked = key;
    this.desk.fieldText(field, (text) => {
      if (this.asked !== key) return;
      this.text = text;
      this.show();
    });
  }

  private draftOf({ row, surface }: Face): PvDraft | null {
    const building = this.desk.district()?.buildings[row];
    return building ? { buildingId: building.id, faces: [surface - building.firstSurface] } : null;
  }

  protected override click(pointer: ToolPointer): void {
    const face = this.find(pointer);
    const chosen = face && this.draftOf(face);
    const number = chosen?.faces[0];
    this.forgetClick();
    if (!face || !chosen || number === undefined) return;
    this.lift_m = face.lift_m;
    const { desk } = this;
    const draft = desk.pv();
    if (draft?.buildingId === chosen.buildingId) {
      desk.setPv({ ...draft, faces: toggled(draft.faces, number) });
    } else {
      // What was chosen on another building is not lost.
      if (draft) desk.placePv();
      desk.setPv({ ...chosen, faces: toggled(desk.placedPv(chosen.buildingId), number) });
      desk.select([face.row]);
    }
    this.show();
  }

  protected override keyed(key: string, pointer: ToolPointer): boolean {
    const draft = this.desk.pv();
    if (key === ' ') this.click(pointer);
    else if (key === 'Enter') {
      if (draft) this.desk.placePv();
    } else if (key === 'Backspace' && draft) {
      this.desk.setPv({ ...draft, faces: draft.faces.slice(0, -1) });
    } else if (key === 'Escape') {
      if (draft) this.desk.setPv(null);
      else this.desk.leave();
    } else return false;
    this.show();
    return true;
  }

  /** Again, e.g. when the panel changed what is chosen. */
  show(): void {
    const { desk, under } = this;
    const district = desk.district();
    const standing = desk.standing();
    const draft = desk.pv();
    const sketch: SketchPrimitive[] = [];
    if (district && standing) {
      if (draft) {
        const row = district.buildings.findIndex(({ id }) => id === draft.buildingId);
        const first = district.buildings[row]?.firstSurface ?? 0;
        for (const face of draft.faces) sketch.push(...this.outline(row, first + face, this.lift_m, 'draft'));
      }
      if (under) {
        const outline = this.outline(under.row, under.surface, under.lift_m, 'ghost');
        sketch.push(...outline);
        const ring = outline[0];
        if (this.text !== '' && ring?.kind === 'polygon') sketch.push(label(middle(ring.ring_m), this.text, 'ghost'));
      }
    }
    desk.draw(sketch);
    desk.tell({ hint: draft ? 'draw.hint.pvChosen' : 'draw.hint.pv', values: { count: draft?.faces.length ?? 0 } });
  }

  private outline(row: number, surface: number, lift_m: number, style: 'draft' | 'ghost'): SketchPrimitive[] {
    const normal = this.desk.district()?.surfaces.normal;
    const rings = row < 0 ? [] : (this.desk.standing()?.faceRings(row, surface) ?? []);
    const [nx, ny, nz] = [normal?.[surface * 3] ?? 0, normal?.[surface * 3 + 1] ?? 0, normal?.[surface * 3 + 2] ?? 0];
    return rings.map((ring) => ({
      kind: 'polygon',
      ring_m: Array.from(
        { length: ring.length / 3 },
        (_, i): Vector => [ring[i * 3]! + nx * OFF_m, ring[i * 3 + 1]! + ny * OFF_m, ring[i * 3 + 2]! + nz * OFF_m + lift_m],
      ),
      style,
    }));
  }
}

function toggled(faces: readonly number[], face: number): readonly number[] {
  return faces.includes(face) ? faces.filter((own) => own !== face) : [...faces, face];
}

function middle(points: readonly Vector[]): Vector {
  const sum = points.reduce<Vector>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
  const count = Math.max(1, points.length);
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
