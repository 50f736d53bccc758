/**
 * Streets as a bent lattice that hangs from a quay: rows run along the river, columns inland. Nodes, and so
 * blocks, depend only on the seed and their own indices: the plan of a large district contains that of a small one.
 */
import { randomAt } from '#models/core/random.ts';
import type { Frame } from './shells.ts';

export interface Block {
  readonly column: number;
  /** 0 stands at the quay. */
  readonly row: number;
  /** Corners south-west, south-east, north-east, north-west: flat east, north pairs [m], streets taken off. */
  readonly corners: readonly number[];
  /** Where the middle lines of its streets cross, in the same order. */
  readonly crossings: readonly number[];
}

export interface StreetPlan {
  /** Blocks in the order they are built: from the middle of the quay outwards. */
  readonly blocks: readonly Block[];
  /** Any block of the lattice up to one step beyond `blocks`, built or not. */
  block(column: number, row: number): Block;
}

/** Edges of a block in the order of its corners. */
export const SOUTH = 0;
export const EAST = 1;
export const NORTH = 2;
export const WEST = 3;

/** North coordinate of the quay above the district's origin [m]. */
const QUAY_NORTH_m = 140;
/** The district grows along the river more than inland. */
const RIVERSIDE_STRETCH = 1.2;
const MEAN_BLOCK_AREA_m2 = 7300;
/** Fewest buildings a block holds on average, for the size of the lattice. */
const LEAST_BUILDINGS_PER_BLOCK = 6;

const COLUMN_SALT = 0x0a11;
const ROW_SALT = 0x0b22;
const NODE_SALT = 0x0c33;

function columnPitch(seed: number, column: number): number {
  return 92 + 40 * randomAt(seed ^ COLUMN_SALT, column);
}

function rowPitch(seed: number, row: number): number {
  return row === 0 ? 74 : 64 + 16 * randomAt(seed ^ ROW_SALT, row);
}

/** Half the width of a street [m]: wider at the quay and every few streets. */
function halfStreetOfRow(row: number): number {
  if (row === 0) return 12;
  return row % 3 === 0 ? 8.5 : 5.5;
}
function halfStreetOfColumn(column: number): number {
  return column % 4 === 0 ? 8.5 : 5.5;
}

/** Bends the straight lattice: the quay's curve fades inland, columns lean and sway. */
function bend(seed: number, column: number, row: number, along: number, inland: number): [number, number] {
  const quay = 18 * Math.sin(along / 260 + 0.4) + 7 * Math.sin(along / 110 + 1.1);
  const node = Math.imul(column, 0x1f123) ^ Math.imul(row, 0x5bd1e);
  const jitter = row === 0 ? 0 : 2.5;
  const east = along + 16 * Math.sin(inland / 170 + 0.5) + 0.05 * Math.min(inland, 1500);
  const north = QUAY_NORTH_m + quay * Math.exp(-inland / 600) - inland + 9 * Math.sin(along / 240 + inland / 390);
  return [
    east + jitter * (2 * randomAt(seed ^ NODE_SALT, node) - 1),
    north + jitter * (2 * randomAt(seed ^ NODE_SALT, node + 0x40000000) - 1),
  ];
}

/** Street plan with room for a number of buildings. */
export function streetPlan(seed: number, buildings: number): StreetPlan {
  const cells = buildings / LEAST_BUILDINGS_PER_BLOCK + 12;
  const radius = 120 + Math.sqrt((cells * MEAN_BLOCK_AREA_m2 * 2) / (Math.PI * RIVERSIDE_STRETCH));
  const halfColumns = Math.ceil((radius * RIVERSIDE_STRETCH) / 92) + 1;
  const rows = Math.ceil(radius / 64) + 1;

  const along = new Map<number, number>([[0, 0]]);
  for (let column = 0; column < halfColumns + 1; column++) {
    along.set(column + 1, along.get(column)! + columnPitch(seed, column));
    along.set(-column - 1, along.get(-column)! - columnPitch(seed, -column - 1));
  }
  const inland = [0];
  for (let row = 0; row <= rows; row++) inland.push(inland[row]! + rowPitch(seed, row));

  const candidates: { column: number; row: number; distance: number }[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = -halfColumns; column < halfColumns; column++) {
      const middle = (along.get(column)! + along.get(column + 1)!) / 2;
      const distance = Math.hypot(middle / RIVERSIDE_STRETCH, (inland[row]! + inland[row + 1]!) / 2);
      if (distance <= radius) candidates.push({ column, row, distance });
    }
  }
  candidates.sort((p, q) => p.distance - q.distance || p.row - q.row || p.column - q.column);
  const node = (c: number, r: number): [number, number] => bend(seed, c, r, along.get(c)!, inland[r]!);
  const block = (column: number, row: number): Block => {
    const crossings = [...node(column, row + 1), ...node(column + 1, row + 1), ...node(column + 1, row), ...node(column, row)];
    return { column, row, crossings, corners: insetPolygon(crossings, halfStreets(column, row)) };
  };
  return { blocks: candidates.map(({ column, row }) => block(column, row)), block };
}

