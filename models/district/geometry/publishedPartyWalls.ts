/**
 * Party wall areas that the source publishes win over those found geometrically, which miss neighbours
 * that are not in the file. A published sum says nothing about single walls: what geometry does not
 * account for is spread over the walls in proportion to their free area.
 */
import type { SurfaceTable } from '../district.ts';
import { SURFACE_KINDS } from '../district.ts';

const WALL = SURFACE_KINDS.indexOf('wall');

/**
 * Changes the shared areas of rows [first, first + count) so that their sum is the published one.
 * @param published_m2 capped at the wall area of the rows
 */
export function applyPublishedSharedArea(surfaces: SurfaceTable, first: number, count: number, published_m2: number): void {
  let wall = 0;
  let shared = 0;
  for (let row = first; row < first + count; row++) {
    if (surfaces.kind[row] !== WALL) continue;
    wall += surfaces.area_m2[row]!;
    shared += surfaces.sharedArea_m2[row]!;
  }
  const target = Math.min(published_m2, wall);
  for (let row = first; row < first + count; row++) {
    if (surfaces.kind[row] !== WALL) continue;
    const own = surfaces.sharedArea_m2[row]!;
    const free = surfaces.area_m2[row]! - own;
    if (target <= shared) surfaces.sharedArea_m2[row] = shared > 0 ? (own * target) / shared : 0;
    else surfaces.sharedArea_m2[row] = own + (free * (target - shared)) / (wall - shared);
  }
}
