/**
 * One building of a district as the engine calculates it: one zone with its faces, the engine's U values and gains,
 * neighbours as shading. What the engine knows as a whole (heat capacity, thermal bridges) is put where EnergyPlus can
 * hold it; `docs/models/exports.md` says where.
 */
import { InputError } from '#models/core/errors.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { BUILDING_USES, SURFACE_KINDS, type SurfaceKind } from '#models/district/district.ts';
import { USE_PROFILES } from '#models/energy/appliances/useProfile.ts';
import { type BuildingEnvelope, buildingEnvelope, faceUValues } from '#models/scenario/buildingEnvelope.ts';
import {
  AIR_Wh_m3K,
  FRAME_FACTOR,
  OUTER_RESISTANCE_m2K_W,
  ROOF_ABSORPTANCE,
  SHADING_FACTOR,
  WALL_ABSORPTANCE,
} from '#models/scenario/envelope.ts';
import { applyMeasures } from '#models/scenario/measuredState.ts';
import type { BuildingField, DistrictPlan, PatternField } from '#models/scenario/plan.ts';
import type { PreparedDistrict } from '#models/scenario/prepareDistrict.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import {
  internalMass,
  opaqueConstruction,
  type Part,
  type PlacedSurface,
  surfaceObject,
  windowConstruction,
  windowObject,
} from './envelope.ts';
import { idealLoads } from './idealLoads.ts';
import { type IdfObject, idfName, idfObject, idfText } from './idfObject.ts';
import { neighbourShading } from './neighbourShading.ts';
import { cutUpright, normalOf, openingsIn, polygonsOf, type Ring } from './polygons.ts';
import { outputObjects, runObjects } from './run.ts';
import { ANY_NUMBER, schedule } from './schedules.ts';

export interface BuildingIdfInput {
  readonly prepared: PreparedDistrict;
  readonly plan: DistrictPlan;
  readonly scenario: Scenario;
  /** Row of `district.buildings`. */
  readonly building: number;
}

const ZONE = 'Zone';
const WINDOW = 'Window';
/** Share of gains that goes to the air (ISO 13790, 7.2.2.4). */
const CONVECTIVE_SHARE = 0.5;
/** Shares of a face that count as all or nothing. */
const HARDLY = 0.005;
const EMITTANCE = 0.9;

/** What a kind of face is in EnergyPlus; faces that carry no heat close the zone as adiabatic walls. */
const TYPES: Readonly<Record<SurfaceKind, { readonly type: PlacedSurface['type']; readonly part: Part; readonly what: string }>> = {
  ground: { type: 'Floor', part: 'floor', what: 'Ground' },
  wall: { type: 'Wall', part: 'wall', what: 'Wall' },
  roof: { type: 'Roof', part: 'roof', what: 'Roof' },
  'outer-ceiling': { type: 'Floor', part: 'floor', what: 'Overhang' },
  'outer-floor': { type: 'Roof', part: 'roof', what: 'Terrace' },
  closure: { type: 'Wall', part: 'wall', what: 'Closure' },
};

/**
 * An EnergyPlus model of a building after the measures of a scenario.
 * @throws InputError `idf.building` where the building is not simulated or has no faces
 */
export function buildingIdf(input: BuildingIdfInput): string {
  const { prepared, plan, building } = input;
  const { district, weather, columns } = prepared;
  const one = district.buildings[building];
  if (!one || one.surfaceCount === 0 || !columns.isBuilding[building]) throw notSimulated(one?.id ?? String(building));
  const value = (field: BuildingField) => plan.buildings[field][building]!;
  const objects: IdfObject[] = [
    ...runObjects(one.name ?? one.id, weather, monthlyAlbedo(weather.albedo)),
    idfObject('Zone', { Name: ZONE, Volume: columns.airVolume_m3[building]!, 'Floor Area': columns.netFloor_m2[building]! }),
    ...envelopeObjects(input),
    ...internalMass(ZONE, value('massArea_m2'), value('heatCapacity_J_K')),
    ...neighbourShading(district, building),
    ...gainAndAirObjects(input, value),
    ...idealLoads(
      ZONE,
      { setpoint_C: heatingSetpoint_C(input, value), maxPower_W: value('maxHeating_W') },
      value('maxCooling_W') > 0 ? { setpoint_C: value('coolingSetpoint_C'), maxPower_W: value('maxCooling_W') } : undefined,
    ),
    ...outputObjects(),
  ];
  return idfText(objects, [
    `Building ${idfName(one.id)} of ${idfName(district.name)}, scenario ${idfName(input.scenario.name)}, written by Commonwatt.`,
    'One zone, as the simple hourly method of ISO 13790 has it; see docs/models/exports.md for what was put where.',
    ...(district.source.attribution ? [district.source.attribution] : []),
  ]);
}

function notSimulated(id: string): InputError {
  return new InputError({
    code: 'idf.building',
    message: 'The building is not simulated: it has no faces, was removed, or is a generic object.',
    where: id,
    mend: 'Choose another building.',
    values: { id },
  });
}

