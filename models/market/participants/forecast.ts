/** What members expect of the next steps: the metered value with an error that is known, seeded and lasts as forecasts' errors do. */
import { hashText, RandomStream } from '../../core/random.ts';
import type { MarketCommunity } from '../community.ts';

export interface ForecastOptions {
  /** Standard deviation of the error as a share of the value, 0..; 0.1 is 10 %. */
  readonly error: number;
  /** Correlation of the error with that of the step an hour before, 0..1 (exclusive); errors of weather and habits last. */
  readonly autocorrelationPerHour: number;
  readonly seed: number;
}

/** Assumption: errors of solar and load forecasts of an hour ahead and of the next hour are alike. */
export const DEFAULT_AUTOCORRELATION = 0.8;

/**
 * Multiplicative errors of an AR(1) process: e[t] = rho e[t-1] + sigma sqrt(1 - rho^2) z, stationary from the first step, so
 * mean 0 and standard deviation sigma at every step. Depends on seed and name alone.
 */
export function forecastErrors(steps: number, step_min: number, name: string, options: ForecastOptions): Float64Array {
  const errors = new Float64Array(steps);
  if (options.error === 0) return errors;
  const rho = options.autocorrelationPerHour ** (step_min / 60);
  const fresh = Math.sqrt(1 - rho * rho);
  const stream = new RandomStream((hashText(name) ^ options.seed) >>> 0);
  let state = stream.normal();
  for (let t = 0; t < steps; t++) {
    errors[t] = options.error * state;
    state = rho * state + fresh * stream.normal();
  }
  return errors;
}

/**
 * Forecast of a year: metered x (1 + error), not below zero. Load and generation err independently, members too. The cut at
 * zero moves the mean by less than 0.1 % up to an error of 0.35 (half-normal tail beyond 1/0.35 deviations).
 */
export function forecastYear(
  community: Pick<MarketCommunity, 'axis' | 'participants' | 'load_kW' | 'generation_kW'>,
  options: ForecastOptions,
): { readonly load_kW: Float64Array; readonly generation_kW: Float64Array } {
  const { axis, participants } = community;
  const forecast = (metered: Float64Array, what: string) => {
    const values = Float64Array.from(metered);
    if (options.error === 0) return values;
    participants.forEach(({ id }, p) => {
      const errors = forecastErrors(axis.steps, axis.step_min, `${what}:${id}`, options);
      for (let t = 0; t < axis.steps; t++) {
        const at = p * axis.steps + t;
        values[at] = Math.max(0, values[at]! * (1 + errors[t]!));
      }
    });
    return values;
  };
  return { load_kW: forecast(community.load_kW, 'load'), generation_kW: forecast(community.generation_kW, 'generation') };
}
