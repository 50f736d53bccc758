/**
 * Stores of a pool run anew around one window so that it draws less (or more) than its baseline by a constant power.
 *
 * The limit N <= N0 - P inside the window is a price that rises steeply where it is broken: a link of its own whose flow is
 * N - N0 + P (see `coordinate.ts` for links). Stores answer one after the other, each exactly, to the price of all links
 * together; the ramps of prices narrow from sweep to sweep. Levels at both ends of the stretch are those of the baseline,
 * so that what was moved comes back inside it.
 */
import { CurveStorage } from '../dispatch/curveStorage.ts';
import { largestCharge } from '../dispatch/windowSolver.ts';
import type { FlexiblePool, PooledStore } from './pool.ts';
import type { ProductWindow } from './windows.ts';

type PriceCurves = Parameters<CurveStorage['solve']>[2];

export interface Redispatch {
  /** Of each store of the stretch [store * steps + step], steps from `window.first` on [kW]. */
  readonly power_kW: Float64Array;
  /** Change in the wanted direction in each step of the window [kW]. */
  readonly delivered_kW: Float64Array;
  /** What the stretch costs against the supplier, wear of stores included [EUR]. */
  readonly cost_EUR: number;
}

export interface Wanted {
  readonly direction: 'down' | 'up';
  readonly power_kW: number;
  /** Nothing may leave the community that would not leave it anyway. */
  readonly isLocalFirst: boolean;
}

/** Ramps of prices, from sweep to sweep, as a share of all power of the stores. */
export const RAMPS: readonly number[] = [0.1, 0.03, 0.01, 0.003];
/** A broken limit costs so many times the dearest energy. */
const LIMIT_TIMES = 30;

/** One stretch of the year; keeps its memory between answers. */
export class StretchSolver {
  readonly #pool: FlexiblePool;
  readonly #window: ProductWindow;
  readonly #solver: CurveStorage;
  readonly #steps: number;
  readonly #scale_EURPerKWh: number;
  readonly #size_kW: number;

  constructor(pool: FlexiblePool, window: ProductWindow, solver = new CurveStorage()) {
    this.#pool = pool;
    this.#window = window;
    this.#solver = solver;
    this.#steps = window.last - window.first;
    let dearest = 1e-3;
    for (let group = 0; group < pool.groups; group++) {
      for (let t = group * pool.steps + window.first; t < group * pool.steps + window.last; t++) {
        dearest = Math.max(dearest, Math.abs(pool.import_EURPerKWh[t]!), Math.abs(pool.export_EURPerKWh[t]!));
      }
    }
    this.#scale_EURPerKWh = dearest;
    this.#size_kW = pool.stores.reduce((sum, { unit }) => sum + largestCharge(unit), 0);
  }

  /** Whether the stretch has steps beside the window, to make ready or to catch up in. */
  get hasTimeAround(): boolean {
    const { first, last, from, to } = this.#window;
    return first < from || last > to;
  }

