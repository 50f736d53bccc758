/**
 * A building's battery run for self-consumption: surplus of PV charges it, the building's own load
 * empties it; it never charges from nor discharges to the grid. One hour per step, so W and Wh coincide.
 */

/** State of charge on 1 January as a share of the usable energy. */
export const INITIAL_LEVEL_SHARE = 0.5;

export interface Battery {
  /** Usable energy [Wh]; 0 = none. */
  readonly capacity_Wh: number;
  /** Limit of charging and discharging on the alternating-current side [W]. */
  readonly power_W: number;
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
}

/** One hour at a building's meter; reused hour by hour. */
export interface MeterHour {
  pv_W: number;
  load_W: number;

  /** Stored energy: in at the start, out at the end of the hour [Wh]. */
  level_Wh: number;

  charge_W: number;
  discharge_W: number;
  import_W: number;
  export_W: number;
}

export function newMeterHour(level_Wh: number): MeterHour {
  return { pv_W: 0, load_W: 0, level_Wh, charge_W: 0, discharge_W: 0, import_W: 0, export_W: 0 };
}

/** Advances battery and meter by one hour. Reads `pv_W`, `load_W`, `level_Wh` of `x`, writes the rest. */
export function batteryStep(battery: Battery, x: MeterHour): void {
  const surplus = x.pv_W - x.load_W;
  let charge = 0;
  let discharge = 0;
  if (battery.capacity_Wh > 0) {
    if (surplus > 0) {
      const room = (battery.capacity_Wh - x.level_Wh) / battery.chargeEfficiency;
      charge = Math.max(0, Math.min(surplus, battery.power_W, room));
    } else {
      discharge = Math.max(0, Math.min(-surplus, battery.power_W, x.level_Wh * battery.dischargeEfficiency));
    }
    x.level_Wh += charge * battery.chargeEfficiency - discharge / battery.dischargeEfficiency;
  }
  x.charge_W = charge;
  x.discharge_W = discharge;
  x.import_W = Math.max(0, -surplus - discharge);
  x.export_W = Math.max(0, surplus - charge);
}
