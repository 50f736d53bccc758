/** Pieces that the case files of markets share. */
import { z } from 'zod';
import { InputError } from '../../../core/errors.ts';

export const finite = (what: string) => z.number(`${what} must be a finite number.`).describe(what);
export const amount = (what: string) => finite(what).min(0, `${what} must not be below zero.`);
export const positive = (what: string) => finite(what).gt(0, `${what} must be above zero.`);
export const kSchema = z.number().min(0).max(1).default(0.5).describe('Where a price lies between its two bounds, 0..1');
export const name = z.string().min(1);

const MOST_STEPS = 200_000;
export const series = (what: string) => z.array(finite(what)).min(1).max(MOST_STEPS);
export const perStep = (what: string) => z.union([finite(what), series(what)]).describe(`${what}; one number, or one per step`);

/** What the supplier asks and pays. */
export const gridSchema = z
  .strictObject({ import_EURPerKWh: finite('Price of import [EUR/kWh]'), export_EURPerKWh: finite('Price of export [EUR/kWh]') })
  .nullable()
  .describe('Prices of the supplier; null for an island');

/** @throws InputError `case.invalid` */
export function caseError(message: string, where: string, mend: string): InputError {
  return new InputError({ code: 'case.invalid', message, where, mend, values: { name: 'market' } });
}

/** Rows by name. @throws InputError where a name comes twice */
export function rowsByName(names: readonly string[], where: string): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [row, one] of names.entries()) {
    if (rows.has(one)) throw caseError(`The name "${one}" comes twice.`, `${where}.${row}`, 'Give every member a name of its own.');
    rows.set(one, row);
  }
  return rows;
}

/** @throws InputError where nobody has that name */
export function rowOf(rows: ReadonlyMap<string, number>, wanted: string, where: string): number {
  const row = rows.get(wanted);
  if (row !== undefined) return row;
  throw caseError(`There is no "${wanted}".`, where, `Use one of ${[...rows.keys()].join(', ')}.`);
}

/** @throws InputError where the number of values does not fit */
export function stepsOf(given: number | readonly number[], steps: number, where: string): Float64Array {
  if (typeof given === 'number') return new Float64Array(steps).fill(given);
  if (given.length === steps) return Float64Array.from(given);
  throw caseError(`${given.length} values for ${steps} steps.`, where, 'Give one number, or one per step.');
}

/** Rows of equal length behind each other. @throws InputError where a row has another length */
export function tableOf(rows: readonly (readonly number[])[], steps: number, where: string): Float64Array {
  const table = new Float64Array(rows.length * steps);
  for (const [row, values] of rows.entries()) {
    if (values.length !== steps)
      throw caseError(`${values.length} values for ${steps} steps.`, `${where}.${row}`, 'Give one value per step.');
    table.set(values, row * steps);
  }
  return table;
}

/** Values by name. */
export function named(names: readonly string[], values: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(names.map((one, row) => [one, values[row]!]));
}
