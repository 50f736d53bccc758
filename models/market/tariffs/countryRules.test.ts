import { describe, expect, it } from 'vitest';
import { DEFAULT_TARIFF } from '../../scenario/priceDefaults.ts';
import { COUNTRY_RULES } from './countryRules.ts';
import { marketTariff } from './defaultTariff.ts';
import { countryRule, figuresOf, tariffCountries, tariffFor } from './tariffFor.ts';
import { tariffYear } from './tariffYear.ts';

const YEAR = { step_min: 60, steps: 8760, firstWeekday: 2 } as const;
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('country rules', () => {
  it('are there for nine countries, each figure with its source, each a usable tariff', () => {
    expect(tariffCountries()).toEqual(['AT', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'NL', 'PT']);
    for (const rule of COUNTRY_RULES) {
      expect(figuresOf(rule).every(({ source }) => source.length > 3)).toBe(true);
      const year = tariffYear(tariffFor(rule.country, rule.validFrom), YEAR);
      expect(year.findings).toEqual([]);
      expect(mean(year.import_EURPerKWh)).toBeGreaterThan(0.12);
      expect(mean(year.import_EURPerKWh)).toBeLessThan(0.45);
    }
  });

  it('meets the published retail price of Germany', () => {
    // 39.7 ct/kWh at 3,500 kWh/a: BDEW price analysis May 2025.
    expect(tariffYear(tariffFor('DE', '2025-07-01'), YEAR).import_EURPerKWh[0]! * 100).toBeCloseTo(39.7, 1);
  });

  it('changes with the date, and spares local energy what the country spares it', () => {
    expect(countryRule('DE', '2026-05-31').validFrom).toBe('2025-01-01');
    expect(countryRule('DE', '2026-06-01').validFrom).toBe('2026-06-01');
    expect(countryRule('NL', '2020-01-01').validFrom).toBe('2025-01-01');
    const spared = tariffCountries().map((country) => {
      const { network, localLevyShare } = tariffFor(country, '2026-07-01');
      return `${country} ${network.localShareByLevel.join('/')} ${localLevyShare}`;
    });
    expect(spared).toEqual(['AT 0.43/0.72/1 0', 'DE 1 1', 'ES 0/1 0', 'FR 1 0', 'GB 1 1', 'IE 1 1', 'IT 1 1', 'NL 1 1', 'PT 0.5/0.75/1 0']);
    expect(() => tariffFor('XX', '2025-01-01')).toThrow(/Choose one of AT/);
  });
});

describe('marketTariff', () => {
  it('costs what the scenario says, in and out of the peak', () => {
    const year = tariffYear(marketTariff(), YEAR);
    expect(year.import_EURPerKWh[12]! * 100).toBeCloseTo(DEFAULT_TARIFF.importOffPeak_ctPerKWh, 9);
    expect(year.import_EURPerKWh[18]! * 100).toBeCloseTo(DEFAULT_TARIFF.importPeak_ctPerKWh, 9);
    expect(year.export_EURPerKWh[12]! * 100).toBeCloseTo(DEFAULT_TARIFF.feedIn_ctPerKWh, 9);
  });
});
