/** A year's market under one set of rules: who trades with whom first, by which mechanism, at which price. */
import type { CancelSignal } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { ClearedYear, SlotNeeds } from '../cleared.ts';
import { clearBilateralYear } from '../designs/bilateral.ts';
import { clearDistrictsYear, clearNestedYear } from '../designs/nestedYear.ts';
import { pairCosts } from '../designs/pairCosts.ts';
import type { MarketConfig } from '../marketConfig.ts';
import { type AuctionOptions, clearAuctionYear } from '../mechanisms/auctionYear.ts';
import { reservationPrices } from '../mechanisms/reservations.ts';
import { toCleared } from '../pricing/memberCosts.ts';
import { clearPoolYear, coefficientsYear, type PoolYear } from '../pricing/poolYear.ts';
import { type GrossEnergy, isPoolPriceRule, type PoolPriceRule, priceYear } from '../pricing/priceRules.ts';
import { nothingCleared } from '../settlement/settleYear.ts';
import { addGroup, localCharges, needsOf, withinCharges } from './charges.ts';
import { crossZones } from './crossZones.ts';
import { joinTrades } from './joinTrades.ts';
import { ledYear } from './leader.ts';
import { type MarketGroup, marketRounds } from './marketRounds.ts';
import type { PreparedMarket } from './prepareMarket.ts';
import { gatherRows, subCommunity, withoutLinkFees } from './subCommunity.ts';

export interface ClearedMarket {
  readonly cleared: ClearedYear;
  /** Fees and congestion rent of links in the year, by collective [EUR]; they are part of what buyers pay and sellers do not get. */
  readonly linkIncome_EUR: Float64Array;
  /** How readings change because members answer prices [participant * steps + step] [kWh]; null where they do not. */
  readonly answer_kWh: Float64Array | null;
  readonly findings: readonly Issue[];
}

interface Work {
  /** What is still to be traded. */
  readonly residual_kWh: Float64Array;
  readonly findings: Issue[];
  answer_kWh: Float64Array | null;
}

export interface ClearOptions {
  /** Who traded with whom is asked for, where the mechanism knows it. */
  readonly keepTrades: boolean;
  readonly signal?: CancelSignal | undefined;
}

/** Auctions that a price rule belongs to, whatever quantities would otherwise be found by. */
type Mechanism = 'call' | 'huang' | 'muda' | 'cda';

export function mechanismOf({ clearing, priceRule }: Pick<MarketConfig, 'clearing' | 'priceRule'>): Mechanism | null {
  if (clearing === 'call' || clearing === 'huang' || clearing === 'muda' || clearing === 'cda') return clearing;
  if (clearing !== 'pool') return null;
  if (priceRule === 'k-price' || priceRule === 'pay-as-bid') return 'call';
  return priceRule === 'maker' || priceRule === 'k-double' ? 'cda' : null;
}

/** What {@link clearMarket} depends on beside the preparation. */
export function clearingKey(config: MarketConfig): string {
  const { design, clearing, priceRule, k, fixedPrice_EURPerKWh, compensation_EURPerKWh, agents, sealed, seed } = config;
  // A subscription is paid whatever is traded.
  const { platform_EURPerMonth: _subscription, ...fees } = config.fees;
  // Where nobody has partners, a pool of peers is the pool of the community.
  const who = design === 'p2p' && clearing === 'pool' && mechanismOf(config) === null ? 'community' : design;
  return JSON.stringify([who, clearing, priceRule, k, fixedPrice_EURPerKWh, compensation_EURPerKWh, agents, sealed, seed, fees]);
}

