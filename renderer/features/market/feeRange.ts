/** Which fees can be varied, in which unit the person sees them, and over which values. */
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { FeeKey } from '../../workers/marketApi.ts';

export const FEE_KEYS: readonly FeeKey[] = [
  'community_EURPerKWh',
  'platform_EURPerKWh',
  'platformShare',
  'platform_EURPerMonth',
  'import_EURPerKWh',
  'export_EURPerKWh',
  'networkLocalShare',
];

/** Points of the curve: enough for kinks to show, few enough to follow a slider. */
export const SWEEP_POINTS = 11;

/** Unit shown, and how many of it are one of the fee. */
export function feeUnit(fee: FeeKey): { readonly unit: string; readonly factor: number } {
  if (fee === 'platformShare' || fee === 'networkLocalShare') return { unit: '%', factor: 100 };
  if (fee === 'platform_EURPerMonth') return { unit: 'EUR', factor: 1 };
  return { unit: 'ct/kWh', factor: 100 };
}

/** The value in force under a column's rules. */
export function feeNow(config: MarketConfig, fee: FeeKey): number {
  if (fee !== 'networkLocalShare') return config.fees[fee];
  return config.tariffs.default?.network.localShareByLevel[0] ?? 1;
}

/** A first range: a share from none to all, a price to what makes local trade pay no more, a subscription to 20 EUR. */
export function firstRange(fee: FeeKey): readonly [from: number, to: number] {
  if (fee === 'networkLocalShare') return [0, 1];
  if (fee === 'platformShare') return [0, 0.3];
  if (fee === 'platform_EURPerMonth') return [0, 20];
  return [0, 0.1];
}

/** Evenly spread values of the range, both ends included. */
export function sweepValues(from: number, to: number): readonly number[] {
  return Array.from({ length: SWEEP_POINTS }, (_, place) => from + ((to - from) * place) / (SWEEP_POINTS - 1));
}
