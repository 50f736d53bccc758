/** Heights of a GeoTIFF: one band of numbers, whole or in tiles. */
import { Unzlib } from 'fflate';
import { throwIfAborted } from '#models/core/errors.ts';
import {
  ElevationBuilder,
  type ElevationGrid,
  elevationError,
  type GridPlace,
  MOST_SOURCE_CELLS,
  thinnedPlace,
} from '../elevation/elevationGrid.ts';
import type { ElevationOptions } from '../elevation/elevationOptions.ts';
import { gridReference, namedReference } from '../elevation/gridReference.ts';
import type { IssueLog } from '../issueLog.ts';
import { gridPlaceOf, placeOfWorldFile, readGeoKeys } from './geoKeys.ts';
import { TAG, TiffDirectory } from './tiffDirectory.ts';

/** None, LZW, Deflate (two codes) and PackBits; others need libraries that fetch parts of themselves. */
const KNOWN_PACKING = new Set([1, 5, 8, 32_946, 32_773]);
const DEFLATE = [8, 32_946];
/** Deflate ends at 1032, LZW of one value near 2700; a grid of one height may come close. */
const MOST_RATIO = 3000;
/** Bytes of one strip or tile [bytes]. */
const MOST_BLOCK_BYTES = 1 << 28;
/** Cells that are unpacked at a time. */
const BAND_CELLS = 1 << 22;

interface Layout {
  readonly columns: number;
  readonly rows: number;
  readonly blockRows: number;
}

/**
 * Reads the heights of the first image.
 * @throws InputError `elevation.structure`
 */
export async function readGeoTiff(name: string, bytes: Uint8Array, options: ElevationOptions, log: IssueLog): Promise<ElevationGrid> {
  const directory = TiffDirectory.read(bytes);
  if (!directory) throw elevationError('damaged', name);
  const layout = layoutOf(directory, bytes.length, name);
  const keys = readGeoKeys(directory);
  const place = gridPlaceOf(directory, keys.pixelIsPoint) ?? (options.worldFile === undefined ? null : placeOfWorldFile(options.worldFile));
  if (!place) throw elevationError('place', name);
  const builder = new ElevationBuilder(layout.columns, layout.rows, name, options.mostCells);
  await readHeights(bytes, layout, builder, heightOf(directory, keys.heightUnit_m), name, options);
  const grid = builder.finish(name);
  reportGrid(builder, grid, log);
  const named = namedReference(options.reference ?? keys.named ?? options.definition, log);
  return elevationGrid(name, 'geotiff', grid, place, named, log);
}

/** Puts place and reference system to the heights. */
export function elevationGrid(
  fileName: string,
  format: string,
  grid: ReturnType<ElevationBuilder['finish']>,
  place: GridPlace,
  named: string | undefined,
  log: IssueLog,
): ElevationGrid {
  const thinned = thinnedPlace(place, grid.thinning);
  const { reference, known } = gridReference(named, thinned, grid.columns, grid.rows, log);
  return { fileName, format, ...grid, place: thinned, reference, known, issues: log.list() };
}

/** Findings about the heights themselves. */
export function reportGrid(builder: ElevationBuilder, grid: ReturnType<ElevationBuilder['finish']>, log: IssueLog): void {
  const add = (code: string, message: string, action: string, values: Readonly<Record<string, number>>) =>
    log.add({ code, severity: 'info', objectId: null, message, action, values });
  if (builder.impossibleCells > 0) {
    add('elevation.impossible', `${builder.impossibleCells} cells have heights that no ground has.`, 'Taken as unknown.', {
      count: builder.impossibleCells,
    });
  }
  if (grid.thinning > 1) {
    add(
      'elevation.thinned',
      `The grid has more cells than are needed: ${grid.thinning} by ${grid.thinning} were taken as one.`,
      'Their mean height is used.',
      { side: grid.thinning },
    );
  }
}

/** Checks what the file says of itself before anything is unpacked. */
function layoutOf(directory: TiffDirectory, fileBytes: number, name: string): Layout {
  const columns = directory.number(TAG.width) ?? 0;
  const rows = directory.number(TAG.height) ?? 0;
  const samples = directory.number(TAG.samplesPerPixel) ?? 1;
  const bits = directory.numbers(TAG.bitsPerSample, 64);
  const isColour = (directory.number(TAG.photometric) ?? 1) > 1 || (samples >= 3 && (bits[0] ?? 1) === 8);
  if (isColour) throw elevationError('picture', name);
  const bytesPerCell = ((bits[0] ?? 1) / 8) * (directory.number(TAG.planar) === 2 ? 1 : samples);
  if (![1, 2, 4, 8].includes((bits[0] ?? 1) / 8) || samples > 16) throw elevationError('packing', name);
  if (!KNOWN_PACKING.has(directory.number(TAG.compression) ?? 1)) throw elevationError('packing', name);
  if (!(columns * rows <= MOST_SOURCE_CELLS)) throw elevationError('size', name);
  if (columns < 2 || rows < 2) throw elevationError('empty', name);
  const isTiled = directory.has(TAG.tileWidth);
  const blockColumns = isTiled ? (directory.number(TAG.tileWidth) ?? 0) : columns;
  const blockRows = isTiled ? (directory.number(TAG.tileHeight) ?? 0) : Math.min(rows, directory.number(TAG.rowsPerStrip) ?? rows);
  if (blockColumns < 1 || blockRows < 1) throw elevationError('damaged', name);
  const blockBytes = blockColumns * blockRows * bytesPerCell;
  if (blockBytes > MOST_BLOCK_BYTES) throw elevationError('size', name);
  const offsets = directory.numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const sizes = directory.numbers(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts);
  const blocks = Math.ceil(columns / blockColumns) * Math.ceil(rows / blockRows);
  if (offsets.length < blocks || sizes.length < blocks) throw elevationError('damaged', name);
  let filled = 0;
  for (let i = 0; i < blocks; i++) {
    const size = sizes[i]!;
    if (offsets[i]! + size > fileBytes) throw elevationError('damaged', name);
    // Packing that makes a block larger is slight.
    if (size > blockBytes * 2 + 1024) throw elevationError('damaged', name);
    if (size > 0) filled++;
  }
  if (filled * blockBytes > fileBytes * MOST_RATIO) throw elevationError('size', name);
  return { columns, rows, blockRows };
}

