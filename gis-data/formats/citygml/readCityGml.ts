/** CityGML 1.0, 2.0 and 3.0 to buildings, surroundings and trees, object by object. */
import { InputError } from '#models/core/errors.ts';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import { codesIn } from '../../projection/reference.ts';
import { buildingsOf } from '../cityjson/buildings.ts';
import { withOwnId } from '../cityjson/readCityJson.ts';
import type { GeometrySource } from '../cityjson/surfaces.ts';
import { SurroundingsCollector } from '../cityjson/surroundings.ts';
import { type ContentOptions, emptyCounts, type ModelContent, type ObjectCounts } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { Placement, type RawPositions } from '../placement.ts';
import { type FoundTree, reportTreeSizes, treesOf } from '../trees.ts';
import { attributeOf, parseXml, type XmlHandler, type XmlTag } from '../xml.ts';
import { isNorthingFirst } from './axes.ts';
import { type ConversionTally, type ConvertedObjects, convertObject } from './convert.ts';
import type { References } from './shapes.ts';
import { type GmlNode, TreeBuilder } from './tree.ts';
import { type RawTree, treeFrom } from './vegetation.ts';

/** Elements that hold city objects. */
const MEMBERS: ReadonlySet<string> = new Set(['cityObjectMember', 'featureMember', 'featureMembers', 'member', 'groupMember']);
const VERSION = /^http:\/\/www\.opengis\.net\/citygml\/(?:[a-z]+\/)?(\d\.\d)$/;
/** Objects and corners that are read ahead to place the file. */
const OBJECTS_AHEAD = 20;
const CORNERS_AHEAD = 1000;
/** No reference system has larger coordinates, in any unit. */
const FARTHEST = 1e11;
const HIGHEST = 1e6;
/** References into other objects that lead to references again are followed this often. */
const MOST_PASSES = 4;

interface Waiting {
  readonly node: GmlNode;
  readonly number: number;
}

/**
 * Reads a CityGML file in one pass; objects that refer to surfaces of others wait for a second one.
 * @throws InputError `xml.*` where no object could be read before the fault
 */
export async function readCityGml(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const reader = new Reader(options, log);
  const share = (from: number, to: number) => ({
    ...(options.signal ? { signal: options.signal } : {}),
    onShare: (done: number) => options.onProgress?.({ done: from + (to - from) * done, stage: 'progress.reading' }),
  });
  try {
    parseXml(name, bytes, reader.handler(), share(0, 0.6));
  } catch (error) {
    const isFault = error instanceof InputError && (error.detail.code === 'xml.syntax' || error.detail.code === 'xml.truncated');
    if (!isFault || reader.objectCount === 0) throw error;
    reportBroken(error, reader.objectCount, log);
  }
  const found = new Map<string, GmlNode>();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const wanted = reader.wanted(found);
    if (wanted.size === 0) break;
    const before = found.size;
    try {
      parseXml(name, bytes, collectorOf(wanted, found), share(0.6, 0.7));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
    if (found.size === before) break;
  }
  return reader.finish(found);
}

function reportBroken(error: InputError, count: number, log: IssueLog): void {
  const { detail } = error;
  log.add({
    code: detail.code,
    severity: 'error',
    objectId: null,
    message: detail.message,
    action: `What came before (${count} objects) was loaded, the rest is missing. ${detail.mend ?? ''}`.trim(),
    values: { ...detail.values, count },
  });
}

/** Builds the trees of elements with certain ids, wherever they are. */
function collectorOf(wanted: ReadonlySet<string>, found: Map<string, GmlNode>): XmlHandler {
  let builder: TreeBuilder | null = null;
  return {
    open(tag) {
      if (!builder) {
        const id = attributeOf(tag, 'id');
        if (id === undefined || !wanted.has(id) || found.has(id)) return;
        builder = new TreeBuilder({ srsName: undefined, dimension: undefined }, () => undefined);
      }
      builder.open(tag);
    },
    text: (text) => builder?.text(text),
    close() {
      const node = builder?.close();
      if (!node) return;
      if (node.id !== undefined) found.set(node.id, node);
      builder = null;
    },
  };
}

