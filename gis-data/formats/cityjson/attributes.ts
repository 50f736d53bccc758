/** Attributes of a city object as plain values. */
import type { AttributeValue } from '#models/district/district.ts';
import { isArray, isObject, type Json, type JsonObject } from './structure.ts';

/** Longest text that is kept of one attribute. */
const LONGEST_TEXT = 2000;

/**
 * Plain values of an object's attributes: measures (`{value, uom}`) give their value, lists of plain
 * values are joined; what else is nested is left out. The text "NaN" is a missing value.
 * @param onNotANumber called with the name of each attribute that says NaN
 */
export function plainAttributes(attributes: Json | undefined, onNotANumber: (name: string) => void): Record<string, AttributeValue> {
  const plain: Record<string, AttributeValue> = {};
  if (!isObject(attributes)) return plain;
  for (const name of Object.keys(attributes)) {
    const value = plainValue(attributes[name]);
    if (value === undefined || name === '__proto__') continue;
    if (typeof value === 'string' && /^\s*nan\s*$/i.test(value)) {
      onNotANumber(name);
      plain[name] = null;
    } else plain[name] = typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value;
  }
  return plain;
}

function plainValue(value: Json | undefined): AttributeValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (isArray(value)) {
    const plain = value.filter((item) => typeof item === 'string' || typeof item === 'number');
    return plain.length > 0 && plain.length === value.length ? plain.join(', ') : undefined;
  }
  return isObject(value) ? measureValue(value) : undefined;
}

function measureValue(value: JsonObject): AttributeValue | undefined {
  const inner = value.value;
  return typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean' ? inner : undefined;
}
