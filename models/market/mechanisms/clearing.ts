/** One door to all auctions: a mechanism with its rules, applied to a book. */
import { InputError } from '../../core/errors.ts';
import { randomAt } from '../../core/random.ts';
import type { PriceRule } from '../marketConfig.ts';
import type { MarketOrder } from '../outcome.ts';
import { AuctionBook, type BookSide } from './auctionBook.ts';
import { type CallPriceRule, clearCall, matchCall, type TieRule } from './callAuction.ts';
import {
  ContinuousAuction,
  type ContinuousOrders,
  type ContinuousPriceRule,
  type ContinuousTrades,
  newContinuousOrders,
  newContinuousTrades,
} from './cda.ts';
import { clearHuang } from './huang.ts';
import { clearMuda, MudaHalves } from './muda.ts';
import type { Order } from './orders.ts';

export const AUCTIONS = ['call', 'huang', 'muda', 'cda'] as const;
export type AuctionMechanism = (typeof AUCTIONS)[number];
export type AuctionPriceRule = CallPriceRule | ContinuousPriceRule;

/** Huang and MUDA set their prices themselves; `k-price` stands for that. */
const PRICE_RULES_OF: Readonly<Record<AuctionMechanism, readonly PriceRule[]>> = {
  call: ['k-price', 'pay-as-bid', 'k-double'],
  huang: ['k-price'],
  muda: ['k-price'],
  cda: ['maker', 'k-double', 'pay-as-bid'],
};

export interface AuctionRules {
  readonly mechanism: AuctionMechanism;
  readonly priceRule: AuctionPriceRule;
  /** 0..1 */
  readonly k: number;
  /** Of the call; `pro-rata` where none is given. */
  readonly tie?: TieRule;
}

/** Throws an InputError where the mechanism leaves no room for the price rule, or k is no share. */
export function checkAuctionRules({ mechanism, priceRule, k }: AuctionRules): void {
  if (!PRICE_RULES_OF[mechanism].includes(priceRule)) {
    throw new InputError({
      code: 'market.priceRule',
      message: `The price rule '${priceRule}' does not fit the clearing '${mechanism}'.`,
      mend: `Take one of: ${PRICE_RULES_OF[mechanism].join(', ')}.`,
      values: { priceRule, clearing: mechanism, fitting: PRICE_RULES_OF[mechanism].join(', ') },
    });
  }
  if (!(k >= 0 && k <= 1)) {
    throw new InputError({
      code: 'market.k',
      message: `The factor k is ${k}; it says where a price lies between two others and must be from 0 to 1.`,
      mend: 'Take a number from 0 to 1; 0.5 is the middle.',
      values: { k },
    });
  }
}

/** Clears books under one set of rules; keeps its work space between them. */
export class AuctionClearing {
  readonly #rules: AuctionRules;
  readonly #halves = new MudaHalves();
  readonly #continuous = new ContinuousAuction();
  #trades: ContinuousTrades = newContinuousTrades(0);
  #orders: ContinuousOrders = newContinuousOrders(0);
  readonly #withPairs: boolean;

  /** Throws an InputError where the rules do not fit together. @param withPairs who trades with whom is asked for */
  constructor(rules: AuctionRules, withPairs: boolean) {
    checkAuctionRules(rules);
    this.#rules = rules;
    this.#withPairs = withPairs;
  }

