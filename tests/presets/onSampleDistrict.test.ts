/**
 * Every preset runs for a whole year on the sample district with solar roofs: 50 of its buildings, simulated once. Presets of
 * 15 minutes run their year by the hour, and four weeks of June and July at their own step.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MarketCommunity } from '#models/market/community.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import { partOfYear } from '#models/market/participants/resample.ts';
import type { LinearSolver } from '#models/market/ports.ts';
import { PRESETS } from '#models/market/presets/index.ts';
import { MarketRuns } from '#models/market/run/marketRuns.ts';
import { yearCosts } from '#models/market/run/settleMarket.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';
import { sampleDistrictCommunity } from './sampleDistrictCommunity.ts';
import { sum } from './support.ts';

const BUILDINGS = 50;
let community: MarketCommunity;
let solver: LinearSolver;

beforeAll(async () => {
  community = await sampleDistrictCommunity(BUILDINGS);
  solver = await createNodeLinearSolver();
});

/** Largest difference between what members bought and sold in a step [kWh]. */
function largestGap(bought: Float64Array, sold: Float64Array, steps: number): number {
  const gap = new Float64Array(steps);
  for (let at = 0; at < bought.length; at++) gap[at % steps]! += bought[at]! - sold[at]!;
  return gap.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

async function runsOn(trading: MarketCommunity, config: MarketConfig): Promise<void> {
  const runs = new MarketRuns(trading, { solver });
  const reference = yearCosts(await runs.reference(config));
  const outcome = await runs.outcome(config);
  // Settled in whole micro-euro and milliwatt-hours, slot by slot.
  expect(outcome.balance).toEqual({ money_microEUR: 0, energy_mWh: 0, slots: expect.any(Number) });
  expect(outcome.balance.slots).toBeGreaterThanOrEqual((trading.axis.steps * trading.axis.step_min) / config.step_min);
  const { prepared, market } = await runs.cleared(config);
  expect(largestGap(market.cleared.bought_kWh, market.cleared.sold_kWh, prepared.community.axis.steps)).toBeLessThan(1e-6);
  // Trade neither makes nor uses energy: what members exchange with the supplier is what their meters show together, up to the
  // rounding of a million readings to milliwatt-hours.
  expect(sum(outcome.participants.import_kWh) - sum(outcome.participants.export_kWh)).toBeCloseTo(sum(prepared.net_kWh), 1);
  expect(outcome.participants.cost_EUR.every(Number.isFinite)).toBe(true);
  expect(outcome.local_kWh).toBeGreaterThan(0);
  // A market does not change what its members would pay without it.
  expect(outcome.participants.reference_EUR).toEqual(reference);
  expect(yearCosts(await new MarketRuns(trading, { solver }).reference(config))).toEqual(reference);
  for (const { code, severity } of outcome.findings) {
    expect(severity, code).not.toBe('error');
    expect(code).toMatch(/^(market|dispatch)\./);
    if (config.flexibility === null) expect(code).not.toContain('flexibility');
  }
}

describe('every preset on the sample district', () => {
  it('has a community of buildings with roofs, batteries and three levels', () => {
    expect(community.participants.length).toBe(BUILDINGS);
    expect(community.participants.filter(({ assets }) => assets.some(({ kind }) => kind === 'battery')).length).toBeGreaterThan(2);
    expect(sum(community.generation_kW)).toBeGreaterThan(0.05 * sum(community.load_kW));
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s runs for a year and closes', async (_, { config }) => {
    const before = sum(community.load_kW);
    await runsOn(community, config.step_min === 15 ? { ...config, step_min: 60 } : config);
    if (config.step_min === 15) await runsOn(partOfYear(community, 161, 28), config);
    expect(sum(community.load_kW)).toBe(before);
  });
});
