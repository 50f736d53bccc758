/** What a new building is, unless the person says otherwise: what stands around it. */
import type { Building, BuildingUse } from '#models/district/district.ts';
import type { BuildingProperties } from '#models/district/edits.ts';

/** So many neighbours are asked. */
const NEIGHBOURS = 9;

/** The most common use of the nearest buildings, the nearer one where two are as common; null without neighbours. */
export function neighbourUse(nearestFirst: readonly Pick<Building, 'use' | 'removed' | 'unknownType'>[]): BuildingUse | null {
  const counts = new Map<BuildingUse, number>();
  const asked = nearestFirst.filter(({ removed, unknownType }) => !removed && unknownType === undefined).slice(0, NEIGHBOURS);
  for (const { use } of asked) counts.set(use.value, (counts.get(use.value) ?? 0) + 1);
  let best: BuildingUse | null = null;
  for (const [use, count] of counts) if (best === null || count > counts.get(best)!) best = use;
  return best;
}

/** Floor to floor, for the number of storeys that a height suggests [m]. */
export const STOREY_m = 3;

export interface NewBuildingOptions {
  /** `neighbours` takes what is most common around. */
  readonly use: BuildingUse | 'neighbours';
  /** Null follows from the height. */
  readonly storeys: number | null;
  readonly constructionYear: number;
  readonly heatSource: NonNullable<BuildingProperties['heatSource']>;
}

/** Properties of a new building. */
export function newBuildingProperties(
  options: NewBuildingOptions,
  eaves_m: number,
  nearestFirst: Parameters<typeof neighbourUse>[0],
): BuildingProperties {
  const use = options.use === 'neighbours' ? neighbourUse(nearestFirst) : options.use;
  return {
    ...(use === null ? {} : { use }),
    storeys: options.storeys ?? Math.max(1, Math.round(eaves_m / STOREY_m)),
    constructionYear: options.constructionYear,
    heatSource: options.heatSource,
  };
}
