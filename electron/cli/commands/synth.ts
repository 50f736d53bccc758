import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { cityJsonSeqOfParts, writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import {
  generateDistrict,
  generateDistrictParts,
  MOST_BUILDINGS,
  MOST_BUILDINGS_IN_PARTS,
} from '#gis-data/synth/district/generateDistrict.ts';
import { choice, optionalText, positional, wholeNumber } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { writeInto, writeLines } from '../files.ts';

const FORMATS = ['city.json', 'city.jsonl'] as const;
const LARGEST_SEED = 0xffffffff;

async function run(given: Arguments, output: Output): Promise<void> {
  positional(synth, given, []);
  const wanted = optionalText(given, 'out');
  const format = choice(synth, given, 'format', wanted?.endsWith('l') ? 'city.jsonl' : 'city.json', FORMATS);
  const isSequence = format === 'city.jsonl';
  const buildings = wholeNumber(synth, given, 'buildings', 250, 1, isSequence ? MOST_BUILDINGS_IN_PARTS : MOST_BUILDINGS);
  const seed = wholeNumber(synth, given, 'seed', 1, 0, LARGEST_SEED);
  const path = wanted ?? `synthetic-${buildings}.${format}`;
  if (isSequence) await writeLines(path, cityJsonSeqOfParts(generateDistrictParts({ seed, buildings })));
  else await writeInto(dirname(path), { [basename(path)]: writeCityJson(generateDistrict({ seed, buildings })) });
  output.note('Invented buildings and streets: not a map of any place.');
  output.json({ file: join(dirname(path), basename(path)), format: isSequence ? 'cityjson-seq' : 'cityjson', buildings, seed });
}

export const synth: Command = {
  name: 'synth',
  summary: 'Writes an invented district as CityJSON, or of any size as a CityJSON sequence (for a name that ends with .jsonl).',
  usage: '[options]',
  options: {
    buildings: { type: 'string', help: 'how many buildings (default 250)' },
    seed: { type: 'string', help: 'the same seed makes the same district (default 1)' },
    format: { type: 'string', help: 'city.json or city.jsonl; by the ending of the name where absent' },
    out: { type: 'string', help: 'file to write (default synthetic-<buildings>.city.json)' },
  },
  input: z
    .strictObject({ buildings: z.int().min(1).max(MOST_BUILDINGS).default(250), seed: z.int().min(0).max(LARGEST_SEED).default(1) })
    .describe('Arguments of synth'),
  run,
};
