/**
 * Full peer-to-peer trading: every pair of members may agree, at costs and preferences of its own. Per step the exact
 * optimum max sum (bid_n - offer_m - c_nm) P_nm, or by ranks: every buyer asks along its own list.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { ClearedYear, SlotNeeds } from '../cleared.ts';
import { TradeLog } from '../mechanisms/tradeLog.ts';
import { checkNeeds, designError } from './designError.ts';
import type { PairCosts } from './pairCosts.ts';
import { TransportSolver } from './transport.ts';

export interface BilateralOptions {
  /**
   * `optimal`: the most gain of all. `ranked`: each buyer asks sellers in the order of its costs; a seller who is asked for
   * more than it has left serves in proportion.
   */
  readonly method?: 'optimal' | 'ranked';
  /** `split`: between the seller's and the buyer's limit by k. `dual`: the seller's limit plus its scarcity; needs `optimal`. */
  readonly price?: 'split' | 'dual';
  readonly k?: number;
  readonly keepTrades?: boolean;
  readonly signal?: CancelSignal | undefined;
  /** Share of the year done. */
  readonly onProgress?: (done: number) => void;
}

export interface BilateralYear extends ClearedYear {
  /** Gain of all trades over the supplier's prices, preferences included [EUR/a]. */
  readonly gain_EUR: number;
  /** Charges on the trades [EUR/a], not part of the prices. */
  readonly charges_EUR: number;
}

const STEPS_PER_REPORT = 256;

/** @throws InputError where the tables do not fit; CancelledError */
export function clearBilateralYear(needs: SlotNeeds, costs: PairCosts, options: BilateralOptions = {}): BilateralYear {
  const { participantCount, steps, net_kWh } = needs;
  checkNeeds(needs);
  if (costs.classOf.length !== participantCount) throw designError('sizes', 'pair costs', 'There is not one class per participant.');
  const price = options.price ?? 'split';
  const isRanked = options.method === 'ranked';
  const step = new BilateralStep(costs, isRanked, isRanked ? 'split' : price, options.k ?? 0.5);
  const log = options.keepTrades === false ? null : new TradeLog();
  const bought_kWh = new Float64Array(participantCount * steps);
  const sold_kWh = new Float64Array(participantCount * steps);
  const paid_EUR = new Float64Array(participantCount * steps);
  const earned_EUR = new Float64Array(participantCount * steps);
  const price_EURPerKWh = new Float64Array(steps).fill(Number.NaN);
  let gain_EUR = 0;
  let charges_EUR = 0;
  const net = new Float64Array(participantCount);
  for (let t = 0; t < steps; t++) {
    if (t % STEPS_PER_REPORT === 0) {
      throwIfAborted(options.signal);
      options.onProgress?.(t / steps);
    }
    for (let n = 0; n < participantCount; n++) net[n] = net_kWh[n * steps + t]!;
    let energy = 0;
    let money = 0;
    step.clear(net, needs.import_EURPerKWh[t]!, needs.export_EURPerKWh[t]!, (seller, buyer, quantity, at, gain, charges) => {
      const amount = quantity * at;
      bought_kWh[buyer * steps + t]! += quantity;
      sold_kWh[seller * steps + t]! += quantity;
      paid_EUR[buyer * steps + t]! += amount;
      earned_EUR[seller * steps + t]! += amount;
      log?.add(t, seller, buyer, quantity, at);
      gain_EUR += quantity * gain;
      charges_EUR += quantity * charges;
      energy += quantity;
      money += amount;
    });
    if (energy > 0) price_EURPerKWh[t] = money / energy;
  }
  options.onProgress?.(1);
  return {
    participantCount,
    steps,
    bought_kWh,
    sold_kWh,
    paid_EUR,
    earned_EUR,
    price_EURPerKWh,
    trades: log?.table() ?? null,
    gain_EUR,
    charges_EUR,
  };
}

type OnTrade = (seller: number, buyer: number, quantity_kWh: number, price: number, gain: number, charges: number) => void;

/** One step after the other, in the same memory. Classes of equal members trade with each other, members share in proportion. */
class BilateralStep {
  readonly #costs: PairCosts;
  readonly #isRanked: boolean;
  readonly #price: 'split' | 'dual';
  readonly #k: number;
  readonly #solver: TransportSolver;
  readonly #lists: Int32Array[];
  readonly #need: Float64Array;
  readonly #surplus: Float64Array;
  readonly #membersByClass: Int32Array[];
  readonly #buyers: Int32Array;
  readonly #sellers: Int32Array;
  readonly #rowQuantity: Float64Array;
  readonly #columnQuantity: Float64Array;
  readonly #gain: Float64Array;
  /** Of the pair of classes, [buyer * count + seller]. */
  readonly #flow: Float64Array;
  readonly #sellerScarcity: Float64Array;

