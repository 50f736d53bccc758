/**
 * From a draft to a district: rows of buildings that kept their faces are copied as blocks, the others are measured
 * anew, and party walls are found again where something changed.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import { type BuildingForm, completeBuilding } from '../completion.ts';
import { type Building, type District, SURFACE_KINDS, type SurfaceTable } from '../district.ts';
import { NOT_HEATED, sharedWallShare } from '../geometry/assemble.ts';
import { BuildingGeometry, type MeasuredBuilding } from '../geometry/buildingGeometry.ts';
import { SurfaceBuffers } from '../geometry/surfaceBuffers.ts';
import { surfaceTable, type UnsharedTable } from '../geometry/surfaceTable.ts';
import type { DistrictDraft, DraftBuilding } from './draft.ts';
import { shareWalls } from './sharedWalls.ts';

/** Rows of one building in the new table: from the base or from the measured ones. */
export interface Block {
  /** First building of the new district, and how many follow whose rows are next to each other in the source. */
  readonly building: number;
  readonly from: 'base' | 'new';
  readonly firstRow: number;
  readonly rowCount: number;
}

/** The district that a draft describes. */
export function rebuild(draft: DistrictDraft, signal: CancelSignal | undefined): District {
  const { base } = draft;
  const elements = draft.elements === base.elements ? {} : hasElements(draft) ? { elements: draft.elements } : {};
  if (draft.changed.size === 0) return { ...base, ...elements };
  const touched = [...draft.changed.values()].filter((building) => building.faces !== null || building.removed);
  const measured = touched.length > 0 ? measure(draft) : null;
  throwIfAborted(signal);
  const surfaces = measured ? mergedTable(draft, measured, touched) : base.surfaces;
  throwIfAborted(signal);
  const buildings = base.buildings.map((building, row): Building => {
    const firstSurface = measured?.firstRow[row] ?? building.firstSurface;
    const change = draft.changed.get(building.id);
    if (change && change.base === row) return changedBuilding(draft, change, surfaces, firstSurface, measured?.byId.get(change.id));
    return firstSurface === building.firstSurface ? building : { ...building, firstSurface };
  });
  draft.added.forEach((change, i) => {
    const firstSurface = measured!.firstRow[base.buildings.length + i]!;
    buildings.push(changedBuilding(draft, change, surfaces, firstSurface, measured!.byId.get(change.id)));
  });
  return { ...base, ...elements, buildings, surfaces };
}

function hasElements({ base, elements }: DistrictDraft): boolean {
  return base.elements !== undefined || elements.trees.length + elements.lines.length + elements.points.length > 0;
}

export interface Measured {
  readonly table: UnsharedTable;
  readonly byId: ReadonlyMap<string, MeasuredBuilding>;
  readonly blocks: readonly Block[];
  /** First row per building of the new district. */
  readonly firstRow: Uint32Array;
}

function measure(draft: DistrictDraft): Measured {
  const buffers = new SurfaceBuffers();
  // Faults of imported faces were reported when they were read.
  const geometry = new BuildingGeometry(buffers, draft.base.source.fileName, []);
  const byId = new Map<string, MeasuredBuilding>();
  const { buildings } = draft.base;
  const total = buildings.length + draft.added.length;
  const firstRow = new Uint32Array(total);
  const blocks: Block[] = [];
  let open: { building: number; from: 'base'; firstRow: number; rowCount: number } | null = null;
  let rows = 0;
  for (let index = 0; index < total; index++) {
    firstRow[index] = rows;
    const building = buildings[index];
    const change = building ? draft.changed.get(building.id) : draft.added[index - buildings.length];
    if (building && (!change || change.base !== index || (change.faces === null && !change.removed))) {
      rows += building.surfaceCount;
      if (open && open.firstRow + open.rowCount === building.firstSurface) open.rowCount += building.surfaceCount;
      else {
        open = { building: index, from: 'base', firstRow: building.firstSurface, rowCount: building.surfaceCount };
        blocks.push(open);
      }
      continue;
    }
    open = null;
    if (!change || change.removed) continue;
    const form = geometry.add(index, { id: change.id, lod: change.lod, faces: change.faces ?? [], attributes: {} });
    byId.set(change.id, form);
    rows += form.surfaceCount;
    blocks.push({ building: index, from: 'new', firstRow: form.firstSurface, rowCount: form.surfaceCount });
  }
  return { table: surfaceTable(buffers), byId, blocks, firstRow };
}

