/** Geometry of CityGML trees to lists of polygons: shells of solids, reused surfaces, turned surfaces. */
import type { GmlNode, RawRing } from './tree.ts';

/** A polygon where it is used. `node` is the same wherever the same polygon is used. */
export interface UsedPolygon {
  readonly node: GmlNode;
  readonly isReversed: boolean;
}

/** Where references to other parts of the file lead. */
export interface References {
  /** The node of an id, if it is known. */
  find(id: string): GmlNode | undefined;
  /** Told of every id that is not known. */
  missing(id: string): void;
}

/** References to references to references end here. */
const DEEPEST_REFERENCE = 16;

/** The node itself, or the one its `xlink:href` leads to. */
function resolved(node: GmlNode, references: References): GmlNode | undefined {
  if (node.href === undefined || node.children.length > 0 || node.rings) return node;
  const id = node.href.slice(node.href.indexOf('#') + 1);
  const target = node.href.includes('#') ? references.find(id) : undefined;
  if (!target) references.missing(node.href.startsWith('#') ? id : node.href);
  return target;
}

/** All polygons below a node, in order, with references followed. */
export function polygonsOf(node: GmlNode, references: References): readonly UsedPolygon[] {
  const found: UsedPolygon[] = [];
  const walk = (at: GmlNode, isReversed: boolean, depth: number): void => {
    if (depth > DEEPEST_REFERENCE) return;
    const target = resolved(at, references);
    if (!target) return;
    const below = target === at ? depth : depth + 1;
    if (target !== at) {
      walk(target, isReversed, below);
      return;
    }
    if (at.rings) {
      found.push({ node: at, isReversed });
      return;
    }
    const turned = at.name === 'OrientableSurface' && at.isReversed ? !isReversed : isReversed;
    for (const child of at.children) walk(child, turned, below);
  };
  walk(node, false, 0);
  return found;
}

/** Shells of each solid below a node, exterior first. */
export function solidsOf(node: GmlNode, references: References, depth = 0): readonly (readonly (readonly UsedPolygon[])[])[] {
  if (depth > DEEPEST_REFERENCE) return [];
  const target = resolved(node, references);
  if (!target) return [];
  if (target !== node) return solidsOf(target, references, depth + 1);
  if (target.name !== 'Solid') return target.children.flatMap((child) => solidsOf(child, references, depth));
  const shells = target.children
    .filter((side) => side.name === 'exterior' || side.name === 'interior')
    .sort((a, b) => Number(a.name === 'interior') - Number(b.name === 'interior'))
    .map((side) => polygonsOf(side, references))
    .filter((shell) => shell.length > 0);
  return shells.length > 0 ? [shells] : [];
}

/** The rings of a polygon as it is used. */
export function ringsAsUsed({ node, isReversed }: UsedPolygon): readonly RawRing[] {
  const rings = node.rings ?? [];
  return isReversed ? rings.map(turned) : rings;
}

function turned(ring: RawRing): RawRing {
  const out: number[] = [];
  for (let i = ring.length - 3; i >= 0; i -= 3) out.push(ring[i]!, ring[i + 1]!, ring[i + 2]!);
  return out;
}

/** The same for polygons with the same corners, whichever of them comes first and whichever way they look. */
export function cornersKey(node: GmlNode): string {
  const ring = node.rings?.[0] ?? [];
  const corners: string[] = [];
  for (let i = 0; i + 2 < ring.length; i += 3) corners.push(`${ring[i]!.toFixed(3)},${ring[i + 1]!.toFixed(3)},${ring[i + 2]!.toFixed(3)}`);
  return corners.sort().join(' ');
}
