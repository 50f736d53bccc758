/** What is taken from CityJSON 1.0, 1.1 and 2.0. Nothing is trusted: every member may be missing or wrong. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The items of an array; nothing for anything else. */
export function items(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

export function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Three finite numbers, or null. */
export function tripleOf(value: Json | undefined): readonly [number, number, number] | null {
  if (!isArray(value) || value.length < 3) return null;
  const [x, y, z] = value;
  if (typeof x !== 'number' || typeof y !== 'number' || typeof z !== 'number') return null;
  return Number.isFinite(x + y + z) ? [x, y, z] : null;
}

/** City object types of the specification that are not buildings: some are surroundings, the others are counted and left out. */
export const OTHER_TYPES: ReadonlySet<string> = new Set([
  'Bridge',
  'BridgePart',
  'BridgeInstallation',
  'BridgeConstructiveElement',
  'BridgeConstructionElement',
  'BridgeRoom',
  'BridgeFurniture',
  'BuildingInstallation',
  'BuildingConstructiveElement',
  'BuildingFurniture',
  'BuildingStorey',
  'BuildingRoom',
  'BuildingUnit',
  'CityFurniture',
  'CityObjectGroup',
  'GenericCityObject',
  'LandUse',
  'OtherConstruction',
  'PlantCover',
  'SolitaryVegetationObject',
  'TINRelief',
  'TransportSquare',
  'Railway',
  'Road',
  'Tunnel',
  'TunnelPart',
  'TunnelInstallation',
  'TunnelConstructiveElement',
  'TunnelHollowSpace',
  'TunnelFurniture',
  'WaterBody',
  'Waterway',
]);
