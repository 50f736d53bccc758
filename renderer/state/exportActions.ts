/** Results out: tables and maps from the engine, the picture from the view. */
import { notifyHostFailure } from './hostNotices.ts';
import { notify, notifyError, unexpected } from './notices.ts';
import { activeScenario, type Context } from './store.ts';

const MEDIA_TYPES = { csv: 'text/csv', geojson: 'application/geo+json' } as const;

/** Draws what the view shows now as PNG. */
export type Capture = () => Promise<Blob | Uint8Array>;

export interface ExportActions {
  exportResults(format: 'csv' | 'geojson'): Promise<void>;
  exportPicture(): Promise<void>;
  /** Hands bytes to the person; used by charts too. */
  exportBytes(name: string, mediaType: string, bytes: Uint8Array): Promise<void>;
  /** The view says how to take its picture, or null when it is gone. */
  setCapture(capture: Capture | null): void;
}

export function createExportActions(context: Context): ExportActions {
  const { store, engine, host } = context;
  let capture: Capture | null = null;

  async function exportBytes(name: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    const answer = await host.exportFile(name, mediaType, bytes);
    if (answer.ok) notify(context, 'success', { key: 'notice.exported', values: { name } });
    else notifyHostFailure(context, answer.failure);
  }

  return {
    async exportResults(format) {
      try {
        const answer = await engine.exportResults(activeScenario(store.getState()).scenario, format);
        if (answer.ok) await exportBytes(answer.value.name, MEDIA_TYPES[format], answer.value.bytes);
        else if (!answer.cancelled) notifyError(context, answer.error);
      } catch (error) {
        notifyError(context, unexpected(error));
      }
    },
    async exportPicture() {
      if (!capture) return;
      try {
        const picture = await capture();
        const bytes = picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : picture;
        await exportBytes(`${store.getState().project.name || 'commonwatt'}.png`, 'image/png', bytes);
      } catch (error) {
        notifyError(context, unexpected(error));
      }
    },
    exportBytes,
    setCapture(next) {
      capture = next;
    },
  };
}
