/** Constructions, surfaces and windows of a zone. */
import { type IdfObject, idfObject } from './idfObject.ts';
import { fromUpperLeft, type Ring, type Vector } from './polygons.ts';

/** Inner surface resistances by the direction of the heat flow: sideways, up, down (EN ISO 6946) [m2 K/W]. */
const INNER_RESISTANCE_m2K_W = { wall: 0.13, roof: 0.1, floor: 0.17 } as const;
/** The least resistance of a layer without mass in the dictionary [m2 K/W]. */
const LEAST_RESISTANCE_m2K_W = 0.001;
/** A layer that holds heat: 1 MJ/(m3 K), so that its thickness in metres is its heat capacity in MJ/(m2 K). */
const MASS_DENSITY_kg_m3 = 1000;
const MASS_HEAT_J_kgK = 1000;
const MASS_CONDUCTIVITY_W_mK = 1;

export type Part = keyof typeof INNER_RESISTANCE_m2K_W;

export interface OpaqueConstruction {
  readonly name: string;
  readonly part: Part;
  /** Whole construction with surface resistances [W/(m2 K)]. */
  readonly uValue_W_m2K: number;
  readonly outerResistance_m2K_W: number;
  readonly solarAbsorptance: number;
  readonly emittance: number;
  /** Of an inner layer; none where 0 [J/(m2 K)]. */
  readonly heatCapacity_J_m2K: number;
}

/** An insulation without mass, and a layer of mass inside it; surface resistances are EnergyPlus' own. */
export function opaqueConstruction(one: OpaqueConstruction): readonly IdfObject[] {
  const thickness_m = one.heatCapacity_J_m2K / (MASS_DENSITY_kg_m3 * MASS_HEAT_J_kgK);
  const whole = 1 / one.uValue_W_m2K - INNER_RESISTANCE_m2K_W[one.part] - one.outerResistance_m2K_W;
  const absorptances = {
    'Thermal Absorptance': one.emittance,
    'Solar Absorptance': one.solarAbsorptance,
    'Visible Absorptance': one.solarAbsorptance,
  };
  const insulation = idfObject('Material:NoMass', {
    Name: `${one.name} insulation`,
    Roughness: 'MediumRough',
    'Thermal Resistance': Math.max(LEAST_RESISTANCE_m2K_W, whole - thickness_m / MASS_CONDUCTIVITY_W_mK),
    ...absorptances,
  });
  if (!(thickness_m > 0)) return [insulation, idfObject('Construction', { Name: one.name, 'Outside Layer': `${one.name} insulation` })];
  return [
    insulation,
    massMaterial(`${one.name} mass`, one.heatCapacity_J_m2K),
    idfObject('Construction', { Name: one.name, 'Outside Layer': `${one.name} insulation`, 'Layer 2': `${one.name} mass` }),
  ];
}

function massMaterial(name: string, heatCapacity_J_m2K: number): IdfObject {
  return idfObject('Material', {
    Name: name,
    Roughness: 'MediumRough',
    Thickness: heatCapacity_J_m2K / (MASS_DENSITY_kg_m3 * MASS_HEAT_J_kgK),
    Conductivity: MASS_CONDUCTIVITY_W_mK,
    Density: MASS_DENSITY_kg_m3,
    'Specific Heat': MASS_HEAT_J_kgK,
  });
}

/** Heat that a zone holds besides its outer parts. */
export function internalMass(zone: string, area_m2: number, heatCapacity_J_K: number): readonly IdfObject[] {
  if (!(area_m2 > 0 && heatCapacity_J_K > 0)) return [];
  return [
    massMaterial('Internal mass', heatCapacity_J_K / area_m2),
    idfObject('Construction', { Name: 'Internal mass', 'Outside Layer': 'Internal mass' }),
    idfObject('InternalMass', {
      Name: `${zone} mass`,
      'Construction Name': 'Internal mass',
      'Zone or ZoneList Name': zone,
      'Surface Area': area_m2,
    }),
  ];
}

/** A window by its U value and its solar transmittance. */
export function windowConstruction(name: string, uValue_W_m2K: number, transmittance: number): readonly IdfObject[] {
  return [
    idfObject('WindowMaterial:SimpleGlazingSystem', {
      Name: `${name} glazing`,
      'U-Factor': uValue_W_m2K,
      'Solar Heat Gain Coefficient': transmittance,
    }),
    idfObject('Construction', { Name: name, 'Outside Layer': `${name} glazing` }),
  ];
}

export interface PlacedSurface {
  readonly name: string;
  readonly type: 'Wall' | 'Roof' | 'Floor';
  readonly construction: string;
  /** `shaded`: outdoor air without sun and wind; `adiabatic`: no heat flow. */
  readonly boundary: 'outdoor' | 'shaded' | 'adiabatic';
  readonly ring: Ring;
  readonly normal: Vector;
}

export function surfaceObject(zone: string, surface: PlacedSurface): IdfObject {
  const ring = fromUpperLeft(surface.ring, surface.normal);
  return idfObject(
    'BuildingSurface:Detailed',
    {
      Name: surface.name,
      'Surface Type': surface.type,
      'Construction Name': surface.construction,
      'Zone Name': zone,
      'Outside Boundary Condition': surface.boundary === 'adiabatic' ? 'Adiabatic' : 'Outdoors',
      'Sun Exposure': surface.boundary === 'outdoor' ? 'SunExposed' : 'NoSun',
      'Wind Exposure': surface.boundary === 'outdoor' ? 'WindExposed' : 'NoWind',
      'View Factor to Ground': 'Autocalculate',
      'Number of Vertices': ring.length,
    },
    coordinates(ring),
  );
}

/** A window of three or four corners. */
export function windowObject(name: string, construction: string, wall: string, ring: Ring, normal: Vector): IdfObject {
  const corners = fromUpperLeft(ring, normal);
  const fields: Record<string, string | number> = {
    Name: name,
    'Surface Type': 'Window',
    'Construction Name': construction,
    'Building Surface Name': wall,
    'View Factor to Ground': 'Autocalculate',
    Multiplier: 1,
    'Number of Vertices': corners.length,
  };
  corners.forEach((corner, i) => {
    ['X', 'Y', 'Z'].forEach((axis, k) => {
      fields[`Vertex ${i + 1} ${axis}-coordinate`] = millimetres(corner[k]!);
    });
  });
  return idfObject('FenestrationSurface:Detailed', fields);
}

export function shadingObject(name: string, ring: Ring): IdfObject {
  return idfObject('Shading:Building:Detailed', { Name: name, 'Number of Vertices': ring.length }, coordinates(ring));
}

function coordinates(ring: Ring): readonly number[] {
  return ring.flatMap((corner) => corner.map(millimetres));
}

/** A tenth of a millimetre is kept: cuts must not open. */
function millimetres(length_m: number): number {
  return Math.round(length_m * 1e4) / 1e4;
}
