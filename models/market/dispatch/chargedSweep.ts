/** Each member in turn against all others, at what a kWh of it really costs the community. */
import { steppedStorageYear } from '../../energy/storage/steppedYear.ts';
import type { StorageWorkspace } from '../../energy/storage/storageYear.ts';
import { type ChargedFlows, ownCost } from './chargedFlows.ts';
import type { ChargedLinks } from './chargedLinks.ts';
import type { MemberRuns, MemberStore } from './members.ts';
import { addRuns, bestStarts } from './shiftRuns.ts';

export class ChargedSweep {
  readonly #links: ChargedLinks;
  readonly #steps: number;
  readonly #step_h: number;
  readonly #work: StorageWorkspace;

  constructor(links: ChargedLinks, steps: number, step_h: number, work: StorageWorkspace) {
    this.#links = links;
    this.#steps = steps;
    this.#step_h = step_h;
    this.#work = work;
  }

  /** Runs a store anew where that costs less. @returns what it saves [EUR] */
  store(store: MemberStore, flows: ChargedFlows): number {
    const { low, high, meterLow, meterHigh, meterOf, pathOfMember } = this.#links;
    const steps = this.#steps;
    const { unit, participant, power_kW: old } = store;
    const path = pathOfMember[participant]!;
    const meter = meterOf[participant]! * steps;
    const member = participant * steps;
    const stairs = path.length + 1;
    const base_EURPerKWh = new Float64Array(steps);
    const at_kW = new Float64Array(stairs * steps);
    const rise_EURPerKWh = new Float64Array(stairs * steps);
    for (let t = 0; t < steps; t++) {
      const x = old[t]!;
      let stair = t * stairs;
      let base = meterLow[meter + t]!;
      at_kW[stair] = x - flows.net_kW[member + t]!;
      rise_EURPerKWh[stair] = meterHigh[meter + t]! - base;
      for (const link of path) {
        const row = link * steps + t;
        stair++;
        base += low[row]!;
        at_kW[stair] = x - flows.flow_kW[row]!;
        rise_EURPerKWh[stair] = high[row]! - low[row]!;
      }
      base_EURPerKWh[t] = base;
    }
    const stairPrices = { steps, stairs, base_EURPerKWh, at_kW, rise_EURPerKWh };
    const { power_kW } = steppedStorageYear(unit, stairPrices, this.#step_h, this.#work);
    let saved = 0;
    for (let t = 0; t < steps; t++) saved -= this.#extra(flows, participant, t, power_kW[t]! - old[t]!);
    saved = saved * this.#step_h + ownCost(unit, old, this.#step_h) - ownCost(unit, power_kW, this.#step_h);
    // Steps that are not convex are planned on their hulls, which may cost more.
    if (!(saved > 0)) return 0;
    for (let t = 0; t < steps; t++) this.#move(flows, participant, t, power_kW[t]! - old[t]!);
    store.power_kW = power_kW;
    return saved;
  }

  /** Starts runs anew. @returns what it saves [EUR] */
  runs(run: MemberRuns, flows: ChargedFlows): number {
    const steps = this.#steps;
    const { participant, asset } = run;
    const change = new Float64Array(steps);
    addRuns(asset, run.starts, change, -1);
    for (let t = 0; t < steps; t++) this.#move(flows, participant, t, change[t]!);
    const cost = (starts: Int32Array): number => {
      const power = new Float64Array(steps);
      addRuns(asset, starts, power);
      let sum = 0;
      for (let t = 0; t < steps; t++) if (power[t] !== 0) sum += this.#extra(flows, participant, t, power[t]!);
      return sum * this.#step_h;
    };
    const starts = bestStarts(asset, (t, power) => this.#extra(flows, participant, t, power));
    const saved = cost(run.starts) - cost(starts);
    if (saved > 0) run.starts = starts;
    change.fill(0);
    addRuns(asset, run.starts, change);
    for (let t = 0; t < steps; t++) this.#move(flows, participant, t, change[t]!);
    return Math.max(0, saved);
  }

  /** What so much more at a meter costs per hour [EUR/h]. */
  #extra({ net_kW, flow_kW }: ChargedFlows, participant: number, t: number, change: number): number {
    if (change === 0) return 0;
    const { low, high, meterLow, meterHigh, meterOf, pathOfMember } = this.#links;
    const steps = this.#steps;
    const meter = meterOf[participant]! * steps + t;
    const y = net_kW[participant * steps + t]!;
    let extra = stairWorth(y + change, meterLow[meter]!, meterHigh[meter]!) - stairWorth(y, meterLow[meter]!, meterHigh[meter]!);
    for (const link of pathOfMember[participant]!) {
      const row = link * steps + t;
      const z = flow_kW[row]!;
      extra += stairWorth(z + change, low[row]!, high[row]!) - stairWorth(z, low[row]!, high[row]!);
    }
    return extra;
  }

  #move({ net_kW, flow_kW }: ChargedFlows, participant: number, t: number, change: number): void {
    if (change === 0) return;
    const steps = this.#steps;
    net_kW[participant * steps + t]! += change;
    for (const link of this.#links.pathOfMember[participant]!) flow_kW[link * steps + t]! += change;
  }
}

function stairWorth(y: number, low: number, high: number): number {
  return y * (y > 0 ? high : low);
}
