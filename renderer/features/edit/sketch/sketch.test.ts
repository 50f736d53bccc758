import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedArea } from '#models/district/geometry/outline.ts';
import { drawnFaces } from '#models/district/geometry/roofs.ts';
import { borderRings } from './boundary.ts';
import { lengthInside } from './cut.ts';
import { movedTriangles, raisedTriangles, shapeTriangles } from './ghost.ts';
import { neighbourUse, newBuildingProperties } from './neighbourUse.ts';
import { enteredNumbers, entryText, NO_ENTRY, type NumericEntry, readPairs, typeKey } from './numericEntry.ts';
import { overlaps } from './overlap.ts';
import { addPoint, enteredPoint, NO_PATH, pathFault, sidesCross, stepBack } from './pathSketch.ts';
import { alongPath, bearing_deg, distance_m, flat, type PlanPoint, pointAt, rectangleAt, rectangleBetween } from './plan.ts';
import { drawnShapeOf } from './presentShape.ts';
import { NOTHING_AROUND, snap } from './snap.ts';

const metres = fc.double({ min: -500, max: 500, noNaN: true });
const places = fc.tuple(metres, metres);
const degrees = fc.double({ min: 0, max: 359.9, noNaN: true });

function typed(keys: readonly string[], fields: 1 | 2 = 2): NumericEntry {
  return keys.reduce<NumericEntry>((entry, key) => typeKey(entry, key, fields) ?? entry, NO_ENTRY);
}

describe('the plan', () => {
  it('comes back to the same length and direction', () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0.1, max: 500, noNaN: true }), degrees, (from, length, angle) => {
        const to = pointAt(from, length, angle);
        expect(distance_m(from, to)).toBeCloseTo(length, 6);
        expect(Math.cos(((bearing_deg(from, to) - angle) * Math.PI) / 180)).toBeCloseTo(1, 8);
      }),
    );
  });

  it('makes rectangles of the asked size, whatever the direction', () => {
    fc.assert(
      fc.property(
        places,
        fc.double({ min: 1, max: 90, noNaN: true }),
        fc.double({ min: 1, max: 90, noNaN: true }),
        degrees,
        (c, w, d, angle) => {
          const ring = rectangleAt(c, w, d, angle);
          expect(signedArea(ring.flat())).toBeCloseTo(w * d, 4);
          const between = rectangleBetween(ring[0]!, ring[2]!, angle);
          expect([between.width_m, between.depth_m]).toEqual([expect.closeTo(w, 6), expect.closeTo(d, 6)]);
        },
      ),
    );
  });

  it('puts trees in equal steps along a line, its ends among them', () => {
    const trees = alongPath(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      4,
    );
    expect(trees).toEqual(
      [
        [0, 0],
        [4, 0],
        [8, 0],
        [10, 2],
        [10, 6],
        [10, 10],
      ].map(([x, y]) => [expect.closeTo(x!, 9), expect.closeTo(y!, 9)]),
    );
    expect(alongPath([[1, 2]], 4)).toEqual([[1, 2]]);
  });
});

