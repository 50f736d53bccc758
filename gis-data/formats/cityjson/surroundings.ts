/** Roads, water, green and terrain of a CityJSON file to triangles that are drawn around the buildings. */
import { ContextBuilder, type ContextKind, type ContextSurfaces } from '#models/district/context.ts';
import { addRingVector } from '#models/district/geometry/faceVector.ts';
import { triangulate } from '../glb/triangulate.ts';
import type { IssueLog } from '../issueLog.ts';
import { isFar } from '../placement.ts';
import { isObject, items, type Json, type JsonObject, stringOf } from './structure.ts';
import { FaceCollector, type GeometrySource, hasSurfaces, lodOf, lodRank, type Semantics, templateOf } from './surfaces.ts';

/** Smaller faces cannot be seen [m2]. */
const LEAST_AREA_m2 = 1e-6;
/** Least upward part of the normal: kerbs and the sides of volumes are not ground. */
const STEEPEST = 0.2;

const FOOTPATH = /foot|pedestrian|path|cycl|sidewalk|pavement|gehweg|radweg|voet|fiets/i;
const LAND_USES: readonly (readonly [ContextKind, RegExp])[] = [
  ['water', /water|river|lake|canal|harbour|harbor|gewässer|fluss|wasser/i],
  ['green', /green|park|garden|grass|meadow|forest|wood|farm|agri|recreation|sport|cemetery|heath|grün|wiese|wald|acker|groen|gras|bos/i],
  ['square', /square|plaza|parking|paved|platz|plein|verhard/i],
  ['road', /road|street|traffic|transport|verkehr|strasse|straße|verkeer/i],
];

/** Kinds of surfaces within an object; the open kind is the object's own, and what is under water is not seen. */
const SEMANTICS: Semantics<ContextKind> = {
  kinds: new Map<string, ContextKind | null | undefined>([
    ['TrafficArea', null],
    ['AuxiliaryTrafficArea', 'path'],
    ['TransportationMarking', undefined],
    ['TransportationHole', undefined],
    ['WaterSurface', 'water'],
    ['WaterGroundSurface', undefined],
    ['WaterClosureSurface', undefined],
  ]),
  outline: null,
};

/** What an object is drawn as; null for objects that are no surroundings. */
function kindOfObject(type: string, attributes: Json | undefined): ContextKind | null {
  switch (type) {
    case 'Road':
      return FOOTPATH.test(purposeOf(attributes)) ? 'path' : 'road';
    case 'Railway':
      return 'path';
    case 'TransportSquare':
      return 'square';
    case 'WaterBody':
    case 'Waterway':
      return 'water';
    case 'PlantCover':
      return 'green';
    case 'LandUse': {
      const purpose = purposeOf(attributes);
      return LAND_USES.find(([, words]) => words.test(purpose))?.[0] ?? 'terrain';
    }
    case 'TINRelief':
      return 'terrain';
    default:
      return null;
  }
}

function purposeOf(attributes: Json | undefined): string {
  if (!isObject(attributes)) return '';
  return ['class', 'function', 'usage'].map((name) => stringOf(attributes[name]) ?? '').join(' ');
}

/** Collects surroundings while a file is read, and triangulates them where the buildings stand. */
export class SurroundingsCollector {
  readonly #kinds: ContextKind[] = [];
  readonly #ringStart: number[] = [0];
  readonly #vertexStart: number[] = [0];
  /** Plane coordinates as the buildings' [m]. */
  readonly #plane: number[] = [];

  /**
   * Takes an object that is ground of some kind.
   * @param lod level of detail to take; the highest that has surfaces where absent
   * @returns whether any of it will be drawn
   */
  add(id: string, object: JsonObject, type: string, source: GeometrySource, lod: string | undefined): boolean {
    const kind = kindOfObject(type, object.attributes);
    if (kind === null) return false;
    const geometries = items(object.geometry)
      .filter(isObject)
      .filter((geometry) => hasSurfaces(geometry, source));
    const lods = geometries.map((geometry) => lodOf(templateOf(geometry, source) ?? geometry, source, id));
    const highest = lods.reduce((best, next) => (lodRank(next) > lodRank(best) ? next : best), lods[0] ?? '');
    const chosen = lod !== undefined && lods.includes(lod) ? lod : highest;
    const before = this.#kinds.length;
    for (const [index, geometry] of geometries.entries()) {
      if (lods[index] !== chosen) continue;
      const collector = new FaceCollector(source, id, SEMANTICS);
      collector.add(geometry, chosen);
      const isVolume = /Solid$/.test(stringOf((templateOf(geometry, source) ?? geometry).type) ?? '');
      for (const face of collector.faces) this.#face(face.kind ?? kind, face.rings, isVolume);
    }
    return this.#kinds.length > before;
  }

  #face(kind: ContextKind, rings: readonly (readonly number[])[], isVolume: boolean): void {
    const usable = rings.filter((ring) => ring.length >= 9);
    if (usable.length === 0 || usable[0] !== rings[0]) return;
    if (kind !== 'terrain' && !isGround(usable[0]!, isVolume, kind)) return;
    for (const ring of usable) {
      for (const value of ring) this.#plane.push(value);
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

/** Whether a face is the ground of its object: of volumes the top of water, the bottom of plants. */
function isGround(ring: readonly number[], isVolume: boolean, kind: ContextKind): boolean {
  const vector = new Float64Array(3);
  addRingVector(ring, 0, ring.length / 3, vector);
  const up = vector[2]! / Math.hypot(vector[0]!, vector[1]!, vector[2]!);
  // Faces without area pass: they are counted where they are left out.
  if (Number.isNaN(up)) return true;
  if (!isVolume) return Math.abs(up) >= STEEPEST;
  return (kind === 'green' ? -up : up) >= STEEPEST;
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
