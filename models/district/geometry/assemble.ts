/**
 * From lists of faces to a District: the one way in for every reader and for generated districts.
 * Areas, tilts, heights and volumes come from the source's own plane coordinates; normals, azimuths and
 * drawing geometry from local east-north-up metres, so that azimuth is from true north.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import { type StatedProperties, statedProperties } from '../attributes.ts';
import { type BuildingForm, type CompletionOptions, completeBuilding } from '../completion.ts';
import type {
  AttributeValue,
  Building,
  CoordinateReference,
  District,
  DistrictSource,
  GeoOrigin,
  SurfaceKind,
  SurfaceTable,
} from '../district.ts';
import { SURFACE_KINDS } from '../district.ts';
import type { Sourced } from '../provenance.ts';
import { BuildingGeometry, type MeasuredBuilding } from './buildingGeometry.ts';
import type { Ring } from './faceVector.ts';
import { sharedWallArea } from './partyWalls.ts';
import { applyPublishedSharedArea } from './publishedPartyWalls.ts';
import { SurfaceBuffers } from './surfaceBuffers.ts';
import { surfaceTable } from './surfaceTable.ts';

export interface FaceInput {
  /** Exterior first, then holes; flat x, y, z in plane metres, not closed. */
  readonly rings: readonly Ring[];
  /** Null where the source has no (valid) semantics: then taken from the normal and marked inferred. */
  readonly kind: SurfaceKind | null;
  /** Number of the building part or shell within the building; walls of different parts can be shared. */
  readonly part?: number;
  /** Index of the face in its file, for issues. */
  readonly index?: number;
}

export interface BuildingInput {
  readonly id: string;
  readonly name?: string;
  readonly lod: string;
  readonly faces: readonly FaceInput[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly unknownType?: string;
  readonly treatedType?: string;
  /** What is known about the building; read from the attributes where absent. */
  readonly stated?: StatedProperties;
  /** Where the faces are an outline extruded upwards: how high, and how that is known. */
  readonly extruded?: Sourced<number>;
}

export interface DistrictPlace {
  readonly name: string;
  readonly source: DistrictSource;
  readonly reference: CoordinateReference;
  readonly origin: GeoOrigin | null;
  /**
   * Turns plane coordinates (x, y, z triples) into local east, north, up [m]; the identity where absent.
   * Returns a new array.
   */
  readonly toLocal?: (plane: Float64Array) => Float64Array;
}

export interface AssembleOptions {
  readonly completion?: CompletionOptions;
  readonly signal?: CancelSignal;
}

/** What was met on the way, for `inspect` and for messages. */
export interface AssemblyTally {
  /** Faces read, valid ones with those of zero area. */
  readonly faces: number;
  readonly droppedFaces: number;
  /** By surface kind; faces below 1e-6 m2 are counted and left out. */
  readonly zeroAreaFaces: Readonly<Partial<Record<SurfaceKind, number>>>;
  /** Per building, by the fans of all its rings: the volume of closed shells, origin-dependent for others [m3]. */
  readonly fanVolumes_m3: readonly number[];
  /** Area vectors in plane coordinates, 3 per row of the surface table [m2]: azimuths from grid north. */
  readonly planeVectors_m2: Float64Array;
}

/** Takes buildings one by one and makes the district at the end. */
export class DistrictAssembler {
  readonly #buffers = new SurfaceBuffers();
  readonly #sourceId: string;
  readonly #geometry: BuildingGeometry;
  readonly #inputs: BuildingInput[] = [];
  readonly #measured: MeasuredBuilding[] = [];
  readonly #issues: Issue[] = [];

  /** @param sourceId file or layer name that issues carry */
  constructor(sourceId: string) {
    this.#sourceId = sourceId;
    this.#geometry = new BuildingGeometry(this.#buffers, sourceId, this.#issues);
  }

  /** Adds a building; faulty faces are reported and left out, the rest is kept. */
  add(building: BuildingInput): void {
    this.#measured.push(this.#geometry.add(this.#inputs.length, building));
    const { faces: _, ...kept } = building;
    this.#inputs.push({ ...kept, faces: [] });
  }

  /** Buildings added so far. */
  get count(): number {
    return this.#inputs.length;
  }

  /** The median height of the ground faces [m]; 0 where there are none. */
  medianGroundLevel(): number {
    const levels = this.#measured.flatMap((building) => (building.groundLevel_m === null ? [] : [building.groundLevel_m]));
    levels.sort((a, b) => a - b);
    return levels[levels.length >> 1] ?? 0;
  }

  tally(): AssemblyTally {
    return {
      ...this.#geometry.tally(),
      fanVolumes_m3: this.#measured.map((building) => building.fanVolume_m3),
      planeVectors_m2: this.#buffers.vector_m2.slice(0, this.#buffers.count * 3),
    };
  }

