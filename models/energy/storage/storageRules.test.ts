import { expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { batteryStep, newMeterHour } from './battery.ts';
import { peakShavingSchedule, selfConsumptionSchedule } from './storageRules.ts';
import { optimalStorageYear, type StorageProblem, type StorageUnit } from './storageYear.ts';

const UNIT: StorageUnit = {
  capacity_kWh: 8,
  charge_kW: 3,
  discharge_kW: 3,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.9,
  lossPerStep: 0,
  drain_kWh: null,
  throughputCost_EURPerKWh: 0,
  initial_kWh: 4,
  end: { kind: 'fixed', level_kWh: 4 },
  importCap_kW: null,
  canCurtail: false,
};

function drawn(seed: number, steps: number, unit: StorageUnit): StorageProblem {
  const random = new RandomStream(seed);
  const series = (from: number, to: number) => Float64Array.from({ length: steps }, () => random.between(from, to));
  return { steps, step_h: 1, net_kW: series(-4, 5), import_EURPerKWh: series(0.1, 0.4), export_EURPerKWh: series(0, 0.1), unit };
}

const peakOf = ({ net_kW }: StorageProblem, power: Float64Array) => Math.max(0, ...net_kW.map((net, step) => net + power[step]!));

it('serves self-consumption hour by hour as the battery of a building does', () => {
  const problem = drawn(3, 500, UNIT);
  const { power_kW, level_kWh, exactness } = selfConsumptionSchedule(problem);
  const battery = { capacity_Wh: 8000, power_W: 3000, chargeEfficiency: 0.95, dischargeEfficiency: 0.9 };
  const hour = newMeterHour(4000);
  for (let step = 0; step < problem.steps; step++) {
    const net = problem.net_kW[step]!;
    Object.assign(hour, { load_W: Math.max(0, net) * 1000, pv_W: Math.max(0, -net) * 1000 });
    batteryStep(battery, hour);
    expect(power_kW[step]).toBeCloseTo((hour.charge_W - hour.discharge_W) / 1000, 9);
    expect(level_kWh[step + 1]).toBeCloseTo(hour.level_Wh / 1000, 9);
  }
  expect(exactness).toBe('rule');
});

it('draws for a tank only what its drain lacks', () => {
  const tank: StorageUnit = {
    ...UNIT,
    capacity_kWh: 5,
    discharge_kW: 0,
    chargeEfficiency: 3,
    initial_kWh: 1,
    drain_kWh: Float64Array.of(2, 2, 2),
  };
  const problem = { ...drawn(3, 3, tank), net_kW: Float64Array.of(1, -2, 1) };
  const { power_kW, level_kWh } = selfConsumptionSchedule(problem);
  // 1 kWh lacks at first; then the surplus of 2 kW fills the tank (5 + 2 kWh of heat for 2 kW would be 6); then it serves.
  expect([...power_kW].map((power) => power + 0)).toEqual([1 / 3, 2, 0]);
  expect([...level_kWh]).toEqual([1, 0, 4, 2]);
});

it('finds the lowest peak that a store can keep: nothing below it is possible', () => {
  for (const end of [{ kind: 'fixed', level_kWh: 4 }, { kind: 'free', value_EURPerKWh: 0 }, { kind: 'cyclic' }] as const) {
    for (let seed = 0; seed < 10; seed++) {
      const problem = drawn(seed, 72, { ...UNIT, end, lossPerStep: 0.002 });
      const { schedule, peak_kW, peakWithout_kW } = peakShavingSchedule(problem);
      expect(peakOf(problem, schedule.power_kW)).toBeLessThanOrEqual(peak_kW + 1e-9);
      expect(peak_kW).toBeLessThan(peakWithout_kW);
      expect(schedule.cost_EUR).toBeGreaterThanOrEqual(optimalStorageYear(problem).cost_EUR - 1e-9);
      const lower = { ...problem, unit: { ...problem.unit, importCap_kW: peak_kW - 1e-6 } };
      expect(() => optimalStorageYear(lower)).toThrow(/storage|limit|store/);
    }
  }
});

it('shaves a known peak', () => {
  // 2 kWh in the store, given back without loss over two hours of 3 kW: 2 kW are left.
  const lossless = {
    ...UNIT,
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    initial_kWh: 2,
    end: { kind: 'free', value_EURPerKWh: 0 },
  } as const;
  const problem = { ...drawn(1, 3, lossless), net_kW: Float64Array.of(3, 3, 0) };
  expect(peakShavingSchedule(problem).peak_kW).toBeCloseTo(2, 12);
});
