/**
 * Who supplied whom, through storage too: every kWh that is used is traced back to what made it.
 *
 * A store is a mix: what is taken out of it has the origins of its content at that time, in proportion. What it held before
 * the first flow has no known origin.
 */

/** Energy from one device to another, in the order of time. */
export interface EnergyFlow {
  readonly from: string;
  readonly to: string;
  readonly energy_kWh: number;
}

export interface TracedStore {
  /** Energy out per energy in, 0..1; the loss is borne by all origins alike. */
  readonly efficiency: number;
  readonly initial_kWh: number;
}

/** Origin of what a store held before the first flow. */
export const UNKNOWN_ORIGIN = '';

export interface OriginTrace {
  /** Energy used by a device, by the device that made it [kWh]. */
  readonly supplied: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Energy each device made [kWh]: what left it and did not come out of a store. */
  readonly made: ReadonlyMap<string, number>;
  /** Taken from stores beyond what they held [kWh]: above zero, the flows contradict each other. Booked as of unknown origin. */
  readonly unexplained_kWh: number;
}

/** Traces flows. Devices not named in `stores` make energy where it leaves them and use it where it enters. */
export function traceOrigin(flows: readonly EnergyFlow[], stores: Readonly<Record<string, TracedStore>>): OriginTrace {
  const contents = new Map<string, Map<string, number>>();
  for (const [store, { initial_kWh }] of Object.entries(stores)) contents.set(store, new Map([[UNKNOWN_ORIGIN, initial_kWh]]));
  const supplied = new Map<string, Map<string, number>>();
  const made = new Map<string, number>();
  let unexplained_kWh = 0;
  for (const { from, to, energy_kWh } of flows) {
    const source = contents.get(from);
    const parts = source ? takeFrom(source, energy_kWh) : new Map([[from, energy_kWh]]);
    if (source) {
      const missing = energy_kWh - sumOf(parts);
      if (missing > 1e-9 * energy_kWh) {
        unexplained_kWh += missing;
        add(parts, UNKNOWN_ORIGIN, missing);
      }
    } else add(made, from, energy_kWh);
    const target = contents.get(to) ?? supplied.get(to) ?? new Map<string, number>();
    if (!contents.has(to)) supplied.set(to, target);
    const kept = stores[to]?.efficiency ?? 1;
    for (const [origin, part] of parts) add(target, origin, part * kept);
  }
  return { supplied, made, unexplained_kWh };
}

/** Takes energy out of a store in proportion to its content, at most all of it. */
function takeFrom(content: Map<string, number>, energy_kWh: number): Map<string, number> {
  const held = sumOf(content);
  const share = held > 0 ? Math.min(1, energy_kWh / held) : 0;
  const parts = new Map<string, number>();
  for (const [origin, part] of content) {
    if (part === 0) continue;
    parts.set(origin, part * share);
    content.set(origin, part * (1 - share));
  }
  return parts;
}

export interface AreaBalance {
  /** Used by the area's devices, and the part of it that the area's devices made [kWh]. */
  readonly used_kWh: number;
  readonly ownUsed_kWh: number;
  /** Made by the area's devices [kWh]. */
  readonly made_kWh: number;
  /** ownUsed / used and ownUsed / made; NaN where nothing is used or made. */
  readonly selfSufficiency: number;
  readonly selfConsumption: number;
}

/** Self-sufficiency and self-consumption of a group of devices: a home, a street, a community. */
export function areaBalance(trace: OriginTrace, devices: readonly string[]): AreaBalance {
  const own = new Set(devices);
  let used = 0;
  let ownUsed = 0;
  let made = 0;
  for (const device of own) {
    made += trace.made.get(device) ?? 0;
    for (const [origin, energy] of trace.supplied.get(device) ?? []) {
      used += energy;
      if (own.has(origin)) ownUsed += energy;
    }
  }
  return {
    used_kWh: used,
    ownUsed_kWh: ownUsed,
    made_kWh: made,
    selfSufficiency: used > 0 ? ownUsed / used : Number.NaN,
    selfConsumption: made > 0 ? ownUsed / made : Number.NaN,
  };
}

/**
 * Who supplied whom in a pool over a year [seller * participants + buyer] [kWh]: in every step each buyer has the same mix
 * of sellers.
 */
export function poolPartners(participantCount: number, steps: number, bought_kWh: Float64Array, sold_kWh: Float64Array): Float64Array {
  const partners = new Float64Array(participantCount * participantCount);
  const sellers: number[] = [];
  for (let t = 0; t < steps; t++) {
    let total = 0;
    sellers.length = 0;
    for (let n = 0; n < participantCount; n++) {
      const sold = sold_kWh[n * steps + t]!;
      if (sold > 0) sellers.push(n);
      total += sold;
    }
    if (total === 0) continue;
    for (let buyer = 0; buyer < participantCount; buyer++) {
      const bought = bought_kWh[buyer * steps + t]!;
      if (bought === 0) continue;
      for (const seller of sellers) {
        const at = seller * participantCount + buyer;
        partners[at] = partners[at]! + (bought * sold_kWh[seller * steps + t]!) / total;
      }
    }
  }
  return partners;
}

function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

function sumOf(map: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of map.values()) sum += value;
  return sum;
}
