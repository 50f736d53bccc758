/** Prices around the presets' markets. All of them are assumed: rounded, in euro, of the order of the place and time. */
import type { PriceCurve, Tariff } from '../tariff.ts';

interface Figures {
  readonly country: string | null;
  readonly name: string;
  /** Supplier's energy, or a curve [EUR/kWh]. */
  readonly energy: number | PriceCurve;
  readonly feedIn: number | PriceCurve;
  readonly network: number;
  readonly levies: number;
  readonly vat: number;
  /** Part of the network charge that local trades pay; half by default. */
  readonly localShare?: number;
  readonly localLevyShare?: number;
  readonly fixed_EURPerMonth?: number;
}

const curve = (value: number | PriceCurve): PriceCurve => (typeof value === 'number' ? { kind: 'flat', price_EURPerKWh: value } : value);

function tariff(id: string, figures: Figures): Tariff {
  return {
    id: `preset-${id}`,
    name: figures.name,
    country: figures.country,
    validFrom: '2020-01-01',
    source: 'Assumption, rounded; not a published tariff',
    energy: curve(figures.energy),
    feedIn: curve(figures.feedIn),
    supplierFixed_EURPerMonth: figures.fixed_EURPerMonth ?? 0,
    network: {
      energy_EURPerKWh: figures.network,
      capacity_EURPerKWYear: 0,
      fixed_EURPerMonth: 0,
      localShareByLevel: [figures.localShare ?? 0.5],
      distance_EURPerKWhKm: 0,
    },
    levies_EURPerKWh: figures.levies,
    localLevyShare: figures.localLevyShare ?? 1,
    vat: figures.vat,
  };
}

/** Dear evenings and cheap nights around a mean; the shape is assumed. */
function dayCurve(night: number, day: number, evening: number): PriceCurve {
  return {
    kind: 'time-of-use',
    windows: [
      { from_h: 22, to_h: 6, days: 'all', price_EURPerKWh: night },
      { from_h: 17, to_h: 22, days: 'all', price_EURPerKWh: evening },
    ],
    otherwise_EURPerKWh: day,
  };
}

export const PRESET_TARIFFS = {
  newYork: tariff('new-york', { country: 'US', name: 'New York', energy: 0.08, feedIn: 0.06, network: 0.1, levies: 0.01, vat: 0.045 }),
  southAustralia: tariff('south-australia', {
    country: 'AU',
    name: 'South Australia',
    energy: 0.12,
    feedIn: 0.06,
    network: 0.09,
    levies: 0.01,
    vat: 0.1,
  }),
  texas: tariff('texas', {
    country: 'US',
    name: 'Texas',
    energy: dayCurve(0.025, 0.04, 0.09),
    feedIn: 0.025,
    network: 0.03,
    levies: 0,
    vat: 0.0625,
    localShare: 1,
  }),
  cornwall: tariff('cornwall', {
    country: 'GB',
    name: 'England',
    energy: dayCurve(0.05, 0.08, 0.13),
    feedIn: 0.05,
    network: 0.05,
    levies: 0.03,
    vat: 0.05,
  }),
  /** Local trades use the public network and pay for it in full; so in `germanyDynamic` and `norway`. */
  england: tariff('england', {
    country: 'GB',
    name: 'England',
    energy: 0.08,
    feedIn: 0.05,
    network: 0.04,
    levies: 0.03,
    vat: 0.05,
    localShare: 1,
    localLevyShare: 1,
  }),
  germany: tariff('germany', {
    country: 'DE',
    name: 'Germany',
    energy: 0.08,
    feedIn: 0.06,
    network: 0.07,
    levies: 0.07,
    vat: 0.19,
    localShare: 0.5,
    localLevyShare: 0.5,
  }),
  /** Feed-in after twenty years: the market value only. */
  allgaeu: tariff('allgaeu', {
    country: 'DE',
    name: 'Germany, feed-in tariff ended',
    energy: 0.08,
    feedIn: 0.03,
    network: 0.07,
    levies: 0.06,
    vat: 0.19,
    localShare: 1,
    localLevyShare: 1,
  }),
  germanyDynamic: tariff('germany-dynamic', {
    country: 'DE',
    name: 'Germany, by the hour',
    energy: dayCurve(0.03, 0.06, 0.12),
    feedIn: 0.03,
    network: 0.07,
    levies: 0.07,
    vat: 0.19,
    localShare: 1,
    localLevyShare: 1,
  }),
  /** An island has no supplier; these bound what a kWh may cost: a private diesel set, and nothing for what is over. */
  bangladesh: tariff('bangladesh', {
    country: 'BD',
    name: 'Village without a public grid',
    energy: 0.6,
    feedIn: 0,
    network: 0,
    levies: 0,
    vat: 0,
  }),
  colombia: tariff('colombia', { country: 'CO', name: 'Colombia', energy: 0.06, feedIn: 0.05, network: 0.07, levies: 0.01, vat: 0 }),
  netherlands: tariff('netherlands', {
    country: 'NL',
    name: 'Netherlands',
    energy: 0.07,
    feedIn: 0.045,
    network: 0,
    levies: 0.1,
    vat: 0.21,
    localShare: 1,
    localLevyShare: 1,
  }),
  orkney: tariff('orkney', { country: 'GB', name: 'Orkney', energy: 0.09, feedIn: 0.045, network: 0.06, levies: 0.03, vat: 0.05 }),
  norway: tariff('norway', {
    country: 'NO',
    name: 'Norway',
    energy: dayCurve(0.04, 0.05, 0.07),
    feedIn: 0.04,
    network: 0.03,
    levies: 0.015,
    vat: 0.25,
    localShare: 1,
    localLevyShare: 1,
  }),
  spain: tariff('spain', {
    country: 'ES',
    name: 'Spain',
    energy: dayCurve(0.06, 0.08, 0.11),
    feedIn: 0.05,
    network: 0.04,
    levies: 0.01,
    vat: 0.21,
    localShare: 1,
  }),
  portugal: tariff('portugal', {
    country: 'PT',
    name: 'Portugal',
    energy: dayCurve(0.065, 0.085, 0.1),
    feedIn: 0.045,
    network: 0.045,
    levies: 0.01,
    vat: 0.23,
    localShare: 1,
  }),
} as const;
