/** Thick outlines of the selected buildings. */
import { type Camera, Cartesian3, Color, Material, Matrix4, PolylineCollection } from '@cesium/engine';
import type { Bounds } from './cameraRig.ts';
import { type Cut, cutTest } from './cut.ts';
import type { KeptScenery } from './scenery.worker.ts';

/** More edges than this are marked by colour only. */
const MAX_EDGES = 6_000;
const WIDTH_PX = 3;
/** Outlines of many buildings are thinner, so that their colours stay visible. */
const MANY = 12;
const MANY_WIDTH_PX = 1.75;
/** Beyond this distance lines get thinner, else they would cover what they bound [m]. */
const THIN_FROM_M = 900;
const THIN_WIDTH_PX = 1.5;
/** Lines lie a little nearer than the faces they bound, else both would flicker. */
const NEARER = 0.996;

export class SelectionEdges {
  /** Belongs to the scene it was added to. */
  readonly lines = new PolylineCollection();

  private isCutAway: ReturnType<typeof cutTest> = null;
  private width_px = WIDTH_PX;

  /** Holds for what is drawn next. */
  setCut(cut: Cut | null, bounds: Bounds): void {
    this.isCutAway = cutTest(cut, bounds);
  }

  clear(): void {
    this.lines.removeAll();
  }

  /** Outlines some buildings; none where there are too many. */
  draw({ edgePositions, firstEdge }: KeptScenery, buildings: readonly number[], colour: string): void {
    this.lines.removeAll();
    let count = 0;
    for (const building of buildings) count += (firstEdge[building + 1] ?? 0) - (firstEdge[building] ?? 0);
    if (count > MAX_EDGES) return;
    const point = (vertex: number): Cartesian3 =>
      new Cartesian3(edgePositions[vertex * 3]!, -edgePositions[vertex * 3 + 2]!, edgePositions[vertex * 3 + 1]!);
    const width = buildings.length > MANY ? MANY_WIDTH_PX : WIDTH_PX;
    this.width_px = width;
    const color = Color.fromCssColorString(colour);
    for (const building of buildings) {
      const last = firstEdge[building + 1] ?? 0;
      for (let edge = firstEdge[building] ?? 0; edge < last; edge++) {
        const [from, to] = [point(edge * 2), point(edge * 2 + 1)];
        if (this.isCutAway?.((from.x + to.x) / 2, (from.y + to.y) / 2, (from.z + to.z) / 2)) continue;
        this.lines.add({
          positions: [from, to],
          width,
          material: Material.fromType('Color', { color }),
        });
      }
    }
  }

  /** Follows the camera. */
  place(camera: Camera, localToFixed: Matrix4, distance_m: number): void {
    const thinned = Math.max(THIN_WIDTH_PX, this.width_px * Math.min(1, THIN_FROM_M / distance_m));
    if (this.lines.length > 0 && Math.abs(this.lines.get(0).width - thinned) > 0.2) {
      for (let i = 0; i < this.lines.length; i++) this.lines.get(i).width = thinned;
    }
    const eye = camera.positionWC;
    const pull = Matrix4.multiplyByUniformScale(Matrix4.fromTranslation(eye), NEARER, new Matrix4());
    const nearer = Matrix4.multiplyByTranslation(pull, Cartesian3.negate(eye, new Cartesian3()), pull);
    this.lines.modelMatrix = Matrix4.multiply(nearer, localToFixed, new Matrix4());
  }
}