class Reader {
  readonly #options: ContentOptions;
  readonly #log: IssueLog;
  readonly #counts: ObjectCounts = emptyCounts();
  readonly #surroundings = new SurroundingsCollector();
  readonly #buildings: BuildingInput[] = [];
  readonly #ids = new Set<string>();
  readonly #trees: FoundTree[] = [];
  readonly #rawTrees: RawTree[] = [];
  readonly #ahead: ConvertedObjects[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #missing = new Set<string>();
  readonly #tally: ConversionTally = { openings: new Map(), outsideSolids: 0 };
  #version: string | undefined;
  #title: string | undefined;
  #srsName: string | undefined;
  #dimension: number | undefined;
  #placement: Placement | null = null;
  #northingFirst = false;
  #cornersAhead = 0;
  #vertexCount = 0;
  objectCount = 0;

  constructor(options: ContentOptions, log: IssueLog) {
    this.#options = options;
    this.#log = log;
  }

  handler(): XmlHandler {
    const path: string[] = [];
    let builder: TreeBuilder | null = null;
    let text = '';
    const start = (tag: XmlTag): TreeBuilder => {
      const number = this.objectCount + 1;
      return new TreeBuilder({ srsName: this.#srsName, dimension: this.#dimension }, () =>
        this.#log.add({
          code: '103',
          severity: 'warning',
          objectId: attributeOf(tag, 'id') ?? `${tag.local} ${number}`,
          message: 'A ring does not end where it starts.',
          action: 'It was closed.',
        }),
      );
    };
    return {
      open: (tag) => {
        if (builder) {
          builder.open(tag);
          return;
        }
        text = '';
        this.#version ??= VERSION.exec(tag.uri)?.[1] ?? versionInScope(tag);
        const isObject = MEMBERS.has(path.at(-1) ?? '');
        if (isObject && tag.local !== 'CityObjectGroup') {
          builder = start(tag);
          builder.open(tag);
          return;
        }
        if (isObject) this.#ignore(tag.local);
        if (tag.local === 'Envelope') this.#envelope(tag);
        path.push(tag.local);
      },
      text: (part) => {
        if (builder) builder.text(part);
        else if (path.length === 2) text += part.slice(0, 200);
      },
      close: (tag) => {
        if (builder) {
          const node = builder.close();
          if (!node) return;
          builder = null;
          this.#take({ node, number: ++this.objectCount });
          return;
        }
        if (path.length === 2 && tag.local === 'name' && text.trim() !== '') this.#title ??= text.trim();
        path.pop();
      },
    };
  }

  #envelope(tag: XmlTag): void {
    this.#srsName ??= attributeOf(tag, 'srsName');
    const dimension = Number(attributeOf(tag, 'srsDimension') ?? Number.NaN);
    if (dimension === 2 || dimension === 3) this.#dimension ??= dimension;
  }

  #ignore(type: string): void {
    for (const counts of [this.#counts.objectsByType, this.#counts.ignoredByType]) counts.set(type, (counts.get(type) ?? 0) + 1);
  }

  /** Ids that objects wait for, and ids that what was found refers to in turn. */
  wanted(found: ReadonlyMap<string, GmlNode>): ReadonlySet<string> {
    const wanted = new Set(this.#missing);
    const walk = (node: GmlNode): void => {
      if (node.href?.startsWith('#')) wanted.add(node.href.slice(1));
      for (const child of node.children) walk(child);
    };
    for (const node of found.values()) walk(node);
    for (const id of found.keys()) wanted.delete(id);
    return wanted;
  }

  #take(object: Waiting): void {
    const { node } = object;
    if (node.name === 'SolitaryVegetationObject') {
      this.#tree(object);
      return;
    }
    const missing: string[] = [];
    const tally: ConversionTally = { openings: new Map(), outsideSolids: 0 };
    const converted = convertObject(node, fallbackId(object), references(node, new Map(), missing), tally);
    if (missing.length > 0) {
      for (const id of missing) this.#missing.add(id);
      this.#waiting.push(object);
      return;
    }
    this.#keep(converted, tally);
  }

  #keep(converted: ConvertedObjects, { openings, outsideSolids }: ConversionTally): void {
    for (const [type, count] of openings) this.#tally.openings.set(type, (this.#tally.openings.get(type) ?? 0) + count);
    this.#tally.outsideSolids += outsideSolids;
    if (this.#placement) {
      this.#read(converted);
      return;
    }
    this.#ahead.push(converted);
    this.#cornersAhead += converted.raw.length / 3;
    if (this.#ahead.length >= OBJECTS_AHEAD && this.#cornersAhead >= CORNERS_AHEAD) this.#place();
  }

  #place(): Placement {
    const positions: { x: number[]; y: number[] } = { x: [], y: [] };
    const step = Math.max(1, Math.floor(this.#cornersAhead / CORNERS_AHEAD)) * 3;
    for (const { raw } of this.#ahead) {
      for (let i = 0; i < raw.length; i += step) {
        if (!Number.isFinite(raw[i]! + raw[i + 1]!) || Math.abs(raw[i]!) > FARTHEST) continue;
        positions.x.push(raw[i]!);
        positions.y.push(raw[i + 1]!);
      }
    }
    if (positions.x.length === 0) {
      for (const { raw } of this.#rawTrees) {
        positions.x.push(raw[0]);
        positions.y.push(raw[1]);
      }
    }
    this.#srsName ??= this.#ahead.find(({ srsName }) => srsName !== undefined)?.srsName;
    const named = this.#options.reference ?? this.#srsName;
    this.#northingFirst = isNorthingFirst(named, positions, this.#log);
    const sample: RawPositions = this.#northingFirst ? { x: positions.y, y: positions.x } : positions;
    const placement = new Placement(named, sample, this.#log);
    this.#placement = placement;
    for (const converted of this.#ahead) this.#read(converted);
    this.#ahead.length = 0;
    return placement;
  }

  #read({ id, objects, raw, srsName }: ConvertedObjects): void {
    const placement = this.#placement;
    if (!placement) return;
    const vertices = this.#inPlane(raw, placement, this.#isOther(srsName, id));
    this.#vertexCount += vertices.length / 3;
    const source: GeometrySource = {
      version: '2.0',
      vertices,
      used: null,
      templates: [],
      templateVertices: new Float64Array(0),
      unit_m: placement.unit_m,
      log: this.#log,
    };
    for (const building of buildingsOf(objects, source, this.#counts, this.#surroundings, this.#options)) {
      this.#buildings.push(withOwnId(building, this.#ids, this.#log));
    }
  }

  /** Plane coordinates; NaN where they are not plausible or `none` is to be used. */
  #inPlane(raw: readonly number[], placement: Placement, none: boolean): Float64Array {
    const vertices = Float64Array.from(raw);
    for (let i = 0; i < vertices.length; i += 3) {
      const [first, second, z] = [vertices[i]!, vertices[i + 1]!, vertices[i + 2]!];
      const plausible = !none && Math.abs(first) <= FARTHEST && Math.abs(second) <= FARTHEST && Math.abs(z) <= HIGHEST;
      if (!plausible) vertices.fill(Number.NaN, i, i + 3);
      else if (this.#northingFirst) {
        vertices[i] = second;
        vertices[i + 1] = first;
      }
    }
    placement.toPlane(vertices);
    return vertices;
  }

  /** Whether geometry is in another system than the file; it cannot be drawn beside the rest. */
  #isOther(srsName: string | undefined, objectId: string): boolean {
    if (srsName === undefined || this.#srsName === undefined || srsName === this.#srsName) return false;
    if (codesIn(srsName)[0] === codesIn(this.#srsName)[0]) return false;
    this.#log.add({
      code: 'citygml.otherReference',
      severity: 'error',
      objectId,
      message: `The object is in the reference system '${srsName.slice(0, 120)}', the file in '${this.#srsName.slice(0, 120)}'.`,
      action: 'Its geometry was left out; its attributes are kept.',
      values: { reference: srsName.slice(0, 120), fileReference: this.#srsName.slice(0, 120) },
    });
    return true;
  }

  #tree(object: Waiting): void {
    const { counts, tree } = { counts: this.#counts, tree: treeFrom(object.node, fallbackId(object)) };
    const list = tree ? counts.surroundingsByType : counts.ignoredByType;
    for (const byType of [counts.objectsByType, list]) byType.set(object.node.name, (byType.get(object.node.name) ?? 0) + 1);
    if (tree) this.#rawTrees.push(tree);
  }

  finish(collected: ReadonlyMap<string, GmlNode>): ModelContent {
    const found = new Map<string, GmlNode>();
    for (const node of collected.values()) indexInto(found, node);
    for (const object of this.#waiting) {
      const missing: string[] = [];
      const tally: ConversionTally = { openings: new Map(), outsideSolids: 0 };
      const id = fallbackId(object);
      const converted = convertObject(object.node, id, references(object.node, found, missing), tally);
      for (const target of new Set(missing)) this.#unresolved(converted.id, target);
      this.#keep(converted, tally);
    }
    const placement = this.#placement ?? this.#place();
    for (const { raw, ...tree } of this.#rawTrees) {
      const [x, y, z] = this.#inPlane(raw, placement, false);
      this.#trees.push({ ...tree, plane: [x!, y!, z!] });
    }
    reportTreeSizes(this.#trees, this.#log);
    this.#reportTally();
    const trees = this.#trees;
    return {
      ...(this.#version === undefined ? {} : { version: this.#version }),
      ...(this.#title === undefined ? {} : { title: this.#title }),
      buildings: this.#buildings,
      placement,
      counts: this.#counts,
      surroundings: this.#surroundings,
      vertexCount: this.#vertexCount,
      ...(trees.length > 0 ? { elements: (toLocal) => ({ trees: treesOf(trees, toLocal), lines: [], points: [] }) } : {}),
      facts: { openings: Object.fromEntries(this.#tally.openings), northingFirst: this.#northingFirst },
    };
  }

  #unresolved(objectId: string, target: string): void {
    this.#log.add({
      code: 'citygml.reference',
      severity: 'warning',
      objectId,
      message: `A surface refers to '${target.slice(0, 80)}', which is not in the file.`,
      action: 'The surface was left out.',
      values: { target: target.slice(0, 80) },
    });
  }

  #reportTally(): void {
    const { openings, outsideSolids } = this.#tally;
    if (openings.size > 0) {
      const windows = openings.get('Window') ?? 0;
      const doors = openings.get('Door') ?? 0;
      this.#log.add({
        code: 'citygml.openings',
        severity: 'info',
        objectId: null,
        message: `The file models ${windows} windows and ${doors} doors.`,
        action: 'Their faces belong to the walls; window areas of the calculation follow from use and year.',
        values: { windows, doors },
      });
    }
    if (outsideSolids > 0) {
      this.#log.add({
        code: 'citygml.outsideSolid',
        severity: 'info',
        objectId: null,
        message: `${outsideSolids} surfaces of walls, roofs and grounds are no part of the solid of their building (for example eaves).`,
        action: 'Left out: the solid is the heated shell.',
        values: { count: outsideSolids },
      });
    }
  }
}

function fallbackId({ node, number }: Waiting): string {
  return node.id ?? `${node.name} ${number}`;
}

/** Ids within the object, then those found elsewhere in the file. */
function references(object: GmlNode, found: ReadonlyMap<string, GmlNode>, missing: string[]): References {
  let own: Map<string, GmlNode> | null = null;
  return {
    find: (id) => {
      if (!own) {
        own = new Map();
        indexInto(own, object);
      }
      return own.get(id) ?? found.get(id);
    },
    missing: (id) => missing.push(id),
  };
}

function indexInto(index: Map<string, GmlNode>, node: GmlNode): void {
  if (node.id !== undefined && !index.has(node.id)) index.set(node.id, node);
  for (const child of node.children) indexInto(index, child);
}

/** Version by the namespaces that a tag declares, where the tag itself is not of CityGML (a WFS answer). */
function versionInScope(tag: XmlTag): string | undefined {
  for (const prefix in tag.ns) {
    const version = VERSION.exec(tag.ns[prefix] ?? '')?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}
