/**
 * A year of metered needs in nested collectives. Needs do not answer to prices: who needs energy pays up to the supplier's
 * price, who has some over asks at least the feed-in price. So every collective is a staircase of blocks, and each step is
 * cleared exactly as in `nested.ts`, with staircases in place of curves: energy stays as deep in the tree as fees make worthwhile.
 *
 * Capacities limit the energy *traded* over a link. What flows physically is set by the meters alone: the supplier's energy
 * passes the same wires and is not counted here.
 */
import type { ClearedYear, SlotNeeds } from '../cleared.ts';
import { checkNeeds, designError } from './designError.ts';
import type { Link } from './nested.ts';

export interface NestedYearOptions {
  /** Kept by the community per kWh from each of both sides; the prices here are without it [EUR/kWh]. */
  readonly feePerSide_EURPerKWh?: number;
  /** Where a price lies when several clear, 0..1 from the lowest to the highest. */
  readonly k?: number;
}

/** A cleared year, and what passed over the links. Arrays of collectives [collective * steps + step]. */
export interface NestedYear extends ClearedYear {
  /** Traded over the link to the parent [kWh]; above zero outwards. */
  readonly flow_kWh: Float64Array;
  /** Price inside; NaN in steps in which nothing was traded there [EUR/kWh]. */
  readonly collectivePrice_EURPerKWh: Float64Array;
  /** Fees and congestion rent per link in the year [EUR]. */
  readonly linkFee_EUR: Float64Array;
  readonly linkRent_EUR: Float64Array;
  /** Fees and rent of all links per step [EUR]: what buyers pay and sellers do not get. */
  readonly linkIncome_EUR: Float64Array;
}

/** @param members row of the innermost collective per participant */
export function clearNestedYear(
  needs: SlotNeeds,
  members: Int32Array,
  collectives: readonly Link[],
  options: NestedYearOptions = {},
): NestedYear {
  const { participantCount, steps, net_kWh } = needs;
  const count = collectives.length;
  checkNeeds(needs);
  if (members.length !== participantCount) throw designError('sizes', 'members', 'There is not one collective per participant.');
  const tree = new StaircaseTree(collectives, needs.step_h, options.k ?? 0.5);
  for (const row of members)
    if (!(row >= 0 && row < count)) throw designError('tree', `row ${row}`, 'A participant belongs to no collective.');
  const fee = options.feePerSide_EURPerKWh ?? 0;

  const bought_kWh = new Float64Array(participantCount * steps);
  const sold_kWh = new Float64Array(participantCount * steps);
  const paid_EUR = new Float64Array(participantCount * steps);
  const earned_EUR = new Float64Array(participantCount * steps);
  const price_EURPerKWh = new Float64Array(steps).fill(Number.NaN);
  const flow_kWh = new Float64Array(count * steps);
  const collectivePrice_EURPerKWh = new Float64Array(count * steps).fill(Number.NaN);
  const linkIncome_EUR = new Float64Array(steps);
  const linkFee_EUR = new Float64Array(count);
  const linkRent_EUR = new Float64Array(count);

  // Needs per collective first, participant by participant: the table is read in the order it lies in memory.
  const demand = new Float64Array(count * steps);
  const supply = new Float64Array(count * steps);
  for (let n = 0; n < participantCount; n++) {
    const to = members[n]! * steps;
    for (let t = 0, at = n * steps; t < steps; t++, at++) {
      const net = net_kWh[at]!;
      if (net > 0) demand[to + t]! += net;
      else supply[to + t]! -= net;
    }
  }
  // From here on shares: of the demand that is served, of the supply that is taken.
  for (let t = 0; t < steps; t++) {
    tree.clear(demand, supply, t, steps, needs.export_EURPerKWh[t]! + fee, needs.import_EURPerKWh[t]! - fee);
    let energy = 0;
    let money = 0;
    for (let c = 0; c < count; c++) {
      const at = c * steps + t;
      const bought = tree.bought[c]!;
      const flow = tree.flow[c]!;
      flow_kWh[at] = flow;
      if (bought > 0 || tree.sold[c]! > 0 || flow !== 0) collectivePrice_EURPerKWh[at] = tree.price[c]!;
      energy += bought;
      money += bought * tree.price[c]!;
      demand[at] = bought > 0 ? bought / demand[at]! : 0;
      supply[at] = tree.sold[c]! > 0 ? tree.sold[c]! / supply[at]! : 0;
      const linkFee = tree.feeOf(c);
      const rent = tree.congestion[c]! * Math.abs(flow);
      linkFee_EUR[c]! += linkFee;
      linkRent_EUR[c]! += rent;
      linkIncome_EUR[t]! += linkFee + rent;
    }
    if (energy > 0) price_EURPerKWh[t] = money / energy;
  }
  for (let n = 0; n < participantCount; n++) {
    const from = members[n]! * steps;
    for (let t = 0, at = n * steps; t < steps; t++, at++) {
      const net = net_kWh[at]!;
      if (net > 0) {
        const energy = net * demand[from + t]!;
        if (energy > 0) {
          bought_kWh[at] = energy;
          paid_EUR[at] = energy * collectivePrice_EURPerKWh[from + t]!;
        }
      } else if (net < 0) {
        const energy = -net * supply[from + t]!;
        if (energy > 0) {
          sold_kWh[at] = energy;
          earned_EUR[at] = energy * collectivePrice_EURPerKWh[from + t]!;
        }
      }
    }
  }
  return {
    participantCount,
    steps,
    bought_kWh,
    sold_kWh,
    paid_EUR,
    earned_EUR,
    price_EURPerKWh,
    trades: null,
    flow_kWh,
    collectivePrice_EURPerKWh,
    linkFee_EUR,
    linkRent_EUR,
    linkIncome_EUR,
  };
}

