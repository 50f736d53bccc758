/** Resting orders of one side of a continuous auction: a binary heap by price, then by arrival. */

export class OrderHeap {
  count = 0;
  /** Keys of which the smallest is the best: price of an offer, negative price of a bid. */
  key: Float64Array;
  /** Arrival numbers. */
  id: Int32Array;

  constructor(capacity = 64) {
    this.key = new Float64Array(capacity);
    this.id = new Int32Array(capacity);
  }

  clear(capacity = 0): void {
    this.count = 0;
    if (capacity <= this.key.length) return;
    this.key = new Float64Array(capacity);
    this.id = new Int32Array(capacity);
  }

  push(newKey: number, newId: number): void {
    if (this.count === this.key.length) this.#grow();
    const { key, id } = this;
    let at = this.count++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const upKey = key[up]!;
      if (upKey < newKey || (upKey === newKey && id[up]! < newId)) break;
      key[at] = upKey;
      id[at] = id[up]!;
      at = up;
    }
    key[at] = newKey;
    id[at] = newId;
  }

  /** Removes the best. The hole sinks to a leaf along the better children, then the last entry rises from there. */
  pop(): void {
    const { key, id } = this;
    const last = --this.count;
    let hole = 0;
    let child = 1;
    while (child < last) {
      const right = child + 1;
      if (right < last && (key[right]! < key[child]! || (key[right]! === key[child]! && id[right]! < id[child]!))) child = right;
      key[hole] = key[child]!;
      id[hole] = id[child]!;
      hole = child;
      child = 2 * hole + 1;
    }
    const movedKey = key[last]!;
    const movedId = id[last]!;
    while (hole > 0) {
      const up = (hole - 1) >> 1;
      const upKey = key[up]!;
      if (upKey < movedKey || (upKey === movedKey && id[up]! < movedId)) break;
      key[hole] = upKey;
      id[hole] = id[up]!;
      hole = up;
    }
    key[hole] = movedKey;
    id[hole] = movedId;
  }

  #grow(): void {
    const key = new Float64Array(2 * this.key.length);
    key.set(this.key);
    this.key = key;
    const id = new Int32Array(2 * this.id.length);
    id.set(this.id);
    this.id = id;
  }
}
