/**
 * Buildings with outlines, properties and results as GeoParquet 1.1: a table of Apache Parquet whose geometry is
 * well-known binary in longitude and latitude. Districts without a place get the table alone.
 */
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { footprintOf } from '../results/footprint.ts';
import { type Cell, checkColumns, type ResultsInput, rowOf, writtenRows } from '../results/resultsTable.ts';
import { type Envelope, envelopeOf, type Geometry2, joined, wkbOf } from '../wkb.ts';

/**
 * The bytes of the file.
 * @throws InputError `export.columns`
 */
export function writeParquet(input: ResultsInput): Uint8Array {
  checkColumns(input);
  const rows = writtenRows(input);
  const table = rows.map((index) => rowOf(input, index));
  const names = table[0]?.map(([name]) => name) ?? [];
  const columnData: ColumnSource[] = names.map((name, column) =>
    columnOf(
      name,
      table.map((row) => row[column]![1]),
    ),
  );
  const place = geometryColumn(input, rows);
  if (place) columnData.push(place.column);
  const buffer = parquetWriteBuffer({
    columnData,
    createdBy: 'Commonwatt',
    kvMetadata: [
      {
        key: 'commonwatt',
        value: JSON.stringify({
          district: input.district.name,
          source: input.district.source,
          scenario: input.scenario,
          simulationHash: input.simulationHash,
        }),
      },
      ...(place ? [{ key: 'geo', value: JSON.stringify(place.metadata) }] : []),
    ],
  });
  return new Uint8Array(buffer);
}

function columnOf(name: string, cells: readonly Cell[]): ColumnSource {
  const isText = cells.some((cell) => typeof cell === 'string');
  return { name, data: [...cells], type: isText ? 'STRING' : 'DOUBLE', nullable: true };
}

function geometryColumn(
  { district }: ResultsInput,
  rows: readonly number[],
): { readonly column: ColumnSource; readonly metadata: object } | null {
  if (!district.origin || rows.length === 0) return null;
  const frame = new LocalFrame(district.origin);
  let bounds: Envelope | null = null;
  const types = new Set<string>();
  const data = rows.map((index) => {
    const footprint = footprintOf(district, index, frame);
    if (!footprint) return null;
    const geometry: Geometry2 = { type: 'MultiPolygon', polygons: footprint.polygons };
    types.add(footprint.polygons.length === 1 ? 'Polygon' : 'MultiPolygon');
    bounds = joined(bounds, envelopeOf(geometry));
    return wkbOf(geometry);
  });
  const [minX, maxX, minY, maxY] = bounds ?? [0, 0, 0, 0];
  return {
    column: { name: 'geometry', data, type: 'BYTE_ARRAY', nullable: true },
    metadata: {
      version: '1.1.0',
      primary_column: 'geometry',
      columns: {
        // Without `crs` the coordinates are OGC:CRS84, longitude first.
        geometry: {
          encoding: 'WKB',
          geometry_types: [...types].sort(),
          orientation: 'counterclockwise',
          ...(bounds ? { bbox: [minX, minY, maxX, maxY] } : {}),
        },
      },
    },
  };
}
