/** Commands that run one engine alone on a case file: `solar`, `pv`, `thermal`. */
import type { z } from 'zod';
import { pvCaseSchema, runPvCase } from '#models/energy/cases/pvCase.ts';
import { runThermalCase } from '#models/energy/cases/runThermalCase.ts';
import { runSolarCase, solarCaseSchema } from '#models/energy/cases/solarCase.ts';
import { thermalCaseSchema } from '#models/energy/cases/thermalCase.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { positional, requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { openWeather, readJsonFile } from '../files.ts';

interface Engine {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly runCase: (input: unknown, weather: WeatherYear) => unknown;
}

function caseCommand({ name, summary, input, runCase }: Engine): Command {
  const command: Command = {
    name,
    summary,
    usage: '<case.json> --weather <file.epw>',
    options: { weather: { type: 'string', help: 'weather year as EPW, or "sample"' } },
    input,
    run: async (given, output) => {
      const [path] = positional(command, given, ['case.json']);
      const weather = await openWeather(requiredText(command, given, 'weather'));
      output.json(runCase(await readJsonFile(path as string), weather));
      for (const line of weather.notes) output.note(line);
    },
  };
  return command;
}

export const solar = caseCommand({
  name: 'solar',
  summary: 'Irradiation of planes over a weather year.',
  input: solarCaseSchema,
  runCase: runSolarCase,
});

export const pv = caseCommand({
  name: 'pv',
  summary: 'Yield of a PV array over a weather year, inputs as in PVWatts.',
  input: pvCaseSchema,
  runCase: runPvCase,
});

export const thermal = caseCommand({
  name: 'thermal',
  summary: 'Heating, cooling and temperatures of one zone over a year (ISO 13790, 5R1C).',
  input: thermalCaseSchema,
  runCase: runThermalCase,
});
