import { describe, expect, it } from 'vitest';
import { marketConfigSchema } from '../marketSchema.ts';
import { tariffYear } from '../tariffs/tariffYear.ts';
import { isValidCombination } from '../validCombinations.ts';
import { PRESETS, presetById } from './index.ts';
import type { Told } from './preset.ts';

const ALL_18 = [
  'brooklyn',
  'enexa',
  'exergy-texas',
  'cornwall',
  'allgaeu',
  'solshare',
  'medellin',
  'lumenaza',
  'piclo',
  'vandebron',
  'trader',
  'peerenergycloud',
  'empower',
  'p2p-smarttest',
  'smart-watts',
  'elecbay',
  'corby',
  'iberia',
];

describe('the gallery', () => {
  it('has every system of the table once', () => {
    expect(PRESETS.map(({ id }) => id).toSorted()).toEqual(ALL_18.toSorted());
    expect(presetById('corby')?.name).toBe('FleXunity Corby');
    expect(presetById('nowhere')).toBeUndefined();
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s has rules that fit together and survive a file', (id, { config }) => {
    expect(isValidCombination(config)).toBe(true);
    expect(config.preset).toBe(id);
    expect(marketConfigSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
    for (const tariff of Object.values(config.tariffs)) {
      const { import_EURPerKWh, export_EURPerKWh, findings } = tariffYear(tariff, { step_min: 60, steps: 8760, firstWeekday: 0 });
      expect(findings).toEqual([]);
      expect(import_EURPerKWh.every((price, t) => price > export_EURPerKWh[t]!)).toBe(true);
    }
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s is told in both languages, with what is assumed', (_, preset) => {
    const texts: readonly Told[] = [
      preset.story,
      preset.place,
      preset.behaviour,
      ...preset.facts,
      ...preset.assumptions.map(({ told }) => told),
    ];
    for (const { en, de } of texts) {
      expect(en.length * de.length).toBeGreaterThan(0);
      expect(`${en}${de}`).not.toContain('!');
    }
    expect(preset.facts.length).toBeGreaterThan(0);
    // Tariffs are never facts.
    expect(preset.assumptions.map(({ what }) => what)).toContain('tariffs');
  });
});
