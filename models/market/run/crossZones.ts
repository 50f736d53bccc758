/**
 * Trade between tariff zones (countries, network operators) with what their own pools left: where energy over in one zone is
 * worth more in another than at home, fees of all links on the way counted. Prices lie by k between what the seller's supplier
 * pays and what the buyer's supplier asks. Exact for two zones; with more, pairs of zones are served by their margin.
 */
import type { ClearedYear } from '../cleared.ts';
import { stepHours } from '../community.ts';
import type { MarketConfig } from '../marketConfig.ts';
import { localCharges } from './charges.ts';
import type { PreparedMarket } from './prepareMarket.ts';
import { rowsOf } from './subCommunity.ts';

interface Zone {
  readonly rows: Int32Array;
  readonly supply_kWh: Float64Array;
  readonly demand_kWh: Float64Array;
  /** Largest fees on a member's way to the root [EUR/kWh]. */
  readonly inwards_EURPerKWh: number;
  readonly outwards_EURPerKWh: number;
  /** Least capacity on a way to the root [kWh per step]. */
  readonly most_kWh: number;
}

export function crossZones(
  prepared: PreparedMarket,
  config: MarketConfig,
  residual_kWh: Float64Array,
  cleared: ClearedYear,
  linkIncome_EUR: Float64Array,
): void {
  const { memberships, tariffs } = prepared;
  const zones = memberships.zones.map((_, zone) => zoneOf(prepared, residual_kWh, zone));
  const farthest = Math.max(...memberships.depth);
  const charges = zones.map((_, zone) => localCharges(prepared, config, zone, farthest));
  for (let t = 0; t < cleared.steps; t++) {
    const pairs = zones
      .flatMap((seller, from) =>
        zones.map((buyer, to) => {
          const ask = tariffs[from]!.export_EURPerKWh[t]! + charges[from]!.seller_EURPerKWh + seller.outwards_EURPerKWh;
          const bid = tariffs[to]!.import_EURPerKWh[t]! - charges[to]!.buyer_EURPerKWh - buyer.inwards_EURPerKWh;
          return { from, to, ask, bid };
        }),
      )
      .filter(({ from, to, ask, bid }) => from !== to && bid > ask && zones[from]!.supply_kWh[t]! > 0 && zones[to]!.demand_kWh[t]! > 0)
      .sort((a, b) => b.bid - b.ask - (a.bid - a.ask) || a.from - b.from);
    for (const { from, to, ask, bid } of pairs) {
      const seller = zones[from]!;
      const buyer = zones[to]!;
      const energy = Math.min(seller.supply_kWh[t]!, buyer.demand_kWh[t]!, seller.most_kWh, buyer.most_kWh);
      if (!(energy > 0)) continue;
      const price = ask + config.k * (bid - ask);
      spread(prepared, cleared, residual_kWh, linkIncome_EUR, seller, t, energy, price, 'sell');
      spread(prepared, cleared, residual_kWh, linkIncome_EUR, buyer, t, energy, price, 'buy');
    }
  }
}

function zoneOf({ community, memberships }: PreparedMarket, residual_kWh: Float64Array, zone: number): Zone {
  const { steps } = community.axis;
  const rows = rowsOf(memberships.zoneOf, zone);
  const supply_kWh = new Float64Array(steps);
  const demand_kWh = new Float64Array(steps);
  let inwards = 0;
  let outwards = 0;
  let most_kW = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    for (let t = 0; t < steps; t++) {
      const net = residual_kWh[row * steps + t]!;
      if (net > 0) demand_kWh[t]! += net;
      else supply_kWh[t]! -= net;
    }
    let into = 0;
    let out = 0;
    for (let at = memberships.innermost[row]!; memberships.depth[at]! > 0; at = memberships.parent[at]!) {
      const link = community.collectives[at]!;
      into += link.importFee_EURPerKWh;
      out += link.exportFee_EURPerKWh;
      most_kW = Math.min(most_kW, link.capacity_kW ?? Number.POSITIVE_INFINITY);
    }
    inwards = Math.max(inwards, into);
    outwards = Math.max(outwards, out);
  }
  return {
    rows,
    supply_kWh,
    demand_kWh,
    inwards_EURPerKWh: inwards,
    outwards_EURPerKWh: outwards,
    most_kWh: most_kW * stepHours(community.axis),
  };
}

/** Shares a trade of a zone among its members, in proportion to what each has over or needs. */
function spread(
  { community, memberships }: PreparedMarket,
  cleared: ClearedYear,
  residual_kWh: Float64Array,
  linkIncome_EUR: Float64Array,
  zone: Zone,
  t: number,
  energy: number,
  price: number,
  side: 'sell' | 'buy',
): void {
  const open = side === 'sell' ? zone.supply_kWh : zone.demand_kWh;
  const part = energy / open[t]!;
  for (const row of zone.rows) {
    const at = row * cleared.steps + t;
    const net = residual_kWh[at]!;
    if (side === 'sell' ? net >= 0 : net <= 0) continue;
    const amount = Math.abs(net) * part;
    let fees = 0;
    for (let link = memberships.innermost[row]!; memberships.depth[link]! > 0; link = memberships.parent[link]!) {
      const { importFee_EURPerKWh, exportFee_EURPerKWh } = community.collectives[link]!;
      const fee = amount * (side === 'sell' ? exportFee_EURPerKWh : importFee_EURPerKWh);
      linkIncome_EUR[link]! += fee;
      fees += fee;
    }
    if (side === 'sell') {
      cleared.sold_kWh[at]! += amount;
      cleared.earned_EUR[at]! += amount * price - fees;
      residual_kWh[at]! += amount;
    } else {
      cleared.bought_kWh[at]! += amount;
      cleared.paid_EUR[at]! += amount * price + fees;
      residual_kWh[at]! -= amount;
    }
  }
  open[t]! -= energy;
}