  /** Makes the district. `issues` are put before those of the geometry. */
  finish(place: DistrictPlace, issues: readonly Issue[] = [], options: AssembleOptions = {}): District {
    throwIfAborted(options.signal);
    const table = surfaceTable(this.#buffers, place.toLocal);
    const surfaces: SurfaceTable = { ...table, sharedArea_m2: sharedWallArea(table, table.part) };
    throwIfAborted(options.signal);
    const stated = this.#inputs.map((input) => input.stated ?? statedProperties(input.attributes));
    const published = this.#applyPublished(stated, surfaces);
    const buildings = this.#inputs.map((input, index) => this.#building(input, stated[index]!, index, surfaces, options.completion));
    return {
      name: place.name,
      source: place.source,
      reference: place.reference,
      origin: place.origin,
      buildings,
      surfaces,
      issues: [...issues, ...published, ...this.#openShells(), ...this.#issues],
    };
  }

  /** Takes party wall areas that the source publishes; one finding for the file. */
  #applyPublished(stated: readonly StatedProperties[], surfaces: SurfaceTable): readonly Issue[] {
    let count = 0;
    let note = '';
    stated.forEach(({ sharedWallArea_m2 }, index) => {
      if (!sharedWallArea_m2) return;
      const { firstSurface, surfaceCount } = this.#measured[index]!;
      applyPublishedSharedArea(surfaces, firstSurface, surfaceCount, sharedWallArea_m2.value);
      count++;
      note = sharedWallArea_m2.note ?? note;
    });
    if (count === 0) return [];
    return [
      {
        code: 'partyWall.published',
        severity: 'info',
        sourceId: this.#sourceId,
        objectId: null,
        message: `Party wall areas of ${count} buildings are published in the file (${note}).`,
        action: 'Used; what geometry does not account for was spread over the walls.',
        values: { count, attribute: note },
      },
    ];
  }

  /** One finding for all: each building says by `volumeIsExact` whether it is meant. */
  #openShells(): readonly Issue[] {
    const count = this.#measured.filter((building) => building.surfaceCount > 0 && !building.volumeIsExact).length;
    if (count === 0) return [];
    return [
      {
        code: '302',
        severity: 'info',
        sourceId: this.#sourceId,
        objectId: null,
        message: 'The faces of a building do not form a closed shell.',
        action: 'Loaded; its volume is indicative.',
        count,
      },
    ];
  }

  #building(
    input: BuildingInput,
    stated: StatedProperties,
    index: number,
    surfaces: SurfaceTable,
    completion: CompletionOptions | undefined,
  ): Building {
    const measured = this.#measured[index]!;
    const form: BuildingForm = {
      ...measured,
      sharedWallShare: sharedWallShare(surfaces, measured),
      ...(input.extruded ? { extruded: input.extruded } : {}),
    };
    return {
      id: input.id,
      ...(input.name === undefined ? {} : { name: input.name }),
      firstSurface: measured.firstSurface,
      surfaceCount: measured.surfaceCount,
      footprintArea_m2: measured.footprintArea_m2,
      volumeIsExact: measured.volumeIsExact,
      ...completeBuilding(form, stated, completion),
      lod: input.lod,
      ...(input.unknownType === undefined ? {} : { unknownType: input.unknownType, floorArea_m2: NOT_HEATED }),
      ...(input.treatedType === undefined ? {} : { treatedType: input.treatedType }),
      attributes: input.attributes,
    };
  }
}

const WALL = SURFACE_KINDS.indexOf('wall');
/** Floor area of an object of which nobody says that it is a building. */
export const NOT_HEATED = { value: 0, provenance: 'default', note: 'not known to be a building: no heated floor' } as const;

/** Share of the wall area of a building that touches others [0..1]; walls that the model leaves out count as shared. */
export function sharedWallShare(
  surfaces: Pick<SurfaceTable, 'kind' | 'area_m2' | 'sharedArea_m2'>,
  building: Pick<MeasuredBuilding, 'firstSurface' | 'surfaceCount' | 'missingWallArea_m2'>,
): number {
  let wall = building.missingWallArea_m2;
  let shared = building.missingWallArea_m2;
  for (let row = building.firstSurface; row < building.firstSurface + building.surfaceCount; row++) {
    if (surfaces.kind[row] !== WALL) continue;
    wall += surfaces.area_m2[row]!;
    shared += surfaces.sharedArea_m2[row]!;
  }
  return wall > 0 ? shared / wall : 0;
}

/**
 * Makes a district from buildings with faces.
 * @returns the district, with one issue per fault found in the geometry
 */
export function assembleDistrict(place: DistrictPlace, buildings: Iterable<BuildingInput>, options: AssembleOptions = {}): District {
  const assembler = new DistrictAssembler(place.source.fileName);
  for (const building of buildings) assembler.add(building);
  return assembler.finish(place, [], options);
}
