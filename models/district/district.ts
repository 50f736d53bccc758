/**
 * The district as the rest of the program sees it: local east-north-up metres around an origin,
 * buildings with provenance per value, and one table of surfaces as structure of arrays.
 */
import type { Issue } from '../core/issue.ts';
import type { ContextSurfaces } from './context.ts';
import type { SiteElements, TerrainGrid } from './elements.ts';
import type { Provenance, Sourced } from './provenance.ts';

/** Uses a building can have; each has schedules, gains and hot water of its own. */
export const BUILDING_USES = [
  'single-family',
  'terraced',
  'multi-family',
  'apartment-block',
  'office',
  'retail',
  'school',
  'hospitality',
  'health',
  'industry',
  'storage',
] as const;
export type BuildingUse = (typeof BUILDING_USES)[number];

/** What heats a building before any measure. */
export const HEAT_SOURCES = ['gas-boiler', 'oil-boiler', 'biomass-boiler', 'district-heat', 'air-heat-pump', 'direct-electric'] as const;
export type HeatSource = (typeof HEAT_SOURCES)[number];

export type AttributeValue = string | number | boolean | null;

export interface Building {
  /** Id in the source file, unique within the district. */
  readonly id: string;
  readonly name?: string;
  /** Rows of the surface table: [first, first + count). */
  readonly firstSurface: number;
  readonly surfaceCount: number;
  /** Ground floor outline area [m2]. */
  readonly footprintArea_m2: number;
  /** Ground to highest roof point [m]. */
  readonly height_m: Sourced<number>;
  readonly storeys: Sourced<number>;
  readonly volume_m3: Sourced<number>;
  /** False where the shell is not closed: the volume is indicative. */
  readonly volumeIsExact: boolean;
  /** Heated gross floor area [m2]. */
  readonly floorArea_m2: Sourced<number>;
  readonly use: Sourced<BuildingUse>;
  readonly constructionYear: Sourced<number>;
  readonly heatSource: Sourced<HeatSource>;
  /** Level of detail the geometry was taken from. */
  readonly lod: string;
  /**
   * The type in the file, where it is not a building type ("Bulding"): a generic object, drawn and shading,
   * but without floor area, demand or measures.
   */
  readonly unknownType?: string;
  /** The unknown type in the file, where the person said that it is a building. */
  readonly treatedType?: string;
  /** Taken away by an edit: the row stays, without surfaces, floor area and demand. */
  readonly removed?: true;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** Surface kinds; `inner` is a wall wholly shared with a neighbour. */
export const SURFACE_KINDS = ['ground', 'wall', 'roof', 'outer-ceiling', 'outer-floor', 'closure'] as const;
export type SurfaceKind = (typeof SURFACE_KINDS)[number];

/** Structure of arrays, one row per planar face. Rows of one building are contiguous. */
export interface SurfaceTable {
  readonly count: number;
  /** Index into `District.buildings`. */
  readonly building: Uint32Array;
  /** Number of the building part or shell, unique over the district; absent where it is not known. */
  readonly part?: Uint32Array;
  /** Index into {@link SURFACE_KINDS}. */
  readonly kind: Uint8Array;
  /** 1 where the kind was inferred from the normal. */
  readonly kindInferred: Uint8Array;
  /** Area from the source's own plane coordinates [m2]. */
  readonly area_m2: Float64Array;
  /** Part of the area that touches another building (party wall, adiabatic) [m2]. */
  readonly sharedArea_m2: Float64Array;
  /** 0 = faces up, 90 = vertical, 180 = faces down [deg]. */
  readonly tilt_deg: Float64Array;
  /** Clockwise from true north [deg]; NaN where the tilt is below 3 deg. */
  readonly azimuth_deg: Float64Array;
  /** Outward unit normals, 3 per row (east, north, up). */
  readonly normal: Float64Array;
  /** Centroids, 3 per row (east, north, up) [m]. */
  readonly centroid_m: Float64Array;
  /** Ring index range of row i: [ringStart[i], ringStart[i+1]); the first ring is the exterior. */
  readonly ringStart: Uint32Array;
  /** Vertex index range of ring r: [vertexStart[r], vertexStart[r+1]); rings are not closed. */
  readonly vertexStart: Uint32Array;
  /** East, north, up [m] per vertex, relative to `District.origin`. */
  readonly vertices_m: Float64Array;
}

/** How well the place on the globe is known. */
export type PositionAccuracy = 'exact' | 'about-1-m' | 'several-metres' | 'unknown';

export interface CoordinateReference {
  /** `EPSG:28992`, or null where the file names none or an unknown one. */
  readonly code: string | null;
  readonly name: string;
  readonly accuracy: PositionAccuracy;
  /** Stated accuracy of the transformation [m]; null if unknown. */
  readonly accuracy_m: number | null;
}

export interface GeoOrigin {
  readonly lon_deg: number;
  readonly lat_deg: number;
  /** Height of the local zero level above the ground that is drawn [m]. */
  readonly height_m: number;
}

/** Types of a file's objects that the person said are buildings: `{ Bulding: 'Building' }`. */
export type TreatAs = Readonly<Record<string, 'Building'>>;

export interface DistrictSource {
  readonly fileName: string;
  /** `cityjson`, `cityjson-seq`, `synthetic`. */
  readonly format: string;
  readonly version?: string;
  /** Copyright or attribution the file asks for. */
  readonly attribution?: string;
  /** What the person said about types that are not known; absent where nothing was said. */
  readonly treatedAs?: TreatAs;
}

export interface District {
  readonly name: string;
  readonly source: DistrictSource;
  readonly reference: CoordinateReference;
  /** Null while the CRS is unknown: geometry is in local metres and cannot stand on the globe. */
  readonly origin: GeoOrigin | null;
  /** Height in the source that is up = 0 in the local frame [m]; absent where the source has none. */
  readonly zeroLevel_m?: number;
  readonly buildings: readonly Building[];
  readonly surfaces: SurfaceTable;
  /** What is drawn around the buildings; no result depends on it. */
  readonly context?: ContextSurfaces;
  /** Trees, lines and points. */
  readonly elements?: SiteElements;
  /** Heights of the ground; flat at zero where absent. */
  readonly terrain?: TerrainGrid;
  readonly issues: readonly Issue[];
}

/** Count per provenance over one property, for the data quality summary. */
export function provenanceCounts(
  district: District,
  property: 'height_m' | 'storeys' | 'use' | 'constructionYear' | 'floorArea_m2' | 'heatSource',
): Partial<Record<Provenance, number>> {
  const counts: Partial<Record<Provenance, number>> = {};
  for (const building of district.buildings) {
    const { provenance } = building[property];
    counts[provenance] = (counts[provenance] ?? 0) + 1;
  }
  return counts;
}
