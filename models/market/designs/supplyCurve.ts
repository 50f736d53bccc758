/**
 * Net supply of a member or of a group as a function of the price: non-decreasing, linear between points, with jumps at
 * points. Sums, links and inverses of such curves are exact, so pools nested to any depth are cleared without iteration.
 */

export interface SupplyCurve {
  /** Ascending [EUR/kWh]; empty where the quantity never changes. */
  readonly price: Float64Array;
  /** Quantity just below and just above each price [kWh]; above zero it supplies. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Quantity at the lowest prices. */
  readonly base: number;
}

/** A quantity that does not answer to prices. */
export function fixedCurve(quantity_kWh: number): SupplyCurve {
  return { price: new Float64Array(0), low: new Float64Array(0), high: new Float64Array(0), base: quantity_kWh };
}

/** Member with cost a p^2 / 2 + b p, producing p within bounds: p(price) = clip((price - b) / a); a jump at b where a is 0. */
export function quadraticCurve(a: number, b: number, min: number, max: number): SupplyCurve {
  if (min === max) return fixedCurve(min);
  if (a === 0) return { price: Float64Array.of(b), low: Float64Array.of(min), high: Float64Array.of(max), base: min };
  return {
    price: Float64Array.of(b + a * min, b + a * max),
    low: Float64Array.of(min, max),
    high: Float64Array.of(min, max),
    base: min,
  };
}

export interface Block {
  readonly price_EURPerKWh: number;
  readonly quantity_kWh: number;
}

/** Member with offers (sold from their price on) and bids (bought up to their price). */
export function blockCurve(offers: readonly Block[], bids: readonly Block[]): SupplyCurve {
  const blocks = [...offers, ...bids].filter((block) => block.quantity_kWh > 0).sort((a, b) => a.price_EURPerKWh - b.price_EURPerKWh);
  const base = -bids.reduce((sum, bid) => sum + bid.quantity_kWh, 0);
  const vertices = new Vertices(2 * blocks.length);
  let quantity = base;
  for (const block of blocks) {
    vertices.push(block.price_EURPerKWh, quantity);
    quantity += block.quantity_kWh;
    vertices.push(block.price_EURPerKWh, quantity);
  }
  return vertices.toCurve(base);
}

export function lowest(curve: SupplyCurve): number {
  return curve.base;
}

export function highest(curve: SupplyCurve): number {
  return curve.high[curve.high.length - 1] ?? curve.base;
}

/** Least and most quantity at a price; they differ at a jump. */
export function quantityAt(curve: SupplyCurve, price: number): readonly [low: number, high: number] {
  const { price: prices, low, high } = curve;
  const next = firstAtLeast(prices, price);
  if (next < prices.length && prices[next] === price) return [low[next]!, high[next]!];
  if (next === 0) return [curve.base, curve.base];
  if (next === prices.length) return [high[next - 1]!, high[next - 1]!];
  const value = interpolate(prices[next - 1]!, high[next - 1]!, prices[next]!, low[next]!, price);
  return [value, value];
}

/** Prices at which the curve holds a quantity; ends are infinite where it holds it at all prices beyond. */
export function pricesAt(curve: SupplyCurve, quantity: number): readonly [low: number, high: number] {
  const { price, low, high } = curve;
  const n = price.length;
  if (n === 0) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const q = Math.min(Math.max(quantity, curve.base), high[n - 1]!);
  const from = firstAtLeast(high, q);
  let lowPrice: number;
  if (from === 0 && q <= low[0]!) lowPrice = Number.NEGATIVE_INFINITY;
  else if (low[from]! <= q) lowPrice = price[from]!;
  else lowPrice = interpolate(high[from - 1]!, price[from - 1]!, low[from]!, price[from]!, q);
  const to = firstAbove(low, q) - 1;
  let highPrice: number;
  if (to === n - 1) highPrice = q >= high[to]! ? Number.POSITIVE_INFINITY : price[to]!;
  else if (to < 0 || high[to]! >= q) highPrice = to < 0 ? lowPrice : price[to]!;
  else highPrice = interpolate(high[to]!, price[to]!, low[to + 1]!, price[to + 1]!, q);
  return [lowPrice, Math.max(lowPrice, highPrice)];
}

/** Sum of curves, by halves: O(points log curves), and no error that grows with the number of points. */
export function sumCurves(curves: readonly SupplyCurve[]): SupplyCurve {
  if (curves.length === 0) return fixedCurve(0);
  if (curves.length === 1) return curves[0] as SupplyCurve;
  const middle = curves.length >> 1;
  return addCurves(sumCurves(curves.slice(0, middle)), sumCurves(curves.slice(middle)));
}

