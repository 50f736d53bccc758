/** Every preset runs through the whole market on its own community. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '#models/market/presets/index.ts';
import { MarketRuns } from '#models/market/run/marketRuns.ts';
import { summerWeek } from './support.ts';

describe('every preset', () => {
  it.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s runs for a week and closes', async (id, { config }) => {
    const outcome = await new MarketRuns(summerWeek(id)).outcome(config);
    expect([outcome.balance.money_microEUR, outcome.balance.energy_mWh]).toEqual([0, 0]);
    expect(outcome.participants.cost_EUR.every(Number.isFinite)).toBe(true);
    expect(outcome.gain_EUR).toBeLessThanOrEqual(outcome.largestGain_EUR + 1e-6);
    expect(outcome.story?.length).toBeGreaterThan(0);
    expect(outcome.local_kWh).toBeGreaterThan(0);
    expect(outcome.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
