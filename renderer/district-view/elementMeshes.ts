/** Trees, lines and points of a district as the view draws them; prepared in the worker. */
import { LINE_KINDS, POINT_KINDS, type SiteElements, type SiteLine, type SitePoint, type Tree } from '#models/district/elements.ts';
import { packGlb } from './glb.ts';
import type { Ground } from './ground.ts';

export interface ElementMeshes {
  /** Crowns and trunks; feature ids are the row of the tree and {@link TREE_PARTS}. Null where there are none. */
  readonly trees: Uint8Array<ArrayBuffer> | null;
  /** Lines, then points; feature ids are the row among them and the kind, lines first. Null where there are none. */
  readonly symbols: Uint8Array<ArrayBuffer> | null;
}

export const TREE_PARTS = ['trunk', 'crown'] as const;
/** Lines lie so high above the ground, else it would hide them where it bends [m]. */
const LINE_LIFT_M = 0.25;
/** A line follows the terrain in steps of this, and no finer than its cells [m]. */
const LINE_STEP_M = 8;
/** Sides of a crown and of a trunk. */
const CROWN_SIDES = 7;
const TRUNK_SIDES = 4;
/** Height and radius of a crown's rings, of its height and its radius. */
const CROWN_RINGS = [
  [0.08, 0.62],
  [0.42, 1],
  [0.78, 0.7],
] as const;
/** Share of a tree's height below its crown. */
const TRUNK_SHARE = 0.28;

class MeshBuilder {
  readonly positions: number[] = [];
  readonly normals: number[] = [];
  readonly ids: number[] = [];
  readonly kinds: number[] = [];
  readonly indices: number[] = [];

  /** East, north, up of a vertex and of its normal or offset. */
  vertex(at: readonly [number, number, number], normal: readonly [number, number, number], id: number, kind: number): number {
    this.positions.push(at[0], at[2], -at[1]);
    this.normals.push(normal[0], normal[2], -normal[1]);
    this.ids.push(id);
    return this.kinds.push(kind) - 1;
  }

  glb(features: number, kinds: number): Uint8Array<ArrayBuffer> | null {
    if (this.indices.length === 0) return null;
    return packGlb({
      attributes: [
        { name: 'POSITION', values: Float32Array.from(this.positions) },
        { name: 'NORMAL', values: Float32Array.from(this.normals) },
        { name: '_FEATURE_ID_0', values: Float32Array.from(this.ids) },
        { name: '_FEATURE_ID_1', values: Float32Array.from(this.kinds) },
      ],
      indices: Uint32Array.from(this.indices),
      mode: 4,
      featureCounts: [features, kinds],
    });
  }
}

/** Foot of a tree or point as drawn: on the terrain where there is one, else at its own height. */
export function footOf(at_m: readonly [number, number, number], ground: Ground): readonly [number, number, number] {
  return ground.grid ? [at_m[0], at_m[1], ground.heightAt(at_m[0], at_m[1])] : at_m;
}

function addTree(mesh: MeshBuilder, tree: Tree, row: number, ground: Ground): void {
  const [east, north, up] = footOf(tree.at_m, ground);
  const radius = Math.max(0.3, tree.crown_m / 2);
  const height = Math.max(0.5, tree.height_m);
  const crownFrom = up + height * TRUNK_SHARE;
  const crownHeight = height * (1 - TRUNK_SHARE);
  // No two alike: turned by the row.
  const turn = row * 2.4;
  const ring = (sides: number, r: number, z: number, rise: number, part: number): number => {
    let first = 0;
    for (let s = 0; s < sides; s++) {
      const angle = turn + (s / sides) * 2 * Math.PI;
      const [x, y] = [Math.sin(angle), Math.cos(angle)];
      const vertex = mesh.vertex([east + x * r, north + y * r, z], [x * (1 - Math.abs(rise)), y * (1 - Math.abs(rise)), rise], row, part);
      if (s === 0) first = vertex;
    }
    return first;
  };
  const join = (low: number, high: number, sides: number): void => {
    for (let s = 0; s < sides; s++) {
      const next = (s + 1) % sides;
      mesh.indices.push(low + s, high + s, low + next, low + next, high + s, high + next);
    }
  };
  const trunk = Math.max(0.12, radius * 0.09);
  join(ring(TRUNK_SIDES, trunk, up, 0, 0), ring(TRUNK_SIDES, trunk, crownFrom + crownHeight * 0.2, 0, 0), TRUNK_SIDES);
  const rises = [-0.6, 0.1, 0.6];
  const rings = CROWN_RINGS.map(([z, r], i) => ring(CROWN_SIDES, radius * r, crownFrom + crownHeight * z, rises[i]!, 1));
  const bottom = mesh.vertex([east, north, crownFrom], [0, 0, -1], row, 1);
  const top = mesh.vertex([east, north, up + height], [0, 0, 1], row, 1);
  for (let i = 0; i + 1 < rings.length; i++) join(rings[i]!, rings[i + 1]!, CROWN_SIDES);
  for (let s = 0; s < CROWN_SIDES; s++) {
    const next = (s + 1) % CROWN_SIDES;
    mesh.indices.push(bottom, rings[0]! + s, rings[0]! + next);
    mesh.indices.push(rings[2]! + s, top, rings[2]! + next);
  }
}

