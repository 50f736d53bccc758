/**
 * Area of the intersection of two polygons with holes in a plane. Each polygon is a signed sum of the
 * fan triangles of its rings (holes run the other way), so the area is the signed sum of
 * triangle-triangle intersections: right for non-convex rings, without triangulation.
 */

/** Rings in a plane: x, y pairs; ring r is points [ringStart[r], ringStart[r + 1]). */
export interface PlanePolygon {
  readonly xy: Float64Array;
  readonly ringStart: Int32Array;
  readonly ringCount: number;
}

const MAX_CLIP_POINTS = 16;
let clipA = new Float64Array(MAX_CLIP_POINTS * 2);
let clipB = new Float64Array(MAX_CLIP_POINTS * 2);

/** Area of the intersection of two polygons [the unit of their coordinates, squared]; never negative. */
export function overlapArea(first: PlanePolygon, second: PlanePolygon): number {
  let area = 0;
  for (let r = 0; r < first.ringCount; r++) {
    const start = first.ringStart[r]!;
    for (let i = start + 1; i + 1 < first.ringStart[r + 1]!; i++) {
      area += triangleWithPolygon(first.xy, start, i, i + 1, second);
    }
  }
  // The two may run in opposite senses, as the two sides of a party wall do.
  return Math.abs(area);
}

function triangleWithPolygon(xy: Float64Array, a: number, b: number, c: number, polygon: PlanePolygon): number {
  const sign = orientation(xy, a, b, c);
  if (sign === 0) return 0;
  let area = 0;
  for (let r = 0; r < polygon.ringCount; r++) {
    const start = polygon.ringStart[r]!;
    for (let i = start + 1; i + 1 < polygon.ringStart[r + 1]!; i++) {
      const other = orientation(polygon.xy, start, i, i + 1);
      if (other === 0) continue;
      const overlap = triangleOverlap(
        xy,
        a,
        sign > 0 ? b : c,
        sign > 0 ? c : b,
        polygon.xy,
        start,
        other > 0 ? i : i + 1,
        other > 0 ? i + 1 : i,
      );
      area += sign > 0 === other > 0 ? overlap : -overlap;
    }
  }
  return area;
}

function orientation(xy: Float64Array, a: number, b: number, c: number): number {
  return (xy[b * 2]! - xy[a * 2]!) * (xy[c * 2 + 1]! - xy[a * 2 + 1]!) - (xy[b * 2 + 1]! - xy[a * 2 + 1]!) * (xy[c * 2]! - xy[a * 2]!);
}

/** Sutherland-Hodgman of two counter-clockwise triangles. */
function triangleOverlap(p: Float64Array, a: number, b: number, c: number, q: Float64Array, d: number, e: number, f: number): number {
  setPoint(0, p, a);
  setPoint(1, p, b);
  setPoint(2, p, c);
  let count = clipByLine(3, q, d, e);
  if (count > 0) count = clipByLine(count, q, e, f);
  if (count > 0) count = clipByLine(count, q, f, d);
  let twice = 0;
  for (let i = 1; i + 1 < count; i++) {
    twice +=
      (clipA[i * 2]! - clipA[0]!) * (clipA[i * 2 + 3]! - clipA[1]!) - (clipA[i * 2 + 1]! - clipA[1]!) * (clipA[i * 2 + 2]! - clipA[0]!);
  }
  return Math.abs(twice) / 2;
}

function setPoint(at: number, xy: Float64Array, index: number): void {
  clipA[at * 2] = xy[index * 2]!;
  clipA[at * 2 + 1] = xy[index * 2 + 1]!;
}

/** Keeps the part of `clipA` left of the line from point i to point j; returns its number of points. */
function clipByLine(count: number, q: Float64Array, i: number, j: number): number {
  const ox = q[i * 2]!;
  const oy = q[i * 2 + 1]!;
  const dx = q[j * 2]! - ox;
  const dy = q[j * 2 + 1]! - oy;
  let kept = 0;
  let px = clipA[(count - 1) * 2]!;
  let py = clipA[(count - 1) * 2 + 1]!;
  let pSide = dx * (py - oy) - dy * (px - ox);
  for (let k = 0; k < count; k++) {
    const x = clipA[k * 2]!;
    const y = clipA[k * 2 + 1]!;
    const side = dx * (y - oy) - dy * (x - ox);
    if (side >= 0 !== pSide >= 0) {
      const t = pSide / (pSide - side);
      clipB[kept * 2] = px + t * (x - px);
      clipB[kept * 2 + 1] = py + t * (y - py);
      kept++;
    }
    if (side >= 0) {
      clipB[kept * 2] = x;
      clipB[kept * 2 + 1] = y;
      kept++;
    }
    px = x;
    py = y;
    pSide = side;
  }
  const swap = clipA;
  clipA = clipB;
  clipB = swap;
  return kept;
}
