import { strToU8 } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tilesetContents } from '#gis-data/formats/tileset/testing/writeTileset.ts';
import { tilesetFiles } from '#gis-data/formats/tileset/tilesetFiles.ts';
import { tilesetUrls } from './tilesetUrls.ts';

interface Tile {
  readonly content?: { readonly uri: string };
  readonly contents?: readonly { readonly uri: string }[];
  readonly children?: readonly Tile[];
}

async function document(url: string): Promise<{ readonly root: Tile; readonly buffers?: readonly { readonly uri?: string }[] }> {
  return await (await fetch(url)).json();
}

function files(content: Readonly<Record<string, Uint8Array | object>>) {
  const given = Object.entries(content).map(([name, value]) => ({
    name,
    bytes: value instanceof Uint8Array ? value : strToU8(JSON.stringify(value)),
  }));
  return tilesetFiles('tiles', given);
}

afterEach(() => vi.restoreAllMocks());

describe('tilesetUrls', () => {
  it('leads from the root to every tile, through tilesets within it, with the very bytes', async () => {
    const contents = tilesetContents();
    const urls = tilesetUrls(files(contents));
    const [first, second] = (await document(urls.url)).root.children ?? [];
    const glb = new Uint8Array(await (await fetch(first!.content!.uri)).arrayBuffer());
    expect(glb).toEqual(contents['tiles/box.glb']);
    const inner = await document(second!.content!.uri);
    const b3dm = new Uint8Array(await (await fetch(inner.root.content!.uri)).arrayBuffer());
    expect(b3dm).toEqual(contents['tiles/old box.b3dm']);
    urls.release();
    await expect(fetch(first!.content!.uri)).rejects.toThrow();
  });

  it('keeps no link that leads out of the files, and ends where a tileset contains itself', async () => {
    const root = {
      children: [
        { content: { uri: '../../etc/passwd' } },
        { content: { url: 'https://elsewhere.test/a.b3dm' } },
        { content: { uri: 'gone.glb' } },
        { content: { uri: 'tileset.json' } },
        { implicitTiling: { subtrees: { uri: 'https://elsewhere.test/{level}' } }, content: { uri: '{level}.glb' } },
        { contents: [{ uri: 'a.gltf' }, { uri: 'gone.glb' }] },
      ],
    };
    const gltf = { asset: { version: '2.0' }, buffers: [{ uri: 'a.bin' }, { uri: 'https://elsewhere.test/b.bin' }] };
    const urls = tilesetUrls(files({ 'tileset.json': { asset: { version: '1.1' }, root }, 'a.gltf': gltf, 'a.bin': Uint8Array.of(1, 2) }));
    const read = await document(urls.url);
    expect(JSON.stringify(read)).not.toMatch(/elsewhere|passwd|gone|level/);
    const linked = read.root.children?.flatMap((tile) => tile.content ?? tile.contents ?? []) ?? [];
    expect(linked).toHaveLength(1);
    const inner = await document(linked[0]!.uri);
    expect(inner.buffers?.map((buffer) => buffer.uri?.startsWith('blob:') ?? null)).toEqual([true, null]);
    urls.release();
  });
});
