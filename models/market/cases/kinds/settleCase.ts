/** Trades settled in whole micro-euro, with the head of their journal. */
import { z } from 'zod';
import { type ClearedYear, POOL, type TradeTable } from '../../cleared.ts';
import { type MarketCommunity, STEP_MINUTES } from '../../community.ts';
import { newJournal } from '../../journal/journal.ts';
import { yearJournal } from '../../journal/yearJournal.ts';
import { tariffSchema } from '../../marketSchema.ts';
import { NO_PREFERENCES, type Participant } from '../../participant.ts';
import { LINE_ITEMS } from '../../settlement/items.ts';
import { settleYear } from '../../settlement/settleYear.ts';
import { tariffYear } from '../../tariffs/tariffYear.ts';
import { amount, caseError, finite, name, named, positive, rowOf, rowsByName, series, tableOf } from './caseParts.ts';

const POOL_NAME = 'pool';

export const settleSchema = z
  .strictObject({
    kind: z.literal('settle'),
    about: z.string().default('').describe('What the journal is about; begins its chain'),
    step_min: z.literal(STEP_MINUTES).default(60),
    members: z
      .array(z.strictObject({ name, net_kWh: series('Reading of the meter; above zero it draws [kWh]') }))
      .min(1)
      .max(10_000),
    trades: z
      .array(
        z.strictObject({
          step: z.int().min(0),
          seller: name,
          buyer: name,
          energy_kWh: positive('Energy of a trade [kWh]'),
          price_EURPerKWh: finite('Price of a trade [EUR/kWh]'),
        }),
      )
      .default([])
      .describe(`In the order of steps; "${POOL_NAME}" stands for the community's manager`),
    tariff: tariffSchema,
    fees: z
      .strictObject({
        community_EURPerKWh: amount('Fee of the community [EUR/kWh]').default(0),
        import_EURPerKWh: amount('Fee on import [EUR/kWh]').default(0),
        export_EURPerKWh: amount('Fee on export [EUR/kWh]').default(0),
        platform_EURPerKWh: amount('Fee of the platform [EUR/kWh]').default(0),
        platformShare: amount('Share of the price that the platform takes').default(0),
        platform_EURPerMonth: amount('Subscription [EUR/month]').default(0),
      })
      .prefault({}),
  })
  .describe('Readings and trades, settled to the micro-euro');

export function runSettle(given: z.infer<typeof settleSchema>) {
  const names = given.members.map((member) => member.name);
  const rows = rowsByName(names, 'members');
  const steps = given.members[0]!.net_kWh.length;
  const net_kWh = tableOf(
    given.members.map((member) => member.net_kWh),
    steps,
    'members',
  );
  const trades = tradeTable(given.trades, rows, steps);
  const community = communityOf(names, steps, given.step_min);
  const settled = settleYear({
    community,
    net_kWh,
    cleared: clearedOf(trades, names.length, steps),
    tariffs: [tariffYear(given.tariff, community.axis)],
    tariffOf: new Uint8Array(names.length),
    fees: given.fees,
  });
  const journal = newJournal(given.about);
  yearJournal(settled, { axis: community.axis, about: given.about, trades }, journal);
  const sumOf = (table: Float64Array | null) => {
    const out = new Float64Array(names.length);
    if (table) for (let at = 0; at < table.length; at++) out[at % names.length]! += table[at]!;
    return out;
  };
  return {
    result: {
      balance: settled.balance,
      rounding: settled.rounding,
      total_microEUR: named(names, sumOf(settled.total_microEUR)),
      items_microEUR: Object.fromEntries(
        LINE_ITEMS.filter((item) => settled.amounts[item] !== null).map((item) => [item, named(names, sumOf(settled.amounts[item]))]),
      ),
      accounts_microEUR: Object.fromEntries(
        Object.entries(settled.accounts).map(([account, months]) => [account, months.reduce((sum, month) => sum + month, 0)]),
      ),
      import_mWh: named(names, sumOf(settled.energy.import_mWh)),
      export_mWh: named(names, sumOf(settled.energy.export_mWh)),
      bought_mWh: named(names, sumOf(settled.energy.bought_mWh)),
      sold_mWh: named(names, sumOf(settled.energy.sold_mWh)),
      journal: journal.head(),
    },
    journal,
  };
}