function monthlyAlbedo(albedo: Float64Array): readonly number[] {
  const hoursPerMonth = HOURS_PER_YEAR / 12;
  return Array.from({ length: 12 }, (_, month) => {
    const hours = albedo.subarray(month * hoursPerMonth, (month + 1) * hoursPerMonth);
    return hours.reduce((sum, one) => sum + one, 0) / hours.length;
  });
}

/** Constructions by U value, faces, windows. */
function envelopeObjects({ prepared, scenario, building }: BuildingIdfInput): readonly IdfObject[] {
  const { district, columns } = prepared;
  const { surfaces } = district;
  const state = applyMeasures(prepared, scenario);
  const envelope = buildingEnvelope(prepared, state, building);
  const uValueOf = faceUValues(prepared, state, building);
  const { windowRatio } = envelope.archetype;
  const constructions = new Constructions(envelope);
  const placed: IdfObject[] = [];
  let hasWindow = false;
  let hasGround = false;

  const place = (kind: SurfaceKind, face: string, ring: Ring, row: number, boundary: PlacedSurface['boundary'], uValue: number) => {
    const { type, part, what } = TYPES[kind];
    const normal = normalOf(surfaces, row);
    const name = `${what} ${face}`;
    const opens = kind === 'wall' && boundary === 'outdoor' && windowRatio > 0;
    const construction =
      boundary === 'adiabatic' ? constructions.party() : constructions.of(part, what, uValue, opens ? 1 - windowRatio : 1);
    placed.push(surfaceObject(ZONE, { name, type, construction, boundary, ring, normal }));
    if (!opens) return;
    openingsIn(ring, normal, windowRatio).forEach((opening, i) => {
      hasWindow = true;
      placed.push(windowObject(`${name} window ${i + 1}`, WINDOW, name, opening, normal));
    });
  };

  const { firstSurface, surfaceCount } = district.buildings[building]!;
  for (let face = 0; face < surfaceCount; face++) {
    const row = firstSurface + face;
    const kind = SURFACE_KINDS[surfaces.kind[row]!]!;
    const share = surfaces.area_m2[row]! > 0 ? surfaces.sharedArea_m2[row]! / surfaces.area_m2[row]! : 0;
    polygonsOf(surfaces, row).forEach((ring, piece) => {
      const name = `${face + 1}${piece > 0 ? `.${piece + 1}` : ''}`;
      if (kind === 'closure') place(kind, name, ring, row, 'adiabatic', 0);
      else if (kind === 'ground') {
        hasGround = true;
        // The floor's value holds the ground up to the outdoor air; without open edge nothing is lost.
        place(kind, name, ring, row, envelope.slab_W_m2K > 0 ? 'shaded' : 'adiabatic', envelope.slab_W_m2K);
      } else {
        const outer = kind === 'outer-ceiling' ? 'shaded' : 'outdoor';
        const [shared, open] =
          share <= HARDLY ? [null, ring] : share >= 1 - HARDLY ? [ring, null] : cutUpright(ring, normalOf(surfaces, row), share);
        if (open) place(kind, name, open, row, outer, uValueOf(row));
        if (shared) place(kind, `${name} shared`, shared, row, 'adiabatic', 0);
      }
    });
  }
  if (!hasGround && columns.ground_m2[building]! > 0 && envelope.slab_W_m2K > 0) {
    const construction = constructions.of('floor', 'Ground', envelope.slab_W_m2K, 1);
    placed.push(surfaceObject(ZONE, inferredFloor(prepared, building, construction)));
  }
  const windows = hasWindow ? windowConstruction(WINDOW, envelope.window_W_m2K, envelope.windowG * FRAME_FACTOR * SHADING_FACTOR) : [];
  return [...constructions.objects, ...windows, ...placed];
}

/** Constructions by part and U value; thermal bridges are in them, per area of the whole face. */
class Constructions {
  readonly objects: IdfObject[] = [];
  readonly #known = new Set<string>();
  readonly #bridges_W_m2K: number;

  constructor({ archetype }: BuildingEnvelope) {
    this.#bridges_W_m2K = archetype.thermalBridge_W_m2K;
  }

  /** @param opaqueShare of the face's area, which carries the bridges of the whole */
  of(part: Part, what: string, uValue_W_m2K: number, opaqueShare: number): string {
    const whole = uValue_W_m2K + this.#bridges_W_m2K / opaqueShare;
    return this.#add(`${what} U ${whole.toFixed(3)}`, part, whole, part === 'roof' ? ROOF_ABSORPTANCE : WALL_ABSORPTANCE);
  }

  /** Walls towards neighbours let no heat through, whatever they are made of. */
  party(): string {
    return this.#add('Party wall', 'wall', 1, WALL_ABSORPTANCE);
  }

