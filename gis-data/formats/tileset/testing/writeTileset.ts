/** A small set of 3D tiles for tests: a tile of 1.0, one of 1.1 and a tileset within the tileset, all one box. */
import { strToU8, zipSync } from 'fflate';
import { toEcef } from '../../../projection/ellipsoid.ts';
import { ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, GlbBuffer, glbFile } from '../../glb/container.ts';

const RADIAN = Math.PI / 180;
export const PLACE = { lon_deg: 4.4501, lat_deg: 51.9071 } as const;
/** West, south, east, north [rad], lowest and highest [m]. */
export const REGION = [4.45 * RADIAN, 51.907 * RADIAN, 4.4502 * RADIAN, 51.9072 * RADIAN, 0, 30] as const;

/** A box of 10 m, y up, with or without a property table. */
export function boxGlb(hasFeatures: boolean, side_m = 10): Uint8Array {
  const corners = Array.from({ length: 8 }, (_, i) => [i & 1 ? side_m : 0, i & 2 ? side_m : 0, i & 4 ? side_m : 0]);
  const faces = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ] as const;
  const buffer = new GlbBuffer();
  const positions = buffer.add(Float32Array.from(corners.flat()), ARRAY_BUFFER);
  const indices = buffer.add(Uint16Array.from(faces.flatMap(([a, b, c, d]) => [a, b, c, a, c, d])), ELEMENT_ARRAY_BUFFER);
  const features = {
    extensionsUsed: ['EXT_structural_metadata'],
    extensions: {
      EXT_structural_metadata: {
        schema: {
          id: 's',
          classes: { building: { properties: { name: { type: 'STRING' }, height: { type: 'SCALAR', componentType: 'FLOAT32' } } } },
        },
        propertyTables: [{ class: 'building', count: 4, properties: { name: { values: 0 }, height: { values: 0 } } }],
      },
    },
  };
  return glbFile(
    {
      asset: { version: '2.0' },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0 }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }],
      materials: [
        { pbrMetallicRoughness: { baseColorFactor: [0.9, 0.1, 0.1, 1] }, doubleSided: true, extensions: { KHR_materials_unlit: {} } },
      ],
      accessors: [
        { bufferView: positions, componentType: 5126, count: 8, type: 'VEC3', min: [0, 0, 0], max: [side_m, side_m, side_m] },
        { bufferView: indices, componentType: 5123, count: 36, type: 'SCALAR' },
      ],
      ...(hasFeatures ? features : { extensionsUsed: ['KHR_materials_unlit'] }),
    },
    buffer,
  );
}

function padded(json: unknown, header: number): Uint8Array {
  const text = JSON.stringify(json);
  return strToU8(text.padEnd(text.length + ((8 - ((header + text.length) % 8)) % 8)));
}

/** A batched model with three features. */
export function batchedTile(glb = boxGlb(false)): Uint8Array {
  const features = padded({ BATCH_LENGTH: 3 }, 28);
  const batch = padded({ height: [1, 2, 3], year: [1900, 1950, 2000] }, 28 + features.length);
  const bytes = new Uint8Array(28 + features.length + batch.length + glb.length);
  const view = new DataView(bytes.buffer);
  bytes.set(strToU8('b3dm'));
  for (const [i, value] of [1, bytes.length, features.length, 0, batch.length, 0].entries()) view.setUint32(4 + i * 4, value, true);
  bytes.set(features, 28);
  bytes.set(batch, 28 + features.length);
  bytes.set(glb, 28 + features.length + batch.length);
  return bytes;
}

/** East, north and up at the place, as a matrix column by column. */
export function eastNorthUp({ lon_deg, lat_deg }: { readonly lon_deg: number; readonly lat_deg: number }): readonly number[] {
  const [lon, lat] = [lon_deg * RADIAN, lat_deg * RADIAN];
  const centre = new Float64Array(3);
  toEcef(lon_deg, lat_deg, 0, centre, 0);
  return [
    ...[-Math.sin(lon), Math.cos(lon), 0, 0],
    ...[-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat), 0],
    ...[Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat), 0],
    ...[...centre, 1],
  ];
}

/** Files of the tileset by their paths. */
export function tilesetContents(
  glb = boxGlb(true),
  place: { readonly lon_deg: number; readonly lat_deg: number } = PLACE,
): Record<string, Uint8Array> {
  const region = [
    (place.lon_deg - 0.001) * RADIAN,
    (place.lat_deg - 0.001) * RADIAN,
    (place.lon_deg + 0.001) * RADIAN,
    (place.lat_deg + 0.001) * RADIAN,
    0,
    60,
  ];
  const boundingVolume = { region: place === PLACE ? REGION : region };
  const transform = eastNorthUp(place);
  const outer = {
    asset: { version: '1.1' },
    geometricError: 200,
    root: {
      boundingVolume,
      geometricError: 100,
      refine: 'ADD',
      children: [
        { boundingVolume, geometricError: 0, transform, content: { uri: 'tiles/box.glb' } },
        { boundingVolume, geometricError: 10, content: { uri: 'inner/part.json' } },
      ],
    },
  };
  const inner = {
    asset: { version: '1.0' },
    geometricError: 10,
    root: { boundingVolume, geometricError: 0, refine: 'ADD', transform, content: { uri: '../tiles/old%20box.b3dm' } },
  };
  return {
    'tileset.json': strToU8(JSON.stringify(outer)),
    'inner/part.json': strToU8(JSON.stringify(inner)),
    'tiles/box.glb': glb,
    'tiles/old box.b3dm': batchedTile(),
  };
}

export function tilesetZip(): Uint8Array {
  return zipSync(tilesetContents());
}
