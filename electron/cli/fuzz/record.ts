/** The figures of the last long run, kept beside the documents so that their table can be written without repeating it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { markdownTable } from '../report/markdown.ts';
import { FUZZ_KINDS } from './formats.ts';
import { type FuzzResult, LONGEST_ms, MOST_MB } from './runFuzz.ts';

const PATH = join(import.meta.dirname, '..', '..', '..', 'docs', 'fuzz.json');

const rowSchema = z.object({
  format: z.enum(FUZZ_KINDS),
  seed: z.number(),
  files: z.number(),
  loaded: z.number(),
  refused: z.record(z.string(), z.number()),
  faults: z.number(),
  slowest_ms: z.number(),
  peak_MB: z.number(),
});
const recordSchema = z.object({ rows: z.array(rowSchema) });
type FuzzRow = z.infer<typeof rowSchema>;

async function readRecord(): Promise<readonly FuzzRow[]> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(PATH, 'utf8'))).rows;
  } catch {
    return [];
  }
}

/** Puts the results in the place of earlier ones of the same formats; gives the path. */
export async function writeFuzzRecord(results: readonly FuzzResult[]): Promise<string> {
  const known = await readRecord();
  const fresh: FuzzRow[] = results.map((result) => ({
    ...result,
    faults: result.faults.length,
    slowest_ms: Math.round(result.slowest_ms),
    peak_MB: Math.round(result.peak_MB),
  }));
  const rows = FUZZ_KINDS.flatMap((format) => [...fresh, ...known].find((row) => row.format === format) ?? []);
  await writeFile(PATH, `${JSON.stringify({ rows }, null, 2)}\n`);
  return PATH;
}

/** The section of the document on validation. */
export async function fuzzSection(): Promise<string> {
  const rows = await readRecord();
  if (rows.length === 0) return 'No long run is recorded: `npm run -s commonwatt -- fuzz --write` makes one.';
  const codes = ({ refused }: FuzzRow) => {
    const listed = Object.entries(refused).sort(([, a], [, b]) => b - a);
    const rest = listed.slice(6).reduce((sum, [, count]) => sum + count, 0);
    return [...listed.slice(0, 6).map(([code, count]) => `${code} ${count}`), ...(rest > 0 ? [`others ${rest}`] : [])].join(', ');
  };
  const table = markdownTable(
    [
      'Format',
      'Seed',
      'Damaged files',
      'Loaded',
      'Refused with a named fault',
      'Anything else',
      'Slowest, processor time [ms]',
      'Memory at most [MB]',
    ],
    rows.map((row) => [
      row.format,
      String(row.seed),
      String(row.files),
      String(row.loaded),
      codes(row),
      String(row.faults),
      String(row.slowest_ms),
      String(row.peak_MB),
    ]),
  );
  return [
    `Last run of \`npm run -s commonwatt -- fuzz --write\` (figures in \`docs/fuzz.json\`; files and their damage in \`tests/fuzz\`). Each damaged file is read in a watched process; what takes longer than ${LONGEST_ms / 1000} s of processor time or more than ${MOST_MB} MB of resident memory, WebAssembly included, dies, throws anything but a named fault, or loads as a district with numbers that are none counts under "anything else". A file over the limits is read once more in a fresh process before it counts. Bombs are files made to harm (archives, entities, depth, sizes that lie, endless queries); \`tests/fuzz/bombs\` says how each must end.`,
    table,
  ].join('\n\n');
}
