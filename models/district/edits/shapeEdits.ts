/** Edits that change where buildings stand and what they look like. */
import type { StatedProperties } from '../attributes.ts';
import type { BuildingProperties, DistrictEdit, DrawnShape } from '../edits.ts';
import type { FaceInput } from '../geometry/assemble.ts';
import { FARTHEST_m } from '../geometry/outline.ts';
import { drawnBuilding, shapeFault } from '../geometry/roofs.ts';
import type { DistrictDraft, DraftBuilding } from './draft.ts';
import { measureFaces } from './measureFaces.ts';
import { propertiesFault, saidProperties } from './propertyEdits.ts';

type Edit<K extends DistrictEdit['kind']> = Extract<DistrictEdit, { kind: K }>;

const SKIPPED = 'The edit was left out.';
/** Level of detail of buildings that were drawn. */
const DRAWN_LOD = 'drawn';

/** Says what is wrong with a shape, or builds it; says too where another roof had to be taken. */
export function buildShape(draft: DistrictDraft, id: string, shape: DrawnShape): readonly FaceInput[] | null {
  const fault = shapeFault(shape);
  if (fault) {
    draft.report({
      code: 'edit.shape',
      severity: 'warning',
      objectId: id,
      message: `The shape cannot be built: ${fault}.`,
      action: SKIPPED,
      values: { what: fault },
    });
    return null;
  }
  const { faces, roof } = drawnBuilding(shape);
  if (roof !== shape.roof) {
    draft.report({
      code: 'edit.roofForm',
      severity: 'info',
      objectId: id,
      message: `A ${shape.roof} roof does not fit this outline.`,
      action: `A ${roof} roof was taken.`,
      values: { asked: shape.roof, taken: roof },
    });
  }
  return faces;
}

export function addBuilding(draft: DistrictDraft, { id, shape, properties }: Edit<'add-building'>): void {
  if (!draft.isFree(id)) return;
  if (propertiesFault(draft, [id], properties)) return;
  const faces = buildShape(draft, id, shape);
  if (!faces) return;
  draft.add({ ...newBuilding(id, faces, properties), shape });
}

function newBuilding(id: string, faces: readonly FaceInput[], properties: BuildingProperties): DraftBuilding {
  return {
    id,
    base: -1,
    record: null,
    name: properties.name,
    lod: DRAWN_LOD,
    attributes: {},
    known: saidProperties(properties),
    faces,
    shape: null,
    chosenHeight_m: null,
    removed: false,
  };
}

export function reshape(draft: DistrictDraft, { id, shape }: Edit<'reshape'>): void {
  const building = draft.find(id);
  const faces = building && buildShape(draft, id, shape);
  if (!building || !faces) return;
  building.faces = faces;
  building.shape = shape;
  building.lod = DRAWN_LOD;
  building.chosenHeight_m = null;
  building.known = sizesSaidByPerson(building.known);
}

/** Sizes stated for the old shape do not hold for another one; what a person said does. */
function sizesSaidByPerson({ storeys, floorArea_m2, height_m: _, sharedWallArea_m2: __, ...known }: StatedProperties): StatedProperties {
  return {
    ...known,
    ...(storeys?.provenance === 'user' ? { storeys } : {}),
    ...(floorArea_m2?.provenance === 'user' ? { floorArea_m2 } : {}),
  };
}

export function move(draft: DistrictDraft, { ids, by_m, turn_deg }: Edit<'move'>): void {
  if (![...by_m, turn_deg].every((value) => Math.abs(value) <= FARTHEST_m)) {
    badValue(draft, null, 'move');
    return;
  }
  const buildings = ids.flatMap((id) => draft.find(id) ?? []);
  if (buildings.length === 0) return;
  const faces = buildings.map((building) => draft.facesOf(building));
  const [cx, cy] = middleOf(faces.flat());
  const angle = (-turn_deg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = (x: number, y: number): readonly [number, number] => [
    cx + (x - cx) * cos - (y - cy) * sin + by_m[0],
    cy + (x - cx) * sin + (y - cy) * cos + by_m[1],
  ];
  buildings.forEach((building, i) => {
    building.faces = faces[i]!.map((face) => ({ ...face, rings: face.rings.map((ring) => moved(ring, place, by_m[2])) }));
    building.known = withoutPublishedWalls(building.known);
    const { shape } = building;
    if (!shape) return;
    building.shape = {
      ...shape,
      rings_m: shape.rings_m.map((ring) => Array.from({ length: ring.length / 2 }, (_, v) => place(ring[v * 2]!, ring[v * 2 + 1]!)).flat()),
      ground_m: shape.ground_m + by_m[2],
      ...(shape.ridge_deg === undefined ? {} : { ridge_deg: (((shape.ridge_deg + turn_deg) % 360) + 360) % 360 }),
    };
  });
}

function withoutPublishedWalls({ sharedWallArea_m2: _, ...known }: StatedProperties): StatedProperties {
  return known;
}

function moved(ring: ArrayLike<number>, place: (x: number, y: number) => readonly [number, number], up: number): Float64Array {
  const out = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 3) {
    const [x, y] = place(ring[i]!, ring[i + 1]!);
    out[i] = x;
    out[i + 1] = y;
    out[i + 2] = ring[i + 2]! + up;
  }
  return out;
}

