/** Outlines that cross themselves, split into pieces that do not. */
import { union } from 'polyclip-ts';
import type { DrawnShape } from '../../edits.ts';
import type { FaceInput } from '../../geometry/assemble.ts';
import { selfContact } from '../../geometry/faceFaults.ts';
import { drawnFaces, shapeFault } from '../../geometry/roofs.ts';
import { prismOf } from './prism.ts';

/** Whether a face that lies flat crosses itself; walls are not split. */
export function crossesItself({ rings }: FaceInput): boolean {
  return rings.some((ring) => isLevel(ring) && selfContact(ring, 0, ring.length / 3, 0, 0, 1) === 'crosses');
}

/** Level within 5 cm. */
function isLevel(ring: ArrayLike<number>): boolean {
  for (let i = 5; i < ring.length; i += 3) if (Math.abs(ring[i]! - ring[2]!) > 0.05) return false;
  return true;
}

/** The faces without crossings; null where there are none. A lifted outline is lifted anew from its pieces. */
export function splitSelfIntersections(faces: readonly FaceInput[]): readonly FaceInput[] | null {
  if (!faces.some(crossesItself)) return null;
  const prism = prismOf(faces);
  const solids = prism && prism.top_m - prism.ground_m > 0.1 ? prism.outlines.flatMap((rings) => pieces(rings)) : [];
  if (prism && solids.length > 0) {
    return solids.flatMap((rings_m, part) => {
      const shape: DrawnShape = { rings_m, ground_m: prism.ground_m, eaves_m: prism.top_m - prism.ground_m, roof: 'flat', pitch_deg: 0 };
      return shapeFault(shape) === null ? drawnFaces(shape).map((face) => ({ ...face, part })) : [];
    });
  }
  return faces.flatMap((face) => (crossesItself(face) ? splitFace(face) : [face]));
}

function splitFace(face: FaceInput): readonly FaceInput[] {
  const z = face.rings[0]![2]!;
  const looksDown = face.kind === 'ground' || face.kind === 'outer-ceiling';
  const flat = face.rings.map((ring) => Array.from({ length: ring.length / 3 }, (_, i) => [ring[i * 3]!, ring[i * 3 + 1]!]).flat());
  return pieces(flat).map((rings) => ({
    ...face,
    rings: rings.map((ring) => {
      const points = Array.from({ length: ring.length / 2 }, (_, i) => [ring[i * 2]!, ring[i * 2 + 1]!, z]);
      return (looksDown ? points.reverse() : points).flat();
    }),
  }));
}

/** Pieces of an outline by the even-odd rule, exterior first and counter-clockwise, without slivers. */
function pieces(rings: readonly (readonly number[])[]): number[][][] {
  const closed = rings.map((ring) => Array.from({ length: ring.length / 2 }, (_, i): [number, number] => [ring[i * 2]!, ring[i * 2 + 1]!]));
  return union(closed).map((polygon) => polygon.map((ring) => ring.slice(0, -1).flat()));
}
