/** What the community would draw had nobody called: the schedule of trade and balancing, stages 1 and 2. */
import { stepHours } from '../community.ts';
import type { PreparedMarket } from '../run/prepareMarket.ts';

/** Rows of members that take part all year; what others have is not offered. */
export function offeringRows({ community }: Pick<PreparedMarket, 'community'>): readonly number[] {
  return community.participants.flatMap(({ optedOutFrom }, row) => (optedOutFrom === null ? [row] : []));
}

/**
 * Net power of all members together per step [kW], above zero while they draw.
 * @param deviation_kWh metered less announced; the baseline is what was announced
 */
export function communityBaseline(
  prepared: Pick<PreparedMarket, 'community' | 'net_kWh'>,
  deviation_kWh: Float64Array | null = null,
): Float64Array {
  const { axis } = prepared.community;
  const step_h = stepHours(axis);
  const baseline = new Float64Array(axis.steps);
  for (const row of offeringRows(prepared)) {
    const at = row * axis.steps;
    for (let t = 0; t < axis.steps; t++) {
      baseline[t]! += (prepared.net_kWh[at + t]! - (deviation_kWh ? deviation_kWh[at + t]! : 0)) / step_h;
    }
  }
  return baseline;
}
