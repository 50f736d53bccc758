/** First stage: sun on the surfaces of one building, and what its PV arrays make of it. */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { DistrictPlan, SkyYear, SolarSurfaces } from '../../scenario/plan.ts';
import { pvStep } from '../pv/pvWatts.ts';
import { bandView, beamOnPlane, cosIncidence, diffuseOnPlane, groundView } from '../solar/irradiance.ts';
import type { HourBuffers } from './hourBuffers.ts';

/** Hours of one surface. */
export type SurfaceBuffers = Pick<HourBuffers, 'beam' | 'diffuse' | 'cosine'>;

export function newSurfaceBuffers(): SurfaceBuffers {
  const series = () => new Float64Array(HOURS_PER_YEAR);
  return { beam: series(), diffuse: series(), cosine: series() };
}

/**
 * Hourly irradiance of one surface into `beam` (circumsolar included), `diffuse` and `cosine`.
 * @returns the year's irradiation [kWh/m2]
 */
export function surfaceYear(sky: SkyYear, surfaces: SolarSurfaces, row: number, buffers: SurfaceBuffers): number {
  const { beam, diffuse, cosine } = buffers;
  const east = surfaces.normalEast[row]!;
  const north = surfaces.normalNorth[row]!;
  const up = surfaces.normalUp[row]!;
  const skyView = surfaces.skyView[row]!;
  const band = bandView(up, skyView);
  const ground = groundView(up);
  let sum = 0;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const incidence = cosIncidence(sky, hour, east, north, up);
    const sinHorizon = surfaces.sinHorizon[sky.sunSector[hour]! * surfaces.count + row]!;
    const fromSun = beamOnPlane(sky, hour, incidence, sinHorizon);
    const fromAround = diffuseOnPlane(sky, hour, skyView, band, ground);
    cosine[hour] = incidence;
    beam[hour] = fromSun;
    diffuse[hour] = fromAround;
    sum += fromSun + fromAround;
  }
  return sum * 0.001;
}

/**
 * Sun of one building's year: fills `wallIrradiance`, `roofIrradiance` and `pv`.
 * @param irradiation_kWh_m2 written per row of SolarSurfaces
 * @param pvYield_kWh written per PV field
 */
export function solarStage(
  plan: DistrictPlan,
  building: number,
  buffers: HourBuffers,
  irradiation_kWh_m2: Float64Array,
  pvYield_kWh: Float64Array,
): void {
  const { surfaces, pv } = plan;
  const { beam, diffuse } = buffers;
  buffers.wallIrradiance.fill(0);
  buffers.roofIrradiance.fill(0);
  buffers.pv.fill(0);
  const lastRow = surfaces.firstOfBuilding[building + 1]!;
  for (let row = surfaces.firstOfBuilding[building]!; row < lastRow; row++) {
    irradiation_kWh_m2[row] = surfaceYear(plan.sky, surfaces, row, buffers);
    const area = surfaces.area_m2[row]!;
    const total = surfaces.isRoof[row]! === 1 ? buffers.roofIrradiance : buffers.wallIrradiance;
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) total[hour]! += area * (beam[hour]! + diffuse[hour]!);
    const lastField = pv.firstOfBuilding[building + 1]!;
    for (let field = pv.firstOfBuilding[building]!; field < lastField; field++) {
      if (pv.surface[field]! === row) pvYield_kWh[field] = pvFieldYear(plan, field, buffers);
    }
  }
}

/** Adds one array's power to `pv`, from the surface that is in the buffers now. @returns the year's yield [kWh] */
function pvFieldYear(plan: DistrictPlan, field: number, buffers: HourBuffers): number {
  const { beam, diffuse, cosine, pv } = buffers;
  const { dryBulb_C, windSpeed_m_s } = plan.weather;
  const rated = plan.pv.power_W[field]!;
  let sum = 0;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const power = pvStep(plan.pvSystem, rated, beam[hour]!, diffuse[hour]!, cosine[hour]!, dryBulb_C[hour]!, windSpeed_m_s[hour]!);
    pv[hour]! += power;
    sum += power;
  }
  return sum * 0.001;
}
