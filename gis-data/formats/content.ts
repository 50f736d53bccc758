/** What a reader makes of a file, before it becomes a District; the same for every format. */
import type { CancelSignal } from '#models/core/errors.ts';
import type { OnProgress } from '#models/core/progress.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { CompletionOptions } from '#models/district/completion.ts';
import type { ContextSurfaces } from '#models/district/context.ts';
import type { TreatAs } from '#models/district/district.ts';
import type { SiteElements, TerrainGrid } from '#models/district/elements.ts';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import type { AssetLoader } from './assets.ts';
import type { MeshKernel } from './ifc/kernel.ts';
import type { IssueLog } from './issueLog.ts';
import type { Placement } from './placement.ts';

/** What the caller decides and offers; readers take what concerns them. */
export interface ContentOptions {
  /** Reference system of the coordinates, in place of the one the file names: `EPSG:28992`. */
  readonly reference?: string;
  /** Reference system whose plane areas are measured in, to compare files: `EPSG:28992`; `EPSG:4326` for areas on the ellipsoid. */
  readonly areaReference?: string;
  /** What is assumed where the file is silent; outlines without a height are extruded by it. */
  readonly completion?: CompletionOptions;
  /** Level of detail to take where a building has several. */
  readonly lod?: string;
  readonly treatAs?: TreatAs;
  /** Where WebAssembly modules of libraries come from. */
  readonly assets?: AssetLoader;
  /** Where the geometry kernel of IFC runs; in the reader's own thread where absent. */
  readonly meshKernel?: MeshKernel;
  readonly signal?: CancelSignal;
  readonly onProgress?: OnProgress;
}

/** Counts over a file, for `inspect` and for the one line about what was left out. */
export interface ObjectCounts {
  readonly objectsByType: Map<string, number>;
  readonly geometriesByLod: Map<string, number>;
  readonly surroundingsByType: Map<string, number>;
  readonly ignoredByType: Map<string, number>;
  droppedFaces: number;
  facesWithoutSemantics: number;
  interiorFaces: number;
}

export function emptyCounts(): ObjectCounts {
  return {
    objectsByType: new Map(),
    geometriesByLod: new Map(),
    surroundingsByType: new Map(),
    ignoredByType: new Map(),
    droppedFaces: 0,
    facesWithoutSemantics: 0,
    interiorFaces: 0,
  };
}

/** Moves plane coordinates (x, y, z triples) into local east, north, up [m]. */
export type ToLocal = (plane: Float64Array) => Float64Array;

/** What is drawn around the buildings, once the local frame is known. */
export interface Surroundings {
  finish(centre: readonly [number, number], toLocal: ToLocal, log: IssueLog): ContextSurfaces | undefined;
}

export const NO_SURROUNDINGS: Surroundings = { finish: () => undefined };

export interface ModelContent {
  /** Version of the format, where the file says it. */
  readonly version?: string;
  readonly buildings: readonly BuildingInput[];
  readonly placement: Placement;
  readonly counts: ObjectCounts;
  readonly surroundings: Surroundings;
  readonly title?: string;
  readonly attribution?: string;
  readonly vertexCount: number;
  /** Trees, lines and points, once the local frame is known. */
  readonly elements?: (toLocal: ToLocal) => SiteElements;
  readonly terrain?: (toLocal: ToLocal) => TerrainGrid;
  /** Elements and spaces of a building information model, by building id. */
  readonly models?: ReadonlyMap<string, BuildingModel>;
  /** Facts of the format that only `inspect` shows: names and numbers. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Reads one format. Throws InputError only where nothing of the file can be used. */
export type ModelReader = (name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog) => Promise<ModelContent>;
