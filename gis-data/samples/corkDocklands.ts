import type { WeatherPlace } from '../synth/weather/monthlyNormals.ts';

/** Where the sample stands: on the south bank of the Lee in Cork, Ireland. Its buildings are invented. */
export const CORK_DOCKLANDS: WeatherPlace = {
  name: 'Cork docklands',
  lat_deg: 51.898,
  lon_deg: -8.453,
  timeZone_h: 0,
  elevation_m: 3,
};
