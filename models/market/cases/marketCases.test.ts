import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMarketCase } from './marketCase.ts';

const folder = join(import.meta.dirname, '..', '..', 'cases', 'market');
const cases = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

interface Expected {
  readonly tolerance: number;
  readonly values?: unknown;
  readonly descending?: readonly (readonly string[])[];
}

function json(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
}

/** What differs from the expected part of the result. */
function differences(ours: unknown, expected: unknown, tolerance: number, at = 'result'): string[] {
  if (typeof expected === 'number') {
    const isNear = typeof ours === 'number' && Math.abs(ours - expected) <= tolerance * Math.max(1, Math.abs(expected));
    return isNear ? [] : [`${at}: ${String(ours)} instead of ${expected}`];
  }
  if (typeof expected !== 'object' || expected === null)
    return ours === expected ? [] : [`${at}: ${String(ours)} instead of ${String(expected)}`];
  if (typeof ours !== 'object' || ours === null) return [`${at} is missing`];
  const sizes = Array.isArray(expected) && expected.length !== (ours as { length?: number }).length ? [`${at} has another length`] : [];
  return [...sizes, ...Object.entries(expected).flatMap(([key, value]) => differences(at_(ours, key), value, tolerance, `${at}.${key}`))];
}

function at_(value: unknown, key: string): unknown {
  return (value as Record<string, unknown>)[key];
}

test('there is a case for each known answer', () => {
  expect(new Set(cases.map((name) => name.split('-')[0]))).toEqual(
    new Set(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm10', 'm11', 'm12']),
  );
});

test.each(cases)('%s', (name) => {
  const { tolerance, values, descending = [] } = json(name, 'expected.json') as Expected;
  const { result } = runMarketCase(json(name, 'input.json'), null);
  expect(differences(result, values ?? {}, tolerance)).toEqual([]);
  for (const paths of descending) {
    const found = paths.map((path) => path.split('.').reduce<unknown>(at_, result) as number);
    expect(found, paths.join(' > ')).toEqual(found.toSorted((a, b) => b - a));
    expect(new Set(found).size, paths.join(' > ')).toBe(found.length);
  }
});
