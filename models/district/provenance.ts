/**
 * Where a value came from, from most to least trusted: a measured value beats one from the file, which beats what a
 * person said in the program, one computed from geometry, a rule's, an archetype's and a default.
 */
export const PROVENANCES = ['measured', 'file', 'user', 'geometry', 'inferred', 'archetype', 'default'] as const;
export type Provenance = (typeof PROVENANCES)[number];

export interface Sourced<T> {
  readonly value: T;
  readonly provenance: Provenance;
  /** The attribute, rule or table it came from. */
  readonly note?: string;
}
