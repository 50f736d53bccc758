/** All messages of the window, merged: the shell's own and those that each feature keeps beside its code. */
import * as charts from '../../charts/messages.ts';
import * as compare from '../../features/compare/messages.ts';
import * as results from '../../features/results/messages.ts';
import type { Language } from '../../state/appState.ts';
import { de } from './de.ts';
import { en } from './en.ts';

const english = { ...charts.en, ...compare.en, ...results.en, ...en };
export type MessageKey = Extract<keyof typeof english, string>;

export const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  de: { ...charts.de, ...compare.de, ...results.de, ...de },
};