  /** As it runs without a call. */
  baseline(): Redispatch {
    const power_kW = new Float64Array(this.#pool.stores.length * this.#steps);
    for (const [i, store] of this.#pool.stores.entries()) {
      power_kW.set(store.power_kW.subarray(this.#window.first, this.#window.last), i * this.#steps);
    }
    return this.#rated(power_kW, 'down');
  }

  /**
   * Least cost with the wanted change, as near as sweeps come.
   * @param from schedules to begin with
   * @param ramps see {@link RAMPS}
   * @param limitRamp_kW the limit's price rises over so much shortfall; null for a tenth of the ramp of energy
   */
  solve(wanted: Wanted, from: Float64Array, ramps: readonly number[], limitRamp_kW: number | null = null): Redispatch {
    const power_kW = from.slice();
    const flow = this.#flows(power_kW, wanted);
    for (const ramp of ramps) {
      const width = ramp * this.#size_kW;
      const curves = this.#curves(wanted, width, limitRamp_kW);
      this.#sweep(power_kW, flow, curves, wanted.isLocalFirst);
    }
    return this.#rated(power_kW, wanted.direction);
  }

  #sweep(power_kW: Float64Array, flow: Float64Array, curves: PriceCurves, isLocalFirst: boolean): void {
    const steps = this.#steps;
    const { stores, groups } = this.#pool;
    for (let i = 0; i < stores.length; i++) {
      const store = stores[i]!;
      const path = pathOf(store, groups, isLocalFirst);
      const x = power_kW.subarray(i * steps, (i + 1) * steps);
      const before = x.slice();
      for (const link of path) for (let t = 0; t < steps; t++) flow[link * steps + t]! -= x[t]!;
      const window = {
        first: this.#window.first,
        start_kWh: store.level_kWh[this.#window.first]!,
        end: { level_kWh: store.level_kWh[this.#window.last]! },
      };
      // A store whose own limits leave no other way (a tank that is full all day) stays as it was.
      if (!this.#solver.solve(store.unit, window, curves, path, flow, x)) x.set(before);
      for (const link of path) for (let t = 0; t < steps; t++) flow[link * steps + t]! += x[t]!;
    }
  }

  /** Flow over links: of each group; above the limit; of each group above what leaves it anyway. */
  #flows(power_kW: Float64Array, { direction, power_kW: wanted_kW }: Wanted): Float64Array {
    const { groups, net_kW, steps: year, stores } = this.#pool;
    const { first, from, to } = this.#window;
    const steps = this.#steps;
    const flow = new Float64Array((2 * groups + 1) * steps);
    const sign = direction === 'down' ? 1 : -1;
    for (let group = 0; group < groups; group++) {
      for (let t = 0; t < steps; t++) {
        const net = net_kW[group * year + first + t]!;
        flow[group * steps + t] = net;
        flow[(groups + 1 + group) * steps + t] = net - Math.min(net, 0);
      }
    }
    for (let t = from - first; t < to - first; t++) flow[groups * steps + t] = sign * wanted_kW;
    for (let i = 0; i < stores.length; i++) {
      const { power_kW: own } = stores[i]!;
      for (const link of pathOf(stores[i]!, groups, true)) {
        for (let t = 0; t < steps; t++) flow[link * steps + t]! += power_kW[i * steps + t]! - own[first + t]!;
      }
    }
    return flow;
  }

  #curves({ direction, isLocalFirst, power_kW }: Wanted, width_kW: number, limitRamp_kW: number | null): PriceCurves {
    const { groups, import_EURPerKWh, export_EURPerKWh, steps: year, step_h } = this.#pool;
    const { first, from, to } = this.#window;
    const steps = this.#steps;
    const links = 2 * groups + 1;
    const size = links * steps;
    const [centre, low, high, rise] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
    const limit_EURPerKWh = LIMIT_TIMES * this.#scale_EURPerKWh;
    for (let group = 0; group < groups; group++) {
      for (let t = 0; t < steps; t++) {
        const row = group * steps + t;
        const most = import_EURPerKWh[group * year + first + t]!;
        const least = Math.min(export_EURPerKWh[group * year + first + t]!, most);
        low[row] = least;
        high[row] = most;
        centre[row] = (least + most) / 2;
        rise[row] = (most - least) / width_kW;
        if (!isLocalFirst) continue;
        const floor = (groups + 1 + group) * steps + t;
        low[floor] = -limit_EURPerKWh;
        rise[floor] = limit_EURPerKWh / (0.1 * width_kW);
      }
    }
    const ramp = limitRamp_kW ?? Math.max(1e-6, 0.1 * Math.min(width_kW, power_kW));
    // At the limit the price is above what moving energy usually costs, so that the limit holds and is hardly overshot.
    const inside = limitRamp_kW === null ? 2 * this.#scale_EURPerKWh : 0;
    for (let t = from - first; t < to - first; t++) {
      const row = groups * steps + t;
      rise[row] = limit_EURPerKWh / ramp;
      if (direction === 'down') {
        high[row] = limit_EURPerKWh;
        centre[row] = inside;
      } else {
        low[row] = -limit_EURPerKWh;
        centre[row] = -inside;
      }
    }
    const curves = { steps, links, step_h, centre, low, high, rise, limits: { low, high } };
    return curves;
  }

  #rated(power_kW: Float64Array, direction: 'down' | 'up'): Redispatch {
    const { groups, net_kW, import_EURPerKWh, export_EURPerKWh, steps: year, step_h, stores } = this.#pool;
    const { first, from, to } = this.#window;
    const steps = this.#steps;
    const change = new Float64Array(groups * steps);
    let wear = 0;
    for (let i = 0; i < stores.length; i++) {
      const { unit, group, power_kW: own } = stores[i]!;
      for (let t = 0; t < steps; t++) {
        const x = power_kW[i * steps + t]!;
        change[group * steps + t]! += x - own[first + t]!;
        wear += Math.abs(x) * unit.throughputCost_EURPerKWh;
      }
    }
    let cost = wear;
    const delivered_kW = new Float64Array(to - from);
    const sign = direction === 'down' ? -1 : 1;
    for (let group = 0; group < groups; group++) {
      for (let t = 0; t < steps; t++) {
        const at = group * year + first + t;
        const net = net_kW[at]! + change[group * steps + t]!;
        cost += net > 0 ? net * import_EURPerKWh[at]! : net * export_EURPerKWh[at]!;
        const inWindow = first + t - from;
        if (inWindow >= 0 && inWindow < delivered_kW.length) delivered_kW[inWindow]! += sign * change[group * steps + t]!;
      }
    }
    return { power_kW, delivered_kW, cost_EUR: cost * step_h };
  }
}

function pathOf({ group }: PooledStore, groups: number, isLocalFirst: boolean): readonly number[] {
  return isLocalFirst ? [group, groups, groups + 1 + group] : [group, groups];
}
