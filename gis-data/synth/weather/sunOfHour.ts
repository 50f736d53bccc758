/**
 * Sun geometry as a weather generator needs it: for each hour the sunlit part, the sun's height at the middle
 * of it, and the mean of extraterrestrial irradiance on the horizontal. Spencer's series (1971).
 */
import { DEGREE, HOURS_PER_YEAR } from '#models/core/units.ts';
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

/** Declination [rad], equation of time [min] and distance factor of a day 0..364. */
function spencer(day: number): { declination: number; equationOfTime_min: number; distance: number } {
  const b = (2 * Math.PI * day) / 365;
  const [c1, s1, c2, s2, c3, s3] = [Math.cos(b), Math.sin(b), Math.cos(2 * b), Math.sin(2 * b), Math.cos(3 * b), Math.sin(3 * b)];
  return {
    declination: 0.006918 - 0.399912 * c1 + 0.070257 * s1 - 0.006758 * c2 + 0.000907 * s2 - 0.002697 * c3 + 0.00148 * s3,
    equationOfTime_min: 229.18 * (7.5e-5 + 0.001868 * c1 - 0.032077 * s1 - 0.014615 * c2 - 0.040849 * s2),
    distance: 1.00011 + 0.034221 * c1 + 0.00128 * s1 + 0.000719 * c2 + 7.7e-5 * s2,
  };
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
    const { declination, equationOfTime_min, distance } = spencer(day);
    const constant = Math.sin(latitude) * Math.sin(declination);
    const swing = Math.cos(latitude) * Math.cos(declination);
    const sunset = Math.acos(Math.min(1, Math.max(-1, -constant / swing)));
    const extraterrestrial_W_m2 = 1366.1 * distance;
    let daySum = 0;
    const shift_h = place.lon_deg / 15 - place.timeZone_h + equationOfTime_min / 60;
    for (let hour = 0; hour < 24; hour++) {
      const from = 15 * DEGREE * (hour - 12 + shift_h);
      const to = from + 15 * DEGREE;
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