describe('typed numbers', () => {
  it('go from field to field with Tab, take a comma, and lose characters to Backspace', () => {
    expect(enteredNumbers(typed(['1', '2', ',', '5', 'Tab', '9', '0']))).toEqual([12.5, 90]);
    expect(enteredNumbers(typed(['1', '2', 'Backspace', '-']))).toEqual([-1, null]);
    expect(typeKey(NO_ENTRY, 'Tab')).toBeNull();
    expect(typeKey(NO_ENTRY, 'Backspace')).toBeNull();
    expect(typeKey(NO_ENTRY, 'h')).toBeNull();
    expect(entryText(typed(['7', 'Tab']), ['m', '°'])).toBe('7 m  | °');
  });

  it('never throw, and read as a number or as nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('0', '7', '.', ',', '-', 'Tab', 'Backspace', 'x', 'Enter'), { maxLength: 30 }), (keys) => {
        for (const value of enteredNumbers(typed(keys))) expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('are read as pairs, a line each', () => {
    expect(readPairs('1 2\n\n3,5 ; -4')).toEqual([
      [1, 2],
      [3.5, -4],
    ]);
    expect(readPairs('1 2 3')).toBeNull();
    expect(readPairs('a b')).toBeNull();
  });
});

describe('a line being drawn', () => {
  const square: readonly PlanPoint[] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ];

  it('takes points by numbers: length and direction, what is missing from the pointer', () => {
    const sketch = { points: [[5, 5]] as const, entry: typed(['4', 'Tab', '9', '0']) };
    expect(enteredPoint(sketch, null)).toEqual([expect.closeTo(9, 9), expect.closeTo(5, 9)]);
    expect(enteredPoint({ ...sketch, entry: typed(['2']) }, [5, 50])).toEqual([expect.closeTo(5, 9), expect.closeTo(7, 9)]);
    expect(enteredPoint({ ...sketch, entry: typed(['2']) }, null)).toBeNull();
    expect(enteredPoint({ points: [], entry: typed(['2', 'Tab', '3']) }, null)).toEqual([2, 3]);
  });

  it('takes back what was typed first, then points; never more than there are', () => {
    const one = addPoint(NO_PATH, [1, 1]);
    expect(addPoint(one, [1, 1]).points).toHaveLength(1);
    const typing = { ...addPoint(one, [4, 1]), entry: typed(['3']) };
    expect(stepBack(typing).points).toHaveLength(2);
    expect(stepBack(stepBack(typing)).points).toEqual([[1, 1]]);
    expect(stepBack(NO_PATH)).toEqual(NO_PATH);
  });

  it('tells at once when it crosses itself', () => {
    expect(pathFault(square)).toBeNull();
    expect(
      pathFault([
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
      ]),
    ).toBe('crossesItself');
    expect(sidesCross([...square.slice(0, 3), [5, -5]])).toBe(true);
    expect(sidesCross(square)).toBe(false);
  });
});

describe('snapping', () => {
  const edge = { from: [0, 0] as const, to: [20, 0] as const };
  const around = { corners: [edge.from, edge.to], edges: [edge] };
  const drawing = (...points: PlanPoint[]) => ({ points, closes: true });

  it('prefers corners, then crossings, edges, guides, and last whole metres', () => {
    expect(snap([0.4, 0.3], around, drawing(), 1)).toMatchObject({ kind: 'corner', at: [0, 0] });
    expect(snap([7.3, 0.4], around, drawing(), 1)).toMatchObject({ kind: 'edge', at: [7.3, 0] });
    expect(snap([7.3, 8.2], around, drawing(), 1)).toMatchObject({ kind: 'grid', at: [7, 8] });
    expect(snap([8.2, 0.3], around, drawing([8, 12], [8, 9]), 1)).toMatchObject({ kind: 'crossing', at: [8, 0] });
  });

  it('closes at the first point', () => {
    expect(snap([0.5, 0.5], NOTHING_AROUND, drawing([0, 0], [9, 0], [9, 9]), 1)).toMatchObject({ kind: 'close', at: [0, 0] });
    expect(snap([0.5, 0.5], NOTHING_AROUND, drawing([0, 0], [9, 0]), 1).kind).not.toBe('close');
  });

  it('finds right angles and extensions of the last side, and parallels to an edge', () => {
    expect(snap([10.2, 7.1], NOTHING_AROUND, drawing([0, 0], [10, 0]), 0.5)).toMatchObject({ kind: 'right-angle', at: [10, 7] });
    expect(snap([16.1, 0.2], NOTHING_AROUND, drawing([0, 0], [10, 0]), 0.5)).toMatchObject({ kind: 'extension', at: [16, 0] });
    const slope = { corners: [], edges: [{ from: [0, 0] as const, to: [3, 4] as const }] };
    const along = snap([36.1, 8.1], slope, { points: [[30, 0]], closes: false }, 0.5);
    expect(along.kind).toBe('parallel');
    expect(bearing_deg([30, 0], along.at)).toBeCloseTo(bearing_deg([0, 0], [3, 4]), 6);
    expect(distance_m([30, 0], along.at)).toBeCloseTo(10, 6);
  });

  it('closes a rectangle where its last corner is square to both ends', () => {
    const last = snap([0.2, 6.1], NOTHING_AROUND, drawing([0, 0], [10, 0], [10, 6]), 0.5);
    expect(last).toMatchObject({ kind: 'crossing', at: [expect.closeTo(0, 9), expect.closeTo(6, 9)] });
  });

  it('never goes farther than its reach, or a metre of the grid', () => {
    fc.assert(
      fc.property(places, fc.array(places, { maxLength: 6 }), fc.double({ min: 0.05, max: 3, noNaN: true }), (pointer, points, reach) => {
        const snapped = snap(pointer, around, { points, closes: true }, reach);
        expect(distance_m(pointer, snapped.at)).toBeLessThanOrEqual(Math.max(1.5 * reach, reach + 0.51, Math.SQRT1_2) + 1e-6);
      }),
    );
  });
});

