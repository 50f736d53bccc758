/**
 * What electricity of a household costs by country, and what local energy is spared, from a date on. Figures only, each
 * with its source; what no source was at hand for is marked as assumed. Rules differ by network area, contract and size:
 * these are starting points to be replaced by the community's own.
 */
import type { PriceCurve } from '../tariff.ts';

/** A figure and where it comes from; `assumed` begins the source of figures that were not looked up. */
export type Sourced = readonly [value: number, source: string];

export interface CountryRule {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly validFrom: string;
  /** Supplier's energy price, net [EUR/kWh]; a curve with its source where it depends on the hour. */
  readonly energy: Sourced | { readonly curve: PriceCurve; readonly source: string };
  /** [EUR/kWh] */
  readonly feedIn: Sourced;
  /** [EUR/kWh] */
  readonly network: Sourced;
  /** [EUR/(kW a)] */
  readonly capacity: Sourced;
  /** Sum of taxes and levies by the kWh, net [EUR/kWh]. */
  readonly levies: Sourced;
  /** Supplier and network operator, net [EUR/month]. */
  readonly supplierFixed: Sourced;
  readonly networkFixed: Sourced;
  readonly vat: Sourced;
  /** Share of the network charge that local energy pays, by level: innermost collective, the next, beyond. */
  readonly localNetwork: { readonly shares: readonly number[]; readonly source: string };
  /** Share of levies that local energy pays. */
  readonly localLevies: Sourced;
}

const NOT_CHARGED = 'not charged to households';
const BDEW = 'BDEW price analysis May 2025 (3,500 kWh/a)';
const SNE = 'Systemnutzungsentgelte-Verordnung (E-Control)';
const ASSUMED = 'assumed';

