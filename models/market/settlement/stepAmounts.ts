/** What every member pays in one step, item by item, in whole micro-euro: the one place where energy becomes money. */
import type { FeeSchedule } from '../tariff.ts';
import type { TariffYear } from '../tariffs/tariffYear.ts';
import { LINE_ITEMS, type LineItem } from './items.ts';
import type { SettledEnergy } from './settleEnergy.ts';

export interface MoneyRules {
  readonly tariffs: readonly TariffYear[];
  /** Index of its tariff, per participant. */
  readonly tariffOf: ArrayLike<number>;
  readonly fees: FeeSchedule;
  /** Commission of the broker who trades for a participant [EUR/kWh]; 0 where it trades itself. */
  readonly commission_EURPerKWh: Float64Array;
  /** First step in which a participant is no longer a member; Infinity for never. */
  readonly memberUntil: Float64Array;
  /** Metered less announced [participant * steps + step] [kWh]; null where everything came as announced. */
  readonly deviation_kWh: Float64Array | null;
  readonly imbalance_EURPerKWh: number;
  /** Value added tax on local energy, and on the fees of community, platform and brokers; both stand without it by default. */
  readonly vatOnLocalEnergy: boolean;
  readonly vatOnFees: boolean;
}

export interface StepAmounts {
  /** [participant] per item: amounts of the step last computed [micro-EUR]; null for items that these rules never charge. */
  readonly of: Readonly<Record<LineItem, Float64Array | null>>;
  /** Items in use in steps without and with local energy. */
  readonly always: readonly LineItem[];
  readonly withLocal: readonly LineItem[];
  compute(step: number): void;
  /** What rounding changed so far: rounded less exact [micro-EUR]. */
  rounding(): number;
}

