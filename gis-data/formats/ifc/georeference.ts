/**
 * Where an IFC model stands. Geometry kernels never apply a map conversion; this is done here, in the order: map
 * conversion with its projected system (IFC4 and later), the property sets of the same names (IFC2x3), the site's
 * latitude and longitude with true north, else the user is asked. Equations: docs/models/formats.md.
 */
import type { IssueLog } from '../issueLog.ts';
import { type Entities, isList, numberIn, shownValue, textIn } from './entities.ts';
import type { PropertyIndex } from './properties.ts';
import type { StepValue } from './step.ts';
import type { Structure } from './structure.ts';
import { type IfcUnits, unitSize } from './units.ts';

export interface MapConversion {
  readonly kind: 'map';
  /** `IfcMapConversion`, `IfcMapConversionScaled`, `IfcRigidOperation`, `ePset_MapConversion`. */
  readonly source: string;
  /** Name of the projected system as the file gives it; '' where it gives none. */
  readonly reference: string;
  /** In metres. */
  readonly eastings_m: number;
  readonly northings_m: number;
  readonly height_m: number;
  /** Unit vector of the local x axis in the map. */
  readonly a: number;
  readonly o: number;
  /** Factors per axis on local metres. */
  readonly k: readonly [number, number, number];
}

export interface SiteReference {
  readonly kind: 'site';
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly elevation_m: number;
  /** True north in local x, y; unit vector. */
  readonly north: readonly [number, number];
  readonly northIsStated: boolean;
}

export interface NoReference {
  readonly kind: 'none';
}

export type Georeference = MapConversion | SiteReference | NoReference;

/** Coordinates beyond this look like map coordinates in the model itself [m]. */
const FAR_m = 10_000;

/** Finds out where the model stands and says so in plain findings. */
export function readGeoreference(
  entities: Entities,
  properties: PropertyIndex,
  structure: Structure,
  units: IfcUnits,
  log: IssueLog,
): Georeference {
  return (
    fromConversion(entities, units, log) ??
    fromPropertySets(entities, properties, structure, units, log) ??
    fromSite(entities, structure, units, log)
  );
}

function unitOrLength(entities: Entities, value: StepValue | undefined, units: IfcUnits): number {
  const row = entities.target(value);
  return (row < 0 ? null : unitSize(entities, row)) ?? units.length_m;
}

function fromConversion(entities: Entities, units: IfcUnits, log: IssueLog): MapConversion | null {
  const rows = entities.rows('IFCMAPCONVERSION', 'IFCMAPCONVERSIONSCALED', 'IFCRIGIDOPERATION');
  for (const row of rows) {
    const args = entities.arguments(row);
    const type = entities.typeOf(row);
    const target = entities.target(args[1]);
    const isProjected = target >= 0 && entities.typeOf(target) === 'IFCPROJECTEDCRS';
    const reference = target >= 0 ? textIn(entities.argument(target, 0)) : '';
    const u_m = isProjected ? unitOrLength(entities, entities.argument(target, 6), units) : units.length_m;
    const first = numberIn(args[2]);
    const second = numberIn(args[3]);
    if (first === null || second === null || (target >= 0 && !isProjected)) {
      log.add({
        code: 'ifc.conversionUnusable',
        severity: 'warning',
        objectId: `#${entities.id(row)}`,
        message: 'The map conversion has no usable coordinates.',
        action: 'Not used.',
      });
      continue;
    }
    const rigid = type === 'IFCRIGIDOPERATION';
    const axis = rigid ? ([1, 0] as const) : direction(numberIn(args[5]), numberIn(args[6]));
    const scale = rigid ? u_m / units.length_m : numberIn(args[7]);
    const k = scaleFactor(scale, u_m / units.length_m, type, rigid ? null : log);
    const factors =
      type === 'IFCMAPCONVERSIONSCALED'
        ? ([k * (numberIn(args[8]) ?? 1), k * (numberIn(args[9]) ?? 1), k * (numberIn(args[10]) ?? 1)] as const)
        : ([k, k, k] as const);
    const conversion: MapConversion = {
      kind: 'map',
      source: SOURCE_NAME[type] ?? type,
      reference,
      eastings_m: first * u_m,
      northings_m: second * u_m,
      height_m: (numberIn(args[4]) ?? 0) * u_m,
      a: axis[0],
      o: axis[1],
      k: rigid ? [1, 1, 1] : factors,
    };
    say(conversion, log);
    return conversion;
  }
  return null;
}

