/** Cars of a building as one battery that comes and goes. */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { DistrictPlan } from '../../scenario/plan.ts';
import type { VehicleAsset } from '../participant.ts';

/** Battery per charging power, 55 kWh at a point of 11 kW; assumption. */
const CAPACITY_PER_POWER_h = 5;
/** Cars stay at least so long after they have arrived, whatever they charge; assumption [h]. */
const STAY_h = 6;

/** Uncontrolled charging of a building in the plan's year [kW]: what the simulation put into the electricity of the building. */
export function chargingOf(plan: Pick<DistrictPlan, 'buildings' | 'patterns'>, row: number, useClass: number): Float64Array {
  const scale = plan.buildings.charging_W[row]!;
  const limit = plan.buildings.chargingLimit_W[row]!;
  return Float64Array.from({ length: HOURS_PER_YEAR }, (_, hour) => {
    return Math.min(limit, scale * plan.patterns.charging[useClass * HOURS_PER_YEAR + hour]!) / 1000;
  });
}

/**
 * One battery for all cars of a building. What uncontrolled charging draws in an hour is a need that has come up in that hour
 * (booked as driven energy, after the charger's losses) and may be met in it or later: the cars stay for six hours and until
 * the charging of the hour is done. So the energy of the year is that of the plan and charging can be moved, later only.
 * No energy goes back (V2G): the plan does not know chargers that can.
 */
export function vehiclesOf(charging_kW: Float64Array, limit_kW: number, chargeEfficiency: number): VehicleAsset {
  const steps = charging_kW.length;
  const pluggedIn = new Uint8Array(steps);
  let largest = 0;
  for (const power of charging_kW) largest = Math.max(largest, power);
  for (let hour = 0; hour < steps; hour++) {
    // A trickle of the smooth expected value is nobody's arrival.
    if (charging_kW[hour]! < 0.02 * largest) continue;
    for (let later = 0; later <= STAY_h; later++) pluggedIn[(hour + later) % steps] = 1;
  }
  for (let hour = 0; hour < steps; hour++) if (charging_kW[hour]! > 0) pluggedIn[hour] = 1;
  return {
    kind: 'vehicle',
    capacity_kWh: CAPACITY_PER_POWER_h * limit_kW,
    charge_kW: limit_kW,
    discharge_kW: 0,
    chargeEfficiency,
    dischargeEfficiency: 1,
    pluggedIn,
    driven_kWh: charging_kW.map((power) => power * chargeEfficiency),
    initialShare: 1,
  };
}
