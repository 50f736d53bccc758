/** Trees of any format: position, and size where the file gives it. */
import type { Tree } from '#models/district/elements.ts';
import type { ToLocal } from './content.ts';
import type { IssueLog } from './issueLog.ts';

/** A town tree of middle age where the file is silent [m]; the project's own rounded assumption. */
const USUAL_HEIGHT_m = 10;
/** Crown diameter by height where only one of them is given; the project's own rounded assumption. */
const CROWN_PER_HEIGHT = 0.6;

export interface FoundTree {
  readonly id: string;
  /** Plane coordinates as the buildings' [m]; z of the ground, NaN where the file gives none. */
  readonly plane: readonly [x: number, y: number, z: number];
  readonly height_m?: number;
  readonly crown_m?: number;
}

/** Trees in local metres; those without a height of the ground stand at zero. */
export function treesOf(found: readonly FoundTree[], toLocal: ToLocal): readonly Tree[] {
  const plane = Float64Array.from(found.flatMap(({ plane: [x, y, z] }) => [x, y, Number.isNaN(z) ? 0 : z]));
  const local = toLocal(plane);
  const trees: Tree[] = [];
  for (const [index, tree] of found.entries()) {
    const at = index * 3;
    const [east, north, up] = [local[at]!, local[at + 1]!, local[at + 2]!];
    if (!Number.isFinite(east + north + up)) continue;
    const height_m = tree.height_m ?? (tree.crown_m === undefined ? USUAL_HEIGHT_m : tree.crown_m / CROWN_PER_HEIGHT);
    const crown_m = tree.crown_m ?? height_m * CROWN_PER_HEIGHT;
    trees.push({ id: tree.id, at_m: [east, north, Number.isNaN(tree.plane[2]) ? 0 : up], height_m, crown_m });
  }
  return trees;
}

/** One finding for all trees whose size is assumed. */
export function reportTreeSizes(found: readonly FoundTree[], log: IssueLog): void {
  const count = found.filter((tree) => tree.height_m === undefined && tree.crown_m === undefined).length;
  if (count === 0) return;
  log.add({
    code: 'tree.size',
    severity: 'info',
    objectId: null,
    message: `${count} trees have no size in the file.`,
    action: `Shown ${USUAL_HEIGHT_m} m high with a crown of ${USUAL_HEIGHT_m * CROWN_PER_HEIGHT} m.`,
    values: { count, height_m: USUAL_HEIGHT_m, crown_m: USUAL_HEIGHT_m * CROWN_PER_HEIGHT },
  });
}
