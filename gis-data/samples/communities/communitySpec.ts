/** A sample community in named figures: what `generateCommunity` makes years of. */
import type { BuildingUse } from '#models/district/district.ts';
import type { ParticipantKind, Preferences } from '#models/market/participant.ts';
import type { ClimateId } from './climates.ts';

/**
 * Hours of a member's electricity: those of a use of buildings (`dayShapes.ts`); `flat` day and night; `process`: mostly flat,
 * a little more in working hours; `evening`: lights and a television of a small home.
 */
export type LoadShape = BuildingUse | 'flat' | 'process' | 'evening';

/** Values from `min` to `max` over the members of a group, unevenly, so that their mean is `mean`. */
export interface Spread {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export interface PvSpec {
  readonly power_kWp: number;
  readonly yield_kWhPerKWp: number;
  /** Away from the equator's direction, clockwise [deg]. */
  readonly turned_deg?: number;
  readonly tilt_deg?: number;
}

export interface GeneratorSpec {
  readonly kind: 'wind' | 'steady';
  readonly power_kW: number;
  /** Mean power of the year over the rated one. `steady` (hydro, biogas) runs flat at it. */
  readonly capacityFactor: number;
  readonly isRenewable: boolean;
}

export interface BatterySpec {
  readonly kind: 'battery';
  readonly capacity_kWh: number;
  readonly power_kW: number;
}

/** Heat or cold that can be made earlier: chillers, heaters, air conditioning, water heaters, freezers. */
export interface ThermalSpec {
  readonly kind: 'thermal';
  readonly power_kW: number;
  /** Part of the member's electricity of the year [kWh]. */
  readonly electricity_kWh: number;
  readonly cop: number;
  /** Hours of full output that tank, building or goods can hold. */
  readonly storage_h: number;
  readonly lossPerHour: number;
  readonly demand: 'heating' | 'cooling' | 'hot-water' | 'constant';
}

export interface VehicleSpec {
  readonly kind: 'vehicle';
  readonly distance_km: number;
  readonly capacity_kWh: number;
  readonly charge_kW: number;
  /** 0 where the charger cannot give back. */
  readonly discharge_kW: number;
  /** Where it stands: over night and weekends, or in working hours. */
  readonly stands: 'home' | 'work';
}

export type FlexibleSpec = BatterySpec | ThermalSpec | VehicleSpec | { readonly kind: 'curtailable-pv' };

export interface MemberSpec {
  /** Id of the one member, or the beginning of the ids `id-1`, `id-2`, ... of a group. */
  readonly id: string;
  readonly name: string;
  readonly count?: number;
  readonly kind: ParticipantKind;
  readonly collective: string;
  /** Electricity of the year, flexible heat and cold included, vehicles not [kWh]. */
  readonly load_kWh: number | Spread;
  readonly shape: LoadShape;
  readonly pv?: PvSpec;
  readonly generator?: GeneratorSpec;
  readonly flexible?: readonly FlexibleSpec[];
  readonly socialWeight?: number;
  readonly preferences?: Partial<Preferences>;
  /** Members of the group rank these partners, each by a lot of its own; the first are wanted most by most. */
  readonly chooses?: readonly string[];
}

export interface CollectiveSpec {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** Middle of it, east, north [m]. */
  readonly at_m?: readonly [number, number];
  readonly zone?: string;
  readonly fee_EURPerKWh?: number;
  readonly capacity_kW?: number;
}

export interface CommunitySpec {
  readonly id: string;
  readonly name: string;
  /** Where the figures come from and which are assumed. */
  readonly source: string;
  readonly climate: ClimateId;
  readonly seed: number;
  readonly gridEmissions_gPerKWh: number;
  readonly isOnGrid?: boolean;
  readonly collectives: readonly CollectiveSpec[];
  readonly members: readonly MemberSpec[];
}
