/** A gain handed out by every rule, and whether a group would rather leave. */
import { z } from 'zod';
import type { LinearSolver } from '../../ports.ts';
import { type CoalitionGame, MOST_ENUMERATED, membersOf, valueFunctionGame } from '../../sharing/coalitionGame.ts';
import { coreCheck } from '../../sharing/coreCheck.ts';
import { poolGame } from '../../sharing/poolGame.ts';
import { type GainSharing, shareGain } from '../../sharing/shareGain.ts';
import { amount, caseError, finite, name, named, perStep, rowOf, rowsByName, stepsOf } from './caseParts.ts';
import { memberNeedsSchema, needsOfMembers } from './pricesCase.ts';

const RULES = [
  'equal',
  'contribution',
  'social',
  'renewable',
  'shapley',
  'least-core',
  'nucleolus',
  'mix',
] as const satisfies readonly GainSharing[];
const measure = (what: string) => z.record(name, amount(what)).default({}).describe(`${what}, by name; nobody else has any`);

export const allocateSchema = z
  .strictObject({
    kind: z.literal('allocate'),
    players: z.array(name).min(1).max(2_000).optional().describe('Names, where values are given'),
    values: z
      .record(z.string(), finite('Value of a coalition [EUR]'))
      .optional()
      .describe('By names joined with "+"; 0 for those not listed'),
    members: memberNeedsSchema.optional().describe('In place of values: a pool whose members share what they have over'),
    import_EURPerKWh: perStep('Price of the supplier [EUR/kWh]').optional(),
    export_EURPerKWh: perStep('Feed-in price [EUR/kWh]').optional(),
    gain_EUR: finite('What is handed out [EUR]; what all together are worth where not given').optional(),
    rules: z.array(z.enum(RULES)).min(1).default(['equal', 'shapley']),
    delivered_kWh: measure('Energy brought in [kWh]'),
    renewable_kWh: measure('Renewable energy brought in [kWh]'),
    socialWeight: z.record(name, amount('Social weight')).default({}).describe('By name; 1 for all others'),
    mix: z.partialRecord(z.enum(RULES).exclude(['mix']), z.number().min(0).max(1)).default({}),
    check: z.record(name, finite('A given share [EUR]')).optional().describe('A given split to be looked at'),
    seed: z.int().default(1),
  })
  .describe('Ways of sharing a gain, with the coalition that would be better off alone');

type Given = z.infer<typeof allocateSchema>;

export function runAllocate(given: Given, solver: LinearSolver | null) {
  const { names, game } = gameOf(given);
  const rows = rowsByName(names, 'players');
  const column = (values: Readonly<Record<string, number>>, otherwise: number, where: string) => {
    const out = new Float64Array(names.length).fill(otherwise);
    for (const [who, value] of Object.entries(values)) out[rowOf(rows, who, `${where}.${who}`)] = value;
    return out;
  };
  const gain_EUR = given.gain_EUR ?? game.grand;
  const inputs = {
    gain_EUR,
    delivered_kWh: column(given.delivered_kWh, 0, 'delivered_kWh'),
    renewable_kWh: column(given.renewable_kWh, 0, 'renewable_kWh'),
    socialWeight: column(given.socialWeight, 1, 'socialWeight'),
    game: () => game,
    solver,
    mix: given.mix,
    seed: given.seed,
  };
  const checked = (shares: Float64Array) => {
    const { members, slack, isProven } = coreCheck(game, shares, { seed: given.seed });
    return { worstCoalition: members.map((row) => names[row]!), slack_EUR: slack, isInCore: members.length === 0, isProven };
  };
  const shares = given.rules.map((rule) => {
    const { share_EUR, interval_EUR, findings } = shareGain(rule, inputs);
    const notes = findings.map(({ message, action }) => `${message} ${action}`);
    return [
      rule,
      { share_EUR: named(names, share_EUR), interval_EUR, core: checked(share_EUR), ...(notes.length > 0 ? { notes } : {}) },
    ] as const;
  });
  return {
    value_EUR: game.grand,
    gain_EUR,
    shares: Object.fromEntries(shares),
    ...(given.check ? { check: checked(column(given.check, 0, 'check')) } : {}),
  };
}

function gameOf(given: Given): { readonly names: readonly string[]; readonly game: CoalitionGame } {
  if (given.members) {
    const { names, net, steps } = needsOfMembers(given.members);
    if (given.values || given.import_EURPerKWh === undefined || given.export_EURPerKWh === undefined) {
      throw caseError('A pool of members needs prices, and no values.', 'members', 'Give import_EURPerKWh and export_EURPerKWh.');
    }
    const game = poolGame({
      participantCount: names.length,
      steps,
      step_h: 1,
      net_kWh: net,
      import_EURPerKWh: stepsOf(given.import_EURPerKWh, steps, 'import_EURPerKWh'),
      export_EURPerKWh: stepsOf(given.export_EURPerKWh, steps, 'export_EURPerKWh'),
    });
    return { names, game };
  }
  const { players, values } = given;
  if (!players || !values) {
    throw caseError('There is nothing to value coalitions by.', 'the whole file', 'Give players and values, or members and prices.');
  }
  if (players.length > MOST_ENUMERATED) {
    throw caseError(`Values can be listed for ${MOST_ENUMERATED} players at most.`, 'players', 'Give members with their needs instead.');
  }
  const rows = rowsByName(players, 'players');
  const table = new Float64Array(2 ** players.length);
  for (const [coalition, value] of Object.entries(values)) {
    let bits = 0;
    for (const who of coalition.split('+')) bits |= 1 << rowOf(rows, who.trim(), `values.${coalition}`);
    if (membersOf(bits).length !== coalition.split('+').length) {
      throw caseError('A player comes twice in a coalition.', `values.${coalition}`, 'Name each player once.');
    }
    table[bits] = value;
  }
  return { names: players, game: valueFunctionGame(players.length, (bits) => table[bits]!) };
}
