/**
 * Fairness and technical indices of a year under one set of rules, and who loses by it.
 *
 * Zhou, Wu, Long 2018, eq. 17-31 (value tapping, participation, equality, energy balance, flatness, self-sufficiency);
 * Jain, Chiu, Hawe 1984; Hossfeld et al. 2017 (quality-of-experience fairness). Formulas and the choices the papers leave
 * open stand in docs/models/sharing.md. NaN where an index has no meaning.
 */
import type { MarketIndex } from './outcome.ts';

/** A bill counts as changed from here on [EUR]: the unit of settlement. */
const SMALLEST_CHANGE_EUR = 1e-6;

/** VI = (V - V_ref) / (V_max - V_ref); NaN where there is nothing to gain. */
export function valueTapping(gain_EUR: number, largestGain_EUR: number): number {
  return largestGain_EUR > SMALLEST_CHANGE_EUR ? gain_EUR / largestGain_EUR : Number.NaN;
}

export interface Loser {
  /** Row of the participant. */
  readonly participant: number;
  /** How much more it pays than as the supplier's customer alone [EUR/a]; above zero. */
  readonly loss_EUR: number;
}

/** Members whose bill rises, the largest rise first. */
export function losersOf(cost_EUR: Float64Array, reference_EUR: Float64Array): Loser[] {
  const losers: Loser[] = [];
  cost_EUR.forEach((cost, participant) => {
    const loss_EUR = cost - reference_EUR[participant]!;
    if (loss_EUR > SMALLEST_CHANGE_EUR) losers.push({ participant, loss_EUR });
  });
  return losers.sort((a, b) => b.loss_EUR - a.loss_EUR || a.participant - b.participant);
}

/** PI: share of members whose bill does not rise. Who is not touched by the rules counts as taking part. */
export function participation(cost_EUR: Float64Array, reference_EUR: Float64Array): number {
  return (cost_EUR.length - losersOf(cost_EUR, reference_EUR).length) / cost_EUR.length;
}

/**
 * Gini coefficient, sum |x_n - x_m| / (2 N sum x); 0 where all are equal. Values are raised by |min| + 1e-9 (max - min) where
 * one is negative, so that differences stay and the smallest is next to nothing.
 */
export function gini(values: Float64Array): number {
  const sorted = values.slice().sort();
  const count = sorted.length;
  const least = sorted[0] ?? Number.NaN;
  const range = sorted[count - 1]! - least;
  if (range === 0) return 0;
  const shift = least < 0 ? -least + 1e-9 * range : 0;
  let sum = 0;
  let differences = 0;
  sorted.forEach((value, i) => {
    sum += value + shift;
    // Each value is above i others and below count - 1 - i.
    differences += (2 * i - count + 1) * value;
  });
  return differences / (count * sum);
}

/** (sum x)^2 / (N sum x^2); 1 where all are equal, 1/N where one has all. A value below zero counts as nothing. */
export function jain(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += Math.max(value, 0);
    squares += Math.max(value, 0) ** 2;
  }
  return squares > 0 ? sum ** 2 / (values.length * squares) : Number.NaN;
}

/** min / max; 0 where the least is below zero, NaN where nobody has anything. */
export function minMax(values: Float64Array): number {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return most > 0 ? Math.max(least, 0) / most : Number.NaN;
}

/** 1 - sigma / sigma_max on a scale: sigma of all values, sigma_max = (high - low) / 2. Values beyond the scale count as its ends. */
export function qoeFairness(values: Float64Array, low: number, high: number): number {
  if (!(high > low) || values.length === 0) return Number.NaN;
  const onScale = values.map((value) => Math.min(Math.max(value, low), high));
  const mean = onScale.reduce((a, b) => a + b, 0) / onScale.length;
  const variance = onScale.reduce((a, b) => a + (b - mean) ** 2, 0) / onScale.length;
  return 1 - (2 * Math.sqrt(variance)) / (high - low);
}

/** EBI = 1 - sum |N_t| / (load + generation), N_t the community's import less export. */
export function energyBalance(net_kWh: Float64Array, load_kWh: number, generation_kWh: number): number {
  const turnover = load_kWh + generation_kWh;
  return turnover > 0 ? 1 - net_kWh.reduce((sum, net) => sum + Math.abs(net), 0) / turnover : Number.NaN;
}

