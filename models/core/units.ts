/** Physical constants and conversions shared by every model. */

export const HOURS_PER_YEAR = 8760;
export const SECONDS_PER_HOUR = 3600;
/** Stefan-Boltzmann constant [W/(m2 K4)] (CODATA 2018). */
export const STEFAN_BOLTZMANN_W_m2K4 = 5.670374419e-8;
export const KELVIN_OFFSET = 273.15;
export const DEGREE = Math.PI / 180;

/** Mean Earth radius [m] (IUGG). */
export const EARTH_RADIUS_m = 6_371_008.8;
