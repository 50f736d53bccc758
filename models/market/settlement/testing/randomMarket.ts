/** Random communities with a cleared year, for tests and benchmarks of the settlement. */
import { RandomStream } from '../../../core/random.ts';
import { type ClearedYear, POOL, type TradeTable } from '../../cleared.ts';
import type { Collective, MarketCommunity, StepMinutes } from '../../community.ts';
import { NO_PREFERENCES, type Participant } from '../../participant.ts';
import type { Tariff } from '../../tariff.ts';

export interface RandomMarketOptions {
  readonly participants: number;
  readonly steps: number;
  readonly step_min?: StepMinutes;
  readonly seed: number;
  /** Factor on all energies and prices, for very small and very large amounts. */
  readonly energyScale?: number;
  readonly priceScale?: number;
  /** Trades one by one instead of with the pool; so many per step. */
  readonly tradesPerStep?: number;
  /** Districts below the root; members are spread over them. */
  readonly districts?: number;
}

export interface RandomMarket {
  readonly community: MarketCommunity;
  readonly net_kWh: Float64Array;
  readonly cleared: ClearedYear;
}

export function randomMarket(options: RandomMarketOptions): RandomMarket {
  const { participants: count, steps, seed, step_min = 60, energyScale = 1, priceScale = 1, tradesPerStep = 0, districts = 0 } = options;
  const random = new RandomStream(seed);
  const collective = (id: string, parent: string | null): Collective => ({
    id,
    name: id,
    parent,
    importFee_EURPerKWh: 0,
    exportFee_EURPerKWh: 0,
    capacity_kW: null,
    owners: [],
    zone: null,
  });
  const collectives = [collective('root', null), ...Array.from({ length: districts }, (_, i) => collective(`d${i}`, 'root'))];
  const participants = Array.from(
    { length: count },
    (_, i): Participant => ({
      id: `m${i}`,
      name: `Member ${i}`,
      kind: 'household',
      meter: `meter-${i}`,
      building: null,
      collective: districts > 0 ? `d${i % districts}` : 'root',
      at_m: [random.next() * 2000, random.next() * 2000],
      socialWeight: 1,
      optedOutFrom: null,
      trader: i % 5 === 0 ? { kind: 'broker', id: 'b', name: 'Broker', commission_EURPerKWh: 0.0031 } : { kind: 'self' },
      preferences: NO_PREFERENCES,
      assets: [],
    }),
  );
  const net_kWh = new Float64Array(count * steps);
  for (let p = 0; p < count; p++) {
    for (let t = 0; t < steps; t++) {
      const hour = ((t * step_min) / 60) % 24;
      const sun = p % 2 === 0 ? Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI)) * 3 : 0;
      net_kWh[p * steps + t] = (0.1 + random.next() - sun * random.next()) * energyScale;
    }
  }
  const cleared =
    tradesPerStep > 0
      ? bilateral(net_kWh, count, steps, tradesPerStep, priceScale, random)
      : pooled(net_kWh, count, steps, priceScale, random);
  return {
    community: {
      id: 'random',
      name: 'Random',
      source: 'random numbers',
      axis: { step_min, steps, firstWeekday: 0 },
      participants,
      collectives,
      load_kW: new Float64Array(0),
      generation_kW: new Float64Array(0),
      isRenewable: new Uint8Array(count),
      gridEmissions_gPerKWh: 0,
      feedInCredit_gPerKWh: 0,
      isOnGrid: true,
    },
    net_kWh,
    cleared,
  };
}

type Random = RandomStream;

function emptyYear(count: number, steps: number): ClearedYear {
  const cells = () => new Float64Array(count * steps);
  return {
    participantCount: count,
    steps,
    bought_kWh: cells(),
    sold_kWh: cells(),
    paid_EUR: cells(),
    earned_EUR: cells(),
    price_EURPerKWh: new Float64Array(steps).fill(Number.NaN),
    trades: null,
  };
}

