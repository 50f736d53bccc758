/**
 * Thermal transmittance of non-residential envelopes by age class.
 *
 * Own rounded assumptions, not measurements. As-built values follow the order of the German default
 * values for existing non-residential buildings (notice of the federal ministries on data
 * collection and use in the non-residential stock, 2015: walls about 1.7 before 1949 down to 0.5 after 1994)
 * and, from 2009, the reference building of EnEV 2009. Refurbished values follow the two TABULA levels.
 */
import type { BuildingUse } from '../../district/district.ts';
import type { AgeClassRow } from './residentialUValues.ts';

const USUAL = [0.24, 0.2, 0.3, 1.3, 0.6] as const;
const ADVANCED = [0.14, 0.12, 0.22, 0.8, 0.5] as const;

/** Massive or framed buildings with ordinary rooms. */
const SOLID: readonly AgeClassRow[] = [
  [0, [1.7, 1.4, 1.2, 2.7, 0.75], USUAL, ADVANCED],
  [1949, [1.4, 1.3, 1.5, 2.7, 0.75], USUAL, ADVANCED],
  [1969, [1.0, 0.6, 1.0, 4.3, 0.75], USUAL, ADVANCED],
  [1979, [0.8, 0.5, 0.8, 4.3, 0.75], USUAL, ADVANCED],
  [1984, [0.6, 0.4, 0.6, 3.2, 0.75], USUAL, ADVANCED],
  [1995, [0.5, 0.3, 0.6, 1.9, 0.65], USUAL, ADVANCED],
  [2009, [0.28, 0.2, 0.35, 1.3, 0.6], [0.2, 0.16, 0.3, 1.1, 0.55], ADVANCED],
];

/** Halls: sheet-metal or panel envelopes. */
const HALL: readonly AgeClassRow[] = [
  [0, [1.7, 1.8, 1.2, 3.5, 0.75], USUAL, ADVANCED],
  [1949, [1.5, 1.4, 1.5, 4.3, 0.75], USUAL, ADVANCED],
  [1969, [1.1, 0.8, 1.0, 4.3, 0.75], USUAL, ADVANCED],
  [1979, [0.8, 0.6, 0.8, 4.3, 0.75], USUAL, ADVANCED],
  [1984, [0.6, 0.45, 0.6, 3.2, 0.7], USUAL, ADVANCED],
  [1995, [0.5, 0.35, 0.6, 2.7, 0.65], USUAL, ADVANCED],
  [2009, [0.35, 0.3, 0.45, 1.9, 0.6], [0.24, 0.2, 0.35, 1.3, 0.6], ADVANCED],
];

type NonResidentialUse = Exclude<BuildingUse, 'single-family' | 'terraced' | 'multi-family' | 'apartment-block'>;

export const NON_RESIDENTIAL_U_VALUES: Readonly<Record<NonResidentialUse, readonly AgeClassRow[]>> = {
  office: SOLID,
  retail: SOLID,
  school: SOLID,
  hospitality: SOLID,
  health: SOLID,
  industry: HALL,
  storage: HALL,
};
