/** Geometries of a city object to faces: levels of detail, nested boundaries, semantics, templates. */
import type { SurfaceKind } from '#models/district/district.ts';
import type { IssueLog } from '../issueLog.ts';
import { isArray, isObject, items, type Json, type JsonObject, stringOf } from './structure.ts';

/** Plane coordinates of a file's vertices: x, y, z triples; NaN where the vertex is not usable. */
export type PlaneVertices = Float64Array;

/** What the geometry of one file (or one feature) refers to. */
export interface GeometrySource {
  readonly version: string;
  readonly vertices: PlaneVertices;
  /** Marks vertices that some face uses; null where nobody asks. */
  readonly used: Uint8Array | null;
  readonly templates: readonly Json[];
  /** Template vertices, not transformed; x, y, z triples. */
  readonly templateVertices: Float64Array;
  readonly unit_m: number;
  readonly log: IssueLog;
}

/** Nesting of surfaces below the boundaries, by geometry type. */
const SURFACE_DEPTH: Readonly<Record<string, number>> = {
  MultiSurface: 0,
  CompositeSurface: 0,
  Solid: 1,
  MultiSolid: 2,
  CompositeSolid: 2,
};

/** What the semantic surface types of one sort of object mean. */
export interface Semantics<Kind extends string> {
  /** `null` leaves the kind open, `undefined` leaves the face out (it is inside the object). */
  readonly kinds: ReadonlyMap<string, Kind | null | undefined>;
  /** Kind of faces of an outline (level of detail 0), which are made to look down; null leaves them as they are. */
  readonly outline: Kind | null;
}

/** Of buildings; an open kind is decided by the normal. */
const BUILDING_KINDS: ReadonlyMap<string, SurfaceKind | null | undefined> = new Map<string, SurfaceKind | null | undefined>([
  ['GroundSurface', 'ground'],
  ['WallSurface', 'wall'],
  ['RoofSurface', 'roof'],
  ['OuterCeilingSurface', 'outer-ceiling'],
  ['OuterFloorSurface', 'outer-floor'],
  ['ClosureSurface', 'closure'],
  ['Window', null],
  ['Door', null],
  ['CeilingSurface', undefined],
  ['FloorSurface', undefined],
  ['InteriorWallSurface', undefined],
]);
export const BUILDING_SEMANTICS: Semantics<SurfaceKind> = { kinds: BUILDING_KINDS, outline: 'ground' };

/** A face as `FaceInput` takes it, with kinds of its own. */
interface CollectedFace<Kind extends string> {
  readonly rings: readonly (readonly number[])[];
  readonly kind: Kind | null;
  readonly part: number;
  readonly index: number;
}

/** Level of detail as text; a number is read, with a warning from version 1.1 on. */
export function lodOf(geometry: JsonObject, source: GeometrySource, objectId: string): string {
  const { lod } = geometry;
  if (typeof lod === 'string' && lod.trim() !== '') return lod.trim();
  if (typeof lod === 'number' && Number.isFinite(lod)) {
    if (source.version !== '1.0') {
      source.log.add({
        code: 'cityjson.lod',
        severity: 'warning',
        objectId,
        lod: String(lod),
        message: `The lod is the number ${lod}, not a text.`,
        action: `Read as "${lod}".`,
        values: { lod },
      });
    }
    return String(lod);
  }
  return '';
}

/** Rank of a level of detail; 0 for outlines, below 0 where there is none. */
export function lodRank(lod: string): number {
  const value = Number.parseFloat(lod);
  return Number.isFinite(value) ? value : -1;
}

/** True for geometry that has surfaces, seen through templates. */
export function hasSurfaces(geometry: Json, source: GeometrySource): boolean {
  if (!isObject(geometry)) return false;
  const resolved = templateOf(geometry, source) ?? geometry;
  return stringOf(resolved.type) !== undefined && (stringOf(resolved.type) as string) in SURFACE_DEPTH;
}

/** The template that a geometry instance points to; null for other geometry. */
export function templateOf(geometry: JsonObject, source: GeometrySource): JsonObject | null {
  if (geometry.type !== 'GeometryInstance' || typeof geometry.template !== 'number') return null;
  const template = source.templates[geometry.template];
  return isObject(template) ? template : null;
}

/** A ring of an outline on the ground, seen from below: outlines have no outside, ground faces look down. */
function downward(ring: readonly number[], index: number): readonly number[] {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 3) {
    const next = i + 3 < ring.length ? i + 3 : 0;
    twice += ring[i]! * ring[next + 1]! - ring[next]! * ring[i + 1]!;
  }
  const looksUp = twice > 0;
  if (looksUp === index > 0) return ring;
  const turned: number[] = [];
  for (let i = ring.length - 3; i >= 0; i -= 3) turned.push(ring[i]!, ring[i + 1]!, ring[i + 2]!);
  return turned;
}

