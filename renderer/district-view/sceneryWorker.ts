/** Asks the scenery worker; answers come back to whoever asked. */
import type { TerrainGrid } from '#models/district/elements.ts';
import { nextTask } from '../workers/nextTask.ts';
import type { DrawnDistrict } from './drawnDistrict.ts';
import type { Faces, FacesRequest, GlbPart, Scenery, SceneryFailure, SceneryRequest } from './scenery.worker.ts';
import type { ViewedDistrict } from './viewContract.ts';

/** Copied in a few milliseconds. */
const PART_bytes = 1 << 24;

export class SceneryWorker {
  private readonly onError: (message: string) => void;
  private worker: Worker | null = null;
  private asked = 0;
  private waiting = 0;

  constructor(onError: (message: string) => void) {
    this.onError = onError;
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./scenery.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', (event) => this.onError(event.message));
    this.worker = worker;
    return worker;
  }

  /**
   * The faces of a district as they are drawn.
   * @param terrain what the buildings are put on; null for a plane
   * @throws Error where the model cannot be read
   */
  async faces({ glb, surfaces, bounds_m }: ViewedDistrict, terrain: TerrainGrid | null): Promise<Faces> {
    const id = ++this.asked;
    await this.send(id, glb);
    const answer = await this.ask<Faces>({ kind: 'faces', id, surfaceCount: surfaces.count, terrain, bottom_m: bounds_m[2] });
    if ('failed' in answer) throw new Error(answer.failed);
    return answer;
  }

  /** Edges, ground shade and surroundings of the district whose faces were asked for last; null where another came meanwhile. */
  async prepare({ district, facesId, bounds_m }: DrawnDistrict): Promise<Scenery | null> {
    const { context, elements = null } = district;
    const answer = await this.ask<Scenery>({ kind: 'scenery', id: ++this.asked, facesId, context, elements, base_m: bounds_m[2] });
    // What it worked with is several times what it answers, and is given back at once when it ends.
    if (this.waiting === 0) this.terminate();
    return 'failed' in answer ? null : answer;
  }

  /** Copies a file to the worker, a part in each task: the window keeps it, and a large city's copy takes a while. */
  private async send(id: number, glb: Uint8Array): Promise<void> {
    const worker = this.started();
    this.waiting++;
    for (let at = 0; at < glb.length; at += PART_bytes) {
      await nextTask();
      const bytes = glb.slice(at, at + PART_bytes);
      worker.postMessage({ kind: 'glb', id, length: glb.length, at, bytes } satisfies GlbPart, [bytes.buffer]);
    }
    this.waiting--;
    if (this.worker !== worker) throw new Error('The worker of the view was ended.');
  }

  private ask<Answer extends { readonly id: number }>(request: FacesRequest | SceneryRequest): Promise<Answer | SceneryFailure> {
    const worker = this.started();
    this.waiting++;
    return new Promise((resolve) => {
      const listen = (event: MessageEvent<Answer | SceneryFailure>): void => {
        if (event.data.id !== request.id) return;
        worker.removeEventListener('message', listen);
        this.waiting--;
        resolve(event.data);
      };
      worker.addEventListener('message', listen);
      worker.postMessage(request);
    });
  }

  terminate(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
