/**
 * Fees on the path of a trade through nested markets (accounting of gsy-e, wiki/docs/grid-fee-accounting.md). Two-sided: an
 * offer gains the fee of each market it enters, a bid loses the fee of each market it leaves. One-sided: the offer carries all
 * fees down to the buyer.
 */
import { designError } from './designError.ts';

export interface FeeMarket {
  readonly id: string;
  readonly parent: string | null;
  /** For a constant fee [EUR/kWh]; for a percentage the share of the original rate. */
  readonly fee: number;
  /** Behind one transformer: trades that stay inside may pay less. */
  readonly isTransformer?: boolean;
}

export interface PathFeeOptions {
  /** Of a percentage fee the base is the original offer for fees on the offer, the original bid for fees on the bid. */
  readonly kind: 'constant' | 'percentage';
  /** `bid`: the buyer pays its bid; `offer`: the seller gets its offer (one-sided); a number: k between both in the common market. */
  readonly price: 'bid' | 'offer' | number;
  /** Share of the fees that trades below one transformer pay; 1 where not given. */
  readonly belowTransformerShare?: number;
}

export interface PathTrade {
  readonly isMatched: boolean;
  /** Market in which both meet. */
  readonly market: string;
  readonly supplyFee_EURPerKWh: number;
  readonly demandFee_EURPerKWh: number;
  /** What the seller gets and the buyer pays [EUR/kWh]. */
  readonly revenue_EURPerKWh: number;
  readonly paid_EURPerKWh: number;
  /** Rate at which the trade is shown in each market of the path, from the seller's to the buyer's. */
  readonly rates: readonly { readonly market: string; readonly rate_EURPerKWh: number; readonly fee_EURPerKWh: number }[];
}

/**
 * One trade between a bid and an offer in the markets of a tree.
 * @throws InputError where a market is not there or the markets are not a tree
 */
export function pathTrade(
  markets: readonly FeeMarket[],
  seller: { readonly market: string; readonly offer_EURPerKWh: number },
  buyer: { readonly market: string; readonly bid_EURPerKWh: number },
  options: PathFeeOptions,
): PathTrade {
  const up = wayUp(markets, seller.market);
  const down = wayUp(markets, buyer.market);
  const common = up.find((market) => down.includes(market));
  if (!common) throw designError('tree', buyer.market, 'Seller and buyer have no market in common.');
  const sellerSide = up.slice(0, up.indexOf(common));
  const buyerSide = down.slice(0, down.indexOf(common));
  const above = up.slice(up.indexOf(common));
  const share = above.some((market) => market.isTransformer) ? (options.belowTransformerShare ?? 1) : 1;
  const isOneSided = options.price === 'offer';
  const base = options.kind === 'percentage' ? { offer: seller.offer_EURPerKWh, bid: buyer.bid_EURPerKWh } : { offer: 1, bid: 1 };
  // An offer enters every market after its own; a bid leaves every market before the common one.
  const entered = sellerSide.length > 0 ? [...sellerSide.slice(1), common] : [];
  const onOffer = entered.map((market) => market.fee * base.offer * share);
  const onOther = buyerSide.map((market) => market.fee * (isOneSided ? base.offer : base.bid) * share);
  const supplyFee = sum(onOffer);
  const demandFee = sum(onOther);
  const forwardedOffer = seller.offer_EURPerKWh + supplyFee;
  const forwardedBid = buyer.bid_EURPerKWh - demandFee;
  const isMatched = forwardedBid >= forwardedOffer - 1e-12;
  const k = options.price === 'bid' ? 1 : options.price === 'offer' ? 0 : options.price;
  const rate = forwardedOffer + k * (forwardedBid - forwardedOffer);
  const rates = [{ market: common.id, rate_EURPerKWh: rate, fee_EURPerKWh: onOffer[onOffer.length - 1] ?? 0 }];
  // Towards the seller each market shows the rate less the fees of those above it.
  let at = rate;
  for (let i = sellerSide.length - 1; i >= 0; i--) {
    at -= onOffer[i]!;
    rates.unshift({ market: sellerSide[i]!.id, rate_EURPerKWh: at, fee_EURPerKWh: i > 0 ? onOffer[i - 1]! : 0 });
  }
  at = rate;
  for (let i = buyerSide.length - 1; i >= 0; i--) {
    at += onOther[i]!;
    rates.push({ market: buyerSide[i]!.id, rate_EURPerKWh: at, fee_EURPerKWh: onOther[i]! });
  }
  return {
    isMatched,
    market: common.id,
    supplyFee_EURPerKWh: supplyFee,
    demandFee_EURPerKWh: demandFee,
    revenue_EURPerKWh: rate - supplyFee,
    paid_EURPerKWh: rate + demandFee,
    rates,
  };
}

/** From a market to the root. */
function wayUp(markets: readonly FeeMarket[], id: string): FeeMarket[] {
  const way: FeeMarket[] = [];
  for (let at: string | null = id; at !== null; ) {
    const market = markets.find((candidate) => candidate.id === at);
    if (!market || way.includes(market)) throw designError('tree', at, 'The markets are not a tree.');
    if (!(market.fee >= 0)) throw designError('fees', market.id, 'The fee of a market is below zero.');
    way.push(market);
    at = market.parent;
  }
  return way;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
