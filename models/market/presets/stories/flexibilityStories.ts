/** Stories of the systems that live from flexibility and limits of the network, and of FleXunity's pilots. */
import { stepHours } from '../../community.ts';
import type { StoryLine } from '../../outcome.ts';
import { localCharges } from '../../run/charges.ts';
import type { MarketYear } from '../../run/marketRuns.ts';
import { auctionFlexibility, type FlexibilityOffer } from '../behaviour/flexibilityAuction.ts';
import { controlStep, type Feeder } from '../behaviour/networkControl.ts';
import { line, rowsWhere, type StoryTeller, share, stepSums, sum } from './story.ts';

/** What was sold outside through the aggregator. */
function sold({ flexibility }: MarketYear): readonly StoryLine[] {
  if (!flexibility) return [];
  const { summary } = flexibility;
  if (summary.largestOffered_kW === 0) return [line('flexibility.none', { calls: summary.events.length })];
  const called = summary.events.filter(({ offered_kW }) => offered_kW > 0).length;
  return [
    line(summary.isSimulated ? 'flexibility.simulated' : 'flexibility.sold', {
      calls: called,
      largest_kW: summary.largestOffered_kW,
      delivered_kWh: summary.delivered_kWh,
      members_EUR: summary.members_EUR,
    }),
  ];
}

/** Part of a heater or cold store that can pause through the window, and what the second buyer pays of the first one's price. Assumptions. */
const PAUSED_SHARE = 0.5;
const SECOND_BUYER = 0.7;

/** One window with two buyers: each asset offers at what its use costs its owner. */
const cornwall: StoryTeller = ({ year, config }) => {
  const product = config.flexibility;
  if (!product) return sold(year);
  const { community, tariffs } = year.prepared;
  const retail = tariffs[0]!.import_EURPerKWh;
  const mean = sum(retail) / retail.length;
  const capacity = new Map(community.collectives.map(({ id, capacity_kW }) => [id, capacity_kW]));
  const offers = community.participants.flatMap(({ id, collective, assets }) =>
    assets.flatMap((asset): readonly FlexibilityOffer[] => {
      const base = { asset: id, feeder: collective, step: 0 };
      if (asset.kind === 'battery') {
        const lost = 1 / (asset.chargeEfficiency * asset.dischargeEfficiency) - 1;
        return [{ ...base, power_kW: asset.discharge_kW, reserve_EURPerKWh: lost * mean + asset.throughputCost_EURPerKWh }];
      }
      return asset.kind === 'heat'
        ? [{ ...base, power_kW: PAUSED_SHARE * asset.power_kW, reserve_EURPerKWh: asset.lossPerHour * mean }]
        : [];
    }),
  );
  const wanted_kW = product.maximum_kW;
  const awards = auctionFlexibility(
    offers,
    [
      { buyer: 'network', step: 0, power_kW: wanted_kW, limit_EURPerKWh: product.use_EURPerKWh },
      { buyer: 'system', step: 0, power_kW: wanted_kW, limit_EURPerKWh: SECOND_BUYER * product.use_EURPerKWh },
    ],
    {
      feeder_kW: Object.fromEntries([...capacity].flatMap(([id, limit]) => (limit === null ? [] : [[id, limit]]))),
      asset_kW: Object.fromEntries(
        community.participants.map(({ id }) => [id, sum(offers.filter(({ asset }) => asset === id).map(({ power_kW }) => power_kW))]),
      ),
    },
  );
  const assets = new Set(awards.map(({ asset }) => asset));
  return [
    ...sold(year),
    line('cornwall.auction', {
      offers: offers.length,
      assets: assets.size,
      wanted_kW: 2 * wanted_kW,
      awarded_kW: sum(awards.map(({ power_kW }) => power_kW)),
      highest_ct: 100 * awards.reduce((most, { price_EURPerKWh }) => Math.max(most, price_EURPerKWh), 0),
    }),
  ];
};

const trader: StoryTeller = ({ year, config }) => {
  const { prepared, flexibility } = year;
  const { community } = prepared;
  const limit_kW = community.collectives[0]?.capacity_kW ?? null;
  if (limit_kW === null || !flexibility) return [line('trader.noLimit', {}), ...sold(year)];
  const before = stepHours(community.axis) * sum(flexibility.baseline_kW.map((net) => Math.max(0, -net - limit_kW)));
  if (before === 0) return [line('trader.noLimit', {}), ...sold(year)];
  const feedIn = sum(prepared.tariffs[0]!.export_EURPerKWh) / community.axis.steps;
  return [
    line('trader.curtailed', {
      limit_kW,
      before_kWh: before,
      after_kWh: prepared.curtailed_kWh,
      fall_kWh: before - prepared.curtailed_kWh,
    }),
    ...sold(year),
    line('trader.price', { price_ct: 100 * (config.flexibility?.use_EURPerKWh ?? 0), value_ct: 100 * feedIn }),
  ];
};

