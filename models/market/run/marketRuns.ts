/**
 * The years of one community under any number of rules. What rules have in common is worked out once: two sets that differ in
 * a fee share dispatch and clearing, two that differ in sharing share all but the last step.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { MarketCommunity } from '../community.ts';
import { stepHours } from '../community.ts';
import type { DispatchOptions } from '../dispatch/dispatch.ts';
import { type FlexibilityYear, flexibilityKey, flexibilityYear } from '../flexibility/flexibilityYear.ts';
import type { MarketConfig } from '../marketConfig.ts';
import type { MarketOutcome } from '../outcome.ts';
import { type FilledCommunity, filledCommunity } from '../participants/filledCommunity.ts';
import { DEFAULT_AUTOCORRELATION, forecastErrors } from '../participants/forecast.ts';
import type { LinearSolver } from '../ports.ts';
import { type SettledEnergy, settleEnergy } from '../settlement/settleEnergy.ts';
import { type ExtraPayment, type MoneyInput, nothingCleared, type SettledYear, settleMoney } from '../settlement/settleYear.ts';
import { NO_FEES } from '../tariff.ts';
import { type ClearedMarket, type ClearOptions, clearingKey, clearMarket } from './clearMarket.ts';
import { overNoWire, withinConnection, worthAtLimit } from './connection.ts';
import { marketOutcome } from './marketOutcome.ts';
import { ownDispatch, type PreparedMarket, type PreparedRules, preparationKey, prepareMarket, tariffYears } from './prepareMarket.ts';
import { presetExtras, presetMarket, presetProduct, presetStory } from './presetStage.ts';
import { type SharedGain, settleMarket, yearCosts } from './settleMarket.ts';

/** Engines above the models, where they are there. */
export interface MarketPorts extends Pick<DispatchOptions, 'fleet' | 'storageYear'> {
  readonly solver?: LinearSolver | null;
  readonly now?: () => number;
}

export interface RunOptions {
  /** Rules whose dispatch is kept, so that a changed fee bills anew without moving a store; taken where prices, steps and mode agree. */
  readonly like?: MarketConfig | undefined;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** One set of rules, worked out. */
export interface MarketYear {
  /** Meters of the year; after delivery where flexibility is sold. */
  readonly prepared: PreparedMarket;
  /** What was sold outside; null where the rules sell nothing. */
  readonly flexibility: FlexibilityYear | null;
  readonly market: ClearedMarket;
  readonly shared: SharedGain;
  /** The same members as the supplier's customers alone: meters and bills. */
  readonly alone: PreparedMarket;
  readonly reference: SettledYear;
}

/** What is kept at once: years of a hundred members take tens of megabytes each. */
const PREPARED_KEPT = 4;
const CLEARED_KEPT = 10;

export class MarketRuns {
  /** As given, gaps of its readings filled. */
  readonly community: MarketCommunity;
  readonly #filled: FilledCommunity['findings'];
  readonly #ports: MarketPorts;
  readonly #withLinkFees: boolean;
  readonly #prepared = new Kept<Promise<PreparedMarket>>(PREPARED_KEPT);
  readonly #flexibility = new Kept<Promise<FlexibilityYear | null>>(PREPARED_KEPT);
  readonly #references = new Kept<Promise<SettledYear>>(PREPARED_KEPT);
  readonly #cleared = new Kept<{ readonly market: ClearedMarket; readonly energy: SettledEnergy }>(CLEARED_KEPT);

  /** @throws InputError `market.readings` where readings of a member are missing beyond filling */
  constructor(community: MarketCommunity, ports: MarketPorts = {}) {
    const filled = filledCommunity(community);
    this.community = filled.community;
    this.#filled = filled.findings;
    this.#ports = ports;
    this.#withLinkFees = community.collectives.some((at) => at.importFee_EURPerKWh !== 0 || at.exportFee_EURPerKWh !== 0);
  }

