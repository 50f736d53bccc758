/**
 * From irradiance to alternating current: PVWatts version 5 (Dobos 2014, NREL/TP-6A20-62641) with Fresnel
 * reflection at the glass and Faiman's cell temperature (Faiman 2008, doi:10.1002/pip.813).
 */
import type { PvSystem } from '../../scenario/plan.ts';

/** Irradiance of the rating [W/m2] and cell temperature of the rating [degC]. */
const RATED_IRRADIANCE_W_m2 = 1000;
const RATED_CELL_C = 25;
/** Efficiency of the inverter that PVWatts' part-load curve was fitted to. */
const CURVE_EFFICIENCY = 0.9637;

/** Modules close to a roof, standard losses of PVWatts, glass index as in PVWatts. */
export const DEFAULT_PV_SYSTEM: PvSystem = {
  gamma_1_K: -0.0047,
  u0: 20,
  u1: 5,
  losses: 0.1408,
  inverterEfficiency: 0.96,
  dcAcRatio: 1.2,
  glassIndex: 1.526,
};

/**
 * Share of beam that passes the glass, relative to normal incidence [-]. Fresnel's equations for
 * unpolarised light at one air-glass interface, written with cosines only.
 */
export function incidenceModifier(cosine: number, glassIndex: number): number {
  if (cosine <= 0) return 0;
  const n = glassIndex;
  const refracted = Math.sqrt(1 - (1 - cosine * cosine) / (n * n));
  const perpendicular = (cosine - n * refracted) / (cosine + n * refracted);
  const parallel = (n * cosine - refracted) / (n * cosine + refracted);
  const normal = (n - 1) / (n + 1);
  return (1 - 0.5 * (perpendicular * perpendicular + parallel * parallel)) / (1 - normal * normal);
}

/** Cell temperature [degC] after Faiman. @param plane_W_m2 irradiance on the plane, before the glass */
export function faimanCell_C(plane_W_m2: number, air_C: number, wind_m_s: number, u0: number, u1: number): number {
  return air_C + plane_W_m2 / (u0 + u1 * wind_m_s);
}

/** Direct-current power [W]. @param transmitted_W_m2 irradiance behind the glass */
export function dcPower_W(system: PvSystem, rated_W: number, transmitted_W_m2: number, cell_C: number): number {
  const power =
    ((rated_W * transmitted_W_m2) / RATED_IRRADIANCE_W_m2) * (1 + system.gamma_1_K * (cell_C - RATED_CELL_C)) * (1 - system.losses);
  return Math.max(0, power);
}

/**
 * Alternating-current power [W], clipped to the inverter's rating. The part-load efficiency
 * eta = nom/0.9637 (-0.0162 x - 0.0059/x + 0.9858), x = dc/dc0, is multiplied out so that dc = 0 is a valid input.
 */
export function acPower_W(system: PvSystem, rated_W: number, dc_W: number): number {
  const acRating = rated_W / system.dcAcRatio;
  const dcRating = acRating / system.inverterEfficiency;
  const ac = (system.inverterEfficiency / CURVE_EFFICIENCY) * (dc_W * (0.9858 - (0.0162 * dc_W) / dcRating) - 0.0059 * dcRating);
  return Math.min(Math.max(ac, 0), acRating);
}

/** Alternating-current power of an array [W] from beam (circumsolar included) and diffuse irradiance on its plane. */
export function pvStep(
  system: PvSystem,
  rated_W: number,
  beam_W_m2: number,
  diffuse_W_m2: number,
  cosine: number,
  air_C: number,
  wind_m_s: number,
): number {
  const plane = beam_W_m2 + diffuse_W_m2;
  if (plane <= 0) return 0;
  const transmitted = beam_W_m2 * incidenceModifier(cosine, system.glassIndex) + diffuse_W_m2;
  const cell = faimanCell_C(plane, air_C, wind_m_s, system.u0, system.u1);
  return acPower_W(system, rated_W, dcPower_W(system, rated_W, transmitted, cell));
}
