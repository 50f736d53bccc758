/** Trades of one step in whole units: each is one payment, so that buyer and seller agree to the micro-euro. */
import { POOL, type TradeTable } from '../cleared.ts';
import { apportion } from './apportion.ts';

/** Sums by member of one step; the arrays are used again for the next one. */
export interface TradeTotals {
  readonly bought: Float64Array;
  readonly sold: Float64Array;
  readonly paid: Float64Array;
  readonly earned: Float64Array;
  scratch: { readonly exact: Float64Array; readonly rounded: Float64Array; readonly index: Int32Array };
}

export function newTradeTotals(count: number): TradeTotals {
  return {
    bought: new Float64Array(count),
    sold: new Float64Array(count),
    paid: new Float64Array(count),
    earned: new Float64Array(count),
    scratch: newScratch(256),
  };
}

function newScratch(length: number): TradeTotals['scratch'] {
  return { exact: new Float64Array(length), rounded: new Float64Array(length), index: new Int32Array(length) };
}

/** Exact sums before rounding [mWh] and [micro-EUR]. */
export interface TradeSums {
  readonly energy: number;
  readonly paid: number;
  readonly earned: number;
}

/** Both sides are members, the pool sells, the pool buys. */
const SIDES = ['members', 'fromPool', 'toPool'] as const;

/**
 * Rounds trades [from, to) and adds them up by member. Trades between members, from the pool and to the pool are rounded
 * each group to its own whole sum; what goes into the pool and comes out of it has the same energy, and the same money where
 * it had so before rounding.
 */
export function settleTrades(
  trades: TradeTable,
  settled: { readonly energy_mWh: Float64Array; readonly money_microEUR: Float64Array },
  from: number,
  to: number,
  totals: TradeTotals,
): TradeSums {
  if (totals.scratch.exact.length < to - from) totals.scratch = newScratch(2 * (to - from));
  const sum = { energy: 0, paid: 0, earned: 0 };
  const pool = { energy: Number.NaN, money: Number.NaN, exactMoney: Number.NaN };
  for (const side of SIDES) {
    const { index, exact, rounded } = totals.scratch;
    let count = 0;
    let energy = 0;
    for (let k = from; k < to; k++) {
      const at = trades.seller[k] === POOL ? 'fromPool' : trades.buyer[k] === POOL ? 'toPool' : 'members';
      if (at !== side) continue;
      index[count] = k;
      exact[count] = trades.energy_kWh[k]! * 1e6;
      energy += exact[count++]!;
    }
    if (count === 0) continue;
    const total = side === 'toPool' && Number.isFinite(pool.energy) ? pool.energy : Math.round(energy);
    apportion(exact, count, total, rounded);
    for (let i = 0; i < count; i++) settled.energy_mWh[index[i]!] = rounded[i]!;
    let money = 0;
    for (let i = 0; i < count; i++) {
      exact[i] = trades.energy_kWh[index[i]!]! * trades.price_EURPerKWh[index[i]!]! * 1e6;
      money += exact[i]!;
    }
    const isSameMoney = side === 'toPool' && Math.abs(money - pool.exactMoney) <= 0.5 + 1e-9 * Math.abs(money);
    const wholeMoney = isSameMoney ? pool.money : Math.round(money);
    apportion(exact, count, wholeMoney, rounded);
    for (let i = 0; i < count; i++) settled.money_microEUR[index[i]!] = rounded[i]!;
    if (side === 'fromPool') Object.assign(pool, { energy: total, money: wholeMoney, exactMoney: money });
    if (side !== 'toPool') {
      sum.energy += energy;
      sum.paid += money;
    }
    if (side !== 'fromPool') sum.earned += money;
  }
  addUp(trades, settled, from, to, totals);
  return sum;
}

function addUp(
  trades: TradeTable,
  settled: { readonly energy_mWh: Float64Array; readonly money_microEUR: Float64Array },
  from: number,
  to: number,
  { bought, sold, paid, earned }: TradeTotals,
): void {
  for (const array of [bought, sold, paid, earned]) array.fill(0);
  for (let k = from; k < to; k++) {
    const buyer = trades.buyer[k]!;
    const seller = trades.seller[k]!;
    if (buyer !== POOL) {
      bought[buyer]! += settled.energy_mWh[k]!;
      paid[buyer]! += settled.money_microEUR[k]!;
    }
    if (seller === POOL) continue;
    sold[seller]! += settled.energy_mWh[k]!;
    earned[seller]! += settled.money_microEUR[k]!;
  }
}
