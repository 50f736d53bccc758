/** Outlines and middles of all buildings at once, for maps: typed arrays that travel between workers without a copy. */
import { type District, SURFACE_KINDS } from '#models/district/district.ts';
import { LocalFrame } from './projection/ellipsoid.ts';

/** Structure of arrays; a building has polygons, a polygon an exterior ring and holes. Rings are not closed. */
export interface Footprints {
  /** Longitude, latitude [deg] per vertex. */
  readonly positions_deg: Float64Array<ArrayBuffer>;
  /** Vertex range of ring r: [ringStart[r], ringStart[r+1]). */
  readonly ringStart: Uint32Array<ArrayBuffer>;
  /** Ring range of polygon p: [polygonStart[p], polygonStart[p+1]); the first ring is the exterior. */
  readonly polygonStart: Uint32Array<ArrayBuffer>;
  /** Polygon range of building b: [buildingStart[b], buildingStart[b+1]); empty where it has no outline. */
  readonly buildingStart: Uint32Array<ArrayBuffer>;
  /** Middle of each building: longitude, latitude [deg]; NaN where it has no surfaces. */
  readonly centres_deg: Float64Array<ArrayBuffer>;
}

type Shapes = Pick<District, 'buildings' | 'surfaces'>;

const GROUND = SURFACE_KINDS.indexOf('ground');
const ROOF = SURFACE_KINDS.indexOf('roof');
/** Below this share of upright a face has no outline from above. */
const UPRIGHT = 1e-3;

/** Rows of the faces that make a building's outline: its ground, else its roofs, else its lowest face that is not upright. */
export function outlineRows({ surfaces }: Shapes, first: number, count: number): number[] {
  for (const kind of [GROUND, ROOF]) {
    const rows = [];
    for (let row = first; row < first + count; row++) {
      if (surfaces.kind[row] === kind && Math.abs(surfaces.normal[row * 3 + 2]!) >= UPRIGHT) rows.push(row);
    }
    if (rows.length > 0) return rows;
  }
  let lowest = -1;
  for (let row = first; row < first + count; row++) {
    if (Math.abs(surfaces.normal[row * 3 + 2]!) < UPRIGHT) continue;
    if (lowest < 0 || surfaces.centroid_m[row * 3 + 2]! < surfaces.centroid_m[lowest * 3 + 2]!) lowest = row;
  }
  return lowest < 0 ? [] : [lowest];
}

/**
 * East, north of the middle of each building [m], two per building: the mean of its outline's faces by area. NaN where it
 * has no surfaces.
 */
export function buildingCentres(district: Shapes): Float64Array<ArrayBuffer> {
  const { buildings, surfaces } = district;
  const centres = new Float64Array(2 * buildings.length).fill(Number.NaN);
  buildings.forEach(({ firstSurface, surfaceCount }, building) => {
    let rows = outlineRows(district, firstSurface, surfaceCount);
    if (rows.length === 0) rows = Array.from({ length: surfaceCount }, (_, i) => firstSurface + i);
    let east = 0;
    let north = 0;
    let area = 0;
    for (const row of rows) {
      const weight = surfaces.area_m2[row]!;
      east += weight * surfaces.centroid_m[row * 3]!;
      north += weight * surfaces.centroid_m[row * 3 + 1]!;
      area += weight;
    }
    if (area > 0) centres.set([east / area, north / area], 2 * building);
  });
  return centres;
}

/** Outlines of all buildings on the globe; null while the district has no place on it. */
export function footprintsOf(district: Shapes & Pick<District, 'origin'>): Footprints | null {
  if (!district.origin) return null;
  const frame = new LocalFrame(district.origin);
  const { buildings, surfaces } = district;
  const positions: number[] = [];
  const ringStart = [0];
  const polygonStart = [0];
  const buildingStart = new Uint32Array(buildings.length + 1);
  buildings.forEach(({ firstSurface, surfaceCount }, building) => {
    for (const row of outlineRows(district, firstSurface, surfaceCount)) {
      for (let ring = surfaces.ringStart[row]!; ring < surfaces.ringStart[row + 1]!; ring++) {
        for (let vertex = surfaces.vertexStart[ring]!; vertex < surfaces.vertexStart[ring + 1]!; vertex++) {
          // The place does not depend on the height, which differs within one outline by a storey or two.
          const [lon, lat] = frame.toGeodetic(surfaces.vertices_m[vertex * 3]!, surfaces.vertices_m[vertex * 3 + 1]!, 0);
          positions.push(lon, lat);
        }
        ringStart.push(positions.length / 2);
      }
      polygonStart.push(ringStart.length - 1);
    }
    buildingStart[building + 1] = polygonStart.length - 1;
  });
  const centres_m = buildingCentres(district);
  const centres_deg = new Float64Array(centres_m.length);
  for (let i = 0; i < centres_m.length; i += 2) {
    const [lon, lat] = frame.toGeodetic(centres_m[i]!, centres_m[i + 1]!, 0);
    centres_deg[i] = lon;
    centres_deg[i + 1] = lat;
  }
  return {
    positions_deg: Float64Array.from(positions),
    ringStart: Uint32Array.from(ringStart),
    polygonStart: Uint32Array.from(polygonStart),
    buildingStart,
    centres_deg,
  };
}
