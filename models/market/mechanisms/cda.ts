/** Continuous double auction over a whole sequence of orders at once; {@link OrderBook} is the same, order by order. */
import { FILLED_SHARE } from './auctionBook.ts';
import { OrderHeap } from './orderHeap.ts';

/**
 * Price of a trade. `maker`: that of the order that was there first; `k-double`: k bid + (1 - k) offer (k = 1/2 is called
 * discriminatory in lemlab); `pay-as-bid`: the bid.
 */
export type ContinuousPriceRule = 'maker' | 'k-double' | 'pay-as-bid';

export interface ContinuousRules {
  readonly priceRule: ContinuousPriceRule;
  /** For `k-double`, 0..1. */
  readonly k: number;
}

/** Orders in the order of arrival. */
export interface ContinuousOrders {
  readonly count: number;
  /** 1 for an offer, 0 for a bid. */
  readonly isOffer: Uint8Array;
  readonly price_EURPerKWh: Float64Array;
  readonly energy_kWh: Float64Array;
  /**
   * Number of the arrival before which the order leaves the book, because it expired or was cancelled; absent where all stay
   * to the end. An order is never gone before it came.
   */
  readonly leavesAt?: Int32Array | undefined;
}

/** Trades in the order they were made; bid and offer are arrival numbers. */
export interface ContinuousTrades {
  count: number;
  readonly bid: Int32Array;
  readonly offer: Int32Array;
  readonly energy_kWh: Float64Array;
  readonly price_EURPerKWh: Float64Array;
  /** Per order, what was not traded [kWh]. */
  readonly rest_kWh: Float64Array;
}

export function newContinuousTrades(orders: number): ContinuousTrades {
  return {
    count: 0,
    bid: new Int32Array(orders),
    offer: new Int32Array(orders),
    energy_kWh: new Float64Array(orders),
    price_EURPerKWh: new Float64Array(orders),
    rest_kWh: new Float64Array(orders),
  };
}

/** Room for so many orders. */
export function newContinuousOrders(count: number): ContinuousOrders {
  return {
    count,
    isOffer: new Uint8Array(count),
    price_EURPerKWh: new Float64Array(count),
    energy_kWh: new Float64Array(count),
  };
}

/** Weight of the bid in a trade's price, for orders that arrive as offers and as bids. */
export function bidWeights({ priceRule, k }: ContinuousRules): { readonly ofOffer: number; readonly ofBid: number } {
  if (priceRule === 'maker') return { ofOffer: 1, ofBid: 0 };
  const weight = priceRule === 'pay-as-bid' ? 1 : k;
  return { ofOffer: weight, ofBid: weight };
}

/** Two heaps, kept between runs. */
export class ContinuousAuction {
  readonly #bids = new OrderHeap();
  readonly #offers = new OrderHeap();

  /**
   * Each order trades with the best resting one of the other side while bid >= offer, earlier first among equal prices; what
   * is left rests. Every trade fills at least one order, so there are at most as many trades as orders. O(n log n).
   */
  run(orders: ContinuousOrders, rules: ContinuousRules, into: ContinuousTrades): void {
    const { isOffer, price_EURPerKWh: price, energy_kWh: energy, leavesAt, count } = orders;
    const rest = into.rest_kWh;
    const weights = bidWeights(rules);
    this.#bids.clear(count);
    this.#offers.clear(count);
    let trades = 0;
    for (let arrival = 0; arrival < count; arrival++) {
      const side = isOffer[arrival]!;
      const own = side ? this.#offers : this.#bids;
      const other = side ? this.#bids : this.#offers;
      // Keys are prices of offers and negative prices of bids, so an offer at p meets bids with keys up to -p.
      const limit = side ? price[arrival]! : -price[arrival]!;
      const weight = side ? weights.ofOffer : weights.ofBid;
      const dust = FILLED_SHARE * energy[arrival]!;
      let left = energy[arrival]!;
      while (other.count > 0 && other.key[0]! <= -limit) {
        const maker = other.id[0]!;
        if (leavesAt && leavesAt[maker]! <= arrival) {
          other.pop();
          continue;
        }
        const makerRest = rest[maker]!;
        const part = Math.min(left, makerRest);
        const bid = side ? maker : arrival;
        const offer = side ? arrival : maker;
        into.bid[trades] = bid;
        into.offer[trades] = offer;
        into.energy_kWh[trades] = part;
        into.price_EURPerKWh[trades] = weight * price[bid]! + (1 - weight) * price[offer]!;
        trades++;
        left -= part;
        if (makerRest - part <= FILLED_SHARE * energy[maker]!) {
          rest[maker] = 0;
          other.pop();
        } else {
          rest[maker] = makerRest - part;
        }
        if (left <= dust) {
          left = 0;
          break;
        }
      }
      rest[arrival] = left;
      if (left > 0) own.push(limit, arrival);
    }
    into.count = trades;
  }
}
