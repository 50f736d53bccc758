/** One reader per format, loaded when the first file of the format comes. */
import type { ModelReader } from './content.ts';
import type { FileFormat } from './detectFormat.ts';

/** Readers of districts besides CityJSON's own; libraries come in with them, not with the program's start. */
export const MODEL_READERS: Readonly<Partial<Record<FileFormat, () => Promise<ModelReader>>>> = {
  citygml: async () => (await import('./citygml/readCityGml.ts')).readCityGml,
  geojson: async () => (await import('./geojson/readGeoJson.ts')).readGeoJson,
  'geojson-seq': async () => (await import('./geojson/readGeoJson.ts')).readGeoJsonSeq,
};
