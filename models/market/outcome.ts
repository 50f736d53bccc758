/** What a column of the market lab shows: a year under one set of rules. */
import type { Issue } from '../core/issue.ts';
import type { MarketConfig } from './marketConfig.ts';

/** Columns per participant, in the order of the community. */
export const PARTICIPANT_COLUMNS = [
  /** Year's bill under these rules, shared gain included [EUR/a]; below zero the member earns. */ 'cost_EUR',
  /** Year's bill as the supplier's customer alone [EUR/a]. */ 'reference_EUR',
  /** Part of the shared gain [EUR/a]. */ 'shared_EUR',
  /** Fees and charges of the local market [EUR/a]. */ 'fees_EUR',
  'bought_kWh',
  'sold_kWh',
  'import_kWh',
  'export_kWh',
  'load_kWh',
  'generation_kWh',
  /** Highest mean power of a step drawn from all others [kW]. */ 'peak_kW',
] as const;
export type ParticipantColumn = (typeof PARTICIPANT_COLUMNS)[number];

/** Fairness and technical indices; NaN where one has no meaning (no income to share, nobody to compare). Zhou et al. 2018; Jain et al. 1984; Hossfeld et al. 2017. */
export const MARKET_INDICES = [
  'valueTapping',
  'participation',
  'equality',
  'jain',
  'qoe',
  'minMax',
  'energyBalance',
  'flatness',
  'selfSufficiency',
  'selfConsumption',
] as const;
export type MarketIndex = (typeof MARKET_INDICES)[number];

/** A group that would be better off without the others. */
export interface CoalitionDeficit {
  readonly members: readonly number[];
  /** What it would gain by leaving [EUR/a]; above zero. */
  readonly deficit_EUR: number;
}

/** Gap between what was found and what can be proven to be the best. */
export interface CertifiedGap {
  readonly upper_EUR: number;
  readonly lower_EUR: number;
  /** (upper - lower) / |upper|. */
  readonly relative: number;
  /** Gap as a share of the benefit over not moving anything; 0 where nothing can move. */
  readonly ofBenefit: number;
  readonly iterations: number;
  readonly isCertified: boolean;
}

/** One call for flexibility. Powers and energies count in the direction that was asked for. */
export interface FlexibilityEvent {
  readonly day: number;
  /** Steps [from, to). */
  readonly from: number;
  readonly to: number;
  /** What the community would have drawn, mean of the window [kW]; below zero it feeds in. */
  readonly baseline_kW: number;
  /** Offered and called, held over the window; 0 where nothing was offered [kW]. */
  readonly offered_kW: number;
  readonly offered_kWh: number;
  /** Metered against the baseline, up to what was offered [kWh]. */
  readonly delivered_kWh: number;
  readonly shortfall_kWh: number;
  /** For use and availability, before penalty and the aggregator's part [EUR]. */
  readonly payment_EUR: number;
  readonly penalty_EUR: number;
  readonly aggregator_EUR: number;
  /** What moving costs against the supplier [EUR]. */
  readonly cost_EUR: number;
}

/** Flexibility sold outside over the year. */
export interface FlexibilitySummary {
  /** The market is closed to communities: readings and bills are those without it, payments are what it would have paid. */
  readonly isSimulated: boolean;
  readonly events: readonly FlexibilityEvent[];
  /** Days on which power stood ready and nobody called. */
  readonly readyDays: number;
  /** Mean over all windows of the year, called or ready; 0 counts where nothing was offered [kW]. */
  readonly meanOffered_kW: number;
  readonly largestOffered_kW: number;
  readonly delivered_kWh: number;
  readonly shortfall_kWh: number;
  readonly availability_EUR: number;
  readonly use_EUR: number;
  readonly penalty_EUR: number;
  readonly aggregator_EUR: number;
  /** Payments less penalties less the aggregator's part. */
  readonly members_EUR: number;
  /** What moving costs against the supplier; part of the bills, not of the payments. */
  readonly cost_EUR: number;
  /** Delivered by each member [kWh], and its payment [EUR]; by row. */
  readonly memberDelivered_kWh: Float64Array;
  readonly member_EUR: Float64Array;
}

