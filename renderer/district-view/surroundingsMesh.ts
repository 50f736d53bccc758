/** The surroundings of a district as the view draws them. */
import { CONTEXT_KINDS, type ContextSurfaces } from '#models/district/context.ts';
import { packGlb } from './glb.ts';

export interface SurroundingsMesh {
  /** Binary glTF: east, up, -north [m], normals, and the kind as feature id. */
  readonly glb: Uint8Array<ArrayBuffer>;
  /** How far the plain ground must lie below the lowest building, so that it does not cover the terrain [m]. */
  readonly below_m: number;
}

const TERRAIN = CONTEXT_KINDS.indexOf('terrain');

/**
 * Prepares surroundings for drawing. Where the file brings no terrain, nothing sinks below the plain ground.
 * @param base_m height of the plain ground: the lowest point of the buildings
 */
export function surroundingsMesh({ positions_m, triangles, kind }: ContextSurfaces, base_m: number): SurroundingsMesh {
  const hasTerrain = kind.includes(TERRAIN);
  const floor = hasTerrain ? -Infinity : base_m;
  const indices = new Uint32Array(triangles.length);
  // A vertex that several kinds share is drawn once for each: the kind belongs to it.
  const source: number[] = [];
  const kinds: number[] = [];
  let used = 0;
  for (let k = 0; k < CONTEXT_KINDS.length; k++) {
    const drawn = new Int32Array(positions_m.length / 3).fill(-1);
    for (let i = 0; i < triangles.length; i++) {
      if (kind[(i / 3) | 0] !== k) continue;
      const vertex = triangles[i]!;
      if (drawn[vertex]! < 0) {
        drawn[vertex] = source.push(vertex) - 1;
        kinds.push(k);
      }
      indices[used++] = drawn[vertex]!;
    }
  }
  const positions = new Float32Array(source.length * 3);
  let low = base_m;
  for (const [i, vertex] of source.entries()) {
    const up = Math.max(floor, positions_m[vertex * 3 + 2]!);
    low = Math.min(low, up);
    positions.set([positions_m[vertex * 3]!, up, -positions_m[vertex * 3 + 1]!], i * 3);
  }
  const glb = packGlb({
    attributes: [
      { name: 'POSITION', values: positions },
      { name: 'NORMAL', values: smoothNormals(positions, indices) },
      { name: '_FEATURE_ID_0', values: Float32Array.from(kinds) },
    ],
    indices,
    mode: 4,
    featureCounts: [CONTEXT_KINDS.length],
  });
  return { glb, below_m: base_m - low };
}

/** Means of the triangles around each vertex, weighted by area. */
function smoothNormals(positions: Float32Array, indices: Uint32Array): Float32Array {
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i]! * 3, indices[i + 1]! * 3, indices[i + 2]! * 3];
    const [ux, uy, uz] = [positions[b]! - positions[a]!, positions[b + 1]! - positions[a + 1]!, positions[b + 2]! - positions[a + 2]!];
    const [vx, vy, vz] = [positions[c]! - positions[a]!, positions[c + 1]! - positions[a + 1]!, positions[c + 2]! - positions[a + 2]!];
    for (const at of [a, b, c]) {
      normals[at]! += uy * vz - uz * vy;
      normals[at + 1]! += uz * vx - ux * vz;
      normals[at + 2]! += ux * vy - uy * vx;
    }
  }
  for (let at = 0; at < normals.length; at += 3) {
    const length = Math.hypot(normals[at]!, normals[at + 1]!, normals[at + 2]!);
    if (length > 0) for (let axis = 0; axis < 3; axis++) normals[at + axis]! /= length;
    else normals[at + 1] = 1;
  }
  return normals;
}
