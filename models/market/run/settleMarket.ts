/** A cleared market settled, and the gain handed out. */
import type { CancelSignal } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { MarketConfig } from '../marketConfig.ts';
import type { CoalitionDeficit } from '../outcome.ts';
import type { LinearSolver } from '../ports.ts';
import type { SettledEnergy } from '../settlement/settleEnergy.ts';
import { type ExtraPayment, type MoneyInput, type SettledYear, settleMoney } from '../settlement/settleYear.ts';
import { type CoreCheck, coreCheck } from '../sharing/coreCheck.ts';
import { poolGame } from '../sharing/poolGame.ts';
import { type GainSharing, type ShareInputs, shareGain } from '../sharing/shareGain.ts';
import { type LocalCharges, localCharges, needsOf, withinCharges } from './charges.ts';
import type { PreparedMarket } from './prepareMarket.ts';
import { gatherRows, rowsOf } from './subCommunity.ts';

const MONTHS = 12;
const MICRO = 1e6;

export interface SharedGain {
  readonly settled: SettledYear;
  /** Paid to each member beside its trades [EUR/a]; sums to zero. */
  readonly shared_EUR: Float64Array;
  readonly interval_EUR: number;
  /** Group that would gain most by leaving; null where none would, undefined where there is nothing to leave. Looked for when asked. */
  readonly coalition: () => CoalitionDeficit | null | undefined;
  readonly findings: readonly Issue[];
}

export interface SharingPorts {
  readonly solver: LinearSolver | null;
  readonly signal?: CancelSignal | undefined;
}

/** Year's bill per participant [EUR]. */
export function yearCosts(settled: SettledYear): Float64Array {
  const { participantCount, total_microEUR } = settled;
  const costs = new Float64Array(participantCount);
  for (let month = 0; month < MONTHS; month++) {
    for (let row = 0; row < participantCount; row++) costs[row]! += total_microEUR[month * participantCount + row]! / MICRO;
  }
  return costs;
}

/** Members that take part at the end of the year; those who left keep their own bill. */
export function memberRows({ community }: PreparedMarket): Int32Array {
  return rowsOf(
    community.participants.map(({ optedOutFrom }) => (optedOutFrom === null ? 1 : 0)),
    1,
  );
}

/**
 * Settles, and where the rules share the gain, settles once more with what each member gets or gives: everybody's bill is then
 * its bill as the supplier's customer less its share.
 * @param reference_EUR year's bill of each as the supplier's customer alone
 */
export function settleMarket(
  prepared: PreparedMarket,
  config: MarketConfig,
  energy: SettledEnergy,
  money: MoneyInput,
  reference_EUR: Float64Array,
  ports: SharingPorts,
): SharedGain {
  const settled = settleMoney(energy, money);
  const before = yearCosts(settled);
  const rows = memberRows(prepared);
  const none = { settled, shared_EUR: new Float64Array(before.length), interval_EUR: 0, findings: [] };
  if (config.design === 'supplier' || rows.length === 0) return { ...none, coalition: () => undefined };
  if (config.sharing === 'none') {
    return { ...none, coalition: () => worstCoalition(prepared, config, rows, gainsOf(rows, reference_EUR, before), ports) };
  }
  const { share_EUR, interval_EUR, findings } = gainShares(prepared, config, rows, reference_EUR, settled, ports);
  const shared_EUR = new Float64Array(before.length);
  for (const [i, row] of rows.entries()) shared_EUR[row] = share_EUR[i]! - (reference_EUR[row]! - before[row]!);
  const amount_EUR = new Float64Array(MONTHS * before.length);
  for (const [month, share] of monthParts(settled).entries()) {
    for (let row = 0; row < before.length; row++) amount_EUR[month * before.length + row] = shared_EUR[row]! * share;
  }
  const extra: ExtraPayment = { item: 'sharedGain', account: 'community', amount_EUR };
  return {
    settled: settleMoney(energy, { ...money, extras: [...(money.extras ?? []), extra] }),
    shared_EUR,
    interval_EUR,
    findings,
    coalition: () => worstCoalition(prepared, config, rows, share_EUR, ports),
  };
}

/** Each month's part of what is settled for the year. */
function monthParts({ monthShare }: SettledYear): readonly number[] {
  const total = monthShare.reduce((sum, share) => sum + share, 0);
  return monthShare.map((share) => (total > 0 ? share / total : 0));
}

function gainsOf(rows: Int32Array, reference: Float64Array, costs: Float64Array): Float64Array {
  return Float64Array.from(rows, (row) => reference[row]! - costs[row]!);
}

