/** What only IFC has, as names and numbers for `inspect`. */
import type { BoundaryIndex } from './boundaries.ts';
import { COMMON_SET, type IfcElement } from './elements.ts';
import { type Entities, numberIn } from './entities.ts';
import type { Georeference } from './georeference.ts';
import { compoundAngle_deg } from './georeference.ts';
import type { MeshReport } from './kernel.ts';
import type { PropertyIndex } from './properties.ts';
import type { BuildingRecord } from './readIfc.ts';
import type { Structure } from './structure.ts';
import { statedTransmission_W_K, summarise } from './thermal.ts';
import type { IfcUnits } from './units.ts';

interface Index {
  readonly entities: Entities;
  readonly units: IfcUnits;
  readonly properties: PropertyIndex;
  readonly structure: Structure;
  readonly boundaries: BoundaryIndex;
}

const rounded = (value: number, digits = 3) => Number(value.toFixed(digits));

/** Elements of a type and how many state to be external. */
function countOf({ entities, properties }: Index, pattern: RegExp): Readonly<Record<string, number>> {
  const rows = entities.rows(...entities.file.typeNames.filter((name) => pattern.test(name)));
  const stated = rows.map((row) => properties.boolean(row, COMMON_SET, 'IsExternal'));
  return {
    total: rows.length,
    external: stated.filter((value) => value === true).length,
    internal: stated.filter((value) => value === false).length,
    notStated: stated.filter((value) => value === null).length,
  };
}

/** Overall width times height of windows that state to be external [m2]. */
function windowArea(index: Index): number {
  const { entities, properties, units } = index;
  let area = 0;
  for (const row of entities.rows('IFCWINDOW', 'IFCWINDOWSTANDARDCASE')) {
    if (properties.boolean(row, COMMON_SET, 'IsExternal') !== true) continue;
    area += (numberIn(entities.argument(row, 8)) ?? 0) * (numberIn(entities.argument(row, 9)) ?? 0);
  }
  return area * units.length_m ** 2;
}

export function fileFacts(index: Index, georeference: Georeference, meshes: MeshReport): Readonly<Record<string, unknown>> {
  const { entities, structure, boundaries, units } = index;
  const site = structure.sites[0];
  return {
    schema: entities.file.schema,
    entries: entities.file.count,
    lengthUnit_m: units.length_m,
    spaces: structure.spaces.length,
    walls: countOf(index, /^IFCWALL(STANDARDCASE|ELEMENTEDCASE)?$/),
    windows: { ...countOf(index, /^IFCWINDOW(STANDARDCASE)?$/), externalArea_m2: rounded(windowArea(index)) },
    doors: countOf(index, /^IFCDOOR(STANDARDCASE)?$/),
    slabs: countOf(index, /^IFCSLAB(STANDARDCASE|ELEMENTEDCASE)?$/),
    roofs: countOf(index, /^IFCROOF$/),
    coverings: entities.rows('IFCCOVERING').length,
    openings: structure.openings.length,
    spaceBoundaries: boundaries.facts,
    propertyRelations: entities.rows('IFCRELDEFINESBYPROPERTIES').length,
    singleValues: entities.rows('IFCPROPERTYSINGLEVALUE').length,
    site:
      site === undefined
        ? null
        : {
            lat_deg: compoundAngle_deg(entities.argument(site, 9)),
            lon_deg: compoundAngle_deg(entities.argument(site, 10)),
            elevation_m: (numberIn(entities.argument(site, 11)) ?? 0) * units.length_m,
          },
    georeference,
    timing_ms: { open: rounded(meshes.open_ms, 1), geometry: rounded(meshes.geometry_ms, 1) },
    shapes: { withMesh: meshes.meshes.size, failed: meshes.failed.length },
  };
}

export function buildingFacts(record: BuildingRecord, { structure }: Index): Readonly<Record<string, unknown>> {
  const { elements, spaces, levels, stack, shell, envelope, row } = record;
  const rooms = spaces.filter(({ leftOut }) => leftOut === null);
  const sum = (list: typeof spaces) => rounded(areaOf(list));
  return {
    id: record.id,
    name: record.name,
    storeys: (row < 0 ? [] : structure.storeys(row)).map((storey) => ({
      name: storey.name,
      elevation_m: storey.elevation_m,
      level_m: levels.get(storey.row) ?? null,
    })),
    spaces: spaces.length,
    spaceArea_m2: sum(spaces),
    roomArea_m2: sum(rooms),
    leftOutSpaces: spaces
      .filter(({ leftOut }) => leftOut !== null)
      .map(({ name, area_m2, leftOut }) => ({ name, area_m2: rounded(area_m2), why: leftOut })),
    spaceList: spaces.map(({ name, area_m2, areaSource, volume_m3 }) => ({
      name,
      area_m2: rounded(area_m2),
      areaSource,
      volume_m3: Number.isFinite(volume_m3) ? rounded(volume_m3) : null,
    })),
    envelope: {
      source: envelope.byKind,
      usedSecondLevelBoundaries: envelope.usedBoundaries,
      externalConflicts: envelope.conflicts,
      parts: partFacts(elements),
      statedTransmission_W_K: rounded(statedTransmission_W_K(elements), 4),
      elements: elements.filter(({ isEnvelope }) => isEnvelope).map(elementFacts),
    },
    shell: {
      roof: shell.roof,
      faces: shell.faces.length,
      prisms:
        stack?.prisms.map(({ bottom_m, top_m, outline }) => ({
          bottom_m: rounded(bottom_m),
          top_m: rounded(top_m),
          parts: outline.length,
        })) ?? [],
    },
  };
}

function partFacts(elements: readonly IfcElement[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(summarise(elements)).map(([part, { count, area_m2, stated, uValue_W_m2K }]) => [
      part,
      { count, area_m2: rounded(area_m2), stated, uValue_W_m2K: Number.isFinite(uValue_W_m2K) ? rounded(uValue_W_m2K, 4) : null },
    ]),
  );
}

function elementFacts({ id, kind, area_m2, areaSource, uValue_W_m2K, uValueSource }: IfcElement): Readonly<Record<string, unknown>> {
  return { id, kind, area_m2: area_m2 > 0 ? rounded(area_m2) : null, areaSource, uValue_W_m2K, uValueSource };
}

/** Sum of known areas [m2]. */
export function areaOf(spaces: readonly { readonly area_m2: number }[]): number {
  return spaces.filter(({ area_m2 }) => area_m2 > 0).reduce((sum, { area_m2 }) => sum + area_m2, 0);
}
