/** Trade on forecasts: positions are those of the forecast, what the meters show otherwise is balanced by the supplier at worse prices. */
import type { SlotNeeds } from '../../cleared.ts';

export interface ImbalanceTerms {
  /** Added to the import price and taken off the export price for energy that was not announced [EUR/kWh]. */
  readonly imbalance_EURPerKWh: number;
}

export interface ImbalanceYear {
  /** Meter less forecast, [participant * steps + step] [kWh]. */
  readonly deviation_kWh: Float64Array;
  /** Year's cost of the community: its announced position at the supplier's prices, deviations at worse ones [EUR/a]. */
  readonly cost_EUR: number;
  /** The same had all been announced exactly [EUR/a]. */
  readonly perfect_EUR: number;
  readonly imbalance_kWh: number;
}

/**
 * The community's position is netted per step, as its forecast and as its meters are; trade inside only moves money between
 * members and is no part of its cost.
 * @param needs metered energy and prices
 */
export function settleForecasts(needs: SlotNeeds, forecast_kWh: Float64Array, terms: ImbalanceTerms): ImbalanceYear {
  const { participantCount, steps } = needs;
  const deviation_kWh = needs.net_kWh.map((net, at) => net - forecast_kWh[at]!);
  let cost_EUR = 0;
  let perfect_EUR = 0;
  let imbalance_kWh = 0;
  for (let t = 0; t < steps; t++) {
    let announced = 0;
    let metered = 0;
    for (let p = 0; p < participantCount; p++) {
      announced += forecast_kWh[p * steps + t]!;
      metered += needs.net_kWh[p * steps + t]!;
    }
    const buy = needs.import_EURPerKWh[t]!;
    const sell = needs.export_EURPerKWh[t]!;
    const deviation = metered - announced;
    cost_EUR += announced > 0 ? announced * buy : announced * sell;
    cost_EUR += deviation > 0 ? deviation * (buy + terms.imbalance_EURPerKWh) : deviation * (sell - terms.imbalance_EURPerKWh);
    perfect_EUR += metered > 0 ? metered * buy : metered * sell;
    imbalance_kWh += Math.abs(deviation);
  }
  return { deviation_kWh, cost_EUR, perfect_EUR, imbalance_kWh };
}
