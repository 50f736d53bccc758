/**
 * Reads mutants one after the other and tells its parent about each before and after: `node fuzzProcess.ts <json>`.
 * Lines on file descriptor 3: `s <index>`, `e <index> <ms> <largest resident kB> <outcome as JSON>`, `done`.
 */
import { writeSync } from 'node:fs';
import { fuzzInputSchema } from '../../electron/cli/fuzz/protocol.ts';
import { mutantOf } from './mutate/mutant.ts';
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

const { format, seed, from, to } = fuzzInputSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
const seeds = await seedsOf(format);
const strangers = await strangersTo(format);
for (let index = from; index < to; index++) {
  const mutant = mutantOf(seeds, strangers, seed, index);
  tell(`s ${index}`);
  const start = performance.now();
  const outcome = await readOnce(format, mutant);
  tell(`e ${index} ${(performance.now() - start).toFixed(1)} ${process.resourceUsage().maxRSS} ${JSON.stringify(outcome)}`);
  if (process.memoryUsage.rss() > COLLECT_ABOVE_bytes) {
    globalThis.gc?.();
    // Memory of WebAssembly instances goes in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
tell('done');
