/**
 * A year settled in whole micro-euro: double entry, so that in every step and with every month what members pay is what the
 * accounts of supplier, network operator, state, platform, community and brokers receive. Method: docs/models/settlement.md.
 */
import { InputError } from '../../core/errors.ts';
import type { ClearedYear } from '../cleared.ts';
import type { MarketCommunity } from '../community.ts';
import type { FeeSchedule } from '../tariff.ts';
import type { TariffYear } from '../tariffs/tariffYear.ts';
import { apportion } from './apportion.ts';
import { MONTHS, monthShares, monthStartSteps } from './axisMonths.ts';
import { ACCOUNT_OF, ACCOUNTS, type Account, type ExtraItem, LINE_ITEMS, type LineItem } from './items.ts';
import { type EnergyFlows, MICRO, type SettledEnergy, settleEnergy } from './settleEnergy.ts';
import { FEE_ITEMS, type MoneyRules, stepAmounts } from './stepAmounts.ts';

/** A payment that other parts worked out: the shared gain, flexibility, the rent of a line. */
export interface ExtraPayment {
  readonly item: ExtraItem;
  /** Who pays what members receive (and receives what they pay). */
  readonly account: Account;
  /** [month * participants + participant], above zero the member receives [EUR]. */
  readonly amount_EUR: Float64Array;
}

export interface MoneyInput {
  readonly community: MarketCommunity;
  readonly tariffs: readonly TariffYear[];
  /** Index into `tariffs` per participant. */
  readonly tariffOf: ArrayLike<number>;
  readonly fees: FeeSchedule;
  /** Metered less announced [participant * steps + step] [kWh]. */
  readonly deviation_kWh?: Float64Array;
  readonly imbalance_EURPerKWh?: number;
  readonly extras?: readonly ExtraPayment[];
  /** Value added tax on local energy and on fees of community, platform and brokers; without it where not asked for. */
  readonly vatOn?: { readonly localEnergy?: boolean; readonly fees?: boolean };
}

export interface SettlementInput extends MoneyInput {
  /** Reading of each meter [participant * steps + step] [kWh]. */
  readonly net_kWh: Float64Array;
  readonly cleared: ClearedYear;
}

export interface SettledYear {
  readonly participantCount: number;
  readonly steps: number;
  /** Share of each month that was settled. */
  readonly monthShare: readonly number[];
  /** [month * participants + participant], above zero the member pays [micro-EUR]. Items that never occur are null. */
  readonly amounts: Readonly<Record<LineItem, Float64Array | null>>;
  readonly total_microEUR: Float64Array;
  /** [month * participants + participant] [mWh] */
  readonly energy: SettledEnergy['monthly'];
  /** What each account received, by month [micro-EUR]; below zero it paid. */
  readonly accounts: Readonly<Record<Account, Float64Array>>;
  readonly peak_kW: Float64Array;
  /** Sums over all slots: steps, and one per month for what comes monthly. `openSlots` did not close (never above zero). */
  readonly balance: {
    readonly money_microEUR: number;
    readonly energy_mWh: number;
    readonly slots: number;
    readonly openSlots: number;
  };
  /** What rounding moved over the year: settled less exact [micro-EUR] and [mWh]. */
  readonly rounding: { readonly money_microEUR: number; readonly energy_mWh: number };
  readonly energyOfSteps: SettledEnergy;
  readonly rules: MoneyRules;
}

/**
 * Settles a cleared year.
 * @throws InputError `settlement.shape`, `settlement.meter`, `settlement.energy`, `settlement.open`, `settlement.amount`
 */
export function settleYear(input: SettlementInput): SettledYear {
  const withDistance = input.tariffs.some(({ tariff }) => tariff.network.distance_EURPerKWhKm !== 0);
  return settleMoney(settleEnergy({ community: input.community, net_kWh: input.net_kWh, cleared: input.cleared, withDistance }), input);
}

/** A cleared year in which nobody trades: the supplier's customers alone, for the reference. */
export function nothingCleared(participantCount: number, steps: number): ClearedYear {
  const none = new Float64Array(participantCount * steps);
  return {
    participantCount,
    steps,
    bought_kWh: none,
    sold_kWh: none,
    paid_EUR: none,
    earned_EUR: none,
    price_EURPerKWh: new Float64Array(steps).fill(Number.NaN),
    trades: null,
  };
}

