/** Outlines of buildings on the globe: ground surfaces, or projected roofs where a file has none. */
import { type District, SURFACE_KINDS } from '#models/district/district.ts';
import type { LocalFrame } from '../../projection/ellipsoid.ts';

/** Moves a local position [m] into the coordinates of an export, the easting or longitude first. */
export type ToPosition = (east_m: number, north_m: number, up_m: number) => Position;

const GROUND = SURFACE_KINDS.indexOf('ground');
const ROOF = SURFACE_KINDS.indexOf('roof');
/** A degree has 111 km: nine decimals are a tenth of a millimetre, so that small outlines keep their area. */
const DECIMALS = 1e9;

export type Position = readonly [x: number, y: number];
/** Exterior ring, then holes; closed. Exterior counter-clockwise as RFC 7946 asks. */
export type PolygonRings = readonly (readonly Position[])[];

export interface Footprint {
  readonly polygons: readonly PolygonRings[];
  readonly from: 'ground' | 'roof';
}

/** Footprint of a building in degrees; null where it has neither ground nor roof. */
export function footprintOf(district: Pick<District, 'buildings' | 'surfaces'>, index: number, frame: LocalFrame): Footprint | null {
  return placedFootprint(district, index, (east, north, up) => {
    const [lon, lat] = frame.toGeodetic(east, north, up);
    return [Math.round(lon * DECIMALS) / DECIMALS, Math.round(lat * DECIMALS) / DECIMALS];
  });
}

/** Footprint of a building in any coordinates. */
export function placedFootprint(
  { buildings, surfaces }: Pick<District, 'buildings' | 'surfaces'>,
  index: number,
  toPosition: ToPosition,
): Footprint | null {
  const { firstSurface, surfaceCount } = buildings[index]!;
  for (const [kind, from] of [
    [GROUND, 'ground'],
    [ROOF, 'roof'],
  ] as const) {
    const polygons: PolygonRings[] = [];
    for (let row = firstSurface; row < firstSurface + surfaceCount; row++) {
      if (surfaces.kind[row] !== kind || Math.abs(surfaces.normal[row * 3 + 2]!) < 1e-3) continue;
      const rings: Position[][] = [];
      for (let ring = surfaces.ringStart[row]!; ring < surfaces.ringStart[row + 1]!; ring++) {
        rings.push(
          ringOf(
            surfaces.vertices_m,
            surfaces.vertexStart[ring]!,
            surfaces.vertexStart[ring + 1]!,
            ring === surfaces.ringStart[row],
            toPosition,
          ),
        );
      }
      polygons.push(rings);
    }
    if (polygons.length > 0) return { polygons, from };
  }
  return null;
}

function ringOf(xyz: Float64Array, from: number, to: number, isExterior: boolean, toPosition: ToPosition): Position[] {
  let twiceArea = 0;
  for (let i = from; i < to; i++) {
    const k = i + 1 < to ? i + 1 : from;
    twiceArea += xyz[i * 3]! * xyz[k * 3 + 1]! - xyz[k * 3]! * xyz[i * 3 + 1]!;
  }
  const ring: Position[] = [];
  for (let i = from; i < to; i++) {
    ring.push(toPosition(xyz[i * 3]!, xyz[i * 3 + 1]!, xyz[i * 3 + 2]!));
  }
  if (twiceArea > 0 !== isExterior) ring.reverse();
  ring.push(ring[0]!);
  return ring;
}
