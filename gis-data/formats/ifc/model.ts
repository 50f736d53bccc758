/** The building view's model of an IFC building: elements, spaces and storeys in local metres. */
import type { BuildingElement, BuildingModel, BuildingSpace } from '#models/district/buildingModel.ts';
import type { Sourced } from '#models/district/provenance.ts';
import type { Archetype } from '#models/energy/archetypes/archetype.ts';
import type { IfcElement } from './elements.ts';
import { shownValue } from './entities.ts';
import type { IfcMesh } from './kernel.ts';
import type { MaterialIndex } from './materials.ts';
import type { PropertyIndex } from './properties.ts';
import type { IfcSpaceRecord } from './storeys.ts';
import type { IfcStorey, Structure } from './structure.ts';
import { defaultUValue, partOf } from './thermal.ts';

/** Properties kept per element, and characters per value. */
const MOST_PROPERTIES = 60;
const LONGEST_VALUE = 200;

export interface ModelInputs {
  readonly name: string;
  readonly structure: Structure;
  readonly properties: PropertyIndex;
  readonly materials: MaterialIndex;
  readonly elements: readonly IfcElement[];
  readonly spaces: readonly IfcSpaceRecord[];
  readonly storeys: readonly IfcStorey[];
  readonly levels: ReadonlyMap<number, number>;
  readonly archetype: Archetype;
  /** Where the defaults come from, for the note of each value. */
  readonly defaultNote: string;
  readonly notes: BuildingModel['notes'];
  /** Height of the building's zero in the model's axes [m]. */
  readonly ground_m: number;
  /** The model's x, y, z triples to the building's east, north, up [m]; a new array. */
  readonly toBuilding: (points: Float64Array) => Float64Array;
}

/** Collects triangles of all elements. */
class MeshCollector {
  readonly #positions: Float32Array[] = [];
  readonly #triangles: Uint32Array[] = [];
  #vertices = 0;
  #count = 0;

  add(positions: Float64Array, triangles: Uint32Array): { readonly firstTriangle: number; readonly triangleCount: number } {
    const firstTriangle = this.#count;
    const offset = this.#vertices;
    this.#positions.push(Float32Array.from(positions));
    this.#triangles.push(triangles.map((vertex) => vertex + offset));
    this.#vertices += positions.length / 3;
    this.#count += triangles.length / 3;
    return { firstTriangle, triangleCount: triangles.length / 3 };
  }