describe('borders of triangles', () => {
  it('give the outline back, courtyards and all', () => {
    const rings_m = [
      [0, 0, 20, 0, 20, 15, 0, 15],
      [5, 5, 5, 10, 12, 10, 12, 5],
    ];
    const shape = { rings_m, ground_m: 2, eaves_m: 6, roof: 'flat', pitch_deg: 0 } as const;
    const triangles = shapeTriangles(shape);
    const ground: number[] = [];
    for (let t = 0; t < triangles.length; t += 9) {
      if ([2, 5, 8].every((z) => triangles[t + z] === 2)) ground.push(...triangles.slice(t, t + 9));
    }
    const areas = borderRings(ground, true).map((ring) => Math.abs(signedArea(ring.filter((_, i) => i % 3 !== 2))));
    expect(areas.sort((a, b) => b - a)).toEqual([expect.closeTo(300, 3), expect.closeTo(35, 3)]);
  });

  it('leave out corners in the middle of a side', () => {
    const ring = borderRings([0, 0, 0, 5, 0, 0, 5, 5, 0, 5, 0, 0, 10, 0, 0, 5, 5, 0], true);
    expect(ring.map((points) => points.length / 3)).toEqual([3]);
  });
});

describe('bodies that are shown', () => {
  it('are closed and have the volume of what is built', () => {
    fc.assert(
      fc.property(fc.constantFrom('flat', 'gable', 'hip', 'pyramid', 'shed', 'mansard'), degrees, (roof, angle) => {
        const shape = { rings_m: [flat(rectangleAt([30, 40], 12, 9, angle))], ground_m: 1, eaves_m: 5, roof, pitch_deg: 35 } as const;
        const triangles = shapeTriangles(shape);
        let volume = 0;
        for (let t = 0; t < triangles.length; t += 9) {
          const [ax, ay, az, bx, by, bz, cx, cy, cz] = [...triangles.slice(t, t + 9)].map((v, i) => v - [30, 40, 1][i % 3]!) as number[];
          volume += (ax! * (by! * cz! - bz! * cy!) + ay! * (bz! * cx! - bx! * cz!) + az! * (bx! * cy! - by! * cx!)) / 6;
        }
        expect(volume).toBeGreaterThan(12 * 9 * 5 * 0.999);
        expect(drawnFaces(shape).length).toBeGreaterThan(5);
        expect(borderRings(triangles, false)).toEqual([]);
      }),
    );
    expect(shapeTriangles({ rings_m: [[0, 0, 1, 1]], ground_m: 0, eaves_m: 3, roof: 'flat', pitch_deg: 0 })).toHaveLength(0);
  });

  it('turn clockwise, and keep their floor when they grow', () => {
    const turned = movedTriangles(Float32Array.of(0, 10, 0), [0, 0], 90, [1, 2, 3]);
    expect([...turned]).toEqual([expect.closeTo(11, 5), expect.closeTo(2, 5), 3]);
    expect([...raisedTriangles(Float32Array.of(0, 0, 1, 0, 0, 9), 1, 3)]).toEqual([0, 0, 1, 0, 0, 12]);
  });
});

