/** What a schedule costs, from its powers. */
import type { StorageProblem } from './storageUnit.ts';

export interface ScheduleCost {
  /** Energy and wear, less what is left at a free end [EUR]. */
  readonly cost_EUR: number;
  /** What passes the meter [EUR]. */
  readonly energy_EUR: number;
  readonly wear_EUR: number;
  /** Generation turned down [kWh]. */
  readonly curtailed_kWh: number;
}

/**
 * Generation turned down [kW]: surplus that costs money at the meter, or all surplus where drawing is paid for. What the
 * store itself gives back cannot be turned down.
 */
export function turnedDown(net_kW: number, power_kW: number, importPrice: number, exportPrice: number, canCurtail: boolean): number {
  if (!canCurtail || exportPrice >= 0) return 0;
  const surplus = Math.max(0, -net_kW);
  return importPrice < 0 ? surplus : Math.max(0, Math.min(-net_kW - power_kW, surplus));
}

/** Costs of a schedule at a meter; surplus is turned down where that is allowed and feeding it in would cost money. */
export function scheduleCost(problem: StorageProblem, power_kW: Float64Array, level_kWh: Float64Array): ScheduleCost {
  const { steps, step_h, net_kW, import_EURPerKWh, export_EURPerKWh, unit } = problem;
  let energy = 0;
  let through = 0;
  let curtailed = 0;
  for (let step = 0; step < steps; step++) {
    const power = power_kW[step]!;
    const buy = import_EURPerKWh[step]!;
    const sell = export_EURPerKWh[step]!;
    let grid = net_kW[step]! + power;
    through += power < 0 ? -power : power;
    if (unit.canCurtail) {
      const down = turnedDown(net_kW[step]!, power, buy, sell, true);
      curtailed += down;
      grid += down;
    }
    energy += grid * (grid > 0 ? buy : sell);
  }
  const energy_EUR = energy * step_h;
  const wear_EUR = through * step_h * unit.throughputCost_EURPerKWh;
  const left_EUR = unit.end.kind === 'free' ? unit.end.value_EURPerKWh * level_kWh[steps]! : 0;
  return { cost_EUR: energy_EUR + wear_EUR - left_EUR, energy_EUR, wear_EUR, curtailed_kWh: curtailed * step_h };
}
