/** Whatever a person drops: a district, a weather year, a terrain, 3D tiles or a table. The one way in for hosts. */
import { zipSync } from 'fflate';
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { readWeather, WEATHER_FORMATS } from '../weather/readWeather.ts';
import { readArchive } from './archive.ts';
import { detectFormat, type FileFormat } from './detectFormat.ts';
import type { ElevationGrid } from './elevation/elevationGrid.ts';
import { ELEVATION_FORMATS, readElevation } from './elevation/readElevation.ts';
import { attachTerrain } from './elevation/terrain.ts';
import { type FileGroup, groupFiles } from './groupFiles.ts';
import { IssueLog } from './issueLog.ts';
import { assembleContent, type InputFile, type ReadOptions, type ReadResult } from './readDistrict.ts';
import { readModel } from './readModel.ts';
import { readTable, TABLE_FORMATS, type TableRead } from './tables/readTable.ts';
import { textOf } from './text.ts';
import type { Tileset } from './tileset/readTileset.ts';

export type ReadAny =
  /** `terrain` is an elevation layer of the same file; the district has it already. */
  | { readonly kind: 'district'; readonly format: FileFormat; readonly result: ReadResult; readonly terrain?: ElevationGrid }
  | { readonly kind: 'weather'; readonly format: FileFormat; readonly weather: WeatherYear }
  | { readonly kind: 'terrain'; readonly format: FileFormat; readonly grid: ElevationGrid }
  | { readonly kind: 'tileset'; readonly format: FileFormat; readonly tileset: Tileset }
  | { readonly kind: 'table'; readonly format: FileFormat; readonly read: TableRead };

export interface ReadAnyOptions extends ReadOptions {
  /** Hours that local standard time is ahead of UTC, for weather files that name none. */
  readonly timeZone_h?: number;
}

/**
 * Reads files that belong together; {@link groupFiles} tells which do. An ordinary archive is unpacked first.
 * @param files one file with all that belongs to it, with their paths where they are from a folder
 * @throws InputError `files.several` for files that do not belong together, `format.unsupported`, and what the reader of the
 *   format says where nothing can be used
 * @throws CancelledError when the signal is aborted
 */
export async function readAny(files: readonly InputFile[], options: ReadAnyOptions = {}): Promise<ReadAny> {
  const groups = groupFiles(files);
  const [group] = groups;
  if (!group || groups.length > 1) throw severalFiles(groups);
  throwIfAborted(options.signal);
  if (group.kind === 'tileset') return readTiles(group.main.name, [group.main, ...group.parts], options);
  if (group.kind === 'shapefile') return readShapefileParts(group, options);
  if (group.kind === 'map') return readMapParts(group, options);
  if (group.kind === 'raster') return readRasterParts(group, options);
  return readOne(group.main, options);
}

async function readOne(file: InputFile, options: ReadAnyOptions): Promise<ReadAny> {
  const format = detectFormat(file.name, file.bytes);
  if (WEATHER_FORMATS.includes(format)) return { kind: 'weather', format, weather: readWeather(file, options) };
  if (format === 'tileset') return readTiles(file.name, file.bytes, options);
  if (TABLE_FORMATS.includes(format)) return { kind: 'table', format, read: await readTable(file.name, file.bytes) };
  if (format === 'geopackage') return readGeoPackage(file, options);
  if (ELEVATION_FORMATS.includes(format)) return { kind: 'terrain', format, grid: await readElevation(file, options) };
  if (format === 'zip') {
    const content = groupFiles(Array.from(readArchive(file.bytes, { fileName: file.name }), ([name, bytes]) => ({ name, bytes })));
    const packed = content.filter((group) => detectFormat(group.main.name, group.main.bytes) !== 'zip');
    // What lies beside the data: notes, licences, pictures.
    const data = packed.filter((group) => group.kind !== 'file' || isData(group.main));
    if (data.length === 1) return readAny([data[0]!.main, ...data[0]!.parts], options);
    if (data.length > 1) throw severalFiles(data);
  }
  return { kind: 'district', format, result: await readModel(file, options) };
}

function isData(file: InputFile): boolean {
  return !['unknown', 'empty', 'xml', 'json'].includes(detectFormat(file.name, file.bytes)) && !/\.(txt|md|pdf|html?)$/i.test(file.name);
}

