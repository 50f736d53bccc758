/** From areas and archetype to the heat transfer of one building; equations in docs/models/scenario.md. */

import type { BuildingUse } from '../district/district.ts';
import { type Archetype, archetypeOf, ENVELOPE_STATES, WINDOW_VALUES } from '../energy/archetypes/archetype.ts';
import { WINDOW_STANDARDS } from './scenario.ts';
import { type StatedEnvelope, withStated } from './statedEnvelope.ts';

/** Outer surface resistance (EN ISO 6946) [m2 K/W]. */
export const OUTER_RESISTANCE_m2K_W = 0.04;
/** Long-wave heat transfer coefficient outdoors (ISO 52016-1 default) [W/(m2 K)]. */
export const OUTER_RADIATION_W_m2K = 4.14;
/** Solar absorptance of walls and roofs: intermediate colour of ISO 13790; assumption. */
export const WALL_ABSORPTANCE = 0.6;
export const ROOF_ABSORPTANCE = 0.7;
/** Glass over window area, and non-perpendicular incidence (TABULA: frame share 0.3, factor 0.9). */
export const FRAME_FACTOR = 0.7;
export const INCIDENCE_FACTOR = 0.9;
/** What reveals, curtains and blinds let through; neighbours and terrain are in the horizons. Assumption (TABULA: 0.6 with horizon). */
export const SHADING_FACTOR = 0.8;
/** Internal surface over floor area (ISO 13790:2008, 7.2.2.2). */
export const INTERNAL_AREA_RATIO = 4.5;
/** Heat capacity of air per volume [Wh/(m3 K)]. */
export const AIR_Wh_m3K = 0.34;

/** EN ISO 13370: wall thickness and conductivity of the ground (sand or gravel), inner and outer resistance. */
const WALL_THICKNESS_m = 0.3;
const GROUND_CONDUCTIVITY_W_mK = 2;
const INNER_FLOOR_RESISTANCE_m2K_W = 0.17;

/**
 * Thermal transmittance of a slab on ground, EN ISO 13370:2017 7.2 (steady state).
 * @param floor_W_m2K U value of the floor construction with its inner surface, without ground
 * @param exposedPerimeter_m edge towards open ground; 0 for a mid-terrace floor between neighbours' floors
 */
export function slabOnGround_W_m2K(floor_W_m2K: number, area_m2: number, exposedPerimeter_m: number): number {
  if (area_m2 <= 0 || exposedPerimeter_m <= 0) return 0;
  const characteristic_m = area_m2 / (0.5 * exposedPerimeter_m);
  const construction = Math.max(0, 1 / floor_W_m2K - INNER_FLOOR_RESISTANCE_m2K_W);
  const equivalent_m = WALL_THICKNESS_m + GROUND_CONDUCTIVITY_W_mK * (INNER_FLOOR_RESISTANCE_m2K_W + construction + OUTER_RESISTANCE_m2K_W);
  if (equivalent_m >= characteristic_m) return GROUND_CONDUCTIVITY_W_mK / (0.457 * characteristic_m + equivalent_m);
  return (
    ((2 * GROUND_CONDUCTIVITY_W_mK) / (Math.PI * characteristic_m + equivalent_m)) *
    Math.log((Math.PI * characteristic_m) / equivalent_m + 1)
  );
}

/** U values of a building after measures: retrofit changes the opaque parts and airtightness, windows are a measure of their own. */
export interface EnvelopeValues {
  readonly opaque: Archetype;
  readonly window_W_m2K: number;
  readonly windowG: number;
}

const cache = new Map<string, EnvelopeValues>();

/**
 * @param envelopeState index into ENVELOPE_STATES
 * @param windowStandard index into WINDOW_STANDARDS, negative for the windows as built
 * @param stated what the file states of this building, in place of the archetype's values
 */
export function envelopeValues(
  use: BuildingUse,
  constructionYear: number,
  envelopeState: number,
  windowStandard: number,
  stated: StatedEnvelope | null = null,
): EnvelopeValues {
  if (stated) return statedValues(use, constructionYear, envelopeState, windowStandard, stated);
  const asBuilt = archetypeOf(use, constructionYear, 'as-built');
  const key = `${use} ${asBuilt.ageFrom} ${envelopeState} ${windowStandard}`;
  const known = cache.get(key);
  if (known) return known;
  const standard = WINDOW_STANDARDS[windowStandard];
  // Windows that are already as good stay: nobody replaces them for worse ones.
  const replaced = standard && WINDOW_VALUES[standard].window_W_m2K < asBuilt.window_W_m2K ? WINDOW_VALUES[standard] : asBuilt;
  const values = {
    opaque: archetypeOf(use, constructionYear, ENVELOPE_STATES[envelopeState] ?? 'as-built'),
    window_W_m2K: replaced.window_W_m2K,
    windowG: replaced.windowG,
  };
  cache.set(key, values);
  return values;
}

function statedValues(
  use: BuildingUse,
  constructionYear: number,
  envelopeState: number,
  windowStandard: number,
  stated: StatedEnvelope,
): EnvelopeValues {
  const asBuilt = archetypeOf(use, constructionYear, 'as-built');
  const standard = WINDOW_STANDARDS[windowStandard];
  const window_W_m2K = stated.window ?? asBuilt.window_W_m2K;
  const replacement = standard && WINDOW_VALUES[standard].window_W_m2K < window_W_m2K ? WINDOW_VALUES[standard] : null;
  return {
    opaque: withStated(archetypeOf(use, constructionYear, ENVELOPE_STATES[envelopeState] ?? 'as-built'), stated, envelopeState <= 0),
    ...(replacement ?? { window_W_m2K, windowG: stated.windowG ?? asBuilt.windowG }),
  };
}
