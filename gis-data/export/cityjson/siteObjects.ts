/** Trees, lines, points and the terrain of a district as city objects. */
import type { AttributeValue } from '#models/district/district.ts';
import type { SiteElements, SiteLine, SitePoint, TerrainGrid } from '#models/district/elements.ts';
import type { CityObject, WrittenDistrict } from './writeCityJson.ts';

/** Gives the index among the written vertices of a local position. */
type Indexer = (positions_m: Float64Array, vertices: number[][]) => (vertex: number) => number;
type Made = readonly [id: string, object: (vertices: number[][]) => CityObject];

/** Cells of the terrain that are written at most; finer ones are thinned out. */
const MOST_CELLS = 10_000;

/** @param taken ids that are in use; those of the objects are added */
export function* siteObjects({ elements, terrain }: WrittenDistrict, taken: Set<string>, indexer: Indexer): Generator<Made> {
  const free = (wanted: string) => {
    let id = wanted;
    while (taken.has(id)) id += '-';
    taken.add(id);
    return id;
  };
  if (elements) yield* elementObjects(elements, free, indexer);
  if (terrain) yield [free('terrain'), (vertices) => terrainObject(terrain, indexer, vertices)];
}

function* elementObjects({ trees, lines, points }: SiteElements, free: (id: string) => string, indexer: Indexer): Generator<Made> {
  for (const { id, at_m, height_m, crown_m } of trees) {
    yield [
      free(id),
      (vertices) => pointObject('SolitaryVegetationObject', at_m, { height: height_m, crownDiameter: crown_m }, indexer, vertices),
    ];
  }
  for (const line of lines) yield [free(line.id), (vertices) => lineObject(line, indexer, vertices)];
  for (const point of points) {
    yield [free(point.id), (vertices) => pointObject('CityFurniture', point.at_m, attributesOf(point), indexer, vertices)];
  }
}

function attributesOf(element: SiteLine | SitePoint): Record<string, AttributeValue> {
  return {
    ...element.attributes,
    ...(element.name === undefined ? {} : { name: element.name }),
    ...(element.rated_kW === undefined ? {} : { rated_kW: element.rated_kW }),
    function: element.kind,
  };
}

function pointObject(
  type: string,
  at_m: readonly [number, number, number],
  attributes: CityObject['attributes'],
  indexer: Indexer,
  vertices: number[][],
): CityObject {
  const index = indexer(Float64Array.from(at_m), vertices)(0);
  return { type, attributes, geometry: [{ type: 'MultiPoint', lod: '1', boundaries: [index] }] };
}

function lineObject(line: SiteLine, indexer: Indexer, vertices: number[][]): CityObject {
  const count = line.path_m.length / 2;
  const positions = Float64Array.from({ length: count * 3 }, (_, i) => (i % 3 === 2 ? 0 : line.path_m[Math.floor(i / 3) * 2 + (i % 3)]!));
  const indexOf = indexer(positions, vertices);
  const boundary = Array.from({ length: count }, (_, i) => indexOf(i));
  return {
    type: line.kind === 'street' ? 'Road' : 'GenericCityObject',
    attributes: attributesOf(line),
    geometry: [{ type: 'MultiLineString', lod: '0', boundaries: [boundary] }],
  };
}

/** Two triangles per cell, where all four corners are known. */
function terrainObject(grid: TerrainGrid, indexer: Indexer, vertices: number[][]): CityObject {
  const step = Math.max(1, Math.ceil(Math.sqrt((grid.columns * grid.rows) / MOST_CELLS)));
  const columns = Math.floor((grid.columns - 1) / step) + 1;
  const rows = Math.floor((grid.rows - 1) / step) + 1;
  const positions = new Float64Array(columns * rows * 3);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      positions.set(
        [
          grid.east_m + column * step * grid.cell_m,
          grid.north_m + row * step * grid.cell_m,
          grid.height_m[row * step * grid.columns + column * step]!,
        ],
        (row * columns + column) * 3,
      );
    }
  }
  const indexOf = indexer(positions, vertices);
  const boundaries: number[][][] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const sw = row * columns + column;
      const corners = [sw, sw + 1, sw + columns + 1, sw + columns] as const;
      if (corners.some((corner) => Number.isNaN(positions[corner * 3 + 2]!))) continue;
      const [a, b, c, d] = corners.map(indexOf) as [number, number, number, number];
      boundaries.push([[a, b, c]], [[a, c, d]]);
    }
  }
  const attributes = { source: grid.source, zeroLevel_m: grid.zero_m, cell_m: grid.cell_m * step };
  return { type: 'TINRelief', attributes, geometry: boundaries.length > 0 ? [{ type: 'CompositeSurface', lod: '1', boundaries }] : [] };
}
