/** How far the kernels are from the TypeScript oracle, and single from double precision, on synthetic plans. */
import { createReferenceSolver } from '#models/energy/reference/referenceSolver.ts';
import type { YearResult } from '#models/scenario/yearResult.ts';
import { createNodeSolver } from '../host/nodeSolver.ts';
import { differingSeries, largestDifference, seriesOf } from '../test/compare.ts';
import { solverModule } from '../test/solverModule.ts';
import { syntheticPlan } from '../test/syntheticPlan.ts';

export interface ValidationRow {
  readonly name: string;
  readonly value: string;
  readonly bound: string;
}

/** Rows for docs/models/solver.md. */
export async function validateKernels(): Promise<ValidationRow[]> {
  await solverModule();
  const plan = syntheticPlan({ buildings: 120, seed: 5 });
  const expected = await createReferenceSolver().simulate(plan);
  const one = await createNodeSolver(1);
  const three = await createNodeSolver(3);
  try {
    const actual = await one.simulate(plan);
    const single = await one.simulate({ ...plan, options: { ...plan.options, precision: 'f32' } });
    const differing = differingSeries(actual, await three.simulate(plan));
    return [
      { name: 'Monthly and yearly series, kernels against reference', value: worst(expected, actual, /^(monthly|yearly)/), bound: '1e-9' },
      { name: 'Hourly sums, kernels against reference', value: worst(expected, actual, /^hourly/), bound: '1e-9' },
      { name: 'Irradiation and PV yield, kernels against reference', value: worst(expected, actual, /^(surface|pv)/), bound: '1e-9' },
      { name: 'Energy residual of the result', value: scientific(actual.residual), bound: '1e-9' },
      { name: 'Yearly heating and cooling, f32x4 against f64x2', value: scientific(yearlyError(actual, single)), bound: '1e-3' },
      { name: 'Peak heating and cooling, f32x4 against f64x2', value: scientific(peakError(actual, single)), bound: '5e-3' },
      { name: 'Energy residual in f32x4', value: scientific(single.residual), bound: '1e-4' },
      { name: 'Series that differ between 1 and 3 workers', value: String(differing.length), bound: '0' },
    ];
  } finally {
    await one.dispose();
    await three.dispose();
  }
}

function scientific(value: number): string {
  return value.toExponential(1);
}

function worst(expected: YearResult, actual: YearResult, names: RegExp): string {
  const other = new Map(seriesOf(actual));
  const differences = seriesOf(expected)
    .filter(([name]) => names.test(name) && !name.endsWith('Residual'))
    .map(([name, values]) => largestDifference(values, other.get(name) ?? new Float64Array(0)));
  return scientific(Math.max(...differences));
}

function yearlyError(exact: YearResult, rounded: YearResult): number {
  let largest = 0;
  for (const field of ['heating', 'cooling'] as const) {
    for (let building = 0; building < exact.buildingCount; building++) {
      const year = ({ monthly, buildingCount }: YearResult) => {
        let sum = 0;
        for (let month = 0; month < 12; month++) sum += monthly[field][month * buildingCount + building]!;
        return sum;
      };
      // Demands below 100 kWh/a are compared as parts of 100 kWh.
      largest = Math.max(largest, Math.abs(year(rounded) - year(exact)) / Math.max(year(exact), 100));
    }
  }
  return largest;
}

function peakError(exact: YearResult, rounded: YearResult): number {
  let largest = 0;
  for (const field of ['peakHeating_W', 'peakCooling_W'] as const) {
    exact.yearly[field].forEach((peak, building) => {
      if (peak > 0) largest = Math.max(largest, Math.abs(rounded.yearly[field][building]! - peak) / peak);
    });
  }
  return largest;
}