async function readTiles(name: string, given: Uint8Array | readonly InputFile[], options: ReadAnyOptions): Promise<ReadAny> {
  const { readTileset } = await import('./tileset/readTileset.ts');
  return { kind: 'tileset', format: 'tileset', tileset: readTileset(name, given, options) };
}

/** Buildings, elevation or both. */
async function readGeoPackage(file: InputFile, options: ReadAnyOptions): Promise<ReadAny> {
  const { geoPackageContents } = await import('./geopackage/readCoverage.ts');
  const { coverages, features } = await geoPackageContents(file.name, file.bytes, options);
  // The person's reference system is that of the buildings where there are some.
  const { reference: _, ...own } = options;
  if (features === 0 && coverages.length > 0) {
    return { kind: 'terrain', format: 'geopackage', grid: await readElevation(file, options) };
  }
  const result = await readModel(file, options);
  if (coverages.length === 0) return { kind: 'district', format: 'geopackage', result };
  try {
    const terrain = await readElevation(file, own);
    const { district, issues } = attachTerrain(result.district, terrain);
    const all = [...district.issues, ...terrain.issues, ...issues];
    return { kind: 'district', format: 'geopackage', result: { ...result, district: { ...district, issues: all } }, terrain };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const log = new IssueLog(file.name);
    log.add({
      code: 'elevation.unread',
      severity: 'warning',
      objectId: coverages[0] ?? null,
      message: `The elevation layer cannot be read: ${error.detail.message}`,
      action: 'The buildings were read without terrain.',
    });
    const issues = [...result.district.issues, ...log.list()];
    return { kind: 'district', format: 'geopackage', result: { ...result, district: { ...result.district, issues } } };
  }
}

/** The reader takes an archive: the parts are packed without packing. */
async function readShapefileParts({ main, parts }: FileGroup, options: ReadAnyOptions): Promise<ReadAny> {
  const entries = [main, ...parts].map((file) => [file.name.slice(file.name.lastIndexOf('/') + 1), file.bytes] as const);
  const archive = zipSync(Object.fromEntries(entries), { level: 0 });
  return { kind: 'district', format: 'shapefile', result: await readModel({ name: main.name, bytes: archive }, options) };
}

async function readMapParts({ main, parts }: FileGroup, options: ReadAnyOptions): Promise<ReadAny> {
  const format = detectFormat(main.name, main.bytes);
  if (format !== 'other-map' && !/\.tab$/i.test(main.name)) return readOne(main, options);
  const { readOtherMapFiles } = await import('./gdal/readOtherMap.ts');
  const log = new IssueLog(main.name);
  const content = await readOtherMapFiles([main, ...parts], options, log);
  return { kind: 'district', format: 'other-map', result: assembleContent('other-map', main, content, options, log) };
}

async function readRasterParts({ main, parts }: FileGroup, options: ReadAnyOptions): Promise<ReadAny> {
  const textBeside = (ending: RegExp) => {
    const found = parts.find((part) => ending.test(part.name));
    return found && textOf(found.bytes.subarray(0, 1 << 16));
  };
  const worldFile = textBeside(/\.(tfwx?|tifw|wld)$/i);
  const definition = textBeside(/\.prj$/i);
  const format = detectFormat(main.name, main.bytes);
  const beside = { ...options, ...(worldFile === undefined ? {} : { worldFile }), ...(definition === undefined ? {} : { definition }) };
  if (format === 'geotiff' || format === 'ascii-grid') return { kind: 'terrain', format, grid: await readElevation(main, beside) };
  const { readOtherRaster } = await import('./gdal/readOtherRaster.ts');
  const grid = await readOtherRaster([main, ...parts], beside, new IssueLog(main.name));
  return { kind: 'terrain', format: 'other-raster', grid };
}

function severalFiles(groups: readonly FileGroup[]): InputError {
  const names = groups.map((group) => group.main.name).slice(0, 6);
  const none = groups.length === 0;
  return new InputError({
    code: 'files.several',
    message: none ? 'There is no file with data.' : `These files do not belong together: ${names.join(', ')}.`,
    mend: none ? 'Choose a file with buildings, weather or terrain.' : 'Choose them one after the other.',
    values: { what: none ? 'none' : 'several', count: groups.length, names: names.join(', ') },
  });
}