/**
 * Districts that trade with each other: members only inside their pool of the first level (deeper collectives are part of it,
 * without links of their own), pools over their links to the root. Members of the root itself are a pool without a link.
 */
export function clearDistrictsYear(
  needs: SlotNeeds,
  members: Int32Array,
  collectives: readonly Link[],
  options: NestedYearOptions = {},
): NestedYear {
  const rows = new Map(collectives.map((collective, row) => [collective.id, row]));
  const district = collectives.map((_, row) => {
    let at = row;
    for (let depth = 0; depth < collectives.length; depth++) {
      const parent = rows.get(collectives[at]?.parent ?? '');
      if (parent === undefined || parent === 0) break;
      at = parent;
    }
    return at;
  });
  const pools = Int32Array.from(members, (row) => district[row] ?? row);
  return clearNestedYear(needs, pools, collectives, options);
}

/** Staircases of all collectives of one step: per node a base quantity and blocks (price, quantity) in ascending order of price. */
class StaircaseTree {
  readonly price: Float64Array;
  readonly flow: Float64Array;
  readonly bought: Float64Array;
  readonly sold: Float64Array;
  readonly congestion: Float64Array;
  readonly #parent: Int32Array;
  readonly #importFee: Float64Array;
  readonly #exportFee: Float64Array;
  readonly #capacity: Float64Array;
  readonly #k: number;
  readonly #count: number;
  readonly #children: Int32Array[];
  /** Own staircases, and what is seen from the parent. */
  readonly #inner: Staircase[];
  readonly #outer: Staircase[];
  readonly #scratch: Staircase;

  constructor(links: readonly Link[], step_h: number, k: number) {
    const count = links.length;
    this.#count = count;
    this.#k = k;
    this.price = new Float64Array(count);
    this.flow = new Float64Array(count);
    this.bought = new Float64Array(count);
    this.sold = new Float64Array(count);
    this.congestion = new Float64Array(count);
    this.#parent = new Int32Array(count).fill(-1);
    this.#importFee = new Float64Array(count);
    this.#exportFee = new Float64Array(count);
    this.#capacity = new Float64Array(count);
    const rows = new Map<string, number>();
    links.forEach((link, row) => {
      const parent = link.parent === null ? -1 : rows.get(link.parent);
      if (parent === undefined || rows.has(link.id) || parent < 0 !== (row === 0)) {
        throw designError('tree', link.id, 'The collectives are not a tree with one root.');
      }
      if (!(link.importFee_EURPerKWh >= 0 && link.exportFee_EURPerKWh >= 0)) {
        throw designError('fees', link.id, 'The fee of a link is below zero.');
      }
      rows.set(link.id, row);
      this.#parent[row] = parent;
      this.#importFee[row] = link.importFee_EURPerKWh;
      this.#exportFee[row] = link.exportFee_EURPerKWh;
      // Nothing is traded with the supplier here: the root's link stays closed.
      this.#capacity[row] = row === 0 ? 0 : link.capacity_kW === null ? Number.POSITIVE_INFINITY : link.capacity_kW * step_h;
    });
    if (count === 0) throw designError('tree', 'collectives', 'There is no collective.');
    this.#children = links.map((_, row) => Int32Array.from([...links.keys()].filter((child) => this.#parent[child] === row)));
    // Two blocks of its own per collective, and each link may split one.
    const room = 3 * count + 4;
    this.#inner = links.map(() => new Staircase(room));
    this.#outer = links.map(() => new Staircase(room));
    this.#scratch = new Staircase(room);
  }

