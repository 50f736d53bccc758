/** A preset in the person's language. */
import type { Preset } from '#models/market/presets/index.ts';
import type { Language } from '../../state/appState.ts';
import type { PresetCard } from './marketLab.ts';

export function presetCard(preset: Preset, language: Language): PresetCard {
  return {
    id: preset.id,
    name: preset.name,
    place: preset.place[language],
    years: preset.years,
    story: preset.story[language],
    source: preset.source,
    facts: preset.facts.map((fact) => fact[language]),
    assumptions: preset.assumptions.map(({ told }) => told[language]),
    shows: preset.behaviour[language],
    hasCommunity: preset.community !== '',
  };
}
