import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { zipOf } from '../../tests/support/shapefileWriter.ts';
import { type ArchiveLimits, readArchive } from './archive.ts';
import { detectFormat } from './detectFormat.ts';

function refusal(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): string {
  try {
    readArchive(bytes, { fileName: 'a.zip', ...limits });
  } catch (error) {
    if (error instanceof InputError) return `${error.detail.code} ${error.detail.values?.what ?? ''}`.trim();
    throw error;
  }
  return 'read';
}

/** The same archive with four bytes changed where `pick` says, in each entry of the directory. */
function patched(bytes: Uint8Array, offset: number, value: number, signature = 0x02014b50): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 < copy.length; at++) if (view.getUint32(at, true) === signature) view.setUint32(at + offset, value, true);
  return copy;
}

describe('readArchive', () => {
  it('gives files, stored or packed, without folders', () => {
    const text = 'footprints '.repeat(200);
    const zip = zipSync({
      'a/b.txt': [new TextEncoder().encode(text), { level: 9 }],
      'a/c.bin': [Uint8Array.of(1, 2), { level: 0 }],
      'd/': new Uint8Array(),
    });
    const files = readArchive(zip, { fileName: 'a.zip' });
    expect([...files.keys()]).toEqual(['a/b.txt', 'a/c.bin']);
    expect(new TextDecoder().decode(files.get('a/b.txt'))).toBe(text);
    expect([...readArchive(zip, { fileName: 'a.zip', select: (name) => name.endsWith('.bin') }).keys()]).toEqual(['a/c.bin']);
  });

  it('refuses names that lead out, before anything is unpacked', () => {
    for (const name of ['../x', 'a/../../x', '/etc/passwd', 'C:\\x', 'a\\..\\x', 'a\0b']) {
      expect(refusal(zipOf({ 'fine.shp': 'x', [name]: 'x' }), { select: (path) => path === 'fine.shp' }), name).toBe('archive.path');
    }
    expect(refusal(zipOf({ 'a..b/c...d': 'x' }))).toBe('read');
  });

  it('refuses what unpacks to too much, declared or not', () => {
    const zeros = zipOf({ 'a.dbf': new Uint8Array(40 << 20) });
    expect(refusal(zeros)).toBe('archive.bomb ratio');
    expect(refusal(zipOf({ a: new Uint8Array(2000), b: new Uint8Array(2000) }), { mostBytes: 3000 })).toBe('archive.bomb size');
    expect(refusal(zipOf({ a: 'x', b: 'y', c: 'z' }), { mostFiles: 2 })).toBe('archive.bomb entries');
    // The directory claims ten bytes; what comes out is more.
    expect(refusal(patched(zipOf({ a: new Uint8Array(5000) }), 24, 10))).toBe('archive.bomb declared');
    // Both entries claim the bytes of the whole archive.
    const overlapping = zipOf({ a: 'some text, some text', b: 'some text, some text' });
    expect(refusal(patched(overlapping, 20, overlapping.length - 10))).toBe('archive.bomb overlap');
  });

  it('names damage: cut off, protected, packed otherwise, claims that cannot be', () => {
    const zip = zipOf({ a: 'some text, some text, some text' });
    expect(refusal(zip.subarray(0, zip.length - 30))).toBe('archive.damaged damaged');
    expect(refusal(patched(zip, 8, 1))).toMatch(/^archive\.damaged/);
    expect(refusal(patched(zip, 24, 1 << 20))).toBe('archive.damaged damaged');
    expect(refusal(patched(zip, 42, 7))).toBe('archive.damaged damaged');
    const method = zip.slice();
    const at = method.findIndex((_, i) => method[i] === 0x50 && method[i + 1] === 0x4b && method[i + 2] === 1);
    method[at + 10] = 99;
    expect(refusal(method)).toBe('archive.damaged method');
  });

  it('ends every mutated archive in files or a named fault', () => {
    const zip = zipOf({ 'a.shp': new Uint8Array(300), 'b.dbf': 'some text, some text, some text' });
    for (let i = 0; i < zip.length * 4; i++) {
      const copy = zip.slice();
      copy[i % zip.length] = (i * 2_654_435_761) & 0xff;
      expect(refusal(copy)).toMatch(/^(read|archive\.(bomb|path|damaged))/);
    }
  });
});

describe('detectFormat', () => {
  const text = (content: string) => new TextEncoder().encode(content);

  it('tells maps by their content', () => {
    const feature = '{"type":"Feature","geometry":null,"properties":{}}';
    const found = {
      shapefile: detectFormat('x', zipOf({ 'a/b.SHP': 'x' })),
      zip: detectFormat('x.shp', zipOf({ 'a.txt': '.shp' })),
      cut: detectFormat('x', zipOf({ 'a.shp': 'x' }).subarray(0, 40)),
      records: detectFormat('x', text(`\u001e${feature}\n`)),
      lines: detectFormat('x', text(`${feature}\n${feature}\n`)),
      pretty: detectFormat('x', text('{\n  "type": "FeatureCollection",\n  "features": []\n}')),
      crsFirst: detectFormat('x', text('{"crs":{"type":"name"},"type":"FeatureCollection","features":[]}')),
      bare: detectFormat('x', text('{"coordinates":[0,0],"type":"Point"}')),
      other: detectFormat('x', text('{"type":"scenario"}')),
    };
    expect(found).toEqual({
      shapefile: 'shapefile',
      zip: 'zip',
      cut: 'zip',
      records: 'geojson-seq',
      lines: 'geojson-seq',
      pretty: 'geojson',
      crsFirst: 'geojson',
      bare: 'geojson',
      other: 'json',
    });
  });
});
