/**
 * Hours of a typical day by group of uses: share of people present, and level of electricity.
 * Own rounded shapes in the style of EN 16798-1 annex C / ISO 17772-1 (occupied 7 to 18 in offices, home in
 * the evening and at night in dwellings); 24 values, hour h covers h..h+1 local standard time.
 */

import type { DayType } from '../../core/timeAxis.ts';
import type { BuildingUse } from '../../district/district.ts';

export interface DayShape {
  /** Share of full occupancy [-]. */
  readonly people: readonly number[];
  /** Relative electricity, any scale. */
  readonly electricity: readonly number[];
  /** Relative draw of hot water, any scale. */
  readonly hotWater: readonly number[];
  /** Fresh air relative to the design rate [-]. */
  readonly freshAir: readonly number[];
  /** 1 where the heating setpoint is lowered. */
  readonly setback: readonly number[];
}
export type DayShapes = Readonly<Record<DayType, DayShape>>;

/** 24 values from runs of [hours, value]. */
function runs(...parts: readonly (readonly [hours: number, value: number])[]): readonly number[] {
  return parts.flatMap(([hours, value]) => Array.from({ length: hours }, () => value));
}
const ALWAYS = runs([24, 1]);

const DWELLING_NIGHT = runs([6, 1], [17, 0], [1, 1]);
const DWELLING: DayShapes = {
  workday: {
    people: [1, 1, 1, 1, 1, 1, 0.8, 0.6, 0.4, 0.35, 0.35, 0.35, 0.4, 0.4, 0.35, 0.4, 0.5, 0.6, 0.75, 0.8, 0.85, 0.9, 1, 1],
    electricity: [
      0.55, 0.45, 0.42, 0.4, 0.42, 0.5, 0.8, 1.0, 0.95, 0.9, 0.9, 0.95, 1.1, 1.05, 0.95, 0.95, 1.05, 1.3, 1.6, 1.7, 1.6, 1.4, 1.1, 0.8,
    ],
    hotWater: [0.2, 0.1, 0.1, 0.1, 0.3, 1.0, 2.4, 2.3, 1.4, 1.0, 0.8, 0.8, 0.9, 0.8, 0.6, 0.6, 0.8, 1.2, 1.7, 1.8, 1.6, 1.3, 0.9, 0.5],
    freshAir: ALWAYS,
    setback: DWELLING_NIGHT,
  },
  saturday: {
    people: [1, 1, 1, 1, 1, 1, 1, 0.9, 0.8, 0.65, 0.55, 0.55, 0.6, 0.6, 0.55, 0.55, 0.6, 0.65, 0.7, 0.7, 0.7, 0.75, 0.85, 0.95],
    electricity: [
      0.62, 0.52, 0.46, 0.43, 0.43, 0.46, 0.6, 0.9, 1.15, 1.25, 1.25, 1.3, 1.4, 1.3, 1.15, 1.1, 1.15, 1.35, 1.6, 1.6, 1.45, 1.3, 1.1, 0.85,
    ],
    hotWater: [0.3, 0.2, 0.1, 0.1, 0.1, 0.3, 0.8, 1.5, 2.2, 2.2, 1.7, 1.3, 1.1, 0.9, 0.8, 0.8, 1.0, 1.3, 1.6, 1.5, 1.3, 1.1, 0.9, 0.6],
    freshAir: ALWAYS,
    setback: DWELLING_NIGHT,
  },
  sunday: {
    people: [1, 1, 1, 1, 1, 1, 1, 0.95, 0.85, 0.75, 0.65, 0.65, 0.7, 0.65, 0.6, 0.6, 0.65, 0.7, 0.8, 0.85, 0.85, 0.9, 1, 1],
    electricity: [
      0.65, 0.55, 0.48, 0.44, 0.43, 0.45, 0.52, 0.75, 1.05, 1.25, 1.35, 1.5, 1.55, 1.3, 1.1, 1.0, 1.05, 1.25, 1.5, 1.55, 1.45, 1.3, 1.05,
      0.75,
    ],
    hotWater: [0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.6, 1.2, 2.0, 2.2, 1.9, 1.5, 1.3, 1.0, 0.8, 0.8, 0.9, 1.2, 1.5, 1.6, 1.4, 1.2, 0.9, 0.5],
    freshAir: ALWAYS,
    setback: DWELLING_NIGHT,
  },
};

