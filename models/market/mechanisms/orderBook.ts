/** A continuous auction to be watched: orders come, wait, are cancelled or run out, one by one. */
import { FILLED_SHARE } from './auctionBook.ts';
import { bidWeights, type ContinuousRules } from './cda.ts';
import { OrderHeap } from './orderHeap.ts';
import type { Order, OrderSide } from './orders.ts';

export interface RestingOrder extends Order {
  /** Arrival number. */
  readonly id: number;
  /** Not yet traded [kWh]. */
  readonly rest_kWh: number;
  /** Time from which on it no longer stands; Infinity for never. */
  readonly expiresAt: number;
}

export interface BookTrade {
  readonly bidId: number;
  readonly offerId: number;
  readonly buyer: number;
  readonly seller: number;
  readonly energy_kWh: number;
  readonly price_EURPerKWh: number;
}

/** All that stands at one price. */
export interface DepthLevel {
  readonly price_EURPerKWh: number;
  readonly energy_kWh: number;
  readonly orders: number;
  /** This price and all better ones [kWh]. */
  readonly cumulative_kWh: number;
}

export interface Submission {
  readonly id: number;
  readonly trades: readonly BookTrade[];
  /** What now stands in the book [kWh]. */
  readonly rest_kWh: number;
}

interface Standing extends Order {
  readonly id: number;
  rest_kWh: number;
  readonly expiresAt: number;
}

/** Price-time priority; takes usable orders only (`checkOrders`). */
export class OrderBook {
  readonly #rules: ContinuousRules;
  readonly #heaps = { bid: new OrderHeap(), offer: new OrderHeap() };
  readonly #standing = new Map<number, Standing>();
  #arrivals = 0;
  #time = Number.NEGATIVE_INFINITY;

  constructor(rules: ContinuousRules) {
    this.#rules = rules;
  }

  /** Trades what crosses, lets the rest stand until `expiresAt`. */
  submit(order: Order, expiresAt = Number.POSITIVE_INFINITY): Submission {
    const id = this.#arrivals++;
    const isOffer = order.side === 'offer';
    const other = this.#heaps[isOffer ? 'bid' : 'offer'];
    const limit = isOffer ? order.price_EURPerKWh : -order.price_EURPerKWh;
    const trades: BookTrade[] = [];
    let left = order.energy_kWh;
    while (left > 0 && other.count > 0 && other.key[0]! <= -limit) {
      const maker = this.#standing.get(other.id[0]!);
      if (!maker) {
        other.pop();
        continue;
      }
      const part = Math.min(left, maker.rest_kWh);
      trades.push(this.#trade(maker, { ...order, id }, part));
      left -= part;
      maker.rest_kWh -= part;
      if (maker.rest_kWh <= FILLED_SHARE * maker.energy_kWh) {
        this.#standing.delete(maker.id);
        other.pop();
      }
      if (left <= FILLED_SHARE * order.energy_kWh) left = 0;
    }
    if (left > 0 && expiresAt > this.#time) {
      this.#standing.set(id, { ...order, id, rest_kWh: left, expiresAt });
      this.#heaps[order.side].push(limit, id);
    }
    return { id, trades, rest_kWh: left };
  }

  #trade(maker: Standing, taker: Order & { readonly id: number }, energy_kWh: number): BookTrade {
    const isOffer = taker.side === 'offer';
    const [bid, offer] = isOffer ? [maker, taker] : [taker, maker];
    const weights = bidWeights(this.#rules);
    const weight = isOffer ? weights.ofOffer : weights.ofBid;
    return {
      bidId: bid.id,
      offerId: offer.id,
      buyer: bid.participant,
      seller: offer.participant,
      energy_kWh,
      price_EURPerKWh: weight * bid.price_EURPerKWh + (1 - weight) * offer.price_EURPerKWh,
    };
  }

  /** Whether the order still stood. */
  cancel(id: number): boolean {
    return this.#standing.delete(id);
  }

  /** Moves the clock; ids of the orders that have run out. */
  advance(time: number): readonly number[] {
    this.#time = time;
    const gone = [...this.#standing.values()].filter((order) => order.expiresAt <= time).map((order) => order.id);
    for (const id of gone) this.#standing.delete(id);
    return gone;
  }

  /** What stands, best first, earlier first among equal prices. */
  orders(side: OrderSide): readonly RestingOrder[] {
    const direction = side === 'offer' ? 1 : -1;
    return [...this.#standing.values()]
      .filter((order) => order.side === side)
      .sort((a, b) => direction * (a.price_EURPerKWh - b.price_EURPerKWh) || a.id - b.id)
      .map((order) => ({ ...order }));
  }

  /** Both sides by price, best first. */
  depth(levels = Number.POSITIVE_INFINITY): { readonly bids: readonly DepthLevel[]; readonly offers: readonly DepthLevel[] } {
    return { bids: depthOf(this.orders('bid'), levels), offers: depthOf(this.orders('offer'), levels) };
  }
}

function depthOf(orders: readonly RestingOrder[], levels: number): readonly DepthLevel[] {
  const result: DepthLevel[] = [];
  let cumulative_kWh = 0;
  for (const { price_EURPerKWh, rest_kWh } of orders) {
    cumulative_kWh += rest_kWh;
    const last = result.at(-1);
    if (last?.price_EURPerKWh === price_EURPerKWh) {
      result[result.length - 1] = { ...last, energy_kWh: last.energy_kWh + rest_kWh, orders: last.orders + 1, cumulative_kWh };
    } else if (result.length === levels) {
      break;
    } else {
      result.push({ price_EURPerKWh, energy_kWh: rest_kWh, orders: 1, cumulative_kWh });
    }
  }
  return result;
}
