import { expect, it, vi } from 'vitest';
import { editsKey } from '#models/scenario/scenarioEdits.ts';
import type { ImportReport } from '../workers/engine/importReport.ts';
import type { EngineAnswer, EngineApi, LoadedDistrict } from '../workers/engineApi.ts';
import { createAssistantActions } from './assistantActions.ts';
import { createAppStore, initialState, type WindowHost } from './store.ts';

const DISTRICT: Partial<LoadedDistrict> = { key: '', buildings: [] };
const CANCELLED = { ok: false, cancelled: true, error: { code: 'cancelled', message: '' } } as const;

function setUp() {
  const store = createAppStore({ ...initialState(), district: DISTRICT as LoadedDistrict, model: 3 });
  const answers: ((answer: EngineAnswer<ImportReport>) => void)[] = [];
  const engine: Partial<EngineApi> = {
    importReport: () => new Promise((resolve) => answers.push(resolve)),
    cancel: vi.fn(async () => answers.at(-1)?.(CANCELLED)),
  };
  const sync = { wake: () => {}, sendBase: vi.fn(), settled: async () => {} };
  const context = { store, engine: engine as EngineApi, host: {} as WindowHost, newId: (prefix: string) => prefix, now: () => 0 };
  const tick = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  const report: Partial<ImportReport> = { baseKey: editsKey([]) };
  return { store, answers, sync, tick, report: report as ImportReport, actions: createAssistantActions(context, sync) };
}

it('asks again where other work was given up, but not where the person stopped it', async () => {
  const { store, answers, sync, tick, report, actions } = setUp();
  void actions.readImportReport();
  expect(sync.sendBase).toHaveBeenCalled();
  answers[0]?.(CANCELLED);
  await tick();
  expect(answers).toHaveLength(2);
  answers[1]?.({ ok: true, value: report });
  await tick();
  expect(store.getState().assistant).toMatchObject({ report, model: 3, loading: false, stopped: false });
  void actions.readImportReport();
  actions.stopJobs();
  await tick();
  expect(answers).toHaveLength(3);
  expect(store.getState().assistant).toMatchObject({ report, loading: false, stopped: true });
});

it('drops the answer to an older question, however it ends', async () => {
  const { store, answers, tick, report, actions } = setUp();
  void actions.readImportReport();
  void actions.readImportReport();
  answers[0]?.(CANCELLED);
  await tick();
  expect(answers).toHaveLength(2);
  expect(store.getState().assistant).toMatchObject({ report: null, loading: true });
  answers[1]?.({ ok: true, value: report });
  await tick();
  expect(store.getState().assistant).toMatchObject({ report, loading: false });
});
