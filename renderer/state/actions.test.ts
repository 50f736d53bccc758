import { describe, expect, it } from 'vitest';
import type { HostResult, ProjectContent, ProjectRef } from '#electron/host-api/hostApi.ts';
import type { Building } from '#models/district/district.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { EngineAnswer, EngineApi, LoadedDistrict, LoadedWeather, ScenarioOutcome } from '../workers/engineApi.ts';
import { type Actions, createActions } from './actions.ts';
import { type AppStore, activeScenario, createAppStore, type WindowHost } from './store.ts';

const DISTRICT: Partial<LoadedDistrict> = {
  key: '',
  baseCount: 0,
  name: 'Testville',
  buildings: [],
  issues: [],
  origin: { lon_deg: 0, lat_deg: 0, height_m: 0 },
  candidates: [],
};
const WEATHER: Partial<LoadedWeather> = { name: 'Mild', origin: 'synthetic' };
const LOADED = { district: DISTRICT as LoadedDistrict, weather: WEATHER as LoadedWeather, baseEdits: [] };
const REF: ProjectRef = { id: 'p1', name: 'Plan', place: 'here', modified: '2026-01-01T00:00:00Z' };

function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

interface Run {
  readonly scenario: Scenario;
  readonly finish: (answer: EngineAnswer<ScenarioOutcome>) => void;
}

/** An engine that answers a simulation when the test says so. */
function setUp(host: Partial<WindowHost> = {}) {
  const runs: Run[] = [];
  let cancelled = 0;
  let clock = 0;
  let ids = 0;
  const engine: Partial<EngineApi> = {
    loadSample: async () => ok(LOADED),
    readFile: async () => ({ ok: false, cancelled: false, error: { code: 'epw.rows', message: '8,759 rows' } }),
    simulate: (scenario) => new Promise((resolve) => runs.push({ scenario, finish: resolve })),
    cancel: async () => {
      cancelled++;
      runs.at(-1)?.finish({ ok: false, cancelled: true, error: { code: 'cancelled', message: '' } });
    },
    snapshot: async () => ({ district: new Uint8Array([1]), weather: new Uint8Array([2]), results: {} }),
    restore: async () => ok(LOADED),
  };
  const fullHost: Partial<WindowHost> = {
    info: async () => ({ kind: 'web', version: '0', platform: 'test', processors: 2 }),
    readSettings: async () => ok({ tourSeen: true, language: 'de', panelWidth_px: 9999 }),
    writeSettings: async () => ok(null),
    recoverable: async () => ok(null),
    recentProjects: async () => ok([]),
    ...host,
  };
  const store = createAppStore();
  const actions = createActions({
    store,
    engine: engine as EngineApi,
    host: fullHost as WindowHost,
    newId: (prefix) => `${prefix}-${++ids}`,
    now: () => clock,
  });
  const tick = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return { store, actions, engine, runs, tick, cancelled: () => cancelled, advance: (ms: number) => (clock += ms) };
}

function outcomeOf(scenario: Scenario): EngineAnswer<ScenarioOutcome> {
  const outcome: Partial<ScenarioOutcome> = { scenarioId: scenario.id, hash: JSON.stringify(scenario) };
  return ok(outcome as ScenarioOutcome);
}

async function finishAll({ runs, tick }: Pick<ReturnType<typeof setUp>, 'runs' | 'tick'>): Promise<void> {
  await tick();
  for (let run = runs.shift(); run; run = runs.shift()) {
    run.finish(outcomeOf(run.scenario));
    await tick();
  }
}

function shareOf(store: AppStore): number {
  const [measure] = activeScenario(store.getState()).scenario.measures;
  return measure && 'target' in measure ? measure.target.share : Number.NaN;
}

function drag(actions: Actions, store: AppStore, share: number): void {
  const [measure] = activeScenario(store.getState()).scenario.measures;
  if (measure && 'target' in measure) actions.changeMeasure({ ...measure, target: { ...measure.target, share } }, 'drag');
}

