/**
 * Quantities of a pool, after the fact: in every step what some members have over serves the others, in proportion, and
 * the supplier takes the rest. No price is needed for it; see priceRules.ts.
 */
import { InputError } from '../../core/errors.ts';
import type { SlotNeeds } from '../cleared.ts';

export interface PoolYear {
  readonly participantCount: number;
  readonly steps: number;
  /** Surplus and deficit of all members, per step [kWh]. */
  readonly supply_kWh: Float64Array;
  readonly demand_kWh: Float64Array;
  /** Energy that changes hands inside, per step [kWh]. */
  readonly shared_kWh: Float64Array;
  /**
   * What each member gets and gives, [participant * steps + step] [kWh]; null where it is in proportion: deficit x
   * shared / demand and surplus x shared / supply.
   */
  readonly amounts: { readonly bought_kWh: Float64Array; readonly sold_kWh: Float64Array } | null;
  /** Steps in which nothing is shared although there is something to share, because no price suits both sides. */
  readonly unsuitedSteps: number;
}

/** A fixed local price [EUR/kWh]: outside [export, import] one side would do better with the supplier. */
export interface AgreedPrice {
  readonly price_EURPerKWh: number;
}

/**
 * Pool of a year: shared = min(surplus, deficit) per step.
 *
 * Nothing is shared in steps in which the supplier pays more for energy than it asks (feed-in above retail): every kWh
 * passed on inside would cost the two sides money together. With a fixed local price, nothing is shared either where it
 * lies outside the supplier's two prices. `unsuitedSteps` counts both.
 * @throws InputError `market.poolInput` where a quantity or a price is not a finite number
 */
export function clearPoolYear(needs: SlotNeeds, agreed?: AgreedPrice): PoolYear {
  const { steps } = needs;
  const { supply, demand } = sums(needs);
  const shared = new Float64Array(steps);
  let unsuitedSteps = 0;
  for (let t = 0; t < steps; t++) {
    const most = Math.min(supply[t]!, demand[t]!);
    if (suits(needs, t, agreed)) shared[t] = most;
    else if (most > 0) unsuitedSteps++;
  }
  return {
    participantCount: needs.participantCount,
    steps,
    supply_kWh: supply,
    demand_kWh: demand,
    shared_kWh: shared,
    amounts: null,
    unsuitedSteps,
  };
}

/** Who gets how much of the surplus of the community's plants. */
export interface SharingCoefficients {
  /** Rows whose surplus is shared out. All members' surplus where null; else what others have over goes to the supplier. */
  readonly plants: readonly number[] | null;
  /** Per participant (static), or [participant * steps + step] (dynamic); at least 0, summing to at most 1 per step. */
  readonly share: Float64Array;
  /**
   * What becomes of a part its member does not need: `supplier` buys it; `others` with a deficit left get it in proportion
   * to that, in one further round, and the supplier buys what is over then.
   */
  readonly unused: 'supplier' | 'others';
}

/**
 * Year under fixed sharing coefficients: each member gets its part of the plants' surplus, at most what it needs. Plants
 * give in proportion to their surplus. A coefficient of a member with surplus of its own is unused in that step.
 * @throws InputError `market.poolInput` as {@link clearPoolYear}; `market.coefficients` where they are negative, not numbers, of the wrong count, or above 1 together
 */
