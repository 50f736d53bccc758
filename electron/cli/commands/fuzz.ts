import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { InputError } from '#models/core/errors.ts';
import { optionalText, positional, wholeNumber } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { FUZZ_KINDS, type FuzzKind } from '../fuzz/formats.ts';
import { writeFuzzRecord } from '../fuzz/record.ts';
import { type FuzzResult, runFuzz } from '../fuzz/runFuzz.ts';

const LARGEST_SEED = 0xffffffff;

function formatsOf(given: Arguments): readonly FuzzKind[] {
  const wanted = optionalText(given, 'format');
  if (wanted === undefined) return FUZZ_KINDS;
  return wanted.split(',').map((word) => {
    const found = FUZZ_KINDS.find((format) => format === word.trim());
    if (found !== undefined) return found;
    throw new InputError({
      code: 'cli.usage',
      message: `--format takes ${FUZZ_KINDS.join(', ')}, not "${word}".`,
      where: 'commonwatt fuzz',
      mend: 'See `commonwatt fuzz --help`.',
    });
  });
}

async function run(given: Arguments, output: Output): Promise<void> {
  positional(fuzz, given, []);
  const formats = formatsOf(given);
  const count = wholeNumber(fuzz, given, 'count', 5000, 1, 10_000_000);
  const first = wholeNumber(fuzz, given, 'first', 0, 0, 1_000_000_000);
  const seed = wholeNumber(fuzz, given, 'seed', 1, 0, LARGEST_SEED);
  const jobs = wholeNumber(fuzz, given, 'jobs', Math.max(1, availableParallelism() - 1), 1, 64);
  const results: FuzzResult[] = [];
  const waiting = [...formats];
  const worker = async () => {
    for (let format = waiting.shift(); format !== undefined; format = waiting.shift()) {
      const result = await runFuzz({ format, seed, first, count });
      results.push(result);
      output.note(`${format}: ${result.files} files, ${result.loaded} loaded, ${result.faults.length} faults`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, formats.length) }, worker));
  results.sort((a, b) => FUZZ_KINDS.indexOf(a.format) - FUZZ_KINDS.indexOf(b.format));
  const faults = results.reduce((sum, result) => sum + result.faults.length, 0);
  output.json({ seed, first, count, faults, results });
  if (given.values.write === true) output.note(`Wrote ${await writeFuzzRecord(results)}.`);
  if (faults > 0) throw new Error(`${faults} damaged files did not end as they must.`);
}

export const fuzz: Command = {
  name: 'fuzz',
  summary: 'Feeds every reader with damaged files: each must load or end in a named fault, within 5 s and 1 GB.',
  usage: '[options]',
  options: {
    format: { type: 'string', help: `formats, with commas between them (default all): ${FUZZ_KINDS.join(', ')}` },
    count: { type: 'string', help: 'damaged files per format (default 5000); bombs are as many as there are' },
    seed: { type: 'string', help: 'the same seed makes the same files (default 1)' },
    first: { type: 'string', help: 'index of the first file, to repeat a single one (default 0)' },
    jobs: { type: 'string', help: 'formats at a time (default: processors less one)' },
    write: { type: 'boolean', help: 'keep the figures of the formats that were run for the table that `validate --write` writes' },
  },
  input: z
    .strictObject({
      format: z.string().optional(),
      count: z.int().min(1).default(5000),
      seed: z.int().min(0).max(LARGEST_SEED).default(1),
      first: z.int().min(0).default(0),
    })
    .describe('Arguments of fuzz'),
  run,
};
