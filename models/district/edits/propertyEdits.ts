/** What a person says about buildings, and attributes joined from a table. */
import { type StatedProperties, statedProperties } from '../attributes.ts';
import { BUILDING_USES, HEAT_SOURCES } from '../district.ts';
import type { BuildingProperties, DistrictEdit } from '../edits.ts';
import type { Sourced } from '../provenance.ts';
import type { DistrictDraft, DraftBuilding } from './draft.ts';
import { extrudedTo } from './repairs/fillHeight.ts';

type Edit<K extends DistrictEdit['kind']> = Extract<DistrictEdit, { kind: K }>;

function said<T>(value: T): Sourced<T> {
  return { value, provenance: 'user' };
}

/** Stated properties by a person. */
export function saidProperties(set: BuildingProperties): StatedProperties {
  return {
    ...(set.use === undefined ? {} : { use: said(set.use) }),
    ...(set.storeys === undefined ? {} : { storeys: said(set.storeys) }),
    ...(set.constructionYear === undefined ? {} : { constructionYear: said(set.constructionYear) }),
    ...(set.heatSource === undefined ? {} : { heatSource: said(set.heatSource) }),
    ...(set.floorArea_m2 === undefined ? {} : { floorArea_m2: said(set.floorArea_m2) }),
  };
}

const inRange = (value: number | undefined, low: number, high: number) => value === undefined || (value >= low && value <= high);

/** Says what cannot be; true where there is something. */
export function propertiesFault(draft: DistrictDraft, ids: readonly string[], set: BuildingProperties): boolean {
  const faults = [
    inRange(set.storeys, 1, 200) && Number.isInteger(set.storeys ?? 1) ? [] : ['storeys'],
    inRange(set.constructionYear, 1000, 2200) ? [] : ['constructionYear'],
    inRange(set.floorArea_m2, 0, 1e7) ? [] : ['floorArea_m2'],
    set.use === undefined || BUILDING_USES.includes(set.use) ? [] : ['use'],
    set.heatSource === undefined || HEAT_SOURCES.includes(set.heatSource) ? [] : ['heatSource'],
  ].flat();
  for (const what of faults) {
    draft.report({
      code: 'edit.value',
      severity: 'warning',
      objectId: ids[0] ?? null,
      message: `A value of the edit cannot be used: ${what}.`,
      action: 'The edit was left out.',
      values: { what },
    });
  }
  return faults.length > 0;
}

export function setProperties(draft: DistrictDraft, { ids, set }: Edit<'properties'>): void {
  if (propertiesFault(draft, ids, set)) return;
  for (const id of ids) {
    const building = draft.find(id);
    if (!building) continue;
    building.known = { ...building.known, ...saidProperties(set) };
    if (set.name !== undefined) building.name = set.name;
  }
}

/** Attributes of another source: what they say about the building is taken where no person said otherwise. */
export function join(draft: DistrictDraft, { source, values }: Edit<'join'>): void {
  const unmatched: string[] = [];
  for (const [id, row] of Object.entries(values)) {
    if (!draft.has(id)) {
      unmatched.push(id);
      continue;
    }
    const building = draft.find(id);
    if (!building) continue;
    building.attributes = { ...building.attributes, ...row };
    const stated = statedProperties(row);
    const found = Object.entries(stated).filter(([property]) => building.known[property as keyof StatedProperties]?.provenance !== 'user');
    const named = found.map(([property, value]) => [property, { ...value, note: `${value.note ?? ''} (${source})` }]);
    building.known = { ...building.known, ...namedUse(building.known, Object.fromEntries(named)) };
    if (stated.height_m) standAt(draft, building, { ...stated.height_m, note: `${stated.height_m.note ?? ''} (${source})` });
  }
  if (unmatched.length === 0) return;
  draft.report({
    code: 'edit.joinUnmatched',
    severity: 'info',
    objectId: null,
    message: `${unmatched.length} rows of ${source} belong to no building: ${unmatched.slice(0, 5).join(', ')}.`,
    action: 'These rows were left out.',
    values: { count: unmatched.length, source, list: unmatched.slice(0, 5).join(', ') },
  });
}

/** An outline that was extruded stands as high as the table says; shapes of the source stay. */
function standAt(draft: DistrictDraft, building: DraftBuilding, height: Sourced<number>): void {
  const { record, shape, chosenHeight_m, known } = building;
  const isExtruded = record !== null && record.surfaceCount > 0 && record.volume_m3.provenance !== 'geometry' && shape === null;
  if (!isExtruded || chosenHeight_m?.provenance === 'user' || known.height_m?.provenance === 'user') return;
  const faces = extrudedTo(draft.facesOf(building), height.value);
  if (!faces) return;
  building.faces = faces;
  building.chosenHeight_m = height;
}

/** A table that says no more than "residential" does not overwrite which kind of dwelling a building is. */
function namedUse(known: StatedProperties, joined: StatedProperties): StatedProperties {
  if (joined.use?.value !== 'residential') return joined;
  const { use: _, ...rest } = joined;
  return known.use && RESIDENTIAL.includes(known.use.value) ? rest : joined;
}

const RESIDENTIAL: readonly string[] = ['single-family', 'terraced', 'multi-family', 'apartment-block', 'residential'];
