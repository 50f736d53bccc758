/** The tariff of a country on a date. */
import { InputError } from '../../core/errors.ts';
import type { Tariff } from '../tariff.ts';
import { COUNTRY_RULES, type CountryRule, type Sourced } from './countryRules.ts';

/** Countries with rules, in alphabetical order. */
export function tariffCountries(): readonly string[] {
  return [...new Set(COUNTRY_RULES.map(({ country }) => country))].sort();
}

/**
 * Rules that hold on a date: the latest that began before it; the earliest there are where none had begun.
 * @param date ISO date
 * @throws InputError `tariff.country`
 */
export function countryRule(country: string, date: string): CountryRule {
  const known = COUNTRY_RULES.filter((rule) => rule.country === country).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const rule = known.filter(({ validFrom }) => validFrom <= date).at(-1) ?? known[0];
  if (rule) return rule;
  throw new InputError({
    code: 'tariff.country',
    message: `There are no rules for the country "${country}".`,
    where: country,
    mend: `Choose one of ${tariffCountries().join(', ')}, or enter a tariff of your own.`,
    values: { country, known: tariffCountries().join(', ') },
  });
}

/** Figures of a rule by name, with their sources; those that begin with "assumed" were not looked up. */
export function figuresOf(
  rule: CountryRule,
): readonly { readonly name: string; readonly value: string; readonly source: string; readonly isAssumed: boolean }[] {
  const figure = (name: string, [value, source]: Sourced) => ({ name, value: String(value), source, isAssumed: isAssumed(source) });
  const energy =
    'curve' in rule.energy
      ? { name: 'energy', value: 'by the hour', source: rule.energy.source, isAssumed: isAssumed(rule.energy.source) }
      : figure('energy', rule.energy);
  const { shares, source } = rule.localNetwork;
  return [
    energy,
    figure('feedIn', rule.feedIn),
    figure('network', rule.network),
    figure('capacity', rule.capacity),
    figure('levies', rule.levies),
    figure('supplierFixed', rule.supplierFixed),
    figure('networkFixed', rule.networkFixed),
    figure('vat', rule.vat),
    { name: 'localNetwork', value: shares.join(' / '), source, isAssumed: isAssumed(source) },
    figure('localLevies', rule.localLevies),
  ];
}

function isAssumed(source: string): boolean {
  return /\bassumed\b/.test(source);
}

/**
 * Tariff of a country. Every figure can be replaced; `source` names how many of them are assumed.
 * @throws InputError `tariff.country`
 */
export function tariffFor(country: string, date: string): Tariff {
  const rule = countryRule(country, date);
  const figures = figuresOf(rule);
  const assumed = figures.filter((figure) => figure.isAssumed).map(({ name }) => name);
  return {
    id: `${rule.country}-${rule.validFrom}`,
    name: `${rule.country}, from ${rule.validFrom}`,
    country: rule.country,
    validFrom: rule.validFrom,
    source: `Country rules (docs/models/tariffs.md); assumed in full or in part: ${assumed.join(', ') || 'none'}`,
    energy: 'curve' in rule.energy ? rule.energy.curve : { kind: 'flat', price_EURPerKWh: rule.energy[0] },
    feedIn: { kind: 'flat', price_EURPerKWh: rule.feedIn[0] },
    supplierFixed_EURPerMonth: rule.supplierFixed[0],
    network: {
      energy_EURPerKWh: rule.network[0],
      capacity_EURPerKWYear: rule.capacity[0],
      fixed_EURPerMonth: rule.networkFixed[0],
      localShareByLevel: rule.localNetwork.shares,
      distance_EURPerKWhKm: 0,
    },
    levies_EURPerKWh: rule.levies[0],
    localLevyShare: rule.localLevies[0],
    vat: rule.vat[0],
  };
}
