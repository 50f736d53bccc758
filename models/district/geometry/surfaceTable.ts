/** The columns of the surface table from what was read: normals, centroids and azimuths in local metres. */
import type { SurfaceTable } from '../district.ts';
import { addRingMoment, addRingVector, azimuth_deg } from './faceVector.ts';
import type { SurfaceBuffers } from './surfaceBuffers.ts';

/** A table whose party walls are not known yet, with the part of every row. */
export type UnsharedTable = Omit<SurfaceTable, 'sharedArea_m2'> & { readonly part: Uint32Array };

/**
 * Copies the buffers into a table of their size.
 * @param toLocal plane coordinates (x, y, z triples) into local east, north, up [m]; the identity where absent
 */
export function surfaceTable(buffers: SurfaceBuffers, toLocal?: (plane: Float64Array) => Float64Array): UnsharedTable {
  const { count } = buffers;
  // Of a large city the vertices are most of the memory: no copy beside the one that is kept.
  const plane = buffers.vertices.subarray(0, buffers.vertexCount * 3);
  const vertices_m = toLocal ? toLocal(plane) : plane.slice();
  const ringStart = buffers.ringStart.slice(0, count + 1);
  const vertexStart = buffers.vertexStart.slice(0, buffers.ringCount + 1);
  const normal = new Float64Array(count * 3);
  const centroid_m = new Float64Array(count * 3);
  const azimuth = new Float64Array(count);
  const tilt = buffers.tilt_deg.slice(0, count);
  const vector = new Float64Array(3);
  const moment = new Float64Array(4);
  for (let row = 0; row < count; row++) {
    vector.fill(0);
    moment.fill(0);
    const [first, last] = [ringStart[row]!, ringStart[row + 1]!];
    for (let ring = first; ring < last; ring++) addRingVector(vertices_m, vertexStart[ring]!, vertexStart[ring + 1]!, vector);
    // A sliver can shrink to nothing on the way into the local frame: its normal is then that in the plane.
    if (!(Math.hypot(vector[0]!, vector[1]!, vector[2]!) > 0)) vector.set(buffers.vector_m2.subarray(row * 3, row * 3 + 3));
    const area = Math.hypot(vector[0]!, vector[1]!, vector[2]!);
    const nx = vector[0]! / area;
    const ny = vector[1]! / area;
    const nz = vector[2]! / area;
    for (let ring = first; ring < last; ring++) {
      addRingMoment(vertices_m, vertexStart[ring]!, vertexStart[ring + 1]!, nx, ny, nz, moment);
    }
    normal.set([nx, ny, nz], row * 3);
    const corner = vertexStart[first]! * 3;
    for (let axis = 0; axis < 3; axis++) {
      centroid_m[row * 3 + axis] = moment[3]! > 0 ? moment[axis]! / moment[3]! : vertices_m[corner + axis]!;
    }
    azimuth[row] = tilt[row]! < 3 ? Number.NaN : azimuth_deg(nx, ny, nz);
  }
  return {
    count,
    building: buffers.building.slice(0, count),
    part: buffers.part.slice(0, count),
    kind: buffers.kind.slice(0, count),
    kindInferred: buffers.kindInferred.slice(0, count),
    area_m2: buffers.area_m2.slice(0, count),
    tilt_deg: tilt,
    azimuth_deg: azimuth,
    normal,
    centroid_m,
    ringStart,
    vertexStart,
    vertices_m,
  };
}
