/**
 * What stands in a district besides its buildings: trees, supply lines and pipes, substations, charging points.
 * Places are local east, north, up metres around `District.origin`; nothing here is simulated by itself, measures
 * and the networks of the grid refer to it.
 */
import type { AttributeValue } from './district.ts';

/** A crown on a trunk; its crown shades. */
export interface Tree {
  readonly id: string;
  /** Foot of the trunk: east, north, up [m]. */
  readonly at_m: readonly [number, number, number];
  /** Ground to top [m]. */
  readonly height_m: number;
  /** Diameter of the crown [m]. */
  readonly crown_m: number;
}

export const LINE_KINDS = ['power-line', 'power-cable', 'heat-pipe', 'gas-pipe', 'water-pipe', 'street'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** A line or pipe, or the middle of a street. */
export interface SiteLine {
  readonly id: string;
  readonly kind: LineKind;
  /** East, north pairs along the line [m]; at least two. */
  readonly path_m: readonly number[];
  /** What it can carry: power [kW] for electricity and heat. Absent where not stated. */
  readonly rated_kW?: number;
  readonly name?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export const POINT_KINDS = ['substation', 'transformer', 'pole', 'charging-point', 'battery', 'heat-plant'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

export interface SitePoint {
  readonly id: string;
  readonly kind: PointKind;
  /** East, north, up [m]. */
  readonly at_m: readonly [number, number, number];
  readonly rated_kW?: number;
  readonly name?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export interface SiteElements {
  readonly trees: readonly Tree[];
  readonly lines: readonly SiteLine[];
  readonly points: readonly SitePoint[];
}

export const NO_ELEMENTS: SiteElements = { trees: [], lines: [], points: [] };

/** Heights of the ground on a regular grid in the district's local frame. */
export interface TerrainGrid {
  /** East and north of the centre of cell (0, 0), the south-west one [m]. */
  readonly east_m: number;
  readonly north_m: number;
  /** Side of a cell [m]. */
  readonly cell_m: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the south, relative to the district's zero level [m]; NaN where nothing is known. */
  readonly height_m: Float32Array;
  /** Height in the source that is the district's zero level [m]. */
  readonly zero_m: number;
  readonly source: string;
}
