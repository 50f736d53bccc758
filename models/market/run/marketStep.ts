/** One step of a cleared market, to be looked at: orders, trades, price. */
import type { MarketConfig } from '../marketConfig.ts';
import { auctionStep } from '../mechanisms/auctionYear.ts';
import type { MarketOrder, MarketStep } from '../outcome.ts';
import { auctionOf, type ClearedMarket, mechanismOf, memberNeeds } from './clearMarket.ts';
import { marketRounds } from './marketRounds.ts';
import type { PreparedMarket } from './prepareMarket.ts';

/** Below this nothing is told apart from rounding [kWh]. */
const LEAST_kWh = 1e-9;

export function marketStep(prepared: PreparedMarket, { cleared }: ClearedMarket, config: MarketConfig, step: number): MarketStep {
  const { community, tariffs, net_kWh } = prepared;
  const { steps } = community.axis;
  const at = (row: number): number => row * steps + step;
  const supplier_kWh = Float64Array.from(community.participants, (_, row) => {
    return net_kWh[at(row)]! - cleared.bought_kWh[at(row)]! + cleared.sold_kWh[at(row)]!;
  });
  const price = cleared.price_EURPerKWh[step]!;
  const orders = ordersOf(prepared, config, step);
  const paired = pairsOf(prepared, cleared, step);
  return {
    step,
    trades: tradesOf(cleared, step) ?? paired,
    arePaired: cleared.trades === null,
    bids: orders?.bids ?? [],
    offers: orders?.offers ?? [],
    price_EURPerKWh: Number.isFinite(price) ? price : null,
    priceBounds_EURPerKWh: orders?.priceBounds_EURPerKWh ?? null,
    supplier_kWh,
    import_kWh: supplier_kWh.reduce((sum, one) => sum + (one > LEAST_kWh ? one : 0), 0),
    export_kWh: supplier_kWh.reduce((sum, one) => sum - (one < -LEAST_kWh ? one : 0), 0),
    retail_EURPerKWh: tariffs[0]!.import_EURPerKWh[step]!,
    feedIn_EURPerKWh: tariffs[0]!.export_EURPerKWh[step]!,
  };
}

/** Orders of the step; of the first round and the largest group where there are several. */
function ordersOf(
  prepared: PreparedMarket,
  config: MarketConfig,
  step: number,
): {
  readonly bids: readonly MarketOrder[];
  readonly offers: readonly MarketOrder[];
  readonly priceBounds_EURPerKWh: readonly [number, number] | null;
} | null {
  if (config.design === 'supplier' || config.priceRule === 'retail' || mechanismOf(config) === null) return null;
  const [first = []] = marketRounds(prepared, config.design);
  const group = first.toSorted((a, b) => b.rows.length - a.rows.length)[0];
  if (!group) return null;
  const { needs, options } = auctionOf(prepared, config, group, memberNeeds(prepared), true);
  const { bids, offers, priceBounds_EURPerKWh } = auctionStep(needs, options, step);
  const named = (order: MarketOrder): MarketOrder => ({ ...order, participant: group.rows[order.participant]! });
  return { bids: bids.map(named), offers: offers.map(named), priceBounds_EURPerKWh };
}

function tradesOf({ trades }: ClearedMarket['cleared'], step: number): MarketStep['trades'] | null {
  if (!trades) return null;
  const found: { seller: number; buyer: number; energy_kWh: number; price_EURPerKWh: number }[] = [];
  for (let i = firstOf(trades.step, step); i < trades.count && trades.step[i] === step; i++) {
    found.push({
      seller: trades.seller[i]!,
      buyer: trades.buyer[i]!,
      energy_kWh: trades.energy_kWh[i]!,
      price_EURPerKWh: trades.price_EURPerKWh[i]!,
    });
  }
  return found;
}

/** First place of a step in the table, which is in the order of steps. */
function firstOf(table: Uint32Array, step: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Who could have supplied whom, the nearest first, for the eye: a pool knows no pairs. */
function pairsOf({ community }: PreparedMarket, cleared: ClearedMarket['cleared'], step: number): MarketStep['trades'] {
  const { steps } = community.axis;
  const rows = [...community.participants.keys()];
  const left = {
    sold: rows.map((row) => cleared.sold_kWh[row * steps + step]!),
    bought: rows.map((row) => cleared.bought_kWh[row * steps + step]!),
  };
  const sellers = rows.filter((row) => left.sold[row]! > LEAST_kWh);
  const buyers = rows.filter((row) => left.bought[row]! > LEAST_kWh);
  const distance = (a: number, b: number): number => {
    const from = community.participants[a]!.at_m;
    const to = community.participants[b]!.at_m;
    return from && to ? Math.hypot(from[0] - to[0], from[1] - to[1]) : 0;
  };
  const pairs = sellers.flatMap((seller) => buyers.map((buyer) => ({ seller, buyer, metres: distance(seller, buyer) })));
  pairs.sort((a, b) => a.metres - b.metres || a.seller - b.seller || a.buyer - b.buyer);
  const trades: { seller: number; buyer: number; energy_kWh: number; price_EURPerKWh: number }[] = [];
  for (const { seller, buyer } of pairs) {
    const energy_kWh = Math.min(left.sold[seller]!, left.bought[buyer]!);
    if (!(energy_kWh > LEAST_kWh)) continue;
    left.sold[seller]! -= energy_kWh;
    left.bought[buyer]! -= energy_kWh;
    const at = buyer * steps + step;
    trades.push({ seller, buyer, energy_kWh, price_EURPerKWh: cleared.paid_EUR[at]! / cleared.bought_kWh[at]! });
  }
  return trades;
}
