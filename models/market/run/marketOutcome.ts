/** What the lab shows of a year under one set of rules. */
import { MONTH_OF_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { stepHours } from '../community.ts';
import { soldOutside } from '../flexibility/flexibilityYear.ts';
import { marketIndices } from '../indices.ts';
import type { MarketConfig } from '../marketConfig.ts';
import type { MarketOutcome, ParticipantColumn } from '../outcome.ts';
import { LOCAL_FEE_ITEMS } from '../settlement/items.ts';
import type { SettledYear } from '../settlement/settleYear.ts';
import { leastCost } from './leastCost.ts';
import type { MarketYear } from './marketRuns.ts';
import type { PreparedMarket } from './prepareMarket.ts';
import { yearCosts } from './settleMarket.ts';

const MICRO = 1e6;
const GRAMS_PER_KG = 1000;

export function marketOutcome(config: MarketConfig, year: MarketYear, duration_ms: number): MarketOutcome {
  const { prepared, market, shared, alone, reference } = year;
  const { settled } = shared;
  const { community } = prepared;
  const net_kWh = communityNet(prepared);
  const referenceNet_kWh = communityNet(alone);
  const cost_EUR = yearCosts(settled);
  const reference_EUR = yearCosts(reference);
  const participants = columns(year, cost_EUR, reference_EUR);
  const load_kWh = sum(prepared.gross.load_kWh) + flexibleUse(prepared);
  const generation_kWh = sum(prepared.gross.generation_kWh);
  const largestGain_EUR = sum(reference_EUR) - leastCost(prepared, settled) + soldOutside(year.flexibility);
  const indices = marketIndices({
    cost_EUR,
    reference_EUR,
    largestGain_EUR,
    metered_kWh: meteredOf(alone),
    spread_EURPerKWh: meanSpread(prepared),
    net_kWh,
    referenceNet_kWh,
    load_kWh,
    generation_kWh,
  });
  const peaks = peaksOf(net_kWh, stepHours(community.axis));
  const account = (name: keyof SettledYear['accounts']): number => sum(settled.accounts[name]) / MICRO;
  const unownedLinks = market.linkIncome_EUR.reduce(
    (total, income, collective) => total + (community.collectives[collective]?.owners.length === 0 ? income : 0),
    0,
  );
  const local_kWh = sum(settled.energy.bought_mWh) / MICRO;
  const coalition = shared.coalition();
  return {
    config,
    participants,
    gain_EUR: sum(reference_EUR) - sum(cost_EUR),
    largestGain_EUR,
    cashFlow: {
      supplier_EUR: account('supplier'),
      // Fees of links that nobody of the community owns are the network operator's.
      network_EUR: account('network') + unownedLinks,
      levies_EUR: account('levies'),
      vat_EUR: account('vat'),
      platform_EUR: account('platform'),
      community_EUR: account('community') - unownedLinks,
      brokers_EUR: account('brokers'),
      flexibility_EUR: account('flexibility'),
    },
    local_kWh,
    import_kWh: sum(net_kWh.map((net) => Math.max(net, 0))),
    export_kWh: sum(net_kWh.map((net) => Math.max(-net, 0))),
    curtailed_kWh: prepared.curtailed_kWh,
    peakImport_kW: peaks.import_kW,
    peakExport_kW: peaks.export_kW,
    co2_kg: emissions(prepared, net_kWh),
    meanPrice_EURPerKWh: local_kWh > 0 ? sum(market.cleared.paid_EUR) / sum(market.cleared.bought_kWh) : Number.NaN,
    indices: indices.values,
    ...(coalition === undefined ? {} : { coalition }),
    ...(shared.interval_EUR > 0 ? { sharingInterval_EUR: shared.interval_EUR } : {}),
    gap: prepared.gap,
    ...(year.flexibility ? { flexibility: year.flexibility.summary } : {}),
    balance: { money_microEUR: settled.balance.money_microEUR, energy_mWh: settled.balance.energy_mWh, slots: settled.balance.slots },
    monthly: monthlyOf(year, net_kWh),
    findings: [...prepared.findings, ...market.findings, ...shared.findings],
    duration_ms,
  };
}

/** Import less export of all members together per step [kWh]. */
export function communityNet({ community, net_kWh }: PreparedMarket): Float64Array {
  const { steps } = community.axis;
  const total = new Float64Array(steps);
  for (let at = 0, row = 0; row < community.participants.length; row++) {
    for (let t = 0; t < steps; t++, at++) total[t]! += net_kWh[at]!;
  }
  return total;
}

function columns(
  { prepared, shared }: MarketYear,
  cost_EUR: Float64Array,
  reference_EUR: Float64Array,
): Readonly<Record<ParticipantColumn, Float64Array>> {
  const { settled, shared_EUR } = shared;
  const count = settled.participantCount;
  const { steps } = prepared.community.axis;
  const byRow = (months: Float64Array | null): Float64Array => {
    const out = new Float64Array(count);
    if (months) for (let at = 0; at < months.length; at++) out[at % count]! += months[at]! / MICRO;
    return out;
  };
  const fees_EUR = new Float64Array(count);
  for (const item of LOCAL_FEE_ITEMS) for (const [row, fee] of byRow(settled.amounts[item]).entries()) fees_EUR[row]! += fee;
  const ofYear = (table: Float64Array): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => sum(table.subarray(row * steps, (row + 1) * steps)));
  const step_h = stepHours(prepared.community.axis);
  const moved = ofYear(prepared.flexible_kW);
  return {
    cost_EUR,
    reference_EUR,
    shared_EUR,
    fees_EUR,
    bought_kWh: byRow(settled.energy.bought_mWh),
    sold_kWh: byRow(settled.energy.sold_mWh),
    import_kWh: byRow(settled.energy.import_mWh),
    export_kWh: byRow(settled.energy.export_mWh),
    load_kWh: ofYear(prepared.gross.load_kWh).map((load, row) => load + moved[row]! * step_h),
    generation_kWh: ofYear(prepared.gross.generation_kWh),
    peak_kW: settled.peak_kW,
  };
}

