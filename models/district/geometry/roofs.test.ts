import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawnShape, ROOF_FORMS, type RoofForm } from '../edits.ts';
import { assembleDistrict, type FaceInput } from './assemble.ts';
import { isInside, outlineArea } from './outline.ts';
import { drawnBuilding, drawnFaces, shapeFault } from './roofs.ts';

function districtOf(faces: readonly FaceInput[]) {
  return assembleDistrict(
    {
      name: 'drawn',
      source: { fileName: 'drawn', format: 'synthetic' },
      reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
      origin: null,
    },
    [{ id: 'a', lod: '2', faces, attributes: {} }],
  );
}

function areaOf(faces: readonly FaceInput[], kind: number): number {
  const { surfaces } = districtOf(faces);
  let area = 0;
  for (let row = 0; row < surfaces.count; row++) if (surfaces.kind[row] === kind) area += surfaces.area_m2[row]!;
  return area;
}

const shape = (rings_m: readonly (readonly number[])[], roof: RoofForm, more: Partial<DrawnShape> = {}): DrawnShape => ({
  rings_m,
  ground_m: 0,
  eaves_m: 3,
  roof,
  pitch_deg: 30,
  ...more,
});
const RECTANGLE = [[0, 0, 10, 0, 10, 8, 0, 8]];

/** Closed, every face outwards, none without area. */
function expectShell(drawn: DrawnShape) {
  const { faces } = drawnBuilding(drawn);
  const district = districtOf(faces);
  const { surfaces, buildings, issues } = district;
  const said = JSON.stringify({ drawn, issues });
  expect(buildings[0]!.volumeIsExact, said).toBe(true);
  expect(
    issues.filter((issue) => issue.code !== 'crs.unknown'),
    said,
  ).toEqual([]);
  for (let row = 0; row < surfaces.count; row++) {
    const up = surfaces.normal[row * 3 + 2]!;
    if (surfaces.kind[row] === 0) expect(up, said).toBeLessThan(-0.999);
    if (surfaces.kind[row] === 1) expect(Math.abs(up), said).toBeLessThan(1e-6);
    if (surfaces.kind[row] === 2) expect(up, said).toBeGreaterThan(0);
  }
  expect(buildings[0]!.footprintArea_m2).toBeCloseTo(outlineArea(drawn.rings_m), 4);
  return district;
}

