import { describe, expect, it } from 'vitest';
import { cityJsonSeqLines, cityJsonSeqOfParts } from '../../export/cityjson/writeCityJson.ts';
import { generateDistrict, generateDistrictParts } from './generateDistrict.ts';

describe('districts in parts', () => {
  it('are written as the district is that is made at once', () => {
    const input = { seed: 3, buildings: 1300 };
    const parts = [...generateDistrictParts(input)];
    expect(parts.map(({ buildings }) => buildings.length)).toEqual([1000, 300]);
    expect(parts[0]?.context).toBeUndefined();
    expect([...cityJsonSeqOfParts(parts)]).toEqual([...cityJsonSeqLines(generateDistrict(input))]);
  });

  it('refuse numbers that are not possible', () => {
    expect(() => generateDistrictParts({ seed: 1, buildings: 2_000_000 }).next()).toThrow(/1000000/);
  });
});
