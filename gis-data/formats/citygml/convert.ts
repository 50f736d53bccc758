/**
 * A city object of CityGML 1.0, 2.0 or 3.0 as CityJSON objects with vertices of their own, so that levels of detail,
 * semantics and faults are treated in one place for both formats.
 */
import { type Json, type JsonObject, OTHER_TYPES } from '../cityjson/structure.ts';
import { attributesOf } from './attributes.ts';
import { cornersKey, polygonsOf, type References, ringsAsUsed, solidsOf, type UsedPolygon } from './shapes.ts';
import type { GmlNode } from './tree.ts';

/** Objects within an object, by element name: what they are in CityJSON. */
const INNER_OBJECTS: ReadonlyMap<string, string> = new Map([
  ['BuildingPart', 'BuildingPart'],
  ['BuildingInstallation', 'BuildingInstallation'],
  ['IntBuildingInstallation', 'BuildingInstallation'],
  ['BuildingConstructiveElement', 'BuildingConstructiveElement'],
  ['BuildingFurniture', 'BuildingFurniture'],
  ['BuildingRoom', 'BuildingRoom'],
  ['Room', 'BuildingRoom'],
  ['Storey', 'BuildingStorey'],
  ['BuildingUnit', 'BuildingUnit'],
]);
/** Names that differ between the formats. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['ReliefFeature', 'TINRelief'],
  ['Square', 'TransportSquare'],
  ['Track', 'Road'],
]);
const SEMANTIC_TYPES: ReadonlyMap<string, string> = new Map([
  ['WindowSurface', 'Window'],
  ['DoorSurface', 'Door'],
]);
const OPENINGS: ReadonlySet<string> = new Set(['Window', 'Door', 'WindowSurface', 'DoorSurface']);
const CITYGML = 'http://www.opengis.net/citygml/';
const LOD = /^lod([0-4])(?!.*(?:Curve|Network|TerrainIntersection|PointCloud|ImplicitRepresentation|Point$))/;

/** What was met while objects were converted. */
export interface ConversionTally {
  readonly openings: Map<string, number>;
  /** Polygons of walls, roofs and grounds that the solid of their object does not use. */
  outsideSolids: number;
}

/** Objects by id, and their vertices in the file's coordinates: x, y, z triples. */
export interface ConvertedObjects {
  readonly id: string;
  readonly objects: Readonly<Record<string, JsonObject>>;
  readonly raw: number[];
  /** Reference system named at the geometry. */
  readonly srsName: string | undefined;
}

/** Polygons of one level of detail, with what they are. */
interface Level {
  readonly solids: (readonly (readonly UsedPolygon[])[])[];
  /** The object's own surfaces. */
  readonly own: UsedPolygon[];
  readonly footprint: UsedPolygon[];
  readonly themed: { readonly polygon: UsedPolygon; readonly type: string }[];
}

/**
 * Converts one object with its parts.
 * @param fallbackId id of the object where it has none
 */
export function convertObject(object: GmlNode, fallbackId: string, references: References, tally: ConversionTally): ConvertedObjects {
  const id = object.id ?? fallbackId;
  const objects: Record<string, JsonObject> = Object.create(null);
  const vertices = new VertexList();
  const add = (node: GmlNode, ownId: string, parent: string | undefined): void => {
    const type = typeOf(node);
    const isBuilding = type === 'Building' || type === 'BuildingPart';
    const inner = innerObjects(node);
    const children = inner.map((child, index) => child.id ?? `${ownId}-${index + 1}`);
    const isRead = isBuilding || !parent;
    const levels = isRead ? levelsOf(node, isBuilding, references, tally) : new Map<string, Level>();
    objects[ownId] = {
      type,
      attributes: { ...(node.name === 'Track' ? { class: 'path' } : {}), ...attributesOf(node) },
      geometry: [...levels].map(([lod, level]) => geometryOf(lod, level, vertices, tally)),
      ...(parent === undefined ? {} : { parents: [parent] }),
      ...(children.length > 0 ? { children } : {}),
    };
    inner.forEach((child, index) => {
      const childId = children[index]!;
      if (!(childId in objects)) add(child, childId, ownId);
    });
  };
  add(object, id, undefined);
  return { id, objects, raw: vertices.raw, srsName: vertices.srsName };
}

/** Type in CityJSON; what it does not know has a `+`, as extensions are written there. */
function typeOf(node: GmlNode): string {
  const name = INNER_OBJECTS.get(node.name) ?? TYPES.get(node.name) ?? node.name;
  const isKnown = name === 'Building' || name === 'BuildingPart' || OTHER_TYPES.has(name);
  return isKnown && node.uri.startsWith(CITYGML) ? name : `+${name}`;
}

function innerObjects(node: GmlNode): readonly GmlNode[] {
  return node.children.flatMap((property) => property.children.filter((child) => INNER_OBJECTS.has(child.name)));
}