describe('a cut', () => {
  it('is as long inside an outline as the outline is there', () => {
    const box = [[0, 0, 10, 0, 10, 6, 0, 6]];
    expect(lengthInside(box, [5, -3], [5, 9])).toBeCloseTo(6, 9);
    expect(lengthInside(box, [5, 3], [5, 9])).toBeCloseTo(3, 9);
    expect(lengthInside(box, [5, 1], [5, 4])).toBeCloseTo(3, 9);
    expect(lengthInside(box, [15, -3], [15, 9])).toBe(0);
    expect(lengthInside([...box, [4, 2, 6, 2, 6, 4, 4, 4]], [5, -3], [5, 9])).toBeCloseTo(4, 9);
  });
});

describe('outlines that stand in each other', () => {
  const court = [
    [0, 0, 20, 0, 20, 20, 0, 20],
    [5, 5, 15, 5, 15, 15, 5, 15],
  ];
  it('are told from neighbours, and from a house in a courtyard', () => {
    expect(overlaps(rectangleAt([30, 10], 20, 20, 0), court)).toBe(false);
    expect(overlaps(rectangleAt([29, 10], 20, 20, 0), court)).toBe(true);
    expect(overlaps(rectangleAt([10, 10], 8, 8, 0), court)).toBe(false);
    expect(overlaps(rectangleAt([10, 10], 12, 8, 0), court)).toBe(true);
    expect(overlaps(rectangleAt([10, 10], 60, 60, 10), court)).toBe(true);
    expect(overlaps(rectangleAt([10, 10], 60, 2, 0), [court[0]!])).toBe(true);
  });
});

describe('a new building', () => {
  const neighbour = (use: 'office' | 'terraced' | 'school') => ({ use: { value: use, provenance: 'file' } as const });

  it('is what most of its neighbours are, the nearer one where two are as common', () => {
    expect(neighbourUse([neighbour('office'), neighbour('terraced'), neighbour('terraced')])).toBe('terraced');
    expect(neighbourUse([neighbour('school'), neighbour('office')])).toBe('school');
    expect(neighbourUse([])).toBeNull();
    expect(neighbourUse([{ ...neighbour('office'), removed: true }, neighbour('school')])).toBe('school');
  });

  it('has storeys by its height unless somebody says otherwise', () => {
    const options = { use: 'neighbours', storeys: null, constructionYear: 2030, heatSource: 'district-heat' } as const;
    expect(newBuildingProperties(options, 9, [neighbour('office')])).toEqual({
      use: 'office',
      storeys: 3,
      constructionYear: 2030,
      heatSource: 'district-heat',
    });
    expect(newBuildingProperties({ ...options, storeys: 2 }, 9, [])).toMatchObject({ storeys: 2 });
  });

  it('keeps its shape through later edits', () => {
    const shape = { rings_m: [[0, 0, 9, 0, 9, 9]], ground_m: 0, eaves_m: 6, roof: 'shed', pitch_deg: 20, ridge_deg: 350 } as const;
    const edits = [
      { kind: 'add-building', id: 'n', shape, properties: {} },
      { kind: 'raise', ids: ['n'], by_m: 3 },
      { kind: 'split', id: 'n', line_m: [0, 0, 1, 1], newId: 'm' },
      { kind: 'move', ids: ['m'], by_m: [1, 1, 0], turn_deg: 20 },
    ] as const;
    expect(drawnShapeOf(edits, 'm')).toMatchObject({ eaves_m: 9, roof: 'shed', ridge_deg: 10 });
    expect(drawnShapeOf(edits, 'n')).toMatchObject({ eaves_m: 9, ridge_deg: 350 });
    expect(drawnShapeOf(edits, 'other')).toBeNull();
  });
});
