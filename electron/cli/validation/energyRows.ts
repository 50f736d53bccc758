/** Sun and PV against their references, as far as the reference files are there. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bestestThermalComparison } from '#models/energy/cases/bestest.ts';
import { readPvWattsCsv } from '#models/energy/cases/pvWattsCsv.ts';
import {
  bestestSolarValidation,
  pvValidation,
  type SolarReference,
  solarValidation,
  type ValidationRow,
} from '#models/energy/cases/validation.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { openWeather } from '../files.ts';

const WEATHER_FILES: Readonly<Record<SolarReference, string>> = {
  denver: 'USA_Denver_725650TYCST_bestest2020.epw',
  drycold: 'DRYCOLDTMY_bestest_legacy.epw',
  pvgis: 'PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw',
};
const PVWATTS = 'pvwatts_8760_roofmount_oracle.csv';

export interface EnergyRows {
  readonly known: readonly ValidationRow[];
  /** Beside the ranges of programs that solve a finer model: shown, not judged. */
  readonly beside: readonly ValidationRow[];
}

/** @param folder with the reference files; what is missing is left out */
export async function energyRows(folder: string): Promise<EnergyRows> {
  const weathers: Partial<Record<SolarReference, WeatherYear>> = {};
  for (const name of Object.keys(WEATHER_FILES) as SolarReference[]) {
    const path = join(folder, WEATHER_FILES[name]);
    if (existsSync(path)) weathers[name] = await openWeather(path);
  }
  const known = solarValidation(weathers);
  if (weathers.denver) known.push(...bestestSolarValidation(weathers.denver));
  const pvWatts = join(folder, PVWATTS);
  if (existsSync(pvWatts)) known.push(...pvValidation(readPvWattsCsv(await readFile(pvWatts, 'utf8'), PVWATTS)));
  return { known, beside: weathers.denver ? bestestThermalComparison(weathers.denver) : [] };
}
