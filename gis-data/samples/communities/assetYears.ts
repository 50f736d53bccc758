/** Flexible parts of a member, half-hourly. */
import type { RandomStream } from '#models/core/random.ts';
import { dayType } from '#models/core/timeAxis.ts';
import { DAY_SHAPES } from '#models/energy/appliances/dayShapes.ts';
import { CAR_CONSUMPTION_kWh_km, CHARGING_EFFICIENCY } from '#models/energy/mobility/charging.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import type { BatteryAsset, HeatAsset, VehicleAsset } from '#models/market/participant.ts';
import type { BatterySpec, ThermalSpec, VehicleSpec } from './communitySpec.ts';
import { BASE_STEP_min, BASE_STEPS } from './loadYears.ts';

const STEP_h = BASE_STEP_min / 60;
const STEPS_PER_DAY = BASE_STEPS / 365;
/** One way; 90 % there and back. Assumption. */
const BATTERY_EFFICIENCY = 0.95;

export function batteryAsset({ capacity_kWh, power_kW }: BatterySpec): BatteryAsset {
  return {
    kind: 'battery',
    capacity_kWh,
    charge_kW: power_kW,
    discharge_kW: power_kW,
    chargeEfficiency: BATTERY_EFFICIENCY,
    dischargeEfficiency: BATTERY_EFFICIENCY,
    initialShare: 0.5,
    selfDischargePerHour: 0,
    throughputCost_EURPerKWh: 0,
  };
}

/** Outdoor temperature below which rooms are heated, and above which they and goods need more cooling [degC]; assumptions. */
const HEATING_BELOW_C = 15;
const COOLING_ABOVE_C = 18;

function demandLevel(spec: ThermalSpec, weather: WeatherYear, step: number): number {
  const hour = Math.floor(step / 2);
  switch (spec.demand) {
    case 'constant':
      // Cold stores and freezers take somewhat more on warm days.
      return 1 + 0.02 * (weather.dryBulb_C[hour]! - 10);
    case 'hot-water': {
      const day = Math.floor(hour / 24);
      return DAY_SHAPES['single-family'][dayType(day, weather.firstWeekday)].hotWater[hour % 24]!;
    }
    case 'heating':
    case 'cooling': {
      const day = Math.floor(hour / 24);
      const level = DAY_SHAPES.office[dayType(day, weather.firstWeekday)].electricity[hour % 24]!;
      const difference =
        spec.demand === 'heating' ? HEATING_BELOW_C - weather.dryBulb_C[hour]! : weather.dryBulb_C[hour]! - COOLING_ABOVE_C;
      return Math.max(0, difference) * level;
    }
  }
}

/**
 * Heat (or cold) asset whose demand takes the stated electricity of the year and never more than 95 % of its power.
 * Cold is counted as heat taken out.
 */
export function thermalAsset(spec: ThermalSpec, weather: WeatherYear): HeatAsset {
  const ofWeather = thermalAssets.get(weather) ?? new Map<ThermalSpec, HeatAsset>();
  thermalAssets.set(weather, ofWeather);
  const asset = ofWeather.get(spec) ?? makeThermal(spec, weather);
  ofWeather.set(spec, asset);
  return asset;
}

/** Members of a group share their spec, and so these arrays. */
const thermalAssets = new WeakMap<WeatherYear, Map<ThermalSpec, HeatAsset>>();

function makeThermal(spec: ThermalSpec, weather: WeatherYear): HeatAsset {
  const level = Float64Array.from({ length: BASE_STEPS }, (_, step) => Math.max(0, demandLevel(spec, weather, step)));
  const most_kWh = 0.95 * spec.power_kW * STEP_h;
  const scale = scaleBelow(level, spec.electricity_kWh, most_kWh);
  return {
    kind: 'heat',
    capacity_kWh: spec.storage_h * spec.power_kW * spec.cop,
    power_kW: spec.power_kW,
    cop: new Float64Array(BASE_STEPS).fill(spec.cop),
    demand_kWh: level.map((value) => Math.min(most_kWh, value * scale) * spec.cop),
    lossPerHour: spec.lossPerHour,
    initialShare: 0.5,
  };
}

/** Factor at which the sum of min(most, factor x level) is the wanted one, by bisection. */
function scaleBelow(level: Float64Array, wanted: number, most: number): number {
  const sumAt = (factor: number) => {
    let sum = 0;
    for (let i = 0; i < level.length; i++) sum += Math.min(most, level[i]! * factor);
    return sum;
  };
  let low = 0;
  let high = 1e-6;
  while (sumAt(high) < wanted && high < 1e9) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (sumAt(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Electricity of the demand without any loss of the store, per step [kW]. */
export function thermalPower_kW(asset: HeatAsset): Float64Array {
  return asset.demand_kWh.map((heat, step) => heat / asset.cop[step]! / STEP_h);
}

/** A car with a habit: leaves and comes back at hours of its own, every day at home, on workdays at work. */
export function vehicleAsset(spec: VehicleSpec, firstWeekday: number, stream: RandomStream): VehicleAsset {
  const pluggedIn = new Uint8Array(BASE_STEPS);
  const driven_kWh = new Float64Array(BASE_STEPS);
  const isHome = spec.stands === 'home';
  const from = isHome ? 2 * stream.integer(16, 19) : 2 * stream.integer(7, 9);
  const length = isHome ? 2 * stream.integer(11, 13) : 2 * stream.integer(7, 9);
  const days = Array.from({ length: 365 }, (_, day) => day).filter((day) => isHome || dayType(day, firstWeekday) === 'workday');
  const perDay_kWh = (spec.distance_km * CAR_CONSUMPTION_kWh_km) / days.length;
  for (const day of days) {
    const arrival = day * STEPS_PER_DAY + from;
    for (let step = arrival; step < arrival + length; step++) pluggedIn[step % BASE_STEPS] = 1;
    // Booked on the way, before the car is plugged in.
    driven_kWh[arrival - 1] = perDay_kWh;
  }
  return {
    kind: 'vehicle',
    capacity_kWh: spec.capacity_kWh,
    charge_kW: spec.charge_kW,
    discharge_kW: spec.discharge_kW,
    chargeEfficiency: CHARGING_EFFICIENCY,
    dischargeEfficiency: spec.discharge_kW > 0 ? CHARGING_EFFICIENCY : 1,
    pluggedIn,
    driven_kWh,
    initialShare: 1,
  };
}
