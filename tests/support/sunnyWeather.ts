/** A smooth made-up year at 48 N: seasons, days, sun. For tests that need weather without a file. */
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { sunOfHour } from '#models/energy/solar/sunPosition.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { constantWeather } from './constantWeather.ts';

export function sunnyWeather(): WeatherYear {
  const weather = { ...constantWeather({}), lat_deg: 48 };
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const season = -Math.cos((2 * Math.PI * (hour - 500)) / HOURS_PER_YEAR);
    const day = -Math.cos((2 * Math.PI * ((hour % 24) - 3)) / 24);
    // Clear and overcast days take turns.
    const cloud = (Math.floor(hour / 24) * 7) % 10 < 5 ? 0.85 : 0.25;
    const up = Math.max(0, sunOfHour(hour, weather, null).vector[2]);
    weather.dryBulb_C[hour] = 10 + 13 * season + 4 * day;
    weather.infrared_W_m2[hour] = 300 + 50 * season + 30 * (0.85 - cloud);
    weather.dni_W_m2[hour] = up > 0 ? 900 * Math.max(0, cloud - 0.3) * up ** 0.3 : 0;
    weather.dhi_W_m2[hour] = up * (100 + 250 * (1 - cloud));
    weather.ghi_W_m2[hour] = weather.dni_W_m2[hour]! * up + weather.dhi_W_m2[hour]!;
    weather.windSpeed_m_s[hour] = 2.5 + day;
  }
  return weather;
}
