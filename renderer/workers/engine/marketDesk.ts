/** Markets in the engine: builds communities from the simulated district or the samples, keeps their years, answers the lab. */
import { buildingCentres } from '#gis-data/footprints.ts';
import { COMMUNITY_SPECS, sampleCommunity } from '#gis-data/samples/communities/index.ts';
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import type { OnProgress } from '#models/core/progress.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { type MarketCommunity, stepHours } from '#models/market/community.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketOutcome, MarketStep, ParticipantYear } from '#models/market/outcome.ts';
import type { Participant } from '#models/market/participant.ts';
import { communityFromDistrict } from '#models/market/participants/fromDistrict.ts';
import { marketMatrix } from '#models/market/run/marketMatrix.ts';
import { type MarketPorts, MarketRuns } from '#models/market/run/marketRuns.ts';
import { marketStep } from '#models/market/run/marketStep.ts';
import { participantYear } from '#models/market/run/participantYear.ts';
import { yearCosts } from '#models/market/run/settleMarket.ts';
import { type StorageCost, sizeStorage } from '#models/market/run/sizeStorage.ts';
import { withFee } from '#models/market/run/withFee.ts';
import type { ScenarioRun } from '#models/scenario/runScenario.ts';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import { LruMap } from '../lruMap.ts';
import type { CommunityChoice, CommunityView, FeeKey, FeePoint, MarketMatrix, ParticipantChange, StorageSizing } from '../marketApi.ts';
import type { Variant } from './variants.ts';

/** Communities kept with all that was worked out for them. */
const COMMUNITIES_KEPT = 2;

/** What the district gives to its community. */
export interface SimulatedDistrict {
  readonly run: ScenarioRun;
  readonly variant: Variant;
  readonly firstWeekday: number;
}

/** Engines of the market that are started when first needed. */
export type StartMarketPorts = () => Promise<MarketPorts>;

interface Trading {
  readonly runs: MarketRuns;
  readonly findings: readonly Issue[];
}

export class MarketDesk {
  readonly #solver: SolverPort;
  readonly #startPorts: StartMarketPorts;
  readonly #trading = new LruMap<Trading>(COMMUNITIES_KEPT);
  #ports: Promise<MarketPorts> | null = null;

  constructor(solver: SolverPort, startPorts: StartMarketPorts) {
    this.#solver = solver;
    this.#startPorts = startPorts;
  }

