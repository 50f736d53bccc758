/** A district in any of the formats that the program writes: one way in for the window and the command line. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import type { DistrictPlan } from '#models/scenario/plan.ts';
import type { PreparedDistrict } from '#models/scenario/prepareDistrict.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import type { AssetLoader } from '../formats/assets.ts';
import { writeGlb } from '../formats/glb/writeGlb.ts';
import { writeCityJson } from './cityjson/writeCityJson.ts';
import { resultsCsv } from './results/resultsCsv.ts';
import { resultsGeoJson } from './results/resultsGeoJson.ts';
import type { ResultsInput } from './results/resultsTable.ts';

/** Formats with the ending of their files and their media type. */
export const EXPORT_FORMATS = {
  csv: ['csv', 'text/csv'],
  geojson: ['geojson', 'application/geo+json'],
  gpkg: ['gpkg', 'application/geopackage+sqlite3'],
  parquet: ['parquet', 'application/vnd.apache.parquet'],
  cityjson: ['city.json', 'application/city+json'],
  glb: ['glb', 'model/gltf-binary'],
  idf: ['idf', 'text/plain'],
  urbanopt: ['urbanopt.json', 'application/geo+json'],
} as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;

export interface ExportInput {
  readonly district: District;
  readonly scenario: Scenario;
  /** Results per building; empty where nothing was simulated. */
  readonly columns: Readonly<Record<string, Float32Array>>;
  /** Content hash of the simulation; empty where there was none. */
  readonly simulationHash: string;
  /** For `idf`, which needs the plan of the scenario. */
  readonly prepared?: PreparedDistrict;
  readonly plan?: DistrictPlan;
  /** For `idf`: id of the building. */
  readonly building?: string;
  /** For `urbanopt`: file name of the weather. */
  readonly weather?: string;
  /** For `gpkg`. */
  readonly assets: AssetLoader;
}

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * The file of a district.
 * @throws InputError `export.noPlace`, `export.columns`, `export.noResults`, `export.building`, `idf.building`, `asset.missing`
 */
export async function exportModel(format: ExportFormat, input: ExportInput): Promise<ExportedFile> {
  const [ending, mediaType] = EXPORT_FORMATS[format];
  const { district, scenario, building } = input;
  const content = await contentOf(format, input);
  const parts = [district.name, ...(format === 'idf' && building !== undefined ? [building] : []), scenario.name];
  const name = `${parts.join(' - ')}.${ending}`.replaceAll(/[\\/:*?"<>|{}]/g, '-');
  return { name, mediaType, bytes: typeof content === 'string' ? utf8ToBytes(content) : content };
}

async function contentOf(format: ExportFormat, input: ExportInput): Promise<string | Uint8Array> {
  const { district, scenario, simulationHash, columns } = input;
  const results: ResultsInput = { district, scenario, simulationHash, columns };
  switch (format) {
    case 'csv':
      return resultsCsv(results);
    case 'geojson':
      return resultsGeoJson(results);
    case 'gpkg': {
      const { writeGeoPackage } = await import('./geopackage/writeGeoPackage.ts');
      return writeGeoPackage({ ...results, district, assets: input.assets });
    }
    case 'parquet': {
      const { writeParquet } = await import('./parquet/writeParquet.ts');
      return writeParquet(results);
    }
    case 'cityjson':
      return writeCityJson(district, Object.keys(columns).length > 0 ? { results } : {});
    case 'glb':
      return writeGlb(district, {
        columns,
        extras: { origin: district.origin, source: district.source, scenario: scenario.name, simulationHash },
      });
    case 'idf':
      return idfOf(input);
    case 'urbanopt': {
      const { writeUrbanopt } = await import('./urbanopt/writeUrbanopt.ts');
      return writeUrbanopt(district, input.weather ?? input.prepared?.weather.name ?? '');
    }
  }
}

async function idfOf({ district, scenario, prepared, plan, building }: ExportInput): Promise<string> {
  if (!prepared || !plan) {
    throw new InputError({
      code: 'export.noResults',
      message: 'A model of a building is written from the plan of a simulated year, and there is none.',
      where: district.name,
      mend: 'Give a weather file, so that the year can be simulated.',
    });
  }
  const row = district.buildings.findIndex((one) => one.id === building);
  if (row < 0) {
    throw new InputError({
      code: 'export.building',
      message: `There is no building "${building ?? ''}" in the district.`,
      where: district.name,
      mend: 'Give the id of a building; a CSV export lists them.',
      values: { id: building ?? '' },
    });
  }
  const { buildingIdf } = await import('./idf/buildingIdf.ts');
  return buildingIdf({ prepared, plan, scenario, building: row });
}
