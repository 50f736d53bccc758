/** Auctions of many orders on the kernels: equal bit by bit to models/market/mechanisms, for books of thousands. */
import { bidWeights, type ContinuousOrders, type ContinuousRules, type ContinuousTrades } from '#models/market/mechanisms/cda.ts';
import { KernelMemory } from './kernels.ts';
import { AUCTION_LAYOUT, CONTINUOUS_LAYOUT } from './layout.generated.ts';

/** One side of a book in columns, in the order of arrival. */
export interface CallSide {
  readonly price_EURPerKWh: Float64Array;
  readonly energy_kWh: Float64Array;
}

/** Views of the kernel's memory: good until the next call. */
export interface CallAnswer {
  readonly energy_kWh: number;
  /** Bounds of the clearing price [EUR/kWh]; NaN where nothing trades. */
  readonly low: number;
  readonly high: number;
  /** Rows, best first. */
  readonly bidRank: Int32Array;
  readonly offerRank: Int32Array;
  /** Per row [kWh]. */
  readonly bidTraded: Float64Array;
  readonly offerTraded: Float64Array;
  readonly pairCount: number;
  readonly pairBid: Int32Array;
  readonly pairOffer: Int32Array;
  readonly pairEnergy: Float64Array;
}

const BUCKET_BYTES = 8 * 256 * 4;

/** Cells of a job by name; all of them are doubles, addresses too. */
class Job<Field extends string> {
  readonly address: number;
  readonly #memory: KernelMemory;
  readonly #cell: ReadonlyMap<Field, number>;

  constructor(memory: KernelMemory, fields: readonly Field[]) {
    this.#memory = memory;
    this.address = memory.allocate(8 * fields.length);
    this.#cell = new Map(fields.map((field, index) => [field, index]));
  }

  set(values: Readonly<Partial<Record<Field, number>>>): void {
    const cells = this.#memory.f64(this.address, this.#cell.size);
    for (const [field, cell] of this.#cell) {
      const value = values[field];
      if (value !== undefined) cells[cell] = value;
    }
  }

  get(field: Field): number {
    return this.#memory.f64(this.address, this.#cell.size)[this.#cell.get(field)!]!;
  }
}

/** An instance of the kernels for auctions; its memory grows with the largest book. */
export class AuctionKernels {
  readonly #memory: KernelMemory;
  readonly #call: Job<(typeof AUCTION_LAYOUT)[number]>;
  readonly #continuous: Job<(typeof CONTINUOUS_LAYOUT)[number]>;
  readonly #start: number;

  constructor(module: WebAssembly.Module) {
    this.#memory = new KernelMemory(module);
    this.#call = new Job(this.#memory, AUCTION_LAYOUT);
    this.#continuous = new Job(this.#memory, CONTINUOUS_LAYOUT);
    this.#start = this.#memory.top;
  }

  /** Call auction, earlier first among equal prices: `matchCall` of callAuction.ts. */
  call(bids: CallSide, offers: CallSide): CallAnswer {
    const memory = this.#memory;
    memory.release(this.#start);
    const bidCount = bids.price_EURPerKWh.length;
    const offerCount = offers.price_EURPerKWh.length;
    const pairs = bidCount + offerCount;
    const larger = Math.max(bidCount, offerCount);
    const at = {
      bidPrice: memory.place(bids.price_EURPerKWh),
      bidEnergy: memory.place(bids.energy_kWh),
      bidRank: memory.allocate(4 * bidCount),
      bidTraded: memory.allocate(8 * bidCount),
      offerPrice: memory.place(offers.price_EURPerKWh),
      offerEnergy: memory.place(offers.energy_kWh),
      offerRank: memory.allocate(4 * offerCount),
      offerTraded: memory.allocate(8 * offerCount),
      pairBid: memory.allocate(4 * pairs),
      pairOffer: memory.allocate(4 * pairs),
      pairEnergy: memory.allocate(8 * pairs),
      spare: memory.allocate(4 * larger),
      keys: memory.allocate(16 * larger),
      buckets: memory.allocate(BUCKET_BYTES),
    };
    this.#call.set({ bidCount, offerCount, ...at });
    memory.exports.callAuction(this.#call.address);
    const pairCount = this.#call.get('pairCount');
    return {
      energy_kWh: this.#call.get('energy'),
      low: this.#call.get('low'),
      high: this.#call.get('high'),
      bidRank: memory.i32(at.bidRank, bidCount),
      offerRank: memory.i32(at.offerRank, offerCount),
      bidTraded: memory.f64(at.bidTraded, bidCount),
      offerTraded: memory.f64(at.offerTraded, offerCount),
      pairCount,
      pairBid: memory.i32(at.pairBid, pairCount),
      pairOffer: memory.i32(at.pairOffer, pairCount),
      pairEnergy: memory.f64(at.pairEnergy, pairCount),
    };
  }

  /** Continuous double auction: `ContinuousAuction` of cda.ts. The trades are views of the kernel's memory, good until the next call. */
  continuous(orders: ContinuousOrders, rules: ContinuousRules): ContinuousTrades {
    const memory = this.#memory;
    const job = this.#continuous;
    const { count } = orders;
    const weights = bidWeights(rules);
    memory.release(this.#start);
    const at = {
      isOffer: memory.place(orders.isOffer.subarray(0, count)),
      price: memory.place(orders.price_EURPerKWh.subarray(0, count)),
      energy: memory.place(orders.energy_kWh.subarray(0, count)),
      leavesAt: orders.leavesAt ? memory.place(orders.leavesAt.subarray(0, count)) : 0,
      bidHeap: memory.allocate(16 * count),
      offerHeap: memory.allocate(16 * count),
      rest: memory.allocate(8 * count),
      tradeBid: memory.allocate(4 * count),
      tradeOffer: memory.allocate(4 * count),
      tradeEnergy: memory.allocate(8 * count),
      tradePrice: memory.allocate(8 * count),
    };
    job.set({ count, ...at, bidWeightOfOffer: weights.ofOffer, bidWeightOfBid: weights.ofBid });
    memory.exports.continuousAuction(job.address);
    const trades = job.get('tradeCount');
    return {
      count: trades,
      bid: memory.i32(at.tradeBid, trades),
      offer: memory.i32(at.tradeOffer, trades),
      energy_kWh: memory.f64(at.tradeEnergy, trades),
      price_EURPerKWh: memory.f64(at.tradePrice, trades),
      rest_kWh: memory.f64(at.rest, count),
    };
  }
}