  /** Fee of a link in the step that was cleared last [EUR]. */
  feeOf(c: number): number {
    const flow = this.flow[c]!;
    return flow > 0 ? flow * this.#exportFee[c]! : -flow * this.#importFee[c]!;
  }

  clear(demand: Float64Array, supply: Float64Array, t: number, steps: number, ask: number, bid: number): void {
    for (let c = this.#count - 1; c >= 0; c--) {
      const inner = this.#inner[c]!;
      inner.setPool(demand[c * steps + t]!, supply[c * steps + t]!, ask, bid);
      for (const child of this.#children[c]!) {
        inner.add(this.#outer[child]!, this.#scratch);
      }
      if (c > 0) this.#outer[c]!.setThroughLink(inner, this.#importFee[c]!, this.#exportFee[c]!, this.#capacity[c]!);
    }
    this.flow[0] = 0;
    this.congestion[0] = 0;
    const price = this.#priceAt(this.#inner[0]!, 0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    // Where nothing reaches the root it has no price of its own; any inside the margin will do.
    this.price[0] = Number.isFinite(price) ? price : (ask + bid) / 2;
    for (let c = 0; c < this.#count; c++) this.#share(c, demand[c * steps + t]!, supply[c * steps + t]!, ask, bid);
  }

  /** Hands a collective's balance on to its members and children. */
  #share(c: number, demand: number, supply: number, ask: number, bid: number): void {
    const price = this.price[c]!;
    const children = this.#children[c]!;
    // Range of what each part supplies at the price; what is free is taken in proportion.
    let low = -demand;
    let free = 0;
    if (ask < price) low += supply;
    else if (ask === price) free += supply;
    if (bid < price) low += demand;
    else if (bid === price) free += demand;
    for (const child of children) {
      const seen = this.#outer[child]!;
      low += seen.below(price);
      free += seen.at(price);
    }
    const part = free > 0 ? Math.min(1, Math.max(0, (this.flow[c]! - low) / free)) : 0;
    this.sold[c] = ask < price ? supply : ask === price ? supply * part : 0;
    this.bought[c] = bid < price ? 0 : bid === price ? demand * (1 - part) : demand;
    for (const child of children) {
      const seen = this.#outer[child]!;
      const inner = this.#inner[child]!;
      let flow = seen.below(price) + seen.at(price) * part;
      if (Math.abs(flow) <= 1e-12 * inner.total) flow = 0;
      this.flow[child] = flow;
      const buy = price + this.#importFee[child]!;
      const sell = price - this.#exportFee[child]!;
      if (flow === 0) {
        this.price[child] = this.#priceAt(inner, 0, sell, buy);
        this.congestion[child] = 0;
        continue;
      }
      const uncongested = flow > 0 ? sell : buy;
      const own = this.#nearestPrice(inner, flow, uncongested);
      const congestion = flow > 0 ? uncongested - own : own - uncongested;
      this.price[child] = own;
      this.congestion[child] = congestion > 1e-12 ? congestion : 0;
    }
  }

  /** Price at which a staircase holds a quantity: k between the ends of what clears, inside a band. */
  #priceAt(stairs: Staircase, quantity: number, from: number, to: number): number {
    const low = stairs.lowestPrice(quantity);
    const high = stairs.highestPrice(quantity);
    if (high < from) return high;
    if (low > to) return low;
    const a = Math.max(low, from);
    const b = Math.min(high, to);
    if (Number.isFinite(a) && Number.isFinite(b)) return a + this.#k * (b - a);
    return Number.isFinite(a) ? a : b;
  }

