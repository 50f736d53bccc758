/** Triangles of planar faces, turned so that they look the way the face does. */
import earcut from 'earcut';
import type { SurfaceTable } from '#models/district/district.ts';

export type TriangulatedTable = Pick<SurfaceTable, 'count' | 'normal' | 'ringStart' | 'vertexStart' | 'vertices_m'>;

/** Axes of the plane a face is looked at in: the one its normal is longest on is dropped, orientation kept. */
function planeAxes(nx: number, ny: number, nz: number): readonly [number, number] {
  const [ax, ay, az] = [Math.abs(nx), Math.abs(ny), Math.abs(nz)];
  if (az >= ax && az >= ay) return nz > 0 ? [0, 1] : [1, 0];
  if (ax >= ay) return nx > 0 ? [1, 2] : [2, 1];
  return ny > 0 ? [2, 0] : [0, 2];
}

/**
 * Vertex indices, three per triangle, of all faces in the order of the rows; the vertices are those of the table.
 * @returns indices, and for each row the number of the first index: row i has [firstIndex[i], firstIndex[i + 1])
 */
export function triangulate(surfaces: TriangulatedTable): { readonly indices: Uint32Array; readonly firstIndex: Uint32Array } {
  const { count, normal, ringStart, vertexStart, vertices_m: xyz } = surfaces;
  // A face of v vertices and h holes has at most v + 2h - 2 triangles.
  const rings = ringStart[count] ?? 0;
  const indices = new Uint32Array(3 * ((vertexStart[rings] ?? 0) + 2 * rings));
  const firstIndex = new Uint32Array(count + 1);
  let used = 0;
  let plane: number[] = [];
  for (let row = 0; row < count; row++) {
    const [first, last] = [ringStart[row]!, ringStart[row + 1]!];
    const [from, to] = [vertexStart[first]!, vertexStart[last]!];
    const [u, v] = planeAxes(normal[row * 3]!, normal[row * 3 + 1]!, normal[row * 3 + 2]!);
    const turn = (a: number, b: number, c: number): number =>
      (xyz[b * 3 + u]! - xyz[a * 3 + u]!) * (xyz[c * 3 + v]! - xyz[a * 3 + v]!) -
      (xyz[b * 3 + v]! - xyz[a * 3 + v]!) * (xyz[c * 3 + u]! - xyz[a * 3 + u]!);
    const add = (a: number, b: number, c: number): void => {
      const facing = turn(a, b, c) >= 0;
      indices[used++] = a;
      indices[used++] = facing ? b : c;
      indices[used++] = facing ? c : b;
    };
    const corners = to - from;
    if (last - first === 1 && corners === 3) add(from, from + 1, from + 2);
    else if (
      last - first === 1 &&
      corners === 4 &&
      turn(from, from + 1, from + 2) > 0 &&
      turn(from + 1, from + 2, from + 3) > 0 &&
      turn(from + 2, from + 3, from) > 0 &&
      turn(from + 3, from, from + 1) > 0
    ) {
      add(from, from + 1, from + 2);
      add(from, from + 2, from + 3);
    } else {
      plane = [];
      for (let i = from; i < to; i++) plane.push(xyz[i * 3 + u]!, xyz[i * 3 + v]!);
      const holes: number[] = [];
      for (let ring = first + 1; ring < last; ring++) holes.push(vertexStart[ring]! - from);
      const triangles = earcut(plane, holes, 2);
      for (let i = 0; i < triangles.length; i += 3) add(from + triangles[i]!, from + triangles[i + 1]!, from + triangles[i + 2]!);
    }
    firstIndex[row + 1] = used;
  }
  return { indices: indices.slice(0, used), firstIndex };
}
