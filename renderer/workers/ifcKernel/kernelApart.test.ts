import { describe, expect, it } from 'vitest';
import { CancelledError } from '#models/core/errors.ts';
import { type KernelThread, kernelApart } from './kernelApart.ts';
import type { FromKernel, ToKernel } from './messages.ts';

const END = { isIncomplete: false, open_ms: 1, geometry_ms: 2 };

/** A thread that tells of one mesh per object and falls silent at some ids, or before all of them. */
class ScriptedThread implements KernelThread {
  onmessage: ((event: MessageEvent<FromKernel>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isEnded = false;
  readonly #hangsAt: ReadonlySet<number>;
  readonly #fault: FromKernel | null;

  constructor(hangsAt: readonly number[] = [], fault: FromKernel | null = null) {
    this.#hangsAt = new Set(hangsAt);
    this.#fault = fault;
  }

  terminate(): void {
    this.isEnded = true;
  }

  postMessage({ ids }: ToKernel): void {
    queueMicrotask(() => {
      if (this.#fault) return this.#tell(this.#fault);
      if (this.#hangsAt.has(-1)) return;
      for (const [index, id] of ids.entries()) {
        this.#tell({ kind: 'start', index });
        if (this.#hangsAt.has(id)) return;
        this.#tell({ kind: 'mesh', index, positions: Float64Array.of(id), triangles: new Uint32Array(3) });
      }
      this.#tell({ kind: 'end', end: END });
    });
  }

  #tell(data: FromKernel): void {
    if (!this.isEnded) this.onmessage?.(new MessageEvent('message', { data }));
  }
}

function run(make: () => ScriptedThread, signal?: AbortSignal) {
  const threads: ScriptedThread[] = [];
  const meshes = new Map<number, number>();
  const failed: number[] = [];
  const startThread = () => {
    threads.push(make());
    return threads.at(-1)!;
  };
  const watch = {
    ...(signal ? { signal } : {}),
    onMesh: (index: number, { positions }: { readonly positions: Float64Array }) => void meshes.set(index, positions[0]!),
    onFailed: (index: number) => void failed.push(index),
  };
  const job = { text: new Uint8Array(), ids: [10, 11, 12, 13, 14] };
  return { threads, meshes, failed, answer: kernelApart({ startThread, silence_ms: 30 })(job, watch) };
}

describe('the geometry kernel in a thread of its own', () => {
  it('gives what the thread gives, and ends it', async () => {
    const { answer, meshes, failed, threads } = run(() => new ScriptedThread());
    expect(await answer).toEqual(END);
    expect([...meshes]).toEqual([10, 11, 12, 13, 14].map((id, index) => [index, id]));
    expect(failed).toEqual([]);
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true]);
  });

  it('goes on behind each object that a thread hangs on', async () => {
    const { answer, meshes, failed, threads } = run(() => new ScriptedThread([11, 14]));
    expect(await answer).toMatchObject({ isIncomplete: false });
    expect([...meshes]).toEqual([
      [0, 10],
      [2, 12],
      [3, 13],
    ]);
    expect(failed).toEqual([1, 4]);
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true]);
  });

  it('gives up where nothing can be begun, or too many objects hang', async () => {
    const shut = run(() => new ScriptedThread([-1]));
    expect(await shut.answer).toMatchObject({ isIncomplete: true });
    expect(shut.threads).toHaveLength(1);
    const all = run(() => new ScriptedThread([10, 11, 12, 13, 14]));
    expect(await all.answer).toMatchObject({ isIncomplete: true });
    expect(all.failed).toEqual([0, 1, 2, 3]);
    expect([...shut.threads, ...all.threads].every(({ isEnded }) => isEnded)).toBe(true);
  });

  it('ends at once when it is cancelled, and names a kernel that does not start', async () => {
    const controller = new AbortController();
    const { answer, threads } = run(() => new ScriptedThread([11]), controller.signal);
    setTimeout(() => controller.abort(), 5);
    await expect(answer).rejects.toBeInstanceOf(CancelledError);
    expect(threads[0]?.isEnded).toBe(true);
    const fault = run(() => new ScriptedThread([], { kind: 'fault', error: { code: 'ifc.kernel', message: 'no memory' } }));
    await expect(fault.answer).rejects.toMatchObject({ detail: { code: 'ifc.kernel' } });
  });
});
