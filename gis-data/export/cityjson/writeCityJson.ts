/**
 * A district as a CityJSON 2.0 file or as CityJSONSeq lines, so that generated districts can be used elsewhere and be
 * read back. Vertices go local -> geodetic -> the chosen system, one by one; heights are ellipsoidal.
 */
import { InputError } from '#models/core/errors.ts';
import { CONTEXT_KINDS, type ContextKind } from '#models/district/context.ts';
import { type AttributeValue, type Building, type District, SURFACE_KINDS, type SurfaceKind } from '#models/district/district.ts';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { isInArea, transformation } from '../../projection/project.ts';
import { findReference } from '../../projection/reference.ts';
import type { ReferenceRow } from '../../projection/referenceTable.ts';
import type { ResultValues } from '../results/resultsTable.ts';
import { buildingAttributes } from './buildingAttributes.ts';
import { siteObjects } from './siteObjects.ts';

export interface CityJsonOptions {
  /** Coordinate reference system to write in, `EPSG:2157`; the file's own, else chosen by the place, where absent. */
  readonly reference?: string;
  /** Values per building, written as attributes. */
  readonly results?: ResultValues;
}

/** Coordinates are whole millimetres from the translation. */
const SCALE_m = 0.001;
const IRISH_GRID = 'EPSG:2157';

const SEMANTIC_TYPES: Readonly<Record<SurfaceKind, string>> = {
  ground: 'GroundSurface',
  wall: 'WallSurface',
  roof: 'RoofSurface',
  'outer-ceiling': 'OuterCeilingSurface',
  'outer-floor': 'OuterFloorSurface',
  closure: 'ClosureSurface',
};

/** What the surroundings are in CityJSON; the function tells footpaths from roads. */
const CONTEXT_TYPES: Readonly<Record<ContextKind, { readonly type: string; readonly function?: string }>> = {
  terrain: { type: 'TINRelief' },
  green: { type: 'PlantCover' },
  water: { type: 'WaterBody' },
  square: { type: 'TransportSquare' },
  path: { type: 'Road', function: 'footpath' },
  road: { type: 'Road' },
};

export type WrittenDistrict = Pick<
  District,
  'name' | 'source' | 'reference' | 'origin' | 'buildings' | 'surfaces' | 'context' | 'elements' | 'terrain'
>;

interface Header {
  readonly type: 'CityJSON';
  readonly version: '2.0';
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly metadata: { readonly title: string; readonly referenceSystem: string };
}

export interface CityObject {
  readonly type: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly geometry: readonly Record<string, unknown>[];
}

/** The system a place is written in: that of its file, the Irish grid in Ireland, else WGS 84 / UTM. */
function referenceOf(
  { origin, source, reference }: WrittenDistrict,
  wanted: string | undefined,
): { row: ReferenceRow; lon_deg: number; lat_deg: number } {
  if (!origin) {
    throw new InputError({
      code: 'export.noPlace',
      message: 'The district has no place on the globe, because its coordinate reference system is unknown.',
      where: source.fileName,
      mend: 'Choose the reference system first.',
    });
  }
  const { lon_deg, lat_deg } = origin;
  const zone = Math.min(60, Math.floor((lon_deg + 180) / 6) + 1);
  const utm = `EPSG:${(lat_deg < 0 ? 32700 : 32600) + zone}`;
  for (const code of wanted === undefined ? [reference.code ?? IRISH_GRID, IRISH_GRID, utm] : [wanted]) {
    const row = findReference(code)?.row;
    if (row?.kind === 'projected' && isInArea(row, lon_deg, lat_deg, 0)) return { row, lon_deg, lat_deg };
  }
  throw new InputError({
    code: 'export.reference',
    message: `${wanted ?? utm} is not a projected reference system known for this place.`,
    where: `${lat_deg.toFixed(4)}, ${lon_deg.toFixed(4)} (latitude, longitude)`,
    mend: 'Leave the reference system out, or name one whose area of use holds the district.',
    values: { reference: wanted ?? utm },
  });
}

