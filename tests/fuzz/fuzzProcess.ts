/**
 * Reads mutants one after the other and tells its parent about each before and after: `node fuzzProcess.ts <json>`.
 * Lines on file descriptor 3: `s <index> <processor time so far>`, `e <index> <processor time of it> <largest resident kB>
 * <outcome as JSON>`, `done`.
 */
import { writeSync } from 'node:fs';
import { BOMBS, type FuzzFormat } from '../../electron/cli/fuzz/formats.ts';
import { fuzzInputSchema } from '../../electron/cli/fuzz/protocol.ts';
import { type Mutant, mutantOf } from './mutate/mutant.ts';
import { readOnce } from './readOnce.ts';
import { seedsOf, strangersTo } from './seeds/index.ts';

const CHANNEL = 3;
/** Resident memory above which what is no longer used is given back, so that garbage of many files does not add up. */
const COLLECT_ABOVE_bytes = 350 * 1024 * 1024;

function tell(line: string): void {
  const bytes = new TextEncoder().encode(`${line}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(CHANNEL, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** Processor time of this process [ms]. */
function spent_ms(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Files {
  readonly count: number;
  readonly make: (index: number) => Mutant | Promise<Mutant>;
}

async function mutants(of: FuzzFormat, ofSeed: number): Promise<Files> {
  const seeds = await seedsOf(of);
  const strangers = strangersTo(of);
  return { count: Number.POSITIVE_INFINITY, make: (index) => mutantOf(seeds, strangers, ofSeed, index) };
}

async function bombFiles(): Promise<Files> {
  const { BOMB_LIST } = await import('./bombs/bombs.ts');
  return {
    count: BOMB_LIST.length,
    make: async (index) => {
      const { fileName, make } = BOMB_LIST[index]!;
      return { name: fileName, bytes: await make() };
    },
  };
}

const { format, seed, from, to } = fuzzInputSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
const files = format === BOMBS ? await bombFiles() : await mutants(format, seed);
for (let index = from; index < Math.min(to, files.count); index++) {
  const mutant = await files.make(index);
  const start_ms = spent_ms();
  tell(`s ${index} ${start_ms.toFixed(1)}`);
  const outcome = await readOnce(format, mutant);
  tell(`e ${index} ${(spent_ms() - start_ms).toFixed(1)} ${process.resourceUsage().maxRSS} ${JSON.stringify(outcome)}`);
  if (process.memoryUsage.rss() > COLLECT_ABOVE_bytes) {
    globalThis.gc?.();
    // Memory of WebAssembly instances goes in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
tell('done');
