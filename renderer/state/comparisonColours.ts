/** What two outcomes share and where they differ, for maps that compare them. */
import { BUILDING_COLUMNS, type ScenarioOutcome, SURFACE_COLUMNS } from '../workers/engineApi.ts';
import type { ColourBy } from './appState.ts';
import { type ColouredDistrict, sizeWeights } from './colourScales.ts';
import { sequentialDomain, type ValueDomain } from './valueDomain.ts';

type ResultColumn = Exclude<ColourBy, { readonly kind: 'property' | 'hour' }>;

/** Sum of changes below this share of the larger sum counts as none. */
const NO_CHANGE = 1e-9;

function columnOf(outcome: ScenarioOutcome, colourBy: ResultColumn): Float32Array {
  return colourBy.kind === 'surface' ? outcome.surfaces[colourBy.column] : outcome.buildings[colourBy.column];
}

/**
 * One scale for the same quantity of two outcomes: the colours of two maps then mean the same. Undefined where
 * each map has the same scale anyway (properties) or no value is known.
 */
export function commonDomain(
  colourBy: ColourBy,
  district: ColouredDistrict,
  outcomes: readonly (ScenarioOutcome | null)[],
): ValueDomain | undefined {
  if (colourBy.kind === 'property' || colourBy.kind === 'hour') return undefined;
  const rows = colourBy.kind === 'surface' ? district.surfaces.count : district.buildings.length;
  // A result of a district that was replaced meanwhile has another length.
  const columns = outcomes.flatMap((outcome) => outcome ?? []).map((outcome) => columnOf(outcome, colourBy));
  const current = columns.filter((column) => column.length === rows);
  const values = new Float32Array(rows * current.length);
  for (const [place, column] of current.entries()) values.set(column, place * rows);
  const weights = colourBy.kind === 'building' ? sizeWeights(colourBy.column, district) : undefined;
  return sequentialDomain(values, weights && Float64Array.from(values, (_, i) => weights[i % rows]!)) ?? undefined;
}

/** Sum of absolute changes as a share of the larger of the two sums [-]; 0 where the columns cannot be compared. */
function relativeChange(values: Float32Array, base: Float32Array): number {
  if (values.length !== base.length) return 0;
  let [change, sum, baseSum] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const difference = Math.abs(values[i]! - base[i]!);
    if (!Number.isFinite(difference)) continue;
    change += difference;
    sum += Math.abs(values[i]!);
    baseSum += Math.abs(base[i]!);
  }
  const larger = Math.max(sum, baseSum);
  return larger > 0 ? change / larger : 0;
}

/** The result that differs most between two outcomes, by the relative change; null where none differs. */
export function largestChange(outcome: ScenarioOutcome, base: ScenarioOutcome): ColourBy | null {
  const choices: readonly ResultColumn[] = [
    ...BUILDING_COLUMNS.map((column) => ({ kind: 'building', column }) as const),
    ...SURFACE_COLUMNS.map((column) => ({ kind: 'surface', column }) as const),
  ];
  let [most, found]: [number, ColourBy | null] = [NO_CHANGE, null];
  for (const choice of choices) {
    const change = relativeChange(columnOf(outcome, choice), columnOf(base, choice));
    if (change > most) [most, found] = [change, choice];
  }
  return found;
}
