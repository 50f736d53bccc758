/** A book of one auction in columns, and what its clearing wrote: reused from step to step, so that a year allocates nothing. */

/**
 * An order of which less than this share of its energy is left counts as filled. Differences of decimal fractions leave
 * about 1e-16 of dust; taken as an order it would set the price.
 */
export const FILLED_SHARE = 1e-12;

const INSERTION_LIMIT = 32;

/** All bids or all offers, in the order of arrival. */
export class BookSide {
  /** 1: the lowest price is the best (offers); -1: the highest (bids). */
  readonly direction: 1 | -1;
  count = 0;
  participant: Int32Array;
  /** [EUR/kWh] */
  price: Float64Array;
  /** [kWh] */
  energy: Float64Array;
  /** Of it, traded [kWh]. */
  traded: Float64Array;
  /** Paid or received for it [EUR]. */
  money: Float64Array;
  /** Rows, best first, earlier first among equal prices; valid after {@link sort}. */
  rank: Int32Array;
  #spare: Int32Array;

  constructor(direction: 1 | -1, capacity = 16) {
    this.direction = direction;
    this.participant = new Int32Array(capacity);
    this.price = new Float64Array(capacity);
    this.energy = new Float64Array(capacity);
    this.traded = new Float64Array(capacity);
    this.money = new Float64Array(capacity);
    this.rank = new Int32Array(capacity);
    this.#spare = new Int32Array(capacity);
  }

  /** Row of the new order. */
  add(participant: number, price_EURPerKWh: number, energy_kWh: number): number {
    if (this.count === this.price.length) this.#grow();
    const row = this.count++;
    this.participant[row] = participant;
    this.price[row] = price_EURPerKWh;
    this.energy[row] = energy_kWh;
    this.traded[row] = 0;
    this.money[row] = 0;
    return row;
  }

  sort(): void {
    const { rank, price, count, direction } = this;
    let isSorted = true;
    for (let row = 0; row < count; row++) {
      rank[row] = row;
      if (row > 0 && direction * price[row]! < direction * price[row - 1]!) isSorted = false;
    }
    if (isSorted) return;
    for (let from = 0; from < count; from += INSERTION_LIMIT) this.#sortRun(from, Math.min(from + INSERTION_LIMIT, count));
    let source = rank;
    let target = this.#spare;
    for (let width = INSERTION_LIMIT; width < count; width *= 2) {
      for (let from = 0; from < count; from += 2 * width) this.#mergeRuns(source, target, from, width);
      [source, target] = [target, source];
    }
    this.rank = source;
    this.#spare = target;
  }

  #sortRun(from: number, to: number): void {
    const { rank, price, direction } = this;
    for (let i = from + 1; i < to; i++) {
      const row = rank[i]!;
      const key = direction * price[row]!;
      let j = i - 1;
      while (j >= from && direction * price[rank[j]!]! > key) {
        rank[j + 1] = rank[j]!;
        j--;
      }
      rank[j + 1] = row;
    }
  }

  #mergeRuns(source: Int32Array, target: Int32Array, from: number, width: number): void {
    const { price, direction, count } = this;
    const middle = Math.min(from + width, count);
    const end = Math.min(from + 2 * width, count);
    let left = from;
    let right = middle;
    for (let i = from; i < end; i++) {
      const takesLeft = left < middle && (right >= end || direction * price[source[left]!]! <= direction * price[source[right]!]!);
      target[i] = takesLeft ? source[left++]! : source[right++]!;
    }
  }

  #grow(): void {
    const capacity = this.price.length * 2;
    this.participant = widened(this.participant, new Int32Array(capacity));
    this.price = widened(this.price, new Float64Array(capacity));
    this.energy = widened(this.energy, new Float64Array(capacity));
    this.traded = widened(this.traded, new Float64Array(capacity));
    this.money = widened(this.money, new Float64Array(capacity));
    this.rank = new Int32Array(capacity);
    this.#spare = new Int32Array(capacity);
  }
}

/** Orders of one auction, the pairs that trade and the figures all can see. */
export class AuctionBook {
  readonly bids: BookSide;
  readonly offers: BookSide;
  pairCount = 0;
  /** Rows of the two sides. */
  pairBid: Int32Array;
  pairOffer: Int32Array;
  pairEnergy: Float64Array;
  /** What the buyer pays and the seller gets [EUR/kWh]; they differ only where the auctioneer keeps something. */
  pairBuyPrice: Float64Array;
  pairSellPrice: Float64Array;
  /** Traded [kWh]. */
  energy = 0;
  /** Bounds of the prices that clear [EUR/kWh]; NaN where nothing trades or the mechanism has none. */
  low = Number.NaN;
  high = Number.NaN;
  /** Mean of what buyers pay and sellers get per kWh; NaN where nothing trades. */
  price = Number.NaN;
  /** What buyers pay beyond what sellers get [EUR]; the community's. */
  surplus_EUR = 0;

