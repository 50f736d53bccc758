/** Auctions over a year: every step the members quote, the mechanism clears, and those who learn take note. */
import { InputError } from '../../core/errors.ts';
import { type ClearedYear, POOL, type SlotNeeds } from '../cleared.ts';
import type { AgentKind } from '../marketConfig.ts';
import { type Agents, createAgents, slotsPerDay, stepSeed } from './agents.ts';
import { AuctionBook, type BookSide, FILLED_SHARE } from './auctionBook.ts';
import { matchCall } from './callAuction.ts';
import { AuctionClearing, type AuctionResult, type AuctionRules, drawOrder, resultOf } from './clearing.ts';
import { type SealedBid, sealOrders } from './commitReveal.ts';
import type { Reservations } from './reservations.ts';
import { TradeLog } from './tradeLog.ts';

export interface AuctionOptions extends AuctionRules, Reservations {
  readonly agents: AgentKind;
  readonly seed: number;
  /**
   * Quotes per step of a continuous auction: what is not traded in one round may be quoted anew in the next. 1 where none is
   * given, 4 for zero-intelligence agents, whose first price is chance.
   */
  readonly rounds?: number;
  /** Orders are committed by their hash first. It changes no outcome of honest members; `auctionStep` shows the seals. A continuous auction is open by nature. */
  readonly sealed: boolean;
  readonly keepTrades: boolean;
}

export interface AuctionYear extends ClearedYear {
  /** What the auctioneer keeps per step (Huang), the community's [EUR]. */
  readonly surplus_EUR: Float64Array;
  /** Value to buyers less cost of sellers at reservation prices [EUR/a], and the most that was possible. */
  readonly welfare_EUR: number;
  readonly optimum_EUR: number;
}

/** One step, as the year had it. */
export interface AuctionStep extends AuctionResult {
  /** The orders' seals in the order of participants, where the market is sealed; null where it is open. */
  readonly seals: readonly SealedBid[] | null;
  /** Huang's members trade with the auctioneer at two prices; the pairs are for the eye. */
  readonly arePaired: boolean;
}

const ARRIVAL_SALT = 0x51ed270b;

/** Quotes and clears steps; the book holds the last one. */
class AuctionSteps {
  readonly book: AuctionBook;
  /** The same needs at reservation prices: what the welfare is measured against. */
  readonly #honest: AuctionBook;
  readonly #needs: SlotNeeds;
  readonly #options: AuctionOptions;
  readonly #agents: Agents;
  readonly #clearing: AuctionClearing;
  readonly #arrival: Int32Array;
  readonly #rounds: number;
  readonly #byLot: boolean;

  constructor(needs: SlotNeeds, options: AuctionOptions, withPairs: boolean) {
    this.#needs = needs;
    this.#options = options;
    this.book = new AuctionBook(needs.participantCount);
    this.#honest = new AuctionBook(needs.participantCount);
    this.#agents = createAgents(options.agents, needs, options, options.seed);
    this.#clearing = new AuctionClearing(options, withPairs);
    this.#arrival = Int32Array.from({ length: needs.participantCount }, (_, row) => row);
    this.#rounds = Math.max(1, options.rounds ?? (options.agents === 'zero-intelligence' ? 4 : 1));
    // Shares of a tie do not depend on who came first.
    this.#byLot = options.mechanism !== 'call' || options.tie === 'earlier';
  }

