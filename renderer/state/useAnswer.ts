import { useCallback, useEffect, useState } from 'react';
import type { ErrorDetail } from '#models/core/errors.ts';
import type { EngineAnswer } from '../workers/engineApi.ts';
import { unexpected } from './notices.ts';

export interface Asked<T> {
  /** The last answer under the same key; stays until its successor is there. */
  readonly value: T | null;
  readonly error: ErrorDetail | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * Asks the engine whenever `question` changes; an answer that comes late is dropped.
 * @param key answers under another key are not shown while waiting, e.g. those of another building
 * @param question a new one for every change of what the answer depends on; null asks nothing
 */
export function useAnswer<T>(key: string, question: (() => Promise<EngineAnswer<T>>) | null): Asked<T> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T | null; readonly error: ErrorDetail | null } | null>(null);
  const [loading, setLoading] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt asks anew
  useEffect(() => {
    if (!question) return;
    let left = false;
    setLoading(true);
    const take = (found: EngineAnswer<T>): void => {
      if (left) return;
      setLoading(false);
      if (found.ok) setAnswer({ key, value: found.value, error: null });
      else if (!found.cancelled) setAnswer((last) => ({ key, value: last?.key === key ? last.value : null, error: found.error }));
    };
    question().then(take, (error: unknown) => take({ ok: false, cancelled: false, error: unexpected(error) }));
    return () => {
      left = true;
    };
  }, [key, question, attempt]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const own = answer?.key === key ? answer : null;
  return { value: own?.value ?? null, error: own?.error ?? null, loading, reload };
}
