/** Files that belong together: the parts of a Shapefile, a raster with its place beside it, the tiles of a tileset. */
import type { InputFile } from './readDistrict.ts';

export interface FileGroup {
  /** What the files are together; `file` is one that stands alone. */
  readonly kind: 'tileset' | 'shapefile' | 'raster' | 'map' | 'file';
  /** The one that is opened. */
  readonly main: InputFile;
  /** Those that belong to it. */
  readonly parts: readonly InputFile[];
}

/** Endings of main files, and of what may lie beside them under the same name. */
const SETS: readonly { readonly kind: FileGroup['kind']; readonly main: RegExp; readonly part: RegExp }[] = [
  { kind: 'shapefile', main: /\.shp$/i, part: /\.(dbf|prj|cpg|shx|sbn|sbx|qix|qmd|shp\.xml)$/i },
  { kind: 'map', main: /\.tab$/i, part: /\.(dat|map|id|ind)$/i },
  { kind: 'map', main: /\.mif$/i, part: /\.mid$/i },
  { kind: 'map', main: /\.gml$/i, part: /\.(xsd|gfs)$/i },
  { kind: 'raster', main: /\.(bil|flt)$/i, part: /\.(hdr|prj|blw|stx|clr)$/i },
  { kind: 'raster', main: /\.(tiff?|asc|img|grd)$/i, part: /\.(tfwx?|tifw|prj|aux\.xml|tiff?\.aux\.xml|ovr|wld|gri)$/i },
];

/** What systems put beside files. */
const NOT_DATA = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** Files as they belong together, in the order in which their main files came. */
export function groupFiles(files: readonly InputFile[]): readonly FileGroup[] {
  const left = new Set(files.filter((file) => !NOT_DATA.test(file.name)));
  const groups: FileGroup[] = [];
  for (const root of tilesetRoots([...left])) {
    const folder = root.name.slice(0, root.name.lastIndexOf('/') + 1);
    const parts = [...left].filter((file) => file !== root && file.name.startsWith(folder) && (folder !== '' || isTilePart(file.name)));
    if (!left.has(root)) continue;
    for (const file of [root, ...parts]) left.delete(file);
    groups.push({ kind: 'tileset', main: root, parts });
  }
  for (const { kind, main, part } of SETS) {
    for (const file of [...left].filter(({ name }) => main.test(name))) {
      const stem = file.name.replace(main, '').toLowerCase();
      const parts = [...left].filter((other) => other !== file && part.test(other.name) && stemOf(other.name, part) === stem);
      if (kind !== 'shapefile' && parts.length === 0) continue;
      for (const taken of [file, ...parts]) left.delete(taken);
      groups.push({ kind, main: file, parts });
    }
  }
  for (const file of left) groups.push({ kind: 'file', main: file, parts: [] });
  return groups.sort((a, b) => files.indexOf(a.main) - files.indexOf(b.main));
}

function stemOf(name: string, ending: RegExp): string {
  return name.replace(ending, '').toLowerCase();
}

/** Those that are not within the folder of another. */
function tilesetRoots(files: readonly InputFile[]): readonly InputFile[] {
  const roots = files.filter((file) => /(^|\/)tileset\.json$/i.test(file.name));
  roots.sort((a, b) => a.name.split('/').length - b.name.split('/').length);
  return roots;
}

/** What may lie loose beside a `tileset.json`. */
function isTilePart(name: string): boolean {
  return name.includes('/') || /\.(b3dm|i3dm|pnts|cmpt|glb|gltf|bin|subtree|json|jpe?g|png|webp|ktx2)$/i.test(name);
}
