/**
 * Stage 3 of the sequence: after trade and balancing, what members can move is offered outside through an aggregator as one
 * virtual power plant, delivered when called, and settled against the schedule of the first two stages. Method:
 * docs/models/flexibility.md.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { OnProgress } from '../../core/progress.ts';
import { stepHours } from '../community.ts';
import { CurveStorage } from '../dispatch/curveStorage.ts';
import type { FlexibilityProduct, MarketConfig } from '../marketConfig.ts';
import type { FlexibilityEvent, FlexibilitySummary } from '../outcome.ts';
import type { PreparedMarket } from '../run/prepareMarket.ts';
import { MONTHS, monthStartSteps } from '../settlement/axisMonths.ts';
import type { ExtraPayment } from '../settlement/settleYear.ts';
import { communityBaseline } from './baseline.ts';
import { type CallTerms, type SettledCall, settleCall, sharesByDelivery, worthPerKW } from './events.ts';
import { chooseOffer, type OfferPoint, type OfferRules, offerCurve, readyOffer } from './offers.ts';
import { type FlexiblePool, flexiblePool } from './pool.ts';
import { StretchSolver } from './redispatch.ts';
import { type ProductWindow, productWindows } from './windows.ts';

export interface FlexibilityOptions {
  /** Metered less announced [participant * steps + step] [kWh]: what was announced is the baseline, and errors are missed delivery. */
  readonly deviation_kWh?: Float64Array | null;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface FlexibilityYear {
  /** Readings and powers after delivery; those of the preparation where nothing was called or the market is closed. */
  readonly net_kWh: Float64Array;
  readonly flexible_kW: Float64Array;
  /** Net power of the members without any call, per step [kW]. */
  readonly baseline_kW: Float64Array;
  readonly summary: FlexibilitySummary;
  /** For the settlement; empty where the market is closed. */
  readonly extras: readonly ExtraPayment[];
  readonly findings: readonly Issue[];
}

/** What members got for flexibility, on top of what any rules among themselves could save [EUR/a]. */
export function soldOutside(year: Pick<FlexibilityYear, 'summary'> | null): number {
  return year && !year.summary.isSimulated ? year.summary.members_EUR : 0;
}

/** What {@link flexibilityYear} depends on beside the preparation. */
export function flexibilityKey({ flexibility, priority, design, forecastError, seed }: MarketConfig): string {
  if (flexibility === null) return '';
  return JSON.stringify([flexibility, priority, design === 'supplier', forecastError, forecastError > 0 ? seed : 0]);
}

/** @returns null where the rules sell no flexibility */
export async function flexibilityYear(
  prepared: PreparedMarket,
  config: Pick<MarketConfig, 'flexibility' | 'priority' | 'design'>,
  { deviation_kWh = null, signal, onProgress }: FlexibilityOptions = {},
): Promise<FlexibilityYear | null> {
  const product = config.flexibility;
  if (product === null) return null;
  const { community } = prepared;
  const step_h = stepHours(community.axis);
  const baseline_kW = communityBaseline(prepared, deviation_kWh);
  const pool = flexiblePool(prepared, config.design);
  const windows = productWindows(product, community.axis);
  const year = new YearBooks(prepared, product, baseline_kW);
  const findings: Issue[] = [];
  if (pool === null) findings.push(nothingFlexible(community.id));
  else if (windows.length === 0) findings.push(noWindow(community.id, product));
  else {
    const rules: OfferRules = { ...product, priority: config.priority };
    const terms: CallTerms = { ...product, step_h };
    const error_kW = deviation_kWh ? sumRows(deviation_kWh, community.axis.steps, 1 / step_h, prepared) : null;
    const solver = new CurveStorage();
    for (const [i, window] of windows.entries()) {
      throwIfAborted(signal);
      const length = window.to - window.from;
      const worth = worthPerKW(terms, length, window.isCalled);
      if (worth > 0) {
        const stretch = new StretchSolver(pool, window, solver);
        const offer = window.isCalled ? chooseOffer(offerCurve(stretch, rules), rules, worth) : readyOffer(stretch, rules);
        year.book(pool, window, offer, settleCall(offer.power_kW, length, meteredOf(window, offer, product, error_kW), terms));
      } else if (window.isCalled) year.bookNothing(window);
      onProgress?.({ done: (i + 1) / windows.length, stage: 'progress.market' });
      // Lets a cancel through between windows.
      await Promise.resolve();
    }
    if (year.summary().largestOffered_kW === 0) findings.push(nothingOffered(community.id, product));
  }
  const summary = year.summary();
  if (!product.isOpen) {
    findings.push(closedMarket(community.id, product));
    return { net_kWh: prepared.net_kWh, flexible_kW: prepared.flexible_kW, baseline_kW, summary, extras: [], findings };
  }
  if (summary.shortfall_kWh > 0) findings.push(shortDelivery(community.id, summary));
  const extras: ExtraPayment[] = [{ item: 'flexibility', account: 'flexibility', amount_EUR: year.byMonth_EUR }];
  return { net_kWh: year.net_kWh, flexible_kW: year.flexible_kW, baseline_kW, summary, extras, findings };
}