describe('start', () => {
  it('loads the sample, simulates every scenario, shown one first, and takes only settings in range', async () => {
    const window = setUp();
    await window.actions.start();
    await window.tick();
    expect(window.runs[0]?.scenario.id).toBe(window.store.getState().activeScenarioId);
    await finishAll(window);
    const { scenarios, settings, project, tourStep } = window.store.getState();
    expect(scenarios.every((entry) => entry.outcome && !entry.stale)).toBe(true);
    expect(settings).toMatchObject({ language: 'de', panelWidth_px: 352 });
    expect(project.unsaved).toBe(false);
    expect(tourStep).toBeNull();
  });
});

describe('a slider that is dragged', () => {
  it('runs one simulation at a time, shows each result as it comes, and ends with the newest', async () => {
    const window = setUp();
    const { store, actions, runs, tick } = window;
    await actions.start();
    await finishAll(window);
    for (const share of [0.51, 0.52, 0.53]) drag(actions, store, share);
    expect(runs).toHaveLength(1);
    const first = runs.shift()!;
    first.finish(outcomeOf(first.scenario));
    await tick();
    expect(activeScenario(store.getState())).toMatchObject({ stale: true, outcome: { hash: JSON.stringify(first.scenario) } });
    expect(runs).toHaveLength(1);
    await finishAll(window);
    expect(activeScenario(store.getState())).toMatchObject({
      stale: false,
      outcome: { hash: JSON.stringify(activeScenario(store.getState()).scenario) },
    });
  });

  it('gives up a run that takes long once it is out of date', async () => {
    const window = setUp();
    await window.actions.start();
    await finishAll(window);
    drag(window.actions, window.store, 0.6);
    window.advance(2000);
    drag(window.actions, window.store, 0.7);
    expect(window.cancelled()).toBe(1);
    await window.tick();
    expect(window.store.getState().notices).toEqual([]);
    expect(window.runs).toHaveLength(2);
  });

  it('is one step of the history', async () => {
    const window = setUp();
    const { store, actions } = window;
    await actions.start();
    const before = shareOf(store);
    for (const share of [0.6, 0.7, 0.8]) drag(actions, store, share);
    actions.endDrag();
    drag(actions, store, 0.9);
    expect(store.getState().undoable).toHaveLength(2);
    actions.undo();
    expect(shareOf(store)).toBe(0.8);
    actions.undo();
    expect(shareOf(store)).toBe(before);
    actions.redo();
    expect(shareOf(store)).toBe(0.8);
  });
});

describe('a project that the system asked for', () => {
  const asked: Partial<WindowHost> = {
    info: async () => ({ kind: 'web', version: '0', platform: 'test', processors: 2, startProject: REF }),
  };

  it('opens in place of the sample', async () => {
    let samples = 0;
    const content = { ...LOADED, name: 'Plan', results: {}, settings: '{}' };
    const bytes = { district: new Uint8Array(), weather: new Uint8Array() };
    const mine = JSON.stringify([{ id: 'mine', name: 'Mine', measures: [] }]);
    const window = setUp({ ...asked, openProject: async () => ok({ ref: REF, content: { ...content, ...bytes, scenarios: mine } }) });
    window.engine.loadSample = async () => {
      samples++;
      return ok(LOADED);
    };
    await window.actions.start();
    expect(window.store.getState().project).toMatchObject({ name: 'Plan', ref: REF, unsaved: false });
    expect(activeScenario(window.store.getState()).scenario.name).toBe('Mine');
    expect(samples).toBe(0);
  });

  it('leaves the sample, and says why, where it cannot be read', async () => {
    const failure = { code: 'project.damaged', message: 'cut in half' } as const;
    const { store, actions } = setUp({ ...asked, openProject: async () => ({ ok: false, failure }) });
    await actions.start();
    expect(store.getState().district).toBe(DISTRICT);
    expect(store.getState().notices.at(-1)?.message).toMatchObject({ error: { code: 'host.project.damaged' } });
  });
});