/** A day on which nobody comes: stand-by electricity, little air, setback all day. */
function closed(standby: number): DayShape {
  return {
    people: runs([24, 0]),
    electricity: runs([24, standby]),
    hotWater: runs([24, 0.05]),
    freshAir: runs([24, 0.1]),
    setback: ALWAYS,
  };
}

const OFFICE: DayShapes = {
  workday: {
    people: [0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.7, 0.8, 0.8, 0.75, 0.5, 0.65, 0.8, 0.75, 0.6, 0.35, 0.15, 0.05, 0, 0, 0, 0],
    electricity: [0.25, 0.25, 0.25, 0.25, 0.25, 0.3, 0.45, 0.75, 1, 1, 1, 1, 0.9, 0.95, 1, 1, 0.9, 0.7, 0.45, 0.35, 0.3, 0.25, 0.25, 0.25],
    hotWater: [0, 0, 0, 0, 0, 0, 0.3, 0.8, 1.2, 1.2, 1.2, 1.5, 1.8, 1.3, 1.2, 1.2, 1, 0.6, 0.4, 0.2, 0, 0, 0, 0],
    freshAir: runs([6, 0.1], [13, 1], [5, 0.1]),
    setback: runs([5, 1], [13, 0], [6, 1]),
  },
  saturday: closed(0.25),
  sunday: closed(0.25),
};

const SHOP_OPEN: DayShape = {
  people: [0, 0, 0, 0, 0, 0, 0, 0.1, 0.2, 0.4, 0.5, 0.6, 0.6, 0.55, 0.55, 0.6, 0.7, 0.7, 0.6, 0.4, 0.1, 0, 0, 0],
  electricity: runs([6, 0.35], [1, 0.5], [1, 0.75], [12, 1], [1, 0.7], [3, 0.35]),
  hotWater: runs([7, 0.05], [13, 1], [4, 0.05]),
  freshAir: runs([7, 0.1], [13, 1], [4, 0.1]),
  setback: runs([6, 1], [14, 0], [4, 1]),
};
const RETAIL: DayShapes = { workday: SHOP_OPEN, saturday: SHOP_OPEN, sunday: closed(0.35) };

const SCHOOL: DayShapes = {
  workday: {
    people: [0, 0, 0, 0, 0, 0, 0, 0.3, 0.8, 0.9, 0.8, 0.9, 0.7, 0.6, 0.5, 0.35, 0.15, 0.1, 0.05, 0, 0, 0, 0, 0],
    electricity: [0.2, 0.2, 0.2, 0.2, 0.2, 0.25, 0.45, 0.8, 1, 1, 1, 1, 0.95, 0.9, 0.75, 0.6, 0.45, 0.35, 0.3, 0.25, 0.2, 0.2, 0.2, 0.2],
    hotWater: [0, 0, 0, 0, 0, 0, 0.3, 1, 1, 1, 1.2, 1.4, 1.6, 1, 0.8, 0.6, 0.5, 0.4, 0.2, 0, 0, 0, 0, 0],
    freshAir: runs([7, 0.05], [9, 1], [2, 0.4], [6, 0.05]),
    setback: runs([5, 1], [12, 0], [7, 1]),
  },
  saturday: closed(0.2),
  sunday: closed(0.2),
};

