/** Long-term monthly means of a weather station: what a synthetic year is made from. */

/** Twelve values, January first. */
export type Monthly = readonly number[];

export interface MonthlyNormals {
  /** Station the means belong to. */
  readonly station: string;
  /** Publication the values are facts from. */
  readonly source: string;
  readonly elevation_m: number;
  /** Mean air temperature [degC]. */
  readonly temperature_C: Monthly;
  /** Mean daily maximum minus mean daily minimum [K]. */
  readonly dailyRange_K: Monthly;
  /** Irradiation on the horizontal per month [kWh/m2]. */
  readonly globalHorizontal_kWh_m2: Monthly;
  /** Mean relative humidity [%]. */
  readonly relativeHumidity_pct: Monthly;
  /** Mean wind speed at 10 m [m/s]. */
  readonly windSpeed_m_s: Monthly;
  /** Most frequent direction the wind blows from, clockwise from north [deg]. */
  readonly prevailingWind_deg: number;
}

export interface WeatherPlace {
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
  /** Hours ahead of UTC. */
  readonly timeZone_h: number;
  readonly elevation_m: number;
}