  #nearestPrice(stairs: Staircase, quantity: number, wanted: number): number {
    return Math.min(Math.max(wanted, stairs.lowestPrice(quantity)), stairs.highestPrice(quantity));
  }
}

/** Net supply that rises by a block at each price. */
class Staircase {
  base = 0;
  count = 0;
  /** Sum of the blocks. */
  total = 0;
  readonly price: Float64Array;
  readonly quantity: Float64Array;
  constructor(room: number) {
    this.price = new Float64Array(room);
    this.quantity = new Float64Array(room);
  }

  setPool(demand: number, supply: number, ask: number, bid: number): void {
    this.base = -demand;
    this.count = 0;
    this.total = demand + supply;
    if (ask <= bid) {
      if (supply > 0) this.#push(ask, supply);
      if (demand > 0) this.#push(bid, demand);
    } else {
      if (demand > 0) this.#push(bid, demand);
      if (supply > 0) this.#push(ask, supply);
    }
  }

  #push(price: number, quantity: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.price[last] === price) {
      this.quantity[last]! += quantity;
      return;
    }
    this.price[this.count] = price;
    this.quantity[this.count] = quantity;
    this.count++;
  }

  /** Adds another staircase; `scratch` is overwritten. */
  add(other: Staircase, scratch: Staircase): void {
    if (other.count === 0) {
      this.base += other.base;
      return;
    }
    const n = this.count;
    for (let i = 0; i < n; i++) {
      scratch.price[i] = this.price[i]!;
      scratch.quantity[i] = this.quantity[i]!;
    }
    this.count = 0;
    this.base += other.base;
    this.total += other.total;
    let i = 0;
    let j = 0;
    while (i < n || j < other.count) {
      if (j >= other.count || (i < n && scratch.price[i]! <= other.price[j]!)) {
        this.#push(scratch.price[i]!, scratch.quantity[i]!);
        i++;
      } else {
        this.#push(other.price[j]!, other.quantity[j]!);
        j++;
      }
    }
  }

  setThroughLink(inner: Staircase, importFee: number, exportFee: number, capacity: number): void {
    this.count = 0;
    this.total = 0;
    let at = inner.base;
    this.base = Math.min(Math.max(at, -capacity), capacity);
    for (let i = 0; i < inner.count; i++) {
      const end = at + inner.quantity[i]!;
      const imported = Math.min(end, 0) - Math.max(at, -capacity);
      const exported = Math.min(end, capacity) - Math.max(at, 0);
      if (imported > 0) {
        this.#push(inner.price[i]! - importFee, imported);
        this.total += imported;
      }
      if (exported > 0) {
        this.#push(inner.price[i]! + exportFee, exported);
        this.total += exported;
      }
      at = end;
    }
  }

  /** Quantity just below a price. */
  below(price: number): number {
    let sum = this.base;
    for (let i = 0; i < this.count && this.price[i]! < price; i++) sum += this.quantity[i]!;
    return sum;
  }

  /** Block at a price; 0 where there is none. */
  at(price: number): number {
    for (let i = 0; i < this.count; i++) if (this.price[i] === price) return this.quantity[i]!;
    return 0;
  }

  /** Lowest price from which on the staircase holds the quantity or more. */
  lowestPrice(quantity: number): number {
    const slack = 1e-12 * this.total;
    let sum = this.base;
    if (sum >= quantity - slack) return Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.count; i++) {
      sum += this.quantity[i]!;
      if (sum >= quantity - slack) return this.price[i]!;
    }
    return this.count > 0 ? this.price[this.count - 1]! : Number.NEGATIVE_INFINITY;
  }

  /** Highest price up to which it holds the quantity or less. */
  highestPrice(quantity: number): number {
    const slack = 1e-12 * this.total;
    let sum = this.base;
    for (let i = 0; i < this.count; i++) {
      sum += this.quantity[i]!;
      if (sum > quantity + slack) return this.price[i]!;
    }
    return Number.POSITIVE_INFINITY;
  }
}