export const COUNTRY_RULES: readonly CountryRule[] = [
  {
    country: 'AT',
    validFrom: '2025-01-01',
    energy: [0.16, `${ASSUMED}: offers of 2025 lie between 0.12 and 0.20`],
    feedIn: [0.07, `${ASSUMED}: market price of OeMAG varies by month`],
    network: [0.0928, 'derived: mean rise of 73.1 EUR/a with tax at 3,500 kWh is 23.1 % (E-Control, December 2024)'],
    capacity: [0, NOT_CHARGED],
    levies: [0.02296, 'electricity tax 1.5 ct (before its relief) + Erneuerbaren-Förderbeitrag 0.796 ct (BGBl. II 419/2024, EVK)'],
    supplierFixed: [4, ASSUMED],
    networkFixed: [4.5, 'Erneuerbaren-Förderpauschale 19.02 EUR/a + Förderbeitrag 4.695 EUR/a (EVK 2025); flat network charge assumed'],
    vat: [0.2, 'Umsatzsteuergesetz 1994'],
    localNetwork: {
      shares: [0.43, 0.72, 1],
      source: `${SNE}, § 16d ElWOG: local community 57 % less, regional on levels 6 and 7 28 % less`,
    },
    localLevies: [0, 'no electricity tax and no Förderbeitrag on energy inside a renewable energy community (EAG, Salzburg Netz)'],
  },
  {
    country: 'AT',
    validFrom: '2026-01-01',
    energy: [0.16, `${ASSUMED}: offers of 2025 lie between 0.12 and 0.20`],
    feedIn: [0.07, `${ASSUMED}: market price of OeMAG varies by month`],
    network: [0.0928, `${ASSUMED}: as 2025`],
    capacity: [0, NOT_CHARGED],
    levies: [0.0212, 'Erneuerbaren-Förderbeitrag 0.620 ct (EVK 2026) + electricity tax 1.5 ct, temporary relief not counted'],
    supplierFixed: [4, ASSUMED],
    networkFixed: [4.5, 'Erneuerbaren-Förderpauschale 19.02 EUR/a + Förderbeitrag 3.796 EUR/a (EVK 2026); flat network charge assumed'],
    vat: [0.2, 'Umsatzsteuergesetz 1994'],
    localNetwork: {
      shares: [0.43, 0.72, 1],
      source: `${SNE}, § 16d ElWOG: local community 57 % less, regional on levels 6 and 7 28 % less`,
    },
    localLevies: [0, 'no electricity tax and no Förderbeitrag on energy inside a renewable energy community (EAG, Salzburg Netz)'],
  },
  {
    country: 'DE',
    validFrom: '2025-01-01',
    energy: [0.1604, BDEW],
    feedIn: [0.0794, 'EEG 2023, up to 10 kW with own use, put into operation February to July 2025 (Bundesnetzagentur)'],
    network: [0.1095, `${BDEW}, metering included`],
    capacity: [0, NOT_CHARGED],
    levies: [0.06371, 'electricity tax 2.05 + concession 1.67 + § 19 StromNEV 1.558 + offshore 0.816 + KWKG 0.277 ct (BDEW, EVB 2025)'],
    supplierFixed: [0, `${BDEW}: basic charges are in the price per kWh`],
    networkFixed: [0, `${BDEW}: basic charges are in the price per kWh`],
    vat: [0.19, 'Umsatzsteuergesetz'],
    localNetwork: { shares: [1], source: 'no reduction; energy sharing over the public network begins on 1 June 2026 (§ 42c EnWG)' },
    localLevies: [1, 'no relief'],
  },
  {
    country: 'DE',
    validFrom: '2026-06-01',
    energy: [0.1604, `${BDEW}, ${ASSUMED} to hold`],
    feedIn: [0.0794, `${ASSUMED}: as 2025`],
    network: [0.1095, `${BDEW}, ${ASSUMED} to hold`],
    capacity: [0, NOT_CHARGED],
    levies: [0.06371, `as 2025, ${ASSUMED} to hold`],
    supplierFixed: [0, `${BDEW}: basic charges are in the price per kWh`],
    networkFixed: [0, `${BDEW}: basic charges are in the price per kWh`],
    vat: [0.19, 'Umsatzsteuergesetz'],
    localNetwork: {
      shares: [1],
      source: '§ 42c EnWG: shared energy pays full network charges, inside one balancing area; neighbouring ones from 2028',
    },
    localLevies: [1, '§ 42c EnWG: shared energy pays full taxes and levies'],
  },
  {
    country: 'ES',
    validFrom: '2025-06-01',
    energy: {
      curve: {
        kind: 'time-of-use',
        windows: [
          { from_h: 0, to_h: 24, days: 'weekends', price_EURPerKWh: 0.119 - 0.035 },
          { from_h: 0, to_h: 8, days: 'all', price_EURPerKWh: 0.119 - 0.035 },
          { from_h: 10, to_h: 14, days: 'workdays', price_EURPerKWh: 0.226 - 0.035 },
          { from_h: 18, to_h: 22, days: 'workdays', price_EURPerKWh: 0.226 - 0.035 },
        ],
        otherwise_EURPerKWh: 0.157 - 0.035,
      },
      source: 'Som Energia 2.0TD from June 2025: 0.226 / 0.157 / 0.119 EUR/kWh, less network; hours in standard time',
    },
    feedIn: [0.05, `${ASSUMED}: simplified compensation, agreed with the supplier`],
    network: [0.035, `${ASSUMED}: mean of tolls and charges per kWh over the three periods`],
    capacity: [31.801, 'Som Energia 2.0TD 2025, contracted power; here by the highest power measured'],
    levies: [0.008, 'derived: electricity tax 5.1127 % of a mean net price of 0.16 EUR/kWh'],
    supplierFixed: [0, 'charged by power'],
    networkFixed: [0.8, `${ASSUMED}: rent of the meter`],
    vat: [0.21, 'Ley 37/1992 (general rate)'],
    localNetwork: {
      shares: [0, 1],
      source: 'RD 244/2019: self-consumed renewable energy bears no tolls and charges, shared by coefficients nearby',
    },
    localLevies: [0, 'RD 244/2019, RDL 15/2018'],
  },
  {
    country: 'PT',
    validFrom: '2025-01-01',
    energy: [0.095, ASSUMED],
    feedIn: [0.05, ASSUMED],
    network: [0.045, `${ASSUMED}: access tariff without general interest costs`],
    capacity: [0, NOT_CHARGED],
    levies: [0.02, `${ASSUMED}: costs of general economic interest (CIEG) and special tax`],
    supplierFixed: [5, ASSUMED],
    networkFixed: [5, `${ASSUMED}: contracted power`],
    vat: [0.23, 'Código do IVA (general rate; 6 % on a first part is not counted)'],
    localNetwork: { shares: [0.5, 0.75, 1], source: `DL 15/2022, ERSE: only network levels in use are charged; shares ${ASSUMED}` },
    localLevies: [0, 'collective self-consumption is free of CIEG where the exemption was granted (DL 15/2022, ERSE)'],
  },
  {
    country: 'GB',
    validFrom: '2025-04-01',
    energy: [0.17, `${ASSUMED}: price cap of 2025 (about 25 p/kWh) less network and policy costs, at 1.17 EUR/GBP`],
    feedIn: [0.12, `${ASSUMED}: Smart Export Guarantee, offers differ widely`],
    network: [0.0568, 'DUoS 24.75 + TNUoS 9.54 + BSUoS 14.25 GBP/MWh (Local Energy Scotland 2025/26), at 1.17 EUR/GBP'],
    capacity: [0, NOT_CHARGED],
    levies: [0.06, 'RO 30.51 + FiT 8.80 + CfD 6.39 + capacity market 5.00 + 0.57 GBP/MWh (Local Energy Scotland 2025/26), at 1.17 EUR/GBP'],
    supplierFixed: [7, `${ASSUMED}: part of the standing charge`],
    networkFixed: [11, `${ASSUMED}: part of the standing charge`],
    vat: [0.05, 'reduced rate for homes (VATA 1994)'],
    localNetwork: { shares: [1], source: 'no general reduction; exempt local supply is granted case by case' },
    localLevies: [1, 'no general relief; exempt local supply is granted case by case'],
  },
  {
    country: 'IE',
    validFrom: '2024-10-01',
    energy: [0.2, ASSUMED],
    feedIn: [0.19, `${ASSUMED}: Clean Export Guarantee, set by each supplier`],
    network: [0.0596, 'distribution 4.66 ct mean (CRU, DUoS 2024/25); transmission 1.3 ct assumed'],
    capacity: [0, NOT_CHARGED],
    levies: [0, 'PSO levy is a monthly charge'],
    supplierFixed: [10, ASSUMED],
    networkFixed: [3.23, 'PSO levy, without tax (CRU, from October 2024)'],
    vat: [0.09, 'reduced rate on electricity (SSE Airtricity 2025)'],
    localNetwork: { shares: [1], source: 'no reduction for energy communities' },
    localLevies: [1, 'no levy by the kWh'],
  },
  {
    country: 'NL',
    validFrom: '2025-01-01',
    energy: [0.12, ASSUMED],
    feedIn: [0.05, `${ASSUMED}; yearly netting, which ends on 1 January 2027, is not modelled`],
    network: [0, 'households pay by capacity class only'],
    capacity: [0, 'one class for most homes, see the fixed charge'],
    levies: [0.10154, 'energy tax 2025, first band (gelijkvergelijk.nl)'],
    supplierFixed: [6, `${ASSUMED}; the yearly tax reduction of 524.95 EUR is the same under all rules and left out`],
    networkFixed: [33, ASSUMED],
    vat: [0.21, 'Wet op de omzetbelasting 1968'],
    localNetwork: { shares: [1], source: 'no charge by the kWh to reduce' },
    localLevies: [1, 'shared energy over the public network bears energy tax'],
  },
  {
    country: 'NL',
    validFrom: '2026-01-01',
    energy: [0.12, ASSUMED],
    feedIn: [0.05, `${ASSUMED}; yearly netting, which ends on 1 January 2027, is not modelled`],
    network: [0, 'households pay by capacity class only'],
    capacity: [0, 'one class for most homes, see the fixed charge'],
    levies: [0.0916, 'energy tax 2026, first band (gelijkvergelijk.nl)'],
    supplierFixed: [6, `${ASSUMED}; the yearly tax reduction is the same under all rules and left out`],
    networkFixed: [33, ASSUMED],
    vat: [0.21, 'Wet op de omzetbelasting 1968'],
    localNetwork: { shares: [1], source: 'no charge by the kWh to reduce' },
    localLevies: [1, 'shared energy over the public network bears energy tax'],
  },
  {
    country: 'FR',
    validFrom: '2025-02-01',
    energy: [0.0843, 'regulated base price 13.43 ct (CRE 15 January 2025, Centrales Villageoises) less network'],
    feedIn: [0.04, `${ASSUMED}: surplus of small plants, 2025`],
    network: [0.05, `${ASSUMED}: energy part of TURPE 6, low voltage up to 36 kVA`],
    capacity: [0, 'by subscribed power, see the fixed charge'],
    levies: [0.0337, 'excise for households from 1 February 2025 (L’Écho du Solaire)'],
    supplierFixed: [6, ASSUMED],
    networkFixed: [5, ASSUMED],
    vat: [0.2, 'Code général des impôts'],
    localNetwork: { shares: [1], source: 'TURPE in full; the optional tariff for shared energy behind one substation is not modelled' },
    localLevies: [0, 'no excise on collective self-consumption up to 1 MW (loi de finances 2025, Gossement Avocats)'],
  },
  {
    country: 'IT',
    validFrom: '2025-01-01',
    energy: [0.14, ASSUMED],
    feedIn: [0.09, `${ASSUMED}: dedicated withdrawal near the market price`],
    network: [0.011, `${ASSUMED}: energy part of transport and metering`],
    capacity: [22, `${ASSUMED}: power part, by contracted power; here by the highest power measured`],
    levies: [0.0527, 'excise 2.27 ct; general system charges of 3 ct assumed'],
    supplierFixed: [9, ASSUMED],
    networkFixed: [1.9, ASSUMED],
    vat: [0.1, 'reduced rate for homes (DPR 633/1972)'],
    localNetwork: {
      shares: [1],
      source: 'virtual model: bills stay as they are; the refund of ARERA 727/2022 and the premium of DM 414/2023 come apart',
    },
    localLevies: [1, 'virtual model: bills stay as they are'],
  },
];
