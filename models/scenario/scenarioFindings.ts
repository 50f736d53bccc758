/** What of a scenario cannot be done as it is asked, or does nothing, for the person who made it. */
import type { Issue } from '../core/issue.ts';
import { chargingScale } from '../energy/mobility/charging.ts';
import { applyMeasures, type BuildingPlaces, type MeasuredState, NONE } from './measuredState.ts';
import type { DistrictPlan } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import type { Scenario } from './scenario.ts';

/** More than this share of a face cannot be covered with modules. */
const FULL_COVERAGE = 1 + 1e-9;

/**
 * Findings about the enabled measures, in their order. Edits of the district are reported by `districtOfScenario`.
 * @param plan of the same scenario
 */
export function scenarioFindings(prepared: PreparedDistrict, scenario: Scenario, plan: DistrictPlan): readonly Issue[] {
  const issues: Issue[] = [];
  const state = applyMeasures(prepared, scenario, (issue) => issues.push(issue));
  for (const [b, places] of [...state.places].sort(([a], [c]) => a - c)) {
    const about = { sourceId: scenario.id, objectId: prepared.district.buildings[b]!.id };
    if (places.battery_kWh > 0 && plan.pv.firstOfBuilding[b] === plan.pv.firstOfBuilding[b + 1]) {
      issues.push({
        ...about,
        code: 'scenario.batteryWithoutPv',
        severity: 'info',
        message: 'The building has no PV.',
        action: 'A battery is charged by the surplus of PV only: it stays empty.',
        values: { capacity_kWh: places.battery_kWh },
      });
    }
    for (const share of overfullFaces(prepared, state, plan, b, places)) {
      issues.push({
        ...about,
        code: 'scenario.overfullFace',
        severity: 'warning',
        message: 'Modules cover more than a whole face.',
        action: 'Calculated as asked; lower the coverage of one of the measures.',
        values: { percent: Math.round(100 * share) },
      });
    }
    const useClass = prepared.columns.useClass[b]!;
    const { missing_kWh } = chargingScale(prepared.patterns.charging, useClass, places.charging_kWh, places.chargingLimit_W);
    if (missing_kWh > 1e-6 * places.charging_kWh) {
      issues.push({
        ...about,
        code: 'scenario.chargingShort',
        severity: 'warning',
        message: 'The charging points cannot give the energy of the year in the hours in which cars stand there.',
        action: 'What they can give was calculated.',
        values: { missing_kWh: Math.round(missing_kWh) },
      });
    }
  }
  return issues;
}

/** Coverage of the faces of a building that several measures cover by more than their area. */
function overfullFaces(
  prepared: PreparedDistrict,
  state: MeasuredState,
  plan: DistrictPlan,
  b: number,
  { pv }: BuildingPlaces,
): readonly number[] {
  const general = state.pv[b] === NONE ? undefined : state.pvMeasures[state.pv[b]!];
  const shares = new Map<number, number>();
  for (const { face, coverage } of pv) shares.set(face, (shares.get(face) ?? 0) + coverage);
  if (general) {
    const placed = new Map<number, number>();
    for (let field = plan.pv.firstOfBuilding[b]!; field < plan.pv.firstOfBuilding[b + 1]!; field++) {
      const face = prepared.surfaces.source[plan.pv.surface[field]!]!;
      placed.set(face, (placed.get(face) ?? 0) + 1);
    }
    for (const [face, share] of shares) {
      const ofPlaces = pv.filter((item) => item.face === face).length;
      // One array more than the chosen ones: the measure over many roofs has this face too.
      if ((placed.get(face) ?? 0) > ofPlaces) shares.set(face, share + general.coverage);
    }
  }
  return [...shares.values()].filter((share) => share > FULL_COVERAGE);
}
