/** The exact battery year against HiGHS on random stores of every kind. */
import { InputError } from '#models/core/errors.ts';
import { RandomStream } from '#models/core/random.ts';
import { inStep, type StorageProblem } from '#models/energy/storage/storageUnit.ts';
import { optimalStorageYear } from '#models/energy/storage/storageYear.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';
import { randomStorage, storageProgram } from '../test/storageProgram.ts';

export interface StorageProof {
  readonly instances: number;
  readonly solvable: number;
  /** Largest difference of the cost, relative to what is paid for all energy that passes. */
  readonly worst: number;
  /** Instances of which one says that there is a solution and the other that there is none. */
  readonly disagreements: number;
}

/** Scale of the errors of a sum of payments [EUR]. */
function turnover({ steps, step_h, net_kW, import_EURPerKWh, unit }: StorageProblem): number {
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += (Math.abs(net_kW[t]!) + inStep(unit.charge_kW, t)) * step_h * Math.abs(import_EURPerKWh[t]!);
  return Math.max(sum, 1e-3);
}

function costOf(problem: StorageProblem): number | null {
  try {
    return optimalStorageYear(problem).cost_EUR;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Kinks, ties, losses, drain, caps, steps without power; 2 to 60 steps. */
export async function storageProof(instances: number, seed = 2026): Promise<StorageProof> {
  const solver = await createNodeLinearSolver();
  const random = new RandomStream(seed);
  const found = { solvable: 0, worst: 0, disagreements: 0 };
  for (let instance = 0; instance < instances; instance++) {
    const problem = randomStorage(random, 2 + Math.floor(random.between(0, 59)));
    const truth = solver.solve(storageProgram(problem));
    const cost = costOf(problem);
    if ((cost === null) !== (truth.status === 'infeasible')) found.disagreements++;
    if (cost === null || truth.status !== 'optimal') continue;
    found.solvable++;
    found.worst = Math.max(found.worst, Math.abs(cost - truth.objective) / turnover(problem));
  }
  return { instances, ...found };
}
