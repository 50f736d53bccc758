/**
 * The 5R1C year as a TypeScript programmer in a hurry for speed writes it: one building at a time, everything in local
 * variables, no objects in the loop, divisions shared. It is the baseline that the kernels are measured against;
 * the readable oracle (models/energy/reference) is slower. Same equations, same results but for hourly gains and losses,
 * which are summed here as in the kernel.
 */
import { MONTH_OF_HOUR } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { buildingCoefficients } from '#models/energy/reference/thermalStage.ts';
import type { DistrictPlan } from '#models/scenario/plan.ts';

/** Results of one building, reused. */
export interface ThermalLoopResult {
  readonly heating: Float64Array;
  readonly cooling: Float64Array;
  /** [field][month] of heating, cooling, solar gain, internal gain, transmission, ventilation [Wh]. */
  readonly months: Float64Array;
  /** Peak heating, peak cooling, coldest, warmest, unmet, overheated hours. */
  readonly year: Float64Array;
}

export function newThermalLoopResult(): ThermalLoopResult {
  return {
    heating: new Float64Array(HOURS_PER_YEAR),
    cooling: new Float64Array(HOURS_PER_YEAR),
    months: new Float64Array(6 * 12),
    year: new Float64Array(6),
  };
}

/** One building's year from its irradiance sums [W]. */
export function thermalLoop(
  plan: DistrictPlan,
  building: number,
  useClass: number,
  walls: Float64Array,
  roofs: Float64Array,
  result: ThermalLoopResult,
): void {
  const { dryBulb_C, skyTemperature_C } = plan.weather;
  const { people, appliances, setback, ventilation } = plan.patterns;
  const values = plan.buildings;
  const { hms, his, hem, hw, cm, perOpaque, massShare, surfaceShare, windowShare } = buildingCoefficients(plan, building);
  const infiltration = values.infiltration_W_K[building]!;
  const ventilationAtOne = values.ventilation_W_K[building]!;
  const windowGain = values.windowGainPerWallIrradiance[building]!;
  const solAir = hem * perOpaque;
  const wallGain = solAir * values.wallGainPerWallIrradiance[building]!;
  const roofGain = solAir * values.roofGainPerRoofIrradiance[building]!;
  const skyLoss = solAir * values.skyLoss_W_K[building]!;
  const peopleGain = values.peopleGain_W[building]!;
  const applianceHeat = values.appliances_W[building]! * values.applianceHeatShare[building]!;
  const setpoint = values.heatingSetpoint_C[building]!;
  const lowering = values.heatingSetback_K[building]!;
  const coolingSetpoint = values.coolingSetpoint_C[building]!;
  const maxHeating = values.maxHeating_W[building]!;
  const maxCooling = values.maxCooling_W[building]!;
  const { heating, cooling, months, year } = result;
  const first = useClass * HOURS_PER_YEAR;
  months.fill(0);
  let peakHeating = 0;
  let peakCooling = 0;
  let coldest = Number.POSITIVE_INFINITY;
  let warmest = Number.NEGATIVE_INFINITY;
  let unmet = 0;
  let overheated = 0;
  let mass = setpoint;
  const warmUp = Math.min(plan.options.warmUp_h, HOURS_PER_YEAR);
  for (let step = -warmUp; step < HOURS_PER_YEAR; step++) {
    const hour = step < 0 ? step + HOURS_PER_YEAR : step;
    const outdoor = dryBulb_C[hour]!;
    const wall = walls[hour]!;
    const internal = peopleGain * people[first + hour]! + applianceHeat * appliances[first + hour]!;
    const toAir = 0.5 * internal;
    const solar = windowGain * wall;
    const radiant = toAir + solar;
    const opaque = hem * outdoor + wallGain * wall + roofGain * roofs[hour]! - skyLoss * (outdoor - skyTemperature_C[hour]!);
    const hve = infiltration + ventilationAtOne * ventilation[first + hour]!;

    const perAir = 1 / (his + hve);
    const share = his * perAir;
    const h1 = share * hve;
    const h2 = h1 + hw;
    const perSurface = 1 / (h2 + hms);
    const q = hms * perSurface;
    const halfLoss = 0.5 * (q * h2 + hem);
    const perMass = 1 / (cm + halfLoss);
    const surfaceDrive = surfaceShare * radiant + h2 * outdoor + share * toAir;
    const massFree = (mass * (cm - halfLoss) + massShare * radiant + opaque + q * surfaceDrive) * perMass;
    const surfaceFree = (hms * 0.5 * (mass + massFree) + surfaceDrive) * perSurface;
    const airFree = (his * surfaceFree + hve * outdoor + toAir) * perAir;
    const massPerWatt = q * share * perMass;
    const surfacePerWatt = (hms * 0.5 * massPerWatt + share) * perSurface;
    const airPerWatt = (his * surfacePerWatt + 1) * perAir;

    const target = setpoint - lowering * setback[first + hour]!;
    let heat = 0;
    let cool = 0;
    let missing = 0;
    if (airFree < target) {
      const wanted = (target - airFree) / airPerWatt;
      heat = Math.min(wanted, maxHeating);
      missing = wanted - heat;
    } else if (maxCooling > 0 && airFree > coolingSetpoint) {
      const wanted = (airFree - coolingSetpoint) / airPerWatt;
      cool = Math.min(wanted, maxCooling);
    }
    const power = heat - cool;
    const before = mass;
    mass = massFree + power * massPerWatt;
    if (step < 0) continue;
    const surface = surfaceFree + power * surfacePerWatt;
    const air = airFree + power * airPerWatt;
    heating[hour] = heat;
    cooling[hour] = cool;
    const month = MONTH_OF_HOUR[hour]!;
    months[month]! += heat;
    months[12 + month]! += cool;
    months[24 + month]! += solar;
    months[36 + month]! += internal;
    months[48 + month]! += hw * (surface - outdoor) + hem * 0.5 * (before + mass) - opaque + windowShare * radiant;
    months[60 + month]! += hve * (air - outdoor);
    unmet += missing;
    if (heat > peakHeating) peakHeating = heat;
    if (cool > peakCooling) peakCooling = cool;
    if (air < coldest) coldest = air;
    if (air > warmest) warmest = air;
    if (air > 26 && people[first + hour]! >= 0.1) overheated++;
  }
  year[0] = peakHeating;
  year[1] = peakCooling;
  year[2] = coldest;
  year[3] = warmest;
  year[4] = unmet;
  year[5] = overheated;
}
