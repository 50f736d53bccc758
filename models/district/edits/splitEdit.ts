/** Cuts a building in two along a line. */
import type { StatedProperties } from '../attributes.ts';
import type { DistrictEdit, DrawnShape } from '../edits.ts';
import type { FaceInput } from '../geometry/assemble.ts';
import { type CutLine, capFaces, cutFace, cutLine, flatRings, type Point, pointRings, turnedFace } from '../geometry/cutFaces.ts';
import { SNAP_m } from '../geometry/faceFaults.ts';
import { orientedRings } from '../geometry/outline.ts';
import { drawnBuilding, shapeFault } from '../geometry/roofs.ts';
import type { DistrictDraft, DraftBuilding } from './draft.ts';
import { type FacesMeasure, measureFaces } from './measureFaces.ts';
import { badValue } from './shapeEdits.ts';

/** A smaller piece of ground is no building [m2]. */
const LEAST_FOOTPRINT_m2 = 1;

interface Half {
  readonly faces: readonly FaceInput[];
  readonly shape: DrawnShape | null;
}

interface Halves {
  readonly left: Half;
  readonly right: Half;
  /** False where the cut could not be closed. */
  readonly closed: boolean;
}

export function split(draft: DistrictDraft, { id, line_m, newId }: Extract<DistrictEdit, { kind: 'split' }>): void {
  if (!line_m.every(Number.isFinite)) {
    badValue(draft, id, 'split');
    return;
  }
  const building = draft.find(id);
  if (!building || !draft.isFree(newId)) return;
  const line = cutLine(...line_m);
  const halves = line && (splitShape(building.shape, line) ?? splitFaces(draft.facesOf(building), line));
  const left = halves && measureFaces(halves.left.faces);
  const right = halves && measureFaces(halves.right.faces);
  if (!left || !right || Math.min(left.footprintArea_m2, right.footprintArea_m2) < LEAST_FOOTPRINT_m2) {
    draft.report({
      code: 'edit.splitMissed',
      severity: 'warning',
      objectId: id,
      message: 'The line does not cut the building in two.',
      action: 'The edit was left out.',
    });
    return;
  }
  if (!halves.closed) {
    draft.report({
      code: 'edit.openCut',
      severity: 'info',
      objectId: id,
      message: 'The building is not a closed shell where it was cut.',
      action: 'Cut without a wall between the two parts; their volumes are indicative.',
    });
  }
  divide(draft, building, newId, halves, left, right);
}

function divide(
  draft: DistrictDraft,
  building: DraftBuilding,
  newId: string,
  halves: Halves,
  left: FacesMeasure,
  right: FacesMeasure,
): void {
  const { known } = building;
  const whole = left.volume_m3 + right.volume_m3;
  const share = whole > 0 ? left.volume_m3 / whole : 0.5;
  draft.add({
    ...building,
    id: newId,
    base: -1,
    faces: halves.right.faces,
    shape: halves.right.shape,
    known: partOf(known, 1 - share),
  });
  building.faces = halves.left.faces;
  building.shape = halves.left.shape;
  building.known = partOf(known, share);
}

/** Each part keeps what holds for both, and its share of the floor area by volume. */
function partOf({ floorArea_m2, sharedWallArea_m2: _, ...known }: StatedProperties, share: number): StatedProperties {
  if (!floorArea_m2) return known;
  return {
    ...known,
    floorArea_m2: { value: floorArea_m2.value * share, provenance: 'inferred', note: 'share of the building before it was split' },
  };
}

/** Drawn shapes are cut on the plan and keep their roof form; null where a part falls into pieces. */
function splitShape(shape: DrawnShape | null, line: CutLine): Halves | null {
  if (!shape) return null;
  const rings = orientedRings(shape.rings_m).map((ring) =>
    Array.from({ length: ring.length / 2 }, (_, i): Point => [ring[i * 2]!, ring[i * 2 + 1]!, 0]),
  );
  const cut = cutFace(rings, line);
  const [left, right] = [cut.left, cut.right].map((pieces) => {
    if (pieces.length !== 1) return null;
    const rings_m = pieces[0]!.map((ring) => ring.flatMap((point) => point.slice(0, 2)));
    const half = { ...shape, rings_m, ridge_deg: shape.ridge_deg ?? ridgeOf(shape) };
    return shapeFault(half) === null ? { faces: drawnBuilding(half).faces, shape: half } : null;
  });
  return left && right ? { left, right, closed: true } : null;
}

/** Direction along the longest side, so that both parts keep the ridge of the whole. */
function ridgeOf(shape: DrawnShape): number {
  const ring = shape.rings_m[0]!;
  let longest = 0;
  let direction = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const [dx, dy] = [ring[j]! - ring[i]!, ring[j + 1]! - ring[i + 1]!];
    if (Math.hypot(dx, dy) <= longest * (1 + 1e-9)) continue;
    longest = Math.hypot(dx, dy);
    direction = (Math.atan2(dx, dy) * 180) / Math.PI;
  }
  const across = shape.roof === 'shed' ? 90 : 0;
  return (direction + across + 360) % 360;
}

/** Imported faces are cut by the upright plane. Where it runs along a wall it is tried a hair's breadth aside. */
function splitFaces(faces: readonly FaceInput[], line: CutLine): Halves {
  const shifts = [0, 2 * SNAP_m, -2 * SNAP_m];
  const tries = shifts.map((by) => cutAll(faces, { ...line, x: line.x - line.dy * by, y: line.y + line.dx * by }));
  const wasClosed = measureFaces(faces).closed;
  if (!wasClosed) return tries[0]!;
  return (
    tries.find(({ left, right, closed }) => closed && measureFaces(left.faces).closed && measureFaces(right.faces).closed) ?? tries[0]!
  );
}

function cutAll(faces: readonly FaceInput[], line: CutLine): Halves {
  const left: FaceInput[] = [];
  const right: FaceInput[] = [];
  const chords = new Map<number, (readonly [Point, Point])[]>();
  for (const face of faces) {
    const cut = cutFace(pointRings(face.rings), line);
    const part = face.part ?? 0;
    chords.set(part, [...(chords.get(part) ?? []), ...cut.chords]);
    for (const rings of cut.left) left.push({ ...face, rings: flatRings(rings) });
    for (const rings of cut.right) right.push({ ...face, rings: flatRings(rings) });
  }
  let closed = true;
  for (const [part, pairs] of chords) {
    const caps = capFaces(pairs, line);
    if (!caps) closed = false;
    for (const cap of caps ?? []) {
      left.push({ kind: 'wall', rings: flatRings(cap), part });
      right.push({ kind: 'wall', rings: flatRings(turnedFace(cap)), part });
    }
  }
  return { left: { faces: left, shape: null }, right: { faces: right, shape: null }, closed };
}
