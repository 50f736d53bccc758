/** The store: {@link AppState} plus what only the shell needs. Made once by the window, and anew by every test. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostApi, HostResult, PickedFile, ProjectRef } from '#electron/host-api/hostApi.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import { DEFAULT_LOOK } from '../building-view/viewTypes.ts';
import type { EngineApi, LyingFile } from '../workers/engineApi.ts';
import type { AppState, Language, Notice, ScenarioState, UserSettings } from './appState.ts';
import { type AssistantState, INITIAL_ASSISTANT } from './assistantActions.ts';
import { type EditState, INITIAL_EDIT } from './editActions.ts';
import { EMPTY_MARKET, INITIAL_MARKET, type MarketPlan, type MarketState } from './marketState.ts';
import type { SavedState } from './savedState.ts';

/** The one modal that may be open. */
export type Dialog =
  | { readonly kind: 'open-project'; readonly projects: readonly ProjectRef[] }
  | { readonly kind: 'save-as' }
  /** What to do once the person agrees to lose unsaved work. */
  | { readonly kind: 'discard'; readonly then: () => void }
  | { readonly kind: 'recovery'; readonly ref: ProjectRef | null; readonly savedAt: string }
  | { readonly kind: 'shortcuts' };

/**
 * One map coloured by the difference to the compared scenario, one with a divider between both, both on two maps, or
 * the shown scenario alone.
 */
export const COMPARE_VIEWS = ['difference', 'swipe', 'side-by-side', 'values'] as const;
export type CompareView = (typeof COMPARE_VIEWS)[number];

export type EditLabel = Extract<Notice['message'], { key: string }>;

/** What undo takes back: scenarios, changes of the base and the plan of the market. */
export interface Edited {
  readonly scenarios: readonly Scenario[];
  readonly baseEdits: readonly DistrictEdit[];
  readonly marketPlan: MarketPlan;
}

/** One step of the history: what was before and after, and what was done, for the person. */
export interface HistoryEntry {
  readonly label: EditLabel;
  readonly before: Edited;
  readonly after: Edited;
  /** Edits with the same key that follow each other are one step. */
  readonly coalesce: string | null;
}

export interface ShellState extends AppState {
  readonly dialog: Dialog | null;
  /** What the project file holds; null for work that was recovered and not saved since. */
  readonly saved: SavedState | null;
  readonly undoable: readonly HistoryEntry[];
  readonly redoable: readonly HistoryEntry[];
  readonly recent: readonly ProjectRef[];
  /** Buildings the view should fly to; `asked` makes every request new. */
  readonly focus: { readonly rows: readonly number[]; readonly asked: number } | null;
  /** Person collapsed the panel of the task or the inspector. */
  readonly panelOpen: boolean;
  readonly inspectorOpen: boolean;
  /** The table of all buildings is open below the view. */
  readonly tableOpen: boolean;
  /** The view has drawn its first district. */
  readonly viewReady: boolean;
  /** How the comparison is looked at. */
  readonly compareView: CompareView;
  /** A file is being dragged over the window. */
  readonly dropping: boolean;
  /** The import assistant. */
  readonly assistant: AssistantState;
  /** The tool that draws. */
  readonly edit: EditState;
  /** Who trades and how: part of the project. */
  readonly marketPlan: MarketPlan;
  /** What is known of its year. */
  readonly market: MarketState;
}

export type AppStore = StoreApi<ShellState>;

/** The machine, and where it serves a browser or a dropped file, the reading of a project from its bytes. */
export interface WindowHost extends HostApi {
  importProject?(file: PickedFile): ReturnType<HostApi['openProject']>;
  /** Picks a file without reading it, where the host can. */
  pickLyingFile?(kinds: readonly string[]): Promise<HostResult<LyingFile>>;
}

/** What actions work with. */
export interface Context {
  readonly store: AppStore;
  readonly engine: EngineApi;
  readonly host: WindowHost;
  /** Random ids of scenarios and measures; a counter in tests. */
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
}

export const PANEL_LIMITS_px = { min: 280, max: 720 } as const;

export const DEFAULT_SETTINGS: UserSettings = {
  language: 'en',
  theme: 'system',
  tourSeen: false,
  railCollapsed: false,
  panelWidth_px: 352,
  inspectorWidth_px: 320,
};

const NOON_21_JUNE = 171 * 24 + 12;

export function initialState(language: Language = 'en'): ShellState {
  return {
    host: null,
    settings: { ...DEFAULT_SETTINGS, language },
    project: { ref: null, name: '', unsaved: false, saving: false },
    district: null,
    compareDistrict: null,
    weather: null,
    baseEdits: [],
    model: 0,
    scenarios: [{ scenario: BASELINE, outcome: null, stale: true }],
    activeScenarioId: BASELINE.id,
    compareScenarioId: BASELINE.id,
    task: 'district',
    view: 'district',
    camera: null,
    buildingLook: DEFAULT_LOOK,
    element: null,
    dataView: { mode: 'flows', quantity: 'hourImport', maximumArcs: 150, assumedRating_kW: null, columns: true },
    colourBy: { kind: 'building', column: 'heatDemand_kWh_m2' },
    // Shadows come on when the view says that the machine draws them fast.
    layers: { buildings: true, imagery: true, shadows: false, surroundings: true, terrain: true, elements: true, tiles: true },
    selection: [],
    hovered: null,
    selectedSurface: null,
    measuring: null,
    measured: null,
    cut: null,
    labels: 'off',
    savedViews: [],
    swipeShare: null,
    filmProgress: null,
    selectedElement: null,
    pointerTool: 'navigate',
    hour: NOON_21_JUNE,
    playing: false,
    flyHome: 0,
    jobs: [],
    notices: [],
    commandPaletteOpen: false,
    tourStep: null,
    pendingTable: null,
    pendingSecond: null,
    tileset: null,
    pendingReference: null,
    dialog: null,
    saved: null,
    undoable: [],
    redoable: [],
    recent: [],
    focus: null,
    panelOpen: true,
    inspectorOpen: true,
    tableOpen: false,
    viewReady: false,
    compareView: 'difference',
    dropping: false,
    assistant: INITIAL_ASSISTANT,
    edit: INITIAL_EDIT,
    marketPlan: EMPTY_MARKET,
    market: INITIAL_MARKET,
  };
}

export function createAppStore(state: ShellState = initialState()): AppStore {
  return createStore<ShellState>(() => state);
}

/** The scenario shown now. */
export function activeScenario(state: AppState): ScenarioState {
  const found = state.scenarios.find((entry) => entry.scenario.id === state.activeScenarioId) ?? state.scenarios[0];
  return found ?? { scenario: BASELINE, outcome: null, stale: true };
}

/** The scenario the active one is compared with. */
export function compareScenario(state: AppState): ScenarioState {
  const found = state.scenarios.find((entry) => entry.scenario.id === state.compareScenarioId) ?? state.scenarios[0];
  return found ?? activeScenario(state);
}
