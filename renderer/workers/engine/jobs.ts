/** Jobs of the engine: a newer one of a kind ends the older, and what a job throws becomes data. */
import { CancelledError, InputError } from '#models/core/errors.ts';
import type { EngineAnswer } from '../engineApi.ts';

export class Jobs {
  readonly #running = new Map<string, AbortController>();
  /** Runs take the solver one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Runs a job, ends an older one of the same kind, and turns what it throws into data. */
  async answer<T>(kind: string, work: (signal: AbortSignal) => Promise<T>): Promise<EngineAnswer<T>> {
    this.#running.get(kind)?.abort();
    const controller = new AbortController();
    this.#running.set(kind, controller);
    try {
      return { ok: true, value: await work(controller.signal) };
    } catch (error) {
      if (error instanceof CancelledError || controller.signal.aborted) {
        return { ok: false, cancelled: true, error: { code: 'cancelled', message: 'The work was cancelled.' } };
      }
      if (error instanceof InputError) return { ok: false, cancelled: false, error: error.detail };
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, cancelled: false, error: { code: 'engine.failed', message } };
    } finally {
      if (this.#running.get(kind) === controller) this.#running.delete(kind);
    }
  }

  /** One after the other, in the order they came. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    let done = (): void => {};
    this.#turn = new Promise<void>((resolve) => {
      done = resolve;
    });
    try {
      await before;
      return await work();
    } finally {
      done();
    }
  }

  cancelAll(): void {
    for (const job of this.#running.values()) job.abort();
  }
}

/** Lets messages in, a cancel among them, before the next long stretch of work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
