/** Where the sun stands at an hour of the year, on the globe's axes. */
import { Cartesian3, JulianDate, Matrix3, Simon1994PlanetaryPositions, Transforms } from '@cesium/engine';

/** A year of 365 days; the sun's path differs by less than half a degree between years. */
const YEAR_START_UTC = Date.UTC(2023, 0, 1);
const HOUR_MS = 3_600_000;

/** The middle of an hour of the year, local standard time. */
export function hourToDate(hour: number, timeZone_h: number): Date {
  return new Date(YEAR_START_UTC + (hour + 0.5 - timeZone_h) * HOUR_MS);
}

/**
 * Unit vector to the sun on the earth-fixed axes.
 * @param hour of the year in local standard time, 0..8759
 * @param timeZone_h hours east of UTC
 */
export function sunDirection(hour: number, timeZone_h: number): Cartesian3 {
  const time = JulianDate.fromDate(hourToDate(hour, timeZone_h));
  const inertial = Simon1994PlanetaryPositions.computeSunPositionInEarthInertialFrame(time);
  const fixed = Matrix3.multiplyByVector(Transforms.computeTemeToPseudoFixedMatrix(time), inertial, new Cartesian3());
  return Cartesian3.normalize(fixed, fixed);
}

/** 0 at night, 1 by day, gliding through civil twilight, from the sine of the sun's altitude. */
export function dayShare(sinAltitude: number): number {
  const part = Math.min(1, Math.max(0, (sinAltitude + 0.1) / 0.24));
  return part * part * (3 - 2 * part);
}
