/** The changes of the district itself that a scenario holds, apart from its measures on buildings and prices. */
import { contentHash } from '../core/contentHash.ts';
import type { DistrictEdit } from '../district/edits.ts';
import type { Scenario } from './scenario.ts';

/** Edits of the enabled edit measures, in their order. */
export function scenarioEdits(scenario: Scenario): readonly DistrictEdit[] {
  return scenario.measures.flatMap((measure) => (measure.kind === 'edit' && measure.enabled ? [measure.edit] : []));
}

/** A joined table can be long, and edits never change: each is hashed once. */
const hashes = new WeakMap<DistrictEdit, string>();

function hashOf(edit: DistrictEdit): string {
  const known = hashes.get(edit);
  if (known !== undefined) return known;
  const hash = contentHash(edit);
  hashes.set(edit, hash);
  return hash;
}

/** What tells two variants of a district apart: empty without edits, else a hash of their content and order. */
export function editsKey(edits: readonly DistrictEdit[]): string {
  return edits.length === 0 ? '' : contentHash(edits.map(hashOf));
}