  /** Meters of the year under a tariff and a way to run stores. */
  async prepared(config: PreparedRules, { like, signal, onProgress }: RunOptions = {}): Promise<PreparedMarket> {
    const planned = this.#planned(config, like);
    const prepared = await this.#prepared.once(this.#keyOf(planned), () =>
      prepareMarket(this.community, planned, {
        signal,
        ...(onProgress ? { onProgress } : {}),
        ...(this.#ports.fleet ? { fleet: this.#ports.fleet } : {}),
        ...(this.#ports.storageYear ? { storageYear: this.#ports.storageYear } : {}),
      }),
    );
    // Charges that the dispatch does not see may differ from those it was worked out under.
    const tariffs = tariffYears(prepared.community, prepared.memberships, config.tariffs);
    return { ...prepared, tariffs, findings: [...this.#filled, ...prepared.findings] };
  }

  /** The rules that stores are dispatched under. */
  #planned(config: PreparedRules, like: MarketConfig | undefined): PreparedRules {
    if (!like || like.dispatch !== config.dispatch) return config;
    const pricesOf = (rules: PreparedRules): string => this.#keyOf({ ...rules, dispatch: 'tariff' });
    return pricesOf(like) === pricesOf(config) ? like : config;
  }

  #keyOf(config: PreparedRules): string {
    return preparationKey(config, this.#withLinkFees);
  }

  /** The same members as the supplier's customers alone. */
  reference(config: MarketConfig, options: RunOptions = {}): Promise<SettledYear> {
    const alone = { ...config, dispatch: ownDispatch(config.dispatch) };
    // Own plans see no fees: nothing to keep.
    return this.#references.once(`${this.#keyOf(alone)} ${JSON.stringify(alone.tariffs, suppliersOnly)}`, async () => {
      const prepared = withinConnection(await this.prepared(alone, options));
      const { participants, axis } = prepared.community;
      const cleared = nothingCleared(participants.length, axis.steps);
      const energy = settleEnergy({ community: prepared.community, net_kWh: prepared.net_kWh, cleared });
      return settleMoney(energy, {
        community: prepared.community,
        tariffs: prepared.tariffs,
        tariffOf: prepared.memberships.zoneOf,
        fees: NO_FEES,
      });
    });
  }

  /** Who traded what, from the store where the same rules were cleared before. */
  async cleared(
    config: MarketConfig,
    options: RunOptions = {},
  ): Promise<{
    readonly prepared: PreparedMarket;
    readonly market: ClearedMarket;
    readonly energy: SettledEnergy;
    readonly flexibility: FlexibilityYear | null;
  }> {
    const scheduled = await this.prepared(config, options);
    const flexibility = await this.#flexibilityOf(scheduled, config, options);
    const prepared = withinConnection(flexibility ? delivered(scheduled, flexibility) : scheduled);
    throwIfAborted(options.signal);
    const charges = JSON.stringify(config.tariffs, chargesOnly);
    const key = `${this.#keyOf(this.#planned(config, options.like))} ${charges} ${clearingKey(config)} ${config.forecastError} ${flexibilityKey(config)} ${config.preset}`;
    const { market, energy } = this.#cleared.get(key) ?? this.#clear(prepared, config, key);
    return { prepared: withAnswer(prepared, market), market, energy, flexibility };
  }

  /** Stage 3: offers outside, on top of the schedule. */
  async #flexibilityOf(scheduled: PreparedMarket, config: MarketConfig, options: RunOptions): Promise<FlexibilityYear | null> {
    if (config.flexibility === null) return null;
    const deviation_kWh = config.forecastError > 0 ? deviations(scheduled, config) : null;
    return this.#flexibility.once(`${this.#keyOf(this.#planned(config, options.like))} ${flexibilityKey(config)} ${config.preset}`, () =>
      flexibilityYear(worthAtLimit(scheduled), presetProduct(scheduled, config), { deviation_kWh, ...options }),
    );
  }

  #clear(prepared: PreparedMarket, config: MarketConfig, key: string): { readonly market: ClearedMarket; readonly energy: SettledEnergy } {
    const keepTrades: ClearOptions = { keepTrades: config.design === 'p2p' };
    const market = presetMarket(prepared, config, clearMarket(announced(prepared, config), config, keepTrades));
    const withDistance = prepared.tariffs.some(({ tariff }) => tariff.network.distance_EURPerKWhKm !== 0);
    const { net_kWh } = withAnswer(prepared, market);
    const energy = settleEnergy({
      community: prepared.community,
      net_kWh,
      cleared: market.cleared,
      withDistance,
      withLevels: prepared.tariffs.some(({ tariff }) => new Set(tariff.network.localShareByLevel).size > 1),
      earlier: this.#cleared.values().map((made) => made.energy),
    });
    const made = { market, energy };
    this.#cleared.set(key, made);
    return made;
  }

  async year(config: MarketConfig, options: RunOptions = {}): Promise<MarketYear> {
    const reference = await this.reference(config, options);
    const { prepared, market, energy, flexibility } = await this.cleared(config, options);
    throwIfAborted(options.signal);
    const money = moneyOf(prepared, config, market, flexibility);
    const shared = settleMarket(prepared, config, energy, money, yearCosts(reference), {
      solver: this.#ports.solver ?? null,
      signal: options.signal,
    });
    const alone = withinConnection(await this.prepared({ ...config, dispatch: ownDispatch(config.dispatch) }, options));
    return { prepared, flexibility, market, shared, alone, reference };
  }

  async outcome(config: MarketConfig, options: RunOptions = {}): Promise<MarketOutcome> {
    const now = this.#ports.now ?? (() => 0);
    const start = now();
    const year = await this.year(config, options);
    const story = presetStory(config, year, this.#ports.solver ?? null);
    const outcome = overNoWire(marketOutcome(config, year, now() - start), this.community);
    return story.length > 0 ? { ...outcome, story } : outcome;
  }
}

