/**
 * The one store that says what to show. Views and panels read it and write it through actions;
 * they never talk to each other. It does not know React.
 */
import type { HostInfo, ProjectRef } from '#electron/host-api/hostApi.ts';
import type { Tileset } from '#gis-data/formats/tileset/readTileset.ts';
import type { ErrorDetail } from '#models/core/errors.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { BuildingLook } from '../building-view/viewTypes.ts';
import type { DataMode } from '../data-view/dataContract.ts';
import type { MapCamera } from '../data-view/mapCamera.ts';
import type { CameraPose } from '../district-view/cameraRig.ts';
import type { Cut } from '../district-view/cut.ts';
import type { Measured, MeasureKind } from '../district-view/measure.ts';
import type { LabelKind } from '../district-view/tools/labelKinds.ts';
import type { BuildingColumn, LoadedDistrict, LoadedWeather, ScenarioOutcome, SurfaceColumn, TableOffer } from '../workers/engineApi.ts';
import type { HourQuantity } from './hourColours.ts';

export type Task = 'district' | 'edit' | 'scenario' | 'results' | 'compare' | 'market';

/** District on the globe, one building from inside, data on a map. */
export const VIEWS = ['district', 'building', 'data'] as const;
export type ViewKind = (typeof VIEWS)[number];
export type Theme = 'system' | 'light' | 'dark';
export type Language = 'en' | 'de';

/** Properties of buildings, and how well they are known: as a whole, as a score, and one by one. */
export const COLOURED_PROPERTIES = [
  'use',
  'constructionYear',
  'height_m',
  'storeys',
  'heatSource',
  'dataQuality',
  'qualityScore',
  'sourceOf.height_m',
  'sourceOf.storeys',
  'sourceOf.use',
  'sourceOf.constructionYear',
  'sourceOf.floorArea_m2',
  'sourceOf.heatSource',
] as const;
export type ColouredProperty = (typeof COLOURED_PROPERTIES)[number];

/** What the buildings are coloured by. */
export type ColourBy =
  | { readonly kind: 'building'; readonly column: BuildingColumn }
  | { readonly kind: 'surface'; readonly column: SurfaceColumn }
  /** Values of the shown hour. */
  | { readonly kind: 'hour'; readonly quantity: HourQuantity }
  | { readonly kind: 'property'; readonly property: ColouredProperty };

/** How the data view is looked at. */
export interface DataLook {
  readonly mode: DataMode;
  /** A building column, or `hourImport` and `hourExport`. */
  readonly quantity: string;
  readonly maximumArcs: number;
  readonly assumedRating_kW: number | null;
  readonly columns: boolean;
}

export interface Layers {
  readonly buildings: boolean;
  readonly imagery: boolean;
  readonly shadows: boolean;
  /** Streets, water and green around the buildings. */
  readonly surroundings: boolean;
  /** The ground as it rises and falls, where it is known. */
  readonly terrain: boolean;
  /** Trees, lines and points. */
  readonly elements: boolean;
  /** 3D tiles around the district, where some were opened. */
  readonly tiles: boolean;
}

/** A place the camera can come back to. */
export interface SavedPose {
  readonly id: string;
  readonly name: string;
  readonly pose: CameraPose;
}

/** A job the person can watch and stop. */
export interface Job {
  readonly id: string;
  /** Message key of what is being done. */
  readonly stage: string;
  /** 0..1 */
  readonly done: number;
  readonly startedAt: number;
}

/** A message that stays until dismissed (errors) or for some seconds (news). */
export interface Notice {
  readonly id: string;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  /** Message key with values, or an error from a border. */
  readonly message: { readonly key: string; readonly values?: Readonly<Record<string, string | number>> } | { readonly error: ErrorDetail };
}

export interface ScenarioState {
  readonly scenario: Scenario;
  /** Last finished result; stays while a newer one is computed. */
  readonly outcome: ScenarioOutcome | null;
  /** The scenario changed after `outcome` was computed. */
  readonly stale: boolean;
}

export interface ProjectState {
  readonly ref: ProjectRef | null;
  readonly name: string;
  readonly unsaved: boolean;
  readonly saving: boolean;
}

export interface UserSettings {
  readonly language: Language;
  readonly theme: Theme;
  readonly tourSeen: boolean;
  readonly railCollapsed: boolean;
  readonly panelWidth_px: number;
  readonly inspectorWidth_px: number;
}

export interface AppState {
  readonly host: HostInfo | null;
  readonly settings: UserSettings;
  readonly project: ProjectState;

  /** The district of the shown scenario: the base with the scenario's edits. */
  readonly district: LoadedDistrict | null;
  /** The district of the compared scenario, where it is another one than `district`. */
  readonly compareDistrict: LoadedDistrict | null;
  readonly weather: LoadedWeather | null;
  /** Changes of the base, for all scenarios: repairs, joined tables, edits that were asked for as such. */
  readonly baseEdits: readonly DistrictEdit[];
  /** Counts districts and weather years that were read; results of an earlier one are not taken. */
  readonly model: number;

  /** Baseline first; it has no measures and cannot be removed. */
  readonly scenarios: readonly ScenarioState[];
  readonly activeScenarioId: string;
  /** Scenario the active one is compared with; the baseline unless chosen otherwise. */
  readonly compareScenarioId: string;

  readonly task: Task;
  readonly view: ViewKind;
  /** Where the views of the whole district look; null until one of them has told. */
  readonly camera: MapCamera | null;
  readonly buildingLook: BuildingLook;
  /** Id of the element or space that is selected in the building view. */
  readonly element: string | null;
  readonly dataView: DataLook;
  readonly colourBy: ColourBy;
  readonly layers: Layers;
  /** Rows of `district.buildings`. */
  readonly selection: readonly number[];
  readonly hovered: number | null;
  /** Row of the surface table picked last inside the selected building, or null. */
  readonly selectedSurface: number | null;
  /** What a drag in the view does. */
  /** What the pointer measures in the district view, and what was measured. */
  readonly measuring: MeasureKind | null;
  readonly measured: Measured | null;
  readonly cut: Cut | null;
  readonly labels: LabelKind;
  readonly savedViews: readonly SavedPose[];
  /** Share of a film that is recorded; null while none is. */
  readonly filmProgress: number | null;
  /** Share of the width left of the divider, where two results are compared by swiping; null for the middle. */
  readonly swipeShare: number | null;
  /** Id of the selected tree, line or point. */
  readonly selectedElement: string | null;
  readonly pointerTool: 'navigate' | 'box-select';
  /** Hour of the year shown by sun and shadow, 0..8759. */
  readonly hour: number;
  readonly playing: boolean;
  /** Bumped to ask the view to fly home. */
  readonly flyHome: number;

  readonly jobs: readonly Job[];
  readonly notices: readonly Notice[];
  readonly commandPaletteOpen: boolean;
  /** Step of the first-start tour, or null. */
  readonly tourStep: number | null;
  /** A table that waits for its join. */
  readonly pendingTable: TableOffer | null;
  /** A second source of the same place: to be merged, or to take over. */
  readonly pendingSecond: { readonly first: string; readonly second: string; readonly buildings: number; readonly merging: boolean } | null;
  /** 3D tiles around the district. */
  readonly tileset: Tileset | null;
  /** File whose reference system the person must choose. */
  readonly pendingReference: { readonly fileName: string; readonly candidates: LoadedDistrict['candidates'] } | null;
}
