/** What the lab begins with: four markets, from none to nested, on one example tariff. */
import type { MarketConfig } from '#models/market/marketConfig.ts';
import { NO_FEES, type Tariff } from '#models/market/tariff.ts';
import { withFittingRules } from '#models/market/validCombinations.ts';

/**
 * An invented tariff of round figures in the range of European households; to be replaced by the person's own. Retail price
 * (0.14 + 0.09 + 0.04) x 1.19 = 0.321 EUR/kWh.
 */
export const EXAMPLE_TARIFF: Tariff = {
  id: 'example',
  name: 'Example tariff',
  country: null,
  validFrom: '2025-01-01',
  source: 'Invented example with round figures; replace it by your own.',
  energy: { kind: 'flat', price_EURPerKWh: 0.14 },
  feedIn: { kind: 'flat', price_EURPerKWh: 0.08 },
  supplierFixed_EURPerMonth: 8,
  network: {
    energy_EURPerKWh: 0.09,
    capacity_EURPerKWYear: 0,
    fixed_EURPerMonth: 4,
    localShareByLevel: [1],
    distance_EURPerKWhKm: 0,
  },
  levies_EURPerKWh: 0.04,
  localLevyShare: 1,
  vat: 0.19,
};

const BASE: Omit<MarketConfig, 'id' | 'name' | 'design' | 'clearing' | 'priceRule'> = {
  preset: null,
  k: 0.5,
  fixedPrice_EURPerKWh: 0.2,
  compensation_EURPerKWh: 0,
  sharing: 'none',
  mix: {},
  dispatch: 'self-consumption',
  step_min: 60,
  agents: 'truthful',
  sealed: false,
  forecastError: 0,
  imbalance_EURPerKWh: 0,
  seed: 1,
  tariffs: { default: EXAMPLE_TARIFF },
  fees: NO_FEES,
  priority: 'local-first',
  flexibility: null,
};

/** Markets to add from a list, by what a person would call them. */
export const COLUMN_STARTS = [
  'supplier',
  'sharing',
  'auction',
  'book',
  'contracts',
  'manager',
  'nested',
  'districts',
  'coefficients',
] as const;
export type ColumnStart = (typeof COLUMN_STARTS)[number];

const RULES: Readonly<Record<ColumnStart, Pick<MarketConfig, 'design' | 'clearing' | 'priceRule' | 'dispatch'>>> = {
  supplier: { design: 'supplier', clearing: 'pool', priceRule: 'retail', dispatch: 'self-consumption' },
  sharing: { design: 'community', clearing: 'pool', priceRule: 'supply-demand', dispatch: 'self-consumption' },
  auction: { design: 'p2p', clearing: 'call', priceRule: 'k-price', dispatch: 'self-consumption' },
  book: { design: 'p2p', clearing: 'cda', priceRule: 'maker', dispatch: 'self-consumption' },
  contracts: { design: 'p2p', clearing: 'bilateral', priceRule: 'k-double', dispatch: 'self-consumption' },
  manager: { design: 'community', clearing: 'optimum', priceRule: 'dual', dispatch: 'market' },
  nested: { design: 'hybrid', clearing: 'optimum', priceRule: 'dual', dispatch: 'market' },
  districts: { design: 'districts', clearing: 'optimum', priceRule: 'dual', dispatch: 'market' },
  coefficients: { design: 'community', clearing: 'coefficients', priceRule: 'fixed', dispatch: 'self-consumption' },
};

/** A new column; `like` gives tariff, fees and time step, so that columns stay comparable. */
export function newColumn(start: ColumnStart, id: string, name: string, like?: MarketConfig): MarketConfig {
  const rules = RULES[start];
  return withFittingRules({ ...BASE, ...(like ? sharedTerms(like) : {}), ...rules, id, name });
}

function sharedTerms({ tariffs, fees, step_min, seed, forecastError, imbalance_EURPerKWh }: MarketConfig): Partial<MarketConfig> {
  return { tariffs, fees, step_min, seed, forecastError, imbalance_EURPerKWh };
}

const FIRST: readonly ColumnStart[] = ['supplier', 'sharing', 'auction', 'nested'];

/** The four columns of a new project. */
export function defaultColumns(nameOf: (start: ColumnStart) => string): readonly MarketConfig[] {
  return FIRST.map((start) => newColumn(start, `market-${start}`, nameOf(start)));
}
