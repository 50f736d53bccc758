/** What stands in the district, for drawing beside it: outlines, faces and bodies of buildings near a place. */
import { SURFACE_KINDS } from '#models/district/district.ts';
import { isInside, signedArea } from '#models/district/geometry/outline.ts';
import { type DistrictMesh, readDistrictMesh } from '../../../district-view/districtMesh.ts';
import type { LoadedDistrict } from '../../../workers/engineApi.ts';
import { borderRings } from './boundary.ts';
import { overlaps } from './overlap.ts';
import { distance_m, nearestOnEdge, type PlanEdge, type PlanPoint, pointsOf } from './plan.ts';
import type { SnapSurroundings } from './snap.ts';

type Drawn = Pick<LoadedDistrict, 'glb' | 'surfaces' | 'buildings' | 'bounds_m' | 'elements'>;

const GROUND = SURFACE_KINDS.indexOf('ground');
const CELL_m = 40;
/** Bases of buildings this near tell where the ground is [m]. */
const GROUND_WITHIN_m = 100;
const GROUND_OF = 5;

export class Standing {
  readonly #district: Drawn;
  readonly #mesh: DistrictMesh;
  readonly #cells = new Map<string, number[]>();
  readonly #rings = new Map<number, readonly (readonly number[])[]>();

  constructor(district: Drawn) {
    this.#district = district;
    this.#mesh = readDistrictMesh(district.glb);
    for (let row = 0; row < this.#mesh.buildingCount; row++) {
      const [west, south, , east, north] = this.box(row);
      if (!(east >= west)) continue;
      for (let i = Math.floor(west / CELL_m); i <= Math.floor(east / CELL_m); i++) {
        for (let j = Math.floor(south / CELL_m); j <= Math.floor(north / CELL_m); j++) {
          const key = `${i},${j}`;
          const cell = this.#cells.get(key);
          if (cell) cell.push(row);
          else this.#cells.set(key, [row]);
        }
      }
    }
  }

  /** West, south, bottom, east, north, top [m], in the coordinates of the district. */
  box(row: number): readonly [number, number, number, number, number, number] {
    const { boxes } = this.#mesh;
    const at = row * 6;
    return [boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!, boxes[at + 4]!, boxes[at + 5]!];
  }

  /** Middle of the extent of some buildings on the plan. */
  middle(rows: readonly number[]): PlanPoint {
    const boxes = rows.map((row) => this.box(row));
    const west = Math.min(...boxes.map((box) => box[0]));
    const east = Math.max(...boxes.map((box) => box[3]));
    const south = Math.min(...boxes.map((box) => box[1]));
    const north = Math.max(...boxes.map((box) => box[4]));
    return [(west + east) / 2, (south + north) / 2];
  }

  /** Rows of the buildings whose box is within reach of a place. */
  near([x, y]: PlanPoint, reach_m: number): number[] {
    const found = new Set<number>();
    for (let i = Math.floor((x - reach_m) / CELL_m); i <= Math.floor((x + reach_m) / CELL_m); i++) {
      for (let j = Math.floor((y - reach_m) / CELL_m); j <= Math.floor((y + reach_m) / CELL_m); j++) {
        for (const row of this.#cells.get(`${i},${j}`) ?? []) {
          const [west, south, , east, north] = this.box(row);
          if (x >= west - reach_m && x <= east + reach_m && y >= south - reach_m && y <= north + reach_m) found.add(row);
        }
      }
    }
    return [...found];
  }

  /** Rows of other buildings around a place, nearest first. */
  nearest(at: PlanPoint, within_m: number): number[] {
    const off = (row: number): number => {
      const [west, south, , east, north] = this.box(row);
      return distance_m(at, [(west + east) / 2, (south + north) / 2]);
    };
    return this.near(at, within_m).sort((a, b) => off(a) - off(b));
  }

  /** Height of the ground around a place, from the buildings that stand there [m]. */
  groundAround(at: PlanPoint): number {
    const bases = this.nearest(at, GROUND_WITHIN_m)
      .slice(0, GROUND_OF)
      .map((row) => this.box(row)[2])
      .sort((a, b) => a - b);
    return bases[Math.floor(bases.length / 2)] ?? this.#district.bounds_m[2];
  }

