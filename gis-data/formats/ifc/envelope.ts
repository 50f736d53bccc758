/**
 * The thermal envelope of a building: which elements face outside, with which area and heat transmittance. Areas come
 * from second-level space boundaries where they cover the building, then from quantities, then from geometry.
 */
import { uValueOfLayers } from '#models/district/building/layers.ts';
import type { IssueLog } from '../issueLog.ts';
import type { BoundaryIndex } from './boundaries.ts';
import type { AreaSource, IfcElement } from './elements.ts';
import { type Entities, numberIn } from './entities.ts';
import type { MaterialIndex } from './materials.ts';
import { isInside, type Polygon } from './outline.ts';
import type { PropertyIndex } from './properties.ts';
import { type Stack, wallThickness } from './storeys.ts';
import type { IfcUnits } from './units.ts';

const QUANTITY_NAMES: Readonly<Record<string, readonly string[]>> = {
  wall: ['NetSideArea', 'GrossSideArea'],
  window: ['Area'],
  door: ['Area'],
  roof: ['NetArea', 'TotalSurfaceArea', 'GrossArea'],
  slab: ['NetArea', 'GrossArea'],
  ground: ['NetArea', 'GrossArea'],
};
/** Share of external walls that boundaries must cover to be taken [-]. */
const COVERS = 0.9;
/** A floor this near the lowest level belongs to the ground [m]. */
const NEAR_m = 0.75;

export interface EnvelopeSources {
  /** Source of the area per kind of element, with counts. */
  readonly byKind: Readonly<Record<string, Readonly<Partial<Record<AreaSource, number>>>>>;
  readonly usedBoundaries: boolean;
  readonly conflicts: Readonly<Record<string, number>>;
}

export interface EnvelopeInputs {
  readonly entities: Entities;
  readonly properties: PropertyIndex;
  readonly materials: MaterialIndex;
  readonly boundaries: BoundaryIndex;
  readonly units: IfcUnits;
  readonly stack: Stack | null;
  readonly log: IssueLog;
  readonly buildingId: string;
}

/** Fills in what belongs to the envelope, its area, direction and heat transmittance. */
export function fillEnvelope(elements: readonly IfcElement[], inputs: EnvelopeInputs): EnvelopeSources {
  const { stack, boundaries } = inputs;
  const byRow = new Map(elements.map((element) => [element.row, element] as const));
  if (stack) for (const element of elements) placeByGeometry(element, stack);
  // A roof that is made of parts has no shape of its own.
  for (const element of elements) if (element.type === 'IFCROOF' && !element.bounds) element.foundExternal = true;
  for (const element of elements) {
    const host = byRow.get(element.host);
    if (!host || (element.kind !== 'window' && element.kind !== 'door')) continue;
    element.foundExternal = host.statedExternal === true && host.kind === 'wall' ? true : host.foundExternal;
    if (host.foundExternal === true) element.outward = host.outward;
  }
  const conflicts: Record<string, number> = {};
  for (const element of elements) {
    element.isExternal = decide(element);
    element.isEnvelope = element.isExternal && !(stack && element.kind === 'wall' && liesApart(element, stack));
    if (element.statedExternal !== null && element.foundExternal !== null && element.statedExternal !== element.foundExternal) {
      conflicts[element.kind] = (conflicts[element.kind] ?? 0) + 1;
    }
  }
  sayConflicts(conflicts, inputs);
  const walls = elements.filter(({ kind, isEnvelope }) => kind === 'wall' && isEnvelope);
  const covered = walls.filter(({ row }) => boundaries.externalArea_m2.has(row)).length;
  const usedBoundaries = walls.length > 0 && covered >= COVERS * walls.length;
  const byKind: Record<string, Partial<Record<AreaSource, number>>> = {};
  for (const element of elements) {
    const [area, source] = areaOf(element, inputs, usedBoundaries);
    element.area_m2 = area;
    element.areaSource = source;
    if (!element.isEnvelope) continue;
    byKind[element.kind] = { ...byKind[element.kind], [source]: (byKind[element.kind]?.[source] ?? 0) + 1 };
    if (element.uValue_W_m2K === null) fromLayers(element, inputs.materials);
  }
  return { byKind, usedBoundaries, conflicts };
}

/** Foundations and parapets enclose no room. */
function liesApart({ bounds }: IfcElement, stack: Stack): boolean {
  if (!bounds) return false;
  const first = stack.prisms[0]!;
  const last = stack.prisms[stack.prisms.length - 1]!;
  return Math.min(bounds.max[2], last.top_m) - Math.max(bounds.min[2], first.bottom_m) < 0.3;
}

/** Walls keep what the file states; floors and roofs are told by where they lie, for files are often wrong about them. */
function decide(element: IfcElement): boolean {
  const { kind, statedExternal, foundExternal } = element;
  if (kind === 'wall') return statedExternal ?? foundExternal ?? false;
  if (kind === 'window' || kind === 'door') return statedExternal === true || (foundExternal ?? false);
  if (kind === 'roof' || kind === 'ground' || kind === 'slab') return foundExternal ?? statedExternal ?? false;
  return false;
}

