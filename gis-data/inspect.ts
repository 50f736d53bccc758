/** What a file holds, as plain data: for the command line, for reports and for tests. */
import { InputError } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import type { CoordinateReference, District, GeoOrigin } from '#models/district/district.ts';
import { provenanceCounts, SURFACE_KINDS, type SurfaceKind } from '#models/district/district.ts';
import { type RepairOffer, repairsFor } from '#models/district/edits/repairs/repairsFor.ts';
import type { Provenance } from '#models/district/provenance.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { detectFormat, type FileFormat } from './formats/detectFormat.ts';
import { cellSides_m, type ElevationGrid, gridExtent_deg } from './formats/elevation/elevationGrid.ts';
import { readAny } from './formats/readAny.ts';
import type { InputFile, ReadOptions, ReadResult } from './formats/readDistrict.ts';
import { type FileSource, HEAD_BYTES, readCityJsonSeqStream } from './formats/readStream.ts';
import type { TableRead } from './formats/tables/readTable.ts';
import type { Tileset } from './formats/tileset/readTileset.ts';
import { LocalFrame } from './projection/ellipsoid.ts';
import { meridianConvergence_deg } from './projection/project.ts';

export const SECTORS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
export type Sector = (typeof SECTORS)[number];

export interface BuildingRow {
  readonly id: string;
  readonly lod: string;
  readonly faces: number;
  readonly ground_m2: number;
  readonly roof_m2: number;
  readonly roofFlat_m2: number;
  readonly roofTilted_m2: number;
  readonly roofProjected_m2: number;
  readonly wall_m2: number;
  readonly sharedWall_m2: number;
  readonly height_m: number;
  readonly storeys: number;
  readonly volume_m3: number;
  readonly volumeIsExact: boolean;
  /** By the fans of all rings from the building's first vertex; equal to `volume_m3` for closed shells. */
  readonly fanVolume_m3: number;
  readonly floorArea_m2: number;
  readonly use: string;
  readonly useProvenance: Provenance;
  readonly constructionYear: number;
  readonly yearProvenance: Provenance;
  readonly unknownType?: string;
}

export interface DistrictReport {
  readonly kind: 'district';
  readonly fileName: string;
  readonly format: FileFormat;
  readonly version: string | null;
  readonly reference: CoordinateReference;
  readonly origin: GeoOrigin | null;
  /** West, south, east, north of all vertices [deg]; null where the place is not known. */
  readonly extent_deg: readonly [number, number, number, number] | null;
  /** Lower-left corner of the extent in the file's own coordinates, as longitude and latitude [deg]. */
  readonly lowerLeft_deg: readonly [lon: number, lat: number] | null;
  /** Grid north to true north: true azimuth = grid azimuth + convergence [deg]. */
  readonly meridianConvergence_deg: number | null;
  readonly objectsByType: Readonly<Record<string, number>>;
  readonly geometriesByLod: Readonly<Record<string, number>>;
  readonly buildings: number;
  readonly vertices: number;
  readonly faces: {
    /** Valid faces, those of zero area among them. */
    readonly total: number;
    readonly dropped: number;
    readonly zeroArea: number;
    readonly zeroAreaByKind: Readonly<Partial<Record<SurfaceKind, number>>>;
    readonly byKind: Readonly<Record<SurfaceKind, number>>;
    readonly kindInferred: number;
    readonly interiorRings: number;
  };
  /** Planar areas in the source's own plane [m2]. */
  readonly area_m2: Readonly<Record<SurfaceKind, number>>;
  readonly sharedWallArea_m2: number;
  readonly roof: {
    readonly flatUnder3deg_m2: number;
    readonly tilted3plus_m2: number;
    readonly projected_m2: number;
    readonly tilted10to80_m2: number;
    readonly tilted80plus_m2: number;
    readonly areaWeightedTilt10to80_deg: number;
    /** 45 deg sectors centred on N, NE, ..; azimuth clockwise from the north named in `sectorNorth`. */
    readonly tilted10to80BySector_m2: Readonly<Record<Sector, number>>;
    readonly sectorNorth: 'grid north' | 'true north';
  };
  readonly volume: {
    readonly total_m3: number;
    readonly closedShells: number;
    /** Sum of the fan volumes; depends on reference points where shells are open. */
    readonly fans_m3: number;
  };
  readonly projectedRoofDiffersFromGroundOver1pct: number;
  readonly provenance: Readonly<Record<string, Readonly<Partial<Record<Provenance, number>>>>>;
  readonly issues: readonly Issue[];
  /** What could be mended; only where asked for. */
  readonly repairs?: readonly RepairOffer[];
  /** What only this format has: counts of spaces, layers, georeferencing. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly rows: readonly BuildingRow[];
}

export interface WeatherReport {
  readonly kind: 'weather';
  readonly fileName: string;
  readonly format: FileFormat;
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly timeZone_h: number;
  readonly elevation_m: number;
  readonly firstWeekday: number;
  readonly irradianceInstant_h: number | null;
  readonly dryBulb_C: { readonly min: number; readonly mean: number; readonly max: number };
  readonly ghi_kWh_m2: number;
  readonly dni_kWh_m2: number;
  readonly dhi_kWh_m2: number;
  readonly meanWindSpeed_m_s: number;
  /** Heating degree days, base 18 C, from daily means [K d]. */
  readonly heatingDegreeDays18_Kd: number;
  readonly notes: readonly string[];
}

