/** Changing scenarios: every change is one step of the history and asks for a new simulation. */
import type { DistrictEdit } from '#models/district/edits.ts';
import { BASELINE, type GeneralMeasureKind, type Measure, type Scenario, type Target } from '#models/scenario/scenario.ts';
import type { MarketPlan } from './marketState.ts';
import { newMeasure } from './newMeasure.ts';
import { withMark } from './savedState.ts';
import type { Simulation } from './simulation.ts';
import { activeScenario, type Context, type Edited, type EditLabel, type HistoryEntry, type ShellState } from './store.ts';

/** Steps of the history that are kept. */
const HISTORY_LIMIT = 200;

export interface ScenarioActions {
  showScenario(id: string): void;
  compareWith(id: string): void;
  addScenario(name: string): void;
  duplicateScenario(id: string, name: string): void;
  renameScenario(id: string, name: string): void;
  removeScenario(id: string): void;
  addMeasure(kind: GeneralMeasureKind, target?: Target): void;
  /** Measures made by tools in the views, in one step of the history; into a new scenario where the baseline is shown. */
  addMeasures(measures: readonly Measure[], label?: EditLabel): void;
  /** Edits of the district: measures of the shown scenario, or changes of the base for all scenarios. */
  editDistrict(edits: readonly DistrictEdit[], where: 'scenario' | 'base', label?: EditLabel): void;
  /** Takes a change of the base back, by its place in the list. */
  removeBaseEdit(index: number): void;
  /** A new id for something that is drawn. */
  newId(prefix: string): string;
  /** `coalesce` joins the steps of one drag; end it with {@link ScenarioActions.endDrag}. */
  changeMeasure(measure: Measure, coalesce?: string): void;
  endDrag(): void;
  removeMeasure(id: string): void;
  /** Moves a measure by so many places; later measures win over earlier ones. */
  moveMeasure(id: string, by: number): void;
  /** Who trades and how; `coalesce` as in {@link ScenarioActions.changeMeasure}. */
  changeMarket(label: EditLabel, make: (plan: MarketPlan) => MarketPlan, coalesce?: string): void;
  undo(): void;
  redo(): void;
}

function editedOf(state: ShellState): Edited {
  return { scenarios: state.scenarios.map((entry) => entry.scenario), baseEdits: state.baseEdits, marketPlan: state.marketPlan };
}

/** The state with other scenarios or another base: results stay with their scenario, stale where something changed. */
function withEdited(state: ShellState, { scenarios, baseEdits, marketPlan }: Edited): Partial<ShellState> {
  const sameBase = baseEdits === state.baseEdits;
  const entries = scenarios.map((scenario) => {
    const known = state.scenarios.find((entry) => entry.scenario.id === scenario.id);
    if (!known) return { scenario, outcome: null, stale: true };
    return sameBase && known.scenario === scenario ? known : { scenario, outcome: known.outcome, stale: true };
  });
  const has = (id: string): boolean => scenarios.some((scenario) => scenario.id === id);
  return {
    scenarios: entries,
    baseEdits,
    marketPlan,
    activeScenarioId: has(state.activeScenarioId) ? state.activeScenarioId : (scenarios.at(-1)?.id ?? BASELINE.id),
    compareScenarioId: has(state.compareScenarioId) ? state.compareScenarioId : BASELINE.id,
    project: withMark(state.saved, { ...state, scenarios: entries, baseEdits, marketPlan }),
  };
}

function remember(undoable: readonly HistoryEntry[], step: HistoryEntry): readonly HistoryEntry[] {
  const last = undoable.at(-1);
  if (last && step.coalesce !== null && last.coalesce === step.coalesce) {
    return [...undoable.slice(0, -1), { ...step, before: last.before }];
  }
  return [...undoable, step].slice(-HISTORY_LIMIT);
}

