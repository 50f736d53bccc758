/** Nearest of a set of points that shrinks: a balanced k-d tree whose points can be taken out. */

/** Points are taken out one by one; asking for the nearest costs O(log n) as long as the rest is spread out. */
export class ShrinkingPoints {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  /** Point at each place of the implicit balanced tree: the middle of a range is its root. */
  readonly #order: Uint32Array;
  /** Points still there in the range whose root is at this place. */
  readonly #left: Uint32Array;
  readonly #placeOf: Uint32Array;
  readonly #gone: Uint8Array;
  #bestPoint = -1;
  #best = 0;

  /** @param x_m,y_m coordinates; they are read, not kept in step with later changes. */
  constructor(x_m: ArrayLike<number>, y_m: ArrayLike<number>) {
    const n = x_m.length;
    this.#x = Float64Array.from(x_m);
    this.#y = Float64Array.from(y_m);
    this.#order = Uint32Array.from({ length: n }, (_, i) => i);
    this.#left = new Uint32Array(n);
    this.#placeOf = new Uint32Array(n);
    this.#gone = new Uint8Array(n);
    this.#build(0, n, false);
    for (let place = 0; place < n; place++) this.#placeOf[this.#order[place]!] = place;
  }

  #build(from: number, to: number, byY: boolean): void {
    if (from >= to) return;
    const axis = byY ? this.#y : this.#x;
    this.#order.subarray(from, to).sort((a, b) => axis[a]! - axis[b]! || a - b);
    const middle = (from + to) >> 1;
    this.#left[middle] = to - from;
    this.#build(from, middle, !byY);
    this.#build(middle + 1, to, !byY);
  }

  /** Takes a point out; once only. */
  remove(point: number): void {
    if (this.#gone[point] === 1) return;
    this.#gone[point] = 1;
    const place = this.#placeOf[point]!;
    let from = 0;
    let to = this.#order.length;
    for (;;) {
      const middle = (from + to) >> 1;
      this.#left[middle]!--;
      if (place === middle) return;
      if (place < middle) to = middle;
      else from = middle + 1;
    }
  }

  /** The point nearest to a place; of two equally near the one further west, then further south; -1 where none is left. */
  nearest(x_m: number, y_m: number): number {
    this.#bestPoint = -1;
    this.#best = Number.POSITIVE_INFINITY;
    this.#search(0, this.#order.length, false, x_m, y_m);
    return this.#bestPoint;
  }

  #search(from: number, to: number, byY: boolean, x: number, y: number): void {
    if (from >= to) return;
    const middle = (from + to) >> 1;
    if (this.#left[middle] === 0) return;
    const point = this.#order[middle]!;
    if (this.#gone[point] === 0) this.#offer(point, x, y);
    const away = byY ? y - this.#y[point]! : x - this.#x[point]!;
    if (away < 0) this.#search(from, middle, !byY, x, y);
    else this.#search(middle + 1, to, !byY, x, y);
    // Equal distances must be seen too, or the answer would hang on the order of the points.
    if (away * away > this.#best) return;
    if (away < 0) this.#search(middle + 1, to, !byY, x, y);
    else this.#search(from, middle, !byY, x, y);
  }

  #offer(point: number, x: number, y: number): void {
    const square = (this.#x[point]! - x) ** 2 + (this.#y[point]! - y) ** 2;
    if (square > this.#best) return;
    const known = this.#bestPoint;
    const isFirst =
      square < this.#best ||
      known < 0 ||
      this.#x[point]! < this.#x[known]! ||
      (this.#x[point]! === this.#x[known]! && this.#y[point]! < this.#y[known]!);
    if (!isFirst) return;
    this.#best = square;
    this.#bestPoint = point;
  }
}