export interface TerrainReport {
  readonly kind: 'terrain';
  readonly fileName: string;
  readonly format: string;
  readonly columns: number;
  readonly rows: number;
  /** Cells of the file along a side of one cell here; 1 where none were put together. */
  readonly thinning: number;
  /** Shorter side of a cell on the ground [m]. */
  readonly cell_m: number;
  readonly min_m: number;
  readonly max_m: number;
  readonly emptyCells: number;
  readonly reference: CoordinateReference;
  readonly extent_deg: readonly [number, number, number, number] | null;
  readonly issues: readonly Issue[];
}

export interface TilesetReport {
  readonly kind: 'tileset';
  readonly fileName: string;
  readonly format: 'tileset';
  readonly version: string;
  readonly tiles: number;
  readonly contents: Tileset['contents'];
  readonly features: number;
  readonly attributes: readonly string[];
  readonly geometricError_m: number;
  readonly extent_deg: readonly [number, number, number, number] | null;
  /** Lowest and highest ellipsoidal height [m]. */
  readonly heights_m: readonly [number, number] | null;
  readonly attribution: string | null;
  /** 3D tiles are drawn around a district; nothing of them is simulated. */
  readonly simulated: false;
  readonly issues: readonly Issue[];
}

export interface TableReport {
  readonly kind: 'table';
  readonly fileName: string;
  readonly format: FileFormat;
  readonly name: string;
  readonly rows: number;
  readonly columns: TableRead['table']['columns'];
  readonly issues: readonly Issue[];
}

export type InspectReport = DistrictReport | WeatherReport | TerrainReport | TilesetReport | TableReport;

export interface InspectOptions extends ReadOptions {
  /** Also looks for what could be mended. */
  readonly repairs?: boolean;
}

/**
 * Inspects a file of any kind that is read: a city or building model, weather, terrain, 3D tiles or a table.
 * @throws InputError as the readers do
 */
export async function inspectFile(file: InputFile, options: InspectOptions = {}): Promise<InspectReport> {
  if (detectFormat(file.name, file.bytes) === 'empty') {
    throw new InputError({
      code: 'format.unsupported',
      message: 'The file is empty.',
      where: file.name,
      mend: 'Choose a file with content.',
      values: { format: 'empty' },
    });
  }
  return inspectFiles([file], options);
}

/**
 * As {@link inspectFile}, of files that belong together: the first one names them.
 * @throws InputError as `readAny`
 */