function placeByGeometry(element: IfcElement, stack: Stack): void {
  if (!element.bounds) return;
  if (element.kind === 'wall') placeWall(element, stack);
  else if (element.kind === 'slab' || element.kind === 'roof' || element.kind === 'ground') placeLying(element, stack);
}

function outlineAt(stack: Stack, z: number): readonly Polygon[] {
  return stack.prisms.find(({ bottom_m, top_m }) => z >= bottom_m && z <= top_m)?.outline ?? [];
}

function placeWall(wall: IfcElement, stack: Stack): void {
  const { min, max } = wall.bounds!;
  const first = stack.prisms[0]!;
  const last = stack.prisms[stack.prisms.length - 1]!;
  const low = Math.max(min[2], first.bottom_m);
  const high = Math.min(max[2], last.top_m);
  if (liesApart(wall, stack)) return;
  const outline = outlineAt(stack, (low + high) / 2);
  const [nx, ny] = wall.facing.normal;
  const x = (min[0] + max[0]) / 2;
  const y = (min[1] + max[1]) / 2;
  const reach = wallThickness(wall) / 2 + 0.3;
  const ahead = isInside(outline, x + nx * reach, y + ny * reach);
  const behind = isInside(outline, x - nx * reach, y - ny * reach);
  wall.foundExternal = ahead !== behind ? true : ahead ? false : null;
  if (ahead && !behind) wall.outward = [-nx, -ny, 0];
}

function placeLying(element: IfcElement, stack: Stack): void {
  const { min, max } = element.bounds!;
  const x = (min[0] + max[0]) / 2;
  const y = (min[1] + max[1]) / 2;
  const first = stack.prisms[0]!;
  const last = stack.prisms[stack.prisms.length - 1]!;
  if (element.kind === 'roof') {
    element.foundExternal = max[2] >= last.top_m - NEAR_m;
    return;
  }
  if (element.type.startsWith('IFCFOOTING') || element.type.startsWith('IFCPILE')) return;
  const below = max[2] <= first.bottom_m + 0.15 && max[2] > first.bottom_m - NEAR_m;
  const inside = isInside(first.outline, x, y);
  // Coverings on the ground slab lie above it; the slab itself reaches below the floor level.
  if (below && inside && min[2] < first.bottom_m - 0.02) {
    element.foundExternal = true;
    element.kind = 'ground';
    element.outward = [0, 0, -1];
  } else if (min[2] >= last.top_m - 0.3 && isInside(last.outline, x, y)) {
    element.foundExternal = true;
    element.kind = 'roof';
  } else element.foundExternal = inside ? false : null;
}

function areaOf(
  element: IfcElement,
  { entities, properties, boundaries, units }: EnvelopeInputs,
  usedBoundaries: boolean,
): [number, AreaSource] {
  const { row, kind, facing } = element;
  const boundary = boundaries.externalArea_m2.get(row);
  if (usedBoundaries && element.isEnvelope && boundary !== undefined) return [boundary, 'boundaries'];
  const names = QUANTITY_NAMES[kind];
  if (!names) return [Number.NaN, 'none'];
  const quantity = properties.quantity(row, 'area', names);
  if (quantity && quantity.value > 0) return [quantity.value, 'quantities'];
  if (kind === 'window' || kind === 'door') {
    const height = numberIn(entities.argument(row, 8));
    const width = numberIn(entities.argument(row, 9));
    if (height !== null && width !== null && height > 0 && width > 0) return [height * width * units.length_m ** 2, 'attributes'];
  }
  return facing.area_m2 > 0 ? [facing.area_m2, 'geometry'] : [Number.NaN, 'none'];
}

function fromLayers(element: IfcElement, materials: MaterialIndex): void {
  const layers = materials.layers(element.row);
  if (layers.length === 0 || element.kind === 'window' || element.kind === 'door') return;
  const value = uValueOfLayers(layers, element.kind === 'slab' ? 'ground' : element.kind);
  if (!(value > 0) || value > 10) return;
  element.uValue_W_m2K = value;
  element.uValueSource = 'layers';
}

function sayConflicts(conflicts: Readonly<Record<string, number>>, { log, buildingId }: EnvelopeInputs): void {
  const count = Object.values(conflicts).reduce((sum, value) => sum + value, 0);
  if (count === 0) return;
  const list = Object.entries(conflicts)
    .map(([kind, value]) => `${value} ${kind}`)
    .join(', ');
  log.add({
    code: 'ifc.externalConflict',
    severity: 'warning',
    objectId: buildingId,
    message: `Inside or outside: the file and the geometry disagree on ${count} elements (${list}).`,
    action: 'Walls, windows and doors follow the file; roofs and floors follow the geometry.',
    values: { count, list },
  });
}
