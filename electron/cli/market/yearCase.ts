/** `kind: "year"`: a community over a year under one set of rules. */
import { basename, dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { IssueLog } from '#gis-data/formats/issueLog.ts';
import { readMeterCsv } from '#gis-data/market/readMeterCsv.ts';
import { PRICE_UNITS, readPriceCsv } from '#gis-data/market/readPriceCsv.ts';
import { COMMUNITY_SPECS, sampleCommunity } from '#gis-data/samples/communities/index.ts';
import { InputError } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import { parseCase } from '#models/energy/cases/caseInput.ts';
import { type MarketCommunity, STEP_MINUTES } from '#models/market/community.ts';
import { communityOf, communitySchema } from '#models/market/communitySchema.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import { marketConfigSchema } from '#models/market/marketSchema.ts';
import { PRESETS, presetById } from '#models/market/presets/index.ts';
import { isValidCombination, priceRulesFor } from '#models/market/validCombinations.ts';
import { readBytes, readJsonFile } from '../files.ts';

const clock = {
  standardOffset_min: z.int().min(-720).max(840).default(60).describe('Local standard time ahead of world time [min]'),
  clock: z.enum(['detect', 'standard', 'summer-time', 'world']).default('detect').describe('What moments without an offset mean'),
};

const names = COMMUNITY_SPECS.map(({ id }) => id);
const presets = PRESETS.map(({ id }) => id);

export const yearSchema = z
  .strictObject({
    kind: z.literal('year'),
    community: z
      .union([
        z.strictObject({ sample: z.enum(names), step_min: z.literal(STEP_MINUTES).default(60) }),
        z.strictObject({ file: z.string().describe('Another JSON file with the community') }),
        communitySchema,
      ])
      .describe('A sample, a file, or the community itself'),
    meters: z
      .strictObject({ file: z.string(), unit: z.enum(['kW', 'kWh']).optional(), ...clock })
      .optional()
      .describe('Table with a column per meter, in place of readings in the community'),
    preset: z.enum(presets).optional().describe('Rules of a system that exists; fields of config come on top'),
    config: z.looseObject({}).default({}).describe('Rules of the market; on top of those of the preset where there is one'),
    prices: z
      .array(
        z.strictObject({
          file: z.string(),
          tariff: z.string().default('default').describe('Key of config.tariffs'),
          part: z.enum(['energy', 'feedIn']).default('energy'),
          unit: z.enum(Object.keys(PRICE_UNITS) as (keyof typeof PRICE_UNITS)[]).optional(),
          column: z.string().optional(),
          ...clock,
        }),
      )
      .default([])
      .describe('Tables of prices that take the place of a part of a tariff'),
  })
  .describe('A year of a community under one set of rules');

export interface YearCase {
  readonly community: MarketCommunity;
  readonly config: MarketConfig;
  readonly findings: readonly Issue[];
}

/**
 * @param casePath paths in the case are relative to it
 * @throws InputError where the case, a file that it names, or the rules do not fit
 */
export async function readYearCase(input: unknown, casePath: string): Promise<YearCase> {
  const given = parseCase(yearSchema, input, 'market');
  const beside = (path: string) => (isAbsolute(path) || casePath === '-' ? path : join(dirname(casePath), path));
  const findings: Issue[] = [];
  const community = await communityFor(given, beside, findings);
  const config = await configFor(given, beside, findings);
  return { community, config, findings };
}

type Given = z.infer<typeof yearSchema>;

async function communityFor({ community, meters }: Given, beside: (path: string) => string, findings: Issue[]): Promise<MarketCommunity> {
  if ('sample' in community) return sampleCommunity(community.sample, community.step_min);
  const file = 'file' in community ? parseCase(communitySchema, await readJsonFile(beside(community.file)), 'market') : community;
  if (!meters) return communityOf(file);
  const log = new IssueLog(basename(meters.file));
  const members = file.members.map(({ id, name, meter }) => ({ id, name: name ?? id, meter: meter ?? id }));
  const { unit, standardOffset_min, clock: kind } = meters;
  const options = { members, standardOffset_min, clock: kind, ...(unit ? { unit } : {}) };
  const year = readMeterCsv(basename(meters.file), await readBytes(beside(meters.file)), options, log);
  findings.push(...log.list());
  return communityOf(file, year);
}

/** Rules of the preset, what the case says on top, and prices from tables. */
async function configFor({ preset, config, prices }: Given, beside: (path: string) => string, findings: Issue[]): Promise<MarketConfig> {
  const base = preset === undefined ? { id: 'case', name: 'Case' } : presetById(preset)!.config;
  const merged = checkedConfig({ ...base, ...config });
  const tariffs = { ...merged.tariffs };
  for (const { file, tariff, part, unit, column, standardOffset_min, clock: kind } of prices) {
    const known = tariffs[tariff];
    if (!known)
      throw caseFault(`There is no tariff "${tariff}" to put prices into.`, 'prices', `Use one of ${Object.keys(tariffs).join(', ')}.`);
    const log = new IssueLog(basename(file));
    const options = { standardOffset_min, clock: kind, ...(unit ? { unit } : {}), ...(column ? { column } : {}) };
    const { curve } = readPriceCsv(basename(file), await readBytes(beside(file)), options, log);
    findings.push(...log.list());
    tariffs[tariff] = { ...known, [part]: curve };
  }
  return { ...merged, tariffs };
}

function checkedConfig(input: object): MarketConfig {
  const parsed = marketConfigSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw caseFault(
      `The rules of the market do not fit: ${issue?.message ?? 'unknown reason'}.`,
      ['config', ...(issue?.path ?? [])].join('.'),
      'Name a design and a tariff, or a preset; `commonwatt market --schema` lists all rules.',
    );
  }
  const { design, clearing, priceRule } = parsed.data;
  if (isValidCombination(parsed.data)) return parsed.data;
  throw caseFault(
    `Design "${design}", clearing "${clearing}" and price rule "${priceRule}" do not fit together.`,
    'config',
    `Under this design and clearing take one of: ${priceRulesFor(design, clearing).join(', ')}.`,
  );
}

function caseFault(message: string, where: string, mend: string): InputError {
  return new InputError({ code: 'case.invalid', message, where, mend, values: { name: 'market' } });
}
