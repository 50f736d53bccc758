import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeQuery } from './scenario.ts';
import { matchBuildings, targetBuildings } from './selection.ts';
import { mixedBoxes } from './testing/boxDistrict.ts';

const { buildings } = mixedBoxes(60);
const query = (attribute: string, operator: AttributeQuery['operator'], value: string | number) =>
  matchBuildings(buildings, { queries: [{ attribute, operator, value }] }).length;

describe('selectors', () => {
  it('matches everybody when empty and nobody when contradictory', () => {
    expect(matchBuildings(buildings, {})).toHaveLength(60);
    expect(matchBuildings(buildings, { builtFrom: 2000, builtTo: 1999 })).toHaveLength(0);
  });

  it('needs all conditions together', () => {
    const rows = matchBuildings(buildings, { uses: ['office', 'school'], builtFrom: 1950, ids: buildings.slice(0, 30).map((b) => b.id) });
    expect(rows.length).toBeGreaterThan(0);
    for (let row = 0; row < 60; row++) {
      const b = buildings[row]!;
      const wanted = (b.use.value === 'office' || b.use.value === 'school') && b.constructionYear.value >= 1950 && row < 30;
      expect(rows.includes(row), b.id).toBe(wanted);
    }
  });

  it('compares numbers as numbers, texts as texts, and misses missing attributes', () => {
    expect(query('number', '<', 9)).toBe(9);
    expect(query('number', '<', '10')).toBe(10);
    expect(query('zone', '=', 'north')).toBe(30);
    expect(query('zone', '!=', 'north')).toBe(30);
    expect(query('zone', 'contains', 'NOR')).toBe(30);
    expect(query('zone', '<', 5)).toBe(0);
    expect(query('absent', '=', 0)).toBe(0);
    expect(query('absent', '!=', 0)).toBe(60);
    expect(query('height_m', '>=', 9)).toBe(60);
  });
});

describe('shares', () => {
  it('nests: a larger share contains the smaller one and has the rounded count', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.string(), (a, b, id) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)].map((share) => targetBuildings(buildings, { selector: {}, share }, id));
        expect(small).toHaveLength(Math.round(Math.min(a, b) * 60));
        expect(large).toHaveLength(Math.round(Math.max(a, b) * 60));
        const inLarge = new Set(large);
        expect([...small!].every((row) => inLarge.has(row))).toBe(true);
        expect([...large!].every((row, i, rows) => i === 0 || rows[i - 1]! < row)).toBe(true);
      }),
    );
  });

  it('ranks by building and measure id, not by row', () => {
    const half = { selector: {}, share: 0.5 };
    const reversed = [...buildings].reverse();
    const ids = (list: typeof buildings, measure: string) => [...targetBuildings(list, half, measure)].map((row) => list[row]!.id).sort();
    expect(ids(reversed, 'm1')).toEqual(ids(buildings, 'm1'));
    expect(ids(buildings, 'm2')).not.toEqual(ids(buildings, 'm1'));
  });

  it('nests even where hashes collide', () => {
    const same = new Uint32Array(60).fill(7);
    const pick = (share: number) => [...targetBuildings(buildings, { selector: {}, share }, 'm', same)];
    expect(pick(0.5)).toEqual([...Array(30).keys()]);
    expect(pick(0.25)).toEqual([...Array(15).keys()]);
  });
});
