/** All messages of the window, merged: the shell's own and those that each feature keeps beside its code. */
import { MODEL_LABELS } from '#models/scenario/labels.ts';
import * as buildingView from '../../building-view/messages.ts';
import * as charts from '../../charts/messages.ts';
import * as dataView from '../../data-view/messages.ts';
import * as districtView from '../../district-view/messages.ts';
import * as assistant from '../../features/assistant/messages.ts';
import * as building from '../../features/building/messages.ts';
import * as compare from '../../features/compare/messages.ts';
import * as district from '../../features/district/messages.ts';
import * as edit from '../../features/edit/messages.ts';
import * as join from '../../features/join/messages.ts';
import * as market from '../../features/market/messages.ts';
import * as results from '../../features/results/messages.ts';
import type { Language } from '../../state/appState.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { errorsDe } from './errorsDe.ts';
import { errorsEn } from './errorsEn.ts';
import { findingsDe } from './findingsDe.ts';
import { findingsEn } from './findingsEn.ts';

type LabelKey = keyof typeof MODEL_LABELS;

/** The words that models put into figures and reports. */
function modelLabels(language: Language): Readonly<Record<LabelKey, string>> {
  const entries = Object.entries(MODEL_LABELS).map(([key, words]) => [key, words[language]]);
  return Object.fromEntries(entries) as Record<LabelKey, string>;
}

const english = {
  ...modelLabels('en'),
  ...charts.en,
  ...assistant.en,
  ...building.en,
  ...buildingView.en,
  ...compare.en,
  ...dataView.en,
  ...district.en,
  ...districtView.en,
  ...edit.en,
  ...join.en,
  ...market.en,
  ...results.en,
  ...errorsEn,
  ...findingsEn,
  ...en,
};
export type MessageKey = Extract<keyof typeof english, string>;

export const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  de: {
    ...modelLabels('de'),
    ...charts.de,
    ...assistant.de,
    ...building.de,
    ...buildingView.de,
    ...compare.de,
    ...dataView.de,
    ...district.de,
    ...districtView.de,
    ...edit.de,
    ...join.de,
    ...market.de,
    ...results.de,
    ...errorsDe,
    ...findingsDe,
    ...de,
  },
};
