/** Levels, spaces and outlines of one building: from storeys, spaces and walls to stacked prisms. */

import type { IfcElement } from './elements.ts';
import { type Entities, isList, numberIn, textIn } from './entities.ts';
import { type IfcMesh, NO_MESH } from './kernel.ts';
import { type Bounds, boundsOf, closedVolume_m3, topOf } from './measure.ts';
import { filled, isInside, type Polygon, planOf, polygonsArea, unite, without } from './outline.ts';
import type { PropertyIndex } from './properties.ts';
import type { IfcStorey, Structure } from './structure.ts';
import type { IfcUnits } from './units.ts';

export interface IfcSpaceRecord {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly storey: number;
  readonly mesh: IfcMesh;
  readonly bounds: Bounds | null;
  readonly plan: readonly Polygon[];
  readonly area_m2: number;
  readonly areaSource: 'quantities' | 'geometry' | 'none';
  readonly areaNote: string;
  readonly volume_m3: number;
  /** Why the space is no room of the building; null for rooms. */
  readonly leftOut: 'roof' | 'outside' | null;
}

/** Part of the building between two levels with one outline. */
export interface Prism {
  readonly outline: Polygon[];
  readonly bottom_m: number;
  readonly top_m: number;
}

export interface Stack {
  readonly prisms: readonly Prism[];
  /** Storeys with rooms. */
  readonly storeys: number;
  /** True where outlines come from walls and spaces, false where only slabs were there. */
  readonly fromWalls: boolean;
}

const AREA_NAMES = ['NetFloorArea', 'GSA BIM Area', 'Area', 'GrossFloorArea', 'NetArea', 'GrossArea'];
const ROOF_WORD = /\b(roof|dach|dachraum|attic|tak|toit|tetto|cubierta)\b/i;
const LEAST_STOREY_m = 1.8;
/** Courtyards smaller than this are shafts and gaps between parts [m2]. */
const LEAST_COURTYARD_m2 = 4;
/** Outlines that differ by less are one. */
const SAME_OUTLINE = 0.03;

/** Height of a product's placement above the model's zero [m]; all parents count. */
export function placementHeight_m(entities: Entities, product: number, units: IfcUnits): number | null {
  let placement = entities.target(entities.argument(product, 5));
  if (placement < 0) return null;
  let height = 0;
  for (let depth = 0; placement >= 0 && depth < 32; depth++) {
    const [parent, relative] = entities.arguments(placement);
    const axes = entities.target(relative);
    const location = axes < 0 ? -1 : entities.target(entities.argument(axes, 0));
    const at = location < 0 ? null : entities.argument(location, 0);
    if (isList(at ?? undefined) && isList(at)) height += numberIn(at[2]) ?? 0;
    placement = entities.target(parent);
  }
  return height * units.length_m;
}

export function readSpaces(
  entities: Entities,
  structure: Structure,
  properties: PropertyIndex,
  meshes: ReadonlyMap<number, IfcMesh>,
  rows: readonly number[],
  elements: readonly IfcElement[],
): IfcSpaceRecord[] {
  const covers = elements.filter((element) => (element.kind === 'roof' || element.kind === 'slab') && element.bounds !== null);
  return rows.map((row) => {
    const mesh = meshes.get(row) ?? NO_MESH;
    const bounds = boundsOf(mesh);
    const stated = properties.quantity(row, 'area', AREA_NAMES);
    const measured = topOf(mesh).area_m2;
    const closed = closedVolume_m3(mesh);
    const volume = properties.quantity(row, 'volume', ['NetVolume', 'GrossVolume', 'Volume'])?.value ?? closed;
    const storey = structure.storeyOf(row);
    return {
      row,
      id: structure.guidOf(row),
      name: [structure.nameOf(row), structure.longNameOf(row)].filter((part) => part !== '').join(' '),
      storey,
      mesh,
      bounds,
      plan: planOf(mesh),
      area_m2: stated?.value ?? (measured > 0 ? measured : Number.NaN),
      areaSource: stated ? ('quantities' as const) : measured > 0 ? ('geometry' as const) : ('none' as const),
      areaNote: stated ? `${stated.set}: ${stated.name}` : '',
      volume_m3: volume,
      leftOut: leftOutOf(entities, structure, row, bounds, storey, covers),
    };
  });
}

