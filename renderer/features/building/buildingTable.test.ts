import { expect, it } from 'vitest';
import { sampleDistrict } from '#gis-data/samples/index.ts';
import { BUILDING_COLUMNS, type ScenarioOutcome } from '../../workers/engineApi.ts';
import { sortedRows, TABLE_COLUMNS, tableData, tableFile } from './buildingTable.ts';

const { buildings } = sampleDistrict();
const outcome = Object.fromEntries(
  BUILDING_COLUMNS.map((column) => [column, Float32Array.from(buildings, (_, row) => (row === 3 ? Number.NaN : row))]),
) as ScenarioOutcome['buildings'];
const data = tableData(buildings, outcome, (use) => use);
const rows = [0, 1, 2, 3, 4];

it('gives whole buildings in the units of the headings', () => {
  expect(data.heat[2]! * 1000).toBeCloseTo(2 * buildings[2]!.floorArea_m2.value, 6);
  expect(data.pv[4]).toBeCloseTo(0.004, 9);
  expect(data.cost[4]).toBe(4);
});

it('sorts numbers by value with missing ones last, and names with their numbers', () => {
  expect(sortedRows(rows, data, { column: 'cost', direction: 'descending' })).toEqual([4, 2, 1, 0, 3]);
  expect(sortedRows(rows, data, { column: 'cost', direction: 'ascending' })).toEqual([0, 1, 2, 4, 3]);
  const named = { ...data, name: ['10 Quay', '9 Quay', '9 Äbbey', '100 Quay', '1 Quay'] };
  expect(sortedRows(rows, named, { column: 'name', direction: 'ascending' })).toEqual([4, 2, 1, 0, 3]);
});

it('writes ids and empty cells where a value is missing', () => {
  const file = tableFile([3, 0], data, buildings, (column) => column);
  expect(file.columns).toEqual(['id', ...TABLE_COLUMNS]);
  expect(file.rows[0]?.[0]).toBe(buildings[3]!.id);
  expect(file.rows[0]?.at(-1)).toBe('');
  expect(file.rows[1]?.at(-1)).toBe(0);
});

it('does without results', () => {
  expect(tableData(buildings, null, (use) => use).heat.every(Number.isNaN)).toBe(true);
});
