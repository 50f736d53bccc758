import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Collective, MarketCommunity } from '../community.ts';
import type { LocalCharges } from '../localCharges.ts';
import { type FlexibleAsset, NO_PREFERENCES, type Participant } from '../participant.ts';
import { chargedLinks, type DispatchCharges } from './chargedLinks.ts';
import { dispatchCommunity } from './dispatch.ts';
import { seededDispatchCase } from './dispatchCase.ts';
import type { Prices } from './members.ts';

const NO_CHARGES: LocalCharges = {
  buyer_EURPerKWh: 0,
  seller_EURPerKWh: 0,
  buyerShare: 0,
  savedImport_EURPerKWh: 0,
  savedExport_EURPerKWh: 0,
};

const charged = (...levels: readonly Partial<LocalCharges>[]): DispatchCharges => ({
  pools: levels.length > 1 ? 'all' : 'root',
  byLevel: levels.map((level) => ({ ...NO_CHARGES, ...level })),
});

interface Given {
  readonly community: MarketCommunity;
  readonly prices: Prices;
}

/** Some members have heat or a run beside their battery, every fifth can turn its generation down. */
function given(members: number, days: number, seed: number, tariff: 'flat' | 'time-of-use' | 'dynamic', isMixed = false): Given {
  const of = seededDispatchCase(members, days, seed, tariff, 120);
  const { steps } = of;
  const participants = of.units.map((unit, i): Participant => {
    const battery: FlexibleAsset = {
      kind: 'battery',
      capacity_kWh: unit.capacity_kWh,
      charge_kW: Number(unit.charge_kW),
      discharge_kW: Number(unit.discharge_kW),
      chargeEfficiency: Number(unit.chargeEfficiency),
      dischargeEfficiency: unit.dischargeEfficiency,
      initialShare: 0.3,
      selfDischargePerHour: i % 2 ? 0 : 0.001,
      throughputCost_EURPerKWh: i % 3 ? 0 : 0.01,
    };
    const heat: FlexibleAsset = {
      kind: 'heat',
      capacity_kWh: 8,
      power_kW: 2,
      cop: new Float64Array(steps).fill(3),
      demand_kWh: new Float64Array(steps).fill(1.5),
      lossPerHour: 0.01,
      initialShare: 0.5,
    };
    const windows = Array.from({ length: days }, (_, day) => [day * 24 + 8, day * 24 + 20] as const);
    const run: FlexibleAsset = { kind: 'shiftable', name: 'washing', profile_kW: [2, 0.5], windows };
    const extra: FlexibleAsset[] = isMixed ? (i % 3 === 0 ? [heat] : i % 3 === 1 ? [run] : []) : [];
    const down: FlexibleAsset[] = isMixed && i % 2 === 0 ? [{ kind: 'curtailable-pv', share: 1 }] : [];
    return {
      id: `m${i}`,
      name: `m${i}`,
      kind: 'household',
      meter: `m${i}`,
      building: null,
      collective: i % 2 ? 'a' : 'b',
      at_m: null,
      socialWeight: 1,
      optedOutFrom: null,
      trader: { kind: 'self' },
      preferences: NO_PREFERENCES,
      // The last one has nothing that moves.
      assets: i === members - 1 ? [] : [battery, ...extra, ...down],
    };
  });
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
  const community: MarketCommunity = {
    id: 'c',
    name: 'c',
    source: 'test',
    axis: { step_min: 60, steps, firstWeekday: 0 },
    participants,
    collectives: [collective('root', null), collective('a', 'root'), collective('b', 'root')],
    load_kW: of.net_kW.map((y) => Math.max(0, y)),
    generation_kW: of.net_kW.map((y) => Math.max(0, -y)),
    isRenewable: new Uint8Array(members).fill(1),
    gridEmissions_gPerKWh: 0,
    feedInCredit_gPerKWh: 0,
    isOnGrid: true,
  };
  return { community, prices: { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: of.export_EURPerKWh } };
}

/** p_i D - p_e S - m min(S, D) in every step, and wear [EUR]. */
async function cost({ community, prices }: Given, charges: DispatchCharges, mode: 'market' | 'tariff' | 'none'): Promise<number> {
  const { flexible_kW, curtailed_kW, stores } = await dispatchCommunity(community, mode, prices, { charges });
  const { steps } = community.axis;
  const { buyer_EURPerKWh, seller_EURPerKWh } = charges.byLevel[0]!;
  let sum = 0;
  for (let t = 0; t < steps; t++) {
    let draw = 0;
    let feed = 0;
    for (let at = t; at < flexible_kW.length; at += steps) {
      const y = community.load_kW[at]! - community.generation_kW[at]! + curtailed_kW[at]! + flexible_kW[at]!;
      if (y > 0) draw += y;
      else feed -= y;
    }
    const [buy, sell] = [prices.import_EURPerKWh[t]!, prices.export_EURPerKWh[t]!];
    sum += buy * draw - sell * feed - Math.max(0, buy - sell - buyer_EURPerKWh - seller_EURPerKWh) * Math.min(draw, feed);
  }
  for (const { unit, power_kW } of stores) for (const x of power_kW) sum += Math.abs(x) * unit.throughputCost_EURPerKWh;
  return sum;
}

