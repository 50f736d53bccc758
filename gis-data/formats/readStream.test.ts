import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { District } from '#models/district/district.ts';
import { cityJsonSeqLines } from '../export/cityjson/writeCityJson.ts';
import { generateDistrict } from '../synth/district/generateDistrict.ts';
import { readDistrictInFull } from './readDistrict.ts';
import { type FileSource, readCityJsonSeqStream, readModelStream } from './readStream.ts';

const NAME = 'town.city.jsonl';

function sequenceOf(buildings: number): string[] {
  return [...cityJsonSeqLines(generateDistrict({ seed: 7, buildings }))];
}

function bytesOf(lines: readonly string[], end = '\n'): Uint8Array {
  return new TextEncoder().encode(lines.join(end) + end);
}

/** The bytes in pieces; one buffer is used for all of them, as streams may do. */
async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    await Promise.resolve();
    yield buffer.subarray(0, piece.length);
  }
}

describe('reading a CityJSON sequence in pieces', () => {
  const lines = sequenceOf(40);

  it('gives what reading it as a whole gives, wherever it is cut', async () => {
    const bytes = bytesOf(lines);
    const whole = readDistrictInFull({ name: NAME, bytes });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
        const streamed = await readCityJsonSeqStream(NAME, cut(bytes, size));
        expect(streamed.district).toEqual(whole.district);
        expect(streamed.counts).toEqual(whole.counts);
        expect(streamed.vertexCount).toBe(whole.vertexCount);
      }),
      { numRuns: 12 },
    );
  });

  it('takes carriage returns, blank lines, letters of several bytes and a last line without an end', async () => {
    const named = lines.map((line) => line.replace('Synthetic Quay', 'Quai des Öfen 東'));
    const text = named.join('\r\n\r\n');
    const streamed = await readCityJsonSeqStream(NAME, cut(new TextEncoder().encode(text), 7));
    expect(streamed.district.buildings).toHaveLength(40);
    expect(streamed.district.buildings.some(({ name }) => name?.includes('Quai des Öfen 東'))).toBe(true);
    expect(streamed.district.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('lists broken lines by number and reads the others', async () => {
    const broken = lines.with(3, lines[3]!.slice(0, 60)).with(5, '{"type":"Feature"}');
    const { district } = await readCityJsonSeqStream(NAME, cut(bytesOf(broken), 1000));
    expect(district.buildings).toHaveLength(38);
    expect(district.issues.filter(({ severity }) => severity === 'error').map(({ code, values }) => [code, values?.line])).toEqual([
      ['json.truncated', 4],
      ['901', 6],
    ]);
  });

  it('names a file that has no header', async () => {
    await expect(readCityJsonSeqStream(NAME, cut(bytesOf(['{"a":1}']), 100))).rejects.toMatchObject({
      detail: { code: 'cityjson.structure' },
    });
    await expect(readCityJsonSeqStream(NAME, cut(new Uint8Array(0), 1))).rejects.toMatchObject({ detail: { code: 'cityjson.structure' } });
  });

  it('shows growing districts meanwhile that agree with the last one', async () => {
    const many = bytesOf(sequenceOf(2600));
    const partial: District[] = [];
    const shares: number[] = [];
    const { district } = await readCityJsonSeqStream(NAME, cut(many, 1 << 16), {
      size_bytes: many.length,
      onPartial: (part) => {
        partial.push(part);
      },
      onProgress: ({ done }) => shares.push(done),
    });
    expect(partial).toHaveLength(1);
    const first = partial[0]!;
    expect(first.buildings.length).toBeGreaterThanOrEqual(1500);
    expect(first.buildings.length).toBeLessThan(2600);
    for (const [row, building] of first.buildings.entries()) {
      const final = district.buildings[row]!;
      expect(building.id).toBe(final.id);
      expect(building.footprintArea_m2).toBe(final.footprintArea_m2);
      expect(building.firstSurface).toBe(final.firstSurface);
    }
    expect(first.reference).toEqual(district.reference);
    expect(Math.abs(first.origin!.lat_deg - district.origin!.lat_deg)).toBeLessThan(0.02);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    // What was shown has not changed what was read.
    expect(district).toEqual(readDistrictInFull({ name: NAME, bytes: many }).district);
  });

  it('stops between pieces and asks for no more of them', async () => {
    let asked = 0;
    const cancel = new AbortController();
    const bytes = bytesOf(lines);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for await (const piece of cut(bytes, 500)) {
        asked++;
        if (asked === 5) cancel.abort();
        yield piece;
      }
    }
    await expect(readCityJsonSeqStream(NAME, pieces(), { signal: cancel.signal })).rejects.toMatchObject({ name: 'CancelledError' });
    expect(asked).toBe(5);
  });
});

describe('reading from where a file lies', () => {
  function sourceOf(name: string, bytes: Uint8Array): FileSource & { asked: string[] } {
    const asked: string[] = [];
    return {
      asked,
      name,
      size_bytes: bytes.length,
      head: async (most) => bytes.subarray(0, most),
      chunks: () => {
        asked.push('chunks');
        return cut(bytes, 4096);
      },
      bytes: async () => {
        asked.push('bytes');
        return bytes;
      },
    };
  }

  it('streams sequences and takes other formats whole', async () => {
    const sequence = sourceOf(NAME, bytesOf(sequenceOf(5)));
    expect((await readModelStream(sequence)).district.buildings).toHaveLength(5);
    expect(sequence.asked).toEqual(['chunks']);
    const square = [
      [0, 0],
      [0.001, 0],
      [0.001, 0.001],
      [0, 0.001],
      [0, 0],
    ]; // prettier-ignore
    const feature = { type: 'Feature', properties: { height: 5 }, geometry: { type: 'Polygon', coordinates: [square] } };
    const geojson = sourceOf('a.geojson', new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features: [feature] })));
    expect((await readModelStream(geojson)).district.buildings).toHaveLength(1);
    expect(geojson.asked).toEqual(['bytes']);
  });
});
