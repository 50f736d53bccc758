/** Where the window stands at start. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window in which the program is comfortable [pixels]. */
export const SMALLEST = { width: 960, height: 600 } as const;
const USUAL = { width: 1440, height: 900 } as const;
/** A title bar's worth must be on a screen, or the window could not be moved back. */
const GRIP_px = 80;

function isReachable(window: Rectangle, display: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  return overlap >= GRIP_px && window.y >= display.y && window.y + GRIP_px <= display.y + display.height;
}

/**
 * The remembered bounds where a screen still shows them, else a usual size, placed by the system.
 * @param displays work areas of the screens
 */
export function startBounds(
  remembered: Rectangle | null,
  displays: readonly Rectangle[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  if (remembered === null || !displays.some((display) => isReachable(remembered, display))) return USUAL;
  return {
    x: remembered.x,
    y: remembered.y,
    width: Math.max(SMALLEST.width, remembered.width),
    height: Math.max(SMALLEST.height, remembered.height),
  };
}
