import { useEffect, useState } from 'react';

/** What is known about a choice: nothing yet, that it leads nowhere, or its report. */
export interface Checked<R> {
  readonly report: R | null;
  readonly busy: boolean;
}

/** A person clicks faster than the engine counts [ms]. */
const PAUSE_ms = 120;

/**
 * Asks for the report of a choice whenever it changes; an answer to an older choice is dropped.
 * @param key the choice as text; null where there is nothing to ask
 */
export function useChecked<R>(key: string | null, check: () => Promise<R | null>): Checked<R> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly report: R | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the choice that `check` closes over
  useEffect(() => {
    if (key === null) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void check().then((report) => {
        if (isCurrent) setAnswer({ key, report });
      });
    }, PAUSE_ms);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return { report: key === null ? null : (answer?.report ?? null), busy: key !== null && answer?.key !== key };
}
