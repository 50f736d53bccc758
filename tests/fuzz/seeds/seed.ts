/** A small whole file that mutants are made of. */

/** What its bytes are, so that mutators can reach what lies inside. */
export type SeedKind = 'json' | 'json-lines' | 'xml' | 'step' | 'binary' | 'text' | 'zip';

export interface Seed {
  readonly name: string;
  readonly kind: SeedKind;
  readonly bytes: Uint8Array;
  /** How often it is taken, beside 1 of the others. */
  readonly weight?: number;
}

export function textSeed(name: string, kind: SeedKind, text: string, weight?: number): Seed {
  return { name, kind, bytes: new TextEncoder().encode(text), ...(weight === undefined ? {} : { weight }) };
}