/** What is over is shared in proportion, at one random price per step. */
function pooled(net: Float64Array, count: number, steps: number, priceScale: number, random: Random): ClearedYear {
  const year = emptyYear(count, steps);
  for (let t = 0; t < steps; t++) {
    let [over, needed] = [0, 0];
    for (let p = 0; p < count; p++) {
      const value = net[p * steps + t]!;
      if (value > 0) needed += value;
      else over -= value;
    }
    const traded = Math.min(over, needed);
    const price = (0.05 + 0.3 * random.next()) * priceScale;
    if (traded <= 0) continue;
    year.price_EURPerKWh[t] = price;
    for (let p = 0; p < count; p++) {
      const at = p * steps + t;
      const value = net[at]!;
      if (value > 0) year.bought_kWh[at] = (value * traded) / needed;
      else year.sold_kWh[at] = (-value * traded) / over;
      year.paid_EUR[at] = year.bought_kWh[at]! * price;
      year.earned_EUR[at] = year.sold_kWh[at]! * price;
    }
  }
  return year;
}

/** Random pairs at random prices, some of them with the pool, whose two sides have the same energy. */
function bilateral(net: Float64Array, count: number, steps: number, perStep: number, priceScale: number, random: Random): ClearedYear {
  const year = emptyYear(count, steps);
  const table: TradeTable = {
    count: perStep * steps,
    step: new Uint32Array(perStep * steps),
    seller: new Int32Array(perStep * steps),
    buyer: new Int32Array(perStep * steps),
    energy_kWh: new Float64Array(perStep * steps),
    price_EURPerKWh: new Float64Array(perStep * steps),
  };
  const scale = Math.abs(net[0]!) + 1e-9;
  let k = 0;
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < perStep; i++, k++) {
      const isPoolPair = i + 1 < perStep && i % 7 === 0;
      const seller = Math.floor(random.next() * count);
      const buyer = Math.floor(random.next() * count);
      const energy = random.next() * 0.1 * scale;
      const price = (random.next() * 0.4 - 0.02) * priceScale;
      write(table, k, t, isPoolPair ? POOL : seller, buyer, energy, price);
      if (!isPoolPair) continue;
      i++;
      k++;
      write(table, k, t, seller, POOL, energy, price);
    }
  }
  for (k = 0; k < table.count; k++) {
    const t = table.step[k]!;
    const energy = table.energy_kWh[k]!;
    const money = energy * table.price_EURPerKWh[k]!;
    const [seller, buyer] = [table.seller[k]!, table.buyer[k]!];
    if (buyer !== POOL) {
      year.bought_kWh[buyer * steps + t]! += energy;
      year.paid_EUR[buyer * steps + t]! += money;
    }
    if (seller === POOL) continue;
    year.sold_kWh[seller * steps + t]! += energy;
    year.earned_EUR[seller * steps + t]! += money;
  }
  return { ...year, trades: table };
}

function write(table: TradeTable, k: number, step: number, seller: number, buyer: number, energy: number, price: number): void {
  table.step[k] = step;
  table.seller[k] = seller;
  table.buyer[k] = buyer;
  table.energy_kWh[k] = energy;
  table.price_EURPerKWh[k] = price;
}

/** A tariff with every kind of charge. */
export function fullTariff(priceScale = 1, vat = 0.19): Tariff {
  return {
    id: 'full',
    name: 'Full',
    country: null,
    validFrom: '2025-01-01',
    source: 'made for tests',
    energy: {
      kind: 'time-of-use',
      windows: [{ from_h: 17, to_h: 21, days: 'all', price_EURPerKWh: 0.2137 * priceScale }],
      otherwise_EURPerKWh: 0.1391 * priceScale,
    },
    feedIn: { kind: 'flat', price_EURPerKWh: 0.0793 * priceScale },
    supplierFixed_EURPerMonth: 7.311 * priceScale,
    network: {
      energy_EURPerKWh: 0.0871 * priceScale,
      capacity_EURPerKWYear: 23.17 * priceScale,
      fixed_EURPerMonth: 3.333 * priceScale,
      localShareByLevel: [0.43, 0.72, 1],
      distance_EURPerKWhKm: 0.00137 * priceScale,
    },
    levies_EURPerKWh: 0.0317 * priceScale,
    localLevyShare: 0.25,
    vat,
  };
}
