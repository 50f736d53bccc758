import { describe, expect, it } from 'vitest';
import { readScenario } from '#models/scenario/scenarioSchema.ts';
import { matchBuildings } from '#models/scenario/selection.ts';
import { sampleDistrict, sampleScenarios, sampleWeather } from './index.ts';

describe('samples', () => {
  it('has scenarios that are valid, distinct and touch the sample', () => {
    const scenarios = sampleScenarios();
    const { buildings } = sampleDistrict();
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    for (const scenario of scenarios) {
      expect(readScenario(structuredClone(scenario))).toEqual(scenario);
      for (const measure of scenario.measures) {
        if ('target' in measure) expect(matchBuildings(buildings, measure.target.selector).length).toBeGreaterThan(50);
      }
    }
  });

  it('stands where its weather is made for', () => {
    const { origin } = sampleDistrict();
    const weather = sampleWeather();
    expect([weather.lon_deg, weather.lat_deg]).toEqual([origin!.lon_deg, origin!.lat_deg]);
  });
});
