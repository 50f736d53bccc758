/**
 * Heat for hot water by use [kWh/(m2 a)], per net conditioned floor area.
 * Dwellings: useful heat 10 and 15 kWh/(m2 a) of TABULA's calculation method for one- and two-family and
 * for multi-family houses; losses of storage and pipes are own assumptions, all else too (docs/models/schedules.md).
 */
import type { BuildingUse } from '../../district/district.ts';

export interface HotWaterDemand {
  /** Heat in the drawn water [kWh/(m2 a)]. */
  readonly useful_kWh_m2: number;
  /** Storage and circulation [kWh/(m2 a)]. */
  readonly losses_kWh_m2: number;
}

export const HOT_WATER_DEMAND: Readonly<Record<BuildingUse, HotWaterDemand>> = {
  'single-family': { useful_kWh_m2: 10, losses_kWh_m2: 4 },
  terraced: { useful_kWh_m2: 10, losses_kWh_m2: 4 },
  'multi-family': { useful_kWh_m2: 15, losses_kWh_m2: 6 },
  'apartment-block': { useful_kWh_m2: 15, losses_kWh_m2: 6 },
  office: { useful_kWh_m2: 2, losses_kWh_m2: 1 },
  retail: { useful_kWh_m2: 2, losses_kWh_m2: 1 },
  school: { useful_kWh_m2: 3, losses_kWh_m2: 2 },
  hospitality: { useful_kWh_m2: 35, losses_kWh_m2: 10 },
  health: { useful_kWh_m2: 25, losses_kWh_m2: 8 },
  industry: { useful_kWh_m2: 5, losses_kWh_m2: 2 },
  storage: { useful_kWh_m2: 1, losses_kWh_m2: 0.5 },
};
