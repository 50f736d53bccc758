/**
 * Where the heat of one building goes over the year, by path and by face. The paths close with the year's balance:
 * their transmission is the simulated transmission, their air exchange the simulated air exchange.
 *
 *   loss = H sum(Ti - Te) + sky - sun + closure      [kWh/a]
 *
 * H is the conductance, Ti the air indoors and Te outdoors hour by hour. `sky` is what the face radiates to the sky,
 * `sun` what sun on its outside spares; both are zero for windows' sun (it is a gain), floors and bridges. The zone of
 * ISO 13790 loses heat from its mass and surface nodes, which are not as warm as the air: that difference (`closure`)
 * is known for the whole building only and is shared in proportion to H.
 */
import type { ThermalPath } from '../district/buildingModel.ts';
import { SURFACE_KINDS } from '../district/district.ts';
import { type BuildingEnvelope, buildingEnvelope, faceUValues } from './buildingEnvelope.ts';
import { OUTER_RADIATION_W_m2K, OUTER_RESISTANCE_m2K_W, ROOF_ABSORPTANCE, WALL_ABSORPTANCE } from './envelope.ts';
import { applyMeasures, type MeasuredState, partOfKind } from './measuredState.ts';
import type { DistrictPlan } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import type { Scenario } from './scenario.ts';
import type { YearResult } from './yearResult.ts';

export const TRANSMISSION_PATHS = ['wall', 'roof', 'overhang', 'ground', 'window', 'bridges'] as const;
type TransmissionPath = (typeof TRANSMISSION_PATHS)[number];

/** What is asked about. */
export interface HeatPathQuery {
  readonly prepared: PreparedDistrict;
  readonly scenario: Scenario;
  readonly plan: DistrictPlan;
  readonly result: YearResult;
  /** Row of `district.buildings`. */
  readonly building: number;
  /** The building's air by hour, from `SolverPort.buildingYear` [degC]. */
  readonly indoor_C: Float64Array;
}

/** A piece of the envelope: a face, the windows in it, its bridges. */
interface Piece {
  readonly kind: TransmissionPath;
  /** Counted from the building's first surface; -1 for a floor that is no face. */
  readonly face: number;
  readonly area_m2: number;
  readonly conductance_W_K: number;
  /** Before the closure. */
  readonly loss_kWh: number;
}

interface Hours {
  /** Sums over the year of indoor less outdoor, and of outdoor less sky [K h]. */
  readonly degree_Kh: number;
  readonly sky_Kh: number;
}

/** Paths with their yearly loss; air paths have no area and no U value. Empty for objects without demand. */
export function thermalPaths(query: HeatPathQuery): readonly ThermalPath[] {
  const { prepared, plan, building } = query;
  if (!prepared.columns.isBuilding[building]) return [];
  const pieces = closedPieces(query);
  const transmission = TRANSMISSION_PATHS.flatMap((kind): ThermalPath[] => {
    const own = pieces.filter((piece) => piece.kind === kind);
    const sum = (value: (piece: Piece) => number) => own.reduce((total, piece) => total + value(piece), 0);
    const area_m2 = sum((piece) => piece.area_m2);
    if (!(area_m2 > 0)) return [];
    const conductance_W_K = sum((piece) => piece.conductance_W_K);
    return [{ kind, area_m2, uValue_W_m2K: conductance_W_K / area_m2, conductance_W_K, loss_kWh: sum((piece) => piece.loss_kWh) }];
  });
  const { degree_Kh } = hoursOf(query);
  const leaks_W_K = plan.buildings.infiltration_W_K[building]!;
  const leaked_kWh = (leaks_W_K * degree_Kh) / 1000;
  const useClass = prepared.columns.useClass[building]!;
  const air = (kind: string, conductance_W_K: number, loss_kWh: number) => ({
    kind,
    area_m2: 0,
    uValue_W_m2K: 0,
    conductance_W_K,
    loss_kWh,
  });
  const fresh_W_K = plan.buildings.ventilation_W_K[building]! * meanOf(plan.patterns.ventilation, useClass);
  return [
    ...transmission,
    air('infiltration', leaks_W_K, leaked_kWh),
    air('ventilation', fresh_W_K, yearOf(query, 'ventilationLoss') - leaked_kWh),
  ];
}

/**
 * Heat that leaves through each face of the building, its windows and bridges included [kWh/a]; NaN for faces that carry
 * none. Faces counted from the building's first surface.
 */
export function elementHeatLoss(query: HeatPathQuery): Float64Array {
  const { prepared, building } = query;
  const losses = new Float64Array(prepared.district.buildings[building]!.surfaceCount).fill(Number.NaN);
  if (!prepared.columns.isBuilding[building]) return losses;
  for (const { face, loss_kWh } of closedPieces(query)) {
    if (face >= 0) losses[face] = (Number.isNaN(losses[face]!) ? 0 : losses[face]!) + loss_kWh;
  }
  return losses;
}

