/** Flexible assets of participants as stores, runs and cuts that the dispatch can plan. */
import type { Issue } from '../../core/issue.ts';
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';
import type { BatteryAsset, HeatAsset, VehicleAsset } from '../participant.ts';

/** A store made of an asset. */
export interface AssetStore {
  readonly unit: StorageUnit;
  /** Level that the asset is kept at where nobody plans (heat), or filled up to (vehicles); null where it then rests (batteries) [kWh]. */
  readonly kept_kWh: number | null;
  /** Demand that could not be met at full power [kWh of what is stored]. */
  readonly unserved_kWh: number;
}

/** Share lost in a step from the share lost in an hour. */
function lossPerStep(perHour: number, step_h: number): number {
  return 1 - (1 - perHour) ** step_h;
}

export function batteryStore(asset: BatteryAsset, step_h: number): AssetStore {
  const level_kWh = asset.capacity_kWh * asset.initialShare;
  const unit: StorageUnit = {
    capacity_kWh: asset.capacity_kWh,
    charge_kW: asset.charge_kW,
    discharge_kW: asset.discharge_kW,
    chargeEfficiency: asset.chargeEfficiency,
    dischargeEfficiency: asset.dischargeEfficiency,
    lossPerStep: lossPerStep(asset.selfDischargePerHour, step_h),
    drain_kWh: null,
    throughputCost_EURPerKWh: asset.throughputCost_EURPerKWh,
    initial_kWh: level_kWh,
    end: { kind: 'fixed', level_kWh },
    importCap_kW: null,
    canCurtail: false,
  };
  return { unit, kept_kWh: null, unserved_kWh: 0 };
}

/** A tank or a building's mass: charged through the heat pump at its performance of the step, emptied by the demand. */
export function heatStore(asset: HeatAsset, step_h: number): AssetStore {
  const level_kWh = asset.capacity_kWh * asset.initialShare;
  const unit: StorageUnit = {
    capacity_kWh: asset.capacity_kWh,
    charge_kW: asset.power_kW,
    discharge_kW: 0,
    chargeEfficiency: asset.cop,
    dischargeEfficiency: 1,
    lossPerStep: lossPerStep(asset.lossPerHour, step_h),
    drain_kWh: asset.demand_kWh,
    throughputCost_EURPerKWh: 0,
    initial_kWh: level_kWh,
    end: { kind: 'fixed', level_kWh },
    importCap_kW: null,
    canCurtail: false,
  };
  return served(unit, step_h, level_kWh);
}

/** A vehicle: power at the meter in steps in which it is plugged in, emptied by driving. It ends as full as charging on arrival leaves it. */
export function vehicleStore(asset: VehicleAsset, step_h: number): AssetStore {
  const unit: StorageUnit = {
    capacity_kWh: asset.capacity_kWh,
    charge_kW: Float64Array.from(asset.pluggedIn, (isIn) => (isIn ? asset.charge_kW : 0)),
    discharge_kW: Float64Array.from(asset.pluggedIn, (isIn) => (isIn ? asset.discharge_kW : 0)),
    chargeEfficiency: asset.chargeEfficiency,
    dischargeEfficiency: asset.dischargeEfficiency,
    lossPerStep: 0,
    drain_kWh: asset.driven_kWh,
    throughputCost_EURPerKWh: 0,
    initial_kWh: asset.capacity_kWh * asset.initialShare,
    end: { kind: 'fixed', level_kWh: asset.capacity_kWh },
    importCap_kW: null,
    canCurtail: false,
  };
  return served(unit, step_h, asset.capacity_kWh);
}

/** Highest levels before each step and after the last, at full power throughout; below zero where demand is not met. */
function highestLevels(unit: StorageUnit, step_h: number, onShort: (step: number, missing_kWh: number) => void): Float64Array {
  const drain = unit.drain_kWh;
  const steps = drain?.length ?? 0;
  const level = new Float64Array(steps + 1);
  level[0] = unit.initial_kWh;
  for (let t = 0; t < steps; t++) {
    const full = level[t]! * (1 - unit.lossPerStep) + inStep(unit.charge_kW, t) * inStep(unit.chargeEfficiency, t) * step_h - drain![t]!;
    if (full < 0) onShort(t, -full);
    level[t + 1] = Math.min(unit.capacity_kWh, Math.max(0, full));
  }
  return level;
}

/** The unit with its demand cut to what full power can meet, and an end that it can reach. */
function served(unit: StorageUnit, step_h: number, kept_kWh: number): AssetStore {
  if (unit.drain_kWh === null) return { unit, kept_kWh, unserved_kWh: 0 };
  const drain_kWh = unit.drain_kWh.slice();
  let unserved_kWh = 0;
  const highest = highestLevels(unit, step_h, (step, missing_kWh) => {
    // Rounding of a step that is met exactly is no shortage.
    if (missing_kWh > 1e-9) unserved_kWh += missing_kWh;
    drain_kWh[step] = Math.max(0, drain_kWh[step]! - missing_kWh * (1 + 1e-12));
  });
  const wanted = unit.end.kind === 'fixed' ? unit.end.level_kWh : unit.initial_kWh;
  const level_kWh = Math.min(wanted, highest.at(-1) ?? wanted);
  // A hair below the highest level, so that rounding does not put the end out of reach.
  const reachable = level_kWh < wanted ? level_kWh * (1 - 1e-9) : level_kWh;
  return { unit: { ...unit, drain_kWh, end: { kind: 'fixed', level_kWh: reachable } }, kept_kWh, unserved_kWh };
}

/** What is told of demand that no plan can meet. */
export function unservedFinding(participant: string, what: 'heat' | 'vehicle', unserved_kWh: number): Issue {
  const amount = Math.round(unserved_kWh * 10) / 10;
  return {
    code: 'dispatch.unserved',
    severity: 'warning',
    sourceId: 'market',
    objectId: participant,
    message: `${what === 'heat' ? 'Heat' : 'Driving'} of ${amount} kWh in the year is more than full power delivers in time.`,
    action: 'The rest is planned; this part is left out.',
    values: { what, unserved_kWh: amount },
  };
}