/** What is characteristic of a preset, as the year shows it: words `market.story.*` with their values. */
export interface StoryLine {
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface MarketOutcome {
  readonly config: MarketConfig;
  readonly participants: Readonly<Record<ParticipantColumn, Float64Array>>;
  /** Sum of what all save against supplier-only [EUR/a]. */
  readonly gain_EUR: number;
  /** Most that any rules could save with this dispatch: all surplus used inside, no fees [EUR/a]. */
  readonly largestGain_EUR: number;
  /** Where the money of the community goes [EUR/a]. */
  readonly cashFlow: {
    readonly supplier_EUR: number;
    readonly network_EUR: number;
    readonly levies_EUR: number;
    readonly vat_EUR: number;
    readonly platform_EUR: number;
    readonly community_EUR: number;
    readonly brokers_EUR: number;
    readonly flexibility_EUR: number;
  };
  readonly local_kWh: number;
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly curtailed_kWh: number;
  readonly peakImport_kW: number;
  readonly peakExport_kW: number;
  readonly co2_kg: number;
  readonly meanPrice_EURPerKWh: number;
  readonly indices: Readonly<Record<MarketIndex, number>>;
  /** Worst coalition where one was looked for; null where none would leave, undefined where it was not looked for. */
  readonly coalition?: CoalitionDeficit | null;
  /** 95 % interval of the Shapley shares' sum error, where they were sampled [EUR]. */
  readonly sharingInterval_EUR?: number;
  readonly gap: CertifiedGap | null;
  /** Where the rules sell flexibility. */
  readonly flexibility?: FlexibilitySummary;
  /** Sums over all slots after rounding; both are zero in every slot, or the outcome is not made. */
  readonly balance: { readonly money_microEUR: number; readonly energy_mWh: number; readonly slots: number };
  /** Community import less export by month [kWh], local energy by month [kWh]. */
  readonly monthly: { readonly net_kWh: Float64Array; readonly local_kWh: Float64Array };
  readonly findings: readonly Issue[];
  /** Where the rules are those of a preset. */
  readonly story?: readonly StoryLine[];
  readonly duration_ms: number;
}

/** One line of a bill. */
export interface BillLine {
  /** Key of the message catalogue `bill.line.*`. */
  readonly item: string;
  /** What it is counted in; null for lump sums. */
  readonly energy_mWh: number | null;
  readonly price_EURPerKWh: number | null;
  /** Above zero the member pays. */
  readonly amount_microEUR: number;
  /** "Why this amount": key of `bill.why.*` with values. */
  readonly why: { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
}

export interface MonthBill {
  /** 0..11 */
  readonly month: number;
  readonly lines: readonly BillLine[];
  readonly total_microEUR: number;
  /** The same month as the supplier's customer alone. */
  readonly reference_microEUR: number;
}

export interface ParticipantYear {
  readonly participant: number;
  readonly bills: readonly MonthBill[];
  /** Per step [kW] and [EUR/kWh]. */
  readonly series: Readonly<
    Record<'load_kW' | 'generation_kW' | 'flexible_kW' | 'bought_kW' | 'sold_kW' | 'import_kW' | 'export_kW', Float32Array>
  >;
  readonly price_EURPerKWh: Float32Array;
}

/** One step of the market, to be looked at. */
export interface MarketStep {
  readonly step: number;
  /** Energy between members; pool trades are paired for the eye and say so. */
  readonly trades: readonly {
    readonly seller: number;
    readonly buyer: number;
    readonly energy_kWh: number;
    readonly price_EURPerKWh: number;
  }[];
  readonly arePaired: boolean;
  /** Orders as they stood, best first; empty for designs without orders. */
  readonly bids: readonly MarketOrder[];
  readonly offers: readonly MarketOrder[];
  readonly price_EURPerKWh: number | null;
  readonly priceBounds_EURPerKWh: readonly [number, number] | null;
  /** Per participant from the supplier, below zero to it [kWh]. */
  readonly supplier_kWh: Float64Array;
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly retail_EURPerKWh: number;
  readonly feedIn_EURPerKWh: number;
}

export interface MarketOrder {
  readonly participant: number;
  readonly price_EURPerKWh: number;
  readonly energy_kWh: number;
  /** How much of it was traded. */
  readonly traded_kWh: number;
}
