/**
 * Feeds the reader of a format with damaged files, in a process of its own that is watched from here: one that hangs or
 * dies is named with the mutant it was at, and the next process goes on behind it.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FuzzKind } from './formats.ts';
import { type FuzzInput, type Outcome, parseLine } from './protocol.ts';

/** Longest processor time for one file [ms]: on a busy machine the clock says little about the reader. */
export const LONGEST_ms = 5000;
/** Longest wait for one file whatever the processor does: a reader that waits for nothing hangs too [ms]. */
const LONGEST_WAIT_ms = 60_000;
/** How often a file that takes long is looked at [ms]. */
const LOOK_ms = 1000;
/** Most memory of the process, WebAssembly included [MB]. */
export const MOST_MB = 1024;
/** Starting up and making the seeds may take longer on a busy machine [ms]. */
const LONGEST_START_ms = 60_000;
const PROCESS = fileURLToPath(new URL('../../../tests/fuzz/fuzzProcess.ts', import.meta.url));

export interface FuzzFault {
  /** Index of the mutant: with the seed it makes the same file again. */
  readonly index: number;
  readonly what: 'error' | 'unsound' | 'hang' | 'memory' | 'crash';
  readonly detail: string;
}

export interface FuzzResult {
  readonly format: FuzzKind;
  readonly seed: number;
  readonly files: number;
  readonly loaded: number;
  /** Files that ended in a named fault, by code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly faults: readonly FuzzFault[];
  readonly slowest_ms: number;
  readonly peak_MB: number;
}

export interface FuzzOptions {
  readonly format: FuzzKind;
  readonly seed: number;
  readonly first?: number;
  readonly count: number;
  /** Told how each file ended that was read to its end. */
  readonly onEnd?: (index: number, outcome: Outcome) => void;
}

interface Tally {
  readonly onEnd: ((index: number, outcome: Outcome) => void) | undefined;
  loaded: number;
  readonly refused: Map<string, number>;
  readonly faults: FuzzFault[];
  slowest_ms: number;
  peak_MB: number;
}

/** How a process ended: all read, or the mutant at which it was stopped or died. */
type Ending = { readonly kind: 'done' } | { readonly kind: 'stopped'; readonly fault: FuzzFault };

/** Reads [from, to) in one process. */
function readInProcess(input: FuzzInput, tally: Tally): Promise<Ending> {
  const flags = [`--max-old-space-size=${MOST_MB}`, '--expose-gc', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, PROCESS, JSON.stringify(input)], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let current = input.from;
    let isDone = false;
    let stopped: FuzzFault | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastWords = '';
    const stop = (what: FuzzFault['what'], detail: string) => {
      stopped ??= { index: current, what, detail };
      child.kill('SIGKILL');
    };
    /** Looks at a file again and again until its time is up. */
    const watch = (spentBefore_ms: number, waited_ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          const spent_ms = processorTime_ms(child.pid) - spentBefore_ms;
          if (!(spent_ms <= LONGEST_ms) || waited_ms >= LONGEST_WAIT_ms) stop('hang', `longer than ${LONGEST_ms} ms`);
          else watch(spentBefore_ms, waited_ms + LOOK_ms);
        },
        waited_ms === LONGEST_ms ? LONGEST_ms : LOOK_ms,
      );
    };
    const untilNext = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop('hang', 'did not start or end'), LONGEST_START_ms);
    };
    untilNext();
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString('utf8')).slice(-2000);
    });
    const channel = child.stdio[3];
    if (!(channel instanceof Readable)) throw new Error('The process has no channel.');
    createInterface({ input: channel }).on('line', (text) => {
      const line = parseLine(text);
      if (!line || stopped) return;
      if (line.kind === 'done') isDone = true;
      else if (line.kind === 'start') {
        current = line.index;
        watch(line.spent_ms, LONGEST_ms);
      } else {
        untilNext();
        tally.slowest_ms = Math.max(tally.slowest_ms, line.ms);
        tally.peak_MB = Math.max(tally.peak_MB, line.peak_MB);
        const { outcome } = line;
        if (line.ms > LONGEST_ms) stop('hang', `${line.ms} ms`);
        else if (line.peak_MB > MOST_MB) stop('memory', `${line.peak_MB.toFixed(0)} MB`);
        else count(tally, line.index, outcome);
      }
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (stopped) resolve({ kind: 'stopped', fault: stopped });
      else if (isDone) resolve({ kind: 'done' });
      else
        resolve({ kind: 'stopped', fault: { index: current, what: 'crash', detail: `${signal ?? code} ${lastWords.trim().slice(-300)}` } });
    });
  });
}

/** Processor time of a process so far; NaN where the system does not tell, so that the clock alone decides. */
function processorTime_ms(pid: number | undefined): number {
  try {
    // Fields 14 and 15 in hundredths of a second; the second field is a name in brackets that may hold blanks (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

function count(tally: Tally, index: number, outcome: Outcome): void {
  tally.onEnd?.(index, outcome);
  if (outcome.kind === 'loaded') tally.loaded++;
  else if (outcome.kind === 'refused') tally.refused.set(outcome.code, (tally.refused.get(outcome.code) ?? 0) + 1);
  else tally.faults.push({ index, what: outcome.what, detail: outcome.detail });
}

function emptyTally(onEnd?: Tally['onEnd']): Tally {
  return { onEnd, loaded: 0, refused: new Map(), faults: [], slowest_ms: 0, peak_MB: 0 };
}

/** Whether a mutant alone, in a fresh process, ends in time and memory: a busy machine is no fault of the reader. */
async function isFineAlone(input: FuzzInput, tally: Tally): Promise<boolean> {
  const alone = emptyTally(tally.onEnd);
  const ending = await readInProcess(input, alone);
  if (ending.kind === 'stopped') return false;
  tally.loaded += alone.loaded;
  tally.faults.push(...alone.faults);
  for (const [code, count] of alone.refused) tally.refused.set(code, (tally.refused.get(code) ?? 0) + count);
  return true;
}

/** Reads `count` mutants of a format. */
export async function runFuzz({ format, seed, first = 0, count: wanted, onEnd }: FuzzOptions): Promise<FuzzResult> {
  const tally = emptyTally(onEnd);
  const to = first + wanted;
  for (let from = first; from < to; ) {
    const ending = await readInProcess({ format, seed, from, to }, tally);
    if (ending.kind === 'done') break;
    const { index } = ending.fault;
    if (!(await isFineAlone({ format, seed, from: index, to: index + 1 }, tally))) tally.faults.push(ending.fault);
    from = index + 1;
  }
  const { loaded, faults, slowest_ms, peak_MB } = tally;
  const refused = Object.fromEntries([...tally.refused].sort(([, a], [, b]) => b - a));
  const files = loaded + faults.length + Object.values(refused).reduce((sum, times) => sum + times, 0);
  return { format, seed, files, loaded, refused, faults, slowest_ms, peak_MB };
}
