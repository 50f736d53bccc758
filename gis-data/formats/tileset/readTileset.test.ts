import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { detectFormat } from '../detectFormat.ts';
import { readTileset } from './readTileset.ts';
import { batchedTile, REGION, tilesetZip } from './testing/writeTileset.ts';
import { resolveLink } from './tilesetFiles.ts';

function faultOf(given: Uint8Array | { name: string; bytes: Uint8Array }[]): string {
  try {
    readTileset('tiles.zip', given);
    return 'read';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.detail.code} ${error.detail.values?.what ?? ''}`.trim();
  }
}

describe('3D Tiles', () => {
  it('of version 1.0 and 1.1 tell tiles, features, attributes and place', () => {
    const zip = tilesetZip();
    expect(detectFormat('x.bin', zip)).toBe('tileset');
    const tileset = readTileset('tiles.zip', zip);
    expect(tileset.contents).toEqual({ tileset: 1, b3dm: 1, glb: 1 });
    expect([tileset.version, tileset.tiles.length, tileset.features]).toEqual(['1.1', 4, 7]);
    expect(tileset.attributes).toEqual(expect.arrayContaining(['height', 'year', 'name']));
    expect(tileset.place?.extent_deg[0]).toBeCloseTo(4.45, 9);
    expect(tileset.issues.map((issue) => issue.code)).toEqual(['tileset.contextOnly']);
  });

  it('with boxes in earth-centred metres lie where their transform says', () => {
    // East, north and up at 4.45 E, 51.9 N, and the point itself.
    const transform = [-0.0776, 0.997, 0, 0, -0.7846, -0.0611, 0.617, 0, 0.6151, 0.0479, 0.7869, 0, 3_932_137, 306_016, 4_996_054, 1];
    const root = { boundingVolume: { box: [0, 0, 10, 50, 0, 0, 0, 40, 0, 0, 0, 10] }, geometricError: 0, transform };
    const file = (json: unknown) => [{ name: 'tileset.json', bytes: strToU8(JSON.stringify(json)) }];
    const placed = readTileset('t', file({ asset: { version: '1.0' }, geometricError: 100, root })).place!;
    expect((placed.extent_deg[0] + placed.extent_deg[2]) / 2).toBeCloseTo(4.45, 3);
    expect((placed.extent_deg[1] + placed.extent_deg[3]) / 2).toBeCloseTo(51.9, 2);
    const adrift = readTileset('t', file({ asset: { version: '1.0' }, geometricError: 100, root: { ...root, transform: undefined } }));
    expect([adrift.place, adrift.issues.map((issue) => issue.code)]).toEqual([null, ['tileset.contextOnly', 'tileset.unplaced']]);
  });

  it('with numbers beyond measure or regions off the globe have neither', () => {
    const json = (region: readonly number[]) =>
      `{"asset":{"version":"1.1"},"geometricError":1e999,"root":{"boundingVolume":{"region":${JSON.stringify(region)}},"geometricError":1e999}}`;
    const read = (region: readonly number[]) => readTileset('t', [{ name: 'tileset.json', bytes: strToU8(json(region)) }]);
    expect(read([-1e308, 0, 1e308, 1, 0, 1])).toMatchObject({ geometricError_m: 0, place: null, tiles: [{ geometricError_m: 0 }] });
    expect(read(REGION).place).not.toBeNull();
  });

  it('follow no link out of their own files, and name those that are missing', () => {
    const root = (uri: string) => ({
      asset: { version: '1.1' },
      geometricError: 9,
      root: { boundingVolume: { region: REGION }, geometricError: 0, content: { uri } },
    });
    const codes = (uri: string) =>
      readTileset('t', [{ name: 'a/tileset.json', bytes: strToU8(JSON.stringify(root(uri))) }]).issues.map((issue) => issue.code);
    for (const uri of ['../../secret.glb', 'https://elsewhere.test/a.glb', '/etc/passwd', '%2e%2e/%2e%2e/x.glb', 'C:\\x.glb', 'data:,x']) {
      expect(codes(uri), uri).toContain('tileset.outside');
    }
    expect(codes('gone.glb')).toContain('tileset.missing');
    expect(resolveLink('a/b/tileset.json', '../c/./d%20e.glb?v=1')).toBe('a/c/d e.glb');
    expect(faultOf(zipSync({ '../tileset.json': strToU8('{}') }))).toBe('archive.path');
  });

  it('that contain themselves end, and schemes of tiles are told', () => {
    const itself = {
      asset: { version: '1.1' },
      geometricError: 9,
      root: { boundingVolume: { region: REGION }, geometricError: 0, content: { uri: 'tileset.json' } },
    };
    const files = [{ name: 'tileset.json', bytes: strToU8(JSON.stringify(itself)) }];
    expect(readTileset('t', files).tiles.length).toBeLessThan(4);
    const implicit = { ...itself, root: { ...itself.root, implicitTiling: { subdivisionScheme: 'QUADTREE' } } };
    const read = readTileset('t', [{ name: 'tileset.json', bytes: strToU8(JSON.stringify(implicit)) }]);
    expect([read.implicitParts, read.issues.map((issue) => issue.code)]).toEqual([1, ['tileset.contextOnly', 'tileset.implicit']]);
  });

  it('that are damaged, of another version or without tileset.json are refused', () => {
    expect(faultOf(zipSync({ 'a.glb': new Uint8Array(4), 'b.glb': new Uint8Array(4) }))).toBe('tileset.structure none');
    expect(faultOf([{ name: 'tileset.json', bytes: strToU8('{"asset":') }])).toBe('tileset.structure json');
    expect(faultOf([{ name: 'tileset.json', bytes: strToU8('{"asset":{"version":"3"},"root":{}}') }])).toBe('tileset.structure version');
  });

  it('with wrong bytes are read or refused by name', () => {
    const tile = batchedTile();
    const zip = tilesetZip();
    for (let i = 0; i < 300; i++) {
      const copy = (i % 2 ? zip : tile).slice();
      for (let n = 0; n < 3; n++) copy[((i * 3 + n) * 7919) % copy.length] = (i * 2_654_435_761 + n * 97) >>> 24;
      const given =
        i % 2
          ? copy
          : [
              { name: 'tileset.json', bytes: strToU8(JSON.stringify({ asset: { version: '1.0' }, root: { content: { uri: 't.b3dm' } } })) },
              { name: 't.b3dm', bytes: copy },
            ];
      expect(faultOf(given), `mutation ${i}`).toMatch(/^(read|tileset\.structure|archive\.)/);
    }
  });
});
