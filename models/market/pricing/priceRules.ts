/**
 * What a member of a pool pays and gets per kWh, found after the fact from what all of them used and made.
 *
 * All rules but bill sharing have one local price per step for what is shared; what is missing costs the supplier's
 * price and what is over earns it. Spread over all members this is
 *
 *     buy = (X p + (D - X) p_i) / D,   sell = (X p + (S - X) p_e) / S
 *
 * with X what is shared, so D buy - S sell is the community's bill in every step, whatever p is. The published formulas of
 * each rule follow from its p; docs/models/price-rules.md has them side by side.
 */
import type { Issue } from '../../core/issue.ts';
import type { SlotNeeds } from '../cleared.ts';
import type { PriceRule } from '../marketConfig.ts';
import { type BillingPeriod, billSharingPrices } from './billSharing.ts';
import type { PoolYear } from './poolYear.ts';

export const POOL_PRICE_RULES = [
  'dual',
  'mid-market',
  'supply-demand',
  'supply-demand-compensated',
  'bill-sharing',
  'fixed',
  'retail',
] as const satisfies readonly PriceRule[];
/** Rules that need no orders, only the pool's quantities. */
export type PoolPriceRule = (typeof POOL_PRICE_RULES)[number];

export function isPoolPriceRule(rule: PriceRule): rule is PoolPriceRule {
  return (POOL_PRICE_RULES as readonly PriceRule[]).includes(rule);
}

/** What members use and make behind their meters, [participant * steps + step] [kWh], stored or shifted energy not included. */
export interface GrossEnergy {
  readonly load_kWh: Float64Array;
  readonly generation_kWh: Float64Array;
}

export interface PriceParams {
  /** Compensation of `supply-demand-compensated` [EUR/kWh]; held within 0..p_i - p_e per step. */
  readonly compensation: number;
  /** Local price of `fixed` [EUR/kWh]. */
  readonly fixedPrice: number;
  /** Where the price lies between the supplier's two where the pool is balanced exactly (`dual`), 0..1. */
  readonly k: number;
  /** Billing period of `bill-sharing`; a year where absent. */
  readonly billing?: BillingPeriod;
}

export interface PoolPrices {
  readonly rule: PoolPriceRule;
  /** Per step: for every kWh a member needs, and that it has over; what the supplier delivers is part of it. */
  readonly buy_EURPerKWh: Float64Array;
  readonly sell_EURPerKWh: Float64Array;
  /** `net`: needs and surpluses at the meter are priced; `gross`: all use and all generation behind it. */
  readonly basis: 'net' | 'gross';
  /** Price of what is shared, per step; null where the rule has none (bill sharing) or nothing is shared (retail). */
  readonly local_EURPerKWh: Float64Array | null;
  readonly findings: readonly Issue[];
}

/**
 * Prices of a rule for a year. What each rule does with 0/0, infinite ratios, zero and negative prices is stated in
 * docs/models/price-rules.md; steps that were treated are counted in `findings`.
 * @param gross needed by `mid-market` alone, which prices use and generation before they are netted at the meter
 */
export function priceYear(rule: PoolPriceRule, pool: PoolYear, needs: SlotNeeds, gross: GrossEnergy, params: PriceParams): PoolPrices {
  const findings: Issue[] = [];
  if (pool.unsuitedSteps > 0 && rule !== 'retail') findings.push(finding('market.price.unsuited', pool.unsuitedSteps));
  if (rule === 'retail') {
    return {
      rule,
      buy_EURPerKWh: needs.import_EURPerKWh.slice(),
      sell_EURPerKWh: needs.export_EURPerKWh.slice(),
      basis: 'net',
      local_EURPerKWh: null,
      findings,
    };
  }
  if (rule === 'bill-sharing') {
    const { buy, sell, meanPricePeriods } = billSharingPrices(pool, needs, params.billing ?? 'year');
    if (meanPricePeriods > 0) findings.push(finding('market.price.billMean', meanPricePeriods));
    return { rule, buy_EURPerKWh: buy, sell_EURPerKWh: sell, basis: 'net', local_EURPerKWh: null, findings };
  }
  const local = localPrices(rule, pool, needs, params, findings);
  if (rule === 'mid-market') return spread(rule, local, grossTotals(pool, needs, gross), needs, 'gross', findings);
  const totals = { demand: pool.demand_kWh, supply: pool.supply_kWh, shared: pool.shared_kWh };
  return spread(rule, local, totals, needs, 'net', findings);
}

type LocalRule = Exclude<PoolPriceRule, 'retail' | 'bill-sharing'>;

