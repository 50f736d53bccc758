/** Turns a message key and values into text: ICU MessageFormat, parsed once per message. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../state/appState.ts';
import { CATALOGUES, type MessageKey } from './catalogues.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

const parsed = new Map<string, IntlMessageFormat>();

function formatFor(language: Language, key: string, text: string): IntlMessageFormat {
  const id = `${language}:${key}`;
  const known = parsed.get(id);
  if (known) return known;
  const made = new IntlMessageFormat(text, language);
  parsed.set(id, made);
  return made;
}

/** Whether the catalogue holds the key. */
export function hasMessage(key: string): key is MessageKey {
  return Object.hasOwn(CATALOGUES.en, key);
}

/** The text of a message. */
export function translate(language: Language, key: MessageKey, values?: MessageValues): string {
  return String(formatFor(language, key, CATALOGUES[language][key]).format(values));
}

/** The text of a key that comes from data (labels of models, error codes); `fallback` where the catalogue or a value is missing. */
export function translateData(language: Language, key: string, fallback: string, values?: MessageValues): string {
  if (!hasMessage(key)) return fallback;
  try {
    return translate(language, key, values);
  } catch {
    return fallback;
  }
}
