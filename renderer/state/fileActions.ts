/** Files in: districts and weather years, dropped or picked. What was loaded stays until the new file is read. */
import { groupFiles } from '#gis-data/formats/groupFiles.ts';
import type { JoinOptions, TableJoin } from '#gis-data/join/joinEdit.ts';
import type { MergeReport } from '#gis-data/join/mergeDistricts.ts';
import { sampleScenarios } from '#gis-data/samples/scenarios.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import type { EngineAnswer, FileAnswer, FileReading, GivenFile, LoadedDistrict, LoadedWeather, MergeChoice } from '../workers/engineApi.ts';
import { notifyHostFailure } from './hostNotices.ts';
import { notify, notifyError, unexpected, withJob } from './notices.ts';
import { PartlyRead } from './partlyRead.ts';
import { savedStateOf, withMark } from './savedState.ts';
import type { Simulation } from './simulation.ts';
import { activeScenario, type Context, type ShellState } from './store.ts';

/** Endings the file dialog offers; what a file is, is told by its content. */
export const DISTRICT_AND_WEATHER_FILES: readonly string[] = [
  '.json',
  '.jsonl',
  '.city.json',
  '.city.jsonl',
  '.gml',
  '.xml',
  '.geojson',
  '.geojsonl',
  '.zip',
  '.gpkg',
  '.fgb',
  '.osm',
  '.ifc',
  '.tif',
  '.tiff',
  '.asc',
  '.csv',
  '.xlsx',
  '.epw',
  '.kml',
];
/** A Shapefile is chosen with the files beside it, which only a drop brings. */
const OFFERED_FILES: readonly string[] = [...DISTRICT_AND_WEATHER_FILES, '.shp'];
export const PROJECT_FILE = '.commonwatt';

export interface FileActions {
  loadSample(): Promise<void>;
  /** Reads one file after the other; a file nobody can read says so and changes nothing. */
  readFiles(files: readonly GivenFile[]): Promise<void>;
  /** Says that a dropped folder was not read. @param most files that would have been; null where it cannot be read at all */
  refuseFolder(name: string, most: number | null): void;
  pickFile(): Promise<void>;
  /** Answers the question for the reference system; null gives up the file. */
  chooseReference(code: string | null): Promise<void>;
  /** Asks again for the reference system of a district that was left without a place. */
  askReference(): void;
  /** Reads the file of the district again, with its objects of an unknown type as buildings, or as generic objects again. */
  treatAs(type: string, as: 'Building' | null): Promise<void>;
  /** What joining the waiting table would do. */
  checkJoin(options: JoinOptions): Promise<EngineAnswer<TableJoin>>;
  /** Joins it, as a change of the base that can be undone. */
  applyJoin(options: JoinOptions): Promise<void>;
  dropTable(): void;
  /** A second source of the same place: merge it, take it in place of the first, or leave it. */
  startMerge(): void;
  checkMerge(options: MergeChoice): Promise<EngineAnswer<MergeReport>>;
  applyMerge(options: MergeChoice): Promise<void>;
  replaceBySecond(): Promise<void>;
  dropSecond(): void;
  /** Takes the 3D tiles away again. */
  dropTileset(): void;
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

/** The state with the same district on other ground, or with more known about it: what was done to it stays. */
function withSameDistrict(state: ShellState, district: LoadedDistrict): Partial<ShellState> {
  return {
    district,
    compareDistrict: null,
    model: state.model + 1,
    scenarios: state.scenarios.map((entry) => ({ ...entry, stale: true })),
  };
}

interface GivenGroup {
  readonly main: GivenFile;
  readonly parts: readonly GivenFile[];
}

/** What of the given files is to be read. From a folder comes all that lies in it: notes and pictures are left out. */
function dataOf(files: readonly GivenFile[]): { readonly wanted: readonly GivenGroup[]; readonly emptyFolder: string | null } {
  const isFromFolder = ({ main }: GivenGroup): boolean => main.name.includes('/');
  const isOffered = ({ main }: GivenGroup): boolean => OFFERED_FILES.some((ending) => main.name.toLowerCase().endsWith(ending));
  const groups = grouped(files);
  const wanted = groups.filter((group) => !isFromFolder(group) || group.parts.length > 0 || isOffered(group));
  const left = groups.find(isFromFolder);
  return { wanted, emptyFolder: left && !wanted.some(isFromFolder) ? (left.main.name.split('/')[0] ?? '') : null };
}

/** Files as they belong together; only their names are looked at. */
function grouped(files: readonly GivenFile[]): readonly GivenGroup[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const given = (name: string): readonly GivenFile[] => {
    const file = byName.get(name);
    return file ? [file] : [];
  };
  return groupFiles(files.map(({ name }) => ({ name, bytes: NO_BYTES }))).flatMap(({ main, parts }) =>
    given(main.name).map((file) => ({ main: file, parts: parts.flatMap((part) => given(part.name)) })),
  );
}

const NO_BYTES = new Uint8Array();

export function createFileActions(
  context: Context,
  simulation: Simulation,
  editBase: (edits: readonly DistrictEdit[]) => void,
): FileActions {
  const { store, engine, host } = context;
  const partlyRead = new PartlyRead(store, withDistrict);
  /** File of the shown district, kept while it may have to be read in another way. */
  let source: { readonly file: GivenFile; readonly reading: FileReading; readonly district: LoadedDistrict } | null = null;
  /** What the second source that waits was read from. */
  let secondFrom: { readonly file: GivenFile; readonly reading: FileReading } | null = null;

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
    takeAnswer(answer.value, file, reading);
  }