  constructor(costs: PairCosts, isRanked: boolean, price: 'split' | 'dual', k: number) {
    const { count, classOf } = costs;
    this.#costs = costs;
    this.#isRanked = isRanked;
    this.#price = price;
    this.#k = k;
    this.#solver = new TransportSolver(count, count);
    this.#need = new Float64Array(count);
    this.#surplus = new Float64Array(count);
    this.#buyers = new Int32Array(count);
    this.#sellers = new Int32Array(count);
    this.#rowQuantity = new Float64Array(count);
    this.#columnQuantity = new Float64Array(count);
    this.#gain = new Float64Array(count * count);
    this.#flow = new Float64Array(count * count);
    this.#sellerScarcity = new Float64Array(count);
    const members: number[][] = Array.from({ length: count }, () => []);
    classOf.forEach((c, n) => {
      members[c]?.push(n);
    });
    this.#membersByClass = members.map((list) => Int32Array.from(list));
    this.#lists = isRanked ? rankings(costs) : [];
  }

  clear(net: Float64Array, importPrice: number, exportPrice: number, onTrade: OnTrade): void {
    const need = this.#need;
    const surplus = this.#surplus;
    const { classOf, count } = this.#costs;
    need.fill(0);
    surplus.fill(0);
    for (let n = 0; n < net.length; n++) {
      const c = classOf[n]!;
      if (net[n]! > 0) need[c]! += net[n]!;
      else surplus[c]! -= net[n]!;
    }
    let buyerCount = 0;
    let sellerCount = 0;
    let needed = 0;
    let over = 0;
    for (let c = 0; c < count; c++) {
      needed += need[c]!;
      over += surplus[c]!;
      if (need[c]! > 0) this.#buyers[buyerCount++] = c;
      if (surplus[c]! > 0) this.#sellers[sellerCount++] = c;
    }
    if (buyerCount === 0 || sellerCount === 0) return;
    if (this.#isRanked) this.#byRank(buyerCount, sellerCount, importPrice, exportPrice);
    else this.#byGain(buyerCount, sellerCount, over <= needed, importPrice, exportPrice);
    this.#handOut(net, buyerCount, sellerCount, importPrice, exportPrice, onTrade);
  }

  /** Most a buyer of a class pays a seller of another, charges and premiums counted. */
  #bid(b: number, s: number, importPrice: number): number {
    const { count, buyer_EURPerKWh, buyLimit_EURPerKWh, buyerShare } = this.#costs;
    return Math.min((importPrice - buyer_EURPerKWh[b * count + s]!) / (1 + buyerShare), buyLimit_EURPerKWh[b]!);
  }

