/** What stands around a building and shades it: walls and roofs of the others nearby. */
import { type District, SURFACE_KINDS } from '#models/district/district.ts';
import { shadingObject } from './envelope.ts';
import type { IdfObject } from './idfObject.ts';
import { polygonsOf } from './polygons.ts';

/** Buildings whose box on the plan is nearer than this are written [m]. */
const REACH_m = 60;
const SHADING_KINDS: ReadonlySet<number> = new Set((['wall', 'roof'] as const).map((kind) => SURFACE_KINDS.indexOf(kind)));

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf({ buildings, surfaces }: District, building: number): Box | null {
  const { firstSurface, surfaceCount } = buildings[building]!;
  if (surfaceCount === 0) return null;
  const from = surfaces.vertexStart[surfaces.ringStart[firstSurface]!]!;
  const to = surfaces.vertexStart[surfaces.ringStart[firstSurface + surfaceCount]!]!;
  const box: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (let v = from; v < to; v++) {
    const [x, y] = [surfaces.vertices_m[v * 3]!, surfaces.vertices_m[v * 3 + 1]!];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function distance_m(a: Box, b: Box): number {
  return Math.hypot(Math.max(0, a[0] - b[2], b[0] - a[2]), Math.max(0, a[1] - b[3], b[1] - a[3]));
}

/** Shading polygons of a building's neighbours; trees are not among them. */
export function neighbourShading(district: District, building: number): readonly IdfObject[] {
  const own = boxOf(district, building);
  if (!own) return [];
  const { buildings, surfaces } = district;
  const objects: IdfObject[] = [];
  buildings.forEach((other, index) => {
    const box = index === building ? null : boxOf(district, index);
    if (!box || distance_m(own, box) > REACH_m) return;
    for (let row = other.firstSurface; row < other.firstSurface + other.surfaceCount; row++) {
      if (!SHADING_KINDS.has(surfaces.kind[row]!)) continue;
      polygonsOf(surfaces, row).forEach((ring, piece) => {
        objects.push(shadingObject(`Neighbour ${index + 1} face ${row - other.firstSurface + 1}.${piece + 1}`, ring));
      });
    }
  });
  return objects;
}
