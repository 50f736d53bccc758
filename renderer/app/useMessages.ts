import { useMemo } from 'react';
import type { Language } from '../state/appState.ts';
import { useApp } from '../state/useApp.ts';
import { type Difference, formatDifference, formatNumber, formatPercent, formatQuantity, type NumberFormat } from './formatNumber.ts';
import type { MessageKey } from './messages/catalogues.ts';
import { type MessageValues, translate, translateData } from './messages/translate.ts';

export interface Messages {
  readonly language: Language;
  /** Text of a known message. */
  t(key: MessageKey, values?: MessageValues): string;
  /** Text of a key that comes from data; the fallback (or the key itself) where the catalogue lacks it. */
  label(key: string, fallback?: string, values?: MessageValues): string;
  number(value: number, format?: NumberFormat): string;
  quantity(value: number, unit: string, format?: NumberFormat): string;
  /** Of a share of one. */
  percent(share: number, format?: NumberFormat): string;
  difference(value: number, baseline: number, unit: string): Difference;
}

export function messagesFor(language: Language): Messages {
  return {
    language,
    t: (key, values) => translate(language, key, values),
    label: (key, fallback, values) => translateData(language, key, fallback ?? key, values),
    number: (value, format) => formatNumber(value, language, format),
    quantity: (value, unit, format) => formatQuantity(value, unit, language, format),
    percent: (share, format) => formatPercent(share, language, format),
    difference: (value, baseline, unit) => formatDifference(value, baseline, unit, language),
  };
}

/** Messages and number formats in the person's language. */
export function useMessages(): Messages {
  const language = useApp((state) => state.settings.language);
  return useMemo(() => messagesFor(language), [language]);
}
