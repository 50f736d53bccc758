/** Storeys of a building of which only the shell is known, and the outlines its heated zone has in each. */
import { type Geom, union } from 'polyclip-ts';
import { type District, SURFACE_KINDS } from '../district.ts';
import type { PlaneRing } from './facePlane.ts';
import { ringArea } from './facePlane.ts';

/** Least height of a storey; where eaves over storeys is lower, the storeys reach up into the roof [m]. */
const LEAST_STOREY_m = 2.3;
const ROOF = SURFACE_KINDS.indexOf('roof');
const GROUND = SURFACE_KINDS.indexOf('ground');
/** Roof faces steeper than this (by the upward part of the normal) cover nothing in plan. */
const LEAST_SLOPE = 0.05;

/** A face seen from above. */
interface PlanFace {
  readonly kind: number;
  readonly low_m: number;
  readonly high_m: number;
  readonly planArea_m2: number;
  readonly rings: readonly PlaneRing[];
}

function planFaces(district: District, row: number, shift_m: readonly [number, number, number]): PlanFace[] {
  const { surfaces } = district;
  const building = district.buildings[row]!;
  const faces: PlanFace[] = [];
  for (let face = building.firstSurface; face < building.firstSurface + building.surfaceCount; face++) {
    const kind = surfaces.kind[face]!;
    const up = surfaces.normal[face * 3 + 2]!;
    if ((kind !== ROOF || up < LEAST_SLOPE) && kind !== GROUND) continue;
    let [low_m, high_m] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const rings: number[][] = [];
    for (let ring = surfaces.ringStart[face]!; ring < surfaces.ringStart[face + 1]!; ring++) {
      const flat: number[] = [];
      for (let vertex = surfaces.vertexStart[ring]!; vertex < surfaces.vertexStart[ring + 1]!; vertex++) {
        const z = surfaces.vertices_m[vertex * 3 + 2]! - shift_m[2];
        low_m = Math.min(low_m, z);
        high_m = Math.max(high_m, z);
        flat.push(surfaces.vertices_m[vertex * 3]! - shift_m[0], surfaces.vertices_m[vertex * 3 + 1]! - shift_m[1]);
      }
      rings.push(flat);
    }
    faces.push({ kind, low_m, high_m, planArea_m2: surfaces.area_m2[face]! * Math.abs(up), rings });
  }
  return faces;
}

/** The eaves that half of the roof area lies above. */
function usualEaves_m(roofs: readonly PlanFace[]): number {
  const inOrder = [...roofs].sort((a, b) => a.low_m - b.low_m);
  const half = inOrder.reduce((sum, face) => sum + face.planArea_m2, 0) / 2;
  let sum = 0;
  for (const face of inOrder) {
    sum += face.planArea_m2;
    if (sum >= half) return face.low_m;
  }
  return 0;
}

function unionOf(faces: readonly PlanFace[]): readonly (readonly PlaneRing[])[] {
  const polygons = faces.map(({ rings }): Geom => rings.map((ring) => pairs(ring)));
  const [first, ...rest] = polygons;
  if (!first) return [];
  return union(first, ...rest).map((polygon) =>
    polygon.map((ring, index) => {
      const flat = ring.slice(0, -1).flat();
      // Exterior counter-clockwise, holes clockwise.
      return ringArea(flat) >= 0 === (index === 0) ? flat : pairs(flat).reverse().flat();
    }),
  );
}

function pairs(ring: PlaneRing): [number, number][] {
  return Array.from({ length: ring.length / 2 }, (_, i): [number, number] => [ring[2 * i]!, ring[2 * i + 1]!]);
}

export interface StoreyPrism {
  readonly floor_m: number;
  readonly ceiling_m: number;
  /** Outlines in plan: polygons of an exterior and holes, flat east, north pairs [m]. */
  readonly outlines: readonly (readonly PlaneRing[])[];
  readonly area_m2: number;
}

/**
 * Storeys of equal height from the ground to the eaves (into the roof where that would be too low), each with the part of
 * the plan that roofs above the middle of the storey cover.
 * @param storeys number of storeys, at least 1
 * @param shift_m east, north, up taken off all coordinates; up is that of the ground
 * @param height_m ground to top [m], for buildings without roof faces
 */
export function storeyPrisms(
  district: District,
  row: number,
  storeys: number,
  shift_m: readonly [number, number, number],
  height_m: number,
): readonly StoreyPrism[] {
  const faces = planFaces(district, row, shift_m);
  const roofs = faces.filter((face) => face.kind === ROOF);
  const top_m = roofs.reduce((top, face) => Math.max(top, face.high_m), 0) || height_m;
  const eaves_m = usualEaves_m(roofs);
  const storey_m = (eaves_m / storeys >= LEAST_STOREY_m ? eaves_m : top_m) / storeys;
  const grounds = faces.filter((face) => face.kind === GROUND);
  const prisms: StoreyPrism[] = [];
  for (let storey = 0; storey < storeys; storey++) {
    const floor_m = storey * storey_m;
    const covered = roofs.filter((face) => face.high_m > floor_m + storey_m / 2);
    const outlines = outlinesOf(covered.length > 0 ? covered : grounds);
    const area_m2 = outlines.reduce((sum, rings) => sum + rings.reduce((area, ring) => area + ringArea(ring), 0), 0);
    prisms.push({ floor_m, ceiling_m: floor_m + storey_m, outlines, area_m2 });
  }
  return prisms;
}

/** Faces that the union cannot join (self-crossing rings) stay side by side. */
function outlinesOf(faces: readonly PlanFace[]): readonly (readonly PlaneRing[])[] {
  try {
    return unionOf(faces);
  } catch {
    return faces.map(({ rings }) => rings);
  }
}
