import { describe, expect, it } from 'vitest';
import { cityJsonSeqLines } from '#gis-data/export/cityjson/writeCityJson.ts';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import { createReferenceSolver } from '#models/energy/reference/referenceSolver.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import { type DistrictPart, memoryOf, PartCollector, withoutRows } from './districtParts.ts';
import { Engine } from './engine.ts';
import type { EngineAnswer, LoadedDistrict } from './engineApi.ts';

function town(buildings: number): Blob {
  return new Blob([...cityJsonSeqLines(generateDistrict({ seed: 2, buildings }))].map((line) => `${line}\n`));
}

function newEngine(): Engine {
  return new Engine(createReferenceSolver(), async () => new Uint8Array(0));
}

function answered<T>(answer: EngineAnswer<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

describe('reading a file where it lies', () => {
  it('shows what is read so far, answers nothing about it, and gives the whole at the end', async () => {
    const engine = newEngine();
    answered(await engine.readFile({ name: 'before.city.jsonl', blob: town(10) }, {}, () => {}));
    const partial: LoadedDistrict[] = [];
    const meanwhile: unknown[] = [];
    const read = await engine.readFile(
      { name: 'town.city.jsonl', blob: town(3200) },
      {},
      () => {},
      async (district) => {
        partial.push(district);
        const answer = await engine.districtOf(BASELINE);
        meanwhile.push(answer.ok || answer.error.code);
      },
    );
    const value = answered(read);
    if (value.kind !== 'district') throw new Error('No district.');
    const { district } = value;
    expect(partial).toHaveLength(1);
    expect(meanwhile).toEqual(['engine.reading']);
    expect(partial[0]?.reading?.isComplete).toBe(false);
    expect(district.reading).toEqual({ id: partial[0]?.reading?.id, isComplete: true });
    expect(partial[0]?.key).not.toBe(district.key);
    expect(district.buildings).toHaveLength(3200);
    expect(partial[0]!.buildings.length).toBeLessThan(3200);
    expect(answered(await engine.districtOf(BASELINE)).district.buildings).toHaveLength(3200);
  }, 60_000);

  it('keeps what was loaded when reading is stopped after a part was shown', async () => {
    const engine = newEngine();
    answered(await engine.readFile({ name: 'before.city.jsonl', blob: town(10) }, {}, () => {}));
    const read = await engine.readFile(
      { name: 'town.city.jsonl', blob: town(3200) },
      {},
      () => {},
      () => engine.cancel(),
    );
    expect(read).toMatchObject({ ok: false, cancelled: true });
    expect(answered(await engine.districtOf(BASELINE)).district.buildings).toHaveLength(10);
  }, 60_000);

  it('says where a file can no longer be read', async () => {
    const gone = Object.assign(new Blob(['x']), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
    Object.assign(gone, { slice: () => gone });
    const read = await newEngine().readFile({ name: 'gone.city.jsonl', blob: gone }, {}, () => {});
    expect(read).toMatchObject({ ok: false, error: { code: 'file.unreadable', where: 'gone.city.jsonl' } });
  });
});

describe('a district in parts', () => {
  it('is the same on the other side, and its columns are not the engine’s', async () => {
    const engine = newEngine();
    const value = answered(await engine.readFile({ name: 'town.city.jsonl', blob: town(1300) }, {}, () => {}));
    if (!('district' in value)) throw new Error('No district.');
    const { district } = value;
    const expected = structuredClone(district);
    const partial: LoadedDistrict[] = [];
    const parts = new PartCollector((part) => partial.push(part));
    let largest = 0;
    const send = async (part: DistrictPart): Promise<void> => {
      if (part.kind !== 'partial') largest = Math.max(largest, part.rows.length);
      parts.take(part);
    };
    await send({ kind: 'partial', district: await withoutRows(district, send) });
    const sent = await withoutRows(district, send);
    const arrived = parts.whole(structuredClone(sent, { transfer: memoryOf(sent) }));
    expect(arrived).toEqual(expected);
    expect(partial[0]?.buildings).toEqual(district.buildings);
    expect(largest).toBeLessThan(1300);
    // What moved was the window's: the engine still has its own.
    expect(answered(await engine.districtOf(BASELINE)).district.surfaces).toEqual(expected.surfaces);
  }, 60_000);
});
