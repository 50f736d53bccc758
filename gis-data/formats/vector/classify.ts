/** What a feature of a map is: a building, ground around it, a street or supply line, or something else. */
import { isMissing, statedProperties } from '#models/district/attributes.ts';
import type { ContextKind } from '#models/district/context.ts';
import type { LineKind } from '#models/district/elements.ts';
import { groundKindOf } from '../groundFaces.ts';
import type { Attributes, Feature } from './feature.ts';

export type FeatureRole =
  | { readonly is: 'building' }
  | { readonly is: 'ground'; readonly kind: ContextKind }
  | { readonly is: 'line'; readonly kind: LineKind }
  | { readonly is: 'other' };

const BUILDING: FeatureRole = { is: 'building' };
const OTHER: FeatureRole = { is: 'other' };

/** Keys that say what a piece of ground is; OpenStreetMap's, and the usual names of columns. */
const GROUND_KEYS = ['landuse', 'natural', 'leisure', 'water', 'waterway', 'highway', 'area:highway', 'amenity', 'landcover', 'railway'];
const TYPE_KEYS = ['type', 'class', 'category', 'fclass', 'feature_type', 'objecttype', 'typeofobject', 'layer'];
const STREET_KEYS = ['highway', 'street', 'road', 'strassenname', 'roadclass', 'road_class', 'road_type'];
const STREET_LAYER = /street|road|strasse|straße|straat|wegen|voie|route|highway|carrefour|calle|ulice/i;
const BUILDING_LAYER = /build|bldg|geb(ä|ae)ude|pand|footprint|b(â|a)timent|edifi|budov|house|haus/i;

/** Whether a layer's name says that it holds buildings, or streets. */
export function roleOfLayer(name: string): 'building' | 'street' | null {
  if (BUILDING_LAYER.test(name)) return 'building';
  return STREET_LAYER.test(name) ? 'street' : null;
}

/** Whether any feature is tagged as a building, so that polygons tagged as something else are none. */
export function tagsBuildings(features: readonly Feature[]): boolean {
  return features.some((feature) => isTaggedBuilding(lowerNames(feature.attributes)));
}

/**
 * @param buildingsAreTagged whether the file tags its buildings, see {@link tagsBuildings}
 */
export function roleOf(feature: Feature, buildingsAreTagged: boolean): FeatureRole {
  const { shape } = feature;
  const byName = lowerNames(feature.attributes);
  if (shape.polygons.length > 0) return polygonRole(feature, byName, buildingsAreTagged);
  return shape.lines.length > 0 ? lineRole(feature, byName) : OTHER;
}

type ByName = ReadonlyMap<string, string>;

function polygonRole(feature: Feature, byName: ByName, buildingsAreTagged: boolean): FeatureRole {
  if (feature.role === 'building' || isTaggedBuilding(byName)) return BUILDING;
  if (feature.role !== undefined) return OTHER;
  const stated = statedProperties(feature.attributes);
  const saysBuilding = !isDenied(byName) && (stated.height_m ?? stated.storeys ?? stated.constructionYear) !== undefined;
  if (saysBuilding) return BUILDING;
  for (const key of GROUND_KEYS) {
    const value = byName.get(key);
    const kind = value === undefined ? null : groundKindOf(`${key} ${value}`);
    if (kind) return { is: 'ground', kind };
  }
  if (stated.use === undefined) {
    for (const key of TYPE_KEYS) {
      const kind = groundKindOf(byName.get(key) ?? '');
      if (kind) return { is: 'ground', kind };
    }
  }
  const isLandUse = buildingsAreTagged && GROUND_KEYS.some((key) => byName.has(key));
  return isLandUse || isDenied(byName) ? OTHER : BUILDING;
}

function lineRole(feature: Feature, byName: ByName): FeatureRole {
  const power = byName.get('power');
  if (power === 'line' || power === 'minor_line') return { is: 'line', kind: 'power-line' };
  if (power === 'cable') return { is: 'line', kind: 'power-cable' };
  if (byName.get('man_made') === 'pipeline') {
    const substance = byName.get('substance') ?? '';
    if (/heat|hot_water/.test(substance)) return { is: 'line', kind: 'heat-pipe' };
    if (/gas/.test(substance)) return { is: 'line', kind: 'gas-pipe' };
    return substance === 'water' ? { is: 'line', kind: 'water-pipe' } : OTHER;
  }
  const isStreet =
    feature.role === 'street' ||
    STREET_KEYS.some((key) => byName.has(key)) ||
    TYPE_KEYS.some((key) => groundKindOf(byName.get(key) ?? '') === 'road');
  return isStreet ? { is: 'line', kind: 'street' } : OTHER;
}

function isTaggedBuilding(byName: ByName): boolean {
  const building = byName.get('building') ?? byName.get('building:part');
  return building !== undefined && !isDenied(byName);
}

function isDenied(byName: ByName): boolean {
  return /^(no|false|0)$/.test(byName.get('building') ?? '');
}

/** Attributes that say something, by lower-case name, in lower case. */
function lowerNames(attributes: Attributes): ByName {
  const byName = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    if (!isMissing(value)) byName.set(name.toLowerCase(), String(value).toLowerCase());
  }
  return byName;
}