  /** Corners of all triangles of a building, nine numbers each: east, north, up [m]. */
  trianglesOf(row: number, keep: (surface: number) => boolean = () => true): Float32Array {
    const { triangles, firstTriangle, positions, surfaceOfVertex } = this.#mesh;
    const corners: number[] = [];
    for (let t = firstTriangle[row]!; t < firstTriangle[row + 1]!; t++) {
      if (!keep(surfaceOfVertex[triangles[t * 3]!]!)) continue;
      for (let k = 0; k < 3; k++) {
        const vertex = triangles[t * 3 + k]! * 3;
        corners.push(positions[vertex]!, -positions[vertex + 2]!, positions[vertex + 1]!);
      }
    }
    return Float32Array.from(corners);
  }

  /** Outlines on the plan: flat rings, not closed; exteriors and courtyards in no order. */
  ringsOf(row: number): readonly (readonly number[])[] {
    const known = this.#rings.get(row);
    if (known) return known;
    const { kind, normal } = this.#district.surfaces;
    const ground = this.trianglesOf(row, (surface) => kind[surface] === GROUND);
    const downward = ground.length > 0 ? ground : this.trianglesOf(row, (surface) => normal[surface * 3 + 2]! > 0.05);
    const rings = borderRings(downward, true).map((ring) => ring.filter((_, i) => i % 3 !== 2));
    this.#rings.set(row, rings);
    return rings;
  }

  /** Exterior first, then courtyards; null where the building has several bodies. */
  outlineOf(row: number): readonly (readonly number[])[] | null {
    const rings = [...this.ringsOf(row)].sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
    const exterior = rings[0];
    if (!exterior) return null;
    return rings.slice(1).every((ring) => isInside(exterior, ring[0]!, ring[1]!)) ? rings : null;
  }

  /** Rings of a face: flat east, north, up. */
  faceRings(row: number, surface: number): readonly (readonly number[])[] {
    return borderRings(
      this.trianglesOf(row, (own) => own === surface),
      false,
    );
  }

  /** Corners and edges around a place, without those of some buildings; nearest edges first. */
  around(at: PlanPoint, reach_m: number, without: readonly number[] = []): SnapSurroundings {
    const corners: PlanPoint[] = [];
    const edges: { readonly edge: PlanEdge; readonly off: number }[] = [];
    for (const row of this.near(at, reach_m)) {
      if (without.includes(row)) continue;
      for (const ring of this.ringsOf(row)) {
        const points = pointsOf(ring);
        points.forEach((from, i) => {
          const edge = { from, to: points[(i + 1) % points.length]! };
          const off = distance_m(nearestOnEdge(edge, at), at);
          if (off > reach_m) return;
          corners.push(from);
          edges.push({ edge, off });
        });
      }
    }
    return { corners, edges: edges.sort((a, b) => a.off - b.off).map(({ edge }) => edge) };
  }

  /** Row of a building that stands where an outline is drawn; -1 where none does. */
  overlapped(outline: readonly PlanPoint[]): number {
    const [x, y] = [outline.map((point) => point[0]), outline.map((point) => point[1])];
    const middle: PlanPoint = [(Math.min(...x) + Math.max(...x)) / 2, (Math.min(...y) + Math.max(...y)) / 2];
    const reach = Math.max(Math.max(...x) - middle[0], Math.max(...y) - middle[1]);
    return this.near(middle, reach).find((row) => overlaps(outline, this.ringsOf(row))) ?? -1;
  }

  /** Id of the tree, line or point nearest to a place; null where none is within reach. */
  elementAt(at: PlanPoint, reach_m: number): string | null {
    const { trees, lines, points } = this.#district.elements;
    let [best, least]: [string | null, number] = [null, reach_m];
    const offer = (id: string, off: number): void => {
      if (off < least) [best, least] = [id, off];
    };
    for (const { id, at_m } of [...trees, ...points]) offer(id, distance_m([at_m[0], at_m[1]], at));
    for (const { id, path_m } of lines) {
      const path = pointsOf(path_m);
      for (let i = 0; i + 1 < path.length; i++) offer(id, distance_m(nearestOnEdge({ from: path[i]!, to: path[i + 1]! }, at), at));
    }
    return best;
  }

  /** Where a tree, line or point is: its place, or the path of a line. */
  elementPath(id: string): readonly PlanPoint[] {
    const { trees, lines, points } = this.#district.elements;
    const line = lines.find((own) => own.id === id);
    if (line) return pointsOf(line.path_m);
    const one = trees.find((own) => own.id === id) ?? points.find((own) => own.id === id);
    return one ? [[one.at_m[0], one.at_m[1]]] : [];
  }
}

const KNOWN = new WeakMap<Uint8Array, Standing>();

/** What stands in a district; read once for each drawn model. */
export function standingIn(district: Drawn): Standing {
  const known = KNOWN.get(district.glb) ?? new Standing(district);
  KNOWN.set(district.glb, known);
  return known;
}
