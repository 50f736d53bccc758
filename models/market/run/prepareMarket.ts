/** A community made ready for its market: at the step of the rules, under its tariffs, with its batteries and flexible loads dispatched. */
import { contentHash } from '../../core/contentHash.ts';
import type { CancelSignal } from '../../core/errors.ts';
import { InputError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import type { DispatchCharges } from '../dispatch/chargedLinks.ts';
import { type DispatchedYear, type DispatchOptions, dispatchCommunity } from '../dispatch/dispatch.ts';
import type { MemberStore } from '../dispatch/members.ts';
import type { DispatchMode, MarketConfig } from '../marketConfig.ts';
import type { CertifiedGap } from '../outcome.ts';
import { resampleCommunity } from '../participants/resample.ts';
import { NO_FEES, type Tariff } from '../tariff.ts';
import { type TariffYear, tariffYear } from '../tariffs/tariffYear.ts';
import { chargesAtLevel } from './charges.ts';
import { type Memberships, membershipsOf } from './memberships.ts';
import { rowsOf, subCommunity, withoutLinkFees } from './subCommunity.ts';

export interface PreparedMarket {
  readonly community: MarketCommunity;
  readonly memberships: Memberships;
  /** By zone of `memberships.zones`. */
  readonly tariffs: readonly TariffYear[];
  /** Reading of each meter [participant * steps + step] [kWh]: above zero it draws. */
  readonly net_kWh: Float64Array;
  /** Behind the meter, what is moved in time not included [kWh]. */
  readonly gross: { readonly load_kWh: Float64Array; readonly generation_kWh: Float64Array };
  /** Power of what can move, at each meter [kW]. */
  readonly flexible_kW: Float64Array;
  /** Stores behind the meters with their schedules; those of whoever plans for the members. */
  readonly stores: readonly MemberStore[];
  readonly curtailed_kWh: number;
  readonly gap: CertifiedGap | null;
  readonly findings: readonly Issue[];
}

export interface PrepareOptions extends DispatchOptions {
  readonly signal?: CancelSignal | undefined;
}

/** What a preparation depends on: `design`, `priceRule` and `fees` count only where members are planned together. */
export type PreparedRules = Pick<MarketConfig, 'step_min' | 'tariffs' | 'dispatch' | 'design' | 'priceRule' | 'fees'>;

/**
 * What {@link prepareMarket} depends on; equal text, equal preparation.
 * @param withLinkFees whether links of the community's collectives charge fees
 */
export function preparationKey(config: PreparedRules, withLinkFees = true): string {
  const mode = dispatchMode(config);
  const own = [config.step_min, mode, tariffsKey(config.tariffs)];
  return JSON.stringify(mode === ownDispatch(mode) ? own : [...own, chargesKey(config, withLinkFees)]);
}

/** Members who do not trade have nothing to plan together. */
function dispatchMode({ dispatch, design, priceRule }: PreparedRules): DispatchMode {
  return dispatch === 'market' && !isTrading({ design, priceRule }) ? 'tariff' : dispatch;
}

function isTrading({ design, priceRule }: Pick<MarketConfig, 'design' | 'priceRule'>): boolean {
  return design !== 'supplier' && priceRule !== 'retail';
}

/** Who meets whom, where that matters, and what local energy is charged. */
function chargesKey(config: PreparedRules, withLinkFees: boolean): unknown {
  return Object.entries(config.tariffs).map(([zone, tariff]) => {
    const { pools, byLevel } = dispatchCharges(tariff, config);
    const charges = [...new Set(byLevel.map((level) => JSON.stringify(level)))];
    return [zone, withLinkFees || charges.length > 1 ? [pools, byLevel] : charges];
  });
}

/** In other designs collectives are names only. */
function hasLinks(design: MarketConfig['design']): boolean {
  return design === 'hybrid' || design === 'districts';
}

/**
 * Charges that members' plans count, by level. The commission of a broker and charges by distance are left out, as they
 * depend on who trades with whom.
 */
function dispatchCharges(tariff: Tariff, { design, priceRule, fees }: PreparedRules): DispatchCharges {
  const pools = design === 'hybrid' ? 'all' : design === 'districts' ? 'first' : 'root';
  if (!isTrading({ design, priceRule })) return { pools, byLevel: [{ ...chargesAtLevel(tariff, NO_FEES, 0), buyer_EURPerKWh: NEVER }] };
  const levels = Math.max(1, tariff.network.localShareByLevel.length);
  return { pools, byLevel: Array.from({ length: levels }, (_, level) => chargesAtLevel(tariff, fees, level)) };
}

/** A charge at which nobody trades [EUR/kWh]. */
const NEVER = Number.MAX_VALUE;

const known = new WeakMap<Float64Array, string>();

/** Text of the prices at the meter, which are all that a dispatch sees of tariffs; a price series counts by its content. */
function tariffsKey(tariffs: Readonly<Record<string, Tariff>>): string {
  const prices = Object.entries(tariffs).map(([zone, tariff]) => [
    zone,
    tariff.energy,
    tariff.feedIn,
    tariff.network.energy_EURPerKWh + tariff.levies_EURPerKWh,
    tariff.vat,
  ]);
  return JSON.stringify(prices, (_, value: unknown) => {
    if (!(value instanceof Float64Array)) return value;
    const name = known.get(value) ?? contentHash(value);
    known.set(value, name);
    return name;
  });
}

/** How the members would run their stores as the supplier's customers alone: each for its own bill. */
export function ownDispatch(mode: DispatchMode): DispatchMode {
  return mode === 'market' || mode === 'grid-support' ? 'tariff' : mode;
}

/**
 * @throws InputError where a participant has no meter, a zone has no tariff, prices or powers are no numbers, or a store cannot be run
 */
export async function prepareMarket(given: MarketCommunity, config: PreparedRules, options: PrepareOptions): Promise<PreparedMarket> {
  checkSize(given, config.step_min);
  const community = resampleCommunity(given, config.step_min);
  const memberships = membershipsOf(community);
  const tariffs = tariffYears(community, memberships, config.tariffs);
  const dispatched = await dispatchZones(community, memberships, tariffs, config, options);
  const step_h = stepHours(community.axis);
  const { load_kW, generation_kW } = community;
  const { flexible_kW, curtailed_kW } = dispatched;
  const net_kWh = new Float64Array(load_kW.length);
  const load_kWh = new Float64Array(load_kW.length);
  const generation_kWh = new Float64Array(load_kW.length);
  let curtailed_kWh = 0;
  for (let at = 0; at < net_kWh.length; at++) {
    const used = load_kW[at]! * step_h;
    const made = (generation_kW[at]! - curtailed_kW[at]!) * step_h;
    load_kWh[at] = used;
    generation_kWh[at] = made;
    curtailed_kWh += curtailed_kW[at]! * step_h;
    net_kWh[at] = used - made + flexible_kW[at]! * step_h;
  }
  return {
    community,
    memberships,
    tariffs,
    net_kWh,
    gross: { load_kWh, generation_kWh },
    flexible_kW,
    stores: dispatched.stores,
    curtailed_kWh,
    gap: dispatched.gap,
    findings: [...tariffs.flatMap((year) => year.findings), ...dispatched.findings],
  };
}

/**
 * Tariffs of the zones on the steps of the community.
 * @throws InputError `market.noTariff` where a zone has none, and what `tariffYear` throws
 */
export function tariffYears(
  { axis }: Pick<MarketCommunity, 'axis'>,
  { zones }: Pick<Memberships, 'zones'>,
  tariffs: MarketConfig['tariffs'],
): readonly TariffYear[] {
  return zones.map((zone) => {
    const tariff = tariffs[zone] ?? tariffs.default;
    if (!tariff) throw noTariff(zone);
    return tariffYear(tariff, axis);
  });
}

/** Members of different zones have different prices, so every zone is dispatched by itself. */
async function dispatchZones(
  community: MarketCommunity,
  memberships: Memberships,
  tariffs: readonly TariffYear[],
  config: PreparedRules,
  options: PrepareOptions,
): Promise<Pick<DispatchedYear, 'flexible_kW' | 'curtailed_kW' | 'gap' | 'stores' | 'findings'>> {
  const first = tariffs[0];
  const mode = dispatchMode(config);
  const linked = hasLinks(config.design) ? community : withoutLinkFees(community);
  const chargedBy = (year: TariffYear) => ({ ...options, charges: dispatchCharges(year.tariff, config) });
  if (tariffs.length === 1 && first) return dispatchCommunity(linked, mode, first, chargedBy(first));
  const { steps } = community.axis;
  const flexible_kW = new Float64Array(community.load_kW.length);
  const curtailed_kW = new Float64Array(community.load_kW.length);
  const findings: Issue[] = [];
  const gaps: CertifiedGap[] = [];
  const stores: MemberStore[] = [];
  for (const [zone, tariff] of tariffs.entries()) {
    const rows = rowsOf(memberships.zoneOf, zone);
    const part = await dispatchCommunity(subCommunity(linked, rows), mode, tariff, chargedBy(tariff));
    for (const [i, row] of rows.entries()) {
      flexible_kW.set(part.flexible_kW.subarray(i * steps, (i + 1) * steps), row * steps);
      curtailed_kW.set(part.curtailed_kW.subarray(i * steps, (i + 1) * steps), row * steps);
    }
    stores.push(...part.stores.map((store) => ({ ...store, participant: rows[store.participant]! })));
    findings.push(...part.findings);
    if (part.gap) gaps.push(part.gap);
  }
  return { flexible_kW, curtailed_kW, stores, findings, gap: joinedGap(gaps) };
}

/** Bounds of parts that do not touch each other add up. */
function joinedGap(gaps: readonly CertifiedGap[]): CertifiedGap | null {
  if (gaps.length === 0) return null;
  const sum = (of: (gap: CertifiedGap) => number): number => gaps.reduce((total, gap) => total + of(gap), 0);
  const upper_EUR = sum((gap) => gap.upper_EUR);
  const open = upper_EUR - sum((gap) => gap.lower_EUR);
  const benefit = sum((gap) => (gap.ofBenefit > 0 ? (gap.upper_EUR - gap.lower_EUR) / gap.ofBenefit : 0));
  return {
    upper_EUR,
    lower_EUR: upper_EUR - open,
    relative: upper_EUR === 0 ? 0 : open / Math.abs(upper_EUR),
    ofBenefit: benefit > 0 ? open / benefit : 0,
    iterations: Math.max(...gaps.map((gap) => gap.iterations)),
    isCertified: gaps.every((gap) => gap.isCertified),
  };
}

function noTariff(zone: string): InputError {
  return new InputError({
    code: 'market.noTariff',
    message: `There is no tariff for the zone "${zone}".`,
    where: zone,
    mend: 'Give the zone a tariff, or a tariff named "default".',
    values: { zone },
  });
}

/** Readings of members and steps that a market holds at once: a dozen tables of it are a gigabyte. */
const MOST_READINGS = 12e6;

/** @throws InputError `market.tooLarge` */
function checkSize({ participants, axis }: MarketCommunity, step_min: number): void {
  const readings = (participants.length * axis.steps * axis.step_min) / step_min;
  if (readings <= MOST_READINGS) return;
  throw new InputError({
    code: 'market.tooLarge',
    message: `A year of ${participants.length} members in steps of ${step_min} minutes is too large to be held at once.`,
    where: `${readings / 1e6} million readings`,
    mend: 'Take a longer step, or fewer members.',
    values: { members: participants.length, step_min, most: Math.floor((MOST_READINGS * step_min) / (axis.steps * axis.step_min)) },
  });
}
