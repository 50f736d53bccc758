/** Third stage: final energy for heat and cold, then PV, battery and the meter of one building. */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { BuildingField, DistrictPlan } from '../../scenario/plan.ts';
import { newSystemsHour, systemsStep } from '../heatpump/systems.ts';
import { batteryStep, INITIAL_LEVEL_SHARE, newMeterHour } from '../storage/battery.ts';
import type { HourBuffers } from './hourBuffers.ts';

/** The values of one building's row. */
export function buildingRow(plan: DistrictPlan, building: number): Record<BuildingField, number> {
  const row = {} as Record<BuildingField, number>;
  for (const field in plan.buildings) {
    row[field as BuildingField] = plan.buildings[field as BuildingField][building]!;
  }
  return row;
}

/**
 * Electricity and fuel of one building's year from `heating`, `cooling` and `pv`: fills the rest.
 * The battery starts half full on 1 January; what it holds more or less at the year's end is part of the balance.
 * @returns residual of meter and battery balance over the throughput [-]
 */
export function electricStage(plan: DistrictPlan, building: number, useClass: number, buffers: HourBuffers): number {
  const row = buildingRow(plan, building);
  const { dryBulb_C } = plan.weather;
  const { appliances, hotWater } = plan.patterns;
  const firstPattern = useClass * HOURS_PER_YEAR;
  const battery = {
    capacity_Wh: row.batteryCapacity_Wh,
    power_W: row.batteryPower_W,
    chargeEfficiency: row.batteryChargeEfficiency,
    dischargeEfficiency: row.batteryDischargeEfficiency,
  };
  const firstLevel = INITIAL_LEVEL_SHARE * battery.capacity_Wh;
  const systems = newSystemsHour();
  const meter = newMeterHour(firstLevel);
  let meterNet = 0;
  let stored = 0;
  let throughput = 0;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const pattern = firstPattern + hour;
    const appliancePower = row.appliances_W * appliances[pattern]!;
    systems.outdoor_C = dryBulb_C[hour]!;
    systems.heating_W = buffers.heating[hour]!;
    systems.cooling_W = buffers.cooling[hour]!;
    systems.hotWater_W = row.hotWater_W * hotWater[pattern]!;
    systemsStep(row, systems);

    meter.pv_W = buffers.pv[hour]!;
    meter.load_W = appliancePower + systems.heatElectricity_W + systems.coolingElectricity_W + systems.auxiliary_W;
    batteryStep(battery, meter);

    buffers.hotWater[hour] = systems.hotWater_W;
    buffers.appliances[hour] = appliancePower;
    buffers.heatElectricity[hour] = systems.heatElectricity_W;
    buffers.coolingElectricity[hour] = systems.coolingElectricity_W;
    buffers.auxiliary[hour] = systems.auxiliary_W;
    buffers.fuel[hour] = systems.fuel_W;
    buffers.batteryCharge[hour] = meter.charge_W;
    buffers.batteryDischarge[hour] = meter.discharge_W;
    buffers.batteryLevel[hour] = meter.level_Wh;
    buffers.buildingImport[hour] = meter.import_W;
    buffers.buildingExport[hour] = meter.export_W;

    meterNet += meter.pv_W + meter.import_W + meter.discharge_W - meter.load_W - meter.export_W - meter.charge_W;
    throughput += meter.pv_W + meter.import_W + meter.discharge_W;
    if (battery.capacity_Wh > 0) {
      stored += meter.charge_W * battery.chargeEfficiency - meter.discharge_W / battery.dischargeEfficiency;
    }
  }
  const levelResidual = Math.abs(stored - (meter.level_Wh - firstLevel));
  return throughput > 0 ? (Math.abs(meterNet) + levelResidual) / throughput : 0;
}