export function createScenarioActions(context: Context, simulation: Simulation): ScenarioActions {
  const { store, newId } = context;

  function change(label: EditLabel, make: (before: Edited) => Edited, coalesce: string | null = null): void {
    store.setState((state) => {
      const before = editedOf(state);
      const after = make(before);
      const undoable = remember(state.undoable, { label, before, after, coalesce });
      return { ...withEdited(state, after), undoable, redoable: [] };
    });
    simulation.wake();
  }

  function edit(label: EditLabel, make: (scenarios: readonly Scenario[]) => readonly Scenario[], coalesce: string | null = null): void {
    change(label, (before) => ({ ...before, scenarios: make(before.scenarios) }), coalesce);
  }

  function editOne(label: EditLabel, id: string, change: (scenario: Scenario) => Scenario, coalesce?: string): void {
    edit(label, (scenarios) => scenarios.map((scenario) => (scenario.id === id ? change(scenario) : scenario)), coalesce ?? null);
  }

  /** The scenario that measures go into: the shown one, or a new one where the baseline is shown. */
  function editableScenario(): Scenario {
    const { scenario } = activeScenario(store.getState());
    return scenario.id === BASELINE.id ? { id: newId('scenario'), name: '', measures: [] } : scenario;
  }

  function addAll(measures: readonly Measure[], label?: EditLabel): void {
    const first = measures[0];
    if (!first) return;
    const scenario = editableScenario();
    const changed = { ...scenario, measures: [...scenario.measures, ...measures] };
    const told: EditLabel = label ?? { key: 'edit.addMeasure', values: { kind: first.kind } };
    if (store.getState().scenarios.some((entry) => entry.scenario.id === scenario.id)) editOne(told, scenario.id, () => changed);
    else add(changed, told);
  }

  function add(scenario: Scenario, label: EditLabel): void {
    edit(label, (scenarios) => [...scenarios, scenario]);
    store.setState({ activeScenarioId: scenario.id });
    simulation.wake();
  }

  function step(from: 'undoable' | 'redoable', to: 'undoable' | 'redoable', side: 'before' | 'after'): void {
    const entry = store.getState()[from].at(-1);
    if (!entry) return;
    store.setState((state) => ({
      ...withEdited(state, entry[side]),
      [from]: state[from].slice(0, -1),
      [to]: [...state[to], { ...entry, coalesce: null }],
    }));
    simulation.wake();
  }

  return {
    showScenario(id) {
      store.setState({ activeScenarioId: id });
      simulation.wake();
    },
    compareWith(id) {
      store.setState({ compareScenarioId: id });
      simulation.wake();
    },
    addScenario(name) {
      add({ id: newId('scenario'), name, measures: [] }, { key: 'edit.addScenario', values: { name } });
    },
    duplicateScenario(id, name) {
      const source = store.getState().scenarios.find((entry) => entry.scenario.id === id)?.scenario;
      if (!source) return;
      // Measures keep their ids: the ranking of buildings depends on them, and a copy shall touch the same ones.
      add({ id: newId('scenario'), name, measures: source.measures }, { key: 'edit.duplicateScenario', values: { name } });
    },
    renameScenario(id, name) {
      if (id === BASELINE.id || name.trim() === '') return;
      editOne({ key: 'edit.renameScenario', values: { name } }, id, (scenario) => ({ ...scenario, name: name.trim() }));
    },
    removeScenario(id) {
      const name = store.getState().scenarios.find((entry) => entry.scenario.id === id)?.scenario.name ?? '';
      if (id === BASELINE.id) return;
      edit({ key: 'edit.removeScenario', values: { name } }, (scenarios) => scenarios.filter((scenario) => scenario.id !== id));
    },
    addMeasure(kind, target) {
      addAll([newMeasure(kind, newId('measure'), target)]);
    },
    addMeasures: addAll,
    editDistrict(edits, where, label) {
      const first = edits[0];
      if (!first) return;
      const told: EditLabel = label ?? { key: 'edit.district', values: { kind: first.kind } };
      if (where === 'base') change(told, (before) => ({ ...before, baseEdits: [...before.baseEdits, ...edits] }));
      else
        addAll(
          edits.map((item) => ({ kind: 'edit', id: newId('edit'), enabled: true, edit: item })),
          told,
        );
    },
    removeBaseEdit(index) {
      const removed = store.getState().baseEdits[index];
      if (!removed) return;
      change({ key: 'edit.removeBaseEdit', values: { kind: removed.kind } }, (before) => ({
        ...before,
        baseEdits: before.baseEdits.filter((_, i) => i !== index),
      }));
    },
    newId,
    changeMeasure(measure, coalesce) {
      const { scenario } = activeScenario(store.getState());
      const replace = (item: Measure): Measure => (item.id === measure.id ? measure : item);
      editOne(
        { key: 'edit.changeMeasure', values: { kind: measure.kind } },
        scenario.id,
        (current) => ({ ...current, measures: current.measures.map(replace) }),
        coalesce,
      );
    },
    endDrag() {
      store.setState((state) => {
        const last = state.undoable.at(-1);
        return last?.coalesce ? { undoable: [...state.undoable.slice(0, -1), { ...last, coalesce: null }] } : {};
      });
    },
    removeMeasure(id) {
      const { scenario } = activeScenario(store.getState());
      const kind = scenario.measures.find((measure) => measure.id === id)?.kind ?? 'pv';
      editOne({ key: 'edit.removeMeasure', values: { kind } }, scenario.id, (current) => ({
        ...current,
        measures: current.measures.filter((measure) => measure.id !== id),
      }));
    },
    moveMeasure(id, by) {
      const { scenario } = activeScenario(store.getState());
      const from = scenario.measures.findIndex((measure) => measure.id === id);
      const to = from + by;
      const moved = scenario.measures[from];
      if (!moved || to < 0 || to >= scenario.measures.length) return;
      const rest = scenario.measures.filter((measure) => measure.id !== id);
      editOne({ key: 'edit.moveMeasure', values: { kind: moved.kind } }, scenario.id, (current) => ({
        ...current,
        measures: [...rest.slice(0, to), moved, ...rest.slice(to)],
      }));
    },
    changeMarket(label, make, coalesce) {
      change(label, (before) => ({ ...before, marketPlan: make(before.marketPlan) }), coalesce ?? null);
    },
    undo: () => step('undoable', 'redoable', 'before'),
    redo: () => step('redoable', 'undoable', 'after'),
  };
}
