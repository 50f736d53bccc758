import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { POOL } from '../cleared.ts';
import { type FeeSchedule, NO_FEES } from '../tariff.ts';
import { tariffYear } from '../tariffs/tariffYear.ts';
import { apportion } from './apportion.ts';
import { ACCOUNTS, LINE_ITEMS } from './items.ts';
import { nothingCleared, type SettledYear, type SettlementInput, settleYear } from './settleYear.ts';
import { fullTariff, type RandomMarket, randomMarket } from './testing/randomMarket.ts';

const FEES: FeeSchedule = {
  community_EURPerKWh: 0.0123,
  import_EURPerKWh: 0.0011,
  export_EURPerKWh: 0.0007,
  platform_EURPerKWh: 0.0021,
  platformShare: 0.013,
  platform_EURPerMonth: 1.99,
};

function inputOf(market: RandomMarket, tariff = fullTariff(), fees = FEES): SettlementInput {
  return {
    ...market,
    tariffs: [tariffYear(tariff, market.community.axis)],
    tariffOf: new Uint8Array(market.community.participants.length),
    fees,
  };
}

/** Members' payments less what accounts received, and the worst step in energy. */
function openOf(year: SettledYear): { money: number; local: number } {
  const energy = year.energyOfSteps;
  const count = year.participantCount;
  let money = year.total_microEUR.reduce((sum, amount) => sum + amount, 0);
  for (const account of ACCOUNTS) for (const amount of year.accounts[account]) money -= amount;
  let local = 0;
  for (let at = 0; at < energy.bought_mWh.length; at += count) {
    let rest = 0;
    for (let p = 0; p < count; p++) rest += energy.bought_mWh[at + p]! - energy.sold_mWh[at + p]!;
    local = Math.max(local, Math.abs(rest));
  }
  return { money, local };
}

describe('apportion', () => {
  it('keeps the sum and gives the remainder to the largest fractions', () => {
    const rounded = new Float64Array(4);
    apportion(Float64Array.of(1.4, 1.4, 1.2, 0), 4, 4, rounded);
    expect([...rounded]).toEqual([2, 1, 1, 0]);
    apportion(Float64Array.of(0.6, 0.6, 0.6, 0.2), 4, 2, rounded);
    expect([...rounded]).toEqual([1, 1, 0, 0]);
  });

  it('is the textbook method: floors first, then the largest remainders', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        const exact = Float64Array.from(values);
        const total = Math.round(exact.reduce((sum, value) => sum + value, 0)) + 0;
        const rounded = new Float64Array(exact.length);
        apportion(exact, exact.length, total, rounded);
        expect(rounded.reduce((sum, value) => sum + value, 0)).toBe(total);
        const off = exact.map((value, i) => Math.abs(value - rounded[i]!));
        expect(Math.max(...off)).toBeLessThanOrEqual(1);
        // Nobody who was rounded up had a smaller fraction than one who was rounded down.
        const fraction = (i: number) => exact[i]! - Math.floor(exact[i]!);
        const up = values.flatMap((_, i) => (rounded[i]! > exact[i]! ? [fraction(i)] : []));
        const down = values.flatMap((_, i) => (rounded[i]! < exact[i]! && exact[i] !== 0 ? [fraction(i)] : []));
        if (up.length > 0 && down.length > 0) expect(Math.min(...up)).toBeGreaterThanOrEqual(Math.max(...down) - 1e-9);
      }),
    );
  });
});

