import { describe, expect, it } from 'vitest';
import { webmFile } from './webm.ts';

/** Ids that hold elements. */
const MASTERS = new Set([0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1f43b675]);

/** Reads EBML back: id and content of every element that holds none, in order. */
function leaves(bytes: Uint8Array): (readonly [number, Uint8Array])[] {
  const found: (readonly [number, Uint8Array])[] = [];
  let at = 0;
  while (at < bytes.length) {
    const width = Math.clz32(bytes[at]!) - 23;
    let id = 0;
    for (let i = 0; i < width; i++) id = id * 256 + bytes[at + i]!;
    at += width;
    expect(bytes[at]).toBe(1);
    let length = 0;
    for (let i = 1; i < 8; i++) length = length * 256 + bytes[at + i]!;
    at += 8;
    const content = bytes.subarray(at, at + length);
    expect(content.length).toBe(length);
    at += length;
    if (MASTERS.has(id)) found.push(...leaves(content));
    else found.push([id, content]);
  }
  return found;
}

describe('webmFile', () => {
  it('reads back as written: size, length, and each picture at its time', async () => {
    const pictures = [
      { bytes: Uint8Array.of(1, 2, 3), isKey: true, time_ms: 0 },
      { bytes: Uint8Array.of(4), isKey: false, time_ms: 250 },
      { bytes: Uint8Array.of(5, 6), isKey: true, time_ms: 500 },
    ];
    const film = webmFile({ codec: 'V_VP8', width: 1280, height: 720, duration_ms: 750, pictures });
    const found = leaves(new Uint8Array(await film.arrayBuffer()));
    const all = (id: number): Uint8Array[] => found.filter(([own]) => own === id).map(([, content]) => content);
    const number = (content: Uint8Array): number => content.reduce((sum, byte) => sum * 256 + byte, 0);
    expect(new TextDecoder().decode(all(0x4282)[0])).toBe('webm');
    expect([number(all(0xb0)[0]!), number(all(0xba)[0]!)]).toEqual([1280, 720]);
    const duration = all(0x4489)[0]!;
    expect(new DataView(duration.buffer, duration.byteOffset).getFloat64(0)).toBe(750);
    expect(all(0xe7).map(number)).toEqual([0, 500]);
    expect(all(0xa3).map((block) => [...block])).toEqual([
      [0x81, 0, 0, 0x80, 1, 2, 3],
      [0x81, 0, 250, 0, 4],
      [0x81, 0, 0, 0x80, 5, 6],
    ]);
  });
});
