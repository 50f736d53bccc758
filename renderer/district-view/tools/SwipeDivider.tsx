import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import './tools.css';

/** Share of the width that a press of an arrow key moves; with Shift ten times as much. */
const STEP = 0.01;
/** The divider can be reached on either side. */
const LEAST = 0.02;

interface SwipeDividerProps {
  /** Where it stands, as a share of the width of the element around it. */
  readonly share: number;
  /** Names of what is left and right of it. */
  readonly left: string;
  readonly right: string;
  readonly onShare: (share: number) => void;
}

function limited(share: number): number {
  return Math.min(1 - LEAST, Math.max(LEAST, share));
}

/** The divider of two pictures, over the view: dragged, or moved by the arrow keys. */
export function SwipeDivider({ share, left, right, onShare }: SwipeDividerProps) {
  const { t } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const style: CSSProperties & Record<'--share', string> = { '--share': `${share * 100}%` };
  function drag(event: PointerEvent): void {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onShare(limited((event.clientX - box.left) / box.width));
  }
  function press(event: KeyboardEvent): void {
    const step = event.shiftKey ? STEP * 10 : STEP;
    const moves: Readonly<Record<string, number>> = { ArrowLeft: share - step, ArrowRight: share + step, Home: LEAST, End: 1 - LEAST };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onShare(limited(next));
  }
  return (
    <div ref={frame} className="swipe" style={style}>
      <span className="swipe-name swipe-left">{left}</span>
      <span className="swipe-name swipe-right">{right}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be focused and moved */}
      <div
        className="swipe-divider"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('viewTool.swipe', { left, right })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
    </div>
  );
}
