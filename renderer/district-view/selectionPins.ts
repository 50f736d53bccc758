/** Rings around selected buildings that are too small on the screen for their outline to be seen. */
import type { DistrictMesh } from './districtMesh.ts';
import type { InkLook } from './inkLook.ts';
import type { Projection } from './projection.ts';

/** Smaller than this on the screen, a building gets a ring [px]. */
const SMALL_PX = 16;
const RING_PX = 7;
/** More selected buildings than this need no rings to be found. */
const MOST = 60;

export function drawPins(
  context: CanvasRenderingContext2D,
  projection: Projection,
  look: InkLook,
  { boxes }: DistrictMesh,
  selection: readonly number[],
): void {
  if (selection.length > MOST) return;
  for (const building of selection) {
    const at = building * 6;
    const [west, south, low, east, north, high] = [
      boxes[at]!,
      boxes[at + 1]!,
      boxes[at + 2]!,
      boxes[at + 3]!,
      boxes[at + 4]!,
      boxes[at + 5]!,
    ];
    const middle = projection.toScreen([(west + east) / 2, (south + north) / 2, (low + high) / 2]);
    const a = projection.toScreen([west, south, low]);
    const b = projection.toScreen([east, north, high]);
    const c = projection.toScreen([west, north, low]);
    const d = projection.toScreen([east, south, low]);
    if (!middle || !a || !b || !c || !d) continue;
    const size = Math.max(Math.hypot(a[0] - b[0], a[1] - b[1]), Math.hypot(c[0] - d[0], c[1] - d[1]));
    if (size >= SMALL_PX) continue;
    for (const [width, colour] of [
      [5, look.halo],
      [2.5, look.accent],
    ] as const) {
      context.beginPath();
      context.arc(middle[0], middle[1], RING_PX, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  }
}
