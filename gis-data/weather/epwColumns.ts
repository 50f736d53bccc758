/**
 * The columns of an EPW row that are read, with their codes for "missing" (EnergyPlus Auxiliary
 * Programs, "EnergyPlus Weather File (EPW) Data Dictionary") and their valid range.
 */

export interface EpwColumn {
  readonly index: number;
  readonly name: string;
  /** Values at or above this mean missing. */
  readonly missingFrom: number;
  readonly least: number;
  readonly most: number;
}

function column(index: number, name: string, missingFrom: number, least: number, most: number): EpwColumn {
  return { index, name, missingFrom, least, most };
}

export const EPW_COLUMNS = {
  dryBulb: column(6, 'dry bulb temperature', 99.9, -90, 70),
  dewPoint: column(7, 'dew point temperature', 99.9, -100, 70),
  relativeHumidity: column(8, 'relative humidity', 999, 0, 110),
  pressure: column(9, 'atmospheric pressure', 999_999, 31_000, 120_000),
  infrared: column(12, 'horizontal infrared radiation', 9999, 10, 900),
  ghi: column(13, 'global horizontal radiation', 9999, -20, 2000),
  dni: column(14, 'direct normal radiation', 9999, -20, 2000),
  dhi: column(15, 'diffuse horizontal radiation', 9999, -20, 2000),
  windDirection: column(20, 'wind direction', 999, 0, 360),
  windSpeed: column(21, 'wind speed', 999, 0, 100),
  totalSkyCover: column(22, 'total sky cover', 99, 0, 10),
  opaqueSkyCover: column(23, 'opaque sky cover', 99, 0, 10),
  albedo: column(32, 'albedo', 999, 0.001, 1),
} as const;

export type EpwColumnName = keyof typeof EPW_COLUMNS;
export const EPW_COLUMN_NAMES = Object.keys(EPW_COLUMNS) as readonly EpwColumnName[];

/** The shortest rows in use end with the days since the last snow. */
export const LEAST_COLUMNS = 32;
