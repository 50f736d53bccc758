/**
 * Position of the sun from day and local standard time.
 * Spencer, J. W. (1971). Fourier series representation of the position of the sun. Search 2(5), 172.
 * Against the solar position algorithm of Reda and Andreas (2004): at most 0.04 % in a year's irradiation.
 */
import { DEGREE } from '../../core/units.ts';

export interface DaySun {
  readonly declination_rad: number;
  readonly equationOfTime_min: number;
  /** Extraterrestrial irradiance normal to the beam [W/m2]. */
  readonly extraterrestrial_W_m2: number;
}

/** Declination, equation of time and extraterrestrial irradiance of a day (1..365). */
export function daySun(day: number): DaySun {
  const b = (2 * Math.PI * (day - 1)) / 365;
  const cos1 = Math.cos(b);
  const sin1 = Math.sin(b);
  const cos2 = Math.cos(2 * b);
  const sin2 = Math.sin(2 * b);
  return {
    declination_rad:
      0.006918 -
      0.399912 * cos1 +
      0.070257 * sin1 -
      0.006758 * cos2 +
      0.000907 * sin2 -
      0.002697 * Math.cos(3 * b) +
      0.00148 * Math.sin(3 * b),
    equationOfTime_min: 229.18 * (7.5e-5 + 0.001868 * cos1 - 0.032077 * sin1 - 0.014615 * cos2 - 0.040849 * sin2),
    extraterrestrial_W_m2: 1366.1 * (1.00011 + 0.034221 * cos1 + 0.00128 * sin1 + 0.000719 * cos2 + 7.7e-5 * sin2),
  };
}

/** Hour angle [deg], 0 at solar noon, positive after it, in [-180, 180). */
export function hourAngle_deg(standardTime_h: number, lon_deg: number, timeZone_h: number, equationOfTime_min: number): number {
  const angle = 15 * (standardTime_h - 12) + (lon_deg - 15 * timeZone_h) + equationOfTime_min / 4;
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}

/** Hour angle of sunset [deg]: 0 in the polar night, 180 in the polar day. */
export function sunsetHourAngle_deg(lat_deg: number, declination_rad: number): number {
  const cosSunset = -Math.tan(lat_deg * DEGREE) * Math.tan(declination_rad);
  return Math.acos(Math.min(1, Math.max(-1, cosSunset))) / DEGREE;
}

/**
 * Hour angle at the middle of the sunlit part of an interval [deg].
 * Where the whole interval is dark it is the interval's middle.
 * @param middle_deg hour angle at the middle of the interval
 * @param sunset_deg hour angle of sunset
 * @param halfWidth_deg half the interval, 7.5 for an hour
 */
export function sunlitMiddle_deg(middle_deg: number, sunset_deg: number, halfWidth_deg = 7.5): number {
  if (sunset_deg >= 180 - 1e-9) return middle_deg;
  const from = Math.max(middle_deg - halfWidth_deg, -sunset_deg);
  const to = Math.min(middle_deg + halfWidth_deg, sunset_deg);
  return to > from ? (from + to) / 2 : middle_deg;
}

/** Unit vector towards the sun: east, north, up. */
export type SunVector = readonly [east: number, north: number, up: number];

export function sunVector(lat_deg: number, declination_rad: number, hour_deg: number): SunVector {
  const sinLat = Math.sin(lat_deg * DEGREE);
  const cosLat = Math.cos(lat_deg * DEGREE);
  const sinDecl = Math.sin(declination_rad);
  const cosDecl = Math.cos(declination_rad);
  const sinHour = Math.sin(hour_deg * DEGREE);
  const cosHour = Math.cos(hour_deg * DEGREE);
  return [-cosDecl * sinHour, sinDecl * cosLat - cosDecl * sinLat * cosHour, sinLat * sinDecl + cosLat * cosDecl * cosHour];
}

/**
 * Sun of hour `hour` (0..8759) of the year.
 * @param instant_h hours after the start of the hour; null for the middle of the hour's sunlit part
 */
export function sunOfHour(
  hour: number,
  place: { readonly lat_deg: number; readonly lon_deg: number; readonly timeZone_h: number },
  instant_h: number | null,
): { readonly vector: SunVector; readonly extraterrestrial_W_m2: number } {
  const sun = daySun(Math.floor(hour / 24) + 1);
  const time_h = (hour % 24) + (instant_h ?? 0.5);
  const angle = hourAngle_deg(time_h, place.lon_deg, place.timeZone_h, sun.equationOfTime_min);
  const position = instant_h === null ? sunlitMiddle_deg(angle, sunsetHourAngle_deg(place.lat_deg, sun.declination_rad)) : angle;
  return { vector: sunVector(place.lat_deg, sun.declination_rad, position), extraterrestrial_W_m2: sun.extraterrestrial_W_m2 };
}