  async view(choice: CommunityChoice, district: () => Promise<SimulatedDistrict>, signal: AbortSignal): Promise<CommunityView> {
    return communityView((await this.#trade(choice, district, signal)).runs.community);
  }

  async outcomes(
    choice: CommunityChoice,
    district: () => Promise<SimulatedDistrict>,
    configs: readonly MarketConfig[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<readonly MarketOutcome[]> {
    const { runs, findings } = await this.#trade(choice, district, signal);
    const outcomes: MarketOutcome[] = [];
    for (const [i, config] of configs.entries()) {
      const part = (done: number): number => (i + done) / configs.length;
      onProgress({ done: part(0), stage: 'progress.market' });
      const outcome = await runs.outcome(config, {
        signal,
        onProgress: ({ done }) => onProgress({ done: part(0.9 * done), stage: 'progress.market' }),
      });
      outcomes.push({ ...outcome, findings: [...findings, ...outcome.findings] });
      await breathe();
      throwIfAborted(signal);
    }
    return outcomes;
  }

  async matrix(
    choice: CommunityChoice,
    district: () => Promise<SimulatedDistrict>,
    base: MarketConfig,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<MarketMatrix> {
    const { runs } = await this.#trade(choice, district, signal);
    const start = performance.now();
    const cells = await marketMatrix(runs, base, { signal, onProgress, breathe });
    return { cells, duration_ms: performance.now() - start };
  }

  async participant(
    choice: CommunityChoice,
    district: () => Promise<SimulatedDistrict>,
    config: MarketConfig,
    row: number,
    signal: AbortSignal,
  ): Promise<ParticipantYear> {
    const { runs } = await this.#trade(choice, district, signal);
    return participantYear(await runs.year(config, { signal }), row);
  }

  async step(
    choice: CommunityChoice,
    district: () => Promise<SimulatedDistrict>,
    config: MarketConfig,
    step: number,
    signal: AbortSignal,
  ): Promise<MarketStep> {
    const { runs } = await this.#trade(choice, district, signal);
    const { prepared, market } = await runs.cleared(config, { signal });
    return marketStep(prepared, market, config, step);
  }

  async fee(
    choice: CommunityChoice,
    district: () => Promise<SimulatedDistrict>,
    config: MarketConfig,
    fee: FeeKey,
    values: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly FeePoint[]> {
    const { runs } = await this.#trade(choice, district, signal);
    const points: FeePoint[] = [];
    for (const value of values) {
      const { shared, reference } = await runs.year(withFee(config, fee, value), { signal, like: config });
      const cost_EUR = yearCosts(shared.settled);
      const before = yearCosts(reference);
      const change = cost_EUR.map((cost, row) => cost - before[row]!);
      points.push({
        value,
        gain_EUR: -change.reduce((sum, one) => sum + one, 0),
        local_kWh: shared.settled.energy.bought_mWh.reduce((sum, one) => sum + one, 0) / 1e6,
        losers: change.filter((one) => one > 0.005).length,
        cost_EUR,
      });
      await breathe();
      throwIfAborted(signal);
    }
    return points;
  }

  async size(
    choice: CommunityChoice,
    district: () => Promise<SimulatedDistrict>,
    config: MarketConfig,
    cost: StorageCost,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<StorageSizing> {
    const { runs } = await this.#trade(choice, district, signal);
    const { solver } = await this.#start();
    if (!solver) throw noSolver();
    return sizeStorage(await runs.prepared(config, { signal }), solver, cost, { signal, onProgress, breathe });
  }

  #start(): Promise<MarketPorts> {
    this.#ports ??= this.#startPorts();
    return this.#ports;
  }

  async #trade(choice: CommunityChoice, district: () => Promise<SimulatedDistrict>, signal: AbortSignal): Promise<Trading> {
    const simulated = choice.kind === 'district' ? await district() : null;
    const key = `${simulated?.run.hash ?? ''} ${JSON.stringify(choice)}`;
    const known = this.#trading.get(key);
    if (known) return known;
    const [given, findings] =
      simulated && choice.kind === 'district' ? await this.#ofDistrict(simulated, choice.buildingIds, signal) : [sample(choice), []];
    const community = withChanges(given, choice.changes);
    const trading = { runs: new MarketRuns(community, { ...(await this.#start()), now: () => performance.now() }), findings };
    this.#trading.set(key, trading);
    return trading;
  }

  async #ofDistrict(
    { run, variant, firstWeekday }: SimulatedDistrict,
    buildingIds: readonly string[] | null,
    signal: AbortSignal,
  ): Promise<readonly [MarketCommunity, readonly Issue[]]> {
    const pv_W = await this.#solver.hourBlock(run.plan, 'pv', 0, HOURS_PER_YEAR, { signal });
    const electricity_W = await this.#solver.hourBlock(run.plan, 'electricity', 0, HOURS_PER_YEAR, { signal });
    throwIfAborted(signal);
    const { community, findings } = communityFromDistrict({
      district: variant.district,
      plan: run.plan,
      pv_W,
      electricity_W,
      centres_m: buildingCentres(variant.district),
      firstWeekday,
      buildingIds,
    });
    return [community, findings];
  }
}

function sample(choice: CommunityChoice): MarketCommunity {
  const id = choice.kind === 'sample' ? choice.id : '';
  if (COMMUNITY_SPECS.some((spec) => spec.id === id)) return sampleCommunity(id);
  throw new InputError({
    code: 'market.noSample',
    message: 'There is no sample community of this name.',
    where: id,
    mend: 'Choose one from the list.',
    values: { id },
  });
}

function withChanges(community: MarketCommunity, changes: readonly ParticipantChange[]): MarketCommunity {
  if (changes.length === 0) return community;
  const byId = new Map(changes.map((change) => [change.participant, change]));
  const participants = community.participants.map((participant): Participant => {
    const change = byId.get(participant.id);
    if (!change) return participant;
    const { participant: _id, optedOut, ...rest } = change;
    return { ...participant, ...rest, ...(optedOut === undefined ? {} : { optedOutFrom: optedOut ? 0 : null }) };
  });
  return { ...community, participants };
}

function communityView(community: MarketCommunity): CommunityView {
  const { axis, load_kW, generation_kW, participants } = community;
  const step_h = stepHours(axis);
  const energy = (table: Float64Array, row: number): number =>
    table.subarray(row * axis.steps, (row + 1) * axis.steps).reduce((sum, power) => sum + power, 0) * step_h;
  return {
    id: community.id,
    name: community.name,
    source: community.source,
    step_min: axis.step_min,
    steps: axis.steps,
    collectives: community.collectives,
    isOnGrid: community.isOnGrid,
    hasPlaces: participants.some(({ building }) => building !== null),
    participants: participants.map((participant, row) => {
      const { assets, optedOutFrom, ...shown } = participant;
      return {
        ...shown,
        optedOut: optedOutFrom !== null,
        load_kWh: energy(load_kW, row),
        generation_kWh: energy(generation_kW, row),
        battery_kWh: assets.reduce((sum, asset) => sum + (asset.kind === 'battery' ? asset.capacity_kWh : 0), 0),
        flexible: [...new Set(assets.map(({ kind }) => kind))],
      };
    }),
  };
}

/** Lets messages in, a stop among them. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function noSolver(): InputError {
  return new InputError({
    code: 'market.noSolver',
    message: 'The solver for sizing could not be started on this machine.',
    mend: 'Try again, or use the command line.',
  });
}
