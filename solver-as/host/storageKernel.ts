/** Exact storage years on the kernels: as models/energy/storage/storageYear.ts, several times faster. */
import { lowestOfConvex } from '#models/energy/storage/convexLine.ts';
import { cyclicStarts } from '#models/energy/storage/cyclicStarts.ts';
import {
  checkStorageProblem,
  checkStorageUnit,
  type StorageProblem,
  type StorageSchedule,
  type StorageUnit,
} from '#models/energy/storage/storageUnit.ts';
import { optimalStorageYear, storageResponse } from '#models/energy/storage/storageYear.ts';
import { type KernelKind, KernelMemory } from './kernels.ts';
import { STORAGE_LAYOUT } from './layout.generated.ts';

type Field = (typeof STORAGE_LAYOUT)[number];

/** A store whose series lie in the kernel's memory. */
export interface KeptUnit {
  readonly unit: StorageUnit;
  readonly steps: number;
  readonly step_h: number;
  readonly fields: Readonly<Partial<Record<Field, number>>>;
}

export interface PriceResponse {
  /** At the price, wear included, less what is left at a free end [EUR]. */
  readonly cost_EUR: number;
  /** No schedule costs less [EUR]. */
  readonly bound_EUR: number;
}

export interface StorageKernel {
  /** As `optimalStorageYear` of the models. */
  storageYear(problem: StorageProblem): StorageSchedule;
  /** Keeps a store for {@link respond}, for as long as the kernel lives. @throws InputError `storage.value`, `storage.series` */
  keep(unit: StorageUnit, steps: number, step_h: number): KeptUnit;
  /**
   * As `storageResponse` of the models, for a store that was kept.
   * @param power_kW receives the power at the meter, per step
   */
  respond(kept: KeptUnit, price_EURPerKWh: Float64Array, power_kW: Float64Array): PriceResponse;
}

const INDEX_OF = Object.fromEntries(STORAGE_LAYOUT.map((field, index) => [field, index])) as Readonly<Record<Field, number>>;
const SEGMENT_BYTES_PER_STEP = 48;
const PAIR_BYTES = 16;
/** Slopes per step that the first arena has room for. */
const FIRST_ARENA_PAIRS = 16;
/** A larger one is left to the reference, which computes again what does not fit. */
const MOST_ARENA_BYTES = 2 ** 28;
const DONE = 0;
const ARENA_FULL = 1;

/** @param kind the scalar twin is for tests */
export function createStorageKernel(module: WebAssembly.Module, kind: KernelKind = 'vector'): StorageKernel {
  const kernel = new StorageKernelInstance(module, kind);
  return {
    storageYear: (problem) => kernel.storageYear(problem),
    keep: (unit, steps, step_h) => {
      checkStorageUnit(unit, steps);
      return kernel.keep(unit, steps, step_h);
    },
    respond: (kept, price, power) => kernel.respond(kept, price, power),
  };
}

class StorageKernelInstance {
  readonly #memory: KernelMemory;
  readonly #descriptor: number;
  readonly #segments: (storage: number, atMeter: number) => number;
  readonly #path: (storage: number, atMeter: number) => number;
  #steps = 0;
  #workspace: Readonly<Partial<Record<Field, number>>> = {};
  #arena = { at: 0, bytes: 0 };

  constructor(module: WebAssembly.Module, kind: KernelKind) {
    this.#memory = new KernelMemory(module);
    const { exports } = this.#memory;
    const isVector = kind === 'vector';
    this.#segments = isVector ? exports.storageSegments_f64x2 : exports.storageSegments_f64;
    this.#path = isVector ? exports.storagePath_f64x2 : exports.storagePath_f64;
    this.#descriptor = this.#memory.allocate(STORAGE_LAYOUT.length * 8);
  }

