/**
 * Addresses of a tileset's files in memory: every link in its documents is replaced by a `blob:` address, so that Cesium
 * loads tiles by itself and nothing outside the files that the person chose can be asked for.
 */
import { linksOfGltf } from '#gis-data/formats/tileset/readTileset.ts';
import { isObject, parseObject } from '#gis-data/formats/tileset/tileContent.ts';
import { resolveLink, type TilesetFiles } from '#gis-data/formats/tileset/tilesetFiles.ts';

export interface TilesetUrls {
  /** Of the root document. */
  readonly url: string;
  /** Frees the memory; nothing can be loaded afterwards. */
  release(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  gltf: 'model/gltf+json',
  glb: 'model/gltf-binary',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/** Makes the addresses; links that lead nowhere and schemes of tiles (implicit tiling) are taken out. */
export function tilesetUrls(tileset: TilesetFiles): TilesetUrls {
  const maker = new Maker(tileset);
  const url = maker.urlOf(tileset.root);
  if (url === null) throw new Error('The tileset has no root document.');
  return { url, release: () => maker.release() };
}

type JsonObject = Record<string, unknown>;

class Maker {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #urls = new Map<string, string>();
  /** Documents whose links are being followed: a document within itself is left out. */
  readonly #open = new Set<string>();

  constructor({ files }: TilesetFiles) {
    this.#files = files;
  }

  urlOf(path: string): string | null {
    const known = this.#urls.get(path);
    if (known !== undefined) return known;
    const bytes = this.#files.get(path);
    if (!bytes || this.#open.has(path)) return null;
    this.#open.add(path);
    const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
    const content = this.#rewritten(path, bytes) ?? new Uint8Array(bytes);
    this.#open.delete(path);
    const url = URL.createObjectURL(new Blob([content], { type: TYPES[ending] ?? 'application/octet-stream' }));
    this.#urls.set(path, url);
    return url;
  }

  release(): void {
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#urls.clear();
  }

  /** A document with other links; null for what is none. */
  #rewritten(path: string, bytes: Uint8Array): string | null {
    if (bytes[0] !== 0x7b && !/\.(json|gltf)$/i.test(path)) return null;
    const document = parseObject(bytes);
    if (!document) return null;
    const copy: JsonObject = { ...document };
    if (isObject(document.root)) {
      copy.root = this.#tile(document.root, path);
      // A schema of its own would be fetched.
      delete copy.schemaUri;
      return JSON.stringify(copy);
    }
    if (linksOfGltf(document).length === 0) return null;
    for (const list of ['buffers', 'images']) {
      const entries = copy[list];
      if (Array.isArray(entries)) copy[list] = entries.map((entry: unknown) => (isObject(entry) ? this.#linked(entry, path) : entry));
    }
    return JSON.stringify(copy);
  }

  #tile(tile: Readonly<JsonObject>, from: string): JsonObject {
    const { content, contents, children, implicitTiling, ...rest } = tile;
    const copy: JsonObject = rest;
    if (implicitTiling === undefined) {
      const own = isObject(content) ? this.#content(content, from) : null;
      if (own) copy.content = own;
      const several = Array.isArray(contents) ? contents.filter(isObject).flatMap((one) => this.#content(one, from) ?? []) : [];
      if (several.length > 0) copy.contents = several;
    }
    if (Array.isArray(children)) copy.children = children.filter(isObject).map((child) => this.#tile(child, from));
    return copy;
  }

  /** Null where the content is not among the files. */
  #content(content: Readonly<JsonObject>, from: string): JsonObject | null {
    const { url, ...rest } = content;
    const linked = this.#linked({ ...rest, uri: rest.uri ?? url }, from);
    return linked.uri === undefined ? null : linked;
  }

  #linked(entry: Readonly<JsonObject>, from: string): JsonObject {
    const { uri, ...rest } = entry;
    if (typeof uri !== 'string' || uri.startsWith('data:')) return { ...entry };
    const path = resolveLink(from, uri);
    const url = path === null ? null : this.urlOf(path);
    return url === null ? rest : { ...rest, uri: url };
  }
}
