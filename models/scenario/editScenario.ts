/**
 * Pure edits of a scenario with undo and redo. Every state of the history is a whole scenario (they share
 * what did not change), so undo is exact by construction.
 */
import type { Measure, MeasureKind, Scenario } from './scenario.ts';

export type ScenarioEdit =
  | { readonly kind: 'add'; readonly measure: Measure /** Place in the list; the end where absent. */; readonly at?: number }
  /** Replaces the measure of the same id. */
  | { readonly kind: 'change'; readonly measure: Measure }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'move'; readonly id: string; readonly to: number }
  | { readonly kind: 'toggle'; readonly id: string }
  | { readonly kind: 'rename'; readonly name: string };

/** What a person reads in the history list: a message key, and the kind of measure where it is about one. */
export interface HistoryLabel {
  readonly key: string;
  readonly measure: MeasureKind | null;
}

interface HistoryStep {
  readonly before: Scenario;
  readonly label: HistoryLabel;
  /** Steps with the same open key join; null never joins. */
  readonly joinKey: string | null;
}

export interface ScenarioHistory {
  readonly present: Scenario;
  /** Oldest first. */
  readonly done: readonly HistoryStep[];
  /** Next to redo last; `before` is the state that redo leads to. */
  readonly undone: readonly HistoryStep[];
}

/** Steps kept for undo. */
export const HISTORY_LIMIT = 200;

function indexOf(scenario: Scenario, id: string): number {
  const index = scenario.measures.findIndex((measure) => measure.id === id);
  if (index < 0) throw new RangeError(`The scenario has no measure "${id}".`);
  return index;
}

function clampPlace(place: number, length: number): number {
  return Math.min(Math.max(Math.trunc(place), 0), length);
}

/**
 * The scenario after an edit.
 * @throws RangeError where the edit names a measure that is not there or adds an id that is
 */
export function editScenario(scenario: Scenario, edit: ScenarioEdit): Scenario {
  const { measures } = scenario;
  switch (edit.kind) {
    case 'add': {
      if (measures.some(({ id }) => id === edit.measure.id))
        throw new RangeError(`The scenario already has a measure "${edit.measure.id}".`);
      return { ...scenario, measures: measures.toSpliced(clampPlace(edit.at ?? measures.length, measures.length), 0, edit.measure) };
    }
    case 'change':
      return { ...scenario, measures: measures.with(indexOf(scenario, edit.measure.id), edit.measure) };
    case 'remove':
      return { ...scenario, measures: measures.toSpliced(indexOf(scenario, edit.id), 1) };
    case 'move': {
      const from = indexOf(scenario, edit.id);
      const rest = measures.toSpliced(from, 1);
      return { ...scenario, measures: rest.toSpliced(clampPlace(edit.to, rest.length), 0, measures[from]!) };
    }
    case 'toggle': {
      const index = indexOf(scenario, edit.id);
      const measure = measures[index]!;
      return { ...scenario, measures: measures.with(index, { ...measure, enabled: !measure.enabled }) };
    }
    case 'rename':
      return { ...scenario, name: edit.name };
  }
}

function labelOf(scenario: Scenario, edit: ScenarioEdit): HistoryLabel {
  switch (edit.kind) {
    case 'add':
    case 'change':
      return { key: `history.${edit.kind}`, measure: edit.measure.kind };
    case 'rename':
      return { key: 'history.rename', measure: null };
    case 'toggle': {
      const measure = scenario.measures[indexOf(scenario, edit.id)]!;
      return { key: measure.enabled ? 'history.toggleOff' : 'history.toggleOn', measure: measure.kind };
    }
    default:
      return { key: `history.${edit.kind}`, measure: scenario.measures[indexOf(scenario, edit.id)]!.kind };
  }
}

export function startHistory(scenario: Scenario): ScenarioHistory {
  return { present: scenario, done: [], undone: [] };
}

/**
 * Applies an edit. Successive changes of one measure (a slider being dragged) make one step until
 * {@link endGesture}; whatever could be redone is gone.
 */
export function applyEdit(history: ScenarioHistory, edit: ScenarioEdit): ScenarioHistory {
  const present = editScenario(history.present, edit);
  const joinKey = edit.kind === 'change' ? `change ${edit.measure.id}` : null;
  const last = history.done.at(-1);
  if (joinKey !== null && last?.joinKey === joinKey) return { present, done: history.done, undone: [] };
  const step = { before: history.present, label: labelOf(history.present, edit), joinKey };
  return { present, done: [...history.done, step].slice(-HISTORY_LIMIT), undone: [] };
}

/** Ends the drag of a slider: the next change is a step of its own. */
export function endGesture(history: ScenarioHistory): ScenarioHistory {
  const last = history.done.at(-1);
  if (!last || last.joinKey === null) return history;
  return { ...history, done: history.done.with(-1, { ...last, joinKey: null }) };
}

/** One step back; the same history where there is none. */
export function undo(history: ScenarioHistory): ScenarioHistory {
  const last = history.done.at(-1);
  if (!last) return history;
  const redoStep = { before: history.present, label: last.label, joinKey: null };
  return { present: last.before, done: history.done.slice(0, -1), undone: [...history.undone, redoStep] };
}

/** One step forward again; the same history where there is none. */
export function redo(history: ScenarioHistory): ScenarioHistory {
  const next = history.undone.at(-1);
  if (!next) return history;
  const step = { before: history.present, label: next.label, joinKey: null };
  return { present: next.before, done: [...history.done, step], undone: history.undone.slice(0, -1) };
}
