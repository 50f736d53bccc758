/**
 * 3D Tiles from disk (OGC 22-025r4; version 1.0 too). They hold triangles for drawing, not buildings with ground, walls and
 * roofs: they are shown around a district, and nothing of them is simulated.
 */

import type { CancelSignal } from '#models/core/errors.ts';
import { throwIfAborted } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import { IssueLog } from '../issueLog.ts';
import type { InputFile } from '../readDistrict.ts';
import { IDENTITY, type Matrix, numbersOf, placeOfVolume, type TilePlace, times } from './boundingVolume.ts';
import { glbDocument, isObject, parseObject, type TileFormat, tileContent } from './tileContent.ts';
import { resolveLink, type TilesetFiles, tilesetError, tilesetFiles } from './tilesetFiles.ts';

const MOST_TILES = 200_000;
const MOST_DEPTH = 500;

export interface Tile {
  /** Path of the content among the tileset's files; null for a tile without one. */
  readonly content: string | null;
  readonly depth: number;
  /** Error on the ground that is seen where its children are not drawn [m]. */
  readonly geometricError_m: number;
}

export interface Tileset {
  readonly files: TilesetFiles;
  readonly version: string;
  readonly tiles: readonly Tile[];
  /** Number of contents by their kind. */
  readonly contents: Readonly<Partial<Record<TileFormat, number>>>;
  readonly features: number;
  /** Names of what is known about the features. */
  readonly attributes: readonly string[];
  /** Of the root; null where it does not lie on the globe. */
  readonly place: TilePlace | null;
  readonly geometricError_m: number;
  readonly attribution?: string;
  /** Parts that follow a scheme instead of a list; they are not drawn. */
  readonly implicitParts: number;
  readonly issues: readonly Issue[];
}

/**
 * Reads what a tileset holds; nothing outside its own files is ever looked for.
 * @param given a ZIP archive, the one `tileset.json`, or all files of the folder with their paths
 * @throws InputError `tileset.structure`, `archive.bomb`, `archive.path`, `archive.damaged`
 */
export function readTileset(
  name: string,
  given: Uint8Array | readonly InputFile[],
  options: { readonly signal?: CancelSignal } = {},
): Tileset {
  const isArchive = given instanceof Uint8Array && given[0] === 0x50;
  const files = tilesetFiles(name, given instanceof Uint8Array && !isArchive ? [{ name, bytes: given }] : given);
  const reading = new Reading(files, options.signal);
  const root = reading.document(files.root);
  const asset = isObject(root?.asset) ? root.asset : {};
  if (!root || !isObject(root.root)) throw tilesetError('json', name);
  const version = String(asset.version ?? '');
  if (version !== '1.0' && version !== '1.1' && version !== '0.0') throw tilesetError('version', name);
  const transform = transformOf(root.root) ?? IDENTITY;
  reading.tile(root.root, files.root, IDENTITY, 0);
  const place = placeOfVolume(root.root.boundingVolume, transform);
  reading.report(place);
  return {
    files,
    version,
    tiles: reading.tiles,
    contents: Object.fromEntries(reading.contents),
    features: reading.features,
    attributes: [...reading.attributes],
    place,
    geometricError_m: errorOf(root),
    ...(typeof asset.copyright === 'string' ? { attribution: asset.copyright } : {}),
    implicitParts: reading.implicitParts,
    issues: reading.log.list(),
  };
}

function transformOf(tile: Readonly<Record<string, unknown>>): Matrix | null {
  return numbersOf(tile.transform, 16);
}

class Reading {
  readonly tiles: Tile[] = [];
  readonly contents = new Map<TileFormat, number>();
  readonly attributes = new Set<string>();
  readonly log: IssueLog;
  features = 0;
  implicitParts = 0;
  readonly #files: TilesetFiles;
  readonly #signal: CancelSignal | undefined;
  readonly #open = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #missing: string[] = [];
  readonly #outside: string[] = [];

  constructor(files: TilesetFiles, signal: CancelSignal | undefined) {
    this.#files = files;
    this.#signal = signal;
    this.log = new IssueLog(files.name);
  }

  document(path: string): Readonly<Record<string, unknown>> | null {
    const bytes = this.#files.files.get(path);
    return bytes ? parseObject(bytes) : null;
  }

