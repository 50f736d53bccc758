/** City objects to buildings: parts gathered along parents and children, one level of detail chosen. */
import type { AttributeValue, TreatAs } from '#models/district/district.ts';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import type { ObjectCounts } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { plainAttributes } from './attributes.ts';
import { isObject, items, type Json, type JsonObject, OTHER_TYPES, stringOf } from './structure.ts';
import { BUILDING_SEMANTICS, FaceCollector, type GeometrySource, hasSurfaces, lodOf, lodRank } from './surfaces.ts';
import type { SurroundingsCollector } from './surroundings.ts';

/** What the caller decides about the objects of a file. */
export interface ObjectOptions {
  /** Level of detail to take; the highest that has surfaces where absent. */
  readonly lod?: string;
  /** Unknown types that are buildings after all. */
  readonly treatAs?: TreatAs;
}

interface Candidate {
  readonly geometry: JsonObject;
  readonly lod: string;
  readonly rank: number;
}

/** Stands for the type of an object that has none. */
const NO_TYPE = '(none)';

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * Buildings among the city objects, and generic objects of unknown type, in the order of the file.
 * @param surroundings gets the objects that are drawn around them
 */
export function* buildingsOf(
  objects: JsonObject,
  source: GeometrySource,
  counts: ObjectCounts,
  surroundings: SurroundingsCollector,
  { lod, treatAs }: ObjectOptions,
): Generator<BuildingInput> {
  const ids = Object.keys(objects);
  const parents = parentsOf(objects, ids, source);
  const children = new Map<string, string[]>();
  for (const [child, parent] of parents) {
    const list = children.get(parent);
    if (list) list.push(child);
    else children.set(parent, [child]);
  }
  for (const id of ids) {
    const object = objects[id];
    if (!isObject(object)) {
      source.log.add({
        code: '901',
        severity: 'error',
        objectId: id,
        message: 'The city object is not an object.',
        action: 'Left out.',
        values: { what: 'object' },
      });
      continue;
    }
    const type = stringOf(object.type) ?? '';
    increment(counts.objectsByType, type || NO_TYPE);
    if (parents.has(id)) continue;
    if (OTHER_TYPES.has(type) || type.startsWith('+')) {
      const shown = surroundings.add(id, object, type, source, lod);
      increment(shown ? counts.surroundingsByType : counts.ignoredByType, type);
      continue;
    }
    const role = roleOf(id, type, treatAs, source.log);
    yield { ...building(id, object, objects, children, source, counts, lod), ...role };
  }
}

/** A group names its members as children, but they are no parts of it. */
function isGroup(object: Json | undefined): boolean {
  return isObject(object) && object.type === 'CityObjectGroup';
}

/** Parent of each building part, from both directions; a part whose parent is missing stands alone. */
function parentsOf(objects: JsonObject, ids: readonly string[], source: GeometrySource): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const id of ids) {
    const object = objects[id];
    if (!isObject(object) || isGroup(object)) continue;
    if (object.children !== undefined) {
      for (const child of items(object.children)) {
        if (typeof child === 'string' && child !== id && isObject(objects[child]) && !parents.has(child)) parents.set(child, id);
      }
    }
    if (object.parents !== undefined) {
      const named = items(object.parents).filter((parent) => typeof parent === 'string');
      const present = named.filter((name) => name !== id && isObject(objects[name]));
      const parent = present.find((name) => !isGroup(objects[name]));
      if (parent !== undefined) parents.set(id, parent);
      else if (named.length > present.length) {
        source.log.add({
          code: 'cityjson.parent',
          severity: 'warning',
          objectId: id,
          message: `Its parent '${String(named[0]).slice(0, 80)}' is not in the file.`,
          action: 'Shown as a building of its own.',
          values: { parent: String(named[0]).slice(0, 80) },
        });
      }
    }
  }
  for (const id of ids) breakCycle(id, parents);
  return parents;
}

/** Objects that are their own ancestors would vanish: the one found first becomes the root. */
function breakCycle(id: string, parents: Map<string, string>): void {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) {
    if (seen.has(at)) {
      parents.delete(at);
      return;
    }
    seen.add(at);
  }
}

/** What an object counts as. A type that is not known stays a generic object until somebody says what it is. */
function roleOf(id: string, type: string, treatAs: TreatAs | undefined, log: IssueLog): Pick<BuildingInput, 'unknownType' | 'treatedType'> {
  if (type === 'Building' || type === 'BuildingPart') return {};
  const shown = type.slice(0, 80);
  if (treatAs && Object.hasOwn(treatAs, shown)) {
    log.add({
      code: 'cityjson.treatedAs',
      severity: 'info',
      objectId: id,
      message: `The object type '${shown}' is not known.`,
      action: 'Read as a building, as you said.',
      values: { type: shown },
    });
    return { treatedType: type };
  }
  log.add({
    code: 'cityjson.type',
    severity: 'warning',
    objectId: id,
    message: type ? `The object type '${shown}' is not known.` : 'The object has no type.',
    action: 'Shown as a generic object and not simulated; say whether it is a building.',
    values: { what: type ? 'unknown' : 'none', type: shown },
  });
  return { unknownType: type || NO_TYPE };
}

