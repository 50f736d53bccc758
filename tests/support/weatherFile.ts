/** Reads the reference weather files; the folder lies beside the repository and may be absent. */
import { existsSync, readFileSync } from 'node:fs';
import { readEpw } from '#gis-data/weather/epw.ts';
import type { WeatherYear } from '#models/energy/weather.ts';

const FOLDER = new URL('../../../shared/data/building-energy/', import.meta.url);

/** Whether the reference data are there; says so on the console when not. */
export function hasReferenceData(): boolean {
  const present = existsSync(FOLDER);
  if (!present) console.warn('Skipped: ../shared/data/building-energy is absent, its reference data were not checked.');
  return present;
}

export function referenceText(fileName: string): string {
  return readFileSync(new URL(fileName, FOLDER), 'utf8');
}

/** Weather year of a reference file. */
export function referenceWeather(fileName: string): WeatherYear {
  return readEpw(referenceText(fileName), fileName);
}
