/** Irradiation from hours of sunshine, for stations that publish only the latter. */
import { DAYS_PER_MONTH } from '#models/core/timeAxis.ts';
import type { Monthly, WeatherPlace } from './monthlyNormals.ts';
import { sunYear } from './sunOfHour.ts';

/** Share of extraterrestrial irradiation under a wholly overcast sky, and its rise up to full sunshine (FAO-56, eq. 35). */
const OVERCAST = 0.25;
const SUNSHINE = 0.5;

/**
 * Monthly irradiation on the horizontal [kWh/m2] by the Angstrom-Prescott equation with the coefficients that
 * FAO Irrigation and Drainage Paper 56 gives where none are calibrated.
 * @param sunshine_h_d mean daily hours of bright sunshine per month
 */
export function irradiationFromSunshine(place: WeatherPlace, sunshine_h_d: Monthly): Monthly {
  const { days } = sunYear(place);
  let first = 0;
  return DAYS_PER_MONTH.map((count, month) => {
    const ofMonth = days.slice(first, first + count);
    first += count;
    const irradiation = ofMonth.reduce((sum, day) => sum + day.extraterrestrialDay_Wh_m2 / 1000, 0);
    const dayLength_h = ofMonth.reduce((sum, day) => sum + (24 / Math.PI) * day.sunsetAngle_rad, 0) / count;
    return irradiation * (OVERCAST + SUNSHINE * (sunshine_h_d[month]! / dayLength_h));
  });
}
