/** Size of a set of faces, for what a repair reports and what later edits build on. */
import type { Issue } from '../../core/issue.ts';
import type { FaceInput } from '../geometry/assemble.ts';
import { BuildingGeometry } from '../geometry/buildingGeometry.ts';
import { SurfaceBuffers } from '../geometry/surfaceBuffers.ts';

export interface FacesMeasure {
  readonly faces: number;
  readonly volume_m3: number;
  /** Whether the shells are closed. */
  readonly closed: boolean;
  /** All faces together [m2]. */
  readonly area_m2: number;
  readonly footprintArea_m2: number;
  readonly height_m: number;
}

/** Kept from call to call: edits of whole districts measure many buildings. */
const buffers = new SurfaceBuffers();
const faults: Issue[] = [];
const geometry = new BuildingGeometry(buffers, '', faults);

/** Measures faces as a building of their own. */
export function measureFaces(faces: readonly FaceInput[]): FacesMeasure {
  buffers.clear();
  faults.length = 0;
  const form = geometry.add(0, { id: '', lod: '', faces, attributes: {} });
  let area_m2 = 0;
  for (let row = 0; row < buffers.count; row++) area_m2 += buffers.area_m2[row]!;
  return {
    faces: form.surfaceCount,
    volume_m3: form.volume_m3,
    closed: form.volumeIsExact,
    area_m2,
    footprintArea_m2: form.footprintArea_m2,
    height_m: form.height_m,
  };
}
