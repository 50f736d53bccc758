/** Messages to the person and jobs they can watch and stop. */
import type { ErrorDetail } from '#models/core/errors.ts';
import type { Progress } from '#models/core/progress.ts';
import type { Notice } from './appState.ts';
import type { Context } from './store.ts';

const NEWS_KEPT = 3;

/** News go by themselves; errors and warnings stay until they are dismissed. */
export function isNews({ tone }: Notice): boolean {
  return tone === 'info' || tone === 'success';
}

export function notify({ store, newId }: Context, tone: Notice['tone'], message: Notice['message']): void {
  const notice: Notice = { id: newId('notice'), tone, message };
  store.setState((state) => {
    const notices = [...state.notices, notice];
    // Older news would come back out of date when the screen has room for them again.
    const old = notices.filter(isNews).slice(0, -NEWS_KEPT);
    return { notices: notices.filter((kept) => !old.includes(kept)) };
  });
}

export function notifyError(context: Context, error: ErrorDetail): void {
  notify(context, 'error', { error });
}

/** What an unexpected throw becomes: nothing that was loaded is touched. */
export function unexpected(error: unknown): ErrorDetail {
  return { code: 'app.unexpected', message: error instanceof Error ? error.message : String(error) };
}

/** Runs a job that shows in the window for as long as it lasts. */
export async function withJob<T>(
  context: Context,
  stage: string,
  work: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const { store, newId, now } = context;
  const id = newId('job');
  store.setState((state) => ({ jobs: [...state.jobs, { id, stage, done: 0, startedAt: now() }] }));
  const onProgress = (progress: Progress): void => {
    store.setState((state) => ({
      jobs: state.jobs.map((job) => (job.id === id ? { ...job, stage: progress.stage || job.stage, done: progress.done } : job)),
    }));
  };
  try {
    return await work(onProgress);
  } finally {
    store.setState((state) => ({ jobs: state.jobs.filter((job) => job.id !== id) }));
  }
}
