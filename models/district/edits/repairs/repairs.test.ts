import { describe, expect, it } from 'vitest';
import type { AttributeValue, District } from '../../district.ts';
import type { RepairKind } from '../../edits.ts';
import { assembleDistrict, type FaceInput } from '../../geometry/assemble.ts';
import { drawnFaces } from '../../geometry/roofs.ts';
import { applyEdits } from '../applyEdits.ts';
import { repairsFor } from './repairsFor.ts';

interface Given {
  readonly id: string;
  readonly faces: readonly FaceInput[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

function districtOf(buildings: readonly Given[]): District {
  return assembleDistrict(
    {
      name: 'faults',
      source: { fileName: 'faults', format: 'synthetic' },
      reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
      origin: null,
    },
    buildings.map((building) => ({ lod: '2', attributes: {}, ...building })),
  );
}

const box = (x: number, height = 9): readonly FaceInput[] =>
  drawnFaces({ rings_m: [[x, 0, x + 10, 0, x + 10, 10, x, 10]], ground_m: 0, eaves_m: height, roof: 'flat', pitch_deg: 0 });
const flat = (ring: readonly number[]): FaceInput => ({ kind: 'ground', rings: [ring] });
const turned = ({ rings, ...face }: FaceInput): FaceInput => ({
  ...face,
  rings: rings.map((ring) =>
    Array.from({ length: ring.length / 3 }, (_, i) => Array.from(ring).slice(i * 3, i * 3 + 3))
      .reverse()
      .flat(),
  ),
});

function offered(district: District) {
  return repairsFor(district).map(({ repair, ids, count }) => [repair, ids, count]);
}

function repaired(district: District, repair: RepairKind, id: string, height_m?: number) {
  const { district: after, findings } = applyEdits(district, [
    { kind: 'repair', repair, ids: [id], ...(height_m === undefined ? {} : { height_m }) },
  ]);
  return { after, findings, building: after.buildings.find((building) => building.id === id)! };
}

describe('repairs', () => {
  it('are not offered for a sound district', () => {
    expect(
      offered(
        districtOf([
          { id: 'a', faces: box(0) },
          { id: 'b', faces: box(20) },
        ]),
      ),
    ).toEqual([]);
  });

  it('close the openings of a shell, also where neighbouring faces are missing, and say what changed', () => {
    // Without floor, roof and one wall: one opening around three sides.
    const faces = box(0).filter((_, i) => i !== 0 && i !== 1 && i !== 2);
    const base = districtOf([{ id: 'a', faces }]);
    expect(repairsFor(base)).toMatchObject([{ repair: 'close-volume', ids: ['a'], values: { complete: 1 } }]);
    const { building, findings, after } = repaired(base, 'close-volume', 'a');
    expect(building).toMatchObject({ volumeIsExact: true, volume_m3: { value: expect.closeTo(900, 6) } });
    expect(building.footprintArea_m2).toBeCloseTo(100, 6);
    expect(findings).toMatchObject([{ code: 'repair.done', objectId: 'a', values: { after_m3: expect.closeTo(900, 6), closed: 'yes' } }]);
    expect(offered(after)).toEqual([]);
  });

  it('close the corner between two missing walls', () => {
    const faces = box(0).filter((_, i) => i !== 2 && i !== 3);
    const { building } = repaired(districtOf([{ id: 'a', faces }]), 'close-volume', 'a');
    expect(building).toMatchObject({ surfaceCount: 6, volumeIsExact: true, volume_m3: { value: expect.closeTo(900, 6) } });
  });

  it('turn single walls that look inwards', () => {
    const faces = box(0).map((face, i) => (i === 3 ? turned(face) : face));
    const base = districtOf([{ id: 'a', faces }]);
    expect(offered(base)).toEqual([['orient-shell', ['a'], 1]]);
    const { building, after } = repaired(base, 'orient-shell', 'a');
    expect(building).toMatchObject({ volumeIsExact: true, volume_m3: { value: expect.closeTo(900, 6) } });
    expect(offered(after)).toEqual([]);
  });

  it('split a lifted bow tie into two solids', () => {
    const ring = [0, 0, 10, 10, 10, 0, 0, 10];
    const at = (z: number) => Array.from({ length: 4 }, (_, i) => [ring[i * 2]!, ring[i * 2 + 1]! * (i > 1 ? 1 : 0.8), z]);
    const [low, high] = [at(0), at(6)];
    const faces: FaceInput[] = [
      { kind: 'ground', rings: [[...low].reverse().flat()] },
      { kind: 'roof', rings: [high.flat()] },
      ...low.map(
        (point, i): FaceInput => ({ kind: 'wall', rings: [[...point, ...low[(i + 1) % 4]!, ...high[(i + 1) % 4]!, ...high[i]!]] }),
      ),
    ];
    const base = districtOf([{ id: 'a', faces }]);
    expect(offered(base).map(([kind]) => kind)).toContain('split-self-intersections');
    const { building } = repaired(base, 'split-self-intersections', 'a');
    expect(building.volumeIsExact).toBe(true);
    expect(building.volume_m3.value).toBeCloseTo(6 * building.footprintArea_m2, 6);
    // y = 0.8 x meets y = 10 - x at x = 10 / 1.8: triangles over the sides x = 0 (10 m) and x = 10 (8 m).
    expect(building.footprintArea_m2).toBeCloseTo((10 * (10 / 1.8)) / 2 + (8 * (10 - 10 / 1.8)) / 2, 6);
  });

  it('remove the one of two equal buildings that says less', () => {
    const base = districtOf([
      { id: 'bare', faces: box(0) },
      { id: 'known', faces: box(0), attributes: { name: 'Hall' } },
      { id: 'other', faces: box(20) },
    ]);
    expect(offered(base)).toEqual([['remove-duplicate', ['bare'], 1]]);
    const { building, findings, after } = repaired(base, 'remove-duplicate', 'bare');
    expect(building).toMatchObject({ removed: true, surfaceCount: 0 });
    expect(findings).toMatchObject([{ code: 'repair.duplicate', values: { other: 'known' } }]);
    expect(offered(after)).toEqual([]);
  });

  it('never remove both of two equal buildings', () => {
    const base = districtOf([
      { id: 'a', faces: box(0) },
      { id: 'b', faces: box(0) },
    ]);
    const { district, findings } = applyEdits(base, [{ kind: 'repair', repair: 'remove-duplicate', ids: ['a', 'b'] }]);
    expect(district.buildings.map(({ removed }) => removed === true)).toEqual([true, false]);
    expect(findings.map(({ code }) => code)).toEqual(['repair.duplicate', 'repair.notDone']);
  });

  it('fill a height from storeys, from neighbours, or as said, and name the source', () => {
    const outline = (x: number) => [flat([x, 0, 0, x, 10, 0, x + 10, 10, 0, x + 10, 0, 0])];
    const base = districtOf([
      { id: 'tall', faces: box(0, 12) },
      { id: 'low', faces: box(20, 6) },
      { id: 'storeys', faces: outline(100), attributes: { storeys: 4, function: 'office' } },
      { id: 'bare', faces: outline(40) },
    ]);
    expect(repairsFor(base)).toMatchObject([
      { repair: 'fill-height', ids: ['storeys', 'bare'], values: { fromStoreys: 1, fromNeighbours: 1 } },
    ]);
    const all = applyEdits(base, [{ kind: 'repair', repair: 'fill-height', ids: ['storeys', 'bare'] }]);
    expect(repairsFor(all.district)).toEqual([]);
    expect(repaired(base, 'fill-height', 'storeys').building).toMatchObject({
      height_m: { value: expect.closeTo(14, 6), provenance: 'inferred', note: 'from its 4 storeys (office)' },
      surfaceCount: 6,
      volumeIsExact: true,
    });
    expect(repaired(base, 'fill-height', 'bare').building).toMatchObject({
      height_m: { value: 9, provenance: 'inferred', note: 'median of 2 neighbours within 50 m' },
      volume_m3: { value: expect.closeTo(900, 6), provenance: 'inferred' },
    });
    expect(repaired(base, 'fill-height', 'bare', 7.5).building.height_m).toEqual({ value: 7.5, provenance: 'user' });
    expect(repaired(base, 'fill-height', 'tall').findings).toMatchObject([{ code: 'repair.notDone', values: { what: 'fillHeight' } }]);
  });
});
