/** Irradiance on a tilted plane from the sky's parts; the formula of {@link SkyYear}. */
import { DEGREE } from '../../core/units.ts';
import type { SkyYear } from '../../scenario/plan.ts';

/** A plane: unit normal (east, north, up) and the sky it sees. */
export interface Plane {
  readonly normalEast: number;
  readonly normalNorth: number;
  readonly normalUp: number;
  /** Sky view factor, at most (1 + cos tilt)/2. */
  readonly skyView: number;
}

/** Sky view factor of a plane with a free horizon. */
export function freeSkyView(normalUp: number): number {
  return (1 + normalUp) / 2;
}

/** View factor of the horizon band: sin b svf / svfFree. */
export function bandView(normalUp: number, skyView: number): number {
  const free = freeSkyView(normalUp);
  return free > 1e-9 ? (Math.sqrt(Math.max(0, 1 - normalUp * normalUp)) * skyView) / free : 0;
}

/** View factor of level ground. */
export function groundView(normalUp: number): number {
  return (1 - normalUp) / 2;
}

/** A plane with a free horizon. @param azimuth_deg clockwise from north */
export function freePlane(tilt_deg: number, azimuth_deg: number): Plane {
  const sinTilt = Math.sin(tilt_deg * DEGREE);
  const normalUp = Math.cos(tilt_deg * DEGREE);
  return {
    normalEast: sinTilt * Math.sin(azimuth_deg * DEGREE),
    normalNorth: sinTilt * Math.cos(azimuth_deg * DEGREE),
    normalUp,
    skyView: freeSkyView(normalUp),
  };
}

/** Cosine of the angle of incidence; negative behind the plane. */
export function cosIncidence(sky: SkyYear, hour: number, normalEast: number, normalNorth: number, normalUp: number): number {
  return normalEast * sky.sunEast[hour]! + normalNorth * sky.sunNorth[hour]! + normalUp * sky.sunUp[hour]!;
}

/** Beam and circumsolar part on the plane [W/m2]. @param sinHorizon sine of the horizon's elevation in the sun's sector */
export function beamOnPlane(sky: SkyYear, hour: number, cosine: number, sinHorizon: number): number {
  if (cosine <= 0 || sky.sunUp[hour]! <= sinHorizon) return 0;
  return (sky.beamNormal_W_m2[hour]! + sky.circumsolarNormal_W_m2[hour]!) * cosine;
}

/** Isotropic, horizon and ground-reflected part on the plane [W/m2]. */
export function diffuseOnPlane(sky: SkyYear, hour: number, skyView: number, band: number, ground: number): number {
  const fromSky = sky.isotropic_W_m2[hour]! * skyView + sky.horizonBand_W_m2[hour]! * band;
  return Math.max(0, fromSky) + sky.groundReflected_W_m2[hour]! * ground;
}

/**
 * Irradiance on a plane [W/m2].
 * @param sinHorizon sine of the horizon's elevation in the sun's sector (0 = free)
 */
export function irradianceOnPlane(sky: SkyYear, hour: number, plane: Plane, sinHorizon = 0): number {
  const cosine = cosIncidence(sky, hour, plane.normalEast, plane.normalNorth, plane.normalUp);
  return (
    beamOnPlane(sky, hour, cosine, sinHorizon) +
    diffuseOnPlane(sky, hour, plane.skyView, bandView(plane.normalUp, plane.skyView), groundView(plane.normalUp))
  );
}
