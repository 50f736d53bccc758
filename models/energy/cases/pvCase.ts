/** Yield of one PV array on a free plane: `commonwatt pv`. Inputs as in PVWatts. */
import { z } from 'zod';
import { MONTH_OF_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { fuentesCell_C } from '../pv/fuentes.ts';
import { acPower_W, DEFAULT_PV_SYSTEM, dcPower_W, faimanCell_C, incidenceModifier } from '../pv/pvWatts.ts';
import { bandView, beamOnPlane, cosIncidence, diffuseOnPlane, freePlane, groundView } from '../solar/irradiance.ts';
import { skyYear } from '../solar/skyYear.ts';
import type { WeatherYear } from '../weather.ts';
import { albedoSchema, azimuthSchema, parseCase, tiltSchema, withAlbedo } from './caseInput.ts';

/** Faiman coefficients [W/(m2 K)], [W s/(m3 K)] and installed NOCT [degC] per way of mounting. */
const MOUNTS = {
  roof: { u0: 20, u1: 5, installedNoct_C: 49 },
  rack: { u0: 25, u1: 6.84, installedNoct_C: 45 },
} as const;

export const pvCaseSchema = z
  .strictObject({
    power_kW: z.number().positive().describe('Rated direct-current power [kW]'),
    tilt_deg: tiltSchema,
    azimuth_deg: azimuthSchema,
    mount: z.enum(['roof', 'rack']).default('roof'),
    cellModel: z.enum(['faiman', 'fuentes']).default('faiman').describe('Cell temperature: Faiman, or Fuentes as PVWatts'),
    u0: z.number().positive().optional().describe("Faiman coefficient in place of the mount's [W/(m2 K)]"),
    u1: z.number().min(0).optional().describe("Faiman wind coefficient in place of the mount's [W s/(m3 K)]"),
    installedNoct_C: z.number().min(30).max(90).optional().describe("Fuentes' installed NOCT in place of the mount's [degC]"),
    gamma_1_K: z.number().default(DEFAULT_PV_SYSTEM.gamma_1_K).describe('Power change with cell temperature [1/K]'),
    losses: z.number().min(0).max(1).default(DEFAULT_PV_SYSTEM.losses).describe('Soiling, wiring, mismatch and so on [-]'),
    inverterEfficiency: z.number().positive().max(1).default(DEFAULT_PV_SYSTEM.inverterEfficiency),
    dcAcRatio: z.number().positive().default(DEFAULT_PV_SYSTEM.dcAcRatio),
    glassIndex: z.number().min(1.01).max(3).default(DEFAULT_PV_SYSTEM.glassIndex),
    albedo: albedoSchema.optional(),
    hourly: z.boolean().default(false).describe('Also give the 8,760 hourly values'),
  })
  .describe('Yield of a PV array with a free horizon');

export interface PvHours {
  readonly plane_W_m2: Float64Array;
  readonly cell_C: Float64Array;
  readonly dc_W: Float64Array;
  readonly ac_W: Float64Array;
}

export interface PvCaseResult {
  readonly weather: string;
  readonly plane_kWh_m2: number;
  readonly dc_kWh: number;
  readonly ac_kWh: number;
  /** Alternating-current yield per rated power [kWh/kW]. */
  readonly yield_kWh_kW: number;
  readonly monthlyAc_kWh: readonly number[];
  readonly peakAc_W: number;
  readonly hourly?: PvHours;
}

/**
 * Yield of a PV array over a weather year.
 * @throws InputError where the case does not fit {@link pvCaseSchema}
 */
export function runPvCase(input: unknown, weather: WeatherYear): PvCaseResult {
  const pv = parseCase(pvCaseSchema, input, 'pv');
  const mount = MOUNTS[pv.mount];
  const system = { ...pv, u0: pv.u0 ?? mount.u0, u1: pv.u1 ?? mount.u1 };
  const rated_W = pv.power_kW * 1000;
  const light = lightOnArray(withAlbedo(weather, pv.albedo), pv.tilt_deg, pv.azimuth_deg, pv.glassIndex);
  const { dryBulb_C, windSpeed_m_s } = weather;
  const cell_C =
    pv.cellModel === 'fuentes'
      ? fuentesCell_C(light.plane_W_m2, dryBulb_C, windSpeed_m_s, pv.installedNoct_C ?? mount.installedNoct_C)
      : light.plane_W_m2.map((plane, hour) => faimanCell_C(plane, dryBulb_C[hour]!, windSpeed_m_s[hour]!, system.u0, system.u1));
  const dc_W = light.transmitted_W_m2.map((transmitted, hour) => dcPower_W(system, rated_W, transmitted, cell_C[hour]!));
  const ac_W = dc_W.map((dc) => acPower_W(system, rated_W, dc));
  const monthly = new Array<number>(12).fill(0);
  const sums = { plane: 0, dc: 0, ac: 0, peak: 0 };
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    monthly[MONTH_OF_HOUR[hour]!]! += ac_W[hour]! / 1000;
    sums.plane += light.plane_W_m2[hour]! / 1000;
    sums.dc += dc_W[hour]! / 1000;
    sums.ac += ac_W[hour]! / 1000;
    sums.peak = Math.max(sums.peak, ac_W[hour]!);
  }
  return {
    weather: weather.name,
    plane_kWh_m2: sums.plane,
    dc_kWh: sums.dc,
    ac_kWh: sums.ac,
    yield_kWh_kW: sums.ac / pv.power_kW,
    monthlyAc_kWh: monthly,
    peakAc_W: sums.peak,
    ...(pv.hourly ? { hourly: { plane_W_m2: light.plane_W_m2, cell_C, dc_W, ac_W } } : {}),
  };
}

/** Irradiance on the array and behind its glass, hour by hour. */
function lightOnArray(weather: WeatherYear, tilt_deg: number, azimuth_deg: number, glassIndex: number) {
  const sky = skyYear(weather);
  const plane = freePlane(tilt_deg, azimuth_deg);
  const band = bandView(plane.normalUp, plane.skyView);
  const ground = groundView(plane.normalUp);
  const plane_W_m2 = new Float64Array(HOURS_PER_YEAR);
  const transmitted_W_m2 = new Float64Array(HOURS_PER_YEAR);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const cosine = cosIncidence(sky, hour, plane.normalEast, plane.normalNorth, plane.normalUp);
    const beam = beamOnPlane(sky, hour, cosine, 0);
    const diffuse = diffuseOnPlane(sky, hour, plane.skyView, band, ground);
    plane_W_m2[hour] = beam + diffuse;
    transmitted_W_m2[hour] = beam * incidenceModifier(cosine, glassIndex) + diffuse;
  }
  return { plane_W_m2, transmitted_W_m2 };
}