const SOURCE_NAME: Readonly<Record<string, string>> = {
  IFCMAPCONVERSION: 'IfcMapConversion',
  IFCMAPCONVERSIONSCALED: 'IfcMapConversionScaled',
  IFCRIGIDOPERATION: 'IfcRigidOperation',
};

function say(conversion: MapConversion, log: IssueLog): void {
  log.add({
    code: 'ifc.placeByConversion',
    severity: 'info',
    objectId: null,
    message: `Placed by ${conversion.source} in ${conversion.reference || 'a system without a name'}.`,
    action: 'Every corner was moved into the map before it was placed on the globe.',
    values: {
      source: conversion.source,
      reference: conversion.reference || '-',
      eastings_m: Number(conversion.eastings_m.toFixed(3)),
      northings_m: Number(conversion.northings_m.toFixed(3)),
    },
  });
}

function direction(x: number | null, y: number | null): readonly [number, number] {
  if (x === null && y === null) return [1, 0];
  const length = Math.hypot(x ?? 0, y ?? 0);
  return length > 1e-12 ? [(x ?? 0) / length, (y ?? 0) / length] : [1, 0];
}

/**
 * Factor on local metres. `Scale` takes project units to map units, so k = Scale u_m / u_p; near 1 it is a true grid
 * scale, far from 1 the scale was left out or applied twice.
 */
function scaleFactor(scale: number | null, unitRatio: number, type: string, log: IssueLog | null): number {
  const k = (scale ?? 1) * unitRatio;
  if (k >= 0.99 && k <= 1.01) return k;
  log?.add({
    code: 'ifc.scale',
    severity: 'warning',
    objectId: null,
    message: `The scale of the map conversion (${scale ?? 'not given'}) does not fit the units: lengths would be multiplied by ${k}.`,
    action: 'The model was placed without any scaling.',
    values: { what: scale === null ? 'omitted' : 'twice', source: SOURCE_NAME[type] ?? type, factor: Number(k.toPrecision(6)) },
  });
  return 1;
}

function fromPropertySets(
  entities: Entities,
  properties: PropertyIndex,
  structure: Structure,
  units: IfcUnits,
  log: IssueLog,
): MapConversion | null {
  const CONVERSION = /^epset_mapconversion$/i;
  const CRS = /^epset_projectedcrs$/i;
  for (const object of [...entities.rows('IFCPROJECT'), ...structure.sites, ...structure.buildings]) {
    const eastings = properties.number(object, CONVERSION, 'Eastings');
    const northings = properties.number(object, CONVERSION, 'Northings');
    if (eastings === null || northings === null) continue;
    const holders = [object, ...structure.sites, ...structure.buildings, ...entities.rows('IFCPROJECT')];
    const text = (name: string) => holders.map((row) => shownValue(properties.value(row, CRS, name))).find((value) => value !== '') ?? '';
    const u_m = namedUnit(text('MapUnit')) ?? units.length_m;
    const [a, o] = direction(
      properties.number(object, CONVERSION, 'XAxisAbscissa'),
      properties.number(object, CONVERSION, 'XAxisOrdinate'),
    );
    const k = scaleFactor(properties.number(object, CONVERSION, 'Scale'), u_m / units.length_m, 'ePset_MapConversion', log);
    const conversion: MapConversion = {
      kind: 'map',
      source: 'ePset_MapConversion',
      reference: text('Name'),
      eastings_m: eastings * u_m,
      northings_m: northings * u_m,
      height_m: (properties.number(object, CONVERSION, 'OrthogonalHeight') ?? 0) * u_m,
      a,
      o,
      k: [k, k, k],
    };
    say(conversion, log);
    return conversion;
  }
  return null;
}

function namedUnit(name: string): number | null {
  if (/^\s*(millimet|mm)/i.test(name)) return 0.001;
  if (/^\s*(met|m$)/i.test(name)) return 1;
  if (/us survey/i.test(name)) return 1200 / 3937;
  return /f(oo|ee)t/i.test(name) ? 0.3048 : null;
}

