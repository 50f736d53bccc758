/** Months of the steps of a year. */
import { MONTH_START_HOUR } from '../../core/timeAxis.ts';
import type { StepAxis } from '../community.ts';

export const MONTHS = 12;

/** First step of each month and, as the thirteenth entry, the step after the last; cut to the steps there are. */
export function monthStartSteps(axis: Pick<StepAxis, 'step_min' | 'steps'>): readonly number[] {
  return MONTH_START_HOUR.map((hour) => Math.min(axis.steps, (hour * 60) / axis.step_min));
}

/** Share of each month that the steps cover, 0..1. */
export function monthShares(axis: Pick<StepAxis, 'step_min' | 'steps'>): readonly number[] {
  const starts = monthStartSteps(axis);
  return Array.from({ length: MONTHS }, (_, month) => {
    const whole = ((MONTH_START_HOUR[month + 1]! - MONTH_START_HOUR[month]!) * 60) / axis.step_min;
    return (starts[month + 1]! - starts[month]!) / whole;
  });
}
