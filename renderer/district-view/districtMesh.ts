/** The drawn triangles as the view needs them to find what lies under the pointer. */
import { type GlbParts, packedNormals, packPrimitives, readAccessor, splitGlb } from './glb.ts';

export interface DistrictMesh {
  /** East, up, -north per vertex [m], as drawn. */
  readonly positions: Float32Array;
  /** Three vertices per triangle, grouped by building. */
  readonly triangles: Uint32Array;
  /** Triangles of building b: [firstTriangle[b], firstTriangle[b + 1]). */
  readonly firstTriangle: Uint32Array;
  /** Row of the surface table per vertex. */
  readonly surfaceOfVertex: Float32Array;
  /** Row of the buildings per vertex. */
  readonly buildingOfVertex: Float32Array;
  /** West, south, bottom, east, north, top per building [m]; empty boxes have west > east. */
  readonly boxes: Float32Array;
  readonly buildingCount: number;
}

/** With what only the file that is drawn needs. */
export interface ReadMesh extends DistrictMesh {
  /** Outward, like positions. */
  readonly normals: Float32Array;
}

interface TrianglePrimitive {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly surfaces: Float32Array;
  readonly buildings: Float32Array;
  readonly indices: Uint32Array | Uint16Array | Uint8Array;
}

/** Floats of an accessor, without a copy where it holds floats. */
function floats(parts: GlbParts, accessor: number): Float32Array {
  const values = readAccessor(parts, accessor);
  return values instanceof Float32Array ? values : new Float32Array(values);
}

function trianglePrimitives(parts: GlbParts): TrianglePrimitive[] {
  const found: TrianglePrimitive[] = [];
  for (const mesh of parts.json.meshes ?? []) {
    for (const { attributes, indices, mode } of mesh.primitives) {
      const { POSITION: position, NORMAL: normal, _FEATURE_ID_0: surface, _FEATURE_ID_1: building } = attributes;
      if ((mode ?? 4) !== 4 || position === undefined || normal === undefined || surface === undefined || building === undefined) continue;
      const positions = floats(parts, position);
      const index = indices === undefined ? Uint32Array.from({ length: positions.length / 3 }, (_, i) => i) : readAccessor(parts, indices);
      if (index instanceof Float32Array) throw new RangeError('indices are whole numbers');
      found.push({
        positions,
        normals: floats(parts, normal),
        surfaces: floats(parts, surface),
        buildings: floats(parts, building),
        indices: index,
      });
    }
  }
  return found;
}

/** Joins primitives, which the writer splits where they grow too large. */
function joined(primitives: readonly TrianglePrimitive[]): TrianglePrimitive {
  if (primitives.length === 1) return primitives[0]!;
  const total = (pick: (p: TrianglePrimitive) => ArrayLike<number>): number => primitives.reduce((sum, p) => sum + pick(p).length, 0);
  const positions = new Float32Array(total((p) => p.positions));
  const normals = new Float32Array(positions.length);
  const surfaces = new Float32Array(total((p) => p.surfaces));
  const buildings = new Float32Array(total((p) => p.buildings));
  const indices = new Uint32Array(total((p) => p.indices));
  let vertex = 0;
  let index = 0;
  for (const primitive of primitives) {
    positions.set(primitive.positions, vertex * 3);
    normals.set(primitive.normals, vertex * 3);
    surfaces.set(primitive.surfaces, vertex);
    buildings.set(primitive.buildings, vertex);
    for (let i = 0; i < primitive.indices.length; i++) indices[index++] = primitive.indices[i]! + vertex;
    vertex += primitive.surfaces.length;
  }
  return { positions, normals, surfaces, buildings, indices };
}

/** Boxes of all buildings: see {@link DistrictMesh.boxes}. */
export function buildingBoxes(positions: Float32Array, buildings: Float32Array, buildingCount: number): Float32Array {
  const boxes = new Float32Array(buildingCount * 6);
  for (let b = 0; b < buildingCount; b++) {
    boxes.fill(Infinity, b * 6, b * 6 + 3);
    boxes.fill(-Infinity, b * 6 + 3, b * 6 + 6);
  }
  for (let v = 0; v < buildings.length; v++) {
    const at = buildings[v]! * 6;
    const east = positions[v * 3]!;
    const up = positions[v * 3 + 1]!;
    const north = -positions[v * 3 + 2]!;
    if (east < boxes[at]!) boxes[at] = east;
    if (north < boxes[at + 1]!) boxes[at + 1] = north;
    if (up < boxes[at + 2]!) boxes[at + 2] = up;
    if (east > boxes[at + 3]!) boxes[at + 3] = east;
    if (north > boxes[at + 4]!) boxes[at + 4] = north;
    if (up > boxes[at + 5]!) boxes[at + 5] = up;
  }
  return boxes;
}

