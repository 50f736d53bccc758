/**
 * One building's faces: faults, orientation, kinds, area, height and volume, in plane coordinates.
 */
import type { Issue, IssueSeverity } from '../../core/issue.ts';
import { SURFACE_KINDS, type SurfaceKind } from '../district.ts';
import type { AssemblyTally, BuildingInput, FaceInput } from './assemble.ts';
import { distanceFromPlane, PLANARITY_m, selfContact, withoutRepeatedPoints } from './faceFaults.ts';
import { addRingVector, type Ring, ringHeightIntegral6, ringVolume6, tilt_deg } from './faceVector.ts';
import { type Measures, measureRows, ZERO_AREA_m2 } from './measures.ts';
import { EdgeLedger } from './shell.ts';
import type { SurfaceBuffers } from './surfaceBuffers.ts';

/** Area vectors of a closed shell sum to less than this share of the area. */
const CLOSED_SHARE = 1e-6;
/** A shell this close to closed has a meaningful sign of its volume. */
const ORIENTABLE_SHARE = 1e-2;
/** A face that looks down is ground within this height above the building's lowest point [m]. */
const GROUND_BAND_m = 1.5;

export interface MeasuredBuilding extends Measures {
  readonly firstSurface: number;
  readonly surfaceCount: number;
  readonly volume_m3: number;
  readonly volumeIsExact: boolean;
  /** By the fans of all rings from the building's first vertex: the volume where the shell is closed. */
  readonly fanVolume_m3: number;
}

interface ShellSums {
  vector: Float64Array;
  area: number;
  /** Sum of the horizontal projections [m2]. */
  flat: number;
  volume6: number;
  heightIntegral6: number;
}

/** First vertex of the building, its lowest level, and its highest roof point. */
interface Reference {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly level: number;
  /** Faces without area count too: slivers that close a roof against a wall. -Infinity without semantics. */
  readonly roofTop: number;
}

interface Fault {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly message: string;
  readonly action: string;
  readonly values: NonNullable<Issue['values']>;
  faceIndex: number | undefined;
  count: number;
}

export class BuildingGeometry {
  readonly #buffers: SurfaceBuffers;
  readonly #sourceId: string;
  readonly #issues: Issue[];
  readonly #ledger = new EdgeLedger();
  readonly #vector = new Float64Array(3);
  readonly #zeroArea: Partial<Record<SurfaceKind, number>> = {};
  #faces = 0;
  #dropped = 0;
  #parts = 0;
  #faults = new Map<string, Fault>();

  constructor(buffers: SurfaceBuffers, sourceId: string, issues: Issue[]) {
    this.#buffers = buffers;
    this.#sourceId = sourceId;
    this.#issues = issues;
  }

  tally(): Pick<AssemblyTally, 'faces' | 'droppedFaces' | 'zeroAreaFaces'> {
    return { faces: this.#faces, droppedFaces: this.#dropped, zeroAreaFaces: { ...this.#zeroArea } };
  }

  /** Adds the rows of one building and measures it. */
  add(index: number, input: BuildingInput): MeasuredBuilding {
    this.#faults = new Map();
    const buffers = this.#buffers;
    const firstSurface = buffers.count;
    const reference = referenceOf(input.faces);
    let exact = input.faces.length > 0;
    let volume = 0;
    let fanVolume = 0;
    for (const faces of shellsOf(input.faces)) {
      const shell = this.#addShell(index, faces, reference);
      volume += shell.volume_m3;
      fanVolume += shell.fanVolume_m3;
      exact &&= shell.closed;
    }
    const surfaceCount = buffers.count - firstSurface;
    this.#classify(firstSurface, reference.level);
    const form = measureRows(buffers, firstSurface, reference, exact);
    if (surfaceCount > 0 && form.footprintInferred) {
      this.#fault(
        'building.noGround',
        'warning',
        'The building has no ground face.',
        'Footprint estimated from the projected roof; marked inferred.',
      );
    }
    this.#report(input);
    return { ...form, firstSurface, surfaceCount, volume_m3: Math.max(0, volume), fanVolume_m3: fanVolume, volumeIsExact: exact };
  }

