/** City models of a few buildings, written by our own writers. */
import { cityJsonSeqLines, writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { type CityGmlVersion, writeCityGml } from '#gis-data/formats/citygml/testing/writeCityGml.ts';
import type { JsonObject } from '#gis-data/formats/cityjson/structure.ts';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import { tinyCity } from '../../support/tinyCity.ts';
import { realFile } from './realFiles.ts';
import { type Seed, textSeed } from './seed.ts';

const district = () => generateDistrict({ seed: 7, buildings: 3 });

/** Version 1.0 as it was: no transform needed, the reference system by its name, textures and templates, and a solid with parts. */
function cityJson10(): string {
  const corners = [0, 3].flatMap((z) => [0, 8].flatMap((y) => [0, 10].map((x) => [90_900 + x, 435_800 + y, z])));
  const shell = [[[0, 2, 3, 1]], [[4, 5, 7, 6]], [[0, 1, 5, 4]], [[1, 3, 7, 5]], [[3, 2, 6, 7]], [[2, 0, 4, 6]]];
  const values = [[0, 1, 2, 2, 2, 2]];
  const surfaces = [{ type: 'GroundSurface' }, { type: 'RoofSurface' }, { type: 'WallSurface' }];
  return JSON.stringify({
    type: 'CityJSON',
    version: '1.0',
    metadata: { referenceSystem: 'urn:ogc:def:crs:EPSG::28992', geographicalExtent: [90_900, 435_800, 0, 90_910, 435_808, 3] },
    CityObjects: {
      b1: { type: 'Building', attributes: { measuredHeight: 3, storeysAboveGround: 1, function: '1000' }, children: ['p1'] },
      p1: {
        type: 'BuildingPart',
        parents: ['b1'],
        geometry: [{ type: 'Solid', lod: 2, boundaries: [shell], semantics: { surfaces, values } }],
      },
      t1: {
        type: 'SolitaryVegetationObject',
        geometry: [
          {
            type: 'GeometryInstance',
            template: 0,
            boundaries: [1],
            transformationMatrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
          },
        ],
      },
      r1: { type: 'Road', geometry: [{ type: 'MultiSurface', lod: 1, boundaries: [[[0, 1, 3]]] }] },
    },
    'geometry-templates': {
      templates: [{ type: 'MultiSurface', lod: 1, boundaries: [[[0, 1, 2]]] }],
      'vertices-templates': [
        [0, 0, 0],
        [1, 0, 0],
        [0, 0, 2],
      ],
    },
    vertices: corners,
  });
}

export function cityJsonSeeds(): readonly Seed[] {
  return [
    textSeed('district.city.json', 'json', writeCityJson(district()), 2),
    textSeed('tiny.city.json', 'json', tinyCity({ buildings: 2 })),
    textSeed('old.city.json', 'json', cityJson10(), 2),
  ];
}

export async function cityJsonSeqSeeds(): Promise<readonly Seed[]> {
  const lines = [...cityJsonSeqLines(district())].join('\n');
  const real = await realFile('3dbag_delft_10bld.city.jsonl');
  const cut = real === null ? [] : [textSeed('cut.city.jsonl', 'json-lines', real.toString('utf8').split('\n').slice(0, 3).join('\n'))];
  return [textSeed('district.city.jsonl', 'json-lines', lines), ...cut];
}

export function cityGmlSeeds(): readonly Seed[] {
  const document = JSON.parse(writeCityJson(generateDistrict({ seed: 7, buildings: 2 }))) as JsonObject;
  return (['1.0', '2.0', '3.0'] as const satisfies readonly CityGmlVersion[]).map((version) =>
    textSeed(`district-${version}.gml`, 'xml', writeCityGml(document, { version, srsName: 'urn:ogc:def:crs:EPSG::2157' })),
  );
}