/** Points along a line as drawn: east, north, up, three numbers each. */
export function lineOnGround(path_m: readonly number[], ground: Ground): number[] {
  const points: number[] = [];
  const step = ground.grid ? Math.max(LINE_STEP_M, ground.grid.cell_m / 2) : Infinity;
  const add = (east: number, north: number): void => void points.push(east, north, ground.heightAt(east, north) + LINE_LIFT_M);
  for (let i = 0; i + 3 < path_m.length; i += 2) {
    const [x0, y0, x1, y1] = [path_m[i]!, path_m[i + 1]!, path_m[i + 2]!, path_m[i + 3]!];
    const parts = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / step));
    for (let part = 0; part < parts; part++) add(x0 + ((x1 - x0) * part) / parts, y0 + ((y1 - y0) * part) / parts);
  }
  if (path_m.length >= 4) add(path_m.at(-2)!, path_m.at(-1)!);
  return points;
}

/** A ribbon whose normals are the way to its sides: the graphics card gives it its width. */
function addLine(mesh: MeshBuilder, line: SiteLine, row: number, ground: Ground): void {
  const points = lineOnGround(line.path_m, ground);
  const count = points.length / 3;
  const kind = LINE_KINDS.indexOf(line.kind);
  const side = (i: number): readonly [number, number] => {
    const dx = points[(i + 1) * 3]! - points[i * 3]!;
    const dy = points[(i + 1) * 3 + 1]! - points[i * 3 + 1]!;
    const length = Math.hypot(dx, dy) || 1;
    return [dy / length, -dx / length];
  };
  let before = -1;
  for (let i = 0; i < count; i++) {
    const [ax, ay] = side(Math.max(0, i - 1));
    const [bx, by] = side(Math.min(count - 2, i));
    // The mean of both sides, longer at bends, so that the ribbon keeps its width.
    const share = 2 / Math.max(0.5, (ax + bx) ** 2 + (ay + by) ** 2);
    const [nx, ny] = [(ax + bx) * share, (ay + by) * share];
    const at = [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!] as const;
    const right = mesh.vertex(at, [nx, ny, 0], row, kind);
    mesh.vertex(at, [-nx, -ny, 0], row, kind);
    if (before >= 0) mesh.indices.push(before, right, before + 1, before + 1, right, right + 1);
    before = right;
  }
}

/** A standing diamond, its tip on the ground. */
const SYMBOL_CORNERS = [
  [0, 0, 0],
  [1, 0, 1.5],
  [0, 1, 1.5],
  [-1, 0, 1.5],
  [0, -1, 1.5],
  [0, 0, 2.6],
] as const;

function addPoint(mesh: MeshBuilder, point: SitePoint, row: number, ground: Ground): void {
  const at = footOf(point.at_m, ground);
  const kind = LINE_KINDS.length + POINT_KINDS.indexOf(point.kind);
  const first = mesh.vertex(at, SYMBOL_CORNERS[0], row, kind);
  for (const corner of SYMBOL_CORNERS.slice(1)) mesh.vertex(at, corner, row, kind);
  for (let s = 0; s < 4; s++) {
    const [a, b] = [first + 1 + s, first + 1 + ((s + 1) % 4)];
    mesh.indices.push(first, b, a, first + 5, a, b);
  }
}

/** Meshes of all elements, standing on the ground. */
export function elementMeshes({ trees, lines, points }: SiteElements, ground: Ground): ElementMeshes {
  const treeMesh = new MeshBuilder();
  for (const [row, tree] of trees.entries()) addTree(treeMesh, tree, row, ground);
  const symbols = new MeshBuilder();
  for (const [row, line] of lines.entries()) addLine(symbols, line, row, ground);
  for (const [row, point] of points.entries()) addPoint(symbols, point, lines.length + row, ground);
  return {
    trees: treeMesh.glb(trees.length, TREE_PARTS.length),
    symbols: symbols.glb(lines.length + points.length, LINE_KINDS.length + POINT_KINDS.length),
  };
}