/** Charges of a tariff beside its price curves, which the key of the preparation holds already. */
function chargesOnly(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? value.length : value;
}

/** Charges on local energy, which the supplier's customers do not pay. */
const LOCAL_CHARGES = new Set(['localShareByLevel', 'localLevyShare', 'distance_EURPerKWhKm']);

function suppliersOnly(key: string, value: unknown): unknown {
  return LOCAL_CHARGES.has(key) ? undefined : chargesOnly(key, value);
}

/** The same members after what they delivered outside. */
function delivered(scheduled: PreparedMarket, { net_kWh, flexible_kW, findings }: FlexibilityYear): PreparedMarket {
  return { ...scheduled, net_kWh, flexible_kW, findings: [...scheduled.findings, ...findings] };
}

/** Deviations, owners' income and what else the money rules of a market are made of. */
export function moneyOf(
  prepared: PreparedMarket,
  config: MarketConfig,
  market: ClearedMarket,
  flexibility: Pick<FlexibilityYear, 'extras'> | null = null,
): MoneyInput {
  const { community, tariffs, memberships } = prepared;
  const deviation_kWh = config.forecastError > 0 ? deviations(prepared, config) : null;
  const rent = linkOwners(prepared, market);
  const extras = [...(rent ? [rent] : []), ...(flexibility?.extras ?? []), ...presetExtras(prepared, config)];
  return {
    community,
    tariffs,
    tariffOf: memberships.zoneOf,
    fees: config.design === 'supplier' ? NO_FEES : config.fees,
    ...(deviation_kWh ? { deviation_kWh, imbalance_EURPerKWh: config.imbalance_EURPerKWh } : {}),
    ...(extras.length > 0 ? { extras } : {}),
  };
}

/** Readings and use as they are once members answered the prices. */
function withAnswer(prepared: PreparedMarket, { answer_kWh }: ClearedMarket): PreparedMarket {
  if (!answer_kWh) return prepared;
  const added = (table: Float64Array): Float64Array => table.map((value, at) => value + answer_kWh[at]!);
  return { ...prepared, net_kWh: added(prepared.net_kWh), gross: { ...prepared.gross, load_kWh: added(prepared.gross.load_kWh) } };
}

/** What members announce for the market: the metered year with the error of their forecasts. */
function announced(prepared: PreparedMarket, config: MarketConfig): PreparedMarket {
  if (!(config.forecastError > 0)) return prepared;
  const deviation = deviations(prepared, config);
  return { ...prepared, net_kWh: prepared.net_kWh.map((net, at) => net - deviation[at]!) };
}

/** Metered less announced [kWh]. Load and generation err by themselves. */
function deviations({ community, gross }: PreparedMarket, { forecastError, seed }: MarketConfig): Float64Array {
  const { steps, step_min } = community.axis;
  const out = new Float64Array(gross.load_kWh.length);
  const options = { error: forecastError, autocorrelationPerHour: DEFAULT_AUTOCORRELATION, seed };
  for (const [row, { id }] of community.participants.entries()) {
    const load = forecastErrors(steps, step_min, `load:${id}`, options);
    const generation = forecastErrors(steps, step_min, `generation:${id}`, options);
    for (let t = 0; t < steps; t++) {
      const at = row * steps + t;
      out[at] = gross.generation_kWh[at]! * Math.max(generation[t]!, -1) - gross.load_kWh[at]! * Math.max(load[t]!, -1);
    }
  }
  return out;
}

/** Income of links that members own, in equal parts to the owners, spread over the months. */
function linkOwners({ community }: PreparedMarket, { linkIncome_EUR }: ClearedMarket): ExtraPayment | null {
  const count = community.participants.length;
  const row = new Map(community.participants.map(({ id }, i) => [id, i]));
  const amount_EUR = new Float64Array(12 * count);
  const hours = community.axis.steps * stepHours(community.axis);
  const months = Math.max(1, Math.min(12, Math.round(hours / 730)));
  let total = 0;
  for (const [collective, { owners }] of community.collectives.entries()) {
    const rows = owners.flatMap((id) => row.get(id) ?? []);
    for (const owner of rows) {
      for (let month = 0; month < months; month++) amount_EUR[month * count + owner]! += linkIncome_EUR[collective]! / rows.length / months;
      total += linkIncome_EUR[collective]!;
    }
  }
  return total > 0 ? { item: 'linkRent', account: 'community', amount_EUR } : null;
}

/** The last few answers by their question; a question that failed is asked again. */
class Kept<T> {
  readonly #most: number;
  readonly #values = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** The newest first. */
  values(): readonly T[] {
    return [...this.#values.values()].reverse();
  }

  set(key: string, value: T): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#most) return;
      this.#values.delete(oldest);
    }
  }

  once(key: string, make: () => T & Promise<unknown>): T {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    made.catch(() => this.#values.delete(key));
    return made;
  }
}
