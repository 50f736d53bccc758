/** Call auction: all orders of a step at once, the most welfare, one price for all or one per pair. */
import { type AuctionBook, type BookSide, FILLED_SHARE } from './auctionBook.ts';

/**
 * Who trades among equal marginal prices: the earlier ones in full, or all in proportion to their energy.
 * Total, welfare and price bounds are the same.
 */
export type TieRule = 'earlier' | 'pro-rata';

export type CallPriceRule = 'k-price' | 'pay-as-bid' | 'k-double';

export interface CallRules {
  readonly priceRule: CallPriceRule;
  /** Where the price lies between its bounds (k-price) or between offer and bid of each pair (k-double), 0..1. */
  readonly k: number;
  readonly tie: TieRule;
  /** Pairs are made even where the price does not need them. */
  readonly withPairs: boolean;
}

/** Marginal orders of a matching, as positions in the ranks; -1 where nothing trades. */
export interface Margin {
  bid: number;
  offer: number;
}

/**
 * Trades the best bid with the best offer while bid >= offer, earlier first among equal prices, and sets the bounds of the
 * clearing price: [max(marginal offer, first rejected bid), min(marginal bid, first rejected offer)]. A partly filled order
 * is its own first rejected one. Fills `traded`, the pairs, `energy`, `low`, `high`. O(n log n).
 */
export function matchCall(book: AuctionBook, margin?: Margin): void {
  book.clearOutcome();
  const { bids, offers } = book;
  bids.sort();
  offers.sort();
  let i = 0;
  let j = 0;
  let bidRest = bids.count > 0 ? bids.energy[bids.rank[0]!]! : 0;
  let offerRest = offers.count > 0 ? offers.energy[offers.rank[0]!]! : 0;
  let energy = 0;
  while (i < bids.count && j < offers.count) {
    const bid = bids.rank[i]!;
    const offer = offers.rank[j]!;
    if (bids.price[bid]! < offers.price[offer]!) break;
    const part = Math.min(bidRest, offerRest);
    book.addPair(bid, offer, part);
    bids.traded[bid] = bids.traded[bid]! + part;
    offers.traded[offer] = offers.traded[offer]! + part;
    energy += part;
    bidRest -= part;
    offerRest -= part;
    const isBidDone = bidRest <= FILLED_SHARE * bids.energy[bid]!;
    const isOfferDone = offerRest <= FILLED_SHARE * offers.energy[offer]!;
    if (isBidDone && ++i < bids.count) bidRest = bids.energy[bids.rank[i]!]!;
    if (isOfferDone && ++j < offers.count) offerRest = offers.energy[offers.rank[j]!]!;
  }
  book.energy = energy;
  const last = book.pairCount - 1;
  if (margin) {
    margin.bid = last < 0 ? -1 : positionOf(bids, i, book.pairBid[last]!);
    margin.offer = last < 0 ? -1 : positionOf(offers, j, book.pairOffer[last]!);
  }
  if (last < 0) return;
  const marginalBid = bids.price[book.pairBid[last]!]!;
  const marginalOffer = offers.price[book.pairOffer[last]!]!;
  book.low = i < bids.count ? Math.max(marginalOffer, bids.price[bids.rank[i]!]!) : marginalOffer;
  book.high = j < offers.count ? Math.min(marginalBid, offers.price[offers.rank[j]!]!) : marginalBid;
}

/** The last order that trades is the one the matching stands at, or the one before. */
function positionOf(side: BookSide, next: number, row: number): number {
  return next < side.count && side.rank[next] === row ? next : next - 1;
}

/** Gives the orders at the marginal price that are rationed equal shares of their energy. */
function shareMargin(side: BookSide, marginalPrice: number): void {
  let total = 0;
  let traded = 0;
  let from = side.count;
  let to = 0;
  for (let position = 0; position < side.count; position++) {
    const row = side.rank[position]!;
    if (side.price[row] !== marginalPrice) continue;
    if (position < from) from = position;
    to = position + 1;
    total += side.energy[row]!;
    traded += side.traded[row]!;
  }
  if (traded >= total * (1 - FILLED_SHARE)) return;
  const share = traded / total;
  for (let position = from; position < to; position++) {
    const row = side.rank[position]!;
    side.traded[row] = side.energy[row]! * share;
  }
}

/** Clears the book. `k-price`: p = (1 - k) low + k high for all; `pay-as-bid`: each pair at its bid; `k-double`: k bid + (1 - k) offer. */
export function clearCall(book: AuctionBook, rules: CallRules): void {
  matchCall(book);
  const isUniform = rules.priceRule === 'k-price';
  if (book.pairCount > 0 && rules.tie === 'pro-rata') {
    const last = book.pairCount - 1;
    shareMargin(book.bids, book.bids.price[book.pairBid[last]!]!);
    shareMargin(book.offers, book.offers.price[book.pairOffer[last]!]!);
    if (rules.withPairs || !isUniform) book.pairTraded();
  }
  if (isUniform) {
    const price = (1 - rules.k) * book.low + rules.k * book.high;
    if (book.energy > 0) book.priceUniformly(price, price);
    return;
  }
  book.pricePairs(rules.priceRule === 'pay-as-bid' ? 1 : rules.k);
}
