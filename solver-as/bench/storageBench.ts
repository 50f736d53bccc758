/** Speed of the exact battery year: kernel, TypeScript reference and a general solver in the same process. */
import { RandomStream } from '#models/core/random.ts';
import { newStorageWorkspace, optimalStorageYear, type StorageProblem, storageResponse } from '#models/energy/storage/storageYear.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';
import { createStorageKernel } from '../host/storageKernel.ts';
import { solverModule } from '../test/solverModule.ts';
import { storageProgram } from '../test/storageProgram.ts';
import type { BenchRow } from './benchKernels.ts';

const HOURS = 8760;
const BATTERIES = 100;

/** Unlike homes with PV and a battery: evening peaks, surplus at noon, prices by the hour. */
function homes(count: number): StorageProblem[] {
  const random = new RandomStream(4);
  const price = Float64Array.from(
    { length: HOURS },
    (_, hour) => 0.25 + 0.08 * Math.sin((hour / 12) * Math.PI) + random.between(-0.05, 0.05),
  );
  return Array.from({ length: count }, () => {
    const kWp = random.between(2, 9);
    const load = random.between(0.2, 0.9);
    const capacity_kWh = random.between(4, 14);
    const net_kW = Float64Array.from({ length: HOURS }, (_, hour) => {
      const evening = hour % 24 >= 17 && hour % 24 <= 21 ? 2.5 : 1;
      const sun = Math.max(0, Math.sin((((hour % 24) - 6) / 12) * Math.PI)) * (0.55 - 0.4 * Math.cos((hour / HOURS) * 2 * Math.PI));
      return load * evening * random.between(0.5, 1.5) - kWp * sun * random.between(0.2, 1);
    });
    return {
      steps: HOURS,
      step_h: 1,
      net_kW,
      import_EURPerKWh: price,
      export_EURPerKWh: new Float64Array(HOURS).fill(0.08),
      unit: {
        capacity_kWh,
        charge_kW: capacity_kWh / 2,
        discharge_kW: capacity_kWh / 2,
        chargeEfficiency: random.between(0.92, 0.98),
        dischargeEfficiency: random.between(0.92, 0.98),
        lossPerStep: 0,
        drain_kWh: null,
        throughputCost_EURPerKWh: 0,
        initial_kWh: capacity_kWh / 2,
        end: { kind: 'fixed', level_kWh: capacity_kWh / 2 },
        importCap_kW: null,
        canCurtail: false,
      },
    };
  });
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function medianOf(rounds: number, work: () => void): number {
  const times = Array.from({ length: rounds }, () => seconds(work)).sort((a, b) => a - b);
  return times[Math.floor(rounds / 2)]!;
}

/**
 * Rows of 100 battery years. HiGHS, with tolerances of 1e-10, solves one of them, a quarter of its year where quick; its time
 * is multiplied, and the row says by what.
 */
export async function benchStorage(isQuick: boolean): Promise<BenchRow[]> {
  const rounds = isQuick ? 3 : 5;
  const problems = homes(BATTERIES);
  const kernel = createStorageKernel(await solverModule());
  const solver = await createNodeLinearSolver();
  const workspace = newStorageWorkspace();
  const runKernel = () => {
    for (const problem of problems) kernel.storageYear(problem);
  };
  const runReference = () => {
    for (const problem of problems) optimalStorageYear(problem, workspace);
  };
  const kept = problems.map(({ unit }) => kernel.keep(unit, HOURS, 1));
  const power = new Float64Array(HOURS);
  const price = problems[0]!.import_EURPerKWh;
  const respond = () => {
    for (const unit of kept) kernel.respond(unit, price, power);
  };
  const respondReference = () => {
    for (const { unit } of problems) storageResponse(unit, price, 1, workspace);
  };
  for (const work of [runKernel, runReference, respond, respondReference]) work();
  const typescript = medianOf(rounds, runReference);
  const wasm = medianOf(rounds, runKernel);
  const response = medianOf(rounds, respond);
  const responseTypescript = medianOf(rounds, respondReference);

  const part = isQuick ? 4 : 1;
  const oracle = portion(problems[0]!, HOURS / part);
  const program = storageProgram(oracle);
  let objective = 0;
  const general = seconds(() => {
    objective = solver.solve(program).objective;
  });
  const error = Math.abs(kernel.storageYear(oracle).cost_EUR - objective) / Math.abs(objective);

  const size = `${BATTERIES} battery years of ${HOURS} h`;
  const row = (name: string, value: number, unit: string, ratio: number | null = null): BenchRow => ({
    name,
    size,
    value,
    unit,
    ratioAgainstTypeScript: ratio,
  });
  return [
    row('Exact storage TypeScript', typescript * 1000, 'ms on one core'),
    row('Exact storage kernel', wasm * 1000, 'ms on one core', typescript / wasm),
    row('Storage response to a price, kernel', response * 1000, 'ms on one core', responseTypescript / response),
    row(
      `HiGHS (one battery, ${HOURS / part} h, times ${BATTERIES * part})`,
      general * 1000 * part * BATTERIES,
      'ms on one core',
      typescript / (general * part * BATTERIES),
    ),
    row('Exact storage kernel over HiGHS', (general * part * BATTERIES) / wasm, 'times as fast'),
    row('Exact storage kernel, difference to HiGHS of a cost', error, '-'),
  ];
}

function portion(problem: StorageProblem, steps: number): StorageProblem {
  const cut = (series: Float64Array) => series.slice(0, steps);
  return {
    ...problem,
    steps,
    net_kW: cut(problem.net_kW),
    import_EURPerKWh: cut(problem.import_EURPerKWh),
    export_EURPerKWh: cut(problem.export_EURPerKWh),
  };
}
