/** What PV on chosen faces would yield, before it is part of a scenario: the simulation's own model for those faces alone. */
import type { Issue } from '../core/issue.ts';
import { MONTH_OF_HOUR } from '../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../core/units.ts';
import { DEFAULT_PV_SYSTEM, pvStep } from '../energy/pv/pvWatts.ts';
import { newSurfaceBuffers, surfaceYear } from '../energy/reference/solarStage.ts';
import { placeOf } from './placeMeasures.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import type { PvFieldMeasure } from './scenario.ts';

export interface PvFaceYield {
  /** Counted from the building's first surface. */
  readonly face: number;
  /** Towards outdoor air, before coverage [m2]. */
  readonly area_m2: number;
  readonly irradiation_kWh_m2: number;
  readonly rated_kW: number;
  /** Alternating current [kWh/a]. */
  readonly yield_kWh: number;
}

export interface PvFieldYield {
  readonly faces: readonly PvFaceYield[];
  readonly rated_kW: number;
  readonly yield_kWh: number;
  /** Yield per rated power [kWh/kW]; 0 without power. */
  readonly specificYield_kWh_kW: number;
  /** Mean over the area of the faces [kWh/(m2 a)]. */
  readonly irradiation_kWh_m2: number;
  readonly months_kWh: readonly number[];
  /** Buildings and faces that were not found, or cannot carry PV. */
  readonly findings: readonly Issue[];
}

interface UnitYear {
  readonly irradiation_kWh_m2: number;
  /** Per rated kilowatt [kWh/kW]. */
  readonly months_kWh_kW: Float64Array;
}
/** A drawing tool asks again with every step of a slider; power scales the year of a face. */
const unitYears = new WeakMap<PreparedDistrict, Map<number, UnitYear>>();

function unitYear(prepared: PreparedDistrict, row: number): UnitYear {
  const known = unitYears.get(prepared) ?? new Map<number, UnitYear>();
  unitYears.set(prepared, known);
  const found = known.get(row);
  if (found) return found;
  const buffers = newSurfaceBuffers();
  const { beam, diffuse, cosine } = buffers;
  const irradiation_kWh_m2 = surfaceYear(prepared.sky, prepared.surfaces, row, buffers);
  const { dryBulb_C, windSpeed_m_s } = prepared.weather;
  const months_kWh_kW = new Float64Array(12);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const power_W = pvStep(DEFAULT_PV_SYSTEM, 1000, beam[hour]!, diffuse[hour]!, cosine[hour]!, dryBulb_C[hour]!, windSpeed_m_s[hour]!);
    months_kWh_kW[MONTH_OF_HOUR[hour]!]! += power_W / 1000;
  }
  const year = { irradiation_kWh_m2, months_kWh_kW };
  known.set(row, year);
  return year;
}

/**
 * Yearly and monthly yield of PV on chosen faces of a building.
 * @param field as in the measure; id and switch do not matter
 */
export function pvFieldYield(
  prepared: PreparedDistrict,
  field: Pick<PvFieldMeasure, 'buildingId' | 'faces' | 'coverage' | 'power_kW_m2'>,
): PvFieldYield {
  const findings: Issue[] = [];
  const place = placeOf(prepared.district, { id: 'preview', enabled: true, kind: 'pv-field', ...field }, (issue) => findings.push(issue));
  const faces: PvFaceYield[] = [];
  const months_kWh = new Array<number>(12).fill(0);
  let area_m2 = 0;
  let irradiated_kWh = 0;
  const chosen = new Set(place?.faces ?? []);
  const { surfaces, district } = prepared;
  const building = place?.building ?? 0;
  const end = place ? surfaces.firstOfBuilding[building + 1]! : 0;
  for (let row = place ? surfaces.firstOfBuilding[building]! : 0; row < end; row++) {
    const source = surfaces.source[row]!;
    if (!chosen.has(source)) continue;
    const area = surfaces.area_m2[row]!;
    const rated_kW = field.coverage * field.power_kW_m2 * area;
    const { irradiation_kWh_m2, months_kWh_kW } = unitYear(prepared, row);
    let yield_kWh = 0;
    months_kWh_kW.forEach((perKW, month) => {
      months_kWh[month]! += perKW * rated_kW;
      yield_kWh += perKW * rated_kW;
    });
    area_m2 += area;
    irradiated_kWh += area * irradiation_kWh_m2;
    faces.push({ face: source - district.buildings[building]!.firstSurface, area_m2: area, irradiation_kWh_m2, rated_kW, yield_kWh });
  }
  const rated_kW = faces.reduce((sum, face) => sum + face.rated_kW, 0);
  const yield_kWh = faces.reduce((sum, face) => sum + face.yield_kWh, 0);
  return {
    faces,
    rated_kW,
    yield_kWh,
    specificYield_kWh_kW: rated_kW > 0 ? yield_kWh / rated_kW : 0,
    irradiation_kWh_m2: area_m2 > 0 ? irradiated_kWh / area_m2 : 0,
    months_kWh,
    findings,
  };
}
