/** What a new user sees first: an invented district at a real place, its synthetic weather, and two ideas for it. */
import type { District } from '#models/district/district.ts';
import { generateDistrict } from '../synth/district/generateDistrict.ts';
import { CORK_DOCKLANDS } from './corkDocklands.ts';

export { sampleWeather } from './corkWeather.ts';
export { sampleScenarios } from './scenarios.ts';

/** Chosen because its plan has every use and roof form and ends with whole blocks. */
const SAMPLE_SEED = 245;
const SAMPLE_BUILDINGS = 250;

/** The sample district, always the same: about 250 invented buildings on the quays of Cork. */
export function sampleDistrict(): District {
  return generateDistrict({ seed: SAMPLE_SEED, buildings: SAMPLE_BUILDINGS, place: CORK_DOCKLANDS });
}
