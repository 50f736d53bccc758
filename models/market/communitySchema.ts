/** A community as it comes out of a file: who takes part, with or without the readings of their meters. */
import { z } from 'zod';
import { InputError } from '../core/errors.ts';
import { type Collective, type MarketCommunity, STEP_MINUTES, type StepMinutes } from './community.ts';
import { type FlexibleAsset, PARTICIPANT_KINDS, type Participant } from './participant.ts';

const finite = z.number();
const amount = z.number().min(0);
const share = z.number().min(0).max(1);
const text = z.string().min(1);
/** A gap in a list of readings is a null in JSON: say so instead of "expected number". */
const series = z.array(z.number('A reading is missing here: readings are numbers, one per step.'));
const floats = series.transform((values) => Float64Array.from(values));

const asset: z.ZodType<FlexibleAsset> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('battery'),
    capacity_kWh: amount,
    charge_kW: amount,
    discharge_kW: amount,
    chargeEfficiency: share.default(0.95),
    dischargeEfficiency: share.default(0.95),
    initialShare: share.default(0.5),
    selfDischargePerHour: share.default(0),
    throughputCost_EURPerKWh: amount.default(0),
  }),
  z.strictObject({
    kind: z.literal('heat'),
    capacity_kWh: amount,
    power_kW: amount,
    cop: floats,
    demand_kWh: floats,
    lossPerHour: share.default(0),
    initialShare: share.default(0.5),
  }),
  z.strictObject({
    kind: z.literal('vehicle'),
    capacity_kWh: amount,
    charge_kW: amount,
    discharge_kW: amount.default(0),
    chargeEfficiency: share.default(0.95),
    dischargeEfficiency: share.default(0.95),
    pluggedIn: series.transform((values) => Uint8Array.from(values)),
    driven_kWh: floats,
    initialShare: share.default(0.5),
  }),
  z.strictObject({
    kind: z.literal('shiftable'),
    name: z.string().default(''),
    profile_kW: z.array(amount).min(1),
    windows: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  }),
  z.strictObject({ kind: z.literal('curtailable-pv'), share }),
]);

const preferences = z
  .strictObject({
    local_EURPerKWh: finite.default(0),
    green_EURPerKWh: finite.default(0),
    social_EURPerKWh: finite.default(0),
    partners: z.array(text).default([]),
    partner_EURPerKWh: finite.default(0),
    buyLimit_EURPerKWh: finite.nullable().default(null),
    sellLimit_EURPerKWh: finite.nullable().default(null),
  })
  .prefault({});

const memberSchema = z.strictObject({
  id: text,
  name: text.optional(),
  kind: z.enum(PARTICIPANT_KINDS).default('household'),
  meter: z.string().optional().describe('Number of the meter; the id where not given. "" is no meter'),
  collective: text.optional().describe('Innermost collective; the root where not given'),
  at_m: z.tuple([finite, finite]).nullable().default(null).describe('East, north [m]'),
  socialWeight: amount.default(1),
  optedOutFrom: z.int().min(0).nullable().default(null).describe('Step from which on it has left; null for never'),
  trader: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('self') }),
      z.strictObject({ kind: z.literal('broker'), id: text, name: text, commission_EURPerKWh: amount.default(0) }),
    ])
    .default({ kind: 'self' }),
  preferences,
  assets: z.array(asset).default([]),
  isRenewable: z.boolean().default(true),
  load_kW: series.optional().describe('Mean power per step [kW]; left out where a table of meters is read'),
  generation_kW: series.optional(),
});

const collectiveSchema = z.strictObject({
  id: text,
  name: text.optional(),
  parent: text.nullable().default(null),
  importFee_EURPerKWh: amount.default(0),
  exportFee_EURPerKWh: amount.default(0),
  capacity_kW: amount.nullable().default(null),
  owners: z.array(text).default([]),
  zone: text.nullable().default(null),
});

