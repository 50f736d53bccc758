/**
 * Equal blocks of kernel memory for hourly series, kept under the key of the inputs they came from.
 * A family (one stage of one chunk) keeps two entries: what is shown and what it is compared with or comes back to
 * by undo; memory stays small while a slider moves. Past the budget the longest unused entry gives way; entries of the running job's run stay, so a district that
 * does not fit keeps a part of its series instead of losing all of them in turn. What does not fit at all gets spare blocks.
 */
import type { KernelMemory } from './kernels.ts';

interface Entry {
  readonly family: string;
  readonly blocks: readonly number[];
  run: number;
}

const PER_FAMILY = 2;

export class SeriesStore {
  readonly #memory: KernelMemory;
  readonly #blockBytes: number;
  readonly #budgetBlocks: number;
  readonly #entries = new Map<string, Entry>();
  readonly #free: number[] = [];
  readonly #spare: number[] = [];
  #allocated = 0;
  #spareUsed = 0;

  constructor(memory: KernelMemory, blockBytes: number, budget_bytes: number) {
    this.#memory = memory;
    this.#blockBytes = blockBytes;
    this.#budgetBlocks = Math.floor(budget_bytes / blockBytes);
  }

  /** Addresses under a key, or null. */
  find(key: string, run: number): readonly number[] | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    entry.run = run;
    // Map order is the order of last use.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.blocks;
  }

  /** Blocks to fill; {@link keep} makes them an entry. */
  take(family: string, count: number, run: number): { readonly blocks: readonly number[]; readonly keepable: boolean } {
    const relatives = [...this.#entries].filter(([, entry]) => entry.family === family && entry.run !== run);
    for (const [key, entry] of relatives.slice(0, relatives.length - (PER_FAMILY - 1))) {
      this.#entries.delete(key);
      this.#free.push(...entry.blocks);
    }
    while (this.#free.length < count && this.#allocated < this.#budgetBlocks) {
      this.#free.push(this.#memory.allocate(this.#blockBytes));
      this.#allocated++;
    }
    for (const [key, entry] of this.#entries) {
      if (this.#free.length >= count) break;
      if (entry.run === run) continue;
      this.#entries.delete(key);
      this.#free.push(...entry.blocks);
    }
    if (this.#free.length >= count) return { blocks: this.#free.splice(-count, count), keepable: true };
    while (this.#spare.length < this.#spareUsed + count) this.#spare.push(this.#memory.allocate(this.#blockBytes));
    const blocks = this.#spare.slice(this.#spareUsed, this.#spareUsed + count);
    this.#spareUsed += count;
    return { blocks, keepable: false };
  }

  keep(key: string, family: string, blocks: readonly number[], run: number): void {
    this.#entries.set(key, { family, blocks, run });
  }

  /** Gives blocks back that nobody keeps. */
  drop(blocks: readonly number[]): void {
    this.#free.push(...blocks);
  }

  /** The job is over: spare blocks may be used again. */
  endJob(): void {
    this.#spareUsed = 0;
  }
}
