/** Irradiation of free planes from a weather year: `commonwatt solar`. */
import { z } from 'zod';
import { MONTH_OF_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { bandView, beamOnPlane, cosIncidence, diffuseOnPlane, freePlane, groundView } from '../solar/irradiance.ts';
import { skyYear } from '../solar/skyYear.ts';
import type { WeatherYear } from '../weather.ts';
import { albedoSchema, azimuthSchema, parseCase, tiltSchema, withAlbedo } from './caseInput.ts';

export const solarCaseSchema = z
  .strictObject({
    planes: z
      .array(z.strictObject({ name: z.string().optional(), tilt_deg: tiltSchema, azimuth_deg: azimuthSchema }))
      .min(1)
      .max(1000),
    albedo: albedoSchema.optional(),
    hourly: z.boolean().default(false).describe('Also give the 8,760 hourly values'),
  })
  .describe('Irradiation of planes with a free horizon');

export interface PlaneResult {
  readonly name: string;
  readonly tilt_deg: number;
  readonly azimuth_deg: number;
  readonly annual_kWh_m2: number;
  readonly monthly_kWh_m2: readonly number[];
  /** Beam with the circumsolar part, sky, and ground; together the annual value. */
  readonly beam_kWh_m2: number;
  readonly sky_kWh_m2: number;
  readonly ground_kWh_m2: number;
  readonly peak_W_m2: number;
  readonly hourly_W_m2?: Float64Array;
}

export interface SolarCaseResult {
  readonly weather: string;
  readonly planes: readonly PlaneResult[];
}

/**
 * Irradiation of planes. A level plane (tilt 0) is the weather file's global horizontal column, as measured;
 * its sky part is what the beam leaves of it.
 * @throws InputError where the case does not fit {@link solarCaseSchema}
 */
export function runSolarCase(input: unknown, weather: WeatherYear): SolarCaseResult {
  const { planes, albedo, hourly } = parseCase(solarCaseSchema, input, 'solar');
  const sky = skyYear(withAlbedo(weather, albedo));
  return {
    weather: weather.name,
    planes: planes.map(({ name, tilt_deg, azimuth_deg }, index) => {
      const plane = freePlane(tilt_deg, azimuth_deg);
      const band = bandView(plane.normalUp, plane.skyView);
      const series = new Float64Array(HOURS_PER_YEAR);
      const monthly = new Array<number>(12).fill(0);
      const sums = { beam: 0, sky: 0, ground: 0, peak: 0 };
      for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
        const beam = beamOnPlane(sky, hour, cosIncidence(sky, hour, plane.normalEast, plane.normalNorth, plane.normalUp), 0);
        const fromSky = tilt_deg === 0 ? Math.max(0, weather.ghi_W_m2[hour]!) - beam : diffuseOnPlane(sky, hour, plane.skyView, band, 0);
        const ground = sky.groundReflected_W_m2[hour]! * groundView(plane.normalUp);
        const total = beam + fromSky + ground;
        series[hour] = total;
        monthly[MONTH_OF_HOUR[hour]!]! += total / 1000;
        sums.beam += beam / 1000;
        sums.sky += fromSky / 1000;
        sums.ground += ground / 1000;
        sums.peak = Math.max(sums.peak, total);
      }
      return {
        name: name ?? `plane ${index + 1}`,
        tilt_deg,
        azimuth_deg,
        annual_kWh_m2: sums.beam + sums.sky + sums.ground,
        monthly_kWh_m2: monthly,
        beam_kWh_m2: sums.beam,
        sky_kWh_m2: sums.sky,
        ground_kWh_m2: sums.ground,
        peak_W_m2: sums.peak,
        ...(hourly ? { hourly_W_m2: series } : {}),
      };
    }),
  };
}
