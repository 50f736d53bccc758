/** The market lab: changes of its plan, and the questions to the engine that follow from them. */
import { IssueLog } from '#gis-data/formats/issueLog.ts';
import { readPriceCsv } from '#gis-data/market/readPriceCsv.ts';
import { InputError } from '#models/core/errors.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketStep, ParticipantYear } from '#models/market/outcome.ts';
import type { PriceCurve } from '#models/market/tariff.ts';
import type { MarketViewName } from '../features/market/marketLab.ts';
import type { EngineAnswer } from '../workers/engineApi.ts';
import type { CommunityChoice, CommunityView, FeeKey, ParticipantChange } from '../workers/marketApi.ts';
import { notifyHostFailure } from './hostNotices.ts';
import { type MarketPlan, type MarketState, shownColumn } from './marketState.ts';
import { notify, notifyError, unexpected, withJob } from './notices.ts';
import type { ScenarioActions } from './scenarioActions.ts';
import { activeScenario, type Context, type ShellState } from './store.ts';

export interface SizingCost {
  readonly capacity_EURPerKWhYear: number;
  readonly power_EURPerKWYear: number;
}

export interface MarketActions {
  chooseCommunity(choice: CommunityChoice): void;
  /** The columns that a project without any begins with: no step of the history, nothing to save. */
  beginWith(columns: readonly MarketConfig[]): void;
  addColumn(column: MarketConfig): void;
  /** A column with the rules of a system that exists, and its community where one is named. */
  takePreset(column: MarketConfig, community: string | null): void;
  /** Lets the person choose a table of prices; what was wrong or filled is told. Null where none was chosen or read. */
  readPriceFile(): Promise<PriceCurve | null>;
  /** `coalesce` joins the steps of one drag; `endDrag` of the scenario actions ends it. */
  changeColumn(column: MarketConfig, coalesce?: string): void;
  removeColumn(id: string): void;
  /** Moves a column by so many places. */
  moveColumn(id: string, by: number): void;
  changeParticipant(change: ParticipantChange): void;
  showColumn(id: string | null): void;
  /** Also selects the member's building. */
  showMember(row: number | null): void;
  /** Minutes after an hour that the timeline is moved to as well. */
  showMinute(hour: number, minute: number): void;
  openMarketView(view: MarketViewName | null): void;
  enlargeMarket(isLarge: boolean): void;
  /** Brings community and outcomes up to the plan; at once where they are. Newer plans win. What was refused is tried again where told. */
  runMarkets(again?: boolean): Promise<void>;
  runMatrix(base: MarketConfig): Promise<void>;
  runFee(config: MarketConfig, fee: FeeKey, values: readonly number[]): Promise<void>;
  sizeStorage(config: MarketConfig, cost: SizingCost): Promise<void>;
  cancelMarket(): void;
  participantYear(config: MarketConfig, participant: number): Promise<EngineAnswer<ParticipantYear>>;
  marketStep(config: MarketConfig, step: number): Promise<EngineAnswer<MarketStep>>;
}

/** Tables of prices. */
const PRICE_FILES = ['.csv', '.txt'] as const;

const keys = new WeakMap<object, string>();

/** Text of a part of the plan; parts are never changed, so it is made once. */
function textOf(part: object): string {
  const known = keys.get(part);
  if (known) return known;
  const text = JSON.stringify(part);
  keys.set(part, text);
  return text;
}

/** What the community depends on: the district, the scenario, and who was chosen. */
export function communityKey(state: ShellState): string {
  const { choice } = state.marketPlan;
  if (choice.kind === 'sample') return textOf(choice);
  const { scenario, outcome } = activeScenario(state);
  return `${state.model} ${state.district?.key ?? ''} ${outcome?.hash ?? ''} ${textOf(scenario)} ${textOf(choice)}`;
}

/** What the outcome of a column depends on. */
export function outcomeKey(state: ShellState, column: MarketConfig): string {
  return `${communityKey(state)} ${textOf(column)}`;
}

/** The column was run, or refused, as it is now. */
function isAnswered(state: ShellState, column: MarketConfig): boolean {
  const key = outcomeKey(state, column);
  const { outcomes, failures } = state.market;
  return outcomes[column.id]?.key === key || failures[column.id]?.key === key;
}

/** The year of the district is there, or it is not needed. */
export function isMarketReady(state: ShellState): boolean {
  if (state.marketPlan.choice.kind === 'sample') return state.district !== null;
  const { outcome, stale } = activeScenario(state);
  return state.district !== null && outcome !== null && !stale;
}

/** Row of the shown member in a community that was put together anew; null where it is not of it. */
function sameMember({ community, member }: MarketState, { participants }: CommunityView): number | null {
  const id = member === null ? undefined : community?.value.participants[member]?.id;
  const row = participants.findIndex((participant) => participant.id === id);
  return row < 0 ? null : row;
}

