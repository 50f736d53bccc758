/** Bill sharing: over a billing period everybody pays the same part of the retail price, so that members together pay the community's bill. */
import { MONTH_OF_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { SlotNeeds } from '../cleared.ts';
import type { PoolYear } from './poolYear.ts';

export type BillingPeriod = 'month' | 'year';

export interface BillSharing {
  readonly buy: Float64Array;
  readonly sell: Float64Array;
  /** Periods in which one price for all energy was used because prices were zero or below. */
  readonly meanPricePeriods: number;
}

/**
 * Prices of bill sharing (Zhou et al. 2018, A28), weighted by the supplier's prices where they change over the period:
 *
 *     buy_t = p_i,t * sum(p_i * import) / sum(p_i * deficit),  sell_t = p_e,t * sum(p_e * export) / sum(p_e * surplus)
 *
 * with the community's import and export and the sum of members' deficits and surpluses. With constant prices this is the
 * paper's formula. Where a weight leaves 0..1 (negative prices), all energy of the period has one price,
 * sum(p_i * import) / sum(deficit); it closes as well.
 */
export function billSharingPrices(pool: PoolYear, needs: SlotNeeds, period: BillingPeriod): BillSharing {
  const { steps } = pool;
  const buy = new Float64Array(steps);
  const sell = new Float64Array(steps);
  let meanPricePeriods = 0;
  for (const [from, to] of periods(steps, needs.step_h, period)) {
    const isBuyMean = fill(buy, from, to, needs.import_EURPerKWh, pool.demand_kWh, pool.shared_kWh);
    const isSellMean = fill(sell, from, to, needs.export_EURPerKWh, pool.supply_kWh, pool.shared_kWh);
    if (isBuyMean || isSellMean) meanPricePeriods++;
  }
  return { buy, sell, meanPricePeriods };
}

/** Fills one side of one period. Returns whether the mean price had to be used. */
function fill(out: Float64Array, from: number, to: number, price: Float64Array, all: Float64Array, shared: Float64Array): boolean {
  let energy = 0;
  let alone = 0;
  let together = 0;
  let turnover = 0;
  for (let t = from; t < to; t++) {
    energy += all[t]!;
    alone += price[t]! * all[t]!;
    together += price[t]! * (all[t]! - shared[t]!);
    turnover += Math.abs(price[t]!) * all[t]!;
  }
  if (turnover === 0) {
    for (let t = from; t < to; t++) out[t] = price[t]!;
    return false;
  }
  const part = together / alone;
  if (part >= 0 && part <= 1) {
    for (let t = from; t < to; t++) out[t] = price[t]! * part;
    return false;
  }
  out.fill(together / energy, from, to);
  return true;
}

/** Bounds of the billing periods in steps; the first step begins on 1 January. */
export function periods(steps: number, step_h: number, period: BillingPeriod): (readonly [from: number, to: number])[] {
  if (period === 'year') return [[0, steps]];
  const bounds: [number, number][] = [];
  const monthOf = (t: number) => MONTH_OF_HOUR[Math.floor(t * step_h + 1e-9) % HOURS_PER_YEAR];
  let from = 0;
  for (let t = 1; t <= steps; t++) {
    if (t < steps && monthOf(t) === monthOf(from)) continue;
    bounds.push([from, t]);
    from = t;
  }
  return bounds;
}
