/** Which rules of a market fit together: clearings per design, price rules per clearing, and what a column becomes when one of them changes. */
import {
  CLEARINGS,
  type Clearing,
  DESIGNS,
  type Design,
  type MarketConfig,
  PRICE_RULES,
  type PriceRule,
  SHARINGS,
  type Sharing,
} from './marketConfig.ts';

/**
 * Ways of finding quantities that make sense where these members may trade; the first is the one to begin with. Orders that
 * wait in a book for any other member (`cda`) need a market of all with all; a manager's optimum, pool, coefficients and
 * leading price need a manager. Peers may share at a published rule instead of orders (`pool`; Liu et al. 2017).
 */
const CLEARINGS_OF: Readonly<Record<Design, readonly Clearing[]>> = {
  supplier: ['pool'],
  p2p: ['call', 'cda', 'bilateral', 'huang', 'muda', 'pool'],
  community: ['pool', 'optimum', 'call', 'huang', 'muda', 'bilateral', 'coefficients', 'stackelberg'],
  hybrid: ['optimum', 'pool', 'call'],
  districts: ['optimum', 'pool', 'call'],
};

/**
 * Price rules that the quantities of a clearing leave open; the first is the one to begin with. Shared and optimised
 * quantities have no orders, so no rule between a bid and an offer fits; auctions have bids, so no rule that looks at the
 * sums alone does. Huang and MUDA set their price themselves, which is what makes them truthful.
 */
const PRICE_RULES_OF: Readonly<Record<Clearing, readonly PriceRule[]>> = {
  pool: ['supply-demand', 'supply-demand-compensated', 'mid-market', 'bill-sharing', 'fixed', 'dual', 'retail'],
  optimum: ['dual', 'supply-demand', 'supply-demand-compensated', 'mid-market', 'bill-sharing', 'fixed'],
  call: ['k-price', 'pay-as-bid', 'k-double'],
  huang: ['k-price'],
  muda: ['k-price'],
  cda: ['maker', 'k-double', 'pay-as-bid'],
  bilateral: ['k-double', 'pay-as-bid'],
  coefficients: ['fixed', 'mid-market', 'bill-sharing'],
  stackelberg: ['stackelberg'],
};

const USES_K: readonly PriceRule[] = ['k-price', 'k-double'];
const WITH_ORDERS: readonly Clearing[] = ['call', 'huang', 'muda', 'cda', 'bilateral'];

/** Clearings that fit the design, the one to begin with first. */
export function clearingsFor(design: Design): readonly Clearing[] {
  return CLEARINGS_OF[design];
}

/** Price rules that fit the clearing under the design, the one to begin with first. */
export function priceRulesFor(design: Design, clearing: Clearing): readonly PriceRule[] {
  return design === 'supplier' ? ['retail'] : PRICE_RULES_OF[clearing];
}

/** Without trade there is no gain to hand out. */
export function sharingsFor(design: Design): readonly Sharing[] {
  return design === 'supplier' ? ['none'] : SHARINGS;
}

/** Whether the factor k has any effect. Huang and MUDA take no k: a price between the bounds would reward false bids. */
export function usesK(clearing: Clearing, priceRule: PriceRule): boolean {
  return USES_K.includes(priceRule) && clearing !== 'huang' && clearing !== 'muda';
}

/** Whether members hand in bids and offers. */
export function hasOrders(design: Design, clearing: Clearing): boolean {
  return design !== 'supplier' && WITH_ORDERS.includes(clearing);
}

export function isValidCombination(config: Pick<MarketConfig, 'design' | 'clearing' | 'priceRule' | 'sharing'>): boolean {
  return (
    clearingsFor(config.design).includes(config.clearing) &&
    priceRulesFor(config.design, config.clearing).includes(config.priceRule) &&
    sharingsFor(config.design).includes(config.sharing)
  );
}

/** The same column with rules that fit: what does not fit becomes the first that does. */
export function withFittingRules(config: MarketConfig): MarketConfig {
  const clearing = kept(config.clearing, clearingsFor(config.design));
  const priceRule = kept(config.priceRule, priceRulesFor(config.design, clearing));
  const sharing = kept(config.sharing, sharingsFor(config.design));
  const sealed = config.sealed && hasOrders(config.design, clearing);
  return { ...config, clearing, priceRule, sharing, sealed };
}

/** The clearing that a price rule needs under a design; null where none fits. For cells of the matrix of all rules. */
export function clearingForPriceRule(design: Design, priceRule: PriceRule): Clearing | null {
  return clearingsFor(design).find((clearing) => priceRulesFor(design, clearing).includes(priceRule)) ?? null;
}

/** All that fit, in the order of the lists. */
export function allCombinations(): { readonly design: Design; readonly clearing: Clearing; readonly priceRule: PriceRule }[] {
  return DESIGNS.flatMap((design) =>
    CLEARINGS.filter((clearing) => clearingsFor(design).includes(clearing)).flatMap((clearing) =>
      PRICE_RULES.filter((priceRule) => priceRulesFor(design, clearing).includes(priceRule)).map((priceRule) => ({
        design,
        clearing,
        priceRule,
      })),
    ),
  );
}

function kept<T>(value: T, fitting: readonly T[]): T {
  return fitting.includes(value) ? value : (fitting[0] ?? value);
}
