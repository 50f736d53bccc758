/** Answers of the Overpass API in JSON: `elements` with node references, or with `geometry` in place. */
import { InputError } from '#models/core/errors.ts';
import { parseJson } from '../cityjson/parseJson.ts';
import { isObject, items, type Json, type JsonObject, stringOf } from '../cityjson/structure.ts';
import { textOf } from '../text.ts';
import { OsmCollector, type OsmMember, TagList, type Tags } from './osmData.ts';

/**
 * Reads an Overpass answer.
 * @throws InputError `json.*`, `overpass.structure`
 */
export function parseOverpass(fileName: string, bytes: Uint8Array): OsmCollector {
  const document = parseJson(textOf(bytes), fileName);
  if (!isObject(document) || !Array.isArray(document.elements)) {
    throw new InputError({
      code: 'overpass.structure',
      message: 'This is JSON, but no answer of the Overpass API: it has no list of elements.',
      where: fileName,
      mend: 'Ask the Overpass API with [out:json], and save its whole answer.',
    });
  }
  const collector = new OsmCollector();
  const about = isObject(document.osm3s) ? document.osm3s : {};
  collector.version = typeof document.version === 'number' ? String(document.version) : stringOf(document.version);
  collector.attribution = stringOf(about.copyright);
  collector.remark = stringOf(document.remark)?.slice(0, 300);
  for (const element of items(document.elements)) if (isObject(element)) addElement(element, collector);
  return collector;
}

function addElement(element: JsonObject, collector: OsmCollector): void {
  const id = idIn(element.id);
  if (Number.isNaN(id)) return;
  const tags = tagsIn(element.tags);
  if (element.type === 'node') collector.node(id, numberIn(element.lon), numberIn(element.lat), tags);
  else if (element.type === 'way') collector.way(id, tags, items(element.nodes).map(idIn), pointsIn(element.geometry));
  else if (element.type === 'relation') collector.relation(id, tags, membersIn(element.members, collector));
}

/** Members; ways that are given in place become ways of the collection. */
function membersIn(value: Json | undefined, collector: OsmCollector): readonly OsmMember[] {
  const members: OsmMember[] = [];
  for (const member of items(value)) {
    if (!isObject(member)) continue;
    const type = stringOf(member.type) ?? '';
    const ref = idIn(member.ref);
    members.push({ type, ref, role: stringOf(member.role) ?? '' });
    const points = type === 'way' && !Number.isNaN(ref) ? pointsIn(member.geometry) : null;
    if (points) collector.way(ref, {}, [], points);
  }
  return members;
}

/** Longitude, latitude pairs; NaN where the answer has no place for a node. Null where there is no list. */
function pointsIn(geometry: Json | undefined): readonly number[] | null {
  if (!Array.isArray(geometry)) return null;
  return items(geometry).flatMap((point) => (isObject(point) ? [numberIn(point.lon), numberIn(point.lat)] : [Number.NaN, Number.NaN]));
}

function tagsIn(value: Json | undefined): Tags {
  const list = new TagList();
  if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const own = value[key];
      if (typeof own === 'string' || typeof own === 'number' || typeof own === 'boolean') list.add(key, String(own));
    }
  }
  return list.take();
}

function idIn(value: Json | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : Number.NaN;
}

function numberIn(value: Json | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
}
