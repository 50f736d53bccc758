/** The geometry kernel of IFC in a thread of its own: what hangs in it is ended with the thread, from outside. */
import { kernelHere } from '#gis-data/formats/ifc/kernel.ts';
import { InputError } from '#models/core/errors.ts';
import { browserReaderAssets } from '../readerAssets.ts';
import type { FromKernel, ToKernel } from './messages.ts';

const kernel = kernelHere(browserReaderAssets);

function tell(message: FromKernel, moved: Transferable[] = []): void {
  postMessage(message, { transfer: moved });
}

addEventListener('message', async ({ data: job }: MessageEvent<ToKernel>) => {
  try {
    const end = await kernel(job, {
      onStart: (index) => tell({ kind: 'start', index }),
      onFailed: (index) => tell({ kind: 'failed', index }),
      onMesh: (index, { positions, triangles }) =>
        tell({ kind: 'mesh', index, positions, triangles }, [positions.buffer as ArrayBuffer, triangles.buffer as ArrayBuffer]),
    });
    tell({ kind: 'end', end });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ kind: 'fault', error: error instanceof InputError ? error.detail : { code: 'ifc.kernel', message } });
  }
});
