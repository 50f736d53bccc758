/** What the process that reads damaged files is told, and what it tells. */
import { z } from 'zod';
import { FUZZ_KINDS } from './formats.ts';

export const fuzzInputSchema = z.strictObject({
  format: z.enum(FUZZ_KINDS),
  seed: z.int().min(0),
  /** Indices of the mutants: [from, to). */
  from: z.int().min(0),
  to: z.int().min(0),
});
export type FuzzInput = z.infer<typeof fuzzInputSchema>;

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loaded') }),
  /** Ended in a named fault. */
  z.object({ kind: z.literal('refused'), code: z.string() }),
  z.object({ kind: z.literal('fault'), what: z.enum(['error', 'unsound']), detail: z.string() }),
]);

export type Outcome = z.infer<typeof outcomeSchema>;

export type Line =
  | { readonly kind: 'start'; readonly index: number; readonly spent_ms: number }
  | {
      readonly kind: 'end';
      readonly index: number;
      readonly ms: number;
      readonly peak_MB: number;
      readonly outcome: Outcome;
    }
  | { readonly kind: 'done' };

/** A line of the process; null where it is none. */
export function parseLine(line: string): Line | null {
  if (line === 'done') return { kind: 'done' };
  const start = /^s (\d+) ([\d.]+)$/.exec(line);
  if (start) return { kind: 'start', index: Number(start[1]), spent_ms: Number(start[2]) };
  const end = /^e (\d+) ([\d.]+) (\d+) (.*)$/.exec(line);
  if (!end) return null;
  const outcome = outcomeSchema.parse(JSON.parse(end[4] ?? 'null'));
  return { kind: 'end', index: Number(end[1]), ms: Number(end[2]), peak_MB: Number(end[3]) / 1024, outcome };
}
