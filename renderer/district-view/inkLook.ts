/** Colours and type of what is drawn over the picture. */
import type { SketchStyle } from './sketch.ts';
import { ACCENT_HEX, type StageTheme } from './stageColours.ts';

export interface InkLook {
  readonly plate: string;
  readonly plateBorder: string;
  readonly text: string;
  readonly accent: string;
  /** Around lines and points, so that they read on any ground. */
  readonly halo: string;
  readonly stroke: Readonly<Record<SketchStyle, string>>;
  readonly fill: Readonly<Record<SketchStyle, string>>;
  readonly font: string;
  readonly strongFont: string;
}

const FAMILY = '"Inter Variable", system-ui, sans-serif';
const FONTS = { font: `500 12px ${FAMILY}`, strongFont: `650 12px ${FAMILY}` } as const;

export const INK_LOOKS: Readonly<Record<StageTheme, InkLook>> = {
  light: {
    ...FONTS,
    plate: 'rgb(255 255 255 / 92%)',
    plateBorder: '#c3cad1',
    text: '#1c232b',
    accent: ACCENT_HEX.light,
    halo: 'rgb(255 255 255 / 85%)',
    stroke: { draft: '#0b5cad', snap: ACCENT_HEX.light, ghost: '#0b5cad', measure: '#1c232b', fault: '#a3181f' },
    fill: {
      draft: 'rgb(11 92 173 / 16%)',
      snap: 'rgb(214 36 110 / 16%)',
      ghost: 'rgb(11 92 173 / 12%)',
      measure: 'rgb(28 35 43 / 12%)',
      fault: 'rgb(163 24 31 / 20%)',
    },
  },
  dark: {
    ...FONTS,
    plate: 'rgb(26 32 39 / 92%)',
    plateBorder: '#46525e',
    text: '#eef1f4',
    accent: ACCENT_HEX.dark,
    halo: 'rgb(10 13 16 / 80%)',
    stroke: { draft: '#7db7f2', snap: ACCENT_HEX.dark, ghost: '#7db7f2', measure: '#f2f5f8', fault: '#ff8a80' },
    fill: {
      draft: 'rgb(125 183 242 / 20%)',
      snap: 'rgb(255 92 154 / 18%)',
      ghost: 'rgb(125 183 242 / 14%)',
      measure: 'rgb(242 245 248 / 14%)',
      fault: 'rgb(255 138 128 / 22%)',
    },
  },
};

/** Words on a plate, centred at x with its lower edge at y; gives the box it takes. */
export function plateBox(context: CanvasRenderingContext2D, text: string, x: number, y: number): readonly [number, number, number, number] {
  const width = Math.ceil(context.measureText(text).width) + 12;
  return [Math.round(x - width / 2), Math.round(y - 20), width, 20];
}

export function drawPlate(
  context: CanvasRenderingContext2D,
  text: string,
  [x, y, width, height]: readonly [number, number, number, number],
  look: InkLook,
  border = look.plateBorder,
): void {
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 4);
  context.fillStyle = look.plate;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = border;
  context.stroke();
  context.fillStyle = look.text;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x + width / 2, y + height / 2 + 0.5);
}
