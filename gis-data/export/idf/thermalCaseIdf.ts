/** A thermal case as a box with windows in its walls: BESTEST's cases, and others of that form. */
import { InputError } from '#models/core/errors.ts';
import { parseCase } from '#models/energy/cases/caseInput.ts';
import { type OpaquePart, type ThermalCase, thermalCaseSchema, type WindowPart } from '#models/energy/cases/thermalCase.ts';
import { thermalZone } from '#models/energy/cases/thermalEnvelope.ts';
import { internalMass, opaqueConstruction, type Part, surfaceObject, windowConstruction, windowObject } from './envelope.ts';
import { idealLoads } from './idealLoads.ts';
import { type IdfObject, idfObject, idfText } from './idfObject.ts';
import { openingsIn, type Ring, type Vector } from './polygons.ts';
import { type IdfSite, outputObjects, runObjects } from './run.ts';
import { ANY_NUMBER, schedule } from './schedules.ts';

const ZONE = 'Zone';
/** Areas of opposite sides may differ by this, relative. */
const TOLERANCE = 0.01;
const SIDES = ['north', 'east', 'south', 'west'] as const;
type Side = (typeof SIDES)[number];

/**
 * An EnergyPlus model of a thermal case. Each opaque part is an insulation without mass around a layer of its heat
 * capacity; windows are made by U and g value.
 * @throws InputError `idf.shape` where the parts are not the six sides of a box that stands to the four points of the compass
 */
export function thermalCaseIdf(input: ThermalCase, site: IdfSite): string {
  const given = parseCase(thermalCaseSchema, input, 'thermal');
  const { zone, opaque, windows, airChange_1_h, gains, heating, cooling, albedo } = given;
  const name = given.name ?? 'Thermal case';
  const box = boxOf(opaque, windows, zone.floorArea_m2, zone.volume_m3, name);
  const objects: IdfObject[] = [...runObjects(name, site, albedo ?? 0.2)];
  opaque.forEach((part, index) => {
    objects.push(
      ...opaqueConstruction({
        name: constructionName(part, index),
        part: partOf(part),
        uValue_W_m2K: part.uValue_W_m2K,
        outerResistance_m2K_W: part.outsideResistance_m2K_W,
        solarAbsorptance: part.solarAbsorptance,
        emittance: part.emittance,
        heatCapacity_J_m2K: (part.heatCapacity_kJ_m2K ?? 0) * 1000,
      }),
    );
  });
  windows.forEach((window, index) => {
    const transmittance = window.gValue * (1 - window.frameShare) * window.shadingFactor;
    objects.push(...windowConstruction(`Window ${index + 1}`, window.uValue_W_m2K, transmittance));
  });
  objects.push(idfObject('Zone', { Name: ZONE, Volume: zone.volume_m3, 'Floor Area': zone.floorArea_m2 }));
  opaque.forEach((part, index) => {
    const side = box.sideOf(part);
    const surface = `${side} ${index + 1}`;
    const type = { wall: 'Wall', roof: 'Roof', floor: 'Floor' } as const;
    const { ring, normal } = box.face(side);
    objects.push(
      surfaceObject(ZONE, {
        name: surface,
        type: type[partOf(part)],
        construction: constructionName(part, index),
        boundary: part.boundary,
        ring,
        normal,
      }),
    );
    objects.push(...windowsIn(windows, side, surface, ring, normal, box));
  });
  // Without capacities of the parts the zone's class holds the heat.
  const mass = thermalZone(given);
  if (opaque.every((part) => part.heatCapacity_kJ_m2K === undefined))
    objects.push(...internalMass(ZONE, mass.massArea_m2, mass.heatCapacity_J_K));
  objects.push(schedule('Air change', ANY_NUMBER, airChange_1_h));
  objects.push(infiltration());
  if (gains) objects.push(schedule('Gains', ANY_NUMBER, gains.power_W), gain(gains.convectiveShare));
  const control = (one: typeof heating) =>
    one && { setpoint_C: one.setpoint_C, ...(one.maxPower_W === undefined ? {} : { maxPower_W: one.maxPower_W }) };
  objects.push(...idealLoads(ZONE, control(heating), control(cooling)), ...outputObjects());
  return idfText(objects, [
    `${name}, written by Commonwatt.`,
    "Insulation without mass outside, a layer with the case's heat capacity inside; surface resistances are EnergyPlus' own.",
  ]);
}

function constructionName(part: OpaquePart, index: number): string {
  return part.name ?? `Part ${index + 1}`;
}

function partOf({ tilt_deg }: Pick<OpaquePart, 'tilt_deg'>): Part {
  if (tilt_deg === 90) return 'wall';
  return tilt_deg < 90 ? 'roof' : 'floor';
}

/** Air change as a schedule times one change per hour. */
function infiltration(): IdfObject {
  return idfObject('ZoneInfiltration:DesignFlowRate', {
    Name: 'Air change',
    'Zone or ZoneList or Space or SpaceList Name': ZONE,
    'Schedule Name': 'Air change',
    'Design Flow Rate Calculation Method': 'AirChanges/Hour',
    'Air Changes per Hour': 1,
    'Constant Term Coefficient': 1,
    'Temperature Term Coefficient': 0,
    'Velocity Term Coefficient': 0,
    'Velocity Squared Term Coefficient': 0,
  });
}

