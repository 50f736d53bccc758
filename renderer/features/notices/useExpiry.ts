import { useEffect, useRef } from 'react';

/** Calls `done` after a time; while `held` the time stands still. */
export function useExpiry(time_ms: number, held: boolean, done: () => void): void {
  const left_ms = useRef(time_ms);
  const latest = useRef(done);
  useEffect(() => {
    latest.current = done;
  });
  useEffect(() => {
    if (held) return;
    const from = performance.now();
    const timer = setTimeout(() => latest.current(), left_ms.current);
    return () => {
      clearTimeout(timer);
      left_ms.current -= performance.now() - from;
    };
  }, [held]);
}
