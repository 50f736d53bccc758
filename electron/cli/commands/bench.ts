import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { benchKernels } from '#solver/bench/benchKernels.ts';
import { optionalText, positional, wholeNumber } from '../arguments.ts';
import { type DistrictRunInput, measureDistrictApart } from '../bench/districtRun.ts';
import { marketBench } from '../bench/marketBench.ts';
import { benchTable, type DistrictFigures, districtTable } from '../bench/tables.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { SAMPLE, writeInto } from '../files.ts';
import { machineLine } from '../report/machine.ts';

const USUAL_DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');
const LARGE = 10_000;

function districtRuns(data: string, workers: number, isQuick: boolean): readonly (DistrictRunInput & { readonly name: string })[] {
  const changes = isQuick ? 3 : 11;
  const runs = [{ name: 'sample', district: SAMPLE, weather: SAMPLE, workers, changes }];
  const delfshaven = join(data, 'gis', 'delfshaven_lod2.city.json');
  const weather = join(data, 'building-energy', 'PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw');
  if (existsSync(delfshaven) && existsSync(weather)) runs.push({ name: 'Delfshaven', district: delfshaven, weather, workers, changes });
  if (!isQuick) runs.push({ name: `${LARGE} generated`, district: `synth:${LARGE}`, weather: SAMPLE, workers, changes: 3 });
  return runs;
}

async function run(given: Arguments, output: Output): Promise<void> {
  positional(bench, given, []);
  const workers = wholeNumber(bench, given, 'workers', availableParallelism(), 1, 256);
  const isQuick = given.values.quick === true;
  const data = optionalText(given, 'data') ?? USUAL_DATA;
  const machine = machineLine();
  output.note(machine);
  output.note('Kernels ...');
  const kernels = await benchKernels();
  const districts: DistrictFigures[] = [];
  for (const { name, ...input } of districtRuns(data, workers, isQuick)) {
    output.note(`District: ${name} ...`);
    districts.push({ name, ...(await measureDistrictApart(input)) });
  }
  const markets = await marketBench(isQuick, output.note);
  output.json({ machine, workers, kernels, districts, markets });
  if (given.values.write === true) {
    const document = [
      '# Benchmarks',
      'Written by `npm run -s commonwatt -- bench --write`; do not edit by hand.',
      `Machine: ${machine}; ${workers} workers.`,
      '## Kernels',
      'One core; the reference is TypeScript in the same process and run, the works taking turns; medians.',
      benchTable(kernels),
      '## Districts',
      'Each in a process of its own. Peak memory is the largest resident memory of the whole process, threads included. A changed share keeps the shading and re-runs every building it touches. An added building takes over all horizons that do not see it.',
      districtTable(districts),
      '## Markets',
      'Kernels and models on one core, the reference in the same process and run. The market year in a process of its own: an invented town of 100 members, 49 of them with photovoltaics and 17 with a battery; batteries answer on all processors, all else on one. A changed fee keeps dispatch; what is settled anew depends on the fee.',
      benchTable(markets),
      '',
    ].join('\n\n');
    const [path] = await writeInto(DOCS, { 'benchmarks.md': document });
    output.note(`Wrote ${path}.`);
  }
}

export const bench: Command = {
  name: 'bench',
  summary: 'Measures kernels against the TypeScript reference, districts from file to key figures, and market years.',
  usage: '[options]',
  options: {
    quick: { type: 'boolean', help: 'fewer repetitions, and no district of 10,000 buildings' },
    workers: { type: 'string', help: 'threads to use (default: all processors)' },
    data: { type: 'string', help: 'folder with the reference files (gis, building-energy)' },
    write: { type: 'boolean', help: 'write docs/benchmarks.md' },
  },
  input: z
    .strictObject({ quick: z.boolean().default(false), workers: z.int().min(1).max(256).optional(), data: z.string().optional() })
    .describe('Arguments of bench'),
  run,
};