/** Half the widths of the streets around a block, edge by edge [m]. */
export function halfStreets(column: number, row: number): readonly number[] {
  return [halfStreetOfRow(row + 1), halfStreetOfColumn(column + 1), halfStreetOfRow(row), halfStreetOfColumn(column)];
}

/** A point of the quay's middle line and of its continuation up and down the river: east, north [m]. */
export function quayLine(seed: number, along_m: number): [number, number] {
  return bend(seed, 0, 0, along_m, 0);
}

/** Frame on an edge of a polygon: u along the edge, v into it. */
export function edgeFrame(corners: readonly number[], edge: number): Frame {
  const next = (edge + 1) % (corners.length / 2);
  const [ax, ay, bx, by] = [corners[edge * 2]!, corners[edge * 2 + 1]!, corners[next * 2]!, corners[next * 2 + 1]!];
  const length = Math.hypot(bx - ax, by - ay);
  return { east: ax, north: ay, uEast: (bx - ax) / length, uNorth: (by - ay) / length };
}

/** A convex counter-clockwise polygon with each edge moved inwards by its own distance. */
export function insetPolygon(corners: readonly number[], distances: readonly number[]): number[] {
  const count = corners.length / 2;
  const out: number[] = [];
  for (let i = 0; i < count; i++) {
    const before = edgeFrame(corners, (i + count - 1) % count);
    const after = edgeFrame(corners, i);
    const [p, q] = [distances[(i + count - 1) % count]!, distances[i]!];
    // Lines n.x = n.corner + distance, with n the left normal of each edge.
    const [n1x, n1y, n2x, n2y] = [-before.uNorth, before.uEast, -after.uNorth, after.uEast];
    const [c1, c2] = [n1x * after.east + n1y * after.north + p, n2x * after.east + n2y * after.north + q];
    const determinant = n1x * n2y - n1y * n2x;
    out.push((c1 * n2y - c2 * n1y) / determinant, (n1x * c2 - n2x * c1) / determinant);
  }
  return out;
}

/**
 * Longest stretch [from, to] of u, in the frame of an edge, for which a strip from v = `near` to v = `far` lies in the
 * polygon at least `margin` from the other edges; null where there is none.
 */
export function clearStretch(
  corners: readonly number[],
  edge: number,
  near: number,
  far: number,
  margin: number,
): { from: number; to: number } | null {
  const frame = edgeFrame(corners, edge);
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  const count = corners.length / 2;
  for (let other = 0; other < count; other++) {
    if (other === edge) continue;
    const line = edgeFrame(corners, other);
    const [nx, ny] = [-line.uNorth, line.uEast];
    const slope = nx * frame.uEast + ny * frame.uNorth;
    for (const v of [near, far]) {
      const east = frame.east - frame.uNorth * v;
      const north = frame.north + frame.uEast * v;
      const gap = nx * (east - line.east) + ny * (north - line.north) - margin;
      if (Math.abs(slope) < 1e-9) {
        if (gap < 0) return null;
      } else if (slope > 0) from = Math.max(from, -gap / slope);
      else to = Math.min(to, -gap / slope);
    }
  }
  return to - from > 1 ? { from, to } : null;
}

const NAMES =
  'Anchor Bollard Capstan Drift Estuary Ferrymen Gangway Halyard Inlet Jetty Keel Lantern Mizzen Netmakers Oar Pilot Quayside Ropewalk Sailcloth Tiller Undertow Voyage Winch Yardarm'.split(
    ' ',
  );
const ROW_KINDS = ['Street', 'Row', 'Terrace', 'Parade', 'Road'] as const;
const COLUMN_KINDS = ['Lane', 'Walk', 'Way', 'Passage', 'Avenue'] as const;

/** Invented name of the street along an edge of a block. */
export function streetName(block: Block, edge: number): string {
  if (edge === SOUTH || edge === NORTH) {
    const row = edge === SOUTH ? block.row + 1 : block.row;
    if (row === 0) return 'Synthetic Quay';
    return `${NAMES[(row * 7) % NAMES.length]} ${ROW_KINDS[Math.floor(row / NAMES.length) % ROW_KINDS.length]}`;
  }
  const column = edge === EAST ? block.column + 1 : block.column;
  const index = column >= 0 ? column * 2 : -column * 2 - 1;
  return `${NAMES[(index * 5 + 11) % NAMES.length]} ${COLUMN_KINDS[Math.floor(index / NAMES.length) % COLUMN_KINDS.length]}`;
}