  function takeAnswer(answer: FileAnswer, file: GivenFile, reading: FileReading): void {
    switch (answer.kind) {
      case 'weather':
        marked(withWeather(store.getState(), answer.weather));
        notify(context, 'success', { key: 'notice.weatherLoaded', values: { name: answer.weather.name } });
        return;
      case 'terrain':
        marked(withSameDistrict(store.getState(), answer.district));
        if (answer.issues.some(({ code }) => code === 'terrain.notUsed')) {
          notify(context, 'warning', { key: 'notice.terrainNotUsed', values: { name: answer.source } });
        } else notify(context, 'success', { key: 'notice.terrainLoaded', values: { name: answer.source } });
        return;
      case 'table':
        store.setState({ pendingTable: answer.table });
        return;
      case 'second':
        secondFrom = { file, reading };
        store.setState({ pendingSecond: { first: answer.first, second: answer.second, buildings: answer.buildings, merging: false } });
        return;
      case 'tileset':
        if (answer.tileset.place === null) {
          notify(context, 'warning', { key: 'notice.tilesetUnplaced', values: { name: file.name } });
          return;
        }
        store.setState((state) => ({ tileset: answer.tileset, layers: { ...state.layers, tiles: true } }));
        notify(context, 'success', { key: 'notice.tilesetLoaded', values: { name: file.name } });
        return;
      case 'district':
        takeRead(answer.district, file, reading);
    }
  }

  function takeRead(district: LoadedDistrict, file: GivenFile, reading: FileReading): void {
    const open = district.origin === null || district.buildings.some((building) => building.unknownType ?? building.treatedType);
    source = open ? { file, reading, district } : null;
    // Asked once for a file; a person who left it without a place is not asked again.
    const { parts: _parts, ...chosen } = reading;
    if (district.origin === null && Object.keys(chosen).length === 0) {
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
      const { wanted, emptyFolder } = dataOf(files);
      if (emptyFolder !== null) notify(context, 'warning', { key: 'notice.folderNothing', values: { name: emptyFolder } });
      for (const { main, parts } of wanted) await readFile(main, parts.length > 0 ? { parts } : {});
      simulation.wake();
    },
    refuseFolder(name, most) {
      if (most === null) notify(context, 'warning', { key: 'notice.folderUnreadable' });
      else notify(context, 'warning', { key: 'notice.folderTooLarge', values: { name, count: most } });
    },
    checkJoin: (options) => ask(() => engine.joinTable(options)),
    async applyJoin(options) {
      const answer = await ask(() => engine.joinTable(options));
      if (!answer.ok) {
        if (!answer.cancelled) notifyError(context, answer.error);
        return;
      }
      const { edit, report } = answer.value;
      store.setState({ pendingTable: null });
      editBase([edit]);
      notify(context, 'success', { key: 'notice.joined', values: { name: report.table, count: report.matched } });
    },
    dropTable: () => store.setState({ pendingTable: null }),
    startMerge: () => store.setState((state) => ({ pendingSecond: state.pendingSecond && { ...state.pendingSecond, merging: true } })),
    dropSecond: () => store.setState({ pendingSecond: null }),
    dropTileset: () => store.setState({ tileset: null }),
    async replaceBySecond() {
      store.setState({ pendingSecond: null });
      const answer = await ask(() => withJob(context, 'progress.preparing', () => engine.takePending()));
      if (answer.ok && secondFrom) takeRead(answer.value, secondFrom.file, secondFrom.reading);
      else if (answer.ok) takeDistrict(answer.value);
      else if (!answer.cancelled) notifyError(context, answer.error);
      simulation.wake();
    },
    checkMerge: (options) => ask(() => engine.checkMerge(options)),
    async applyMerge(options) {
      store.setState({ pendingSecond: null });
      const answer = await ask(() => withJob(context, 'progress.preparing', () => engine.mergePending(options)));
      if (!answer.ok) {
        if (!answer.cancelled) notifyError(context, answer.error);
        return;
      }
      const { district, report } = answer.value;
      marked(withSameDistrict(store.getState(), district));
      notify(context, 'success', { key: 'notice.merged', values: { name: report.second, count: report.matched } });
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
