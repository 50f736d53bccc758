/** What a file is, from its content; the name only decides where the content leaves it open. */
import { isEpw } from '../weather/epw.ts';
import { archiveDirectory } from './archiveDirectory.ts';
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
  'gltf',
  'zip',
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
  if (head.startsWith('ISO-10303-21')) return 'ifc';
  if (head.startsWith('<')) return xmlFormat(head);
  const wide = xmlEncoding(bytes).startsWith('utf-16') ? wideText(bytes).trimStart() : '';
  if (wide.startsWith('<')) return xmlFormat(wide);
  if (head.startsWith('\u001e')) return 'geojson-seq';
  return head.startsWith('{') || head.startsWith('[') ? jsonFormat(name, head) : 'unknown';
}

function binaryFormat(bytes: Uint8Array): FileFormat | null {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (ascii(0, 4) === 'PK\u0003\u0004') return archiveFormat(bytes);
  if (ascii(0, 15) === 'SQLite format 3') return ascii(68, 72) === 'GPKG' || ascii(68, 71) === 'GP1' ? 'geopackage' : 'sqlite';
  if (ascii(0, 3) === 'fgb') return 'flatgeobuf';
  if (ascii(0, 4) === 'glTF') return 'gltf';
  if (ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*') return 'geotiff';
  return null;
}

/** The Latin letters of text in two bytes per character: enough for the names of elements. */
function wideText(bytes: Uint8Array): string {
  return textOf(bytes.subarray(0, HEAD_BYTES).filter((byte) => byte > 0 && byte < 128));
}

/** By the names in the archive's table of contents. */
function archiveFormat(bytes: Uint8Array): FileFormat {
  const names = archiveDirectory(bytes)?.map((entry) => entry.name) ?? [];
  return names.some((name) => /\.shp$/i.test(name)) ? 'shapefile' : 'zip';
}

function xmlFormat(head: string): FileFormat {
  if (/<([\w.-]+:)?CityModel[\s>]/.test(head)) return 'citygml';
  // An answer of a feature service (WFS).
  if (/<([\w.-]+:)?FeatureCollection[\s>]/.test(head) && head.includes('http://www.opengis.net/citygml/')) return 'citygml';
  return /<osm[\s>]/.test(head) ? 'osm-xml' : 'xml';
}

const GEOJSON_TYPE = /"type"\s*:\s*"(FeatureCollection|Feature|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/;

/** An answer of the Overpass API: it says so, or it lists elements of a map. */
const OVERPASS = /"osm3s"\s*:\s*\{|"elements"\s*:\s*\[\s*\{\s*"type"\s*:\s*"(node|way|relation)"/;

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
  if (GEOJSON_TYPE.test(head)) return isSequence(head, firstLine) ? 'geojson-seq' : 'geojson';
  // A document whose first megabyte is vertices.
  return /\.city\.json$/i.test(name) ? 'cityjson' : 'json';
}
