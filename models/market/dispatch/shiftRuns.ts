/**
 * Loads that run once in a window. When a run starts is a choice among few: the best one is found by trying all. Mixtures of
 * starts mean nothing, so a community's upper bound uses single starts, and its lower bound the cheapest start at the prices.
 */
import type { ShiftableAsset } from '../participant.ts';

/** Starts, one per window; -1 where the run does not fit into its window. */
export function earliestStarts(asset: ShiftableAsset): Int32Array {
  return Int32Array.from(asset.windows, ([from, to]) => (to - from >= asset.profile_kW.length ? from : -1));
}

/** Starts of least cost; `cost(step, power_kW)` is what drawing so much in a step costs on top of the rest. */
export function bestStarts(asset: ShiftableAsset, cost: (step: number, power_kW: number) => number): Int32Array {
  const { profile_kW } = asset;
  return Int32Array.from(asset.windows, ([from, to]) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let start = from; start + profile_kW.length <= to; start++) {
      let sum = 0;
      for (let i = 0; i < profile_kW.length; i++) sum += cost(start + i, profile_kW[i]!);
      if (sum < least - 1e-12) {
        least = sum;
        best = start;
      }
    }
    return best;
  });
}

/** Adds the runs to a series [kW], or takes them off (`sign` -1). */
export function addRuns(asset: ShiftableAsset, starts: Int32Array, series_kW: Float64Array, sign: 1 | -1 = 1): void {
  for (const start of starts) {
    if (start < 0) continue;
    for (let i = 0; i < asset.profile_kW.length && start + i < series_kW.length; i++) series_kW[start + i]! += sign * asset.profile_kW[i]!;
  }
}

/** Cost of runs at plain prices [EUR]. */
export function runsAtPrices(asset: ShiftableAsset, starts: Int32Array, price_EURPerKWh: Float64Array, step_h: number): number {
  let sum = 0;
  for (const start of starts) {
    if (start < 0) continue;
    for (let i = 0; i < asset.profile_kW.length; i++) sum += asset.profile_kW[i]! * (price_EURPerKWh[start + i] ?? 0) * step_h;
  }
  return sum;
}
