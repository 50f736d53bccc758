/**
 * What a preset does beside the rules every market has: it turns down orders the lines cannot carry, hedges prices, calls
 * flexibility only when a cable is full; and it tells what is characteristic of it in the year that was run.
 */
import { stepHours } from '../community.ts';
import type { MarketConfig } from '../marketConfig.ts';
import type { StoryLine } from '../outcome.ts';
import type { LinearSolver } from '../ports.ts';
import { takeOrders } from '../presets/behaviour/orderPlatform.ts';
import { FLEXIBILITY_STORIES } from '../presets/stories/flexibilityStories.ts';
import { hedges } from '../presets/stories/hedges.ts';
import { PEER_TO_PEER_STORIES } from '../presets/stories/peerToPeerStories.ts';
import { PLATFORM_STORIES } from '../presets/stories/platformStories.ts';
import type { StoryTeller } from '../presets/stories/story.ts';
import { MONTHS, monthStartSteps } from '../settlement/axisMonths.ts';
import type { ExtraPayment } from '../settlement/settleYear.ts';
import type { ClearedMarket } from './clearMarket.ts';
import type { MarketYear } from './marketRuns.ts';
import type { PreparedMarket } from './prepareMarket.ts';

const STORIES: Readonly<Record<string, StoryTeller>> = { ...PEER_TO_PEER_STORIES, ...PLATFORM_STORIES, ...FLEXIBILITY_STORIES };

/** @returns empty for rules that are no preset's */
export function presetStory(config: MarketConfig, year: MarketYear, solver: LinearSolver | null): readonly StoryLine[] {
  const tell = config.preset === null || config.design === 'supplier' ? undefined : STORIES[config.preset];
  return tell ? tell({ config, year, solver }) : [];
}

/** TraDER's operator calls on days on which more is over than the cable takes in every step of the window; on no other. */
export function presetProduct({ community, net_kWh }: PreparedMarket, config: MarketConfig): MarketConfig {
  const { flexibility } = config;
  if (config.preset !== 'trader' || flexibility === null) return config;
  const { axis, collectives } = community;
  const step_h = stepHours(axis);
  const limit_kWh = (collectives[0]?.capacity_kW ?? Number.POSITIVE_INFINITY) * step_h;
  const perDay = Math.round(24 / step_h);
  const total = new Float64Array(axis.steps);
  for (let at = 0; at < net_kWh.length; at++) total[at % axis.steps]! += net_kWh[at]!;
  const from = Math.ceil(flexibility.from_h / step_h);
  const to = Math.floor(flexibility.to_h / step_h);
  const days = flexibility.days.filter((day) => {
    for (let t = day * perDay + from; t < day * perDay + to; t++) if (!(-(total[t] ?? 0) > limit_kWh)) return false;
    return true;
  });
  return { ...config, flexibility: { ...flexibility, days } };
}

/** Elecbay's platform turns down trades that would overload a line on their way, in the order in which they were made. */
export function presetMarket(prepared: PreparedMarket, config: MarketConfig, market: ClearedMarket): ClearedMarket {
  const { trades } = market.cleared;
  if (config.preset !== 'elecbay' || !trades || trades.count === 0) return market;
  const { collectives, participants, axis, id } = prepared.community;
  if (collectives.every(({ capacity_kW }) => capacity_kW === null)) return market;
  const orders = Array.from({ length: trades.count }, (_, i) => ({
    step: trades.step[i]!,
    seller: trades.seller[i]!,
    buyer: trades.buyer[i]!,
    energy_kWh: trades.energy_kWh[i]!,
    price_EURPerKWh: trades.price_EURPerKWh[i]!,
  }));
  const answers = takeOrders(orders, {
    collectives,
    collectiveOf: participants.map(({ collective }) => collective),
    step_h: stepHours(axis),
  });
  const kept = answers.flatMap(({ rejected }, i) => (rejected === null ? [i] : []));
  if (kept.length === trades.count) return market;
  const { steps } = axis;
  const table = () => new Float64Array(participants.length * steps);
  const [bought_kWh, sold_kWh, paid_EUR, earned_EUR] = [table(), table(), table(), table()];
  const price_EURPerKWh = new Float64Array(steps).fill(Number.NaN);
  const energy = new Float64Array(steps);
  const money = new Float64Array(steps);
  for (const i of kept) {
    const { step, seller, buyer, energy_kWh, price_EURPerKWh: price } = orders[i]!;
    bought_kWh[buyer * steps + step]! += energy_kWh;
    sold_kWh[seller * steps + step]! += energy_kWh;
    paid_EUR[buyer * steps + step]! += energy_kWh * price;
    earned_EUR[seller * steps + step]! += energy_kWh * price;
    energy[step]! += energy_kWh;
    money[step]! += energy_kWh * price;
  }
  for (let t = 0; t < steps; t++) if (energy[t]! > 0) price_EURPerKWh[t] = money[t]! / energy[t]!;
  const turnedDown = answers.filter(({ rejected }) => rejected !== null);
  const values = {
    count: turnedDown.length,
    energy_kWh: Math.round(turnedDown.reduce((total, { order }) => total + order.energy_kWh, 0)),
    line: collectives.find(({ id: line }) => line === turnedDown[0]?.line)?.name ?? '',
  };
  return {
    ...market,
    cleared: {
      ...market.cleared,
      bought_kWh,
      sold_kWh,
      paid_EUR,
      earned_EUR,
      price_EURPerKWh,
      trades: {
        count: kept.length,
        step: Uint32Array.from(kept, (i) => trades.step[i]!),
        seller: Int32Array.from(kept, (i) => trades.seller[i]!),
        buyer: Int32Array.from(kept, (i) => trades.buyer[i]!),
        energy_kWh: Float64Array.from(kept, (i) => trades.energy_kWh[i]!),
        price_EURPerKWh: Float64Array.from(kept, (i) => trades.price_EURPerKWh[i]!),
      },
    },
    findings: [
      ...market.findings,
      {
        code: 'market.order.rejected',
        severity: 'info',
        sourceId: 'market',
        objectId: id,
        message: `${values.count} orders over ${values.energy_kWh} kWh are turned down: a line, first “${values.line}”, cannot carry them.`,
        action: 'No money moves for them; the supplier serves what is missing.',
        values,
      },
    ],
  };
}

/** Exergy's hedges: differences to the spot price, between members, summing to zero. */
export function presetExtras(prepared: PreparedMarket, config: MarketConfig): readonly ExtraPayment[] {
  if (config.preset !== 'exergy-texas' || config.design === 'supplier') return [];
  const hedged = hedges(prepared);
  if (hedged === null) return [];
  const { participants, axis } = prepared.community;
  const starts = monthStartSteps(axis);
  const amount_EUR = new Float64Array(MONTHS * participants.length);
  for (let row = 0; row < participants.length; row++) {
    for (let month = 0; month < MONTHS; month++) {
      let received = 0;
      for (let t = starts[month]!; t < starts[month + 1]!; t++) received -= hedged.year.payment_EUR[row * axis.steps + t]!;
      amount_EUR[month * participants.length + row] = received;
    }
  }
  return [{ item: 'hedge', account: 'community', amount_EUR }];
}