const HOTEL_DAY: DayShape = {
  people: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.8, 0.7, 0.5, 0.4, 0.35, 0.4, 0.5, 0.45, 0.4, 0.4, 0.45, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9],
  electricity: [0.55, 0.5, 0.5, 0.5, 0.55, 0.7, 1, 1.1, 1.1, 1, 1, 1.1, 1.15, 1.05, 0.95, 0.95, 1, 1.15, 1.3, 1.35, 1.3, 1.15, 0.9, 0.7],
  hotWater: [0.3, 0.2, 0.2, 0.2, 0.4, 1, 2.2, 2.6, 2, 1.2, 0.9, 0.9, 1, 0.8, 0.7, 0.7, 0.9, 1.2, 1.5, 1.5, 1.3, 1, 0.7, 0.5],
  freshAir: ALWAYS,
  setback: runs([6, 1], [17, 0], [1, 1]),
};
const HOSPITALITY: DayShapes = { workday: HOTEL_DAY, saturday: HOTEL_DAY, sunday: HOTEL_DAY };

const HEALTH_DAY: DayShape = {
  people: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.8, 0.95, 1, 1, 1, 0.95, 0.95, 1, 0.95, 0.9, 0.8, 0.7, 0.65, 0.6, 0.55, 0.5, 0.5],
  electricity: runs([6, 0.65], [1, 0.8], [10, 1.15], [3, 0.95], [4, 0.7]),
  hotWater: [0.4, 0.3, 0.3, 0.3, 0.5, 1, 1.8, 2, 1.8, 1.5, 1.3, 1.2, 1.2, 1, 1, 1, 1, 1.2, 1.3, 1.1, 0.9, 0.8, 0.6, 0.5],
  freshAir: runs([6, 0.6], [14, 1], [4, 0.6]),
  setback: runs([6, 1], [16, 0], [2, 1]),
};
const HEALTH: DayShapes = { workday: HEALTH_DAY, saturday: HEALTH_DAY, sunday: HEALTH_DAY };

/** Two shifts on workdays, one short one on Saturday. */
const INDUSTRY: DayShapes = {
  workday: {
    people: runs([6, 0], [8, 1], [8, 0.7], [2, 0]),
    electricity: runs([5, 0.3], [1, 0.6], [8, 1], [8, 0.85], [2, 0.3]),
    hotWater: runs([6, 0.1], [7, 0.8], [2, 2], [6, 0.8], [2, 1.6], [1, 0.1]),
    freshAir: runs([6, 0.1], [16, 1], [2, 0.1]),
    setback: runs([5, 1], [17, 0], [2, 1]),
  },
  saturday: {
    people: runs([6, 0], [6, 0.5], [12, 0]),
    electricity: runs([6, 0.3], [6, 0.7], [12, 0.3]),
    hotWater: runs([6, 0.1], [6, 0.6], [12, 0.1]),
    freshAir: runs([6, 0.1], [6, 0.6], [12, 0.1]),
    setback: runs([5, 1], [7, 0], [12, 1]),
  },
  sunday: closed(0.3),
};

const STORAGE: DayShapes = {
  workday: {
    people: runs([6, 0], [12, 0.8], [6, 0]),
    electricity: runs([6, 0.4], [12, 1], [6, 0.4]),
    hotWater: runs([6, 0.1], [12, 1], [6, 0.1]),
    freshAir: runs([6, 0.2], [12, 1], [6, 0.2]),
    setback: runs([5, 1], [13, 0], [6, 1]),
  },
  saturday: closed(0.4),
  sunday: closed(0.4),
};

export const DAY_SHAPES: Readonly<Record<BuildingUse, DayShapes>> = {
  'single-family': DWELLING,
  terraced: DWELLING,
  'multi-family': DWELLING,
  'apartment-block': DWELLING,
  office: OFFICE,
  retail: RETAIL,
  school: SCHOOL,
  hospitality: HOSPITALITY,
  health: HEALTH,
  industry: INDUSTRY,
  storage: STORAGE,
};