export function coefficientsYear(needs: SlotNeeds, coefficients: SharingCoefficients): PoolYear {
  const { participantCount, steps, net_kWh } = needs;
  const shareAt = checkedShares(coefficients.share, participantCount, steps);
  const isPlant = new Uint8Array(participantCount).fill(coefficients.plants === null ? 1 : 0);
  for (const row of coefficients.plants ?? []) isPlant[row] = 1;
  const { supply, demand } = sums(needs);
  const shared = new Float64Array(steps);
  const bought = new Float64Array(participantCount * steps);
  const sold = new Float64Array(participantCount * steps);
  let unsuitedSteps = 0;
  for (let t = 0; t < steps; t++) {
    let offered = 0;
    for (let n = 0; n < participantCount; n++) if (isPlant[n] === 1) offered += Math.max(-net_kWh[n * steps + t]!, 0);
    if (offered === 0 || demand[t] === 0) continue;
    if (!suits(needs, t)) {
      unsuitedSteps++;
      continue;
    }
    let used = 0;
    for (let n = 0; n < participantCount; n++) {
      const got = Math.min(Math.max(net_kWh[n * steps + t]!, 0), offered * shareAt(n, t));
      bought[n * steps + t] = got;
      used += got;
    }
    const open = demand[t]! - used;
    if (coefficients.unused === 'others' && open > 0 && offered > used) {
      const part = Math.min(1, (offered - used) / open);
      for (let n = 0; n < participantCount; n++) {
        const at = n * steps + t;
        if (net_kWh[at]! > 0) bought[at] = bought[at]! + part * (net_kWh[at]! - bought[at]!);
      }
      used += part * open;
    }
    used = Math.min(used, offered);
    shared[t] = used;
    for (let n = 0; n < participantCount; n++) {
      if (isPlant[n] === 1) sold[n * steps + t] = (Math.max(-net_kWh[n * steps + t]!, 0) * used) / offered;
    }
  }
  return {
    participantCount,
    steps,
    supply_kWh: supply,
    demand_kWh: demand,
    shared_kWh: shared,
    amounts: { bought_kWh: bought, sold_kWh: sold },
    unsuitedSteps,
  };
}

function suits(needs: SlotNeeds, t: number, agreed?: AgreedPrice): boolean {
  const least = needs.export_EURPerKWh[t]!;
  const most = needs.import_EURPerKWh[t]!;
  if (least > most) return false;
  return agreed === undefined || (agreed.price_EURPerKWh >= least && agreed.price_EURPerKWh <= most);
}

function sums({ participantCount, steps, net_kWh, import_EURPerKWh, export_EURPerKWh }: SlotNeeds) {
  const supply = new Float64Array(steps);
  const demand = new Float64Array(steps);
  for (let n = 0; n < participantCount; n++) {
    const from = n * steps;
    for (let t = 0; t < steps; t++) {
      const net = net_kWh[from + t]!;
      if (net > 0) demand[t] = demand[t]! + net;
      else supply[t] = supply[t]! - net;
    }
  }
  for (let t = 0; t < steps; t++) {
    if (!Number.isFinite(demand[t]! + supply[t]!)) throw notFinite('energy', t);
    if (!Number.isFinite(import_EURPerKWh[t]! + export_EURPerKWh[t]!)) throw notFinite('price', t);
  }
  return { supply, demand };
}

function notFinite(what: 'energy' | 'price', step: number): InputError {
  return new InputError({
    code: 'market.poolInput',
    message:
      what === 'energy'
        ? 'A quantity of energy is missing or not a finite number.'
        : 'A price of the supplier is missing or not a finite number.',
    where: `step ${step}`,
    mend: 'Fill the gap in the file the values come from.',
    values: { what, step },
  });
}

function checkedShares(share: Float64Array, participantCount: number, steps: number): (n: number, t: number) => number {
  const isStatic = share.length === participantCount;
  if (!isStatic && share.length !== participantCount * steps) throw badCoefficients('count', 0);
  const shareAt = isStatic ? (n: number) => share[n]! : (n: number, t: number) => share[n * steps + t]!;
  for (let t = 0; t < (isStatic ? 1 : steps); t++) {
    let sum = 0;
    for (let n = 0; n < participantCount; n++) {
      const part = shareAt(n, t);
      if (!(part >= 0)) throw badCoefficients('negative', t);
      sum += part;
    }
    if (!(sum <= 1 + 1e-9)) throw badCoefficients('sum', t);
  }
  return shareAt;
}

function badCoefficients(what: 'count' | 'negative' | 'sum', step: number): InputError {
  const messages = {
    count: 'There must be one sharing coefficient per member, or one per member and step.',
    negative: 'A sharing coefficient is below zero or not a number.',
    sum: 'The sharing coefficients add up to more than 1.',
  };
  return new InputError({
    code: 'market.coefficients',
    message: messages[what],
    where: `step ${step}`,
    mend: 'Give every member a share of at least 0, together at most 1.',
    values: { what, step },
  });
}
