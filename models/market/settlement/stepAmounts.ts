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

/** [participant] per item [micro-EUR]; null for items that are not in use. */
export type ItemArrays = Readonly<Record<LineItem, Float64Array | null>>;

/** Items by the step that depend on fees or on what was paid for local energy; all others follow from energy and tariffs. */
export const FEE_ITEMS: readonly LineItem[] = [
  'localBought',
  'localSold',
  'communityFee',
  'exchangeFee',
  'platformFee',
  'brokerCommission',
];

export interface StepAmounts {
  /** Items that these rules ever charge by the step. */
  readonly items: readonly LineItem[];
  /** What each member pays in the step last computed. */
  readonly members: Float64Array;
  /** What the other sides received so far, by place in `LINE_ITEMS`; to be read and emptied by the caller. */
  readonly booked: Float64Array;
  /** Adds the amounts of a step to `target`. @returns what the other sides received in the step */
  compute(step: number, target: ItemArrays): number;
  /** The same in two halves, where no fee is taxed: what follows from energy and tariffs, and {@link FEE_ITEMS}. */
  computeTariff(step: number, target: ItemArrays): number;
  computeFees(step: number, target: ItemArrays): number;
  /** What rounding changed so far: rounded less exact [micro-EUR]. */
  rounding(): number;
}

/** An array per item in use, all zero. */
export function itemArrays(items: readonly LineItem[], length: number): ItemArrays {
  return Object.fromEntries(LINE_ITEMS.map((item) => [item, items.includes(item) ? new Float64Array(length) : null])) as Record<
    LineItem,
    Float64Array | null
  >;
}

const INDEX = Object.fromEntries(LINE_ITEMS.map((item, i) => [item, i])) as Readonly<Record<LineItem, number>>;

