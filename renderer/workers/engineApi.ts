/**
 * What the window asks of the engine worker. The worker owns the district, the weather and the solver pool;
 * the window gets what it draws and what it shows, never the whole model twice.
 */

import type { ExportedFile, ExportFormat } from '#gis-data/export/exportModel.ts';
import type { Footprints } from '#gis-data/footprints.ts';
import type { Tileset } from '#gis-data/formats/tileset/readTileset.ts';
import type { JoinOptions, TableJoin } from '#gis-data/join/joinEdit.ts';
import type { MergeOptions, MergeReport } from '#gis-data/join/mergeDistricts.ts';
import type { JoinProposal } from '#gis-data/join/proposeJoin.ts';
import type { ErrorDetail } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import type { Progress } from '#models/core/progress.ts';
import type { BuildingModel, ThermalPath } from '#models/district/buildingModel.ts';
import type { ContextSurfaces } from '#models/district/context.ts';
import type {
  AttributeValue,
  Building,
  CoordinateReference,
  DistrictSource,
  GeoOrigin,
  SurfaceTable,
  TreatAs,
} from '#models/district/district.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import type { SiteElements, TerrainGrid } from '#models/district/elements.ts';
import type { WeatherNote } from '#models/energy/weather.ts';
import type { EnergyFlows } from '#models/grid/flows.ts';
import type { LineLoading } from '#models/grid/lineLoading.ts';
import type { RadialNetwork } from '#models/grid/network.ts';
import type { HourBlockField } from '#models/scenario/hourBlock.ts';
import type { BuildingReport, DistrictKpis } from '#models/scenario/kpis.ts';
import type { PvFieldYield } from '#models/scenario/pvFieldYield.ts';
import type { PvFieldMeasure, Scenario, Selector } from '#models/scenario/scenario.ts';
import type { BuildingYearSeries, HourlyField } from '#models/scenario/yearResult.ts';
import type { ImportReport } from './engine/importReport.ts';
import type { MarketApi } from './marketApi.ts';

/**
 * What the window keeps of the surface table: what it draws, colours and tells. Floats of seven digits, which is half the
 * memory; rings, vertices and middles stay in the worker.
 */
export type ShownSurfaces = Pick<SurfaceTable, 'count' | 'building' | 'kind' | 'kindInferred'> &
  Readonly<Record<'area_m2' | 'sharedArea_m2' | 'tilt_deg' | 'azimuth_deg' | 'normal', Float32Array>>;

/** What the window keeps of a district. */
export interface LoadedDistrict {
  /** Which variant of the base it is: `editsKey` of all edits that led to it. */
  readonly key: string;
  /** Rows of `buildings` that all variants of the base have in common; what scenarios add follows. */
  readonly baseCount: number;
  readonly name: string;
  readonly source: DistrictSource;
  readonly reference: CoordinateReference;
  readonly origin: GeoOrigin | null;
  readonly buildings: readonly Building[];
  readonly surfaces: ShownSurfaces;
  readonly issues: readonly Issue[];
  /** Binary glTF of all buildings, y-up, one feature per surface (feature id = row of the surface table). */
  readonly glb: Uint8Array;
  /** What is drawn around the buildings; null where nothing is known. */
  readonly context: ContextSurfaces | null;
  /** Trees, lines and points. */
  readonly elements: SiteElements;
  readonly terrain: TerrainGrid | null;
  /** Local bounds [m]: west, south, bottom, east, north, top. */
  readonly bounds_m: readonly [number, number, number, number, number, number];
  /** Present where the file was shown while it was read: the districts of one reading are one place, and the last is complete. */
  readonly reading?: { readonly id: string; readonly isComplete: boolean };
  /** Likely reference systems where the file names none. */
  readonly candidates: readonly { readonly code: string; readonly name: string; readonly lon_deg: number; readonly lat_deg: number }[];
}

export interface LoadedWeather {
  readonly name: string;
  readonly origin: 'epw' | 'synthetic';
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly timeZone_h: number;
  /** 8,760 each, for the timeline. */
  readonly dryBulb_C: Float32Array;
  readonly ghi_W_m2: Float32Array;
  readonly notes: readonly string[];
  readonly noteDetails?: readonly WeatherNote[];
}

/** Per-building and per-surface columns the views colour by; yearly values, units in the name. */
export interface ScenarioOutcome {
  readonly scenarioId: string;
  /** Variant of the district the columns belong to. */
  readonly districtKey: string;
  /** Content hash of all inputs. */
  readonly hash: string;
  readonly kpis: DistrictKpis;
  /** Hourly district sums [W]. */
  readonly hourly: Readonly<Record<HourlyField, Float32Array>>;
  readonly buildings: Readonly<Record<BuildingColumn, Float32Array>>;
  readonly surfaces: Readonly<Record<SurfaceColumn, Float32Array>>;
  /** Largest relative energy residual. */
  readonly residual: number;
  readonly duration_ms: number;
  /** True where it came from the cache. */
  readonly cached: boolean;
}

