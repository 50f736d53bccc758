/** Results out: tables and maps from the engine, the picture from the view. */
import type { PictureOptions } from '../district-view/picture.ts';
import type { WindowExport } from '../workers/engineApi.ts';
import { notifyHostFailure } from './hostNotices.ts';
import type { HourActions } from './hourActions.ts';
import { HOUR_SCALES } from './hourColours.ts';
import { notify, notifyError, unexpected, withJob } from './notices.ts';
import { activeScenario, type Context } from './store.ts';
import type { ViewActions } from './viewActions.ts';
import type { ViewPort } from './viewPort.ts';

/** A film of some hours from the shown one on. */
export interface FilmRequest {
  readonly hours: number;
  /** Hours per second. */
  readonly fps: number;
  readonly legend: PictureOptions['legend'];
}

export interface ExportActions {
  /** District and results of the shown scenario; an EnergyPlus file is of the building selected last. */
  exportModel(format: WindowExport): Promise<void>;
  exportPicture(options?: PictureOptions): Promise<void>;
  /** Records the view while its hour moves; the hour is put back afterwards. */
  exportFilm(request: FilmRequest): Promise<void>;
  cancelFilm(): void;
  /** Keeps where the camera stands under a name. */
  saveCurrentView(name: string): void;
  goToView(id: string): void;
  /** Hands bytes to the person; used by charts too. */
  exportBytes(name: string, mediaType: string, bytes: Uint8Array): Promise<void>;
  /** The view is there, or null when it is gone. */
  setViewPort(port: ViewPort | null): void;
}

export function createExportActions(context: Context, hours: HourActions, view: ViewActions): ExportActions {
  const { store, engine, host } = context;
  let port: ViewPort | null = null;
  let filming: AbortController | null = null;

  function fileStem(): string {
    return store.getState().project.name || 'commonwatt';
  }

  async function exportBytes(name: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    const answer = await host.exportFile(name, mediaType, bytes);
    if (answer.ok) notify(context, 'success', { key: 'notice.exported', values: { name } });
    else notifyHostFailure(context, answer.failure);
  }

  return {
    async exportModel(format) {
      const state = store.getState();
      const row = state.selection.at(-1) ?? null;
      try {
        const answer = await withJob(context, 'progress.exporting', () => engine.exportModel(activeScenario(state).scenario, format, row));
        if (answer.ok) await exportBytes(answer.value.name, answer.value.mediaType, answer.value.bytes);
        else if (!answer.cancelled) notifyError(context, answer.error);
      } catch (error) {
        notifyError(context, unexpected(error));
      }
    },
    async exportPicture(options) {
      try {
        const picture = await port?.renderPng(options);
        if (!picture) return;
        await exportBytes(`${fileStem()}.png`, 'image/png', new Uint8Array(await picture.arrayBuffer()));
      } catch (error) {
        notifyError(context, unexpected(error));
      }
    },
    async exportFilm({ hours: count, fps, legend }) {
      if (!port || filming) return;
      const { hour: before, colourBy } = store.getState();
      filming = new AbortController();
      store.setState({ filmProgress: 0, playing: false });
      try {
        const film = await port.recordFilm({
          fromHour: before,
          hours: count,
          fps,
          signal: filming.signal,
          picture: { legend: legend ?? null },
          onProgress: (share) => store.setState({ filmProgress: share }),
          async onFrame(hour) {
            view.setHour(hour);
            if (colourBy.kind !== 'hour') return;
            const answer = await hours.hourValues(colourBy.quantity, hour);
            if (answer.ok) port?.setValues({ ...answer.value, ramp: HOUR_SCALES[colourBy.quantity].ramp });
          },
        });
        if (film) await exportBytes(`${fileStem()}.webm`, 'video/webm', new Uint8Array(await film.arrayBuffer()));
      } catch (error) {
        if (!filming?.signal.aborted) notifyError(context, unexpected(error));
      } finally {
        filming = null;
        store.setState({ filmProgress: null });
        view.setHour(before);
      }
    },
    cancelFilm: () => filming?.abort(),
    saveCurrentView(name) {
      const pose = port?.getView();
      if (pose) view.saveView(name, pose);
    },
    goToView(id) {
      const saved = store.getState().savedViews.find((item) => item.id === id);
      if (saved) port?.setView(saved.pose);
    },
    exportBytes,
    setViewPort(next) {
      port = next;
    },
  };
}
