/** From useful heat and cold to final energy: heat pump with electric backup, boiler, heat station, cooling machine. */

export const EER_MIN = 1.5;
export const EER_MAX = 8;
/** Outdoor temperature that `heatPumpCapacity_W` refers to [degC]. */
export const CAPACITY_REFERENCE_C = -7;

/** Heat and cold supply of one building; names and units as in the plan. */
export interface HeatSystem {
  readonly isHeatPump: number;
  readonly copBase: number;
  readonly copPerSource_1_K: number;
  readonly copPerFlow_1_K: number;
  readonly heatPumpCapacity_W: number;
  readonly heatPumpCapacityPerK_W_K: number;
  readonly flowAt0_C: number;
  readonly flowSlope: number;
  readonly flowMin_C: number;
  readonly flowMax_C: number;
  readonly hotWaterFlow_C: number;
  readonly heatEfficiency: number;
  readonly isDirectElectric: number;
  readonly eerBase: number;
  readonly eerPerK_1_K: number;
  readonly auxiliaryPerHeat: number;
}

/** One hour of a building's systems; reused hour by hour. */
export interface SystemsHour {
  outdoor_C: number;
  heating_W: number;
  hotWater_W: number;
  cooling_W: number;

  heatElectricity_W: number;
  coolingElectricity_W: number;
  auxiliary_W: number;
  fuel_W: number;
}

export function newSystemsHour(): SystemsHour {
  return {
    outdoor_C: 0,
    heating_W: 0,
    hotWater_W: 0,
    cooling_W: 0,
    heatElectricity_W: 0,
    coolingElectricity_W: 0,
    auxiliary_W: 0,
    fuel_W: 0,
  };
}

/** Flow temperature of the heating curve [degC]. */
export function flowTemperature_C(system: HeatSystem, outdoor_C: number): number {
  return Math.min(Math.max(system.flowAt0_C - system.flowSlope * outdoor_C, system.flowMin_C), system.flowMax_C);
}

/**
 * Electricity of a heat pump with electric backup [W]. Hot water takes the unit's capacity first, rooms get
 * the rest; what is beyond the capacity, or asked at a COP of 1 or less, is heated directly.
 */
export function heatPumpElectricity_W(system: HeatSystem, outdoor_C: number, heating_W: number, hotWater_W: number): number {
  const copAtSource = system.copBase + system.copPerSource_1_K * outdoor_C;
  const copHeating = copAtSource + system.copPerFlow_1_K * flowTemperature_C(system, outdoor_C);
  const copHotWater = copAtSource + system.copPerFlow_1_K * system.hotWaterFlow_C;
  const capacity = Math.max(0, system.heatPumpCapacity_W + system.heatPumpCapacityPerK_W_K * (outdoor_C - CAPACITY_REFERENCE_C));
  const pumpedHotWater = copHotWater > 1 ? Math.min(hotWater_W, capacity) : 0;
  const pumpedHeating = copHeating > 1 ? Math.min(heating_W, capacity - pumpedHotWater) : 0;
  const direct = hotWater_W - pumpedHotWater + (heating_W - pumpedHeating);
  return direct + (copHotWater > 1 ? pumpedHotWater / copHotWater : 0) + (copHeating > 1 ? pumpedHeating / copHeating : 0);
}

/** Final energies of one hour. Reads temperatures and useful energies of `x`, writes the rest. */
export function systemsStep(system: HeatSystem, x: SystemsHour): void {
  const heat = x.heating_W + x.hotWater_W;
  if (system.isHeatPump !== 0) {
    x.heatElectricity_W = heatPumpElectricity_W(system, x.outdoor_C, x.heating_W, x.hotWater_W);
    x.fuel_W = 0;
  } else {
    const drawn = heat / system.heatEfficiency;
    x.heatElectricity_W = system.isDirectElectric !== 0 ? drawn : 0;
    x.fuel_W = system.isDirectElectric !== 0 ? 0 : drawn;
  }
  const eer = Math.min(Math.max(system.eerBase + system.eerPerK_1_K * x.outdoor_C, EER_MIN), EER_MAX);
  x.coolingElectricity_W = x.cooling_W / eer;
  x.auxiliary_W = system.auxiliaryPerHeat * heat;
}
