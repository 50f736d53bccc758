/**
 * Module temperature after Fuentes (1987), A simplified thermal model for flat-plate photovoltaic arrays,
 * SAND85-0330, in the form PVWatts uses it: heat balance of the module with its thermal lag, solved in ten
 * rounds per hour. Constants of the report: air as an ideal gas at sea level, Grashof number for 30 deg of tilt.
 */

const STEFAN_BOLTZMANN = 5.669e-8;
const EMITTANCE = 0.84;
const ABSORPTANCE = 0.83;
/** Heat capacity of an open-rack module [J/(m2 K)]. */
const MODULE_CAPACITY = 11000;
/** Hydraulic diameter of a module of 0.32 m by 1.2 m [m]. */
const LENGTH_m = 0.5;
/** Height of the module and of the wind measurement above ground [m]. */
const MODULE_HEIGHT_m = 5;
const WIND_HEIGHT_m = 9.144;
const KELVIN = 273.15;
/** Conditions of the installed NOCT: 20 degC air, 800 W/m2, its sky temperature [K]. */
const NOCT_AIR_K = 293.15;
const NOCT_SKY_K = 282.21;
const NOCT_SUN_W_m2 = 800;
const ROUNDS = 10;

/** Film coefficient of the upper face [W/(m2 K)], free and forced mixed (temperatures in K). */
function film(mean: number, wind: number, difference: number, mayBeTurbulent: boolean): number {
  const density = (0.003484 * 101325) / mean;
  const viscosity = (0.24237e-6 * mean ** 0.76) / density;
  const conductivity = 2.1695e-4 * mean ** 0.84;
  const reynolds = (wind * LENGTH_m) / viscosity;
  const massFlow = density * wind * 1007;
  const forced =
    mayBeTurbulent && reynolds > 1.2e5
      ? ((0.0282 / reynolds ** 0.2) * massFlow) / 0.71 ** 0.4
      : ((0.86 / reynolds ** 0.5) * massFlow) / 0.71 ** 0.67;
  const grashof = ((9.8 / mean) * difference * LENGTH_m ** 3 * 0.5) / viscosity ** 2;
  const free = (0.21 * (grashof * 0.71) ** 0.32 * conductivity) / LENGTH_m;
  return Math.cbrt(free ** 3 + forced ** 3);
}

/** Radiant film between two temperatures [K]. */
function radiant(a: number, b: number): number {
  return EMITTANCE * STEFAN_BOLTZMANN * (a * a + b * b) * (a + b);
}

/**
 * Cell temperature of every hour [degC].
 * @param plane_W_m2 irradiance on the plane
 * @param installedNoct_C installed nominal operating cell temperature: 45 on a rack, 49 on a roof
 */
export function fuentesCell_C(
  plane_W_m2: Float64Array,
  air_C: Float64Array,
  wind_m_s: Float64Array,
  installedNoct_C: number,
): Float64Array {
  const noct = installedNoct_C + KELVIN;
  const rise = noct - NOCT_AIR_K;
  const noctFilm = film((noct + NOCT_AIR_K) / 2, 1, rise, false);
  const noctGroundFilm = radiant(noct, NOCT_AIR_K);
  const skyLoss = EMITTANCE * STEFAN_BOLTZMANN * (noct ** 4 - NOCT_SKY_K ** 4);
  const backRatio = (ABSORPTANCE * NOCT_SUN_W_m2 - skyLoss - noctFilm * rise) / ((noctGroundFilm + noctFilm) * rise);
  const groundAtNoct = Math.min(Math.max((noct ** 4 - backRatio * (noct ** 4 - NOCT_AIR_K ** 4)) ** 0.25, NOCT_AIR_K), noct);
  const groundRatio = (groundAtNoct - NOCT_AIR_K) / rise;
  const bothSides = skyLoss + EMITTANCE * STEFAN_BOLTZMANN * (noct ** 4 - groundAtNoct ** 4);
  const convectionRatio = (ABSORPTANCE * NOCT_SUN_W_m2 - bothSides) / (noctFilm * rise);
  // A hot installed NOCT means contact with the roof, whose mass then counts too.
  const capacity = noct > 321.15 ? MODULE_CAPACITY * (1 + (noct - 321.15) / 12) : MODULE_CAPACITY;

  const cell_C = new Float64Array(plane_W_m2.length);
  let before = NOCT_AIR_K;
  let sunBefore = 0;
  for (let hour = 0; hour < cell_C.length; hour++) {
    const air = air_C[hour]! + KELVIN;
    if (plane_W_m2[hour]! <= 0) {
      before = air;
      sunBefore = 0;
      cell_C[hour] = air_C[hour]!;
      continue;
    }
    const sun = ABSORPTANCE * plane_W_m2[hour]!;
    const sky = 0.68 * 0.0552 * air ** 1.5 + 0.32 * air;
    const wind = wind_m_s[hour]! * (MODULE_HEIGHT_m / WIND_HEIGHT_m) ** 0.2 + 1e-4;
    let module = before;
    for (let round = 0; round < ROUNDS; round++) {
      const convective = convectionRatio * film((module + air) / 2, wind, Math.abs(module - air), true);
      const toSky = radiant(module, sky);
      const ground = air + groundRatio * (module - air);
      const toGround = radiant(module, ground);
      const total = convective + toSky + toGround;
      const exponent = (-total / capacity) * 3600;
      const kept = exponent > -10 ? Math.exp(exponent) : 0;
      const drive = convective * air + toSky * sky + toGround * ground + sunBefore + (sun - sunBefore) / exponent;
      module = before * kept + ((1 - kept) * drive + sun - sunBefore) / total;
    }
    cell_C[hour] = module - KELVIN;
    before = module;
    sunBefore = sun;
  }
  return cell_C;
}
