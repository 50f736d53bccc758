/** Footprint, height and missing walls of one building from its rows of the surface table. */
import { SURFACE_KINDS } from '../district.ts';
import type { SurfaceBuffers } from './surfaceBuffers.ts';

/** Faces below this are skipped and counted [m2]. */
export const ZERO_AREA_m2 = 1e-6;

export interface Measures {
  readonly footprintArea_m2: number;
  /** True where there is no ground face and the footprint is the projected roof. */
  readonly footprintInferred: boolean;
  /** Ground to highest roof point [m]. */
  readonly height_m: number;
  /** Mean height of the ground faces [m]; null without any. */
  readonly groundLevel_m: number | null;
  /** Wall area that the ground outline asks for and the model leaves out (party walls) [m2]; a lower bound. */
  readonly missingWallArea_m2: number;
}

const GROUND = SURFACE_KINDS.indexOf('ground');
const ROOF = SURFACE_KINDS.indexOf('roof');
const WALL = SURFACE_KINDS.indexOf('wall');

/**
 * Measures the rows from `first` to the last.
 * @param levels lowest vertex, the ground where no face says so, and highest point of the stated roofs [m]
 * @param closed true for a closed shell, which lacks no wall
 */
export function measureRows(
  buffers: SurfaceBuffers,
  first: number,
  levels: { readonly level: number; readonly roofTop: number },
  closed: boolean,
): Measures {
  const { kind, area_m2, vector_m2, vertices, vertexStart, ringStart, count } = buffers;
  let ground = 0;
  let groundMoment = 0;
  let groundFaces = 0;
  let outline = 0;
  let roof = 0;
  let roofMoment = 0;
  let wall = 0;
  let highest = Number.NEGATIVE_INFINITY;
  let highestRoof = levels.roofTop;
  for (let row = first; row < count; row++) {
    const projected = Math.abs(vector_m2[row * 3 + 2]!);
    const from = vertexStart[ringStart[row]!]!;
    const to = vertexStart[ringStart[row]! + 1]!;
    let top = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let v = from; v < to; v++) {
      const z = vertices[v * 3 + 2]!;
      sum += z;
      if (z > top) top = z;
    }
    if (top > highest) highest = top;
    if (kind[row] === GROUND) {
      ground += projected;
      groundMoment += (projected * sum) / (to - from);
      groundFaces++;
      outline += ringLength(vertices, from, to);
    } else if (kind[row] === ROOF) {
      roof += projected;
      roofMoment += (projected * sum) / (to - from);
      if (top > highestRoof) highestRoof = top;
    } else if (kind[row] === WALL) wall += area_m2[row]!;
  }
  const hasGround = ground > ZERO_AREA_m2;
  const groundLevel_m = hasGround ? groundMoment / ground : null;
  if (count === first) return { footprintArea_m2: 0, footprintInferred: false, height_m: 0, groundLevel_m, missingWallArea_m2: 0 };
  if (highestRoof === Number.NEGATIVE_INFINITY) highestRoof = highest;
  const meanHeight = roof > 0 && groundLevel_m !== null ? roofMoment / roof - groundLevel_m : 0;
  return {
    footprintArea_m2: hasGround ? ground : roof,
    footprintInferred: !hasGround,
    height_m: Math.max(0, highestRoof - (groundLevel_m ?? levels.level)),
    groundLevel_m,
    missingWallArea_m2: closed || groundFaces !== 1 ? 0 : Math.max(0, outline * meanHeight - wall),
  };
}

function ringLength(vertices: Float64Array, from: number, to: number): number {
  let length = 0;
  for (let v = from; v < to; v++) {
    const next = v + 1 < to ? v + 1 : from;
    length += Math.hypot(vertices[next * 3]! - vertices[v * 3]!, vertices[next * 3 + 1]! - vertices[v * 3 + 1]!);
  }
  return length;
}
