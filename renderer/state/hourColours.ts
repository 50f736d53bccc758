/** Colours by the values of one hour: which quantities there are, and the scale that stays while the hour moves. */
import type { HourBlockField } from '#models/scenario/hourBlock.ts';
import type { HourBlock } from '../workers/engineApi.ts';
import type { RampName } from './colourRamps.ts';
import { differenceDomain, sequentialDomain, type ValueDomain } from './valueDomain.ts';

export const HOUR_QUANTITIES = ['netGrid_kW', 'electricity_kW', 'pv_kW', 'heating_kW', 'indoor_C', 'irradiance_W_m2'] as const;
export type HourQuantity = (typeof HOUR_QUANTITIES)[number];

interface HourScale {
  /** Null for the sun on surfaces, which needs no simulation. */
  readonly field: HourBlockField | null;
  /** Unit of the shown value over the unit of the engine's. */
  readonly factor: number;
  readonly ramp: RampName;
}

export const HOUR_SCALES: Readonly<Record<HourQuantity, HourScale>> = {
  // Feeding in and drawing are opposites around zero.
  netGrid_kW: { field: 'netGrid', factor: 1e-3, ramp: 'difference' },
  electricity_kW: { field: 'electricity', factor: 1e-3, ramp: 'cividis' },
  pv_kW: { field: 'pv', factor: 1e-3, ramp: 'cividis' },
  heating_kW: { field: 'heating', factor: 1e-3, ramp: 'cividis' },
  indoor_C: { field: 'indoor_C', factor: 1, ramp: 'cividis' },
  irradiance_W_m2: { field: null, factor: 1, ramp: 'cividis' },
};

/** Clear sky at noon; the same scale at every hour of the year [W/m2]. */
export const SUN_DOMAIN: ValueDomain = { low: 0, high: 1000, clippedLow: false, clippedHigh: true };

/** Hours that are asked for at once: whole weeks, the last one shorter. */
export const BLOCK_HOURS = 168;

/** Values of one moment, and the scale they are shown on. */
export interface HourValues {
  readonly districtKey: string;
  readonly of: 'buildings' | 'surfaces';
  readonly values: Float32Array;
  readonly domain: ValueDomain;
}

/** The scale of a whole block, so that colours mean the same in all of its hours. */
export function blockDomain(block: HourBlock, { factor, ramp }: HourScale): ValueDomain {
  // A sample that holds all hours of the day: its step shares no divisor with 24.
  const step = Math.max(1, Math.floor(block.values.length / 20_000) | 1);
  const sample = new Float32Array(Math.ceil(block.values.length / step));
  for (let i = 0; i < sample.length; i++) sample[i] = block.values[i * step]! * factor;
  const domain = ramp === 'difference' ? differenceDomain(sample) : sequentialDomain(sample);
  return domain ?? { low: 0, high: 1, clippedLow: false, clippedHigh: false };
}

/** One hour of a block, in the shown unit. */
export function hourColumn(block: HourBlock, hour: number, { factor }: HourScale): Float32Array {
  const { hours, firstHour, values } = block;
  const column = new Float32Array(values.length / hours);
  const at = hour - firstHour;
  for (let row = 0; row < column.length; row++) column[row] = values[row * hours + at]! * factor;
  return column;
}