export const communitySchema = z
  .strictObject({
    id: text.default('community'),
    name: text.optional(),
    source: z.string().default(''),
    step_min: z.literal(STEP_MINUTES).default(60),
    firstWeekday: z.int().min(0).max(6).default(0).describe('Of 1 January; 0 is Monday'),
    members: z.array(memberSchema).min(1).max(10_000),
    collectives: z
      .array(collectiveSchema)
      .min(1)
      .default([collectiveSchema.parse({ id: 'all' })]),
    gridEmissions_gPerKWh: amount.default(0),
    feedInCredit_gPerKWh: amount.default(0),
    isOnGrid: z.boolean().default(true),
  })
  .describe('Members of a community, nested collectives, and readings from 1 January on');

export type CommunityFile = z.infer<typeof communitySchema>;

/** Readings from elsewhere, in place of those in the file. */
export interface GivenReadings {
  readonly step_min: StepMinutes;
  readonly firstWeekday: number;
  readonly load_kW: Float64Array;
  readonly generation_kW: Float64Array;
}

/**
 * @param readings rows in the order of the members
 * @throws InputError `case.invalid` where a member comes twice, has no meter or no readings, or too few of them
 */
export function communityOf(file: CommunityFile, readings: GivenReadings | null = null): MarketCommunity {
  const root = file.collectives[0]!;
  const seen = new Set<string>();
  for (const [row, { id }] of file.members.entries()) {
    if (seen.has(id)) throw fault(`The member "${id}" comes twice.`, `members.${row}.id`, 'Give every member an id of its own.');
    seen.add(id);
  }
  const steps = readings ? readings.load_kW.length / file.members.length : longest(file);
  const table = (part: 'load_kW' | 'generation_kW') => {
    if (readings) return readings[part];
    const values = new Float64Array(file.members.length * steps);
    for (const [row, member] of file.members.entries()) {
      const own = member[part];
      if (!own) continue;
      if (own.length !== steps) {
        throw fault(
          `"${member.id}" has ${own.length} readings for ${steps} steps.`,
          `members.${row}.${part}`,
          'Give one reading per step.',
        );
      }
      values.set(own, row * steps);
    }
    return values;
  };
  return {
    id: file.id,
    name: file.name ?? file.id,
    source: file.source,
    axis: { step_min: readings?.step_min ?? file.step_min, steps, firstWeekday: readings?.firstWeekday ?? file.firstWeekday },
    participants: file.members.map(
      ({ id, name, kind, meter, collective, at_m, socialWeight, optedOutFrom, trader, preferences: wishes, assets }): Participant => ({
        id,
        name: name ?? id,
        kind,
        meter: meter ?? id,
        building: null,
        collective: collective ?? root.id,
        at_m,
        socialWeight,
        optedOutFrom,
        trader,
        preferences: wishes,
        assets,
      }),
    ),
    collectives: file.collectives.map(({ name, ...collective }): Collective => ({ ...collective, name: name ?? collective.id })),
    load_kW: table('load_kW'),
    generation_kW: table('generation_kW'),
    isRenewable: Uint8Array.from(file.members, ({ isRenewable }) => (isRenewable ? 1 : 0)),
    gridEmissions_gPerKWh: file.gridEmissions_gPerKWh,
    feedInCredit_gPerKWh: file.feedInCredit_gPerKWh,
    isOnGrid: file.isOnGrid,
  };
}

/** Steps of the longest readings, and a complaint where somebody has none. */
function longest({ members, step_min }: CommunityFile): number {
  let steps = 0;
  for (const [row, { id, load_kW, generation_kW }] of members.entries()) {
    const most = Math.max(load_kW?.length ?? 0, generation_kW?.length ?? 0);
    if (most === 0) {
      throw fault(
        `"${id}" has no readings: neither load nor generation.`,
        `members.${row}`,
        'Give load_kW or generation_kW, name a table of meters, or leave the member out.',
      );
    }
    steps = Math.max(steps, most);
  }
  const year = (8760 * 60) / step_min;
  if (steps <= year) return steps;
  throw fault(`There are ${steps} readings; a year has ${year} steps of ${step_min} minutes.`, 'members', 'Leave out 29 February.');
}

function fault(message: string, where: string, mend: string): InputError {
  return new InputError({ code: 'case.invalid', message, where, mend, values: { name: 'market' } });
}