  tile(tile: Readonly<Record<string, unknown>>, from: string, parent: Matrix, depth: number): void {
    if (this.tiles.length >= MOST_TILES || depth > MOST_DEPTH) throw tilesetError('size', this.#files.name);
    if (this.tiles.length % 500 === 0) throwIfAborted(this.#signal);
    const transform = times(parent, transformOf(tile) ?? IDENTITY);
    const error = errorOf(tile);
    const list = Array.isArray(tile.contents) ? tile.contents : [tile.content];
    const links = list.filter(isObject).flatMap((content) => content.uri ?? content.url ?? []);
    if (isObject(tile.implicitTiling) || (isObject(tile.extensions) && isObject(tile.extensions['3DTILES_implicit_tiling']))) {
      this.implicitParts++;
      this.tiles.push({ content: null, depth, geometricError_m: error });
      return;
    }
    if (links.length === 0) this.tiles.push({ content: null, depth, geometricError_m: error });
    for (const link of links) this.#content(String(link), from, transform, depth, error);
    for (const child of Array.isArray(tile.children) ? tile.children : []) {
      if (isObject(child)) this.tile(child, from, transform, depth + 1);
    }
  }

  #content(link: string, from: string, transform: Matrix, depth: number, error: number): void {
    const path = resolveLink(from, link);
    const bytes = path === null ? undefined : this.#files.files.get(path);
    if (path === null || !bytes) {
      (path === null ? this.#outside : this.#missing).push(link);
      this.tiles.push({ content: null, depth, geometricError_m: error });
      return;
    }
    this.tiles.push({ content: path, depth, geometricError_m: error });
    const isNew = !this.#seen.has(path);
    this.#seen.add(path);
    const content = tileContent(bytes);
    if (isNew) this.#count(content, path, bytes);
    if (content.format !== 'tileset' || this.#open.has(path)) return;
    const inner = this.document(path);
    if (!isObject(inner?.root)) return;
    this.#open.add(path);
    this.tile(inner.root, path, transform, depth + 1);
    this.#open.delete(path);
  }

  #count(content: ReturnType<typeof tileContent>, path: string, bytes: Uint8Array): void {
    this.contents.set(content.format, (this.contents.get(content.format) ?? 0) + 1);
    this.features += content.features ?? 0;
    for (const name of content.attributes) this.attributes.add(name);
    const document = content.format === 'gltf' ? parseObject(bytes) : content.format === 'glb' ? glbDocument(bytes) : null;
    for (const link of document ? linksOfGltf(document) : []) {
      const to = resolveLink(path, link);
      if (to === null) this.#outside.push(link);
      else if (!this.#files.files.has(to)) this.#missing.push(link);
    }
  }

  report(place: TilePlace | null): void {
    const add = (code: string, severity: Issue['severity'], message: string, action: string, values: Issue['values'] = {}) =>
      this.log.add({ code, severity, objectId: null, message, action, values });
    add(
      'tileset.contextOnly',
      'info',
      '3D Tiles hold surfaces for drawing, without the ground, walls and roofs of single buildings.',
      'Shown around the district; nothing of them is simulated. Load buildings from a city model or a map.',
    );
    if (this.#missing.length > 0) {
      const first = this.#missing[0]!.slice(0, 120);
      add(
        'tileset.missing',
        'warning',
        `${this.#missing.length} files that the tileset names are not there, '${first}' first.`,
        'The rest is shown.',
        {
          count: this.#missing.length,
          first,
        },
      );
    }
    if (this.#outside.length > 0) {
      const first = this.#outside[0]!.slice(0, 120);
      add('tileset.outside', 'warning', `${this.#outside.length} links lead out of the tileset, '${first}' first.`, 'Not followed.', {
        count: this.#outside.length,
        first,
      });
    }
    if (this.implicitParts > 0) {
      add('tileset.implicit', 'warning', `${this.implicitParts} parts of the tileset follow a scheme (implicit tiling).`, 'Not shown.', {
        count: this.implicitParts,
      });
    }
    if (!place) add('tileset.unplaced', 'warning', 'The tileset does not say where on the globe it lies.', 'Not shown.');
  }
}

/** Files that a glTF document names: buffers and pictures. */
export function linksOfGltf(document: Readonly<Record<string, unknown>>): readonly string[] {
  const lists = [document.buffers, document.images].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
  return lists.flatMap(({ uri }) => (typeof uri === 'string' && !uri.startsWith('data:') ? uri : []));
}

/** 0 where it is not stated, or no number. */
function errorOf({ geometricError }: { readonly geometricError?: unknown }): number {
  return typeof geometricError === 'number' && Number.isFinite(geometricError) ? geometricError : 0;
}
