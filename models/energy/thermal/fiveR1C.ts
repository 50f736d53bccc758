/**
 * Simple hourly method of ISO 13790:2008, Annex C: five resistances, one capacity, Crank-Nicolson step
 * of one hour, ideal convective heating and cooling that hold the air at its setpoint.
 *
 * With k = His/(His + Hve), H1 = k Hve, H2 = H1 + Hw, q = Hms/(H2 + Hms), H3 = q H2 the equations of C.6-C.11
 * need no division by Hve, so a zone without ventilation is a valid case. The air temperature is linear
 * in the heat to the air, so the need comes from the slope dTa/dQ in place of the standard's two trial runs.
 */
import { SECONDS_PER_HOUR } from '../../core/units.ts';

/** Between mass and surface nodes [W/(m2 K)], ISO 13790 12.2.2. */
const MASS_FILM_W_m2K = 9.1;
/** Between surface and air nodes [W/(m2 K)], ISO 13790 7.2.2.2. */
const AIR_FILM_W_m2K = 3.45;
/** Share of internal gains that goes to the air at once, ISO 13790 C.1. */
export const CONVECTIVE_SHARE_OF_GAINS = 0.5;

/** Envelope of one zone. */
export interface ThermalZone {
  readonly massArea_m2: number;
  readonly internalArea_m2: number;
  readonly heatCapacity_J_K: number;
  readonly transmissionOpaque_W_K: number;
  readonly transmissionWindow_W_K: number;
}

/** What {@link thermalStep} needs of a zone, constant over the year. */
export interface ThermalCoefficients {
  readonly hms: number;
  readonly his: number;
  readonly hem: number;
  readonly hw: number;
  /** Heat capacity over one hour [W/K]. */
  readonly cm: number;
  /** 1 / Hop, 0 for a zone without opaque loss [K/W]. */
  readonly perOpaque: number;
  /** Shares of radiant gains to mass, to surfaces, and lost through the windows at once. */
  readonly massShare: number;
  readonly surfaceShare: number;
  readonly windowShare: number;
}

/**
 * Coefficients of a zone. Hem = 1/(1/Hop - 1/Hms) asks for Hop < Hms, which every real zone meets
 * (Hms is 9.1 W/K per m2 of mass area); a larger Hop is held at 0.999 Hms.
 */
export function thermalCoefficients(zone: ThermalZone): ThermalCoefficients {
  const hms = MASS_FILM_W_m2K * zone.massArea_m2;
  const hop = Math.min(zone.transmissionOpaque_W_K, 0.999 * hms);
  const massShare = zone.massArea_m2 / zone.internalArea_m2;
  const windowShare = zone.transmissionWindow_W_K / (MASS_FILM_W_m2K * zone.internalArea_m2);
  return {
    hms,
    his: AIR_FILM_W_m2K * zone.internalArea_m2,
    hem: hop > 0 ? 1 / (1 / hop - 1 / hms) : 0,
    hw: zone.transmissionWindow_W_K,
    cm: zone.heatCapacity_J_K / SECONDS_PER_HOUR,
    perOpaque: hop > 0 ? 1 / hop : 0,
    massShare,
    surfaceShare: 1 - massShare - windowShare,
    windowShare,
  };
}

/** One hour of one zone: inputs, the mass temperature as state, and results; reused hour by hour. */
export interface ThermalHour {
  outdoor_C: number;
  /** Temperature of supplied air; the outdoor air where nothing recovers heat. */
  supply_C: number;
  /** Heat that sun brings to and the sky takes from the outside of opaque parts, as seen through them [W]. */
  opaqueGain_W: number;
  ventilation_W_K: number;
  airGain_W: number;
  /** Internal radiant gains and solar gain through windows [W]. */
  radiantGain_W: number;
  heatingSetpoint_C: number;
  coolingSetpoint_C: number;
  maxHeating_W: number;
  maxCooling_W: number;

  /** Temperature of the mass: in at the start, out at the end of the hour. */
  mass_C: number;

  air_C: number;
  surface_C: number;
  heating_W: number;
  cooling_W: number;
  unmetHeating_W: number;
  transmissionLoss_W: number;
  ventilationLoss_W: number;
  /** Heat that the mass took up [W]. */
  storage_W: number;
}

/** A record for {@link thermalStep}, mass at 20 degC. */
export function newThermalHour(): ThermalHour {
  return {
    outdoor_C: 0,
    supply_C: 0,
    opaqueGain_W: 0,
    ventilation_W_K: 0,
    airGain_W: 0,
    radiantGain_W: 0,
    heatingSetpoint_C: 20,
    coolingSetpoint_C: 26,
    maxHeating_W: 0,
    maxCooling_W: 0,
    mass_C: 20,
    air_C: 20,
    surface_C: 20,
    heating_W: 0,
    cooling_W: 0,
    unmetHeating_W: 0,
    transmissionLoss_W: 0,
    ventilationLoss_W: 0,
    storage_W: 0,
  };
}

/** Advances a zone by one hour. Reads the inputs and `mass_C` of `x`, writes the rest. */
export function thermalStep(c: ThermalCoefficients, x: ThermalHour): void {
  const te = x.outdoor_C;
  const tem = te + x.opaqueGain_W * c.perOpaque;
  const hve = x.ventilation_W_K;
  const airTotal = c.his + hve;
  const k = c.his / airTotal;
  const h1 = k * hve;
  const h2 = h1 + c.hw;
  const surfaceTotal = h2 + c.hms;
  const q = c.hms / surfaceTotal;
  const halfLoss = 0.5 * (q * h2 + c.hem);
  const massTotal = c.cm + halfLoss;

  // Without heating or cooling.
  const surfaceDrive = c.surfaceShare * x.radiantGain_W + c.hw * te + h1 * x.supply_C + k * x.airGain_W;
  const massDrive = c.massShare * x.radiantGain_W + c.hem * tem + q * surfaceDrive;
  const massBefore = x.mass_C;
  const massFree = (massBefore * (c.cm - halfLoss) + massDrive) / massTotal;
  const surfaceFree = (c.hms * 0.5 * (massBefore + massFree) + surfaceDrive) / surfaceTotal;
  const airFree = (c.his * surfaceFree + hve * x.supply_C + x.airGain_W) / airTotal;

  // Per watt to the air.
  const massPerWatt = (q * k) / massTotal;
  const surfacePerWatt = (c.hms * 0.5 * massPerWatt + k) / surfaceTotal;
  const airPerWatt = (c.his * surfacePerWatt + 1) / airTotal;

  const heatingNeed = Math.max(0, (x.heatingSetpoint_C - airFree) / airPerWatt);
  const coolingNeed = heatingNeed > 0 ? 0 : Math.max(0, (airFree - x.coolingSetpoint_C) / airPerWatt);
  const heating = Math.min(heatingNeed, x.maxHeating_W);
  const cooling = Math.min(coolingNeed, x.maxCooling_W);
  const heat = heating - cooling;

  const mass = massFree + heat * massPerWatt;
  const surface = surfaceFree + heat * surfacePerWatt;
  const air = airFree + heat * airPerWatt;
  x.mass_C = mass;
  x.surface_C = surface;
  x.air_C = air;
  x.heating_W = heating;
  x.cooling_W = cooling;
  x.unmetHeating_W = heatingNeed - heating;
  x.transmissionLoss_W = c.hw * (surface - te) + c.hem * (0.5 * (massBefore + mass) - tem) + c.windowShare * x.radiantGain_W;
  x.ventilationLoss_W = hve * (air - x.supply_C);
  x.storage_W = c.cm * (mass - massBefore);
}
