/** What we write: read back equal, valid by the public schema of CityJSON, complete by EnergyPlus' dictionary. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { type ExportFormat, exportModel } from '#gis-data/export/exportModel.ts';
import { buildingIdf } from '#gis-data/export/idf/buildingIdf.ts';
import { checkIdf, parseIdf } from '#gis-data/export/idf/checkIdf.ts';
import { ENERGYPLUS_VERSION } from '#gis-data/export/idf/idd.ts';
import { thermalCaseIdf } from '#gis-data/export/idf/thermalCaseIdf.ts';
import { readGlbTable } from '#gis-data/formats/glb/readGlbTable.ts';
import { readModel } from '#gis-data/formats/readModel.ts';
import type { District } from '#models/district/district.ts';
import { bestestCase } from '#models/energy/cases/bestest.ts';
import { type ValidationRow, valueRow } from '#models/energy/cases/validationRow.ts';
import { buildPlan } from '#models/scenario/buildPlan.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import { nodeReaderAssets } from '../../services/readerAssets.ts';
import { openDistrict, openWeather, SAMPLE } from '../files.ts';

const DELFSHAVEN = 'delfshaven_lod2.city.json';
/** The schema lies beside the tests; it is not part of the program. */
const SCHEMA = join(import.meta.dirname, '..', '..', '..', 'tests', 'fixtures', 'cityjson-schema', 'cityjson.min.schema.json');
/** Areas that agree this well are equal, relative; outlines of degrees are measured in another plane than local metres. */
const SAME_AREA = 1e-6;
const SAME_FOOTPRINT = 1e-4;

/** @param folder with the city models; the sample alone where they are not there */
export async function exportRows(folder: string): Promise<readonly ValidationRow[]> {
  const sample = await openDistrict(SAMPLE);
  const path = join(folder, DELFSHAVEN);
  const rows = [...(await outlineRows('sample', sample, SAME_FOOTPRINT)), ...(await idfRows(sample))];
  // The sample stands in no grid; what was read from its file does.
  rows.push(...(await cityJsonRows('sample', await readBack('cityjson', sample))));
  if (existsSync(path)) {
    const delfshaven = await openDistrict(path);
    rows.push(...(await cityJsonRows(DELFSHAVEN, delfshaven)), ...(await outlineRows(DELFSHAVEN, delfshaven, SAME_FOOTPRINT)));
  }
  return [...rows, ...(await schemaRows(existsSync(path) ? [sample, await openDistrict(path)] : [sample]))];
}

async function write(format: ExportFormat, district: District) {
  return exportModel(format, { district, scenario: BASELINE, columns: {}, simulationHash: '', assets: nodeReaderAssets });
}

/** Areas are measured as the district's own are: in the grid of its file, where it has one. */
async function readBack(format: ExportFormat, district: District): Promise<District> {
  const { code } = district.reference;
  const options = { assets: nodeReaderAssets, ...(code === null ? {} : { areaReference: code }) };
  return (await readModel(await write(format, district), options)).district;
}

async function cityJsonRows(name: string, before: District): Promise<ValidationRow[]> {
  const after = await readBack('cityjson', before);
  const { area_m2, kind, count } = before.surfaces;
  let same = 0;
  for (let row = 0; row < count; row++) {
    const isSame = Math.abs(after.surfaces.area_m2[row]! / area_m2[row]! - 1) <= SAME_AREA && after.surfaces.kind[row] === kind[row];
    if (isSame) same++;
  }
  const row = (quantity: string, ours: number, reference: number) =>
    valueRow(`CityJSON of ${name}, read back`, quantity, '-', ours, reference, 0);
  return [
    row('buildings with their ids', matching(before, after), before.buildings.length),
    row('faces', after.surfaces.count, count),
    row('faces of equal kind and area (1e-6)', same, count),
  ];
}

/** Buildings at the same place in the list with the same id. */
function matching(before: District, after: District): number {
  return before.buildings.filter(({ id }, index) => after.buildings[index]?.id === id).length;
}

async function outlineRows(name: string, before: District, tolerance: number): Promise<ValidationRow[]> {
  const rows: ValidationRow[] = [];
  for (const format of ['geojson', 'gpkg'] as const) {
    const after = await readBack(format, before);
    const same = before.buildings.filter(({ footprintArea_m2 }, index) => {
      const area = after.buildings[index]?.footprintArea_m2 ?? Number.NaN;
      return Math.abs(area / footprintArea_m2 - 1) <= tolerance || (area === 0 && footprintArea_m2 === 0);
    });
    const at = `${format === 'geojson' ? 'GeoJSON' : 'GeoPackage'} of ${name}, read back`;
    rows.push(valueRow(at, 'buildings with their ids', '-', matching(before, after), before.buildings.length, 0));
    rows.push(valueRow(at, `equal footprints (${tolerance})`, '-', same.length, before.buildings.length, 0));
  }
  const { bytes } = await write('glb', before);
  const { buildingIds } = readGlbTable(name, bytes);
  const ids = before.buildings.filter(({ id }, index) => buildingIds[index] === id).length;
  return [...rows, valueRow(`glTF of ${name}, read back`, 'buildings with their ids', '-', ids, before.buildings.length, 0)];
}

async function schemaRows(districts: readonly District[]): Promise<ValidationRow[]> {
  if (!existsSync(SCHEMA)) return [];
  const { Ajv } = await import('ajv');
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(await readFile(SCHEMA, 'utf8')) as object);
  const valid = districts.filter((district) => validate(JSON.parse(writeCityJson(district))));
  return [valueRow('CityJSON, public schema 2.0.2', 'districts that are valid', '-', valid.length, districts.length, 0)];
}

async function idfRows(sample: District): Promise<ValidationRow[]> {
  const weather = await openWeather(SAMPLE);
  const prepared = prepareDistrict(sample, weather);
  const plan = buildPlan(prepared, BASELINE, null);
  const texts = [
    ['BESTEST 600', thermalCaseIdf(bestestCase('600'), weather)],
    ...sample.buildings.map(({ id }, building) => [id, buildingIdf({ prepared, plan, scenario: BASELINE, building })] as const),
  ] as const;
  const row = (name: string, chosen: readonly (readonly [string, string])[]) => {
    const objects = chosen.reduce((sum, [, text]) => sum + parseIdf(text).objects.length, 0);
    const faults = chosen.reduce((sum, [, text]) => sum + checkIdf(text).length, 0);
    return valueRow(
      `IDF of ${name}`,
      `objects complete by the dictionary of EnergyPlus ${ENERGYPLUS_VERSION}`,
      '-',
      objects - faults,
      objects,
      0,
    );
  };
  return [row('BESTEST 600', texts.slice(0, 1)), row(`all ${sample.buildings.length} buildings of the sample`, texts.slice(1))];
}