/** Price of the shared energy per step; in steps in which nothing is, that of the first kWh that would be. */
function localPrices(rule: LocalRule, pool: PoolYear, needs: SlotNeeds, params: PriceParams, findings: Issue[]): Float64Array {
  const local = new Float64Array(pool.steps);
  let linearSteps = 0;
  let outsideSteps = 0;
  for (let t = 0; t < pool.steps; t++) {
    const most = needs.import_EURPerKWh[t]!;
    const least = needs.export_EURPerKWh[t]!;
    const supply = pool.supply_kWh[t]!;
    const demand = pool.demand_kWh[t]!;
    switch (rule) {
      case 'dual':
        if (demand > supply) local[t] = most;
        else local[t] = supply > demand ? least : least + params.k * (most - least);
        break;
      case 'mid-market':
        local[t] = (most + least) / 2;
        break;
      case 'fixed':
        local[t] = params.fixedPrice;
        if (pool.shared_kWh[t]! > 0 && (params.fixedPrice < least || params.fixedPrice > most)) outsideSteps++;
        break;
      default: {
        const room = Math.max(most - least, 0);
        const added = rule === 'supply-demand' ? 0 : Math.min(Math.max(params.compensation, 0), room);
        if ((most <= 0 || least + added < 0) && supply > 0 && supply < demand) linearSteps++;
        local[t] = supplyDemandPrice(supply, demand, most, least + added);
      }
    }
  }
  if (linearSteps > 0) findings.push(finding('market.price.linear', linearSteps));
  if (outsideSteps > 0) findings.push(finding('market.price.fixedOutside', outsideSteps));
  return local;
}

/**
 * Local price of the supply-demand ratio (Liu et al. 2017, eq. 7): 1/p = r/p_e + (1 - r)/p_i, r = supply/demand up to 1.
 * Without demand, or with more supply than demand, p = p_e; without supply p = p_i. The harmonic mean has a pole between
 * prices of different sign: where one is negative, the arithmetic mean r p_e + (1 - r) p_i takes its place.
 */
export function supplyDemandPrice(supply_kWh: number, demand_kWh: number, import_EURPerKWh: number, export_EURPerKWh: number): number {
  if (demand_kWh === 0 || supply_kWh >= demand_kWh) return export_EURPerKWh;
  if (supply_kWh === 0) return import_EURPerKWh;
  const ratio = supply_kWh / demand_kWh;
  if (import_EURPerKWh <= 0 || export_EURPerKWh < 0) return ratio * export_EURPerKWh + (1 - ratio) * import_EURPerKWh;
  if (export_EURPerKWh === 0) return 0;
  return export_EURPerKWh / (ratio + (1 - ratio) * (export_EURPerKWh / import_EURPerKWh));
}

interface Totals {
  readonly demand: Float64Array;
  readonly supply: Float64Array;
  readonly shared: Float64Array;
}

function spread(
  rule: LocalRule,
  local: Float64Array,
  { demand, supply, shared }: Totals,
  needs: SlotNeeds,
  basis: 'net' | 'gross',
  findings: readonly Issue[],
): PoolPrices {
  const steps = local.length;
  const buy = new Float64Array(steps);
  const sell = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    const price = local[t]!;
    const inside = shared[t]!;
    const most = needs.import_EURPerKWh[t]!;
    const least = needs.export_EURPerKWh[t]!;
    const isSuited = least <= most;
    buy[t] = demand[t]! > 0 ? (inside * price + (demand[t]! - inside) * most) / demand[t]! : isSuited ? price : most;
    sell[t] = supply[t]! > 0 ? (inside * price + (supply[t]! - inside) * least) / supply[t]! : isSuited ? price : least;
  }
  return { rule, buy_EURPerKWh: buy, sell_EURPerKWh: sell, basis, local_EURPerKWh: local, findings };
}

/** Use and generation of all members before netting: what is used where it is made counts as shared too. */
function grossTotals(pool: PoolYear, needs: SlotNeeds, gross: GrossEnergy): Totals {
  const { steps, participantCount } = pool;
  const demand = new Float64Array(steps);
  const supply = new Float64Array(steps);
  const shared = new Float64Array(steps);
  for (let n = 0; n < participantCount; n++) {
    const from = n * steps;
    for (let t = 0; t < steps; t++) {
      const at = from + t;
      const moved = needs.net_kWh[at]! - gross.load_kWh[at]! + gross.generation_kWh[at]!;
      demand[t] = demand[t]! + gross.load_kWh[at]! + Math.max(moved, 0);
      supply[t] = supply[t]! + gross.generation_kWh[at]! - Math.min(moved, 0);
    }
  }
  for (let t = 0; t < steps; t++) {
    const ownUse = Math.max(demand[t]! - pool.demand_kWh[t]!, 0);
    shared[t] = Math.min(ownUse + pool.shared_kWh[t]!, demand[t]!, supply[t]!);
  }
  return { demand, supply, shared };
}

const FINDINGS = {
  'market.price.unsuited': [
    'In some steps no local price suits both sides: feeding in pays more than energy from the supplier costs, or the agreed price lies outside the two.',
    'Nothing is shared in these steps; everybody trades with the supplier.',
  ],
  'market.price.linear': [
    'A price of the supplier is zero or negative in some steps, where the formula of the supply-demand ratio has no meaning.',
    'The arithmetic mean of the two prices is taken in these steps.',
  ],
  'market.price.fixedOutside': [
    'The agreed local price lies outside the supplier’s two prices in some steps.',
    'It is charged as agreed; one side loses by it.',
  ],
  'market.price.billMean': [
    'Negative prices leave bill sharing without a meaningful weighting in some billing periods.',
    'All energy of such a period has the same price.',
  ],
} as const;

function finding(code: keyof typeof FINDINGS, count: number): Issue {
  const [message, action] = FINDINGS[code];
  return { code, severity: 'warning', sourceId: 'market', objectId: null, message, action, values: { count } };
}
