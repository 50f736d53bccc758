/** IFC2x3, IFC4 and IFC4x3: buildings with a shell for the district, and their elements for the building view. */
import { InputError } from '#models/core/errors.ts';
import { type StatedProperties, statedUse } from '#models/district/attributes.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import { completeBuilding } from '#models/district/completion.ts';
import type { AttributeValue } from '#models/district/district.ts';
import type { BuildingInput, FaceInput } from '#models/district/geometry/assemble.ts';
import { NET_PER_GROSS_AREA } from '#models/energy/appliances/useProfile.ts';
import { archetypeOf } from '#models/energy/archetypes/archetype.ts';
import { type ContentOptions, emptyCounts, type ModelContent, NO_SURROUNDINGS } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { type BoundaryIndex, readBoundaries } from './boundaries.ts';
import { type IfcElement, readElements } from './elements.ts';
import { Entities, numberIn, shownValue, textIn } from './entities.ts';
import { type EnvelopeSources, fillEnvelope } from './envelope.ts';
import { areaOf, buildingFacts, fileFacts } from './facts.ts';
import { readGeoreference } from './georeference.ts';
import { type MeshReport, readMeshes } from './kernel.ts';
import { MaterialIndex } from './materials.ts';
import { buildModel } from './model.ts';
import { polygonsArea } from './outline.ts';
import { IfcPlace } from './place.ts';
import { PropertyIndex } from './properties.ts';
import { type Shell, shellOf } from './shell.ts';
import { readStep } from './step.ts';
import { type IfcSpaceRecord, readSpaces, type Stack, stackOf, storeyLevels } from './storeys.ts';
import { Structure } from './structure.ts';
import { thermalAttributes, thermalNotes } from './thermalFindings.ts';
import { type IfcUnits, readUnits } from './units.ts';

/** Everything read of one IfcBuilding before it is placed. */
export interface BuildingRecord {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly elements: readonly IfcElement[];
  readonly spaces: readonly IfcSpaceRecord[];
  readonly levels: ReadonlyMap<number, number>;
  readonly stack: Stack | null;
  readonly shell: Shell;
  readonly envelope: EnvelopeSources;
}

interface FileIndex {
  readonly entities: Entities;
  readonly units: IfcUnits;
  readonly properties: PropertyIndex;
  readonly materials: MaterialIndex;
  readonly structure: Structure;
  readonly boundaries: BoundaryIndex;
}

/**
 * Reads an IFC file.
 * @throws InputError `ifc.structure`, `ifc.schema`, `ifc.tooLarge`, `ifc.empty`
 * @throws CancelledError when the signal is aborted
 */
export async function readIfc(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const step = readStep(name, bytes);
  const entities = new Entities(step);
  const units = readUnits(entities);
  const properties = new PropertyIndex(entities, units);
  const structure = new Structure(entities, units);
  const index: FileIndex = {
    entities,
    units,
    properties,
    structure,
    materials: new MaterialIndex(entities, units, properties),
    boundaries: readBoundaries(entities, units),
  };
  sayAboutFile(index, log);
  if (structure.elements.length === 0 && structure.spaces.length === 0) {
    throw new InputError({
      code: 'ifc.empty',
      message: 'The IFC file holds no walls, spaces or other parts of a building.',
      where: name,
      mend: 'Export the architecture model with its building elements.',
    });
  }
  options.onProgress?.({ done: 0.1, stage: 'progress.geometry' });
  const meshes = await readMeshes(step, [...structure.elements, ...structure.spaces], {
    ...(options.assets ? { assets: options.assets } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.meshKernel ? { kernel: options.meshKernel } : {}),
    onProgress: (share) => options.onProgress?.({ done: 0.1 + 0.5 * share, stage: 'progress.geometry' }),
  });
  sayAboutGeometry(meshes, index, log);
  const georeference = readGeoreference(entities, properties, structure, units, log);
  const rows = buildingRows(structure);
  // A lone building without a name is known by its file; GlobalIds say nothing to people.
  const ownName = rows.length === 1 ? name.replace(/\.ifc$/i, '') : '';
  const records = rows.map((row) => {
    const record = readBuilding(row, index, meshes, log);
    return record.name === '' ? { ...record, name: ownName } : record;
  });
  const place = new IfcPlace(georeference, records, options.reference, log);
  const models = new Map<string, BuildingModel>();
  const buildings = records.map((record): BuildingInput => {
    const { input, model } = finishBuilding(record, index, place, log);
    models.set(record.id, model);
    return input;
  });
  const counts = emptyCounts();
  for (const type of step.typeNames) {
    if (/^IFC(BUILDING|BUILDINGSTOREY|SPACE|SITE)$/.test(type)) counts.objectsByType.set(type, entities.rows(type).length);
  }
  for (const element of structure.elements) {
    const type = entities.typeOf(element);
    counts.objectsByType.set(type, (counts.objectsByType.get(type) ?? 0) + 1);
  }
  const project = entities.rows('IFCPROJECT')[0];
  const title = project === undefined ? '' : textIn(entities.argument(project, 5)) || textIn(entities.argument(project, 2));
  return {
    version: step.schema,
    buildings,
    placement: place.placement,
    counts,
    surroundings: NO_SURROUNDINGS,
    ...(title === '' ? {} : { title }),
    vertexCount: [...meshes.meshes.values()].reduce((sum, mesh) => sum + mesh.positions.length / 3, 0),
    models,
    facts: { ...fileFacts(index, georeference, meshes), buildings: records.map((record) => buildingFacts(record, index)) },
  };
}

