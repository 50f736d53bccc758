/** An elevation file of any supported format to a grid of heights. */
import { detectFormat, type FileFormat } from '../detectFormat.ts';
import { IssueLog } from '../issueLog.ts';
import { type InputFile, unsupportedFormat } from '../readDistrict.ts';
import type { ElevationGrid } from './elevationGrid.ts';
import type { ElevationOptions } from './elevationOptions.ts';

/** Formats that {@link readElevation} reads; a GeoPackage only where it has an elevation layer. */
export const ELEVATION_FORMATS: readonly FileFormat[] = ['geotiff', 'geopackage', 'ascii-grid', 'other-raster'];

/**
 * Reads heights of the ground in the file's own reference system.
 * @returns a grid of at most 1,000,000 cells; where the reference system is not known, `known` is null and an issue says so
 * @throws InputError `elevation.structure`, `geopackage.structure`, `gdal.failed`, `asset.missing`, `format.unsupported`
 * @throws CancelledError when the signal is aborted
 */
export async function readElevation(file: InputFile, options: ElevationOptions = {}): Promise<ElevationGrid> {
  const format = detectFormat(file.name, file.bytes);
  const log = new IssueLog(file.name);
  if (format === 'geotiff') return (await import('../geotiff/readGeoTiff.ts')).readGeoTiff(file.name, file.bytes, options, log);
  if (format === 'geopackage') return (await import('../geopackage/readCoverage.ts')).readCoverage(file.name, file.bytes, options, log);
  if (format === 'ascii-grid') return (await import('./asciiGrid.ts')).readAsciiGrid(file.name, file.bytes, options, log);
  if (format === 'other-raster') return (await import('../gdal/readOtherRaster.ts')).readOtherRaster([file], options, log);
  throw unsupportedFormat(format, file);
}
