/** One store as a linear program, and random ones: the oracle of the exact schedules. */
import type { RandomStream } from '#models/core/random.ts';
import { inStep, type StorageEnd, type StorageProblem } from '#models/energy/storage/storageUnit.ts';
import type { LinearProgram } from '#models/market/ports.ts';

class ProgramBuilder {
  readonly #cost: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #integer: number[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #entries: [row: number, value: number][][] = [];

  column(cost: number, lower: number, upper: number, isInteger = false): number {
    this.#cost.push(cost);
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#integer.push(isInteger ? 1 : 0);
    return this.#entries.push([]) - 1;
  }

  row(lower: number, upper: number, terms: readonly (readonly [column: number, value: number])[]): void {
    const row = this.#rowLower.push(lower) - 1;
    this.#rowUpper.push(upper);
    for (const [column, value] of terms) this.#entries[column]!.push([row, value]);
  }

  build(): LinearProgram {
    const start = [0];
    for (const column of this.#entries) start.push(start.at(-1)! + column.length);
    return {
      columns: this.#cost.length,
      rows: this.#rowLower.length,
      cost: Float64Array.from(this.#cost),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      start: Int32Array.from(start),
      index: Int32Array.from(this.#entries.flat().map(([row]) => row)),
      value: Float64Array.from(this.#entries.flat().map(([, value]) => value)),
      ...(this.#integer.includes(1) ? { isInteger: Uint8Array.from(this.#integer) } : {}),
    };
  }
}

/** @param excludesBoth with a binary per step against charging and discharging, and against drawing and feeding in, at once */
export function storageProgram(problem: StorageProblem, excludesBoth = false): LinearProgram {
  const { steps, step_h, net_kW, unit } = problem;
  const { end } = unit;
  const program = new ProgramBuilder();
  const initial = end.kind === 'cyclic' ? ([0, unit.capacity_kWh] as const) : ([unit.initial_kWh, unit.initial_kWh] as const);
  const first = program.column(0, ...initial);
  let level = first;
  const wear = unit.throughputCost_EURPerKWh * step_h;
  for (let step = 0; step < steps; step++) {
    const net = net_kW[step]!;
    const mostCharge = inStep(unit.charge_kW, step);
    const mostDischarge = inStep(unit.discharge_kW, step);
    const charge = program.column(wear, 0, mostCharge);
    const discharge = program.column(wear, 0, mostDischarge);
    const bought = program.column(problem.import_EURPerKWh[step]! * step_h, 0, unit.importCap_kW ?? Infinity);
    const sold = program.column(-problem.export_EURPerKWh[step]! * step_h, 0, Infinity);
    const down = program.column(0, 0, unit.canCurtail ? Math.max(0, -net) : 0);
    const isLast = step === steps - 1;
    const bounds = isLast && end.kind === 'fixed' ? ([end.level_kWh, end.level_kWh] as const) : ([0, unit.capacity_kWh] as const);
    const next = program.column(isLast && end.kind === 'free' ? -end.value_EURPerKWh : 0, ...bounds);
    program.row(net, net, [
      [bought, 1],
      [sold, -1],
      [charge, -1],
      [discharge, 1],
      [down, -1],
    ]);
    const drain = unit.drain_kWh?.[step] ?? 0;
    program.row(-drain, -drain, [
      [next, 1],
      [level, unit.lossPerStep - 1],
      [charge, -inStep(unit.chargeEfficiency, step) * step_h],
      [discharge, step_h / unit.dischargeEfficiency],
    ]);
    if (excludesBoth) {
      const isCharging = program.column(0, 0, 1, true);
      program.row(-Infinity, 0, [
        [charge, 1],
        [isCharging, -mostCharge],
      ]);
      program.row(-Infinity, mostDischarge, [
        [discharge, 1],
        [isCharging, mostDischarge],
      ]);
      const most = Math.abs(net) + mostCharge + mostDischarge;
      const isBuying = program.column(0, 0, 1, true);
      program.row(-Infinity, 0, [
        [bought, 1],
        [isBuying, -most],
      ]);
      program.row(-Infinity, most, [
        [sold, 1],
        [isBuying, most],
      ]);
    }
    level = next;
  }
  if (end.kind === 'cyclic') {
    program.row(0, 0, [
      [first, 1],
      [level, -1],
    ]);
  }
  return program.build();
}

const ENDS = ['free', 'fixed', 'cyclic'] as const;

/** A problem with whatever a store can have: kinks, ties, losses, drain, caps, steps without power. May have no solution. */
export function randomStorage(random: RandomStream, steps: number): StorageProblem {
  const chance = (share: number) => random.next() < share;
  const series = (make: () => number) => Float64Array.from({ length: steps }, make);
  const capacity_kWh = chance(0.05) ? 0 : random.between(0.5, 12);
  const kind = ENDS[Math.floor(random.between(0, 3))]!;
  const end: StorageEnd =
    kind === 'free'
      ? { kind, value_EURPerKWh: chance(0.5) ? 0 : random.between(0, 0.3) }
      : kind === 'fixed'
        ? { kind, level_kWh: capacity_kWh * random.next() }
        : { kind };
  const isVehicle = chance(0.2);
  const away = series(() => (isVehicle && chance(0.3) ? 0 : 1));
  const flatImport = chance(0.3) ? 0.3 : null;
  const import_EURPerKWh = series(() => flatImport ?? (chance(0.3) ? 0.25 : random.between(0.05, 0.5)));
  const charge = random.between(0, 5);
  const discharge = chance(0.2) ? 0 : random.between(0, 5);
  const cop = !isVehicle && chance(0.25);
  const hasDrain = chance(0.4);
  const drain = hasDrain ? series(() => (isVehicle ? (chance(0.1) ? random.between(0, 0.6) : 0) : random.between(0, 0.7))) : null;
  return {
    steps,
    step_h: chance(0.5) ? 1 : 0.25,
    net_kW: series(() => (chance(0.1) ? 0 : chance(0.1) ? -charge : random.between(-5, 5))),
    import_EURPerKWh,
    export_EURPerKWh: import_EURPerKWh.map((price) => (chance(0.1) ? price : price * random.next())),
    unit: {
      capacity_kWh,
      charge_kW: isVehicle ? away.map((isHere) => isHere * charge) : charge,
      discharge_kW: isVehicle ? away.map((isHere) => isHere * discharge) : cop ? 0 : discharge,
      chargeEfficiency: cop ? series(() => random.between(1.5, 5)) : chance(0.2) ? 1 : random.between(0.7, 1),
      dischargeEfficiency: chance(0.2) ? 1 : random.between(0.7, 1),
      lossPerStep: chance(0.5) ? 0 : random.between(0, 0.1),
      drain_kWh: drain,
      throughputCost_EURPerKWh: chance(0.5) ? 0 : random.between(0, 0.1),
      initial_kWh: capacity_kWh * random.next(),
      end,
      importCap_kW: chance(0.3) ? random.between(3, 8) : null,
      canCurtail: chance(0.3),
    },
  };
}
