/** A tariff laid on the steps of a year: what a kWh from and to the supplier costs in every step, and of what it is made. */
import { InputError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { StepAxis } from '../community.ts';
import type { PriceCurve, Tariff } from '../tariff.ts';
import { resampleSeries } from './resampleSeries.ts';

export interface TariffYear {
  readonly tariff: Tariff;
  readonly axis: StepAxis;
  /** At the meter, all charges and value added tax included, per step [EUR/kWh]. */
  readonly import_EURPerKWh: Float64Array;
  /** Paid for what is fed in, per step [EUR/kWh]. */
  readonly export_EURPerKWh: Float64Array;
  /** The supplier's part of the import price, net, per step [EUR/kWh]. */
  readonly energy_EURPerKWh: Float64Array;
  /** The network operator's and the state's part, net [EUR/kWh]. */
  readonly network_EURPerKWh: number;
  readonly levies_EURPerKWh: number;
  readonly vat: number;
  /** Of supplier and network operator together, value added tax included [EUR/month]. */
  readonly fixed_EURPerMonth: number;
  readonly findings: readonly Issue[];
}

/** All steps are whole multiples of it [min]. */
const GRAIN_min = 5;
const GRAINS_PER_DAY = (24 * 60) / GRAIN_min;
const SATURDAY = 5;

/**
 * Prices per step: import = (energy + network + levies) (1 + vat), export as the tariff states it.
 *
 * Hours of time-of-use windows are hours of local standard time: in summer a window begins an hour later on the clock. A
 * window over midnight belongs to the day on which it begins (a workday window from 22 to 6 lasts until Saturday, 6:00).
 * Public holidays count by their weekday. Prices below zero stay as they are, and with them value added tax on a price
 * below zero; they are reported, as are steps in which feeding in pays more than drawing costs.
 * @throws InputError `tariff.value`, `tariff.window`, `tariff.series`, `tariff.gap`
 */
export function tariffYear(tariff: Tariff, axis: StepAxis): TariffYear {
  checkFigures(tariff);
  const findings: Issue[] = [];
  const energy = curveOnAxis(tariff, 'energy', tariff.energy, axis, findings);
  const feedIn = curveOnAxis(tariff, 'feedIn', tariff.feedIn, axis, findings);
  const network = tariff.network.energy_EURPerKWh;
  const levies = tariff.levies_EURPerKWh;
  const retail = energy.map((price) => (price + network + levies) * (1 + tariff.vat));
  report(tariff, 'negativeImport', retail, (price) => price < 0, findings);
  report(tariff, 'negativeExport', feedIn, (price) => price < 0, findings);
  report(tariff, 'exportAbove', feedIn, (price, step) => price > retail[step]! + 1e-12, findings);
  return {
    tariff,
    axis,
    import_EURPerKWh: retail,
    export_EURPerKWh: feedIn,
    energy_EURPerKWh: energy,
    network_EURPerKWh: network,
    levies_EURPerKWh: levies,
    vat: tariff.vat,
    fixed_EURPerMonth: (tariff.supplierFixed_EURPerMonth + tariff.network.fixed_EURPerMonth) * (1 + tariff.vat),
    findings,
  };
}

function checkFigures(tariff: Tariff): void {
  const { network } = tariff;
  const figures: readonly (readonly [name: string, value: number, least: number])[] = [
    ['supplierFixed', tariff.supplierFixed_EURPerMonth, Number.NEGATIVE_INFINITY],
    ['networkEnergy', network.energy_EURPerKWh, Number.NEGATIVE_INFINITY],
    ['networkCapacity', network.capacity_EURPerKWYear, 0],
    ['networkFixed', network.fixed_EURPerMonth, Number.NEGATIVE_INFINITY],
    ['networkDistance', network.distance_EURPerKWhKm, 0],
    ['levies', tariff.levies_EURPerKWh, Number.NEGATIVE_INFINITY],
    ['localLevyShare', tariff.localLevyShare, 0],
    ['vat', tariff.vat, 0],
    ...network.localShareByLevel.map((share) => ['localShare', share, 0] as const),
  ];
  const wrong = figures.find(([, value, least]) => !Number.isFinite(value) || value < least);
  if (!wrong && network.localShareByLevel.length > 0) return;
  const [name, value] = wrong ?? ['localShare', Number.NaN];
  throw new InputError({
    code: 'tariff.value',
    message: `The tariff "${tariff.name}" has no usable figure for ${name}.`,
    where: `${tariff.id}: ${name}`,
    mend: 'Give a finite number; shares, tax and charges by power or distance are not below zero.',
    values: { tariff: tariff.name, quantity: name, value: String(value) },
  });
}

function curveOnAxis(tariff: Tariff, part: 'energy' | 'feedIn', curve: PriceCurve, axis: StepAxis, findings: Issue[]): Float64Array {
  if (curve.kind === 'series') return resampleSeries(tariff, part, curve, axis, findings);
  const prices =
    curve.kind === 'flat' ? [curve.price_EURPerKWh] : [...curve.windows.map((w) => w.price_EURPerKWh), curve.otherwise_EURPerKWh];
  if (!prices.every(Number.isFinite)) {
    throw new InputError({
      code: 'tariff.value',
      message: `The tariff "${tariff.name}" has a price that is no number.`,
      where: `${tariff.id}: ${part}`,
      mend: 'Give a finite number.',
      values: { tariff: tariff.name, quantity: part, value: String(prices.find((price) => !Number.isFinite(price))) },
    });
  }
  if (curve.kind === 'flat') return new Float64Array(axis.steps).fill(curve.price_EURPerKWh);
  return timeOfUse(tariff, part, curve, axis);
}

type TimeOfUse = Extract<PriceCurve, { kind: 'time-of-use' }>;

/** A step that a window covers in part has the mean price of its minutes. */
function timeOfUse(tariff: Tariff, part: string, curve: TimeOfUse, axis: StepAxis): Float64Array {
  for (const { from_h, to_h } of curve.windows) {
    if (from_h >= 0 && from_h < 24 && to_h > 0 && to_h <= 24 && from_h !== to_h) continue;
    throw new InputError({
      code: 'tariff.window',
      message: `The tariff "${tariff.name}" has a window from ${from_h} to ${to_h} h.`,
      where: `${tariff.id}: ${part}`,
      mend: 'Give hours of the day from 0 to 24 that differ; a window from 22 to 6 goes over midnight.',
      values: { tariff: tariff.name, from: from_h, to: to_h },
    });
  }
  const week = weekTable(curve);
  const grains = axis.step_min / GRAIN_min;
  const perDay = GRAINS_PER_DAY / grains;
  const prices = new Float64Array(axis.steps);
  for (let step = 0; step < axis.steps; step++) {
    const weekday = (Math.floor(step / perDay) + axis.firstWeekday) % 7;
    const first = weekday * GRAINS_PER_DAY + (step % perDay) * grains;
    let sum = 0;
    let isConstant = true;
    for (let i = 0; i < grains; i++) {
      sum += week[first + i]!;
      isConstant &&= week[first + i] === week[first];
    }
    prices[step] = isConstant ? week[first]! : sum / grains;
  }
  return prices;
}

/** Price of every five minutes of a week, Monday first. */
function weekTable(curve: TimeOfUse): Float64Array {
  const table = new Float64Array(7 * GRAINS_PER_DAY).fill(curve.otherwise_EURPerKWh);
  for (let i = 0; i < table.length; i++) {
    const weekday = Math.floor(i / GRAINS_PER_DAY);
    const hour = ((i % GRAINS_PER_DAY) * GRAIN_min) / 60;
    const found = curve.windows.find((window) => holds(window, weekday, hour));
    if (found) table[i] = found.price_EURPerKWh;
  }
  return table;
}

function holds(window: TimeOfUse['windows'][number], weekday: number, hour: number): boolean {
  const isOn = (day: number) => window.days === 'all' || (window.days === 'weekends') === day >= SATURDAY;
  if (window.from_h < window.to_h) return isOn(weekday) && hour >= window.from_h && hour < window.to_h;
  return (hour >= window.from_h && isOn(weekday)) || (hour < window.to_h && isOn((weekday + 6) % 7));
}

const REPORTS = {
  negativeImport: {
    code: 'tariff.negativeImport',
    severity: 'warning',
    message: 'The price of energy from the supplier is below zero in some steps.',
    action: 'Kept: who draws then is paid. A battery plan on such prices is a bound, not a proven optimum.',
  },
  negativeExport: {
    code: 'tariff.negativeExport',
    severity: 'info',
    message: 'The price of fed-in energy is below zero in some steps.',
    action: 'Kept: who feeds in then pays.',
  },
  exportAbove: {
    code: 'tariff.exportAbove',
    severity: 'warning',
    message: 'Feeding in pays more than drawing costs in some steps.',
    action: 'Kept. Local trade brings nothing there, and a battery plan is a bound, not a proven optimum.',
  },
} as const;

function report(
  tariff: Tariff,
  kind: keyof typeof REPORTS,
  prices: Float64Array,
  isSo: (price: number, step: number) => boolean,
  findings: Issue[],
): void {
  let steps = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < prices.length; step++) {
    if (!isSo(prices[step]!, step)) continue;
    steps++;
    lowest = Math.min(lowest, prices[step]!);
  }
  if (steps === 0) return;
  findings.push({
    ...REPORTS[kind],
    sourceId: tariff.id,
    objectId: null,
    values: { tariff: tariff.name, steps, lowest_ctPerKWh: lowest * 100 },
  });
}