export function clearMarket(prepared: PreparedMarket, config: MarketConfig, options: ClearOptions): ClearedMarket {
  const { community } = prepared;
  const count = community.participants.length;
  const { steps } = community.axis;
  const linkIncome_EUR = new Float64Array(community.collectives.length);
  if (config.design === 'supplier' || config.priceRule === 'retail') {
    return { cleared: nothingCleared(count, steps), linkIncome_EUR, answer_kWh: null, findings: [] };
  }
  const work: Work = { residual_kWh: memberNeeds(prepared), findings: [], answer_kWh: null };
  const residual = work.residual_kWh;
  // Metered needs share the same quantities under any price; other rules price them in rounds.
  const isOptimum = config.clearing === 'optimum' && config.priceRule === 'dual' && hasLinks(config.design) && hasFlatCharges(prepared);
  let cleared: ClearedYear | null = isOptimum ? emptyYear(count, steps) : null;
  const tables: { readonly year: ClearedYear; readonly rows: Int32Array }[] = [];
  if (cleared) {
    clearOptimum(prepared, config, residual, cleared, linkIncome_EUR);
  } else {
    const rounds = marketRounds(prepared, config.design);
    const isOne = rounds.length === 1 && rounds[0]!.length === 1;
    for (const group of rounds.flat()) {
      const year = clearGroup(prepared, config, group, work, options);
      takeLinkFees(prepared, group, year, linkIncome_EUR);
      if (year.trades) tables.push({ year, rows: group.rows });
      // One group is all members in their order.
      if (isOne) {
        cleared = year;
        break;
      }
      cleared ??= emptyYear(count, steps);
      addGroup(cleared, year, group.rows, residual);
    }
    cleared ??= emptyYear(count, steps);
  }
  if (hasLinks(config.design) && prepared.memberships.zones.length > 1) crossZones(prepared, config, residual, cleared, linkIncome_EUR);
  meanPrices(cleared);
  // Prices of pairs do not hold the fees of links, and pools of pools have no pairs to speak of.
  const trades = options.keepTrades && config.design === 'p2p' && tables.length > 0 ? joinTrades(tables) : null;
  return { cleared: { ...cleared, trades }, linkIncome_EUR, answer_kWh: work.answer_kWh, findings: distinct(work.findings) };
}

function emptyYear(participantCount: number, steps: number): ClearedYear {
  const cells = () => new Float64Array(participantCount * steps);
  return {
    participantCount,
    steps,
    bought_kWh: cells(),
    sold_kWh: cells(),
    paid_EUR: cells(),
    earned_EUR: cells(),
    price_EURPerKWh: new Float64Array(steps).fill(Number.NaN),
    trades: null,
  };
}

/** Members of different tariff zones meet only where collectives trade over their links. */
function hasLinks(design: MarketConfig['design']): boolean {
  return design === 'hybrid' || design === 'districts';
}

/** Charges on local energy do not depend on how far it goes: then the exact optimum of the tree sees all there is to see. */
function hasFlatCharges({ tariffs }: PreparedMarket): boolean {
  return tariffs.every(({ tariff }) => new Set(tariff.network.localShareByLevel).size <= 1);
}

/** Needs of members in the steps in which they take part. */
export function memberNeeds({ community, net_kWh }: PreparedMarket): Float64Array {
  const { steps } = community.axis;
  const needs = net_kWh.slice();
  for (const [row, { optedOutFrom }] of community.participants.entries()) {
    if (optedOutFrom !== null) needs.fill(0, row * steps + Math.min(optedOutFrom, steps), (row + 1) * steps);
  }
  return needs;
}

