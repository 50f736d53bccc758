/** Stories of the systems in which members trade with each other. */
import { stepHours } from '../../community.ts';
import { localCharges } from '../../run/charges.ts';
import { clearMarket } from '../../run/clearMarket.ts';
import { operateIsland } from '../behaviour/islandOperation.ts';
import { operateVillage } from '../behaviour/villageGrid.ts';
import { hedges } from './hedges.ts';
import { line, rowSum, rowsWhere, type StoryTeller, share, stepSums, sum, usedAndMade } from './story.ts';

/** Fixed rate of critical sites and what generation asks at least, as shares of the mean retail price. Assumption. */
const FIXED_RATE = 1;
const OFFER = 0.5;

/**
 * The same time as an island: public sites are critical, a set that covers their highest need runs beside the panels
 * (assumption), all others bid their own limit or the retail price.
 */
const brooklyn: StoryTeller = ({ year }) => {
  const { prepared } = year;
  const { participants, axis } = prepared.community;
  const isCritical = Uint8Array.from(participants, ({ kind }) => (kind === 'public' ? 1 : 0));
  const { used_kWh, made_kWh } = usedAndMade(year);
  const critical = new Float64Array(axis.steps);
  for (let at = 0; at < used_kWh.length; at++)
    if (isCritical[Math.floor(at / axis.steps)] === 1) critical[at % axis.steps]! += used_kWh[at]!;
  const standby = critical.reduce((most, need) => Math.max(most, need), 0);
  const retail = prepared.tariffs[0]!.import_EURPerKWh;
  const mean = sum(retail) / retail.length;
  const island = operateIsland({
    participantCount: participants.length,
    steps: axis.steps,
    load_kWh: used_kWh,
    supply_kWh: stepSums(made_kWh, axis.steps).map((made) => made + standby),
    isCritical,
    fixedRate_EURPerKWh: FIXED_RATE * mean,
    bid_EURPerKWh: Float64Array.from(participants, ({ preferences }) => preferences.buyLimit_EURPerKWh ?? mean),
    offer_EURPerKWh: OFFER * mean,
  });
  const needed = sum(critical);
  const prices = island.price_EURPerKWh.filter(Number.isFinite);
  return [
    line('brooklyn.critical', {
      served_pct: share(needed - island.unservedCritical_kWh, needed),
      energy_kWh: needed,
      rate_ct: 100 * FIXED_RATE * mean,
      standby_kW: standby / stepHours(axis),
    }),
    line('brooklyn.others', {
      unserved_kWh: island.unserved_kWh,
      unserved_pct: share(island.unserved_kWh, sum(used_kWh) - needed),
      lowest_ct: 100 * prices.reduce((least, price) => Math.min(least, price), Number.POSITIVE_INFINITY),
      highest_ct: 100 * prices.reduce((most, price) => Math.max(most, price), 0),
    }),
  ];
};

/** What a traded kWh saves both sides together, charges paid. */
const enexa: StoryTeller = ({ year, config }) => {
  const { prepared, market } = year;
  const { steps } = prepared.community.axis;
  const { bought_kWh } = market.cleared;
  const [tariff] = prepared.tariffs;
  const charges = localCharges(prepared, config, 0, 0);
  let worth = 0;
  let traded = 0;
  for (let at = 0; at < bought_kWh.length; at++) {
    const margin = tariff!.import_EURPerKWh[at % steps]! - tariff!.export_EURPerKWh[at % steps]!;
    worth += bought_kWh[at]! * (margin - charges.buyer_EURPerKWh - charges.seller_EURPerKWh);
    traded += bought_kWh[at]!;
  }
  if (traded === 0) return [line('enexa.none', {})];
  return [line('enexa.saving', { traded_kWh: traded, saving_ct: (100 * worth) / traded })];
};

const exergy: StoryTeller = ({ year }) => {
  const hedged = hedges(year.prepared);
  if (hedged === null || hedged.year.hedges.length === 0) return [line('exergy.none', {})];
  const { participants, axis } = year.prepared.community;
  const paid = sum(hedged.year.payment_EUR.map((payment) => Math.max(0, payment)));
  const before = hedged.buyers.map((row) => variance(hedged.spotBill_EUR.subarray(row * axis.steps, (row + 1) * axis.steps)));
  const after = hedged.buyers.map((row) => variance(hedged.year.bill_EUR.subarray(row * axis.steps, (row + 1) * axis.steps)));
  const energy = sum(hedged.year.hedges.map(({ energy_kWh }) => energy_kWh));
  return [
    line('exergy.hedged', {
      energy_kWh: energy,
      buyers: hedged.buyers.length,
      members: participants.length,
      price_ct: 100 * hedged.price_EURPerKWh,
    }),
    line('exergy.money', {
      paid_EUR: paid,
      sum_EUR: Math.abs(sum(hedged.year.payment_EUR)) < 1e-6 * paid ? 0 : sum(hedged.year.payment_EUR),
    }),
    line('exergy.variance', { fall_pct: share(sum(before) - sum(after), sum(before)) }),
  ];
};

