/**
 * Known answers for price rules, sharing and indices as rows of a table; a command prints them.
 * References: arithmetic from the published formulas (Liu et al. 2017; Zhou et al. 2018); coalition values of the three-user
 * community of EnergyCommunity.jl in its cooperative form; the origin-tracing example of gsy-e; the order of value tapping
 * in Zhou et al. 2018, Tab. 4.
 */
import { bandRow, type ValidationRow, valueRow } from '../../energy/cases/validationRow.ts';
import type { SlotNeeds } from '../cleared.ts';
import { energyBalance, gini, jain, minMax, peakToAverage, qoeFairness, selfSufficiency } from '../indices.ts';
import { areaBalance, traceOrigin } from '../originTrace.ts';
import { memberCosts } from '../pricing/memberCosts.ts';
import { clearPoolYear } from '../pricing/poolYear.ts';
import { type PoolPriceRule, priceYear } from '../pricing/priceRules.ts';
import { valueFunctionGame } from '../sharing/coalitionGame.ts';
import { coreCheck } from '../sharing/coreCheck.ts';
import { shapleyExact } from '../sharing/shapley.ts';
import { priceResponse } from './priceResponse.ts';

/** What a value printed with six digits after the point can be off by. */
const SIX_DIGITS = 5e-7;

/** Bits: 0 the manager, 1 to 3 the users [EUR/a]. */
const COOPERATIVE: Readonly<Record<number, number>> = { 7: 9122.5316, 11: 9404.772, 13: 6152.254, 15: 16248.7043 };
const COOPERATIVE_SHAPLEY = [6118.8059, 4068.0545, 2983.8819, 3077.962];

/** All rows; one to two seconds, most of them for the order of value tapping. */
export function pricingRows(): ValidationRow[] {
  return [...priceRows(), ...indexRows(), ...coalitionRows(), ...originRows(), ...orderRows()];
}

function absoluteRow(name: string, quantity: string, unit: string, ours: number, reference: number, tolerance: number): ValidationRow {
  return valueRow(name, quantity, unit, ours, reference, (100 * tolerance) / Math.abs(reference));
}

function poolOf(net: readonly (readonly number[])[]): SlotNeeds {
  const steps = net[0]?.length ?? 0;
  return {
    participantCount: net.length,
    steps,
    step_h: 1,
    net_kWh: Float64Array.from(net.flat()),
    import_EURPerKWh: new Float64Array(steps).fill(0.3),
    export_EURPerKWh: new Float64Array(steps).fill(0.1),
  };
}

function priced(rule: PoolPriceRule, needs: SlotNeeds) {
  const gross = { load_kWh: needs.net_kWh.map((net) => Math.max(net, 0)), generation_kWh: needs.net_kWh.map((net) => Math.max(-net, 0)) };
  const pool = clearPoolYear(needs);
  const prices = priceYear(rule, pool, needs, gross, { compensation: 0.05, fixedPrice: 0.2, k: 0.5 });
  return { sell: prices.sell_EURPerKWh[0]!, buy: prices.buy_EURPerKWh[0]!, costs: memberCosts(prices, pool, needs, gross) };
}

function priceRows(): ValidationRow[] {
  const scarce = poolOf([[-4], [10]]);
  const plenty = poolOf([[-10], [4]]);
  const cases: readonly (readonly [PoolPriceRule, string, SlotNeeds, sell: number, buy: number])[] = [
    ['supply-demand', '4 for 10 kWh', scarce, 0.166667, 0.246667],
    ['supply-demand-compensated', '4 for 10 kWh', scarce, 0.214286, 0.265714],
    ['mid-market', '4 for 10 kWh', scarce, 0.2, 0.26],
    ['supply-demand', '10 for 4 kWh', plenty, 0.1, 0.1],
    ['supply-demand-compensated', '10 for 4 kWh', plenty, 0.12, 0.15],
    ['mid-market', '10 for 4 kWh', plenty, 0.14, 0.2],
    [
      'bill-sharing',
      'two members, two steps',
      poolOf([
        [2, -1],
        [-3, 2],
      ]),
      0.025,
      0.075,
    ],
  ];
  const rows = cases.flatMap(([rule, what, needs, sell, buy]) => {
    const ours = priced(rule, needs);
    const name = `price ${rule}`;
    return [
      absoluteRow(name, `sell, ${what}`, 'EUR/kWh', ours.sell, sell, SIX_DIGITS),
      absoluteRow(name, `buy, ${what}`, 'EUR/kWh', ours.buy, buy, SIX_DIGITS),
    ];
  });
  const { costs } = priced(
    'bill-sharing',
    poolOf([
      [2, -1],
      [-3, 2],
    ]),
  );
  rows.push(absoluteRow('price bill-sharing', 'bill of the first', 'EUR', costs[0]!, 0.125, SIX_DIGITS));
  rows.push(absoluteRow('price bill-sharing', 'bill of the second', 'EUR', costs[1]!, 0.075, SIX_DIGITS));
  return rows;
}

