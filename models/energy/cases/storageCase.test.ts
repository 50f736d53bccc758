import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runStorageCase } from './storageCase.ts';

const folder = fileURLToPath(new URL('../../cases/storage/', import.meta.url));
const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const read = (name: string, file: string) => JSON.parse(readFileSync(`${folder}${name}/${file}.json`, 'utf8'));

it.each(names.map(({ name }) => name))('known answer: %s', (name) => {
  const { tolerance_EUR, ...expected } = read(name, 'expected');
  const { costWithout_EUR, cost_EUR, exactness } = runStorageCase(read(name, 'input'));
  expect(exactness).toBe(expected.exactness);
  expect(Math.abs(cost_EUR - expected.cost_EUR), `${cost_EUR} EUR`).toBeLessThanOrEqual(tolerance_EUR);
  expect(costWithout_EUR).toBeCloseTo(expected.costWithout_EUR, 10);
});

const CASE = {
  net_kW: [-2, 3, 3],
  import_EURPerKWh: 0.3,
  export_EURPerKWh: 0.1,
  store: { capacity_kWh: 4, charge_kW: 2, discharge_kW: 2, initial_kWh: 2 },
};

it('closes the meter: what is drawn and fed in is the load with the store', () => {
  for (const strategy of ['least-cost', 'self-consumption', 'peak-shaving']) {
    const result = runStorageCase({ ...CASE, strategy });
    expect(result.import_kWh - result.export_kWh, strategy).toBeCloseTo(4 + result.charged_kWh - result.discharged_kWh, 12);
    expect(result.level_kWh).toHaveLength(4);
  }
  expect(runStorageCase({ ...CASE, strategy: 'peak-shaving' }).peakImport_kW).toBeCloseTo(1, 12);
});

it.each([
  [{ ...CASE, store: { ...CASE.store, capacity: 3 } }, /storage case does not fit.*--schema/s],
  [{ ...CASE, import_EURPerKWh: [0.1, 0.2] }, /"import_EURPerKWh" has 2 values for 3 steps/],
  [{ ...CASE, store: { ...CASE.store, drain_kWh: [9, 0, 0] } }, /step 0.*more are taken/s],
])('refuses what cannot be, with where and how to mend it', (input, message) => {
  expect(() => runStorageCase(input)).toThrow(message);
});
