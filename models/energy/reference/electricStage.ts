/** Third stage: final energy for heat and cold, then PV, battery and the meter of one building. */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { DistrictPlan } from '../../scenario/plan.ts';
import { type HeatSystem, newSystemsHour, systemsStep } from '../heatpump/systems.ts';
import { type Battery, batteryStep, INITIAL_LEVEL_SHARE, newMeterHour } from '../storage/battery.ts';
import type { HourBuffers } from './hourBuffers.ts';

/** Heat and cold supply of one building of a plan. */
export function heatSystemOf({ buildings }: DistrictPlan, building: number): HeatSystem {
  return {
    isHeatPump: buildings.isHeatPump[building]!,
    copBase: buildings.copBase[building]!,
    copPerSource_1_K: buildings.copPerSource_1_K[building]!,
    copPerFlow_1_K: buildings.copPerFlow_1_K[building]!,
    heatPumpCapacity_W: buildings.heatPumpCapacity_W[building]!,
    heatPumpCapacityPerK_W_K: buildings.heatPumpCapacityPerK_W_K[building]!,
    flowAt0_C: buildings.flowAt0_C[building]!,
    flowSlope: buildings.flowSlope[building]!,
    flowMin_C: buildings.flowMin_C[building]!,
    flowMax_C: buildings.flowMax_C[building]!,
    hotWaterFlow_C: buildings.hotWaterFlow_C[building]!,
    heatEfficiency: buildings.heatEfficiency[building]!,
    isDirectElectric: buildings.isDirectElectric[building]!,
    eerBase: buildings.eerBase[building]!,
    eerPerK_1_K: buildings.eerPerK_1_K[building]!,
    auxiliaryPerHeat: buildings.auxiliaryPerHeat[building]!,
  };
}

/** Battery of one building of a plan. */
export function batteryOf({ buildings }: DistrictPlan, building: number): Battery {
  return {
    capacity_Wh: buildings.batteryCapacity_Wh[building]!,
    power_W: buildings.batteryPower_W[building]!,
    chargeEfficiency: buildings.batteryChargeEfficiency[building]!,
    dischargeEfficiency: buildings.batteryDischargeEfficiency[building]!,
  };
}

/**
 * Electricity and fuel of one building's year from `heating`, `cooling` and `pv`: fills the rest.
 * The battery starts half full on 1 January; what it holds more or less at the year's end is part of the balance.
 * @returns residual of meter and battery balance over the throughput [-]
 */
export function electricStage(plan: DistrictPlan, building: number, useClass: number, buffers: HourBuffers): number {
  const system = heatSystemOf(plan, building);
  const battery = batteryOf(plan, building);
  const appliancesAtOne = plan.buildings.appliances_W[building]!;
  const chargingAtOne = plan.buildings.charging_W[building]!;
  const chargingLimit = plan.buildings.chargingLimit_W[building]!;
  const hotWaterAtOne = plan.buildings.hotWater_W[building]!;
  const { dryBulb_C } = plan.weather;
  const { patterns } = plan;
  const firstPattern = useClass * HOURS_PER_YEAR;
  const { heating, cooling, hotWater, appliances, heatElectricity, coolingElectricity, auxiliary, charging, fuel } = buffers;
  const { pv, batteryCharge, batteryDischarge, batteryLevel, buildingImport, buildingExport } = buffers;
  const firstLevel = INITIAL_LEVEL_SHARE * battery.capacity_Wh;
  const systems = newSystemsHour();
  const meter = newMeterHour(firstLevel);
  let meterNet = 0;
  let stored = 0;
  let throughput = 0;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const pattern = firstPattern + hour;
    const appliancePower = appliancesAtOne * patterns.appliances[pattern]!;
    const chargingPower = Math.min(chargingLimit, chargingAtOne * patterns.charging[pattern]!);
    systems.outdoor_C = dryBulb_C[hour]!;
    systems.heating_W = heating[hour]!;
    systems.cooling_W = cooling[hour]!;
    systems.hotWater_W = hotWaterAtOne * patterns.hotWater[pattern]!;
    systemsStep(system, systems);

    meter.pv_W = pv[hour]!;
    meter.load_W = appliancePower + systems.heatElectricity_W + systems.coolingElectricity_W + systems.auxiliary_W + chargingPower;
    batteryStep(battery, meter);

    hotWater[hour] = systems.hotWater_W;
    appliances[hour] = appliancePower;
    heatElectricity[hour] = systems.heatElectricity_W;
    coolingElectricity[hour] = systems.coolingElectricity_W;
    auxiliary[hour] = systems.auxiliary_W;
    charging[hour] = chargingPower;
    fuel[hour] = systems.fuel_W;
    batteryCharge[hour] = meter.charge_W;
    batteryDischarge[hour] = meter.discharge_W;
    batteryLevel[hour] = meter.level_Wh;
    buildingImport[hour] = meter.import_W;
    buildingExport[hour] = meter.export_W;

    meterNet += meter.pv_W + meter.import_W + meter.discharge_W - meter.load_W - meter.export_W - meter.charge_W;
    throughput += meter.pv_W + meter.import_W + meter.discharge_W;
    if (battery.capacity_Wh > 0) {
      stored += meter.charge_W * battery.chargeEfficiency - meter.discharge_W / battery.dischargeEfficiency;
    }
  }
  const levelResidual = Math.abs(stored - (meter.level_Wh - firstLevel));
  return throughput > 0 ? (Math.abs(meterNet) + levelResidual) / throughput : 0;
}
