/** Attributes of a building in an export: those of its file, what a person set, and results. */
import type { AttributeValue, Building } from '#models/district/district.ts';
import { type ResultValues, rounded } from '../results/resultsTable.ts';

/** Names under which readers, our own among them, look for a property first. */
const NAMES = {
  use: 'function',
  constructionYear: 'yearOfConstruction',
  storeys: 'storeysAboveGround',
  floorArea_m2: 'floorArea',
  heatSource: 'heatSource',
} as const;

/** @param index row of the building, for its results */
export function buildingAttributes(
  building: Building,
  index: number,
  results: ResultValues | undefined,
): Readonly<Record<string, AttributeValue>> {
  const attributes: Record<string, AttributeValue> = {
    ...(building.name === undefined ? {} : { name: building.name }),
    ...building.attributes,
    ...(building.unknownType === undefined ? {} : { typeInSource: building.unknownType }),
  };
  for (const [property, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
    const { value, provenance } = building[property];
    if (provenance === 'user') attributes[name] = value;
  }
  if (!results) return attributes;
  for (const [name, values] of Object.entries(results.columns)) {
    const value = rounded(values[index]!);
    if (value !== null) attributes[name] = value;
  }
  return { ...attributes, scenario: results.scenario.name, simulationHash: results.simulationHash };
}
