/**
 * When cars arrive and are plugged in, by use and hour of the week: relative numbers of sessions, any scale within a use.
 * Own rounded shapes: home after work (traffic counts of household surveys peak between 16 and 19 h), offices before
 * work, shops over their opening hours, hotels in the evening. Assumption; docs/models/mobility.md.
 */
import type { DayType } from '../../core/timeAxis.ts';
import type { BuildingUse } from '../../district/district.ts';

type Hours = readonly number[];
type ArrivalShapes = Readonly<Record<DayType, Hours>>;

/** 24 values from runs of [hours, value]. */
function runs(...parts: readonly (readonly [hours: number, value: number])[]): Hours {
  return parts.flatMap(([hours, value]) => Array.from({ length: hours }, () => value));
}
const NOBODY = runs([24, 0]);

const HOME: ArrivalShapes = {
  workday: [0.2, 0.1, 0, 0, 0, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.6, 1.6, 1.8, 3, 5.2, 6.6, 6, 4.2, 2.8, 2, 1.4, 0.6],
  saturday: [0.5, 0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.3, 0.8, 1.4, 2, 2.4, 2.6, 2.2, 2.2, 2.4, 2.6, 2.8, 2.6, 2, 1.4, 1.2, 1, 0.8],
  sunday: [0.6, 0.4, 0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.6, 1, 1.6, 1.8, 1.6, 1.8, 2.2, 2.8, 3, 2.8, 2.2, 1.4, 1, 0.8, 0.4],
};
const WORK: ArrivalShapes = {
  workday: [0, 0, 0, 0, 0, 0.2, 1.5, 4, 5, 2.5, 0.8, 0.4, 0.6, 1, 0.5, 0.3, 0.1, 0, 0, 0, 0, 0, 0, 0],
  saturday: NOBODY,
  sunday: NOBODY,
};
/** Two shifts; a short one on Saturday. */
const SHIFTS: ArrivalShapes = {
  workday: [0, 0, 0, 0, 0, 3, 3, 2, 1, 0.4, 0.2, 0.2, 0.3, 2, 1.5, 0.2, 0, 0, 0, 0, 0, 0, 0, 0],
  saturday: [0, 0, 0, 0, 0, 1, 1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  sunday: NOBODY,
};
const SHOP_DAY: Hours = [0, 0, 0, 0, 0, 0, 0, 0.4, 1.4, 2.2, 2.8, 3, 2.6, 2.4, 2.6, 3, 3.4, 3.2, 2.4, 1, 0, 0, 0, 0];
const SHOP: ArrivalShapes = { workday: SHOP_DAY, saturday: SHOP_DAY.map((value) => 1.3 * value), sunday: NOBODY };
const GUEST_DAY: Hours = [0.2, 0.1, 0, 0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 0.8, 1, 0.8, 1, 1.6, 2.4, 3, 3.2, 2.8, 2.2, 1.6, 1, 0.5];
const GUESTS: ArrivalShapes = { workday: GUEST_DAY, saturday: GUEST_DAY, sunday: GUEST_DAY };
/** Staff in three shifts and visitors in the afternoon. */
const CARE_DAY: Hours = [0, 0, 0, 0, 0, 1.5, 3, 2.5, 1.5, 1, 1, 0.8, 1, 2.2, 2, 1.5, 1, 0.6, 0.4, 0.4, 1.2, 0.6, 0, 0];
const CARE: ArrivalShapes = {
  workday: CARE_DAY,
  saturday: CARE_DAY.map((value) => 0.7 * value),
  sunday: CARE_DAY.map((value) => 0.7 * value),
};

const ARRIVALS: Readonly<Record<BuildingUse, ArrivalShapes>> = {
  'single-family': HOME,
  terraced: HOME,
  'multi-family': HOME,
  'apartment-block': HOME,
  office: WORK,
  retail: SHOP,
  school: WORK,
  hospitality: GUESTS,
  health: CARE,
  industry: SHIFTS,
  storage: SHIFTS,
};

/** Relative sessions that begin in each hour of a day. */
export function arrivalShapeOf(use: BuildingUse, day: DayType): Hours {
  return ARRIVALS[use][day];
}
