/** What a call pays: delivery against the baseline, penalty for what is missing, the aggregator's part, members' shares. */
import type { FlexibilityProduct } from '../marketConfig.ts';

export interface CallTerms
  extends Pick<FlexibilityProduct, 'availability_EURPerKWh' | 'use_EURPerKWh' | 'penalty_EURPerKWh' | 'aggregatorShare'> {
  readonly step_h: number;
}

export interface SettledCall {
  readonly offered_kWh: number;
  readonly delivered_kWh: number;
  readonly shortfall_kWh: number;
  readonly availability_EUR: number;
  readonly use_EUR: number;
  readonly penalty_EUR: number;
  readonly aggregator_EUR: number;
  /** Payments less penalty less the aggregator's part; below zero members pay. */
  readonly members_EUR: number;
}

/**
 * Settles one window. In each step delivery counts from zero up to what was offered: too much in one step does not make up for
 * too little in another.
 *
 * The aggregator keeps its share of what payments leave after the penalty, and none of a loss.
 * @param metered_kW change against the baseline in the wanted direction, per step; null where nobody called
 */
export function settleCall(offered_kW: number, steps: number, metered_kW: ArrayLike<number> | null, terms: CallTerms): SettledCall {
  const offered_kWh = offered_kW * steps * terms.step_h;
  let delivered_kWh = 0;
  if (metered_kW) for (let t = 0; t < steps; t++) delivered_kWh += Math.min(offered_kW, Math.max(0, metered_kW[t]!)) * terms.step_h;
  // Sums of equal parts leave noise of rounding.
  if (Math.abs(offered_kWh - delivered_kWh) < 1e-9 * offered_kWh) delivered_kWh = offered_kWh;
  const shortfall_kWh = metered_kW ? offered_kWh - delivered_kWh : 0;
  const availability_EUR = offered_kWh * terms.availability_EURPerKWh;
  const use_EUR = delivered_kWh * terms.use_EURPerKWh;
  const penalty_EUR = shortfall_kWh * terms.penalty_EURPerKWh;
  const net = availability_EUR + use_EUR - penalty_EUR;
  const aggregator_EUR = Math.max(0, net) * terms.aggregatorShare;
  return {
    offered_kWh,
    delivered_kWh,
    shortfall_kWh,
    availability_EUR,
    use_EUR,
    penalty_EUR,
    aggregator_EUR,
    members_EUR: net - aggregator_EUR,
  };
}

/** What members get for a kW held over a window where all of it is delivered [EUR/kW]. */
export function worthPerKW(terms: CallTerms, steps: number, isCalled: boolean): number {
  return terms.step_h * steps * (terms.availability_EURPerKWh + (isCalled ? terms.use_EURPerKWh : 0)) * (1 - terms.aggregatorShare);
}

/** Parts of an amount by what each delivered; where nobody delivered anything, in equal parts. @returns sums to the amount */
export function sharesByDelivery(amount_EUR: number, delivered_kWh: Float64Array): Float64Array {
  const total = delivered_kWh.reduce((sum, own) => sum + own, 0);
  return delivered_kWh.map((own) => (total > 0 ? (amount_EUR * own) / total : amount_EUR / delivered_kWh.length));
}
