/**
 * Runs the geometry kernel in a thread that can be ended: WebAssembly that loops on a broken object never looks at a
 * signal. A thread from which nothing is heard for long is ended, the object it was at counts as failed, and a new thread
 * goes on behind it. Cancelling ends the thread at once.
 */
import type { IfcMesh, KernelEnd, KernelJob, KernelWatch, MeshKernel } from '#gis-data/formats/ifc/kernel.ts';
import { CancelledError, InputError, throwIfAborted } from '#models/core/errors.ts';
import type { FromKernel, ToKernel } from './messages.ts';

/** The part of a Worker that is used. */
export interface KernelThread {
  postMessage(job: ToKernel): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromKernel>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ApartOptions {
  readonly startThread: () => KernelThread;
  /** Longest silence [ms]: one object of a sound model takes milliseconds, opening a large file a few seconds. */
  readonly silence_ms?: number;
}

const SILENCE_ms = 20_000;
/** Threads that may be ended for one file before the rest is given up. */
const MOST_THREADS = 4;

/** A kernel whose thread is ended when it hangs. */
export function kernelApart({ startThread, silence_ms = SILENCE_ms }: ApartOptions): MeshKernel {
  return async (job, watch) => {
    throwIfAborted(watch.signal);
    const started = performance.now();
    let first = 0;
    for (let thread = 0; thread < MOST_THREADS; thread++) {
      const answer = await runThread(startThread(), job, first, watch, silence_ms);
      if (answer.kind === 'end') return answer.end;
      // Nothing was begun: the file itself cannot be opened.
      if (answer.at < first) break;
      watch.onFailed(answer.at);
      first = answer.at + 1;
      if (first >= job.ids.length) return { isIncomplete: false, open_ms: 0, geometry_ms: performance.now() - started };
    }
    return { isIncomplete: true, open_ms: 0, geometry_ms: performance.now() - started };
  };
}

type Answer = { readonly kind: 'end'; readonly end: KernelEnd } | { readonly kind: 'hung'; readonly at: number };

/** Reads objects from `first` on in one thread, which is ended whatever happens. */
function runThread(thread: KernelThread, job: KernelJob, first: number, watch: KernelWatch, silence_ms: number): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    let at = first - 1;
    let timer: ReturnType<typeof setTimeout>;
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      watch.signal?.removeEventListener('abort', cancel);
      thread.terminate();
      settle();
    };
    const cancel = () => finish(() => reject(new CancelledError()));
    const listen = () => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(() => resolve({ kind: 'hung', at })), silence_ms);
    };
    watch.signal?.addEventListener('abort', cancel, { once: true });
    thread.onerror = ({ message }) => finish(() => reject(new InputError({ code: 'ifc.kernel', message })));
    thread.onmessage = ({ data }) => {
      listen();
      if (data.kind === 'start') {
        at = first + data.index;
        watch.onStart?.(at);
      } else if (data.kind === 'mesh') watch.onMesh(first + data.index, meshOf(data));
      else if (data.kind === 'failed') watch.onFailed(first + data.index);
      else if (data.kind === 'end') finish(() => resolve({ kind: 'end', end: data.end }));
      else finish(() => reject(new InputError(data.error)));
    };
    listen();
    thread.postMessage({ text: job.text, ids: job.ids.slice(first) });
  });
}

function meshOf({ positions, triangles }: IfcMesh): IfcMesh {
  return { positions, triangles };
}

/** The kernel in a worker of this browser. */
export function browserMeshKernel(): MeshKernel {
  return kernelApart({
    startThread: () => new Worker(new URL('./ifcKernel.worker.ts', import.meta.url), { type: 'module', name: 'ifc' }),
  });
}
