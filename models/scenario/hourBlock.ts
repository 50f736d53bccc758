/** Hours of all buildings at once: what a view shows while a person moves through the year. */
import { InputError } from '../core/errors.ts';
import { HOURS_PER_YEAR } from '../core/units.ts';
import type { HourlyField } from './yearResult.ts';

/** Hourly values per building: power [W], but indoor air [degC]. */
export const HOUR_BLOCK_FIELDS = ['netGrid', 'pv', 'electricity', 'heating', 'indoor_C'] as const;
/**
 * `netGrid`: drawn from the grid less fed in, at the building's meter; `electricity`: all its uses, cars included;
 * `heating`: useful heat for rooms.
 */
export type HourBlockField = (typeof HOUR_BLOCK_FIELDS)[number];

/** Hourly fields that make a field of the meter: added, and taken off. */
export const METER_TERMS: Readonly<
  Record<'netGrid' | 'electricity', { readonly plus: readonly HourlyField[]; readonly minus: readonly HourlyField[] }>
> = {
  netGrid: { plus: ['buildingImport'], minus: ['buildingExport'] },
  electricity: { plus: ['appliances', 'heatElectricity', 'coolingElectricity', 'auxiliary', 'charging'], minus: [] },
};

/**
 * Holds a wish to the year.
 * @throws InputError `solver.hours` where the hours are not whole or leave the year
 */
export function checkHours(firstHour: number, hours: number): void {
  if (Number.isInteger(firstHour) && Number.isInteger(hours) && firstHour >= 0 && hours >= 1 && firstHour + hours <= HOURS_PER_YEAR) return;
  throw new InputError({
    code: 'solver.hours',
    message: 'These hours are not in the year.',
    where: `hours ${firstHour} to ${firstHour + hours}`,
    mend: `Ask for whole hours from 0 to ${HOURS_PER_YEAR}.`,
    values: { first: firstHour, last: firstHour + hours },
  });
}