function leftOutOf(
  entities: Entities,
  structure: Structure,
  row: number,
  bounds: Bounds | null,
  storey: number,
  covers: readonly IfcElement[],
): IfcSpaceRecord['leftOut'] {
  const predefined = JSON.stringify(entities.argument(row, 9));
  if (predefined.includes('EXTERNAL')) return 'outside';
  const named = ROOF_WORD.test(structure.longNameOf(row)) || ROOF_WORD.test(textIn(entities.argument(row, 4)));
  if (!bounds) return named ? 'roof' : null;
  const middle = (bounds.min[2] + bounds.max[2]) / 2;
  const x = (bounds.min[0] + bounds.max[0]) / 2;
  const y = (bounds.min[1] + bounds.max[1]) / 2;
  const above = covers.some(
    ({ bounds: cover }) => cover && cover.max[2] > middle && x > cover.min[0] && x < cover.max[0] && y > cover.min[1] && y < cover.max[1],
  );
  const isRoofLevel = storey >= 0 && ROOF_WORD.test(structure.nameOf(storey));
  // A space that lies on the roof: open to the sky, by its name or by its storey's.
  if (!above && (named || isRoofLevel) && covers.length > 0) return 'roof';
  return named && bounds.max[2] - bounds.min[2] < LEAST_STOREY_m ? 'roof' : null;
}

/** Levels of storeys in the model's axes, by row. */
export function storeyLevels(entities: Entities, storeys: readonly IfcStorey[], units: IfcUnits): ReadonlyMap<number, number> {
  const levels = new Map<number, number>();
  for (const storey of storeys) {
    const level = placementHeight_m(entities, storey.row, units) ?? storey.elevation_m;
    if (level !== null) levels.set(storey.row, level);
  }
  return levels;
}

interface Slice {
  bottom: number;
  top: number;
  outline: Polygon[];
}

/** Stacks the building from its storeys; null where nothing encloses a room. */
export function stackOf(elements: readonly IfcElement[], spaces: readonly IfcSpaceRecord[], levels: readonly number[]): Stack | null {
  const rooms = spaces.filter((space) => space.leftOut === null && space.bounds !== null);
  const walls = elements.filter((element) => element.kind === 'wall' && element.bounds !== null);
  const roofs = elements.filter((element) => element.kind === 'roof' && element.bounds !== null);
  const slabs = elements.filter((element) => element.kind === 'slab' && element.bounds !== null);
  const enclosing = rooms.length > 0 ? rooms : walls.length > 0 ? walls : slabs;
  if (enclosing.length === 0) return null;
  const roomTop = Math.max(...enclosing.map(({ bounds }) => bounds!.max[2]));
  const roomBottom = Math.min(...enclosing.map(({ bounds }) => bounds!.min[2]));
  const cuts = cutsOf(levels, roomBottom, roomTop, roofs);
  const plans = new Map(walls.map((wall) => [wall, planOf(wall.mesh)] as const));
  const roomPlan = unite(rooms.flatMap((room) => room.plan));
  const touching = rooms.length === 0 ? walls : walls.filter((wall) => touches(wall, roomPlan));
  const slices: Slice[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [bottom, top] = [cuts[i]!, cuts[i + 1]!];
    const inSlice = ({ bounds }: { readonly bounds: Bounds | null }, share: number) =>
      bounds !== null && Math.min(bounds.max[2], top) - Math.max(bounds.min[2], bottom) > share * (top - bottom);
    const here = rooms.filter((room) => inSlice(room, 0.4));
    if (rooms.length > 0 && here.length === 0) continue;
    const covered = [
      ...touching.filter((wall) => inSlice(wall, 0.4)).flatMap((wall) => plans.get(wall) ?? []),
      ...here.flatMap((room) => room.plan),
    ];
    const base =
      covered.length > 0
        ? covered
        : slabs.filter((slab) => inSlice(slab, 0) || Math.abs(slab.bounds!.max[2] - bottom) < 0.5).flatMap((slab) => planOf(slab.mesh));
    const outline = filled(unite(base), LEAST_COURTYARD_m2).filter((polygon) => polygonsArea([polygon]) > 2);
    if (outline.length > 0) slices.push({ bottom, top, outline });
  }
  if (slices.length === 0) return null;
  return { prisms: merged(slices), storeys: slices.length, fromWalls: walls.length > 0 };
}