  #addShell(building: number, faces: readonly FaceInput[], reference: Reference) {
    const part = this.#parts++;
    const first = this.#buffers.count;
    const sums: ShellSums = { vector: new Float64Array(3), area: 0, flat: 0, volume6: 0, heightIntegral6: 0 };
    this.#ledger.reset(reference.x, reference.y, reference.z);
    for (const face of faces) this.#addFace(building, part, face, sums, reference);
    if (sums.heightIntegral6 < 0 && Math.abs(sums.vector[2]!) < ORIENTABLE_SHARE * sums.flat) {
      this.#turnShell(first);
      sums.volume6 = -sums.volume6;
      sums.heightIntegral6 = -sums.heightIntegral6;
      this.#fault('405', 'warning', 'The shell is inside out: its faces look inwards.', 'Turned.');
    }
    this.#turnContradictions(first, sums, reference);
    const imbalance = sums.area > 0 ? Math.hypot(sums.vector[0]!, sums.vector[1]!, sums.vector[2]!) / sums.area : 1;
    const closed = imbalance < CLOSED_SHARE && this.#ledger.unpairedEdges() === 0;
    const fanVolume_m3 = sums.volume6 / 6;
    // Where walls are missing the fan depends on its reference point; the integral over roof and ground does not.
    return { closed, fanVolume_m3, volume_m3: closed ? fanVolume_m3 : sums.heightIntegral6 / 6 };
  }

  #addFace(building: number, part: number, face: FaceInput, sums: ShellSums, reference: Reference): void {
    const buffers = this.#buffers;
    const rings = this.#validRings(face);
    if (!rings) return;
    this.#faces++;
    const row = buffers.addFace(building, part);
    for (const ring of rings) buffers.addRing(ring);
    const vector = this.#faceVector(row, face);
    const area = Math.hypot(vector[0]!, vector[1]!, vector[2]!);
    const firstRing = buffers.ringStart[row]!;
    for (let ring = firstRing; ring < buffers.ringCount; ring++) {
      this.#ledger.addRing(buffers.vertices, buffers.vertexStart[ring]!, buffers.vertexStart[ring + 1]!);
    }
    const crosses = this.#checkFace(row, face, area);
    if (area < ZERO_AREA_m2) {
      if (!crosses) this.#zeroAreaFace(face);
      buffers.dropFace();
      return;
    }
    for (let ring = firstRing; ring < buffers.ringCount; ring++) {
      const start = buffers.vertexStart[ring]!;
      const end = buffers.vertexStart[ring + 1]!;
      sums.volume6 += ringVolume6(buffers.vertices, start, end, reference.x, reference.y, reference.z);
      sums.heightIntegral6 += ringHeightIntegral6(buffers.vertices, start, end, reference.level);
    }
    for (let axis = 0; axis < 3; axis++) sums.vector[axis]! += vector[axis]!;
    sums.area += area;
    sums.flat += Math.abs(vector[2]!);
    buffers.vector_m2.set(vector, row * 3);
    buffers.area_m2[row] = area;
    buffers.tilt_deg[row] = tilt_deg(vector[0]!, vector[1]!, vector[2]!);
    buffers.kind[row] = face.kind === null ? NOT_YET : SURFACE_KINDS.indexOf(face.kind);
  }

  /** Rings without repeated points; null, counted and reported, where the face cannot be used. */
  #validRings(face: FaceInput): readonly Ring[] | null {
    const rings: Ring[] = [];
    for (let r = 0; r < face.rings.length; r++) {
      const given = face.rings[r]!;
      if (!allFinite(given)) {
        this.#dropped++;
        this.#fault('901', 'error', 'A coordinate is not a finite number.', 'The face was left out.', face.index, { what: 'coordinate' });
        return null;
      }
      const ring = withoutRepeatedPoints(given);
      if (ring.length < 9) {
        if (r === 0 && given.length >= 9) {
          this.#faces++;
          this.#zeroAreaFace(face);
          return null;
        }
        if (r === 0) {
          this.#dropped++;
          this.#fault('101', 'error', 'A ring has fewer than three distinct points.', 'The face was left out.', face.index, {
            what: 'ring',
          });
          return null;
        }
        this.#fault('101', 'warning', 'A hole has fewer than three distinct points.', 'The hole was left out.', face.index, {
          what: 'hole',
        });
        continue;
      }
      if (ring !== given) {
        this.#fault('102', 'info', 'A ring repeats a point.', 'The repeated point was merged.', face.index);
      }
      rings.push(ring);
    }
    if (rings.length > 0) return rings;
    this.#dropped++;
    return null;
  }

  /** Area vector of a row; holes that run the way of the exterior are turned. */
  #faceVector(row: number, face: FaceInput): Float64Array {
    const buffers = this.#buffers;
    const total = this.#vector.fill(0);
    const firstRing = buffers.ringStart[row]!;
    addRingVector(buffers.vertices, buffers.vertexStart[firstRing]!, buffers.vertexStart[firstRing + 1]!, total);
    if (buffers.ringCount === firstRing + 1) return total;
    const exterior = total.slice();
    for (let ring = firstRing + 1; ring < buffers.ringCount; ring++) {
      const hole = new Float64Array(3);
      addRingVector(buffers.vertices, buffers.vertexStart[ring]!, buffers.vertexStart[ring + 1]!, hole);
      const along = hole[0]! * exterior[0]! + hole[1]! * exterior[1]! + hole[2]! * exterior[2]!;
      if (along > 0) {
        buffers.reverseRing(ring);
        this.#fault('208', 'warning', 'A hole runs in the direction of its exterior ring.', 'The hole was turned.', face.index);
      }
      const sign = along > 0 ? -1 : 1;
      for (let axis = 0; axis < 3; axis++) total[axis]! += sign * hole[axis]!;
    }
    return total;
  }

  /** @returns whether a ring crosses itself */
  #checkFace(row: number, face: FaceInput, area: number): boolean {
    const { vertices, vertexStart, ringStart, ringCount } = this.#buffers;
    const nx = this.#vector[0]! / (area || 1);
    const ny = this.#vector[1]! / (area || 1);
    const nz = this.#vector[2]! / (area || 1);
    const firstRing = ringStart[row]!;
    let crosses = false;
    let off = 0;
    const at = vertexStart[firstRing]! * 3;
    for (let ring = firstRing; ring < ringCount; ring++) {
      const start = vertexStart[ring]!;
      const end = vertexStart[ring + 1]!;
      const contact = area < ZERO_AREA_m2 ? selfContact(vertices, start, end, 0, 0, 0) : selfContact(vertices, start, end, nx, ny, nz);
      if (contact === 'crosses') {
        crosses = true;
        const kept =
          area < ZERO_AREA_m2 ? 'Its signed area is zero: the face was left out.' : 'Kept; its area is the signed sum and indicative.';
        this.#fault('104', area < ZERO_AREA_m2 ? 'error' : 'warning', 'A ring crosses itself.', kept, face.index, {
          what: area < ZERO_AREA_m2 ? 'zero' : 'crosses',
        });
      } else if (contact === 'touches' && area >= ZERO_AREA_m2) {
        this.#fault('104', 'info', 'A ring touches itself at a point.', 'Kept; its area is exact.', face.index, { what: 'touches' });
      }
      if (end - start > 3 && area >= ZERO_AREA_m2) {
        off = Math.max(off, distanceFromPlane(vertices, start, end, nx, ny, nz, vertices[at]!, vertices[at + 1]!, vertices[at + 2]!));
      }
    }
    if (off > PLANARITY_m) {
      this.#fault(
        '203',
        'warning',
        `A face is not planar (more than ${PLANARITY_m} m).`,
        'Kept; area and normal are those of its area vector.',
        face.index,
        { limit_m: PLANARITY_m },
      );
    }
    return crosses;
  }

  #zeroAreaFace(face: FaceInput): void {
    const kind = face.kind ?? 'wall';
    this.#zeroArea[kind] = (this.#zeroArea[kind] ?? 0) + 1;
    this.#fault('face.zeroArea', 'info', 'A face has no area.', 'Skipped.', face.index);
  }

  #turnShell(first: number): void {
    for (let row = first; row < this.#buffers.count; row++) this.#turnFace(row);
  }

  #turnFace(row: number): void {
    const buffers = this.#buffers;
    for (let ring = buffers.ringStart[row]!; ring < buffers.ringStart[row + 1]!; ring++) buffers.reverseRing(ring);
    for (let axis = 0; axis < 3; axis++) buffers.vector_m2[row * 3 + axis] = -buffers.vector_m2[row * 3 + axis]!;
    buffers.tilt_deg[row] = 180 - buffers.tilt_deg[row]!;
  }

  /** In loose faces (no balance of up and down) a roof that looks down or a ground that looks up is turned. */
  #turnContradictions(first: number, sums: ShellSums, reference: Reference): void {
    if (Math.abs(sums.vector[2]!) < ORIENTABLE_SHARE * sums.flat) return;
    const { kind, tilt_deg: tilt, vector_m2, count, ringStart, vertexStart, vertices } = this.#buffers;
    for (let row = first; row < count; row++) {
      const contradicts = (kind[row] === ROOF && tilt[row]! > 100) || (kind[row] === GROUND && tilt[row]! < 80);
      if (!contradicts) continue;
      for (let ring = ringStart[row]!; ring < ringStart[row + 1]!; ring++) {
        const [start, end] = [vertexStart[ring]!, vertexStart[ring + 1]!];
        sums.volume6 -= 2 * ringVolume6(vertices, start, end, reference.x, reference.y, reference.z);
        sums.heightIntegral6 -= 2 * ringHeightIntegral6(vertices, start, end, reference.level);
      }
      for (let axis = 0; axis < 3; axis++) sums.vector[axis]! -= 2 * vector_m2[row * 3 + axis]!;
      this.#turnFace(row);
      const isRoof = kind[row] === ROOF;
      const message = isRoof ? 'A roof face looks down.' : 'A ground face looks up.';
      this.#fault('307', 'warning', message, 'Turned, as its semantics say.', undefined, { what: isRoof ? 'roof' : 'ground' });
    }
  }

  /** Kinds from the normal where the source gave none: below 80 deg roof, to 100 wall, above ground or overhang. */
  #classify(first: number, lowest: number): void {
    const buffers = this.#buffers;
    for (let row = first; row < buffers.count; row++) {
      if (buffers.kind[row] !== NOT_YET) continue;
      buffers.kindInferred[row] = 1;
      const tilt = buffers.tilt_deg[row]!;
      let kind: SurfaceKind = tilt < 80 ? 'roof' : 'wall';
      if (tilt > 100) kind = this.#lowestOf(row) - lowest <= GROUND_BAND_m ? 'ground' : 'outer-ceiling';
      buffers.kind[row] = SURFACE_KINDS.indexOf(kind);
    }
  }

  #lowestOf(row: number): number {
    const { vertices, vertexStart, ringStart } = this.#buffers;
    const ring = ringStart[row]!;
    let low = Number.POSITIVE_INFINITY;
    for (let v = vertexStart[ring]!; v < vertexStart[ring + 1]!; v++) low = Math.min(low, vertices[v * 3 + 2]!);
    return low;
  }

  /** @param values for the message catalogue; `what` where a code has several texts */
  #fault(code: string, severity: IssueSeverity, message: string, action: string, faceIndex?: number, values: Fault['values'] = {}): void {
    const key = `${code}:${message}`;
    const known = this.#faults.get(key);
    if (known) known.count++;
    else this.#faults.set(key, { code, severity, message, action, values, faceIndex, count: 1 });
  }

  #report(input: BuildingInput): void {
    for (const { faceIndex, count, ...fault } of this.#faults.values()) {
      this.#issues.push({
        ...fault,
        sourceId: this.#sourceId,
        objectId: input.id,
        lod: input.lod,
        ...(faceIndex === undefined ? {} : { faceIndex }),
        ...(count > 1 ? { count } : {}),
      });
    }
  }
}

