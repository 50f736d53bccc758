/**
 * The moment within the hour that irradiance belongs to, where a file does not say it: the one at which beam and diffuse
 * irradiance make up the global one, GHI = DNI cos z + DHI.
 */
import { DEGREE, HOURS_PER_YEAR } from '#models/core/units.ts';
import { sunOfHour } from '#models/energy/solar/sunPosition.ts';
import type { WeatherColumns } from './weatherColumns.ts';
import type { WeatherNotes } from './weatherNotes.ts';

const EARLIEST_h = -0.5;
const LATEST_h = 1;
const STEP_h = 1 / 60;
/** A file whose parts do not add up better than this at any moment does not tell it [W/m2]. */
const CLOSES_W_m2 = 15;
/** Sun above the horizon by this, so that the closure tells the moment. */
const LEAST_UP = Math.sin(5 * DEGREE);

/** Hours after the time stamp; 0 where the values do not tell. */
export function momentOfSun(
  columns: Pick<WeatherColumns, 'ghi' | 'dni' | 'dhi'>,
  { lat_deg, lon_deg }: { readonly lat_deg: number; readonly lon_deg: number },
  notes: WeatherNotes,
): number {
  const place = { lat_deg, lon_deg, timeZone_h: 0 };
  let best = { offset_h: 0, rmse: Number.POSITIVE_INFINITY };
  for (let step = 0; step <= (LATEST_h - EARLIEST_h) / STEP_h; step++) {
    const offset_h = EARLIEST_h + step * STEP_h;
    const rmse = closure_W_m2(columns, place, offset_h);
    if (rmse < best.rmse) best = { offset_h, rmse };
  }
  if (best.rmse > CLOSES_W_m2) {
    notes.add('pvgis.momentAssumed', 'The file does not say which moment its irradiance belongs to: the full hour was assumed.');
    return 0;
  }
  notes.add(
    'pvgis.momentFound',
    `The file does not say which moment its irradiance belongs to: beam and diffuse make up the global irradiance ${best.offset_h.toFixed(2)} h after the full hour.`,
    { offset_h: Number(best.offset_h.toFixed(2)) },
  );
  return best.offset_h;
}

/** Root of the mean square of what is left over [W/m2]. */
function closure_W_m2(
  { ghi, dni, dhi }: Pick<WeatherColumns, 'ghi' | 'dni' | 'dhi'>,
  place: { readonly lat_deg: number; readonly lon_deg: number; readonly timeZone_h: number },
  offset_h: number,
): number {
  let [sum, count] = [0, 0];
  // Every fifth hour tells enough, and meets all hours of the day.
  for (let hour = 0; hour < HOURS_PER_YEAR; hour += 5) {
    if (!(dni[hour]! > 50)) continue;
    const up = sunOfHour(hour, place, offset_h).vector[2];
    if (up < LEAST_UP) continue;
    const rest = ghi[hour]! - dni[hour]! * up - dhi[hour]!;
    if (Number.isNaN(rest)) continue;
    sum += rest * rest;
    count++;
  }
  return count >= 100 ? Math.sqrt(sum / count) : Number.POSITIVE_INFINITY;
}
