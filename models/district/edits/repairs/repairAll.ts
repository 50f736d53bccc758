/** Takes the offered repairs one after the other: mending one fault can make another one mendable. */
import type { CancelSignal } from '../../../core/errors.ts';
import type { Issue } from '../../../core/issue.ts';
import type { District } from '../../district.ts';
import { type DistrictEdit, REPAIR_KINDS, type RepairKind } from '../../edits.ts';
import { applyEdits } from '../applyEdits.ts';
import { type RepairOffer, repairsFor } from './repairsFor.ts';

/** Rounds of looking and mending; two are enough where turned faces let openings be closed. */
const MOST_ROUNDS = 4;

export interface RepairedDistrict {
  readonly district: District;
  /** What was done, in order: the same edits over the same district give the same result. */
  readonly edits: readonly DistrictEdit[];
  /** What each did; `values.edit` counts the edits from 1. */
  readonly findings: readonly Issue[];
  /** What could still be mended: faults that closed only partly, and kinds that were not asked for. */
  readonly left: readonly RepairOffer[];
}

/**
 * Repairs of the given kinds until nothing more is offered or nothing changes.
 * @throws CancelledError when the signal is aborted
 */
export function repairAll(
  base: District,
  kinds: readonly RepairKind[] = REPAIR_KINDS,
  options: { readonly signal?: CancelSignal } = {},
): RepairedDistrict {
  const edits: DistrictEdit[] = [];
  let left = repairsFor(base, options);
  let done = { district: base, findings: [] as readonly Issue[] };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted = left.filter(({ repair }) => kinds.includes(repair));
    if (wanted.length === 0) break;
    edits.push(...wanted.map(({ repair, ids }): DistrictEdit => ({ kind: 'repair', repair, ids })));
    done = applyEdits(base, edits, options);
    const next = repairsFor(done.district, options);
    const same = JSON.stringify(next) === JSON.stringify(left);
    left = next;
    if (same) break;
  }
  return { ...done, edits, left };
}