export const BUILDING_COLUMNS = [
  'heatDemand_kWh_m2',
  'coolingDemand_kWh_m2',
  'electricity_kWh_m2',
  'pvYield_kWh',
  'gridImport_kWh',
  'gridExport_kWh',
  'co2_kg_m2',
  'cost_EUR',
] as const;
export type BuildingColumn = (typeof BUILDING_COLUMNS)[number];

/** NaN where a surface has no such value. */
export const SURFACE_COLUMNS = ['irradiation_kWh_m2', 'pvYield_kWh_m2'] as const;
export type SurfaceColumn = (typeof SURFACE_COLUMNS)[number];

/** Formats the window offers; `ifc` gives the IFC file that was read, with results as property sets. */
export type WindowExport = ExportFormat | 'ifc';

/** Errors cross the worker border as data. */
export type EngineAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly cancelled: boolean; readonly error: ErrorDetail };

export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file where it lies: it is read beside the window, piece by piece where its format allows. */
export interface LyingFile {
  readonly name: string;
  readonly blob: Blob;
}
export type GivenFile = InputFile | LyingFile;

/** What the person said about a file that does not say it itself. */
export interface FileReading {
  /** Reference system of the coordinates, in place of the one the file names. */
  readonly reference?: string;
  /** Unknown types of objects that are buildings. */
  readonly treatAs?: TreatAs;
  /** Files that belong to it: the parts of a Shapefile, the tiles of a tileset. */
  readonly parts?: readonly GivenFile[];
}

/** What a file turned out to be. */
export type FileAnswer =
  | { readonly kind: 'district'; readonly district: LoadedDistrict }
  | { readonly kind: 'weather'; readonly weather: LoadedWeather }
  /** The same district, on its ground. */
  | { readonly kind: 'terrain'; readonly district: LoadedDistrict; readonly source: string; readonly issues: readonly Issue[] }
  /** Waits in the engine for `joinTable`. */
  | { readonly kind: 'table'; readonly table: TableOffer }
  /** A second source of the same place; waits in the engine for `takePending` or `mergePending`. */
  | { readonly kind: 'second'; readonly first: string; readonly second: string; readonly buildings: number }
  | { readonly kind: 'tileset'; readonly tileset: Tileset };

/** A table that can be joined to the buildings. */
export interface TableOffer {
  readonly name: string;
  readonly rowCount: number;
  readonly firstRows: readonly (readonly AttributeValue[])[];
  readonly issues: readonly Issue[];
  readonly proposal: JoinProposal;
  /** Attributes of the buildings that can be a key. */
  readonly attributes: readonly string[];
}

export type MergeChoice = Omit<MergeOptions, 'signal'>;