function addCurves(a: SupplyCurve, b: SupplyCurve): SupplyCurve {
  const price = new Float64Array(a.price.length + b.price.length);
  const low = new Float64Array(price.length);
  const high = new Float64Array(price.length);
  let i = 0;
  let j = 0;
  let n = 0;
  while (i < a.price.length || j < b.price.length) {
    const at = Math.min(a.price[i] ?? Number.POSITIVE_INFINITY, b.price[j] ?? Number.POSITIVE_INFINITY);
    const hasA = a.price[i] === at;
    const hasB = b.price[j] === at;
    const inA = hasA ? 0 : between(a, i, at);
    const inB = hasB ? 0 : between(b, j, at);
    price[n] = at;
    low[n] = (hasA ? a.low[i]! : inA) + (hasB ? b.low[j]! : inB);
    high[n] = (hasA ? a.high[i]! : inA) + (hasB ? b.high[j]! : inB);
    n++;
    if (hasA) i++;
    if (hasB) j++;
  }
  return { price: price.subarray(0, n), low: low.subarray(0, n), high: high.subarray(0, n), base: a.base + b.base };
}

/** Quantity at a price between the points `next - 1` and `next`. */
function between(curve: SupplyCurve, next: number, at: number): number {
  if (next === 0) return curve.base;
  if (next === curve.price.length) return curve.high[next - 1]!;
  return interpolate(curve.price[next - 1]!, curve.high[next - 1]!, curve.price[next]!, curve.low[next]!, at);
}

/**
 * What a group shows to the other end of its link: it delivers only at its own price plus the fee outwards, takes at its own
 * price less the fee inwards, and never more than the capacity.
 */
export function throughLink(curve: SupplyCurve, importFee: number, exportFee: number, capacity_kWh: number): SupplyCurve {
  const inner = verticesOf(curve);
  const outer = new Vertices(2 * inner.length + 8);
  let before: readonly [price: number, quantity: number] | null = null;
  for (const vertex of inner) {
    if (before) for (const level of [-capacity_kWh, 0, capacity_kWh]) pushCrossing(before, vertex, level);
    push(vertex[0], vertex[1]);
    before = vertex;
  }
  return outer.toCurve(Math.min(Math.max(curve.base, -capacity_kWh), capacity_kWh));

  function pushCrossing(from: readonly [number, number], to: readonly [number, number], level: number): void {
    if (from[1] < level && level < to[1]) push(interpolate(from[1], from[0], to[1], to[0], level), level);
  }

  function push(price: number, quantity: number): void {
    const held = Math.min(Math.max(quantity, -capacity_kWh), capacity_kWh);
    if (held <= 0) outer.push(price - importFee, held);
    if (held >= 0) outer.push(price + exportFee, held);
  }
}

function verticesOf(curve: SupplyCurve): (readonly [price: number, quantity: number])[] {
  const list: (readonly [number, number])[] = [];
  for (let i = 0; i < curve.price.length; i++) {
    list.push([curve.price[i]!, curve.low[i]!]);
    if (curve.high[i]! > curve.low[i]!) list.push([curve.price[i]!, curve.high[i]!]);
  }
  return list;
}

/** Corners of a curve in the order of rising quantity; where shifted corners overtake each other, at equal quantity, the order of prices is restored. */
class Vertices {
  readonly #price: number[] = [];
  readonly #quantity: number[] = [];
  readonly #room: number;
  constructor(room: number) {
    this.#room = room;
  }

  push(price: number, quantity: number): void {
    this.#price.push(price);
    this.#quantity.push(quantity);
  }

  toCurve(base: number): SupplyCurve {
    const prices = this.#price;
    const quantities = this.#quantity;
    const price = new Float64Array(Math.max(this.#room, prices.length));
    const low = new Float64Array(price.length);
    const high = new Float64Array(price.length);
    let n = 0;
    for (let i = 0; i < prices.length; i++) {
      const at = Math.max(prices[i]!, n > 0 ? price[n - 1]! : Number.NEGATIVE_INFINITY);
      if (n > 0 && price[n - 1] === at) {
        high[n - 1] = Math.max(high[n - 1]!, quantities[i]!);
        continue;
      }
      price[n] = at;
      low[n] = quantities[i]!;
      high[n] = quantities[i]!;
      n++;
    }
    return { price: price.subarray(0, n), low: low.subarray(0, n), high: high.subarray(0, n), base };
  }
}

function interpolate(x0: number, y0: number, x1: number, y1: number, x: number): number {
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** Index of the first value not below x. */
function firstAtLeast(values: Float64Array, x: number): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle]! < x) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Index of the first value above x. */
function firstAbove(values: Float64Array, x: number): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle]! <= x) from = middle + 1;
    else to = middle;
  }
  return from;
}
