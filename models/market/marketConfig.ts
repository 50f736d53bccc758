/** One column of the market lab: a complete set of rules under which a community trades for a year. Plain data, kept in the project. */
import type { StepMinutes } from './community.ts';
import type { FeeSchedule, Tariff } from './tariff.ts';

export const DESIGNS = ['supplier', 'p2p', 'community', 'hybrid', 'districts'] as const;
/**
 * Who may trade with whom. `supplier`: nobody with anybody (the reference); `p2p`: any two members; `community`: a manager
 * pools all members; `hybrid`: pools nested in pools as the collectives stand; `districts`: pools of the first level trade
 * with each other, members only inside their own.
 */
export type Design = (typeof DESIGNS)[number];

export const CLEARINGS = ['pool', 'optimum', 'call', 'huang', 'muda', 'cda', 'bilateral', 'coefficients', 'stackelberg'] as const;
/**
 * How quantities are found. `pool`: what is over is shared in proportion, after the fact; `optimum`: least cost of all
 * (equation 3, nested where the design is); `call`, `huang`, `muda`: an auction per step; `cda`: continuous double auction;
 * `bilateral`: pairs by price and preferences; `coefficients`: fixed shares of the surplus; `stackelberg`: the manager sets
 * prices, members answer.
 */
export type Clearing = (typeof CLEARINGS)[number];

export const PRICE_RULES = [
  'dual',
  'mid-market',
  'supply-demand',
  'supply-demand-compensated',
  'bill-sharing',
  'k-price',
  'pay-as-bid',
  'maker',
  'k-double',
  'fixed',
  'stackelberg',
  'retail',
] as const;
/**
 * At which price local energy changes hands. `k-price`: uniform price of the call, k between its bounds; `pay-as-bid`: the
 * buyer's bid; `maker`: the resting order's price; `k-double`: between bid and offer of each pair; `fixed`: the community's
 * own tariff; `retail`: local energy at the supplier's prices (the reference).
 */
export type PriceRule = (typeof PRICE_RULES)[number];

export const SHARINGS = ['none', 'equal', 'contribution', 'social', 'renewable', 'shapley', 'least-core', 'nucleolus', 'mix'] as const;
/** How the gain against supplier-only is handed out; `none`: everybody keeps what its trades brought. */
export type Sharing = (typeof SHARINGS)[number];

export const DISPATCH_MODES = ['none', 'self-consumption', 'tariff', 'market', 'peak-shaving', 'grid-support'] as const;
/**
 * What batteries and flexible loads are run for. `tariff`: each owner's least bill; `market`: least cost of the community
 * (shared prices, certified gap); `peak-shaving`: lowest peak of the owner; `grid-support`: lowest peak of the community.
 */
export type DispatchMode = (typeof DISPATCH_MODES)[number];

export const AGENTS = ['truthful', 'zero-intelligence', 'adaptive'] as const;
export type AgentKind = (typeof AGENTS)[number];

export const PRIORITIES = ['local-first', 'external-first', 'best-price'] as const;
/** Where flexibility goes first. */
export type FlexibilityPriority = (typeof PRIORITIES)[number];

/** A call of the network or system operator for flexibility, and what it pays. */
export interface FlexibilityProduct {
  readonly name: string;
  /** `down`: draw less from or feed more into the network; `up`: the opposite. */
  readonly direction: 'down' | 'up';
  /** Hours of the local day [from, to). */
  readonly from_h: number;
  readonly to_h: number;
  /** Days of the year (0..364) with an event; between them only availability is paid. */
  readonly days: readonly number[];
  readonly availability_EURPerKWh: number;
  readonly use_EURPerKWh: number;
  /** Smallest offer that is taken [kW], and the most that is wanted. */
  readonly minimum_kW: number;
  readonly maximum_kW: number;
  /** Taken off per kWh that was offered and not delivered. */
  readonly penalty_EURPerKWh: number;
  /** Share of the payment the aggregator keeps. */
  readonly aggregatorShare: number;
  /** False where the external market is closed to communities and the payment is only simulated. */
  readonly isOpen: boolean;
}

export interface MarketConfig {
  readonly id: string;
  readonly name: string;
  /** Preset it started from; null for none. */
  readonly preset: string | null;
  readonly design: Design;
  readonly clearing: Clearing;
  readonly priceRule: PriceRule;
  /** Where a price lies between its bounds, 0..1. */
  readonly k: number;
  /** Local price of the rule `fixed`: what buyers pay and sellers get [EUR/kWh]. */
  readonly fixedPrice_EURPerKWh: number;
  /** Compensation of the compensated rule, 0..p_i - p_e [EUR/kWh]. */
  readonly compensation_EURPerKWh: number;
  readonly sharing: Sharing;
  /** Weights of `mix`, summing to 1. */
  readonly mix: Partial<Record<Exclude<Sharing, 'none' | 'mix'>, number>>;
  readonly dispatch: DispatchMode;
  readonly step_min: StepMinutes;
  readonly agents: AgentKind;
  /** Bids are sealed: committed by their hash before any is opened. */
  readonly sealed: boolean;
  /** Error of the forecasts that bids are made on, as a share (standard deviation); what differs is balanced by the supplier. */
  readonly forecastError: number;
  /** What the supplier adds to its prices for energy that was not announced [EUR/kWh]. */
  readonly imbalance_EURPerKWh: number;
  readonly seed: number;
  /** By zone of the collectives; `default` for all others. */
  readonly tariffs: Readonly<Record<string, Tariff>>;
  readonly fees: FeeSchedule;
  readonly priority: FlexibilityPriority;
  readonly flexibility: FlexibilityProduct | null;
}
