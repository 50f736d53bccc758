/** What the market lab shows and what it can ask for. The screen is made of this object alone; the store and the engine stand behind it. */
import type { ErrorDetail } from '#models/core/errors.ts';
import type { Progress } from '#models/core/progress.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketOutcome, MarketStep, ParticipantYear } from '#models/market/outcome.ts';
import type { PriceCurve } from '#models/market/tariff.ts';
import type {
  CommunityChoice,
  CommunityView,
  FeeKey,
  FeePoint,
  MarketMatrix,
  ParticipantChange,
  StorageSizing,
} from '../../workers/marketApi.ts';

/** An answer that is asked for: nothing yet, on its way, there, or refused. The last value stays until the next is there. */
export interface Loaded<T> {
  readonly value: T | null;
  /** The value belongs to rules or a community that have changed since. */
  readonly stale: boolean;
  readonly loading: boolean;
  readonly progress: Progress | null;
  readonly error: ErrorDetail | null;
}

export const NOT_LOADED: Loaded<never> = { value: null, stale: false, loading: false, progress: null, error: null };

/** One set of rules to compare, with its year where it was run. */
export interface MarketColumn {
  readonly config: MarketConfig;
  readonly outcome: MarketOutcome | null;
  /** The outcome belongs to earlier rules, an earlier community or an earlier district. */
  readonly stale: boolean;
  readonly error: ErrorDetail | null;
}

export interface SampleCommunity {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly members: number;
}

/** A system that exists, in the person's language. */
export interface PresetCard {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly years: string;
  readonly story: string;
  readonly source: string;
  /** What the source states of the system. */
  readonly facts: readonly string[];
  /** What is assumed here and can be edited. */
  readonly assumptions: readonly string[];
  /** What it shows when it runs. */
  readonly shows: string;
  /** Whether it comes with a community of its own. */
  readonly hasCommunity: boolean;
}

export const MARKET_VIEWS = ['compare', 'winners', 'matrix', 'member', 'hour', 'fee', 'storage', 'examples', 'explain'] as const;
export type MarketViewName = (typeof MARKET_VIEWS)[number];

/** How a year changes with one fee. */
export interface FeeSweep {
  readonly columnId: string;
  readonly fee: FeeKey;
  readonly points: readonly FeePoint[];
}

export interface StorageCost {
  readonly capacity_EURPerKWhYear: number;
  readonly power_EURPerKWYear: number;
}

export interface MarketLabActions {
  /** Takes another community; columns stay and become stale. */
  chooseCommunity(choice: CommunityChoice): void;
  /** An id that no column has. */
  newId(): string;
  /** Appended, and edited next. */
  addColumn(config: MarketConfig): void;
  /** Takes the place of the column with the same id. */
  changeColumn(config: MarketConfig): void;
  removeColumn(id: string): void;
  moveColumn(id: string, by: -1 | 1): void;
  /** Chooses the column that is edited and that the views of one column show. */
  showColumn(id: string): void;
  runAll(): void;
  /** Stops whatever is running; what was there stays. */
  cancel(): void;
  /** Opens a view of the wide sheet; null closes it. */
  openView(view: MarketViewName | null): void;
  /** Over the whole view instead of its lower part. */
  setLarge(large: boolean): void;
  /** Hour of the year 0..8759, the timeline's, and minutes after it for markets with shorter steps. */
  setTime(hour: number, minute: number): void;
  /** Draws the trades of the step on the map of the district. */
  showOnMap(): void;
  togglePlay(): void;
  /** Also selects the member's building; null for none. */
  selectMember(participant: number | null): void;
  changeMember(change: ParticipantChange): void;
  computeMatrix(columnId: string): void;
  sweepFee(columnId: string, fee: FeeKey, values: readonly number[]): void;
  sizeStorage(columnId: string, cost: StorageCost): void;
  /** Lets the person choose a file with prices; null where none was chosen. A file that cannot be read is told as a notice. */
  readPriceFile(): Promise<PriceCurve | null>;
  /** A column with the preset's rules; `own` also opens the preset's community. */
  takePreset(id: string, where: 'here' | 'own'): void;
  /** Prints what is marked for print. */
  print(): void;
}

export interface MarketLab {
  readonly choice: CommunityChoice;
  /** False where no district is loaded. */
  readonly hasDistrict: boolean;
  /** Ids of the buildings that are selected in the view, for a community of them. */
  readonly selectedBuildingIds: readonly string[];
  readonly samples: readonly SampleCommunity[];
  readonly presets: readonly PresetCard[];
  readonly community: Loaded<CommunityView>;
  readonly columns: readonly MarketColumn[];
  readonly activeColumnId: string;
  /** What runs for all columns, and how long it may still take; null where nothing runs. */
  readonly running: { readonly progress: Progress; readonly remaining_s: number | null } | null;
  readonly runError: ErrorDetail | null;
  readonly view: MarketViewName | null;
  readonly isLarge: boolean;
  readonly hour: number;
  /** Step of the active column at that time. */
  readonly shownStep: number;
  /** The map of the data view is what stands behind the sheet. */
  readonly isOnMap: boolean;
  readonly isPlaying: boolean;
  /** Row of the member shown; null for none. */
  readonly member: number | null;
  /** Year of that member under the active column. */
  readonly memberYear: Loaded<ParticipantYear>;
  /** The step of the active column at the timeline's hour. */
  readonly step: Loaded<MarketStep>;
  readonly matrix: Loaded<MarketMatrix>;
  readonly sweep: Loaded<FeeSweep>;
  readonly sizing: Loaded<StorageSizing>;
  readonly actions: MarketLabActions;
}

/** The column that is edited and that the views of one column show; undefined where there are none. */
export function activeColumn(lab: Pick<MarketLab, 'columns' | 'activeColumnId'>): MarketColumn | undefined {
  return lab.columns.find(({ config }) => config.id === lab.activeColumnId) ?? lab.columns[0];
}