/** Prepares the arrays; `compute` fills them without allocating. */
export function stepAmounts(energy: SettledEnergy, rules: MoneyRules): StepAmounts {
  const count = energy.participantCount;
  const { steps, residual_mWh, localRow, bought_mWh, sold_mWh, paid_microEUR, earned_microEUR } = energy;
  const { tariffs, tariffOf, fees, commission_EURPerKWh, memberUntil, deviation_kWh } = rules;
  const hasLocal = bought_mWh.length > 0;
  const withCommunity = hasLocal && fees.community_EURPerKWh !== 0;
  const withPlatform = hasLocal && (fees.platform_EURPerKWh !== 0 || fees.platformShare !== 0);
  const withBroker = hasLocal && commission_EURPerKWh.some((value) => value !== 0);
  const withExchange = fees.import_EURPerKWh !== 0 || fees.export_EURPerKWh !== 0;
  const withImbalance = deviation_kWh !== null && rules.imbalance_EURPerKWh !== 0;
  const withNetwork =
    hasLocal && tariffs.some(({ tariff: { network } }) => network.energy_EURPerKWh !== 0 || network.distance_EURPerKWhKm !== 0);
  const withLevies = hasLocal && tariffs.some(({ tariff }) => tariff.levies_EURPerKWh !== 0 && tariff.localLevyShare !== 0);
  const array = (isUsed: boolean) => (isUsed ? new Float64Array(count) : null);
  const of: Record<LineItem, Float64Array | null> = {
    ...(Object.fromEntries(LINE_ITEMS.map((item) => [item, null])) as Record<LineItem, null>),
    localNetwork: array(withNetwork),
    localLevies: array(withLevies),
    communityFee: array(withCommunity),
    exchangeFee: array(withExchange),
    platformFee: array(withPlatform),
    brokerCommission: array(withBroker),
    imbalance: array(withImbalance),
  };
  const supplierEnergy = new Float64Array(count);
  const network = new Float64Array(count);
  const levies = new Float64Array(count);
  const feedIn = new Float64Array(count);
  const localBought = new Float64Array(count);
  const localSold = new Float64Array(count);
  const vat = new Float64Array(count);
  Object.assign(of, { supplierEnergy, network, levies, feedIn, vat });
  if (hasLocal) Object.assign(of, { localBought, localSold });
  const taxed = new Float64Array(count);
  const rounding = new Float64Array(1);

  const zone = Uint16Array.from({ length: count }, (_, p) => tariffOf[p] ?? 0);
  const vatRate = Float64Array.from(zone, (z) => tariffs[z]!.vat);
  const networkPrice = Float64Array.from(zone, (z) => tariffs[z]!.network_EURPerKWh);
  const levyPrice = Float64Array.from(zone, (z) => tariffs[z]!.levies_EURPerKWh);
  const localLevyPrice = Float64Array.from(zone, (z) => tariffs[z]!.levies_EURPerKWh * tariffs[z]!.tariff.localLevyShare);
  const depth = energy.boughtAtLevel_mWh.length;
  const localNetworkPrice = Array.from({ length: depth }, (_, level) =>
    Float64Array.from(zone, (z) => {
      const shares = tariffs[z]!.tariff.network.localShareByLevel;
      return tariffs[z]!.network_EURPerKWh * (shares[Math.min(level, shares.length - 1)] ?? 1);
    }),
  );
  const distancePrice = Float64Array.from(zone, (z) => tariffs[z]!.tariff.network.distance_EURPerKWhKm);

  function supply(step: number): void {
    const base = step * count;
    const single = tariffs.length === 1;
    const onlyEnergy = tariffs[0]!.energy_EURPerKWh[step]!;
    const onlyExport = tariffs[0]!.export_EURPerKWh[step]!;
    let change = 0;
    for (let p = 0; p < count; p++) {
      const residual = residual_mWh[base + p]!;
      if (residual > 0) {
        const price = single ? onlyEnergy : tariffs[zone[p]!]!.energy_EURPerKWh[step]!;
        const exactA = residual * price;
        const exactB = residual * networkPrice[p]!;
        const exactC = residual * levyPrice[p]!;
        const a = Math.round(exactA);
        const b = Math.round(exactB);
        const c = Math.round(exactC);
        change += a + b + c - exactA - exactB - exactC;
        supplierEnergy[p] = a;
        network[p] = b;
        levies[p] = c;
        taxed[p] = a + b + c;
        feedIn[p] = 0;
      } else {
        supplierEnergy[p] = 0;
        network[p] = 0;
        levies[p] = 0;
        taxed[p] = 0;
        const price = single ? onlyExport : tariffs[zone[p]!]!.export_EURPerKWh[step]!;
        const exact = residual * price;
        const value = Math.round(exact) + 0;
        feedIn[p] = value;
        change += value - exact;
      }
    }
    rounding[0]! += change;
  }

  function exchange(step: number, fee: Float64Array): void {
    const base = step * count;
    let change = 0;
    for (let p = 0; p < count; p++) {
      const residual = residual_mWh[base + p]!;
      const price = residual > 0 ? fees.import_EURPerKWh : -fees.export_EURPerKWh;
      const exact = step < memberUntil[p]! ? residual * price : 0;
      const value = Math.round(exact) + 0;
      fee[p] = value;
      change += value - exact;
      if (rules.vatOnFees) taxed[p]! += value;
    }
    rounding[0]! += change;
  }

  function imbalance(step: number, line: Float64Array, deviation: Float64Array): void {
    let change = 0;
    for (let p = 0; p < count; p++) {
      const exact = Math.abs(deviation[p * steps + step]!) * 1e6 * rules.imbalance_EURPerKWh;
      const value = Math.round(exact);
      line[p] = value;
      change += value - exact;
      taxed[p]! += value;
    }
    rounding[0]! += change;
  }

  function local(base: number): void {
    for (let p = 0; p < count; p++) {
      const paid = paid_microEUR[base + p]!;
      localBought[p] = paid;
      localSold[p] = -earned_microEUR[base + p]!;
      if (rules.vatOnLocalEnergy) taxed[p]! += paid;
    }
    if (of.localNetwork) localNetwork(base, of.localNetwork);
    if (of.localLevies) {
      let change = 0;
      for (let p = 0; p < count; p++) {
        const exact = bought_mWh[base + p]! * localLevyPrice[p]!;
        const value = Math.round(exact);
        of.localLevies[p] = value;
        change += value - exact;
        taxed[p]! += value;
      }
      rounding[0]! += change;
    }
    if (of.communityFee) tradeFee(base, of.communityFee, fees.community_EURPerKWh, 0, null);
    if (of.platformFee) tradeFee(base, of.platformFee, fees.platform_EURPerKWh, fees.platformShare, null);
    if (of.brokerCommission) tradeFee(base, of.brokerCommission, 0, 0, commission_EURPerKWh);
  }

  function localNetwork(base: number, line: Float64Array): void {
    const distances = energy.boughtDistance_mWhKm;
    let change = 0;
    for (let p = 0; p < count; p++) {
      if (bought_mWh[base + p] === 0) {
        line[p] = 0;
        continue;
      }
      let exact = distances ? distances[base + p]! * distancePrice[p]! : 0;
      for (let level = 0; level < depth; level++) exact += energy.boughtAtLevel_mWh[level]![base + p]! * localNetworkPrice[level]![p]!;
      const value = Math.round(exact);
      line[p] = value;
      change += value - exact;
      taxed[p]! += value;
    }
    rounding[0]! += change;
  }

  function tradeFee(base: number, line: Float64Array, perKWh: number, share: number, ofMember: Float64Array | null): void {
    let change = 0;
    for (let p = 0; p < count; p++) {
      const price = ofMember ? ofMember[p]! : perKWh;
      const exact = (bought_mWh[base + p]! + sold_mWh[base + p]!) * price + share * paid_microEUR[base + p]!;
      const value = Math.round(exact) + 0;
      line[p] = value;
      change += value - exact;
      if (rules.vatOnFees) taxed[p]! += value;
    }
    rounding[0]! += change;
  }

  const always: LineItem[] = ['supplierEnergy', 'network', 'levies', 'feedIn'];
  if (withExchange) always.push('exchangeFee');
  if (withImbalance) always.push('imbalance');
  always.push('vat');
  const localItems = (
    ['localBought', 'localSold', 'localNetwork', 'localLevies', 'communityFee', 'platformFee', 'brokerCommission'] as const
  ).filter((item) => of[item] !== null);

  return {
    of,
    always,
    withLocal: [...always, ...localItems],
    compute(step) {
      supply(step);
      if (of.exchangeFee) exchange(step, of.exchangeFee);
      if (of.imbalance && deviation_kWh) imbalance(step, of.imbalance, deviation_kWh);
      const row = localRow[step]!;
      if (row >= 0) local(row * count);
      let change = 0;
      for (let p = 0; p < count; p++) {
        const exact = taxed[p]! * vatRate[p]!;
        const value = Math.round(exact) + 0;
        vat[p] = value;
        change += value - exact;
      }
      rounding[0]! += change;
    },
    rounding: () => rounding[0]!,
  };
}
