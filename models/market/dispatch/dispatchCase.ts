/** An invented community from a seed, for tests and benchmarks of the dispatch: every member differs in load, sun and battery. */
import { RandomStream } from '../../core/random.ts';
import type { StorageUnit } from '../../energy/storage/storageYear.ts';

export interface DispatchCase {
  readonly steps: number;
  readonly step_h: number;
  /** Load less generation, [member * steps + step] [kW]. */
  readonly net_kW: Float64Array;
  readonly units: readonly StorageUnit[];
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
}

/**
 * @param tariff `flat`: 0.32 in, 0.08 out; `time-of-use`: night, day and evening prices; `dynamic`: a price per hour
 * @param firstDay day of the year of step 0
 */
export function seededDispatchCase(
  members: number,
  days: number,
  seed: number,
  tariff: 'flat' | 'time-of-use' | 'dynamic',
  firstDay = 0,
): DispatchCase {
  const random = new RandomStream(seed);
  const steps = days * 24;
  const net_kW = new Float64Array(members * steps);
  const cloud = clouds(days, new RandomStream(seed + 1));
  const units: StorageUnit[] = [];
  for (let member = 0; member < members; member++) {
    const yearly_kWh = random.between(1800, 6500);
    const peak_kW = random.next() < 0.75 ? random.between(2, 11) : 0;
    const morning = random.between(6, 9);
    const evening = random.between(17, 21);
    const away = random.between(0.2, 1);
    const turn_h = random.between(-1.5, 1.5);
    const mean_kW = yearly_kWh / 8760;
    for (let t = 0; t < steps; t++) {
      const day = firstDay + Math.floor(t / 24);
      const h = t % 24;
      const shape = 0.35 + 1.1 * bell(h, morning, 1.5) + 1.9 * bell(h, evening, 2.5) + 0.7 * away * bell(h, 13, 4) + (h < 5 ? -0.1 : 0);
      const season = 1 + 0.2 * Math.cos((2 * Math.PI * (day - 15)) / 365);
      const noise = Math.exp(0.45 * random.normal() - 0.1);
      const load = mean_kW * 1.05 * shape * season * noise;
      net_kW[member * steps + t] = load - peak_kW * 0.85 * clearSky(day, h - turn_h) * cloud[t]!;
    }
    const capacity_kWh = random.between(3, 16);
    const power_kW = capacity_kWh * random.between(0.25, 0.8);
    units.push({
      capacity_kWh,
      charge_kW: power_kW,
      discharge_kW: power_kW * random.between(0.8, 1.1),
      chargeEfficiency: random.between(0.9, 0.98),
      dischargeEfficiency: random.between(0.9, 0.98),
      lossPerStep: 0,
      drain_kWh: null,
      throughputCost_EURPerKWh: 0,
      initial_kWh: capacity_kWh * 0.3,
      end: { kind: 'fixed', level_kWh: capacity_kWh * 0.3 },
      importCap_kW: null,
      canCurtail: false,
    });
  }
  const import_EURPerKWh = new Float64Array(steps);
  const export_EURPerKWh = new Float64Array(steps).fill(0.08);
  for (let t = 0; t < steps; t++) {
    const h = t % 24;
    if (tariff === 'flat') import_EURPerKWh[t] = 0.32;
    else if (tariff === 'time-of-use') import_EURPerKWh[t] = h < 6 || h >= 22 ? 0.22 : h >= 17 && h < 21 ? 0.41 : 0.3;
    else import_EURPerKWh[t] = 0.24 + 0.06 * bell(h, 8, 2) + 0.1 * bell(h, 19, 2.5) - 0.05 * bell(h, 13, 3) + 0.03 * random.next();
    if (tariff === 'dynamic') export_EURPerKWh[t] = Math.max(0, import_EURPerKWh[t]! - 0.2);
  }
  return { steps, step_h: 1, net_kW, units, import_EURPerKWh, export_EURPerKWh };
}

function bell(h: number, centre: number, width: number): number {
  const d = (((h - centre + 36) % 24) - 12) / width;
  return Math.exp(-0.5 * d * d);
}

function clearSky(day: number, h: number): number {
  const declination = -0.409 * Math.cos((2 * Math.PI * (day + 10)) / 365);
  const latitude = 0.87;
  const angle = ((h + 0.5 - 12) * Math.PI) / 12;
  const sine = Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(angle);
  return Math.max(0, sine) ** 1.15;
}

function clouds(days: number, random: RandomStream): Float64Array {
  const cloud = new Float64Array(days * 24);
  let weather = 0.6;
  for (let day = 0; day < days; day++) {
    weather = Math.min(1, Math.max(0.15, 0.55 * weather + 0.45 * random.between(0.1, 1.15)));
    for (let h = 0; h < 24; h++) cloud[day * 24 + h] = Math.min(1, weather * random.between(0.75, 1.2));
  }
  return cloud;
}
