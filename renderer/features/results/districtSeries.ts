/** Hourly series of the district that charts show, derived from the outcome. */
import type { ScenarioOutcome } from '../../workers/engineApi.ts';

export type ShownSeries = 'heating' | 'hotWater' | 'cooling' | 'electricity' | 'pv' | 'net' | 'battery';

/** What the district as a whole draws (positive) or feeds in (negative) after neighbours have netted out [W]. */
export function netExchange(outcome: ScenarioOutcome): Float32Array {
  const { buildingImport, buildingExport } = outcome.hourly;
  return buildingImport.map((value, hour) => value - buildingExport[hour]!);
}

/** Electricity used for everything [W]. */
export function electricityUse(outcome: ScenarioOutcome): Float32Array {
  const { appliances, heatElectricity, coolingElectricity, auxiliary, charging } = outcome.hourly;
  return appliances.map((value, hour) => value + heatElectricity[hour]! + coolingElectricity[hour]! + auxiliary[hour]! + charging[hour]!);
}

/** One of the shown series; power in [W], the batteries' level in [Wh]. */
export function shownSeries(outcome: ScenarioOutcome, series: ShownSeries): Float32Array {
  switch (series) {
    case 'electricity':
      return electricityUse(outcome);
    case 'net':
      return netExchange(outcome);
    case 'battery':
      return outcome.hourly.batteryLevel;
    default:
      return outcome.hourly[series];
  }
}
