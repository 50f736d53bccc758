/** Asks the scenery worker; answers come back to whoever asked. */

import type { DrawnDistrict } from './drawnDistrict.ts';
import type { Scenery, SceneryRequest } from './scenery.worker.ts';

export class SceneryWorker {
  private readonly worker = new Worker(new URL('./scenery.worker.ts', import.meta.url), { type: 'module' });
  private asked = 0;

  constructor(onError: (message: string) => void) {
    this.worker.addEventListener('error', (event) => onError(event.message));
  }

  /** Edges, ground shade and surroundings of a district. */
  prepare({ district, ground, bounds_m }: DrawnDistrict): Promise<Scenery> {
    const { glb, surfaces, context, elements = null } = district;
    const id = ++this.asked;
    return new Promise((resolve) => {
      const listen = (event: MessageEvent<Scenery>): void => {
        if (event.data.id !== id) return;
        this.worker.removeEventListener('message', listen);
        resolve(event.data);
      };
      this.worker.addEventListener('message', listen);
      this.worker.postMessage({
        id,
        glb,
        surfaceCount: surfaces.count,
        context,
        elements,
        terrain: ground.grid ? (district.terrain ?? null) : null,
        base_m: bounds_m[2],
      } satisfies SceneryRequest);
    });
  }

  terminate(): void {
    this.worker.terminate();
  }
}
