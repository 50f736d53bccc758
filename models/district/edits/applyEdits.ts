/**
 * Edits over a district, as a pure function: the base is never changed, the same edits give the same district.
 * See docs/models/editing.md.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { CompletionOptions } from '../completion.ts';
import type { District } from '../district.ts';
import type { DistrictEdit } from '../edits.ts';
import { DistrictDraft } from './draft.ts';
import { addLine, addPoint, addTree, moveElements, removeElements } from './elementEdits.ts';
import { join, setProperties } from './propertyEdits.ts';
import { rebuild } from './rebuild.ts';
import { repair } from './repairs/repair.ts';
import { addBuilding, move, raise, removeBuildings, reshape } from './shapeEdits.ts';
import { split } from './splitEdit.ts';

export interface ApplyEditsOptions {
  readonly signal?: CancelSignal;
  /** The assumptions the district was completed with. */
  readonly completion?: CompletionOptions;
}

export interface EditedDistrict {
  readonly district: District;
  /** What was left out or done otherwise, and what repairs did; `values.edit` counts the edits from 1. */
  readonly findings: readonly Issue[];
}

/**
 * Applies edits in order. Edits that cannot be done are left out with a finding; base buildings keep their rows.
 * @throws CancelledError when the signal is aborted
 */
export function applyEdits(district: District, edits: readonly DistrictEdit[], options: ApplyEditsOptions = {}): EditedDistrict {
  const draft = new DistrictDraft(district, options.completion ?? {});
  edits.forEach((edit, index) => {
    throwIfAborted(options.signal);
    draft.begin(index + 1, edit);
    applyOne(draft, edit);
  });
  return { district: rebuild(draft, options.signal), findings: draft.findings };
}

function applyOne(draft: DistrictDraft, edit: DistrictEdit): void {
  switch (edit.kind) {
    case 'add-building':
      addBuilding(draft, edit);
      return;
    case 'reshape':
      reshape(draft, edit);
      return;
    case 'move':
      move(draft, edit);
      return;
    case 'raise':
      raise(draft, edit);
      return;
    case 'split':
      split(draft, edit);
      return;
    case 'remove-buildings':
      removeBuildings(draft, edit);
      return;
    case 'properties':
      setProperties(draft, edit);
      return;
    case 'add-tree':
      addTree(draft, edit);
      return;
    case 'add-line':
      addLine(draft, edit);
      return;
    case 'add-point':
      addPoint(draft, edit);
      return;
    case 'move-elements':
      moveElements(draft, edit);
      return;
    case 'remove-elements':
      removeElements(draft, edit);
      return;
    case 'repair':
      repair(draft, edit);
      return;
    case 'join':
      join(draft, edit);
      return;
  }
}
