/**
 * The colours data is shown in. Sequential: cividis (Nunez, Anderton and Renslow 2018,
 * doi:10.1371/journal.pone.0199239) or viridis (van der Walt and Smith 2015); differences: blue to red around a
 * neutral zero (ColorBrewer RdBu); categories: Okabe and Ito (2008) with lighter and darker relatives.
 */
import type { BuildingUse, HeatSource } from '#models/district/district.ts';
import type { Provenance } from '#models/district/provenance.ts';

export type RampName = 'cividis' | 'viridis' | 'difference';
export type Rgb = readonly [number, number, number];

/** Steps of a ramp's lookup table. */
export const RAMP_STEPS = 256;

/** Surfaces and buildings without a value; drawn hatched as well, so that colour is not the only sign. */
export const NO_DATA_COLOUR = '#b9bdc3';

const VIRIDIS = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'];
const DIFFERENCE = ['#2166ac', '#4393c3', '#92c5de', '#d1e5f0', '#f7f7f7', '#fddbc7', '#f4a582', '#d6604d', '#b2182b'];

export const USE_COLOURS: Readonly<Record<BuildingUse, string>> = {
  'single-family': '#f6c65b',
  terraced: '#e69f00',
  'multi-family': '#ee8f4d',
  'apartment-block': '#d55e00',
  office: '#0072b2',
  retail: '#cc79a7',
  school: '#f0e442',
  hospitality: '#8c5a9e',
  health: '#56b4e9',
  industry: '#00735a',
  storage: '#7fc9ae',
};

export const HEAT_SOURCE_COLOURS: Readonly<Record<HeatSource, string>> = {
  'gas-boiler': '#e69f00',
  'oil-boiler': '#d55e00',
  'biomass-boiler': '#009e73',
  'district-heat': '#cc79a7',
  'air-heat-pump': '#0072b2',
  'direct-electric': '#56b4e9',
};

/** From most to least trusted. */
export const PROVENANCE_COLOURS: Readonly<Record<Provenance, string>> = {
  measured: '#009e73',
  file: '#0072b2',
  user: '#cc79a7',
  geometry: '#56b4e9',
  inferred: '#f0e442',
  archetype: '#e69f00',
  default: '#d55e00',
};

/** Red, green and blue, 0..255, of `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function toHex([red, green, blue]: Rgb): string {
  return `#${((1 << 24) | (red << 16) | (green << 8) | blue).toString(16).slice(1)}`;
}

/** Polynomial fit of the cividis table (J. Nunez, as published with d3-scale-chromatic). */
function cividis(t: number): Rgb {
  const red = -4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))));
  const green = 32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))));
  const blue = 81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67))));
  const channel = (value: number): number => Math.round(Math.min(255, Math.max(0, value)));
  return [channel(red), channel(green), channel(blue)];
}

function between(anchors: readonly string[], t: number): Rgb {
  const position = t * (anchors.length - 1);
  const index = Math.min(Math.floor(position), anchors.length - 2);
  const from = parseHex(anchors[index]!);
  const to = parseHex(anchors[index + 1]!);
  const part = position - index;
  const channel = (k: 0 | 1 | 2): number => Math.round(from[k] + (to[k] - from[k]) * part);
  return [channel(0), channel(1), channel(2)];
}

function rampColour(name: RampName, t: number): Rgb {
  if (name === 'cividis') return cividis(t);
  return between(name === 'viridis' ? VIRIDIS : DIFFERENCE, t);
}

const tables = new Map<RampName, Uint8Array>();

/** {@link RAMP_STEPS} colours of a ramp, three bytes each. */
export function rampTable(name: RampName): Uint8Array {
  const known = tables.get(name);
  if (known) return known;
  const table = new Uint8Array(RAMP_STEPS * 3);
  for (let step = 0; step < RAMP_STEPS; step++) table.set(rampColour(name, step / (RAMP_STEPS - 1)), step * 3);
  tables.set(name, table);
  return table;
}

/** A ramp as evenly spaced CSS colours, for legends and charts. */
export function rampStops(name: RampName, count = 17): string[] {
  return Array.from({ length: count }, (_, i) => toHex(rampColour(name, i / (count - 1))));
}
