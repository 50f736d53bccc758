/**
 * Key figures of a scenario's year. Every figure carries what a reader needs to check it:
 * its formula, the inputs that went in, and the source of the definition.
 */
import type { Better } from './change.ts';

/** All key figures, in the order in which they are shown. */
export const KPI_IDS = [
  'heating',
  'hotWater',
  'cooling',
  'electricity',
  'pv',
  'selfConsumption',
  'selfSufficiency',
  'onSiteEnergyRatio',
  'peakImport',
  'peakExport',
  'co2',
  'cost',
] as const;
export type KpiId = (typeof KPI_IDS)[number];

export interface KpiInput {
  /** Key of the message catalogue. */
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

export interface Kpi {
  readonly id: KpiId;
  readonly value: number;
  readonly unit: string;
  /** Whether a larger value is better, for the sign of a difference; null where neither is. */
  readonly better: Better;
  /** In the field's symbols, e.g. `(PV - export) / PV`. */
  readonly formula: string;
  readonly inputs: readonly KpiInput[];
  /** Standard or paper that defines it. */
  readonly source: string;
}

export interface SankeyLink {
  readonly from: string;
  readonly to: string;
  /** [MWh/a] */
  readonly value: number;
}

export interface DistrictKpis {
  readonly kpis: Readonly<Record<KpiId, Kpi>>;
  /** Per month [MWh]: what the month chart shows. */
  readonly months: Readonly<
    Record<'heating' | 'hotWater' | 'cooling' | 'electricity' | 'pv' | 'gridImport' | 'gridExport', readonly number[]>
  >;
  readonly sankey: readonly SankeyLink[];
}

/** How a simulated value follows from others: what a reader needs to check it. */
export interface Derivation {
  /** In the field's symbols. */
  readonly formula: string;
  readonly inputs: readonly KpiInput[];
  /** Standard, paper or table the formula and its factors come from. */
  readonly source: string;
}

/** A value of one building with where it came from, for the inspector. */
export interface ReportRow {
  /** Key of the message catalogue. */
  readonly label: string;
  readonly value: number | string;
  readonly unit: string;
  readonly provenance: string;
  readonly note?: string;
  /** Only of results that follow from other values of the report. */
  readonly derivation?: Derivation;
}

export interface BuildingReport {
  readonly id: string;
  readonly properties: readonly ReportRow[];
  readonly envelope: readonly ReportRow[];
  readonly systems: readonly ReportRow[];
  readonly results: readonly ReportRow[];
  /** Per month [kWh]. */
  readonly months: Readonly<
    Record<'heating' | 'hotWater' | 'cooling' | 'electricity' | 'pv' | 'gridImport' | 'gridExport', readonly number[]>
  >;
}
