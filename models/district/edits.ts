/**
 * Changes of a district's buildings and elements, as plain data in the order they were made. The same edits over the
 * same district give the same district, so they are measures of a scenario, repairs of a file, and what undo takes back.
 * Base buildings keep their rows: a removed one stays as a row without surfaces and floor (`Building.removed`), added
 * ones follow at the end.
 */
import type { BuildingUse, HeatSource } from './district.ts';
import type { SiteLine, SitePoint, Tree } from './elements.ts';

export const ROOF_FORMS = ['flat', 'gable', 'hip', 'pyramid', 'shed', 'mansard'] as const;
export type RoofForm = (typeof ROOF_FORMS)[number];

/** A building by its outline: extruded walls and a roof of a known form. */
export interface DrawnShape {
  /** Exterior first, then courtyards; flat east, north pairs [m], not closed, any direction. */
  readonly rings_m: readonly (readonly number[])[];
  /** Up of the floor in the local frame [m]. */
  readonly ground_m: number;
  /** Floor to eaves; to the top for flat roofs [m]. */
  readonly eaves_m: number;
  readonly roof: RoofForm;
  /** Pitch of the inclined roof faces [deg]; unused for flat roofs. */
  readonly pitch_deg: number;
  /**
   * Direction of the ridge, or in which a shed roof falls, clockwise from north [deg]. Where absent the ridge runs along
   * the longest side, and a shed roof falls across it.
   */
  readonly ridge_deg?: number;
}

/** What a person can say about a building; absent values stay as they are. */
export interface BuildingProperties {
  readonly name?: string;
  readonly use?: BuildingUse;
  readonly storeys?: number;
  readonly constructionYear?: number;
  readonly heatSource?: HeatSource;
  readonly floorArea_m2?: number;
}

/** Repairs of geometry; each is reported with what it did. */
export const REPAIR_KINDS = [
  'close-volume',
  'drop-zero-faces',
  'split-self-intersections',
  'remove-duplicate',
  'fill-height',
  'orient-shell',
] as const;
export type RepairKind = (typeof REPAIR_KINDS)[number];

export type DistrictEdit =
  | { readonly kind: 'add-building'; readonly id: string; readonly shape: DrawnShape; readonly properties: BuildingProperties }
  /** Replaces outline, height and roof of a building by a drawn shape. */
  | { readonly kind: 'reshape'; readonly id: string; readonly shape: DrawnShape }
  /** Turns all named buildings as one about the middle of their extent, clockwise seen from above [deg], and moves them east, north, up. */
  | { readonly kind: 'move'; readonly ids: readonly string[]; readonly by_m: readonly [number, number, number]; readonly turn_deg: number }
  /** Lifts (or lowers) the top by metres: walls are stretched, roof form stays. */
  | { readonly kind: 'raise'; readonly ids: readonly string[]; readonly by_m: number }
  /** Cuts a building in two along a line; the part on the left of the line keeps the id. */
  | { readonly kind: 'split'; readonly id: string; readonly line_m: readonly [number, number, number, number]; readonly newId: string }
  | { readonly kind: 'remove-buildings'; readonly ids: readonly string[] }
  | { readonly kind: 'properties'; readonly ids: readonly string[]; readonly set: BuildingProperties }
  | { readonly kind: 'add-tree'; readonly tree: Tree }
  | { readonly kind: 'add-line'; readonly line: SiteLine }
  | { readonly kind: 'add-point'; readonly point: SitePoint }
  | { readonly kind: 'move-elements'; readonly ids: readonly string[]; readonly by_m: readonly [number, number] }
  | { readonly kind: 'remove-elements'; readonly ids: readonly string[] }
  | { readonly kind: 'repair'; readonly repair: RepairKind; readonly ids: readonly string[]; readonly height_m?: number }
  /** Attributes joined from a table or another source, by building id. */
  | {
      readonly kind: 'join';
      readonly source: string;
      readonly values: Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>;
    };
