/** Turns faces so that all of a shell look outwards. */
import type { FaceInput } from '../../geometry/assemble.ts';
import { ringVolume6 } from '../../geometry/faceVector.ts';
import { byPart, CornerTable, faceEdges } from './shellEdges.ts';

/** The faces of all shells looking outwards; null where they do already. */
export function orientShell(faces: readonly FaceInput[]): readonly FaceInput[] | null {
  let changed = false;
  const turned = byPart(faces).flatMap((part) => {
    const flips = flipsOf(part);
    changed ||= flips.includes(true);
    return part.map((face, i) => (flips[i] ? turnedFace(face) : face));
  });
  return changed ? turned : null;
}

function turnedFace(face: FaceInput): FaceInput {
  return {
    ...face,
    rings: face.rings.map((ring) => {
      const out = new Float64Array(ring.length);
      for (let i = 0; i < ring.length; i += 3) {
        for (let axis = 0; axis < 3; axis++) out[i + axis] = ring[ring.length - 3 - i + axis]!;
      }
      return out;
    }),
  };
}

/** Which faces of one shell to turn: neighbours run over their common edge in opposite directions, and the volume is positive. */
function flipsOf(faces: readonly FaceInput[]): boolean[] {
  const corners = new CornerTable();
  const users = new Map<string, { readonly face: number; readonly forward: boolean }[]>();
  const edges = faces.map((face) => faceEdges(face, corners));
  edges.forEach((list, face) => {
    for (const [from, to] of list) {
      const key = from < to ? `${from},${to}` : `${to},${from}`;
      const known = users.get(key);
      if (known) known.push({ face, forward: from < to });
      else users.set(key, [{ face, forward: from < to }]);
    }
  });
  const flips = new Array<boolean>(faces.length).fill(false);
  const seen = new Array<boolean>(faces.length).fill(false);
  for (let first = 0; first < faces.length; first++) {
    if (seen[first]) continue;
    const group = [first];
    seen[first] = true;
    for (let at = 0; at < group.length; at++) {
      const face = group[at]!;
      for (const [from, to] of edges[face]!) {
        const pair = users.get(from < to ? `${from},${to}` : `${to},${from}`)!;
        if (pair.length !== 2) continue;
        const other = pair[0]!.face === face ? pair[1]! : pair[0]!;
        if (seen[other.face]) continue;
        seen[other.face] = true;
        flips[other.face] = from < to === other.forward ? !flips[face] : flips[face]!;
        group.push(other.face);
      }
    }
    // A single face or an open sheet has no outside.
    if (volume6(faces, group, flips) < 0) for (const face of group) flips[face] = !flips[face];
    else if (group.length < 4) for (const face of group) flips[face] = false;
  }
  return flips;
}

function volume6(faces: readonly FaceInput[], group: readonly number[], flips: readonly boolean[]): number {
  if (group.length < 4) return 0;
  const origin = faces[group[0]!]!.rings[0]!;
  let volume = 0;
  for (const face of group) {
    for (const ring of faces[face]!.rings) {
      const six = ringVolume6(ring, 0, ring.length / 3, origin[0]!, origin[1]!, origin[2]!);
      volume += flips[face] ? -six : six;
    }
  }
  return volume;
}
