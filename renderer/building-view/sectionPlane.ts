/** The plane of a section in the metres of the drawn building. */
import { Plane, Vector3 } from 'three';
import type { Box } from './drawnModel.ts';
import type { Section } from './viewTypes.ts';

/** Kept beyond the building's ends, so that faces on the very end are neither cut nor left [m]. */
const CLEAR_m = 0.02;

/** Points with a positive distance from the plane are drawn. */
export function sectionPlane({ axis, at }: Section, { low, high }: Box): Plane {
  const k = axis === 'east' ? 0 : axis === 'north' ? 1 : 2;
  const from = low[k] - CLEAR_m;
  const size = high[k] - low[k] + 2 * CLEAR_m;
  if (axis === 'north') return new Plane(new Vector3(0, 1, 0), -(from + (1 - at) * size));
  const normal = axis === 'east' ? new Vector3(-1, 0, 0) : new Vector3(0, 0, -1);
  return new Plane(normal, from + at * size);
}

/** Corners of the plane's frame around the building, in order. */
export function sectionFrame(plane: Plane, { low, high }: Box, margin_m: number): Float32Array {
  const k = plane.normal.x !== 0 ? 0 : plane.normal.y !== 0 ? 1 : 2;
  const at = -plane.constant / plane.normal.getComponent(k);
  const others = [0, 1, 2].filter((axis) => axis !== k);
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  const points: number[] = [];
  for (const corner of corners) {
    const point = [0, 0, 0];
    point[k] = at;
    for (const [i, axis] of others.entries()) point[axis] = corner[i] ? high[axis]! + margin_m : low[axis]! - (axis === 2 ? 0 : margin_m);
    points.push(...point);
  }
  return Float32Array.from(points);
}
