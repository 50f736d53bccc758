import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { EXPORT_FORMATS, type ExportFormat, exportModel } from '#gis-data/export/exportModel.ts';
import { thermalCaseIdf } from '#gis-data/export/idf/thermalCaseIdf.ts';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { BESTEST_CASES, bestestCase } from '#models/energy/cases/bestest.ts';
import { buildPlan } from '#models/scenario/buildPlan.ts';
import { buildingColumnsOf } from '#models/scenario/columns.ts';
import { districtOfScenario } from '#models/scenario/districtOfScenario.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario } from '#models/scenario/runScenario.ts';
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import { readScenario } from '#models/scenario/scenarioSchema.ts';
import { createNodeSolver } from '#solver/host/nodeSolver.ts';
import { nodeReaderAssets } from '../../services/readerAssets.ts';
import { optionalText, positional, requiredText } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { openDistrict, openWeather, readJsonFile, writeInto } from '../files.ts';
import { noteFindings } from '../findings.ts';

const FORMATS = Object.keys(EXPORT_FORMATS) as ExportFormat[];
/** `bestest-600` stands for the case of the standard. */
const CASE_PREFIX = 'bestest-';

function usage(message: string, mend: string): InputError {
  return new InputError({ code: 'cli.usage', message, where: 'commonwatt export', mend });
}

function formatOf(given: Arguments): ExportFormat {
  const text = requiredText(exportCommand, given, 'format');
  const format = FORMATS.find((one) => one === text);
  if (format) return format;
  throw usage(`There is no format "${text}".`, `Use one of ${FORMATS.join(', ')}.`);
}

/** The EnergyPlus file of a BESTEST case. */
async function caseText(path: string, format: ExportFormat, given: Arguments): Promise<string> {
  const name = BESTEST_CASES.find((one) => one === path.slice(CASE_PREFIX.length));
  if (!name) throw usage(`There is no case "${path}".`, `Use one of ${BESTEST_CASES.map((one) => CASE_PREFIX + one).join(', ')}.`);
  if (format !== 'idf') throw usage('A BESTEST case is written as IDF only.', 'Use --format idf.');
  return thermalCaseIdf(bestestCase(name), await openWeather(requiredText(exportCommand, given, 'weather')));
}

/** Plan and results of the year, as far as there is weather and the format needs them. */
async function simulated(district: District, scenario: Scenario, weatherPath: string | undefined, format: ExportFormat) {
  if (weatherPath === undefined || format === 'urbanopt') return { columns: {}, simulationHash: '' };
  const prepared = prepareDistrict(district, await openWeather(weatherPath));
  const solver = await createNodeSolver(1);
  try {
    if (format === 'idf') {
      const hasPv = scenario.measures.some(({ kind, enabled }) => enabled && kind === 'pv');
      const irradiation = hasPv ? (await runScenario({ prepared, scenario, solver })).result.surfaceIrradiation_kWh_m2 : null;
      return { columns: {}, simulationHash: '', prepared, plan: buildPlan(prepared, scenario, irradiation) };
    }
    const { plan, result, hash, findings } = await runScenario({ prepared, scenario, solver });
    return { columns: buildingColumnsOf(plan, result, prepared), simulationHash: hash, prepared, plan, findings };
  } finally {
    await solver.dispose();
  }
}

async function run(given: Arguments, output: Output): Promise<void> {
  const [path = ''] = positional(exportCommand, given, ['district']);
  const format = formatOf(given);
  const out = requiredText(exportCommand, given, 'out');
  const write = async (content: string | Uint8Array, mediaType: string, buildings: number) => {
    const [file] = await writeInto(dirname(out), { [basename(out)]: content });
    output.json({ file, format, mediaType, buildings, bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.length });
  };
  if (path.startsWith(CASE_PREFIX)) return write(await caseText(path, format, given), EXPORT_FORMATS.idf[1], 1);

  const scenarioPath = optionalText(given, 'scenario');
  const scenario = scenarioPath === undefined ? BASELINE : readScenario(await readJsonFile(scenarioPath));
  const reference = optionalText(given, 'crs');
  const base = await openDistrict(path, reference === undefined ? {} : { reference });
  const isVerbose = given.values.verbose === true;
  noteFindings(base.issues, isVerbose, output);
  const { district, findings } = districtOfScenario(base, scenario);
  const weather = optionalText(given, 'weather');
  const { findings: runFindings = [], ...results } = await simulated(district, scenario, weather, format);
  noteFindings([...findings, ...runFindings], isVerbose, output);
  const building = optionalText(given, 'building');
  const { bytes, mediaType } = await exportModel(format, {
    district,
    scenario,
    ...results,
    assets: nodeReaderAssets,
    ...(building === undefined ? {} : { building }),
    ...(weather === undefined ? {} : { weather: basename(weather) }),
  });
  return write(bytes, mediaType, format === 'idf' ? 1 : district.buildings.filter(({ removed }) => !removed).length);
}

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes a district, with the results of a simulated year where weather is given, for other programs.',
  usage: '<district> --format <format> --out <file> [options]',
  options: {
    format: { type: 'string', help: FORMATS.join(', ') },
    out: { type: 'string', help: 'file to write' },
    weather: {
      type: 'string',
      help: 'weather year as EPW, or "sample": the year is simulated and its results are written; needed for idf',
    },
    scenario: { type: 'string', help: 'scenario as JSON (default: the district as it is)' },
    building: { type: 'string', help: 'id of the building, for idf' },
    crs: { type: 'string', help: 'coordinate reference system where the file names none, e.g. EPSG:28992' },
    verbose: { type: 'boolean', help: 'print every finding of the file; otherwise mere notes are counted by code' },
  },
  input: z
    .strictObject({
      district: z.string().describe(`A file, "sample", or "${CASE_PREFIX}600" and the other BESTEST cases for idf`),
      format: z.enum(FORMATS),
      out: z.string(),
      weather: z.string().optional(),
      scenario: z.string().optional(),
      building: z.string().optional(),
      crs: z.string().optional(),
    })
    .describe('Arguments of export'),
  run,
};