function mergedTable(draft: DistrictDraft, measured: Measured, touched: readonly DraftBuilding[]): SurfaceTable {
  const { base } = draft;
  const { blocks } = measured;
  const source = (block: Block) => (block.from === 'base' ? base.surfaces : measured.table);
  let count = 0;
  let rings = 0;
  let vertices = 0;
  for (const block of blocks) {
    const { ringStart, vertexStart } = source(block);
    const [firstRing, lastRing] = [ringStart[block.firstRow]!, ringStart[block.firstRow + block.rowCount]!];
    count += block.rowCount;
    rings += lastRing - firstRing;
    vertices += vertexStart[lastRing]! - vertexStart[firstRing]!;
  }
  const basePart = base.surfaces.part;
  const firstNewPart = basePart ? greatest(basePart) + 1 : 0;
  const part = basePart ? new Uint32Array(count) : undefined;
  const table = {
    count,
    building: new Uint32Array(count),
    ...(part ? { part } : {}),
    kind: new Uint8Array(count),
    kindInferred: new Uint8Array(count),
    area_m2: new Float64Array(count),
    sharedArea_m2: new Float64Array(count),
    tilt_deg: new Float64Array(count),
    azimuth_deg: new Float64Array(count),
    normal: new Float64Array(count * 3),
    centroid_m: new Float64Array(count * 3),
    ringStart: new Uint32Array(count + 1),
    vertexStart: new Uint32Array(rings + 1),
    vertices_m: new Float64Array(vertices * 3),
  };
  let row = 0;
  let ring = 0;
  let vertex = 0;
  for (const block of blocks) {
    const from = source(block);
    const end = block.firstRow + block.rowCount;
    for (const column of ['building', 'kind', 'kindInferred', 'area_m2', 'tilt_deg', 'azimuth_deg'] as const) {
      table[column].set(from[column].subarray(block.firstRow, end), row);
    }
    if (block.from === 'base') table.sharedArea_m2.set(base.surfaces.sharedArea_m2.subarray(block.firstRow, end), row);
    for (const column of ['normal', 'centroid_m'] as const) table[column].set(from[column].subarray(block.firstRow * 3, end * 3), row * 3);
    if (part && from.part) {
      const shift = block.from === 'base' ? 0 : firstNewPart;
      for (let i = 0; i < block.rowCount; i++) part[row + i] = from.part[block.firstRow + i]! + shift;
    }
    const [firstRing, lastRing] = [from.ringStart[block.firstRow]!, from.ringStart[end]!];
    const [firstVertex, lastVertex] = [from.vertexStart[firstRing]!, from.vertexStart[lastRing]!];
    for (let i = 0; i < block.rowCount; i++) table.ringStart[row + i] = from.ringStart[block.firstRow + i]! - firstRing + ring;
    for (let i = firstRing; i < lastRing; i++) table.vertexStart[ring + i - firstRing] = from.vertexStart[i]! - firstVertex + vertex;
    table.vertices_m.set(from.vertices_m.subarray(firstVertex * 3, lastVertex * 3), vertex * 3);
    row += block.rowCount;
    ring += lastRing - firstRing;
    vertex += lastVertex - firstVertex;
  }
  table.ringStart[count] = rings;
  table.vertexStart[rings] = vertices;
  shareWalls(base, table, measured, touched);
  return table;
}

function greatest(values: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}

const GROUND = SURFACE_KINDS.indexOf('ground');

/** What the surfaces of an unchanged shell say; the record of the building says where its volume comes from. */
function formOf(building: Building, surfaces: SurfaceTable): BuildingForm {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let grounded = false;
  const { firstSurface, surfaceCount } = building;
  for (let row = firstSurface; row < firstSurface + surfaceCount; row++) {
    grounded ||= surfaces.kind[row] === GROUND;
    for (let v = surfaces.vertexStart[surfaces.ringStart[row]!]!; v < surfaces.vertexStart[surfaces.ringStart[row + 1]!]!; v++) {
      low = Math.min(low, surfaces.vertices_m[v * 3 + 2]!);
      high = Math.max(high, surfaces.vertices_m[v * 3 + 2]!);
    }
  }
  const solid = building.volume_m3.provenance === 'geometry' && high - low > 1e-3;
  return {
    footprintArea_m2: building.footprintArea_m2,
    footprintInferred: surfaceCount > 0 && !grounded,
    height_m: solid ? building.height_m.value : 0,
    volume_m3: solid ? building.volume_m3.value : 0,
    volumeIsExact: building.volumeIsExact,
    sharedWallShare: sharedWallShare(surfaces, { firstSurface, surfaceCount, missingWallArea_m2: 0 }),
  };
}

const GONE = { value: 0, provenance: 'user', note: 'removed' } as const;

function changedBuilding(
  draft: DistrictDraft,
  change: DraftBuilding,
  surfaces: SurfaceTable,
  firstSurface: number,
  measured: MeasuredBuilding | undefined,
): Building {
  const before = change.record;
  if (before && draft.isUntouched(change)) return { ...before, firstSurface };
  if (change.removed && before) {
    return {
      ...before,
      firstSurface,
      surfaceCount: 0,
      footprintArea_m2: 0,
      volume_m3: GONE,
      floorArea_m2: GONE,
      removed: true,
    };
  }
  const form = measured
    ? { ...measured, sharedWallShare: sharedWallShare(surfaces, { ...measured, firstSurface }) }
    : formOf({ ...before!, firstSurface }, surfaces);
  const completed = completeBuilding(form, change.known, draft.completion);
  const chosen = change.chosenHeight_m;
  const name = change.name === undefined ? {} : { name: change.name };
  return {
    ...(before ? withoutName(before) : {}),
    id: change.id,
    ...name,
    firstSurface,
    surfaceCount: measured?.surfaceCount ?? before?.surfaceCount ?? 0,
    footprintArea_m2: form.footprintArea_m2,
    volumeIsExact: form.volumeIsExact,
    ...completed,
    ...(chosen ? { height_m: chosen, volume_m3: { ...completed.volume_m3, provenance: chosen.provenance, ...noteOf(chosen.note) } } : {}),
    ...(before?.unknownType === undefined ? {} : { floorArea_m2: NOT_HEATED }),
    lod: change.lod,
    attributes: change.attributes,
  };
}

function noteOf(note: string | undefined): { readonly note?: string } {
  return note === undefined ? {} : { note };
}

function withoutName({ name: _, ...building }: Building): Omit<Building, 'name'> {
  return building;
}
