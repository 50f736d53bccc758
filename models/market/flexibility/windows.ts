/** The hours of a product as stretches of steps, one per day. */
import { type StepAxis, stepHours } from '../community.ts';
import type { FlexibilityProduct } from '../marketConfig.ts';

export interface ProductWindow {
  /** Day of the year. */
  readonly day: number;
  /** Steps [from, to) in which the power is offered. */
  readonly from: number;
  readonly to: number;
  /** Steps [first, last) in which stores may move for it; those of two days do not overlap. */
  readonly first: number;
  readonly last: number;
  /** False where the power only stands ready. */
  readonly isCalled: boolean;
}

/**
 * How long before a call stores may make ready, and how long after it they may catch up [h]. Calls are known the day before
 * (assumption: as in the auctions of network operators, which close a day ahead).
 */
const REACH_h = 12;

/**
 * Whole steps inside the product's hours, on every day of the axis; hours over midnight belong to the day on which they
 * begin. Empty where no whole step lies inside.
 */
export function productWindows(product: Pick<FlexibilityProduct, 'from_h' | 'to_h' | 'days'>, axis: StepAxis): readonly ProductWindow[] {
  const step_h = stepHours(axis);
  const perDay = Math.round(24 / step_h);
  const from = Math.ceil(product.from_h / step_h - 1e-9);
  const end_h = product.to_h > product.from_h ? product.to_h : product.to_h + 24;
  const to = Math.floor(Math.min(end_h, product.from_h + 24) / step_h + 1e-9);
  if (!(to > from)) return [];
  const called = new Set(product.days);
  const reach = Math.round(REACH_h / step_h);
  const bare: { day: number; from: number; to: number }[] = [];
  for (let day = 0; day * perDay + to <= axis.steps; day++) bare.push({ day, from: day * perDay + from, to: day * perDay + to });
  return bare.map(({ day, ...window }, i) => {
    const before = bare[i - 1];
    const after = bare[i + 1];
    const opens = before ? Math.ceil((before.to + window.from) / 2) : 0;
    const closes = after ? Math.ceil((window.to + after.from) / 2) : axis.steps;
    const isCalled = called.has(day);
    // A call that comes without notice finds stores as they are.
    const first = isCalled ? Math.max(opens, window.from - reach) : window.from;
    return { day, ...window, first, last: Math.min(closes, window.to + reach), isCalled };
  });
}
