/**
 * Counter-based random numbers: the value depends only on (seed, counter), so results do not depend
 * on the order in which buildings or workers ask.
 */

/** 32-bit avalanche mix ("lowbias32", Wellons 2018, public domain constants). */
function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** FNV-1a of a string, as a seed or counter for {@link randomAt}. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Uniform number in [0, 1) for a seed and a counter. */
export function randomAt(seed: number, counter: number): number {
  return mix(mix(seed ^ 0x9e3779b9) + Math.imul(counter | 0, 0x9e3779b1)) / 4294967296;
}

/** A stream over {@link randomAt} for code that draws in sequence. */
export class RandomStream {
  readonly #seed: number;
  #counter = 0;
  constructor(seed: number) {
    this.#seed = seed;
  }
  /** Uniform in [0, 1). */
  next(): number {
    return randomAt(this.#seed, this.#counter++);
  }
  /** Uniform in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.next();
  }
  /** Integer in [from, to], both included. */
  integer(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1));
  }
  /** One of the items, with optional weights. */
  pick<T>(items: readonly T[], weights?: readonly number[]): T {
    const total = weights ? weights.reduce((sum, w) => sum + w, 0) : items.length;
    let mark = this.next() * total;
    for (let i = 0; i < items.length; i++) {
      mark -= weights ? (weights[i] ?? 0) : 1;
      if (mark < 0) return items[i] as T;
    }
    return items.at(-1) as T;
  }
  /** Standard normal variate (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
