#!/usr/bin/env node
/**
 * `commonwatt`: JSON on standard output, messages on standard error.
 * Exit codes: 0 done, 2 bad input (what, where, how to mend), 1 failure.
 */
import { z } from 'zod';
import { InputError } from '#models/core/errors.ts';
import { PROGRAM_VERSION } from '../services/programVersion.ts';
import { helpOf, parseCommandLine } from './arguments.ts';
import type { Command, Output } from './command.ts';
import { toJson } from './output.ts';

/** Loaded on demand: the schema of a small command should not wait for the kernels. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  inspect: async () => (await import('./commands/inspect.ts')).inspect,
  join: async () => (await import('./commands/join.ts')).join,
  merge: async () => (await import('./commands/merge.ts')).merge,
  simulate: async () => (await import('./commands/simulate.ts')).simulate,
  solar: async () => (await import('./commands/cases.ts')).solar,
  pv: async () => (await import('./commands/cases.ts')).pv,
  thermal: async () => (await import('./commands/cases.ts')).thermal,
  storage: async () => (await import('./commands/storage.ts')).storage,
  market: async () => (await import('./commands/market.ts')).market,
  synth: async () => (await import('./commands/synth.ts')).synth,
  repair: async () => (await import('./commands/repair.ts')).repair,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  bench: async () => (await import('./commands/bench.ts')).bench,
  fuzz: async () => (await import('./commands/fuzz.ts')).fuzz,
  validate: async () => (await import('./commands/validate.ts')).validate,
  serve: async () => (await import('./commands/serve.ts')).serve,
};

const output: Output = {
  json: (value) => process.stdout.write(toJson(value)),
  note: (line) => process.stderr.write(`${line}\n`),
};

async function overview(): Promise<string> {
  const rows = await Promise.all(Object.entries(COMMANDS).map(async ([name, load]) => `  ${name.padEnd(10)}${(await load()).summary}`));
  return `commonwatt ${PROGRAM_VERSION}\n\nUsage: commonwatt <command> [arguments]\n\n${rows.join('\n')}\n\nEach command takes --help and --schema.\n`;
}

function unknownCommand(name: string): InputError {
  return new InputError({
    code: 'cli.command',
    message: `There is no command "${name}".`,
    where: 'the command line',
    mend: `Use one of ${Object.keys(COMMANDS).join(', ')}.`,
  });
}

/** Standard output carries JSON only, so the help goes there only when it is what was asked for. */
async function main(words: readonly string[]): Promise<void> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(await overview());
    return;
  }
  if (name === '--version') {
    process.stdout.write(`${PROGRAM_VERSION}\n`);
    return;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw unknownCommand(name);
  const command = await load();
  if (rest.includes('--help')) {
    process.stdout.write(helpOf(command));
    return;
  }
  if (rest.includes('--schema')) {
    // Typed arrays stand for lists in programs only; in a file they are lists, which the schema holds beside them.
    output.json(z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' }));
    return;
  }
  await command.run(parseCommandLine(command, rest), output);
}

function exitCode(error: unknown): number {
  if (error instanceof InputError) {
    output.note(error.message);
    return 2;
  }
  output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

// A reader such as `head` that stops early is no failure.
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = exitCode(error);
});
