/** Repairs that a person asked for, one building at a time; each says what it did. */
import type { DistrictEdit, RepairKind } from '../../edits.ts';
import type { FaceInput } from '../../geometry/assemble.ts';
import type { Sourced } from '../../provenance.ts';
import type { DistrictDraft, DraftBuilding } from '../draft.ts';
import { measureFaces } from '../measureFaces.ts';
import { badValue } from '../shapeEdits.ts';
import { closeVolume } from './closeVolume.ts';
import { duplicateOf } from './duplicates.ts';
import { chooseHeight, extrudedTo } from './fillHeight.ts';
import { orientShell } from './orientShell.ts';
import { splitSelfIntersections } from './selfIntersections.ts';
import { dropZeroFaces } from './zeroFaces.ts';

type RepairEdit = Extract<DistrictEdit, { kind: 'repair' }>;

const NO_CHANGE: Readonly<Record<RepairKind, string>> = {
  'close-volume': 'Its openings cannot be closed with planar faces.',
  'drop-zero-faces': 'It has no face without area.',
  'split-self-intersections': 'None of its outlines crosses itself in a way that can be split.',
  'remove-duplicate': 'No other building has its outline.',
  'fill-height': 'No height is missing, or nothing says what it is.',
  'orient-shell': 'All its faces look outwards, or too few of them meet to tell.',
};

/** Faces that replace those of a building; null where there is nothing to do or it cannot be done. */
const FACES: Readonly<Partial<Record<RepairKind, (faces: readonly FaceInput[]) => readonly FaceInput[] | null>>> = {
  'close-volume': closeVolume,
  'drop-zero-faces': dropZeroFaces,
  'split-self-intersections': splitSelfIntersections,
  'orient-shell': orientShell,
};

/** Applies one repair to its buildings. */
export function repair(draft: DistrictDraft, edit: RepairEdit): void {
  const { height_m } = edit;
  if (height_m !== undefined && !(height_m > 0 && height_m <= 1000)) {
    badValue(draft, edit.ids[0] ?? null, 'height_m');
    return;
  }
  for (const id of edit.ids) {
    const building = draft.find(id);
    if (building) repairOne(draft, building, edit);
  }
}

function repairOne(draft: DistrictDraft, building: DraftBuilding, { repair: kind, height_m }: RepairEdit): void {
  if (kind === 'remove-duplicate') {
    removeDuplicate(draft, building);
    return;
  }
  const faces = draft.facesOf(building);
  const chosen = kind === 'fill-height' ? chooseHeight(draft, building, height_m) : null;
  const mended = chosen ? extrudedTo(faces, chosen.value) : (FACES[kind]?.(faces) ?? null);
  if (!mended) {
    notDone(draft, building, kind);
    return;
  }
  const before = measureFaces(faces);
  building.faces = mended;
  building.shape = null;
  if (chosen) building.chosenHeight_m = chosen;
  report(draft, building, kind, before, measureFaces(mended), chosen);
}

function removeDuplicate(draft: DistrictDraft, building: DraftBuilding): void {
  const other = duplicateOf(draft, building);
  if (!other) {
    notDone(draft, building, 'remove-duplicate');
    return;
  }
  const { volume_m3, area_m2 } = measureFaces(draft.facesOf(building));
  draft.remove(building);
  draft.report({
    code: 'repair.duplicate',
    severity: 'info',
    objectId: building.id,
    message: `The building has the outline of ${other}.`,
    action: 'Removed from the district; its row stays.',
    values: { other, before_m3: volume_m3, before_m2: area_m2 },
  });
}

/** `close-volume` as the message catalogue writes it: `closeVolume`. */
function wordOf(kind: RepairKind): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function notDone(draft: DistrictDraft, { id }: DraftBuilding, kind: RepairKind): void {
  draft.report({
    code: 'repair.notDone',
    severity: 'info',
    objectId: id,
    message: NO_CHANGE[kind],
    action: 'The building stays as it is.',
    values: { what: wordOf(kind) },
  });
}

type Size = ReturnType<typeof measureFaces>;

function report(
  draft: DistrictDraft,
  { id }: DraftBuilding,
  kind: RepairKind,
  before: Size,
  after: Size,
  height: Sourced<number> | null,
): void {
  draft.report({
    code: 'repair.done',
    severity: 'info',
    objectId: id,
    message: `Volume ${before.volume_m3.toFixed(1)} m3 before, ${after.volume_m3.toFixed(1)} m3 after; faces ${before.area_m2.toFixed(1)} m2 before, ${after.area_m2.toFixed(1)} m2 after.`,
    action: height ? `Height ${height.value.toFixed(1)} m, ${height.note ?? height.provenance}.` : 'Mended as asked.',
    values: {
      what: wordOf(kind),
      before_m3: before.volume_m3,
      after_m3: after.volume_m3,
      before_m2: before.area_m2,
      after_m2: after.area_m2,
      closed: after.closed ? 'yes' : 'no',
      height_m: height?.value ?? 0,
      from: height?.note ?? '',
    },
  });
}
