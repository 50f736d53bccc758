/** What the building view is told: plain data, so that it can be kept in the store and saved. */
import type { MaterialLayer } from '#models/district/buildingModel.ts';
import type { ValueDomain } from '../state/valueDomain.ts';

export const BUILDING_COLOURS = ['kind', 'uValue', 'heatLoss', 'irradiance', 'temperature'] as const;
export type BuildingColourBy = (typeof BUILDING_COLOURS)[number];

/** Values to colour by. */
export interface ElementValues {
  /** One per element of the model; NaN where an element has none. */
  readonly elements: Float32Array;
  /** One per space of the model, where spaces have values (temperatures). */
  readonly spaces?: Float32Array;
  /** Keeps the scale fixed, e.g. over the hours of a day; from the values where absent. */
  readonly domain?: ValueDomain;
  /** As in the contracts, e.g. `W/(m2 K)`. */
  readonly unit: string;
}

export type SectionAxis = 'east' | 'north' | 'up';

/** A cut through the building; what lies beyond the plane is not drawn. */
export interface Section {
  /** `east` takes away from the east end, `north` from the south end (towards the viewer), `up` from the top. */
  readonly axis: SectionAxis;
  /** Share of the building that stays, 0..1. */
  readonly at: number;
}

/** How the building is looked at; kept by the caller. */
export interface BuildingLook {
  readonly colourBy: BuildingColourBy;
  /** How far storeys are lifted apart, 0..1. */
  readonly explode: number;
  readonly section: Section | null;
  /** Index of the one storey shown; null for all. */
  readonly storey: number | null;
  /** Heated zones or rooms in place of the elements. */
  readonly showSpaces: boolean;
  readonly showWindows: boolean;
}

export const DEFAULT_LOOK: BuildingLook = {
  colourBy: 'kind',
  explode: 0,
  section: null,
  storey: null,
  showSpaces: false,
  showWindows: true,
};

/** Where the sun stands. */
export interface SunPlace {
  /** Clockwise from north [deg]. */
  readonly azimuth_deg: number;
  /** Above the horizon [deg]; night below 0. */
  readonly altitude_deg: number;
}

/** Moves the camera when `request` changes: to one element or space, or to the whole building. */
export interface ZoomRequest {
  readonly id: string | null;
  readonly request: number;
}

/** A construction a person chose for a part of the envelope. */
export interface EnvelopeChange {
  readonly part: 'wall' | 'roof' | 'ground' | 'window';
  /** Faces counted from the building's first surface; absent for all of the part. */
  readonly faces?: readonly number[];
  /** Whole construction with surface resistances [W/(m2 K)]. */
  readonly uValue_W_m2K: number;
  /** Layers that give the value, outside first; empty where only the value was set. */
  readonly layers: readonly MaterialLayer[];
}
