/** From the parts of a thermal case to the zone's coefficients and the sun on its parts. */
import { InputError } from '../../core/errors.ts';
import { DEGREE, HOURS_PER_YEAR, KELVIN_OFFSET } from '../../core/units.ts';
import { freePlane, irradianceOnPlane } from '../solar/irradiance.ts';
import { skyYear } from '../solar/skyYear.ts';
import type { ThermalZone } from '../thermal/fiveR1C.ts';
import { skyTemperature_C } from '../thermal/skyTemperature.ts';
import type { WeatherYear } from '../weather.ts';
import { withAlbedo } from './caseInput.ts';
import type { OpaquePart, ParsedThermalCase, WindowPart } from './thermalCase.ts';

/** Am per floor area [-] and Cm per floor area [J/(m2 K)], ISO 13790 table 12. */
const MASS_CLASSES = {
  'very-light': [2.5, 80e3],
  light: [2.5, 110e3],
  medium: [2.5, 165e3],
  heavy: [3, 260e3],
  'very-heavy': [3.5, 370e3],
} as const;
/** Internal surface per floor area, ISO 13790 7.2.2.2 [-]. */
const INTERNAL_AREA_PER_FLOOR = 4.5;
/** External radiative film at 10 degC for emittance 1, ISO 13790 11.4.6 [W/(m2 K)]. */
const RADIATIVE_FILM_W_m2K = 5;
const AIR_HEAT_CAPACITY_J_kgK = 1006;
const GAS_CONSTANT_AIR = 287.05;

export function thermalZone({ zone, opaque, windows }: ParsedThermalCase): ThermalZone {
  const exposed = opaque.filter((part) => part.boundary !== 'adiabatic');
  const mass = zoneMass(zone, opaque);
  const result = {
    ...mass,
    internalArea_m2: zone.internalArea_m2 ?? INTERNAL_AREA_PER_FLOOR * zone.floorArea_m2,
    transmissionOpaque_W_K: sumOf(exposed, (part) => part.uValue_W_m2K * part.area_m2),
    transmissionWindow_W_K: sumOf(windows, (part) => part.uValue_W_m2K * part.area_m2),
  };
  const massLimit = 9.1 * result.massArea_m2;
  if (result.transmissionOpaque_W_K >= massLimit) {
    throw new InputError({
      code: 'thermal.mass',
      message: 'The zone loses more heat through its opaque parts than its mass can exchange with the room (9.1 W/K per m2 of mass area).',
      where: 'opaque',
      mend: 'Check areas and U-values, or choose a heavier massClass.',
      values: { transmission_W_K: result.transmissionOpaque_W_K, limit_W_K: massLimit },
    });
  }
  return result;
}

/** Am and Cm from the parts' own capacities (Am = Cm2 / sum A kappa2), else from the class. */
function zoneMass(zone: ParsedThermalCase['zone'], opaque: readonly OpaquePart[]) {
  const given = opaque.filter((part) => part.heatCapacity_kJ_m2K !== undefined);
  if (given.length === 0) {
    const [areaPerFloor, capacityPerFloor] = MASS_CLASSES[zone.massClass];
    return { massArea_m2: areaPerFloor * zone.floorArea_m2, heatCapacity_J_K: capacityPerFloor * zone.floorArea_m2 };
  }
  const capacity = sumOf(given, (part) => part.area_m2 * (part.heatCapacity_kJ_m2K ?? 0) * 1000);
  const squares = sumOf(given, (part) => part.area_m2 * ((part.heatCapacity_kJ_m2K ?? 0) * 1000) ** 2);
  if (given.length < opaque.length || !(capacity > 0)) {
    throw new InputError({
      code: 'thermal.capacity',
      message: 'Some opaque parts have a heatCapacity_kJ_m2K and others not, or all of them are 0.',
      where: 'opaque',
      mend: 'Give it for every opaque part, or for none and choose a massClass.',
    });
  }
  return { massArea_m2: capacity ** 2 / squares, heatCapacity_J_K: capacity };
}

export interface EnvelopeSun {
  /** Sun through windows [W]. */
  readonly solarGain_W: Float64Array;
  /** Sun on opaque parts less the radiation of all parts to the sky, as seen through them [W]. */
  readonly opaqueGain_W: Float64Array;
}

/** Sun and sky on a zone's parts, hour by hour. */
export function envelopeSun({ opaque, windows, albedo }: ParsedThermalCase, weather: WeatherYear): EnvelopeSun {
  const sky = skyYear(withAlbedo(weather, albedo));
  const solarGain_W = new Float64Array(HOURS_PER_YEAR);
  const opaqueGain_W = new Float64Array(HOURS_PER_YEAR);
  for (const window of windows) {
    const aperture = window.area_m2 * window.gValue * window.incidenceFactor * (1 - window.frameShare) * window.shadingFactor;
    addSun(solarGain_W, window, aperture);
  }
  const exposed = opaque.filter((part) => part.boundary === 'outdoor');
  for (const part of exposed) {
    addSun(opaqueGain_W, part, part.outsideResistance_m2K_W * part.uValue_W_m2K * part.area_m2 * part.solarAbsorptance);
  }
  const skyLoss_W_K = sumOf([...exposed, ...windows], skyLossOf);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    opaqueGain_W[hour]! -= skyLoss_W_K * (weather.dryBulb_C[hour]! - skyTemperature_C(weather.infrared_W_m2[hour]!));
  }
  return { solarGain_W, opaqueGain_W };

  function addSun(series: Float64Array, part: { tilt_deg: number; azimuth_deg: number }, aperture_m2: number): void {
    const plane = freePlane(part.tilt_deg, part.azimuth_deg);
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) series[hour]! += aperture_m2 * irradianceOnPlane(sky, hour, plane);
  }
}

/** F Rse hr U A [W/K], F = (1 + cos b)/2. */
function skyLossOf(part: OpaquePart | WindowPart): number {
  const skyShare = (1 + Math.cos(part.tilt_deg * DEGREE)) / 2;
  return skyShare * part.outsideResistance_m2K_W * RADIATIVE_FILM_W_m2K * part.emittance * part.uValue_W_m2K * part.area_m2;
}

/** Heat of one air change per hour [W/K]. */
export function airChangeLoss_W_K({ zone, airDensity_kg_m3 }: ParsedThermalCase, weather: WeatherYear): number {
  const density = airDensity_kg_m3 ?? mean(weather.pressure_Pa) / (GAS_CONSTANT_AIR * (mean(weather.dryBulb_C) + KELVIN_OFFSET));
  return (zone.volume_m3 * density * AIR_HEAT_CAPACITY_J_kgK) / 3600;
}

function mean(series: Float64Array): number {
  return series.reduce((sum, value) => sum + value, 0) / series.length;
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
