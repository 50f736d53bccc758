import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { MONTH_START_HOUR } from '#models/core/timeAxis.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { CORK_DOCKLANDS } from '../../samples/corkDocklands.ts';
import { CORK_NORMALS, sampleWeather } from '../../samples/corkWeather.ts';
import { monthlyMeans } from './randomWalks.ts';
import { sunYear } from './sunOfHour.ts';
import { synthesiseWeather } from './synthesiseWeather.ts';

const COLUMNS = [
  'dryBulb_C',
  'dewPoint_C',
  'relativeHumidity_pct',
  'pressure_Pa',
  'infrared_W_m2',
  'ghi_W_m2',
  'dni_W_m2',
  'dhi_W_m2',
  'windDirection_deg',
  'windSpeed_m_s',
  'albedo',
] as const satisfies readonly (keyof WeatherYear)[];

const weather = sampleWeather();

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = Math.min(a.length, b.length);
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i]!, b[i]!];
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  return (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

function dailyMeans(hourly: Float64Array): number[] {
  return Array.from({ length: 365 }, (_, day) => hourly.slice(day * 24, day * 24 + 24).reduce((a, b) => a + b, 0) / 24);
}

describe('synthesiseWeather', () => {
  it('has the monthly means it was made from', () => {
    const sums = monthlyMeans(weather.ghi_W_m2).map(
      (mean, month) => (mean * (MONTH_START_HOUR[month + 1]! - MONTH_START_HOUR[month]!)) / 1000,
    );
    sums.forEach((sum, month) => {
      expect(sum, `irradiation of month ${month + 1}`).toBeCloseTo(CORK_NORMALS.globalHorizontal_kWh_m2[month]!, 6);
    });
    const warmth = 0.0065 * (CORK_NORMALS.elevation_m - CORK_DOCKLANDS.elevation_m);
    monthlyMeans(weather.dryBulb_C).forEach((mean, month) => {
      expect(mean).toBeCloseTo(CORK_NORMALS.temperature_C[month]! + warmth, 6);
    });
    monthlyMeans(weather.relativeHumidity_pct).forEach((mean, month) => {
      expect(mean).toBeCloseTo(CORK_NORMALS.relativeHumidity_pct[month]!, 4);
    });
    monthlyMeans(weather.windSpeed_m_s).forEach((mean, month) => {
      expect(mean).toBeCloseTo(CORK_NORMALS.windSpeed_m_s[month]!, 6);
    });
  });

  it('closes: DNI cos z + DHI = GHI in every hour, dark when the sun is down', () => {
    const sun = sunYear(CORK_DOCKLANDS);
    let largest = 0;
    for (let h = 0; h < 8760; h++) {
      const sum = weather.dni_W_m2[h]! * sun.cosZenith[h]! + weather.dhi_W_m2[h]!;
      largest = Math.max(largest, Math.abs(sum - weather.ghi_W_m2[h]!));
      if (sun.sunlit[h] === 0) expect(weather.ghi_W_m2[h]).toBe(0);
    }
    expect(largest).toBeLessThan(1e-9);
  });

  it('stays within what is physically possible', () => {
    for (const column of COLUMNS) {
      expect(weather[column]).toHaveLength(8760);
      expect(weather[column].every(Number.isFinite), column).toBe(true);
    }
    const sun = sunYear(CORK_DOCKLANDS);
    for (let h = 0; h < 8760; h++) {
      expect(weather.dhi_W_m2[h]).toBeGreaterThanOrEqual(0);
      expect(weather.dni_W_m2[h]).toBeGreaterThanOrEqual(0);
      expect(weather.dni_W_m2[h]).toBeLessThan(1100);
      expect(weather.ghi_W_m2[h]).toBeLessThanOrEqual(0.85 * sun.extraterrestrialHorizontal_W_m2[h]! + 1e-9);
      expect(weather.dewPoint_C[h]).toBeLessThanOrEqual(weather.dryBulb_C[h]! + 1e-9);
      expect(weather.infrared_W_m2[h]).toBeGreaterThan(150);
      expect(weather.infrared_W_m2[h]).toBeLessThan(480);
      expect(weather.windDirection_deg[h]).toBeLessThan(360);
    }
    // Records of Cork Airport 1961-2010 are -9.4 and 28.7 degC: a plausible year stays within a little more.
    expect(Math.min(...weather.dryBulb_C)).toBeGreaterThan(-9);
    expect(Math.max(...weather.dryBulb_C)).toBeLessThan(29);
    expect(Math.max(...weather.dryBulb_C)).toBeGreaterThan(20);
  });

  it('has the order of real weather: days like the day before, warm afternoons, a sky that moves temperature', () => {
    const days = dailyMeans(weather.dryBulb_C);
    const normal = dailyMeans(weather.dryBulb_C).map((_, d) => {
      const near = days.slice(Math.max(0, d - 20), d + 21);
      return near.reduce((a, b) => a + b, 0) / near.length;
    });
    const anomaly = days.map((value, d) => value - normal[d]!);
    const lagOne = correlation(anomaly.slice(0, -1), anomaly.slice(1));
    expect(lagOne).toBeGreaterThan(0.5);
    expect(lagOne).toBeLessThan(0.95);
    expect(correlation(weather.windSpeed_m_s.slice(0, -1), weather.windSpeed_m_s.slice(1))).toBeGreaterThan(0.85);

    const byHour = Array.from(
      { length: 24 },
      (_, hour) => weather.dryBulb_C.filter((_, h) => h % 24 === hour).reduce((a, b) => a + b, 0) / 365,
    );
    const warmest = byHour.indexOf(Math.max(...byHour));
    expect(warmest).toBeGreaterThanOrEqual(12);
    expect(warmest).toBeLessThanOrEqual(16);

    const summer = { from: 151, to: 243 };
    const clearness = dailyMeans(weather.ghi_W_m2).slice(summer.from, summer.to);
    expect(correlation(clearness, anomaly.slice(summer.from, summer.to))).toBeGreaterThan(0.15);
  });

  it('has a mean daily range near the normal', () => {
    const july = Array.from({ length: 31 }, (_, d) => weather.dryBulb_C.slice((181 + d) * 24, (182 + d) * 24));
    const range = july.reduce((sum, day) => sum + Math.max(...day) - Math.min(...day), 0) / 31;
    expect(Math.abs(range - CORK_NORMALS.dailyRange_K[6]!)).toBeLessThan(1.5);
  });

  it('has sun that is mostly diffuse, as skies over Cork are', () => {
    const total = weather.ghi_W_m2.reduce((a, b) => a + b, 0);
    const diffuse = weather.dhi_W_m2.reduce((a, b) => a + b, 0);
    expect(diffuse / total).toBeGreaterThan(0.45);
    expect(diffuse / total).toBeLessThan(0.72);
  });

  it('is the same for the same seed and another for another', () => {
    const again = sampleWeather();
    for (const column of COLUMNS) expect(again[column]).toEqual(weather[column]);
    const other = synthesiseWeather({ place: CORK_DOCKLANDS, monthlyNormals: CORK_NORMALS, seed: 2 });
    expect(other.dryBulb_C).not.toEqual(weather.dryBulb_C);
    expect(other.origin).toBe('synthetic');
    expect(other.notes.join(' ')).toMatch(/Synthetic/);
  });

  it('names an impossible normal by station, month and field', () => {
    const wrong = { ...CORK_NORMALS, temperature_C: CORK_NORMALS.temperature_C.map((t) => t + 273.15) };
    expect(() => synthesiseWeather({ place: CORK_DOCKLANDS, monthlyNormals: wrong, seed: 1 })).toThrowError(InputError);
    expect(() => synthesiseWeather({ place: CORK_DOCKLANDS, monthlyNormals: wrong, seed: 1 })).toThrowError(/temperature_C .*month 1/);
  });
});
