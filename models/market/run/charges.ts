/** What a local kWh costs and saves beside its price: the band in which both sides gain. */
import type { ClearedYear, SlotNeeds } from '../cleared.ts';
import { stepHours } from '../community.ts';
import type { LocalCharges } from '../localCharges.ts';
import type { MarketConfig } from '../marketConfig.ts';
import type { FeeSchedule, Tariff } from '../tariff.ts';
import type { PreparedMarket } from './prepareMarket.ts';
import { gatherRows } from './subCommunity.ts';

export type { LocalCharges } from '../localCharges.ts';

/**
 * Charges in a zone on energy that stays within so many levels.
 * @param level levels up to the collective both sides have in common; 0 inside the innermost
 */
export function localCharges(prepared: PreparedMarket, config: Pick<MarketConfig, 'fees'>, zone: number, level: number): LocalCharges {
  return chargesAtLevel(prepared.tariffs[zone]!.tariff, config.fees, level);
}

/** The same under a tariff. */
export function chargesAtLevel(tariff: Tariff, fees: FeeSchedule, level: number): LocalCharges {
  const shares = tariff.network.localShareByLevel;
  const share = shares[Math.min(level, shares.length - 1)] ?? 0;
  const perSide = fees.community_EURPerKWh + fees.platform_EURPerKWh;
  const public_ = tariff.network.energy_EURPerKWh * share + tariff.levies_EURPerKWh * tariff.localLevyShare;
  return {
    buyer_EURPerKWh: perSide + public_ * (1 + tariff.vat),
    seller_EURPerKWh: perSide,
    buyerShare: fees.platformShare,
    savedImport_EURPerKWh: fees.import_EURPerKWh,
    savedExport_EURPerKWh: fees.export_EURPerKWh,
  };
}

/** Needs of some members as they stand now, at the supplier's prices of their zone. */
export function needsOf(prepared: PreparedMarket, residual_kWh: Float64Array, rows: Int32Array, zone: number): SlotNeeds {
  const { axis } = prepared.community;
  const tariff = prepared.tariffs[zone]!;
  return {
    participantCount: rows.length,
    steps: axis.steps,
    step_h: stepHours(axis),
    // All members in their order need no table of their own: nobody writes into needs.
    net_kWh: rows.length * axis.steps === residual_kWh.length ? residual_kWh : gatherRows(residual_kWh, rows, axis.steps),
    import_EURPerKWh: tariff.import_EURPerKWh,
    export_EURPerKWh: tariff.export_EURPerKWh,
  };
}

/**
 * The same needs between the prices at which a buyer and a seller are as well off as with the supplier, charges counted.
 * Where charges eat the whole margin the upper price falls below the lower one, and nothing is shared.
 * @param linkFees import fee of the buyer's and export fee of the seller's way [EUR/kWh]
 */
export function withinCharges(needs: SlotNeeds, charges: LocalCharges, linkFees: readonly [number, number] = [0, 0]): SlotNeeds {
  const above = charges.savedImport_EURPerKWh - charges.buyer_EURPerKWh - linkFees[0];
  const below = charges.seller_EURPerKWh - charges.savedExport_EURPerKWh + linkFees[1];
  if (above === 0 && below === 0 && charges.buyerShare === 0) return needs;
  return {
    ...needs,
    import_EURPerKWh: needs.import_EURPerKWh.map((price) => (price + above) / (1 + charges.buyerShare)),
    export_EURPerKWh: needs.export_EURPerKWh.map((price) => price + below),
  };
}

/** Adds the year of some members to that of all, and takes what they traded off what is left. */
export function addGroup(into: ClearedYear, group: ClearedYear, rows: Int32Array, residual_kWh: Float64Array): void {
  const { steps } = into;
  for (let i = 0; i < rows.length; i++) {
    const to = rows[i]! * steps;
    const from = i * steps;
    for (let t = 0; t < steps; t++) {
      const bought = group.bought_kWh[from + t]!;
      const sold = group.sold_kWh[from + t]!;
      into.paid_EUR[to + t]! += group.paid_EUR[from + t]!;
      into.earned_EUR[to + t]! += group.earned_EUR[from + t]!;
      if (bought === 0 && sold === 0) continue;
      into.bought_kWh[to + t]! += bought;
      into.sold_kWh[to + t]! += sold;
      residual_kWh[to + t]! += sold - bought;
    }
  }
}