function clearGroup(
  prepared: PreparedMarket,
  config: MarketConfig,
  group: MarketGroup,
  work: Work,
  { keepTrades, signal }: ClearOptions,
): ClearedYear {
  const { residual_kWh, findings } = work;
  const { rows, zone, level, linkFees_EURPerKWh } = group;
  const needs = needsOf(prepared, residual_kWh, rows, zone);
  const charges = localCharges(prepared, config, zone, level);
  if (mechanismOf(config)) {
    const { options } = auctionOf(prepared, config, group, residual_kWh, keepTrades);
    return clearAuctionYear(needs, options);
  }
  if (config.clearing === 'bilateral') {
    const costs = pairCosts(withoutLinkFees(subCommunity(prepared.community, rows)), {
      tariff: prepared.tariffs[zone]?.tariff ?? null,
      fees: config.fees,
    });
    return clearBilateralYear(needs, costs, {
      method: 'optimal',
      price: 'split',
      k: config.priceRule === 'pay-as-bid' ? 1 : config.k,
      keepTrades,
      signal,
    });
  }
  const band = withinCharges(needs, charges, linkFees_EURPerKWh);
  const rule: PoolPriceRule = isPoolPriceRule(config.priceRule) ? config.priceRule : 'dual';
  if (config.clearing === 'stackelberg') {
    const led = ledYear(band);
    work.answer_kWh = answered(prepared, rows, band, led.needs, residual_kWh);
    findings.push(...led.findings);
    return led.year;
  }
  const pool = quantities(config, band, prepared, rows);
  // No other rule looks behind the meters.
  const gross = rule !== 'mid-market' ? NO_GROSS : level === group.lowestLevel ? grossOf(prepared, rows) : netAsGross(band);
  const prices = priceYear(rule, pool, band, gross, {
    compensation: config.compensation_EURPerKWh,
    fixedPrice: config.fixedPrice_EURPerKWh,
    k: config.k,
    billing: 'month',
  });
  findings.push(...prices.findings);
  return toCleared(prices, pool, band, gross);
}

/** The auction of a group: what members need, and what they may bid. */
export function auctionOf(
  prepared: PreparedMarket,
  config: MarketConfig,
  { rows, zone, level, linkFees_EURPerKWh }: MarketGroup,
  residual_kWh: Float64Array,
  keepTrades: boolean,
): { readonly needs: SlotNeeds; readonly options: AuctionOptions } {
  const needs = needsOf(prepared, residual_kWh, rows, zone);
  const mechanism = mechanismOf(config) ?? 'call';
  const { priceRule, k, agents, seed, sealed } = config;
  const limits = reservationPrices({
    participants: Array.from(rows, (row) => prepared.community.participants[row]!),
    // Charges are in the band already, the fees of links with them.
    needs: withinCharges(needs, localCharges(prepared, config, zone, level), linkFees_EURPerKWh),
    isRenewable: Uint8Array.from(rows, (row) => prepared.community.isRenewable[row]!),
    buyerCharges_EURPerKWh: 0,
    sellerCharges_EURPerKWh: 0,
  });
  return { needs, options: { mechanism, priceRule: auctionPrice(mechanism, priceRule), k, agents, seed, sealed, keepTrades, ...limits } };
}

function auctionPrice(mechanism: Mechanism, rule: MarketConfig['priceRule']): 'k-price' | 'pay-as-bid' | 'maker' | 'k-double' {
  if (mechanism === 'huang' || mechanism === 'muda') return 'k-price';
  const isKnown = rule === 'k-price' || rule === 'pay-as-bid' || rule === 'maker' || rule === 'k-double';
  return isKnown ? rule : mechanism === 'cda' ? 'maker' : 'k-price';
}

function quantities(config: MarketConfig, band: SlotNeeds, { gross, community }: PreparedMarket, rows: Int32Array): PoolYear {
  if (config.clearing === 'coefficients') {
    const { steps } = community.axis;
    const used = Float64Array.from(rows, (row) =>
      gross.load_kWh.subarray(row * steps, (row + 1) * steps).reduce((sum, load) => sum + load, 0),
    );
    const total = used.reduce((sum, load) => sum + load, 0);
    return coefficientsYear(band, { plants: null, share: used.map((load) => (total > 0 ? load / total : 0)), unused: 'supplier' });
  }
  return config.priceRule === 'fixed' ? clearPoolYear(band, { price_EURPerKWh: config.fixedPrice_EURPerKWh }) : clearPoolYear(band);
}

/** What members use more or less than metered, taken over into what is left to trade. */
function answered(
  { community }: PreparedMarket,
  rows: Int32Array,
  before: SlotNeeds,
  after: SlotNeeds,
  residual_kWh: Float64Array,
): Float64Array {
  const { steps } = community.axis;
  const answer = new Float64Array(residual_kWh.length);
  for (const [i, row] of rows.entries()) {
    for (let t = 0; t < steps; t++) {
      const more = after.net_kWh[i * steps + t]! - before.net_kWh[i * steps + t]!;
      answer[row * steps + t] = more;
      residual_kWh[row * steps + t]! += more;
    }
  }
  return answer;
}

