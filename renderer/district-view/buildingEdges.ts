/** The edges of buildings as lines, so that forms read without strong light. */
import type { DistrictMesh } from './districtMesh.ts';
import { packPrimitives } from './glb.ts';

export interface BuildingEdges {
  /** East, up, -north of both ends of each edge [m]. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Surface and building per end. */
  readonly surfaces: Float32Array;
  readonly buildings: Float32Array;
  /** Edges of building b: [firstEdge[b], firstEdge[b + 1]). */
  readonly firstEdge: Uint32Array<ArrayBuffer>;
}

/** Position of a corner in millimetres, for finding the same corner in another triangle. */
function cornerKey(positions: Float32Array, vertex: number): string {
  return `${Math.round(positions[vertex * 3]! * 1000)},${Math.round(positions[vertex * 3 + 1]! * 1000)},${Math.round(positions[vertex * 3 + 2]! * 1000)}`;
}

/**
 * Outlines of all surfaces. An edge inside a surface belongs to two of its triangles and is left out;
 * one between two surfaces of a building is drawn once.
 */
export function buildingEdges(mesh: DistrictMesh): BuildingEdges {
  // A large city has ten million of them: a list of numbers would take several times their memory.
  let ends = new Uint32Array(1 << 16);
  let count = 0;
  const firstEdge = new Uint32Array(mesh.buildingCount + 1);
  for (let building = 0; building < mesh.buildingCount; building++) {
    const corners = new Map<string, number>();
    const cornerOf = (vertex: number): number => {
      const key = cornerKey(mesh.positions, vertex);
      const known = corners.get(key);
      if (known !== undefined) return known;
      corners.set(key, corners.size);
      return corners.size - 1;
    };
    // Per edge of two corners: the surfaces it occurs in, and how often in the first.
    const edges = new Map<number, { from: number; to: number; surface: number; repeats: number; shared: boolean }>();
    for (let t = mesh.firstTriangle[building]!; t < mesh.firstTriangle[building + 1]!; t++) {
      for (let k = 0; k < 3; k++) {
        const from = mesh.triangles[t * 3 + k]!;
        const to = mesh.triangles[t * 3 + ((k + 1) % 3)]!;
        const a = cornerOf(from);
        const b = cornerOf(to);
        if (a === b) continue;
        const key = Math.min(a, b) * 67_108_864 + Math.max(a, b);
        const surface = mesh.surfaceOfVertex[from]!;
        const known = edges.get(key);
        if (!known) edges.set(key, { from, to, surface, repeats: 1, shared: false });
        else if (known.surface === surface) known.repeats++;
        else known.shared = true;
      }
    }
    if (count + edges.size * 2 > ends.length) {
      const larger = new Uint32Array(Math.max(count + edges.size * 2, Math.ceil(ends.length * 1.5)));
      larger.set(ends.subarray(0, count));
      ends = larger;
    }
    for (const { from, to, repeats, shared } of edges.values()) {
      if (repeats > 1 && !shared) continue;
      ends[count++] = from;
      ends[count++] = to;
    }
    firstEdge[building + 1] = count / 2;
  }
  const positions = new Float32Array(count * 3);
  const surfaces = new Float32Array(count);
  const buildings = new Float32Array(count);
  let building = 0;
  for (let i = 0; i < count; i++) {
    const vertex = ends[i]!;
    while (i / 2 >= firstEdge[building + 1]!) building++;
    for (let axis = 0; axis < 3; axis++) positions[i * 3 + axis] = mesh.positions[vertex * 3 + axis]!;
    surfaces[i] = mesh.surfaceOfVertex[vertex]!;
    buildings[i] = building;
  }
  return { positions, surfaces, buildings, firstEdge };
}

/** Ends of edges in one part of the file: a little more than a building and far less than a frame's work. */
const PART_ENDS = 120_000;

/** The edges as binary glTF with the same feature ids as the faces, in parts like them. */
export function edgesGlb(edges: BuildingEdges, surfaceCount: number): Uint8Array<ArrayBuffer> {
  const featureCounts = [surfaceCount, edges.firstEdge.length - 1];
  const starts = Array.from({ length: Math.max(1, Math.ceil(edges.surfaces.length / PART_ENDS)) }, (_, i) => i * PART_ENDS);
  return packPrimitives(
    starts.map((from) => ({
      attributes: [
        { name: 'POSITION', values: edges.positions.subarray(from * 3, (from + PART_ENDS) * 3) },
        { name: '_FEATURE_ID_0', values: edges.surfaces.subarray(from, from + PART_ENDS) },
        { name: '_FEATURE_ID_1', values: edges.buildings.subarray(from, from + PART_ENDS) },
      ],
      indices: null,
      mode: 1,
      featureCounts,
    })),
  );
}
