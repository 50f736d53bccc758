/**
 * Truthful multi-unit double auction of Huang, Scheller-Wolf and Sycara (Design of a multi-unit double auction e-market,
 * Computational Intelligence 18(4), 2002): the pair that would set the price does not trade.
 */
import type { AuctionBook, BookSide } from './auctionBook.ts';
import { FILLED_SHARE } from './auctionBook.ts';
import { type Margin, matchCall } from './callAuction.ts';

const margin: Margin = { bid: -1, offer: -1 };

/**
 * The K-th buyer and L-th seller, the last that trade in the call, are left out. Buyers above pay the K-th bid, sellers below
 * get the L-th offer; the long side gives up its excess in equal parts; the difference of the two prices is `surplus_EUR`,
 * never below zero. Truthful where every participant has one order.
 */
export function clearHuang(book: AuctionBook): void {
  matchCall(book, margin);
  const { bids, offers } = book;
  const { bid, offer } = margin;
  if (bid < 0) return;
  const buy = bids.price[bids.rank[bid]!]!;
  const sell = offers.price[offers.rank[offer]!]!;
  book.clearOutcome();
  const demand = takeAll(bids, bid);
  const supply = takeAll(offers, offer);
  const energy = Math.min(demand, supply);
  giveUp(bids, bid, demand - energy);
  giveUp(offers, offer, supply - energy);
  if (energy <= 0) return;
  book.energy = energy;
  book.low = sell;
  book.high = buy;
  book.pairTraded();
  book.priceUniformly(buy, sell);
}

function takeAll(side: BookSide, count: number): number {
  let sum = 0;
  for (let position = 0; position < count; position++) {
    const row = side.rank[position]!;
    side.traded[row] = side.energy[row]!;
    sum += side.energy[row]!;
  }
  return sum;
}

/** Takes the excess off in equal parts; who has less than its part gives up all, and the others share what is missing. */
function giveUp(side: BookSide, count: number, excess: number): void {
  let left = excess;
  let active = count;
  let total = 0;
  for (let position = 0; position < count; position++) total += side.energy[side.rank[position]!]!;
  if (left >= total * (1 - FILLED_SHARE)) {
    for (let position = 0; position < count; position++) side.traded[side.rank[position]!] = 0;
    return;
  }
  for (let changed = true; changed && left > 0; ) {
    changed = false;
    const part = left / active;
    for (let position = 0; position < count; position++) {
      const row = side.rank[position]!;
      const has = side.traded[row]!;
      if (has === 0 || has > part) continue;
      side.traded[row] = 0;
      left -= has;
      active--;
      changed = true;
    }
  }
  if (left <= 0 || active === 0) return;
  const part = left / active;
  for (let position = 0; position < count; position++) {
    const row = side.rank[position]!;
    if (side.traded[row]! > 0) side.traded[row] = side.traded[row]! - part;
  }
}
