import { describe, expect, it } from 'vitest';
import { CancelledError } from '#models/core/errors.ts';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { assembleDistrict } from '#models/district/geometry/assemble.ts';
import { drawnFaces } from '#models/district/geometry/roofs.ts';
import { fileCounts, importReport } from './importReport.ts';

const box = (x: number) =>
  drawnFaces({ rings_m: [[x, 0, x + 10, 0, x + 10, 10, x, 10]], ground_m: 0, eaves_m: 6, roof: 'flat', pitch_deg: 0 });

const COUNTS = fileCounts(
  {
    objectsByType: new Map([['Building', 3]]),
    geometriesByLod: new Map([['2', 2]]),
    surroundingsByType: new Map(),
    ignoredByType: new Map([['Bridge', 1]]),
    droppedFaces: 1,
  },
  { droppedFaces: 1 },
);

function base() {
  return assembleDistrict(
    {
      name: 'report',
      source: { fileName: 'report', format: 'synthetic' },
      reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
      origin: null,
    },
    [
      { id: 'sound', lod: '2', faces: box(0), attributes: { bouwjaar: 1931, function: 'office' } },
      { id: 'open', lod: '2', faces: box(30).slice(0, -1), attributes: {} },
      { id: 'bare', lod: '2', faces: [], attributes: {} },
    ],
  );
}

function reportAfter(edits: readonly DistrictEdit[], signal = new AbortController().signal) {
  const { district, findings } = applyEdits(base(), edits);
  return importReport({ district, baseKey: `${edits.length} edits`, counts: COUNTS, findings }, signal);
}

describe('the import report', () => {
  it('tells what is there, what can be mended and what is likely', async () => {
    const report = await reportAfter([]);
    expect(report).toMatchObject({
      baseKey: '0 edits',
      found: {
        counts: { ignored: [['Bridge', 1]], droppedFaces: 2 },
        buildings: 3,
        withoutGeometry: 1,
        closed: 1,
        unknownType: 0,
        removed: 0,
        trees: 0,
      },
      repairs: [{ repair: 'close-volume', ids: ['open'], count: 1 }],
      done: [],
      // A wall that is left out is taken for one between houses.
      typology: [
        {
          use: 'terraced',
          rows: Uint32Array.of(1),
          edits: [{ kind: 'properties', ids: ['open'], set: { use: 'terraced', constructionYear: 1970 } }],
        },
      ],
    });
    expect(report.found.surfaces).toEqual([
      ['ground', 2],
      ['wall', 7],
      ['roof', 2],
    ]);
    // Without a shape nothing is simulated and nothing is rated.
    expect(report.quality.bins.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('sums what repairs did per edit, and offers them no more', async () => {
    const report = await reportAfter([
      { kind: 'properties', ids: ['open'], set: { use: 'school', constructionYear: 1980 } },
      { kind: 'repair', repair: 'close-volume', ids: ['open', 'sound'] },
    ]);
    expect(report).toMatchObject({ repairs: [], typology: [] });
    expect(report.done).toEqual([
      {
        edit: 2,
        what: 'closeVolume',
        buildings: 1,
        notDone: 1,
        closed: 1,
        before_m3: expect.any(Number),
        after_m3: expect.closeTo(600, 6),
        before_m2: expect.closeTo(380, 6),
        after_m2: expect.closeTo(440, 6),
      },
    ]);
  });

  it('can be stopped', async () => {
    const controller = new AbortController();
    controller.abort();
    const large = assembleDistrict(
      { ...base(), origin: null },
      Array.from({ length: 400 }, (_, i) => ({ id: `b${i}`, lod: '2', faces: box(i * 30).slice(0, -1), attributes: {} })),
    );
    const stopped = importReport({ district: large, baseKey: '', counts: null, findings: [] }, controller.signal);
    await expect(stopped).rejects.toThrow(CancelledError);
  });
});
