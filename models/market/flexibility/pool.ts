/** The stores of a community as one virtual power plant: their schedules so far, and who is netted with whom. */
import type { StorageUnit } from '../../energy/storage/storageUnit.ts';
import { stepHours } from '../community.ts';
import { levelsOf } from '../dispatch/fleet.ts';
import { largestCharge } from '../dispatch/windowSolver.ts';
import type { Design } from '../marketConfig.ts';
import type { PreparedMarket } from '../run/prepareMarket.ts';
import { offeringRows } from './baseline.ts';

export interface PooledStore {
  readonly participant: number;
  /** Group whose net flow it is part of. */
  readonly group: number;
  readonly unit: StorageUnit;
  /** Schedule without any call [kW], and level before each step and after the last [kWh]. */
  readonly power_kW: Float64Array;
  readonly level_kWh: Float64Array;
}

export interface FlexiblePool {
  readonly steps: number;
  readonly step_h: number;
  /** Members that settle with the supplier as one: a pool per tariff zone, or each meter alone where nobody trades. */
  readonly groups: number;
  /** Net power without any call [group * steps + step] [kW]. */
  readonly net_kW: Float64Array;
  /** The supplier's prices by group [group * steps + step] [EUR/kWh]. */
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
  readonly stores: readonly PooledStore[];
}

/** @returns null where nothing can be moved */
export function flexiblePool(prepared: PreparedMarket, design: Design): FlexiblePool | null {
  const { community, memberships, tariffs } = prepared;
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const rows = offeringRows(prepared);
  const isAlone = design === 'supplier';
  const groupOf = new Map(rows.map((row, i) => [row, isAlone ? i : memberships.zoneOf[row]!]));
  const groups = isAlone ? rows.length : memberships.zones.length;
  const net_kW = new Float64Array(groups * steps);
  const import_EURPerKWh = new Float64Array(groups * steps);
  const export_EURPerKWh = new Float64Array(groups * steps);
  for (const [row, group] of groupOf) {
    const tariff = tariffs[memberships.zoneOf[row]!]!;
    import_EURPerKWh.set(tariff.import_EURPerKWh, group * steps);
    export_EURPerKWh.set(tariff.export_EURPerKWh, group * steps);
    for (let t = 0; t < steps; t++) net_kW[group * steps + t]! += prepared.net_kWh[row * steps + t]! / step_h;
  }
  const stores = prepared.stores.flatMap(({ participant, unit, power_kW }): PooledStore[] => {
    const group = groupOf.get(participant);
    if (group === undefined || largestCharge(unit) <= 0) return [];
    return [{ participant, group, unit, power_kW, level_kWh: levelsOf(unit, power_kW, step_h) }];
  });
  if (stores.length === 0) return null;
  return { steps, step_h, groups, net_kW, import_EURPerKWh, export_EURPerKWh, stores };
}
