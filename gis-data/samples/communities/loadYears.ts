/** Half-hourly electricity of a member, made of day shapes, seasons and a noise that lasts. */
import type { RandomStream } from '#models/core/random.ts';
import { dayType } from '#models/core/timeAxis.ts';
import { DAY_SHAPES } from '#models/energy/appliances/dayShapes.ts';
import type { LoadShape } from './communitySpec.ts';

export const BASE_STEP_min = 30;
const STEPS_PER_DAY = 48;
export const BASE_STEPS = 365 * STEPS_PER_DAY;

const HOME_SHAPES: ReadonlySet<LoadShape> = new Set(['single-family', 'terraced', 'multi-family', 'apartment-block', 'evening']);

const EVENING = [3, 2, 2, 2, 3, 6, 6, 3, 2, 2, 2, 3, 3, 3, 3, 3, 4, 7, 16, 20, 19, 15, 10, 5];
const FLAT = Array.from({ length: 24 }, () => 1);
/** Share of a process that follows the shifts; assumption. */
const PROCESS_SHIFTS = 0.15;

function hoursOf(shape: LoadShape, day: number, firstWeekday: number): readonly number[] {
  if (shape === 'flat') return FLAT;
  if (shape === 'evening') return EVENING;
  const type = dayType(day, firstWeekday);
  if (shape !== 'process') return DAY_SHAPES[shape][type].electricity;
  return DAY_SHAPES.industry[type].electricity.map((level) => 1 - PROCESS_SHIFTS + PROCESS_SHIFTS * level);
}

/** Value at the middle of a half hour, on straight lines between the middles of hours. */
function between(hours: readonly number[], halfHour: number): number {
  const at = (halfHour + 0.5) / 2 - 0.5;
  const hour = Math.floor(at);
  const share = at - hour;
  return hours[(hour + 24) % 24]! * (1 - share) + hours[(hour + 1) % 24]! * share;
}

/** Seven days by half hours; day 0 is 1 January. */
function weekOf(shape: LoadShape, firstWeekday: number): Float64Array {
  const week = new Float64Array(7 * STEPS_PER_DAY);
  for (let day = 0; day < 7; day++) {
    const hours = hoursOf(shape, day, firstWeekday);
    for (let step = 0; step < STEPS_PER_DAY; step++) week[day * STEPS_PER_DAY + step] = between(hours, step);
  }
  return week;
}

export interface LoadYear {
  readonly shape: LoadShape;
  readonly energy_kWh: number;
  readonly firstWeekday: number;
  readonly homes: { readonly swing: number; readonly peakDay: number };
}

/** Swing of non-residential electricity over the year; small, with the homes' season. Assumption. */
const BUSINESS_SWING_SHARE = 0.4;

/**
 * Mean powers [kW] per half hour whose energy is that of the year. Homes: habits up to an hour earlier or later than others and
 * a wide, log-normal noise; businesses: a narrow one.
 */
export function loadYear(spec: LoadYear, stream: RandomStream): Float64Array {
  const values = new Float64Array(BASE_STEPS);
  if (spec.energy_kWh <= 0) return values;
  const isHome = HOME_SHAPES.has(spec.shape);
  const week = weekOf(spec.shape, spec.firstWeekday);
  const shift = isHome ? stream.integer(-2, 2) : 0;
  const deviation = isHome ? 0.5 : 0.05;
  const persistence = isHome ? 0.6 : 0.9;
  const fresh = Math.sqrt(1 - persistence * persistence);
  const flatSeason = spec.shape === 'flat' || spec.shape === 'process' || spec.shape === 'evening';
  const swing = flatSeason ? 0 : spec.homes.swing * (isHome ? 1 : BUSINESS_SWING_SHARE);
  let noise = stream.normal();
  let sum = 0;
  for (let day = 0; day < 365; day++) {
    const season = 1 + swing * Math.cos((2 * Math.PI * (day - spec.homes.peakDay)) / 365);
    for (let step = 0; step < STEPS_PER_DAY; step++) {
      const at = day * STEPS_PER_DAY + step;
      const value = week[(at + shift + week.length) % week.length]! * season * Math.exp(deviation * noise);
      noise = persistence * noise + fresh * stream.normal();
      values[at] = value;
      sum += value;
    }
  }
  const factor = spec.energy_kWh / (sum * (BASE_STEP_min / 60));
  for (let at = 0; at < BASE_STEPS; at++) values[at] = values[at]! * factor;
  return values;
}
