import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { cityJsonSeqLines, writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import { optionalText, positional, wholeNumber } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { writeInto } from '../files.ts';

const MOST_BUILDINGS = 200_000;
const LARGEST_SEED = 0xffffffff;

async function run(given: Arguments, output: Output): Promise<void> {
  positional(synth, given, []);
  const buildings = wholeNumber(synth, given, 'buildings', 250, 1, MOST_BUILDINGS);
  const seed = wholeNumber(synth, given, 'seed', 1, 0, LARGEST_SEED);
  const path = optionalText(given, 'out') ?? `synthetic-${buildings}.city.json`;
  const district = generateDistrict({ seed, buildings });
  const isSequence = path.endsWith('l');
  const text = isSequence ? `${[...cityJsonSeqLines(district)].join('\n')}\n` : writeCityJson(district);
  const [written] = await writeInto(dirname(path), { [basename(path)]: text });
  output.note('Invented buildings and streets: not a map of any place.');
  output.json({ file: written, format: isSequence ? 'cityjson-seq' : 'cityjson', buildings: district.buildings.length, seed });
}

export const synth: Command = {
  name: 'synth',
  summary: 'Writes an invented district of any size as CityJSON (or CityJSONSeq, for a name that ends with .jsonl).',
  usage: '[options]',
  options: {
    buildings: { type: 'string', help: 'how many buildings (default 250)' },
    seed: { type: 'string', help: 'the same seed makes the same district (default 1)' },
    out: { type: 'string', help: 'file to write (default synthetic-<buildings>.city.json)' },
  },
  input: z
    .strictObject({ buildings: z.int().min(1).max(MOST_BUILDINGS).default(250), seed: z.int().min(0).max(LARGEST_SEED).default(1) })
    .describe('Arguments of synth'),
  run,
};
