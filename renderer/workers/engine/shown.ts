/** What the window gets of a district and a weather year: what it draws and shows, never the whole model. */
import { writeGlb } from '#gis-data/formats/glb/writeGlb.ts';
import { suggestReferences } from '#gis-data/projection/project.ts';
import type { ContextSurfaces } from '#models/district/context.ts';
import type { District, SurfaceTable } from '#models/district/district.ts';
import { NO_ELEMENTS, type TerrainGrid } from '#models/district/elements.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import type { LoadedDistrict, LoadedWeather, ShownSurfaces } from '../engineApi.ts';

/** Bounds of all vertices [m]: west, south, bottom, east, north, top; zero for an empty district. */
function boundsOf(vertices_m: Float64Array): LoadedDistrict['bounds_m'] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices_m.length; i++) {
    const axis = i % 3;
    low[axis] = Math.min(low[axis]!, vertices_m[i]!);
    high[axis] = Math.max(high[axis]!, vertices_m[i]!);
  }
  return vertices_m.length === 0 ? [0, 0, 0, 0, 0, 0] : [low[0]!, low[1]!, low[2]!, high[0]!, high[1]!, high[2]!];
}

/** Arrays of their own, which can move to the window while the engine keeps the district. */
function copyOf({ positions_m, triangles, kind }: ContextSurfaces): ContextSurfaces {
  return { positions_m: positions_m.slice(), triangles: triangles.slice(), kind: kind.slice() };
}

function terrainCopy(terrain: TerrainGrid): TerrainGrid {
  return { ...terrain, height_m: terrain.height_m.slice() };
}

/** Columns of their own, which can move to the window while the engine keeps the district. */
function shownSurfaces(surfaces: SurfaceTable): ShownSurfaces {
  return {
    count: surfaces.count,
    building: surfaces.building.slice(),
    kind: surfaces.kind.slice(),
    kindInferred: surfaces.kindInferred.slice(),
    area_m2: new Float32Array(surfaces.area_m2),
    sharedArea_m2: new Float32Array(surfaces.sharedArea_m2),
    tilt_deg: new Float32Array(surfaces.tilt_deg),
    azimuth_deg: new Float32Array(surfaces.azimuth_deg),
    normal: new Float32Array(surfaces.normal),
  };
}

/** Which variant of which base a district is. */
export interface VariantPlace {
  /** `editsKey` of all edits that led to it. */
  readonly key: string;
  /** Rows that all variants of the base have in common. */
  readonly baseCount: number;
}

/** @param zero the file's coordinates of the local zero, to look for reference systems where the file names none */
export function toLoadedDistrict(
  district: District,
  place: VariantPlace = { key: '', baseCount: district.buildings.length },
  zero?: { readonly x0: number; readonly y0: number },
): LoadedDistrict {
  const bounds_m = boundsOf(district.surfaces.vertices_m);
  const [west, south, , east, north] = bounds_m;
  const asked = district.origin === null && zero !== undefined;
  return {
    ...place,
    name: district.name,
    source: district.source,
    reference: district.reference,
    origin: district.origin,
    buildings: district.buildings,
    surfaces: shownSurfaces(district.surfaces),
    issues: district.issues,
    glb: writeGlb(district),
    context: district.context ? copyOf(district.context) : null,
    elements: district.elements ?? NO_ELEMENTS,
    terrain: district.terrain ? terrainCopy(district.terrain) : null,
    bounds_m,
    candidates: asked
      ? suggestReferences({ minX: zero.x0 + west, minY: zero.y0 + south, maxX: zero.x0 + east, maxY: zero.y0 + north })
      : [],
  };
}

export function toLoadedWeather(weather: WeatherYear): LoadedWeather {
  const { name, origin, lat_deg, lon_deg, timeZone_h, notes, noteDetails } = weather;
  return {
    name,
    origin,
    lat_deg,
    lon_deg,
    timeZone_h,
    notes,
    ...(noteDetails ? { noteDetails } : {}),
    dryBulb_C: Float32Array.from(weather.dryBulb_C),
    ghi_W_m2: Float32Array.from(weather.ghi_W_m2),
  };
}
