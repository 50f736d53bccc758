/** What each element is, and whether it belongs to the envelope: by what the file states, checked by geometry. */
import type { ElementKind } from '#models/district/buildingModel.ts';
import { type Entities, enumIn } from './entities.ts';
import { type IfcMesh, NO_MESH } from './kernel.ts';
import { type Bounds, boundsOf, type Facing, sideOf, topOf } from './measure.ts';
import type { PropertyIndex } from './properties.ts';
import type { Structure } from './structure.ts';

/** Kind by IFC type; what is not here is `other`. */
const KIND: readonly (readonly [RegExp, ElementKind])[] = [
  [/^IFC(WALL|CURTAINWALL)/, 'wall'],
  [/^IFCWINDOW/, 'window'],
  [/^IFCDOOR/, 'door'],
  [/^IFCROOF/, 'roof'],
  [/^IFC(SLAB|FOOTING|PILE)/, 'slab'],
  [/^IFCCOLUMN/, 'column'],
  [/^IFC(BEAM|MEMBER)/, 'beam'],
  [/^IFC(STAIR|RAMP)/, 'stair'],
  [/^IFCRAILING/, 'railing'],
  [/^IFC(FURNI|SYSTEMFURNITURE|FLOWTERMINAL|SANITARY)/, 'furniture'],
];

export const COMMON_SET = /^pset_\w+common$/i;

export interface IfcElement {
  readonly row: number;
  readonly id: string;
  readonly type: string;
  kind: ElementKind;
  readonly name: string;
  readonly mesh: IfcMesh;
  readonly bounds: Bounds | null;
  readonly facing: Facing;
  readonly host: number;
  /** `IsExternal` in the file; null where absent. */
  readonly statedExternal: boolean | null;
  /** By geometry; null where it says nothing. */
  foundExternal: boolean | null;
  /** Outward horizontal direction or up; set for elements of the envelope. */
  outward: readonly [number, number, number];
  /** Faces outside, foundations and parapets among them. */
  isExternal: boolean;
  /** Part of the thermal envelope: external, and beside or around rooms. */
  isEnvelope: boolean;
  area_m2: number;
  areaSource: AreaSource;
  /** As the file states it, or as its layers give it. */
  uValue_W_m2K: number | null;
  uValueSource: 'property' | 'layers' | null;
  gValue: number | null;
}

export type AreaSource = 'boundaries' | 'quantities' | 'attributes' | 'geometry' | 'none';

export function kindOf(type: string, predefined: string): ElementKind {
  if (type.startsWith('IFCSLAB') && predefined === 'ROOF') return 'roof';
  if (type.startsWith('IFCSLAB') && predefined === 'BASESLAB') return 'ground';
  return KIND.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** One record per element of a building. */
export function readElements(
  entities: Entities,
  structure: Structure,
  properties: PropertyIndex,
  meshes: ReadonlyMap<number, IfcMesh>,
  rows: readonly number[],
): IfcElement[] {
  return rows.map((row) => {
    const type = entities.typeOf(row);
    const kind = kindOf(type, enumIn(entities.argument(row, 8)));
    const mesh = meshes.get(row) ?? NO_MESH;
    const upright = kind === 'wall' || kind === 'window' || kind === 'door';
    const side = upright ? sideOf(mesh) : topOf(mesh);
    // Skylights lie: their larger side is the upper one.
    const top = kind === 'window' ? topOf(mesh) : side;
    const facing = kind === 'window' && isLying(mesh) ? top : side;
    return {
      row,
      id: structure.guidOf(row),
      type,
      kind,
      name: structure.nameOf(row),
      mesh,
      bounds: boundsOf(mesh),
      facing,
      host: structure.hostOf(row),
      statedExternal: properties.boolean(row, COMMON_SET, 'IsExternal'),
      foundExternal: null,
      outward: facing.normal,
      isExternal: false,
      isEnvelope: false,
      area_m2: Number.NaN,
      areaSource: 'none',
      uValue_W_m2K: positive(properties.number(row, COMMON_SET, 'ThermalTransmittance')),
      uValueSource: positive(properties.number(row, COMMON_SET, 'ThermalTransmittance')) === null ? null : 'property',
      gValue: gValueOf(properties, row),
    };
  });
}

function isLying(mesh: IfcMesh): boolean {
  const bounds = boundsOf(mesh);
  if (!bounds) return false;
  const height = bounds.max[2] - bounds.min[2];
  return height < 0.5 * Math.min(bounds.max[0] - bounds.min[0], bounds.max[1] - bounds.min[1]);
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 && value < 20 ? value : null;
}

function gValueOf(properties: PropertyIndex, row: number): number | null {
  const stated =
    properties.number(row, /^pset_(doorwindowglazingtype|windowcommon|doorcommon|\w*glazing\w*)$/i, 'SolarHeatGainTransmittance') ??
    properties.number(row, /./, 'gValue') ??
    properties.number(row, /./, 'SolarHeatGainCoefficient');
  return stated !== null && stated > 0 && stated <= 1 ? stated : null;
}
