/** Who trades: a meter with its load, its generation, what of it can move, and what its owner prefers. */

export const PARTICIPANT_KINDS = ['household', 'business', 'public', 'plant', 'vehicle'] as const;
/** `public`: schools, town halls, depots; `plant`: generation or storage owned by the community; `vehicle`: charging points with a meter. */
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

/**
 * What a member is ready to pay beside the bare price [EUR/kWh]: a buyer offers so much more, a seller asks so much less,
 * where the other side has the property. All zero: the member looks at the price alone.
 */
export interface Preferences {
  /** To trade inside its own innermost collective. */
  readonly local_EURPerKWh: number;
  /** To buy renewable energy. */
  readonly green_EURPerKWh: number;
  /** To trade with members of a social weight above 1. */
  readonly social_EURPerKWh: number;
  /** Ids of chosen partners, the most wanted first. */
  readonly partners: readonly string[];
  /** To trade with one of them. */
  readonly partner_EURPerKWh: number;
  /** Never pays more for local energy; null for no limit of its own (the retail price is always one). */
  readonly buyLimit_EURPerKWh: number | null;
  /** Never sells local energy for less; null for no limit of its own (the feed-in price is always one). */
  readonly sellLimit_EURPerKWh: number | null;
}

export const NO_PREFERENCES: Preferences = {
  local_EURPerKWh: 0,
  green_EURPerKWh: 0,
  social_EURPerKWh: 0,
  partners: [],
  partner_EURPerKWh: 0,
  buyLimit_EURPerKWh: null,
  sellLimit_EURPerKWh: null,
};

/** A stationary battery. Powers on the alternating-current side. */
export interface BatteryAsset {
  readonly kind: 'battery';
  /** Usable [kWh]. */
  readonly capacity_kWh: number;
  readonly charge_kW: number;
  readonly discharge_kW: number;
  /** One-way, 0..1. */
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
  /** Level at the start as a share of the capacity; the year ends at it too. */
  readonly initialShare: number;
  /** Loss of the level per step of an hour, 0..1. */
  readonly selfDischargePerHour: number;
  /** Wear per kWh through the meter [EUR/kWh]. */
  readonly throughputCost_EURPerKWh: number;
}

/**
 * Heat made by a heat pump or a heater and kept in a tank or in the building's mass. Its electricity is not part of the
 * participant's fixed load.
 */
export interface HeatAsset {
  readonly kind: 'heat';
  /** Usable heat between lowest and highest temperature [kWh thermal]. */
  readonly capacity_kWh: number;
  /** Largest electric power [kW]. */
  readonly power_kW: number;
  /** Heat per electricity, per step. */
  readonly cop: Float64Array;
  /** Heat taken, per step [kWh thermal]. */
  readonly demand_kWh: Float64Array;
  /** Loss of the level per hour, 0..1. */
  readonly lossPerHour: number;
  readonly initialShare: number;
}

/** A vehicle with a battery, at the meter in some steps. */
export interface VehicleAsset {
  readonly kind: 'vehicle';
  readonly capacity_kWh: number;
  readonly charge_kW: number;
  /** Back to the meter (V2G); 0 where the charger cannot. */
  readonly discharge_kW: number;
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
  /** 1 in steps in which it is plugged in. */
  readonly pluggedIn: Uint8Array;
  /** Taken from the battery by driving, per step [kWh]. */
  readonly driven_kWh: Float64Array;
  readonly initialShare: number;
}

/** A load that runs once in a window and can choose when. */
export interface ShiftableAsset {
  readonly kind: 'shiftable';
  readonly name: string;
  /** Power per step of the run, from its start [kW]. */
  readonly profile_kW: readonly number[];
  /** First step it may start in and the last one it must have ended before, one pair per run; windows do not overlap. */
  readonly windows: readonly (readonly [from: number, to: number])[];
}

/** Photovoltaics of the participant that may be turned down. */
export interface CurtailableAsset {
  readonly kind: 'curtailable-pv';
  /** Part of the generation that can be turned down, 0..1. */
  readonly share: number;
}

export type FlexibleAsset = BatteryAsset | HeatAsset | VehicleAsset | ShiftableAsset | CurtailableAsset;

/** Who bids for the member: itself, or somebody who does so for many of them. */
export type Trader =
  | { readonly kind: 'self' }
  /** A representative of citizens or a commercial broker; bids the member's limits, keeps the commission. */
  | { readonly kind: 'broker'; readonly id: string; readonly name: string; readonly commission_EURPerKWh: number };

export interface Participant {
  /** Unique in the community. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly kind: ParticipantKind;
  /** Number or name of the meter; a participant without one cannot trade. */
  readonly meter: string;
  /** Row of the district's building it belongs to; null where it stands outside the district. */
  readonly building: number | null;
  /** Innermost collective it belongs to: an id of `MarketCommunity.collectives`. */
  readonly collective: string;
  /** East, north in the district's metres; null where it has no place on the map. */
  readonly at_m: readonly [number, number] | null;
  /** 1 for most; above 1 for members in need, in proportion to their share of social benefits. */
  readonly socialWeight: number;
  /** Step from which on it has left the market and is the supplier's customer alone; null for never. 0 for from the start. */
  readonly optedOutFrom: number | null;
  readonly trader: Trader;
  readonly preferences: Preferences;
  readonly assets: readonly FlexibleAsset[];
}
