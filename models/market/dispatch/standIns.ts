/** Few stores that stand for many: exactly where they are copies of each other but for size, nearly otherwise. */
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';

function scaledValue(value: number | Float64Array, factor: number): number | Float64Array {
  return typeof value === 'number' ? value * factor : value.map((v) => v * factor);
}

/** The same store, so many times as large. */
export function scaledUnit(unit: StorageUnit, factor: number): StorageUnit {
  return {
    ...unit,
    capacity_kWh: unit.capacity_kWh * factor,
    charge_kW: scaledValue(unit.charge_kW, factor),
    discharge_kW: scaledValue(unit.discharge_kW, factor),
    drain_kWh: unit.drain_kWh === null ? null : unit.drain_kWh.map((v) => v * factor),
    initial_kWh: unit.initial_kWh * factor,
    end: unit.end.kind === 'fixed' ? { kind: 'fixed', level_kWh: unit.end.level_kWh * factor } : unit.end,
  };
}

/** Units that hang on the same links and differ in size only: their sum is one unit (Minkowski sum of scaled copies). */
export interface MergedUnits {
  readonly units: readonly StorageUnit[];
  readonly pathOf: readonly (readonly number[])[];
  /** Merged unit of each original one, and its share of it. */
  readonly unitOf: Int32Array;
  readonly shareOf: Float64Array;
}

/** Key of a unit without its size; null where it has series of its own, which are not compared. */
function shapeKey(unit: StorageUnit, path: readonly number[]): string | null {
  const { charge_kW, discharge_kW, chargeEfficiency, capacity_kWh } = unit;
  if (typeof charge_kW !== 'number' || typeof discharge_kW !== 'number' || typeof chargeEfficiency !== 'number') return null;
  if (unit.drain_kWh !== null || capacity_kWh <= 0) return null;
  const ratio = (value: number) => (value / capacity_kWh).toPrecision(12);
  const { end } = unit;
  const ending = end.kind === 'free' ? `free ${end.value_EURPerKWh}` : end.kind === 'fixed' ? `fixed ${ratio(end.level_kWh)}` : 'cyclic';
  return [
    path.join(','),
    ratio(charge_kW),
    ratio(discharge_kW),
    chargeEfficiency,
    unit.dischargeEfficiency,
    unit.lossPerStep,
    unit.throughputCost_EURPerKWh,
    ratio(unit.initial_kWh),
    ending,
  ].join(' ');
}

export function mergeCopies(units: readonly StorageUnit[], pathOf: readonly (readonly number[])[]): MergedUnits {
  const groups = new Map<string, number[]>();
  units.forEach((unit, u) => {
    const key = shapeKey(unit, pathOf[u]!) ?? `own ${u}`;
    const group = groups.get(key);
    if (group) group.push(u);
    else groups.set(key, [u]);
  });
  const unitOf = new Int32Array(units.length);
  const shareOf = new Float64Array(units.length);
  const merged = [...groups.values()].map((members, index) => {
    const first = units[members[0]!]!;
    if (members.length === 1) {
      unitOf[members[0]!] = index;
      shareOf[members[0]!] = 1;
      return first;
    }
    const total = members.reduce((sum, u) => sum + units[u]!.capacity_kWh, 0);
    for (const u of members) {
      unitOf[u] = index;
      shareOf[u] = units[u]!.capacity_kWh / total;
    }
    return scaledUnit(first, total / first.capacity_kWh);
  });
  return { units: merged, pathOf: [...groups.values()].map((members) => pathOf[members[0]!]!), unitOf, shareOf };
}

/** Stand-ins for groups of similar units, to find first prices cheaply. */
export interface StandIns {
  readonly units: readonly StorageUnit[];
  readonly pathOf: readonly (readonly number[])[];
  /** Stand-in of each unit, and the unit's share of it. */
  readonly unitOf: Int32Array;
  readonly shareOf: Float64Array;
}

/**
 * At most about so many stand-ins. Batteries on the same links are sorted by what comes back of a kWh and cut into groups of
 * like capacity; units with series of their own (vehicles, heat) are grouped in their order and stood for by the largest.
 */