export async function inspectFiles(files: readonly InputFile[], options: InspectOptions = {}): Promise<InspectReport> {
  const read = await readAny(files, options);
  const { format } = read;
  const name = files[0]?.name ?? '';
  switch (read.kind) {
    case 'weather':
      return weatherReport(name, format, read.weather);
    case 'terrain':
      return terrainReport(read.grid);
    case 'tileset':
      return tilesetReport(name, read.tileset);
    case 'table': {
      const { table, issues } = read.read;
      return { kind: 'table', fileName: name, format, name: table.name, rows: table.rowCount, columns: table.columns, issues };
    }
    default: {
      const report = districtReport({ name }, format, read.result, options);
      if (!read.terrain) return report;
      const { kind: _, issues: __, fileName: ___, ...elevation } = terrainReport(read.terrain);
      return { ...report, facts: { ...report.facts, elevation } };
    }
  }
}

/** As {@link inspectFile}, of a file that need not be in memory: sequences of buildings are read piece by piece. */
export async function inspectSource(file: FileSource, options: InspectOptions = {}): Promise<InspectReport> {
  const { name } = file;
  if (detectFormat(name, await file.head(HEAD_BYTES)) !== 'cityjson-seq') return inspectFile({ name, bytes: await file.bytes() }, options);
  const read = await readCityJsonSeqStream(name, file.chunks(), { size_bytes: file.size_bytes, ...options });
  return districtReport(file, 'cityjson-seq', read, options);
}

function terrainReport(grid: ElevationGrid): TerrainReport {
  const { fileName, format, columns, rows, thinning, min_m, max_m, emptyCells, reference, issues } = grid;
  const cell_m = Math.min(...cellSides_m(grid));
  const extent_deg = gridExtent_deg(grid);
  return { kind: 'terrain', fileName, format, columns, rows, thinning, cell_m, min_m, max_m, emptyCells, reference, extent_deg, issues };
}

function tilesetReport(fileName: string, tileset: Tileset): TilesetReport {
  const { version, contents, features, attributes, geometricError_m, place, attribution, issues } = tileset;
  return {
    kind: 'tileset',
    fileName,
    format: 'tileset',
    version,
    tiles: tileset.tiles.length,
    contents,
    features,
    attributes,
    geometricError_m,
    extent_deg: place?.extent_deg ?? null,
    heights_m: place && [place.lowest_m, place.highest_m],
    attribution: attribution ?? null,
    simulated: false,
    issues,
  };
}

function weatherReport(fileName: string, format: FileFormat, weather: WeatherYear): WeatherReport {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const yearly = (values: Float64Array) => (mean(values) * values.length) / 1000;
  let degreeDays = 0;
  for (let day = 0; day < 365; day++) degreeDays += Math.max(0, 18 - mean(weather.dryBulb_C.subarray(day * 24, day * 24 + 24)));
  return {
    kind: 'weather',
    fileName,
    format,
    name: weather.name,
    lat_deg: weather.lat_deg,
    lon_deg: weather.lon_deg,
    timeZone_h: weather.timeZone_h,
    elevation_m: weather.elevation_m,
    firstWeekday: weather.firstWeekday,
    irradianceInstant_h: weather.irradianceInstant_h,
    dryBulb_C: {
      min: weather.dryBulb_C.reduce((least, value) => Math.min(least, value)),
      mean: mean(weather.dryBulb_C),
      max: weather.dryBulb_C.reduce((most, value) => Math.max(most, value)),
    },
    ghi_kWh_m2: yearly(weather.ghi_W_m2),
    dni_kWh_m2: yearly(weather.dni_W_m2),
    dhi_kWh_m2: yearly(weather.dhi_W_m2),
    meanWindSpeed_m_s: mean(weather.windSpeed_m_s),
    heatingDegreeDays18_Kd: degreeDays,
    notes: weather.notes,
  };
}

