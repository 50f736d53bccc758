/** Known answers of the market designs, for the validation table: M1, M6 and M11 of the market reference, and the order of designs. */
import { type ValidationRow, valueRow } from '../../energy/cases/validationRow.ts';
import { communityAdmm } from '../designs/admm.ts';
import { communityOptimum } from '../designs/communityOptimum.ts';
import { clearNested, type Link, type NestedMember } from '../designs/nested.ts';
import { type FeeMarket, pathTrade } from '../designs/pathFees.ts';
import { welfareOrder } from '../designs/welfareOrder.ts';
import { IEEE14_IMPORT, IEEE14_MEMBERS, IEEE14_OBJECTIVE, IEEE14_PRODUCTION, IEEE14_TERMS } from './ieee14.ts';

/** All rows; each within 1e-6 of the published figure, or 1e-9 where it is exact. */
export function designRows(): readonly ValidationRow[] {
  return [...communityRows(), ...signRows(), ...pathFeeRows(), ...nestedRows()];
}

function row(name: string, quantity: string, unit: string, ours: number, reference: number, tolerance: number): ValidationRow {
  return valueRow(name, quantity, unit, ours, reference, (100 * tolerance) / Math.abs(reference));
}

function communityRows(): ValidationRow[] {
  const name = 'M1 community of 14 agents';
  const exact = communityOptimum(IEEE14_MEMBERS, IEEE14_TERMS);
  if (exact.status !== 'optimal') return [];
  const rows = IEEE14_PRODUCTION.map((reference, n) => row(name, `p of agent ${n + 1}`, 'kWh', exact.p[n]!, reference, 1e-6));
  rows.push(row(name, 'pool price', 'per kWh', exact.lambda_EURPerKWh, 70, 1e-6));
  rows.push(row(name, 'import', 'kWh', exact.qImp_kWh, IEEE14_IMPORT, 1e-6));
  rows.push(row(name, 'least cost', '', exact.objective_EUR, IEEE14_OBJECTIVE, 1e-6));
  const admm = communityAdmm(IEEE14_MEMBERS, IEEE14_TERMS);
  rows.push(row(`${name}, negotiated (ADMM, ${admm.iterations.length} iterations)`, 'import', 'kWh', admm.qImp_kWh, IEEE14_IMPORT, 0.02));
  return rows;
}

/** A lone producer exports what it makes: with the printed sign of equation 3b it could not. */
function signRows(): ValidationRow[] {
  const answer = communityOptimum([{ a: 1, b: 0, min_kWh: 5, max_kWh: 5 }], IEEE14_TERMS);
  return answer.status === 'optimal' ? [row('sign of equation 3b', 'export of a lone producer', 'kWh', answer.qExp_kWh, 5, 1e-9)] : [];
}

const PATH: readonly FeeMarket[] = [
  { id: 'grid', parent: null, fee: 0.02 },
  { id: "buyer's neighbourhood", parent: 'grid', fee: 0.01 },
  { id: "seller's neighbourhood", parent: 'grid', fee: 0.01 },
  { id: "buyer's house", parent: "buyer's neighbourhood", fee: 0 },
  { id: "seller's house", parent: "seller's neighbourhood", fee: 0 },
];

function pathFeeRows(): ValidationRow[] {
  const seller = { market: "seller's house", offer_EURPerKWh: 0.1 };
  const buyer = { market: "buyer's house", bid_EURPerKWh: 0.3 };
  const twoSided = pathTrade(PATH, seller, buyer, { kind: 'constant', price: 'bid' });
  const oneSided = pathTrade(PATH, seller, buyer, { kind: 'constant', price: 'offer' });
  const rate = (trade: typeof twoSided, market: string) =>
    trade.rates.find((entry) => entry.market === market)?.rate_EURPerKWh ?? Number.NaN;
  const two = 'M6 path fees, two-sided';
  const one = 'M6 path fees, one-sided';
  const unit = 'EUR/kWh';
  const shown: readonly (readonly [string, number])[] = [
    ['grid', 0.29],
    ["seller's neighbourhood", 0.27],
    ["buyer's neighbourhood", 0.3],
    ["buyer's house", 0.3],
    ["seller's house", 0.26],
  ];
  return [
    row(two, 'supply fee', unit, twoSided.supplyFee_EURPerKWh, 0.03, 1e-9),
    row(two, 'demand fee', unit, twoSided.demandFee_EURPerKWh, 0.01, 1e-9),
    row(two, 'revenue', unit, twoSided.revenue_EURPerKWh, 0.26, 1e-9),
    ...shown.map(([market, reference]) => row(two, `rate in the market ${market}`, unit, rate(twoSided, market), reference, 1e-9)),
    row(one, 'buyer pays', unit, oneSided.paid_EURPerKWh, 0.14, 1e-9),
    row(one, 'rate in the market grid', unit, rate(oneSided, 'grid'), 0.13, 1e-9),
    row(one, "rate in the market seller's neighbourhood", unit, rate(oneSided, "seller's neighbourhood"), 0.11, 1e-9),
  ];
}