/** Shares of members in what a settled year saved against the reference, by row of `rows`. */
export function gainShares(
  prepared: PreparedMarket,
  config: MarketConfig,
  rows: Int32Array,
  reference_EUR: Float64Array,
  settled: SettledYear,
  { solver, signal }: SharingPorts,
): ReturnType<typeof shareGain> {
  const sold = yearSum(settled.energy.sold_mWh, settled.participantCount);
  const { isRenewable, participants } = prepared.community;
  const gain_EUR = gainsOf(rows, reference_EUR, yearCosts(settled)).reduce((sum, gain) => sum + gain, 0);
  const inputs = {
    gain_EUR,
    delivered_kWh: Float64Array.from(rows, (row) => sold[row]! / MICRO),
    socialWeight: Float64Array.from(rows, (row) => participants[row]!.socialWeight),
    renewable_kWh: Float64Array.from(rows, (row) => (isRenewable[row] === 1 ? sold[row]! / MICRO : 0)),
    game: () => communityGame(prepared, config, rows),
    solver,
    mix: config.mix,
    seed: config.seed,
    relativeHalfWidth: 0.001,
    signal,
  };
  return config.sharing === 'shapley' ? shapleyShares(inputs) : shareGain(config.sharing as GainSharing, inputs);
}

const unitShares = new WeakMap<object, Map<number, ReturnType<typeof shareGain>>>();

/** Shapley shares depend on what groups are worth and scale with the gain: looked for once, whatever the price rule. */
function shapleyShares(inputs: ShareInputs): ReturnType<typeof shareGain> {
  const game = inputs.game();
  const bySeed = unitShares.get(game) ?? new Map<number, ReturnType<typeof shareGain>>();
  unitShares.set(game, bySeed);
  const one = bySeed.get(inputs.seed) ?? shareGain('shapley', { ...inputs, gain_EUR: 1 });
  bySeed.set(inputs.seed, one);
  return {
    share_EUR: one.share_EUR.map((share) => share * inputs.gain_EUR),
    interval_EUR: one.interval_EUR * Math.abs(inputs.gain_EUR),
    findings: one.findings,
  };
}

function yearSum(byMonth: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let at = 0; at < byMonth.length; at++) sums[at % count]! += byMonth[at]!;
  return sums;
}

/** By the readings they are made of, then by charges. */
const games = new WeakMap<Float64Array, Map<string, ReturnType<typeof poolGame>>>();

/**
 * What groups of members would save by sharing at the supplier's prices, less the same charges on local energy; with several
 * zones, each at its own price.
 */
function communityGame(prepared: PreparedMarket, config: MarketConfig, rows: Int32Array): ReturnType<typeof poolGame> {
  const { axis } = prepared.community;
  const { zones, depth, innermost } = prepared.memberships;
  const farthest = Math.max(0, ...Array.from(rows, (row) => depth[innermost[row]!]!));
  const charges = zones.map((_, zone) => localCharges(prepared, config, zone, farthest));
  const bands = zones.map((_, zone) => withinCharges(needsOf(prepared, prepared.net_kWh, rows, zone), charges[zone]!));
  const key = gameKey(prepared, charges);
  const byCharges = games.get(prepared.net_kWh) ?? new Map<string, ReturnType<typeof poolGame>>();
  games.set(prepared.net_kWh, byCharges);
  const known = byCharges.get(key);
  if (known) return known;
  const [first] = bands;
  // Zones lie behind each other on one long axis, so that members of different zones never meet.
  const game =
    zones.length === 1 && first
      ? poolGame(first)
      : poolGame({
          ...bands[0]!,
          steps: axis.steps * zones.length,
          net_kWh: inZones(prepared, gatherRows(prepared.net_kWh, rows, axis.steps), rows),
          import_EURPerKWh: joined(bands.map((band) => band.import_EURPerKWh)),
          export_EURPerKWh: joined(bands.map((band) => band.export_EURPerKWh)),
        });
  byCharges.set(key, game);
  return game;
}

/** Prices of the supplier are those the readings were made under. */
function gameKey({ tariffs }: PreparedMarket, charges: readonly LocalCharges[]): string {
  return JSON.stringify([charges, tariffs.map(({ fixed_EURPerMonth }) => fixed_EURPerMonth)]);
}

function inZones({ community, memberships }: PreparedMarket, net_kWh: Float64Array, rows: Int32Array): Float64Array {
  const { steps } = community.axis;
  const width = steps * memberships.zones.length;
  const out = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    out.set(net_kWh.subarray(i * steps, (i + 1) * steps), i * width + memberships.zoneOf[rows[i]!]! * steps);
  }
  return out;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Less than this is rounding, not a reason to leave [EUR/a]. */
const WORTH_LEAVING_EUR = 0.01;

function worstCoalition(
  prepared: PreparedMarket,
  config: MarketConfig,
  rows: Int32Array,
  gains_EUR: Float64Array,
  { signal }: SharingPorts,
): CoalitionDeficit | null {
  const check: CoreCheck = coreCheck(communityGame(prepared, config, rows), gains_EUR, { seed: config.seed, starts: 4, signal });
  if (check.slack > -WORTH_LEAVING_EUR) return null;
  return { members: check.members.map((i) => rows[i]!), deficit_EUR: -check.slack };
}
