import { describe, expect, it } from 'vitest';
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import { editsKey, scenarioEdits } from '#models/scenario/scenarioEdits.ts';
import type { EngineApi, LoadedDistrict, ScenarioOutcome } from '../workers/engineApi.ts';
import { createActions } from './actions.ts';
import { activeScenario, createAppStore, type WindowHost } from './store.ts';

const REMOVE_B: DistrictEdit = { kind: 'remove-buildings', ids: ['b'] };
const TREE: DistrictEdit = { kind: 'add-tree', tree: { id: 't', at_m: [0, 0, 0], height_m: 8, crown_m: 5 } };

function building(id: string, removed: boolean): Partial<LoadedDistrict['buildings'][number]> {
  return removed ? { id, removed: true } : { id };
}

/** A stand-in for the engine that keeps changes of the base and makes variants by name. */
function setUp() {
  let base: readonly DistrictEdit[] = [];
  let ids = 0;
  const asked: string[] = [];
  const districtOf = (edits: readonly DistrictEdit[]): LoadedDistrict => {
    const gone = new Set(edits.flatMap((edit) => (edit.kind === 'remove-buildings' ? edit.ids : [])));
    const buildings = ['a', 'b', 'c'].map((id) => building(id, gone.has(id)));
    const district = { key: editsKey(edits), baseCount: 3, name: 'Town', buildings, issues: [], origin: null, candidates: [] };
    return district as Partial<LoadedDistrict> as LoadedDistrict;
  };
  const engine: Partial<EngineApi> = {
    loadSample: async () => ({ ok: true, value: { district: districtOf([]), weather: { name: 'Mild' } as Partial<never> as never } }),
    simulate: async (scenario) => ({
      ok: true,
      value: { scenarioId: scenario.id, hash: 'h' } as Partial<ScenarioOutcome> as ScenarioOutcome,
    }),
    setBaseEdits: async (edits) => {
      base = edits;
      return { ok: true, value: null };
    },
    districtOf: async (scenario: Scenario) => {
      const edits = [...base, ...scenarioEdits(scenario)];
      asked.push(editsKey(edits));
      return { ok: true, value: { district: districtOf(edits), findings: [] } };
    },
  };
  const store = createAppStore();
  const actions = createActions({
    store,
    engine: engine as EngineApi,
    host: {} as Partial<WindowHost> as WindowHost,
    newId: (prefix) => `${prefix}-${++ids}`,
    now: () => 0,
  });
  return { store, actions, asked };
}

describe('the shown district follows the shown scenario', () => {
  it('takes a building away in a scenario and brings it back with undo, and keeps the selection by id', async () => {
    const { store, actions } = setUp();
    await actions.loadSample();
    await actions.settled();
    actions.select([0, 1]);
    actions.editDistrict([REMOVE_B], 'scenario');
    await actions.settled();
    const removed = (): (string | undefined)[] => (store.getState().district?.buildings ?? []).filter((b) => b.removed).map((b) => b.id);
    expect(removed()).toEqual(['b']);
    expect(store.getState().selection).toEqual([0]);
    expect(activeScenario(store.getState()).scenario.measures.at(-1)).toMatchObject({ kind: 'edit', edit: REMOVE_B });
    actions.undo();
    await actions.settled();
    expect(removed()).toEqual([]);
    actions.redo();
    await actions.settled();
    expect(removed()).toEqual(['b']);
  });

  it('shows the base again where a scenario without edits is shown, without asking twice', async () => {
    const { store, actions, asked } = setUp();
    await actions.loadSample();
    const first = store.getState().activeScenarioId;
    actions.addScenario('Demolition');
    actions.editDistrict([REMOVE_B], 'scenario');
    await actions.settled();
    const second = store.getState().activeScenarioId;
    actions.showScenario(first);
    await actions.settled();
    expect(store.getState().district?.key).toBe('');
    const before = asked.length;
    actions.showScenario(second);
    await actions.settled();
    expect(store.getState().district?.key).toBe(editsKey([REMOVE_B]));
    expect(asked.length).toBe(before);
  });

  it('holds the district of the compared scenario beside the shown one', async () => {
    const { store, actions } = setUp();
    await actions.loadSample();
    actions.editDistrict([REMOVE_B], 'scenario');
    await actions.settled();
    expect(store.getState().compareDistrict?.key).toBe('');
    actions.compareWith(store.getState().activeScenarioId);
    await actions.settled();
    expect(store.getState().compareDistrict).toBeNull();
  });

  it('changes the base for every scenario, marks all results as stale, and undoes it', async () => {
    const { store, actions } = setUp();
    await actions.loadSample();
    await actions.settled();
    actions.editDistrict([TREE], 'base');
    expect(store.getState().scenarios.every((entry) => entry.stale)).toBe(true);
    await actions.settled();
    expect(store.getState().district?.key).toBe(editsKey([TREE]));
    expect(store.getState().project.unsaved).toBe(true);
    actions.undo();
    await actions.settled();
    expect(store.getState().district?.key).toBe('');
    expect(store.getState().project.unsaved).toBe(false);
  });
});
