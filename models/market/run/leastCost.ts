/** What no set of rules can beat. */
import type { SettledYear } from '../settlement/settleYear.ts';
import type { PreparedMarket } from './prepareMarket.ts';

const MICRO = 1e6;

/**
 * The least all members could pay together with this dispatch: every surplus used inside where that is worth something, no
 * charges on it, fixed charges as they are.
 */
export function leastCost(prepared: PreparedMarket, settled: SettledYear): number {
  const { community, memberships, tariffs, net_kWh } = prepared;
  const { steps } = community.axis;
  let cost = 0;
  for (const [zone, tariff] of tariffs.entries()) {
    const supply = new Float64Array(steps);
    const demand = new Float64Array(steps);
    for (let row = 0; row < community.participants.length; row++) {
      if (memberships.zoneOf[row] !== zone) continue;
      for (let t = 0; t < steps; t++) {
        const net = net_kWh[row * steps + t]!;
        if (net > 0) demand[t]! += net;
        else supply[t]! -= net;
      }
    }
    for (let t = 0; t < steps; t++) {
      const most = tariff.import_EURPerKWh[t]!;
      const least = tariff.export_EURPerKWh[t]!;
      cost += demand[t]! * most - supply[t]! * least - Math.min(supply[t]!, demand[t]!) * Math.max(most - least, 0);
    }
  }
  const fixed = (['supplierFixed', 'networkFixed', 'networkCapacity'] as const).reduce((total, item) => {
    const amounts = settled.amounts[item];
    return (
      total + (amounts ? amounts.reduce((all, amount, at) => all + amount * (1 + vatOf(prepared, at % settled.participantCount)), 0) : 0)
    );
  }, 0);
  return cost + fixed / MICRO;
}

function vatOf({ memberships, tariffs }: PreparedMarket, row: number): number {
  return tariffs[memberships.zoneOf[row] ?? 0]?.vat ?? 0;
}
