import { expect, it } from 'vitest';
import { CLEARINGS, DESIGNS, type MarketConfig, PRICE_RULES, SHARINGS } from './marketConfig.ts';
import { NO_FEES } from './tariff.ts';
import {
  allCombinations,
  clearingForPriceRule,
  clearingsFor,
  hasOrders,
  isValidCombination,
  priceRulesFor,
  usesK,
  withFittingRules,
} from './validCombinations.ts';

const CONFIG: MarketConfig = {
  id: 'c',
  name: 'c',
  preset: null,
  design: 'community',
  clearing: 'pool',
  priceRule: 'mid-market',
  k: 0.5,
  fixedPrice_EURPerKWh: 0.2,
  compensation_EURPerKWh: 0,
  sharing: 'equal',
  mix: {},
  dispatch: 'none',
  step_min: 60,
  agents: 'truthful',
  sealed: true,
  forecastError: 0,
  imbalance_EURPerKWh: 0,
  seed: 1,
  tariffs: {},
  fees: NO_FEES,
  priority: 'local-first',
  flexibility: null,
};

it('offers every clearing and every price rule somewhere, and no design or clearing without a rule', () => {
  const all = allCombinations();
  expect(new Set(all.map(({ clearing }) => clearing))).toEqual(new Set(CLEARINGS));
  expect(new Set(all.map(({ priceRule }) => priceRule))).toEqual(new Set(PRICE_RULES));
  for (const design of DESIGNS)
    for (const clearing of clearingsFor(design)) expect(priceRulesFor(design, clearing), `${design} ${clearing}`).not.toHaveLength(0);
});

it('makes any change of one rule into a column that fits and changes nothing that fitted', () => {
  for (const design of DESIGNS)
    for (const clearing of CLEARINGS)
      for (const priceRule of PRICE_RULES)
        for (const sharing of SHARINGS) {
          const column = { ...CONFIG, design, clearing, priceRule, sharing };
          const fitting = withFittingRules(column);
          expect(isValidCombination(fitting), `${design} ${clearing} ${priceRule} ${sharing}`).toBe(true);
          if (isValidCombination(column)) expect({ ...fitting, sealed: column.sealed }).toEqual(column);
        }
});

it('keeps rules apart that need orders and rules that have none', () => {
  expect(withFittingRules({ ...CONFIG, design: 'p2p', clearing: 'coefficients' })).toMatchObject({
    clearing: 'call',
    priceRule: 'k-price',
    sealed: true,
  });
  expect(withFittingRules({ ...CONFIG, design: 'supplier' })).toMatchObject({ clearing: 'pool', priceRule: 'retail', sharing: 'none' });
  expect(withFittingRules(CONFIG).sealed).toBe(false);
  expect(hasOrders('supplier', 'pool')).toBe(false);
  expect(usesK('call', 'k-price')).toBe(true);
  expect(usesK('huang', 'k-price')).toBe(false);
  expect(clearingForPriceRule('hybrid', 'dual')).toBe('optimum');
  expect(clearingForPriceRule('p2p', 'dual')).toBe('pool');
  expect(clearingForPriceRule('hybrid', 'maker')).toBeNull();
});
