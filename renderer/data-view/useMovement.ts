import { useEffect, useRef, useState } from 'react';
import type { Movement } from './dataLayers.ts';

/** How long marks run along the arcs after the hour changed [ms]. */
const RUN_ms = 1400;
const STILL: Movement = { place: 0, strength: 0 };

/** Marks that run for a moment after each change of the hour, and come to rest; none where movement is not wanted. */
export function useMovement(hour: number, reducedMotion: boolean): Movement {
  const [movement, setMovement] = useState(STILL);
  const until = useRef(0);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current || reducedMotion || hour < 0) {
      isFirst.current = false;
      setMovement(STILL);
      return;
    }
    until.current = performance.now() + RUN_ms;
    let frame = 0;
    const step = (now: number): void => {
      const left = Math.max(0, until.current - now);
      // The clock of the page drives the place, so that the marks run on evenly when the next hour comes early.
      setMovement(left > 0 ? { place: (now / RUN_ms) % 1, strength: Math.min(1, left / 400) } : STILL);
      if (left > 0) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [hour, reducedMotion]);
  return movement;
}
