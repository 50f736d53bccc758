/**
 * Cuts through the district: a horizontal one at a height and a vertical one along a line. The shaders leave out what
 * lies beyond, which costs no new program when a cut begins, and picking leaves it out by the same rule.
 */
import { Cartesian3, type CustomShader, UniformType } from '@cesium/engine';
import type { Bounds } from './cameraRig.ts';

export interface Cut {
  /** What rises higher above the lowest building is left out [m]; null for no horizontal cut. */
  readonly height_m: number | null;
  /** What lies to the right of a line is left out; null for no vertical cut. */
  readonly plane: {
    /** A point of the line, east and north [m]. */
    readonly through_m: readonly [number, number];
    /** Direction of the line, clockwise from north [deg]. */
    readonly bearing_deg: number;
  } | null;
}

/** Higher than anything that stands [m]. */
const NO_HEIGHT_M = 1e6;

export const CUT_TEST = `
bool isCutAway(vec3 p) {
  return p.y > u_cutTop || dot(p.xz, u_cutSide.xy) > u_cutSide.z;
}
bool isCutting() {
  return u_cutTop < ${NO_HEIGHT_M.toFixed(1)} || any(notEqual(u_cutSide.xy, vec2(0.0)));
}
`;

export function cutUniforms() {
  return {
    u_cutTop: { type: UniformType.FLOAT, value: NO_HEIGHT_M },
    u_cutSide: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
  };
}

/** East and north of the side that is left out, and how far from the origin it begins [m]. */
function sideOf({ through_m, bearing_deg }: NonNullable<Cut['plane']>): readonly [number, number, number] {
  const bearing = (bearing_deg * Math.PI) / 180;
  const [east, north] = [Math.cos(bearing), -Math.sin(bearing)];
  return [east, north, east * through_m[0] + north * through_m[1]];
}

/** Values of {@link cutUniforms} in the axes of the models: east, up, -north. */
export function cutValues(cut: Cut | null, bounds: Bounds): readonly (readonly [string, Parameters<CustomShader['setUniform']>[1]])[] {
  const [east, north, from] = cut?.plane ? sideOf(cut.plane) : [0, 0, 1];
  return [
    ['u_cutTop', cut?.height_m == null ? NO_HEIGHT_M : bounds[2] + cut.height_m],
    ['u_cutSide', new Cartesian3(east, -north, from)],
  ];
}

/** Whether a point is left out; null where nothing is cut. */
export function cutTest(cut: Cut | null, bounds: Bounds): ((east: number, north: number, up: number) => boolean) | null {
  if (!cut || (cut.height_m === null && !cut.plane)) return null;
  const top = cut.height_m === null ? Infinity : bounds[2] + cut.height_m;
  const [nx, ny, from] = cut.plane ? sideOf(cut.plane) : [0, 0, 1];
  return (east, north, up) => up > top || nx * east + ny * north > from;
}
