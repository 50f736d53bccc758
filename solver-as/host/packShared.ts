/** From a plan to the data that all chunks share. */
import { MONTH_OF_HOUR } from '#models/core/timeAxis.ts';
import { HOURS_OF_USE_PEOPLE } from '#models/energy/reference/aggregates.ts';
import type { DistrictPlan } from '#models/scenario/plan.ts';
import type { SharedData } from './chunkJob.ts';
import { keyOfConstant } from './keys.ts';
import { HOURS, MONTHS, PV_SYSTEM_LAYOUT, SKY_LAYOUT } from './layout.generated.ts';

/** Key of everything {@link packShared} reads. */
export function sharedKey(plan: DistrictPlan): string {
  const { sky, weather, patterns, pvSystem } = plan;
  const arrays = [...Object.values(sky), ...Object.values(weather), ...Object.values(patterns), plan.peakTariff];
  return [plan.classCount, ...arrays.map(keyOfConstant), ...Object.values(pvSystem)].join(',');
}

/** Shared data of a plan, under its key. */
export function packShared(plan: DistrictPlan, key: string): SharedData {
  const { weather, patterns } = plan;
  const lit = litHours(plan);
  const skyDrop = weather.dryBulb_C.map((air, hour) => air - weather.skyTemperature_C[hour]!);
  const pvWeather = new Float64Array(lit.hours.length * 2);
  lit.hours.forEach((hour, row) => {
    pvWeather[row * 2] = weather.dryBulb_C[hour]!;
    pvWeather[row * 2 + 1] = 1 / (plan.pvSystem.u0 + plan.pvSystem.u1 * weather.windSpeed_m_s[hour]!);
  });
  const system: Record<(typeof PV_SYSTEM_LAYOUT)[number], number> = {
    gammaPerK: plan.pvSystem.gamma_1_K,
    losses: plan.pvSystem.losses,
    inverterEfficiency: plan.pvSystem.inverterEfficiency,
    dcAcRatio: plan.pvSystem.dcAcRatio,
    glassIndex: plan.pvSystem.glassIndex,
  };
  return {
    key,
    classCount: plan.classCount,
    litCount: lit.hours.length,
    litIndex: lit.index,
    litSky: lit.sky,
    dryBulb: weather.dryBulb_C,
    skyDrop,
    people: patterns.people,
    appliances: patterns.appliances,
    setback: patterns.setback,
    hotWater: patterns.hotWater,
    charging: patterns.charging,
    use: patterns.people.map((people) => (people >= HOURS_OF_USE_PEOPLE ? 1 : 0)),
    ...ventilationValues(plan),
    dryBulbMonths: monthSums(weather.dryBulb_C),
    skyDropMonths: monthSums(skyDrop),
    peopleMonths: monthSums(patterns.people),
    appliancesMonths: monthSums(patterns.appliances),
    hotWaterMonths: monthSums(patterns.hotWater),
    peakTariff: Float64Array.from(plan.peakTariff),
    pvWeather,
    pvSystem: Float64Array.from(PV_SYSTEM_LAYOUT, (field) => system[field]),
  };
}

/** Sums over the months of every 8,760 values. */
function monthSums(values: Float64Array): Float64Array {
  const sums = new Float64Array((values.length / HOURS) * MONTHS);
  values.forEach((value, at) => {
    sums[Math.floor(at / HOURS) * MONTHS + MONTH_OF_HOUR[at % HOURS]!]! += value;
  });
  return sums;
}

function litHours({ sky }: DistrictPlan): { readonly hours: number[]; readonly index: Uint16Array; readonly sky: Float64Array } {
  const hours: number[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    const direct = sky.beamNormal_W_m2[hour]! + sky.circumsolarNormal_W_m2[hour]!;
    const isLit =
      direct !== 0 || sky.isotropic_W_m2[hour]! !== 0 || sky.horizonBand_W_m2[hour]! !== 0 || sky.groundReflected_W_m2[hour]! !== 0;
    if (isLit) hours.push(hour);
  }
  const index = new Uint16Array(HOURS).fill(hours.length);
  const records = new Float64Array(hours.length * SKY_LAYOUT.length);
  // The sector is an address in the pair's horizon, so it is stored as an integer in the record's last cell.
  const sectors = new Uint32Array(records.buffer);
  hours.forEach((hour, row) => {
    index[hour] = row;
    const record = row * SKY_LAYOUT.length;
    records[record] = sky.sunEast[hour]!;
    records[record + 1] = sky.sunNorth[hour]!;
    records[record + 2] = sky.sunUp[hour]!;
    records[record + 3] = sky.beamNormal_W_m2[hour]! + sky.circumsolarNormal_W_m2[hour]!;
    records[record + 4] = sky.isotropic_W_m2[hour]!;
    records[record + 5] = sky.horizonBand_W_m2[hour]!;
    records[record + 6] = sky.groundReflected_W_m2[hour]!;
    sectors[(record + 7) * 2] = sky.sunSector[hour]! * 8;
  });
  return { hours, index, sky: records };
}

function ventilationValues(plan: DistrictPlan): Pick<SharedData, 'ventilationIndex' | 'ventilationFirst' | 'ventilationValues'> {
  const pattern = plan.patterns.ventilation;
  const ventilationIndex = new Uint16Array(plan.classCount * HOURS);
  const ventilationFirst = new Uint32Array(plan.classCount + 1);
  const values: number[] = [];
  for (let useClass = 0; useClass < plan.classCount; useClass++) {
    const distinct = new Map<number, number>();
    for (let at = useClass * HOURS; at < (useClass + 1) * HOURS; at++) {
      const value = pattern[at]!;
      let index = distinct.get(value);
      if (index === undefined) {
        index = distinct.size;
        distinct.set(value, index);
        values.push(value);
      }
      ventilationIndex[at] = index;
    }
    ventilationFirst[useClass + 1] = values.length;
  }
  return { ventilationIndex, ventilationFirst, ventilationValues: Float64Array.from(values) };
}