/** Gains as a schedule times one watt. */
function gain(convectiveShare: number): IdfObject {
  return idfObject('OtherEquipment', {
    Name: 'Gains',
    'Fuel Type': 'None',
    'Zone or ZoneList or Space or SpaceList Name': ZONE,
    'Schedule Name': 'Gains',
    'Design Level Calculation Method': 'EquipmentLevel',
    'Design Level': 1,
    'Fraction Latent': 0,
    'Fraction Radiant': 1 - convectiveShare,
    'Fraction Lost': 0,
  });
}

interface Box {
  sideOf(part: Pick<OpaquePart, 'tilt_deg' | 'azimuth_deg'>): Side | 'roof' | 'floor';
  face(side: Side | 'roof' | 'floor'): { readonly ring: Ring; readonly normal: Vector };
}

function sideOf({ tilt_deg, azimuth_deg }: Pick<OpaquePart, 'tilt_deg' | 'azimuth_deg'>): Side | 'roof' | 'floor' | null {
  if (tilt_deg === 0) return 'roof';
  if (tilt_deg === 180) return 'floor';
  const quarter = (((azimuth_deg % 360) + 360) % 360) / 90;
  return tilt_deg === 90 && Number.isInteger(quarter) ? SIDES[quarter]! : null;
}

function boxOf(opaque: readonly OpaquePart[], windows: readonly WindowPart[], floor_m2: number, volume_m3: number, name: string): Box {
  const height = volume_m3 / floor_m2;
  const areas = new Map<string, number>();
  for (const part of [...opaque, ...windows]) {
    const side = sideOf(part);
    if (side === null) throw notABox(name);
    areas.set(side, (areas.get(side) ?? 0) + part.area_m2);
  }
  const oneEach = opaque.length === 6 && new Set(opaque.map(sideOf)).size === 6;
  const width = (areas.get('north') ?? 0) / height;
  const depth = (areas.get('east') ?? 0) / height;
  const close = (a: number | undefined, b: number) => a !== undefined && Math.abs(a - b) <= TOLERANCE * b;
  const fits =
    close(areas.get('south'), width * height) &&
    close(areas.get('west'), depth * height) &&
    close(areas.get('roof'), width * depth) &&
    close(areas.get('floor'), width * depth) &&
    close(floor_m2, width * depth);
  if (!oneEach || !fits || windows.some((window) => window.tilt_deg !== 90)) throw notABox(name);
  const [w, d, h] = [width, depth, height];
  const faces: Readonly<Record<Side | 'roof' | 'floor', { readonly ring: Ring; readonly normal: Vector }>> = {
    south: {
      ring: [
        [0, 0, h],
        [0, 0, 0],
        [w, 0, 0],
        [w, 0, h],
      ],
      normal: [0, -1, 0],
    },
    east: {
      ring: [
        [w, 0, h],
        [w, 0, 0],
        [w, d, 0],
        [w, d, h],
      ],
      normal: [1, 0, 0],
    },
    north: {
      ring: [
        [w, d, h],
        [w, d, 0],
        [0, d, 0],
        [0, d, h],
      ],
      normal: [0, 1, 0],
    },
    west: {
      ring: [
        [0, d, h],
        [0, d, 0],
        [0, 0, 0],
        [0, 0, h],
      ],
      normal: [-1, 0, 0],
    },
    roof: {
      ring: [
        [0, d, h],
        [0, 0, h],
        [w, 0, h],
        [w, d, h],
      ],
      normal: [0, 0, 1],
    },
    floor: {
      ring: [
        [0, 0, 0],
        [0, d, 0],
        [w, d, 0],
        [w, 0, 0],
      ],
      normal: [0, 0, -1],
    },
  };
  return { sideOf: (part) => sideOf(part)!, face: (side) => faces[side] };
}

function notABox(name: string): InputError {
  return new InputError({
    code: 'idf.shape',
    message: 'The parts are not the six sides of a box that stands to the four points of the compass.',
    where: name,
    mend: 'Give one opaque part per side, roof and floor, with areas that fit each other and the volume.',
  });
}

/** Windows of one wall side by side, each in its share of the wall's width. */
function windowsIn(windows: readonly WindowPart[], side: string, wall: string, ring: Ring, normal: Vector, box: Box): readonly IdfObject[] {
  const own = windows.flatMap((window, index) => (box.sideOf(window) === side ? [{ window, index }] : []));
  const total = own.reduce((sum, { window }) => sum + window.area_m2, 0);
  const [upperLeft, lowerLeft, lowerRight, upperRight] = ring as readonly [Vector, Vector, Vector, Vector];
  const gross_m2 = Math.hypot(lowerRight[0] - lowerLeft[0], lowerRight[1] - lowerLeft[1]) * (upperLeft[2] - lowerLeft[2]);
  const between = (a: Vector, b: Vector, t: number): Vector => [
    a[0] + t * (b[0] - a[0]),
    a[1] + t * (b[1] - a[1]),
    a[2] + t * (b[2] - a[2]),
  ];
  let done = 0;
  return own.flatMap(({ window, index }) => {
    const [from, to] = [done / total, (done + window.area_m2) / total];
    done += window.area_m2;
    const bay: Ring = [
      between(upperLeft, upperRight, from),
      between(lowerLeft, lowerRight, from),
      between(lowerLeft, lowerRight, to),
      between(upperLeft, upperRight, to),
    ];
    return openingsIn(bay, normal, total / gross_m2).map((opening) =>
      windowObject(`${wall} window ${index + 1}`, `Window ${index + 1}`, wall, opening, normal),
    );
  });
}