describe('the mark "not saved"', () => {
  it('goes when undo, or a slider moved back by hand, brings back what was saved', async () => {
    const { store, actions } = setUp({ saveProjectAs: async () => ok(REF) });
    await actions.start();
    const unsaved = (): boolean => store.getState().project.unsaved;
    const before = shareOf(store);
    drag(actions, store, 0.9);
    expect(unsaved()).toBe(true);
    actions.undo();
    expect(unsaved()).toBe(false);
    actions.redo();
    expect(unsaved()).toBe(true);
    drag(actions, store, before);
    expect(unsaved()).toBe(false);
    actions.addScenario('Second');
    await actions.saveAs('Plan');
    expect(unsaved()).toBe(false);
    actions.undo();
    expect(unsaved()).toBe(true);
    actions.redo();
    expect(unsaved()).toBe(false);
    actions.renameProject('Other');
    expect(unsaved()).toBe(true);
  });
});

describe('scenarios', () => {
  it('never changes the baseline: a measure added there starts a scenario of its own', async () => {
    const { store, actions } = setUp();
    await actions.start();
    actions.showScenario('baseline');
    actions.addMeasure('windows');
    const { scenarios, activeScenarioId } = store.getState();
    expect(scenarios[0]?.scenario.measures).toEqual([]);
    expect(scenarios.at(-1)?.scenario.id).toBe(activeScenarioId);
    actions.removeScenario('baseline');
    expect(store.getState().scenarios[0]?.scenario.id).toBe('baseline');
  });
});

describe('files', () => {
  it('keeps what was loaded and says what is wrong', async () => {
    const { store, actions } = setUp();
    await actions.start();
    await actions.readFiles([{ name: 'short.epw', bytes: new Uint8Array() }]);
    expect(store.getState().weather).toBe(WEATHER);
    expect(store.getState().notices.map((notice) => notice.message)).toEqual([{ error: { code: 'epw.rows', message: '8,759 rows' } }]);
  });

  it('shows a file while it is read, simulates none of it, and puts back what was there when it is stopped', async () => {
    const { store, actions, engine, runs } = setUp();
    await actions.start();
    const part: LoadedDistrict = { ...LOADED.district, key: 'part', reading: { id: 'r', isComplete: false } };
    const seen: unknown[] = [];
    engine.readFile = async (_file, _reading, _onProgress, onPartial) => {
      await onPartial?.(part);
      actions.select([3]);
      await onPartial?.({ ...part, key: 'part 2' });
      actions.addMeasure('windows');
      const { district, selection, scenarios } = store.getState();
      seen.push(
        district?.key,
        selection,
        scenarios.every(({ outcome }) => outcome === null),
      );
      return { ok: false, cancelled: true, error: { code: 'cancelled', message: '' } };
    };
    const before = runs.length;
    await actions.readFiles([{ name: 'large.city.jsonl', blob: new Blob(['x']) }]);
    expect(seen).toEqual(['part 2', [3], true]);
    expect(store.getState().district).toBe(DISTRICT);
    expect(store.getState().selection).toEqual([]);
    expect(store.getState().notices.filter(({ tone }) => tone === 'error')).toEqual([]);
    expect(runs.slice(before).every(({ scenario }) => scenario.id !== 'part')).toBe(true);
  });

  it('keeps what was selected when the rest of the file has come', async () => {
    const { store, actions, engine } = setUp();
    await actions.start();
    engine.readFile = async (_file, _reading, _onProgress, onPartial) => {
      await onPartial?.({ ...LOADED.district, key: 'part', reading: { id: 'r', isComplete: false } });
      actions.select([0]);
      return ok({ kind: 'district', district: { ...LOADED.district, reading: { id: 'r', isComplete: true } } });
    };
    await actions.readFiles([{ name: 'large.city.jsonl', blob: new Blob(['x']) }]);
    expect(store.getState().selection).toEqual([0]);
  });

  it('simulates a large district only when it is asked to, and again when asked again', async () => {
    const { store, actions, engine, runs } = setUp();
    engine.loadSample = async () => ok({ ...LOADED, district: { ...LOADED.district, buildings: new Array(20_001) } });
    await actions.start();
    await Promise.resolve();
    expect(runs).toHaveLength(0);
    expect(actions.simulationEstimate_s()).toBeNull();
    actions.simulateShown();
    expect(runs).toHaveLength(1);
    expect(runs[0]?.scenario.id).toBe(store.getState().activeScenarioId);
    runs[0]?.finish({ ok: false, cancelled: true, error: { code: 'cancelled', message: '' } });
    await actions.settled();
    expect(runs).toHaveLength(1);
    actions.simulateShown();
    expect(runs).toHaveLength(2);
    runs[1]?.finish({ ok: false, cancelled: true, error: { code: 'cancelled', message: '' } });
    await actions.settled();
  });

  it('reads the same file again with an unknown type as building, and without', async () => {
    const { store, actions, engine } = setUp();
    const asked: unknown[] = [];
    const file = { name: 'messy.city.json', bytes: new Uint8Array([7]) };
    engine.readFile = async (given, reading) => {
      asked.push(['bytes' in given && given.bytes[0], reading]);
      const generic: Partial<Building> = { id: 'a', unknownType: 'Bulding' };
      const buildings = [generic as Building];
      return ok({
        kind: 'district',
        district: { ...LOADED.district, origin: null, buildings, source: { fileName: file.name, format: 'cityjson' } },
      });
    };
    await actions.start();
    await actions.readFiles([file]);
    expect(store.getState().pendingReference?.fileName).toBe(file.name);
    await actions.chooseReference('EPSG:28992');
    await actions.treatAs('Bulding', 'Building');
    await actions.treatAs('Bulding', null);
    expect(asked).toEqual([
      [7, {}],
      [7, { reference: 'EPSG:28992' }],
      [7, { reference: 'EPSG:28992', treatAs: { Bulding: 'Building' } }],
      [7, { reference: 'EPSG:28992', treatAs: {} }],
    ]);
    expect(store.getState().pendingReference).toBeNull();
    expect(store.getState().project.unsaved).toBe(true);
  });
});

