/** The tariff of the energy part of the program, as market tariff: same level, split into who receives it. */
import { DEFAULT_TARIFF, TARIFF_SOURCE } from '../../scenario/priceDefaults.ts';
import type { Tariff as EnergyTariff } from '../../scenario/scenario.ts';
import type { Tariff } from '../tariff.ts';

/** Parts of the net retail price (assumed, near the mean of the European Union in Eurostat nrg_pc_204_c). */
const NETWORK_EURPerKWh = 0.08;
const LEVIES_EURPerKWh = 0.03;
const VAT = 0.19;

/**
 * A market tariff whose import and feed-in prices are those of a scenario, peak hours included. How the price splits into
 * energy, network, levies and tax is assumed; nothing is spared for local energy.
 */
export function marketTariff(tariff: EnergyTariff = DEFAULT_TARIFF): Tariff {
  const energy = (retail_ctPerKWh: number) => retail_ctPerKWh / 100 / (1 + VAT) - NETWORK_EURPerKWh - LEVIES_EURPerKWh;
  const { importPeak_ctPerKWh: peak, importOffPeak_ctPerKWh: other, peakFrom_h, peakTo_h } = tariff;
  return {
    id: 'scenario',
    name: 'As in the scenario',
    country: null,
    validFrom: '2025-01-01',
    source: `${TARIFF_SOURCE}; split into parts assumed`,
    energy:
      peak === other || peakFrom_h === peakTo_h
        ? { kind: 'flat', price_EURPerKWh: energy(other) }
        : {
            kind: 'time-of-use',
            windows: [{ from_h: peakFrom_h, to_h: peakTo_h, days: 'all', price_EURPerKWh: energy(peak) }],
            otherwise_EURPerKWh: energy(other),
          },
    feedIn: { kind: 'flat', price_EURPerKWh: tariff.feedIn_ctPerKWh / 100 },
    supplierFixed_EURPerMonth: 0,
    network: {
      energy_EURPerKWh: NETWORK_EURPerKWh,
      capacity_EURPerKWYear: 0,
      fixed_EURPerMonth: 0,
      localShareByLevel: [1],
      distance_EURPerKWhKm: 0,
    },
    levies_EURPerKWh: LEVIES_EURPerKWh,
    localLevyShare: 1,
    vat: VAT,
  };
}
