/**
 * A balance group with a battery: the surplus of some hours serves others, and what differs from the announced schedule is made
 * good by the battery as far as it can.
 */
import type { BatteryAsset } from '../../participant.ts';

export interface BalanceGroupYear {
  /** Drawn from and given to the networks above, per step [kWh]; above zero drawn. */
  readonly exchange_kWh: Float64Array;
  /** Exchange less what was announced, per step [kWh]. */
  readonly deviation_kWh: Float64Array;
  /** Battery power at its meter [kW]; above zero it charges. */
  readonly battery_kW: Float64Array;
}

type Battery = Pick<
  BatteryAsset,
  'capacity_kWh' | 'charge_kW' | 'discharge_kW' | 'chargeEfficiency' | 'dischargeEfficiency' | 'initialShare'
>;

/** Share of power and capacity that is planned; the rest stands by for what comes differently. Assumption. */
const PLANNED = 0.7;

/** Level and power of one battery, in steps. */
class Store {
  readonly #battery: Battery;
  readonly #step_h: number;
  level: number;

  constructor(battery: Battery, step_h: number) {
    this.#battery = battery;
    this.#step_h = step_h;
    this.level = battery.initialShare * battery.capacity_kWh;
  }

  /** Power nearest to the wanted one that power, level and the two bounds of the level allow; moves nothing. */
  possible(wanted_kW: number, lowest_kWh: number, highest_kWh: number): number {
    const { charge_kW, discharge_kW, chargeEfficiency, dischargeEfficiency } = this.#battery;
    const up = Math.min(charge_kW, Math.max(0, highest_kWh - this.level) / chargeEfficiency / this.#step_h);
    const down = Math.min(discharge_kW, (Math.max(0, this.level - lowest_kWh) * dischargeEfficiency) / this.#step_h);
    return Math.max(-down, Math.min(up, wanted_kW));
  }

  move(power_kW: number): void {
    const { chargeEfficiency, dischargeEfficiency } = this.#battery;
    const change = power_kW > 0 ? power_kW * chargeEfficiency : power_kW / dischargeEfficiency;
    this.level += change * this.#step_h;
  }
}

/**
 * Announced: the forecast of the group with the battery taking up surplus and serving deficits by the rule of self-consumption,
 * within 70 % of its range. In operation it follows that plan and adds what makes good the error of the forecast.
 * @param battery null: no control; the group announces its forecast and exchanges what its meters show
 */
export function balanceGroupYear(
  net_kW: Float64Array,
  forecast_kW: Float64Array,
  battery: Battery | null,
  step_h: number,
): BalanceGroupYear {
  const steps = net_kW.length;
  const announced = Float64Array.from(forecast_kW);
  const battery_kW = new Float64Array(steps);
  if (battery) {
    const planned = new Store(battery, step_h);
    const real = new Store(battery, step_h);
    const margin = ((1 - PLANNED) / 2) * battery.capacity_kWh;
    for (let t = 0; t < steps; t++) {
      const plan = PLANNED * planned.possible(-forecast_kW[t]! / PLANNED, margin, battery.capacity_kWh - margin);
      planned.move(plan);
      announced[t] = forecast_kW[t]! + plan;
      const power = real.possible(announced[t]! - net_kW[t]!, 0, battery.capacity_kWh);
      real.move(power);
      battery_kW[t] = power;
    }
  }
  const exchange_kWh = net_kW.map((net, t) => (net + battery_kW[t]!) * step_h);
  return { exchange_kWh, deviation_kWh: exchange_kWh.map((exchange, t) => exchange - announced[t]! * step_h), battery_kW };
}