  /** Least the seller takes. */
  #offer(b: number, s: number, exportPrice: number): number {
    const { count, seller_EURPerKWh, sellLimit_EURPerKWh } = this.#costs;
    return Math.max(exportPrice + seller_EURPerKWh[b * count + s]!, sellLimit_EURPerKWh[s]!);
  }

  /** The scarce side are the rows: most columns then have room, and paths stay short. */
  #byGain(buyerCount: number, sellerCount: number, sellersAreRows: boolean, importPrice: number, exportPrice: number): void {
    const rows = sellersAreRows ? sellerCount : buyerCount;
    const columns = sellersAreRows ? buyerCount : sellerCount;
    const gain = this.#gain;
    for (let i = 0; i < buyerCount; i++) {
      const b = this.#buyers[i]!;
      for (let j = 0; j < sellerCount; j++) {
        const s = this.#sellers[j]!;
        const value = this.#bid(b, s, importPrice) - this.#offer(b, s, exportPrice);
        gain[sellersAreRows ? j * columns + i : i * columns + j] = value;
      }
    }
    for (let i = 0; i < rows; i++)
      this.#rowQuantity[i] = sellersAreRows ? this.#surplus[this.#sellers[i]!]! : this.#need[this.#buyers[i]!]!;
    for (let j = 0; j < columns; j++)
      this.#columnQuantity[j] = sellersAreRows ? this.#need[this.#buyers[j]!]! : this.#surplus[this.#sellers[j]!]!;
    const solver = this.#solver;
    solver.solve(rows, columns, this.#rowQuantity, this.#columnQuantity, gain);
    for (let i = 0; i < buyerCount; i++) {
      for (let j = 0; j < sellerCount; j++) {
        this.#flow[i * sellerCount + j] = solver.flow[sellersAreRows ? j * columns + i : i * columns + j]!;
      }
    }
    for (let j = 0; j < sellerCount; j++) this.#sellerScarcity[j] = (sellersAreRows ? solver.rowPrice : solver.columnPrice)[j]!;
  }

  /** Rounds: everybody asks the first on its list who has some left; who is asked for too much serves in proportion. */
  #byRank(buyerCount: number, sellerCount: number, importPrice: number, exportPrice: number): void {
    const { count } = this.#costs;
    const flow = this.#flow.fill(0, 0, buyerCount * sellerCount);
    const position = new Int32Array(count).fill(-1);
    for (let j = 0; j < sellerCount; j++) position[this.#sellers[j]!] = j;
    const left = this.#columnQuantity;
    const wanted = this.#rowQuantity;
    const asked = new Float64Array(sellerCount);
    const choice = new Int32Array(buyerCount);
    const at = new Int32Array(buyerCount);
    for (let j = 0; j < sellerCount; j++) left[j] = this.#surplus[this.#sellers[j]!]!;
    for (let i = 0; i < buyerCount; i++) wanted[i] = this.#need[this.#buyers[i]!]!;
    for (let round = 0; round <= sellerCount; round++) {
      asked.fill(0);
      let isAnybodyAsking = false;
      for (let i = 0; i < buyerCount; i++) {
        choice[i] = -1;
        const b = this.#buyers[i]!;
        const list = this.#lists[b]!;
        while (wanted[i]! > 0 && at[i]! < count) {
          const s = list[at[i]!]!;
          const j = position[s]!;
          if (j >= 0 && left[j]! > 0 && this.#bid(b, s, importPrice) > this.#offer(b, s, exportPrice)) {
            choice[i] = j;
            asked[j]! += wanted[i]!;
            isAnybodyAsking = true;
            break;
          }
          at[i]!++;
        }
      }
      if (!isAnybodyAsking) break;
      for (let i = 0; i < buyerCount; i++) {
        const j = choice[i]!;
        if (j < 0) continue;
        const isEnough = asked[j]! <= left[j]!;
        const served = isEnough ? wanted[i]! : (wanted[i]! * left[j]!) / asked[j]!;
        flow[i * sellerCount + j]! += served;
        wanted[i]! = isEnough ? 0 : wanted[i]! - served;
      }
      for (let j = 0; j < sellerCount; j++) left[j] = Math.max(0, left[j]! - asked[j]!);
    }
  }

  /** From classes to members: everybody in proportion to its quantity; within a pair of classes partners are found in order. */
  #handOut(net: Float64Array, buyerCount: number, sellerCount: number, importPrice: number, exportPrice: number, onTrade: OnTrade): void {
    const { count, charges_EURPerKWh } = this.#costs;
    for (let i = 0; i < buyerCount; i++) {
      const b = this.#buyers[i]!;
      for (let j = 0; j < sellerCount; j++) {
        const energy = this.#flow[i * sellerCount + j]!;
        if (energy <= 0) continue;
        const s = this.#sellers[j]!;
        const offer = this.#offer(b, s, exportPrice);
        const gain = this.#bid(b, s, importPrice) - offer;
        const price = this.#price === 'dual' ? offer + Math.min(this.#sellerScarcity[j]!, gain) : offer + this.#k * gain;
        this.#pairUp(net, b, s, energy, (seller, buyer, quantity) =>
          onTrade(seller, buyer, quantity, price, gain, charges_EURPerKWh[b * count + s]!),
        );
      }
    }
  }

  #pairUp(net: Float64Array, b: number, s: number, energy: number, pair: (seller: number, buyer: number, quantity: number) => void): void {
    const buyers = this.#membersByClass[b]!;
    const sellers = this.#membersByClass[s]!;
    const buyerPart = energy / this.#need[b]!;
    const sellerPart = energy / this.#surplus[s]!;
    const dust = 1e-13 * energy;
    let i = -1;
    let j = -1;
    let wanted = 0;
    let left = 0;
    for (;;) {
      while (wanted <= dust && ++i < buyers.length) wanted = Math.max(net[buyers[i]!]!, 0) * buyerPart;
      while (left <= dust && ++j < sellers.length) left = Math.max(-net[sellers[j]!]!, 0) * sellerPart;
      if (i >= buyers.length || j >= sellers.length) return;
      const quantity = Math.min(wanted, left);
      pair(sellers[j]!, buyers[i]!, quantity);
      wanted -= quantity;
      left -= quantity;
    }
  }
}

/** Classes of sellers in the order of a buyer's costs, per class of buyers. */
function rankings({ count, buyer_EURPerKWh, seller_EURPerKWh }: PairCosts): Int32Array[] {
  return Array.from({ length: count }, (_, b) => {
    const cost = (s: number) => buyer_EURPerKWh[b * count + s]! + seller_EURPerKWh[b * count + s]!;
    return Int32Array.from({ length: count }, (_, s) => s).sort((x, y) => cost(x) - cost(y) || x - y);
  });
}
