/** The figures that columns are compared by: value, which way is better, and what each follows from. */
import type { MarketIndex, MarketOutcome } from '#models/market/outcome.ts';
import { type Better, isUnchanged } from '#models/scenario/change.ts';
import type { MarketColumn } from './marketLab.ts';
import { median, winnersAndLosers } from './winners.ts';

export const FIGURE_GROUPS = ['money', 'energy', 'fairness'] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];

export const FIGURE_IDS = [
  'gain',
  'medianCost',
  'winners',
  'losers',
  'largestLoss',
  'meanPrice',
  'selfSufficiency',
  'selfConsumption',
  'local',
  'import',
  'peakImport',
  'peakExport',
  'co2',
  'valueTapping',
  'participation',
  'equality',
  'jain',
  'qoe',
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

const INPUT_IDS = [
  'referenceSum',
  'costSum',
  'largestGain',
  'members',
  'unchanged',
  'load',
  'generation',
  'import',
  'export',
  'curtailed',
  'local',
  'gain',
  'winners',
] as const;
/** Name of an input of a figure: `market.input.*`. */
export type InputId = (typeof INPUT_IDS)[number];

export interface FigureInput {
  readonly id: InputId;
  readonly value: number;
  readonly unit: string;
}

/** Where a figure is from: `market.source.*`. */
export type FigureSource = 'bills' | 'meters' | 'indices' | 'jain' | 'qoe';

export interface Figure {
  readonly id: FigureId;
  readonly group: FigureGroup;
  readonly unit: string;
  readonly better: Better;
  readonly source: FigureSource;
  readonly figureOf: (outcome: MarketOutcome) => number;
  readonly inputsOf: (outcome: MarketOutcome) => readonly FigureInput[];
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

const INPUTS: Readonly<Record<InputId, (outcome: MarketOutcome) => { readonly value: number; readonly unit: string }>> = {
  referenceSum: ({ participants }) => ({ value: sum(participants.reference_EUR), unit: 'EUR/a' }),
  costSum: ({ participants }) => ({ value: sum(participants.cost_EUR), unit: 'EUR/a' }),
  largestGain: ({ largestGain_EUR }) => ({ value: largestGain_EUR, unit: 'EUR/a' }),
  members: ({ participants }) => ({ value: participants.cost_EUR.length, unit: '' }),
  unchanged: (outcome) => ({ value: winnersAndLosers(outcome).unchanged, unit: '' }),
  load: ({ participants }) => ({ value: sum(participants.load_kWh), unit: 'kWh/a' }),
  generation: ({ participants }) => ({ value: sum(participants.generation_kWh), unit: 'kWh/a' }),
  import: ({ import_kWh }) => ({ value: import_kWh, unit: 'kWh/a' }),
  export: ({ export_kWh }) => ({ value: export_kWh, unit: 'kWh/a' }),
  curtailed: ({ curtailed_kWh }) => ({ value: curtailed_kWh, unit: 'kWh/a' }),
  local: ({ local_kWh }) => ({ value: local_kWh, unit: 'kWh/a' }),
  gain: ({ gain_EUR }) => ({ value: gain_EUR, unit: 'EUR/a' }),
  winners: (outcome) => ({ value: winnersAndLosers(outcome).winners.length, unit: '' }),
};

function figure(
  id: FigureId,
  group: FigureGroup,
  unit: string,
  better: Better,
  source: FigureSource,
  inputs: readonly InputId[],
  figureOf: (outcome: MarketOutcome) => number,
): Figure {
  return {
    id,
    group,
    unit,
    better,
    source,
    figureOf,
    inputsOf: (outcome) => inputs.map((input) => ({ id: input, ...INPUTS[input](outcome) })),
  };
}

function indexOf(name: MarketIndex, factor = 1): (outcome: MarketOutcome) => number {
  return ({ indices }) => indices[name] * factor;
}

export const FIGURES: readonly Figure[] = [
  figure('gain', 'money', 'EUR/a', 'higher', 'bills', ['referenceSum', 'costSum', 'largestGain'], ({ gain_EUR }) => gain_EUR),
  figure('medianCost', 'money', 'EUR/a', 'lower', 'bills', ['members', 'costSum'], ({ participants }) => median(participants.cost_EUR)),
  figure('winners', 'money', '', 'higher', 'bills', ['members', 'unchanged'], (outcome) => winnersAndLosers(outcome).winners.length),
  figure('losers', 'money', '', 'lower', 'bills', ['members', 'unchanged'], (outcome) => winnersAndLosers(outcome).losers.length),
  figure('largestLoss', 'money', 'EUR/a', 'lower', 'bills', ['members'], (outcome) => winnersAndLosers(outcome).losers[0]?.change_EUR ?? 0),
  figure('meanPrice', 'money', 'ct/kWh', null, 'bills', ['local'], ({ meanPrice_EURPerKWh }) => meanPrice_EURPerKWh * 100),
  figure('selfSufficiency', 'energy', '%', 'higher', 'meters', ['load', 'import'], indexOf('selfSufficiency', 100)),
  figure('selfConsumption', 'energy', '%', 'higher', 'meters', ['generation', 'export'], indexOf('selfConsumption', 100)),
  figure('local', 'energy', 'kWh/a', 'higher', 'meters', ['load', 'generation'], ({ local_kWh }) => local_kWh),
  figure('import', 'energy', 'kWh/a', 'lower', 'meters', ['load', 'generation', 'export', 'curtailed'], ({ import_kWh }) => import_kWh),
  figure('peakImport', 'energy', 'kW', 'lower', 'meters', ['import'], ({ peakImport_kW }) => peakImport_kW),
  figure('peakExport', 'energy', 'kW', 'lower', 'meters', ['export'], ({ peakExport_kW }) => peakExport_kW),
  figure('co2', 'energy', 't CO2e/a', 'lower', 'meters', ['import', 'export'], ({ co2_kg }) => co2_kg / 1000),
  figure('valueTapping', 'fairness', '%', 'higher', 'indices', ['gain', 'largestGain'], indexOf('valueTapping', 100)),
  figure('participation', 'fairness', '%', 'higher', 'indices', ['winners', 'members'], indexOf('participation', 100)),
  figure('equality', 'fairness', '', 'higher', 'indices', ['members'], indexOf('equality')),
  figure('jain', 'fairness', '', 'higher', 'jain', ['members'], indexOf('jain')),
  figure('qoe', 'fairness', '', 'higher', 'qoe', ['members'], indexOf('qoe')),
];

/** Columns with the best value of a figure; none where all are alike or fewer than two have one. */
export function bestColumns(figure: Figure, columns: readonly MarketColumn[]): readonly number[] {
  if (figure.better === null) return [];
  const values = columns.map(({ outcome }) => (outcome ? figure.figureOf(outcome) : Number.NaN));
  const known = values.filter(Number.isFinite);
  if (known.length < 2) return [];
  const best = figure.better === 'higher' ? Math.max(...known) : Math.min(...known);
  const places = values.flatMap((value, place) => (Number.isFinite(value) && isUnchanged(value, best) ? [place] : []));
  return places.length === known.length ? [] : places;
}
