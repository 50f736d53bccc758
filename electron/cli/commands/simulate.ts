import { availableParallelism } from 'node:os';
import { resultsCsv } from '#gis-data/export/results/resultsCsv.ts';
import { toBytes } from '#models/core/binary.ts';
import type { Issue } from '#models/core/issue.ts';
import { buildingColumnsOf } from '#models/scenario/columns.ts';
import { districtOfScenario } from '#models/scenario/districtOfScenario.ts';
import { ENGINE_VERSION } from '#models/scenario/engineVersion.ts';
import { type PreparedDistrict, prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario, type ScenarioRun } from '#models/scenario/runScenario.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import { readScenario, scenarioSchema } from '#models/scenario/scenarioSchema.ts';
import { HOURLY_FIELDS, type YearResult } from '#models/scenario/yearResult.ts';
import { createNodeSolver } from '#solver/host/nodeSolver.ts';
import { PROGRAM_VERSION } from '../../services/programVersion.ts';
import { optionalText, positional, requiredText, wholeNumber } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { makeFolder, openDistrict, openWeather, readJsonFile, writeInto } from '../files.ts';
import { noteFindings } from '../findings.ts';
import { toJson } from '../output.ts';

/** Everything about a run that depends on its inputs alone: no times, dates or numbers of workers. */
function summaryOf(prepared: PreparedDistrict, { scenario, result, kpis, hash }: ScenarioRun, findings: readonly Issue[]): object {
  const { district, weather } = prepared;
  const count = (severity: string) => district.issues.filter((issue) => issue.severity === severity).length;
  return {
    program: { name: 'commonwatt', version: PROGRAM_VERSION, engine: ENGINE_VERSION },
    hash,
    district: {
      name: district.name,
      ...district.source,
      reference: district.reference,
      buildings: district.buildings.length,
      surfaces: district.surfaces.count,
      issues: { errors: count('error'), warnings: count('warning'), notes: count('info') },
    },
    weather: { name: weather.name, origin: weather.origin, lat_deg: weather.lat_deg, lon_deg: weather.lon_deg, notes: weather.notes },
    scenario: {
      id: scenario.id,
      name: scenario.name,
      measures: scenario.measures.length,
      // What could not be done as asked; absent where everything could.
      ...(findings.length > 0
        ? { findings: findings.map(({ code, severity, objectId, message, action }) => ({ code, severity, objectId, message, action })) }
        : {}),
    },
    residual: result.residual,
    kpis: kpis.kpis,
    months_MWh: kpis.months,
    sankey_MWh: kpis.sankey,
  };
}

/** Hourly sums over the district, one row per hour. */
function hourlyCsv({ hourly }: YearResult): string {
  const lines = [['hour', ...HOURLY_FIELDS.map((field) => `${field}_${field === 'batteryLevel' ? 'Wh' : 'W'}`)].join(',')];
  for (let hour = 0; hour < hourly.heating.length; hour++) {
    lines.push([hour, ...HOURLY_FIELDS.map((field) => Number((hourly[field][hour] ?? 0).toFixed(3)))].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function seconds(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(2)} s`;
}

async function run(given: Arguments, output: Output): Promise<void> {
  const [path] = positional(simulate, given, ['district']);
  const folder = requiredText(simulate, given, 'out');
  const weatherPath = requiredText(simulate, given, 'weather');
  const workers = wholeNumber(simulate, given, 'workers', availableParallelism(), 1, 256);
  const scenarioPath = optionalText(given, 'scenario');
  const scenario = scenarioPath === undefined ? BASELINE : readScenario(await readJsonFile(scenarioPath));

  const start = performance.now();
  const reference = optionalText(given, 'crs');
  const type = optionalText(given, 'building');
  const base = await openDistrict(path as string, {
    ...(reference === undefined ? {} : { reference }),
    ...(type === undefined ? {} : { treatAs: { [type]: 'Building' } }),
  });
  const isVerbose = given.values.verbose === true;
  noteFindings(base.issues, isVerbose, output);
  const { district, findings: editFindings } = districtOfScenario(base, scenario);
  noteFindings(editFindings, isVerbose, output);
  const weather = await openWeather(weatherPath);
  await makeFolder(folder);
  output.note(`Read ${district.buildings.length} buildings and the weather (${seconds(start)}).`);
  const preparing = performance.now();
  const prepared = prepareDistrict(district, weather);
  output.note(`Prepared surfaces and shading (${seconds(preparing)}).`);

  const solver = await createNodeSolver(workers);
  try {
    const solving = performance.now();
    const scenarioRun = await runScenario({ prepared, scenario, solver });
    output.note(`Simulated the year with ${solver.description} (${seconds(solving)}).`);
    noteFindings(scenarioRun.findings, isVerbose, output);
    const summary = summaryOf(prepared, scenarioRun, [...editFindings, ...scenarioRun.findings]);
    const written = await writeInto(folder, {
      'summary.json': toJson(summary),
      'buildings.csv': resultsCsv({
        district,
        scenario,
        simulationHash: scenarioRun.hash,
        columns: buildingColumnsOf(scenarioRun.plan, scenarioRun.result, prepared),
      }),
      'hourly.csv': hourlyCsv(scenarioRun.result),
      'result.bin': toBytes(scenarioRun.result),
    });
    output.note(`Wrote ${written.join(', ')}.`);
    output.json(summary);
  } finally {
    await solver.dispose();
  }
}

export const simulate: Command = {
  name: 'simulate',
  summary: 'Simulates the year of a district under a scenario and writes key figures, a table of buildings and the hours.',
  usage: '<district> --weather <file.epw> --out <folder> [options]',
  options: {
    weather: { type: 'string', help: 'weather year as EPW, or "sample"' },
    out: { type: 'string', help: 'folder for summary.json, buildings.csv, hourly.csv and result.bin' },
    scenario: { type: 'string', help: 'scenario as JSON (default: the district as it is)' },
    crs: { type: 'string', help: 'coordinate reference system where the file names none, e.g. EPSG:28992' },
    building: { type: 'string', help: 'type of objects that is not known, but means buildings, e.g. Bulding' },
    verbose: { type: 'boolean', help: 'print every finding of the file; otherwise mere notes are counted by code' },
    workers: { type: 'string', help: 'threads to use (default: all processors); the result does not depend on it' },
  },
  input: scenarioSchema,
  run,
};