/** Degrees from (degrees, minutes, seconds, millionths of a second): each part carries the sign. */
export function compoundAngle_deg(value: StepValue | undefined): number | null {
  if (!isList(value) || value.length < 3) return null;
  const parts = value.map(numberIn);
  if (parts.some((part) => part === null)) return null;
  const [degrees = 0, minutes = 0, seconds = 0, millionths = 0] = parts.map((part) => part ?? 0);
  const angle = degrees + minutes / 60 + (seconds + millionths / 1e6) / 3600;
  // Some writers put the sign on the degrees only.
  if (degrees < 0 && (minutes > 0 || seconds > 0)) return degrees - minutes / 60 - (seconds + Math.abs(millionths) / 1e6) / 3600;
  return angle;
}

/** True north of the model's context; null where it is not stated. */
export function trueNorth(entities: Entities): readonly [number, number] | null {
  for (const row of entities.rows('IFCGEOMETRICREPRESENTATIONCONTEXT')) {
    const north = entities.target(entities.argument(row, 5));
    const ratios = north < 0 ? null : entities.argument(north, 0);
    if (!isList(ratios ?? undefined) || !isList(ratios)) continue;
    const [x, y] = [numberIn(ratios[0]) ?? 0, numberIn(ratios[1]) ?? 0];
    const length = Math.hypot(x, y);
    if (length > 1e-9) return [x / length, y / length];
  }
  return null;
}

function fromSite(entities: Entities, structure: Structure, units: IfcUnits, log: IssueLog): SiteReference | NoReference {
  const north = trueNorth(entities);
  for (const site of structure.sites) {
    const args = entities.arguments(site);
    const lat_deg = compoundAngle_deg(args[9]);
    const lon_deg = compoundAngle_deg(args[10]);
    if (lat_deg === null || lon_deg === null || Math.abs(lat_deg) > 90 || Math.abs(lon_deg) > 180) continue;
    if (lat_deg === 0 && lon_deg === 0) continue;
    log.add({
      code: 'ifc.placeBySite',
      severity: 'info',
      objectId: structure.guidOf(site),
      message: `Placed by the latitude and longitude of the site: ${lat_deg.toFixed(6)}, ${lon_deg.toFixed(6)}.`,
      action: 'Such values are often only near the building: check the place.',
      values: { lat_deg: Number(lat_deg.toFixed(6)), lon_deg: Number(lon_deg.toFixed(6)) },
    });
    if (!north) {
      log.add({
        code: 'ifc.trueNorth',
        severity: 'warning',
        objectId: null,
        message: 'The file does not say where north is.',
        action: 'The y axis of the model was taken as north: directions of facades rest on this.',
      });
    }
    return {
      kind: 'site',
      lat_deg,
      lon_deg,
      elevation_m: (numberIn(args[11]) ?? 0) * units.length_m,
      north: north ?? [0, 1],
      northIsStated: north !== null,
    };
  }
  return { kind: 'none' };
}

/** True where coordinates in the model look like map coordinates already. */
export function isFarFromOrigin(x_m: number, y_m: number): boolean {
  return Math.hypot(x_m, y_m) > FAR_m;
}

/**
 * Local metres to the map: E = E0 + k (x a - y o), N = N0 + k (x o + y a), H = H0 + k z, in place.
 * @param points x, y, z triples
 */
export function toMap(conversion: MapConversion, points: Float64Array): void {
  const { a, o, k, eastings_m, northings_m, height_m } = conversion;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const x = points[i]! * k[0];
    const y = points[i + 1]! * k[1];
    points[i] = eastings_m + x * a - y * o;
    points[i + 1] = northings_m + x * o + y * a;
    points[i + 2] = height_m + points[i + 2]! * k[2];
  }
}

/** Local metres turned to true north: east = x n_y - y n_x, north = x n_x + y n_y, in place. */
export function toNorth(north: readonly [number, number], points: Float64Array): void {
  for (let i = 0; i + 2 < points.length; i += 3) {
    const x = points[i]!;
    const y = points[i + 1]!;
    points[i] = x * north[1] - y * north[0];
    points[i + 1] = x * north[0] + y * north[1];
  }
}
