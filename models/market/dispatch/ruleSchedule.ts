/** Schedules of stores that follow a rule and look at no price. */
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';

/** Lowest level before each step (and after the last) from which all later demand and the end can still be met [kWh]. */
export function requiredLevels(unit: StorageUnit, steps: number, step_h: number): Float64Array {
  const required = new Float64Array(steps + 1);
  required[steps] = unit.drain_kWh !== null && unit.end.kind === 'fixed' ? unit.end.level_kWh : 0;
  for (let t = steps - 1; t >= 0; t--) {
    const most = inStep(unit.charge_kW, t) * inStep(unit.chargeEfficiency, t) * step_h;
    const drain = unit.drain_kWh === null ? 0 : unit.drain_kWh[t]!;
    required[t] = Math.max(0, (required[t + 1]! + drain - most) / (1 - unit.lossPerStep));
  }
  return required;
}

export interface Rule {
  /** Level that is kept up where that takes power [kWh]; null to use power only when it is needed later. */
  readonly kept_kWh: number | null;
  /** Load less generation of the rest [kW]: surplus is taken up, and demand met where the store may give back; null to ignore it. */
  readonly net_kW: Float64Array | null;
  readonly mayDischarge: boolean;
}

/** Power per step [kW] under a rule; demand is met wherever full power can meet it. */
export function ruleSchedule(unit: StorageUnit, steps: number, step_h: number, rule: Rule): Float64Array {
  const power = new Float64Array(steps);
  const required = requiredLevels(unit, steps, step_h);
  let level = unit.initial_kWh;
  for (let t = 0; t < steps; t++) {
    const up = inStep(unit.chargeEfficiency, t) * step_h;
    const drain = unit.drain_kWh === null ? 0 : unit.drain_kWh[t]!;
    const idle = level * (1 - unit.lossPerStep) - drain;
    const most = inStep(unit.charge_kW, t);
    const room = Math.max(0, Math.min(most, (unit.capacity_kWh - idle) / up));
    let x = Math.min(room, Math.max(0, (Math.max(required[t + 1]!, rule.kept_kWh ?? 0) - idle) / up));
    const net = rule.net_kW === null ? 0 : rule.net_kW[t]!;
    if (net < 0) x = Math.max(x, Math.min(room, -net));
    else if (net > 0 && rule.mayDischarge && x === 0) {
      const spare = Math.max(0, ((idle - required[t + 1]!) * unit.dischargeEfficiency) / step_h);
      x = -Math.min(net, inStep(unit.discharge_kW, t), spare);
    }
    power[t] = x;
    level = Math.min(unit.capacity_kWh, Math.max(0, idle + (x > 0 ? x * up : (x * step_h) / unit.dischargeEfficiency)));
  }
  return power;
}
