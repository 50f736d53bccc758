/** `market`: clear a book, run a community, allocate, settle, a whole year; check a journal. */
import { z } from 'zod';
import { InputError } from '#models/core/errors.ts';
import { MARKET_CASE_SCHEMAS, runMarketCase } from '#models/market/cases/marketCase.ts';
import { marketConfigSchema } from '#models/market/marketSchema.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';
import { optionalText, positional } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { readJsonFile, writeInto } from '../files.ts';
import { noteFindings } from '../findings.ts';
import { verifyJournal } from '../market/verifyJournal.ts';
import { readYearCase, yearSchema } from '../market/yearCase.ts';

const HEAD = /^[0-9a-f]{64}$/;

const verifySchema = z
  .strictObject({
    kind: z.literal('verify'),
    file: z.string().describe('A journal, as --out writes it'),
    head: z
      .strictObject({ records: z.int().min(0), head: z.string().regex(HEAD, 'A head is 64 hexadecimal digits.') })
      .optional()
      .describe('A head that was kept elsewhere'),
  })
  .describe('Check of a journal');

async function run(given: Arguments, output: Output): Promise<void> {
  if (given.positionals[0] === 'verify') {
    const [, file] = positional(market, given, ['verify', 'journal']);
    return verifyJournal(file as string, keptHead(given), output);
  }
  const [path] = positional(market, given, ['case.json']);
  const input = await readJsonFile(path as string);
  const folder = optionalText(given, 'out');
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined;
  if (kind === 'verify') {
    const parsed = verifySchema.safeParse(input);
    if (!parsed.success) throw usage(parsed.error.issues[0]?.message ?? 'The case cannot be read.');
    return verifyJournal(parsed.data.file, parsed.data.head, output);
  }
  if (kind === 'year') {
    const year = await readYearCase(input, path as string);
    const { runYearCase } = await import('../market/yearRun.ts');
    const { result, findings, files } = await runYearCase(year, folder);
    output.json(result);
    noteFindings(findings, given.values.verbose === true, output);
    for (const file of files) output.note(`Wrote ${file}.`);
    return;
  }
  const needsSolver = kind === 'allocate';
  const { result, journal } = runMarketCase(input, needsSolver ? await createNodeLinearSolver() : null);
  output.json(result);
  if (folder !== undefined && journal)
    for (const file of await writeInto(folder, { 'journal.cwj': journal() })) output.note(`Wrote ${file}.`);
}

/** @throws InputError where only one of the two is given, or they cannot be a head */
function keptHead(given: Arguments): { readonly records: number; readonly head: string } | undefined {
  const head = optionalText(given, 'head');
  const records = optionalText(given, 'records');
  if (head === undefined && records === undefined) return undefined;
  if (head !== undefined && HEAD.test(head) && records !== undefined && /^\d+$/.test(records)) return { records: Number(records), head };
  throw usage('A kept head is a number of records and 64 hexadecimal digits.');
}

function usage(message: string): InputError {
  return new InputError({ code: 'cli.usage', message, where: 'commonwatt market', mend: 'See `commonwatt market --help` and `--schema`.' });
}

export const market: Command = {
  name: 'market',
  summary: 'Clears a book, runs a community or a market year, prices, shares, settles; checks a journal.',
  usage: '<case.json> | verify <journal>',
  options: {
    out: { type: 'string', help: 'folder for bills.csv and journal.cwj (year, settle)' },
    head: { type: 'string', help: 'verify: head that was kept elsewhere' },
    records: { type: 'string', help: 'verify: number of records at that head' },
    verbose: { type: 'boolean', help: 'print every note' },
  },
  input: z.discriminatedUnion('kind', [...MARKET_CASE_SCHEMAS, yearSchema.extend({ config: marketConfigSchema }), verifySchema]),
  run,
};