export function createMarketActions(context: Context, scenarios: Pick<ScenarioActions, 'changeMarket'>): MarketActions {
  const { store, engine, host } = context;
  let isRunning = false;

  function set(part: Partial<MarketState>): void {
    store.setState((state) => ({ market: { ...state.market, ...part } }));
  }

  function change(label: string, make: (plan: MarketPlan) => MarketPlan, name?: string, coalesce?: string): void {
    scenarios.changeMarket({ key: label, ...(name === undefined ? {} : { values: { name } }) }, make, coalesce);
  }

  function columns(make: (columns: readonly MarketConfig[]) => readonly MarketConfig[]): (plan: MarketPlan) => MarketPlan {
    return (plan) => ({ ...plan, columns: make(plan.columns) });
  }

  /** Asks the engine, tells errors where the lab shows them. */
  async function ask<T>(kind: NonNullable<MarketState['running']>, question: () => Promise<EngineAnswer<T>>): Promise<T | null> {
    set({ running: kind, error: null });
    try {
      const answer = await question();
      if (answer.ok) return answer.value;
      if (!answer.cancelled) set({ error: answer.error });
    } catch (error) {
      set({ error: unexpected(error) });
    } finally {
      set({ running: null });
    }
    return null;
  }

  function current(): {
    readonly state: ShellState;
    readonly plan: MarketPlan;
    readonly scenario: ReturnType<typeof activeScenario>['scenario'];
  } {
    const state = store.getState();
    return { state, plan: state.marketPlan, scenario: activeScenario(state).scenario };
  }

  async function bringCommunity(): Promise<boolean> {
    const { state, plan, scenario } = current();
    const key = communityKey(state);
    if (state.market.community?.key === key) return true;
    const value = await ask('outcomes', () => engine.marketCommunity(scenario, plan.choice));
    if (value) set({ community: { key, value }, member: sameMember(store.getState().market, value) });
    return value !== null;
  }

  /** Column by column, the shown one first: what is there is seen at once, and rules that cannot be run do not stop the others. */
  async function bringOutcomes(): Promise<boolean> {
    const { state, plan, scenario } = current();
    const first = shownColumn(plan, state.market);
    const missing = plan.columns
      .filter((column) => !isAnswered(state, column))
      .sort((one, other) => Number(other.id === first?.id) - Number(one.id === first?.id));
    if (missing.length === 0) return true;
    set({ running: 'outcomes', error: null });
    try {
      return await withJob(context, 'progress.market', async (onProgress) => {
        for (const [i, column] of missing.entries()) {
          const answer = await engine.runMarkets(scenario, plan.choice, [column], ({ done, stage }) =>
            onProgress({ done: (i + done) / missing.length, stage }),
          );
          if (!answer.ok && answer.cancelled) return false;
          const key = outcomeKey(state, column);
          const { outcomes, failures } = store.getState().market;
          const value = answer.ok ? answer.value[0] : undefined;
          if (value) set({ outcomes: { ...outcomes, [column.id]: { key, value } } });
          if (!answer.ok) set({ failures: { ...failures, [column.id]: { key, value: answer.error } } });
          // Newer rules are taken up at once.
          if (store.getState().marketPlan !== plan || communityKey(store.getState()) !== communityKey(state)) return true;
        }
        return true;
      });
    } catch (error) {
      set({ error: unexpected(error) });
      return false;
    } finally {
      set({ running: null });
    }
  }

  return {
    chooseCommunity(choice) {
      change('edit.market.community', (plan) => ({ ...plan, choice }));
      set({ member: null, matrix: null, fee: null, sizing: null });
    },
    beginWith(first) {
      store.setState(({ marketPlan, saved }) => ({
        marketPlan: { ...marketPlan, columns: first },
        saved: saved && { ...saved, marketPlan: { ...saved.marketPlan, columns: first } },
      }));
    },
    addColumn(column) {
      change(
        'edit.market.addColumn',
        columns((all) => [...all, column]),
        column.name,
      );
      set({ shownColumn: column.id });
    },
    takePreset(column, community) {
      const choice = community === null ? null : ({ kind: 'sample', id: community, changes: [] } as const);
      change('edit.market.preset', (plan) => ({ choice: choice ?? plan.choice, columns: [...plan.columns, column] }), column.name);
      set({ shownColumn: column.id, ...(choice ? { member: null, matrix: null, fee: null, sizing: null } : {}) });
    },
    async readPriceFile() {
      const picked = await host.pickFile(PRICE_FILES);
      if (!picked.ok) {
        notifyHostFailure(context, picked.failure);
        return null;
      }
      try {
        const log = new IssueLog(picked.value.name);
        const { curve } = readPriceCsv(
          picked.value.name,
          picked.value.bytes,
          { standardOffset_min: (store.getState().weather?.timeZone_h ?? 0) * 60 },
          log,
        );
        for (const { code, severity, values } of log.list()) {
          if (severity === 'info') continue;
          const key = code === 'prices.filled' ? 'notice.prices.filled' : `finding.${code}`;
          notify(context, 'warning', { key, values: { ...values, name: picked.value.name } });
        }
        return curve;
      } catch (error) {
        notifyError(context, error instanceof InputError ? error.detail : unexpected(error));
        return null;
      }
    },
    changeColumn(column, coalesce) {
      const replace = (one: MarketConfig): MarketConfig => (one.id === column.id ? column : one);
      change(
        'edit.market.changeColumn',
        columns((all) => all.map(replace)),
        column.name,
        coalesce,
      );
    },
    removeColumn(id) {
      const name = store.getState().marketPlan.columns.find((column) => column.id === id)?.name ?? '';
      change(
        'edit.market.removeColumn',
        columns((all) => all.filter((column) => column.id !== id)),
        name,
      );
    },
    moveColumn(id, by) {
      const { plan } = current();
      const from = plan.columns.findIndex((column) => column.id === id);
      const moved = plan.columns[from];
      const to = from + by;
      if (!moved || to < 0 || to >= plan.columns.length) return;
      const rest = plan.columns.filter((column) => column.id !== id);
      change(
        'edit.market.moveColumn',
        columns(() => [...rest.slice(0, to), moved, ...rest.slice(to)]),
        moved.name,
      );
    },
    changeParticipant(changed) {
      const { choice } = current().plan;
      const before = choice.changes.find((one) => one.participant === changed.participant);
      const others = choice.changes.filter((one) => one.participant !== changed.participant);
      const changes = [...others, { ...before, ...changed }];
      const { community } = store.getState().market;
      const name = community?.value.participants.find(({ id }) => id === changed.participant)?.name ?? changed.participant;
      change('edit.market.participant', (plan) => ({ ...plan, choice: { ...plan.choice, changes } }), name);
    },
    showColumn: (shownColumn) => set({ shownColumn }),
    showMember(member) {
      const { community } = store.getState().market;
      const building = member === null ? null : (community?.value.participants[member]?.building ?? null);
      const isOfDistrict = store.getState().marketPlan.choice.kind === 'district';
      store.setState((state) => ({
        market: { ...state.market, member },
        ...(isOfDistrict && building !== null ? { selection: [building] } : {}),
      }));
    },
    showMinute: (hour, minute) => set({ within: minute === 0 ? null : { hour, minute } }),
    openMarketView: (view) => set({ view }),
    enlargeMarket: (isLarge) => set({ isLarge }),
    async runMarkets(again = false) {
      if (isRunning) return;
      isRunning = true;
      if (again) set({ failures: {} });
      try {
        // Changes that came meanwhile are taken up; an error or a stop waits for the next change.
        for (;;) {
          const before = store.getState();
          if (!isMarketReady(before)) return;
          if (!(await bringCommunity()) || !(await bringOutcomes())) return;
          const after = store.getState();
          if (after.marketPlan === before.marketPlan && communityKey(after) === communityKey(before)) return;
        }
      } finally {
        isRunning = false;
      }
    },
    async runMatrix(base) {
      const { state, plan, scenario } = current();
      const key = outcomeKey(state, base);
      const value = await ask('matrix', () =>
        withJob(context, 'progress.market', (onProgress) => engine.marketMatrix(scenario, plan.choice, base, onProgress)),
      );
      if (value) set({ matrix: { key, value } });
    },
    async runFee(config, fee, values) {
      const { state, plan, scenario } = current();
      const key = `${outcomeKey(state, config)} ${fee} ${values.join()}`;
      if (state.market.fee?.key === key) return;
      const points = await ask('fee', () => engine.feeSensitivity(scenario, plan.choice, config, fee, values));
      if (points) set({ fee: { key, value: { columnId: config.id, fee, points } } });
    },
    async sizeStorage(config, cost) {
      const { state, plan, scenario } = current();
      const key = `${outcomeKey(state, config)} ${JSON.stringify(cost)}`;
      const value = await ask('sizing', () =>
        withJob(context, 'progress.market', (onProgress) => engine.sizeStorage(scenario, plan.choice, config, cost, onProgress)),
      );
      if (value) set({ sizing: { key, value } });
    },
    cancelMarket: () => void engine.cancel(),
    async participantYear(config, participant) {
      const { plan, scenario } = current();
      return engine.marketParticipant(scenario, plan.choice, config, participant);
    },
    async marketStep(config, step) {
      const { plan, scenario } = current();
      return engine.marketStep(scenario, plan.choice, config, step);
    },
  };
}
