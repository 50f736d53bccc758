/**
 * The engine behind the window: one district, one weather year, one solver. It runs in a worker, and its
 * parts are the same that the command line uses. Errors leave it as data; what was loaded stays on any error.
 */
import { resultsCsv } from '#gis-data/export/results/resultsCsv.ts';
import { resultsGeoJson } from '#gis-data/export/results/resultsGeoJson.ts';
import { detectFormat } from '#gis-data/formats/detectFormat.ts';
import { writeGlb } from '#gis-data/formats/glb/writeGlb.ts';
import { readDistrictInFull } from '#gis-data/formats/readDistrict.ts';
import { suggestReferences } from '#gis-data/projection/project.ts';
import { sampleDistrict, sampleWeather } from '#gis-data/samples/index.ts';
import { readEpw } from '#gis-data/weather/epw.ts';
import { fromBytes, toBytes } from '#models/core/binary.ts';
import { CancelledError, InputError, throwIfAborted } from '#models/core/errors.ts';
import type { OnProgress } from '#models/core/progress.ts';
import type { ContextSurfaces } from '#models/district/context.ts';
import type { District } from '#models/district/district.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { buildingReport } from '#models/scenario/buildingReport.ts';
import { buildingColumnsOf, surfaceColumnsOf } from '#models/scenario/columns.ts';
import type { BuildingReport } from '#models/scenario/kpis.ts';
import { type PreparedDistrict, prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario, type ScenarioRun } from '#models/scenario/runScenario.ts';
import type { Scenario, Selector } from '#models/scenario/scenario.ts';
import { matchBuildings } from '#models/scenario/selection.ts';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import { type BuildingYearSeries, HOURLY_FIELDS, type HourlyField, type YearResult } from '#models/scenario/yearResult.ts';
import type { EngineAnswer, EngineApi, FileReading, InputFile, LoadedDistrict, LoadedWeather, ScenarioOutcome } from './engineApi.ts';
import { LruMap } from './lruMap.ts';

/** Outcomes kept for undo, comparison and the project file; the oldest go first. */
const OUTCOMES_KEPT = 16;
/** Simulated years kept; at 10,000 buildings one takes about 20 MB. */
const YEARS_KEPT = 8;

interface Loaded {
  readonly district: District;
  readonly weather: WeatherYear;
  readonly prepared: PreparedDistrict;
}

function float32<K extends string>(keys: readonly K[], source: Readonly<Record<K, ArrayLike<number>>>): Record<K, Float32Array> {
  return Object.fromEntries(keys.map((key) => [key, Float32Array.from(source[key])])) as Record<K, Float32Array>;
}

/** Bounds of all vertices [m]: west, south, bottom, east, north, top; zero for an empty district. */
function boundsOf(vertices_m: Float64Array): LoadedDistrict['bounds_m'] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices_m.length; i++) {
    const axis = i % 3;
    low[axis] = Math.min(low[axis]!, vertices_m[i]!);
    high[axis] = Math.max(high[axis]!, vertices_m[i]!);
  }
  return vertices_m.length === 0 ? [0, 0, 0, 0, 0, 0] : [low[0]!, low[1]!, low[2]!, high[0]!, high[1]!, high[2]!];
}

/** Arrays of their own, which can move to the window while the engine keeps the district. */
function copyOf({ positions_m, triangles, kind }: ContextSurfaces): ContextSurfaces {
  return { positions_m: positions_m.slice(), triangles: triangles.slice(), kind: kind.slice() };
}

/** @param zero the file's coordinates of the local zero, to look for reference systems where the file names none */
export function toLoadedDistrict(district: District, zero?: { readonly x0: number; readonly y0: number }): LoadedDistrict {
  const { ringStart: _rings, vertexStart: _starts, vertices_m, ...surfaces } = district.surfaces;
  const bounds_m = boundsOf(vertices_m);
  const [west, south, , east, north] = bounds_m;
  const asked = district.origin === null && zero !== undefined;
  return {
    name: district.name,
    source: district.source,
    reference: district.reference,
    origin: district.origin,
    buildings: district.buildings,
    surfaces,
    issues: district.issues,
    glb: writeGlb(district),
    context: district.context ? copyOf(district.context) : null,
    bounds_m,
    candidates: asked
      ? suggestReferences({ minX: zero.x0 + west, minY: zero.y0 + south, maxX: zero.x0 + east, maxY: zero.y0 + north })
      : [],
  };
}

