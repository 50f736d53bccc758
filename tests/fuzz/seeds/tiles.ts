/** 3D Tiles of one house: a table of contents with a tile in either container, packed and alone. */
import { writeGlb } from '#gis-data/formats/glb/writeGlb.ts';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import { zipOf } from '../../support/shapefileWriter.ts';
import { type Seed, textSeed } from './seed.ts';

/** A binary glTF in the container of version 1.0, with a table of attributes. */
function batched(glb: Uint8Array): Uint8Array {
  const features = '{"BATCH_LENGTH":1}      ';
  const table = '{"id":["a"],"height":[7]}       ';
  const text = new TextEncoder().encode(features + table);
  const out = new Uint8Array(28 + text.length + glb.length);
  const view = new DataView(out.buffer);
  out.set([0x62, 0x33, 0x64, 0x6d]);
  for (const [i, value] of [1, out.length, features.length, 0, table.length, 0].entries()) view.setUint32(4 + 4 * i, value, true);
  out.set(text, 28);
  out.set(glb, 28 + text.length);
  return out;
}

export function tilesetSeeds(): readonly Seed[] {
  const glb = writeGlb(generateDistrict({ seed: 7, buildings: 1 }));
  const region = [0.0776, 0.906, 0.0777, 0.9061, 0, 20];
  const content = (uri: string) => ({ boundingVolume: { region }, geometricError: 0, content: { uri } });
  const box = { box: [0, 0, 0, 50, 0, 0, 0, 50, 0, 0, 0, 20] };
  const tileset = {
    asset: { version: '1.1', copyright: 'none' },
    geometricError: 100,
    root: {
      boundingVolume: { region },
      transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      geometricError: 10,
      refine: 'ADD',
      children: [content('a.glb'), content('tiles/b.b3dm'), { ...content('more.json'), boundingVolume: box }],
    },
  };
  const more = { asset: { version: '1.0' }, geometricError: 1, root: { ...content('tiles/b.b3dm'), refine: 'REPLACE' } };
  const files = { 'tileset.json': JSON.stringify(tileset), 'more.json': JSON.stringify(more), 'a.glb': glb, 'tiles/b.b3dm': batched(glb) };
  return [{ name: 'tiles.zip', kind: 'zip', bytes: zipOf(files), weight: 2 }, textSeed('tileset.json', 'json', JSON.stringify(tileset))];
}
