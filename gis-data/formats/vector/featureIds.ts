/** One id per feature: that of the format, of a column that looks like one, or its number. */
import { isMissing } from '#models/district/attributes.ts';
import type { IssueLog } from '../issueLog.ts';
import type { Feature } from './feature.ts';

/** Columns that hold ids, the most telling first. */
const ID_NAMES = [
  'identificatie',
  'gml_id',
  'building_id',
  'buildingid',
  'gebaeude_id',
  'bag_id',
  'egid',
  'uprn',
  'uuid',
  'globalid',
  '@id',
  'osm_id',
  'osm_way_id',
  'id',
  'uid',
  'oid',
  'objectid',
  'fid',
];

/** Ids in the order of the features; the second of two equal ids gets a number, and is reported. */
export function featureIds(features: readonly Feature[], log: IssueLog): readonly string[] {
  const column = features.some((feature) => feature.id !== null) ? null : idColumn(features);
  const taken = new Set<string>();
  return features.map((feature, index) => {
    const named = feature.id ?? (column === null ? null : textOf(feature.attributes[column]));
    const wanted = named ?? `${index + 1}`;
    let id = wanted;
    for (let copy = 2; taken.has(id); copy++) id = `${wanted}#${copy}`;
    taken.add(id);
    if (id !== wanted && named !== null) {
      log.add({
        code: 'cityjson.duplicateId',
        severity: 'warning',
        objectId: wanted,
        message: 'The same id occurs twice.',
        action: `The second object is shown as '${id}'.`,
        values: { newId: id },
      });
    }
    return id;
  });
}

/** The column with an own value for every feature, else the first that could be one. */
function idColumn(features: readonly Feature[]): string | null {
  const names = new Map<string, string>();
  for (const name of Object.keys(features[0]?.attributes ?? {})) names.set(name.toLowerCase(), name);
  const candidates = ID_NAMES.map((name) => names.get(name)).filter((name) => name !== undefined);
  const isUnique = (name: string) => new Set(features.map((feature) => textOf(feature.attributes[name]))).size === features.length;
  return candidates.find(isUnique) ?? null;
}

function textOf(value: Feature['attributes'][string] | undefined): string | null {
  return value === undefined || isMissing(value) || value === null ? null : String(value);
}
