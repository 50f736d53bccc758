/** Whole files of each format, small, written by code; beside them cuts of real files where those are there. */
import type { FuzzFormat } from '../../../electron/cli/fuzz/formats.ts';
import type { Seed } from './seed.ts';

type SeedMaker = () => Promise<readonly Seed[]>;

/** Writers come in with the format that needs them. */
const MAKERS: Readonly<Record<FuzzFormat, SeedMaker>> = {
  cityjson: async () => (await import('./cityModels.ts')).cityJsonSeeds(),
  'cityjson-seq': async () => (await import('./cityModels.ts')).cityJsonSeqSeeds(),
  citygml: async () => (await import('./cityModels.ts')).cityGmlSeeds(),
  geojson: async () => (await import('./maps.ts')).geoJsonSeeds(),
  'geojson-seq': async () => (await import('./maps.ts')).geoJsonSeqSeeds(),
  shapefile: async () => (await import('./maps.ts')).shapefileSeeds(),
  geopackage: async () => (await import('./maps.ts')).geoPackageSeeds(),
  flatgeobuf: async () => (await import('./maps.ts')).flatGeobufSeeds(),
  'osm-xml': async () => (await import('./openStreetMap.ts')).osmXmlSeeds(),
  overpass: async () => (await import('./openStreetMap.ts')).overpassSeeds(),
  ifc: async () => (await import('./otherSeeds.ts')).ifcSeeds(),
  geotiff: async () => (await import('./elevation.ts')).geoTiffSeeds(),
  'ascii-grid': async () => (await import('./elevation.ts')).asciiGridSeeds(),
  'geopackage-tiles': async () => (await import('./elevation.ts')).coverageSeeds(),
  'other-map': async () => (await import('./otherMaps.ts')).otherMapSeeds(),
  tileset: async () => (await import('./tiles.ts')).tilesetSeeds(),
  csv: async () => (await import('./otherSeeds.ts')).csvSeeds(),
  xlsx: async () => (await import('./otherSeeds.ts')).xlsxSeeds(),
  pvgis: async () => (await import('./otherSeeds.ts')).pvgisSeeds(),
  epw: async () => (await import('./otherSeeds.ts')).epwSeeds(),
  scenario: async () => (await import('./otherSeeds.ts')).scenarioSeeds(),
  project: async () => (await import('./otherSeeds.ts')).projectSeeds(),
};

export function seedsOf(format: FuzzFormat): Promise<readonly Seed[]> {
  return MAKERS[format]();
}

/** Files of other formats, to be glued on; made once, when they are first asked for. */
export function strangersTo(format: FuzzFormat): () => Promise<readonly Seed[]> {
  let made: Promise<readonly Seed[]> | null = null;
  return () => {
    made ??= firstOfOthers(format);
    return made;
  };
}

async function firstOfOthers(format: FuzzFormat): Promise<readonly Seed[]> {
  const others = (['geojson', 'citygml', 'shapefile', 'flatgeobuf', 'ifc'] as const).filter((other) => other !== format);
  return (await Promise.all(others.map(seedsOf))).map((seeds) => seeds[0]).filter((seed) => seed !== undefined);
}
