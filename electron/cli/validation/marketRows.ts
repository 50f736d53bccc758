/** Known answers and proofs of the markets. */
import type { ValidationRow } from '#models/energy/cases/validation.ts';
import { designRows, orderProof } from '#models/market/cases/designCases.ts';
import { nestedProof } from '#models/market/cases/nestedProof.ts';
import { pricingRows } from '#models/market/cases/pricingCases.ts';
import { settlementRows } from '#solver/bench/settlementBench.ts';
import { storageProof } from '#solver/bench/storageProof.ts';
import { markdownTable } from '../report/markdown.ts';
import { auctionRows } from './auctionRows.ts';

export interface MarketProof {
  readonly name: string;
  readonly value: string;
  readonly bound: string;
  readonly pass: boolean;
}

export interface MarketRows {
  readonly known: readonly ValidationRow[];
  readonly proofs: readonly MarketProof[];
}

const EXACT = 1e-9;

/** @param quick a tenth of the random cases */
export async function marketRows(quick: boolean): Promise<MarketRows> {
  const part = quick ? 0.1 : 1;
  const known = [...designRows(), ...(await auctionRows(Math.round(10_000 * part))), ...pricingRows()];
  const order = orderProof(Math.round(1000 * part));
  const nested = nestedProof(Math.round(1000 * part));
  const storage = await storageProof(Math.round(240 * part));
  return {
    known,
    proofs: [
      {
        name: `Order P2P, hybrid, community: cases in order of the ${order.meetingCondition} (of ${order.cases} random ones) that meet its condition; largest proven gap ${order.largestGap_EUR.toExponential(1)} EUR`,
        value: String(order.ordered),
        bound: String(order.meetingCondition),
        pass: order.ordered === order.meetingCondition && order.meetingCondition > 0,
      },
      below(
        `Nested collectives without fees against the flat optimum, ${nested.cases} random trees (${nested.deep} of three levels and more), relative`,
        nested.worst,
      ),
      below(
        `Battery year against HiGHS, ${storage.instances} random stores (${storage.solvable} with a solution), relative to turnover`,
        storage.worst,
      ),
      {
        name: 'Stores of which only one of the two finds a solution',
        value: String(storage.disagreements),
        bound: '0',
        pass: storage.disagreements === 0,
      },
      ...settlementRows().map((row) => ({ ...row, pass: row.value === row.bound })),
    ],
  };
}

function below(name: string, value: number): MarketProof {
  return { name, value: value.toExponential(1), bound: EXACT.toExponential(0), pass: value <= EXACT };
}

export function proofTable(proofs: readonly MarketProof[]): string {
  return markdownTable(
    ['What', 'Found', 'Bound', 'Holds'],
    proofs.map(({ name, value, bound, pass }) => [name, value, bound, pass ? 'yes' : 'NO']),
  );
}