/** Middle of the extent on the plan. */
function middleOf(faces: readonly FaceInput[]): readonly [number, number] {
  let [minX, minY, maxX, maxY] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { rings } of faces) {
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 3) {
        minX = Math.min(minX, ring[i]!);
        maxX = Math.max(maxX, ring[i]!);
        minY = Math.min(minY, ring[i + 1]!);
        maxY = Math.max(maxY, ring[i + 1]!);
      }
    }
  }
  return minX <= maxX ? [(minX + maxX) / 2, (minY + maxY) / 2] : [0, 0];
}

/** What stays of a building when its top is lowered [m]. */
const LEAST_LEFT_m = 0.1;

export function raise(draft: DistrictDraft, { ids, by_m }: Edit<'raise'>): void {
  if (!(Math.abs(by_m) <= FARTHEST_m)) {
    badValue(draft, null, 'raise');
    return;
  }
  for (const id of ids) {
    const building = draft.find(id);
    if (building) raiseOne(draft, building, by_m);
  }
}

function raiseOne(draft: DistrictDraft, building: DraftBuilding, by_m: number): void {
  const faces = draft.facesOf(building);
  const shape = building.shape && { ...building.shape, eaves_m: building.shape.eaves_m + by_m };
  const lifted = shape ? shapeFault(shape) === null && drawnBuilding(shape).faces : liftedFaces(faces, by_m);
  if (!lifted) {
    draft.report({
      code: 'edit.tooLow',
      severity: 'warning',
      objectId: building.id,
      message: `Nothing is left of the building when its top moves by ${by_m} m.`,
      action: SKIPPED,
      values: { by_m },
    });
    return;
  }
  building.faces = lifted;
  building.shape = shape;
  building.chosenHeight_m = null;
  const { storeys, floorArea_m2 } = building.known;
  const before = storeys || floorArea_m2 ? measureFaces(faces).volume_m3 : 0;
  const share = before > 0 ? measureFaces(lifted).volume_m3 / before : 1;
  building.known = scaled(building, share, by_m > 0 ? 'raised: storeys as high as before' : 'lowered: storeys as high as before');
}

/** Storeys and floor area stated for the old height grow with the volume; what a person said stays. */
function scaled({ known }: DraftBuilding, share: number, note: string): StatedProperties {
  const { storeys, floorArea_m2, height_m: _, sharedWallArea_m2: __, ...rest } = known;
  return {
    ...rest,
    ...(storeys && {
      storeys:
        storeys.provenance === 'user' ? storeys : { value: Math.max(1, Math.round(storeys.value * share)), provenance: 'inferred', note },
    }),
    ...(floorArea_m2 && {
      floorArea_m2: floorArea_m2.provenance === 'user' ? floorArea_m2 : { value: floorArea_m2.value * share, provenance: 'inferred', note },
    }),
  };
}

/** All corners but those of the ground lifted; null where the top would come down to the ground. */
function liftedFaces(faces: readonly FaceInput[], by_m: number): readonly FaceInput[] | null {
  const key = (x: number, y: number, z: number) => `${Math.round(x * 1000)},${Math.round(y * 1000)},${Math.round(z * 1000)}`;
  const grounded = new Set<string>();
  let lowest = Number.POSITIVE_INFINITY;
  let floor = Number.NEGATIVE_INFINITY;
  for (const { rings, kind } of faces) {
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 3) {
        lowest = Math.min(lowest, ring[i + 2]!);
        if (kind !== 'ground') continue;
        grounded.add(key(ring[i]!, ring[i + 1]!, ring[i + 2]!));
        floor = Math.max(floor, ring[i + 2]!);
      }
    }
  }
  const stays = (ring: ArrayLike<number>, i: number) =>
    grounded.size > 0 ? grounded.has(key(ring[i]!, ring[i + 1]!, ring[i + 2]!)) : ring[i + 2]! < lowest + 0.01;
  const least = (grounded.size > 0 ? floor : lowest) + LEAST_LEFT_m;
  let fits = true;
  let any = false;
  const lifted = faces.map((face) => ({
    ...face,
    rings: face.rings.map((ring) => {
      const out = Float64Array.from(ring);
      for (let i = 0; i < ring.length; i += 3) {
        if (stays(ring, i)) continue;
        any = true;
        out[i + 2]! += by_m;
        if (out[i + 2]! < least) fits = false;
      }
      return out;
    }),
  }));
  return fits && any ? lifted : null;
}

export function removeBuildings(draft: DistrictDraft, { ids }: Edit<'remove-buildings'>): void {
  for (const id of ids) {
    const building = draft.find(id);
    if (building) draft.remove(building);
  }
}

/** Says that a number of an edit cannot be used. */
export function badValue(draft: DistrictDraft, objectId: string | null, what: string): void {
  draft.report({
    code: 'edit.value',
    severity: 'warning',
    objectId,
    message: `A value of the edit cannot be used: ${what}.`,
    action: SKIPPED,
    values: { what },
  });
}