const empower: StoryTeller = ({ year, config }) => {
  const { prepared, shared, market, flexibility } = year;
  const step_h = stepHours(prepared.community.axis);
  const fee = shared.settled.amounts.communityFee;
  const books = line('empower.books', {
    traded_kWh: sum(market.cleared.bought_kWh),
    fee_ct: 200 * config.fees.community_EURPerKWh,
    kept_EUR: fee ? sum(fee) / 1e6 : 0,
  });
  const called = flexibility?.summary.events.filter(({ offered_kW }) => offered_kW > 0) ?? [];
  if (!flexibility || called.length === 0) return [books, ...sold(year)];
  const net_kWh = stepSums(prepared.net_kWh, prepared.community.axis.steps);
  let before_kW = 0;
  let after_kW = 0;
  for (const { from, to } of called) {
    for (let t = from; t < to; t++) {
      before_kW = Math.max(before_kW, flexibility.baseline_kW[t]!);
      after_kW = Math.max(after_kW, net_kWh[t]! / step_h);
    }
  }
  return [books, line('empower.peak', { before_kW, after_kW }), ...sold(year)];
};

/** Resistance of each piece of line between two members [ohm], voltage of the network, and its band. Assumptions. */
const PIECE_ohm = 0.006;
const NOMINAL_V = 400;
const BAND = 0.05;

/** Feeders are the collectives with a limit; members hang on them in the order of the community. */
const smartTest: StoryTeller = ({ year }) => {
  const { community, net_kWh } = year.prepared;
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const feeders = community.collectives.flatMap(({ id, capacity_kW }): readonly Feeder[] => {
    const members = rowsWhere(year, (row) => community.participants[row]!.collective === id);
    if (capacity_kW === null || members.length === 0) return [];
    return [{ id, members, limit_kW: capacity_kW, resistance_ohm: members.map(() => PIECE_ohm), nominal_V: NOMINAL_V, band: BAND }];
  });
  if (feeders.length === 0) return [line('p2p-smarttest.none', {})];
  const traded = new Float64Array(community.participants.length);
  let before = 0;
  let after = 0;
  let curtailed = 0;
  let shed = 0;
  for (let t = 0; t < steps; t++) {
    for (let row = 0; row < traded.length; row++) traded[row] = net_kWh[row * steps + t]! / step_h;
    const step = controlStep(feeders, traded);
    if (step.before > 0) before++;
    if (step.after > 0) after++;
    curtailed += step.curtailed_kW * step_h;
    shed += step.shed_kW * step_h;
  }
  return [line('p2p-smarttest.control', { feeders: feeders.length, before, after, curtailed_kWh: curtailed, shed_kWh: shed })];
};

/** What a buyer pays in all, charges on local energy counted, against the supplier's price. */
const corby: StoryTeller = ({ year, config }) => {
  const { prepared, market } = year;
  const { axis } = prepared.community;
  const exports = stepSums(prepared.net_kWh, axis.steps).filter((net) => net < -1e-9).length;
  const retail = prepared.tariffs[0]!.import_EURPerKWh;
  const charges = localCharges(prepared, config, 0, Math.max(...prepared.memberships.depth));
  let atRetail = 0;
  let traded = 0;
  for (const [t, price] of market.cleared.price_EURPerKWh.entries()) {
    if (!Number.isFinite(price)) continue;
    traded++;
    if (Math.abs(price + charges.buyer_EURPerKWh - retail[t]!) < 1e-6) atRetail++;
  }
  return [
    line('corby.exports', { exports, steps: axis.steps }),
    line('corby.price', { atRetail_pct: share(atRetail, traded) }),
    ...sold(year),
  ];
};

const iberia: StoryTeller = ({ year }) => {
  const { prepared, market } = year;
  const { zoneOf, zones } = prepared.memberships;
  const { steps } = prepared.community.axis;
  const { sold_kWh, bought_kWh } = market.cleared;
  let crossed = 0;
  let hours = 0;
  for (let t = 0; t < steps; t++) {
    const out = zones.map((_, zone) => {
      let net = 0;
      for (let row = 0; row < zoneOf.length; row++)
        if (zoneOf[row] === zone) net += sold_kWh[row * steps + t]! - bought_kWh[row * steps + t]!;
      return Math.max(0, net);
    });
    const step = sum(out);
    // Less is rounding of sums.
    if (step <= 1e-9) continue;
    crossed += step;
    hours += stepHours(prepared.community.axis);
  }
  const zonesLine =
    zones.length > 1
      ? line('iberia.border', { crossed_kWh: crossed, hours, inside_kWh: sum(bought_kWh) - crossed })
      : line('iberia.oneZone', {});
  return [zonesLine, ...sold(year)];
};

export const FLEXIBILITY_STORIES: Readonly<Record<string, StoryTeller>> = {
  cornwall,
  trader,
  empower,
  'p2p-smarttest': smartTest,
  corby,
  iberia,
};