describe('drawn buildings', () => {
  it('have the known areas and volume of a gable house', () => {
    const faces = drawnFaces(shape(RECTANGLE, 'gable'));
    expect(areaOf(faces, 2)).toBeCloseTo(92.376, 3);
    expect(areaOf(faces, 1)).toBeCloseTo(126.475, 3);
    expect(areaOf(faces, 0)).toBeCloseTo(80, 6);
    expect(districtOf(faces).buildings[0]!.volume_m3).toEqual({ value: expect.closeTo(332.376, 3), provenance: 'geometry' });
  });

  it.each([
    // Volume above the eaves by hand: hip = prism of the ridge + two half pyramids; tan 30 = 0.57735.
    ['flat', 240],
    ['shed', 240 + (10 * 8 * 8 * Math.tan(Math.PI / 6)) / 2],
    ['hip', 240 + Math.tan(Math.PI / 6) * (4 * 4 * 2 + (8 * 8 * 4) / 3)],
    ['pyramid', 240 + (80 * 4 * Math.tan(Math.PI / 6)) / 3],
  ] as const)('have the volume of a %s roof', (roof, volume) => {
    expect(expectShell(shape(RECTANGLE, roof)).buildings[0]!.volume_m3.value).toBeCloseTo(volume, 6);
  });

  it('break a mansard roof one storey above the eaves', () => {
    const { buildings } = expectShell(shape(RECTANGLE, 'mansard', { pitch_deg: 70 }));
    const inset = 2.5 / Math.tan((70 * Math.PI) / 180);
    expect(buildings[0]!.height_m.value).toBeCloseTo(3 + 2.5 + (4 - inset) * Math.tan((35 * Math.PI) / 180), 6);
  });

  it('draw the ridge of an L-shape out to its gables', () => {
    const { buildings, surfaces } = expectShell(shape([[0, 0, 12, 0, 12, 6, 6, 6, 6, 14, 0, 14]], 'gable'));
    expect(buildings[0]!.height_m.value).toBeCloseTo(3 + 3 * Math.tan(Math.PI / 6), 6);
    expect(Array.from(surfaces.kind).filter((kind) => kind === 2)).toHaveLength(4);
  });

  it('turn the ridge as asked', () => {
    const across = expectShell(shape(RECTANGLE, 'gable', { ridge_deg: 0 }));
    expect(across.buildings[0]!.height_m.value).toBeCloseTo(3 + 5 * Math.tan(Math.PI / 6), 6);
  });

  it('keep courtyards', () => {
    for (const roof of ROOF_FORMS)
      expectShell(
        shape(
          [
            [0, 0, 20, 0, 20, 20, 0, 20],
            [6, 6, 14, 6, 14, 14, 6, 14],
          ],
          roof,
        ),
      );
  });

  it('are closed for any outline and form', () => {
    const star = fc
      .array(fc.record({ turn: fc.double({ min: 0.05, max: 0.95, noNaN: true }), reach: fc.double({ min: 4, max: 15, noNaN: true }) }), {
        minLength: 3,
        maxLength: 11,
      })
      .map((corners) =>
        corners.flatMap(({ turn, reach }, i) => {
          const angle = (2 * Math.PI * (i + turn)) / corners.length;
          return [100 + reach * Math.cos(angle), -50 + reach * Math.sin(angle)];
        }),
      );
    const steps = fc
      .array(fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 6 })), { minLength: 1, maxLength: 6 })
      .map((blocks) => {
        let x = 0;
        const up = blocks.map(([height, width]) => {
          x += width;
          return [x - width, height, x, height];
        });
        return [0, 0, x, 0, ...up.reverse().flatMap(([x0, h0, x1, h1]) => [x1!, h1!, x0!, h0!])];
      });
    fc.assert(
      fc.property(
        fc.oneof(star, steps),
        fc.constantFrom(...ROOF_FORMS),
        fc.double({ min: 5, max: 70, noNaN: true }),
        fc.option(fc.double({ min: 0, max: 360, noNaN: true }), { nil: undefined }),
        (ring, roof, pitch_deg, ridge_deg) => {
          const drawn = shape([ring], roof, { pitch_deg, ...(ridge_deg === undefined ? {} : { ridge_deg }) });
          fc.pre(shapeFault(drawn) === null);
          expectShell(drawn);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('impossible shapes', () => {
  it.each([
    [[[0, 0, 1, 1]], 'fewPoints'],
    [[[0, 0, 4, 4, 4, 0, 0, 4]], 'crossesItself'],
    [[[0, 0, 4, 0, 4, 4, 2, 0, 0, 4]], 'crossesItself'],
    [[[0, 0, 4, 0, 4, Number.NaN]], 'notFinite'],
    [
      [
        [0, 0, 10, 0, 10, 10, 0, 10],
        [20, 20, 22, 20, 22, 22],
      ],
      'holeOutside',
    ],
  ] as const)('are named: %j', (rings, fault) => {
    expect(shapeFault(shape(rings, 'flat'))).toBe(fault);
  });

  it('need a height and a pitch', () => {
    expect(shapeFault(shape(RECTANGLE, 'flat', { eaves_m: -1 }))).toBe('badHeight');
    expect(shapeFault(shape(RECTANGLE, 'gable', { pitch_deg: 90 }))).toBe('badPitch');
  });

  it('know inside from outside', () => {
    expect(isInside([0, 0, 4, 0, 4, 4, 0, 4], 1, 1)).toBe(true);
  });
});
