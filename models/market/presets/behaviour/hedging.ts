/**
 * Hedges: two members agree on a price for a block of energy in a step and settle the difference to the spot price in money.
 * Nothing flows because of it.
 */
import { runAuction } from '../../mechanisms/clearing.ts';
import type { Order } from '../../mechanisms/orders.ts';

/** A member's standing rule, turned into one order per step. */
export interface HedgeRule {
  readonly participant: number;
  /** `fixed`: wants to pay a fixed price (a consumer); `floating`: wants to get one (a producer). */
  readonly side: 'fixed' | 'floating';
  /** Price it accepts at most (fixed) or at least (floating) [EUR/kWh]. */
  readonly price_EURPerKWh: number;
  /** Block per step [kWh]. */
  readonly block_kWh: Float64Array;
}

export interface Hedge {
  readonly step: number;
  readonly buyer: number;
  readonly seller: number;
  readonly energy_kWh: number;
  readonly price_EURPerKWh: number;
}

export interface HedgedYear {
  readonly hedges: readonly Hedge[];
  /** [participant * steps + step] [EUR]; above zero it pays. Sums to zero in every step. */
  readonly payment_EUR: Float64Array;
  /** spot x load + payment [EUR]. */
  readonly bill_EUR: Float64Array;
}

/**
 * Orders are matched automatically with the best offer of the step, at the offer's price (call, k = 0). The bill of a member
 * is spot x load + sum (hedge - spot) x block for what it bought, less the same for what it sold.
 * @param load_kWh what each meter draws, below zero what it feeds in [participant * steps + step]
 */
export function hedgeYear(
  load_kWh: Float64Array,
  spot_EURPerKWh: Float64Array,
  participantCount: number,
  rules: readonly HedgeRule[],
): HedgedYear {
  const steps = spot_EURPerKWh.length;
  const hedges: Hedge[] = [];
  const payment_EUR = new Float64Array(participantCount * steps);
  for (let step = 0; step < steps; step++) {
    const orders = rules
      .filter(({ block_kWh }) => block_kWh[step]! > 0)
      .map(
        (rule): Order => ({
          side: rule.side === 'fixed' ? 'bid' : 'offer',
          participant: rule.participant,
          price_EURPerKWh: rule.price_EURPerKWh,
          energy_kWh: rule.block_kWh[step]!,
        }),
      );
    const spot = spot_EURPerKWh[step]!;
    for (const trade of runAuction(orders, { mechanism: 'call', priceRule: 'k-double', k: 0 }).trades) {
      hedges.push({ step, buyer: trade.buyer, seller: trade.seller, energy_kWh: trade.energy_kWh, price_EURPerKWh: trade.price_EURPerKWh });
      const difference = (trade.price_EURPerKWh - spot) * trade.energy_kWh;
      payment_EUR[trade.buyer * steps + step]! += difference;
      payment_EUR[trade.seller * steps + step]! -= difference;
    }
  }
  const bill_EUR = payment_EUR.map((payment, at) => payment + load_kWh[at]! * spot_EURPerKWh[at % steps]!);
  return { hedges, payment_EUR, bill_EUR };
}
