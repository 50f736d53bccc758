import { expect, it } from 'vitest';
import { optimalStorageYear, type StorageProblem, type StorageUnit } from './storageYear.ts';

const BATTERY: StorageUnit = {
  capacity_kWh: 3,
  charge_kW: 2,
  discharge_kW: 2,
  chargeEfficiency: 0.9,
  dischargeEfficiency: 0.9,
  lossPerStep: 0,
  drain_kWh: null,
  throughputCost_EURPerKWh: 0,
  initial_kWh: 0,
  end: { kind: 'free', value_EURPerKWh: 0 },
  importCap_kW: null,
  canCurtail: false,
};

function problem(
  net: readonly number[],
  buy: readonly number[],
  sell: number | readonly number[],
  unit: Partial<StorageUnit>,
): StorageProblem {
  return {
    steps: net.length,
    step_h: 1,
    net_kW: Float64Array.from(net),
    import_EURPerKWh: Float64Array.from(buy),
    export_EURPerKWh: typeof sell === 'number' ? new Float64Array(net.length).fill(sell) : Float64Array.from(sell),
    unit: { ...BATTERY, ...unit },
  };
}

/** markets.md, M9. */
const KNOWN = {
  a: [problem([-2, -2, 3, 3], [0.3, 0.3, 0.3, 0.3], 0.1, {}), 0.9233333333],
  b: [
    problem([1, 1, 1, 1], [0.1, 0.2, 0.4, 0.3], 0.05, {
      capacity_kWh: 2,
      charge_kW: 1,
      discharge_kW: 1,
      chargeEfficiency: 0.95,
      dischargeEfficiency: 0.95,
    }),
    0.6585,
  ],
  c: [
    problem([-3, -1, 0.5, 2, 2.5, 1], [0.3, 0.3, 0.3, 0.4, 0.4, 0.25], 0.08, {
      capacity_kWh: 4,
      charge_kW: 1.5,
      discharge_kW: 2,
      chargeEfficiency: 0.95,
      initial_kWh: 1,
    }),
    0.8373684211,
  ],
  d: [problem([-1, 2], [0.3, 0.3], 0.3, { capacity_kWh: 5, charge_kW: 5, discharge_kW: 5 }), 0.3],
} as const;

it.each(Object.entries(KNOWN))('known answer M9 %s', (_, [given, cost]) => {
  const schedule = optimalStorageYear(given);
  expect(schedule.cost_EUR).toBeCloseTo(cost, 10);
  expect(schedule.exactness).toBe('exact');
});
