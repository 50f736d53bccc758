/** Some members of a community as one of their own. */
import type { MarketCommunity } from '../community.ts';

/** Rows whose entry is `value`. */
export function rowsOf(entries: ArrayLike<number>, value: number): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < entries.length; row++) if (entries[row] === value) rows.push(row);
  return Int32Array.from(rows);
}

/** Rows of a table [row * width + column] in a new order. */
export function gatherRows(table: Float64Array, rows: ArrayLike<number>, width: number): Float64Array {
  const out = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) out.set(table.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
  return out;
}

export function subCommunity(community: MarketCommunity, rows: Int32Array): MarketCommunity {
  const { steps } = community.axis;
  const at = [...rows];
  return {
    ...community,
    participants: at.map((row) => community.participants[row]!),
    load_kW: gatherRows(community.load_kW, rows, steps),
    generation_kW: gatherRows(community.generation_kW, rows, steps),
    isRenewable: Uint8Array.from(at, (row) => community.isRenewable[row]!),
  };
}

/** Where nobody trades over links between pools, they charge nothing. */
export function withoutLinkFees(community: MarketCommunity): MarketCommunity {
  const collectives = community.collectives.map((collective) => ({ ...collective, importFee_EURPerKWh: 0, exportFee_EURPerKWh: 0 }));
  return { ...community, collectives };
}
