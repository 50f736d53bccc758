import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxDistrict, mixedBoxes } from '../../scenario/testing/boxDistrict.ts';
import type { Building, District } from '../district.ts';
import { type DistrictEdit, type DrawnShape, ROOF_FORMS } from '../edits.ts';
import { applyEdits } from './applyEdits.ts';

const SHAPE: DrawnShape = { rings_m: [[50, 0, 60, 0, 60, 8, 50, 8]], ground_m: 0, eaves_m: 3, roof: 'gable', pitch_deg: 30 };

/** Two houses that share a wall of 90 m2, and one apart. */
const row = () =>
  boxDistrict([
    { id: 'a', use: 'terraced', constructionYear: 1960, at: [0, 0] },
    { id: 'b', use: 'terraced', constructionYear: 1960, at: [10, 0] },
    { id: 'c', use: 'office', constructionYear: 1990, at: [0, 40] },
  ]);

function edited(district: District, ...edits: DistrictEdit[]) {
  const result = applyEdits(district, edits);
  expect(result.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return result.district;
}

function building(district: District, id: string): Building {
  const found = district.buildings.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no building ${id}`);
  return found;
}

function shared(district: District, id: string): number {
  const { firstSurface, surfaceCount } = building(district, id);
  return district.surfaces.sharedArea_m2.slice(firstSurface, firstSurface + surfaceCount).reduce((sum, area) => sum + area, 0);
}

/** Rows of the table belong to the buildings that name them, one after the other. */
function expectConsistent({ buildings, surfaces }: District) {
  let next = 0;
  buildings.forEach(({ firstSurface, surfaceCount }, index) => {
    expect(firstSurface).toBe(next);
    for (let at = firstSurface; at < firstSurface + surfaceCount; at++) expect(surfaces.building[at]).toBe(index);
    next += surfaceCount;
  });
  expect(surfaces.count).toBe(next);
  expect(surfaces.area_m2).toHaveLength(next);
  expect(surfaces.ringStart[next]).toBe(surfaces.vertexStart.length - 1);
  expect(surfaces.vertexStart[surfaces.ringStart[next]!]).toBe(surfaces.vertices_m.length / 3);
}

describe('edits of buildings', () => {
  it('give the same district back where there are none, and never change the base', () => {
    const base = row();
    expect(applyEdits(base, []).district).toEqual(base);
    const before = structuredClone(base);
    applyEdits(base, [
      { kind: 'raise', ids: ['a'], by_m: 3 },
      { kind: 'remove-buildings', ids: ['b'] },
    ]);
    expect(base).toEqual(before);
  });

  it('add a drawn building at the end, completed from its form and from what was said', () => {
    const base = row();
    const after = edited(base, { kind: 'add-building', id: 'new', shape: SHAPE, properties: { use: 'office', storeys: 2 } });
    expectConsistent(after);
    const added = after.buildings[3]!;
    expect(added).toMatchObject({
      id: 'new',
      footprintArea_m2: expect.closeTo(80, 6),
      volume_m3: { value: expect.closeTo(332.376, 3), provenance: 'geometry' },
      use: { value: 'office', provenance: 'user' },
      storeys: { value: 2, provenance: 'user' },
      floorArea_m2: { provenance: 'inferred' },
      constructionYear: { provenance: 'default' },
    });
    expect(after.buildings.slice(0, 3)).toEqual(base.buildings);
  });

  it('leave a removed building as an empty row and open the wall it shared', () => {
    const base = row();
    expect(shared(base, 'a')).toBeCloseTo(90, 6);
    const after = edited(base, { kind: 'remove-buildings', ids: ['b'] });
    expectConsistent(after);
    expect(after.buildings[1]).toMatchObject({ id: 'b', removed: true, surfaceCount: 0, footprintArea_m2: 0, floorArea_m2: { value: 0 } });
    expect(shared(after, 'a')).toBe(0);
    expect(building(after, 'a').use).toEqual(building(base, 'a').use);
  });

  it('close the wall again where a building is moved there', () => {
    const after = edited(row(), { kind: 'remove-buildings', ids: ['b'] }, { kind: 'move', ids: ['c'], by_m: [10, -40, 0], turn_deg: 90 });
    expectConsistent(after);
    expect(shared(after, 'a')).toBeCloseTo(90, 6);
    expect(shared(after, 'c')).toBeCloseTo(90, 6);
    expect(building(after, 'c').volume_m3.value).toBeCloseTo(900, 6);
  });

  it('come back where they started after moving there and back', () => {
    const base = row();
    const after = edited(
      base,
      { kind: 'move', ids: ['a', 'b'], by_m: [7, -3, 1], turn_deg: 30 },
      { kind: 'move', ids: ['a', 'b'], by_m: [-7, 3, -1], turn_deg: -30 },
    );
    after.surfaces.vertices_m.forEach((value, i) => {
      expect(value).toBeCloseTo(base.surfaces.vertices_m[i]!, 9);
    });
    expect(shared(after, 'a')).toBeCloseTo(90, 6);
  });

  it('turn clockwise, seen from above', () => {
    const base = boxDistrict([{ id: 'a', use: 'office', constructionYear: 1960, at: [0, 0], size_m: [20, 10, 9] }]);
    const after = edited(base, { kind: 'move', ids: ['a'], by_m: [0, 0, 0], turn_deg: 90 });
    // The wall that looked south looks west.
    expect(after.surfaces.azimuth_deg[2]).toBeCloseTo(base.surfaces.azimuth_deg[2]! + 90, 9);
  });

  it('raise by stretching the walls; storeys stated in the file grow with the volume', () => {
    const base = row();
    const after = edited(base, { kind: 'raise', ids: ['a'], by_m: 4.5 });
    expect(building(after, 'a')).toMatchObject({
      volume_m3: { value: expect.closeTo(1350, 6) },
      height_m: { value: expect.closeTo(13.5, 9), provenance: 'geometry' },
      footprintArea_m2: expect.closeTo(100, 9),
      volumeIsExact: true,
    });
    expect(shared(after, 'a')).toBeCloseTo(90, 6);
  });

  it('split an imported building into two closed shells of the same volume, with a wall between', () => {
    const base = row();
    const after = edited(base, { kind: 'split', id: 'c', line_m: [-5, 43, 20, 46], newId: 'c2' });
    expectConsistent(after);
    const [left, right] = [building(after, 'c'), building(after, 'c2')];
    expect(left.volumeIsExact && right.volumeIsExact).toBe(true);
    expect(left.volume_m3.value + right.volume_m3.value).toBeCloseTo(900, 6);
    expect(left.footprintArea_m2).toBeGreaterThan(right.footprintArea_m2);
    expect(shared(after, 'c')).toBeCloseTo(9 * Math.hypot(10, 1.2), 6);
    expect(shared(after, 'c2')).toBeCloseTo(shared(after, 'c'), 9);
    expect(right.use).toEqual(left.use);
  });

  it('split a drawn building and keep the roof form on both parts', () => {
    const after = edited(
      row(),
      { kind: 'add-building', id: 'new', shape: { ...SHAPE, roof: 'hip' }, properties: {} },
      { kind: 'split', id: 'new', line_m: [55, -5, 55, 20], newId: 'other' },
    );
    for (const id of ['new', 'other']) {
      expect(building(after, id)).toMatchObject({ volumeIsExact: true, footprintArea_m2: expect.closeTo(40, 6) });
      expect(building(after, id).height_m.value).toBeCloseTo(3 + 2.5 * Math.tan(Math.PI / 6), 6);
    }
  });

  it('split any box by any line through it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), fc.double({ min: 2, max: 8, noNaN: true }), (angle, at) => {
        const base = boxDistrict([{ id: 'a', use: 'office', constructionYear: 1960, at: [0, 0] }]);
        const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
        const { district, findings } = applyEdits(base, [{ kind: 'split', id: 'a', line_m: [at, 5, at + dx, 5 + dy], newId: 'b' }]);
        if (findings.length > 0) {
          expect(findings.map(({ code }) => code)).toEqual(['edit.splitMissed']);
          return;
        }
        const [left, right] = district.buildings as [Building, Building];
        expect(left.volumeIsExact && right.volumeIsExact).toBe(true);
        expect(left.volume_m3.value + right.volume_m3.value).toBeCloseTo(900, 6);
      }),
    );
  });

  it('set what a person says, and let the floor area follow', () => {
    const base = row();
    const after = edited(base, { kind: 'properties', ids: ['a', 'c'], set: { storeys: 2, use: 'school', name: 'Hall' } });
    expect(building(after, 'a')).toMatchObject({
      name: 'Hall',
      use: { value: 'school', provenance: 'user' },
      storeys: { value: 2, provenance: 'user' },
      floorArea_m2: { value: 200, provenance: 'inferred' },
      constructionYear: building(base, 'a').constructionYear,
      volume_m3: building(base, 'a').volume_m3,
    });
    expect(after.surfaces).toBe(base.surfaces);
    expect(building(after, 'b')).toBe(building(base, 'b'));
  });

  it('join attributes and take what they say, but not over what a person said', () => {
    const { district, findings } = applyEdits(row(), [
      { kind: 'properties', ids: ['a'], set: { constructionYear: 1950 } },
      {
        kind: 'join',
        source: 'table.csv',
        values: { a: { bouwjaar: 1999, storeys: 4 }, c: { bouwjaar: 1999, owner: 'city' }, x: { bouwjaar: 1 } },
      },
    ]);
    expect(building(district, 'a')).toMatchObject({ constructionYear: { value: 1950, provenance: 'user' }, storeys: { value: 4 } });
    expect(building(district, 'c')).toMatchObject({
      constructionYear: { value: 1999, provenance: 'file', note: 'bouwjaar (table.csv)' },
      attributes: { owner: 'city' },
    });
    expect(findings).toMatchObject([{ code: 'edit.joinUnmatched', values: { edit: 2, count: 1, list: 'x' } }]);
  });

  it('name the edit that cannot be done and leave it out', () => {
    const base = row();
    const wrong: DistrictEdit[] = [
      { kind: 'remove-buildings', ids: ['nobody'] },
      { kind: 'add-building', id: 'a', shape: SHAPE, properties: {} },
      { kind: 'add-building', id: 'n', shape: { ...SHAPE, rings_m: [[0, 0, 4, 4, 4, 0, 0, 4]] }, properties: {} },
      { kind: 'add-building', id: 'n', shape: { ...SHAPE, eaves_m: -2 }, properties: {} },
      { kind: 'split', id: 'a', line_m: [100, 0, 100, 10], newId: 'n' },
      { kind: 'split', id: 'a', line_m: [5, 5, 5, 5], newId: 'n' },
      { kind: 'raise', ids: ['a'], by_m: -9 },
      { kind: 'move', ids: ['a'], by_m: [Number.NaN, 0, 0], turn_deg: 0 },
      { kind: 'move', ids: ['a'], by_m: [1e300, 0, 0], turn_deg: 0 },
      { kind: 'properties', ids: ['a'], set: { storeys: -1 } },
      { kind: 'move-elements', ids: ['t'], by_m: [1, 1] },
    ];
    const { district, findings } = applyEdits(base, wrong);
    expect(findings.map(({ code, values }) => [values?.edit, code])).toEqual([
      [1, 'edit.unknownBuilding'],
      [2, 'edit.idTaken'],
      [3, 'edit.shape'],
      [4, 'edit.shape'],
      [5, 'edit.splitMissed'],
      [6, 'edit.splitMissed'],
      [7, 'edit.tooLow'],
      [8, 'edit.value'],
      [9, 'edit.value'],
      [10, 'edit.value'],
      [11, 'edit.unknownElement'],
    ]);
    expect(district.buildings).toEqual(base.buildings);
    expect(district.surfaces).toEqual(base.surfaces);
  });

  it('keep rows right for any order of edits, and give the same district every time', () => {
    const ids = fc.constantFrom('box-0', 'box-1', 'box-2', 'n0', 'n1');
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('remove-buildings' as const), ids: fc.array(ids, { maxLength: 2 }) }),
      fc.record({ kind: fc.constant('raise' as const), ids: fc.array(ids, { maxLength: 2 }), by_m: fc.integer({ min: -12, max: 9 }) }),
      fc.record({
        kind: fc.constant('add-building' as const),
        id: ids,
        shape: fc.record({
          rings_m: fc
            .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
            .map(([x, w]) => [[x, 0, x + w, 0, x + w, 9, x, 9]]),
          ground_m: fc.constant(0),
          eaves_m: fc.integer({ min: 0, max: 9 }),
          roof: fc.constantFrom(...ROOF_FORMS),
          pitch_deg: fc.integer({ min: 10, max: 60 }),
        }),
        properties: fc.constant({}),
      }),
      fc.record({
        kind: fc.constant('move' as const),
        ids: fc.array(ids, { maxLength: 2 }),
        by_m: fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }), fc.constant(0)),
        turn_deg: fc.integer({ min: 0, max: 360 }),
      }),
      fc.record({
        kind: fc.constant('split' as const),
        id: ids,
        line_m: fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constant(-10), fc.integer({ min: 0, max: 60 }), fc.constant(40)),
        newId: ids,
      }),
    );
    const base = mixedBoxes(3);
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const { district } = applyEdits(base, edits);
        expectConsistent(district);
        for (const { volumeIsExact, removed, id } of district.buildings) expect(volumeIsExact || removed, id).toBe(true);
        expect(applyEdits(base, edits).district).toEqual(district);
      }),
      { numRuns: 150 },
    );
  });
});

describe('edits of elements', () => {
  const tree = { id: 't', at_m: [1, 2, 0], height_m: 9, crown_m: 5 } as const;
  const line = { id: 'l', kind: 'heat-pipe', path_m: [0, 0, 10, 0], attributes: {} } as const;
  const point = { id: 'p', kind: 'substation', at_m: [3, 3, 0], attributes: {} } as const;

  it('add, move and remove trees, lines and points', () => {
    const added = edited(row(), { kind: 'add-tree', tree }, { kind: 'add-line', line }, { kind: 'add-point', point });
    expect(added.elements).toEqual({ trees: [tree], lines: [line], points: [point] });
    const moved = edited(added, { kind: 'move-elements', ids: ['t', 'l'], by_m: [1, -1] }, { kind: 'remove-elements', ids: ['p'] });
    expect(moved.elements).toEqual({ trees: [{ ...tree, at_m: [2, 1, 0] }], lines: [{ ...line, path_m: [1, -1, 11, -1] }], points: [] });
  });

  it('keep what stands on the terrain on the terrain', () => {
    const slope = Float32Array.from({ length: 9 }, (_, i) => i % 3);
    const terrain = { east_m: 0, north_m: 0, cell_m: 10, columns: 3, rows: 3, height_m: slope, zero_m: 0, source: 'slope' };
    const base = edited({ ...row(), terrain }, { kind: 'add-tree', tree });
    const after = edited(base, { kind: 'move-elements', ids: ['t'], by_m: [10, 0] });
    expect(after.elements?.trees[0]?.at_m).toEqual([11, 2, 1]);
  });
});
