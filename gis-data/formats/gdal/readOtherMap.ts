/** Maps in rarer formats (KML, GML, GPX, DXF, MapInfo, ArcGIS): GDAL makes GeoJSON of each layer, and our reader reads that. */
import { throwIfAborted } from '#models/core/errors.ts';
import { readArchive } from '../archive.ts';
import type { ContentOptions, ModelContent } from '../content.ts';
import { featuresOfDocument } from '../geojson/readGeoJson.ts';
import type { IssueLog } from '../issueLog.ts';
import type { InputFile } from '../readDistrict.ts';
import type { Feature, Positions } from '../vector/feature.ts';
import { type Layer, readLayers } from '../vector/layers.ts';
import { vectorContent } from '../vector/vectorContent.ts';
import { type GdalFile, gdalError, withGdal } from './gdalModule.ts';

const WGS84 = 'EPSG:4326';
/** Layers of one file; a drawing has one for all. */
const MOST_LAYERS = 200;

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the buildings and streets of a map through GDAL.
 * @throws InputError `gdal.failed`, `asset.missing`
 */
export async function readOtherMap(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  return readOtherMapFiles([{ name, bytes }], options, log);
}

/** As {@link readOtherMap}, with the files that belong to the first one. */
export async function readOtherMapFiles(files: readonly InputFile[], options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const name = files[0]?.name ?? '';
  options.onProgress?.({ done: 0.1, stage: 'progress.reading' });
  const unpacked = unpack(files);
  const use = (file: GdalFile) => layersOf(file, name, options, log);
  const layers = await withGdal(unpacked.files, 'vector', options.assets, use, unpacked.folder);
  throwIfAborted(options.signal);
  const read = readLayers(layers, log);
  if (!read) throw gdalError('shapes', name);
  return vectorContent(read, options, log);
}

/** Which file of an archive is opened; the first that is there. */
const MAIN = [/\.kml$/i, /\.tab$/i, /\.mif$/i, /\.gml$/i, /\.gpx$/i, /\.dxf$/i];

/**
 * The files of an archive (`.kmz` too), unpacked under our own limits, the main one first.
 * @throws InputError `archive.*`
 */
function unpack(files: readonly InputFile[]): { readonly files: readonly InputFile[]; readonly folder?: string } {
  const [main] = files;
  if (main?.bytes[0] !== 0x50 || main.bytes[1] !== 0x4b) return { files };
  const all = Array.from(readArchive(main.bytes, { fileName: main.name }), ([name, bytes]) => ({ name, bytes }));
  const table = all.find((file) => /\.gdbtable$/i.test(file.name));
  if (table) return { files: all, folder: table.name.slice(0, Math.max(0, table.name.lastIndexOf('/'))) };
  const first = MAIN.map((ending) => all.find((file) => ending.test(file.name))).find((file) => file !== undefined);
  return { files: first ? [first, ...all.filter((file) => file !== first)] : all };
}

/** All layers as features: GDAL's own memory is free again before they are looked at. */
function layersOf(file: GdalFile, name: string, options: ContentOptions, log: IssueLog): readonly Layer[] {
  const info = file.vectorInfo();
  const driver = isObject(info) ? String(info.driverShortName ?? '') : '';
  const described = isObject(info) && Array.isArray(info.layers) ? info.layers.filter(isObject) : [];
  const layers: Layer[] = [];
  for (const layer of described.slice(0, MOST_LAYERS)) {
    throwIfAborted(options.signal);
    const title = String(layer.name ?? '');
    const geometry = Array.isArray(layer.geometryFields) ? layer.geometryFields.find(isObject) : undefined;
    if (!geometry) continue;
    const isPlaced = isObject(geometry.coordinateSystem) && typeof geometry.coordinateSystem.wkt === 'string';
    const made = file.translateVector('geojson', [
      ...['-f', 'GeoJSON', '-skipfailures', '-lco', 'COORDINATE_PRECISION=9', '-lco', 'RFC7946=NO'],
      ...(isPlaced ? ['-t_srs', WGS84] : []),
      ...['-nln', 'layer', title],
    ]);
    const features = closedLines(featuresOfDocument(made, name, log), driver, log);
    layers.push({
      name: title,
      form: formOf(features),
      count: features.length,
      reference: isPlaced ? WGS84 : undefined,
      columns: Object.keys(features[0]?.attributes ?? {}),
      read: () => features,
    });
  }
  return layers;
}

function formOf(features: readonly Feature[]): Layer['form'] {
  const some = (has: (feature: Feature) => boolean) => features.some(has);
  if (some(({ shape }) => shape.polygons.length > 0)) return 'polygon';
  if (some(({ shape }) => shape.lines.length > 0)) return 'line';
  return some(({ shape }) => shape.points.length > 0) ? 'point' : 'unknown';
}

/** Drawings have no areas: their closed lines are taken for outlines. */
function closedLines(features: readonly Feature[], driver: string, log: IssueLog): readonly Feature[] {
  if (driver !== 'DXF') return features;
  let count = 0;
  const drawn = features.map((feature) => {
    const outlines = feature.shape.lines.filter(isClosed);
    if (outlines.length === 0) return feature;
    count += outlines.length;
    const lines = feature.shape.lines.filter((line) => !isClosed(line));
    return { ...feature, shape: { ...feature.shape, lines, polygons: [...feature.shape.polygons, ...outlines.map((line) => [line])] } };
  });
  if (count > 0) {
    log.add({
      code: 'gdal.closedLines',
      severity: 'info',
      objectId: null,
      message: `The drawing has no areas, but ${count} closed lines.`,
      action: 'Taken for outlines.',
      values: { count },
    });
  }
  return drawn;
}

/** x, y, z triples that end where they begin, around something. */
function isClosed(line: Positions): boolean {
  const last = line.length - 3;
  return last >= 9 && line[0] === line[last] && line[1] === line[last + 1];
}
