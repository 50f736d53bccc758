/** The same few streets in every format that can be dropped, made by our own writers. */

import initSqlJs from 'sql.js';
import { cityJsonSeqLines, writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { resultsGeoJson } from '#gis-data/export/results/resultsGeoJson.ts';
import { type CityGmlVersion, writeCityGml } from '#gis-data/formats/citygml/testing/writeCityGml.ts';
import type { JsonObject } from '#gis-data/formats/cityjson/structure.ts';
import { writeTiff } from '#gis-data/formats/geotiff/testing/writeTiff.ts';
import { writeIfcHouse } from '#gis-data/formats/ifc/testing/writeIfcHouse.ts';
import { boxGlb, PLACE, tilesetContents } from '#gis-data/formats/tileset/testing/writeTileset.ts';
import { transformation } from '#gis-data/projection/project.ts';
import { findReference } from '#gis-data/projection/reference.ts';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import type { District } from '#models/district/district.ts';
import { coverageSeeds } from '../../fuzz/seeds/elevation.ts';
import { writeXlsx } from '../../support/xlsxWriter.ts';

/** Name and content of a file. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const STREETS = 24;
const RD = 'EPSG:28992';

function textFile(name: string, text: string): MadeFile {
  return { name, bytes: new TextEncoder().encode(text) };
}

function streets(): District {
  return generateDistrict({ seed: 7, buildings: STREETS, place: { name: 'Streets', ...PLACE } });
}

export function cityJsonFile(name = 'streets.city.json'): MadeFile {
  return textFile(name, writeCityJson(streets(), { reference: RD }));
}

export function cityJsonSeqFile(): MadeFile {
  return textFile('streets.city.jsonl', [...cityJsonSeqLines(streets(), { reference: RD })].join('\n'));
}

export function cityGmlFile(version: CityGmlVersion): MadeFile {
  const document = JSON.parse(writeCityJson(streets(), { reference: RD })) as JsonObject;
  return textFile(`streets-${version}.gml`, writeCityGml(document, { version, srsName: 'urn:ogc:def:crs:EPSG::28992' }));
}

/** The outlines of the same buildings with a year that the other file does not have. */
export function sameStreetsAsGeoJson(year: number): MadeFile {
  const district = streets();
  const map = JSON.parse(resultsGeoJson({ district, scenario: { id: 's', name: 's' }, simulationHash: '', columns: {} })) as {
    readonly features: readonly { readonly properties: object }[];
  };
  const features = map.features.map((feature) => ({ ...feature, properties: { ...feature.properties, constructionYear: year } }));
  return textFile('outlines.geojson', JSON.stringify({ ...map, features }));
}

/** A hill of 30 m under the streets, in the Dutch grid: 5 m cells. */
export function hillFile(): MadeFile {
  const known = findReference(RD);
  if (!known) throw new Error(`${RD} is not in the table.`);
  const [x, y] = transformation(known.row).fromLonLat(PLACE.lon_deg, PLACE.lat_deg);
  const side = 240;
  const cell_m = 5;
  const values = Array.from({ length: side * side }, (_, i) => {
    const east = ((i % side) - side / 2) * cell_m;
    const north = (side / 2 - Math.floor(i / side)) * cell_m;
    return 4 + 30 * Math.exp(-((east - 120) ** 2 + (north - 60) ** 2) / 160 ** 2);
  });
  const place = { x: x - (side / 2) * cell_m, y: y + (side / 2) * cell_m, side: cell_m };
  return { name: 'hill.tif', bytes: writeTiff({ columns: side, rows: side, values, place, epsg: 28992, deflate: true }) };
}

/** Heights in a GeoPackage that holds nothing else. */
export async function groundFile(): Promise<MadeFile> {
  const [both] = await coverageSeeds();
  if (!both) throw new Error('There is no such seed.');
  const sql = await initSqlJs();
  const database = new sql.Database(both.bytes);
  database.exec("DELETE FROM gpkg_contents WHERE data_type = 'features'; DELETE FROM gpkg_geometry_columns; DROP TABLE houses;");
  const bytes = database.export();
  database.close();
  return { name: 'only-ground.gpkg', bytes };
}

/** Two storeys with everything that the building view shows, on the Dutch grid. */
export function ifcFile(): MadeFile {
  const text = writeIfcHouse({
    uValues_W_m2K: { wall: 0.3, roof: 0.2, ground: 0.35, window: 1.1 },
    layers: true,
    quantities: true,
    roof: 'gable',
    storeys: 2,
    georeference: { as: 'conversion', reference: RD, eastings: 92_000, northings: 435_000, height: 1 },
  });
  return textFile('house.ifc', text);
}

/** A row per building with its id and the year, and rows of buildings that are elsewhere. */
export function tableRows(year: number, strangers: number): readonly (readonly (string | number)[])[] {
  const { buildings } = streets();
  return [
    ['id', 'year built', 'heating'],
    ...buildings.map(({ id }) => [id, year, 'gas']),
    ...Array.from({ length: strangers }, (_, i) => [`elsewhere-${i}`, year, 'gas']),
  ];
}

export function csvFile(year: number, strangers: number): MadeFile {
  return textFile(
    'years.csv',
    tableRows(year, strangers)
      .map((row) => row.join(','))
      .join('\n'),
  );
}

export function xlsxFile(year: number, strangers: number): MadeFile {
  return { name: 'years.xlsx', bytes: writeXlsx([{ name: 'Buildings', rows: tableRows(year, strangers) }]) };
}

/** Two red boxes among the streets: files by their paths. */
export function tileFiles(): Readonly<Record<string, Uint8Array>> {
  return tilesetContents(boxGlb(true, 60));
}

/** Six houses for GDAL. */
export function kmlFile(): MadeFile {
  const houses = Array.from({ length: 6 }, (_, i) => {
    const west = 4.45 + i * 0.0003;
    const ring = [
      [west, 51.907],
      [west + 0.0002, 51.907],
      [west + 0.0002, 51.9071],
      [west, 51.9071],
      [west, 51.907],
    ];
    const coordinates = ring.map(([lon = 0, lat = 0]) => `${lon.toFixed(4)},${lat},0`).join(' ');
    return `<Placemark><name>House ${i}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
  });
  return textFile(
    'houses.kml',
    `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Buildings</name>${houses.join('\n')}</Folder></Document></kml>`,
  );
}