  keep(unit: StorageUnit, steps: number, step_h: number): KeptUnit {
    const isFree = unit.end.kind === 'free';
    const charge = this.#place(unit.charge_kW);
    const discharge = this.#place(unit.discharge_kW);
    const efficiency = this.#place(unit.chargeEfficiency);
    const fields = {
      steps,
      step_h,
      capacity_kWh: unit.capacity_kWh,
      loss: unit.lossPerStep,
      dischargeEfficiency: unit.dischargeEfficiency,
      wear_EURPerKWh: unit.throughputCost_EURPerKWh,
      importCap_kW: unit.importCap_kW ?? Infinity,
      canCurtail: unit.canCurtail ? 1 : 0,
      initial_kWh: unit.initial_kWh,
      endKind: isFree ? 0 : 1,
      end: unit.end.kind === 'free' ? unit.end.value_EURPerKWh : unit.end.kind === 'fixed' ? unit.end.level_kWh : 0,
      charge: charge.at,
      chargeStep: charge.step,
      discharge: discharge.at,
      dischargeStep: discharge.step,
      chargeEfficiency: efficiency.at,
      chargeEfficiencyStep: efficiency.step,
      drain: unit.drain_kWh === null ? 0 : this.#placeSeries(unit.drain_kWh),
    };
    return { unit, steps, step_h, fields };
  }

  storageYear(problem: StorageProblem): StorageSchedule {
    checkStorageProblem(problem);
    const { steps, step_h, unit } = problem;
    this.#reserve(steps);
    const mark = this.#memory.top;
    let status = DONE;
    try {
      this.#set(this.keep(unit, steps, step_h).fields);
      const { net = 0, buy = 0, sell = 0 } = this.#workspace;
      this.#writeSeries(net, problem.net_kW);
      this.#writeSeries(buy, problem.import_EURPerKWh);
      this.#writeSeries(sell, problem.export_EURPerKWh);
      status = this.#segments(this.#descriptor, 1) || this.#run(unit, true);
    } finally {
      this.#memory.release(mark);
    }
    if (status === ARENA_FULL && this.#arena.bytes < MOST_ARENA_BYTES) {
      this.#growArena();
      return this.storageYear(problem);
    }
    // The reference finds words for what is wrong, and schedules for costs that are not convex.
    if (status !== DONE || this.#get('hollowSteps') > 0) return optimalStorageYear(problem);
    return this.#schedule(problem);
  }

  respond(kept: KeptUnit, price_EURPerKWh: Float64Array, power_kW: Float64Array): PriceResponse {
    const { unit, steps, step_h } = kept;
    this.#reserve(steps);
    this.#set(kept.fields);
    this.#writeSeries(this.#workspace.buy ?? 0, price_EURPerKWh);
    const status = this.#segments(this.#descriptor, 0) || this.#run(unit, false);
    if (status === ARENA_FULL && this.#arena.bytes < MOST_ARENA_BYTES) {
      this.#growArena();
      return this.respond(kept, price_EURPerKWh, power_kW);
    }
    if (status !== DONE) {
      const response = storageResponse(unit, price_EURPerKWh, step_h);
      power_kW.set(response.power_kW);
      return response;
    }
    power_kW.set(this.#memory.f64(this.#workspace.power ?? 0, steps));
    const left_EUR = this.#left_EUR(unit, steps);
    const through_kWh = this.#get('through_kWPerStep') * step_h;
    const cost_EUR = this.#get('energy_EURPerH') * step_h + through_kWh * unit.throughputCost_EURPerKWh - left_EUR;
    if (this.#get('hollowSteps') === 0) return { cost_EUR, bound_EUR: cost_EUR };
    return { cost_EUR, bound_EUR: Math.min(cost_EUR, this.#get('base_EUR') + this.#get('hull_EUR') - left_EUR) };
  }

  /** The path for the end that the store has; a start to come back to is looked for. */
  #run(unit: StorageUnit, atMeter: boolean): number {
    const run = () => this.#path(this.#descriptor, atMeter ? 1 : 0);
    if (unit.end.kind !== 'cyclic') return run();
    const steps = this.#get('steps');
    const changes = {
      steps,
      least_kWh: this.#memory.f64(this.#workspace.least ?? 0, steps),
      most_kWh: this.#memory.f64(this.#workspace.most ?? 0, steps),
    };
    const [from, to] = cyclicStarts(changes, unit);
    let status = DONE;
    const costFrom = (start: number) => {
      this.#set({ initial_kWh: start, end: start });
      status ||= run();
      return this.#get('hull_EUR');
    };
    const best = lowestOfConvex(costFrom, from, to);
    costFrom(best);
    return status;
  }

  #schedule({ steps, step_h, unit }: StorageProblem): StorageSchedule {
    const energy_EUR = this.#get('energy_EURPerH') * step_h;
    const wear_EUR = this.#get('through_kWPerStep') * step_h * unit.throughputCost_EURPerKWh;
    const cost_EUR = energy_EUR + wear_EUR - this.#left_EUR(unit, steps);
    return {
      power_kW: this.#memory.f64(this.#workspace.power ?? 0, steps).slice(),
      level_kWh: this.#memory.f64(this.#workspace.level ?? 0, steps + 1).slice(),
      cost_EUR,
      energy_EUR,
      curtailed_kWh: this.#get('curtailed_kW') * step_h,
      exactness: 'exact',
      bound_EUR: cost_EUR,
      reason: null,
    };
  }

  #left_EUR({ end }: StorageUnit, steps: number): number {
    if (end.kind !== 'free') return 0;
    return end.value_EURPerKWh * this.#memory.f64((this.#workspace.level ?? 0) + 8 * steps, 1)[0]!;
  }

  #get(field: Field): number {
    return this.#memory.f64(this.#descriptor, STORAGE_LAYOUT.length)[INDEX_OF[field]]!;
  }

  #set(fields: Readonly<Partial<Record<Field, number>>>): void {
    const cells = this.#memory.f64(this.#descriptor, STORAGE_LAYOUT.length);
    for (const [field, value] of Object.entries(fields)) cells[INDEX_OF[field as Field]] = value;
  }