/** Money rules of an input, with what the community says about its members. */
export function moneyRules(input: MoneyInput): MoneyRules {
  const { participants } = input.community;
  return {
    tariffs: input.tariffs,
    tariffOf: input.tariffOf,
    fees: input.fees,
    commission_EURPerKWh: Float64Array.from(participants, ({ trader }) => (trader.kind === 'broker' ? trader.commission_EURPerKWh : 0)),
    memberUntil: Float64Array.from(participants, ({ optedOutFrom }) => optedOutFrom ?? Number.POSITIVE_INFINITY),
    deviation_kWh: input.deviation_kWh ?? null,
    imbalance_EURPerKWh: input.imbalance_EURPerKWh ?? 0,
    vatOnLocalEnergy: input.vatOn?.localEnergy ?? false,
    vatOnFees: input.vatOn?.fees ?? false,
  };
}

/**
 * Prices settled energy: what a changed tariff or fee asks for. The same energy can be settled again and again.
 * @throws InputError `settlement.tariff`, `settlement.amount`
 */
export function settleMoney(energy: SettledEnergy, input: MoneyInput): SettledYear {
  checkTariffs(energy, input);
  const count = energy.participantCount;
  const { axis } = input.community;
  const rules = moneyRules(input);
  const amounts = newAmounts(count);
  const accounts = Object.fromEntries(ACCOUNTS.map((account) => [account, new Float64Array(MONTHS)])) as Record<Account, Float64Array>;
  const starts = monthStartSteps(axis);
  const balance = { money_microEUR: 0, energy_mWh: 0, slots: 0, openSlots: 0 };
  const halves =
    rules.vatOnFees || rules.vatOnLocalEnergy
      ? [bookSteps(energy, rules, starts, 'compute')]
      : [tariffSteps(energy, rules, starts), bookSteps(energy, rules, starts, 'computeFees')];
  let stepRounding = 0;
  for (const half of halves) {
    stepRounding += half.rounding;
    balance.money_microEUR += half.open_microEUR;
    balance.openSlots += half.openSlots;
    for (const [item, line] of half.amounts) {
      amounts.get(item).set(line);
      const received = accounts[ACCOUNT_OF[item as Exclude<LineItem, ExtraItem>]];
      half.booked.get(item)!.forEach((sum, month) => {
        received[month]! += sum;
      });
    }
  }
  balance.slots = energy.steps;
  const rounding = monthly(input, rules, energy, amounts, accounts, balance);
  const year: SettledYear = {
    participantCount: count,
    steps: energy.steps,
    monthShare: monthShares(axis),
    amounts: amounts.all(),
    total_microEUR: amounts.total(),
    energy: energy.monthly,
    accounts,
    peak_kW: energy.peak_kW,
    balance: { ...balance, energy_mWh: energy.open_mWh },
    rounding: { money_microEUR: energy.rounding.money_microEUR + stepRounding + rounding, energy_mWh: energy.rounding.energy_mWh },
    energyOfSteps: energy,
    rules,
  };
  checkAmounts(year);
  return year;
}

/** Amounts of steps added up by month. */
interface BookedSteps {
  readonly amounts: ReadonlyMap<LineItem, Float64Array>;
  /** What the other side received, by month. */
  readonly booked: ReadonlyMap<LineItem, Float64Array>;
  readonly rounding: number;
  readonly open_microEUR: number;
  readonly openSlots: number;
}

function bookSteps(
  energy: SettledEnergy,
  rules: MoneyRules,
  starts: readonly number[],
  part: 'compute' | 'computeTariff' | 'computeFees',
): BookedSteps {
  const count = energy.participantCount;
  const step = stepAmounts(energy, rules);
  const items = step.items.filter((item) => part === 'compute' || FEE_ITEMS.includes(item) === (part === 'computeFees'));
  const amounts = new Map(items.map((item) => [item, new Float64Array(MONTHS * count)]));
  const booked = new Map(items.map((item) => [item, new Float64Array(MONTHS)]));
  const balance = { money_microEUR: 0, slots: 0, openSlots: 0 };
  for (let month = 0; month < MONTHS && items.length > 0; month++) {
    const target = Object.fromEntries(
      LINE_ITEMS.map((item) => [item, amounts.get(item)?.subarray(month * count, (month + 1) * count) ?? null]),
    ) as Record<LineItem, Float64Array | null>;
    step.booked.fill(0);
    for (let t = starts[month]!; t < starts[month + 1]!; t++) closeSlot(step.members, step[part](t, target), balance);
    for (const item of items) booked.get(item)![month] = step.booked[LINE_ITEMS.indexOf(item)]!;
  }
  return { amounts, booked, rounding: step.rounding(), open_microEUR: balance.money_microEUR, openSlots: balance.openSlots };
}

