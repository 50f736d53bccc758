/** What a block may use: its outline, its own random numbers, and a place to put buildings. */
import type { RandomStream } from '#models/core/random.ts';
import type { BuildingUse, HeatSource } from '#models/district/district.ts';
import type { ShellFace } from './shells.ts';
import type { Block } from './streetPlan.ts';

export type RoofForm = 'flat' | 'gable' | 'hip' | 'mono-pitch' | 'saw-tooth' | 'stepped';

export interface NewBuilding {
  readonly faces: readonly ShellFace[];
  readonly use: BuildingUse;
  readonly constructionYear: number;
  readonly storeys: number;
  readonly roof: RoofForm;
  /** Edge of the block whose street the building has its address in. */
  readonly edge: number;
  /** Shops or cafes below other uses. */
  readonly groundFloorUse?: BuildingUse;
}

export interface BuiltBlock {
  readonly block: Block;
  readonly random: RandomStream;
  /** The block without its pavements: flat east, north pairs [m]. */
  readonly corners: readonly number[];
  readonly buildings: NewBuilding[];
}

/** Year within [from, to], near the middle of a block's own time. */
export function yearOfBlock(random: RandomStream, from: number, to: number): number {
  return Math.round(random.between(from, to));
}

/** What heated homes and workplaces in an Irish city when they were built or last renewed: shares by age and use. */
export function heatSourceOf(random: RandomStream, use: BuildingUse, year: number): HeatSource {
  if (year >= 2012) return random.pick(['air-heat-pump', 'gas-boiler', 'district-heat'] as const, [0.6, 0.32, 0.08]);
  switch (use) {
    case 'apartment-block':
    case 'multi-family':
      return random.pick(['gas-boiler', 'direct-electric', 'oil-boiler'] as const, [0.58, 0.36, 0.06]);
    case 'single-family':
    case 'terraced':
      return random.pick(['gas-boiler', 'oil-boiler', 'direct-electric', 'biomass-boiler'] as const, [0.66, 0.22, 0.06, 0.06]);
    case 'industry':
    case 'storage':
      return random.pick(['gas-boiler', 'oil-boiler', 'direct-electric'] as const, [0.55, 0.3, 0.15]);
    default:
      return random.pick(['gas-boiler', 'oil-boiler', 'direct-electric'] as const, [0.78, 0.1, 0.12]);
  }
}
