/** A district while it is being edited: what has changed, building by building; everything else stays as it is. */
import type { Issue, IssueSeverity } from '../../core/issue.ts';
import type { StatedProperties } from '../attributes.ts';
import type { CompletionOptions } from '../completion.ts';
import { type Building, type District, SURFACE_KINDS } from '../district.ts';
import type { DistrictEdit, DrawnShape } from '../edits.ts';
import { NO_ELEMENTS, type SiteElements } from '../elements.ts';
import type { FaceInput } from '../geometry/assemble.ts';
import { Neighbours } from '../neighbours.ts';
import type { Provenance, Sourced } from '../provenance.ts';

export interface DraftBuilding {
  readonly id: string;
  /** Row in the district before the edits; -1 for an added building. */
  readonly base: number;
  /** Record that says what is not edited (an unknown type in the file): its own, or that of the building it was cut from. */
  readonly record: Building | null;
  name: string | undefined;
  lod: string;
  attributes: Building['attributes'];
  /** What is known, and no rule may overwrite. */
  known: StatedProperties;
  /** Faces that replace those of the base; null where they stay. */
  faces: readonly FaceInput[] | null;
  /** The shape the faces come from; null for imported faces. */
  shape: DrawnShape | null;
  /** Stands for the measured height where a repair chose it. */
  chosenHeight_m: Sourced<number> | null;
  removed: boolean;
}

/** Values of a building that a later rule may not overwrite. */
const STATED: readonly Provenance[] = ['measured', 'file', 'user'];

function isStated<T>(sourced: Sourced<T>): boolean {
  return STATED.includes(sourced.provenance);
}

/** What a building brings into completion: use, year and heating as they are, sizes only where somebody stated them. */
export function knownOf(building: Building): StatedProperties {
  const { use, constructionYear, heatSource, storeys, floorArea_m2, height_m } = building;
  return {
    use,
    constructionYear,
    heatSource,
    ...(isStated(storeys) ? { storeys } : {}),
    ...(isStated(floorArea_m2) ? { floorArea_m2 } : {}),
    ...(isStated(height_m) ? { height_m } : {}),
  };
}

/** Texts that a finding needs besides its code. */
export interface Finding {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly objectId: string | null;
  readonly message: string;
  readonly action: string;
  readonly values?: NonNullable<Issue['values']>;
}

/** Findings about edits name this as their source. */
export const EDITS_SOURCE = 'edits';
const SKIPPED = 'The edit was left out.';

export class DistrictDraft {
  readonly base: District;
  readonly completion: CompletionOptions;
  readonly findings: Issue[] = [];
  /** Changed buildings by id. */
  readonly changed = new Map<string, DraftBuilding>();
  /** Added buildings in order. */
  readonly added: DraftBuilding[] = [];
  elements: SiteElements;
  readonly #rows: ReadonlyMap<string, number>;
  #neighbours: Neighbours | null = null;
  #edit = 0;
  #kind: DistrictEdit['kind'] = 'properties';

  constructor(base: District, completion: CompletionOptions) {
    this.base = base;
    this.completion = completion;
    this.elements = base.elements ?? NO_ELEMENTS;
    this.#rows = rowsById(base);
  }

  /** Who stands near whom, before the edits. */
  get neighbours(): Neighbours {
    this.#neighbours ??= new Neighbours(this.base);
    return this.#neighbours;
  }

  /** Names the edit that findings are about. */
  begin(number: number, edit: DistrictEdit): void {
    this.#edit = number;
    this.#kind = edit.kind;
  }

  /** A building to change; a finding and null where there is none of that id, or where it was removed. */
  find(id: string): DraftBuilding | null {
    const known = this.changed.get(id);
    const building = known ?? this.#fromBase(id);
    if (building && !building.removed) {
      this.changed.set(id, building);
      return building;
    }
    this.report({
      code: 'edit.unknownBuilding',
      severity: 'warning',
      objectId: id,
      message: building ? 'The building was removed before.' : 'There is no building of this id.',
      action: SKIPPED,
      values: { what: building ? 'removed' : 'unknown' },
    });
    return null;
  }

  #fromBase(id: string): DraftBuilding | null {
    const row = this.#rows.get(id);
    const building = row === undefined ? undefined : this.base.buildings[row];
    if (row === undefined || !building) return null;
    return {
      id,
      base: row,
      record: building,
      name: building.name,
      lod: building.lod,
      attributes: building.attributes,
      known: knownOf(building),
      faces: null,
      shape: null,
      chosenHeight_m: null,
      removed: building.removed === true,
    };
  }

  /** Whether an id is free for a new building; a finding where it is not. */
  isFree(id: string): boolean {
    if (id !== '' && !this.#rows.has(id) && !this.changed.has(id)) return true;
    this.report({
      code: 'edit.idTaken',
      severity: 'warning',
      objectId: id,
      message: 'Another object has this id.',
      action: SKIPPED,
    });
    return false;
  }

  has(id: string): boolean {
    return this.#rows.has(id) || this.changed.has(id);
  }

  add(building: DraftBuilding): void {
    this.changed.set(building.id, building);
    this.added.push(building);
  }

  /** Takes a building away: one of the base stays as an empty row, an added one is gone. */
  remove(building: DraftBuilding): void {
    building.removed = true;
    if (building.base >= 0) return;
    this.changed.delete(building.id);
    this.added.splice(this.added.indexOf(building), 1);
  }

  /** Faces of a building as they are now, in local metres. */
  facesOf(building: DraftBuilding): readonly FaceInput[] {
    return building.faces ?? facesOfRows(this.base, building.base);
  }

  /** Whether a building that was looked at is as it was. */
  isUntouched({ base, record, faces, known, attributes, name, removed }: DraftBuilding): boolean {
    if (base < 0 || !record || faces !== null || removed) return false;
    const same = JSON.stringify(known) === JSON.stringify(knownOf(record));
    return same && attributes === record.attributes && name === record.name;
  }

  /** Adds a finding about the present edit. */
  report({ values, ...finding }: Finding): void {
    this.findings.push({ ...finding, sourceId: EDITS_SOURCE, values: { edit: this.#edit, kind: this.#kind, ...values } });
  }
}

const ROWS = new WeakMap<readonly Building[], ReadonlyMap<string, number>>();

function rowsById({ buildings }: District): ReadonlyMap<string, number> {
  let rows = ROWS.get(buildings);
  if (!rows) {
    rows = new Map(buildings.map(({ id }, row) => [id, row]));
    ROWS.set(buildings, rows);
  }
  return rows;
}

/** Faces of a building of a district, in local metres, with their kinds and parts. */
export function facesOfRows({ surfaces, buildings }: District, row: number): readonly FaceInput[] {
  const building = buildings[row];
  if (!building) return [];
  const { ringStart, vertexStart, vertices_m, kind, kindInferred, part } = surfaces;
  return Array.from({ length: building.surfaceCount }, (_, i) => {
    const face = building.firstSurface + i;
    const rings: Float64Array[] = [];
    for (let ring = ringStart[face]!; ring < ringStart[face + 1]!; ring++) {
      rings.push(vertices_m.slice(vertexStart[ring]! * 3, vertexStart[ring + 1]! * 3));
    }
    return { rings, kind: kindInferred[face] === 1 ? null : SURFACE_KINDS[kind[face]!]!, ...(part ? { part: part[face]! } : {}) };
  });
}