/** The last tariffs that flows of energy were settled under: a changed fee finds them unchanged. */
const underTariffs = new WeakMap<EnergyFlows, { readonly rules: MoneyRules; readonly booked: BookedSteps }>();

function tariffSteps(energy: SettledEnergy, rules: MoneyRules, starts: readonly number[]): BookedSteps {
  const known = underTariffs.get(energy.flows);
  if (known && hasSameTariffs(known.rules, rules)) return known.booked;
  const booked = bookSteps(energy, rules, starts, 'computeTariff');
  underTariffs.set(energy.flows, { rules, booked });
  return booked;
}

function hasSameTariffs(a: MoneyRules, b: MoneyRules): boolean {
  return (
    a.tariffs.length === b.tariffs.length &&
    a.tariffs.every((tariff, i) => hasSameCharges(tariff, b.tariffs[i]!)) &&
    isSame(a.tariffOf, b.tariffOf) &&
    a.imbalance_EURPerKWh === b.imbalance_EURPerKWh &&
    (a.deviation_kWh === b.deviation_kWh ||
      (a.deviation_kWh !== null && b.deviation_kWh !== null && isSame(a.deviation_kWh, b.deviation_kWh)))
  );
}

function hasSameCharges(a: TariffYear, b: TariffYear): boolean {
  const { network: ours } = a.tariff;
  const { network: theirs } = b.tariff;
  return (
    a.network_EURPerKWh === b.network_EURPerKWh &&
    a.levies_EURPerKWh === b.levies_EURPerKWh &&
    a.vat === b.vat &&
    a.tariff.localLevyShare === b.tariff.localLevyShare &&
    ours.distance_EURPerKWhKm === theirs.distance_EURPerKWhKm &&
    isSame(ours.localShareByLevel, theirs.localShareByLevel) &&
    isSame(a.energy_EURPerKWh, b.energy_EURPerKWh) &&
    isSame(a.export_EURPerKWh, b.export_EURPerKWh)
  );
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Amounts by item, made when first booked. */
function newAmounts(count: number) {
  const byItem = new Map<LineItem, Float64Array>();
  return {
    get(item: LineItem): Float64Array {
      const known = byItem.get(item);
      if (known) return known;
      const made = new Float64Array(MONTHS * count);
      byItem.set(item, made);
      return made;
    },
    all: () => Object.fromEntries(LINE_ITEMS.map((item) => [item, byItem.get(item) ?? null])) as Record<LineItem, Float64Array | null>,
    total(): Float64Array {
      const total = new Float64Array(MONTHS * count);
      for (const array of byItem.values()) for (let i = 0; i < total.length; i++) total[i]! += array[i]!;
      return total;
    },
  };
}

/** Adds one item of a slot to the months and to what each member pays. @returns what the other side receives */
function book(line: Float64Array, target: Float64Array, base: number, members: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < line.length; p++) {
    const amount = line[p]!;
    target[base + p]! += amount;
    members[p]! += amount;
    sum += amount;
  }
  return sum;
}

function closeSlot(members: Float64Array, received: number, balance: { money_microEUR: number; slots: number; openSlots: number }): void {
  let paid = 0;
  for (let p = 0; p < members.length; p++) paid += members[p]!;
  const open = paid - received;
  balance.slots++;
  balance.money_microEUR += open;
  if (open !== 0) balance.openSlots++;
}

