import { describe, expect, it } from 'vitest';
import { assembleDistrict, type FaceInput } from '../../geometry/assemble.ts';
import { drawnFaces } from '../../geometry/roofs.ts';
import { repairAll } from './repairAll.ts';

const house = (x: number): readonly FaceInput[] =>
  drawnFaces({ rings_m: [[x, 0, x + 10, 0, x + 10, 10, x, 10]], ground_m: 0, eaves_m: 9, roof: 'flat', pitch_deg: 0 });

const turned = ({ rings, ...face }: FaceInput): FaceInput => ({
  ...face,
  rings: rings.map((ring) =>
    Array.from({ length: ring.length / 3 }, (_, i) => Array.from(ring).slice(i * 3, i * 3 + 3))
      .reverse()
      .flat(),
  ),
});

const districtOf = (...buildings: readonly (readonly FaceInput[])[]) =>
  assembleDistrict(
    {
      name: 'rounds',
      source: { fileName: 'rounds', format: 'synthetic' },
      reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
      origin: null,
    },
    buildings.map((faces, i) => ({ id: `b${i}`, lod: '2', faces, attributes: {} })),
  );

describe('all repairs', () => {
  it('go on with what an earlier one made mendable, and say what was done', () => {
    // One wall looks inwards and another is missing: the gap can be closed once all faces look outwards.
    const faces = house(0).map((face, i) => (i === 3 ? turned(face) : face));
    const { district, edits, findings, left } = repairAll(districtOf(faces.slice(0, -1), house(40)));
    expect(edits).toEqual([
      { kind: 'repair', repair: 'orient-shell', ids: ['b0'] },
      { kind: 'repair', repair: 'close-volume', ids: ['b0'] },
    ]);
    expect(findings.map(({ code, values }) => [code, values?.what])).toEqual([
      ['repair.done', 'orientShell'],
      ['repair.done', 'closeVolume'],
    ]);
    expect(left).toEqual([]);
    expect(district.buildings[0]).toMatchObject({ volumeIsExact: true, volume_m3: { value: expect.closeTo(900, 6) } });
  });

  it('leave kinds that were not asked for, and a sound district as it is', () => {
    const open = districtOf(house(0).slice(0, -1));
    expect(repairAll(open, ['fill-height'])).toMatchObject({ district: open, edits: [], left: [{ repair: 'close-volume', ids: ['b0'] }] });
    const sound = districtOf(house(0));
    expect(repairAll(sound)).toEqual({ district: sound, edits: [], findings: [], left: [] });
  });
});