/** Appends the faces of geometries to a list; one collector per object, so that part numbers differ. */
export class FaceCollector<Kind extends string> {
  readonly faces: CollectedFace<Kind>[] = [];
  dropped = 0;
  withoutSemantics = 0;
  interior = 0;
  readonly #source: GeometrySource;
  readonly #objectId: string;
  readonly #semantics: Semantics<Kind>;
  #lod = '';
  #isOutline = false;
  #part = 0;
  #faceIndex = 0;
  #types: readonly (Kind | null | undefined)[] = [];
  #vertices: PlaneVertices;
  #used: Uint8Array | null;

  constructor(source: GeometrySource, objectId: string, semantics: Semantics<Kind>) {
    this.#source = source;
    this.#objectId = objectId;
    this.#semantics = semantics;
    this.#vertices = source.vertices;
    this.#used = source.used;
  }

  /** Adds one geometry. `reportAs` is the object that carries it (a building part). */
  add(geometry: JsonObject, lod: string): void {
    this.#lod = lod;
    this.#faceIndex = 0;
    this.#isOutline = lodRank(lod) >= 0 && lodRank(lod) < 1;
    const template = templateOf(geometry, this.#source);
    const resolved = template ?? geometry;
    const placed = template ? this.#placeTemplate(geometry) : null;
    if (template && !placed) return;
    this.#vertices = placed ?? this.#source.vertices;
    this.#used = placed ? null : this.#source.used;
    const semantics = isObject(resolved.semantics) ? resolved.semantics : null;
    this.#types = semantics ? items(semantics.surfaces).map((surface) => this.#kindOf(surface)) : [];
    const depth = SURFACE_DEPTH[stringOf(resolved.type) ?? ''];
    if (depth === undefined) return;
    const before = this.faces.length + this.dropped + this.interior;
    this.#descend(resolved.boundaries, semantics ? semantics.values : undefined, depth, depth);
    if (this.faces.length + this.dropped + this.interior === before) {
      this.#add('902', 'error', 'The geometry has no surface: its boundaries are empty.', 'Nothing to draw; the attributes are kept.', {
        what: 'empty',
      });
    }
  }

  #descend(boundaries: Json | undefined, values: Json | undefined, depth: number, top: number): void {
    if (depth === 0) {
      if (!isArray(boundaries)) return;
      if (values !== undefined && values !== null && (!isArray(values) || values.length !== boundaries.length)) {
        this.#add(
          'semantics.length',
          'warning',
          'The semantics do not match the surfaces in number.',
          'Surfaces without one were classified by their normal.',
          {},
        );
      }
      const list = isArray(values) ? values : null;
      for (let i = 0; i < boundaries.length; i++) this.#surface(boundaries[i], list?.[i]);
      if (top === 0) this.#part++;
      return;
    }
    const list = items(boundaries);
    const valueList = isArray(values) ? values : null;
    for (let i = 0; i < list.length; i++) {
      this.#descend(list[i], valueList?.[i], depth - 1, top);
      // Shells of one solid stay together: an inner shell is a void of the outer one.
      if (depth === 2) this.#part++;
    }
    if (depth === 1 && top === 1) this.#part++;
  }

  #surface(surface: Json | undefined, value: Json | undefined): void {
    const index = this.#faceIndex++;
    const kind = this.#kindOfValue(value, index);
    if (kind === undefined) {
      this.interior++;
      return;
    }
    const rings = this.#rings(surface, index);
    if (!rings) {
      this.dropped++;
      return;
    }
    const { outline } = this.#semantics;
    if (kind === null && outline !== null && this.#isOutline)
      this.faces.push({ rings: rings.map(downward), kind: outline, part: this.#part, index });
    else this.faces.push({ rings, kind, part: this.#part, index });
  }

  #kindOfValue(value: Json | undefined, index: number): Kind | null | undefined {
    if (value === undefined || value === null) {
      if (!this.#isOutline) this.withoutSemantics++;
      return null;
    }
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < this.#types.length) return this.#types[value];
    const shown = shortText(value);
    this.#add(
      'semantics.invalid',
      'warning',
      `The semantics value ${shown} points to no surface (${this.#types.length} are defined).`,
      'The face was kept; its type was inferred from its normal.',
      { value: shown, count: this.#types.length },
      index,
    );
    return null;
  }

  #kindOf(surface: Json): Kind | null | undefined {
    const type = isObject(surface) ? stringOf(surface.type) : undefined;
    if (type === undefined) return null;
    const { kinds } = this.#semantics;
    if (kinds.has(type)) return kinds.get(type);
    if (!type.startsWith('+')) {
      this.#add(
        'semantics.type',
        'warning',
        `The surface type '${type.slice(0, 60)}' is not known.`,
        'Its faces were classified by their normals.',
        { type: type.slice(0, 60) },
      );
    }
    return null;
  }

  /** Rings of a surface as coordinates; null where the surface cannot be used. */
  #rings(surface: Json | undefined, index: number): readonly number[][] | null {
    const list = items(surface);
    const rings: number[][] = [];
    for (const ring of list) {
      const indices = items(ring);
      const coordinates: number[] = new Array(indices.length * 3);
      for (let i = 0; i < indices.length; i++) {
        const vertex = indices[i];
        if (!this.#copyVertex(vertex, coordinates, i * 3)) {
          this.#badVertex(vertex, index);
          return null;
        }
      }
      rings.push(coordinates);
    }
    if (rings.length > 0) return rings;
    this.#add('101', 'error', 'A face has no ring.', 'The face was left out.', { what: 'noRing' }, index);
    return null;
  }

  #copyVertex(vertex: Json | undefined, coordinates: number[], at: number): boolean {
    if (typeof vertex !== 'number' || !Number.isInteger(vertex) || vertex < 0 || vertex * 3 >= this.#vertices.length) return false;
    const x = this.#vertices[vertex * 3]!;
    if (Number.isNaN(x)) return false;
    coordinates[at] = x;
    coordinates[at + 1] = this.#vertices[vertex * 3 + 1]!;
    coordinates[at + 2] = this.#vertices[vertex * 3 + 2]!;
    if (this.#used) this.#used[vertex] = 1;
    return true;
  }

  #badVertex(vertex: Json | undefined, index: number): void {
    const count = this.#vertices.length / 3;
    const exists = typeof vertex === 'number' && Number.isInteger(vertex) && vertex >= 0 && vertex < count;
    const rest = exists ? 'which has no valid position' : `of ${count}`;
    const shown = shortText(vertex ?? null);
    this.#add(
      '901',
      'error',
      `A face uses vertex ${shown} ${rest}.`,
      'The face was left out.',
      { what: exists ? 'position' : 'vertex', vertex: shown, count },
      index,
    );
  }

  /** Template vertices by the 4x4 matrix, then moved to the reference vertex. */
  #placeTemplate(instance: JsonObject): Float64Array | null {
    const matrix = items(instance.transformationMatrix);
    const reference = items(instance.boundaries)[0];
    const anchor = [0, 0, 0];
    const numbers = matrix.every((value) => typeof value === 'number' && Number.isFinite(value)) ? (matrix as readonly number[]) : [];
    if (numbers.length !== 16 || !this.#copyFrom(this.#source.vertices, reference, anchor)) {
      this.#add('901', 'error', 'A geometry instance has no valid matrix or reference vertex.', 'The instance was left out.', {
        what: 'instance',
      });
      return null;
    }
    if (this.#source.used && typeof reference === 'number') this.#source.used[reference] = 1;
    const { templateVertices, unit_m } = this.#source;
    const placed = new Float64Array(templateVertices.length);
    for (let i = 0; i < placed.length; i += 3) {
      const x = templateVertices[i]!;
      const y = templateVertices[i + 1]!;
      const z = templateVertices[i + 2]!;
      for (let axis = 0; axis < 3; axis++) {
        const m = axis * 4;
        const value = numbers[m]! * x + numbers[m + 1]! * y + numbers[m + 2]! * z + numbers[m + 3]!;
        placed[i + axis] = anchor[axis]! + (axis < 2 ? unit_m : 1) * value;
      }
    }
    return placed;
  }

  #copyFrom(vertices: PlaneVertices, vertex: Json | undefined, out: number[]): boolean {
    if (typeof vertex !== 'number' || !Number.isInteger(vertex) || vertex < 0 || vertex * 3 >= vertices.length) return false;
    for (let axis = 0; axis < 3; axis++) out[axis] = vertices[vertex * 3 + axis]!;
    return out.every(Number.isFinite);
  }

  #add(
    code: string,
    severity: 'error' | 'warning' | 'info',
    message: string,
    action: string,
    values: Readonly<Record<string, string | number>>,
    faceIndex?: number,
  ): void {
    this.#source.log.add({
      code,
      severity,
      objectId: this.#objectId,
      lod: this.#lod,
      message,
      action,
      values,
      ...(faceIndex === undefined ? {} : { faceIndex }),
    });
  }
}

/** A value for a message; what it holds is not looked into, since lists can lie in each other deeper than a stack. */
function shortText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).slice(0, 40);
  return Array.isArray(value) ? '[...]' : '{...}';
}
