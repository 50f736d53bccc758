/** A community over a year: who takes part, how they are nested, what they use and make, and at which steps. */
import type { Participant } from './participant.ts';

export const STEP_MINUTES = [5, 15, 30, 60] as const;
export type StepMinutes = (typeof STEP_MINUTES)[number];

/** The steps of the year. Step 0 begins on 1 January, 00:00, local standard time (no daylight saving, no leap day). */
export interface StepAxis {
  readonly step_min: StepMinutes;
  /** 8,760 x 60 / step_min for a whole year; fewer for part of one. */
  readonly steps: number;
  /** Weekday of the first day, 0 = Monday. */
  readonly firstWeekday: number;
}

/** Hours per step. */
export function stepHours(axis: Pick<StepAxis, 'step_min'>): number {
  return axis.step_min / 60;
}

/**
 * A group that trades inside itself first and with its parent over a link. The root has no parent; its link is the
 * connection to the supplier. Any depth.
 */
export interface Collective {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** Fee for energy that enters over the link, and that leaves over it [EUR/kWh]. */
  readonly importFee_EURPerKWh: number;
  readonly exportFee_EURPerKWh: number;
  /** Most power over the link each way [kW]; null for no limit. */
  readonly capacity_kW: number | null;
  /** Participants that own the link (a community-owned line): its fees and congestion rent are theirs. Empty: the network operator's. */
  readonly owners: readonly string[];
  /** Key of `MarketConfig.tariffs` for its members; that of the parent where null. */
  readonly zone: string | null;
}

export interface MarketCommunity {
  readonly id: string;
  readonly name: string;
  /** Where figures come from, and which of them are assumed. */
  readonly source: string;
  readonly axis: StepAxis;
  readonly participants: readonly Participant[];
  /** Parents before children; the first is the root. */
  readonly collectives: readonly Collective[];
  /** What cannot move, [participant * steps + step], mean power [kW]. */
  readonly load_kW: Float64Array;
  /** [participant * steps + step], mean power [kW]. */
  readonly generation_kW: Float64Array;
  /** 1 where the participant's generation is renewable. */
  readonly isRenewable: Uint8Array;
  /** Emissions of what comes from the public grid, and the credit for what goes there [g CO2e/kWh]. */
  readonly gridEmissions_gPerKWh: number;
  readonly feedInCredit_gPerKWh: number;
  /** Ties to the supplier: false for an island. */
  readonly isOnGrid: boolean;
}
