/** The rows that every export of results shares: one per building, what it is, where that is known from, what came out. */
import { InputError } from '#models/core/errors.ts';
import type { Building, District } from '#models/district/district.ts';
import type { Sourced } from '#models/district/provenance.ts';

/** What a simulation gave per building. */
export interface ResultValues {
  readonly scenario: { readonly id: string; readonly name: string };
  /** Content hash of all inputs of the simulation; empty where nothing was simulated. */
  readonly simulationHash: string;
  /** One value per building; the unit is in the name (`heatDemand_kWh_m2`). NaN where a building has none. */
  readonly columns: Readonly<Record<string, Float32Array>>;
}

export interface ResultsInput extends ResultValues {
  readonly district: Pick<District, 'name' | 'source' | 'reference' | 'origin' | 'buildings' | 'surfaces'>;
}

export type Cell = string | number | null;

const PROPERTIES: readonly (readonly [name: string, of: (building: Building) => Sourced<string | number>])[] = [
  ['use', (building) => building.use],
  ['constructionYear', (building) => building.constructionYear],
  ['storeys', (building) => building.storeys],
  ['height_m', (building) => building.height_m],
  ['floorArea_m2', (building) => building.floorArea_m2],
  ['volume_m3', (building) => building.volume_m3],
  ['heatSource', (building) => building.heatSource],
];

/**
 * Checks that every column has a value per building.
 * @throws InputError otherwise
 */
export function checkColumns({ district, columns }: ResultsInput): void {
  for (const [name, values] of Object.entries(columns)) {
    if (values.length === district.buildings.length) continue;
    throw new InputError({
      code: 'export.columns',
      message: `The column ${name} has ${values.length} values for ${district.buildings.length} buildings.`,
      where: name,
      mend: 'Simulate the scenario again, then export.',
      values: { column: name, count: values.length, buildings: district.buildings.length },
    });
  }
}

/** Rows of the buildings that are there: removed ones are left out of every export. */
export function writtenRows({ district }: Pick<ResultsInput, 'district'>): readonly number[] {
  return district.buildings.flatMap((building, index) => (building.removed ? [] : [index]));
}

/** A float as short as its seven digits allow; null where there is none. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}

/** Names and values of one building, in the order of the export. */
export function rowOf(input: ResultsInput, index: number): readonly (readonly [string, Cell])[] {
  const building = input.district.buildings[index]!;
  const row: (readonly [string, Cell])[] = [
    ['buildingId', building.id],
    ['name', building.name ?? null],
  ];
  for (const [name, of] of PROPERTIES) {
    const { value, provenance } = of(building);
    row.push([name, typeof value === 'number' ? rounded(value) : value], [`${name}Provenance`, provenance]);
  }
  row.push(['footprintArea_m2', rounded(building.footprintArea_m2)]);
  for (const [name, values] of Object.entries(input.columns)) row.push([name, rounded(values[index]!)]);
  row.push(['scenario', input.scenario.name], ['simulationHash', input.simulationHash]);
  return row;
}