  /** Kernels take two steps at once, so a constant is there twice and every series has a zero behind it. */
  #place(value: number | Float64Array): { at: number; step: number } {
    if (typeof value !== 'number') return { at: this.#placeSeries(value), step: 8 };
    return { at: this.#memory.place(Float64Array.of(value, value)), step: 0 };
  }

  #placeSeries(series: Float64Array): number {
    const at = this.#memory.allocate(8 * (series.length + 1));
    this.#writeSeries(at, series);
    return at;
  }

  #writeSeries(at: number, series: Float64Array): void {
    const view = this.#memory.f64(at, series.length + 1);
    view.set(series);
    view[series.length] = 0;
  }

  /** Room for runs of so many steps. */
  #reserve(steps: number): void {
    if (steps > this.#steps) {
      const memory = this.#memory;
      const series = () => memory.allocate(8 * (steps + 2));
      this.#workspace = {
        net: series(),
        buy: series(),
        sell: series(),
        segments: memory.allocate(SEGMENT_BYTES_PER_STEP * (steps + 1)),
        least: series(),
        most: series(),
        begin: memory.allocate(4 * (steps + 1)),
        finish: memory.allocate(4 * (steps + 1)),
        lowest: series(),
        level: series(),
        power: series(),
      };
      this.#steps = steps;
      if (this.#arena.bytes === 0) this.#growArena();
    }
    this.#set(this.#workspace);
    this.#set({ arena: this.#arena.at, arenaEnd: this.#arena.at + this.#arena.bytes });
    this.#memory.f64(this.#workspace.power ?? 0, steps + 1)[steps] = 0;
  }

  #growArena(): void {
    const bytes = Math.max(2 * this.#arena.bytes, PAIR_BYTES * FIRST_ARENA_PAIRS * (this.#steps + 1));
    this.#arena = { at: this.#memory.allocate(bytes), bytes };
  }
}