  constructor(capacity = 16) {
    this.bids = new BookSide(-1, capacity);
    this.offers = new BookSide(1, capacity);
    this.pairBid = new Int32Array(2 * capacity);
    this.pairOffer = new Int32Array(2 * capacity);
    this.pairEnergy = new Float64Array(2 * capacity);
    this.pairBuyPrice = new Float64Array(2 * capacity);
    this.pairSellPrice = new Float64Array(2 * capacity);
  }

  /** Empty, for the next step. */
  reset(): void {
    this.bids.count = 0;
    this.offers.count = 0;
    this.clearOutcome();
  }

  clearOutcome(): void {
    this.bids.traded.fill(0, 0, this.bids.count);
    this.bids.money.fill(0, 0, this.bids.count);
    this.offers.traded.fill(0, 0, this.offers.count);
    this.offers.money.fill(0, 0, this.offers.count);
    this.pairCount = 0;
    this.energy = 0;
    this.low = Number.NaN;
    this.high = Number.NaN;
    this.price = Number.NaN;
    this.surplus_EUR = 0;
    this.reservePairs();
  }

  /** Room for one pair per order: every pair fills at least one. */
  reservePairs(): void {
    const most = this.bids.count + this.offers.count;
    if (most <= this.pairBid.length) return;
    this.pairBid = widened(this.pairBid, new Int32Array(2 * most));
    this.pairOffer = widened(this.pairOffer, new Int32Array(2 * most));
    this.pairEnergy = widened(this.pairEnergy, new Float64Array(2 * most));
    this.pairBuyPrice = widened(this.pairBuyPrice, new Float64Array(2 * most));
    this.pairSellPrice = widened(this.pairSellPrice, new Float64Array(2 * most));
  }

  addPair(bid: number, offer: number, energy_kWh: number): void {
    const pair = this.pairCount++;
    this.pairBid[pair] = bid;
    this.pairOffer[pair] = offer;
    this.pairEnergy[pair] = energy_kWh;
  }

  /** Buyers and sellers of what each has traded, best with best. */
  pairTraded(): void {
    const { bids, offers } = this;
    this.pairCount = 0;
    let i = 0;
    let j = 0;
    let bidRest = bids.count > 0 ? bids.traded[bids.rank[0]!]! : 0;
    let offerRest = offers.count > 0 ? offers.traded[offers.rank[0]!]! : 0;
    while (i < bids.count && j < offers.count) {
      const bid = bids.rank[i]!;
      const offer = offers.rank[j]!;
      const energy = Math.min(bidRest, offerRest);
      if (energy > 0) this.addPair(bid, offer, energy);
      bidRest -= energy;
      offerRest -= energy;
      const isBidDone = bidRest <= FILLED_SHARE * bids.traded[bid]!;
      const isOfferDone = offerRest <= FILLED_SHARE * offers.traded[offer]!;
      if (isBidDone && ++i < bids.count) bidRest = bids.traded[bids.rank[i]!]!;
      if (isOfferDone && ++j < offers.count) offerRest = offers.traded[offers.rank[j]!]!;
    }
  }

  /** One price for all buyers and one for all sellers. */
  priceUniformly(buy_EURPerKWh: number, sell_EURPerKWh: number): void {
    const { bids, offers } = this;
    for (let row = 0; row < bids.count; row++) bids.money[row] = bids.traded[row]! * buy_EURPerKWh;
    for (let row = 0; row < offers.count; row++) offers.money[row] = offers.traded[row]! * sell_EURPerKWh;
    this.pairBuyPrice.fill(buy_EURPerKWh, 0, this.pairCount);
    this.pairSellPrice.fill(sell_EURPerKWh, 0, this.pairCount);
    this.price = this.energy > 0 ? (buy_EURPerKWh + sell_EURPerKWh) / 2 : Number.NaN;
    this.surplus_EUR = this.energy * (buy_EURPerKWh - sell_EURPerKWh);
  }

  /** Each pair at its own price, k of the way from the offer to the bid. */
  pricePairs(k: number): void {
    const { bids, offers } = this;
    let sum = 0;
    for (let pair = 0; pair < this.pairCount; pair++) {
      const bid = this.pairBid[pair]!;
      const offer = this.pairOffer[pair]!;
      const price = k * bids.price[bid]! + (1 - k) * offers.price[offer]!;
      const money = price * this.pairEnergy[pair]!;
      this.pairBuyPrice[pair] = price;
      this.pairSellPrice[pair] = price;
      bids.money[bid] = bids.money[bid]! + money;
      offers.money[offer] = offers.money[offer]! + money;
      sum += money;
    }
    this.price = this.energy > 0 ? sum / this.energy : Number.NaN;
  }

  /** Value to buyers less cost of sellers at the prices they stated [EUR]. */
  welfare(): number {
    const { bids, offers } = this;
    let sum = 0;
    for (let row = 0; row < bids.count; row++) sum += bids.traded[row]! * bids.price[row]!;
    for (let row = 0; row < offers.count; row++) sum -= offers.traded[row]! * offers.price[row]!;
    return sum;
  }
}

function widened<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
