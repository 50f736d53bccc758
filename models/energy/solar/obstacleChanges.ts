/** What stands differently in two districts: whose horizons have to be looked at again. */
import type { District } from '../../district/district.ts';
import type { Tree } from '../../district/elements.ts';
import { treeTop_m } from './heightRaster.ts';

/** Where something stands now or stood before, as a box with its top [m]. */
export interface Obstacle {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly top: number;
}

export interface ObstacleChanges {
  /** 1 for rows of the new district whose faces are not those of the old one in the same row. */
  readonly isChanged: Uint8Array;
  readonly obstacles: readonly Obstacle[];
}

/** Compares two districts face by face, row by row of their buildings. */
export function obstacleChanges(before: District, after: District): ObstacleChanges {
  const isChanged = new Uint8Array(after.buildings.length);
  const obstacles: Obstacle[] = [];
  const note = (district: District, row: number) => {
    const box = boxOf(district, row);
    if (box) obstacles.push(box);
  };
  for (let row = 0; row < Math.max(before.buildings.length, after.buildings.length); row++) {
    const inBoth = row < before.buildings.length && row < after.buildings.length;
    if (inBoth && sameFaces(before, after, row)) continue;
    if (row < before.buildings.length) note(before, row);
    if (row < after.buildings.length) {
      note(after, row);
      isChanged[row] = 1;
    }
  }
  obstacles.push(...changedTrees(before, after).map(crownBox));
  return { isChanged, obstacles };
}

/** Whether a building has the same faces in both, in the same order; where they lie in the tables does not matter. */
function sameFaces({ buildings: ours, surfaces: a }: District, { buildings: theirs, surfaces: b }: District, row: number): boolean {
  const first = ours[row]!;
  const second = theirs[row]!;
  if (first.surfaceCount !== second.surfaceCount) return false;
  for (let i = 0; i < first.surfaceCount; i++) {
    const left = first.firstSurface + i;
    const right = second.firstSurface + i;
    if (a.kind[left] !== b.kind[right] || a.area_m2[left] !== b.area_m2[right] || a.sharedArea_m2[left] !== b.sharedArea_m2[right]) {
      return false;
    }
    for (let axis = 0; axis < 3; axis++) {
      if (a.normal[3 * left + axis] !== b.normal[3 * right + axis]) return false;
      if (a.centroid_m[3 * left + axis] !== b.centroid_m[3 * right + axis]) return false;
    }
    const rings = a.ringStart[left + 1]! - a.ringStart[left]!;
    if (rings !== b.ringStart[right + 1]! - b.ringStart[right]!) return false;
    for (let ring = 0; ring < rings; ring++) {
      const from = a.vertexStart[a.ringStart[left]! + ring]!;
      const to = a.vertexStart[a.ringStart[left]! + ring + 1]!;
      const other = b.vertexStart[b.ringStart[right]! + ring]!;
      if (to - from !== b.vertexStart[b.ringStart[right]! + ring + 1]! - other) return false;
      for (let at = 0; at < 3 * (to - from); at++) {
        if (a.vertices_m[3 * from + at] !== b.vertices_m[3 * other + at]) return false;
      }
    }
  }
  return true;
}

function boxOf({ buildings, surfaces }: District, row: number): Obstacle | null {
  const { firstSurface, surfaceCount } = buildings[row]!;
  if (surfaceCount === 0) return null;
  const { ringStart, vertexStart, vertices_m } = surfaces;
  const to = vertexStart[ringStart[firstSurface + surfaceCount]!]!;
  const box = {
    west: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    south: Number.POSITIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
    top: Number.NEGATIVE_INFINITY,
  };
  for (let vertex = vertexStart[ringStart[firstSurface]!]!; vertex < to; vertex++) {
    box.west = Math.min(box.west, vertices_m[3 * vertex]!);
    box.east = Math.max(box.east, vertices_m[3 * vertex]!);
    box.south = Math.min(box.south, vertices_m[3 * vertex + 1]!);
    box.north = Math.max(box.north, vertices_m[3 * vertex + 1]!);
    box.top = Math.max(box.top, vertices_m[3 * vertex + 2]!);
  }
  return box;
}

function treeKey({ at_m, height_m, crown_m }: Tree): string {
  return `${at_m[0]} ${at_m[1]} ${at_m[2]} ${height_m} ${crown_m}`;
}

/** Trees of either district that the other does not have. */
function changedTrees(before: District, after: District): readonly Tree[] {
  const old = before.elements?.trees ?? [];
  const now = after.elements?.trees ?? [];
  if (old === now) return [];
  const [oldKeys, nowKeys] = [new Set(old.map(treeKey)), new Set(now.map(treeKey))];
  return [...old.filter((tree) => !nowKeys.has(treeKey(tree))), ...now.filter((tree) => !oldKeys.has(treeKey(tree)))];
}

function crownBox(tree: Tree): Obstacle {
  const radius = tree.crown_m / 2;
  const [east, north] = tree.at_m;
  return { west: east - radius, east: east + radius, south: north - radius, north: north + radius, top: treeTop_m(tree) };
}