  /** Call, Huang or MUDA on the orders of the book. @param seed of MUDA's lots */
  clear(book: AuctionBook, seed: number): void {
    const { mechanism, priceRule, k, tie = 'pro-rata' } = this.#rules;
    if (mechanism === 'huang') clearHuang(book);
    else if (mechanism === 'muda') clearMuda(book, seed, this.#halves);
    else clearCall(book, { priceRule: priceRule as CallPriceRule, k, tie, withPairs: this.#withPairs });
  }

  /**
   * Orders of one round of a continuous auction meet an empty book in the order of `rows`; trades are added to those the book
   * already has. Rows: below zero ~row of a bid, else row of an offer.
   */
  meet(book: AuctionBook, rows: readonly number[]): void {
    const { bids, offers } = book;
    const count = rows.length;
    if (this.#trades.bid.length < count) {
      this.#trades = newContinuousTrades(2 * count);
      this.#orders = newContinuousOrders(2 * count);
    }
    const trades = this.#trades;
    const orders = { ...this.#orders, count };
    for (let arrival = 0; arrival < count; arrival++) {
      const row = rows[arrival]!;
      const isBid = row < 0;
      orders.isOffer[arrival] = isBid ? 0 : 1;
      orders.price_EURPerKWh[arrival] = isBid ? bids.price[~row]! : offers.price[row]!;
      orders.energy_kWh[arrival] = isBid ? bids.energy[~row]! : offers.energy[row]!;
    }
    const { priceRule, k } = this.#rules;
    this.#continuous.run(orders, { priceRule: priceRule as ContinuousPriceRule, k }, trades);
    book.reservePairs();
    let money = Number.isNaN(book.price) ? 0 : book.price * book.energy;
    for (let trade = 0; trade < trades.count; trade++) {
      const bid = ~rows[trades.bid[trade]!]!;
      const offer = rows[trades.offer[trade]!]!;
      const energy = trades.energy_kWh[trade]!;
      const price = trades.price_EURPerKWh[trade]!;
      book.pairBuyPrice[book.pairCount] = price;
      book.pairSellPrice[book.pairCount] = price;
      book.addPair(bid, offer, energy);
      bids.traded[bid] = bids.traded[bid]! + energy;
      bids.money[bid] = bids.money[bid]! + energy * price;
      offers.traded[offer] = offers.traded[offer]! + energy;
      offers.money[offer] = offers.money[offer]! + energy * price;
      book.energy += energy;
      money += energy * price;
    }
    if (book.energy > 0) book.price = money / book.energy;
  }
}

export interface AuctionResult {
  readonly energy_kWh: number;
  /** Mean of what buyers pay and sellers get per kWh; null where nothing trades. */
  readonly price_EURPerKWh: number | null;
  /** Between them every price clears; for Huang what sellers get and buyers pay; null for MUDA, continuous auctions and no trade. */
  readonly priceBounds_EURPerKWh: readonly [low: number, high: number] | null;
  /** Best first. */
  readonly bids: readonly MarketOrder[];
  readonly offers: readonly MarketOrder[];
  readonly trades: readonly AuctionTrade[];
  /** What the auctioneer keeps; the community's. */
  readonly surplus_EUR: number;
  /** Value to buyers less cost of sellers at the prices of the orders. */
  readonly welfare_EUR: number;
  /** The most that was possible with these orders (the call's). */
  readonly optimum_EUR: number;
}

export interface AuctionTrade {
  readonly seller: number;
  readonly buyer: number;
  readonly energy_kWh: number;
  /** Mean of the two prices below, which differ under Huang only. */
  readonly price_EURPerKWh: number;
  readonly buyerPrice_EURPerKWh: number;
  readonly sellerPrice_EURPerKWh: number;
}

/**
 * Clears usable orders (`checkOrders`); the list is the order of arrival. Throws an InputError where mechanism and price rule
 * do not fit. @param seed of MUDA's lots
 */
export function runAuction(orders: readonly Order[], rules: AuctionRules, seed = 0): AuctionResult {
  const book = new AuctionBook(orders.length);
  const rows = orders.map(({ side, participant, price_EURPerKWh, energy_kWh }) =>
    side === 'bid' ? ~book.bids.add(participant, price_EURPerKWh, energy_kWh) : book.offers.add(participant, price_EURPerKWh, energy_kWh),
  );
  const best = bookOf(orders);
  matchCall(best);
  const clearing = new AuctionClearing(rules, true);
  if (rules.mechanism === 'cda') clearing.meet(book, rows);
  else clearing.clear(book, seed);
  return resultOf(book, best.welfare());
}

function bookOf(orders: readonly Order[]): AuctionBook {
  const book = new AuctionBook(orders.length);
  for (const { side, participant, price_EURPerKWh, energy_kWh } of orders) {
    book[side === 'bid' ? 'bids' : 'offers'].add(participant, price_EURPerKWh, energy_kWh);
  }
  return book;
}

/** The book in objects. */
export function resultOf(book: AuctionBook, optimum_EUR: number): AuctionResult {
  const { bids, offers } = book;
  bids.sort();
  offers.sort();
  return {
    energy_kWh: book.energy,
    price_EURPerKWh: Number.isNaN(book.price) ? null : book.price,
    priceBounds_EURPerKWh: Number.isNaN(book.low) ? null : [book.low, book.high],
    bids: ordersOf(bids),
    offers: ordersOf(offers),
    trades: Array.from({ length: book.pairCount }, (_, pair) => ({
      seller: offers.participant[book.pairOffer[pair]!]!,
      buyer: bids.participant[book.pairBid[pair]!]!,
      energy_kWh: book.pairEnergy[pair]!,
      price_EURPerKWh: (book.pairBuyPrice[pair]! + book.pairSellPrice[pair]!) / 2,
      buyerPrice_EURPerKWh: book.pairBuyPrice[pair]!,
      sellerPrice_EURPerKWh: book.pairSellPrice[pair]!,
    })),
    surplus_EUR: book.surplus_EUR,
    welfare_EUR: book.welfare(),
    optimum_EUR,
  };
}

function ordersOf(side: BookSide): MarketOrder[] {
  return Array.from(side.rank.subarray(0, side.count), (row) => ({
    participant: side.participant[row]!,
    price_EURPerKWh: side.price[row]!,
    energy_kWh: side.energy[row]!,
    traded_kWh: side.traded[row]!,
  }));
}

/** A permutation of 0..count-1 by lot (Fisher and Yates), in place. */
export function drawOrder(into: Int32Array, seed: number): void {
  for (let i = 0; i < into.length; i++) into[i] = i;
  for (let i = into.length - 1; i > 0; i--) {
    const other = Math.floor(randomAt(seed, i) * (i + 1));
    const row = into[i]!;
    into[i] = into[other]!;
    into[other] = row;
  }
}
