/** Second stage: the hourly heat balance of one building. */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { DistrictPlan } from '../../scenario/plan.ts';
import {
  CONVECTIVE_SHARE_OF_GAINS,
  newThermalHour,
  type ThermalCoefficients,
  thermalCoefficients,
  thermalStep,
} from '../thermal/fiveR1C.ts';
import type { HourBuffers } from './hourBuffers.ts';

/** Coefficients of one building of a plan. */
export function buildingCoefficients(plan: DistrictPlan, building: number): ThermalCoefficients {
  const { buildings } = plan;
  return thermalCoefficients({
    massArea_m2: buildings.massArea_m2[building]!,
    internalArea_m2: buildings.internalArea_m2[building]!,
    heatCapacity_J_K: buildings.heatCapacity_J_K[building]!,
    transmissionOpaque_W_K: buildings.transmissionOpaque_W_K[building]!,
    transmissionWindow_W_K: buildings.transmissionWindow_W_K[building]!,
  });
}

/**
 * Heat balance of one building's year from `wallIrradiance` and `roofIrradiance`: fills `heating`, `cooling`,
 * `indoor_C`, gains and losses. The last `warmUp_h` hours of the year run first, from a mass at the
 * heating setpoint, and are not recorded.
 * @param useClass row of the patterns
 * @returns residual |sum of flows - change of stored heat| over the throughput [-]
 */
export function thermalStage(plan: DistrictPlan, building: number, useClass: number, buffers: HourBuffers): number {
  const { dryBulb_C, skyTemperature_C } = plan.weather;
  const { people, appliances, setback, ventilation } = plan.patterns;
  const value = plan.buildings;
  const { wallIrradiance, roofIrradiance } = buffers;
  const { heating, cooling, unmetHeating, indoor_C, solarGain, internalGain, transmissionLoss, ventilationLoss } = buffers;
  const infiltration = value.infiltration_W_K[building]!;
  const ventilationAtOne = value.ventilation_W_K[building]!;
  const windowGain = value.windowGainPerWallIrradiance[building]!;
  const wallGain = value.wallGainPerWallIrradiance[building]!;
  const roofGain = value.roofGainPerRoofIrradiance[building]!;
  const skyLoss = value.skyLoss_W_K[building]!;
  const peopleGain = value.peopleGain_W[building]!;
  const applianceHeat = value.appliances_W[building]! * value.applianceHeatShare[building]!;
  const setpoint = value.heatingSetpoint_C[building]!;
  const lowering = value.heatingSetback_K[building]!;
  const firstPattern = useClass * HOURS_PER_YEAR;

  const coefficients = buildingCoefficients(plan, building);
  const x = newThermalHour();
  x.mass_C = setpoint;
  x.coolingSetpoint_C = value.coolingSetpoint_C[building]!;
  x.maxHeating_W = value.maxHeating_W[building]!;
  x.maxCooling_W = value.maxCooling_W[building]!;

  const { cm } = coefficients;
  let massAtStart = setpoint;
  let massAtEnd = setpoint;
  let net = 0;
  let throughput = 0;
  const warmUp = Math.min(plan.options.warmUp_h, HOURS_PER_YEAR);
  for (let step = -warmUp; step < HOURS_PER_YEAR; step++) {
    const hour = step < 0 ? step + HOURS_PER_YEAR : step;
    const pattern = firstPattern + hour;
    const outdoor = dryBulb_C[hour]!;
    const wallSun = wallIrradiance[hour]!;
    const internal = peopleGain * people[pattern]! + applianceHeat * appliances[pattern]!;
    const solar = windowGain * wallSun;
    const airGain = CONVECTIVE_SHARE_OF_GAINS * internal;
    x.outdoor_C = outdoor;
    x.supply_C = outdoor;
    x.opaqueGain_W = wallGain * wallSun + roofGain * roofIrradiance[hour]! - skyLoss * (outdoor - skyTemperature_C[hour]!);
    x.ventilation_W_K = infiltration + ventilationAtOne * ventilation[pattern]!;
    x.airGain_W = airGain;
    x.radiantGain_W = internal - airGain + solar;
    x.heatingSetpoint_C = setpoint - lowering * setback[pattern]!;
    thermalStep(coefficients, x);
    massAtEnd = x.mass_C;

    if (step < 0) {
      massAtStart = massAtEnd;
      continue;
    }
    heating[hour] = x.heating_W;
    cooling[hour] = x.cooling_W;
    unmetHeating[hour] = x.unmetHeating_W;
    indoor_C[hour] = x.air_C;
    solarGain[hour] = solar;
    internalGain[hour] = internal;
    transmissionLoss[hour] = x.transmissionLoss_W;
    ventilationLoss[hour] = x.ventilationLoss_W;
    net += x.heating_W - x.cooling_W + internal + solar - x.transmissionLoss_W - x.ventilationLoss_W;
    throughput += x.heating_W + x.cooling_W + internal + solar + Math.abs(x.transmissionLoss_W) + Math.abs(x.ventilationLoss_W);
  }
  const stored = cm * (massAtEnd - massAtStart);
  return throughput > 0 ? Math.abs(net - stored) / throughput : 0;
}
