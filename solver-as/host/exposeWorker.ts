/** What runs in a worker of the pool, whichever kind of worker it is. */
import { type Endpoint, expose, transfer } from 'comlink';
import { ChunkEngine } from './chunkEngine.ts';
import type { ChunkAnswer, ChunkJob, ChunkWorkerApi, SharedData } from './chunkJob.ts';

class ChunkWorker implements ChunkWorkerApi {
  #engine: ChunkEngine | null = null;

  async start(module: WebAssembly.Module, budget_bytes: number): Promise<void> {
    this.#engine = new ChunkEngine(module, budget_bytes);
  }

  async setShared(data: SharedData): Promise<void> {
    this.#started().setShared(data);
  }

  async run(job: ChunkJob): Promise<ChunkAnswer> {
    const answer = this.#started().run(job);
    if (answer.needs !== null) return answer;
    // Empty arrays are shared by all answers and stay here.
    const filled = Object.values(answer.result).filter((array: Float64Array | Float32Array) => array.length > 0);
    const buffers = filled.map((array: Float64Array | Float32Array) => array.buffer as ArrayBuffer);
    return transfer(answer, [...new Set(buffers)]);
  }

  #started(): ChunkEngine {
    if (!this.#engine) throw new Error('The solver worker got a job before its kernels.');
    return this.#engine;
  }
}

/** Serves one pool over an endpoint. */
export function exposeWorker(endpoint: Endpoint): void {
  expose(new ChunkWorker(), endpoint);
}
