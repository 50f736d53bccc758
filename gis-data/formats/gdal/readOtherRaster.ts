/** Elevation models in rarer formats: GDAL makes a GeoTIFF of them, and our reader reads that. */
import { type ElevationGrid, elevationError, MOST_SOURCE_CELLS } from '../elevation/elevationGrid.ts';
import type { ElevationOptions } from '../elevation/elevationOptions.ts';
import { readGeoTiff } from '../geotiff/readGeoTiff.ts';
import type { IssueLog } from '../issueLog.ts';
import type { InputFile } from '../readDistrict.ts';
import { withGdal } from './gdalModule.ts';

/**
 * Reads the first band of a raster through GDAL.
 * @param files the raster first, then the files that belong to it
 * @throws InputError `gdal.failed`, `asset.missing`, `elevation.structure`
 */
export async function readOtherRaster(files: readonly InputFile[], options: ElevationOptions, log: IssueLog): Promise<ElevationGrid> {
  const name = files[0]?.name ?? '';
  const tiff = await withGdal(files, 'raster', options.assets, (file) => {
    const info = file.rasterInfo();
    const size = typeof info === 'object' && info !== null && 'size' in info && Array.isArray(info.size) ? info.size.map(Number) : [];
    const [columns = 0, rows = 0] = size;
    // GDAL's memory holds it as a whole.
    if (!(columns * rows <= MOST_SOURCE_CELLS / 4)) throw elevationError('size', name);
    return file.translateRaster('tif', ['-of', 'GTiff', '-b', '1', '-ot', 'Float32', '-co', 'COMPRESS=NONE']);
  });
  return readGeoTiff(name, tiff, options, log);
}
