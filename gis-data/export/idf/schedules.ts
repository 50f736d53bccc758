/** Schedules of a day or a year as EnergyPlus takes them. Hours are local standard time, hour h is h..h+1. */
import { type IdfObject, type IdfValue, idfObject } from './idfObject.ts';

export const ANY_NUMBER = 'Any number';
export const TEMPERATURE = 'Temperature';
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Limits that the schedules refer to. */
export function scheduleTypeLimits(): readonly IdfObject[] {
  return [
    idfObject('ScheduleTypeLimits', { Name: ANY_NUMBER }),
    idfObject('ScheduleTypeLimits', { Name: TEMPERATURE, 'Numeric Type': 'Continuous', 'Unit Type': 'Temperature' }),
  ];
}

/**
 * A schedule.
 * @param values a constant, 24 values of every day, or 8,760 values of the year
 */
export function schedule(name: string, limits: string, values: number | ArrayLike<number>): IdfObject {
  const list = typeof values === 'number' ? [values] : Array.from(values);
  const head = { Name: name, 'Schedule Type Limits Name': limits };
  const [first = 0] = list;
  if (list.every((value) => value === first)) return idfObject('Schedule:Constant', { ...head, 'Hourly Value': first });
  if (list.length === 24) return idfObject('Schedule:Compact', head, ['Through: 12/31', ...dayFields(list)]);
  const fields: IdfValue[] = [];
  let day = 0;
  DAYS_IN_MONTH.forEach((days, month) => {
    for (let date = 1; date <= days; date++, day++) {
      const hours = list.slice(day * 24, day * 24 + 24);
      const next = list.slice(day * 24 + 24, day * 24 + 48);
      // Equal days in a row are one block.
      if (next.length === 24 && hours.every((value, hour) => value === next[hour])) continue;
      fields.push(`Through: ${month + 1}/${date}`, ...dayFields(hours));
    }
  });
  return idfObject('Schedule:Compact', head, fields);
}

function dayFields(hours: readonly number[]): IdfValue[] {
  const fields: IdfValue[] = ['For: AllDays'];
  hours.forEach((value, hour) => {
    if (value !== hours[hour + 1]) fields.push(`Until: ${String(hour + 1).padStart(2, '0')}:00`, value);
  });
  return fields;
}
