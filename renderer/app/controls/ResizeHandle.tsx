import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { PANEL_LIMITS_px } from '../../state/store.ts';

interface ResizeHandleProps {
  readonly label: string;
  /** Edge of the panel the handle sits on. */
  readonly edge: 'left' | 'right';
  readonly width: number;
  readonly onChange: (width: number) => void;
}

const KEY_STEP_px = 16;

/** The movable edge of a panel: drag it, or focus it and use the arrow keys. */
export function ResizeHandle({ label, edge, width, onChange }: ResizeHandleProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const outward = edge === 'right' ? 1 : -1;

  function drag(event: PointerEvent): void {
    if (start.current) onChange(start.current.width + outward * (event.clientX - start.current.x));
  }
  function press(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const direction = event.key === 'ArrowRight' ? 1 : -1;
    onChange(width + outward * direction * KEY_STEP_px);
  }
  return (
    // A focusable separator is the ARIA pattern of a window splitter; <hr> cannot take focus.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      className={`resize-handle resize-handle-${edge}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={PANEL_LIMITS_px.min}
      aria-valuemax={PANEL_LIMITS_px.max}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
