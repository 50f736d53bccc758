/** Colours of what is not data: ground, sky, accent. Greys, so that colour means data. */
import { Cartesian3 } from '@cesium/engine';
import type { ContextKind } from '#models/district/context.ts';
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
