/**
 * Who trades with whom at the highest gain: max sum w_ij x_ij with row sums <= a, column sums <= b, x >= 0. Exact, by shortest
 * augmenting paths with prices of rows and columns (the Hungarian method for quantities; Ford and Fulkerson 1962, chapter III;
 * Edmonds and Karp 1972, doi:10.1145/321694.321699). Made for many small problems: no allocation per problem.
 */
export class TransportSolver {
  /** Quantities of the last problem [row * columns + column]. */
  readonly flow: Float64Array;
  /** Gain of one more unit of a row's or column's quantity; zero where some is left over. */
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly #load: Float64Array;
  readonly #distance: Float64Array;
  readonly #rowDistance: Float64Array;
  readonly #before: Int32Array;
  readonly #rowBefore: Int32Array;
  readonly #isSettled: Uint8Array;
  readonly #isReached: Uint8Array;
  readonly #settled: Int32Array;
  readonly #reached: Int32Array;

  constructor(maxRows: number, maxColumns: number) {
    this.flow = new Float64Array(maxRows * maxColumns);
    this.rowPrice = new Float64Array(maxRows);
    this.columnPrice = new Float64Array(maxColumns);
    this.#load = new Float64Array(maxColumns);
    this.#distance = new Float64Array(maxColumns);
    this.#rowDistance = new Float64Array(maxRows);
    this.#before = new Int32Array(maxColumns);
    this.#rowBefore = new Int32Array(maxRows);
    this.#isSettled = new Uint8Array(maxColumns);
    this.#isReached = new Uint8Array(maxRows);
    this.#settled = new Int32Array(maxColumns);
    this.#reached = new Int32Array(maxRows);
  }

  /**
   * Solves a problem. Fastest where the rows are the scarce side.
   * @param gain [row * columns + column]; pairs that gain nothing are never used
   */
  solve(rows: number, columns: number, supply: Float64Array, capacity: Float64Array, gain: Float64Array): void {
    const { flow, rowPrice, columnPrice } = this;
    const load = this.#load;
    flow.fill(0, 0, rows * columns);
    columnPrice.fill(0, 0, columns);
    load.fill(0, 0, columns);
    let largest = 0;
    for (let i = 0; i < rows; i++) largest = Math.max(largest, supply[i]!);
    // Remainders below this come from rounding and count as nothing.
    const dust = 1e-13 * largest;
    for (let i = 0; i < rows; i++) {
      let left = supply[i]!;
      while (left > dust) {
        const placed = this.#augment(i, left, rows, columns, capacity, gain, dust);
        if (placed === 0) break;
        left -= placed;
      }
      if (supply[i]! <= dust) rowPrice[i] = 0;
    }
  }

  #bestGain(row: number, columns: number, gain: Float64Array): number {
    const { columnPrice } = this;
    let best = Number.NEGATIVE_INFINITY;
    for (let j = 0, at = row * columns; j < columns; j++, at++) {
      const net = gain[at]! - columnPrice[j]!;
      if (net > best) best = net;
    }
    return best;
  }

  /** Places some of a row's quantity along the cheapest path; 0 where leaving it is best. `rows` before `start` are placed already. */
  #augment(start: number, wanted: number, rows: number, columns: number, capacity: Float64Array, gain: Float64Array, dust: number): number {
    const { flow, rowPrice, columnPrice } = this;
    const load = this.#load;
    const distance = this.#distance;
    const rowDistance = this.#rowDistance;
    const before = this.#before;
    const rowBefore = this.#rowBefore;
    const isSettled = this.#isSettled;
    const isReached = this.#isReached;
    const settled = this.#settled;
    const reached = this.#reached;
    let settledCount = 0;
    let reachedCount = 1;
    isSettled.fill(0, 0, columns);
    isReached.fill(0, 0, rows);

    const own = Math.max(0, this.#bestGain(start, columns, gain));
    rowPrice[start] = own;
    isReached[start] = 1;
    reached[0] = start;
    rowDistance[start] = 0;
    for (let j = 0, at = start * columns; j < columns; j++, at++) {
      distance[j] = own - gain[at]! + columnPrice[j]!;
      before[j] = start;
    }
    // Leaving quantity of a row unplaced costs its price.
    let dropDistance = own;
    let dropRow = start;
    let end = -1;
    let length = 0;
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      let column = -1;
      for (let j = 0; j < columns; j++) {
        if (isSettled[j] === 0 && distance[j]! < best) {
          best = distance[j]!;
          column = j;
        }
      }
      if (best >= dropDistance) {
        length = dropDistance;
        break;
      }
      if (capacity[column]! - load[column]! > dust) {
        end = column;
        length = best;
        break;
      }
      isSettled[column] = 1;
      settled[settledCount++] = column;
      for (let k = 0; k <= start; k++) {
        if (isReached[k] === 1 || flow[k * columns + column]! <= 0) continue;
        isReached[k] = 1;
        reached[reachedCount++] = k;
        rowDistance[k] = best;
        rowBefore[k] = column;
        if (best + rowPrice[k]! < dropDistance) {
          dropDistance = best + rowPrice[k]!;
          dropRow = k;
        }
        const offset = best + rowPrice[k]!;
        for (let j = 0, at = k * columns; j < columns; j++, at++) {
          const through = offset - gain[at]! + columnPrice[j]!;
          if (through < distance[j]! && isSettled[j] === 0) {
            distance[j] = through;
            before[j] = k;
          }
        }
      }
    }
    for (let i = 0; i < reachedCount; i++) {
      const k = reached[i]!;
      rowPrice[k] = Math.max(0, rowPrice[k]! - Math.max(0, length - rowDistance[k]!));
    }
    for (let i = 0; i < settledCount; i++) {
      const j = settled[i]!;
      columnPrice[j]! += Math.max(0, length - distance[j]!);
    }

    // How much fits: the row's remainder, the free column, and what can be moved away on the path.
    let amount = end >= 0 ? Math.min(wanted, capacity[end]! - load[end]!) : wanted;
    for (let row = end >= 0 ? before[end]! : dropRow; row !== start; ) {
      const from = rowBefore[row]!;
      amount = Math.min(amount, flow[row * columns + from]!);
      row = before[from]!;
    }
    if (end < 0 && dropRow === start) return 0;
    let row = end >= 0 ? before[end]! : dropRow;
    if (end >= 0) {
      flow[row * columns + end]! += amount;
      load[end] = capacity[end]! - load[end]! - amount <= dust ? capacity[end]! : load[end]! + amount;
    }
    while (row !== start) {
      const from = rowBefore[row]!;
      const at = row * columns + from;
      flow[at] = flow[at]! - amount <= dust ? 0 : flow[at]! - amount;
      row = before[from]!;
      flow[row * columns + from]! += amount;
    }
    return amount;
  }
}
