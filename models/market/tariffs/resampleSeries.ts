/** A price series on its own steps, brought to those of the year. */
import { InputError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { StepAxis } from '../community.ts';
import type { PriceCurve, Tariff } from '../tariff.ts';

/** Longer gaps are not filled [min]. */
export const LONGEST_GAP_min = 3 * 60;

type Series = Extract<PriceCurve, { kind: 'series' }>;

/**
 * Finer values become their mean over a step, coarser ones hold for all steps that they cover; steps that do not divide
 * each other are weighted by their common time. Gaps (not a number) of at most three hours are filled in a straight line.
 * @throws InputError `tariff.series` (too short, no step), `tariff.gap` (longer than three hours)
 */
export function resampleSeries(tariff: Tariff, part: 'energy' | 'feedIn', curve: Series, axis: StepAxis, findings: Issue[]): Float64Array {
  const { step_min } = curve;
  const covered_min = curve.values_EURPerKWh.length * step_min;
  if (!(step_min > 0) || !(covered_min >= axis.steps * axis.step_min)) {
    throw new InputError({
      code: 'tariff.series',
      message: `The prices "${curve.name}" cover ${covered_min / 60} h of the ${(axis.steps * axis.step_min) / 60} h that are settled.`,
      where: `${tariff.id}: ${part}`,
      mend: 'Give prices for the whole time.',
      values: { tariff: tariff.name, name: curve.name, hours: covered_min / 60, of: (axis.steps * axis.step_min) / 60 },
    });
  }
  const values = filled(tariff, part, curve, findings);
  if (step_min === axis.step_min) return values.slice(0, axis.steps);
  const prices = new Float64Array(axis.steps);
  for (let step = 0; step < axis.steps; step++) {
    const from = (step * axis.step_min) / step_min;
    const to = ((step + 1) * axis.step_min) / step_min;
    const first = Math.floor(from + 1e-9);
    const last = Math.min(values.length - 1, Math.ceil(to - 1e-9) - 1);
    if (first === last) {
      prices[step] = values[first]!;
      continue;
    }
    let sum = 0;
    for (let i = first; i <= last; i++) sum += values[i]! * (Math.min(i + 1, to) - Math.max(i, from));
    prices[step] = sum / (to - from);
  }
  return prices;
}

function filled(tariff: Tariff, part: string, curve: Series, findings: Issue[]): Float64Array {
  const values = curve.values_EURPerKWh.slice();
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    let end = i;
    while (end < values.length && !Number.isFinite(values[end])) end++;
    if ((end - i) * curve.step_min > LONGEST_GAP_min || end - i === values.length) {
      throw new InputError({
        code: 'tariff.gap',
        message: `The prices "${curve.name}" have none for ${((end - i) * curve.step_min) / 60} h.`,
        where: `${tariff.id}: ${part}, hours ${(i * curve.step_min) / 60} to ${(end * curve.step_min) / 60} of the year`,
        mend: 'Fill the gap in the file, or choose prices without one. Gaps of up to 3 h are filled.',
        values: {
          tariff: tariff.name,
          name: curve.name,
          hours: ((end - i) * curve.step_min) / 60,
          from_h: (i * curve.step_min) / 60,
          to_h: (end * curve.step_min) / 60,
        },
      });
    }
    const before = i > 0 ? values[i - 1]! : values[end]!;
    const after = end < values.length ? values[end]! : before;
    for (let k = i; k < end; k++) values[k] = before + ((after - before) * (k - i + 1)) / (end - i + 1);
    missing += end - i;
    i = end;
  }
  if (missing > 0) {
    findings.push({
      code: 'tariff.filled',
      severity: 'warning',
      sourceId: tariff.id,
      objectId: null,
      message: `The prices "${curve.name}" have gaps.`,
      action: 'Gaps of up to 3 h were filled in a straight line.',
      values: { tariff: tariff.name, name: curve.name, hours: (missing * curve.step_min) / 60 },
    });
  }
  return values;
}
