/**
 * Sun geometry as a weather generator needs it: for each hour the sunlit part, the sun's height at the middle
 * of it, and the mean of extraterrestrial irradiance on the horizontal.
 */
import { DEGREE, HOURS_PER_YEAR } from '#models/core/units.ts';
import { daySun, hourAngle_deg, sunsetHourAngle_deg } from '#models/energy/solar/sunPosition.ts';
import type { WeatherPlace } from './monthlyNormals.ts';

export interface SunDay {
  /** Sunset hour angle [rad]; 0 in polar night, pi in polar day. */
  readonly sunsetAngle_rad: number;
  /** Extraterrestrial irradiance normal to the beam [W/m2]. */
  readonly extraterrestrial_W_m2: number;
  /** Extraterrestrial irradiation on the horizontal over the day [Wh/m2]. */
  readonly extraterrestrialDay_Wh_m2: number;
}

export interface SunYear {
  readonly days: readonly SunDay[];
  /** Part of each hour that the sun is up, 0..1. */
  readonly sunlit: Float64Array;
  /** Hour angle at the middle of the sunlit part [rad]. */
  readonly hourAngle_rad: Float64Array;
  /** Cosine of the zenith angle there; 0 at night. */
  readonly cosZenith: Float64Array;
  /** Extraterrestrial irradiance on the horizontal, mean over the hour [W/m2]. */
  readonly extraterrestrialHorizontal_W_m2: Float64Array;
}

/** Sun geometry of all hours of the year in local standard time. */
export function sunYear(place: WeatherPlace): SunYear {
  const latitude = place.lat_deg * DEGREE;
  const days: SunDay[] = [];
  const sunlit = new Float64Array(HOURS_PER_YEAR);
  const hourAngle_rad = new Float64Array(HOURS_PER_YEAR);
  const cosZenith = new Float64Array(HOURS_PER_YEAR);
  const extraterrestrialHorizontal_W_m2 = new Float64Array(HOURS_PER_YEAR);

  for (let day = 0; day < 365; day++) {
    const { declination_rad, equationOfTime_min, extraterrestrial_W_m2 } = daySun(day + 1);
    const constant = Math.sin(latitude) * Math.sin(declination_rad);
    const swing = Math.cos(latitude) * Math.cos(declination_rad);
    const sunset = sunsetHourAngle_deg(place.lat_deg, declination_rad) * DEGREE;
    let daySum = 0;
    for (let hour = 0; hour < 24; hour++) {
      const noonward = hourAngle_deg(hour + 0.5, place.lon_deg, place.timeZone_h, equationOfTime_min);
      const from = (noonward - 7.5) * DEGREE;
      const to = (noonward + 7.5) * DEGREE;
      const start = Math.max(from, -sunset);
      const end = Math.min(to, sunset);
      if (end <= start) continue;
      const i = day * 24 + hour;
      sunlit[i] = (end - start) / (to - from);
      const middle = (start + end) / 2;
      hourAngle_rad[i] = middle;
      cosZenith[i] = constant + swing * Math.cos(middle);
      const mean = (constant * (end - start) + swing * (Math.sin(end) - Math.sin(start))) / (to - from);
      extraterrestrialHorizontal_W_m2[i] = extraterrestrial_W_m2 * mean;
      daySum += extraterrestrial_W_m2 * mean;
    }
    days.push({ sunsetAngle_rad: sunset, extraterrestrial_W_m2, extraterrestrialDay_Wh_m2: daySum });
  }
  return { days, sunlit, hourAngle_rad, cosZenith, extraterrestrialHorizontal_W_m2 };
}