export interface EngineApi extends MarketApi {
  /** The district every new user sees first. */
  loadSample(onProgress: (progress: Progress) => void): Promise<EngineAnswer<{ district: LoadedDistrict; weather: LoadedWeather }>>;
  /**
   * Content decides what the file is: a district or a weather year. On an error what was loaded stays.
   * @param onPartial told the buildings read so far, at growing sizes, until the answer comes; nothing else can be asked about them
   */
  readFile(
    file: GivenFile,
    options: FileReading,
    onProgress: (progress: Progress) => void,
    onPartial?: (district: LoadedDistrict) => void | Promise<void>,
  ): Promise<EngineAnswer<FileAnswer>>;
  /** What a join of the waiting table would do; nothing is changed by it. */
  joinTable(options: JoinOptions): Promise<EngineAnswer<TableJoin>>;
  /** The waiting district takes the place of the present one. */
  takePending(): Promise<EngineAnswer<LoadedDistrict>>;
  /** What merging the waiting district into the present one would do. */
  checkMerge(options: MergeChoice): Promise<EngineAnswer<MergeReport>>;
  mergePending(options: MergeChoice): Promise<EngineAnswer<{ readonly district: LoadedDistrict; readonly report: MergeReport }>>;
  /** A newer call for the same scenario cancels the older one. */
  simulate(scenario: Scenario, onProgress: (progress: Progress) => void): Promise<EngineAnswer<ScenarioOutcome>>;
  buildingYear(scenario: Scenario, building: number): Promise<EngineAnswer<BuildingYearSeries>>;
  buildingReport(scenario: Scenario, building: number): Promise<EngineAnswer<BuildingReport>>;
  /** Rows of the buildings a selector matches. */
  select(selector: Selector): Promise<Uint32Array>;
  /** Cancels reading and simulating. */
  cancel(): Promise<void>;
  /**
   * District and results of a scenario as a file.
   * @param row building for `idf`, which writes one
   */
  exportModel(scenario: Scenario, format: WindowExport, row: number | null): Promise<EngineAnswer<ExportedFile>>;
  /** Hours of all buildings, [building][hour] from `firstHour` on; power [W], indoor air [degC]. */
  hours(scenario: Scenario, field: HourBlockField, firstHour: number, hours: number): Promise<EngineAnswer<HourBlock>>;
  /** Irradiance of every surface of the district in an hour [W/m2]; NaN where the sun does not matter. */
  surfaceHour(scenario: Scenario, hour: number): Promise<EngineAnswer<{ readonly districtKey: string; readonly values: Float32Array }>>;
  /** One building for the building view. */
  buildingInside(scenario: Scenario, row: number): Promise<EngineAnswer<BuildingInside>>;
  /** What PV on chosen faces would yield. */
  pvPreview(scenario: Scenario, field: PvPreviewField): Promise<EngineAnswer<PvFieldYield>>;
  /** Outlines of all buildings for the data view; null while the district has no place on the globe. */
  footprints(scenario: Scenario): Promise<EngineAnswer<{ readonly districtKey: string; readonly footprints: Footprints | null }>>;
  /** Flows and line loading of an hour. */
  dataFrame(scenario: Scenario, hour: number, maximumArcs: number): Promise<EngineAnswer<DataFrame>>;
  /** The district of a scenario: the base with the scenario's edits. */
  districtOf(scenario: Scenario): Promise<EngineAnswer<ShownVariant>>;
  /** Changes of the base itself: repairs, joined tables and what the person asked to change for all scenarios. */
  setBaseEdits(edits: readonly DistrictEdit[]): Promise<EngineAnswer<null>>;
  /** What the import assistant tells about the base. */
  importReport(onProgress: (progress: Progress) => void): Promise<EngineAnswer<ImportReport>>;
  /** District, weather and changes of the base for the project file. */
  snapshot(): Promise<Snapshot>;
  restore(
    snapshot: Snapshot,
  ): Promise<EngineAnswer<{ district: LoadedDistrict; weather: LoadedWeather; baseEdits: readonly DistrictEdit[] }>>;
}

export type PvPreviewField = Pick<PvFieldMeasure, 'buildingId' | 'faces' | 'coverage' | 'power_kW_m2'>;

/** Some hours of all buildings. */
export interface HourBlock {
  readonly districtKey: string;
  readonly field: HourBlockField;
  readonly firstHour: number;
  readonly hours: number;
  /** Row by row: buildings, then hours. */
  readonly values: Float32Array;
}

/** One building from inside. Element arrays are in the order of `model.elements`; faces count from its first surface. */
export interface BuildingInside {
  readonly districtKey: string;
  readonly buildingId: string;
  readonly firstSurface: number;
  readonly model: BuildingModel;
  readonly paths: readonly ThermalPath[];
  /** Per element over the year [kWh/(m2 a)]; NaN where the element is no face of the district. */
  readonly heatLoss_kWh_m2: Float32Array;
  /** [face][hour] [W/m2]. */
  readonly irradiance_W_m2: Float32Array;
  /** Per face over the year [kWh/(m2 a)]; NaN where the sun does not matter. */
  readonly irradiation_kWh_m2: Float32Array;
  /** Air of the one heated zone by hour [degC]. */
  readonly indoor_C: Float32Array;
}

/** An hour for the data view. */
export interface DataFrame {
  readonly hour: number;
  /** Per building: drawn from the grid, negative where fed in [W]. */
  readonly net_W: Float32Array;
  readonly flows: {
    readonly flows: EnergyFlows;
    readonly grid_m: readonly [number, number];
    readonly gridIsAssumed: boolean;
    readonly widest_W: number;
  };
  readonly lines: { readonly network: RadialNetwork; readonly loading: LineLoading; readonly peak_W: number };
}

/** A variant of the district as the window shows it. */
export interface ShownVariant {
  readonly district: LoadedDistrict;
  /** Edits that could not be done as asked. */
  readonly findings: readonly Issue[];
}

/** What a project file holds of the model. */
export interface Snapshot {
  /** The district as it was read, with building models and changes of the base. */
  readonly district: Uint8Array;
  readonly weather: Uint8Array;
  readonly results: Readonly<Record<string, Uint8Array>>;
}
