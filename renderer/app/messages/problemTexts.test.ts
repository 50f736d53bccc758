import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Issue } from '#models/core/issue.ts';
import { CATALOGUES } from './catalogues.ts';
import { errorText, findingText, noteTexts } from './problemTexts.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const ROOMS = ['gis-data', 'models', 'solver-as/host', 'renderer/workers', 'renderer/state'];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

/** Codes in a text after one of the ways to state them: one literal, or a choice of two. */
function codesAfter(text: string, opening: string): string[] {
  const literal = "'([\\w.]+)'";
  const pattern = new RegExp(`(?:${opening})\\s*(?:\\w+ \\? ${literal} : )?${literal}`, 'g');
  return Array.from(text.matchAll(pattern), ([, first, second]) => [first, second])
    .flat()
    .flatMap((code) => code ?? []);
}

const texts = ROOMS.flatMap(sources);
const errors = texts.flatMap((text) =>
  codesAfter(text, 'new InputError\\(\\{\\s*code:|error: \\{ code:|return \\{ code:|notifyError\\(context, \\{ code:'),
);
const findings = texts.flatMap((text) => codesAfter(text, '#fault\\(|#add\\(|\\binfo\\(|\\n\\s*code:|\\{ code:'));
/** Zod's own, and what tests of the rooms make up. */
const OTHERS = new Set(['custom']);
/** A line of a sequence that cannot be read is a finding with the code of the error. */
const BOTH = ['json.truncated', 'json.syntax'];

function missing(prefix: string, codes: readonly string[], suffix: string): string[] {
  const keys = [...new Set(codes)].flatMap((code) => [`${prefix}${code}`, `${prefix}${code}${suffix}`]);
  return keys.filter((key) => !Object.hasOwn(CATALOGUES.en, key) || !Object.hasOwn(CATALOGUES.de, key));
}

describe('codes in the source', () => {
  it('have a text and a remedy in both languages, for every error', () => {
    expect(new Set(errors).size).toBeGreaterThan(25);
    expect(missing('error.', errors, '.mend')).toEqual([]);
  });

  it('have a text and what was done in both languages, for every finding', () => {
    const known = new Set(errors);
    const only = [...findings, ...BOTH].filter((code) => !OTHERS.has(code) && (BOTH.includes(code) || !known.has(code)));
    const notes = only.filter((code) => Object.hasOwn(CATALOGUES.en, `note.${code}`));
    expect(new Set(only).size).toBeGreaterThan(30);
    expect(
      missing(
        'finding.',
        only.filter((code) => !notes.includes(code)),
        '.action',
      ),
    ).toEqual([]);
  });

  it('have a note in both languages, for every weather note', () => {
    const notes = texts.flatMap((text) => codesAfter(text, 'notes\\.add\\('));
    expect(new Set(notes).size).toBeGreaterThanOrEqual(5);
    expect(missing('note.', notes, '')).toEqual([]);
  });
});

describe('problems in words', () => {
  it('tells an error with its values and its place', () => {
    const error = {
      code: 'epw.number',
      message: "The dry bulb temperature is 'warm', not a number.",
      where: 'a.epw, line 12, column 7 (dry bulb temperature)',
      mend: 'Put a number there.',
      values: { quantity: 'dryBulb', text: 'warm', file: 'a.epw', line: 1200, column: 7 },
    };
    expect(errorText('de', error)).toEqual({
      what: 'Lufttemperatur: „warm“ ist keine Zahl.',
      where: 'a.epw, Zeile 1.200, Spalte 7',
      mend: 'Schreiben Sie dort eine Zahl hin oder das Zeichen für einen fehlenden Wert.',
      detail: '',
    });
  });

  it('falls back to the English detail for unknown codes and for files without values', () => {
    const error = { code: 'moon.full', message: 'The moon is full.', where: 'above', mend: 'Wait.' };
    expect(errorText('de', error)).toEqual({ what: 'The moon is full.', where: 'above', mend: 'Wait.', detail: '' });
    const disk = { code: 'host.disk.full', message: 'ENOSPC: no space left on device' };
    expect(errorText('de', disk)).toMatchObject({ what: CATALOGUES.de['error.host.disk.full'], detail: disk.message });
    const old: Issue = { code: '901', severity: 'error', sourceId: 'f', objectId: 'a', message: 'A face …', action: 'Left out.' };
    expect(findingText('de', old)).toEqual({ message: 'A face …', action: 'Left out.' });
  });

  it('tells notes one by one', () => {
    const detail = { code: 'epw.filled', values: { quantity: 'windSpeed', hours: 1, how: 'interpolated' } };
    expect(noteTexts('de', ['wind …', 'later'], [detail])).toEqual([
      'Windgeschwindigkeit: 1 Stunde fehlt oder liegt außerhalb des Möglichen, dazwischen ergänzt.',
      'later',
    ]);
  });
});
