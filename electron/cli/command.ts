/** What a command of the command line is, and what it is given. */
import type { ParseArgsOptionsConfig } from 'node:util';
import type { z } from 'zod';

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Output {
  /** One JSON document on standard output. */
  json(value: unknown): void;
  /** A line for the person, on standard error. */
  note(line: string): void;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Arguments as shown in the help, after the name. */
  readonly usage: string;
  /** Options with their explanation, in the order of the help. */
  readonly options: Readonly<Record<string, ParseArgsOptionsConfig[string] & { readonly help: string }>>;
  /** JSON input of the command, or its arguments where it takes no JSON; `--schema` prints it. */
  readonly input: z.ZodType;
  /** @throws InputError for bad input */
  run(given: Arguments, output: Output): Promise<void>;
}
