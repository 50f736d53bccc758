/** A year in which the manager sets prices for its own profit and members answer them (Stackelberg). */
import type { Issue } from '../../core/issue.ts';
import type { ClearedYear, SlotNeeds } from '../cleared.ts';
import { answeredNeeds, clearStackelbergYear } from '../designs/stackelbergYear.ts';
import { toCleared } from '../pricing/memberCosts.ts';
import { clearPoolYear } from '../pricing/poolYear.ts';

/** Assumption: use rises by 0.1 % where its price falls by 1 % (short-term elasticities of households lie around 0.1), at most by a tenth. */
const ELASTICITY = 0.1;
const MOST_SHIFT = 0.1;

export interface LedYear {
  readonly year: ClearedYear;
  /** What members need and have over once they answered. */
  readonly needs: SlotNeeds;
  readonly findings: readonly Issue[];
}

/** The leader buys all that members have over and sells them all they need; what is missing or over it trades with the supplier. */
export function ledYear(band: SlotNeeds): LedYear {
  const led = clearStackelbergYear(band, { objective: 'profit', elasticity: ELASTICITY, mostShift: MOST_SHIFT });
  const needs = answeredNeeds(band, led);
  const prices = {
    rule: 'dual' as const,
    buy_EURPerKWh: led.buy_EURPerKWh,
    sell_EURPerKWh: led.sell_EURPerKWh,
    basis: 'net' as const,
    local_EURPerKWh: null,
    findings: [],
  };
  const gross = { load_kWh: needs.net_kWh, generation_kWh: needs.net_kWh };
  const finding: Issue = {
    code: 'market.leader',
    severity: 'info',
    sourceId: 'market',
    objectId: null,
    message: `Members are assumed to answer prices with an elasticity of ${ELASTICITY}, by at most ${MOST_SHIFT * 100} %.`,
    action: 'The manager sets the prices that bring it most; what it earns stays with the community’s manager.',
    values: { elasticity: ELASTICITY, most_pct: MOST_SHIFT * 100 },
  };
  return { year: toCleared(prices, clearPoolYear(needs), needs, gross), needs, findings: [finding] };
}
