/** Edges around a set of triangles, joined to rings: outlines of buildings and faces as they are drawn. */

/** Places closer than this are one [m]. */
const WELD_m = 0.001;

/**
 * Rings of the border of triangles, each with its inside on the left where the triangles run counter-clockwise.
 * @param corners three numbers per corner, nine per triangle
 * @param onPlan leaves heights out: triangles above each other meet
 * @returns flat x, y, z rings, not closed, without corners in the middle of a straight side
 */
export function borderRings(corners: ArrayLike<number>, onPlan: boolean): number[][] {
  const places = new Map<string, number>();
  const points: number[] = [];
  const idOf = (at: number): number => {
    const key = [0, 1, onPlan ? -1 : 2].map((axis) => (axis < 0 ? 0 : Math.round(corners[at + axis]! / WELD_m))).join();
    const known = places.get(key);
    if (known !== undefined) return known;
    const id = places.size;
    places.set(key, id);
    points.push(corners[at]!, corners[at + 1]!, corners[at + 2]!);
    return id;
  };
  const edges = new Map<string, readonly [number, number]>();
  for (let t = 0; t + 9 <= corners.length; t += 9) {
    const ids = [idOf(t), idOf(t + 3), idOf(t + 6)];
    for (let k = 0; k < 3; k++) {
      const [a, b] = [ids[k]!, ids[(k + 1) % 3]!];
      if (a === b) continue;
      if (!edges.delete(`${b},${a}`)) edges.set(`${a},${b}`, [a, b]);
    }
  }
  return chained([...edges.values()]).map((ring) => withoutStraight(ring.flatMap((id) => points.slice(id * 3, id * 3 + 3))));
}

function chained(edges: readonly (readonly [number, number])[]): number[][] {
  const next = new Map<number, number[]>();
  for (const [a, b] of edges) next.set(a, [...(next.get(a) ?? []), b]);
  const rings: number[][] = [];
  for (const [start] of edges) {
    const ring: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined) {
      const onward: number | undefined = next.get(at)?.pop();
      if (onward === undefined) break;
      ring.push(at);
      at = onward;
      if (at === start) break;
    }
    if (at === start && ring.length >= 3) rings.push(ring);
  }
  return rings;
}

/** A corner nearer than this to the line between its neighbours is none [m]. */
const STRAIGHT_m = 0.002;

function withoutStraight(ring: readonly number[]): number[] {
  const count = ring.length / 3;
  const kept: number[] = [];
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [(i + count - 1) % count, i, (i + 1) % count].map((k) => ring.slice(k * 3, k * 3 + 3)) as [
      number[],
      number[],
      number[],
    ];
    const [ux, uy, uz] = [b[0]! - a[0]!, b[1]! - a[1]!, b[2]! - a[2]!];
    const [vx, vy, vz] = [c[0]! - a[0]!, c[1]! - a[1]!, c[2]! - a[2]!];
    const off = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / Math.max(1e-9, Math.hypot(vx, vy, vz));
    if (off > STRAIGHT_m) kept.push(...b);
  }
  return kept.length >= 9 ? kept : [...ring];
}
