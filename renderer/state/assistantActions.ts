/** The import assistant: whether it is open, and what the engine tells it about the base district. */
import { editsKey } from '#models/scenario/scenarioEdits.ts';
import type { ImportReport } from '../workers/engine/importReport.ts';
import type { DistrictSync } from './districtSync.ts';
import { notifyError, unexpected, withJob } from './notices.ts';
import { isPartlyRead } from './partlyRead.ts';
import type { Context } from './store.ts';

export interface AssistantState {
  readonly open: boolean;
  /** The last one; stays while a newer one is made. */
  readonly report: ImportReport | null;
  /** `AppState.model` the report belongs to. */
  readonly model: number;
  readonly loading: boolean;
  /** The person stopped it, or it failed; asked for again on demand. */
  readonly stopped: boolean;
}

export const INITIAL_ASSISTANT: AssistantState = { open: false, report: null, model: -1, loading: false, stopped: false };

export interface AssistantActions {
  openAssistant(open: boolean): void;
  /** Asks the engine about the base district, where the last report is of another one. */
  readImportReport(): Promise<void>;
  /** Stops all work; what the assistant looks for too, until it is asked again. */
  stopJobs(): void;
}

/** Work that takes longer than this is shown, with a way to stop it [ms]. */
const SHOWN_AFTER_ms = 500;

export function createAssistantActions(context: Context, district: DistrictSync): AssistantActions {
  const { store, engine } = context;

  /** Counts the questions: the answer to an older one is dropped. */
  let asked = 0;

  function setAssistant(change: Partial<AssistantState>): void {
    store.setState(({ assistant }) => ({ assistant: { ...assistant, ...change } }));
  }

  /** The same work, shown as a job once it has lasted a while. */
  async function watched<T>(work: (onProgress: Parameters<typeof engine.importReport>[0]) => Promise<T>): Promise<T> {
    let tell: Parameters<typeof engine.importReport>[0] | null = null;
    const running = work((progress) => tell?.(progress));
    const timer = setTimeout(() => {
      void withJob(context, 'progress.assistant', async (onProgress) => {
        tell = onProgress;
        await running.catch(() => null);
      });
    }, SHOWN_AFTER_ms);
    return running.finally(() => clearTimeout(timer));
  }

  async function readImportReport(): Promise<void> {
    const { model, baseEdits, district: shown } = store.getState();
    // Of a file that is still being read nothing is said yet; the whole one has another `model`.
    if (!shown || isPartlyRead(shown)) return;
    // The engine shall know the changes of the base before it is asked about them.
    district.sendBase();
    setAssistant({ loading: true, stopped: false });
    const question = ++asked;
    const isCurrent = (): boolean => question === asked && store.getState().model === model && store.getState().baseEdits === baseEdits;
    try {
      const answer = await watched((onProgress) => engine.importReport(onProgress));
      // A newer question has been asked; its answer ends the waiting.
      if (!isCurrent()) return;
      // A simulation that was given up for a newer one ends all other work of the engine with it.
      if (!answer.ok && answer.cancelled && !store.getState().assistant.stopped) {
        await readImportReport();
        return;
      }
      if (!answer.ok) {
        setAssistant({ loading: false, stopped: true });
        if (!answer.cancelled) notifyError(context, answer.error);
      } else if (answer.value.baseKey === editsKey(baseEdits)) {
        setAssistant({ report: answer.value, model, loading: false });
      } else setAssistant({ loading: false, stopped: true });
    } catch (error) {
      if (isCurrent()) setAssistant({ loading: false, stopped: true });
      notifyError(context, unexpected(error));
    }
  }

  return {
    openAssistant: (open) => setAssistant({ open }),
    stopJobs() {
      if (store.getState().assistant.loading) setAssistant({ stopped: true });
      void engine.cancel();
    },
    readImportReport,
  };
}
