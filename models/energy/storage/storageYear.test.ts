import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { newStorageWorkspace, optimalStorageYear, type StorageProblem, type StorageUnit, storageResponse } from './storageYear.ts';

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

const LOSSLESS: Partial<StorageUnit> = {
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  charge_kW: 3,
  discharge_kW: 3,
  capacity_kWh: 6,
  initial_kWh: 2,
};
const prices = (length: number) => fc.array(fc.double({ min: 0.01, max: 0.5, noNaN: true }), { minLength: length, maxLength: length });

it('moves energy without loss: what is drawn in all is the same, and a flat price cannot be beaten', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 24, maxLength: 24 }), prices(24), (net, buy) => {
      const lossless = { ...LOSSLESS, end: { kind: 'fixed', level_kWh: 2 } } as const;
      const one = optimalStorageYear(problem(net, buy, buy, lossless));
      expect(one.power_kW.reduce((sum, power) => sum + power, 0)).toBeCloseTo(0, 9);
      const flat = optimalStorageYear(problem(net, buy.fill(0.3), 0.3, lossless));
      expect(flat.cost_EUR).toBeCloseTo(0.3 * net.reduce((sum, power) => sum + power, 0), 9);
    }),
  );
});

it('never costs more with a larger store, nor less without one', () => {
  const net = [-3, 2, 1, -2, 4, -1, 3, 0];
  const buy = [0.1, 0.4, 0.2, 0.3, 0.5, 0.1, 0.35, 0.2];
  const costs = [0, 1, 2, 4, 8, 16].map((capacity_kWh) => optimalStorageYear(problem(net, buy, 0.05, { capacity_kWh })).cost_EUR);
  const idle = net.reduce((sum, power, step) => sum + power * (power > 0 ? buy[step]! : 0.05), 0);
  expect(costs[0]).toBeCloseTo(idle, 12);
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
});

it('stays idle where there is no power, and where wear costs more than prices differ', () => {
  const net = [1, 2, -1, 1];
  const buy = [0.1, 0.2, 0.3, 0.4];
  for (const unit of [{ charge_kW: 0, discharge_kW: 0 }, { throughputCost_EURPerKWh: 0.2 }]) {
    expect([...optimalStorageYear(problem(net, buy, 0.05, unit)).power_kW].map((power) => power + 0)).toEqual([0, 0, 0, 0]);
  }
});

it('values what is left at a free end', () => {
  const left = optimalStorageYear(problem([0], [0.2], 0.1, { initial_kWh: 1, end: { kind: 'free', value_EURPerKWh: 0.3 } }));
  // Charging costs 0.2 / 0.9 per stored kWh, which is less than 0.3; 2 kW fill 1.8 kWh.
  expect(left.level_kWh[1]).toBeCloseTo(2.8, 12);
  expect(left.cost_EUR).toBeCloseTo(0.4 - 0.3 * 2.8, 12);
});

it('comes back to where it began, from the level that is best', () => {
  // Surplus now, load later: starting empty is best; load first: starting full is.
  const cyclic = { end: { kind: 'cyclic' } } as const;
  expect(optimalStorageYear(problem([-2, 2], [0.3, 0.3], 0, cyclic)).level_kWh[0]).toBeCloseTo(0, 9);
  const { level_kWh, cost_EUR } = optimalStorageYear(problem([1.8, -2], [0.3, 0.3], 0, cyclic));
  expect(level_kWh[0]).toBeCloseTo(level_kWh[2]!, 12);
  expect(cost_EUR).toBeCloseTo(0.3 * (1.8 - 1.8 * 0.9), 12);
});

it('says where costs are hollow and what is proven', () => {
  const paid = optimalStorageYear(problem([1, 1, 1], [-0.2, 0.1, 0.3], -0.2, {}));
  expect([paid.exactness, paid.bound_EUR <= paid.cost_EUR]).toEqual(['exact', true]);
  // Full from the start and paid to draw: burning energy in losses would pay, so a bound is all that is proven.
  const burning = optimalStorageYear(problem([1, 1, 1, 1], [-0.2, -0.3, -0.2, -0.3], -0.4, { initial_kWh: 2.5 }));
  expect(burning.exactness).toBe('bound');
  expect(burning.bound_EUR).toBeLessThan(burning.cost_EUR);
  expect(burning.reason).toContain('first of them step 0');
});

it.each([
  ['storage.empty', { drain_kWh: Float64Array.of(0, 5, 0) }, 'step 1'],
  ['storage.full', { drain_kWh: Float64Array.of(-9, 0, 0), discharge_kW: 0 }, 'step 0'],
  ['storage.importCap', { importCap_kW: 0.5, discharge_kW: 0 }, 'step 0'],
  ['storage.end', { end: { kind: 'fixed', level_kWh: 3 }, charge_kW: 0.1 }, 'end.level_kWh'],
  ['storage.cyclic', { end: { kind: 'cyclic' }, charge_kW: 0, drain_kWh: Float64Array.of(0.1, 0.1, 0.1) }, 'end'],
  ['storage.value', { dischargeEfficiency: 0 }, 'dischargeEfficiency'],
  ['storage.value', { charge_kW: Float64Array.of(1, Number.NaN, 1) }, 'charge_kW, step 1'],
  ['storage.series', { drain_kWh: Float64Array.of(1) }, 'drain_kWh'],
] as const)('refuses what cannot be: %s', (code, unit, where) => {
  let detail: unknown;
  try {
    optimalStorageYear(problem([1, 1, 1], [0.3, 0.3, 0.3], 0.1, unit));
  } catch (error) {
    if (error instanceof InputError) detail = error.detail;
  }
  expect(detail).toMatchObject({ code, where });
});

it('responds to a price as a store at an empty meter does', () => {
  fc.assert(
    fc.property(prices(30), (buy) => {
      const unit = { ...BATTERY, initial_kWh: 1.5, end: { kind: 'fixed', level_kWh: 1.5 } } as const;
      const given = problem(new Array(30).fill(0), buy, buy, unit);
      const response = storageResponse(unit, given.import_EURPerKWh, 1);
      expect(response.cost_EUR).toBeCloseTo(optimalStorageYear(given).cost_EUR, 10);
    }),
  );
});

it('finds the same schedule where the memory holds only part of the slopes', () => {
  const random = new RandomStream(3);
  const series = (from: number, to: number) => Array.from({ length: 400 }, () => random.between(from, to));
  for (const end of [{ kind: 'free', value_EURPerKWh: 0.1 }, { kind: 'cyclic' }] as const) {
    const given = problem(series(-4, 4), series(0.1, 0.5), 0.05, { capacity_kWh: 150, initial_kWh: 20, lossPerStep: 0.001, end });
    const whole = optimalStorageYear(given);
    const parts = optimalStorageYear(given, newStorageWorkspace(1000));
    expect(parts.power_kW).toEqual(whole.power_kW);
    expect(parts.cost_EUR).toBe(whole.cost_EUR);
  }
});