it('costs no more than owners alone, whatever local energy is charged, and as much as its certificate says', async () => {
  const euro = fc.double({ min: 0, max: 0.3, noNaN: true });
  const tariff = fc.constantFrom('flat' as const, 'time-of-use' as const, 'dynamic' as const);
  await fc.assert(
    fc.asyncProperty(euro, euro, fc.nat(1000), tariff, fc.boolean(), async (buyer, seller, seed, kind, isMixed) => {
      const of = given(4, 4, seed, kind, isMixed);
      // At noon feeding in costs money.
      if (isMixed) for (let t = 12; t < of.community.axis.steps; t += 24) of.prices.export_EURPerKWh[t]! -= 0.15;
      const charges = charged({ buyer_EURPerKWh: buyer, seller_EURPerKWh: seller / 2 });
      const together = await cost(of, charges, 'market');
      expect(together).toBeLessThanOrEqual((await cost(of, charges, 'tariff')) + 1e-6);
      const { gap } = await dispatchCommunity(of.community, 'market', of.prices, { charges });
      expect(together).toBeCloseTo(gap!.upper_EUR, 6);
      expect(gap!.lower_EUR).toBeLessThanOrEqual(gap!.upper_EUR);
    }),
    { numRuns: 40 },
  );
});

it('leaves each owner its own plan where charges eat the whole margin', async () => {
  const of = given(5, 10, 3, 'time-of-use');
  const alone = await dispatchCommunity(of.community, 'tariff', of.prices);
  const together = await dispatchCommunity(of.community, 'market', of.prices, { charges: charged({ buyer_EURPerKWh: 0.5 }) });
  expect(together.flexible_kW).toEqual(alone.flexible_kW);
  expect(together.gap!.relative).toBeLessThan(1e-9);
});

it('is the dispatch without charges where there are none', async () => {
  const of = given(6, 10, 5, 'dynamic');
  const without = await dispatchCommunity(of.community, 'market', of.prices);
  expect(await dispatchCommunity(of.community, 'market', of.prices, { charges: charged({}) })).toEqual(without);
});

it('comes near to what can be proven, where all batteries differ', async () => {
  for (const buyer_EURPerKWh of [0.03, 0.1]) {
    const of = given(30, 60, 1, 'flat');
    const { gap } = await dispatchCommunity(of.community, 'market', of.prices, { charges: charged({ buyer_EURPerKWh }) });
    expect(gap!.ofBenefit).toBeLessThan(0.02);
  }
});

it('keeps energy in the inner collectives where the way out of them is charged', async () => {
  const of = given(8, 21, 9, 'flat');
  const { participants, generation_kW, axis } = of.community;
  // The sun shines on one of the two.
  participants.forEach(({ collective }, p) => {
    if (collective === 'a') generation_kW.fill(0, p * axis.steps, (p + 1) * axis.steps);
  });
  const near = charged({ buyer_EURPerKWh: 0.02 }, { buyer_EURPerKWh: 0.02 });
  const far = charged({ buyer_EURPerKWh: 0.02 }, { buyer_EURPerKWh: 0.15 });
  const one = await dispatchCommunity(of.community, 'market', of.prices, { charges: near });
  const two = await dispatchCommunity(of.community, 'market', of.prices, { charges: far });
  const closed = await dispatchCommunity(of.community, 'market', of.prices, { charges: charged({ buyer_EURPerKWh: 0.15 }) });
  expect(two.gap!.lower_EUR).toBeGreaterThan(one.gap!.upper_EUR);
  expect(two.gap!.upper_EUR).toBeLessThan(closed.gap!.lower_EUR);
});

it('lays supplier, meters and links so that every kWh costs what it is charged', () => {
  const { community, prices } = given(4, 1, 1, 'flat');
  const fees = community.collectives.map((collective) =>
    collective.id === 'a' ? { ...collective, importFee_EURPerKWh: 0.01, exportFee_EURPerKWh: 0.005 } : collective,
  );
  const charges = charged(
    { buyer_EURPerKWh: 0.02, seller_EURPerKWh: 0.01 },
    { buyer_EURPerKWh: 0.05, seller_EURPerKWh: 0.01, savedImport_EURPerKWh: 0.004, savedExport_EURPerKWh: 0.002 },
  );
  const links = chargedLinks({ ...community, collectives: fees }, prices, charges);
  const { steps } = community.axis;
  const at = (series: Float64Array, row: number) => series[row * steps]!;
  // From the supplier, and to it, over the way of each member.
  community.participants.forEach((_, p) => {
    const way = links.pathOfMember[p]!;
    const drawn = way.reduce((sum, link) => sum + at(links.high, link), at(links.meterHigh, links.meterOf[p]!));
    const fed = way.reduce((sum, link) => sum + at(links.low, link), at(links.meterLow, links.meterOf[p]!));
    expect(drawn).toBeCloseTo(0.324, 12);
    expect(fed).toBeCloseTo(0.078, 12);
  });
  // Between two members of one collective: the charges of level 0; across: those of level 1 and the fee of the dearest way.
  const row = links.meterOf[0]!;
  expect(at(links.meterHigh, row) - at(links.meterLow, row)).toBeCloseTo(0.03, 12);
  expect(at(links.high, 0) - at(links.low, 0)).toBeCloseTo(0.324 - 0.078 - (0.06 + 0.015), 12);
});