/** Prepares the prices; `compute` then allocates nothing. */
export function stepAmounts(energy: SettledEnergy, rules: MoneyRules): StepAmounts {
  const count = energy.participantCount;
  const { steps, residual_mWh, localRow, bought_mWh, sold_mWh, paid_microEUR, earned_microEUR } = energy;
  const { tariffs, tariffOf, fees, commission_EURPerKWh, memberUntil, deviation_kWh } = rules;
  const items = itemsInUse(energy, rules);
  const members = new Float64Array(count);
  const booked = new Float64Array(LINE_ITEMS.length);
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

  /** @returns what supplier, network operator and state received */
  function supply(step: number, target: ItemArrays): number {
    const supplierEnergy = target.supplierEnergy!;
    const network = target.network!;
    const levies = target.levies!;
    const feedIn = target.feedIn!;
    const base = step * count;
    const single = tariffs.length === 1;
    const onlyEnergy = tariffs[0]!.energy_EURPerKWh[step]!;
    const onlyExport = tariffs[0]!.export_EURPerKWh[step]!;
    let [change, energySum, networkSum, levySum, feedInSum] = [0, 0, 0, 0, 0];
    for (let p = 0; p < count; p++) {
      const residual = residual_mWh[base + p]!;
      if (residual > 0) {
        const exactA = residual * (single ? onlyEnergy : tariffs[zone[p]!]!.energy_EURPerKWh[step]!);
        const exactB = residual * networkPrice[p]!;
        const exactC = residual * levyPrice[p]!;
        const a = Math.round(exactA);
        const b = Math.round(exactB);
        const c = Math.round(exactC);
        change += a + b + c - exactA - exactB - exactC;
        supplierEnergy[p]! += a;
        network[p]! += b;
        levies[p]! += c;
        energySum += a;
        networkSum += b;
        levySum += c;
        taxed[p] = a + b + c;
        members[p] = a + b + c;
      } else {
        const exact = residual * (single ? onlyExport : tariffs[zone[p]!]!.export_EURPerKWh[step]!);
        const value = Math.round(exact);
        change += value - exact;
        feedIn[p]! += value;
        feedInSum += value;
        taxed[p] = 0;
        members[p] = value;
      }
    }
    rounding[0]! += change;
    booked[INDEX.supplierEnergy]! += energySum;
    booked[INDEX.network]! += networkSum;
    booked[INDEX.levies]! += levySum;
    booked[INDEX.feedIn]! += feedInSum;
    return energySum + networkSum + levySum + feedInSum;
  }

  function exchange(step: number, line: Float64Array): number {
    const base = step * count;
    let [change, sum] = [0, 0];
    for (let p = 0; p < count; p++) {
      const residual = residual_mWh[base + p]!;
      const price = residual > 0 ? fees.import_EURPerKWh : -fees.export_EURPerKWh;
      const exact = step < memberUntil[p]! ? residual * price : 0;
      const value = Math.round(exact);
      line[p]! += value;
      members[p]! += value;
      sum += value;
      change += value - exact;
      if (rules.vatOnFees) taxed[p]! += value;
    }
    return close('exchangeFee', change, sum);
  }

  function imbalance(step: number, line: Float64Array, deviation: Float64Array): number {
    let [change, sum] = [0, 0];
    for (let p = 0; p < count; p++) {
      const exact = Math.abs(deviation[p * steps + step]!) * 1e6 * rules.imbalance_EURPerKWh;
      const value = Math.round(exact);
      line[p]! += value;
      members[p]! += value;
      taxed[p]! += value;
      sum += value;
      change += value - exact;
    }
    return close('imbalance', change, sum);
  }

  function payments(base: number, bought: Float64Array, sold: Float64Array): number {
    let [boughtSum, soldSum] = [0, 0];
    for (let p = 0; p < count; p++) {
      const paid = paid_microEUR[base + p]!;
      const earned = earned_microEUR[base + p]!;
      bought[p]! += paid;
      sold[p]! -= earned;
      members[p]! += paid - earned;
      boughtSum += paid;
      soldSum -= earned;
      if (rules.vatOnLocalEnergy) taxed[p]! += paid;
    }
    booked[INDEX.localBought]! += boughtSum;
    booked[INDEX.localSold]! += soldSum;
    return boughtSum + soldSum;
  }

  function localLevies(base: number, line: Float64Array): number {
    let [change, sum] = [0, 0];
    for (let p = 0; p < count; p++) {
      const exact = bought_mWh[base + p]! * localLevyPrice[p]!;
      const value = Math.round(exact);
      line[p]! += value;
      members[p]! += value;
      taxed[p]! += value;
      sum += value;
      change += value - exact;
    }
    return close('localLevies', change, sum);
  }

  function localNetwork(base: number, line: Float64Array): number {
    const distances = energy.boughtDistance_mWhKm;
    let [change, sum] = [0, 0];
    for (let p = 0; p < count; p++) {
      if (bought_mWh[base + p] === 0) continue;
      let exact = distances ? distances[base + p]! * distancePrice[p]! : 0;
      for (let level = 0; level < depth; level++) exact += energy.boughtAtLevel_mWh[level]![base + p]! * localNetworkPrice[level]![p]!;
      const value = Math.round(exact);
      line[p]! += value;
      members[p]! += value;
      taxed[p]! += value;
      sum += value;
      change += value - exact;
    }
    return close('localNetwork', change, sum);
  }

  function tradeFee(
    item: LineItem,
    base: number,
    line: Float64Array,
    perKWh: number,
    share: number,
    ofMember: Float64Array | null,
  ): number {
    let [change, sum] = [0, 0];
    for (let p = 0; p < count; p++) {
      const price = ofMember ? ofMember[p]! : perKWh;
      const exact = (bought_mWh[base + p]! + sold_mWh[base + p]!) * price + share * paid_microEUR[base + p]!;
      const value = Math.round(exact);
      line[p]! += value;
      members[p]! += value;
      sum += value;
      change += value - exact;
      if (rules.vatOnFees) taxed[p]! += value;
    }
    return close(item, change, sum);
  }

  function tax(line: Float64Array): number {
    let [change, sum] = [0, 0];
    for (let p = 0; p < count; p++) {
      const exact = taxed[p]! * vatRate[p]!;
      const value = Math.round(exact);
      line[p]! += value;
      members[p]! += value;
      sum += value;
      change += value - exact;
    }
    return close('vat', change, sum);
  }

  function localCharges(step: number, target: ItemArrays): number {
    if (localRow[step]! < 0) return 0;
    const base = localRow[step]! * count;
    return (
      (target.localNetwork ? localNetwork(base, target.localNetwork) : 0) + (target.localLevies ? localLevies(base, target.localLevies) : 0)
    );
  }

  function fee(step: number, target: ItemArrays): number {
    let received = target.exchangeFee ? exchange(step, target.exchangeFee) : 0;
    if (localRow[step]! < 0) return received;
    const base = localRow[step]! * count;
    received += payments(base, target.localBought!, target.localSold!);
    if (target.communityFee) received += tradeFee('communityFee', base, target.communityFee, fees.community_EURPerKWh, 0, null);
    if (target.platformFee) {
      received += tradeFee('platformFee', base, target.platformFee, fees.platform_EURPerKWh, fees.platformShare, null);
    }
    if (target.brokerCommission) received += tradeFee('brokerCommission', base, target.brokerCommission, 0, 0, commission_EURPerKWh);
    return received;
  }

  function close(item: LineItem, change: number, sum: number): number {
    rounding[0]! += change;
    booked[INDEX[item]]! += sum;
    return sum;
  }

  return {
    items,
    members,
    booked,
    compute(step, target) {
      let received = supply(step, target);
      if (target.imbalance && deviation_kWh) received += imbalance(step, target.imbalance, deviation_kWh);
      received += localCharges(step, target) + fee(step, target);
      return received + tax(target.vat!);
    },
    computeTariff(step, target) {
      let received = supply(step, target);
      if (target.imbalance && deviation_kWh) received += imbalance(step, target.imbalance, deviation_kWh);
      return received + localCharges(step, target) + tax(target.vat!);
    },
    computeFees(step, target) {
      members.fill(0);
      return fee(step, target);
    },
    rounding: () => rounding[0]!,
  };
}

function itemsInUse(
  energy: SettledEnergy,
  { tariffs, fees, commission_EURPerKWh, deviation_kWh, imbalance_EURPerKWh }: MoneyRules,
): LineItem[] {
  const hasLocal = energy.bought_mWh.length > 0;
  const isCharged = (of: (tariff: TariffYear['tariff']) => number) => tariffs.some(({ tariff }) => of(tariff) !== 0);
  const uses: Partial<Record<LineItem, boolean>> = {
    supplierEnergy: true,
    network: true,
    levies: true,
    feedIn: true,
    localBought: hasLocal,
    localSold: hasLocal,
    localNetwork:
      hasLocal && (isCharged(({ network }) => network.energy_EURPerKWh) || isCharged(({ network }) => network.distance_EURPerKWhKm)),
    localLevies: hasLocal && isCharged((tariff) => tariff.levies_EURPerKWh * tariff.localLevyShare),
    communityFee: hasLocal && fees.community_EURPerKWh !== 0,
    platformFee: hasLocal && (fees.platform_EURPerKWh !== 0 || fees.platformShare !== 0),
    brokerCommission: hasLocal && commission_EURPerKWh.some((value) => value !== 0),
    exchangeFee: fees.import_EURPerKWh !== 0 || fees.export_EURPerKWh !== 0,
    imbalance: deviation_kWh !== null && imbalance_EURPerKWh !== 0,
    vat: true,
  };
  return LINE_ITEMS.filter((item) => uses[item]);
}
