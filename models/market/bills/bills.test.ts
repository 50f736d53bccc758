import { describe, expect, it } from 'vitest';
import { newJournal } from '../journal/journal.ts';
import { nothingCleared, settleYear } from '../settlement/settleYear.ts';
import { fullTariff, randomMarket } from '../settlement/testing/randomMarket.ts';
import { NO_FEES } from '../tariff.ts';
import { tariffYear } from '../tariffs/tariffYear.ts';
import { correctBill, correctionRecord } from './correctBill.ts';
import { monthBills } from './monthBills.ts';

function year() {
  const market = randomMarket({ participants: 4, steps: 8760, seed: 21 });
  const input = {
    ...market,
    tariffs: [tariffYear({ ...fullTariff(), network: { ...fullTariff().network, distance_EURPerKWhKm: 0 } }, market.community.axis)],
    tariffOf: new Uint8Array(4),
    fees: { ...NO_FEES, community_EURPerKWh: 0.01, platform_EURPerMonth: 2 },
  };
  return {
    settled: settleYear(input),
    reference: settleYear({ ...input, cleared: nothingCleared(4, 8760), fees: NO_FEES }),
  };
}
const { settled, reference } = year();

describe('monthBills', () => {
  it('adds up to what was settled, line by line', () => {
    for (let p = 0; p < 4; p++) {
      const bills = monthBills(settled, reference, p);
      expect(bills.map(({ total_microEUR }) => total_microEUR)).toEqual(
        Array.from({ length: 12 }, (_, m) => settled.total_microEUR[m * 4 + p]),
      );
      expect(bills.every(({ lines }) => lines.every(({ amount_microEUR }) => amount_microEUR !== 0))).toBe(true);
    }
  });

  it('says why: energy and mean price, and what the supplier alone would have charged', () => {
    const bill = monthBills(settled, reference, 0)[6]!;
    const energy = bill.lines.find(({ item }) => item === 'supplierEnergy')!;
    const { energy_kWh, price_ctPerKWh } = energy.why.values as Record<string, number>;
    expect((energy_kWh! * price_ctPerKWh!) / 100).toBeCloseTo(energy.amount_microEUR / 1e6, 9);
    expect(price_ctPerKWh).toBeGreaterThan(13.91);
    expect(price_ctPerKWh).toBeLessThan(21.37);
    expect(bill.reference_microEUR).toBe(reference.total_microEUR[6 * 4]);
    expect(bill.lines.map(({ item }) => item)).toEqual([
      'supplierEnergy',
      'network',
      'levies',
      'feedIn',
      'localBought',
      'localSold',
      'localNetwork',
      'localLevies',
      'communityFee',
      'brokerCommission',
      'supplierFixed',
      'networkFixed',
      'networkCapacity',
      'platformSubscription',
      'vat',
    ]);
  });

  it('charges the reference what the supplier alone would: reading times retail price', () => {
    const retail = (0.1391 + 0.0871 + 0.0317) * 1.19;
    const import_kWh = reference.energy.import_mWh[0]! / 1e6;
    const january = monthBills(reference, reference, 0)[0]!;
    const perKWh = january.lines.filter(({ item }) => ['supplierEnergy', 'network', 'levies'].includes(item));
    const net = perKWh.reduce((sum, { amount_microEUR }) => sum + amount_microEUR, 0) / 1e6;
    expect(net * 1.19).toBeGreaterThan(import_kWh * retail);
    expect(net * 1.19).toBeLessThan(import_kWh * (0.2137 + 0.0871 + 0.0317) * 1.19);
    expect(january.total_microEUR).toBe(january.reference_microEUR);
  });
});

describe('correctBill', () => {
  const bill = monthBills(settled, reference, 0)[6]!;
  const amountOf = (item: string) => bill.lines.find((line) => line.item === item)!;

  it('takes back and enters anew; the originals stay', () => {
    const before = structuredClone(bill);
    const import_mWh = amountOf('supplierEnergy').energy_mWh! + 10_000_000;
    const correction = correctBill(bill, { import_mWh }, 0.19);
    expect(bill).toEqual(before);
    expect(correction.reversing.map(({ item }) => item)).toEqual(['supplierEnergy', 'network', 'levies', 'vat']);
    expect(correction.reversing[0]!.amount_microEUR).toBe(-amountOf('supplierEnergy').amount_microEUR);
    const price = amountOf('supplierEnergy').price_EURPerKWh!;
    expect(correction.difference_microEUR / 1e6).toBeCloseTo(10 * (price + 0.0871 + 0.0317) * 1.19, 5);
  });

  it('goes into the journal beside what it corrects', () => {
    const journal = newJournal('bills');
    const correction = correctBill(bill, { sold_mWh: 0 }, 0.19);
    journal.append(correctionRecord(correction, 0, 'meter read again'));
    expect(journal.verify()).toBeNull();
    expect(correction.entered.find(({ item }) => item === 'localSold')!.amount_microEUR).toBe(0);
  });

  it('changes nothing for the same reading, and refuses what it cannot price', () => {
    expect(correctBill(bill, {}, 0.19)).toMatchObject({ reversing: [], entered: [], difference_microEUR: 0 });
    expect(() => correctBill(bill, { import_mWh: -1 }, 0.19)).toThrow(/cannot be billed/);
    expect(() => correctBill({ ...bill, lines: [] }, { import_mWh: 5 }, 0.19)).toThrow(/import_mWh, month 7/);
  });
});
