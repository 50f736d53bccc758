/** Results of chunks under the key of all their inputs, up to a budget. What the running run used stays to its end. */
import type { ChunkResult } from './chunkJob.ts';

interface Entry {
  readonly result: ChunkResult;
  readonly bytes: number;
  run: number;
}

export class ResultCache {
  readonly #budget_bytes: number;
  readonly #entries = new Map<string, Entry>();
  #used_bytes = 0;

  constructor(budget_bytes: number) {
    this.#budget_bytes = budget_bytes;
  }

  find(key: string, run: number): ChunkResult | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    entry.run = run;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.result;
  }

  keep(key: string, result: ChunkResult, run: number): void {
    if (this.#entries.has(key)) return;
    const bytes = Object.values(result).reduce((sum: number, array: Float64Array | Float32Array) => sum + array.byteLength, 0);
    for (const [old, entry] of this.#entries) {
      if (this.#used_bytes + bytes <= this.#budget_bytes) break;
      if (entry.run === run) continue;
      this.#entries.delete(old);
      this.#used_bytes -= entry.bytes;
    }
    if (this.#used_bytes + bytes > this.#budget_bytes) return;
    this.#entries.set(key, { result, bytes, run });
    this.#used_bytes += bytes;
  }
}
