/** A few homes with batteries and sun for tests: the invented members of the dispatch cases. */
import type { MarketCommunity } from '../community.ts';
import { type DispatchCase, seededDispatchCase } from '../dispatch/dispatchCase.ts';
import type { FlexibilityProduct, MarketConfig } from '../marketConfig.ts';
import { NO_PREFERENCES } from '../participant.ts';
import { NO_FEES, type Tariff } from '../tariff.ts';

export function testCommunity(members: number, days: number, seed: number, firstDay = 100): MarketCommunity {
  return caseCommunity(seededDispatchCase(members, days, seed, 'flat', firstDay));
}

/** The stores of a dispatch case as members of one collective. */
export function caseCommunity({ steps, units, net_kW }: DispatchCase): MarketCommunity {
  return {
    id: 'test',
    name: 'Test',
    source: 'invented',
    axis: { step_min: 60, steps, firstWeekday: 0 },
    participants: units.map((unit, i) => ({
      id: `m${i}`,
      name: `Member ${i}`,
      kind: 'household',
      meter: `meter ${i}`,
      building: null,
      collective: 'all',
      at_m: null,
      socialWeight: 1,
      optedOutFrom: null,
      trader: { kind: 'self' },
      preferences: NO_PREFERENCES,
      assets: [
        {
          kind: 'battery',
          capacity_kWh: unit.capacity_kWh,
          charge_kW: Number(unit.charge_kW),
          discharge_kW: Number(unit.discharge_kW),
          chargeEfficiency: Number(unit.chargeEfficiency),
          dischargeEfficiency: unit.dischargeEfficiency,
          initialShare: 0.3,
          selfDischargePerHour: 0,
          throughputCost_EURPerKWh: 0,
        },
      ],
    })),
    collectives: [
      {
        id: 'all',
        name: 'All',
        parent: null,
        importFee_EURPerKWh: 0,
        exportFee_EURPerKWh: 0,
        capacity_kW: null,
        owners: [],
        zone: null,
      },
    ],
    load_kW: net_kW.map((net) => Math.max(net, 0)),
    generation_kW: net_kW.map((net) => Math.max(-net, 0)),
    isRenewable: new Uint8Array(units.length).fill(1),
    gridEmissions_gPerKWh: 300,
    feedInCredit_gPerKWh: 0,
    isOnGrid: true,
  };
}

export const TEST_PRODUCT: FlexibilityProduct = {
  name: 'Evening',
  direction: 'down',
  from_h: 17,
  to_h: 20,
  days: [1, 3, 4],
  availability_EURPerKWh: 0,
  use_EURPerKWh: 0.2,
  minimum_kW: 1,
  maximum_kW: 60,
  penalty_EURPerKWh: 0.2,
  aggregatorShare: 0.2,
  isOpen: true,
};

export function testTariff(energy: Tariff['energy']): Tariff {
  return {
    id: 'test',
    name: 'Test',
    country: null,
    validFrom: '2026-01-01',
    source: 'invented',
    energy,
    feedIn: { kind: 'flat', price_EURPerKWh: 0.08 },
    supplierFixed_EURPerMonth: 0,
    network: { energy_EURPerKWh: 0, capacity_EURPerKWYear: 0, fixed_EURPerMonth: 0, localShareByLevel: [0], distance_EURPerKWhKm: 0 },
    levies_EURPerKWh: 0,
    localLevyShare: 0,
    vat: 0,
  };
}

export function testConfig(changed: Partial<MarketConfig> = {}): MarketConfig {
  const tariff = testTariff({
    kind: 'time-of-use',
    windows: [{ from_h: 22, to_h: 6, days: 'all', price_EURPerKWh: 0.22 }],
    otherwise_EURPerKWh: 0.32,
  });
  return {
    id: 'test',
    name: 'Test',
    preset: null,
    design: 'community',
    clearing: 'pool',
    priceRule: 'mid-market',
    k: 0.5,
    fixedPrice_EURPerKWh: 0,
    compensation_EURPerKWh: 0,
    sharing: 'none',
    mix: {},
    dispatch: 'market',
    step_min: 60,
    agents: 'truthful',
    sealed: false,
    forecastError: 0,
    imbalance_EURPerKWh: 0,
    seed: 1,
    tariffs: { default: tariff },
    fees: NO_FEES,
    priority: 'best-price',
    flexibility: TEST_PRODUCT,
    ...changed,
  };
}