type Trades = z.infer<typeof settleSchema>['trades'];

function tradeTable(trades: Trades, rows: ReadonlyMap<string, number>, steps: number): TradeTable | null {
  if (trades.length === 0) return null;
  const party = (who: string, where: string) => (who === POOL_NAME ? POOL : rowOf(rows, who, where));
  for (const [i, { step }] of trades.entries()) {
    if (step < steps && step >= (trades[i - 1]?.step ?? 0)) continue;
    throw caseError(
      step < steps ? 'The trades are not in the order of their steps.' : `There are ${steps} steps, counted from 0.`,
      `trades.${i}.step`,
      'Sort the trades by step, and give readings for every step.',
    );
  }
  return {
    count: trades.length,
    step: Uint32Array.from(trades, ({ step }) => step),
    seller: Int32Array.from(trades, ({ seller }, i) => party(seller, `trades.${i}.seller`)),
    buyer: Int32Array.from(trades, ({ buyer }, i) => party(buyer, `trades.${i}.buyer`)),
    energy_kWh: Float64Array.from(trades, ({ energy_kWh }) => energy_kWh),
    price_EURPerKWh: Float64Array.from(trades, ({ price_EURPerKWh }) => price_EURPerKWh),
  };
}

function clearedOf(trades: TradeTable | null, participantCount: number, steps: number): ClearedYear {
  const cells = () => new Float64Array(participantCount * steps);
  const year = {
    participantCount,
    steps,
    bought_kWh: cells(),
    sold_kWh: cells(),
    paid_EUR: cells(),
    earned_EUR: cells(),
    price_EURPerKWh: new Float64Array(steps).fill(Number.NaN),
    trades,
  };
  for (let i = 0; i < (trades?.count ?? 0); i++) {
    const { step, seller, buyer, energy_kWh, price_EURPerKWh } = trades!;
    const money = energy_kWh[i]! * price_EURPerKWh[i]!;
    const at = (row: number) => row * steps + step[i]!;
    if (buyer[i] !== POOL) {
      year.bought_kWh[at(buyer[i]!)]! += energy_kWh[i]!;
      year.paid_EUR[at(buyer[i]!)]! += money;
    }
    if (seller[i] !== POOL) {
      year.sold_kWh[at(seller[i]!)]! += energy_kWh[i]!;
      year.earned_EUR[at(seller[i]!)]! += money;
    }
  }
  return year;
}

function communityOf(names: readonly string[], steps: number, step_min: MarketCommunity['axis']['step_min']): MarketCommunity {
  return {
    id: 'case',
    name: 'case',
    source: '',
    axis: { step_min, steps, firstWeekday: 0 },
    participants: names.map(
      (id): Participant => ({
        id,
        name: id,
        kind: 'household',
        meter: id,
        building: null,
        collective: 'all',
        at_m: null,
        socialWeight: 1,
        optedOutFrom: null,
        trader: { kind: 'self' },
        preferences: NO_PREFERENCES,
        assets: [],
      }),
    ),
    collectives: [
      { id: 'all', name: 'all', parent: null, importFee_EURPerKWh: 0, exportFee_EURPerKWh: 0, capacity_kW: null, owners: [], zone: null },
    ],
    load_kW: new Float64Array(names.length * steps),
    generation_kW: new Float64Array(names.length * steps),
    isRenewable: new Uint8Array(names.length),
    gridEmissions_gPerKWh: 0,
    feedInCredit_gPerKWh: 0,
    isOnGrid: true,
  };
}
