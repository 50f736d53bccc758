/** What the window asks of the engine about markets. Part of `EngineApi`; the community and its year stay in the worker. */

import type { Progress } from '#models/core/progress.ts';
import type { Collective, StepMinutes } from '#models/market/community.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketOutcome, MarketStep, ParticipantYear } from '#models/market/outcome.ts';
import type { ParticipantKind, Preferences, Trader } from '#models/market/participant.ts';
import type { MatrixCell } from '#models/market/run/marketMatrix.ts';
import type { SizedStorage, StorageCost } from '#models/market/run/sizeStorage.ts';
import type { FeeSchedule } from '#models/market/tariff.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { EngineAnswer } from './engineApi.ts';

/** Which community trades. */
export type CommunityChoice =
  /** Buildings of the shown scenario; all of them where no ids are given. */
  | { readonly kind: 'district'; readonly buildingIds: readonly string[] | null; readonly changes: readonly ParticipantChange[] }
  /** A sample community (`corby`, `iberia`, ...). */
  | { readonly kind: 'sample'; readonly id: string; readonly changes: readonly ParticipantChange[] };

/** What a person changed of a participant. */
export interface ParticipantChange {
  readonly participant: string;
  readonly preferences?: Preferences;
  readonly trader?: Trader;
  readonly optedOut?: boolean;
  readonly socialWeight?: number;
}

/** A participant as the window shows it. */
export interface ParticipantView {
  readonly id: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly meter: string;
  readonly building: number | null;
  readonly collective: string;
  readonly at_m: readonly [number, number] | null;
  readonly socialWeight: number;
  readonly optedOut: boolean;
  readonly trader: Trader;
  readonly preferences: Preferences;
  readonly load_kWh: number;
  readonly generation_kWh: number;
  readonly battery_kWh: number;
  /** Kinds of its flexible assets. */
  readonly flexible: readonly string[];
}

export interface CommunityView {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly step_min: StepMinutes;
  readonly steps: number;
  readonly participants: readonly ParticipantView[];
  readonly collectives: readonly Collective[];
  readonly isOnGrid: boolean;
  /** Where it stands on the map of the district. */
  readonly hasPlaces: boolean;
}

export interface MarketMatrix {
  readonly cells: readonly MatrixCell[];
  readonly duration_ms: number;
}

export type FeeKey = keyof FeeSchedule | 'networkLocalShare';

export interface FeePoint {
  readonly value: number;
  readonly gain_EUR: number;
  readonly local_kWh: number;
  readonly losers: number;
  /** Year's bill per participant [EUR]. */
  readonly cost_EUR: Float64Array;
}

export type { MatrixCell } from '#models/market/run/marketMatrix.ts';
export type StorageSizing = SizedStorage;

export interface MarketApi {
  marketCommunity(scenario: Scenario, choice: CommunityChoice): Promise<EngineAnswer<CommunityView>>;
  /** A newer call cancels the older one. What is known from an earlier call is not computed again. */
  runMarkets(
    scenario: Scenario,
    choice: CommunityChoice,
    configs: readonly MarketConfig[],
    onProgress: (progress: Progress) => void,
  ): Promise<EngineAnswer<readonly MarketOutcome[]>>;
  /** All designs with all price rules and ways of sharing, on the tariff, fees and dispatch of `base`. */
  marketMatrix(
    scenario: Scenario,
    choice: CommunityChoice,
    base: MarketConfig,
    onProgress: (progress: Progress) => void,
  ): Promise<EngineAnswer<MarketMatrix>>;
  marketParticipant(
    scenario: Scenario,
    choice: CommunityChoice,
    config: MarketConfig,
    participant: number,
  ): Promise<EngineAnswer<ParticipantYear>>;
  marketStep(scenario: Scenario, choice: CommunityChoice, config: MarketConfig, step: number): Promise<EngineAnswer<MarketStep>>;
  feeSensitivity(
    scenario: Scenario,
    choice: CommunityChoice,
    config: MarketConfig,
    fee: FeeKey,
    values: readonly number[],
  ): Promise<EngineAnswer<readonly FeePoint[]>>;
  sizeStorage(
    scenario: Scenario,
    choice: CommunityChoice,
    config: MarketConfig,
    cost: StorageCost,
    onProgress: (progress: Progress) => void,
  ): Promise<EngineAnswer<SizedStorage>>;
}
