/**
 * The engine behind the window: one district, one weather year, one solver. It runs in a worker, and its
 * parts are the same that the command line uses. Errors leave it as data; what was loaded stays on any error.
 */
import { type ExportedFile, exportModel } from '#gis-data/export/exportModel.ts';
import { footprintsOf } from '#gis-data/footprints.ts';
import type { AssetLoader } from '#gis-data/formats/assets.ts';
import { detectFormat, type FileFormat } from '#gis-data/formats/detectFormat.ts';
import { ELEVATION_FORMATS } from '#gis-data/formats/elevation/readElevation.ts';
import { attachTerrain } from '#gis-data/formats/elevation/terrain.ts';
import type { MeshKernel } from '#gis-data/formats/ifc/kernel.ts';
import { type ReadAny, readAny } from '#gis-data/formats/readAny.ts';
import type { ReadResult } from '#gis-data/formats/readDistrict.ts';
import { HEAD_BYTES, readModelStream } from '#gis-data/formats/readStream.ts';
import { TABLE_FORMATS, type TableRead } from '#gis-data/formats/tables/readTable.ts';
import { type JoinOptions, joinEdit, type TableJoin } from '#gis-data/join/joinEdit.ts';
import { type MergedDistrict, type MergeReport, mergeDistricts } from '#gis-data/join/mergeDistricts.ts';
import { sampleDistrict, sampleWeather } from '#gis-data/samples/index.ts';
import { WEATHER_FORMATS } from '#gis-data/weather/readWeather.ts';
import { fromBytes, toBytes } from '#models/core/binary.ts';
import { InputError, throwIfAborted } from '#models/core/errors.ts';
import type { OnProgress } from '#models/core/progress.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { District } from '#models/district/district.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { surfaceIrradiance } from '#models/energy/solar/surfaceIrradiance.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { StorageCost } from '#models/market/run/sizeStorage.ts';
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
import { MarketDesk, type SimulatedDistrict, type StartMarketPorts } from './engine/marketDesk.ts';
import { mayBeMerged, tableOffer } from './engine/secondSource.ts';
import { toLoadedDistrict, toLoadedWeather } from './engine/shown.ts';
import { type Imported, type Variant, Variants } from './engine/variants.ts';
import type {
  BuildingInside,
  DataFrame,
  EngineAnswer,
  EngineApi,
  FileAnswer,
  FileReading,
  GivenFile,
  HourBlock,
  LoadedDistrict,
  LoadedWeather,
  MergeChoice,
  PvPreviewField,
  ScenarioOutcome,
  ShownVariant,
  Snapshot,
  WindowExport,
} from './engineApi.ts';
import { SIMULATED_UNASKED } from './largeDistrict.ts';
import { LruMap } from './lruMap.ts';
import type { CommunityChoice, FeeKey } from './marketApi.ts';

/** Outcomes kept for undo, comparison and the project file; the oldest go first. */
const OUTCOMES_KEPT = 16;
/** Simulated years kept; at 10,000 buildings one takes about 20 MB. */
const YEARS_KEPT = 8;

/** Hours of all buildings that are computed at once: a week of 853 buildings is half a megabyte. */
const FRAME_HOURS = 168;
const FRAMES_KEPT = 8;

