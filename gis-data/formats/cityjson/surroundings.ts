/** Roads, water, green and terrain of a CityJSON file to triangles that are drawn around the buildings. */
import type { ContextKind, ContextSurfaces } from '#models/district/context.ts';
import { addRingVector } from '#models/district/geometry/faceVector.ts';
import type { ToLocal } from '../content.ts';
import { FOOTPATH, GroundFaces, groundKindOf } from '../groundFaces.ts';
import type { IssueLog } from '../issueLog.ts';
import { isObject, items, type Json, type JsonObject, stringOf } from './structure.ts';
import { FaceCollector, type GeometrySource, hasSurfaces, lodOf, lodRank, type Semantics, templateOf } from './surfaces.ts';

/** Least upward part of the normal: kerbs and the sides of volumes are not ground. */
const STEEPEST = 0.2;

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
    case 'LandUse':
      return groundKindOf(purposeOf(attributes)) ?? 'terrain';
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
  readonly #ground = new GroundFaces();

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
    const before = this.#ground.count;
    for (const [index, geometry] of geometries.entries()) {
      if (lods[index] !== chosen) continue;
      const collector = new FaceCollector(source, id, SEMANTICS);
      collector.add(geometry, chosen);
      const isVolume = /Solid$/.test(stringOf((templateOf(geometry, source) ?? geometry).type) ?? '');
      for (const face of collector.faces) this.#face(face.kind ?? kind, face.rings, isVolume);
    }
    return this.#ground.count > before;
  }

  finish(centre: readonly [number, number], toLocal: ToLocal, log: IssueLog): ContextSurfaces | undefined {
    return this.#ground.finish(centre, toLocal, log);
  }

  #face(kind: ContextKind, rings: readonly (readonly number[])[], isVolume: boolean): void {
    const exterior = rings[0];
    if (!exterior || exterior.length < 9) return;
    if (kind !== 'terrain' && !isGround(exterior, isVolume, kind)) return;
    this.#ground.add(kind, rings);
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
