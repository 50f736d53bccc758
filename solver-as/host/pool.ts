/**
 * Workers with one queue each. A job is bound to a worker by its chunk, so that the worker's cached series are found
 * again. A worker that dies fails its jobs with a clear error and is replaced at the next one.
 */
import { type Endpoint, type Remote, releaseProxy, wrap } from 'comlink';
import type { ChunkWorkerApi } from './chunkJob.ts';

/** A started worker, in a browser or in Node. */
export interface SpawnedWorker {
  readonly endpoint: Endpoint;
  /** Called once, with the reason, when the worker dies by itself. */
  onFailure(listener: (reason: string) => void): void;
  terminate(): Promise<void>;
}
export type Spawn = () => SpawnedWorker;

/** A worker of the solver stopped; the next job gets a fresh one. */
export class SolverWorkerError extends Error {
  override readonly name = 'SolverWorkerError';
  constructor(reason: string) {
    super(`A worker of the solver stopped: ${reason}. The simulation can be started again.`);
  }
}

export interface WorkerSlot {
  readonly api: Remote<ChunkWorkerApi>;
  /** What was sent to this worker and need not be sent again. */
  readonly sent: { shared: string; readonly surfaces: Set<string> };
}

interface Task {
  readonly work: (worker: WorkerSlot) => Promise<void>;
  readonly fail: (error: unknown) => void;
  readonly isWanted: () => boolean;
}

/** Jobs a worker is given ahead, so that it does not wait while results are merged. */
const AHEAD = 2;

class PoolWorker {
  readonly #spawn: Spawn;
  readonly #module: WebAssembly.Module;
  readonly #budget_bytes: number;
  readonly #queue: Task[] = [];
  readonly #running = new Set<Task>();
  #slot: WorkerSlot | null = null;
  #spawned: SpawnedWorker | null = null;
  #started: Promise<void> | null = null;

  constructor(spawn: Spawn, module: WebAssembly.Module, budget_bytes: number) {
    this.#spawn = spawn;
    this.#module = module;
    this.#budget_bytes = budget_bytes;
  }

  add(task: Task): void {
    this.#queue.push(task);
    this.#next();
  }

  #next(): void {
    while (this.#running.size < AHEAD) {
      const task = this.#queue.shift();
      if (!task) return;
      if (!task.isWanted()) continue;
      this.#running.add(task);
      this.#run(task)
        .catch((error: unknown) => task.fail(error))
        .finally(() => {
          this.#running.delete(task);
          this.#next();
        });
    }
  }

  async #run(task: Task): Promise<void> {
    const slot = this.#start();
    await this.#started;
    if (this.#slot === slot) await task.work(slot);
  }

  #start(): WorkerSlot {
    if (this.#slot) return this.#slot;
    const spawned = this.#spawn();
    const slot: WorkerSlot = { api: wrap<ChunkWorkerApi>(spawned.endpoint), sent: { shared: '', surfaces: new Set() } };
    spawned.onFailure((reason) => this.#failed(slot, reason));
    this.#spawned = spawned;
    this.#slot = slot;
    this.#started = slot.api.start(this.#module, this.#budget_bytes);
    return slot;
  }

  #failed(slot: WorkerSlot, reason: string): void {
    if (this.#slot !== slot) return;
    this.#slot = null;
    this.#spawned = null;
    const lost = [...this.#running];
    this.#running.clear();
    for (const task of lost) task.fail(new SolverWorkerError(reason));
    this.#next();
  }

  async terminate(): Promise<void> {
    const slot = this.#slot;
    const spawned = this.#spawned;
    this.#slot = null;
    this.#spawned = null;
    const lost = [...this.#running, ...this.#queue.splice(0)];
    this.#running.clear();
    for (const task of lost) task.fail(new SolverWorkerError('it was disposed of'));
    slot?.api[releaseProxy]();
    await spawned?.terminate();
  }
}

export class WorkerPool {
  readonly #workers: readonly PoolWorker[];
  #isOver = false;

  constructor(count: number, spawn: Spawn, module: WebAssembly.Module, budget_bytes: number) {
    this.#workers = Array.from({ length: count }, () => new PoolWorker(spawn, module, budget_bytes / count));
  }

  get size(): number {
    return this.#workers.length;
  }

  /**
   * Runs work on the worker of a chunk.
   * @param isWanted asked before the start; work that nobody wants any more is dropped and never settles
   */
  run<T>(chunk: number, isWanted: () => boolean, work: (worker: WorkerSlot) => Promise<T>): Promise<T> {
    if (this.#isOver) return Promise.reject(new Error('The solver was disposed of; create a new one.'));
    const worker = this.#workers[chunk % this.#workers.length]!;
    return new Promise<T>((resolve, reject) => {
      worker.add({ isWanted, fail: reject, work: async (slot) => resolve(await work(slot)) });
    });
  }

  async terminate(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