/** Delivery as meters show it against what was announced: planned, less what forecasts missed. */
function meteredOf(
  { from, to, isCalled }: ProductWindow,
  { plan }: OfferPoint,
  { direction }: FlexibilityProduct,
  error_kW: Float64Array | null,
): Float64Array | null {
  if (!isCalled) return null;
  const metered = plan.delivered_kW.slice();
  if (error_kW) for (let t = from; t < to; t++) metered[t - from]! -= direction === 'down' ? error_kW[t]! : -error_kW[t]!;
  return metered;
}

function sumRows(table: Float64Array, steps: number, factor: number, { community }: PreparedMarket): Float64Array {
  const sum = new Float64Array(steps);
  for (const [row, { optedOutFrom }] of community.participants.entries()) {
    if (optedOutFrom === null) for (let t = 0; t < steps; t++) sum[t]! += table[row * steps + t]! * factor;
  }
  return sum;
}

/** Readings, events and payments of the year, window by window. */
class YearBooks {
  readonly net_kWh: Float64Array;
  readonly flexible_kW: Float64Array;
  readonly byMonth_EUR: Float64Array;
  readonly #product: FlexibilityProduct;
  readonly #baseline_kW: Float64Array;
  readonly #step_h: number;
  readonly #steps: number;
  readonly #starts: readonly number[];
  readonly #events: FlexibilityEvent[] = [];
  readonly #delivered_kWh: Float64Array;
  readonly #member_EUR: Float64Array;
  readonly #total = { availability: 0, use: 0, penalty: 0, aggregator: 0, members: 0, cost: 0, delivered: 0, shortfall: 0 };
  #windows = 0;
  #ready = 0;
  #offered_kW = 0;
  #largest_kW = 0;

  constructor({ community, net_kWh, flexible_kW }: PreparedMarket, product: FlexibilityProduct, baseline_kW: Float64Array) {
    const count = community.participants.length;
    this.net_kWh = net_kWh.slice();
    this.flexible_kW = flexible_kW.slice();
    this.byMonth_EUR = new Float64Array(MONTHS * count);
    this.#product = product;
    this.#baseline_kW = baseline_kW;
    this.#step_h = stepHours(community.axis);
    this.#steps = community.axis.steps;
    this.#starts = monthStartSteps(community.axis);
    this.#delivered_kWh = new Float64Array(count);
    this.#member_EUR = new Float64Array(count);
  }

