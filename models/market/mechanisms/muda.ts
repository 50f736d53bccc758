/**
 * MUDA of Segal-Halevi, Hassidim and Aumann (A truthful multi-unit double-auction mechanism, AAAI 2018), lottery version:
 * two random halves, each trades at the other's price.
 */
import { randomAt } from '../../core/random.ts';
import { AuctionBook, type BookSide, FILLED_SHARE } from './auctionBook.ts';
import { matchCall } from './callAuction.ts';

/** Counters of the draws: halves by participant, the lots of each side by place in the draw. */
const LOTTERY_OF_BIDS = 0x40000000;
const LOTTERY_OF_OFFERS = 0x60000000;
const LOTTERY_OF_HALF = 0x10000000;

/** Work space of {@link clearMuda}, kept between steps. */
export class MudaHalves {
  readonly books: readonly [AuctionBook, AuctionBook] = [new AuctionBook(), new AuctionBook()];
  /** Row in the half's book to row in the whole one. */
  readonly bidRows: readonly [number[], number[]] = [[], []];
  readonly offerRows: readonly [number[], number[]] = [[], []];
}

/**
 * Every participant falls into one half by a draw of (seed, participant). In each half those who gain at the other half's
 * clearing price trade; the long side is served in an order drawn by lot. One price per half, so the budget is balanced, and
 * nobody's bid moves its own price. `price` is the mean by energy; there are no common bounds.
 */
export function clearMuda(book: AuctionBook, seed: number, work: MudaHalves = new MudaHalves()): void {
  book.clearOutcome();
  book.bids.sort();
  book.offers.sort();
  split(book, seed, work);
  const prices = work.books.map(halfPrice);
  let money = 0;
  for (const half of [0, 1] as const) {
    const price = prices[1 - half]!;
    if (Number.isNaN(price)) continue;
    money += price * tradeHalf(book, work, half, price, seed);
  }
  if (book.energy > 0) book.price = money / book.energy;
}

function split(book: AuctionBook, seed: number, work: MudaHalves): void {
  for (const half of [0, 1] as const) {
    work.books[half].reset();
    work.bidRows[half].length = 0;
    work.offerRows[half].length = 0;
  }
  const { bids, offers } = book;
  for (let row = 0; row < bids.count; row++) {
    const half = halfOf(seed, bids.participant[row]!);
    work.books[half].bids.add(bids.participant[row]!, bids.price[row]!, bids.energy[row]!);
    work.bidRows[half].push(row);
  }
  for (let row = 0; row < offers.count; row++) {
    const half = halfOf(seed, offers.participant[row]!);
    work.books[half].offers.add(offers.participant[row]!, offers.price[row]!, offers.energy[row]!);
    work.offerRows[half].push(row);
  }
}

function halfOf(seed: number, participant: number): 0 | 1 {
  return randomAt(seed, participant) < 0.5 ? 0 : 1;
}

/** A price at which the half's demand meets its supply; where nothing trades, one between best bid and best offer; NaN for an empty half. */
function halfPrice(half: AuctionBook): number {
  matchCall(half);
  if (half.pairCount > 0) return (half.low + half.high) / 2;
  const { bids, offers } = half;
  const bid = bids.count > 0 ? bids.price[bids.rank[0]!]! : Number.NaN;
  const offer = offers.count > 0 ? offers.price[offers.rank[0]!]! : Number.NaN;
  if (Number.isNaN(bid)) return offer;
  return Number.isNaN(offer) ? bid : (bid + offer) / 2;
}

function tradeHalf(book: AuctionBook, work: MudaHalves, half: 0 | 1, price: number, seed: number): number {
  const buyers = willing(book.bids, work.bidRows[half], price);
  const sellers = willing(book.offers, work.offerRows[half], price);
  const demand = sum(book.bids, buyers);
  const supply = sum(book.offers, sellers);
  const energy = Math.min(demand, supply);
  if (energy <= 0) return 0;
  serve(book.bids, buyers, demand, energy, seed, LOTTERY_OF_BIDS + half * LOTTERY_OF_HALF);
  serve(book.offers, sellers, supply, energy, seed, LOTTERY_OF_OFFERS + half * LOTTERY_OF_HALF);
  book.energy += energy;
  const from = book.pairCount;
  pairRows(book, buyers, sellers);
  book.pairBuyPrice.fill(price, from, book.pairCount);
  book.pairSellPrice.fill(price, from, book.pairCount);
  for (const row of buyers) book.bids.money[row] = book.bids.traded[row]! * price;
  for (const row of sellers) book.offers.money[row] = book.offers.traded[row]! * price;
  return energy;
}

function willing(side: BookSide, rows: readonly number[], price: number): number[] {
  return rows.filter((row) => side.direction * side.price[row]! <= side.direction * price);
}

function sum(side: BookSide, rows: readonly number[]): number {
  let total = 0;
  for (const row of rows) total += side.energy[row]!;
  return total;
}

/** Serves rows in an order drawn by lot until the energy is used; a side that is not rationed needs no lots. */
function serve(side: BookSide, rows: number[], wanted: number, energy: number, seed: number, purpose: number): void {
  const isRationed = wanted > energy;
  let left = energy;
  for (let i = 0; i < rows.length; i++) {
    if (isRationed) swap(rows, i, i + Math.floor(randomAt(seed, purpose + i) * (rows.length - i)));
    const row = rows[i]!;
    const part = isRationed ? Math.min(left, side.energy[row]!) : side.energy[row]!;
    side.traded[row] = part;
    left -= part;
    if (isRationed && left <= energy * FILLED_SHARE) break;
  }
}

function swap(rows: number[], a: number, b: number): void {
  const row = rows[a]!;
  rows[a] = rows[b]!;
  rows[b] = row;
}

function pairRows(book: AuctionBook, buyers: readonly number[], sellers: readonly number[]): void {
  const { bids, offers } = book;
  let i = 0;
  let j = 0;
  let bidRest = bids.traded[buyers[0]!]!;
  let offerRest = offers.traded[sellers[0]!]!;
  while (i < buyers.length && j < sellers.length) {
    const bid = buyers[i]!;
    const offer = sellers[j]!;
    const part = Math.min(bidRest, offerRest);
    if (part > 0) book.addPair(bid, offer, part);
    bidRest -= part;
    offerRest -= part;
    const isBidDone = bidRest <= FILLED_SHARE * bids.traded[bid]!;
    const isOfferDone = offerRest <= FILLED_SHARE * offers.traded[offer]!;
    if (isBidDone && ++i < buyers.length) bidRest = bids.traded[buyers[i]!]!;
    if (isOfferDone && ++j < sellers.length) offerRest = offers.traded[sellers[j]!]!;
  }
}
