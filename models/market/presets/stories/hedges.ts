/** Hedges that members' standing rules bring about: blocks of an hour at a fixed price against the supplier's energy price. */
import type { PreparedMarket } from '../../run/prepareMarket.ts';
import { type HedgedYear, type HedgeRule, hedgeYear } from '../behaviour/hedging.ts';
import { sum } from './story.ts';

/** Part of the least need of an hour of the day that a buyer hedges, and what it pays above the mean spot price. Assumptions. */
const HEDGED_SHARE = 0.8;
const CERTAINTY = 0.05;

export interface HedgedMembers {
  readonly year: HedgedYear;
  /** Bills at the spot price alone [participant * steps + step] [EUR]. */
  readonly spotBill_EUR: Float64Array;
  readonly buyers: readonly number[];
  readonly price_EURPerKWh: number;
}

/**
 * Members that always draw want a fixed price for 80 % of the least they ever draw at that hour of the day; members that feed in
 * sell what they feed in on average at that hour, for the mean spot price. Spot is the supplier's energy price.
 * @returns null where nobody wants to buy or nobody to sell
 */
export function hedges({ community, net_kWh, tariffs }: PreparedMarket): HedgedMembers | null {
  const { steps, step_min } = community.axis;
  const perDay = 1440 / step_min;
  const { tariff, import_EURPerKWh } = tariffs[0]!;
  const spot = import_EURPerKWh.map((price) => price / (1 + tariff.vat) - tariff.network.energy_EURPerKWh - tariff.levies_EURPerKWh);
  const price_EURPerKWh = sum(spot) / steps;
  const rules: HedgeRule[] = [];
  const buyers: number[] = [];
  for (const participant of community.participants.keys()) {
    const least = new Float64Array(perDay).fill(Number.POSITIVE_INFINITY);
    const fed = new Float64Array(perDay);
    for (let t = 0; t < steps; t++) {
      const net = net_kWh[participant * steps + t]!;
      least[t % perDay] = Math.min(least[t % perDay]!, net);
      if (net < 0) fed[t % perDay]! -= (net * perDay) / steps;
    }
    const block = (of: (slot: number) => number) => Float64Array.from({ length: steps }, (_, t) => of(t % perDay));
    if (least.some((need) => need > 0)) {
      buyers.push(participant);
      const block_kWh = block((slot) => HEDGED_SHARE * Math.max(0, least[slot]!));
      rules.push({ participant, side: 'fixed', price_EURPerKWh: (1 + CERTAINTY) * price_EURPerKWh, block_kWh });
    } else if (fed.some((surplus) => surplus > 0)) {
      rules.push({ participant, side: 'floating', price_EURPerKWh, block_kWh: block((slot) => fed[slot]!) });
    }
  }
  if (buyers.length === 0 || buyers.length === rules.length) return null;
  const spotBill_EUR = net_kWh.map((net, at) => net * spot[at % steps]!);
  return { year: hedgeYear(net_kWh, spot, community.participants.length, rules), spotBill_EUR, buyers, price_EURPerKWh };
}
