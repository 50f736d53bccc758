/** Edges of a shell by their corners, corners within a millimetre being one. */
import type { FaceInput } from '../../geometry/assemble.ts';
import type { Point } from '../../geometry/cutFaces.ts';
import { SNAP_m } from '../../geometry/faceFaults.ts';

/** Numbers corners by their place. */
export class CornerTable {
  readonly points: Point[] = [];
  readonly #cells = new Map<string, number>();

  numberOf(x: number, y: number, z: number): number {
    const [i, j, k] = [Math.round(x / SNAP_m), Math.round(y / SNAP_m), Math.round(z / SNAP_m)];
    const key = `${i},${j},${k}`;
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const number = this.points.push([x, y, z]) - 1;
    this.#cells.set(key, number);
    return number;
  }
}

/** Directed edges of a face: from, to, and the number of the ring. */
export function faceEdges({ rings }: FaceInput, corners: CornerTable): (readonly [number, number, number])[] {
  return rings.flatMap((ring, r) => {
    const numbers = Array.from({ length: ring.length / 3 }, (_, i) => corners.numberOf(ring[i * 3]!, ring[i * 3 + 1]!, ring[i * 3 + 2]!));
    return numbers.flatMap((from, i): (readonly [number, number, number])[] => {
      const to = numbers[(i + 1) % numbers.length]!;
      return from === to ? [] : [[from, to, r]];
    });
  });
}

/** Faces of one part after the other. */
export function byPart(faces: readonly FaceInput[]): readonly (readonly FaceInput[])[] {
  const parts = new Map<number, FaceInput[]>();
  for (const face of faces) {
    const part = face.part ?? 0;
    const known = parts.get(part);
    if (known) known.push(face);
    else parts.set(part, [face]);
  }
  return [...parts.values()];
}
