/**
 * Where a value came from. The order is that of trust: a measured value beats one from the file,
 * which beats one computed from geometry, an archetype's and a default.
 */
export type Provenance = 'measured' | 'file' | 'geometry' | 'inferred' | 'archetype' | 'default';

export interface Sourced<T> {
  readonly value: T;
  readonly provenance: Provenance;
  /** The attribute, rule or table it came from. */
  readonly note?: string;
}
