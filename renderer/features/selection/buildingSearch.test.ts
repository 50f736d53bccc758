import { expect, it } from 'vitest';
import { sampleDistrict } from '#gis-data/samples/index.ts';
import type { Building } from '#models/district/district.ts';
import { bestMatches, matchingRows, searchIndex } from './buildingSearch.ts';

const [template] = sampleDistrict().buildings;
if (!template) throw new Error('The sample has no building.');

function building(id: string, name: string | undefined, attributes: Building['attributes'] = {}): Building {
  const { name: _, ...rest } = template!;
  return { ...rest, id, ...(name === undefined ? {} : { name }), attributes };
}

const BUILDINGS = [
  building('b-1', '12 Harbour Lane'),
  building('b-10', 'Old Harbour House'),
  building('b-2', undefined, { street: 'Große Straße', houseNumber: 7, roofType: 'harbour' }),
  building('harbour', 'Café Mole'),
  building('b-3', 'Church', { note: null, address: 'Harbour Square 1' }),
];
const index = searchIndex(BUILDINGS, () => 'Apartment block');

it('puts whole names and ids before beginnings, words and addresses', () => {
  expect(bestMatches(index, 'Harbour', 8)).toEqual([3, 0, 1, 4]);
  expect(bestMatches(index, 'b-1', 8)).toEqual([0, 1]);
  expect(bestMatches(index, 'harbour', 2)).toEqual([3, 0]);
});

it('finds every word in any order, without accents, in addresses and uses', () => {
  expect(bestMatches(index, 'strasse grosse', 8)).toEqual([2]);
  expect(bestMatches(index, 'cafe', 8)).toEqual([3]);
  expect(matchingRows(index, 'apartment HARBOUR')).toEqual([0, 1, 3, 4]);
  expect(matchingRows(index, '')).toHaveLength(BUILDINGS.length);
  expect(bestMatches(index, ' ', 8)).toEqual([]);
});