function toLoadedWeather(weather: WeatherYear): LoadedWeather {
  const { name, origin, lat_deg, lon_deg, timeZone_h, notes, noteDetails } = weather;
  return {
    name,
    origin,
    lat_deg,
    lon_deg,
    timeZone_h,
    notes,
    ...(noteDetails ? { noteDetails } : {}),
    dryBulb_C: Float32Array.from(weather.dryBulb_C),
    ghi_W_m2: Float32Array.from(weather.ghi_W_m2),
  };
}

export class Engine implements EngineApi {
  readonly #solver: SolverPort;
  readonly #outcomes = new LruMap<ScenarioOutcome>(OUTCOMES_KEPT);
  /** Simulated years by what the solver was given: edits of prices find theirs here. */
  readonly #years = new LruMap<YearResult>(YEARS_KEPT);
  /** Last run per scenario id, for reports, hours and exports. */
  readonly #runs = new Map<string, { readonly scenario: string; readonly run: ScenarioRun }>();
  readonly #jobs = new Map<string, AbortController>();
  #loaded: Loaded | null = null;
  /** Runs take the solver one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(solver: SolverPort) {
    this.#solver = solver;
  }

  loadSample(onProgress: OnProgress): Promise<EngineAnswer<{ district: LoadedDistrict; weather: LoadedWeather }>> {
    return this.#answer('read', async (signal) => {
      onProgress({ done: 0.1, stage: 'progress.sample' });
      const district = sampleDistrict();
      const weather = sampleWeather();
      const shown = { district: toLoadedDistrict(district), weather: toLoadedWeather(weather) };
      await this.#adopt(district, weather, signal, onProgress);
      return shown;
    });
  }

  readFile(
    file: InputFile,
    options: FileReading,
    onProgress: OnProgress,
  ): Promise<EngineAnswer<{ readonly district: LoadedDistrict } | { readonly weather: LoadedWeather }>> {
    return this.#answer('read', async (signal) => {
      if (detectFormat(file.name, file.bytes) === 'epw') {
        const weather = readEpw(new TextDecoder().decode(file.bytes), file.name);
        if (!this.#loaded) throw nothingLoaded();
        await this.#adopt(this.#loaded.district, weather, signal, onProgress);
        return { weather: toLoadedWeather(weather) };
      }
      const { district, placement } = readDistrictInFull(file, { ...options, signal, onProgress });
      // A district without buildings would take the place of one that has some.
      if (district.buildings.length === 0) throw noBuildings(file.name);
      const shown = toLoadedDistrict(district, placement);
      await this.#adopt(district, this.#loaded?.weather ?? sampleWeather(), signal, onProgress);
      return { district: shown };
    });
  }

  simulate(scenario: Scenario, onProgress: OnProgress): Promise<EngineAnswer<ScenarioOutcome>> {
    return this.#answer(`simulate ${scenario.id}`, async (signal) => {
      const start = performance.now();
      const run = await this.#run(scenario, signal, onProgress);
      const known = this.#outcomes.get(run.hash);
      if (known) return { ...known, scenarioId: scenario.id, cached: true, duration_ms: performance.now() - start };
      const { prepared } = this.#require();
      const outcome: ScenarioOutcome = {
        scenarioId: scenario.id,
        hash: run.hash,
        kpis: run.kpis,
        hourly: float32<HourlyField>(HOURLY_FIELDS, run.result.hourly),
        buildings: buildingColumnsOf(run.plan, run.result, prepared),
        surfaces: surfaceColumnsOf(run.plan, run.result, prepared),
        residual: run.result.residual,
        duration_ms: performance.now() - start,
        cached: false,
      };
      this.#outcomes.set(outcome.hash, outcome);
      return outcome;
    });
  }

  buildingYear(scenario: Scenario, building: number): Promise<EngineAnswer<BuildingYearSeries>> {
    return this.#answer('hours', async (signal) => {
      const run = await this.#run(scenario, signal);
      return this.#solver.buildingYear(run.plan, building);
    });
  }

  buildingReport(scenario: Scenario, building: number): Promise<EngineAnswer<BuildingReport>> {
    return this.#answer('report', async (signal) => {
      const run = await this.#run(scenario, signal);
      return buildingReport(this.#require().prepared, scenario, run.plan, run.result, building);
    });
  }

  async select(selector: Selector): Promise<Uint32Array> {
    return this.#loaded ? matchBuildings(this.#loaded.district.buildings, selector) : new Uint32Array();
  }

  async cancel(): Promise<void> {
    for (const job of this.#jobs.values()) job.abort();
  }

  exportResults(scenario: Scenario, format: 'csv' | 'geojson'): Promise<EngineAnswer<InputFile>> {
    return this.#answer('export', async (signal) => {
      const run = await this.#run(scenario, signal);
      const { district, prepared } = this.#require();
      const columns = buildingColumnsOf(run.plan, run.result, prepared);
      const input = { district, scenario, simulationHash: run.hash, columns };
      const text = format === 'csv' ? resultsCsv(input) : resultsGeoJson(input);
      const name = `${district.name} - ${scenario.name}.${format}`.replaceAll(/[\\/:*?"<>|]/g, '-');
      return { name, bytes: new TextEncoder().encode(text) };
    });
  }

  async snapshot(): Promise<{ district: Uint8Array; weather: Uint8Array; results: Record<string, Uint8Array> }> {
    const { district, weather } = this.#require();
    const results = Object.fromEntries(this.#outcomes.entries().map(([hash, outcome]) => [hash, toBytes(outcome)]));
    return { district: toBytes(district), weather: toBytes(weather), results };
  }

  restore(snapshot: {
    readonly district: Uint8Array;
    readonly weather: Uint8Array;
    readonly results: Readonly<Record<string, Uint8Array>>;
  }): Promise<EngineAnswer<{ district: LoadedDistrict; weather: LoadedWeather }>> {
    return this.#answer('read', async (signal) => {
      const district = fromBytes<District>(snapshot.district);
      const weather = fromBytes<WeatherYear>(snapshot.weather);
      const shown = { district: toLoadedDistrict(district), weather: toLoadedWeather(weather) };
      await this.#adopt(district, weather, signal);
      for (const [hash, bytes] of Object.entries(snapshot.results)) this.#outcomes.set(hash, fromBytes<ScenarioOutcome>(bytes));
      return shown;
    });
  }

  /** Makes a district and a weather year the current ones; only the last lines change what was there. */
  async #adopt(district: District, weather: WeatherYear, signal: AbortSignal, onProgress?: OnProgress): Promise<void> {
    onProgress?.({ done: 0.7, stage: 'progress.preparing' });
    await breathe();
    throwIfAborted(signal);
    const prepared = prepareDistrict(district, weather, { reuse: this.#loaded?.prepared });
    this.#loaded = { district, weather, prepared };
    this.#runs.clear();
  }

  async #run(scenario: Scenario, signal: AbortSignal, onProgress?: OnProgress): Promise<ScenarioRun> {
    const { prepared } = this.#require();
    const text = JSON.stringify(scenario);
    const known = this.#runs.get(scenario.id);
    if (known?.scenario === text) return known.run;
    const before = this.#turn;
    let done = (): void => {};
    this.#turn = new Promise<void>((resolve) => {
      done = resolve;
    });
    try {
      await before;
      throwIfAborted(signal);
      const run = await runScenario({ prepared, scenario, solver: this.#solver, signal, onProgress, store: this.#years });
      this.#runs.set(scenario.id, { scenario: text, run });
      return run;
    } finally {
      done();
    }
  }

  #require(): Loaded {
    if (!this.#loaded) throw nothingLoaded();
    return this.#loaded;
  }

  /** Runs a job, ends an older one of the same kind, and turns what it throws into data. */
  async #answer<T>(kind: string, work: (signal: AbortSignal) => Promise<T>): Promise<EngineAnswer<T>> {
    this.#jobs.get(kind)?.abort();
    const controller = new AbortController();
    this.#jobs.set(kind, controller);
    try {
      return { ok: true, value: await work(controller.signal) };
    } catch (error) {
      if (error instanceof CancelledError || controller.signal.aborted) {
        return { ok: false, cancelled: true, error: { code: 'cancelled', message: 'The work was cancelled.' } };
      }
      if (error instanceof InputError) return { ok: false, cancelled: false, error: error.detail };
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, cancelled: false, error: { code: 'engine.failed', message } };
    } finally {
      if (this.#jobs.get(kind) === controller) this.#jobs.delete(kind);
    }
  }
}

function noBuildings(fileName: string): InputError {
  return new InputError({
    code: 'district.empty',
    message: 'The file holds no building.',
    where: fileName,
    mend: 'Choose a file with objects of type Building.',
  });
}

function nothingLoaded(): InputError {
  return new InputError({
    code: 'engine.empty',
    message: 'There is no district yet.',
    mend: 'Load the sample or drop a city model on the window first.',
  });
}

/** Lets messages in, a cancel among them, before the next long stretch of work. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
