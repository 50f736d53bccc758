/** What the shown scenario changes in one building's year against the compared one. */
import type { BuildingColumn, ScenarioOutcome } from '../../workers/engineApi.ts';

export interface YearChange {
  readonly value: number;
  readonly reference: number;
  readonly tone: 'better' | 'worse' | 'neutral';
}

interface Source {
  readonly column: BuildingColumn;
  /** The column is per floor area, the row of the report is not. */
  readonly timesArea: boolean;
  readonly better: 'higher' | 'lower' | null;
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

/** Smaller relative changes are none to a reader of three figures. */
const UNCHANGED = 5e-4;

function toneOf(value: number, reference: number, better: Source['better']): YearChange['tone'] {
  if (better === null) return 'neutral';
  return value > reference === (better === 'higher') ? 'better' : 'worse';
}

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
    const size = Math.max(Math.abs(value), Math.abs(before));
    if (!(Math.abs(value - before) > UNCHANGED * size)) continue;
    changes.set(label, { value, reference: before, tone: toneOf(value, before, better) });
  }
  return changes;
}