function building(
  id: string,
  object: JsonObject,
  objects: JsonObject,
  children: ReadonlyMap<string, readonly string[]>,
  source: GeometrySource,
  counts: ObjectCounts,
  lod: string | undefined,
): BuildingInput {
  const family = [object];
  const queue = [...(children.get(id) ?? [])];
  for (let childId = queue.shift(); childId !== undefined; childId = queue.shift()) {
    const child = objects[childId];
    if (isObject(child) && isPart(child)) family.push(child);
    queue.push(...(children.get(childId) ?? []));
  }
  const candidates = family.map((member) => surfaceGeometries(member, source, id, counts));
  const chosen = chooseLod(candidates.flat(), lod);
  const collector = new FaceCollector(source, id, BUILDING_SEMANTICS);
  for (const geometries of candidates) for (const geometry of ofLod(geometries, chosen)) collector.add(geometry.geometry, geometry.lod);
  counts.droppedFaces += collector.dropped;
  counts.facesWithoutSemantics += collector.withoutSemantics;
  counts.interiorFaces += collector.interior;
  const none = candidates.flat().length === 0;
  if (none || (lod !== undefined && chosen !== lod)) {
    source.log.add({
      code: none ? '902' : 'cityjson.lodMissing',
      severity: none ? 'warning' : 'info',
      objectId: id,
      message: none ? 'The object has no geometry with surfaces.' : `The object has no level of detail ${lod}.`,
      action: none ? 'Nothing to draw; the attributes are kept.' : `Its level ${chosen || '(none)'} was taken.`,
      values: none ? { what: 'none' } : { wanted: lod ?? '', taken: chosen },
    });
  }
  const attributes = familyAttributes(family, source, id);
  const name = attributes.name;
  return {
    id,
    ...(typeof name === 'string' && name !== '' ? { name } : {}),
    lod: chosen,
    faces: collector.faces,
    attributes,
  };
}

/** Children that make up the building's own shell; furniture, rooms and installations do not. */
function isPart(object: JsonObject): boolean {
  const type = stringOf(object.type) ?? '';
  return !OTHER_TYPES.has(type) && !type.startsWith('+');
}

function surfaceGeometries(object: JsonObject, source: GeometrySource, objectId: string, counts: ObjectCounts): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const geometry of items(object.geometry)) {
    if (!isObject(geometry) || !hasSurfaces(geometry, source)) continue;
    const template = geometry.type === 'GeometryInstance' ? source.templates[geometry.template as number] : undefined;
    const lod = lodOf(isObject(template) ? template : geometry, source, objectId);
    increment(counts.geometriesByLod, lod || '(none)');
    found.push({ geometry, lod, rank: lodRank(lod) });
  }
  return found;
}

function chooseLod(candidates: readonly Candidate[], wanted: string | undefined): string {
  if (wanted !== undefined && candidates.some((candidate) => candidate.lod === wanted)) return wanted;
  let best: Candidate | undefined;
  for (const candidate of candidates) if (!best || candidate.rank > best.rank) best = candidate;
  return best?.lod ?? '';
}

/** A member's geometries of the chosen level, else its highest; outlines do not stand in for solids. */
function ofLod(geometries: readonly Candidate[], chosen: string): readonly Candidate[] {
  const exact = geometries.filter((geometry) => geometry.lod === chosen);
  if (exact.length > 0) return exact;
  const rank = lodRank(chosen);
  let best: Candidate | undefined;
  for (const geometry of geometries) {
    if (geometry.rank <= rank && geometry.rank >= 1 && (!best || geometry.rank > best.rank)) best = geometry;
  }
  return geometries.filter((geometry) => geometry.lod === best?.lod);
}

/** Attributes of the building, completed by those of its parts. */
function familyAttributes(family: readonly JsonObject[], source: GeometrySource, objectId: string): Record<string, AttributeValue> {
  const all: Record<string, AttributeValue> = {};
  for (const member of family) {
    const own = plainAttributes(member.attributes as Json | undefined, (name) => {
      source.log.add({
        code: 'attribute.missing',
        severity: 'warning',
        objectId,
        message: `The attribute ${name.slice(0, 80)} is the text 'NaN'.`,
        action: 'Read as missing, not as zero.',
        values: { attribute: name.slice(0, 80) },
      });
    });
    for (const name of Object.keys(own)) all[name] ??= own[name] ?? null;
  }
  return all;
}