function variance(values: Float64Array): number {
  const mean = sum(values) / values.length;
  return values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
}

/** Up to which guaranteed price for feeding in neighbours could still pay more. */
const allgaeu: StoryTeller = ({ year, config }) => {
  const { prepared, market } = year;
  const [tariff] = prepared.tariffs;
  const charges = localCharges(prepared, config, 0, 0);
  const mean = (values: Float64Array) => sum(values) / values.length;
  const most = mean(tariff!.import_EURPerKWh) - charges.buyer_EURPerKWh - charges.seller_EURPerKWh;
  return [
    line('allgaeu.limit', { feedIn_ct: 100 * mean(tariff!.export_EURPerKWh), most_ct: 100 * most }),
    line('allgaeu.traded', { traded_kWh: sum(market.cleared.bought_kWh) }),
  ];
};

/** Share of a battery that its owner keeps for the night. Assumption. */
const RESERVE = 0.3;

const solshare: StoryTeller = ({ year, config }) => {
  const { community } = year.prepared;
  const { steps } = community.axis;
  const mean = sum(year.prepared.tariffs[0]!.import_EURPerKWh) / steps;
  const price_EURPerKWh = config.k * mean;
  const options = { reserveShare: RESERVE, serviceFee_EURPerKWh: 2 * config.fees.platform_EURPerKWh, price_EURPerKWh };
  const alone = operateVillage(community, { ...options, isShared: false });
  const shared = operateVillage(community, { ...options, isShared: true });
  const made = sum(community.generation_kW) * stepHours(community.axis);
  const without = rowsWhere(year, (row) => rowSum(community.generation_kW, row, steps) === 0);
  const need = sum(without.map((row) => rowSum(community.load_kW, row, steps))) * stepHours(community.axis);
  const lines = community.collectives.flatMap(({ capacity_kW }, i) => (capacity_kW === null ? [] : [shared.linePeak_kW[i]! / capacity_kW]));
  return [
    line('solshare.waste', { before_pct: share(alone.wasted_kWh, made), after_pct: share(shared.wasted_kWh, made) }),
    line('solshare.homes', { homes: without.length, served_pct: share(sum(without.map((row) => shared.bought_kWh[row]!)), need) }),
    ...(lines.length > 0 ? [line('solshare.lines', { lines: lines.length, most_pct: 100 * Math.max(...lines) })] : []),
  ];
};

const medellin: StoryTeller = ({ year, config }) => {
  const { prepared, market } = year;
  const { community } = prepared;
  const { steps } = community.axis;
  const inNeed = rowsWhere(year, (row) => community.participants[row]!.socialWeight > 1 && rowSum(community.generation_kW, row, steps) > 0);
  if (inNeed.length === 0) return [line('medellin.none', {})];
  const participants = community.participants.map((participant) => ({
    ...participant,
    preferences: { ...participant.preferences, social_EURPerKWh: 0, green_EURPerKWh: 0, local_EURPerKWh: 0, partner_EURPerKWh: 0 },
  }));
  const plain = clearMarket({ ...prepared, community: { ...community, participants } }, config, { keepTrades: false });
  const sold = (table: Float64Array) => sum(inNeed.map((row) => rowSum(table, row, steps)));
  const total = sum(market.cleared.sold_kWh);
  return [
    line('medellin.sold', {
      sellers: inNeed.length,
      with_kWh: sold(market.cleared.sold_kWh),
      without_kWh: sold(plain.cleared.sold_kWh),
      income_EUR: sold(market.cleared.earned_EUR),
      plain_EUR: sold(plain.cleared.earned_EUR),
    }),
    line('medellin.total', { with_kWh: total, without_kWh: sum(plain.cleared.sold_kWh) }),
  ];
};

/** Orders that were turned down are counted where the market is cleared; what is left was settled. */
const elecbay: StoryTeller = ({ year, config }) => {
  const { market, shared } = year;
  const rejected = market.findings.find(({ code }) => code === 'market.order.rejected')?.values;
  const imbalance = shared.settled.amounts.imbalance;
  return [
    line('elecbay.orders', {
      accepted: market.cleared.trades?.count ?? 0,
      rejected: Number(rejected?.count ?? 0),
      rejected_kWh: Number(rejected?.energy_kWh ?? 0),
    }),
    line('elecbay.imbalance', { imbalance_EUR: imbalance ? sum(imbalance) / 1e6 : 0, error_pct: 100 * config.forecastError }),
  ];
};

export const PEER_TO_PEER_STORIES: Readonly<Record<string, StoryTeller>> = {
  brooklyn,
  enexa,
  'exergy-texas': exergy,
  allgaeu,
  solshare,
  medellin,
  elecbay,
};
