/** `storage`: one store at one meter, at least cost or by a rule. */
import { runStorageCase, storageCaseSchema } from '#models/energy/cases/storageCase.ts';
import { positional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { readJsonFile } from '../files.ts';

export const storage: Command = {
  name: 'storage',
  summary: 'Cheapest or rule-based year of a battery, a vehicle or a heat store at a meter.',
  usage: '<case.json>',
  options: {},
  input: storageCaseSchema,
  run: async (given, output) => {
    const [path] = positional(storage, given, ['case.json']);
    const result = runStorageCase(await readJsonFile(path as string));
    output.json(result);
    if (result.exactness === 'bound' && result.reason !== null) output.note(result.reason);
  },
};