function districtReport(file: Pick<InputFile, 'name'>, format: FileFormat, result: ReadResult, options: InspectOptions): DistrictReport {
  const { district, tally, counts } = result;
  const { surfaces } = district;
  const rows = district.buildings.map((_, index) => buildingRow(district, index, tally.fanVolumes_m3[index] ?? 0));
  const byKind = zeroByKind();
  const area = zeroByKind();
  let kindInferred = 0;
  let interiorRings = 0;
  for (let row = 0; row < surfaces.count; row++) {
    const kind = SURFACE_KINDS[surfaces.kind[row]!]!;
    byKind[kind]++;
    area[kind] += surfaces.area_m2[row]!;
    kindInferred += surfaces.kindInferred[row]!;
    interiorRings += surfaces.ringStart[row + 1]! - surfaces.ringStart[row]! - 1;
  }
  const zeroArea = Object.values(tally.zeroAreaFaces).reduce((sum, count) => sum + count, 0);
  const convergence = convergenceOf(result);
  return {
    kind: 'district',
    fileName: file.name,
    format,
    version: district.source.version ?? null,
    reference: district.reference,
    origin: district.origin,
    ...extentOf(district, convergence ?? 0),
    meridianConvergence_deg: convergence,
    objectsByType: Object.fromEntries(counts.objectsByType),
    geometriesByLod: Object.fromEntries(counts.geometriesByLod),
    buildings: district.buildings.length,
    vertices: result.vertexCount,
    faces: {
      total: tally.faces,
      dropped: tally.droppedFaces + counts.droppedFaces,
      zeroArea,
      zeroAreaByKind: tally.zeroAreaFaces,
      byKind,
      kindInferred,
      interiorRings,
    },
    area_m2: area,
    sharedWallArea_m2: rows.reduce((sum, row) => sum + row.sharedWall_m2, 0),
    roof: roofReport(result),
    volume: {
      total_m3: rows.reduce((sum, row) => sum + row.volume_m3, 0),
      closedShells: rows.filter((row) => row.volumeIsExact).length,
      fans_m3: rows.reduce((sum, row) => sum + row.fanVolume_m3, 0),
    },
    projectedRoofDiffersFromGroundOver1pct: rows.filter(
      (row) => row.ground_m2 > 0 && Math.abs(row.roofProjected_m2 / row.ground_m2 - 1) > 0.01,
    ).length,
    provenance: Object.fromEntries(PROVENANCE_OF.map((property) => [property, provenanceCounts(district, property)])),
    issues: district.issues,
    ...(options.repairs ? { repairs: repairsFor(district, options) } : {}),
    facts: {
      footprintArea: {
        ...result.placement.areas,
        total_m2: district.buildings.reduce((sum, building) => sum + building.footprintArea_m2, 0),
      },
      ...result.facts,
    },
    rows,
  };
}

const PROVENANCE_OF = ['height_m', 'storeys', 'use', 'constructionYear', 'floorArea_m2', 'heatSource'] as const;

function zeroByKind(): Record<SurfaceKind, number> {
  return { ground: 0, wall: 0, roof: 0, 'outer-ceiling': 0, 'outer-floor': 0, closure: 0 };
}

function buildingRow(district: District, index: number, fanVolume_m3: number): BuildingRow {
  const { surfaces } = district;
  const building = district.buildings[index]!;
  const area = zeroByKind();
  let flat = 0;
  let projected = 0;
  let shared = 0;
  for (let row = building.firstSurface; row < building.firstSurface + building.surfaceCount; row++) {
    const kind = SURFACE_KINDS[surfaces.kind[row]!]!;
    const area_m2 = surfaces.area_m2[row]!;
    area[kind] += area_m2;
    if (kind === 'wall') shared += surfaces.sharedArea_m2[row]!;
    if (kind !== 'roof') continue;
    if (surfaces.tilt_deg[row]! < 3) flat += area_m2;
    projected += area_m2 * Math.abs(Math.cos((surfaces.tilt_deg[row]! * Math.PI) / 180));
  }
  return {
    id: building.id,
    lod: building.lod,
    faces: building.surfaceCount,
    ground_m2: area.ground,
    roof_m2: area.roof,
    roofFlat_m2: flat,
    roofTilted_m2: area.roof - flat,
    roofProjected_m2: projected,
    wall_m2: area.wall,
    sharedWall_m2: shared,
    height_m: building.height_m.value,
    storeys: building.storeys.value,
    volume_m3: building.volume_m3.value,
    volumeIsExact: building.volumeIsExact,
    fanVolume_m3,
    floorArea_m2: building.floorArea_m2.value,
    use: building.use.value,
    useProvenance: building.use.provenance,
    constructionYear: building.constructionYear.value,
    yearProvenance: building.constructionYear.provenance,
    ...(building.unknownType === undefined ? {} : { unknownType: building.unknownType }),
  };
}

