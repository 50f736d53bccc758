/** Which buildings lie in a rectangle on the screen. */
import type { DistrictMesh } from './districtMesh.ts';

/** Pixels from the top left of the canvas; any two opposite corners. */
export interface ScreenBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * Rows of the buildings whose middle (half height, centre of the outline) is drawn inside the box, hidden ones included.
 * `localToClip` maps east, north, up [m] to clip space, column-major.
 */
export function buildingsInBox(
  mesh: Pick<DistrictMesh, 'boxes' | 'buildingCount'>,
  localToClip: ArrayLike<number>,
  canvas: { readonly width: number; readonly height: number },
  box: ScreenBox,
): number[] {
  const left = Math.min(box.x0, box.x1);
  const right = Math.max(box.x0, box.x1);
  const top = Math.min(box.y0, box.y1);
  const bottom = Math.max(box.y0, box.y1);
  const m = localToClip;
  const rows: number[] = [];
  for (let building = 0; building < mesh.buildingCount; building++) {
    const at = building * 6;
    const east = (mesh.boxes[at]! + mesh.boxes[at + 3]!) / 2;
    const north = (mesh.boxes[at + 1]! + mesh.boxes[at + 4]!) / 2;
    const up = (mesh.boxes[at + 2]! + mesh.boxes[at + 5]!) / 2;
    const w = m[3]! * east + m[7]! * north + m[11]! * up + m[15]!;
    if (!(w > 0)) continue;
    const x = ((m[0]! * east + m[4]! * north + m[8]! * up + m[12]!) / w + 1) * 0.5 * canvas.width;
    const y = (1 - (m[1]! * east + m[5]! * north + m[9]! * up + m[13]!) / w) * 0.5 * canvas.height;
    if (x >= left && x <= right && y >= top && y <= bottom) rows.push(building);
  }
  return rows;
}
