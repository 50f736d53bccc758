/** A weather file of any supported format to a year: the way in for hosts and workers. */
import type { WeatherYear } from '#models/energy/weather.ts';
import { detectFormat, type FileFormat } from '../formats/detectFormat.ts';
import { type InputFile, unsupportedFormat } from '../formats/readDistrict.ts';
import { textOf } from '../formats/text.ts';
import { readEpw } from './epw.ts';
import { type PvgisOptions, readPvgis } from './pvgis.ts';

export const WEATHER_FORMATS: readonly FileFormat[] = ['epw', 'pvgis-csv', 'pvgis-json'];

/**
 * Reads an EnergyPlus weather file or a typical year of PVGIS, told apart by their content.
 * @throws InputError as {@link readEpw} and {@link readPvgis}; `format.unsupported` for all else
 */
export function readWeather(file: InputFile, options: PvgisOptions = {}): WeatherYear {
  const format = detectFormat(file.name, file.bytes);
  if (format === 'epw') return readEpw(textOf(file.bytes), file.name);
  if (format === 'pvgis-csv' || format === 'pvgis-json') return readPvgis(textOf(file.bytes), file.name, options);
  throw unsupportedFormat(format, file);
}
