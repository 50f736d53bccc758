/** Faces without area. */
import type { FaceInput } from '../../geometry/assemble.ts';
import { addRingVector } from '../../geometry/faceVector.ts';
import { ZERO_AREA_m2 } from '../../geometry/measures.ts';

export function hasNoArea({ rings }: FaceInput): boolean {
  const ring = rings[0];
  if (!ring || ring.length < 9) return true;
  const vector = new Float64Array(3);
  addRingVector(ring, 0, ring.length / 3, vector);
  return Math.hypot(vector[0]!, vector[1]!, vector[2]!) < ZERO_AREA_m2;
}

/** The faces with area; null where all have. */
export function dropZeroFaces(faces: readonly FaceInput[]): readonly FaceInput[] | null {
  const kept = faces.filter((face) => !hasNoArea(face));
  return kept.length < faces.length && kept.length > 0 ? kept : null;
}
