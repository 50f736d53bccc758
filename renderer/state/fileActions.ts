/** Files in: districts and weather years, dropped or picked. What was loaded stays until the new file is read. */
import { sampleScenarios } from '#gis-data/samples/scenarios.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import type { EngineAnswer, InputFile, LoadedDistrict, LoadedWeather } from '../workers/engineApi.ts';
import { notifyHostFailure } from './hostNotices.ts';
import { notify, notifyError, unexpected, withJob } from './notices.ts';
import type { Simulation } from './simulation.ts';
import type { Context, ShellState } from './store.ts';

export const DISTRICT_AND_WEATHER_FILES: readonly string[] = ['.json', '.jsonl', '.city.json', '.city.jsonl', '.epw'];
export const PROJECT_FILE = '.commonwatt';

export interface FileActions {
  loadSample(): Promise<void>;
  /** Reads one file after the other; a file nobody can read says so and changes nothing. */
  readFiles(files: readonly InputFile[]): Promise<void>;
  pickFile(): Promise<void>;
  /** Answers the question for the reference system; null gives up the file. */
  chooseReference(code: string | null): Promise<void>;
  /** Asks again for the reference system of a district that was left without a place. */
  askReference(): void;
  stopJobs(): void;
}

/** The state with a new district: results of the old one are gone, scenarios stay. */
export function withDistrict(state: ShellState, district: LoadedDistrict): Partial<ShellState> {
  return {
    district,
    selection: [],
    selectedSurface: null,
    hovered: null,
    scenarios: state.scenarios.map((entry) => ({ ...entry, outcome: null, stale: true })),
  };
}

/** The state with another weather year: results stay on the screen, marked as stale. */
export function withWeather(state: ShellState, weather: LoadedWeather): Partial<ShellState> {
  return { weather, scenarios: state.scenarios.map((entry) => ({ ...entry, stale: true })) };
}

export function createFileActions(context: Context, simulation: Simulation): FileActions {
  const { store, engine, host } = context;
  let waiting: InputFile | null = null;

  function takeDistrict(district: LoadedDistrict): void {
    store.setState((state) => ({ ...withDistrict(state, district), project: { ...state.project, unsaved: true } }));
    const values = { name: district.name, count: district.buildings.length, issues: district.issues.length };
    notify(context, 'success', { key: 'notice.districtLoaded', values });
  }

  async function readFile(file: InputFile, reference?: string): Promise<void> {
    const answer = await ask(() =>
      withJob(context, 'progress.reading', (onProgress) => engine.readFile(file, reference ? { reference } : {}, onProgress)),
    );
    if (!answer.ok) {
      if (!answer.cancelled) notifyError(context, answer.error);
      return;
    }
    if ('weather' in answer.value) {
      const { weather } = answer.value;
      store.setState((state) => ({ ...withWeather(state, weather), project: { ...state.project, unsaved: true } }));
      notify(context, 'success', { key: 'notice.weatherLoaded', values: { name: weather.name } });
      return;
    }
    const { district } = answer.value;
    waiting = district.origin === null ? file : null;
    if (district.origin === null && reference === undefined) {
      store.setState({ pendingReference: { fileName: file.name, candidates: district.candidates } });
    }
    takeDistrict(district);
  }

  async function ask<T>(call: () => Promise<EngineAnswer<T>>): Promise<EngineAnswer<T>> {
    try {
      return await call();
    } catch (error) {
      return { ok: false, cancelled: false, error: unexpected(error) };
    }
  }

  return {
    async loadSample() {
      const answer = await ask(() => withJob(context, 'progress.sample', (onProgress) => engine.loadSample(onProgress)));
      if (!answer.ok) {
        if (!answer.cancelled) notifyError(context, answer.error);
        return;
      }
      const { district, weather } = answer.value;
      const samples = sampleScenarios();
      store.setState((state) => ({
        ...withDistrict(state, district),
        weather,
        scenarios: [BASELINE, ...samples].map((scenario) => ({ scenario, outcome: null, stale: true })),
        activeScenarioId: samples[0]?.id ?? BASELINE.id,
        compareScenarioId: BASELINE.id,
        undoable: [],
        redoable: [],
        project: { ref: null, name: '', unsaved: false, saving: false },
        flyHome: state.flyHome + 1,
      }));
      simulation.wake();
    },
    async readFiles(files) {
      for (const file of files) await readFile(file);
      simulation.wake();
    },
    async pickFile() {
      const picked = await host.pickFile(DISTRICT_AND_WEATHER_FILES);
      if (picked.ok) await this.readFiles([picked.value]);
      else notifyHostFailure(context, picked.failure);
    },
    async chooseReference(code) {
      const file = waiting;
      store.setState({ pendingReference: null });
      if (file && code !== null) await readFile(file, code);
      simulation.wake();
    },
    askReference() {
      const { district } = store.getState();
      if (waiting && district) store.setState({ pendingReference: { fileName: waiting.name, candidates: district.candidates } });
    },
    stopJobs() {
      void engine.cancel();
    },
  };
}
