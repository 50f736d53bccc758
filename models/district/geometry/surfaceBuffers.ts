/** Growable columns of the surface table while a district is being assembled. */
import type { Ring } from './faceVector.ts';

type Column = Float64Array | Uint32Array | Uint8Array;

function grown<T extends Column>(column: T, needed: number): T {
  if (needed <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => T)(Math.max(needed, column.length * 2));
  larger.set(column);
  return larger;
}

/** Columns with one row per face, and its rings and vertices; plane coordinates of the source. */
export class SurfaceBuffers {
  count = 0;
  ringCount = 0;
  vertexCount = 0;
  building = new Uint32Array(1024);
  part = new Uint32Array(1024);
  kind = new Uint8Array(1024);
  kindInferred = new Uint8Array(1024);
  area_m2 = new Float64Array(1024);
  tilt_deg = new Float64Array(1024);
  /** Area vector in plane coordinates, 3 per row [m2]. */
  vector_m2 = new Float64Array(3072);
  ringStart = new Uint32Array(1025);
  vertexStart = new Uint32Array(1025);
  vertices = new Float64Array(16_384);

  /** Takes back all rows; the memory is kept. */
  clear(): void {
    this.count = 0;
    this.ringCount = 0;
    this.vertexCount = 0;
    this.ringStart[0] = 0;
    this.vertexStart[0] = 0;
  }

  /** Opens a row and returns its index. */
  addFace(building: number, part: number): number {
    const row = this.count++;
    this.building = grown(this.building, row + 1);
    this.part = grown(this.part, row + 1);
    this.kind = grown(this.kind, row + 1);
    this.kindInferred = grown(this.kindInferred, row + 1);
    this.area_m2 = grown(this.area_m2, row + 1);
    this.tilt_deg = grown(this.tilt_deg, row + 1);
    this.vector_m2 = grown(this.vector_m2, row * 3 + 3);
    this.ringStart = grown(this.ringStart, row + 2);
    this.building[row] = building;
    this.part[row] = part;
    this.kindInferred[row] = 0;
    this.ringStart[row] = this.ringCount;
    this.ringStart[row + 1] = this.ringCount;
    return row;
  }

  /** Adds a ring to the last row. */
  addRing(ring: Ring): void {
    const points = ring.length / 3;
    this.vertices = grown(this.vertices, (this.vertexCount + points) * 3);
    const at = this.vertexCount * 3;
    for (let i = 0; i < points * 3; i++) this.vertices[at + i] = ring[i]!;
    this.vertexStart = grown(this.vertexStart, this.ringCount + 2);
    this.vertexStart[this.ringCount] = this.vertexCount;
    this.vertexCount += points;
    this.ringCount++;
    this.vertexStart[this.ringCount] = this.vertexCount;
    this.ringStart[this.count] = this.ringCount;
  }

  /** Takes back the last row. */
  dropFace(): void {
    this.count--;
    this.ringCount = this.ringStart[this.count]!;
    this.vertexCount = this.vertexStart[this.ringCount]!;
  }

  /** Turns a ring around. */
  reverseRing(ring: number): void {
    let low = this.vertexStart[ring]! * 3;
    let high = (this.vertexStart[ring + 1]! - 1) * 3;
    for (; low < high; low += 3, high -= 3) {
      for (let axis = 0; axis < 3; axis++) {
        const kept = this.vertices[low + axis]!;
        this.vertices[low + axis] = this.vertices[high + axis]!;
        this.vertices[high + axis] = kept;
      }
    }
  }
}
