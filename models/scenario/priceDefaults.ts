/** Prices and emission factors before any measure. Every figure can be set by a measure; sources: docs/models/scenario.md. */
import type { GeoOrigin } from '../district/district.ts';
import type { EmissionFactors, Tariff } from './scenario.ts';

/**
 * Prices for households in the European Union, first half of 2025, taxes included: electricity (28.72 on average) and gas
 * (11.43) of Eurostat nrg_pc_204 and nrg_pc_202; the peak spread, oil, wood, district heat and feed-in are assumptions.
 */
export const DEFAULT_TARIFF: Tariff = {
  importPeak_ctPerKWh: 34,
  importOffPeak_ctPerKWh: 27,
  peakFrom_h: 17,
  peakTo_h: 21,
  feedIn_ctPerKWh: 8,
  gas_ctPerKWh: 11.4,
  oil_ctPerKWh: 11,
  biomass_ctPerKWh: 8,
  districtHeat_ctPerKWh: 13,
};
export const TARIFF_SOURCE = 'Eurostat nrg_pc_204, nrg_pc_202 (EU households, first half of 2025, rounded); other prices assumed';

/** Heating fuels: German Buildings Energy Act (GEG 2020) annex 9; district heat as its gas-fired cogeneration. */
const FUEL_FACTORS = { gas_gPerKWh: 240, oil_gPerKWh: 310, biomass_gPerKWh: 20, districtHeat_gPerKWh: 180 } as const;
export const FUEL_FACTOR_SOURCE = 'fuels: GEG 2020 annex 9';

/** Life cycle, domestic generation, 2023 [g CO2e/kWh] (Ember, through Our World in Data), with a point inside the country. */
const GRID_FACTORS: readonly (readonly [country: string, lon_deg: number, lat_deg: number, gPerKWh: number])[] = [
  ['Austria', 14.1, 47.6, 110.8],
  ['Belgium', 4.6, 50.7, 138.1],
  ['Bulgaria', 25.2, 42.8, 335.3],
  ['Switzerland', 8.2, 46.8, 34.8],
  ['Cyprus', 33.2, 35.0, 534.3],
  ['Czechia', 15.3, 49.8, 449.7],
  ['Germany', 10.4, 51.1, 380.9],
  ['Denmark', 9.8, 56.0, 151.7],
  ['Spain', -3.7, 40.2, 174.1],
  ['Estonia', 25.5, 58.7, 416.7],
  ['Finland', 26.3, 64.5, 79.2],
  ['France', 2.5, 46.6, 56.0],
  ['United Kingdom', -1.8, 53.5, 237.6],
  ['Greece', 22.6, 39.2, 336.6],
  ['Croatia', 16.0, 45.3, 205.0],
  ['Hungary', 19.4, 47.2, 204.2],
  ['Ireland', -8.0, 53.2, 290.8],
  ['Italy', 12.1, 42.9, 330.7],
  ['Lithuania', 23.9, 55.3, 160.1],
  ['Luxembourg', 6.1, 49.8, 105.3],
  ['Latvia', 24.9, 56.9, 123.2],
  ['Malta', 14.4, 35.9, 459.1],
  ['Netherlands', 5.3, 52.2, 267.6],
  ['Norway', 10.0, 61.5, 30.1],
  ['Poland', 19.3, 52.1, 661.9],
  ['Portugal', -8.2, 39.7, 165.6],
  ['Romania', 24.9, 45.9, 240.6],
  ['Serbia', 20.8, 44.2, 636.1],
  ['Slovakia', 19.5, 48.7, 116.8],
  ['Slovenia', 14.8, 46.1, 231.3],
  ['Sweden', 15.5, 60.5, 40.7],
  ['Türkiye', 35.0, 39.0, 464.6],
];

/** Where the grid's factor came from; shown beside every CO2 figure. */
export interface EmissionDefaults {
  readonly factors: EmissionFactors;
  readonly country: string;
}

/**
 * Emission factors of the country whose middle is nearest: a guess near borders and outside Europe, named
 * with the figure so that a planner can set the right one.
 */
export function defaultEmissions(place: Pick<GeoOrigin, 'lon_deg' | 'lat_deg'>): EmissionDefaults {
  let best = GRID_FACTORS[0]!;
  let least = Number.POSITIVE_INFINITY;
  const narrowing = Math.cos((place.lat_deg * Math.PI) / 180);
  for (const row of GRID_FACTORS) {
    const distance = Math.hypot((row[1] - place.lon_deg) * narrowing, row[2] - place.lat_deg);
    if (distance >= least) continue;
    least = distance;
    best = row;
  }
  return { factors: { electricity_gPerKWh: best[3], feedInCredit_gPerKWh: 0, ...FUEL_FACTORS }, country: best[0] };
}
