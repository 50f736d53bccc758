/**
 * The sky's parts hour by hour after Perez et al. (1990), Modeling daylight availability and irradiance
 * components from direct and global irradiance, Solar Energy 44(5), 271-289, doi:10.1016/0038-092X(90)90055-H.
 */
import { DEGREE, HOURS_PER_YEAR } from '../../core/units.ts';
import { HORIZON_SECTORS, type SkyYear } from '../../scenario/plan.ts';
import type { WeatherYear } from '../weather.ts';
import { sunOfHour } from './sunPosition.ts';

/** Upper end of each sky clearness class but the last. */
const CLEARNESS_LIMITS = [1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2];
/** f11, f12, f13, f21, f22, f23 per class ("all sites composite 1990"). */
const PEREZ = [
  [-0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
  [0.13, 0.683, -0.151, -0.019, 0.066, -0.029],
  [0.33, 0.487, -0.221, 0.055, -0.064, -0.026],
  [0.568, 0.187, -0.295, 0.109, -0.152, -0.014],
  [0.873, -0.392, -0.362, 0.226, -0.462, 0.001],
  [1.132, -1.237, -0.412, 0.288, -0.823, 0.056],
  [1.06, -1.6, -0.359, 0.264, -1.127, 0.131],
  [0.678, -0.327, -0.25, 0.156, -1.377, 0.251],
] as const;
const COS_85 = Math.cos(85 * DEGREE);

/** Circumsolar and horizon brightness F1, F2 [-]. */
export function perezBrightness(dhi: number, dni: number, cosZenith: number, extraterrestrial: number): readonly [f1: number, f2: number] {
  const zenith = Math.acos(Math.min(1, cosZenith));
  const cubed = 1.041 * zenith ** 3;
  const clearness = ((dhi + dni) / dhi + cubed) / (1 + cubed);
  let index = CLEARNESS_LIMITS.findIndex((limit) => clearness < limit);
  if (index < 0) index = PEREZ.length - 1;
  // Kasten and Young (1989), Applied Optics 28, 4735.
  const airMass = 1 / (cosZenith + 0.50572 * (96.07995 - zenith / DEGREE) ** -1.6364);
  const brightness = (dhi * airMass) / extraterrestrial;
  const [f11, f12, f13, f21, f22, f23] = PEREZ[index] ?? PEREZ[0];
  return [Math.max(0, f11 + f12 * brightness + f13 * zenith), f21 + f22 * brightness + f23 * zenith];
}

/** Horizon sector of a direction: 0 centred on north, clockwise. */
export function sectorOf(east: number, north: number): number {
  const azimuth_deg = Math.atan2(east, north) / DEGREE;
  const width = 360 / HORIZON_SECTORS;
  return ((Math.round(azimuth_deg / width) % HORIZON_SECTORS) + HORIZON_SECTORS) % HORIZON_SECTORS;
}

/**
 * Sun and sky of a weather year (see {@link SkyYear} for the plane formula they go into).
 * Hours whose sun is below the horizon keep their diffuse part as isotropic; beam without a sun is dropped.
 */
export function skyYear(weather: WeatherYear): SkyYear {
  const series = () => new Float64Array(HOURS_PER_YEAR);
  const sky = {
    sunEast: series(),
    sunNorth: series(),
    sunUp: series(),
    sunSector: new Uint8Array(HOURS_PER_YEAR),
    beamNormal_W_m2: series(),
    circumsolarNormal_W_m2: series(),
    isotropic_W_m2: series(),
    horizonBand_W_m2: series(),
    groundReflected_W_m2: series(),
  };
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const { vector, extraterrestrial_W_m2 } = sunOfHour(hour, weather, weather.irradianceInstant_h);
    const [east, north, up] = vector;
    sky.sunEast[hour] = east;
    sky.sunNorth[hour] = north;
    sky.sunUp[hour] = up;
    sky.sunSector[hour] = sectorOf(east, north);
    const diffuse = Math.max(0, weather.dhi_W_m2[hour]!);
    sky.groundReflected_W_m2[hour] = weather.albedo[hour]! * Math.max(0, weather.ghi_W_m2[hour]!);
    sky.isotropic_W_m2[hour] = diffuse;
    if (up <= 0) continue;
    const beam = Math.max(0, weather.dni_W_m2[hour]!);
    sky.beamNormal_W_m2[hour] = beam;
    if (diffuse === 0) continue;
    const [f1, f2] = perezBrightness(diffuse, beam, up, extraterrestrial_W_m2);
    sky.circumsolarNormal_W_m2[hour] = (diffuse * f1) / Math.max(up, COS_85);
    sky.isotropic_W_m2[hour] = diffuse * (1 - f1);
    sky.horizonBand_W_m2[hour] = diffuse * f2;
  }
  return sky;
}
