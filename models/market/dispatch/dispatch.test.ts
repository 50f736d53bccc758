import { expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import { optimalStorageYear, type StorageUnit, storageResponse } from '../../energy/storage/storageYear.ts';
import type { MarketCommunity } from '../community.ts';
import { DISPATCH_MODES } from '../marketConfig.ts';
import { type FlexibleAsset, NO_PREFERENCES, type Participant } from '../participant.ts';
import { type Coordination, type CoordinationProblem, coordinate, flowCost, flowWith } from './coordinate.ts';
import { CurveStorage } from './curveStorage.ts';
import { dispatchCommunity } from './dispatch.ts';
import { type DispatchCase, seededDispatchCase } from './dispatchCase.ts';
import { createLocalFleet, wholeYear } from './fleet.ts';
import { scaledUnit } from './standIns.ts';

function total(of: DispatchCase): Float64Array {
  const net = new Float64Array(of.steps);
  for (let i = 0; i < of.net_kW.length; i++) net[i % of.steps]! += of.net_kW[i]!;
  return net;
}

function flatProblem(of: DispatchCase, units = of.units): CoordinationProblem {
  const net_kW = total(of);
  const low = of.export_EURPerKWh;
  const high = of.import_EURPerKWh;
  const { steps, step_h } = of;
  const idle_EUR = flowCost({ low, high, step_h }, net_kW);
  return { steps, step_h, links: 1, net_kW, low, high, units, pathOf: units.map(() => [0]), idle_EUR };
}

const solved = (problem: CoordinationProblem, target?: number): Promise<Coordination> =>
  coordinate(problem, { fleet: createLocalFleet, ...(target === undefined ? {} : { target }) });

function expectFeasible(unit: StorageUnit, power_kW: Float64Array, step_h: number): void {
  let level = unit.initial_kWh;
  power_kW.forEach((v, t) => {
    const up = typeof unit.chargeEfficiency === 'number' ? unit.chargeEfficiency : unit.chargeEfficiency[t]!;
    level = level * (1 - unit.lossPerStep) + (v > 0 ? v * up : v / unit.dischargeEfficiency) * step_h - (unit.drain_kWh?.[t] ?? 0);
    expect(level).toBeGreaterThan(-1e-6);
    expect(level).toBeLessThan(unit.capacity_kWh + 1e-6);
  });
  if (unit.end.kind === 'fixed') expect(level).toBeCloseTo(unit.end.level_kWh, 5);
}

it('answers to a plain price as the exact dynamic program does', () => {
  const random = new RandomStream(4);
  const solver = new CurveStorage();
  const { units, steps } = seededDispatchCase(12, 20, 5, 'flat');
  for (const [i, plain] of units.entries()) {
    const unit: StorageUnit = {
      ...plain,
      lossPerStep: i % 3 === 0 ? 0.002 : 0,
      throughputCost_EURPerKWh: i % 4 === 0 ? 0.01 : 0,
      end: i % 2 === 0 ? plain.end : { kind: 'free', value_EURPerKWh: 0.12 },
      drain_kWh: i % 5 === 0 ? Float64Array.from({ length: steps }, (_, t) => (t % 24 === 18 ? 0.8 : 0)) : null,
    };
    const price = Float64Array.from({ length: steps }, () => random.between(0.02, 0.4));
    const power = new Float64Array(steps);
    const nothing = new Float64Array(steps);
    const curves = { steps, links: 1, step_h: 1, centre: price, rise: nothing, limits: null };
    expect(solver.solve(unit, wholeYear(unit), curves, [0], nothing, power)).toBe(true);
    expectFeasible(unit, power, 1);
    let level = unit.initial_kWh;
    let cost = 0;
    power.forEach((v, t) => {
      cost += v * price[t]! + Math.abs(v) * unit.throughputCost_EURPerKWh;
      level =
        level * (1 - unit.lossPerStep) +
        (v > 0 ? v * Number(unit.chargeEfficiency) : v / unit.dischargeEfficiency) -
        (unit.drain_kWh?.[t] ?? 0);
    });
    if (unit.end.kind === 'free') cost -= unit.end.value_EURPerKWh * level;
    expect(cost).toBeCloseTo(storageResponse(unit, price, 1).cost_EUR, 7);
  }
});

it.each(['flat', 'time-of-use', 'dynamic'] as const)(
  'certifies a small gap for 30 different batteries over ten weeks, %s',
  async (tariff) => {
    const problem = flatProblem(seededDispatchCase(30, 70, 11, tariff, 40));
    const { power_kW, gap } = await solved(problem);
    expect(gap.relative).toBeLessThan(0.002);
    expect(gap.lower_EUR).toBeLessThanOrEqual(gap.upper_EUR);
    expect(flowCost(problem, flowWith(problem, power_kW))).toBeCloseTo(gap.upper_EUR, 6);
    problem.units.forEach((unit, u) => {
      expectFeasible(unit, power_kW.subarray(u * problem.steps, (u + 1) * problem.steps), 1);
    });
  },
);

it('meets the exact year of one battery, and of copies that differ in size only', async () => {
  const of = seededDispatchCase(6, 28, 3, 'time-of-use', 100);
  const base = of.units[0]!;
  const sizes = [1, 0.5, 2, 1.5, 3];
  const units = sizes.map((size) => scaledUnit(base, size));
  const problem = flatProblem(of, units);
  const one = scaledUnit(base, 8);
  const exact = optimalStorageYear({
    steps: of.steps,
    step_h: 1,
    net_kW: problem.net_kW,
    import_EURPerKWh: of.import_EURPerKWh,
    export_EURPerKWh: of.export_EURPerKWh,
    unit: one,
  });
  const { gap, power_kW } = await solved(problem, 1e-5);
  expect(gap.lower_EUR).toBeLessThanOrEqual(exact.cost_EUR + 1e-6);
  expect(gap.upper_EUR).toBeGreaterThanOrEqual(exact.cost_EUR - 1e-6);
  expect(gap.upper_EUR - exact.cost_EUR).toBeLessThan(0.002 * Math.abs(exact.cost_EUR));
  for (let t = 0; t < of.steps; t += 17) expect(power_kW[2 * of.steps + t]).toBeCloseTo(2 * power_kW[t]!, 9);
});

it('keeps nested collectives apart by their fees, and joins them without', async () => {
  const of = seededDispatchCase(12, 28, 8, 'flat', 150);
  const community = communityOf(of, (i) => (i % 2 ? 'a' : 'b'));
  const prices = { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: of.export_EURPerKWh };
  const flat = await dispatchCommunity(communityOf(of), 'market', prices);
  const free = await dispatchCommunity(withFees(community, 0), 'market', prices);
  const dear = await dispatchCommunity(withFees(community, 0.03), 'market', prices);
  expect(free.gap).toEqual(flat.gap);
  expect(dear.gap!.lower_EUR).toBeGreaterThan(flat.gap!.upper_EUR);
  expect(dear.gap!.relative).toBeLessThan(0.02);
});

it('does in every mode what its name says', async () => {
  const of = seededDispatchCase(8, 28, 21, 'time-of-use', 80);
  const community = withExtras(communityOf(of));
  const prices = { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: of.export_EURPerKWh };
  const years = new Map(
    await Promise.all(DISPATCH_MODES.map(async (mode) => [mode, await dispatchCommunity(community, mode, prices)] as const)),
  );
  const net = (mode: (typeof DISPATCH_MODES)[number], p: number, t: number) => {
    const at = p * of.steps + t;
    return community.load_kW[at]! - community.generation_kW[at]! + years.get(mode)!.flexible_kW[at]! + years.get(mode)!.curtailed_kW[at]!;
  };
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  const bill = (mode: (typeof DISPATCH_MODES)[number], p: number) =>
    range(of.steps).reduce(
      (sum, t) => sum + net(mode, p, t) * (net(mode, p, t) > 0 ? of.import_EURPerKWh[t]! : of.export_EURPerKWh[t]!),
      0,
    );
  const peak = (mode: (typeof DISPATCH_MODES)[number], p: number) => Math.max(...range(of.steps).map((t) => net(mode, p, t)));
  const sum = (mode: (typeof DISPATCH_MODES)[number], t: number) => range(8).reduce((all, p) => all + net(mode, p, t), 0);
  const taken = (mode: (typeof DISPATCH_MODES)[number], p: number) =>
    range(of.steps).reduce((all, t) => all + Math.max(0, net(mode, p, t)), 0);
  const communityBill = (mode: (typeof DISPATCH_MODES)[number]) =>
    range(of.steps).reduce((all, t) => all + sum(mode, t) * (sum(mode, t) > 0 ? of.import_EURPerKWh[t]! : of.export_EURPerKWh[t]!), 0);
  const communityPeak = (mode: (typeof DISPATCH_MODES)[number]) => Math.max(...range(of.steps).map((t) => sum(mode, t)));
  // Rules do not bring levels back to where they began.
  const leftOver = (mode: (typeof DISPATCH_MODES)[number], p: number) =>
    mode === 'none' || mode === 'self-consumption' ? 0.41 * 0.3 * (of.units[p]!.capacity_kWh + (p === 1 ? 40 : p === 0 ? 12 : 0)) : 0;
  for (const mode of DISPATCH_MODES) {
    for (const p of range(8)) {
      const slack = (p < 2 ? 0.01 * Math.abs(bill(mode, p)) : 0) + leftOver(mode, p) + 1e-6;
      expect(bill('tariff', p), `bill of ${p}, ${mode}`).toBeLessThanOrEqual(bill(mode, p) + slack);
      if (mode !== 'market' && mode !== 'grid-support')
        expect(peak('peak-shaving', p), `peak of ${p}, ${mode}`).toBeLessThanOrEqual(peak(mode, p) + 1e-4);
    }
    expect(communityBill('market'), `community, ${mode}`).toBeLessThanOrEqual(
      communityBill(mode) * (1 + Math.sign(communityBill(mode)) * 0.002),
    );
    expect(communityPeak('grid-support'), `community peak, ${mode}`).toBeLessThanOrEqual(communityPeak(mode) * 1.005 + 1e-6);
  }
  for (const p of range(8)) expect(taken('self-consumption', p)).toBeLessThanOrEqual(taken('none', p) + 1e-6);
  const { peak: bounds } = years.get('grid-support')!;
  expect(bounds!.upper_kW).toBeCloseTo(communityPeak('grid-support'), 6);
  expect(bounds!.lower_kW).toBeLessThanOrEqual(bounds!.upper_kW);
  expect(bounds!.upper_kW - bounds!.lower_kW).toBeLessThan(0.02 * bounds!.upper_kW);
  // Batteries idle where nobody plans.
  for (const t of range(of.steps)) expect(years.get('none')!.flexible_kW[5 * of.steps + t]).toBe(0);
});

it('leaves who opted out to its own tariff, and is told to stop', async () => {
  const of = seededDispatchCase(6, 14, 2, 'flat', 120);
  const prices = { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: of.export_EURPerKWh };
  const community = communityOf(of);
  const left = {
    ...community,
    participants: community.participants.map((member, i) => (i === 2 ? { ...member, optedOutFrom: 0 } : member)),
  };
  const alone = await dispatchCommunity(community, 'tariff', prices);
  const market = await dispatchCommunity(left, 'market', prices);
  const own = (year: Float64Array) => year.slice(2 * of.steps, 3 * of.steps);
  expect(own(market.flexible_kW)).toEqual(own(alone.flexible_kW));
  const signal = { aborted: true, addEventListener: () => {}, removeEventListener: () => {} };
  await expect(dispatchCommunity(community, 'market', prices, { signal })).rejects.toThrow('cancelled');
});

it('turns down what costs money to feed in, and says where feeding in pays more than drawing costs', async () => {
  const of = seededDispatchCase(4, 14, 9, 'flat', 160);
  const sell = Float64Array.from(of.export_EURPerKWh, (price, t) => (t % 24 === 12 ? -0.05 : t === 100 ? 0.5 : price));
  const prices = { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: sell };
  const plain = communityOf(of);
  const community: MarketCommunity = {
    ...plain,
    participants: plain.participants.map((member) => ({ ...member, assets: [...member.assets, { kind: 'curtailable-pv', share: 1 }] })),
  };
  const year = await dispatchCommunity(community, 'market', prices);
  for (let t = 12; t < of.steps; t += 24) {
    let y = 0;
    for (let p = 0; p < 4; p++) {
      const at = p * of.steps + t;
      y += community.load_kW[at]! - community.generation_kW[at]! + year.flexible_kW[at]! + year.curtailed_kW[at]!;
    }
    expect(y).toBeGreaterThan(-1e-6);
  }
  expect(year.findings.map(({ code }) => code)).toEqual(['dispatch.hollow']);
  expect(year.gap!.lower_EUR).toBeLessThanOrEqual(year.gap!.upper_EUR);
});

it('serves the demand of heat and vehicles in every mode, and tells what cannot be served', async () => {
  const of = seededDispatchCase(3, 14, 6, 'dynamic', 20);
  const community = withExtras(communityOf(of));
  const prices = { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: of.export_EURPerKWh };
  const heat = community.participants[0]!.assets.find((asset) => asset.kind === 'heat')!;
  const needed = heat.demand_kWh.reduce((sum, q) => sum + q, 0) / 3;
  for (const mode of DISPATCH_MODES) {
    const { flexible_kW } = await dispatchCommunity(community, mode, prices);
    const used = flexible_kW.subarray(0, of.steps).reduce((sum, v) => sum + v, 0);
    // The battery of the same member adds its losses.
    expect(used, mode).toBeGreaterThan(needed - 1);
  }
  const weak = community.participants.map((member) => ({
    ...member,
    assets: member.assets.map((asset) => (asset.kind === 'heat' ? { ...asset, power_kW: 0.01 } : asset)),
  }));
  const { findings } = await dispatchCommunity({ ...community, participants: weak }, 'none', prices);
  expect(findings.map(({ code, objectId }) => [code, objectId])).toEqual([['dispatch.unserved', 'm0']]);
});

function communityOf(of: DispatchCase, collectiveOf: (member: number) => string = () => 'root'): MarketCommunity {
  const members = of.units.length;
  const participants = of.units.map((unit, i): Participant => {
    const battery: FlexibleAsset = {
      kind: 'battery',
      capacity_kWh: unit.capacity_kWh,
      charge_kW: Number(unit.charge_kW),
      discharge_kW: Number(unit.discharge_kW),
      chargeEfficiency: Number(unit.chargeEfficiency),
      dischargeEfficiency: unit.dischargeEfficiency,
      initialShare: 0.3,
      selfDischargePerHour: 0,
      throughputCost_EURPerKWh: 0,
    };
    return {
      id: `m${i}`,
      name: `Member ${i}`,
      kind: 'household',
      meter: `meter ${i}`,
      building: null,
      collective: collectiveOf(i),
      at_m: null,
      socialWeight: 1,
      optedOutFrom: null,
      trader: { kind: 'self' },
      preferences: NO_PREFERENCES,
      assets: [battery],
    };
  });
  return {
    id: 'seeded',
    name: 'Seeded',
    source: 'test',
    axis: { step_min: 60, steps: of.steps, firstWeekday: 0 },
    participants,
    collectives: [link('root', null), link('a', 'root'), link('b', 'root')],
    load_kW: of.net_kW.map((v) => Math.max(0, v)),
    generation_kW: of.net_kW.map((v) => Math.max(0, -v)),
    isRenewable: new Uint8Array(members).fill(1),
    gridEmissions_gPerKWh: 380,
    feedInCredit_gPerKWh: 380,
    isOnGrid: true,
  };
}

function link(id: string, parent: string | null): MarketCommunity['collectives'][number] {
  return { id, name: id, parent, importFee_EURPerKWh: 0, exportFee_EURPerKWh: 0, capacity_kW: null, owners: [], zone: null };
}

function withFees(community: MarketCommunity, fee: number): MarketCommunity {
  const collectives = community.collectives.map((one) =>
    one.parent === null ? one : { ...one, importFee_EURPerKWh: fee, exportFee_EURPerKWh: fee },
  );
  return { ...community, collectives };
}

/** Member 0 heats with a tank, member 1 has a vehicle and a washing machine. */
function withExtras(community: MarketCommunity): MarketCommunity {
  const { steps } = community.axis;
  const heat: FlexibleAsset = {
    kind: 'heat',
    capacity_kWh: 12,
    power_kW: 2.5,
    cop: new Float64Array(steps).fill(3),
    demand_kWh: Float64Array.from({ length: steps }, (_, t) => (t % 24 > 5 && t % 24 < 22 ? 2 : 0.5)),
    lossPerHour: 0.005,
    initialShare: 0.5,
  };
  const vehicle: FlexibleAsset = {
    kind: 'vehicle',
    capacity_kWh: 40,
    charge_kW: 11,
    discharge_kW: 5,
    chargeEfficiency: 0.92,
    dischargeEfficiency: 0.92,
    pluggedIn: Uint8Array.from({ length: steps }, (_, t) => (t % 24 < 8 || t % 24 > 17 ? 1 : 0)),
    driven_kWh: Float64Array.from({ length: steps }, (_, t) => (t % 24 === 12 ? 7 : 0)),
    initialShare: 0.7,
  };
  const days = Math.floor(steps / 24);
  const machine: FlexibleAsset = {
    kind: 'shiftable',
    name: 'Washing machine',
    profile_kW: [1.5, 0.4],
    windows: Array.from({ length: days }, (_, day) => [day * 24 + 8, day * 24 + 20] as const),
  };
  const more: readonly FlexibleAsset[][] = [[heat], [vehicle, machine]];
  return {
    ...community,
    participants: community.participants.map((member, i) => ({ ...member, assets: [...(more[i] ?? []), ...member.assets] })),
  };
}