const NOT_YET = 255;
const ROOF = SURFACE_KINDS.indexOf('roof');
const GROUND = SURFACE_KINDS.indexOf('ground');

function allFinite(ring: Ring): boolean {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) sum += ring[i]! * 0;
  return sum === 0;
}

/** Faces by their part number, in order. */
function shellsOf(faces: readonly FaceInput[]): Iterable<readonly FaceInput[]> {
  const first = faces[0]?.part ?? 0;
  if (faces.every((face) => (face.part ?? 0) === first)) return faces.length > 0 ? [faces] : [];
  const shells = new Map<number, FaceInput[]>();
  for (const face of faces) {
    const shell = shells.get(face.part ?? 0);
    if (shell) shell.push(face);
    else shells.set(face.part ?? 0, [face]);
  }
  return shells.values();
}

function referenceOf(faces: readonly FaceInput[]): Reference {
  let level = Number.POSITIVE_INFINITY;
  let roofTop = Number.NEGATIVE_INFINITY;
  for (const face of faces) {
    const ring = face.rings[0];
    if (!ring) continue;
    const isRoof = face.kind === 'roof' && ring.length >= 9;
    for (let i = 2; i < ring.length; i += 3) {
      const z = ring[i]!;
      if (z < level) level = z;
      if (isRoof && z > roofTop) roofTop = z;
    }
  }
  const first = faces[0]?.rings[0];
  const usable = first !== undefined && first.length >= 3 && Number.isFinite(first[0]! + first[1]! + first[2]!);
  const [x, y, z] = usable ? [first[0]!, first[1]!, first[2]!] : [0, 0, 0];
  return { x, y, z, level: Number.isFinite(level) ? level : 0, roofTop };
}
