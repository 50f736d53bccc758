/** A note for the message catalogue: `epw.filled`, and the numbers and names in its text. */
export interface WeatherNote {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The weather year that a simulation is driven by, already in the program's own time axis. */
export interface WeatherYear {
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
  /** Hours ahead of UTC. */
  readonly timeZone_h: number;
  readonly elevation_m: number;
  /** `epw`, or `synthetic` (made from monthly normals; shown as such). */
  readonly origin: 'epw' | 'synthetic';
  /** Weekday of 1 January, 0 = Monday .. 6 = Sunday. */
  readonly firstWeekday: number;
  /**
   * Position of the sun that the irradiance of hour h belongs to: `null` for means over the hour (sun at
   * the middle of its sunlit part), else the instant in hours after the hour's start (PVGIS offset).
   */
  readonly irradianceInstant_h: number | null;
  /** 8,760 values each. Temperatures and wind are means of the hour h..h+1. */
  readonly dryBulb_C: Float64Array;
  readonly dewPoint_C: Float64Array;
  readonly relativeHumidity_pct: Float64Array;
  readonly pressure_Pa: Float64Array;
  /** Horizontal infrared radiation from the sky [W/m2]. */
  readonly infrared_W_m2: Float64Array;
  readonly ghi_W_m2: Float64Array;
  readonly dni_W_m2: Float64Array;
  readonly dhi_W_m2: Float64Array;
  readonly windDirection_deg: Float64Array;
  readonly windSpeed_m_s: Float64Array;
  /** Ground reflectance per hour [-] (0.2 where the file has none). */
  readonly albedo: Float64Array;
  /** What was read, filled or assumed, for the user. */
  readonly notes: readonly string[];
  /** The same notes one by one, to be told in another language; absent in files of earlier versions. */
  readonly noteDetails?: readonly WeatherNote[];
}
