/**
 * A year in which the manager leads. Metered needs say nothing of how members would answer other prices; a stated elasticity
 * does. Assumptions: against the supplier's price demand rises by `elasticity` x relative price advantage, at most by
 * `mostShift`; sellers use less in the same way when they get more than the feed-in price. The answer changes how much is used,
 * not when: what is added is not taken off elsewhere.
 */
import type { SlotNeeds } from '../cleared.ts';
import type { QuadraticMember } from './communityOptimum.ts';
import { checkNeeds, designError } from './designError.ts';
import { leaderPrices } from './stackelberg.ts';

export interface StackelbergYearOptions {
  readonly objective: 'profit' | 'welfare';
  /** Relative change of use per relative change of price, 0 or more (its size; use falls with the price). */
  readonly elasticity: number;
  /** Largest relative change of a need or a surplus, 0..1. */
  readonly mostShift: number;
  /** What the leader must earn per kWh that members trade, for `welfare` [EUR/kWh]. */
  readonly budget_EURPerKWh?: number;
}

export interface StackelbergYear {
  /** Per step: members pay for local energy, and get for it. The supplier's prices where there is nothing to trade. */
  readonly buy_EURPerKWh: Float64Array;
  readonly sell_EURPerKWh: Float64Array;
  /** Relative rise of needs and of surpluses per step, as an answer to the prices. */
  readonly demandRise: Float64Array;
  readonly supplyRise: Float64Array;
  readonly leaderProfit_EUR: number;
}

/** @throws InputError where an option is out of range */
export function clearStackelbergYear(needs: SlotNeeds, options: StackelbergYearOptions): StackelbergYear {
  const { participantCount, steps, net_kWh, import_EURPerKWh, export_EURPerKWh } = needs;
  const { elasticity, mostShift } = options;
  checkNeeds(needs);
  if (!(elasticity >= 0 && mostShift >= 0 && mostShift <= 1)) {
    throw designError('bounds', 'elasticity', 'The elasticity or the largest shift is out of range.');
  }
  const buy_EURPerKWh = import_EURPerKWh.slice();
  const sell_EURPerKWh = export_EURPerKWh.slice();
  const demandRise = new Float64Array(steps);
  const supplyRise = new Float64Array(steps);
  const needed = new Float64Array(steps);
  const over = new Float64Array(steps);
  for (let n = 0; n < participantCount; n++) {
    for (let t = 0, at = n * steps; t < steps; t++, at++) {
      if (net_kWh[at]! > 0) needed[t]! += net_kWh[at]!;
      else over[t]! -= net_kWh[at]!;
    }
  }
  let leaderProfit_EUR = 0;
  for (let t = 0; t < steps; t++) {
    const high = import_EURPerKWh[t]!;
    const low = export_EURPerKWh[t]!;
    if (!(needed[t]! > 0 && over[t]! > 0 && high > low && high > 0)) continue;
    const prices = leaderPrices(followers(needed[t]!, over[t]!, low, high, elasticity, mostShift), {
      import_EURPerKWh: high,
      export_EURPerKWh: low,
      objective: options.objective,
      budget_EUR: (options.budget_EURPerKWh ?? 0) * Math.min(needed[t]!, over[t]!),
    });
    buy_EURPerKWh[t] = prices.buy_EURPerKWh;
    sell_EURPerKWh[t] = prices.sell_EURPerKWh;
    demandRise[t] = prices.demand_kWh / needed[t]! - 1;
    supplyRise[t] = prices.supply_kWh / over[t]! - 1;
    leaderProfit_EUR += prices.profit_EUR;
  }
  return { buy_EURPerKWh, sell_EURPerKWh, demandRise, supplyRise, leaderProfit_EUR };
}

/** Needs after the answer to the leader's prices. */
export function answeredNeeds(needs: SlotNeeds, { demandRise, supplyRise }: StackelbergYear): SlotNeeds {
  const net_kWh = needs.net_kWh.map((net, at) => {
    const t = at % needs.steps;
    return net * (1 + (net > 0 ? demandRise[t]! : supplyRise[t]!));
  });
  return { ...needs, net_kWh };
}

/** All buyers and all sellers of a step, each side as one follower with the stated elasticity. */
function followers(needed: number, over: number, low: number, high: number, elasticity: number, mostShift: number): QuadraticMember[] {
  const shift = Math.min(mostShift, (elasticity * (high - low)) / high);
  if (shift <= 0) {
    return [
      { a: 1, b: 0, min_kWh: -needed, max_kWh: -needed },
      { a: 1, b: 0, min_kWh: over, max_kWh: over },
    ];
  }
  const buyers = high / (elasticity * needed);
  const sellers = high / (elasticity * over);
  return [
    { a: buyers, b: high + buyers * needed, min_kWh: -needed * (1 + shift), max_kWh: -needed },
    { a: sellers, b: low - sellers * over, min_kWh: over, max_kWh: over * (1 + shift) },
  ];
}
