/** One building for the building view: its elements, and what the engine knows of each over the year. */
import earcut from 'earcut';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import { buildingModelOf } from '#models/district/buildingModelOf.ts';
import { newSurfaceBuffers, surfaceYear } from '#models/energy/reference/solarStage.ts';
import { modelEnvelope } from '#models/scenario/modelEnvelope.ts';
import type { ScenarioRun } from '#models/scenario/runScenario.ts';
import { elementHeatLoss, thermalPaths } from '#models/scenario/thermalPaths.ts';
import type { BuildingYearSeries } from '#models/scenario/yearResult.ts';
import type { BuildingInside } from '../engineApi.ts';
import type { Variant } from './variants.ts';

/** Loss per area of every element that stands for a face of the district [kWh/(m2 a)]; NaN for the others. */
function lossPerArea(model: BuildingModel, first: number, faceLoss_kWh: Float64Array, windowLoss_kWh_m2: number): Float32Array {
  const windows = new Map<number, number>();
  const opaque = new Map<number, number>();
  for (const element of model.elements) {
    if (element.surface < 0 || !(element.area_m2 > 0)) continue;
    const areas = element.kind === 'window' ? windows : opaque;
    areas.set(element.surface, (areas.get(element.surface) ?? 0) + element.area_m2);
  }
  return Float32Array.from(model.elements, (element) => {
    if (element.surface < 0) return Number.NaN;
    if (element.kind === 'window') return windowLoss_kWh_m2;
    const area = opaque.get(element.surface) ?? 0;
    // What a face loses is lost by its windows and by the rest of it.
    const rest = faceLoss_kWh[element.surface - first]! - (windows.get(element.surface) ?? 0) * windowLoss_kWh_m2;
    return area > 0 ? rest / area : Number.NaN;
  });
}

/** @param series hours of the building, from `SolverPort.buildingYear` */
export function buildingInside(
  variant: Variant,
  run: ScenarioRun,
  row: number,
  series: BuildingYearSeries,
  ifc: BuildingModel | undefined,
): BuildingInside {
  const { district, prepared } = variant;
  const building = district.buildings[row]!;
  const first = building.firstSurface;
  const model = ifc ?? buildingModelOf(district, row, { envelope: modelEnvelope(prepared, run.scenario, row), triangulate: earcut });
  const query = { prepared, scenario: run.scenario, plan: run.plan, result: run.result, building: row, indoor_C: series.indoor_C };
  const paths = thermalPaths(query);
  const window = paths.find((path) => path.kind === 'window');
  const windowLoss = window && window.area_m2 > 0 ? window.loss_kWh / window.area_m2 : 0;
  const irradiance_W_m2 = new Float32Array(building.surfaceCount * HOURS_PER_YEAR);
  const irradiation_kWh_m2 = new Float32Array(building.surfaceCount).fill(Number.NaN);
  const buffers = newSurfaceBuffers();
  const { surfaces } = prepared;
  for (let solar = surfaces.firstOfBuilding[row]!; solar < surfaces.firstOfBuilding[row + 1]!; solar++) {
    const face = surfaces.source[solar]! - first;
    irradiation_kWh_m2[face] = surfaceYear(prepared.sky, surfaces, solar, buffers);
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
      irradiance_W_m2[face * HOURS_PER_YEAR + hour] = buffers.beam[hour]! + buffers.diffuse[hour]!;
    }
  }
  return {
    districtKey: variant.key,
    buildingId: building.id,
    firstSurface: first,
    model,
    paths,
    heatLoss_kWh_m2: lossPerArea(model, first, elementHeatLoss(query), windowLoss),
    irradiance_W_m2,
    irradiation_kWh_m2,
    indoor_C: Float32Array.from(series.indoor_C),
  };
}