/** Of the place; null where it is not known or the system has no grid. */
function convergenceOf({ district, placement }: ReadResult): number | null {
  if (!district.origin || !placement.grid) return null;
  return meridianConvergence_deg(placement.grid, district.origin.lon_deg, district.origin.lat_deg);
}

function roofReport({ district, tally, placement }: ReadResult): DistrictReport['roof'] {
  const { surfaces } = district;
  const vectors = tally.planeVectors_m2;
  const sectors: Record<Sector, number> = { N: 0, NE: 0, E: 0, SE: 0, S: 0, SW: 0, W: 0, NW: 0 };
  let flat = 0;
  let tilted = 0;
  let projected = 0;
  let sloped = 0;
  let steep = 0;
  let tiltMoment = 0;
  for (let row = 0; row < surfaces.count; row++) {
    if (SURFACE_KINDS[surfaces.kind[row]!] !== 'roof') continue;
    const area = surfaces.area_m2[row]!;
    const tilt = surfaces.tilt_deg[row]!;
    projected += area * Math.abs(Math.cos((tilt * Math.PI) / 180));
    if (tilt < 3) flat += area;
    else tilted += area;
    if (tilt >= 80) steep += area;
    if (tilt < 10 || tilt >= 80) continue;
    sloped += area;
    tiltMoment += area * tilt;
    const azimuth = (Math.atan2(vectors[row * 3]!, vectors[row * 3 + 1]!) * 180) / Math.PI;
    sectors[SECTORS[Math.floor(((azimuth + 22.5 + 360) % 360) / 45)]!] += area;
  }
  return {
    flatUnder3deg_m2: flat,
    tilted3plus_m2: tilted,
    projected_m2: projected,
    tilted10to80_m2: sloped,
    tilted80plus_m2: steep,
    areaWeightedTilt10to80_deg: sloped > 0 ? tiltMoment / sloped : 0,
    tilted10to80BySector_m2: sectors,
    sectorNorth: placement.known && !placement.grid ? 'true north' : 'grid north',
  };
}

/** Extent on the globe, and the lower-left corner of the extent in the file's own axes. */
function extentOf(district: District, convergence_deg: number): Pick<DistrictReport, 'extent_deg' | 'lowerLeft_deg'> {
  const { origin, surfaces } = district;
  if (!origin || surfaces.count === 0) return { extent_deg: null, lowerLeft_deg: null };
  const frame = new LocalFrame(origin);
  // Grid axes lie turned by the convergence in the local frame.
  const angle = (convergence_deg * Math.PI) / 180;
  const extent = [180, 90, -180, -90] as [number, number, number, number];
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  for (let v = 0; v < surfaces.vertices_m.length; v += 3) {
    const east = surfaces.vertices_m[v]!;
    const north = surfaces.vertices_m[v + 1]!;
    minX = Math.min(minX, east * Math.cos(angle) - north * Math.sin(angle));
    minY = Math.min(minY, east * Math.sin(angle) + north * Math.cos(angle));
    const [lon, lat] = frame.toGeodetic(east, north, surfaces.vertices_m[v + 2]!);
    extent[0] = Math.min(extent[0], lon);
    extent[1] = Math.min(extent[1], lat);
    extent[2] = Math.max(extent[2], lon);
    extent[3] = Math.max(extent[3], lat);
  }
  const [lon, lat] = frame.toGeodetic(minX * Math.cos(angle) + minY * Math.sin(angle), -minX * Math.sin(angle) + minY * Math.cos(angle), 0);
  return { extent_deg: extent, lowerLeft_deg: [lon, lat] };
}