export function standInsFor(units: readonly StorageUnit[], pathOf: readonly (readonly number[])[], wanted: number): StandIns {
  const families = new Map<string, number[]>();
  units.forEach((unit, u) => {
    const hasSeries = unit.drain_kWh !== null || typeof unit.charge_kW !== 'number' || typeof unit.chargeEfficiency !== 'number';
    const key = `${pathOf[u]!.join(',')} ${hasSeries ? 'series' : 'plain'}`;
    const family = families.get(key);
    if (family) family.push(u);
    else families.set(key, [u]);
  });
  const stand: StorageUnit[] = [];
  const paths: (readonly number[])[] = [];
  const unitOf = new Int32Array(units.length);
  const shareOf = new Float64Array(units.length);
  for (const [key, family] of families) {
    const isPlain = key.endsWith('plain');
    const back = (u: number) => inStep(units[u]!.chargeEfficiency, 0) * units[u]!.dischargeEfficiency;
    const sorted = isPlain ? [...family].sort((a, b) => back(a) - back(b) || a - b) : family;
    const count = Math.max(1, Math.min(family.length, Math.round((wanted * family.length) / units.length)));
    for (let g = 0; g < count; g++) {
      const members = sorted.slice(Math.floor((g * sorted.length) / count), Math.floor(((g + 1) * sorted.length) / count));
      const total = members.reduce((sum, u) => sum + units[u]!.capacity_kWh, 0);
      for (const u of members) {
        unitOf[u] = stand.length;
        shareOf[u] = total > 0 ? units[u]!.capacity_kWh / total : 0;
      }
      stand.push(
        isPlain
          ? sumOfPlain(
              members.map((u) => units[u]!),
              total,
            )
          : largestScaled(
              members.map((u) => units[u]!),
              total,
            ),
      );
      paths.push(pathOf[members[0]!]!);
    }
  }
  return { units: stand, pathOf: paths, unitOf, shareOf };
}

function sumOfPlain(members: readonly StorageUnit[], total_kWh: number): StorageUnit {
  const sum = (of: (unit: StorageUnit) => number) => members.reduce((all, unit) => all + of(unit), 0);
  const mean = (of: (unit: StorageUnit) => number) =>
    total_kWh > 0 ? sum((unit) => of(unit) * unit.capacity_kWh) / total_kWh : of(members[0]!);
  const first = members[0]!;
  return {
    ...first,
    capacity_kWh: total_kWh,
    charge_kW: sum((unit) => inStep(unit.charge_kW, 0)),
    discharge_kW: sum((unit) => inStep(unit.discharge_kW, 0)),
    chargeEfficiency: mean((unit) => inStep(unit.chargeEfficiency, 0)),
    dischargeEfficiency: mean((unit) => unit.dischargeEfficiency),
    lossPerStep: mean((unit) => unit.lossPerStep),
    throughputCost_EURPerKWh: mean((unit) => unit.throughputCost_EURPerKWh),
    initial_kWh: sum((unit) => unit.initial_kWh),
    end:
      first.end.kind === 'fixed'
        ? { kind: 'fixed', level_kWh: sum((u) => (u.end.kind === 'fixed' ? u.end.level_kWh : u.initial_kWh)) }
        : first.end,
  };
}

function largestScaled(members: readonly StorageUnit[], total_kWh: number): StorageUnit {
  const largest = members.reduce((most, unit) => (unit.capacity_kWh > most.capacity_kWh ? unit : most));
  return largest.capacity_kWh > 0 ? scaledUnit(largest, total_kWh / largest.capacity_kWh) : largest;
}

/** A unit's series cut to a window. */
export function unitInWindow(unit: StorageUnit, first: number, steps: number): StorageUnit {
  const cut = (value: number | Float64Array) => (typeof value === 'number' ? value : value.slice(first, first + steps));
  return {
    ...unit,
    charge_kW: cut(unit.charge_kW),
    discharge_kW: cut(unit.discharge_kW),
    chargeEfficiency: cut(unit.chargeEfficiency),
    drain_kWh: unit.drain_kWh === null ? null : unit.drain_kWh.slice(first, first + steps),
  };
}