function yearOf({ result, building }: HeatPathQuery, field: 'transmissionLoss' | 'ventilationLoss'): number {
  let sum = 0;
  for (let month = 0; month < 12; month++) sum += result.monthly[field][month * result.buildingCount + building]!;
  return sum;
}

function meanOf(pattern: Float64Array, useClass: number): number {
  const hours = pattern.subarray(useClass * 8760, (useClass + 1) * 8760);
  return hours.reduce((sum, value) => sum + value, 0) / hours.length;
}

function hoursOf({ plan, indoor_C }: HeatPathQuery): Hours {
  const { dryBulb_C, skyTemperature_C } = plan.weather;
  let degree_Kh = 0;
  let sky_Kh = 0;
  for (let hour = 0; hour < dryBulb_C.length; hour++) {
    degree_Kh += indoor_C[hour]! - dryBulb_C[hour]!;
    sky_Kh += dryBulb_C[hour]! - skyTemperature_C[hour]!;
  }
  return { degree_Kh, sky_Kh };
}

/** Pieces whose losses add up to the simulated transmission. */
function closedPieces(query: HeatPathQuery): readonly Piece[] {
  const state = applyMeasures(query.prepared, query.scenario);
  const pieces = openPieces(query, state, buildingEnvelope(query.prepared, state, query.building));
  const conductance = pieces.reduce((sum, piece) => sum + piece.conductance_W_K, 0);
  const open = pieces.reduce((sum, piece) => sum + piece.loss_kWh, 0);
  const closure = conductance > 0 ? (yearOf(query, 'transmissionLoss') - open) / conductance : 0;
  return pieces.map((piece) => ({ ...piece, loss_kWh: piece.loss_kWh + closure * piece.conductance_W_K }));
}

function openPieces(query: HeatPathQuery, state: MeasuredState, envelope: BuildingEnvelope): readonly Piece[] {
  const { prepared, building, result } = query;
  const { district, columns, surfaces: solar } = prepared;
  const { surfaces } = district;
  const { firstSurface, surfaceCount } = district.buildings[building]!;
  const { degree_Kh, sky_Kh } = hoursOf(query);
  const { windowRatio, thermalBridge_W_m2K } = envelope.archetype;
  const rowOfFace = new Map<number, number>();
  for (let row = solar.firstOfBuilding[building]!; row < solar.firstOfBuilding[building + 1]!; row++) {
    rowOfFace.set(solar.source[row]!, row);
  }
  const uValueOf = faceUValues(prepared, state, building);
  const pieces: Piece[] = [];
  const add = (kind: TransmissionPath, face: number, area_m2: number, uValue: number, absorptance: number, row: number | undefined) => {
    const conductance_W_K = area_m2 * uValue;
    let loss_kWh = (conductance_W_K * degree_Kh) / 1000;
    if (row !== undefined) {
      loss_kWh += (OUTER_RESISTANCE_m2K_W * OUTER_RADIATION_W_m2K * conductance_W_K * solar.skyView[row]! * sky_Kh) / 1000;
      loss_kWh -= OUTER_RESISTANCE_m2K_W * absorptance * conductance_W_K * result.surfaceIrradiation_kWh_m2[row]!;
    }
    pieces.push({ kind, face, area_m2, conductance_W_K, loss_kWh });
  };
  let hasGround = false;
  for (let face = 0; face < surfaceCount; face++) {
    const source = firstSurface + face;
    const kind = SURFACE_KINDS[surfaces.kind[source]!];
    const part = partOfKind(surfaces.kind[source]!);
    if (!part) continue;
    const area = kind === 'ground' ? surfaces.area_m2[source]! : Math.max(0, surfaces.area_m2[source]! - surfaces.sharedArea_m2[source]!);
    if (area <= 0) continue;
    const row = rowOfFace.get(source);
    if (part === 'wall') {
      add('wall', face, area * (1 - windowRatio), uValueOf(source), WALL_ABSORPTANCE, row);
      // Sun through the glass is a gain, not a smaller loss.
      add('window', face, area * windowRatio, envelope.window_W_m2K, 0, row);
    } else if (part === 'roof') add('roof', face, area, uValueOf(source), ROOF_ABSORPTANCE, row);
    else if (kind === 'ground') {
      hasGround = true;
      add('ground', face, area, envelope.slab_W_m2K, 0, undefined);
    } else add('overhang', face, area, uValueOf(source), 0, undefined);
    add('bridges', face, area, thermalBridge_W_m2K, 0, undefined);
  }
  if (!hasGround && columns.ground_m2[building]! > 0) {
    add('ground', -1, columns.ground_m2[building]!, envelope.slab_W_m2K, 0, undefined);
    add('bridges', -1, columns.ground_m2[building]!, thermalBridge_W_m2K, 0, undefined);
  }
  return pieces;
}