/** What comes with the month: fixed charges, capacity, subscriptions, payments from outside. @returns what rounding changed */
function monthly(
  input: MoneyInput,
  rules: MoneyRules,
  energy: SettledEnergy,
  amounts: ReturnType<typeof newAmounts>,
  accounts: Record<Account, Float64Array>,
  balance: { money_microEUR: number; slots: number; openSlots: number },
): number {
  const count = energy.participantCount;
  const { axis } = input.community;
  const shares = monthShares(axis);
  const starts = monthStartSteps(axis);
  const line = new Float64Array(count);
  const exact = new Float64Array(count);
  const members = new Float64Array(count);
  const taxed = new Float64Array(count);
  let rounding = 0;
  let received = 0;
  const bookTo = (item: LineItem, account: Account, month: number, isTaxed: boolean) => {
    if (!line.some((amount) => amount !== 0)) return;
    const sum = book(line, amounts.get(item), month * count, members);
    accounts[account][month]! += sum;
    received += sum;
    if (isTaxed) for (let p = 0; p < count; p++) taxed[p]! += line[p]!;
  };
  const fill = (value: (p: number) => number) => {
    for (let p = 0; p < count; p++) {
      const amount = value(p);
      line[p] = Math.round(amount) + 0;
      rounding += line[p]! - amount;
    }
  };
  const tariff = (p: number) => rules.tariffs[rules.tariffOf[p] ?? 0]!.tariff;
  // The charge for power is spread so that twelve months add up to the rounded year.
  const elapsed = [0];
  for (const share of shares) elapsed.push(elapsed.at(-1)! + share);
  for (let month = 0; month < MONTHS; month++) {
    if (shares[month] === 0) continue;
    members.fill(0);
    taxed.fill(0);
    received = 0;
    fill((p) => tariff(p).supplierFixed_EURPerMonth * shares[month]! * MICRO);
    bookTo('supplierFixed', 'supplier', month, true);
    fill((p) => tariff(p).network.fixed_EURPerMonth * shares[month]! * MICRO);
    bookTo('networkFixed', 'network', month, true);
    for (let p = 0; p < count; p++) {
      const year = energy.peak_kW[p]! * tariff(p).network.capacity_EURPerKWYear * MICRO;
      line[p] = Math.round((year * elapsed[month + 1]!) / MONTHS) - Math.round((year * elapsed[month]!) / MONTHS);
    }
    bookTo('networkCapacity', 'network', month, true);
    fill((p) => (starts[month]! < rules.memberUntil[p]! ? rules.fees.platform_EURPerMonth * shares[month]! * MICRO : 0));
    bookTo('platformSubscription', 'platform', month, rules.vatOnFees);
    fill((p) => taxed[p]! * tariff(p).vat);
    bookTo('vat', 'vat', month, false);
    for (const extra of input.extras ?? []) {
      let sum = 0;
      for (let p = 0; p < count; p++) {
        exact[p] = -extra.amount_EUR[month * count + p]! * MICRO;
        sum += exact[p]!;
      }
      apportion(exact, count, Math.round(sum), line);
      rounding += Math.round(sum) - sum;
      bookTo(extra.item, extra.account, month, false);
    }
    closeSlot(members, received, balance);
  }
  return rounding;
}

function checkTariffs(energy: SettledEnergy, { community, tariffs, tariffOf, extras = [] }: MoneyInput): void {
  const count = energy.participantCount;
  const fits = tariffs.every(({ axis }) => axis.steps === energy.steps && axis.step_min === community.axis.step_min);
  const isNamed = Array.from({ length: count }, (_, p) => tariffs[tariffOf[p] ?? -1]).every(Boolean);
  if (fits && isNamed && extras.every(({ amount_EUR }) => amount_EUR.length === MONTHS * count)) return;
  throw new InputError({
    code: 'settlement.tariff',
    message: 'A member has no tariff, or a tariff or a payment is for other steps or months.',
    mend: 'Lay every tariff on the steps of the community and name one for each member.',
    values: { participants: count, steps: energy.steps },
  });
}

function checkAmounts(year: SettledYear): void {
  const unsafe = [year.total_microEUR, ...Object.values(year.accounts)].some((array) =>
    array.some((amount) => !(Math.abs(amount) <= Number.MAX_SAFE_INTEGER)),
  );
  if (!unsafe && year.balance.openSlots === 0) return;
  throw new InputError({
    code: 'settlement.amount',
    message: unsafe ? 'An amount is no number or is above 9 billion euro.' : `${year.balance.openSlots} slots do not close to zero.`,
    mend: 'Check prices and fees for values that are far too large.',
    values: { what: unsafe ? 'size' : 'open', slots: year.balance.openSlots },
  });
}
