/** What counts as a change to a reader of three significant figures, and whether it is for the better. */

/** Smaller relative changes are none: they would not show in three figures. */
const LEAST_CHANGE = 5e-4;

/** Which direction of a figure is the better one; null where neither is. */
export type Better = 'higher' | 'lower' | null;
export type ChangeTone = 'better' | 'worse' | 'neutral';

/** Whether two values of one figure are the same to a reader. A value that does not exist has not changed. */
export function isUnchanged(value: number, reference: number): boolean {
  const size = Math.max(Math.abs(value), Math.abs(reference));
  return !(Math.abs(value - reference) > LEAST_CHANGE * size);
}

/** Whether the step from the reference to the value is for the better, for the worse or neither. */
export function changeTone(value: number, reference: number, better: Better): ChangeTone {
  if (better === null || isUnchanged(value, reference)) return 'neutral';
  return value > reference === (better === 'higher') ? 'better' : 'worse';
}
