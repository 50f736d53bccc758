import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Collective, MarketCommunity } from '../community.ts';
import { testCommunity, testConfig, testTariff } from '../flexibility/testCommunity.ts';
import type { Design, MarketConfig } from '../marketConfig.ts';
import { NO_FEES } from '../tariff.ts';
import { MarketRuns } from './marketRuns.ts';

/** Two streets in a town. */
function nested(seed: number, linkFee: number, firstDay = 100): MarketCommunity {
  const community = testCommunity(6, 5, seed, firstDay);
  const [root] = community.collectives;
  const street = (id: string): Collective => ({
    ...root!,
    id,
    name: id,
    parent: root!.id,
    importFee_EURPerKWh: linkFee,
    exportFee_EURPerKWh: linkFee,
  });
  return {
    ...community,
    collectives: [root!, street('a'), street('b')],
    participants: community.participants.map((participant, i) => ({ ...participant, collective: i % 2 ? 'a' : 'b' })),
  };
}

function rules(design: Design, localShareByLevel: readonly number[], fee: number, share: number): MarketConfig {
  const tariff = testTariff({
    kind: 'time-of-use',
    windows: [{ from_h: 22, to_h: 6, days: 'all', price_EURPerKWh: 0.11 }],
    otherwise_EURPerKWh: 0.17,
  });
  const network = { ...tariff.network, energy_EURPerKWh: 0.1, localShareByLevel };
  const fees = { ...NO_FEES, platform_EURPerKWh: fee, platformShare: share, import_EURPerKWh: fee / 4 };
  return testConfig({
    design,
    clearing: 'pool',
    priceRule: 'mid-market',
    flexibility: null,
    tariffs: { default: { ...tariff, network } },
    fees,
  });
}

it('leaves members together no worse off than owners who plan alone, once all is settled', async () => {
  const part = (max: number) => fc.double({ min: 0, max, noNaN: true });
  const designs = fc.constantFrom<Design>('community', 'hybrid', 'districts', 'p2p');
  await fc.assert(
    fc.asyncProperty(designs, part(1), part(1), part(0.06), part(0.1), fc.nat(99), async (design, near, far, fee, share, seed) => {
      const runs = new MarketRuns(nested(seed, design === 'community' ? 0 : fee / 3));
      const config = rules(design, [Math.min(near, far), Math.max(near, far)], fee, share);
      const together = await runs.outcome(config);
      const alone = await runs.outcome({ ...config, dispatch: 'tariff' });
      // Rounding of settlement apart.
      expect(together.gain_EUR).toBeGreaterThanOrEqual(alone.gain_EUR - 1e-3);
    }),
    { numRuns: 25 },
  );
});

it('plans anew for a changed fee only where members are planned together', async () => {
  const runs = new MarketRuns(nested(3, 0));
  for (const dispatch of ['self-consumption', 'tariff', 'market', 'grid-support'] as const) {
    const config = { ...rules('community', [0.5], 0.01, 0), dispatch };
    const before = await runs.prepared(config);
    const after = await runs.prepared({ ...config, fees: { ...config.fees, platform_EURPerKWh: 0.05 } });
    const isTogether = dispatch === 'market' || dispatch === 'grid-support';
    expect(after.net_kWh === before.net_kWh).toBe(!isTogether);
    // A subscription moves no battery, and a design that charges the same is the same.
    const subscribed = { ...config, fees: { ...config.fees, platform_EURPerMonth: 3 } };
    expect((await runs.prepared(subscribed)).net_kWh).toBe(before.net_kWh);
    expect((await runs.prepared({ ...config, design: 'hybrid' })).net_kWh).toBe(before.net_kWh);
  }
});

it('is each for itself where nobody trades', async () => {
  const runs = new MarketRuns(nested(4, 0));
  const config = rules('supplier', [0], 0, 0);
  expect((await runs.prepared(config)).net_kWh).toBe((await runs.prepared({ ...config, dispatch: 'tariff' })).net_kWh);
});

it('holds the lowest peak and counts charges in what it costs', async () => {
  const community = nested(5, 0, 350);
  const config = { ...rules('community', [0.5], 0.01, 0), dispatch: 'grid-support' as const };
  const charged = await new MarketRuns(community).prepared(config);
  const peak = ({ net_kWh }: typeof charged) => {
    const { steps } = community.axis;
    const sum = new Float64Array(steps);
    for (let at = 0; at < net_kWh.length; at++) sum[at % steps]! += net_kWh[at]!;
    return Math.max(...sum);
  };
  const { tariffs } = rules('community', [0], 0, 0);
  const free = await new MarketRuns(community).prepared({ ...config, fees: NO_FEES, tariffs });
  const alone = await new MarketRuns(community).prepared({ ...config, dispatch: 'tariff' });
  expect(peak(charged)).toBeLessThanOrEqual(1.01 * peak(free));
  expect(peak(charged)).toBeLessThan(0.9 * peak(alone));
  expect(charged.gap!.lower_EUR).toBeLessThanOrEqual(charged.gap!.upper_EUR);
  expect(charged.gap!.ofBenefit).toBeLessThan(0.2);
});
