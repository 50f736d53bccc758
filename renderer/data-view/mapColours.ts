/** Colours of the map: greys for what is not data, the colours of the charts for what is. */
import { CONTEXT_KINDS, type ContextKind } from '#models/district/context.ts';
import { parseHex, type Rgb, rampTable } from '../state/colourRamps.ts';
import type { DataTheme } from './dataContract.ts';

export interface MapColours {
  readonly background: string;
  readonly surroundings: Readonly<Record<ContextKind, Rgb>>;
  readonly street: Rgb;
  readonly building: Rgb;
  readonly outline: Rgb;
  readonly noValue: Rgb;
  readonly text: Rgb;
  readonly halo: Rgb;
  readonly accent: Rgb;
  /** End of an arc where electricity is fed in. */
  readonly gives: Rgb;
  /** End of an arc where it is drawn. */
  readonly takes: Rgb;
  /** End of an arc at the public grid. */
  readonly grid: Rgb;
}

function surroundings(hex: Readonly<Record<ContextKind, string>>): Readonly<Record<ContextKind, Rgb>> {
  return Object.fromEntries(CONTEXT_KINDS.map((kind) => [kind, parseHex(hex[kind])])) as Record<ContextKind, Rgb>;
}

export const MAP_COLOURS: Readonly<Record<DataTheme, MapColours>> = {
  light: {
    background: '#eceae5',
    surroundings: surroundings({
      terrain: '#eceae5',
      green: '#dbe0d1',
      water: '#c6d3dc',
      square: '#e6e2da',
      path: '#f3f1ec',
      road: '#fbfaf8',
    }),
    street: parseHex('#fbfaf8'),
    building: parseHex('#d2cfc9'),
    outline: parseHex('#8d8a85'),
    noValue: parseHex('#b9bdc3'),
    text: parseHex('#2b333c'),
    halo: parseHex('#f6f5f2'),
    accent: parseHex('#d6246e'),
    gives: parseHex('#009e73'),
    takes: parseHex('#0072b2'),
    grid: parseHex('#5f6b7a'),
  },
  dark: {
    background: '#20262c',
    surroundings: surroundings({
      terrain: '#20262c',
      green: '#222d2b',
      water: '#17212b',
      square: '#262b32',
      path: '#2b323a',
      road: '#343c45',
    }),
    street: parseHex('#343c45'),
    building: parseHex('#3f4852'),
    outline: parseHex('#6b7682'),
    noValue: parseHex('#5a626b'),
    text: parseHex('#e6eaee'),
    halo: parseHex('#14181c'),
    accent: parseHex('#ff5c9a'),
    gives: parseHex('#2fd6a3'),
    takes: parseHex('#56b4e9'),
    grid: parseHex('#9aa6b4'),
  },
};

/** Colour of loads beyond the rating; the darker and lighter red stand out from every step of the ramp. */
export const OVERLOAD: Readonly<Record<DataTheme, Rgb>> = { light: parseHex('#c1121f'), dark: parseHex('#ff6b6b') };

/**
 * The part of viridis that stands out from the ground: on light ground without the light end, on dark without the dark.
 */
function shownPart(theme: DataTheme): readonly [number, number] {
  return theme === 'light' ? [0.85, 0.05] : [0.25, 1];
}

/** Colour of a share 0..1 of a line's scale; above 1 {@link OVERLOAD} where `capped`. */
export function lineColour(share: number, theme: DataTheme, capped: boolean): Rgb {
  if (capped && share > 1) return OVERLOAD[theme];
  const [from, to] = shownPart(theme);
  const table = rampTable('viridis');
  const step = Math.round((from + (to - from) * Math.min(1, Math.max(0, share))) * (table.length / 3 - 1));
  return [table[3 * step]!, table[3 * step + 1]!, table[3 * step + 2]!];
}

/** Steps of the ramp of heat and hexagons. */
export const AREA_STEPS = 8;

/** Evenly spaced colours of heat and hexagons, the same ramp as the buildings have. */
export function areaColours(): Rgb[] {
  const table = rampTable('cividis');
  return Array.from({ length: AREA_STEPS }, (_, i) => {
    const step = Math.round((i / (AREA_STEPS - 1)) * (table.length / 3 - 1));
    return [table[3 * step]!, table[3 * step + 1]!, table[3 * step + 2]!] as const;
  });
}

export function cssColour([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
