import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { CATALOGUES } from './catalogues.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Kinds of parsed parts that name no value: text, and the number sign of a plural. */
const WITHOUT_VALUE: readonly number[] = [0, 7];

function argumentNames(elements: Elements): string[] {
  return elements.flatMap((element) => {
    if (WITHOUT_VALUE.includes(element.type) || !('value' in element)) return [];
    const nested = 'options' in element ? Object.values(element.options).flatMap((option) => argumentNames(option.value)) : [];
    return [element.value, ...nested];
  });
}

function valuesOf(text: string, language: string): string {
  return [...new Set(argumentNames(new IntlMessageFormat(text, language).getAst()))].sort().join();
}

it('has every message in both languages, with the same values', () => {
  const german = new Map(Object.entries(CATALOGUES.de));
  const wrong = Object.entries(CATALOGUES.en).filter(([key, english]) => {
    const translated = german.get(key);
    return !translated || valuesOf(english, 'en') !== valuesOf(translated, 'de');
  });
  expect(wrong).toEqual([]);
});
