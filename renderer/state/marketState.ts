/** What the window knows of the market: the person's plan, and what the engine found for it. */
import type { ErrorDetail } from '#models/core/errors.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketOutcome } from '#models/market/outcome.ts';
import type { FeeSweep, MarketViewName } from '../features/market/marketLab.ts';
import type { CommunityChoice, CommunityView, MarketMatrix, StorageSizing } from '../workers/marketApi.ts';

/** Who trades and under which sets of rules; part of the project and of undo. */
export interface MarketPlan {
  readonly choice: CommunityChoice;
  readonly columns: readonly MarketConfig[];
}

export const EMPTY_MARKET: MarketPlan = { choice: { kind: 'district', buildingIds: null, changes: [] }, columns: [] };

/** An answer of the engine and the question it belongs to. */
export interface Known<T> {
  readonly key: string;
  readonly value: T;
}

export interface MarketState {
  readonly community: Known<CommunityView> | null;
  /** By id of the column. */
  readonly outcomes: Readonly<Record<string, Known<MarketOutcome>>>;
  /** Why a column could not be run, by its id. */
  readonly failures: Readonly<Record<string, Known<ErrorDetail>>>;
  /** What the engine is asked now; null where nothing is. */
  readonly running: 'outcomes' | 'matrix' | 'sizing' | 'fee' | null;
  readonly error: ErrorDetail | null;
  readonly matrix: Known<MarketMatrix> | null;
  readonly fee: Known<FeeSweep> | null;
  readonly sizing: Known<StorageSizing> | null;
  /** Column that the member, the hour and the map show. */
  readonly shownColumn: string | null;
  /** Row of the member that is looked at. */
  readonly member: number | null;
  /** Minutes after the timeline's hour, for markets with shorter steps; hold for that hour only. */
  readonly within: { readonly hour: number; readonly minute: number } | null;
  /** Open view of the wide sheet, and whether it covers the whole stage. */
  readonly view: MarketViewName | null;
  readonly isLarge: boolean;
}

export const INITIAL_MARKET: MarketState = {
  community: null,
  outcomes: {},
  failures: {},
  running: null,
  error: null,
  matrix: null,
  fee: null,
  sizing: null,
  shownColumn: null,
  member: null,
  within: null,
  view: null,
  isLarge: false,
};

/** The market that the views of one market show: the chosen one, else the first in which somebody trades. */
export function shownColumn(plan: MarketPlan, market: Pick<MarketState, 'shownColumn'>): MarketConfig | null {
  const { columns } = plan;
  return columns.find(({ id }) => id === market.shownColumn) ?? columns.find(({ design }) => design !== 'supplier') ?? columns[0] ?? null;
}

/** Step of the year that the timeline shows under rules with such steps. */
export function shownStep(hour: number, { within }: Pick<MarketState, 'within'>, step_min: number): number {
  const minute = within?.hour === hour ? within.minute : 0;
  return Math.floor((hour * 60 + minute) / step_min);
}
