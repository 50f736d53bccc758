/** One member's year: its bills, and its hours. */

import { InputError } from '../../core/errors.ts';
import { monthBills } from '../bills/monthBills.ts';
import { stepHours } from '../community.ts';
import type { ParticipantYear } from '../outcome.ts';
import type { MarketYear } from './marketRuns.ts';

/** @throws InputError `market.participant` where the community has no such row */
export function participantYear({ prepared, market, shared, reference }: MarketYear, participant: number): ParticipantYear {
  const { community, net_kWh, gross, flexible_kW } = prepared;
  const { steps } = community.axis;
  if (!community.participants[participant]) {
    throw new InputError({
      code: 'market.participant',
      message: 'The community has no such member.',
      where: `row ${participant}`,
      mend: `Ask for a row from 0 to ${community.participants.length - 1}.`,
      values: { row: participant, last: community.participants.length - 1 },
    });
  }
  const step_h = stepHours(community.axis);
  const { bought_kWh, sold_kWh, price_EURPerKWh } = market.cleared;
  const from = participant * steps;
  const hours = (value: (at: number) => number): Float32Array => Float32Array.from({ length: steps }, (_, t) => value(from + t));
  const rest = (at: number): number => net_kWh[at]! - bought_kWh[at]! + sold_kWh[at]!;
  return {
    participant,
    bills: monthBills(shared.settled, reference, participant).filter(({ month }) => (shared.settled.monthShare[month] ?? 0) > 0),
    series: {
      load_kW: hours((at) => gross.load_kWh[at]! / step_h),
      generation_kW: hours((at) => gross.generation_kWh[at]! / step_h),
      flexible_kW: hours((at) => flexible_kW[at]!),
      bought_kW: hours((at) => bought_kWh[at]! / step_h),
      sold_kW: hours((at) => sold_kWh[at]! / step_h),
      import_kW: hours((at) => Math.max(rest(at), 0) / step_h),
      export_kW: hours((at) => Math.max(-rest(at), 0) / step_h),
    },
    price_EURPerKWh: Float32Array.from(price_EURPerKWh),
  };
}