/** A value of the file to metres. */
function heightOf(directory: TiffDirectory, unit_m: number): (value: number) => number {
  const noData = directory.text(TAG.gdalNoData)?.trim();
  const missing = noData ? Number(noData) : Number.NaN;
  // Stored with fewer digits than the text has.
  const rounded = Math.fround(missing);
  const { scale, offset } = scaleOf(directory.text(TAG.gdalMetadata) ?? '');
  return (value) => (value === missing || value === rounded ? Number.NaN : (value * scale + offset) * unit_m);
}

/** Scale and offset of the first band, as GDAL writes them. */
function scaleOf(metadata: string): { readonly scale: number; readonly offset: number } {
  const item = (role: string) => {
    for (const match of metadata.slice(0, 100_000).matchAll(/<Item\b([^>]{0,200})>([^<]{0,60})<\/Item>/g)) {
      const [, attributes = '', text = ''] = match;
      if (!new RegExp(`\\brole="${role}"`).test(attributes)) continue;
      if (/\bsample="(\d+)"/.exec(attributes)?.[1] === '0' && Number.isFinite(Number(text))) return Number(text);
    }
    return undefined;
  };
  return { scale: item('scale') ?? 1, offset: item('offset') ?? 0 };
}

async function readHeights(
  bytes: Uint8Array,
  layout: Layout,
  builder: ElevationBuilder,
  toHeight: (value: number) => number,
  name: string,
  options: ElevationOptions,
): Promise<void> {
  const { columns, rows, blockRows } = layout;
  // Whole blocks, so that none is unpacked twice.
  const band = blockRows * Math.max(1, Math.floor(BAND_CELLS / (columns * blockRows)));
  try {
    const image = await openImage(bytes);
    for (let top = 0; top < rows; top += band) {
      throwIfAborted(options.signal);
      const bottom = Math.min(rows, top + band);
      const [values] = await image.readRasters({ window: [0, top, columns, bottom], samples: [0], interleave: false });
      if (!values) throw elevationError('damaged', name);
      builder.add(0, top, columns, bottom - top, values, toHeight);
      options.onProgress?.({ done: bottom / rows, stage: 'progress.reading' });
    }
  } catch (error) {
    if (error instanceof Error && (error.name === 'InputError' || error.name === 'CancelledError')) throw error;
    throw elevationError('damaged', name);
  }
}

/**
 * All values of a small TIFF without a place: a tile of a layer.
 * @throws InputError `elevation.structure`, RangeError or Error where it is damaged
 */
export async function readTiffBand(
  bytes: Uint8Array,
): Promise<{ readonly columns: number; readonly rows: number; readonly values: Float64Array } | null> {
  const directory = TiffDirectory.read(bytes);
  if (!directory) return null;
  const { columns, rows } = layoutOf(directory, bytes.length, '');
  const image = await openImage(bytes);
  const [values] = await image.readRasters({ samples: [0], interleave: false });
  return values ? { columns, rows, values: Float64Array.from(values) } : null;
}

async function openImage(bytes: Uint8Array) {
  const { addDecoder, BaseDecoder, fromArrayBuffer } = await import('geotiff');
  /** The library's own unpacks without a limit. */
  class BoundedDeflate extends BaseDecoder {
    override decodeBlock(buffer: ArrayBufferLike): ArrayBufferLike {
      const { tileWidth, tileHeight } = this.parameters;
      // Eight bytes for up to sixteen samples of a cell.
      return inflated(new Uint8Array(buffer), tileWidth * tileHeight * 128).buffer;
    }
  }
  addDecoder(DEFLATE, async () => BoundedDeflate, undefined, false);
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
  const tiff = await fromArrayBuffer(isWhole ? (bytes.buffer as ArrayBuffer) : bytes.slice().buffer);
  return tiff.getImage(0);
}

/** Unpacks zlib data up to a size. */
export function inflated(packed: Uint8Array, mostBytes: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Unzlib((chunk) => {
    length += chunk.length;
    if (length > mostBytes) throw new RangeError('Larger than declared.');
    parts.push(chunk);
  });
  for (let at = 0; at < packed.length; at += 1 << 14) inflate.push(packed.subarray(at, at + (1 << 14)), at + (1 << 14) >= packed.length);
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
