/** Rules that run one store at a meter without looking for the least cost, beside the optimum of storageYear.ts. */
import { cyclicRange } from './cyclicStarts.ts';
import { scheduleCost } from './scheduleCost.ts';
import { storeIsEmpty, storeIsFull } from './slopeMerge.ts';
import { checkStorageProblem, inStep, type StorageProblem, type StorageSchedule } from './storageUnit.ts';
import { optimalStorageYear } from './storageYear.ts';

/**
 * Self-consumption: surplus charges the store, the own load empties it (as models/energy/storage/battery.ts). It draws
 * for the store only as much as a step's drain lacks. Starts at `initial_kWh`; where it ends is not steered.
 *
 * @throws InputError `storage.value`, `storage.series`, `storage.empty`, `storage.full`
 */
export function selfConsumptionSchedule(problem: StorageProblem): StorageSchedule {
  checkStorageProblem(problem);
  const { steps, step_h, net_kW, unit } = problem;
  const { capacity_kWh, dischargeEfficiency } = unit;
  const rounding = 1e-9 * capacity_kWh;
  const power_kW = new Float64Array(steps);
  const level_kWh = new Float64Array(steps + 1);
  let level = Math.min(unit.initial_kWh, capacity_kWh);
  level_kWh[0] = level;
  for (let step = 0; step < steps; step++) {
    const perCharge = inStep(unit.chargeEfficiency, step) * step_h;
    const perDischarge = step_h / dischargeEfficiency;
    const mostCharge = inStep(unit.charge_kW, step);
    const mostDischarge = inStep(unit.discharge_kW, step);
    const surplus = -net_kW[step]!;
    const without = level * (1 - unit.lossPerStep) - (unit.drain_kWh?.[step] ?? 0);
    const powerTo = (target: number) => (target > without ? (target - without) / perCharge : (target - without) / perDischarge);
    const wanted = surplus > 0 ? Math.min(surplus, mostCharge) : Math.max(surplus, -mostDischarge);
    const power = Math.min(Math.max(wanted, powerTo(0)), powerTo(capacity_kWh));
    if (power > mostCharge + rounding) throw storeIsEmpty(step, (power - mostCharge) * perCharge);
    if (power < -mostDischarge - rounding) throw storeIsFull(step, (-mostDischarge - power) * perDischarge);
    power_kW[step] = power;
    level = Math.min(capacity_kWh, Math.max(0, without + power * (power > 0 ? perCharge : perDischarge)));
    level_kWh[step + 1] = level;
  }
  const { cost_EUR, energy_EUR, curtailed_kWh } = scheduleCost(problem, power_kW, level_kWh);
  return {
    power_kW,
    level_kWh,
    cost_EUR,
    energy_EUR,
    curtailed_kWh,
    exactness: 'rule',
    bound_EUR: Number.NaN,
    reason: 'The store follows its own surplus and load, whatever the prices.',
  };
}

export interface PeakShaving {
  readonly schedule: StorageSchedule;
  /** Lowest limit of what the meter draws that the store can keep all year [kW]. */
  readonly peak_kW: number;
  /** Highest draw without the store, drain not counted [kW]. */
  readonly peakWithout_kW: number;
}

/**
 * Peak shaving: the lowest peak of what the meter draws that the store can keep, and the least cost at that peak.
 *
 * @throws InputError as `optimalStorageYear`
 */
export function peakShavingSchedule(problem: StorageProblem): PeakShaving {
  checkStorageProblem(problem);
  const { steps, net_kW, unit } = problem;
  let peakWithout_kW = 0;
  let highest = 0;
  for (let step = 0; step < steps; step++) {
    peakWithout_kW = Math.max(peakWithout_kW, net_kW[step]!);
    highest = Math.max(highest, net_kW[step]! + inStep(unit.charge_kW, step));
  }
  let possible = Math.min(highest, unit.importCap_kW ?? Infinity);
  if (canStayBelow(problem, 0)) possible = 0;
  else if (canStayBelow(problem, possible)) {
    // A lower limit never makes more possible, so halving finds the lowest one, to the last bits.
    let impossible = 0;
    for (;;) {
      const middle = (impossible + possible) / 2;
      if (middle <= impossible || middle >= possible) break;
      if (canStayBelow(problem, middle)) possible = middle;
      else impossible = middle;
    }
  }
  return {
    schedule: optimalStorageYear({ ...problem, unit: { ...unit, importCap_kW: possible } }),
    peak_kW: possible,
    peakWithout_kW,
  };
}

/** Whether some schedule keeps the meter's draw below a limit, drain and end served. */
function canStayBelow({ steps, step_h, net_kW, unit }: StorageProblem, cap_kW: number): boolean {
  const { capacity_kWh, end } = unit;
  const perDischarge = step_h / unit.dischargeEfficiency;
  const least_kWh = new Float64Array(steps);
  const most_kWh = new Float64Array(steps);
  for (let step = 0; step < steps; step++) {
    const from = -inStep(unit.discharge_kW, step);
    const to = Math.min(inStep(unit.charge_kW, step), cap_kW - net_kW[step]!);
    if (to < from) return false;
    least_kWh[step] = from * perDischarge;
    most_kWh[step] = to > 0 ? to * inStep(unit.chargeEfficiency, step) * step_h : to * perDischarge;
  }
  if (end.kind === 'cyclic') return cyclicRange({ steps, least_kWh, most_kWh }, unit) !== null;
  let level = unit.initial_kWh;
  for (let step = 0; step < steps; step++) {
    level = level * (1 - unit.lossPerStep) + most_kWh[step]! - (unit.drain_kWh?.[step] ?? 0);
    if (level < 0) return false;
    level = Math.min(level, capacity_kWh);
  }
  return end.kind === 'free' || level >= end.level_kWh;
}
