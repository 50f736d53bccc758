/**
 * One building in local metres (east, north, up; z up; zero at its middle on the ground) for the building view:
 * elements with layers and thermal values, spaces and storeys. It comes from an IFC file, or is made from the surfaces
 * of a district as the engine sees them.
 */
import type { Sourced } from './provenance.ts';

export const ELEMENT_KINDS = [
  'wall',
  'window',
  'door',
  'roof',
  'slab',
  'ground',
  'column',
  'beam',
  'stair',
  'railing',
  'furniture',
  'other',
] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** A layer of a construction, from outside to inside. */
export interface MaterialLayer {
  readonly name: string;
  readonly thickness_m: number;
  readonly conductivity_W_mK: number;
  readonly density_kg_m3: number;
  readonly heatCapacity_J_kgK: number;
}

export interface BuildingElement {
  /** Unique in the model: an IFC GlobalId, or `wall 3` of a district building. */
  readonly id: string;
  readonly kind: ElementKind;
  readonly name: string;
  /** Index into `storeys`; -1 where it belongs to none. */
  readonly storey: number;
  readonly isExternal: Sourced<boolean>;
  /** Area towards outside or to the other room [m2]; NaN where it has no meaning. */
  readonly area_m2: number;
  /** Whole construction with surface resistances [W/(m2 K)]; null for elements without thermal meaning. */
  readonly uValue_W_m2K: Sourced<number> | null;
  /** Known layers, outside first; empty where the file names none. */
  readonly layers: readonly MaterialLayer[];
  /** Solar transmittance of windows [-]. */
  readonly gValue?: Sourced<number>;
  /** 0 = faces up, 90 = vertical [deg]. */
  readonly tilt_deg: number;
  /** Clockwise from true north [deg]; NaN where undefined. */
  readonly azimuth_deg: number;
  /** Row of `District.surfaces` where the element is a surface of the district, else -1. */
  readonly surface: number;
  /** Triangles of the element in `mesh.triangles`: [first, first + count), in triangles. */
  readonly firstTriangle: number;
  readonly triangleCount: number;
  /** For people who look inside the file: property set, name, value. */
  readonly properties: readonly (readonly [set: string, name: string, value: string])[];
}

export interface BuildingSpace {
  readonly id: string;
  readonly name: string;
  readonly storey: number;
  readonly area_m2: Sourced<number>;
  readonly volume_m3: number;
  readonly firstTriangle: number;
  readonly triangleCount: number;
}

export interface BuildingStorey {
  readonly name: string;
  /** Floor above the building's zero [m]. */
  readonly elevation_m: number;
}

export interface BuildingMesh {
  /** East, north, up [m] per vertex. */
  readonly positions_m: Float32Array;
  readonly triangles: Uint32Array;
}

export interface BuildingModel {
  readonly name: string;
  /** `ifc`: read from a file with its own elements; `district`: the faces the engine calculates with. */
  readonly origin: 'ifc' | 'district';
  readonly storeys: readonly BuildingStorey[];
  readonly elements: readonly BuildingElement[];
  readonly spaces: readonly BuildingSpace[];
  readonly mesh: BuildingMesh;
  /** Plain notes: which defaults were used and why. Codes are in the message catalogue. */
  readonly notes: readonly { readonly code: string; readonly values?: Readonly<Record<string, string | number>> }[];
}

/** The model as the engine calculates with it: a zone and its heat paths at one moment or over the year. */
export interface ThermalPath {
  /** `wall`, `roof`, `ground`, `window`, `infiltration`, `ventilation`, `bridges`. */
  readonly kind: string;
  readonly area_m2: number;
  readonly uValue_W_m2K: number;
  readonly conductance_W_K: number;
  /** Heat that leaves over the year by this path [kWh]. */
  readonly loss_kWh: number;
}