describe('a settled year', () => {
  it('closes to exactly zero in every slot, whatever prices, fees, sizes and trades', () => {
    fc.assert(
      fc.property(
        fc.record({
          participants: fc.integer({ min: 1, max: 12 }),
          seed: fc.integer({ min: 1, max: 1e6 }),
          tradesPerStep: fc.constantFrom(0, 0, 1, 9, 40),
          districts: fc.integer({ min: 0, max: 3 }),
          energyScale: fc.constantFrom(1e-7, 1e-3, 1, 1e3, 1e5),
          priceScale: fc.constantFrom(-1, 0, 1e-6, 1, 100),
          vat: fc.constantFrom(0, 0.07, 0.19, 0.2137),
          vatOn: fc.record({ localEnergy: fc.boolean(), fees: fc.boolean() }),
          fee: fc.double({ min: 0, max: 0.5, noNaN: true }),
        }),
        ({ vat, vatOn, fee, ...options }) => {
          const market = randomMarket({ ...options, steps: 60 });
          const tariff = fullTariff(Math.abs(options.priceScale), vat);
          const year = settleYear({ ...inputOf(market, tariff, { ...FEES, community_EURPerKWh: fee }), vatOn });
          expect(year.balance).toEqual({ money_microEUR: 0, energy_mWh: 0, slots: 61, openSlots: 0 });
          expect(openOf(year)).toEqual({ money: 0, local: 0 });
          for (const item of LINE_ITEMS) expect(year.amounts[item]?.every(Number.isInteger) ?? true).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('meets every meter: reading = local + supplier, to the milliwatt-hour', () => {
    const market = randomMarket({ participants: 7, steps: 96, step_min: 15, seed: 3 });
    const { energyOfSteps: energy } = settleYear(inputOf(market));
    for (let step = 0; step < 96; step++) {
      const row = energy.localRow[step]! * 7;
      for (let p = 0; p < 7; p++) {
        const local = row < 0 ? 0 : energy.bought_mWh[row + p]! - energy.sold_mWh[row + p]!;
        expect(energy.residual_mWh[step * 7 + p]! + local).toBe(Math.round(market.net_kWh[p * 96 + step]! * 1e6));
      }
    }
  });

  it('settles a year of ten thousand trades to zero, each trade one payment', () => {
    const market = randomMarket({ participants: 20, steps: 500, seed: 5, tradesPerStep: 20, districts: 3 });
    const year = settleYear(inputOf(market));
    expect(year.balance).toMatchObject({ money_microEUR: 0, energy_mWh: 0, openSlots: 0, slots: 501 });
    const { trades } = market.cleared;
    const settled = year.energyOfSteps.trades!;
    let worst = 0;
    for (let k = 0; k < trades!.count; k++) worst = Math.max(worst, Math.abs(settled.energy_mWh[k]! - trades!.energy_kWh[k]! * 1e6));
    expect(worst).toBeLessThan(1);
    expect(trades!.seller.includes(POOL)).toBe(true);
  });

  it('charges what the tariff says', () => {
    const market = randomMarket({ participants: 2, steps: 8760, seed: 1 });
    const net_kWh = new Float64Array(2 * 8760);
    net_kWh[0] = 3;
    net_kWh[8760] = -5;
    const cleared = nothingCleared(2, 8760);
    const bought_kWh = new Float64Array(2 * 8760);
    const sold_kWh = new Float64Array(2 * 8760);
    const paid_EUR = new Float64Array(2 * 8760);
    const earned_EUR = new Float64Array(2 * 8760);
    bought_kWh[0] = 2;
    sold_kWh[8760] = 2;
    paid_EUR[0] = 0.4;
    earned_EUR[8760] = 0.3;
    const community = {
      ...market.community,
      participants: market.community.participants.map((p) => ({ ...p, trader: { kind: 'self' } as const, at_m: null })),
    };
    const tariff = fullTariff();
    const year = settleYear({
      ...inputOf({ community, net_kWh, cleared: { ...cleared, bought_kWh, sold_kWh, paid_EUR, earned_EUR } }, tariff, {
        ...FEES,
        platform_EURPerMonth: 0,
      }),
    });
    const january = (item: (typeof LINE_ITEMS)[number], p: number) => year.amounts[item]?.[p] ?? 0;
    expect([january('supplierEnergy', 0), january('network', 0), january('levies', 0)]).toEqual([139_100, 87_100, 31_700]);
    expect(january('feedIn', 1)).toBe(-3 * 79_300);
    expect([january('localBought', 0), january('localSold', 1)]).toEqual([400_000, -300_000]);
    expect(january('localNetwork', 0)).toBe(Math.round(2 * 87_100 * 0.43));
    expect(january('localLevies', 0)).toBe(Math.round(2 * 31_700 * 0.25));
    expect([january('communityFee', 0), january('communityFee', 1)]).toEqual([24_600, 24_600]);
    expect(january('platformFee', 0)).toBe(2 * 2100 + 0.013 * 400_000);
    expect(january('exchangeFee', 1)).toBe(3 * 700);
    const capacity = year.amounts.networkCapacity!;
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].reduce((sum, month) => sum + capacity[month * 2]!, 0)).toBe(3 * 23_170_000);
    const taxed = 139_100 + 87_100 + 31_700 + january('localNetwork', 0) + january('localLevies', 0);
    const fixed = 7_311_000 + 3_333_000 + capacity[0]!;
    expect(january('vat', 0)).toBe(Math.round(taxed * 0.19) + Math.round(fixed * 0.19));
    // The manager keeps what buyers paid above what sellers got, and its fees.
    expect(year.accounts.community[0]).toBe(100_000 + 2 * 24_600 + 1 * 1100 + 3 * 700);
  });

  it('knows how far energy came: inside the district, across districts, by distance', () => {
    const market = randomMarket({ participants: 4, steps: 1, seed: 2, districts: 2 });
    // Members 0 and 2 in district 0, 1 and 3 in district 1. Member 0 buys 3 kWh; 2 sells 1, 1 sells 2.
    const net_kWh = Float64Array.of(3, -2, -1, 0);
    const cleared = { ...nothingCleared(4, 1), bought_kWh: Float64Array.of(3, 0, 0, 0), sold_kWh: Float64Array.of(0, 2, 1, 0) };
    const year = settleYear(
      inputOf(
        { community: market.community, net_kWh, cleared },
        { ...fullTariff(), network: { ...fullTariff().network, distance_EURPerKWhKm: 0 } },
      ),
    );
    const levels = year.energyOfSteps.boughtAtLevel_mWh.map((array) => array[0]);
    expect(levels).toEqual([1e6, 2e6]);
    expect(year.amounts.localNetwork![0]).toBe(Math.round(87_100 * (0.43 + 2 * 0.72)));
  });

  it('hands out payments from outside to the micro-euro, and lets members who left go without subscription', () => {
    const market = randomMarket({ participants: 3, steps: 8760, seed: 8 });
    const participants = market.community.participants.map((member, i) => ({ ...member, optedOutFrom: i === 2 ? 744 : null }));
    const amount_EUR = new Float64Array(36);
    amount_EUR.set([1 / 3, 1 / 3, 1 / 3]);
    const year = settleYear({
      ...inputOf({ ...market, community: { ...market.community, participants } }),
      extras: [{ item: 'sharedGain', account: 'community', amount_EUR }],
    });
    expect([...year.amounts.sharedGain!.subarray(0, 3)].sort()).toEqual([-333_333, -333_333, -333_334]);
    expect(year.amounts.platformSubscription!.filter((_, i) => i % 3 === 2).reduce((a, b) => a + b)).toBe(1_990_000);
    expect(year.balance.openSlots).toBe(0);
  });

  it('takes part of a year by its share of each month', () => {
    const market = randomMarket({ participants: 1, steps: 24 * 7, seed: 8 });
    const year = settleYear(inputOf(market, fullTariff(), NO_FEES));
    expect(year.amounts.supplierFixed![0]).toBe(Math.round((7_311_000 * 7) / 31));
    expect(year.balance.slots).toBe(169);
  });
});

describe('bad input', () => {
  const market = randomMarket({ participants: 2, steps: 24, seed: 4 });
  const codeOf = (change: Partial<SettlementInput>) => {
    try {
      settleYear({ ...inputOf(market), ...change });
    } catch (error) {
      if (error instanceof InputError) return `${error.detail.code}: ${error.detail.message}`;
      throw error;
    }
    return 'settled';
  };

  it('says what is wrong and settles nothing', () => {
    const [first, second] = market.community.participants;
    const hole = market.net_kWh.slice();
    hole[30] = Number.NaN;
    const open = { ...market.cleared, bought_kWh: market.cleared.bought_kWh.map((value, i) => (i === 12 ? value + 1 : value)) };
    const huge = fullTariff(1e12);
    expect([
      codeOf({ community: { ...market.community, participants: [first!, { ...second!, meter: ' ' }] } }),
      codeOf({ net_kWh: hole }),
      codeOf({ cleared: open }),
      codeOf({ net_kWh: new Float64Array(3) }),
      codeOf({ tariffOf: [0, 1] }),
      codeOf({ tariffs: [tariffYear(huge, market.community.axis)] }),
    ]).toMatchInlineSnapshot(`
      [
        "settlement.meter: 1 members have no meter: Member 1.",
        "settlement.energy: The meter of member 1 has no usable reading in step 6.",
        "settlement.open: In step 12 the energy sold is not the energy bought.",
        "settlement.shape: Readings and trades are not for 2 members and 24 steps.",
        "settlement.tariff: A member has no tariff, or a tariff or a payment is for other steps or months.",
        "settlement.amount: An amount is no number or is above 9 billion euro.",
      ]
    `);
  });
});
