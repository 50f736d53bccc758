/** From the words of the command line to what a command is given. */
import { parseArgs } from 'node:util';
import { InputError } from '#models/core/errors.ts';
import type { Arguments, Command } from './command.ts';

function usageError(message: string, command: Command): InputError {
  return new InputError({
    code: 'cli.usage',
    message,
    where: `commonwatt ${command.name}`,
    mend: `See \`commonwatt ${command.name} --help\`.`,
  });
}

/** @throws InputError `cli.usage` for unknown options and missing values */
export function parseCommandLine(command: Command, words: readonly string[]): Arguments {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { help: _help, ...option }]) => [name, option]));
  try {
    const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true });
    return { positionals, values: values as Arguments['values'] };
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), command);
  }
}

/** @throws InputError where the number of positional arguments does not fit */
export function positional(command: Command, { positionals }: Arguments, names: readonly string[]): readonly string[] {
  if (positionals.length < names.length) throw usageError(`The argument <${names[positionals.length]}> is missing.`, command);
  if (positionals.length > names.length) throw usageError(`The argument "${positionals[names.length]}" is one too many.`, command);
  return positionals;
}

/** @throws InputError where the option is missing */
export function requiredText(command: Command, { values }: Arguments, name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw usageError(`The option --${name} is missing.`, command);
  return value;
}

export function optionalText({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws InputError where the value is not a whole number in [least, most] */
export function wholeNumber(command: Command, given: Arguments, name: string, fallback: number, least: number, most: number): number {
  const text = optionalText(given, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw usageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`, command);
}

/** @throws InputError where the value is none of the choices */
export function choice<T extends string>(command: Command, given: Arguments, name: string, fallback: T, choices: readonly T[]): T {
  const text = optionalText(given, name);
  if (text === undefined) return fallback;
  const found = choices.find((one) => one === text);
  if (found !== undefined) return found;
  throw usageError(`--${name} takes ${choices.join(' or ')}, not "${text}".`, command);
}

export function helpOf(command: Command): string {
  const names = Object.entries(command.options).map(
    ([name, option]) => [`--${name}${option.type === 'string' ? ' <value>' : ''}`, option.help] as const,
  );
  const rows = [...names, ['--schema', 'print the JSON Schema of the input'], ['--help', 'print this']] as const;
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`);
  return `commonwatt ${command.name} ${command.usage}\n\n${command.summary}\n\n${lines.join('\n')}\n`;
}
