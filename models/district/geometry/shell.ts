/**
 * Is a set of faces a closed shell? Two tests, both needed: the area vectors sum to zero, and every edge
 * is used exactly once in each direction. Points within a millimetre are the same point.
 */
import { SNAP_m } from './faceFaults.ts';
import type { Ring } from './faceVector.ts';

/** Rows of up to three integers, found by their key; reused from shell to shell without allocating. */
class IntegerTable {
  /** Three integers per row. */
  rows = new Int32Array(256 * 3);
  count = 0;
  #slots = new Int32Array(1024).fill(-1);

  clear(): void {
    if (this.#slots.length > 65_536 && this.count < 1024) this.#slots = new Int32Array(4096);
    this.#slots.fill(-1);
    this.count = 0;
  }

  /**
   * Row with the first `keyLength` integers (a, b, c), or a new one.
   * @param keyLength 2 or 3; with 2 the third integer is a value that starts at zero
   */
  rowOf(a: number, b: number, c: number, keyLength: 2 | 3): number {
    if (this.count * 2 >= this.#slots.length || this.count * 3 + 3 > this.rows.length) this.#grow(keyLength);
    const mask = this.#slots.length - 1;
    let slot = hash(a, b, c) & mask;
    for (;;) {
      const row = this.#slots[slot]!;
      if (row < 0) break;
      const at = row * 3;
      if (this.rows[at] === a && this.rows[at + 1] === b && (keyLength === 2 || this.rows[at + 2] === c)) return row;
      slot = (slot + 1) & mask;
    }
    const row = this.count++;
    this.rows[row * 3] = a;
    this.rows[row * 3 + 1] = b;
    this.rows[row * 3 + 2] = keyLength === 3 ? c : 0;
    this.#slots[slot] = row;
    return row;
  }

  #grow(keyLength: 2 | 3): void {
    const rows = new Int32Array(Math.max(this.rows.length, this.count * 3 + 3) * 2);
    rows.set(this.rows);
    this.rows = rows;
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let row = 0; row < this.count; row++) {
      let slot = hash(rows[row * 3]!, rows[row * 3 + 1]!, keyLength === 3 ? rows[row * 3 + 2]! : 0) & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = row;
    }
  }
}

function hash(a: number, b: number, c: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Uses of an edge against its sense are counted above this bit, uses along it below. */
const BACKWARD = 1 << 15;

/** Counts how often each edge of a shell is used in each direction. */
export class EdgeLedger {
  readonly #points = new IntegerTable();
  readonly #edges = new IntegerTable();
  #ox = 0;
  #oy = 0;
  #oz = 0;

  /** Starts a new shell around a reference point. */
  reset(ox: number, oy: number, oz: number): void {
    this.#points.clear();
    this.#edges.clear();
    this.#ox = ox;
    this.#oy = oy;
    this.#oz = oz;
  }

  /** Adds the edges of a ring. */
  addRing(points: Ring, start: number, end: number): void {
    let previous = this.#pointId(points, end - 1);
    for (let i = start; i < end; i++) {
      const next = this.#pointId(points, i);
      if (next !== previous) this.#addEdge(previous, next);
      previous = next;
    }
  }

  /** Edges that are not used exactly once in each direction. */
  unpairedEdges(): number {
    let unpaired = 0;
    const { rows, count } = this.#edges;
    for (let edge = 0; edge < count; edge++) if (rows[edge * 3 + 2] !== BACKWARD + 1) unpaired++;
    return unpaired;
  }

  #pointId(points: Ring, index: number): number {
    return this.#points.rowOf(
      Math.round((points[index * 3]! - this.#ox) / SNAP_m),
      Math.round((points[index * 3 + 1]! - this.#oy) / SNAP_m),
      Math.round((points[index * 3 + 2]! - this.#oz) / SNAP_m),
      3,
    );
  }

  #addEdge(from: number, to: number): void {
    const forward = from < to;
    const row = this.#edges.rowOf(forward ? from : to, forward ? to : from, 0, 2);
    this.#edges.rows[row * 3 + 2]! += forward ? 1 : BACKWARD;
  }
}
