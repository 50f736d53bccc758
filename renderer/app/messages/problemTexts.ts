/**
 * Errors, findings and notes of weather years in the person's language: the catalogue's text for the code with
 * the values that came along, or the English detail where the catalogue lacks it or the values are of an older file.
 */
import type { ErrorDetail } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import type { WeatherNote } from '#models/energy/weather.ts';
import type { Language } from '../../state/appState.ts';
import { hasMessage, type MessageValues, translate, translateData } from './translate.ts';

/** Values that are names of a list (a format, a quantity) become the person's words: `word.<value's name>.<value>`. */
function inWords(language: Language, values: MessageValues = {}): MessageValues {
  const entries = Object.entries(values).map(([name, value]) => {
    const key = `word.${name}.${value}`;
    return [name, hasMessage(key) ? translate(language, key) : value] as const;
  });
  return Object.fromEntries(entries);
}

function whereText(language: Language, { where, values }: ErrorDetail): string {
  const { file, line, column } = values ?? {};
  if (file === undefined || line === undefined) return where ?? '';
  if (line === 0) return translate(language, 'where.end', { file });
  return column === undefined
    ? translate(language, 'where.line', { file, line })
    : translate(language, 'where.column', { file, line, column });
}

export interface ErrorText {
  readonly what: string;
  /** Empty where the error names no place. */
  readonly where: string;
  /** Empty where there is nothing to do. */
  readonly mend: string;
  /** What the machine or a library said, in English; empty where the text says it all. */
  readonly detail: string;
}

/** Errors whose English message carries more than the catalogue can know. */
const WITH_DETAIL = /^(host\.|app\.|engine\.failed|view\.failed|json\.syntax|scenario\.invalid|case\.invalid|pvwatts\.)/;

export function errorText(language: Language, error: ErrorDetail): ErrorText {
  const values = inWords(language, error.values);
  const what = translateData(language, `error.${error.code}`, error.message, values);
  return {
    what,
    where: whereText(language, error),
    mend: translateData(language, `error.${error.code}.mend`, error.mend ?? '', values),
    detail: WITH_DETAIL.test(error.code) && what !== error.message ? error.message : '',
  };
}

export function findingText(language: Language, issue: Issue): Pick<Issue, 'message' | 'action'> {
  const values = inWords(language, issue.values);
  return {
    message: translateData(language, `finding.${issue.code}`, issue.message, values),
    action: translateData(language, `finding.${issue.code}.action`, issue.action, values),
  };
}

/** Notes about a weather year; `texts` are English. */
export function noteTexts(language: Language, texts: readonly string[], details: readonly WeatherNote[] = []): readonly string[] {
  return texts.map((text, index) => {
    const detail = details[index];
    return detail ? translateData(language, `note.${detail.code}`, text, inWords(language, detail.values)) : text;
  });
}
