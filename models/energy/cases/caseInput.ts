/** Pieces that the case files of the command line share. */
import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { WeatherYear } from '../weather.ts';

export const tiltSchema = z.number().min(0).max(180).describe('Tilt: 0 faces up, 90 upright, 180 faces down [deg]');
export const azimuthSchema = z.number().min(-360).max(360).describe('Azimuth clockwise from north, 180 = south [deg]');
export const albedoSchema = z.number().min(0).max(1).describe("Ground reflectance in place of the weather file's [-]");

/** A constant, a day's 24 values, or the year's 8,760. */
export const scheduleSchema = z
  .union([z.number(), z.array(z.number()).length(24), z.array(z.number()).length(HOURS_PER_YEAR)])
  .describe('A constant, 24 values of every day, or 8,760 values of the year');
export type Schedule = z.infer<typeof scheduleSchema>;

/** The 8,760 values of a schedule. */
export function scheduleYear(schedule: Schedule): Float64Array {
  const values = typeof schedule === 'number' ? [schedule] : schedule;
  return Float64Array.from({ length: HOURS_PER_YEAR }, (_, hour) => values[hour % values.length]!);
}

/** The input as the schema's output type. Throws InputError naming the first field that does not fit. */
export function parseCase<T extends z.ZodType>(schema: T, input: unknown, name: string): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError({
    code: 'case.invalid',
    message: `The ${name} case does not fit its schema: ${issue?.message ?? 'unknown reason'}.`,
    where: issue && issue.path.length > 0 ? issue.path.join('.') : 'the whole file',
    mend: `Compare with \`commonwatt ${name} --schema\`.`,
    values: { name },
  });
}

/** The weather with one ground reflectance all year, or as it is. */
export function withAlbedo(weather: WeatherYear, albedo: number | undefined): WeatherYear {
  return albedo === undefined ? weather : { ...weather, albedo: new Float64Array(HOURS_PER_YEAR).fill(albedo) };
}
