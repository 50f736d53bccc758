/** Trades of groups as one table of the community, in the order of steps. */
import { type ClearedYear, POOL, type TradeTable } from '../cleared.ts';

export function joinTrades(groups: readonly { readonly year: ClearedYear; readonly rows: Int32Array }[]): TradeTable {
  const first = groups[0];
  const count = groups.reduce((sum, { year }) => sum + (year.trades?.count ?? 0), 0);
  const table = {
    count,
    step: new Uint32Array(count),
    seller: new Int32Array(count),
    buyer: new Int32Array(count),
    energy_kWh: new Float64Array(count),
    price_EURPerKWh: new Float64Array(count),
  };
  const next = groups.map(() => 0);
  const steps = first?.year.steps ?? 0;
  let to = 0;
  for (let step = 0; step < steps; step++) {
    for (const [g, { year, rows }] of groups.entries()) {
      const trades = year.trades;
      if (!trades) continue;
      const row = (member: number): number => (member === POOL ? POOL : rows[member]!);
      for (let at = next[g]!; at < trades.count && trades.step[at] === step; at++) {
        table.step[to] = step;
        table.seller[to] = row(trades.seller[at]!);
        table.buyer[to] = row(trades.buyer[at]!);
        table.energy_kWh[to] = trades.energy_kWh[at]!;
        table.price_EURPerKWh[to] = trades.price_EURPerKWh[at]!;
        next[g] = at + 1;
        to++;
      }
    }
  }
  return table;
}
