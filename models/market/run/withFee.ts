/** Rules with one fee changed. */
import type { MarketConfig } from '../marketConfig.ts';
import type { FeeSchedule, Tariff } from '../tariff.ts';

/** @param fee a fee of the community, or the share of network charges on local energy, at all levels */
export function withFee(config: MarketConfig, fee: keyof FeeSchedule | 'networkLocalShare', value: number): MarketConfig {
  if (fee !== 'networkLocalShare') return { ...config, fees: { ...config.fees, [fee]: value } };
  const changed = (tariff: Tariff): Tariff => ({ ...tariff, network: { ...tariff.network, localShareByLevel: [value] } });
  return { ...config, tariffs: Object.fromEntries(Object.entries(config.tariffs).map(([zone, tariff]) => [zone, changed(tariff)])) };
}