  bookNothing(window: ProductWindow): void {
    this.#windows++;
    if (!window.isCalled) return;
    this.#events.push({
      ...this.#eventStart(window),
      offered_kW: 0,
      offered_kWh: 0,
      delivered_kWh: 0,
      shortfall_kWh: 0,
      payment_EUR: 0,
      penalty_EUR: 0,
      aggregator_EUR: 0,
      cost_EUR: 0,
    });
  }

  book(pool: FlexiblePool, window: ProductWindow, offer: OfferPoint, call: SettledCall): void {
    if (offer.power_kW === 0) {
      this.bookNothing(window);
      return;
    }
    this.#windows++;
    this.#offered_kW += offer.power_kW;
    this.#largest_kW = Math.max(this.#largest_kW, offer.power_kW);
    const total = this.#total;
    total.availability += call.availability_EUR;
    total.use += call.use_EUR;
    total.penalty += call.penalty_EUR;
    total.aggregator += call.aggregator_EUR;
    total.members += call.members_EUR;
    total.delivered += call.delivered_kWh;
    total.shortfall += call.shortfall_kWh;
    const own_kWh = this.#moved(pool, window, offer);
    const shares = sharesByDelivery(call.members_EUR, own_kWh);
    const part = sharesByDelivery(call.delivered_kWh, own_kWh);
    const month = this.#starts.findLastIndex((start) => start <= window.from);
    for (let row = 0; row < shares.length; row++) {
      this.#member_EUR[row]! += shares[row]!;
      this.#delivered_kWh[row]! += part[row]!;
      this.byMonth_EUR[Math.min(month, MONTHS - 1) * shares.length + row]! += shares[row]!;
    }
    if (!window.isCalled) {
      this.#ready++;
      return;
    }
    total.cost += offer.cost_EUR;
    this.#events.push({
      ...this.#eventStart(window),
      offered_kW: offer.power_kW,
      offered_kWh: call.offered_kWh,
      delivered_kWh: call.delivered_kWh,
      shortfall_kWh: call.shortfall_kWh,
      payment_EUR: call.availability_EUR + call.use_EUR,
      penalty_EUR: call.penalty_EUR,
      aggregator_EUR: call.aggregator_EUR,
      cost_EUR: offer.cost_EUR,
    });
  }

  /** Puts the plan of a call into the readings. @returns what each member moved the wanted way inside the window [kWh] */
  #moved({ stores }: FlexiblePool, { first, last, from, to, isCalled }: ProductWindow, { plan }: OfferPoint): Float64Array {
    const length = last - first;
    const moved = new Float64Array(this.#member_EUR.length);
    const sign = this.#product.direction === 'down' ? -1 : 1;
    for (const [i, { participant, power_kW }] of stores.entries()) {
      for (let t = 0; t < length; t++) {
        const change = plan.power_kW[i * length + t]! - power_kW[first + t]!;
        const step = first + t;
        if (step >= from && step < to) moved[participant]! += sign * change * this.#step_h;
        if (!isCalled) continue;
        const at = participant * this.#steps + step;
        this.net_kWh[at]! += change * this.#step_h;
        this.flexible_kW[at]! += change;
      }
    }
    return moved.map((energy) => Math.max(0, energy));
  }

  #eventStart({ day, from, to }: ProductWindow): Pick<FlexibilityEvent, 'day' | 'from' | 'to' | 'baseline_kW'> {
    let sum = 0;
    for (let t = from; t < to; t++) sum += this.#baseline_kW[t]!;
    return { day, from, to, baseline_kW: sum / (to - from) };
  }

  summary(): FlexibilitySummary {
    const total = this.#total;
    return {
      isSimulated: !this.#product.isOpen,
      events: this.#events,
      readyDays: this.#ready,
      meanOffered_kW: this.#windows > 0 ? this.#offered_kW / this.#windows : 0,
      largestOffered_kW: this.#largest_kW,
      delivered_kWh: total.delivered,
      shortfall_kWh: total.shortfall,
      availability_EUR: total.availability,
      use_EUR: total.use,
      penalty_EUR: total.penalty,
      aggregator_EUR: total.aggregator,
      members_EUR: total.members,
      cost_EUR: total.cost,
      memberDelivered_kWh: this.#delivered_kWh,
      member_EUR: this.#member_EUR,
    };
  }
}

function finding(
  code: string,
  severity: Issue['severity'],
  objectId: string,
  text: readonly [string, string],
  values: Issue['values'],
): Issue {
  return { code, severity, sourceId: 'market', objectId, message: text[0], action: text[1], ...(values ? { values } : {}) };
}

function nothingFlexible(community: string): Issue {
  const text = ['No member has a battery, a heat store or a vehicle that could be moved.', 'Nothing is offered outside.'] as const;
  return finding('market.flexibility.noStore', 'warning', community, text, {});
}

function noWindow(community: string, { name, from_h, to_h }: FlexibilityProduct): Issue {
  const text = [`The hours of "${name}" (${from_h} to ${to_h}) hold no whole step of the market.`, 'Nothing is offered outside.'] as const;
  return finding('market.flexibility.window', 'warning', community, text, { name, from_h, to_h });
}

function nothingOffered(community: string, { name, minimum_kW }: FlexibilityProduct): Issue {
  const text = [
    `On no day can at least ${minimum_kW} kW be held through the hours of "${name}" without a loss.`,
    'Nothing is offered; smaller minimum powers, fewer hours or higher prices would change that.',
  ] as const;
  return finding('market.flexibility.none', 'warning', community, text, { name, minimum_kW });
}

function closedMarket(community: string, { name }: FlexibilityProduct): Issue {
  const text = [
    `The market for "${name}" is not open to communities.`,
    'What it would pay is simulated; readings and bills are those without it.',
  ] as const;
  return finding('market.flexibility.closed', 'info', community, text, { name });
}

function shortDelivery(community: string, { shortfall_kWh, penalty_EUR }: FlexibilitySummary): Issue {
  const energy = Math.round(shortfall_kWh * 10) / 10;
  const money = Math.round(penalty_EUR * 100) / 100;
  const text = [
    `Forecasts missed: ${energy} kWh of what was offered were not delivered.`,
    `A penalty of ${money} EUR is taken off the payment.`,
  ] as const;
  return finding('market.flexibility.short', 'warning', community, text, { shortfall_kWh: energy, penalty_EUR: money });
}