class Writer {
  readonly header: Header;
  readonly #district: WrittenDistrict;
  readonly #frame: LocalFrame;
  readonly #fromLonLat: (lon_deg: number, lat_deg: number) => readonly [number, number];
  readonly #translate: readonly [number, number, number];
  readonly #scale: number;
  readonly #results: ResultValues | undefined;
  /** Index by position of the vertices in each list. */
  readonly #indices = new WeakMap<number[][], Map<string, number>>();

  constructor(district: WrittenDistrict, options: CityJsonOptions) {
    const { row, lon_deg, lat_deg } = referenceOf(district, options.reference);
    this.#district = district;
    this.#results = options.results;
    this.#frame = new LocalFrame({ lon_deg, lat_deg });
    this.#fromLonLat = transformation(row).fromLonLat;
    this.#scale = SCALE_m / row.unit_m;
    const [x, y] = this.#fromLonLat(lon_deg, lat_deg);
    this.#translate = [Math.round(x), Math.round(y), 0];
    this.header = {
      type: 'CityJSON',
      version: '2.0',
      transform: { scale: [this.#scale, this.#scale, SCALE_m], translate: this.#translate },
      metadata: { title: district.name, referenceSystem: `https://www.opengis.net/def/crs/EPSG/0/${row.epsg}` },
    };
  }

  /** Buildings that are there, by their row. */
  *buildings(): Generator<readonly [id: string, object: (vertices: number[][]) => CityObject]> {
    for (const [index, building] of this.#district.buildings.entries()) {
      if (!building.removed) yield [building.id, (vertices) => this.#building(building, index, vertices)];
    }
  }

  /** City object of a building; its vertices are put behind those that are there already. */
  #building(building: Building, index: number, vertices: number[][]): CityObject {
    const { surfaces, source } = this.#district;
    const indexOf = this.#indexer(surfaces.vertices_m, vertices);
    const faces: number[][][] = [];
    const kinds: number[] = [];
    for (let row = building.firstSurface; row < building.firstSurface + building.surfaceCount; row++) {
      const rings: number[][] = [];
      for (let ring = surfaces.ringStart[row]!; ring < surfaces.ringStart[row + 1]!; ring++) {
        const indices: number[] = [];
        for (let v = surfaces.vertexStart[ring]!; v < surfaces.vertexStart[ring + 1]!; v++) indices.push(indexOf(v));
        rings.push(indices);
      }
      faces.push(rings);
      kinds.push(surfaces.kind[row]!);
    }
    const present = [...new Set(kinds)].sort((a, b) => a - b);
    const values = kinds.map((kind) => present.indexOf(kind));
    const semantics = present.map((kind) => ({ type: SEMANTIC_TYPES[SURFACE_KINDS[kind]!] }));
    // A generated building is one closed shell. Others may be of several parts, which a table of surfaces does not keep.
    const isSolid = source.format === 'synthetic' && building.volumeIsExact;
    const geometry = isSolid
      ? { type: 'Solid', lod: building.lod, boundaries: [faces], semantics: { surfaces: semantics, values: [values] } }
      : { type: 'MultiSurface', lod: building.lod, boundaries: faces, semantics: { surfaces: semantics, values } };
    return {
      // What the program draws without demand is no building to others either.
      type: building.unknownType === undefined ? 'Building' : 'GenericCityObject',
      attributes: buildingAttributes(building, index, this.#results),
      geometry: faces.length > 0 ? [geometry] : [],
    };
  }

  /** The surroundings, one object per kind, with ids that no building has. */
  *surroundings(): Generator<readonly [id: string, object: (vertices: number[][]) => CityObject]> {
    const { context, buildings } = this.#district;
    const taken = new Set(buildings.map(({ id }) => id));
    yield* siteObjects(this.#district, taken, (positions, vertices) => this.#indexer(positions, vertices));
    if (!context) return;
    for (const [index, kind] of CONTEXT_KINDS.entries()) {
      if (!context.kind.includes(index)) continue;
      let id = `surroundings-${kind}`;
      while (taken.has(id)) id += '-';
      const { type, function: use } = CONTEXT_TYPES[kind];
      yield [
        id,
        (vertices) => {
          const indexOf = this.#indexer(context.positions_m, vertices);
          const corners = (triangle: number) => [...context.triangles.subarray(triangle * 3, triangle * 3 + 3)].map(indexOf);
          const boundaries: number[][][] = [];
          for (let t = 0; t < context.kind.length; t++) if (context.kind[t] === index) boundaries.push([corners(t)]);
          return {
            type,
            attributes: use === undefined ? {} : { function: use },
            geometry: [{ type: kind === 'terrain' ? 'CompositeSurface' : 'MultiSurface', lod: '1', boundaries }],
          };
        },
      ];
    }
  }

  /** Index among the written vertices of a local position, which is put behind them at its first use. */
  #indexer(local_m: Float64Array | Float32Array, vertices: number[][]): (vertex: number) => number {
    const known = this.#indices.get(vertices) ?? new Map<string, number>();
    this.#indices.set(vertices, known);
    return (vertex) => {
      const at = vertex * 3;
      const written = this.#vertex(local_m[at]!, local_m[at + 1]!, local_m[at + 2]!);
      const key = written.join(' ');
      const index = known.get(key) ?? vertices.push(written) - 1;
      known.set(key, index);
      return index;
    };
  }

  #vertex(east: number, north: number, up: number): number[] {
    const [lon, lat, height] = this.#frame.toGeodetic(east, north, up);
    const [x, y] = this.#fromLonLat(lon, lat);
    const [tx, ty] = this.#translate;
    return [Math.round((x - tx) / this.#scale), Math.round((y - ty) / this.#scale), Math.round(height / SCALE_m)];
  }
}

/**
 * The district as one CityJSON document.
 * @throws InputError where the district has no place on the globe or the system does not fit it
 */
export function writeCityJson(district: WrittenDistrict, options: CityJsonOptions = {}): string {
  const writer = new Writer(district, options);
  const vertices: number[][] = [];
  const objects: string[] = [];
  for (const [id, object] of writer.buildings()) objects.push(`${JSON.stringify(id)}:${JSON.stringify(object(vertices))}`);
  for (const [id, object] of writer.surroundings()) objects.push(`${JSON.stringify(id)}:${JSON.stringify(object(vertices))}`);
  const header = JSON.stringify(writer.header).slice(0, -1);
  return `${header},"CityObjects":{${objects.join(',\n')}},"vertices":${JSON.stringify(vertices)}}\n`;
}

/**
 * The district as CityJSONSeq, line by line without line ends: a header, then one feature per building and per kind of surroundings.
 * @throws InputError as {@link writeCityJson}
 */
export function* cityJsonSeqLines(district: WrittenDistrict, options: CityJsonOptions = {}): Generator<string> {
  yield* cityJsonSeqOfParts([district], options);
}

/**
 * Parts of a district, in one local frame, as one CityJSONSeq; a part is let go before the next one is asked for.
 * @throws InputError as {@link writeCityJson}
 */
export function* cityJsonSeqOfParts(parts: Iterable<WrittenDistrict>, options: CityJsonOptions = {}): Generator<string> {
  let isFirst = true;
  for (const part of parts) {
    const writer = new Writer(part, options);
    if (isFirst) yield JSON.stringify({ ...writer.header, CityObjects: {}, vertices: [] });
    isFirst = false;
    yield* featureLines(writer);
  }
}

function* featureLines(writer: Writer): Generator<string> {
  for (const [id, object] of writer.buildings()) yield featureLine(id, object);
  for (const [id, object] of writer.surroundings()) yield featureLine(id, object);
}

function featureLine(id: string, object: (vertices: number[][]) => CityObject): string {
  const vertices: number[][] = [];
  const written = object(vertices);
  return JSON.stringify({ type: 'CityJSONFeature', id, CityObjects: { [id]: written }, vertices });
}
