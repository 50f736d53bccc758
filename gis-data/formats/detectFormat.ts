/** What a file is, from its content; the name only decides where the content leaves it open. */
import { isEpw } from '../weather/epw.ts';
import { isPvgisCsv, isPvgisJson } from '../weather/pvgisForm.ts';
import { archiveDirectory } from './archiveDirectory.ts';
import { isAsciiGrid } from './elevation/asciiGridForm.ts';
import { otherArchive, otherBinary, otherJson, otherText, otherXml } from './gdal/signatures.ts';
import { looksLikeTable } from './tables/delimiter.ts';
import { textOf } from './text.ts';
import { xmlEncoding } from './xmlEncoding.ts';

export const FILE_FORMATS = [
  'cityjson',
  'cityjson-seq',
  'epw',
  'geojson',
  'geojson-seq',
  'json',
  'citygml',
  'osm-xml',
  'overpass',
  'xml',
  'ifc',
  'geopackage',
  'shapefile',
  'sqlite',
  'flatgeobuf',
  'geotiff',
  'ascii-grid',
  'pvgis-csv',
  'pvgis-json',
  'tileset',
  'gltf',
  'other-map',
  'other-raster',
  'zip',
  'csv',
  'xlsx',
  'empty',
  'unknown',
] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Bytes of the beginning that are looked at. */
const HEAD_BYTES = 1 << 20;

/**
 * Format of a file.
 * @param name file name; used only for files that hold a header and nothing else
 * @param bytes the file, or its beginning
 */
export function detectFormat(name: string, bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return 'empty';
  const binary = binaryFormat(bytes);
  if (binary) return binary;
  const head = textOf(bytes.subarray(0, HEAD_BYTES)).trimStart();
  if (head === '') return 'empty';
  if (isEpw(head)) return 'epw';
  if (isPvgisCsv(head)) return 'pvgis-csv';
  if (isAsciiGrid(head)) return 'ascii-grid';
  if (head.startsWith('ISO-10303-21')) return 'ifc';
  if (head.startsWith('<')) return xmlFormat(head);
  const wide = xmlEncoding(bytes).startsWith('utf-16') ? wideText(bytes).trimStart() : '';
  if (wide.startsWith('<')) return xmlFormat(wide);
  if (head.startsWith('\u001e')) return 'geojson-seq';
  if (head.startsWith('{') || head.startsWith('[')) return jsonFormat(name, head);
  if (otherText(name, head)) return 'other-map';
  return looksLikeTable(name, head, bytes.length <= HEAD_BYTES) ? 'csv' : 'unknown';
}

function binaryFormat(bytes: Uint8Array): FileFormat | null {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (ascii(0, 4) === 'PK\u0003\u0004') return archiveFormat(bytes);
  if (ascii(0, 15) === 'SQLite format 3') return ascii(68, 72) === 'GPKG' || ascii(68, 71) === 'GP1' ? 'geopackage' : 'sqlite';
  if (ascii(0, 3) === 'fgb') return 'flatgeobuf';
  if (ascii(0, 4) === 'glTF') return 'gltf';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(0, 4))) return 'geotiff';
  return otherBinary(bytes) ? 'other-raster' : null;
}

/** The Latin letters of text in two bytes per character: enough for the names of elements. */
function wideText(bytes: Uint8Array): string {
  return textOf(bytes.subarray(0, HEAD_BYTES).filter((byte) => byte > 0 && byte < 128));
}

/** By the names in the archive's table of contents. */
function archiveFormat(bytes: Uint8Array): FileFormat {
  const names = archiveDirectory(bytes)?.map((entry) => entry.name) ?? [];
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  if (names.some((name) => /(^|\/)tileset\.json$/i.test(name))) return 'tileset';
  if (names.some((name) => /\.shp$/i.test(name))) return 'shapefile';
  return otherArchive(names) ? 'other-map' : 'zip';
}

function xmlFormat(head: string): FileFormat {
  if (/<([\w.-]+:)?CityModel[\s>]/.test(head)) return 'citygml';
  // An answer of a feature service (WFS).
  if (/<([\w.-]+:)?FeatureCollection[\s>]/.test(head) && head.includes('http://www.opengis.net/citygml/')) return 'citygml';
  if (/<osm[\s>]/.test(head)) return 'osm-xml';
  return otherXml(head) ? 'other-map' : 'xml';
}

const GEOJSON_TYPE = /"type"\s*:\s*"(FeatureCollection|Feature|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/;

/** An answer of the Overpass API: it says so, or it lists elements of a map. */
const OVERPASS = /"osm3s"\s*:\s*\{|"elements"\s*:\s*\[\s*\{\s*"type"\s*:\s*"(node|way|relation)"/;

/** The table of contents of 3D Tiles; glTF has an asset too. */
function isTileset(head: string): boolean {
  return /"asset"\s*:\s*\{[^}]*"version"/.test(head) && /"geometricError"\s*:/.test(head);
}

/** Whether a document ends with its first line, and another follows. */
function isSequence(head: string, firstLine: string): boolean {
  const line = firstLine.trim();
  return line.startsWith('{') && line.endsWith('}') && /^\s*\{/.test(head.slice(firstLine.length));
}

function jsonFormat(name: string, head: string): FileFormat {
  const firstLine = head.split(/\r?\n/, 1)[0] ?? '';
  const type = /"type"\s*:\s*"(\w+)"/.exec(head)?.[1];
  if (type === 'CityJSONFeature') return 'cityjson-seq';
  const isCityJson = /"type"\s*:\s*"CityJSON"/.test(head) || /"CityObjects"\s*:/.test(head);
  if (isCityJson) {
    const more = head.length > firstLine.length && /^\s*\{/.test(head.slice(firstLine.length));
    return firstLine.trimEnd().endsWith('}') && (more || /\.jsonl$/i.test(name)) ? 'cityjson-seq' : 'cityjson';
  }
  if (OVERPASS.test(head)) return 'overpass';
  if (isPvgisJson(head)) return 'pvgis-json';
  if (isTileset(head)) return 'tileset';
  // Its geometries are named as those of GeoJSON.
  if (/"type"\s*:\s*"Topology"/.test(head)) return 'other-map';
  if (GEOJSON_TYPE.test(head)) return isSequence(head, firstLine) ? 'geojson-seq' : 'geojson';
  if (otherJson(head)) return 'other-map';
  // A document whose first megabyte is vertices.
  return /\.city\.json$/i.test(name) ? 'cityjson' : 'json';
}