/** The buildings; -1 stands for a file without an IfcBuilding, whose parts are taken as one. */
function buildingRows(structure: Structure): readonly number[] {
  return structure.buildings.length > 0 ? structure.buildings : [-1];
}

function sayAboutFile({ entities, units }: FileIndex, log: IssueLog): void {
  const { file } = entities;
  if (!file.isComplete) {
    log.add({
      code: 'ifc.truncated',
      severity: 'error',
      objectId: null,
      message: 'The IFC file ends in the middle.',
      action: `What came before (${file.count} entries) was read. Copy or export the file again.`,
      values: { count: file.count },
    });
  }
  if (file.skipped + file.duplicates > 0) {
    log.add({
      code: 'ifc.entries',
      severity: 'warning',
      objectId: null,
      message: `${file.skipped + file.duplicates} entries of the file cannot be read or have the number of another.`,
      action: 'Left out.',
      values: { count: file.skipped + file.duplicates },
    });
  }
  if (!units.lengthIsStated) {
    log.add({
      code: 'ifc.noUnit',
      severity: 'warning',
      objectId: null,
      message: 'The file names no unit of length.',
      action: 'Metres were assumed.',
    });
  }
}

function sayAboutGeometry(report: MeshReport, { structure }: FileIndex, log: IssueLog): void {
  for (const row of report.failed) {
    log.add({
      code: 'ifc.shape',
      severity: 'warning',
      objectId: structure.guidOf(row),
      message: 'The shape of the element cannot be computed.',
      action: 'It has no geometry here; its properties are kept.',
    });
  }
  if (report.isIncomplete) {
    log.add({
      code: 'ifc.geometryIncomplete',
      severity: 'error',
      objectId: null,
      message: 'Not all shapes of the file could be computed.',
      action: 'The rest is shown without geometry. Export the file again, or in parts.',
    });
  }
}

function readBuilding(row: number, index: FileIndex, meshes: MeshReport, log: IssueLog): BuildingRecord {
  const { entities, structure, properties, materials, boundaries, units } = index;
  const mine = (object: number) => row < 0 || structure.buildingOf(object) === row;
  const elements = readElements(entities, structure, properties, meshes.meshes, structure.elements.filter(mine));
  const spaces = readSpaces(entities, structure, properties, meshes.meshes, structure.spaces.filter(mine), elements);
  const levels = storeyLevels(entities, row < 0 ? [] : structure.storeys(row), units);
  const stack = stackOf(elements, spaces, [...levels.values()]);
  const id = row < 0 ? 'building' : structure.guidOf(row);
  const envelope = fillEnvelope(elements, { entities, properties, materials, boundaries, units, stack, log, buildingId: id });
  const shell = stack
    ? shellOf(
        stack.prisms,
        elements.filter(({ kind }) => kind === 'roof'),
      )
    : { faces: [], roof: 'flat' as const };
  sayAboutShell(stack, shell, id, log);
  const name = row < 0 ? '' : structure.longNameOf(row) || structure.nameOf(row);
  return { row, id, name, elements, spaces, levels, stack, shell, envelope };
}

function sayAboutShell(stack: Stack | null, shell: Shell, id: string, log: IssueLog): void {
  if (!stack) {
    log.add({
      code: 'ifc.noShell',
      severity: 'error',
      objectId: id,
      message: 'No outer shell can be made: the building has neither rooms, walls nor floors with a shape.',
      action: 'Its properties are kept; it is not simulated by its shape.',
    });
    return;
  }
  log.add({
    code: 'ifc.shell',
    severity: 'info',
    objectId: id,
    message: `The outer shell was made from the outlines of ${stack.storeys} storeys${shell.roof === 'pitched' ? ' and the faces of the roof' : ', with a flat roof'}.`,
    action: 'Walls run straight up between the levels of storeys; balconies and parapets are left out.',
    values: { storeys: stack.storeys, roof: shell.roof, footprint_m2: Number(polygonsArea(stack.prisms[0]?.outline ?? []).toFixed(1)) },
  });
}

