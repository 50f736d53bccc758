/** Esri ASCII grids: six lines of header, then the heights row by row from the north. */
import { throwIfAborted } from '#models/core/errors.ts';
import { elevationGrid, reportGrid } from '../geotiff/readGeoTiff.ts';
import type { IssueLog } from '../issueLog.ts';
import { linesOf } from '../text.ts';
import { ElevationBuilder, type ElevationGrid, elevationError } from './elevationGrid.ts';
import type { ElevationOptions } from './elevationOptions.ts';
import { namedReference } from './gridReference.ts';

const KEYS = ['ncols', 'nrows', 'xllcorner', 'xllcenter', 'yllcorner', 'yllcenter', 'cellsize', 'nodata_value', 'dx', 'dy'] as const;
type Key = (typeof KEYS)[number];

/** @throws InputError `elevation.structure` */
export function readAsciiGrid(name: string, bytes: Uint8Array, options: ElevationOptions, log: IssueLog): ElevationGrid {
  const header = new Map<Key, number>();
  let builder: ElevationBuilder | null = null;
  let [row, column] = [0, 0];
  let columns = 0;
  let rows = 0;
  let missing = -9999;
  for (const { text, number } of linesOf(bytes)) {
    if (number % 1024 === 0) throwIfAborted(options.signal);
    const words = text.trim().split(/\s+/);
    const key = (words[0] ?? '').toLowerCase() as Key;
    if (!builder && KEYS.includes(key) && words.length === 2) {
      header.set(key, Number(words[1]?.replace(',', '.')));
      continue;
    }
    if (words[0] === '') continue;
    if (!builder) {
      columns = header.get('ncols') ?? 0;
      rows = header.get('nrows') ?? 0;
      missing = header.get('nodata_value') ?? missing;
      // A height takes two characters at least.
      if (columns * rows * 2 > bytes.length + 1) throw elevationError('damaged', name);
      builder = new ElevationBuilder(columns, rows, name, options.mostCells);
    }
    const values = words.map((word) => (word === '*' ? missing : Number(word.replace(',', '.'))));
    if (values.some(Number.isNaN)) throw elevationError('damaged', name);
    // Rows may be broken over lines.
    for (let at = 0; at < values.length; ) {
      const take = Math.min(values.length - at, columns - column);
      if (row >= rows) throw elevationError('damaged', name);
      builder.add(column, row, take, 1, values.slice(at, at + take), (value) => (value === missing ? Number.NaN : value));
      at += take;
      column += take;
      if (column === columns) [row, column] = [row + 1, 0];
    }
  }
  if (!builder || row !== rows) throw elevationError('damaged', name);
  const sideX = header.get('dx') ?? header.get('cellsize') ?? 0;
  const sideY = header.get('dy') ?? header.get('cellsize') ?? 0;
  const west = header.get('xllcenter') ?? (header.get('xllcorner') ?? Number.NaN) + sideX / 2;
  const south = header.get('yllcenter') ?? (header.get('yllcorner') ?? Number.NaN) + sideY / 2;
  if (!(sideX > 0 && sideY > 0 && Number.isFinite(west) && Number.isFinite(south))) throw elevationError('place', name);
  const place = { x0: west, xColumn: sideX, xRow: 0, y0: south + (rows - 1) * sideY, yColumn: 0, yRow: -sideY };
  const grid = builder.finish(name);
  reportGrid(builder, grid, log);
  return elevationGrid(name, 'ascii-grid', grid, place, namedReference(options.reference ?? options.definition, log), log);
}