/** Reads the triangles of a district's binary glTF; a file without triangles gives an empty mesh. Throws `RangeError` where it is no binary glTF. */
export function readDistrictMesh(glb: Uint8Array): ReadMesh {
  const primitives = trianglePrimitives(splitGlb(glb));
  const { positions, normals, surfaces, buildings, indices } = joined(primitives);
  let buildingCount = 0;
  for (let v = 0; v < buildings.length; v++) if (buildings[v]! >= buildingCount) buildingCount = buildings[v]! + 1;

  const triangleCount = Math.floor(indices.length / 3);
  const firstTriangle = new Uint32Array(buildingCount + 1);
  for (let t = 0; t < triangleCount; t++) firstTriangle[buildings[indices[t * 3]!]! + 1]!++;
  for (let b = 0; b < buildingCount; b++) firstTriangle[b + 1]! += firstTriangle[b]!;
  const next = firstTriangle.slice();
  const triangles = new Uint32Array(triangleCount * 3);
  for (let t = 0; t < triangleCount; t++) {
    const building = buildings[indices[t * 3]!]!;
    const at = next[building]! * 3;
    next[building]!++;
    triangles[at] = indices[t * 3]!;
    triangles[at + 1] = indices[t * 3 + 1]!;
    triangles[at + 2] = indices[t * 3 + 2]!;
  }
  return {
    positions,
    normals,
    triangles,
    firstTriangle,
    surfaceOfVertex: surfaces,
    buildingOfVertex: buildings,
    boxes: buildingBoxes(positions, buildings, buildingCount),
    buildingCount,
  };
}

/** Vertices that 16-bit indices can tell apart. */
const MOST_SHORT = 65_536;

/** Triangles [from, to) and the vertices [first, last] they use. */
interface MeshPart {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** Whole buildings together as long as 16-bit indices suffice; one of more vertices stands alone. */
function meshParts({ triangles, firstTriangle, buildingCount }: DistrictMesh): MeshPart[] {
  const parts: MeshPart[] = [];
  let part: MeshPart | null = null;
  for (let building = 0; building < buildingCount; building++) {
    const [from, to] = [firstTriangle[building]!, firstTriangle[building + 1]!];
    if (from === to) continue;
    let [first, last] = [Infinity, 0];
    for (let i = from * 3; i < to * 3; i++) {
      first = Math.min(first, triangles[i]!);
      last = Math.max(last, triangles[i]!);
    }
    const joined: MeshPart = part
      ? { from: part.from, to, first: Math.min(part.first, first), last: Math.max(part.last, last) }
      : { from, to, first, last };
    if (part && joined.last - joined.first >= MOST_SHORT) {
      parts.push(part);
      part = { from, to, first, last };
    } else part = joined;
  }
  if (part) parts.push(part);
  // Buildings whose vertices lie scattered would be written again and again.
  const written = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const whole = { from: 0, to: triangles.length / 3, first: 0, last: Math.max(0, ...parts.map(({ last }) => last)) };
  return written > 2 * (whole.last + 1) ? [whole] : parts;
}

/**
 * The faces as the view draws them. Written anew so that every district has the same form, whose shaders are ready
 * beforehand, and without property tables, for which Cesium would keep an object per surface. In parts, so that Cesium
 * brings them to the graphics card one by one and leaves out those beside the view.
 */
export function facesGlb(mesh: ReadMesh, surfaceCount: number): Uint8Array<ArrayBuffer> {
  const normals = packedNormals(mesh.normals);
  const featureCounts = [surfaceCount, mesh.buildingCount];
  return packPrimitives(
    meshParts(mesh).map(({ from, to, first, last }) => {
      const source = mesh.triangles.subarray(from * 3, to * 3);
      const indices = last - first < MOST_SHORT ? new Uint16Array(source.length) : new Uint32Array(source.length);
      for (let i = 0; i < source.length; i++) indices[i] = source[i]! - first;
      return {
        attributes: [
          { name: 'POSITION', values: mesh.positions.subarray(first * 3, (last + 1) * 3) },
          { name: 'NORMAL', values: normals.subarray(first * 4, (last + 1) * 4) },
          { name: '_FEATURE_ID_0', values: mesh.surfaceOfVertex.subarray(first, last + 1) },
          { name: '_FEATURE_ID_1', values: mesh.buildingOfVertex.subarray(first, last + 1) },
        ],
        indices,
        mode: 4,
        featureCounts,
      };
    }),
  );
}

/** Two lower and two upper corners of the boxes of all or some buildings: east, north and height above the ground [m]. */
export function boxCorners(mesh: DistrictMesh, ground_m: number, rows?: readonly number[]): Float32Array {
  const wanted = rows?.length ?? mesh.buildingCount;
  const corners = new Float32Array(wanted * 12);
  let count = 0;
  for (let i = 0; i < wanted; i++) {
    const at = (rows ? rows[i]! : i) * 6;
    const [west, south, east, north] = [mesh.boxes[at]!, mesh.boxes[at + 1]!, mesh.boxes[at + 3]!, mesh.boxes[at + 4]!];
    const low = mesh.boxes[at + 2]! - ground_m;
    const top = mesh.boxes[at + 5]! - ground_m;
    if (east >= west) corners.set([west, south, low, east, north, low, west, north, top, east, south, top], count++ * 12);
  }
  return corners.subarray(0, count * 12);
}