function finishBuilding(
  record: BuildingRecord,
  index: FileIndex,
  place: IfcPlace,
  log: IssueLog,
): { input: BuildingInput; model: BuildingModel } {
  const { structure, properties, materials } = index;
  const attributes: Record<string, AttributeValue> = {
    ...buildingAttributes(record, index),
    ...thermalAttributes(record.elements, place.azimuthOf),
  };
  const stated = statedOf(record, index, log);
  const use = completed(record, stated);
  const archetype = archetypeOf(use.use, use.year, 'as-built');
  const defaultNote = `${archetype.source === 'tabula' ? 'TABULA' : 'docs/models/archetypes.md'}: ${use.use}, ${use.year}`;
  const notes = thermalNotes(record, archetype, use, log);
  const faces: FaceInput[] = record.shell.faces.map((face) => ({ ...face, rings: face.rings.map((ring) => place.toPlane(ring)) }));
  const ground_m = record.stack?.prisms[0]?.bottom_m ?? 0;
  const storeys = record.row < 0 ? [] : structure.storeys(record.row);
  const model = buildModel({
    name: record.name || record.id,
    structure,
    properties,
    materials,
    elements: record.elements,
    spaces: record.spaces,
    storeys,
    levels: record.levels,
    archetype,
    defaultNote,
    notes,
    ground_m,
    toBuilding: place.toBuilding(record, ground_m),
  });
  return {
    input: { id: record.id, ...(record.name === '' ? {} : { name: record.name }), lod: 'IFC', faces, attributes, stated },
    model,
  };
}

const BUILDING_COMMON = /^pset_buildingcommon$/i;

function buildingAttributes({ row, spaces, name }: BuildingRecord, { properties }: FileIndex): Record<string, AttributeValue> {
  const out: Record<string, AttributeValue> = {};
  if (name !== '') out.name = name;
  if (row >= 0) {
    for (const property of properties.properties(row).slice(0, 100)) {
      const number = numberIn(property.value);
      const shown = shownValue(property.value);
      if (shown !== '') out[property.name] = number ?? shown;
    }
  }
  const rooms = spaces.filter(({ leftOut, area_m2 }) => leftOut === null && area_m2 > 0);
  if (rooms.length > 0) out.netFloorArea_m2 = Number(rooms.reduce((sum, { area_m2 }) => sum + area_m2, 0).toFixed(3));
  return out;
}

function statedOf(record: BuildingRecord, { entities, properties }: FileIndex, log: IssueLog): StatedProperties {
  const { row, spaces, stack, id } = record;
  const stated: { -readonly [K in keyof StatedProperties]: StatedProperties[K] } = {};
  if (row >= 0) {
    const occupancy = shownValue(properties.value(row, BUILDING_COMMON, 'OccupancyType')) || textIn(entities.argument(row, 4));
    const use = statedUse(occupancy);
    if (use) stated.use = { value: use, provenance: 'file', note: 'OccupancyType' };
    const year = Number(/\b(1[2-9]\d\d|20\d\d)\b/.exec(shownValue(properties.value(row, BUILDING_COMMON, 'YearOfConstruction')))?.[1]);
    if (year > 0) stated.constructionYear = { value: year, provenance: 'file', note: 'YearOfConstruction' };
    const gross = properties.quantity(row, 'area', ['GrossFloorArea']) ?? null;
    if (gross && gross.value > 1) stated.floorArea_m2 = { value: gross.value, provenance: 'file', note: `${gross.set}: ${gross.name}` };
  }
  const rooms = spaces.filter(({ leftOut, area_m2 }) => leftOut === null && area_m2 > 0);
  const net = rooms.reduce((sum, { area_m2 }) => sum + area_m2, 0);
  if (!stated.floorArea_m2 && net > 1) {
    stated.floorArea_m2 = {
      value: net / NET_PER_GROSS_AREA,
      provenance: 'file',
      note: `${net.toFixed(2)} m2 net in ${rooms.length} spaces, divided by ${NET_PER_GROSS_AREA}`,
    };
  }
  const leftOut = spaces.filter((space) => space.leftOut !== null);
  if (leftOut.length > 0) {
    const area = areaOf(leftOut);
    log.add({
      code: 'ifc.spacesLeftOut',
      severity: 'info',
      objectId: id,
      message: `${leftOut.length} spaces (${leftOut
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 120)}; ${area.toFixed(2)} m2) lie on the roof or outside.`,
      action: 'Not counted as floor area.',
      values: {
        count: leftOut.length,
        area_m2: Number(area.toFixed(2)),
        list: leftOut
          .map(({ name }) => name)
          .join(', ')
          .slice(0, 120),
      },
    });
  }
  if (stack) stated.storeys = { value: stack.storeys, provenance: 'file', note: 'storeys with rooms' };
  return stated;
}

/** Use and year as the district will have them, for the defaults of the model. */
function completed(
  { stack }: BuildingRecord,
  stated: StatedProperties,
): { readonly use: Parameters<typeof archetypeOf>[0]; readonly year: number; readonly yearIsStated: boolean } {
  const prisms = stack?.prisms ?? [];
  const footprint = polygonsArea(prisms[0]?.outline ?? []);
  const volume = prisms.reduce((sum, { outline, bottom_m, top_m }) => sum + polygonsArea(outline) * (top_m - bottom_m), 0);
  const height = prisms.length > 0 ? prisms[prisms.length - 1]!.top_m - prisms[0]!.bottom_m : 0;
  const form = {
    footprintArea_m2: footprint,
    footprintInferred: false,
    height_m: height,
    volume_m3: volume,
    volumeIsExact: true,
    sharedWallShare: 0,
  };
  const { use, constructionYear } = completeBuilding(form, stated);
  return { use: use.value, year: constructionYear.value, yearIsStated: stated.constructionYear !== undefined };
}
