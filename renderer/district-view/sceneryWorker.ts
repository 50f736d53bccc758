/** Asks the scenery worker; answers come back to whoever asked. */
import type { Scenery, SceneryRequest } from './scenery.worker.ts';
import type { ViewedDistrict } from './viewContract.ts';

export class SceneryWorker {
  private readonly worker = new Worker(new URL('./scenery.worker.ts', import.meta.url), { type: 'module' });
  private asked = 0;

  constructor(onError: (message: string) => void) {
    this.worker.addEventListener('error', (event) => onError(event.message));
  }

  /** Edges, ground shade and surroundings of a district. */
  prepare({ glb, surfaces, context, bounds_m }: ViewedDistrict): Promise<Scenery> {
    const id = ++this.asked;
    return new Promise((resolve) => {
      const listen = (event: MessageEvent<Scenery>): void => {
        if (event.data.id !== id) return;
        this.worker.removeEventListener('message', listen);
        resolve(event.data);
      };
      this.worker.addEventListener('message', listen);
      this.worker.postMessage({ id, glb, surfaceCount: surfaces.count, context, base_m: bounds_m[2] } satisfies SceneryRequest);
    });
  }

  terminate(): void {
    this.worker.terminate();
  }
}