describe('project', () => {
  it('opens what was saved, with scenarios and view', async () => {
    let file: ProjectContent | null = null;
    const answer: HostResult<ProjectRef> = ok(REF);
    const { store, actions } = setUp({
      saveProjectAs: async (_name, content) => {
        file = content;
        return answer;
      },
      openProject: async () => ok({ ref: REF, content: file! }),
    });
    await actions.start();
    actions.renameScenario(store.getState().activeScenarioId, 'Mine');
    actions.setHour(4000);
    expect(store.getState().project.unsaved).toBe(true);
    expect(await actions.saveAs('Plan')).toBe(true);
    expect(store.getState().project).toEqual({ ref: REF, name: 'Plan', unsaved: false, saving: false });
    actions.setHour(1);
    actions.openProject(REF);
    await expect.poll(() => store.getState().hour).toBe(4000);
    expect(activeScenario(store.getState()).scenario.name).toBe('Mine');
  });

  it('stays unsaved and says why when the disk is full', async () => {
    const { store, actions } = setUp({ saveProjectAs: async () => ({ ok: false, failure: { code: 'disk.full', message: 'ENOSPC' } }) });
    await actions.start();
    actions.addScenario('Second');
    expect(await actions.saveAs('Plan')).toBe(false);
    expect(store.getState().project).toMatchObject({ unsaved: true, saving: false, ref: null });
    expect(store.getState().notices.at(-1)?.message).toEqual({ error: { code: 'host.disk.full', message: 'ENOSPC' } });
  });

  it('asks before unsaved work is left', async () => {
    const { store, actions } = setUp();
    await actions.start();
    actions.addScenario('Second');
    actions.newProject();
    expect(store.getState().dialog?.kind).toBe('discard');
    expect(store.getState().scenarios).toHaveLength(4);
  });
});
