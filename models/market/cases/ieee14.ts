/**
 * Community of the IEEE 14-bus network with renewables, 14 agents (A. Eltved, peer-2-peer-markets, p2p.ipynb, commit 9201cd6;
 * units as in the source). Production of a member lies in [Pmin + Pren, Pmax + Pren].
 */
import type { CommunityTerms, QuadraticMember } from '../designs/communityOptimum.ts';

/** Pmin, Pmax, Pren, a, b. */
const AGENTS: readonly (readonly [number, number, number, number, number])[] = [
  [-21.7, 0, 0, 4, 130],
  [-94.2, 0, 0, 1, 120],
  [-47.8, 0, 0, 2, 135],
  [-7.6, 0, 14.9, 10, 125],
  [-11.2, 0, 9, 8, 140],
  [-29.5, 0, 10, 4, 145],
  [-9, 0, 18.5, 9, 150],
  [-3.5, 0, 2, 15, 135],
  [-6.1, 0, 7, 18, 140],
  [-13.5, 0, 5, 7, 125],
  [-14.9, 0, 5, 6, 120],
  [0, 20, 0, 7, 25],
  [0, 50, 0, 2, 10],
  [0, 10, 0, 8, 20],
];

export const IEEE14_MEMBERS: readonly QuadraticMember[] = AGENTS.map(([min, max, renewable, a, b]) => ({
  a,
  b,
  min_kWh: min + renewable,
  max_kWh: max + renewable,
}));

export const IEEE14_TERMS: CommunityTerms = {
  grid: { import_EURPerKWh: 70, export_EURPerKWh: 40 },
  community_EURPerKWh: 0,
  import_EURPerKWh: 0,
  export_EURPerKWh: 0,
};

/** Published optimum: production, import, objective. */
export const IEEE14_PRODUCTION: readonly number[] = [
  -15, -50, -32.5, 7.3, -2.2, -18.75, 9.5, -1.5, 0.9, -7.857143, -8.333333, 6.428571, 30, 6.25,
];
export const IEEE14_IMPORT = 75.7619048;
export const IEEE14_OBJECTIVE = -3395.572619;