function indexRows(): ValidationRow[] {
  const three = Float64Array.of(1, 2, 3);
  const net = Float64Array.of(3, -1, 2, -2);
  const cases: readonly (readonly [string, number, number])[] = [
    ['Gini of 0, 0, 0, 1', gini(Float64Array.of(0, 0, 0, 1)), 0.75],
    ['Gini of 1, 2, 3', gini(three), 0.222222],
    ['Jain of 1, 2, 3', jain(three), 0.857143],
    ['min/max of 1, 2, 3', minMax(three), 0.333333],
    ['quality of experience of 1, 2, 3', qoeFairness(three, 1, 3), 0.183503],
    ['energy balance', energyBalance(net, 10, 8), 0.555556],
    ['self-sufficiency', selfSufficiency(net, 10), 0.5],
    ['peak to average', peakToAverage(net), 1.5],
  ];
  return cases.map(([quantity, ours, reference]) => absoluteRow('market index', quantity, '-', ours, reference, SIX_DIGITS));
}

function coalitionRows(): ValidationRow[] {
  const game = valueFunctionGame(4, (coalition) => COOPERATIVE[coalition] ?? 0);
  const { shares } = shapleyExact(game);
  const half = game.grand / 2;
  const inside = coreCheck(game, shares, { seed: 0 });
  const check = coreCheck(game, Float64Array.of(0, half, half, 0), { seed: 0 });
  return [
    ...COOPERATIVE_SHAPLEY.map((reference, player) =>
      absoluteRow('Shapley, 3 users', player === 0 ? 'manager' : `user ${player}`, 'EUR/a', shares[player]!, reference, 1e-3),
    ),
    bandRow('core check, 3 users', 'coalitions that would leave, Shapley', '-', inside.members.length > 0 ? 1 : 0, [0, 0]),
    absoluteRow('core check, 3 users', `worst of halves: ${check.members.join('+')}`, 'EUR/a', check.slack, -1280.4199, 0.01),
  ].map((row) => (Number.isNaN(row.deviation_pct) ? { ...row, deviation_pct: 0 } : row));
}

function originRows(): ValidationRow[] {
  const trace = traceOrigin(
    [
      { from: 'pv', to: 'load 1', energy_kWh: 1 },
      { from: 'pv', to: 'storage 1', energy_kWh: 5 },
      { from: 'pv', to: 'load 2', energy_kWh: 4 },
      { from: 'storage 1', to: 'load 1', energy_kWh: 2 },
      { from: 'storage 1', to: 'load 2', energy_kWh: 3 },
    ],
    { 'storage 1': { efficiency: 1, initial_kWh: 0 } },
  );
  const house = areaBalance(trace, ['pv', 'storage 1', 'load 1']);
  const all = areaBalance(trace, ['pv', 'storage 1', 'load 1', 'load 2']);
  return [
    valueRow('origin through storage', 'self-sufficiency, house', '-', house.selfSufficiency, 1, 1e-7),
    valueRow('origin through storage', 'self-consumption, house', '-', house.selfConsumption, 0.3, 1e-7),
    valueRow('origin through storage', 'self-sufficiency, all', '-', all.selfSufficiency, 1, 1e-7),
    valueRow('origin through storage', 'self-consumption, all', '-', all.selfConsumption, 1, 1e-7),
  ];
}

/** Of the published table only the order of the rules is checked; its district is not known. */
function orderRows(): ValidationRow[] {
  const tapped = priceResponse().valueTapping;
  const name = 'value tapping, in order';
  return [
    bandRow(name, 'supply-demand less mid-market', '-', tapped['supply-demand'] - tapped['mid-market'], [1e-3, 1]),
    bandRow(name, 'mid-market less bill sharing', '-', tapped['mid-market'] - tapped['bill-sharing'], [1e-3, 1]),
    bandRow(name, 'bill sharing less none', '-', tapped['bill-sharing'] - tapped.retail, [1e-3, 1]),
  ];
}
