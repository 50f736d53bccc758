/**
 * What energy costs beside the local market. Net prices; value added tax is one figure at the end. A retail price is
 * (energy + network + levies) x (1 + vat); feed-in is paid as it stands.
 */

/** A price over the year [EUR/kWh]. */
export type PriceCurve =
  | { readonly kind: 'flat'; readonly price_EURPerKWh: number }
  | {
      readonly kind: 'time-of-use';
      /** First that fits counts. Hours of the local day, [from, to), over midnight where from > to. */
      readonly windows: readonly {
        readonly from_h: number;
        readonly to_h: number;
        readonly days: 'all' | 'workdays' | 'weekends';
        readonly price_EURPerKWh: number;
      }[];
      readonly otherwise_EURPerKWh: number;
    }
  /** One value per step of an axis of its own; read from a file by `readPriceSeries`. */
  | { readonly kind: 'series'; readonly name: string; readonly step_min: number; readonly values_EURPerKWh: Float64Array };

/** Charges of the network operator. */
export interface NetworkCharges {
  /** Postage stamp: the same for every kWh drawn from the public network [EUR/kWh]. */
  readonly energy_EURPerKWh: number;
  /** For the highest mean power of a step in the year [EUR/(kW a)]. */
  readonly capacity_EURPerKWYear: number;
  readonly fixed_EURPerMonth: number;
  /**
   * Share of `energy_EURPerKWh` that local trades pay, by the nearest collective both sides have in common: index 0 for the
   * innermost, then each further level; the last entry holds for all beyond. `[1]` is a full charge, `[0]` none.
   */
  readonly localShareByLevel: readonly number[];
  /** On top, by distance between the two sides [EUR/(kWh km)]. */
  readonly distance_EURPerKWhKm: number;
}

export interface Tariff {
  readonly id: string;
  readonly name: string;
  /** ISO 3166 alpha-2, or null for an invented one. */
  readonly country: string | null;
  /** ISO date from which on the figures hold. */
  readonly validFrom: string;
  readonly source: string;
  /** The supplier's energy price. */
  readonly energy: PriceCurve;
  /** Paid for what is fed in, by whoever takes it. */
  readonly feedIn: PriceCurve;
  readonly supplierFixed_EURPerMonth: number;
  readonly network: NetworkCharges;
  /** Taxes and levies per kWh from the public network. */
  readonly levies_EURPerKWh: number;
  /** Share of the levies that local trades pay, 0..1. */
  readonly localLevyShare: number;
  /** Share of the net price, e.g. 0.19. */
  readonly vat: number;
}

/** What the community and its platform take. */
export interface FeeSchedule {
  /** gamma_com: on energy traded inside, from each of both sides [EUR/kWh]. */
  readonly community_EURPerKWh: number;
  /** gamma_imp and gamma_exp: on what members take from and give to the supplier through the community [EUR/kWh]. */
  readonly import_EURPerKWh: number;
  readonly export_EURPerKWh: number;
  /** The platform's, on energy traded inside, from each of both sides [EUR/kWh]. */
  readonly platform_EURPerKWh: number;
  /** The platform's, as a share of the price of each trade, from the buyer. */
  readonly platformShare: number;
  /** Subscription per member, whatever is traded. */
  readonly platform_EURPerMonth: number;
}

export const NO_FEES: FeeSchedule = {
  community_EURPerKWh: 0,
  import_EURPerKWh: 0,
  export_EURPerKWh: 0,
  platform_EURPerKWh: 0,
  platformShare: 0,
  platform_EURPerMonth: 0,
};
