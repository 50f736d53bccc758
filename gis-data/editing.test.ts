import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import { repairsFor } from '#models/district/edits/repairs/repairsFor.ts';
import { readDistrictInFull } from './formats/readDistrict.ts';

const DATA = join(import.meta.dirname, '..', '..', 'shared', 'data', 'gis');

async function read(name: string) {
  return (await readDistrictInFull({ name, bytes: new Uint8Array(readFileSync(join(DATA, name))) })).district;
}

function has(name: string): boolean {
  if (existsSync(join(DATA, name))) return true;
  console.log(`Skipped: ${name} is not at hand.`);
  return false;
}

const volume = (buildings: readonly { readonly volume_m3: { readonly value: number } }[]) =>
  buildings.reduce((sum, building) => sum + building.volume_m3.value, 0);

describe.runIf(has('delfshaven_lod2.city.json'))('Delfshaven', () => {
  it('is closed by the repairs that are offered, and keeps its volume', async () => {
    const base = await read('delfshaven_lod2.city.json');
    const offers = repairsFor(base);
    const close = offers.find(({ repair }) => repair === 'close-volume')!;
    const { district } = applyEdits(
      base,
      offers.map(({ repair, ids }) => ({ kind: 'repair', repair, ids })),
    );
    const closed = district.buildings.filter(({ volumeIsExact }) => volumeIsExact).length;
    const before = base.buildings.filter(({ volumeIsExact }) => volumeIsExact).length;
    expect(closed - before).toBeGreaterThanOrEqual(Number(close.values.complete));
    expect(Math.abs(volume(district.buildings) / volume(base.buildings) - 1)).toBeLessThan(1e-3);
  });
});

describe.runIf(has('3dbag_delft_10bld.city.jsonl'))('LoD2.2 buildings', () => {
  it('are cut into two closed shells whose volumes add up', async () => {
    const base = await read('3dbag_delft_10bld.city.jsonl');
    for (const { id, firstSurface, volume_m3 } of base.buildings) {
      const [x, y] = [base.surfaces.centroid_m[firstSurface * 3]!, base.surfaces.centroid_m[firstSurface * 3 + 1]!];
      const { district, findings } = applyEdits(base, [{ kind: 'split', id, line_m: [x, y, x + 0.7, y + 0.3], newId: 'other' }]);
      const parts = district.buildings.filter((building) => building.id === id || building.id === 'other');
      expect(findings, id).toEqual([]);
      expect(
        parts.map(({ volumeIsExact }) => volumeIsExact),
        id,
      ).toEqual([true, true]);
      expect(Math.abs(volume(parts) / volume_m3.value - 1), id).toBeLessThan(1e-3);
    }
  });
});
