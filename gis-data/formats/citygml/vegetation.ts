/** Single trees of CityGML: where they stand and how large they are. */
import type { FoundTree } from '../trees.ts';
import { attributesOf } from './attributes.ts';
import { polygonsOf } from './shapes.ts';
import type { GmlNode } from './tree.ts';

/** A tree in the coordinates of the file. */
export interface RawTree extends Omit<FoundTree, 'plane'> {
  readonly raw: readonly [number, number, number];
}

/** A plant smaller or larger than this is no tree, or its number is wrong [m]. */
const LEAST_m = 0.5;
const MOST_m = 130;

/** The tree of a SolitaryVegetationObject; null where nothing says where it stands. */
export function treeFrom(object: GmlNode, id: string): RawTree | null {
  const box = boxOf(object);
  const reference = positionIn(object);
  const raw = reference ?? (box ? ([(box.low[0] + box.high[0]) / 2, (box.low[1] + box.high[1]) / 2, box.low[2]] as const) : null);
  if (!raw) return null;
  const attributes = attributesOf(object);
  const height = sizeIn(attributes.height) ?? (box ? sizeIn(box.high[2] - box.low[2]) : undefined);
  const crown = sizeIn(attributes.crownDiameter);
  return { id, raw, ...(height === undefined ? {} : { height_m: height }), ...(crown === undefined ? {} : { crown_m: crown }) };
}

function sizeIn(value: unknown): number | undefined {
  return typeof value === 'number' && value >= LEAST_m && value <= MOST_m ? value : undefined;
}

/** Where a template is put, or the point that stands for the tree. */
function positionIn(node: GmlNode): readonly [number, number, number] | null {
  if (node.position) return [node.position[0]!, node.position[1]!, node.position[2]!];
  for (const child of node.children) {
    // Shapes of a template lie around its own zero.
    if (child.name === 'relativeGMLGeometry' || child.name === 'relativeGeometry') continue;
    const found = positionIn(child);
    if (found) return found;
  }
  return null;
}

function boxOf(
  object: GmlNode,
): { readonly low: readonly [number, number, number]; readonly high: readonly [number, number, number] } | null {
  const low: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const property of object.children) {
    if (!/^lod\d(?!Implicit)/.test(property.name)) continue;
    for (const { node } of polygonsOf(property, { find: () => undefined, missing: () => undefined })) {
      for (const ring of node.rings ?? []) {
        for (let i = 0; i < ring.length; i++) {
          const axis = i % 3;
          low[axis] = Math.min(low[axis]!, ring[i]!);
          high[axis] = Math.max(high[axis]!, ring[i]!);
        }
      }
    }
  }
  return Number.isFinite(low[0] + low[1] + low[2]) ? { low, high } : null;
}
