/** Filling what a weather file leaves out; NaN marks a missing hour. The year is taken as a ring. */

export function countMissing(values: Float64Array): number {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing++;
  return missing;
}

/** Fills gaps in a straight line between their ends, in place. Does nothing where all is missing. */
export function fillLinear(values: Float64Array): void {
  const count = values.length;
  const first = values.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return;
  for (let from = first; from < first + count; ) {
    let to = from + 1;
    while (Number.isNaN(values[to % count]!)) to++;
    const low = values[from % count]!;
    const high = values[to % count]!;
    for (let i = from + 1; i < to; i++) values[i % count] = low + ((high - low) * (i - from)) / (to - from);
    from = to;
  }
}

/** Fills gaps from the same hour of the nearest days that have it, weighted by nearness, in place. */
export function fillFromNeighbourDays(values: Float64Array): void {
  const count = values.length;
  const known = values.slice();
  const seek = (hour: number, step: number): number => {
    for (let days = 1; days * 24 < count; days++) {
      if (!Number.isNaN(known[(((hour + step * days * 24) % count) + count) % count]!)) return days;
    }
    return 0;
  };
  for (let hour = 0; hour < count; hour++) {
    if (!Number.isNaN(known[hour]!)) continue;
    const before = seek(hour, -1);
    const after = seek(hour, 1);
    if (before === 0 || after === 0) continue;
    const earlier = known[(((hour - before * 24) % count) + count) % count]!;
    const later = known[(hour + after * 24) % count]!;
    values[hour] = (earlier * after + later * before) / (before + after);
  }
}

/** Magnus form over water (WMO No. 8, 2018, Annex 4.B): saturation vapour pressure [hPa]. */
export function saturationPressure_hPa(temperature_C: number): number {
  return 6.112 * Math.exp((17.62 * temperature_C) / (243.12 + temperature_C));
}

/** Dew point [C] from dry bulb [C] and relative humidity [%] (inverse of the Magnus form). */
export function dewPointOf(dryBulb_C: number, relativeHumidity_pct: number): number {
  const ratio = Math.log((saturationPressure_hPa(dryBulb_C) * Math.max(1, relativeHumidity_pct)) / 100 / 6.112);
  return (243.12 * ratio) / (17.62 - ratio);
}

/** Relative humidity [%] from dry bulb and dew point [C]. */
export function relativeHumidityOf(dryBulb_C: number, dewPoint_C: number): number {
  return Math.min(100, (100 * saturationPressure_hPa(dewPoint_C)) / saturationPressure_hPa(dryBulb_C));
}

/** Pressure of the standard atmosphere at a height above sea level [Pa] (ISO 2533). */
export function standardPressure_Pa(elevation_m: number): number {
  return 101_325 * (1 - 2.25577e-5 * elevation_m) ** 5.25588;
}

/**
 * Horizontal infrared radiation of the sky [W/m2] from dry bulb, dew point and opaque sky cover
 * (tenths): Clark and Allen's clear-sky emissivity with Walton's cloud term, as in EnergyPlus.
 */
export function infraredOf(dryBulb_C: number, dewPoint_C: number, cover_tenths: number): number {
  const clear = 0.787 + 0.764 * Math.log((dewPoint_C + 273.15) / 273);
  const cloud = 1 + 0.0224 * cover_tenths - 0.0035 * cover_tenths ** 2 + 0.00028 * cover_tenths ** 3;
  return clear * cloud * 5.670374419e-8 * (dryBulb_C + 273.15) ** 4;
}