const NO_GROSS: GrossEnergy = { load_kWh: new Float64Array(0), generation_kWh: new Float64Array(0) };

/** Use and generation of members, in the steps in which they take part. */
function grossOf({ gross, community }: PreparedMarket, rows: Int32Array): GrossEnergy {
  const { steps } = community.axis;
  const own = { load_kWh: gatherRows(gross.load_kWh, rows, steps), generation_kWh: gatherRows(gross.generation_kWh, rows, steps) };
  for (const [i, row] of rows.entries()) {
    const left = community.participants[row]!.optedOutFrom;
    if (left === null) continue;
    for (const table of Object.values(own)) table.fill(0, i * steps + Math.min(left, steps), (i + 1) * steps);
  }
  return own;
}

/** What lower pools left: nobody uses its own here any more. */
function netAsGross({ net_kWh }: SlotNeeds): GrossEnergy {
  return { load_kWh: net_kWh.map((net) => Math.max(net, 0)), generation_kWh: net_kWh.map((net) => Math.max(-net, 0)) };
}

/** Buyers pay the fees of the links on their way, sellers get less by those on theirs. */
function takeLinkFees({ community }: PreparedMarket, group: MarketGroup, year: ClearedYear, income_EUR: Float64Array): void {
  if (group.links.length === 0) return;
  const { steps } = community.axis;
  for (const { member, collective } of group.links) {
    const { importFee_EURPerKWh: inwards, exportFee_EURPerKWh: outwards } = community.collectives[collective]!;
    if (inwards === 0 && outwards === 0) continue;
    for (let at = member * steps; at < (member + 1) * steps; at++) {
      const paid = year.bought_kWh[at]! * inwards;
      const lost = year.sold_kWh[at]! * outwards;
      if (paid === 0 && lost === 0) continue;
      year.paid_EUR[at]! += paid;
      year.earned_EUR[at]! -= lost;
      income_EUR[collective]! += paid + lost;
    }
  }
}

function clearOptimum(
  prepared: PreparedMarket,
  config: MarketConfig,
  residual_kWh: Float64Array,
  cleared: ClearedYear,
  linkIncome_EUR: Float64Array,
): void {
  const { community, memberships } = prepared;
  for (const zone of memberships.zones.keys()) {
    const rows = Int32Array.from([...memberships.zoneOf.keys()].filter((row) => memberships.zoneOf[row] === zone));
    const needs = needsOf(prepared, residual_kWh, rows, zone);
    const deepest = Math.max(...[...rows].map((row) => memberships.depth[memberships.innermost[row]!]!));
    const band = withinCharges(needs, localCharges(prepared, config, zone, deepest));
    const members = Int32Array.from(rows, (row) => memberships.innermost[row]!);
    const clear = config.design === 'districts' ? clearDistrictsYear : clearNestedYear;
    const year = clear(band, members, community.collectives, { k: config.k });
    for (const collective of linkIncome_EUR.keys()) {
      linkIncome_EUR[collective]! += year.linkFee_EUR[collective]! + year.linkRent_EUR[collective]!;
    }
    addGroup(cleared, year, rows, residual_kWh);
  }
}

/** Mean of what buyers pay per local kWh. */
function meanPrices({ participantCount, steps, bought_kWh, paid_EUR, price_EURPerKWh }: ClearedYear): void {
  const energy = new Float64Array(steps);
  const money = new Float64Array(steps);
  for (let n = 0; n < participantCount; n++) {
    for (let t = 0; t < steps; t++) {
      energy[t]! += bought_kWh[n * steps + t]!;
      money[t]! += paid_EUR[n * steps + t]!;
    }
  }
  for (let t = 0; t < steps; t++) price_EURPerKWh[t] = energy[t]! > 0 ? money[t]! / energy[t]! : Number.NaN;
}

function distinct(findings: readonly Issue[]): readonly Issue[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.objectId ?? ''}`, finding])).values()];
}