/** EPAR = max |N| / mean |N|; NaN for a community that exchanges nothing. */
export function peakToAverage(net_kWh: Float64Array): number {
  let most = 0;
  let sum = 0;
  for (const net of net_kWh) {
    most = Math.max(most, Math.abs(net));
    sum += Math.abs(net);
  }
  return sum > 0 ? (most * net_kWh.length) / sum : Number.NaN;
}

/** PFI = 1 - EPAR / EPAR_ref: how much flatter the exchange is than in the reference. */
export function powerFlatness(net_kWh: Float64Array, reference_kWh: Float64Array): number {
  return 1 - peakToAverage(net_kWh) / peakToAverage(reference_kWh);
}

/** SSI = 1 - sum max(N_t, 0) / load. */
export function selfSufficiency(net_kWh: Float64Array, load_kWh: number): number {
  return load_kWh > 0 ? 1 - net_kWh.reduce((sum, net) => sum + Math.max(net, 0), 0) / load_kWh : Number.NaN;
}

/** 1 - sum max(-N_t, 0) / generation: the part of what is made that is used (or lost in storage) inside. */
export function selfConsumption(net_kWh: Float64Array, generation_kWh: number): number {
  return generation_kWh > 0 ? 1 - net_kWh.reduce((sum, net) => sum + Math.max(-net, 0), 0) / generation_kWh : Number.NaN;
}

export interface IndexInputs {
  /** Year's bill per participant under the rules, and as the supplier's customer alone [EUR/a]. */
  readonly cost_EUR: Float64Array;
  readonly reference_EUR: Float64Array;
  /** Most that any rules could save [EUR/a]. */
  readonly largestGain_EUR: number;
  /** Through each participant's meter in the reference, import and export together [kWh/a]. */
  readonly metered_kWh: Float64Array;
  /** Mean of the supplier's import less export price [EUR/kWh]. */
  readonly spread_EURPerKWh: number;
  /** The community's import less export per step, and that of the reference [kWh]. */
  readonly net_kWh: Float64Array;
  readonly referenceNet_kWh: Float64Array;
  /** All members, year [kWh]. */
  readonly load_kWh: number;
  readonly generation_kWh: number;
}

export interface MarketIndices {
  readonly values: Readonly<Record<MarketIndex, number>>;
  /** EPI = mean of value tapping, participation and equality. */
  readonly economic: number;
  /** TPI = mean of energy balance, flatness and self-sufficiency. */
  readonly technical: number;
  /** OPI = mean of both. */
  readonly overall: number;
  readonly losers: readonly Loser[];
}

/**
 * All indices of a year. Equality is 1 - Gini of members' incomes (minus their bills); Jain and min/max are of what members
 * save; quality of experience is of what they save per kWh through their meter, on the scale from 0 to the supplier's mean
 * spread, the most a kWh can save.
 */
export function marketIndices(inputs: IndexInputs): MarketIndices {
  const { cost_EUR, reference_EUR, net_kWh, load_kWh, generation_kWh } = inputs;
  const savings = cost_EUR.map((cost, n) => reference_EUR[n]! - cost);
  const metered = Array.from(savings.keys()).filter((n) => inputs.metered_kWh[n]! > 0);
  const perEnergy = Float64Array.from(metered, (n) => savings[n]! / inputs.metered_kWh[n]!);
  const gain = savings.reduce((sum, saving) => sum + saving, 0);
  const values: Record<MarketIndex, number> = {
    valueTapping: valueTapping(gain, inputs.largestGain_EUR),
    participation: participation(cost_EUR, reference_EUR),
    equality: 1 - gini(cost_EUR.map((cost) => -cost)),
    jain: jain(savings),
    qoe: qoeFairness(perEnergy, 0, inputs.spread_EURPerKWh),
    minMax: minMax(savings),
    energyBalance: energyBalance(net_kWh, load_kWh, generation_kWh),
    flatness: powerFlatness(net_kWh, inputs.referenceNet_kWh),
    selfSufficiency: selfSufficiency(net_kWh, load_kWh),
    selfConsumption: selfConsumption(net_kWh, generation_kWh),
  };
  const economic = (values.valueTapping + values.participation + values.equality) / 3;
  const technical = (values.energyBalance + values.flatness + values.selfSufficiency) / 3;
  return { values, economic, technical, overall: (economic + technical) / 2, losers: losersOf(cost_EUR, reference_EUR) };
}
