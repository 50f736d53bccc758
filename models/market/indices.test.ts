import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  energyBalance,
  gini,
  jain,
  losersOf,
  marketIndices,
  minMax,
  participation,
  peakToAverage,
  powerFlatness,
  qoeFairness,
  selfConsumption,
  selfSufficiency,
  valueTapping,
} from './indices.ts';
import { areaBalance, poolPartners, traceOrigin, UNKNOWN_ORIGIN } from './originTrace.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('indices by hand (M10)', () => {
  const net = of(3, -1, 2, -2);
  test.each([
    ['Gini of one with all', gini(of(0, 0, 0, 1)), 0.75],
    ['Gini', gini(of(1, 2, 3)), 0.222222],
    ['Jain', jain(of(1, 2, 3)), 0.857143],
    ['min/max', minMax(of(1, 2, 3)), 0.333333],
    ['quality of experience', qoeFairness(of(1, 2, 3), 1, 3), 0.183503],
    ['energy balance', energyBalance(net, 10, 8), 0.555556],
    ['self-sufficiency', selfSufficiency(net, 10), 0.5],
    ['peak to average', peakToAverage(net), 1.5],
    ['flatness against twice the peak', powerFlatness(net, of(6, -1, 2, 3)), 1 - 1.5 / 2],
    ['self-consumption', selfConsumption(net, 8), 0.625],
    ['value tapping', valueTapping(30, 40), 0.75],
    ['participation', participation(of(1, 2, 3, 4), of(2, 2, 2, 5)), 0.75],
  ])('%s', (_, ours, wanted) => {
    expect(ours).toBeCloseTo(wanted, 6);
  });
  test('the sum of all pairs is what sorting gives', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const sum = values.reduce((a, b) => a + b, 0);
        const pairs = values.reduce((all, x) => all + values.reduce((a, y) => a + Math.abs(x - y), 0), 0);
        expect(gini(Float64Array.from(values))).toBeCloseTo(pairs / (2 * values.length * sum), 10);
      }),
    );
  });
  test('negative incomes: the shift keeps differences, equal ones are equal', () => {
    expect(gini(of(-3, -2, -2))).toBeCloseTo(gini(of(0, 1, 1)), 6);
    expect(gini(of(-3, -3))).toBe(0);
    expect(jain(of(-1, 1))).toBe(0.5);
    expect(minMax(of(-1, 1))).toBe(0);
    expect(minMax(of(-1, -1))).toBeNaN();
  });
});

test('losers are named with what they lose, the largest first', () => {
  const cost = of(110, 90, 205);
  const reference = of(100, 100, 200);
  expect(losersOf(cost, reference)).toEqual([
    { participant: 0, loss_EUR: 10 },
    { participant: 2, loss_EUR: 5 },
  ]);
  const indices = marketIndices({
    cost_EUR: cost,
    reference_EUR: reference,
    largestGain_EUR: 20,
    metered_kWh: of(500, 500, 0),
    spread_EURPerKWh: 0.2,
    net_kWh: of(3, -1),
    referenceNet_kWh: of(3, -1),
    load_kWh: 10,
    generation_kWh: 8,
  });
  // Savings -10, 10, -5; per kWh -0.02 (0 on the scale) and 0.02: sigma 0.01 of at most 0.1.
  expect(indices.values).toMatchObject({ valueTapping: -0.25, participation: 1 / 3, qoe: 0.9, minMax: 0, flatness: 0 });
  expect(indices.overall).toBeCloseTo((indices.economic + indices.technical) / 2, 12);
  expect(indices.losers).toHaveLength(2);
});

describe('origin of energy (M7)', () => {
  const flows = [
    { from: 'pv', to: 'load 1', energy_kWh: 1 },
    { from: 'pv', to: 'storage 1', energy_kWh: 5 },
    { from: 'pv', to: 'load 2', energy_kWh: 4 },
    { from: 'storage 1', to: 'load 1', energy_kWh: 2 },
    { from: 'storage 1', to: 'load 2', energy_kWh: 3 },
  ];
  const trace = traceOrigin(flows, { 'storage 1': { efficiency: 1, initial_kWh: 0 } });
  test('house 1 and the whole', () => {
    const house = areaBalance(trace, ['pv', 'load 1', 'storage 1']);
    expect([house.ownUsed_kWh, house.used_kWh, house.made_kWh]).toEqual([3, 3, 10]);
    expect([house.selfSufficiency, house.selfConsumption]).toEqual([1, 0.3]);
    const all = areaBalance(trace, ['pv', 'load 1', 'storage 1', 'load 2']);
    expect([all.ownUsed_kWh, all.used_kWh, all.made_kWh]).toEqual([10, 10, 10]);
  });
  test('a store passes on the mix it holds; losses fall on all alike; more than it held has no origin', () => {
    const mixed = traceOrigin(
      [
        { from: 'pv', to: 'store', energy_kWh: 6 },
        { from: 'grid', to: 'store', energy_kWh: 4 },
        { from: 'store', to: 'load', energy_kWh: 5 },
        { from: 'store', to: 'load', energy_kWh: 5 },
      ],
      { store: { efficiency: 0.8, initial_kWh: 1 } },
    );
    const supplied = mixed.supplied.get('load')!;
    expect([supplied.get('pv'), supplied.get('grid'), supplied.get(UNKNOWN_ORIGIN)].map((energy) => energy!.toFixed(9))).toEqual([
      '4.800000000',
      '3.200000000',
      '2.000000000',
    ]);
    expect(mixed.unexplained_kWh).toBeCloseTo(1, 9);
  });
  test('partners in a pool add up to what each sold and bought', () => {
    // Participants by steps: 0 sells, 2 buys; in the second step 1 sells too.
    const bought = of(0, 0, 0, 0, 3, 4);
    const sold = of(3, 1, 0, 3, 0, 0);
    expect([...poolPartners(3, 2, bought, sold)]).toEqual([0, 0, 4, 0, 0, 3, 0, 0, 0]);
  });
});
