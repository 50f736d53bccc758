/** One reader per format, loaded when the first file of the format comes. */
import type { ModelReader } from './content.ts';
import type { FileFormat } from './detectFormat.ts';

/** Readers of districts besides CityJSON's own; libraries come in with them, not with the program's start. */
export const MODEL_READERS: Readonly<Partial<Record<FileFormat, () => Promise<ModelReader>>>> = {
  citygml: async () => (await import('./citygml/readCityGml.ts')).readCityGml,
  geojson: async () => (await import('./geojson/readGeoJson.ts')).readGeoJson,
  'geojson-seq': async () => (await import('./geojson/readGeoJson.ts')).readGeoJsonSeq,
  ifc: async () => (await import('./ifc/readIfc.ts')).readIfc,
  'osm-xml': async () => (await import('./osm/readOsm.ts')).readOsmXml,
  overpass: async () => (await import('./osm/readOsm.ts')).readOverpass,
  geopackage: async () => (await import('./geopackage/readGeoPackage.ts')).readGeoPackage,
  flatgeobuf: async () => (await import('./flatgeobuf/readFlatGeobuf.ts')).readFlatGeobuf,
  'other-map': async () => (await import('./gdal/readOtherMap.ts')).readOtherMap,
  shapefile: async () => (await import('./shapefile/readShapefile.ts')).readShapefile,
};