function nestedRows(): ValidationRow[] {
  const withFees = twoCollectives(0.02);
  const free = twoCollectives(0);
  if (withFees.status !== 'optimal' || free.status !== 'optimal') return [];
  const name = 'M11 nested collectives';
  const without = 'M11 nested collectives, no fees';
  const [parent, a, b] = withFees.collectives;
  return [
    row(name, 'flow from A to B', 'kWh', a?.export_kWh ?? Number.NaN, 3, 1e-9),
    row(name, 'price in A', 'EUR/kWh', a?.price_EURPerKWh ?? Number.NaN, 0.21, 1e-9),
    row(name, 'price between', 'EUR/kWh', parent?.price_EURPerKWh ?? Number.NaN, 0.23, 1e-9),
    row(name, 'price in B', 'EUR/kWh', b?.price_EURPerKWh ?? Number.NaN, 0.25, 1e-9),
    row(name, 'welfare', 'EUR', withFees.welfare_EUR, 0.27, 1e-9),
    row(name, 'fees', 'EUR', withFees.fees_EUR, 0.12, 1e-9),
    ...free.collectives.map(({ id, price_EURPerKWh }) => row(without, `price in ${id}`, 'EUR/kWh', price_EURPerKWh, 0.25, 1e-9)),
    row(without, 'welfare', 'EUR', free.welfare_EUR, 0.39, 1e-9),
  ];
}

function twoCollectives(fee: number) {
  const link = (id: string, parent: string | null, fees: number): Link => ({
    id,
    parent,
    importFee_EURPerKWh: fees,
    exportFee_EURPerKWh: fees,
    capacity_kW: null,
    owners: [],
  });
  const members: NestedMember[] = [
    { collective: 'A', kind: 'blocks', offers: [{ price_EURPerKWh: 0.12, quantity_kWh: 3 }], bids: [] },
    { collective: 'B', kind: 'blocks', offers: [], bids: [{ price_EURPerKWh: 0.25, quantity_kWh: 5 }] },
  ];
  const grid = { import_EURPerKWh: 0.3, export_EURPerKWh: 0.1 };
  return clearNested(members, [link('parent', null, 0), link('A', 'parent', fee), link('B', 'parent', fee)], { grid, step_h: 1 });
}

export interface OrderProof {
  readonly cases: number;
  /** Cases that meet the condition on paths; the order is claimed for these. */
  readonly meetingCondition: number;
  readonly ordered: number;
  /** Largest proven gap of a case's three solutions together [EUR]. */
  readonly largestGap_EUR: number;
  readonly row: ValidationRow;
}

/** Welfare of P2P >= hybrid >= community on random cases (seeds 1..count). */
export function orderProof(count: number): OrderProof {
  let meetingCondition = 0;
  let ordered = 0;
  let largestGap_EUR = 0;
  for (let seed = 1; seed <= count; seed++) {
    const order = welfareOrder(seed);
    largestGap_EUR = Math.max(largestGap_EUR, order.gap_EUR);
    if (!order.meetsCondition) continue;
    meetingCondition++;
    if (order.isOrdered) ordered++;
  }
  const name = 'order of designs: P2P, hybrid, community';
  return {
    cases: count,
    meetingCondition,
    ordered,
    largestGap_EUR,
    row: valueRow(name, 'cases in order', '', ordered, meetingCondition, 0),
  };
}