  #add(name: string, part: Part, uValue_W_m2K: number, solarAbsorptance: number): string {
    if (!this.#known.has(name)) {
      const outerResistance_m2K_W = OUTER_RESISTANCE_m2K_W;
      this.objects.push(
        ...opaqueConstruction({
          name,
          part,
          uValue_W_m2K,
          outerResistance_m2K_W,
          solarAbsorptance,
          emittance: EMITTANCE,
          heatCapacity_J_m2K: 0,
        }),
      );
      this.#known.add(name);
    }
    return name;
  }
}

/** A square of the footprint's area below a building whose file has no ground face, as the engine assumes one. */
function inferredFloor({ district, columns }: PreparedDistrict, building: number, construction: string): PlacedSurface {
  const { surfaces } = district;
  const { firstSurface, surfaceCount } = district.buildings[building]!;
  const points = Array.from({ length: surfaceCount }, (_, face) => polygonsOf(surfaces, firstSurface + face).flat()).flat();
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y, z] = [mean(0), mean(1), Math.min(...points.map((point) => point[2]))];
  const half = Math.sqrt(columns.ground_m2[building]!) / 2;
  const ring: Ring = [
    [x - half, y - half, z],
    [x - half, y + half, z],
    [x + half, y + half, z],
    [x + half, y - half, z],
  ];
  return { name: 'Ground, from the footprint', type: 'Floor', construction, boundary: 'shaded', ring, normal: [0, 0, -1] };
}

/** The year of a pattern of the building's use. */
function pattern({ prepared, plan, building }: BuildingIdfInput, field: PatternField): Float64Array {
  const first = prepared.columns.useClass[building]! * HOURS_PER_YEAR;
  return plan.patterns[field].subarray(first, first + HOURS_PER_YEAR);
}

function heatingSetpoint_C(input: BuildingIdfInput, value: (field: BuildingField) => number): Float64Array {
  const [setpoint, setback] = [value('heatingSetpoint_C'), value('heatingSetback_K')];
  return pattern(input, 'setback').map((share) => setpoint - setback * share);
}

/** People, electricity, leaks and fresh air. */
function gainAndAirObjects(input: BuildingIdfInput, value: (field: BuildingField) => number): readonly IdfObject[] {
  const use = BUILDING_USES[input.prepared.columns.useClass[input.building]!]!;
  const { sensibleHeat_W_person } = USE_PROFILES[use];
  const zone = { 'Zone or ZoneList or Space or SpaceList Name': ZONE };
  const constantAir = {
    'Constant Term Coefficient': 1,
    'Temperature Term Coefficient': 0,
    'Velocity Term Coefficient': 0,
    'Velocity Squared Term Coefficient': 0,
  };
  /** The engine's conductance of air as a flow [m3/s]. */
  const flow_m3_s = (conductance_W_K: number) => conductance_W_K / AIR_Wh_m3K / 3600;
  const heatShare = value('applianceHeatShare');
  return [
    schedule('People', ANY_NUMBER, pattern(input, 'people')),
    schedule('Heat per person', ANY_NUMBER, sensibleHeat_W_person),
    idfObject('People', {
      Name: 'People',
      ...zone,
      'Number of People Schedule Name': 'People',
      'Number of People Calculation Method': 'People',
      'Number of People': value('peopleGain_W') / sensibleHeat_W_person,
      'Fraction Radiant': 1 - CONVECTIVE_SHARE,
      'Sensible Heat Fraction': 1,
      'Activity Level Schedule Name': 'Heat per person',
    }),
    schedule('Electricity', ANY_NUMBER, pattern(input, 'appliances')),
    idfObject('ElectricEquipment', {
      Name: 'Electricity',
      ...zone,
      'Schedule Name': 'Electricity',
      'Design Level Calculation Method': 'EquipmentLevel',
      'Design Level': value('appliances_W'),
      'Fraction Latent': 0,
      'Fraction Radiant': heatShare * (1 - CONVECTIVE_SHARE),
      'Fraction Lost': 1 - heatShare,
    }),
    schedule('Always', ANY_NUMBER, 1),
    idfObject('ZoneInfiltration:DesignFlowRate', {
      Name: 'Leaks',
      ...zone,
      'Schedule Name': 'Always',
      'Design Flow Rate Calculation Method': 'Flow/Zone',
      'Design Flow Rate': flow_m3_s(value('infiltration_W_K')),
      ...constantAir,
    }),
    schedule('Fresh air', ANY_NUMBER, pattern(input, 'ventilation')),
    idfObject('ZoneVentilation:DesignFlowRate', {
      Name: 'Fresh air',
      ...zone,
      'Schedule Name': 'Fresh air',
      'Design Flow Rate Calculation Method': 'Flow/Zone',
      'Design Flow Rate': flow_m3_s(value('ventilation_W_K')),
      'Ventilation Type': 'Balanced',
      'Fan Pressure Rise': 0,
      'Fan Total Efficiency': 1,
      ...constantAir,
    }),
  ];
}
