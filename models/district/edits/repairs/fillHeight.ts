/** A height for buildings whose own is not known: from storeys, else from the neighbours. */
import type { Building, District } from '../../district.ts';
import type { FaceInput } from '../../geometry/assemble.ts';
import { drawnFaces, shapeFault } from '../../geometry/roofs.ts';
import { median, type Neighbours } from '../../neighbours.ts';
import type { Sourced } from '../../provenance.ts';
import { type DistrictDraft, type DraftBuilding, facesOfRows } from '../draft.ts';
import { prismOf } from './prism.ts';

/** Neighbours whose height counts stand no further away [m]. */
const NEIGHBOURHOOD_m = 50;
const LEAST_NEIGHBOURS = 2;

/** Whether a height rests on a rule or default, not on geometry or a statement. */
export function lacksHeight(building: Building): boolean {
  const { provenance } = building.height_m;
  return (
    building.surfaceCount > 0 && !building.removed && (provenance === 'default' || provenance === 'inferred' || provenance === 'archetype')
  );
}

/** Whether a building is a flat or lifted outline, which can take another height. */
export function isPrism(district: District, row: number): boolean {
  return prismOf(facesOfRows(district, row)) !== null;
}

/**
 * Height for a building: the person's, else storeys x storey height, else the median of neighbours within 50 m.
 * @returns null where its height is known, or where nothing says what it is
 */
export function chooseHeight(draft: DistrictDraft, building: DraftBuilding, said_m: number | undefined): Sourced<number> | null {
  if (said_m !== undefined) return { value: said_m, provenance: 'user' };
  const { record } = building;
  if (!record || building.base < 0 || !lacksHeight(record)) return null;
  return heightFor(draft.base, building.base, draft.neighbours);
}

/** See {@link chooseHeight}; from the data only. */
export function heightFor(district: District, row: number, neighbours: Neighbours): Sourced<number> | null {
  const { storeys, use, height_m } = district.buildings[row]!;
  const stated = storeys.provenance === 'file' || storeys.provenance === 'measured' || storeys.provenance === 'user';
  if (stated) {
    // With its storeys stated, completion has already counted the height from them.
    const perStorey = height_m.provenance === 'inferred' && height_m.value > 0 ? height_m.value / storeys.value : null;
    const value = storeys.value * (perStorey ?? storeyHeightAround(neighbours, row));
    return { value, provenance: 'inferred', note: `from its ${storeys.value} storeys (${use.value})` };
  }
  const heights = knownAround(neighbours, row).map((building) => building.height_m.value);
  if (heights.length < LEAST_NEIGHBOURS) return null;
  return { value: median(heights), provenance: 'inferred', note: `median of ${heights.length} neighbours within ${NEIGHBOURHOOD_m} m` };
}

const USUAL_STOREY_m = 3;

/** Median storey height of the neighbours, 3 m without any [m]. */
function storeyHeightAround(neighbours: Neighbours, row: number): number {
  const heights = knownAround(neighbours, row).map((building) => building.height_m.value / building.storeys.value);
  return heights.length > 0 ? median(heights) : USUAL_STOREY_m;
}

/** Neighbours whose own height is known. */
function knownAround(neighbours: Neighbours, row: number): Building[] {
  return neighbours
    .buildingsWithin(row, NEIGHBOURHOOD_m)
    .filter((building) => building.unknownType === undefined && !building.removed && !lacksHeight(building));
}

/** The outline of a prism lifted to a height; null where the faces are none. */
export function extrudedTo(faces: readonly FaceInput[], height_m: number): readonly FaceInput[] | null {
  const prism = prismOf(faces);
  if (!prism) return null;
  const shapes = prism.outlines.map((rings_m) => ({
    rings_m,
    ground_m: prism.ground_m,
    eaves_m: height_m,
    roof: 'flat' as const,
    pitch_deg: 0,
  }));
  if (shapes.some((shape) => shapeFault(shape) !== null)) return null;
  return shapes.flatMap((shape, part) => drawnFaces(shape).map((face) => ({ ...face, part })));
}