function levelsOf(object: GmlNode, isBuilding: boolean, references: References, tally: ConversionTally): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  const levelOf = (lod: string): Level => {
    const known = levels.get(lod);
    if (known) return known;
    const level: Level = { solids: [], own: [], footprint: [], themed: [] };
    levels.set(lod, level);
    return level;
  };
  const addGeometry = (property: GmlNode, lod: string, type: string | null): void => {
    const polygons = polygonsOf(property, references);
    if (polygons.length === 0) return;
    const level = levelOf(lod);
    if (type !== null) for (const polygon of polygons) level.themed.push({ polygon, type });
    else if (property.name.endsWith('FootPrint')) addAll(level.footprint, polygons);
    else {
      const solids = solidsOf(property, references);
      if (solids.length > 0) addAll(level.solids, solids);
      else addAll(level.own, polygons);
    }
  };
  /** Surfaces with a meaning, and openings in them. */
  const addThemed = (surface: GmlNode): void => {
    const isOpening = OPENINGS.has(surface.name);
    const type = SEMANTIC_TYPES.get(surface.name) ?? surface.name;
    if (isOpening) tally.openings.set(type, (tally.openings.get(type) ?? 0) + 1);
    for (const property of surface.children) {
      const lod = LOD.exec(property.name)?.[1];
      if (lod !== undefined) addGeometry(property, lod, type);
      else for (const child of property.children) if (OPENINGS.has(child.name)) addThemed(child);
    }
  };
  const addOwn = (node: GmlNode, theme: string | null): void => {
    const stated = node.children.find((child) => child.name === 'lod')?.text.trim();
    for (const property of node.children) {
      const lod = LOD.exec(property.name)?.[1];
      if (lod !== undefined) addGeometry(property, lod, theme);
      else if (property.name === 'tin') addGeometry(property, stated ?? '1', null);
      else if (isBuilding) {
        const isBoundary = property.name === 'boundary' || (property.name === 'boundedBy' && property.uri.startsWith(CITYGML));
        if (isBoundary) property.children.forEach(addThemed);
      } else
        for (const child of property.children) if (isFeature(child)) addOwn(child, /Surface$|Area$/.test(child.name) ? child.name : theme);
    }
  };
  addOwn(object, null);
  return levels;
}

/** Elements that begin with a capital letter and are no geometry. */
function isFeature(node: GmlNode): boolean {
  return /^[A-Z]/.test(node.name) && node.uri.startsWith(CITYGML);
}

/** Corners of all polygons of one object; each polygon has its own. */
class VertexList {
  readonly raw: number[] = [];
  srsName: string | undefined;

  surface(polygon: UsedPolygon): Json {
    this.srsName ??= polygon.node.srsName;
    return ringsAsUsed(polygon).map((ring) => {
      const first = this.raw.length / 3;
      for (const value of ring) this.raw.push(value);
      return Array.from({ length: ring.length / 3 }, (_, i) => first + i);
    });
  }
}

/**
 * One geometry of a level: the solid where there is one, with the meaning that the same polygons have as boundary
 * surfaces; else all surfaces.
 */
function geometryOf(lod: string, level: Level, vertices: VertexList, tally: ConversionTally): JsonObject {
  const types: string[] = [];
  const semanticsOf = (type: string | undefined): number | null => {
    if (type === undefined) return null;
    const known = types.indexOf(type);
    return known < 0 ? types.push(type) - 1 : known;
  };
  const meanings = new Meanings(level);
  const semantics = (values: Json) => ({ surfaces: types.map((type) => ({ type })), values });
  if (level.solids.length > 0) {
    const values = level.solids.map((shells) => shells.map((shell) => shell.map((polygon) => semanticsOf(meanings.take(polygon.node)))));
    tally.outsideSolids += meanings.left();
    const boundaries = level.solids.map((shells) => shells.map((shell) => shell.map((polygon) => vertices.surface(polygon))));
    const single = boundaries.length === 1;
    return {
      type: single ? 'Solid' : 'MultiSolid',
      lod,
      boundaries: single ? boundaries[0]! : boundaries,
      ...(types.length > 0 ? { semantics: semantics(single ? values[0]! : values) } : {}),
    };
  }
  const own = level.footprint.length > 0 ? level.footprint : level.own;
  const all = own.map((polygon) => ({ polygon, type: meanings.take(polygon.node) }));
  const rest = level.themed.filter(({ polygon }) => !meanings.isTaken(polygon.node));
  const used = [...all, ...rest];
  const values = used.map(({ type }) => semanticsOf(type));
  return {
    type: 'MultiSurface',
    lod,
    boundaries: used.map(({ polygon }) => vertices.surface(polygon)),
    ...(types.length > 0 ? { semantics: semantics(values) } : {}),
  };
}

/** What the polygons of a level mean: by identity (shared through `xlink:href`), else by their corners. */
class Meanings {
  readonly #byNode = new Map<GmlNode, string>();
  #byCorners: Map<string, { readonly node: GmlNode; readonly type: string }> | null = null;
  readonly #taken = new Set<GmlNode>();

  constructor({ themed }: Level) {
    for (const { polygon, type } of themed) if (!this.#byNode.has(polygon.node)) this.#byNode.set(polygon.node, type);
  }

  take(node: GmlNode): string | undefined {
    if (this.#byNode.size === 0) return undefined;
    const same = this.#byNode.get(node);
    if (same !== undefined) {
      this.#taken.add(node);
      return same;
    }
    const alike = this.#corners().get(cornersKey(node));
    if (alike) this.#taken.add(alike.node);
    return alike?.type;
  }

  isTaken(node: GmlNode): boolean {
    return this.#taken.has(node);
  }

  left(): number {
    return this.#byNode.size - this.#taken.size;
  }

  #corners(): ReadonlyMap<string, { readonly node: GmlNode; readonly type: string }> {
    if (!this.#byCorners) {
      this.#byCorners = new Map();
      for (const [node, type] of this.#byNode) this.#byCorners.set(cornersKey(node), { node, type });
    }
    return this.#byCorners;
  }
}

/** Of any number, which arguments of a function are not. */
function addAll<T>(to: T[], more: readonly T[]): void {
  for (const one of more) to.push(one);
}
