import { expect, test } from 'vitest';
import type { MarketStep } from '#models/market/outcome.ts';
import { tradeFlows } from './tradeFlows.ts';

const STEP: MarketStep = {
  step: 0,
  trades: [
    { seller: 0, buyer: 1, energy_kWh: 1, price_EURPerKWh: 0.2 },
    { seller: 0, buyer: 2, energy_kWh: 0.5, price_EURPerKWh: 0.2 },
  ],
  arePaired: false,
  bids: [],
  offers: [],
  price_EURPerKWh: 0.2,
  priceBounds_EURPerKWh: null,
  supplier_kWh: Float64Array.of(-0.25, 0.75, 0),
  import_kWh: 0.5,
  export_kWh: 0,
  retail_EURPerKWh: 0.3,
  feedIn_EURPerKWh: 0.1,
};

test('trades of half an hour are arcs between the members’ buildings, the supplier’s part from and to the grid', () => {
  const flows = tradeFlows(STEP, [4, 7, 9], 0.5, 10);
  expect(flows.arcs).toEqual([
    { kind: 'shared', from: 4, to: 7, power_W: 2000 },
    { kind: 'shared', from: 4, to: 9, power_W: 1000 },
    { kind: 'from-grid', from: -1, to: 7, power_W: 1500 },
    { kind: 'to-grid', from: 4, to: -1, power_W: 500 },
  ]);
  expect(flows.totals).toEqual({
    export_W: 3500,
    import_W: 4500,
    shared_W: 3000,
    fromGrid_W: 1500,
    toGrid_W: 500,
    exporters: 1,
    importers: 2,
  });
});

test('the smallest trades are summed up where there are too many, and members without a building are not drawn', () => {
  const flows = tradeFlows(STEP, [4, 7, null], 0.5, 0);
  expect(flows.arcs).toEqual([]);
  expect(flows.rest.shared).toEqual({ count: 1, power_W: 2000 });
});
