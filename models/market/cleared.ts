/** A year after the market: who got how much from whom, at which price, before fees and before the supplier. */

/** In place of a participant: the pool of the community (its manager). */
export const POOL = -1;

/** Trades one by one, in the order of steps. */
export interface TradeTable {
  readonly count: number;
  readonly step: Uint32Array;
  /** Rows of participants, or {@link POOL}. */
  readonly seller: Int32Array;
  readonly buyer: Int32Array;
  readonly energy_kWh: Float64Array;
  readonly price_EURPerKWh: Float64Array;
}

/** All arrays [participant * steps + step]. */
export interface ClearedYear {
  readonly participantCount: number;
  readonly steps: number;
  /** From the local market, and to it. */
  readonly bought_kWh: Float64Array;
  readonly sold_kWh: Float64Array;
  /** For it, without fees. */
  readonly paid_EUR: Float64Array;
  readonly earned_EUR: Float64Array;
  /** Mean price of local energy per step [EUR/kWh]; NaN in steps without any. */
  readonly price_EURPerKWh: Float64Array;
  /** Null where members trade with the pool and not with each other. */
  readonly trades: TradeTable | null;
}

/** What a clearing works on. */
export interface SlotNeeds {
  readonly participantCount: number;
  readonly steps: number;
  /** Hours per step. */
  readonly step_h: number;
  /** [participant * steps + step]: above zero it needs energy, below zero it has some over. */
  readonly net_kWh: Float64Array;
  /** The supplier's prices at the meter per step, all charges included [EUR/kWh]. */
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
}
