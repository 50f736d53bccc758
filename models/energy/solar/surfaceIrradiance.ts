/** Irradiance of every surface at one hour: what a view colours by while the hour changes. */
import type { SkyYear, SolarSurfaces } from '../../scenario/plan.ts';
import { bandView } from './irradiance.ts';

/** View factors of the horizon band, once per table: they hold a root and a division. */
const bandViews = new WeakMap<SolarSurfaces, Float64Array>();

function bandViewsOf(surfaces: SolarSurfaces): Float64Array {
  const known = bandViews.get(surfaces);
  if (known) return known;
  const { normalUp, skyView } = surfaces;
  const views = skyView.map((seen, row) => bandView(normalUp[row]!, seen));
  bandViews.set(surfaces, views);
  return views;
}

/**
 * Irradiance of walls and roofs in an hour [W/m2], shading included; the formula of {@link SkyYear} over all rows, equal
 * to the simulation's but for single precision.
 * @param hour 0..8759
 */
export function surfaceIrradiance(
  { sky, surfaces }: { readonly sky: SkyYear; readonly surfaces: SolarSurfaces },
  hour: number,
): Float32Array {
  const { count, normalEast, normalNorth, normalUp, skyView, sinHorizon } = surfaces;
  const irradiance = new Float32Array(count);
  const east = sky.sunEast[hour]!;
  const north = sky.sunNorth[hour]!;
  const up = sky.sunUp[hour]!;
  const direct = sky.beamNormal_W_m2[hour]! + sky.circumsolarNormal_W_m2[hour]!;
  const isotropic = sky.isotropic_W_m2[hour]!;
  const band = sky.horizonBand_W_m2[hour]!;
  const ground = sky.groundReflected_W_m2[hour]!;
  if (direct === 0 && isotropic === 0 && band === 0 && ground === 0) return irradiance;
  const views = bandViewsOf(surfaces);
  // Rows of one sector lie side by side.
  const horizon = sky.sunSector[hour]! * count;
  for (let row = 0; row < count; row++) {
    const facing = normalUp[row]!;
    const cosine = normalEast[row]! * east + normalNorth[row]! * north + facing * up;
    const fromSun = cosine > 0 && up > sinHorizon[horizon + row]! ? direct * cosine : 0;
    const fromSky = isotropic * skyView[row]! + band * views[row]!;
    irradiance[row] = fromSun + ((fromSky > 0 ? fromSky : 0) + ground * ((1 - facing) / 2));
  }
  return irradiance;
}
