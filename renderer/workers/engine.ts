/**
 * The engine behind the window: one district, one weather year, one solver. It runs in a worker, and its
 * parts are the same that the command line uses. Errors leave it as data; what was loaded stays on any error.
 */
import { type ExportedFile, exportModel } from '#gis-data/export/exportModel.ts';
import { footprintsOf } from '#gis-data/footprints.ts';
import type { AssetLoader } from '#gis-data/formats/assets.ts';
import { detectFormat } from '#gis-data/formats/detectFormat.ts';
import { HEAD_BYTES, readModelStream } from '#gis-data/formats/readStream.ts';
import { sampleDistrict, sampleWeather } from '#gis-data/samples/index.ts';
import { readEpw } from '#gis-data/weather/epw.ts';
import { fromBytes, toBytes } from '#models/core/binary.ts';
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import type { OnProgress } from '#models/core/progress.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { District } from '#models/district/district.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { surfaceIrradiance } from '#models/energy/solar/surfaceIrradiance.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { buildingReport } from '#models/scenario/buildingReport.ts';
import { buildingColumnsOf, surfaceColumnsOf } from '#models/scenario/columns.ts';
import type { HourBlockField } from '#models/scenario/hourBlock.ts';
import type { BuildingReport } from '#models/scenario/kpis.ts';
import { type PvFieldYield, pvFieldYield } from '#models/scenario/pvFieldYield.ts';
import { runScenario, type ScenarioRun } from '#models/scenario/runScenario.ts';
import { BASELINE, type Scenario, type Selector } from '#models/scenario/scenario.ts';
import { editsKey } from '#models/scenario/scenarioEdits.ts';
import { matchBuildings } from '#models/scenario/selection.ts';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import { type BuildingYearSeries, HOURLY_FIELDS, type HourlyField, type YearResult } from '#models/scenario/yearResult.ts';
import { buildingInside } from './engine/buildingInside.ts';
import { dataFrame, type PowerBlock, powerBlock } from './engine/dataFrame.ts';
import { fileSource } from './engine/fileSource.ts';
import { type FileCounts, fileCounts, type ImportReport, importReport } from './engine/importReport.ts';
import { breathe, Jobs } from './engine/jobs.ts';
import { toLoadedDistrict, toLoadedWeather } from './engine/shown.ts';
import { type Imported, type Variant, Variants } from './engine/variants.ts';
import type {
  BuildingInside,
  DataFrame,
  EngineAnswer,
  EngineApi,
  FileReading,
  GivenFile,
  HourBlock,
  InputFile,
  LoadedDistrict,
  LoadedWeather,
  PvPreviewField,
  ScenarioOutcome,
  ShownVariant,
  Snapshot,
  WindowExport,
} from './engineApi.ts';
import { SIMULATED_UNASKED } from './largeDistrict.ts';
import { LruMap } from './lruMap.ts';

/** Outcomes kept for undo, comparison and the project file; the oldest go first. */
const OUTCOMES_KEPT = 16;
/** Simulated years kept; at 10,000 buildings one takes about 20 MB. */
const YEARS_KEPT = 8;

/** Hours of all buildings that are computed at once: a week of 853 buildings is half a megabyte. */
const FRAME_HOURS = 168;
const FRAMES_KEPT = 8;

/** A scenario's last run and the district it ran on. */
interface Run {
  /** Text of the scenario that was run. */
  readonly scenario: string;
  readonly run: ScenarioRun;
  readonly variant: Variant;
}

/** What the project file keeps of the model. */
interface KeptDistrict {
  readonly district: District;
  readonly baseEdits: readonly DistrictEdit[];
  readonly models: readonly (readonly [string, BuildingModel])[];
  /** Absent in projects of earlier versions. */
  readonly counts?: FileCounts;
}

function float32<K extends string>(keys: readonly K[], source: Readonly<Record<K, ArrayLike<number>>>): Record<K, Float32Array> {
  return Object.fromEntries(keys.map((key) => [key, Float32Array.from(source[key])])) as Record<K, Float32Array>;
}

export class Engine implements EngineApi {
  readonly #solver: SolverPort;
  readonly #assets: AssetLoader;
  readonly #outcomes = new LruMap<ScenarioOutcome>(OUTCOMES_KEPT);
  /** Simulated years by what the solver was given: edits of prices find theirs here. */
  readonly #years = new LruMap<YearResult>(YEARS_KEPT);
  /** Last run per scenario id, for reports, hours and exports. */
  readonly #runs = new Map<string, Run>();
  readonly #jobs = new Jobs();
  /** Net power of all buildings, some hours at a time. */
  readonly #frames = new LruMap<PowerBlock>(FRAMES_KEPT);
  #variants: Variants | null = null;
  /** The window shows buildings of a file that is still being read. */
  #isPartlyRead = false;
  #readings = 0;

