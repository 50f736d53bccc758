/**
 * What the supplier balances: the position the community announced, at its prices, and after metering what differs from it.
 * The figures of the settlement (`imbalance` on bills) seen from the supplier's side.
 */
import type { ClearedYear } from '../cleared.ts';
import type { PreparedMarket } from '../run/prepareMarket.ts';
import { MONTHS, monthStartSteps } from '../settlement/axisMonths.ts';

export interface BalancingSlots {
  /** Taken from the supplier and given to it as announced, all members [kWh per step]. */
  readonly import_kWh: Float64Array;
  readonly export_kWh: Float64Array;
  /** Metered less announced: sum of members, and sum of their amounts [kWh per step]. */
  readonly deviation_kWh: Float64Array;
  readonly absolute_kWh: Float64Array;
  /** Announced position at the supplier's prices, deviation at the same, and what is added for not having announced it [EUR per step]. */
  readonly announced_EUR: Float64Array;
  readonly deviation_EUR: Float64Array;
  readonly imbalance_EUR: Float64Array;
}

export type BalancingMonth = Readonly<Record<keyof BalancingSlots, number>>;

export interface Balancing {
  readonly slots: BalancingSlots;
  readonly months: readonly BalancingMonth[];
}

/**
 * @param cleared what members traded among themselves; null where nobody trades
 * @param deviation_kWh metered less announced [participant * steps + step]; null where all was announced as metered
 * @param imbalance_EURPerKWh added by the supplier on each kWh of a member's deviation, either way
 */
export function residualBalancing(
  prepared: Pick<PreparedMarket, 'community' | 'memberships' | 'tariffs' | 'net_kWh'>,
  cleared: Pick<ClearedYear, 'bought_kWh' | 'sold_kWh'> | null,
  deviation_kWh: Float64Array | null,
  imbalance_EURPerKWh: number,
): Balancing {
  const { community, memberships, tariffs, net_kWh } = prepared;
  const { steps } = community.axis;
  const series = () => new Float64Array(steps);
  const slots: BalancingSlots = {
    import_kWh: series(),
    export_kWh: series(),
    deviation_kWh: series(),
    absolute_kWh: series(),
    announced_EUR: series(),
    deviation_EUR: series(),
    imbalance_EUR: series(),
  };
  for (let row = 0; row < community.participants.length; row++) {
    const tariff = tariffs[memberships.zoneOf[row]!]!;
    for (let t = 0; t < steps; t++) {
      const at = row * steps + t;
      const metered = net_kWh[at]! - (cleared ? cleared.bought_kWh[at]! - cleared.sold_kWh[at]! : 0);
      const deviation = deviation_kWh ? deviation_kWh[at]! : 0;
      const announced = metered - deviation;
      const cost = (kWh: number) => (kWh > 0 ? kWh * tariff.import_EURPerKWh[t]! : kWh * tariff.export_EURPerKWh[t]!);
      if (announced > 0) slots.import_kWh[t]! += announced;
      else slots.export_kWh[t]! -= announced;
      slots.deviation_kWh[t]! += deviation;
      slots.absolute_kWh[t]! += Math.abs(deviation);
      slots.announced_EUR[t]! += cost(announced);
      slots.deviation_EUR[t]! += cost(metered) - cost(announced);
      slots.imbalance_EUR[t]! += Math.abs(deviation) * imbalance_EURPerKWh;
    }
  }
  return { slots, months: monthsOf(slots, monthStartSteps(community.axis)) };
}

function monthsOf(slots: BalancingSlots, starts: readonly number[]): readonly BalancingMonth[] {
  return Array.from({ length: MONTHS }, (_, month): BalancingMonth => {
    const sum = (of: keyof BalancingSlots): number => {
      let total = 0;
      for (let t = starts[month]!; t < starts[month + 1]!; t++) total += slots[of][t]!;
      return total;
    };
    return {
      import_kWh: sum('import_kWh'),
      export_kWh: sum('export_kWh'),
      deviation_kWh: sum('deviation_kWh'),
      absolute_kWh: sum('absolute_kWh'),
      announced_EUR: sum('announced_EUR'),
      deviation_EUR: sum('deviation_EUR'),
      imbalance_EUR: sum('imbalance_EUR'),
    };
  });
}
