/** Outlines on the plane: rings without repeated points, their area, and bodies extruded from them. */
import type { FaceInput } from '#models/district/geometry/assemble.ts';
import type { IssueLog } from '../issueLog.ts';

/** x, y, z triples in plane metres, not closed. */
export type PlaneRing = ArrayLike<number>;

/** A polygon on the plane: exterior counter-clockwise, holes clockwise. */
export interface Outline {
  readonly rings: readonly PlaneRing[];
  readonly area_m2: number;
  /** Mean height of the exterior's points; NaN where the file gives none [m]. */
  readonly level_m: number;
}

/**
 * Prepares a polygon: closing and repeated points are dropped, rings turned, faults reported.
 * @param given rings in plane metres as they stand in the file, closed or not
 * @returns null where the exterior is no ring; it is reported by whoever measures it
 */
export function outlineOf(given: readonly PlaneRing[], objectId: string, log: IssueLog): Outline | null {
  const rings: number[][] = [];
  let exteriorArea = 0;
  let area = 0;
  for (const [index, ring] of given.entries()) {
    const clean = cleanRing(ring, objectId, log);
    if (clean.length < 9) {
      if (index === 0) return null;
      log.add({
        code: '101',
        severity: 'warning',
        objectId,
        message: 'A hole has fewer than three distinct points.',
        action: 'The hole was left out.',
        values: { what: 'hole' },
      });
      continue;
    }
    const signed = signedArea(clean);
    if (index === 0) exteriorArea = signed;
    else if (signed * exteriorArea > 0) {
      log.add({
        code: '208',
        severity: 'warning',
        objectId,
        message: 'A hole runs in the direction of its exterior ring.',
        action: 'The hole was turned.',
      });
    }
    area += index === 0 ? Math.abs(signed) : -Math.abs(signed);
    rings.push(signed > 0 === (index === 0) ? clean : reversed(clean));
  }
  return rings[0] ? { rings, area_m2: area, level_m: meanLevel(rings[0]) } : null;
}

function cleanRing(ring: PlaneRing, objectId: string, log: IssueLog): number[] {
  const points = ring.length / 3;
  const closed = points > 1 && ring[0] === ring[ring.length - 3] && ring[1] === ring[ring.length - 2];
  if (!closed && points > 2) {
    log.add({ code: '103', severity: 'info', objectId, message: 'A ring does not end where it began.', action: 'Closed.' });
  }
  const kept: number[] = [];
  const end = closed ? points - 1 : points;
  let repeats = 0;
  for (let i = 0; i < end; i++) {
    const n = kept.length;
    if (n > 0 && kept[n - 3] === ring[i * 3] && kept[n - 2] === ring[i * 3 + 1]) {
      repeats++;
      continue;
    }
    kept.push(ring[i * 3]!, ring[i * 3 + 1]!, ring[i * 3 + 2]!);
  }
  while (kept.length > 3 && kept[0] === kept[kept.length - 3] && kept[1] === kept[kept.length - 2]) {
    kept.length -= 3;
    repeats++;
  }
  if (repeats > 0 && kept.length >= 9) {
    log.add({ code: '102', severity: 'info', objectId, message: 'A ring repeats a point.', action: 'The repeated point was merged.' });
  }
  return kept;
}

/** Area of a ring on the plane [m2], positive where it runs counter-clockwise. */
export function signedArea(ring: PlaneRing): number {
  const x0 = ring[0]!;
  const y0 = ring[1]!;
  let twice = 0;
  for (let i = 3; i + 3 < ring.length; i += 3) {
    twice += (ring[i]! - x0) * (ring[i + 4]! - y0) - (ring[i + 3]! - x0) * (ring[i + 1]! - y0);
  }
  return twice / 2;
}

function reversed(ring: PlaneRing): number[] {
  const turned: number[] = [];
  for (let i = ring.length - 3; i >= 0; i -= 3) turned.push(ring[i]!, ring[i + 1]!, ring[i + 2]!);
  return turned;
}

function meanLevel(ring: PlaneRing): number {
  let sum = 0;
  for (let i = 2; i < ring.length; i += 3) sum += ring[i]!;
  return sum / (ring.length / 3);
}

/**
 * Ground, walls and a flat roof over an outline: a closed shell that looks outwards.
 * @param part number of the polygon within its building
 */
export function extrude(outline: Outline, floor_m: number, top_m: number, part: number): FaceInput[] {
  const faces: FaceInput[] = [
    { kind: 'ground', part, rings: outline.rings.map((ring) => atLevel(reversed(ring), floor_m)) },
    { kind: 'roof', part, rings: outline.rings.map((ring) => atLevel(ring, top_m)) },
  ];
  for (const ring of outline.rings) {
    for (let i = 0; i < ring.length; i += 3) {
      const j = i + 3 < ring.length ? i + 3 : 0;
      const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
      faces.push({ kind: 'wall', part, rings: [[ax, ay, floor_m, bx, by, floor_m, bx, by, top_m, ax, ay, top_m]] });
    }
  }
  return faces;
}

function atLevel(ring: PlaneRing, level_m: number): number[] {
  const levelled: number[] = [];
  for (let i = 0; i < ring.length; i += 3) levelled.push(ring[i]!, ring[i + 1]!, level_m);
  return levelled;
}
