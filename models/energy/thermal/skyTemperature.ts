import { KELVIN_OFFSET, STEFAN_BOLTZMANN_W_m2K4 } from '../../core/units.ts';

/** Black-body temperature of the sky [degC] from its horizontal infrared radiation [W/m2]. */
export function skyTemperature_C(infrared_W_m2: number): number {
  return (infrared_W_m2 / STEFAN_BOLTZMANN_W_m2K4) ** 0.25 - KELVIN_OFFSET;
}

/** {@link skyTemperature_C} of every hour. */
export function skyTemperatureYear_C(infrared_W_m2: Float64Array): Float64Array {
  return infrared_W_m2.map(skyTemperature_C);
}