  constructor(solver: SolverPort, assets: AssetLoader) {
    this.#solver = solver;
    this.#assets = assets;
  }

  loadSample(onProgress: OnProgress): Promise<EngineAnswer<{ district: LoadedDistrict; weather: LoadedWeather }>> {
    return this.#jobs.answer('read', async (signal) => {
      onProgress({ done: 0.1, stage: 'progress.sample' });
      const district = sampleDistrict();
      const weather = sampleWeather();
      const shown = { district: toLoadedDistrict(district), weather: toLoadedWeather(weather) };
      await this.#adopt({ district, weather, models: new Map() }, [], signal, onProgress);
      return shown;
    });
  }

  readFile(
    file: GivenFile,
    options: FileReading,
    onProgress: OnProgress,
    onPartial?: (district: LoadedDistrict) => void | Promise<void>,
  ): Promise<EngineAnswer<{ readonly district: LoadedDistrict } | { readonly weather: LoadedWeather }>> {
    return this.#jobs
      .answer('read', async (signal) => {
        const source = fileSource(file);
        if (detectFormat(file.name, await source.head(HEAD_BYTES)) === 'epw') {
          const weather = readEpw(new TextDecoder().decode(await source.bytes()), file.name);
          const { imported, baseEdits } = this.#require();
          await this.#adopt({ ...imported, weather }, baseEdits, signal, onProgress);
          return { weather: toLoadedWeather(weather) };
        }
        const id = `reading-${++this.#readings}`;
        let wasShown = false;
        const showPart = async (district: District): Promise<void> => {
          this.#isPartlyRead = true;
          wasShown = true;
          const place = { key: `${id} ${district.buildings.length}`, baseCount: district.buildings.length };
          await onPartial?.({ ...toLoadedDistrict(district, place), reading: { id, isComplete: false } });
        };
        const asked = { ...options, assets: this.#assets, signal, onProgress };
        const { district, placement, counts, tally, models } = await readModelStream(
          source,
          onPartial ? { ...asked, onPartial: showPart } : asked,
        );
        // A district without buildings would take the place of one that has some.
        if (district.buildings.length === 0) throw noBuildings(file.name);
        const shown = { ...toLoadedDistrict(district, undefined, placement), ...(wasShown ? { reading: { id, isComplete: true } } : {}) };
        const weather = this.#variants?.imported.weather ?? sampleWeather();
        const ifc = district.source.format === 'ifc' ? { name: file.name, bytes: await source.bytes() } : null;
        const imported = { district, weather, models: models ?? new Map(), counts: fileCounts(counts, tally), ...(ifc ? { ifc } : {}) };
        await this.#adopt(imported, [], signal, onProgress);
        return { district: shown };
      })
      .finally(() => {
        this.#isPartlyRead = false;
      });
  }

  simulate(scenario: Scenario, onProgress: OnProgress): Promise<EngineAnswer<ScenarioOutcome>> {
    return this.#jobs.answer(`simulate ${scenario.id}`, async (signal) => {
      const start = performance.now();
      const { run, variant } = await this.#run(scenario, signal, onProgress);
      const { prepared, key } = variant;
      const known = this.#outcomes.get(run.hash);
      if (known) return { ...known, scenarioId: scenario.id, cached: true, duration_ms: performance.now() - start };
      const outcome: ScenarioOutcome = {
        scenarioId: scenario.id,
        districtKey: key,
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
    return this.#jobs.answer('hours', async (signal) => {
      const { run } = await this.#run(scenario, signal);
      return this.#solver.buildingYear(run.plan, building);
    });
  }

  buildingReport(scenario: Scenario, building: number): Promise<EngineAnswer<BuildingReport>> {
    return this.#jobs.answer('report', async (signal) => {
      const { run, variant } = await this.#run(scenario, signal);
      return buildingReport(variant.prepared, scenario, run.plan, run.result, building);
    });
  }

  async select(selector: Selector): Promise<Uint32Array> {
    return this.#variants ? matchBuildings(this.#variants.base.buildings, selector) : new Uint32Array();
  }

  async cancel(): Promise<void> {
    this.#jobs.cancelAll();
  }

  exportModel(scenario: Scenario, format: WindowExport, row: number | null): Promise<EngineAnswer<ExportedFile>> {
    return this.#jobs.answer('export', async (signal) => {
      const { imported } = this.#require();
      const { run, variant } = await this.#run(scenario, signal);
      const { district, prepared } = variant;
      const columns = buildingColumnsOf(run.plan, run.result, prepared);
      const results = { district, scenario, simulationHash: run.hash, columns };
      if (format === 'ifc') {
        const { writeIfcResults } = await import('#gis-data/export/ifc/writeIfcResults.ts');
        const bytes = writeIfcResults(imported.ifc ?? null, results);
        return { name: imported.ifc?.name ?? `${district.name}.ifc`, mediaType: 'application/x-step', bytes };
      }
      const building = row === null ? undefined : district.buildings[row]?.id;
      return exportModel(format, {
        ...results,
        prepared,
        plan: run.plan,
        weather: imported.weather.name,
        assets: this.#assets,
        ...(building === undefined ? {} : { building }),
      });
    });
  }

  hours(scenario: Scenario, field: HourBlockField, firstHour: number, hours: number): Promise<EngineAnswer<HourBlock>> {
    return this.#jobs.answer(`hours ${field}`, async (signal) => {
      const { run, variant } = await this.#run(scenario, signal);
      const values = await this.#jobs.inTurn(() => this.#solver.hourBlock(run.plan, field, firstHour, hours, { signal }));
      return { districtKey: variant.key, field, firstHour, hours, values };
    });
  }

  surfaceHour(scenario: Scenario, hour: number): ReturnType<EngineApi['surfaceHour']> {
    return this.#jobs.answer('surface hour', async (signal) => {
      const { prepared, district, key } = await this.#require().of(scenario, signal);
      const values = new Float32Array(district.surfaces.count).fill(Number.NaN);
      const irradiance = surfaceIrradiance(prepared, hour);
      for (let row = 0; row < irradiance.length; row++) values[prepared.surfaces.source[row]!] = irradiance[row]!;
      return { districtKey: key, values };
    });
  }

  buildingInside(scenario: Scenario, row: number): Promise<EngineAnswer<BuildingInside>> {
    return this.#jobs.answer('inside', async (signal) => {
      const variants = this.#require();
      const { run, variant } = await this.#run(scenario, signal);
      const building = variant.district.buildings[row];
      if (!building || building.surfaceCount === 0) throw noGeometry(building?.id ?? String(row));
      const series = await this.#jobs.inTurn(() => this.#solver.buildingYear(run.plan, row));
      throwIfAborted(signal);
      return buildingInside(variant, run, row, series, variants.imported.models.get(building.id));
    });
  }

  pvPreview(scenario: Scenario, field: PvPreviewField): Promise<EngineAnswer<PvFieldYield>> {
    return this.#jobs.answer('preview', async (signal) => pvFieldYield((await this.#require().of(scenario, signal)).prepared, field));
  }

  footprints(scenario: Scenario): ReturnType<EngineApi['footprints']> {
    return this.#jobs.answer('footprints', async (signal) => {
      const { district, key } = await this.#require().of(scenario, signal);
      return { districtKey: key, footprints: footprintsOf(district) };
    });
  }

  dataFrame(scenario: Scenario, hour: number, maximumArcs: number): Promise<EngineAnswer<DataFrame>> {
    return this.#jobs.answer('frame', async (signal) => {
      const { run, variant } = await this.#run(scenario, signal);
      const firstHour = Math.floor(hour / FRAME_HOURS) * FRAME_HOURS;
      const hours = Math.min(FRAME_HOURS, HOURS_PER_YEAR - firstHour);
      const key = `${run.hash} ${firstHour}`;
      let block = this.#frames.get(key);
      if (!block) {
        const net_W = await this.#jobs.inTurn(() => this.#solver.hourBlock(run.plan, 'netGrid', firstHour, hours, { signal }));
        block = powerBlock(net_W, firstHour, hours);
        this.#frames.set(key, block);
      }
      return dataFrame(variant.district, block, hour, maximumArcs);
    });
  }

  districtOf(scenario: Scenario): Promise<EngineAnswer<ShownVariant>> {
    return this.#jobs.answer('district', async (signal) => {
      const variant = await this.#require().of(scenario, signal);
      return { district: toLoadedDistrict(variant.district, variant), findings: variant.findings };
    });
  }

  async setBaseEdits(edits: readonly DistrictEdit[]): Promise<EngineAnswer<null>> {
    return this.#jobs.answer('base', async () => {
      const before = this.#require();
      this.#variants = new Variants(before.imported, edits, before);
      this.#runs.clear();
      return null;
    });
  }

  importReport(onProgress: OnProgress): Promise<EngineAnswer<ImportReport>> {
    return this.#jobs.answer('import report', async (signal) => {
      const { base, baseEdits, baseFindings, imported } = this.#require();
      const counts = imported.counts ?? null;
      return importReport({ district: base, baseKey: editsKey(baseEdits), counts, findings: baseFindings }, signal, onProgress);
    });
  }

  async snapshot(): Promise<Snapshot> {
    const { imported, baseEdits } = this.#require();
    const { district, weather, models, counts } = imported;
    const results = Object.fromEntries(this.#outcomes.entries().map(([hash, outcome]) => [hash, toBytes(outcome)]));
    const kept: KeptDistrict = { district, baseEdits, models: [...models], ...(counts ? { counts } : {}) };
    return { district: toBytes(kept), weather: toBytes(weather), results };
  }

  restore(snapshot: Snapshot): ReturnType<EngineApi['restore']> {
    return this.#jobs.answer('read', async (signal) => {
      const { district, baseEdits, models, counts } = keptDistrict(fromBytes<District | KeptDistrict>(snapshot.district));
      const weather = fromBytes<WeatherYear>(snapshot.weather);
      await this.#adopt({ district, weather, models: new Map(models), ...(counts ? { counts } : {}) }, baseEdits, signal);
      for (const [hash, bytes] of Object.entries(snapshot.results)) this.#outcomes.set(hash, fromBytes<ScenarioOutcome>(bytes));
      const { base } = this.#require();
      const place = { key: editsKey(baseEdits), baseCount: base.buildings.length };
      return { district: toLoadedDistrict(base, place), weather: toLoadedWeather(weather), baseEdits };
    });
  }

  /** Makes what was read the current model; only the last lines change what was there. */
  async #adopt(imported: Imported, baseEdits: readonly DistrictEdit[], signal: AbortSignal, onProgress?: OnProgress): Promise<void> {
    onProgress?.({ done: 0.7, stage: 'progress.preparing' });
    await breathe();
    throwIfAborted(signal);
    const variants = new Variants(imported, baseEdits, this.#variants ?? undefined);
    // The shading of a large district takes long and is needed only where its year is simulated.
    if (imported.district.buildings.length <= SIMULATED_UNASKED) await variants.of(BASELINE, signal);
    this.#variants = variants;
    this.#runs.clear();
  }

  async #run(scenario: Scenario, signal: AbortSignal, onProgress?: OnProgress): Promise<Run> {
    const variants = this.#require();
    const text = JSON.stringify(scenario);
    const known = this.#runs.get(scenario.id);
    if (known?.scenario === text) return known;
    return this.#jobs.inTurn(async () => {
      throwIfAborted(signal);
      const variant = await variants.of(scenario, signal);
      const { prepared } = variant;
      const run = await runScenario({ prepared, scenario, solver: this.#solver, signal, onProgress, store: this.#years });
      const made = { scenario: text, run, variant };
      if (this.#variants === variants) this.#runs.set(scenario.id, made);
      return made;
    });
  }

  #require(): Variants {
    if (this.#isPartlyRead) throw stillReading();
    if (!this.#variants) throw nothingLoaded();
    return this.#variants;
  }
}

/** Projects of earlier versions hold the district alone. */
function keptDistrict(kept: District | KeptDistrict): KeptDistrict {
  return 'district' in kept ? kept : { district: kept, baseEdits: [], models: [] };
}

function noBuildings(fileName: string): InputError {
  return new InputError({
    code: 'district.empty',
    message: 'The file holds no building.',
    where: fileName,
    mend: 'Choose a file with objects of type Building.',
  });
}

function noGeometry(id: string): InputError {
  return new InputError({
    code: 'building.noGeometry',
    message: 'This building has no geometry.',
    where: id,
    mend: 'Choose another building, or draw its outline.',
    values: { id },
  });
}

function stillReading(): InputError {
  return new InputError({
    code: 'engine.reading',
    message: 'The file is still being read.',
    mend: 'Wait until it is read, or stop reading it.',
  });
}

function nothingLoaded(): InputError {
  return new InputError({
    code: 'engine.empty',
    message: 'There is no district yet.',
    mend: 'Load the sample or drop a city model on the window first.',
  });
}