  run(step: number): void {
    const { seed, mechanism } = this.#options;
    const draws = stepSeed(seed, step);
    this.book.reset();
    if (this.#byLot) drawOrder(this.#arrival, draws ^ ARRIVAL_SALT);
    if (mechanism === 'cda') {
      this.#runRounds(step);
      return;
    }
    const { participantCount, steps, net_kWh } = this.#needs;
    for (let i = 0; i < participantCount; i++) {
      const participant = this.#arrival[i]!;
      const net = net_kWh[participant * steps + step]!;
      if (net > 0) this.book.bids.add(participant, this.#agents.bid(participant, step, 0), net);
      else if (net < 0) this.book.offers.add(participant, this.#agents.offer(participant, step, 0), -net);
    }
    this.#clearing.clear(this.book, draws);
  }

  /** Every round meets an empty book: quotes of the round before have run out. */
  #runRounds(step: number): void {
    const { participantCount, steps, net_kWh } = this.#needs;
    const left = new Float64Array(participantCount);
    for (let row = 0; row < participantCount; row++) left[row] = net_kWh[row * steps + step]!;
    for (let round = 0; round < this.#rounds; round++) {
      const { bids, offers } = this.book;
      const firstBid = bids.count;
      const firstOffer = offers.count;
      const rows: number[] = [];
      for (let i = 0; i < participantCount; i++) {
        const participant = this.#arrival[i]!;
        const net = left[participant]!;
        if (net > 0) rows.push(~bids.add(participant, this.#agents.bid(participant, step, round), net));
        else if (net < 0) rows.push(offers.add(participant, this.#agents.offer(participant, step, round), -net));
      }
      if (bids.count === firstBid || offers.count === firstOffer) return;
      this.#clearing.meet(this.book, rows);
      for (let row = firstBid; row < bids.count; row++) left[bids.participant[row]!] = untraded(bids, row);
      for (let row = firstOffer; row < offers.count; row++) left[offers.participant[row]!] = -untraded(offers, row);
    }
  }

  learn(step: number): void {
    this.#agents.learn(step, this.book);
  }

  /** The most welfare that the step's needs allow [EUR]. */
  optimum(step: number): number {
    const { participantCount, steps, net_kWh } = this.#needs;
    const { buyLimit_EURPerKWh, sellLimit_EURPerKWh } = this.#options;
    const book = this.#honest;
    book.reset();
    for (let row = 0; row < participantCount; row++) {
      const net = net_kWh[row * steps + step]!;
      if (net > 0) book.bids.add(row, buyLimit_EURPerKWh(row, step), net);
      else if (net < 0) book.offers.add(row, sellLimit_EURPerKWh(row, step), -net);
    }
    matchCall(book);
    return book.welfare();
  }
}

function untraded(side: BookSide, row: number): number {
  const left = side.energy[row]! - side.traded[row]!;
  return left <= FILLED_SHARE * side.energy[row]! ? 0 : left;
}

function checkNeeds({ net_kWh, import_EURPerKWh, export_EURPerKWh, steps, participantCount }: SlotNeeds): void {
  const fault = (what: string, at: number): InputError =>
    new InputError({
      code: 'market.needs',
      message: `The ${what} of step ${(at % steps) + 1} is not a finite number.`,
      where: `participant ${Math.floor(at / steps) + 1}, step ${(at % steps) + 1}`,
      mend: 'Check load, generation and tariff of that step.',
      values: { what, step: (at % steps) + 1, participant: Math.floor(at / steps) + 1 },
    });
  for (let i = 0; i < participantCount * steps; i++) if (!Number.isFinite(net_kWh[i]!)) throw fault('energy', i);
  for (let i = 0; i < steps; i++) {
    if (!(Number.isFinite(import_EURPerKWh[i]!) && Number.isFinite(export_EURPerKWh[i]!))) throw fault('price', i);
  }
}

/**
 * A year of auctions. The same input gives the same output bit by bit. Trades are kept in the order of steps; those of Huang
 * go through {@link POOL}, because buyer and seller have different prices. Throws an InputError where needs are not numbers
 * or mechanism and price rule do not fit.
 */
export function clearAuctionYear(needs: SlotNeeds, options: AuctionOptions): AuctionYear {
  checkNeeds(needs);
  const { participantCount, steps } = needs;
  const run = new AuctionSteps(needs, options, options.keepTrades);
  const year = {
    bought_kWh: new Float64Array(participantCount * steps),
    sold_kWh: new Float64Array(participantCount * steps),
    paid_EUR: new Float64Array(participantCount * steps),
    earned_EUR: new Float64Array(participantCount * steps),
    price_EURPerKWh: new Float64Array(steps),
    surplus_EUR: new Float64Array(steps),
  };
  const log = options.keepTrades ? new TradeLog() : null;
  const isOptimal = options.mechanism === 'call' && options.agents === 'truthful';
  let welfare_EUR = 0;
  let optimum_EUR = 0;
  for (let step = 0; step < steps; step++) {
    run.run(step);
    const { book } = run;
    const { bids, offers } = book;
    for (let row = 0; row < bids.count; row++) {
      const traded = bids.traded[row]!;
      if (traded === 0) continue;
      const participant = bids.participant[row]!;
      const at = participant * steps + step;
      year.bought_kWh[at] = year.bought_kWh[at]! + traded;
      year.paid_EUR[at] = year.paid_EUR[at]! + bids.money[row]!;
      welfare_EUR += traded * options.buyLimit_EURPerKWh(participant, step);
    }
    for (let row = 0; row < offers.count; row++) {
      const traded = offers.traded[row]!;
      if (traded === 0) continue;
      const participant = offers.participant[row]!;
      const at = participant * steps + step;
      year.sold_kWh[at] = year.sold_kWh[at]! + traded;
      year.earned_EUR[at] = year.earned_EUR[at]! + offers.money[row]!;
      welfare_EUR -= traded * options.sellLimit_EURPerKWh(participant, step);
    }
    year.price_EURPerKWh[step] = book.price;
    year.surplus_EUR[step] = book.surplus_EUR;
    if (log) logTrades(log, step, book, options.mechanism === 'huang');
    if (!isOptimal) optimum_EUR += run.optimum(step);
    run.learn(step);
  }
  return {
    participantCount,
    steps,
    ...year,
    trades: log ? log.table() : null,
    welfare_EUR,
    optimum_EUR: isOptimal ? welfare_EUR : optimum_EUR,
  };
}

function logTrades(log: TradeLog, step: number, book: AuctionBook, throughPool: boolean): void {
  const { bids, offers } = book;
  if (throughPool) {
    for (let row = 0; row < offers.count; row++) {
      const traded = offers.traded[row]!;
      if (traded > 0) log.add(step, offers.participant[row]!, POOL, traded, offers.money[row]! / traded);
    }
    for (let row = 0; row < bids.count; row++) {
      const traded = bids.traded[row]!;
      if (traded > 0) log.add(step, POOL, bids.participant[row]!, traded, bids.money[row]! / traded);
    }
    return;
  }
  for (let pair = 0; pair < book.pairCount; pair++) {
    const seller = offers.participant[book.pairOffer[pair]!]!;
    const buyer = bids.participant[book.pairBid[pair]!]!;
    log.add(step, seller, buyer, book.pairEnergy[pair]!, book.pairBuyPrice[pair]!);
  }
}

/**
 * One step exactly as {@link clearAuctionYear} had it. Agents that learn keep one margin per slot of the day, so only the same
 * slot of the days before is run again (at most 364 steps), not the year.
 */
export function auctionStep(needs: SlotNeeds, options: AuctionOptions, step: number): AuctionStep {
  checkNeeds(needs);
  const run = new AuctionSteps(needs, options, true);
  if (options.agents === 'adaptive') {
    const slots = slotsPerDay(needs);
    for (let before = step % slots; before < step; before += slots) {
      run.run(before);
      run.learn(before);
    }
  }
  run.run(step);
  const result = resultOf(run.book, run.optimum(step));
  const seals = options.sealed && options.mechanism !== 'cda' ? sealOrders(run.book, step, options.seed) : null;
  return { ...result, seals, arePaired: options.mechanism === 'huang' };
}
