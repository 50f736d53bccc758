/** What a file states about a building's envelope, under well-known attribute names; it beats the archetype. */
import { numberOf } from '../district/attributes.ts';
import type { Building } from '../district/district.ts';
import type { Archetype } from '../energy/archetypes/archetype.ts';

/** Attribute names that readers write and that the engine takes; units are in the names. */
export const ENVELOPE_ATTRIBUTES = {
  wall: 'uValueWall_W_m2K',
  roof: 'uValueRoof_W_m2K',
  /** Floor construction, without the ground. */
  ground: 'uValueGround_W_m2K',
  window: 'uValueWindow_W_m2K',
  windowG: 'gValueWindow',
  windowArea: 'windowArea_m2',
} as const;

export interface StatedEnvelope {
  readonly wall?: number;
  readonly roof?: number;
  readonly ground?: number;
  readonly window?: number;
  readonly windowG?: number;
  /** Window over outer wall area [-]. */
  readonly windowRatio?: number;
}

/** U values outside this range are no heat transmittance of a building's part [W/(m2 K)]. */
const LEAST_U = 0.05;
const MOST_U = 8;
const MOST_WINDOW_RATIO = 0.95;

/**
 * Reads the attributes of one building.
 * @param outerWall_m2 walls towards outdoors with their windows
 * @returns null where nothing is stated
 */
export function statedEnvelope(attributes: Building['attributes'], outerWall_m2: number): StatedEnvelope | null {
  const within = (name: string, low: number, high: number): number | undefined => {
    const value = numberOf(attributes[name]);
    return value !== null && value >= low && value <= high ? value : undefined;
  };
  const stated: { -readonly [K in keyof StatedEnvelope]: StatedEnvelope[K] } = {};
  for (const part of ['wall', 'roof', 'ground', 'window'] as const) {
    const value = within(ENVELOPE_ATTRIBUTES[part], LEAST_U, MOST_U);
    if (value !== undefined) stated[part] = value;
  }
  const g = within(ENVELOPE_ATTRIBUTES.windowG, 0.01, 1);
  if (g !== undefined) stated.windowG = g;
  const area = within(ENVELOPE_ATTRIBUTES.windowArea, 0, 1e6);
  if (area !== undefined && outerWall_m2 > 0) stated.windowRatio = Math.min(MOST_WINDOW_RATIO, area / outerWall_m2);
  return Object.keys(stated).length > 0 ? stated : null;
}

/** An archetype with what is stated in its place; a retrofit (`isAsBuilt` false) makes no part worse. */
export function withStated(archetype: Archetype, stated: StatedEnvelope, isAsBuilt: boolean): Archetype {
  const opaque = (value: number | undefined, typical: number) =>
    value === undefined ? typical : isAsBuilt ? value : Math.min(value, typical);
  return {
    ...archetype,
    wall_W_m2K: opaque(stated.wall, archetype.wall_W_m2K),
    roof_W_m2K: opaque(stated.roof, archetype.roof_W_m2K),
    ground_W_m2K: opaque(stated.ground, archetype.ground_W_m2K),
    windowRatio: stated.windowRatio ?? archetype.windowRatio,
  };
}
