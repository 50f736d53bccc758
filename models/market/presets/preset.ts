/** A system that exists or existed, as a set of rules that can be run: what is known about it, and what we had to assume. */
import type { MarketConfig } from '../marketConfig.ts';
import { NO_FEES, type Tariff } from '../tariff.ts';

/** The same in both languages of the program. */
export interface Told {
  readonly en: string;
  readonly de: string;
}

/** A figure or rule that the source does not give. */
export interface Assumption {
  /** What it is about: a field of the rules, or a part of the community. */
  readonly what: string;
  readonly told: Told;
}

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly place: Told;
  /** As the source gives them; empty where it gives none. */
  readonly years: string;
  readonly story: Told;
  readonly source: string;
  readonly facts: readonly Told[];
  readonly assumptions: readonly Assumption[];
  readonly config: MarketConfig;
  /** Id of its sample community. */
  readonly community: string;
  /** What one can see when it runs; a test shows it. */
  readonly behaviour: Told;
}

export const D31 = 'FleXunity deliverable D3.1, Analysis & Definition of new Market Design';

type Chosen = Pick<MarketConfig, 'design' | 'clearing' | 'priceRule' | 'step_min'> & Partial<MarketConfig> & { readonly tariff: Tariff };

/** Rules of a preset: what it states over what is usual. */
export function presetConfig(id: string, name: string, { tariff, ...chosen }: Chosen): MarketConfig {
  return {
    id: `preset-${id}`,
    name,
    preset: id,
    k: 0.5,
    fixedPrice_EURPerKWh: 0,
    compensation_EURPerKWh: 0,
    sharing: 'none',
    mix: {},
    dispatch: 'self-consumption',
    agents: 'truthful',
    sealed: false,
    forecastError: 0,
    imbalance_EURPerKWh: 0,
    seed: 1,
    tariffs: { default: tariff },
    fees: NO_FEES,
    priority: 'local-first',
    flexibility: null,
    ...chosen,
  };
}

/** Assumptions that several presets share. */
const SHARED = {
  step_min: {
    en: 'The length of a step of the market is not stated.',
    de: 'Wie lang ein Schritt des Markts dauert, ist nicht angegeben.',
  },
  clearing: {
    en: 'How bids and offers meet is not stated in detail; we chose the simplest rule that fits the description.',
    de: 'Wie Gebote und Angebote zusammenkommen, ist nicht genau angegeben; gewählt ist die einfachste Regel, die zur Beschreibung passt.',
  },
  priceRule: {
    en: 'How the price is set is not stated; we chose a usual rule.',
    de: 'Wie der Preis entsteht, ist nicht angegeben; gewählt ist eine übliche Regel.',
  },
  k: {
    en: 'Where the price lies between the last bid and the last offer is not stated; we take the middle.',
    de: 'Wo der Preis zwischen letztem Gebot und letztem Angebot liegt, ist nicht angegeben; wir nehmen die Mitte.',
  },
  tariffs: {
    en: 'Prices of the supplier and of the network are ours, rounded, in euro.',
    de: 'Preise von Lieferant und Netz sind von uns gewählt, gerundet, in Euro.',
  },
  'network.localShareByLevel': {
    en: 'What local trades pay for the network is not stated.',
    de: 'Was örtlicher Handel für das Netz zahlt, ist nicht angegeben.',
  },
  fees: {
    en: 'The fee of the platform is not stated.',
    de: 'Die Gebühr der Plattform ist nicht angegeben.',
  },
  preferences: {
    en: 'What members prefer, and how much it is worth to them, is not stated in figures.',
    de: 'Was Mitglieder bevorzugen und was es ihnen wert ist, ist nicht in Zahlen angegeben.',
  },
  community: {
    en: 'Members of the sample community, their consumption and their equipment are invented.',
    de: 'Mitglieder der Beispielgemeinschaft, ihr Verbrauch und ihre Anlagen sind erfunden.',
  },
  flexibility: {
    en: 'Hours, powers and prices of the calls for flexibility are ours.',
    de: 'Stunden, Leistungen und Preise der Abrufe von Flexibilität sind von uns gewählt.',
  },
  dispatch: {
    en: 'What batteries and flexible loads are run for is not stated.',
    de: 'Wofür Batterien und flexible Lasten betrieben werden, ist nicht angegeben.',
  },
  manager: {
    en: 'Who manages the market is not stated exactly.',
    de: 'Wer den Markt betreibt, ist nicht genau angegeben.',
  },
} as const satisfies Record<string, Told>;

/** Named assumptions; `own` ones are those of one preset. */
export function assumed(keys: readonly (keyof typeof SHARED)[], own: readonly Assumption[] = []): readonly Assumption[] {
  return [...own, ...keys.map((what) => ({ what, told: SHARED[what] }))];
}
