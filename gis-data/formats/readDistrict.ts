/** A city model file to a District: the way in for every host and worker. */
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { District } from '#models/district/district.ts';
import { type AssemblyTally, type BuildingInput, DistrictAssembler, type DistrictPlace } from '#models/district/geometry/assemble.ts';
import { readCityJson } from './cityjson/readCityJson.ts';
import { CityJsonSequence } from './cityjson/sequence.ts';
import type { ContentOptions, ModelContent, ObjectCounts } from './content.ts';
import { detectFormat, type FileFormat } from './detectFormat.ts';
import { IssueLog } from './issueLog.ts';
import { type Placement, withoutOutliers } from './placement.ts';
import { linesOf } from './text.ts';

export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the caller decides about a file that is read. */
export type ReadOptions = ContentOptions;

/** A district with what was met while reading it. */
export interface ReadResult {
  readonly district: District;
  readonly tally: AssemblyTally;
  readonly counts: ObjectCounts;
  readonly vertexCount: number;
  readonly placement: Placement;
  /** Elements and spaces of building information models, by building id. */
  readonly models?: ReadonlyMap<string, BuildingModel>;
  /** Facts of the format for `inspect`. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  cityjson: 'CityJSON',
  'cityjson-seq': 'a CityJSON sequence',
  epw: 'a weather file (EPW)',
  geojson: 'GeoJSON',
  'geojson-seq': 'a sequence of GeoJSON features',
  json: 'JSON, but not CityJSON',
  citygml: 'CityGML',
  'osm-xml': 'OpenStreetMap XML',
  overpass: 'an answer of the Overpass API',
  xml: 'XML',
  ifc: 'IFC',
  geopackage: 'a GeoPackage',
  shapefile: 'a Shapefile',
  sqlite: 'an SQLite database',
  flatgeobuf: 'FlatGeobuf',
  geotiff: 'an elevation model or picture (TIFF)',
  'ascii-grid': 'an elevation model (ASCII grid)',
  'pvgis-csv': 'a weather file (PVGIS)',
  'pvgis-json': 'a weather file (PVGIS)',
  tileset: 'a 3D Tiles tileset',
  gltf: 'glTF',
  'other-map': 'a map in a format that GDAL reads',
  'other-raster': 'an elevation model in a format that GDAL reads',
  zip: 'a ZIP archive',
  csv: 'a table (CSV)',
  xlsx: 'an Excel workbook',
  empty: 'empty',
  unknown: 'of no known format',
};

/**
 * Reads a city model.
 * @returns the district with an issue for every fault that was met; what is valid is loaded
 * @throws InputError `format.unsupported`, `json.truncated`, `json.syntax`, `cityjson.structure`
 * @throws CancelledError when the signal is aborted
 */
export function readDistrict(file: InputFile, options: ReadOptions = {}): District {
  return readDistrictInFull(file, options).district;
}

/** As {@link readDistrict}, with counts for `inspect`. */
export function readDistrictInFull(file: InputFile, options: ReadOptions = {}): ReadResult {
  const format = detectFormat(file.name, file.bytes);
  const log = new IssueLog(file.name);
  options.onProgress?.({ done: 0, stage: 'progress.reading' });
  const content = readContent(format, file, options, log);
  throwIfAborted(options.signal);
  return assembleContent(format, file, content, options, log);
}

function readContent(format: FileFormat, file: InputFile, options: ReadOptions, log: IssueLog): ModelContent {
  if (format === 'cityjson') return readCityJson(file.name, file.bytes, options, log);
  if (format === 'cityjson-seq') return readSequence(file, options, log);
  throw unsupportedFormat(format, file);
}

/** A sequence that is here as a whole; `readModelStream` reads one that is not. */
function readSequence({ name, bytes }: InputFile, options: ReadOptions, log: IssueLog): ModelContent {
  const buildings: BuildingInput[] = [];
  const sequence = new CityJsonSequence(name, options, log, (building) => buildings.push(building));
  for (const line of linesOf(bytes)) {
    sequence.add(line);
    if (line.number % 500 !== 0) continue;
    throwIfAborted(options.signal);
    options.onProgress?.({ done: (0.7 * line.end) / bytes.length, stage: 'progress.reading' });
  }
  return { ...sequence.end(), buildings };
}

/** A format that no reader takes as a district. */
export function unsupportedFormat(format: FileFormat, file: Pick<InputFile, 'name'>): InputError {
  return new InputError({
    code: 'format.unsupported',
    message: `The file is ${FORMAT_NAMES[format]}.`,
    where: file.name,
    mend: 'A district is read from CityJSON (.city.json) or a CityJSON sequence (.city.jsonl).',
    values: { format },
  });
}

/** Makes the district of what a reader found. */
export function assembleContent(
  format: FileFormat,
  file: Pick<InputFile, 'name'>,
  content: ModelContent,
  options: ReadOptions,
  log: IssueLog,
): ReadResult {
  const { centre, buildings } = withoutOutliers(content.buildings, log);
  const assembler = new DistrictAssembler(file.name);
  for (const [index, building] of buildings.entries()) {
    assembler.add(building);
    if (index % 500 === 0) {
      throwIfAborted(options.signal);
      options.onProgress?.({ done: 0.7 + (0.2 * index) / buildings.length, stage: 'progress.geometry' });
    }
  }
  return finishContent({ format, name: file.name, assembler, centre }, content, options, log);
}

/** Buildings that have been assembled, and the file they are from. */
export interface AssembledBuildings {
  readonly format: FileFormat;
  /** Of the file. */
  readonly name: string;
  readonly assembler: DistrictAssembler;
  /** Middle of the buildings in plane coordinates [m]. */
  readonly centre: readonly [number, number];
}

type Described = Pick<ModelContent, 'placement' | 'title' | 'version' | 'attribution'>;

/** Name, source and local frame of a district. */
export function placeOf(
  { format, name, centre }: Omit<AssembledBuildings, 'assembler'>,
  { placement, title, version, attribution }: Described,
  zeroHeight_m: number,
  { treatAs }: Pick<ReadOptions, 'treatAs'>,
): DistrictPlace & ReturnType<Placement['frame']> {
  return {
    name: title ?? name.replace(/(\.city)?\.\w+$/i, ''),
    source: {
      fileName: name,
      format,
      ...(version ? { version } : {}),
      ...(attribution === undefined ? {} : { attribution }),
      ...(treatAs && Object.keys(treatAs).length > 0 ? { treatedAs: treatAs } : {}),
    },
    reference: placement.reference,
    ...placement.frame(centre, zeroHeight_m),
  };
}

/** Makes the district of buildings and what the reader found besides them. */
export function finishContent(
  assembled: AssembledBuildings,
  content: Omit<ModelContent, 'buildings'>,
  options: ReadOptions,
  log: IssueLog,
): ReadResult {
  const { placement, counts } = content;
  const { assembler, centre } = assembled;
  const zeroHeight_m = assembler.medianGroundLevel();
  const place = placeOf(assembled, content, zeroHeight_m, options);
  const { toLocal } = place;
  const context = content.surroundings.finish(centre, toLocal, log);
  fileIssues(content, assembler.count, zeroHeight_m, log);
  const finished = assembler.finish(place, log.list(), {
    ...(options.completion ? { completion: options.completion } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  options.onProgress?.({ done: 1, stage: 'progress.geometry' });
  const district: District = {
    ...finished,
    zeroLevel_m: zeroHeight_m,
    ...(context ? { context } : {}),
    ...(content.elements ? { elements: content.elements(toLocal) } : {}),
    ...(content.terrain ? { terrain: content.terrain(toLocal) } : {}),
  };
  return {
    district,
    tally: assembler.tally(),
    counts,
    vertexCount: content.vertexCount,
    placement,
    ...(content.models ? { models: content.models } : {}),
    ...(content.facts ? { facts: content.facts } : {}),
  };
}

/** Findings about the file as a whole. */
function fileIssues({ counts }: Pick<ModelContent, 'counts'>, buildings: number, zeroHeight_m: number, log: IssueLog): void {
  const info = (code: string, message: string, action: string, values: Readonly<Record<string, string | number>>) =>
    log.add({ code, severity: 'info', objectId: null, message, action, values });
  const listed = (byType: ReadonlyMap<string, number>) => [...byType].map(([type, count]) => `${count} ${type}`).join(', ');
  if (counts.surroundingsByType.size > 0) {
    const list = listed(counts.surroundingsByType);
    info('cityjson.surroundings', `Around the buildings the file holds: ${list}.`, 'Shown as surroundings; no result depends on them.', {
      list,
    });
  }
  if (counts.ignoredByType.size > 0) {
    const list = listed(counts.ignoredByType);
    info('cityjson.ignored', `The file also holds: ${list}.`, 'Left out: only buildings and surfaces around them are read.', { list });
  }
  if (counts.facesWithoutSemantics > 0) {
    info('semantics.missing', `${counts.facesWithoutSemantics} faces have no semantics.`, 'Classified by their normals; marked inferred.', {
      count: counts.facesWithoutSemantics,
    });
  }
  if (counts.interiorFaces > 0) {
    info('semantics.interior', `${counts.interiorFaces} faces are inside buildings.`, 'Left out.', { count: counts.interiorFaces });
  }
  if (Math.abs(zeroHeight_m) >= 0.01) {
    info(
      'height.zeroLevel',
      `The median ground level is ${zeroHeight_m.toFixed(2)} m.`,
      'Drawn as height 0; heights in attributes are unchanged.',
      { level_m: Number(zeroHeight_m.toFixed(2)) },
    );
  }
  if (buildings === 0) {
    log.add({
      code: 'district.empty',
      severity: 'error',
      objectId: null,
      message: 'The file holds no building.',
      action: 'Choose a file with objects of type Building.',
    });
  }
}
