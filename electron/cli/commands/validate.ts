import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sampleScenarios } from '#gis-data/samples/index.ts';
import type { ValidationRow } from '#models/energy/cases/validation.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import { optionalText, positional } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { openDistrict, openWeather, SAMPLE, writeInto } from '../files.ts';
import { fuzzSection } from '../fuzz/record.ts';
import { markdownTable, threeFigures } from '../report/markdown.ts';
import { energyRows } from '../validation/energyRows.ts';
import { exportRows } from '../validation/exportRows.ts';
import { fileRows } from '../validation/fileRows.ts';
import { formatRows } from '../validation/formatRows.ts';
import { type MarketRows, marketRows, proofTable } from '../validation/marketRows.ts';
import { LARGEST_RESIDUAL, type RunRow, runRow } from '../validation/runRows.ts';

/** Where the reference files lie beside a checkout; they are not part of the program. */
const USUAL_DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');
const DISTRICT = 'delfshaven_lod2.city.json';
const WEATHER = 'PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw';

async function runRows(data: string): Promise<readonly RunRow[]> {
  const sample = { district: await openDistrict(SAMPLE), weather: await openWeather(SAMPLE) };
  const rows: RunRow[] = [];
  for (const scenario of [BASELINE, ...sampleScenarios()]) rows.push(await runRow('sample', sample.district, sample.weather, scenario));
  const file = join(data, 'gis', DISTRICT);
  const weatherFile = join(data, 'building-energy', WEATHER);
  if (existsSync(file) && existsSync(weatherFile)) {
    rows.push(await runRow(DISTRICT, await openDistrict(file), await openWeather(weatherFile), BASELINE));
  }
  return rows;
}

function referenceText({ reference }: ValidationRow): string {
  return typeof reference === 'number' ? String(Number(reference.toPrecision(6))) : `${reference[0]} to ${reference[1]}`;
}

function knownAnswersTable(rows: readonly ValidationRow[]): string {
  return markdownTable(
    ['Case', 'Quantity', 'Unit', 'Ours', 'Reference', 'Deviation [%]', 'Tolerance [%]', 'Holds'],
    rows.map((row) => [
      row.case,
      row.quantity,
      row.unit,
      String(Number(row.ours.toPrecision(6))),
      referenceText(row),
      row.deviation_pct.toFixed(3),
      String(Number(row.tolerance_pct.toPrecision(2))),
      row.pass ? 'yes' : 'NO',
    ]),
  );
}

function besideTable(rows: readonly ValidationRow[]): string {
  return markdownTable(
    ['Case', 'Quantity', 'Unit', 'Ours', 'Range', 'Off the nearer end [%]'],
    rows.map((row) => [
      row.case,
      row.quantity,
      row.unit,
      String(Number(row.ours.toPrecision(4))),
      referenceText(row),
      row.pass ? 'inside' : row.deviation_pct.toFixed(1),
    ]),
  );
}

interface Found {
  readonly known: readonly ValidationRow[];
  readonly beside: readonly ValidationRow[];
  readonly runs: readonly RunRow[];
  readonly markets: MarketRows;
}

function documentOf({ known, beside, runs, markets }: Found, fuzz: string): string {
  const runTable = markdownTable(
    ['District', 'Scenario', 'Buildings', 'Energy residual', 'Same bytes for 1, 2, 3 workers', 'Holds'],
    runs.map((row) => [
      row.district,
      row.scenario,
      String(row.buildings),
      threeFigures(row.residual),
      row.isSame ? 'yes' : 'NO',
      row.pass ? 'yes' : 'NO',
    ]),
  );
  return [
    '# Validation',
    'Written by `npm run -s commonwatt -- validate --write`; do not edit by hand. Known answers are checks, not targets: no constant of the program was fitted to them. References: `models/energy/cases/validation.ts`; files: `gis-data`.',
    '## Known answers',
    known.length > 0 ? knownAnswersTable(known) : 'The reference files were not there.',
    '## Beside the ranges of finer programs',
    'ANSI/ASHRAE Standard 140-2020 with the simple hourly method (ISO 13790). Outside a range is a limit of the method, stated here so that nobody has to find it; the finer engine is judged by these cases.',
    beside.length > 0 ? besideTable(beside) : 'The reference files were not there.',
    '## Whole simulations',
    `Energy residual at most ${LARGEST_RESIDUAL}, relative; results compared byte by byte.`,
    runTable,
    '## Markets',
    'Published figures and arithmetic from published formulas, as in `models/cases/market`; sources in its README. Then what is proven on random cases.',
    knownAnswersTable(markets.known),
    proofTable(markets.proofs),
    '## Damaged files',
    fuzz,
    '',
  ].join('\n\n');
}

async function run(given: Arguments, output: Output): Promise<void> {
  positional(validate, given, []);
  const data = optionalText(given, 'data') ?? USUAL_DATA;
  if (!existsSync(data)) output.note(`The reference files are not at ${data}; only the sample is run.`);
  const energy = await energyRows(join(data, 'building-energy'));
  const known = [
    ...(await fileRows(join(data, 'gis'))),
    ...(await formatRows(join(data, 'gis'))),
    ...(await exportRows(join(data, 'gis'))),
    ...energy.known,
  ];
  const runs = await runRows(data);
  const markets = await marketRows(given.values.quick === true);
  const checks = [...known, ...runs, ...markets.known, ...markets.proofs];
  const failed = checks.filter((row) => !row.pass).length;
  output.json({ passed: checks.length - failed, failed, known, runs, markets, beside: energy.beside });
  if (given.values.write === true) {
    const folder = optionalText(given, 'out') ?? DOCS;
    const [path] = await writeInto(folder, {
      'validation.md': documentOf({ known, runs, markets, beside: energy.beside }, await fuzzSection()),
    });
    output.note(`Wrote ${path}.`);
  }
  if (failed > 0) throw new Error(`${failed} of ${checks.length} checks do not hold.`);
}

export const validate: Command = {
  name: 'validate',
  summary: 'Compares with known answers: sun, PV, files, markets; checks that energy closes and that workers change nothing.',
  usage: '[options]',
  options: {
    data: { type: 'string', help: 'folder with the reference files (gis, building-energy)' },
    quick: { type: 'boolean', help: 'a tenth of the random cases of markets' },
    write: { type: 'boolean', help: 'write docs/validation.md' },
    out: { type: 'string', help: 'folder to write to in place of docs' },
  },
  input: z.strictObject({ data: z.string().optional() }).describe('Arguments of validate'),
  run,
};
