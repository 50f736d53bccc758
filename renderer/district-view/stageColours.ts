/** Colours of what is not data: ground, sky, accent. Greys, so that colour means data. */
import { Cartesian3 } from '@cesium/engine';
import type { ContextKind } from '#models/district/context.ts';
import type { LineKind, PointKind } from '#models/district/elements.ts';
import { parseHex } from '../state/colourRamps.ts';

export type StageTheme = 'light' | 'dark';

export interface StageColours {
  readonly ground: Cartesian3;
  readonly grid: Cartesian3;
  readonly shade: Cartesian3;
  readonly horizon: Cartesian3;
  readonly zenith: Cartesian3;
  /** Multiplied onto ground and sky at night. */
  readonly dusk: Cartesian3;
  /** Multiplied onto buildings at night; near white, so that colours stay readable. */
  readonly night: Cartesian3;
  readonly accent: Cartesian3;
  /** Outline of what the pointer is on. */
  readonly ink: Cartesian3;
  /** What edges of buildings tend to, and how far: darker on light ground, lighter on dark. */
  readonly edge: Cartesian3;
  readonly edgeShare: number;
  /** Where a cut opens a building. */
  readonly cut: Cartesian3;
  /** Streets, water, green: near the ground's own grey, so that they never pass for data. */
  readonly surroundings: Readonly<Record<ContextKind, Cartesian3>>;
}

function vector(hex: string): Cartesian3 {
  const [red, green, blue] = parseHex(hex);
  return new Cartesian3(red / 255, green / 255, blue / 255);
}

export const ACCENT_HEX: Readonly<Record<StageTheme, string>> = { light: '#d6246e', dark: '#ff5c9a' };
/** Colour behind everything, for the moment before the first frame. */
export const BACKDROP_HEX: Readonly<Record<StageTheme, string>> = { light: '#eef0f1', dark: '#1a1f25' };

export const STAGE_COLOURS: Readonly<Record<StageTheme, StageColours>> = {
  light: {
    ground: vector('#eceae5'),
    grid: vector('#e0ddd6'),
    shade: vector('#8f8b86'),
    horizon: vector('#f3f4f4'),
    zenith: vector('#c9d8e6'),
    dusk: vector('#a9b2c6'),
    night: vector('#eef0f7'),
    accent: vector(ACCENT_HEX.light),
    ink: vector('#14181d'),
    edge: vector('#000000'),
    edgeShare: 0.48,
    cut: vector('#5b626b'),
    surroundings: {
      terrain: vector('#eceae5'),
      green: vector('#dbe0d1'),
      water: vector('#c6d3dc'),
      square: vector('#e6e2da'),
      path: vector('#f3f1ec'),
      road: vector('#fbfaf8'),
    },
  },
  dark: {
    ground: vector('#262c33'),
    grid: vector('#323a43'),
    shade: vector('#0d1013'),
    horizon: vector('#2b323a'),
    zenith: vector('#12171d'),
    dusk: vector('#8d97ab'),
    night: vector('#eef0f7'),
    accent: vector(ACCENT_HEX.dark),
    ink: vector('#ffffff'),
    edge: vector('#dfe8f2'),
    edgeShare: 0.42,
    cut: vector('#8b96a3'),
    surroundings: {
      terrain: vector('#262c33'),
      green: vector('#25302f'),
      water: vector('#1a2530'),
      square: vector('#2b3037'),
      path: vector('#30373f'),
      road: vector('#39414a'),
    },
  },
};

type ElementColour = LineKind | PointKind | 'crown' | 'trunk';

/** Okabe and Ito's colours for what carries energy; trees near the grey of the ground. */
const CARRIER_COLOURS: Readonly<Record<LineKind | PointKind, string>> = {
  'power-line': '#d55e00',
  'power-cable': '#e69f00',
  'heat-pipe': '#cc79a7',
  'gas-pipe': '#c9b800',
  'water-pipe': '#56b4e9',
  street: '#8d939a',
  substation: '#d55e00',
  transformer: '#e69f00',
  pole: '#8a6d3b',
  'charging-point': '#0072b2',
  battery: '#009e73',
  'heat-plant': '#b0508a',
};

function elementColours(crown: string, trunk: string): Readonly<Record<ElementColour, Cartesian3>> {
  const entries = Object.entries({ ...CARRIER_COLOURS, crown, trunk }).map(([kind, hex]) => [kind, vector(hex)]);
  return Object.fromEntries(entries) as Record<ElementColour, Cartesian3>;
}

/** Colours of trees, lines and points. */
export const ELEMENT_COLOURS: Readonly<Record<StageTheme, Readonly<Record<ElementColour, Cartesian3>>>> = {
  light: elementColours('#b9c6a9', '#a89a88'),
  dark: elementColours('#41564a', '#4d463e'),
};
