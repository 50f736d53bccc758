/** Faces of the ground around the buildings, of any format, to triangles that are drawn. */
import { ContextBuilder, type ContextKind, type ContextSurfaces } from '#models/district/context.ts';
import { addRingVector } from '#models/district/geometry/faceVector.ts';
import type { Surroundings } from './content.ts';
import { triangulate } from './glb/triangulate.ts';
import type { IssueLog } from './issueLog.ts';
import { isFar } from './placement.ts';

/** Smaller faces cannot be seen [m2]. */
const LEAST_AREA_m2 = 1e-6;

export const FOOTPATH = /foot|pedestrian|path|cycl|sidewalk|pavement|gehweg|radweg|voet|fiets/i;
const LAND_USES: readonly (readonly [ContextKind, RegExp])[] = [
  ['water', /water|river|lake|canal|harbour|harbor|gewässer|fluss|wasser/i],
  ['green', /green|park|garden|grass|meadow|forest|wood|farm|agri|recreation|sport|cemetery|heath|grün|wiese|wald|acker|groen|gras|bos/i],
  ['square', /square|plaza|parking|paved|platz|plein|verhard/i],
  ['road', /road|street|traffic|transport|verkehr|strasse|straße|verkeer/i],
];

/** What ground is drawn as, by the words that describe it; null where none is known. */
export function groundKindOf(words: string): ContextKind | null {
  return LAND_USES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Collects faces while a file is read, and triangulates them where the buildings stand. */
export class GroundFaces implements Surroundings {
  readonly #kinds: ContextKind[] = [];
  readonly #ringStart: number[] = [0];
  readonly #vertexStart: number[] = [0];
  /** Plane coordinates as the buildings' [m]. */
  readonly #plane: number[] = [];

  get count(): number {
    return this.#kinds.length;
  }

  /** Adds a face; rings are x, y, z triples in the plane of the buildings, exterior first, not closed. */
  add(kind: ContextKind, rings: readonly ArrayLike<number>[]): void {
    const usable = rings.filter((ring) => ring.length >= 9);
    if (usable.length === 0 || usable[0] !== rings[0]) return;
    for (const ring of usable) {
      for (let i = 0; i < ring.length; i++) this.#plane.push(ring[i]!);
      this.#vertexStart.push(this.#plane.length / 3);
    }
    this.#ringStart.push(this.#vertexStart.length - 1);
    this.#kinds.push(kind);
  }

  /**
   * The surroundings in local metres; absent where the file has none.
   * @param centre middle of the buildings in plane coordinates [m]; what is impossibly far from it is left out
   * @param toLocal plane to local coordinates, as for the buildings
   */
  finish(centre: readonly [number, number], toLocal: (plane: Float64Array) => Float64Array, log: IssueLog): ContextSurfaces | undefined {
    const count = this.#kinds.length;
    const plane = Float64Array.from(this.#plane);
    const ringStart = Uint32Array.from(this.#ringStart);
    const vertexStart = Uint32Array.from(this.#vertexStart);
    const vertices_m = toLocal(plane);
    const { normal, area_m2 } = upwardNormals(count, ringStart, vertexStart, vertices_m);
    const { indices, firstIndex } = triangulate({ count, normal, ringStart, vertexStart, vertices_m });
    const builder = new ContextBuilder();
    const known = new Map<string, number>();
    const vertex = (index: number): number => {
      const east = vertices_m[index * 3]!;
      const north = vertices_m[index * 3 + 1]!;
      const up = vertices_m[index * 3 + 2]!;
      const key = `${Math.round(east * 1000)},${Math.round(north * 1000)},${Math.round(up * 1000)}`;
      const at = known.get(key) ?? builder.vertex(east, north, up);
      known.set(key, at);
      return at;
    };
    let left = 0;
    for (let face = 0; face < count; face++) {
      const [from, to] = [vertexStart[ringStart[face]!]!, vertexStart[ringStart[face + 1]!]!];
      if (!(area_m2[face]! >= LEAST_AREA_m2) || isFar(plane.subarray(from * 3, to * 3), centre)) {
        left++;
        continue;
      }
      for (let i = firstIndex[face]!; i < firstIndex[face + 1]!; i += 3) {
        builder.triangle(this.#kinds[face]!, vertex(indices[i]!), vertex(indices[i + 1]!), vertex(indices[i + 2]!));
      }
    }
    if (left > 0) {
      log.add({
        code: 'surroundings.faces',
        severity: 'info',
        objectId: null,
        message: `${left} faces of the surroundings have no area or lie more than 100 km from the buildings.`,
        action: 'They were left out.',
        values: { count: left },
      });
    }
    return builder.build();
  }
}

/** Unit normals that look up, whichever way the file's faces do, and areas [m2]. */
function upwardNormals(
  count: number,
  ringStart: Uint32Array,
  vertexStart: Uint32Array,
  vertices_m: Float64Array,
): { readonly normal: Float64Array; readonly area_m2: Float64Array } {
  const normal = new Float64Array(count * 3);
  const area_m2 = new Float64Array(count);
  const vector = new Float64Array(3);
  for (let face = 0; face < count; face++) {
    vector.fill(0);
    const exterior = ringStart[face]!;
    addRingVector(vertices_m, vertexStart[exterior]!, vertexStart[exterior + 1]!, vector);
    const area = Math.hypot(vector[0]!, vector[1]!, vector[2]!);
    const side = vector[2]! < 0 ? -1 : 1;
    area_m2[face] = area;
    for (let axis = 0; axis < 3; axis++) normal[face * 3 + axis] = area > 0 ? (side * vector[axis]!) / area : axis === 2 ? 1 : 0;
  }
  return { normal, area_m2 };
}
