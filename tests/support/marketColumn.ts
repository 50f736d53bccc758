/** Columns of the market lab with chosen bills, for tests of what is shown of them. */
import type { MarketOutcome } from '#models/market/outcome.ts';
import { newColumn } from '#renderer/features/market/defaultColumns.ts';
import type { MarketColumn } from '#renderer/features/market/marketLab.ts';

/** An outcome with these bills; every other quantity is zero. */
export function outcomeOf(cost_EUR: readonly number[], reference_EUR: readonly number[]): MarketOutcome {
  const none = (): Float64Array => new Float64Array(cost_EUR.length);
  const gain = reference_EUR.reduce((total, value) => total + value, 0) - cost_EUR.reduce((total, value) => total + value, 0);
  return {
    config: newColumn('sharing', 'test', 'Test'),
    participants: {
      cost_EUR: Float64Array.from(cost_EUR),
      reference_EUR: Float64Array.from(reference_EUR),
      shared_EUR: none(),
      fees_EUR: none(),
      bought_kWh: none(),
      sold_kWh: none(),
      import_kWh: none(),
      export_kWh: none(),
      load_kWh: none(),
      generation_kWh: none(),
      peak_kW: none(),
    },
    gain_EUR: gain,
    largestGain_EUR: gain,
    cashFlow: {
      supplier_EUR: 0,
      network_EUR: 0,
      levies_EUR: 0,
      vat_EUR: 0,
      platform_EUR: 0,
      community_EUR: 0,
      brokers_EUR: 0,
      flexibility_EUR: 0,
    },
    local_kWh: 0,
    import_kWh: 0,
    export_kWh: 0,
    curtailed_kWh: 0,
    peakImport_kW: 0,
    peakExport_kW: 0,
    co2_kg: 0,
    meanPrice_EURPerKWh: Number.NaN,
    indices: {
      valueTapping: Number.NaN,
      participation: 0,
      equality: 0,
      jain: 0,
      qoe: 0,
      minMax: 0,
      energyBalance: 0,
      flatness: 0,
      selfSufficiency: 0,
      selfConsumption: 0,
    },
    gap: null,
    balance: { money_microEUR: 0, energy_mWh: 0, slots: 0 },
    monthly: { net_kWh: new Float64Array(12), local_kWh: new Float64Array(12) },
    findings: [],
    duration_ms: 0,
  };
}

/** A column of members who would pay 100 EUR/a each at the supplier alone; null was not run. */
export function columnOf(cost_EUR: readonly number[] | null): MarketColumn {
  const outcome =
    cost_EUR &&
    outcomeOf(
      cost_EUR,
      cost_EUR.map(() => 100),
    );
  return { config: newColumn('sharing', 'test', 'Test'), outcome, stale: false, error: null };
}
