/**
 * Auction of flexibility to several buyers: cheapest offers that fit the limits of feeders and assets, paid at the price of the
 * dearest accepted one. A kilowatt that is sold to one buyer is gone for the next one in the same step.
 */

export interface FlexibilityOffer {
  readonly asset: string;
  /** Feeder the asset hangs on. */
  readonly feeder: string;
  readonly step: number;
  readonly power_kW: number;
  /** The owner's reserve price [EUR/kWh]. */
  readonly reserve_EURPerKWh: number;
}

export interface FlexibilityCall {
  readonly buyer: string;
  readonly step: number;
  readonly power_kW: number;
  /** Pays at most [EUR/kWh]. */
  readonly limit_EURPerKWh: number;
}

export interface FlexibilityAward {
  readonly buyer: string;
  readonly asset: string;
  readonly step: number;
  readonly power_kW: number;
  readonly price_EURPerKWh: number;
}

export interface AuctionLimits {
  /** Most change of power per feeder and step [kW]; feeders that are not named have no limit. */
  readonly feeder_kW: Readonly<Record<string, number>>;
  /** Most power per asset and step [kW], whatever was offered. */
  readonly asset_kW: Readonly<Record<string, number>>;
}

/**
 * Calls of a step are served from the highest limit price down, each from the lowest reserve price up. Limits of feeders hold
 * disjoint sets of offers, so taking the cheapest that fits is the cheapest of all selections (a polymatroid).
 */
export function auctionFlexibility(
  offers: readonly FlexibilityOffer[],
  calls: readonly FlexibilityCall[],
  limits: AuctionLimits,
): readonly FlexibilityAward[] {
  const awards: FlexibilityAward[] = [];
  const sold = new Map<string, number>();
  const soldOf = (key: string) => sold.get(key) ?? 0;
  const byPrice = offers.toSorted((a, b) => a.reserve_EURPerKWh - b.reserve_EURPerKWh);
  const left = new Map(byPrice.map((offer) => [offer, offer.power_kW]));
  for (const call of calls.toSorted((a, b) => a.step - b.step || b.limit_EURPerKWh - a.limit_EURPerKWh)) {
    let wanted = call.power_kW;
    const accepted: { readonly offer: FlexibilityOffer; readonly power_kW: number }[] = [];
    for (const offer of byPrice) {
      if (wanted <= 1e-12) break;
      if (offer.step !== call.step || offer.reserve_EURPerKWh > call.limit_EURPerKWh) continue;
      const assetKey = `asset ${call.step} ${offer.asset}`;
      const feederKey = `feeder ${call.step} ${offer.feeder}`;
      const ofAsset = (limits.asset_kW[offer.asset] ?? Number.POSITIVE_INFINITY) - soldOf(assetKey);
      const ofFeeder = (limits.feeder_kW[offer.feeder] ?? Number.POSITIVE_INFINITY) - soldOf(feederKey);
      const power_kW = Math.max(0, Math.min(wanted, left.get(offer)!, ofAsset, ofFeeder));
      if (power_kW === 0) continue;
      accepted.push({ offer, power_kW });
      left.set(offer, left.get(offer)! - power_kW);
      sold.set(assetKey, soldOf(assetKey) + power_kW);
      sold.set(feederKey, soldOf(feederKey) + power_kW);
      wanted -= power_kW;
    }
    const price_EURPerKWh = accepted.at(-1)?.offer.reserve_EURPerKWh ?? 0;
    for (const { offer, power_kW } of accepted) {
      awards.push({ buyer: call.buyer, asset: offer.asset, step: call.step, power_kW, price_EURPerKWh });
    }
  }
  return awards;
}

/**
 * Pay follows delivery: what the meter drew less than the baseline, up to what was sold.
 * @param delivered_kW per award: baseline less meter
 * @returns per award [EUR]
 */
export function payForDelivery(awards: readonly FlexibilityAward[], delivered_kW: readonly number[], step_h: number): readonly number[] {
  return awards.map(({ power_kW, price_EURPerKWh }, i) => Math.min(Math.max(0, delivered_kW[i] ?? 0), power_kW) * step_h * price_EURPerKWh);
}
