/** A member's bills: a line per item with the reason for its amount, and what the supplier alone would have charged. */
import type { BillLine, MonthBill } from '../outcome.ts';
import { MONTHS } from '../settlement/axisMonths.ts';
import { ENERGY_OF, LINE_ITEMS, type LineItem } from '../settlement/items.ts';
import type { SettledYear } from '../settlement/settleYear.ts';

/**
 * Twelve bills of a participant. The lines of a bill are the member's entries of the journal, added up: their total is the
 * journal's to the micro-euro.
 * @param reference the same readings settled without any trade, by the supplier's tariff alone
 */
export function monthBills(year: SettledYear, reference: SettledYear, participant: number): MonthBill[] {
  return Array.from({ length: MONTHS }, (_, month) => {
    const at = month * year.participantCount + participant;
    const lines = LINE_ITEMS.flatMap((item) => {
      const amount = year.amounts[item]?.[at] ?? 0;
      return amount === 0 ? [] : [billLine(year, item, amount, participant, month)];
    });
    return {
      month,
      lines,
      total_microEUR: lines.reduce((sum, line) => sum + line.amount_microEUR, 0),
      reference_microEUR: reference.total_microEUR[at]!,
    };
  });
}

/** Year's energy behind an item in a month [mWh]; null for lump sums. */
function energyOf(year: SettledYear, item: LineItem, at: number): number | null {
  const { import_mWh, export_mWh, bought_mWh, sold_mWh } = year.energy;
  switch (ENERGY_OF[item]) {
    case 'import':
      return import_mWh[at]!;
    case 'export':
      return export_mWh[at]!;
    case 'bought':
      return bought_mWh[at]!;
    case 'sold':
      return sold_mWh[at]!;
    case 'traded':
      return bought_mWh[at]! + sold_mWh[at]!;
    case 'exchanged':
      return import_mWh[at]! + export_mWh[at]!;
    default:
      return null;
  }
}

function billLine(year: SettledYear, item: LineItem, amount: number, participant: number, month: number): BillLine {
  const at = month * year.participantCount + participant;
  const energy = energyOf(year, item, at);
  const price = energy === null || energy === 0 ? null : Math.abs(amount / energy);
  return {
    item,
    energy_mWh: energy,
    price_EURPerKWh: price,
    amount_microEUR: amount,
    why: { key: item, values: valuesOf(year, item, energy, price, amount, participant, month) },
  };
}

/** What the sentence of an item tells: quantities in kWh, prices in ct/kWh, sums in EUR, shares in percent. */
function valuesOf(
  year: SettledYear,
  item: LineItem,
  energy: number | null,
  price: number | null,
  amount: number,
  participant: number,
  month: number,
): Readonly<Record<string, string | number>> {
  const { tariff } = year.rules.tariffs[year.rules.tariffOf[participant] ?? 0]!;
  const { fees } = year.rules;
  const energyValues = energy === null ? {} : { energy_kWh: energy / 1e6, price_ctPerKWh: (price ?? 0) * 100 };
  switch (item) {
    case 'vat': {
      // Lines that bear tax, counted back from the rate: the line itself is the sum of taxes rounded step by step.
      return { rate_pct: tariff.vat * 100, taxed_EUR: tariff.vat === 0 ? 0 : amount / tariff.vat / 1e6 };
    }
    case 'networkCapacity':
      return { peak_kW: year.peak_kW[participant]!, price_EURPerKWYear: tariff.network.capacity_EURPerKWYear };
    case 'supplierFixed':
    case 'networkFixed':
    case 'platformSubscription':
      return { days_pct: year.monthShare[month]! * 100 };
    case 'platformFee':
      return { ...energyValues, fee_ctPerKWh: fees.platform_EURPerKWh * 100, share_pct: fees.platformShare * 100 };
    case 'localNetwork':
      return { ...energyValues, full_ctPerKWh: tariff.network.energy_EURPerKWh * 100 };
    case 'localLevies':
      return { ...energyValues, share_pct: tariff.localLevyShare * 100 };
    default:
      return { ...energyValues, amount_EUR: Math.abs(amount) / 1e6 };
  }
}
