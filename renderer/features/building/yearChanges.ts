/** What the shown scenario changes in one building's year against the compared one. */
import { type Better, type ChangeTone, changeTone, isUnchanged } from '#models/scenario/change.ts';
import type { BuildingColumn, ScenarioOutcome } from '../../workers/engineApi.ts';

export interface YearChange {
  readonly value: number;
  readonly reference: number;
  readonly tone: ChangeTone;
}

interface Source {
  readonly column: BuildingColumn;
  /** The column is per floor area, the row of the report is not. */
  readonly timesArea: boolean;
  readonly better: Better;
}

const SOURCES: Readonly<Record<string, Source>> = {
  'report.heating': { column: 'heatDemand_kWh_m2', timesArea: true, better: 'lower' },
  'report.heatingPerArea': { column: 'heatDemand_kWh_m2', timesArea: false, better: 'lower' },
  'report.cooling': { column: 'coolingDemand_kWh_m2', timesArea: true, better: 'lower' },
  'report.electricity': { column: 'electricity_kWh_m2', timesArea: true, better: 'lower' },
  'report.pv': { column: 'pvYield_kWh', timesArea: false, better: 'higher' },
  'report.gridImport': { column: 'gridImport_kWh', timesArea: false, better: 'lower' },
  'report.gridExport': { column: 'gridExport_kWh', timesArea: false, better: null },
  'report.co2': { column: 'co2_kg_m2', timesArea: true, better: 'lower' },
  'report.cost': { column: 'cost_EUR', timesArea: false, better: 'lower' },
};

/**
 * Changes by label of the report's row; rows that do not change, or are in no column, are missing.
 * @param row of `district.buildings`
 * @param floorArea_m2 of that building
 */
export function yearChanges(
  shown: ScenarioOutcome['buildings'],
  reference: ScenarioOutcome['buildings'],
  row: number,
  floorArea_m2: number,
): ReadonlyMap<string, YearChange> {
  const changes = new Map<string, YearChange>();
  for (const [label, { column, timesArea, better }] of Object.entries(SOURCES)) {
    const factor = timesArea ? floorArea_m2 : 1;
    const value = shown[column][row]! * factor;
    const before = reference[column][row]! * factor;
    if (isUnchanged(value, before)) continue;
    changes.set(label, { value, reference: before, tone: changeTone(value, before, better) });
  }
  return changes;
}