/** Heights at which the building is cut: levels of storeys between the lowest floor and the top of the highest room. */
function cutsOf(levels: readonly number[], bottom: number, top: number, roofs: readonly IfcElement[]): readonly number[] {
  const sorted = [...new Set(levels)].sort((a, b) => a - b);
  const first = sorted.filter((level) => level <= bottom + 0.6).pop() ?? bottom;
  const inner = sorted.filter((level) => level > first + LEAST_STOREY_m && level < top - 1);
  const flatRoof = Math.min(...roofs.map(({ bounds }) => bounds!.min[2]).filter((z) => z > top - 1.2));
  const next = sorted.find((level) => level >= top - 0.35 && level <= top + 1);
  const last = next ?? (Number.isFinite(flatRoof) && flatRoof <= top + 1 ? Math.max(flatRoof, inner[inner.length - 1] ?? first) : top);
  return [first, ...inner.filter((level) => level < last - 1), last];
}

/** Whether a wall stands beside a room, at one of five places along it. */
function touches(wall: IfcElement, rooms: readonly Polygon[]): boolean {
  const { bounds, facing } = wall;
  if (!bounds) return false;
  const [nx, ny] = facing.normal;
  const cx = (bounds.min[0] + bounds.max[0]) / 2;
  const cy = (bounds.min[1] + bounds.max[1]) / 2;
  const along = Math.abs((bounds.max[0] - bounds.min[0]) * ny) + Math.abs((bounds.max[1] - bounds.min[1]) * nx);
  const reach = wallThickness(wall) / 2 + 0.4;
  for (const t of [-0.45, -0.25, 0, 0.25, 0.45]) {
    const x = cx - ny * along * t;
    const y = cy + nx * along * t;
    if (isInside(rooms, x + nx * reach, y + ny * reach) || isInside(rooms, x - nx * reach, y - ny * reach)) return true;
  }
  return false;
}

/** Thickness along the wall's normal [m]. */
export function wallThickness(wall: IfcElement): number {
  const [nx, ny] = wall.facing.normal;
  let low = Infinity;
  let high = -Infinity;
  const p = wall.mesh.positions;
  for (let v = 0; v < p.length; v += 3) {
    const off = p[v]! * nx + p[v + 1]! * ny;
    low = Math.min(low, off);
    high = Math.max(high, off);
  }
  return high > low ? Math.min(high - low, 2) : 0;
}

/** Storeys with nearly one outline are one prism, so that the shell closes. */
function merged(slices: readonly Slice[]): readonly Prism[] {
  const prisms: Prism[] = [];
  for (const slice of slices) {
    const below = prisms[prisms.length - 1];
    if (below && slice.bottom - below.top_m < 0.6) {
      const area = polygonsArea(below.outline);
      const differing = polygonsArea(without(below.outline, slice.outline)) + polygonsArea(without(slice.outline, below.outline));
      if (differing < SAME_OUTLINE * area) {
        prisms[prisms.length - 1] = { ...below, top_m: slice.top };
        continue;
      }
      prisms[prisms.length - 1] = { ...below, top_m: slice.bottom };
    }
    prisms.push({ outline: slice.outline, bottom_m: slice.bottom, top_m: slice.top });
  }
  return prisms;
}
