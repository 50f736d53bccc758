/** Readings without a value, filled and said so before anything is worked out with them. */
import { InputError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { MarketCommunity } from '../community.ts';
import { fillGaps } from './gaps.ts';

/** With more than this share of a member's readings missing, nothing is filled. */
const MOST_MISSING = 0.5;

export interface FilledCommunity {
  /** The same object where nothing was missing. */
  readonly community: MarketCommunity;
  readonly findings: readonly Issue[];
}

/**
 * Fills load and generation by {@link fillGaps}, member by member; one finding for each that had gaps.
 * @throws InputError `market.readings` where more than half of the readings are missing, or a time of day has none at all
 */
export function filledCommunity(community: MarketCommunity): FilledCommunity {
  const { axis, participants } = community;
  const tables = { load_kW: community.load_kW, generation_kW: community.generation_kW };
  const findings: Issue[] = [];
  for (const [row, { id, name }] of participants.entries()) {
    let missing = 0;
    let fromOtherDays = 0;
    for (const quantity of ['load_kW', 'generation_kW'] as const) {
      const own = tables[quantity].subarray(row * axis.steps, (row + 1) * axis.steps);
      if (own.every(Number.isFinite)) continue;
      const filled = fillGaps(own, axis.step_min);
      if (filled === null || filled.missing > MOST_MISSING * axis.steps) throw noReadings(id, name, own, axis.step_min);
      if (tables[quantity] === community[quantity]) tables[quantity] = community[quantity].slice();
      tables[quantity].set(filled.values, row * axis.steps);
      missing += filled.missing;
      fromOtherDays += filled.fromOtherDays;
    }
    if (missing > 0) findings.push(filledFinding(id, name, (missing * axis.step_min) / 60, (fromOtherDays * axis.step_min) / 60));
  }
  return findings.length > 0 ? { community: { ...community, ...tables }, findings } : { community, findings };
}

function filledFinding(id: string, name: string, hours: number, days_h: number): Issue {
  return {
    code: 'market.readings.filled',
    severity: 'warning',
    sourceId: 'market',
    objectId: id,
    message: `${name} has no readings for ${hours} h of the year.`,
    action: `Gaps of up to two hours were filled in a straight line, the other ${days_h} h with the mean of the same time on the nearest days.`,
    values: { name, hours, days_h },
  };
}

function noReadings(id: string, name: string, own: Float64Array, step_min: number): InputError {
  let missing = 0;
  for (const value of own) if (!Number.isFinite(value)) missing++;
  const hours = (missing * step_min) / 60;
  return new InputError({
    code: 'market.readings',
    message: `${name} has no readings for ${hours} h, too many to be filled.`,
    where: id,
    mend: 'Add the missing readings, or leave the member out.',
    values: { name, hours },
  });
}
