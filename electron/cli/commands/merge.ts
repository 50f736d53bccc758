import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { mergeDistricts } from '#gis-data/join/mergeDistricts.ts';
import { InputError } from '#models/core/errors.ts';
import { choice, optionalText, positional, requiredText } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { openDistrict, writeInto } from '../files.ts';

const MATCHES = ['auto', 'id', 'overlap'] as const;
const SIDES = ['first', 'second'] as const;
const RULES = ['better-provenance', 'first-wins', 'second-wins'] as const;

function share(given: Arguments): number {
  const text = optionalText(given, 'overlap');
  const value = Number(text ?? 0.5);
  if (value > 0 && value <= 1) return value;
  throw new InputError({
    code: 'cli.usage',
    message: `--overlap takes a share above 0 and up to 1, not "${text}".`,
    where: 'commonwatt merge',
    mend: 'Write it like --overlap 0.5.',
  });
}

async function run(given: Arguments, output: Output): Promise<void> {
  const [firstPath = '', secondPath = ''] = positional(merge, given, ['first', 'second']);
  const out = requiredText(merge, given, 'out');
  const options = {
    match: choice(merge, given, 'match', 'auto', MATCHES),
    geometry: choice(merge, given, 'geometry', 'first', SIDES),
    attributes: choice(merge, given, 'attributes', 'better-provenance', RULES),
    addMissing: given.values.add === true,
    leastOverlap: share(given),
  };
  const { district, report } = mergeDistricts(await openDistrict(firstPath), await openDistrict(secondPath), options);
  await writeInto(dirname(out), { [basename(out)]: writeCityJson(district) });
  output.json({ file: out, ...report });
}

export const merge: Command = {
  name: 'merge',
  summary: 'Two sources of one place: shapes from one, attributes from the better of both, conflicts listed.',
  usage: '<first> <second> --out <file> [options]',
  options: {
    out: { type: 'string', help: 'CityJSON file to write' },
    match: { type: 'string', help: 'auto (default: by id, else by ground), id or overlap' },
    geometry: { type: 'string', help: 'whose shapes are kept: first (default) or second' },
    attributes: { type: 'string', help: 'better-provenance (default), first-wins or second-wins' },
    overlap: { type: 'string', help: 'shared area over the area of both that makes one building of two outlines (default 0.5)' },
    add: { type: 'boolean', help: 'also add buildings that only the second has' },
  },
  input: z
    .strictObject({
      first: z.string(),
      second: z.string(),
      out: z.string(),
      match: z.enum(MATCHES).default('auto'),
      geometry: z.enum(SIDES).default('first'),
      attributes: z.enum(RULES).default('better-provenance'),
      overlap: z.number().gt(0).max(1).default(0.5),
      add: z.boolean().default(false),
    })
    .describe('Arguments of merge'),
  run,
};
