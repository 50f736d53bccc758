/** What readers of vector formats hand on: shapes in the file's own coordinates, with attributes. */
import type { AttributeValue } from '#models/district/district.ts';

/** x, y, z triples in the file's own coordinates, the easting or longitude first; z is NaN where the file gives none. */
export type Positions = readonly number[];

export interface Shape {
  /** Exterior first, then holes. */
  readonly polygons: (readonly Positions[])[];
  readonly lines: Positions[];
  readonly points: Positions[];
  /** True where the polygons are faces of a body in space, not outlines on the ground. */
  isBody: boolean;
}

export function emptyShape(): Shape {
  return { polygons: [], lines: [], points: [], isBody: false };
}

export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface Feature {
  /** Id that the format gives the feature; null where it gives none. */
  readonly id: string | null;
  readonly shape: Shape;
  readonly attributes: Attributes;
  /** Layer of the file, where it has several. */
  readonly layer?: string;
  /** What all features of the layer are, where its name says so. */
  readonly role?: 'building' | 'street' | 'other';
}

/** Longest text that is kept of one attribute. */
const LONGEST_TEXT = 2000;

/**
 * Plain attribute of whatever a library gives: lists of plain values are joined, dates become days, what else is
 * nested is left out. Text that says NaN and numbers that are none are missing.
 */
export function plainAttribute(value: unknown): AttributeValue | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return /^\s*nan\s*$/i.test(value) ? null : value.slice(0, LONGEST_TEXT);
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString().slice(0, 10) : null;
  if (!Array.isArray(value)) return undefined;
  const plain = value.filter((item) => typeof item === 'string' || typeof item === 'number');
  return plain.length > 0 && plain.length === value.length ? plain.join(', ').slice(0, LONGEST_TEXT) : undefined;
}

/** Sets an attribute, unless its name would change what an object is. */
export function setAttribute(attributes: Record<string, AttributeValue>, name: string, value: unknown): void {
  const plain = plainAttribute(value);
  if (plain !== undefined && name !== '__proto__') attributes[name] = plain;
}
