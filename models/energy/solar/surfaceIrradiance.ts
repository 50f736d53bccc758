/** Irradiance of every surface at one hour: what a view colours by while the hour changes. */
import type { SkyYear, SolarSurfaces } from '../../scenario/plan.ts';

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
  const [east, north, up] = [sky.sunEast[hour]!, sky.sunNorth[hour]!, sky.sunUp[hour]!];
  const direct = sky.beamNormal_W_m2[hour]! + sky.circumsolarNormal_W_m2[hour]!;
  const [isotropic, band, ground] = [sky.isotropic_W_m2[hour]!, sky.horizonBand_W_m2[hour]!, sky.groundReflected_W_m2[hour]!];
  if (direct === 0 && isotropic === 0 && band === 0 && ground === 0) return irradiance;
  // Rows of one sector lie side by side.
  const horizon = sky.sunSector[hour]! * count;
  for (let row = 0; row < count; row++) {
    const facing = normalUp[row]!;
    const cosine = normalEast[row]! * east + normalNorth[row]! * north + facing * up;
    const free = (1 + facing) / 2;
    const seen = skyView[row]!;
    const bandView = free > 1e-9 ? (Math.sqrt(Math.max(0, 1 - facing * facing)) * seen) / free : 0;
    const fromSun = cosine > 0 && up > sinHorizon[horizon + row]! ? direct * cosine : 0;
    irradiance[row] = fromSun + Math.max(0, isotropic * seen + band * bandView) + (ground * (1 - facing)) / 2;
  }
  return irradiance;
}
