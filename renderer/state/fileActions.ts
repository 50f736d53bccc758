/** Files in: districts and weather years, dropped or picked. What was loaded stays until the new file is read. */
import { sampleScenarios } from '#gis-data/samples/scenarios.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import type { EngineAnswer, FileReading, GivenFile, LoadedDistrict, LoadedWeather } from '../workers/engineApi.ts';
import { notifyHostFailure } from './hostNotices.ts';
import { notify, notifyError, unexpected, withJob } from './notices.ts';
import { PartlyRead } from './partlyRead.ts';
import { savedStateOf, withMark } from './savedState.ts';
import type { Simulation } from './simulation.ts';
import { activeScenario, type Context, type ShellState } from './store.ts';

export const DISTRICT_AND_WEATHER_FILES: readonly string[] = ['.json', '.jsonl', '.city.json', '.city.jsonl', '.epw'];
export const PROJECT_FILE = '.commonwatt';

export interface FileActions {
  loadSample(): Promise<void>;
  /** Reads one file after the other; a file nobody can read says so and changes nothing. */
  readFiles(files: readonly GivenFile[]): Promise<void>;
  pickFile(): Promise<void>;
  /** Answers the question for the reference system; null gives up the file. */
  chooseReference(code: string | null): Promise<void>;
  /** Asks again for the reference system of a district that was left without a place. */
  askReference(): void;
  /** Reads the file of the district again, with its objects of an unknown type as buildings, or as generic objects again. */
  treatAs(type: string, as: 'Building' | null): Promise<void>;
  stopJobs(): void;
  /** Simulates the shown scenario of a district that is too large to be simulated unasked. */
  simulateShown(): void;
  /** How long that would take, by the last year that was simulated [s]; null where none was. */
  simulationEstimate_s(): number | null;
}

/** The state with a new district: results of the old one are gone, scenarios stay. */
export function withDistrict(state: ShellState, district: LoadedDistrict): Partial<ShellState> {
  return {
    district,
    compareDistrict: null,
    baseEdits: [],
    model: state.model + 1,
    selection: [],
    selectedSurface: null,
    hovered: null,
    scenarios: state.scenarios.map((entry) => ({ ...entry, outcome: null, stale: true })),
  };
}

/** The state with another weather year: results stay on the screen, marked as stale. */
export function withWeather(state: ShellState, weather: LoadedWeather): Partial<ShellState> {
  return { weather, model: state.model + 1, scenarios: state.scenarios.map((entry) => ({ ...entry, stale: true })) };
}

export function createFileActions(context: Context, simulation: Simulation): FileActions {
  const { store, engine, host } = context;
  const partlyRead = new PartlyRead(store, withDistrict);
  /** File of the shown district, kept while it may have to be read in another way. */
  let source: { readonly file: GivenFile; readonly reading: FileReading; readonly district: LoadedDistrict } | null = null;

  function marked(change: Partial<ShellState>): void {
    store.setState(change);
    store.setState((state) => ({ project: withMark(state.saved, state) }));
  }

  function takeDistrict(district: LoadedDistrict): void {
    partlyRead.done();
    // Rows are those of the parts that were shown while it was read.
    const { selection } = store.getState();
    marked({ ...withDistrict(store.getState(), district), ...(district.reading ? { selection } : {}) });
    // What was read is told where it can be mended.
    store.setState((state) => ({ assistant: { ...state.assistant, open: true }, task: 'district', panelOpen: true }));
    const values = { name: district.name, count: district.buildings.length, issues: district.issues.length };
    notify(context, 'success', { key: 'notice.districtLoaded', values });
  }

  /** The file that the shown district was read from; tells the person to open it again where it is not at hand. */
  function sourceAtHand(): typeof source {
    const { district } = store.getState();
    if (source && source.district === district) return source;
    if (district) notify(context, 'info', { key: 'notice.fileNeeded', values: { name: district.source.fileName } });
    return null;
  }

  async function readFile(file: GivenFile, reading: FileReading = {}): Promise<void> {
    const answer = await ask(() =>
      withJob(context, 'progress.reading', (onProgress) => engine.readFile(file, reading, onProgress, (part) => partlyRead.show(part))),
    );
    if (!answer.ok) {
      partlyRead.putBack();
      if (!answer.cancelled) notifyError(context, answer.error);
      return;
    }
    if ('weather' in answer.value) {
      const { weather } = answer.value;
      marked(withWeather(store.getState(), weather));
      notify(context, 'success', { key: 'notice.weatherLoaded', values: { name: weather.name } });
      return;
    }
    const { district } = answer.value;
    const open = district.origin === null || district.buildings.some((building) => building.unknownType ?? building.treatedType);
    source = open ? { file, reading, district } : null;
    // Asked once for a file; a person who left it without a place is not asked again.
    if (district.origin === null && Object.keys(reading).length === 0) {
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
      store.setState((state) => ({ saved: savedStateOf(state) }));
      simulation.wake();
    },
    async readFiles(files) {
      for (const file of files) await readFile(file);
      simulation.wake();
    },
    async pickFile() {
      const picked = await (host.pickLyingFile ?? host.pickFile)(DISTRICT_AND_WEATHER_FILES);
      if (picked.ok) await this.readFiles([picked.value]);
      else notifyHostFailure(context, picked.failure);
    },
    async chooseReference(code) {
      store.setState({ pendingReference: null });
      const read = code === null ? null : sourceAtHand();
      if (read && code !== null) await readFile(read.file, { ...read.reading, reference: code });
      simulation.wake();
    },
    askReference() {
      const read = sourceAtHand();
      if (read) store.setState({ pendingReference: { fileName: read.file.name, candidates: read.district.candidates } });
    },
    async treatAs(type, as) {
      const read = sourceAtHand();
      if (!read) return;
      const { [type]: _before, ...others } = read.reading.treatAs ?? {};
      await readFile(read.file, { ...read.reading, treatAs: as ? { ...others, [type]: as } : others });
      simulation.wake();
    },
    stopJobs() {
      void engine.cancel();
    },
    simulateShown: () => simulation.simulate(activeScenario(store.getState()).scenario),
    simulationEstimate_s: () => simulation.estimate_s(store.getState().district?.buildings.length ?? 0),
  };
}