/** What is read as a whole, by the one way in for everything. */
const OTHER_FORMATS: readonly FileFormat[] = [
  ...WEATHER_FORMATS,
  ...TABLE_FORMATS,
  ...ELEVATION_FORMATS,
  'tileset',
  'geopackage',
  'zip',
  'other-map',
  'other-raster',
];

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
  readonly #meshKernel: MeshKernel | undefined;
  readonly #outcomes = new LruMap<ScenarioOutcome>(OUTCOMES_KEPT);
  /** Simulated years by what the solver was given: edits of prices find theirs here. */
  readonly #years = new LruMap<YearResult>(YEARS_KEPT);
  /** Last run per scenario id, for reports, hours and exports. */
  readonly #runs = new Map<string, Run>();
  readonly #jobs = new Jobs();
  /** Net power of all buildings, some hours at a time. */
  readonly #frames = new LruMap<PowerBlock>(FRAMES_KEPT);
  readonly #markets: MarketDesk;
  #variants: Variants | null = null;
  /** The window shows buildings of a file that is still being read. */
  #isPartlyRead = false;
  #readings = 0;
  /** A table that was read and not joined yet. */
  #table: TableRead | null = null;
  /** A second district that was read while one is there. */
  #pending: { readonly imported: Imported; readonly zero: { readonly x0: number; readonly y0: number } } | null = null;

  /**
   * @param apart what runs beside this thread, where it can: the geometry kernel of IFC, a thread that can be ended, and the
   *   engines of the market
   */
  constructor(
    solver: SolverPort,
    assets: AssetLoader,
    apart: { readonly meshKernel?: MeshKernel; readonly startMarket?: StartMarketPorts } = {},
  ) {
    this.#solver = solver;
    this.#assets = assets;
    this.#meshKernel = apart.meshKernel;
    this.#markets = new MarketDesk(solver, apart.startMarket ?? (async () => ({})));
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
  ): Promise<EngineAnswer<FileAnswer>> {
    return this.#jobs
      .answer('read', async (signal) => {
        const source = fileSource(file);
        const { parts = [], ...reading } = options;
        const kernel = this.#meshKernel ? { meshKernel: this.#meshKernel } : {};
        const asked = { ...reading, ...kernel, assets: this.#assets, signal, onProgress };
        if (parts.length > 0 || OTHER_FORMATS.includes(detectFormat(file.name, await source.head(HEAD_BYTES)))) {
          const files = await Promise.all(
            [source, ...parts.map(fileSource)].map(async (given) => ({ name: given.name, bytes: await given.bytes() })),
          );
          return this.#takeAny(await readAny(files, asked), file.name, reading, signal, onProgress);
        }
        const id = `reading-${++this.#readings}`;
        let wasShown = false;
        const showPart = async (district: District): Promise<void> => {
          this.#isPartlyRead = true;
          wasShown = true;
          const place = { key: `${id} ${district.buildings.length}`, baseCount: district.buildings.length };
          await onPartial?.({ ...toLoadedDistrict(district, place), reading: { id, isComplete: false } });
        };
        const result = await readModelStream(source, onPartial ? { ...asked, onPartial: showPart } : asked);
        const ifc = result.district.source.format === 'ifc' ? { name: file.name, bytes: await source.bytes() } : undefined;
        return this.#takeDistrict(result, { file: file.name, reading, ifc, ...(wasShown ? { id } : {}) }, signal, onProgress);
      })
      .finally(() => {
        this.#isPartlyRead = false;
      });
  }

  joinTable(options: JoinOptions): Promise<EngineAnswer<TableJoin>> {
    return this.#jobs.answer('join', async () => {
      if (!this.#table) throw nothingWaits();
      return joinEdit(this.#table.table, this.#require().base, options);
    });
  }

  takePending(): Promise<EngineAnswer<LoadedDistrict>> {
    return this.#jobs.answer('read', async (signal) => {
      const pending = this.#pending;
      if (!pending) throw nothingWaits();
      this.#pending = null;
      const shown = toLoadedDistrict(pending.imported.district, undefined, pending.zero);
      await this.#adopt(pending.imported, [], signal);
      return shown;
    });
  }

  checkMerge(options: MergeChoice): Promise<EngineAnswer<MergeReport>> {
    return this.#jobs.answer('merge', async (signal) => this.#merged(options, signal).report);
  }

  mergePending(options: MergeChoice): ReturnType<EngineApi['mergePending']> {
    return this.#jobs.answer('merge', async (signal) => {
      const { district, report } = this.#merged(options, signal);
      const { imported, baseEdits } = this.#require();
      const models = new Map([...imported.models, ...(this.#pending?.imported.models ?? [])]);
      this.#pending = null;
      await this.#adopt({ ...imported, district, models }, baseEdits, signal);
      return { district: this.#shownBase(), report };
    });
  }

  #merged(options: MergeChoice, signal: AbortSignal): MergedDistrict {
    if (!this.#pending) throw nothingWaits();
    return mergeDistricts(this.#require().imported.district, this.#pending.imported.district, { ...options, signal });
  }

  /** The base as the window shows it. */
  #shownBase(): LoadedDistrict {
    const { base, baseEdits } = this.#require();
    return toLoadedDistrict(base, { key: editsKey(baseEdits), baseCount: base.buildings.length });
  }

  async #takeAny(read: ReadAny, file: string, reading: FileReading, signal: AbortSignal, onProgress: OnProgress): Promise<FileAnswer> {
    switch (read.kind) {
      case 'district':
        return this.#takeDistrict(read.result, { file, reading }, signal, onProgress);
      case 'weather': {
        const { imported, baseEdits } = this.#require();
        await this.#adopt({ ...imported, weather: read.weather }, baseEdits, signal, onProgress);
        return { kind: 'weather', weather: toLoadedWeather(read.weather) };
      }
      case 'terrain': {
        const { imported, baseEdits } = this.#require();
        const { district, issues } = attachTerrain(imported.district, read.grid);
        await this.#adopt(
          { ...imported, district: { ...district, issues: [...district.issues, ...issues] } },
          baseEdits,
          signal,
          onProgress,
        );
        return { kind: 'terrain', district: this.#shownBase(), source: file, issues: [...read.grid.issues, ...issues] };
      }
      case 'table':
        this.#table = read.read;
        return { kind: 'table', table: tableOffer(read.read, this.#require().base) };
      case 'tileset':
        return { kind: 'tileset', tileset: read.tileset };
    }
  }

  async #takeDistrict(
    { district, placement, counts, tally, models }: ReadResult,
    from: { readonly file: string; readonly reading: FileReading; readonly ifc?: Imported['ifc']; readonly id?: string },
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<FileAnswer> {
    // A district without buildings would take the place of one that has some.
    if (district.buildings.length === 0) throw noBuildings(from.file);
    const weather = this.#variants?.imported.weather ?? sampleWeather();
    const { ifc } = from;
    const imported = { district, weather, models: models ?? new Map(), counts: fileCounts(counts, tally), ...(ifc ? { ifc } : {}) };
    const present = this.#variants?.imported.district;
    // A file that was shown while it was read has taken its place already.
    if (present && Object.keys(from.reading).length === 0 && !from.id && mayBeMerged(present, district)) {
      this.#pending = { imported, zero: placement };
      return { kind: 'second', first: present.source.fileName, second: from.file, buildings: district.buildings.length };
    }
    const shown = {
      ...toLoadedDistrict(district, undefined, placement),
      ...(from.id ? { reading: { id: from.id, isComplete: true } } : {}),
    };
    await this.#adopt(imported, [], signal, onProgress);
    return { kind: 'district', district: shown };
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

  marketCommunity(scenario: Scenario, choice: CommunityChoice): ReturnType<EngineApi['marketCommunity']> {
    return this.#jobs.answer('market community', (signal) => this.#markets.view(choice, this.#simulated(scenario, signal), signal));
  }

  runMarkets(
    scenario: Scenario,
    choice: CommunityChoice,
    configs: readonly MarketConfig[],
    onProgress: OnProgress,
  ): ReturnType<EngineApi['runMarkets']> {
    return this.#jobs.answer('markets', (signal) =>
      this.#markets.outcomes(choice, this.#simulated(scenario, signal), configs, signal, onProgress),
    );
  }

  marketMatrix(
    scenario: Scenario,
    choice: CommunityChoice,
    base: MarketConfig,
    onProgress: OnProgress,
  ): ReturnType<EngineApi['marketMatrix']> {
    return this.#jobs.answer('market matrix', (signal) =>
      this.#markets.matrix(choice, this.#simulated(scenario, signal), base, signal, onProgress),
    );
  }

  marketParticipant(
    scenario: Scenario,
    choice: CommunityChoice,
    config: MarketConfig,
    participant: number,
  ): ReturnType<EngineApi['marketParticipant']> {
    return this.#jobs.answer('market participant', (signal) =>
      this.#markets.participant(choice, this.#simulated(scenario, signal), config, participant, signal),
    );
  }

  marketStep(scenario: Scenario, choice: CommunityChoice, config: MarketConfig, step: number): ReturnType<EngineApi['marketStep']> {
    return this.#jobs.answer('market step', (signal) =>
      this.#markets.step(choice, this.#simulated(scenario, signal), config, step, signal),
    );
  }

  feeSensitivity(
    scenario: Scenario,
    choice: CommunityChoice,
    config: MarketConfig,
    fee: FeeKey,
    values: readonly number[],
  ): ReturnType<EngineApi['feeSensitivity']> {
    return this.#jobs.answer('market fee', (signal) =>
      this.#markets.fee(choice, this.#simulated(scenario, signal), config, fee, values, signal),
    );
  }

  sizeStorage(
    scenario: Scenario,
    choice: CommunityChoice,
    config: MarketConfig,
    cost: StorageCost,
    onProgress: OnProgress,
  ): ReturnType<EngineApi['sizeStorage']> {
    return this.#jobs.answer('market sizing', (signal) =>
      this.#markets.size(choice, this.#simulated(scenario, signal), config, cost, signal, onProgress),
    );
  }

  /** The simulated district for a community of its buildings. */
  #simulated(scenario: Scenario, signal: AbortSignal): () => Promise<SimulatedDistrict> {
    return async () => {
      const { imported } = this.#require();
      return { ...(await this.#run(scenario, signal)), firstWeekday: imported.weather.firstWeekday };
    };
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

function nothingWaits(): InputError {
  return new InputError({ code: 'engine.nothingWaits', message: 'The file is no longer at hand.', mend: 'Drop it on the window again.' });
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
