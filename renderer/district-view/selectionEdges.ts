/** Thick outlines of the selected buildings. */
import { type Camera, Cartesian3, Color, Material, Matrix4, PolylineCollection } from '@cesium/engine';
import type { Scenery } from './scenery.worker.ts';

/** More edges than this are marked by colour only. */
const MAX_EDGES = 6_000;
const WIDTH_PX = 3;
/** Outlines of many buildings are thinner, so that their colours stay visible. */
const MANY = 12;
const MANY_WIDTH_PX = 1.75;
/** Lines lie a little nearer than the faces they bound, else both would flicker. */
const NEARER = 0.996;

export class SelectionEdges {
  /** Belongs to the scene it was added to. */
  readonly lines = new PolylineCollection();

  clear(): void {
    this.lines.removeAll();
  }

  /** Outlines some buildings; none where there are too many. */
  draw({ edgePositions, firstEdge }: Scenery, buildings: readonly number[], colour: string): void {
    this.lines.removeAll();
    let count = 0;
    for (const building of buildings) count += (firstEdge[building + 1] ?? 0) - (firstEdge[building] ?? 0);
    if (count > MAX_EDGES) return;
    const point = (vertex: number): Cartesian3 =>
      new Cartesian3(edgePositions[vertex * 3]!, -edgePositions[vertex * 3 + 2]!, edgePositions[vertex * 3 + 1]!);
    const width = buildings.length > MANY ? MANY_WIDTH_PX : WIDTH_PX;
    const color = Color.fromCssColorString(colour);
    for (const building of buildings) {
      const last = firstEdge[building + 1] ?? 0;
      for (let edge = firstEdge[building] ?? 0; edge < last; edge++) {
        this.lines.add({
          positions: [point(edge * 2), point(edge * 2 + 1)],
          width,
          material: Material.fromType('Color', { color }),
        });
      }
    }
  }

  /** Follows the camera. */
  place(camera: Camera, localToFixed: Matrix4): void {
    const eye = camera.positionWC;
    const pull = Matrix4.multiplyByUniformScale(Matrix4.fromTranslation(eye), NEARER, new Matrix4());
    const nearer = Matrix4.multiplyByTranslation(pull, Cartesian3.negate(eye, new Cartesian3()), pull);
    this.lines.modelMatrix = Matrix4.multiply(nearer, localToFixed, new Matrix4());
  }
}