  build(): BuildingModel['mesh'] {
    const positions_m = new Float32Array(this.#vertices * 3);
    const triangles = new Uint32Array(this.#count * 3);
    let at = 0;
    for (const part of this.#positions) {
      positions_m.set(part, at);
      at += part.length;
    }
    at = 0;
    for (const part of this.#triangles) {
      triangles.set(part, at);
      at += part.length;
    }
    return { positions_m, triangles };
  }
}

export function buildModel(inputs: ModelInputs): BuildingModel {
  const { structure, storeys, levels, ground_m } = inputs;
  const collector = new MeshCollector();
  const placed = (mesh: IfcMesh) => collector.add(inputs.toBuilding(mesh.positions), mesh.triangles);
  const storeyIndex = new Map(storeys.map((storey, index) => [storey.row, index] as const));
  const storeyOf = (row: number): number => storeyIndex.get(structure.storeyOf(row)) ?? -1;
  const elements = inputs.elements.map((element): BuildingElement => {
    const host = element.host >= 0 ? storeyOf(element.host) : -1;
    const own = storeyOf(element.row);
    return {
      id: element.id,
      kind: element.kind,
      name: element.name || element.type,
      storey: own >= 0 ? own : host,
      isExternal: externalOf(element),
      area_m2: element.area_m2,
      uValue_W_m2K: uValueOf(element, inputs),
      layers: inputs.materials.layers(element.row),
      ...(element.kind === 'window' ? { gValue: gValueOf(element, inputs) } : {}),
      ...directionOf(element, inputs),
      surface: -1,
      ...placed(element.mesh),
      properties: propertiesOf(element.row, inputs.properties),
    };
  });
  const spaces = inputs.spaces.map(
    (space): BuildingSpace => ({
      id: space.id,
      name: space.name,
      storey: storeyIndex.get(space.storey) ?? -1,
      area_m2: areaOfSpace(space),
      volume_m3: space.volume_m3,
      ...placed(space.mesh),
    }),
  );
  return {
    name: inputs.name,
    origin: 'ifc',
    storeys: storeys.map(({ row, name, elevation_m }) => ({ name, elevation_m: (levels.get(row) ?? elevation_m ?? 0) - ground_m })),
    elements,
    spaces,
    mesh: collector.build(),
    notes: inputs.notes,
  };
}

function areaOfSpace(space: IfcSpaceRecord): Sourced<number> {
  if (space.areaSource === 'quantities') return { value: space.area_m2, provenance: 'file', note: space.areaNote };
  return space.areaSource === 'geometry'
    ? { value: space.area_m2, provenance: 'geometry' }
    : { value: 0, provenance: 'default', note: 'neither quantity nor geometry' };
}

function externalOf(element: IfcElement): Sourced<boolean> {
  const { isExternal, statedExternal, foundExternal } = element;
  if (statedExternal === isExternal) return { value: isExternal, provenance: 'file', note: 'IsExternal' };
  if (foundExternal !== null)
    return { value: isExternal, provenance: 'geometry', ...(statedExternal === null ? {} : { note: 'the file says otherwise' }) };
  return { value: isExternal, provenance: 'default', note: 'neither stated nor found' };
}

function uValueOf(element: IfcElement, { archetype, defaultNote }: ModelInputs): Sourced<number> | null {
  if (element.uValue_W_m2K !== null) {
    return {
      value: element.uValue_W_m2K,
      provenance: 'file',
      note: element.uValueSource === 'layers' ? 'from its layers (EN ISO 6946)' : 'ThermalTransmittance',
    };
  }
  const part = partOf(element);
  if (part === null) return null;
  return { value: defaultUValue(archetype, part), provenance: archetype.source === 'tabula' ? 'archetype' : 'default', note: defaultNote };
}

function gValueOf(element: IfcElement, { archetype, defaultNote }: ModelInputs): Sourced<number> {
  if (element.gValue !== null) return { value: element.gValue, provenance: 'file', note: 'SolarHeatGainTransmittance' };
  return { value: archetype.windowG, provenance: archetype.source === 'tabula' ? 'archetype' : 'default', note: defaultNote };
}

/** Tilt and azimuth from true north: the direction is moved as the geometry is. */
function directionOf(element: IfcElement, { toBuilding }: ModelInputs): { readonly tilt_deg: number; readonly azimuth_deg: number } {
  const [x, y, z] = element.outward;
  const moved = toBuilding(Float64Array.from([0, 0, 0, x, y, z]));
  const [e, n, u] = [moved[3]! - moved[0]!, moved[4]! - moved[1]!, moved[5]! - moved[2]!];
  const tilt_deg = (Math.atan2(Math.hypot(e, n), u) * 180) / Math.PI;
  const flat = tilt_deg < 3 || tilt_deg > 177;
  return { tilt_deg, azimuth_deg: flat ? Number.NaN : ((Math.atan2(e, n) * 180) / Math.PI + 360) % 360 };
}

function propertiesOf(row: number, index: PropertyIndex): BuildingElement['properties'] {
  const shown = index
    .properties(row)
    .map(({ set, name, value }) => [set, name, shownValue(value).slice(0, LONGEST_VALUE)] as const)
    .filter(([, , value]) => value !== '');
  const quantities = index.quantities(row).map(({ set, name, value }) => [set, name, String(Number(value.toPrecision(8)))] as const);
  return [...quantities, ...shown].slice(0, MOST_PROPERTIES);
}