/** What stores and flexible loads used in all, losses included. */
function flexibleUse({ flexible_kW, community }: PreparedMarket): number {
  return sum(flexible_kW) * stepHours(community.axis);
}

function meteredOf({ community, net_kWh }: PreparedMarket): Float64Array {
  const { steps } = community.axis;
  return Float64Array.from(community.participants, (_, row) => {
    let total = 0;
    for (let at = row * steps; at < (row + 1) * steps; at++) total += Math.abs(net_kWh[at]!);
    return total;
  });
}

function meanSpread({ tariffs }: PreparedMarket): number {
  const first = tariffs[0];
  if (!first) return Number.NaN;
  return first.import_EURPerKWh.reduce((total, price, t) => total + price - first.export_EURPerKWh[t]!, 0) / first.import_EURPerKWh.length;
}

function peaksOf(net_kWh: Float64Array, step_h: number): { readonly import_kW: number; readonly export_kW: number } {
  let most = 0;
  let least = 0;
  for (const net of net_kWh) {
    if (net > most) most = net;
    if (net < least) least = net;
  }
  return { import_kW: most / step_h, export_kW: -least / step_h };
}

function emissions({ community }: PreparedMarket, net_kWh: Float64Array): number {
  let grams = 0;
  for (const net of net_kWh) grams += net > 0 ? net * community.gridEmissions_gPerKWh : net * community.feedInCredit_gPerKWh;
  return grams / GRAMS_PER_KG;
}

function monthlyOf({ prepared, market }: MarketYear, net: Float64Array): MarketOutcome['monthly'] {
  const net_kWh = new Float64Array(12);
  const local_kWh = new Float64Array(12);
  const step_h = stepHours(prepared.community.axis);
  const month = Uint8Array.from(net, (_, t) => MONTH_OF_HOUR[Math.floor(t * step_h + 1e-9) % HOURS_PER_YEAR]!);
  for (let t = 0; t < net.length; t++) net_kWh[month[t]!]! += net[t]!;
  const { bought_kWh } = market.cleared;
  for (let at = 0; at < bought_kWh.length; at++) local_kWh[month[at % net.length]!]! += bought_kWh[at]!;
  return { net_kWh, local_kWh };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
