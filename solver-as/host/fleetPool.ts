/**
 * A fleet of stores over workers: shards of stores answer to prices side by side, windows of the year are solved side by
 * side. Shards and windows do not depend on the number of workers, so the bytes of the results do not either.
 */
import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import {
  addShards,
  type Fleet,
  type FleetFactory,
  type FleetProblem,
  type FleetResponse,
  SHARD_UNITS,
  shardCount,
  type WindowJob,
  type WindowResult,
} from '#models/market/dispatch/fleet.ts';
import type { FleetWorkerApi } from './fleetWorker.ts';
import { SolverWorkerError, type Spawn, type SpawnedWorker } from './pool.ts';

export interface FleetPool {
  /** Fleets one after the other: a new one replaces the stores of the one before it. */
  readonly factory: FleetFactory;
  dispose(): Promise<void>;
}

interface Worker {
  readonly api: Remote<FleetWorkerApi>;
  readonly spawned: SpawnedWorker;
  failure: Promise<never>;
}

/** @param module compiled kernels */
export function createFleetPool(workers: number, spawn: Spawn, module: WebAssembly.Module): FleetPool {
  let started: Promise<Worker[]> | null = null;
  // One fleet at a time holds the workers; the next one waits.
  let turn: Promise<void> = Promise.resolve();

  const start = () => {
    started ??= Promise.all(
      Array.from({ length: Math.max(1, Math.floor(workers)) }, async () => {
        const spawned = spawn();
        const api = wrap<FleetWorkerApi>(spawned.endpoint);
        const failure = new Promise<never>((_, reject) => {
          spawned.onFailure((reason) => {
            started = null;
            reject(new SolverWorkerError(reason));
          });
        });
        failure.catch(() => {});
        await Promise.race([api.start(module), failure]);
        return { api, spawned, failure };
      }),
    );
    return started;
  };

  const factory: FleetFactory = async (problem) => {
    const before = turn;
    let release = () => {};
    turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    try {
      const pool = await start();
      await Promise.all(pool.map(({ api, failure }) => Promise.race([api.begin(problem), failure])));
      return fleetOn(pool, problem, release);
    } catch (error) {
      release();
      throw error;
    }
  };

  return {
    factory,
    dispose: async () => {
      const pool = await started?.catch(() => null);
      started = null;
      for (const { api, spawned } of pool ?? []) {
        api[releaseProxy]();
        await spawned.terminate();
      }
    },
  };
}

function fleetOn(pool: readonly Worker[], problem: FleetProblem, release: () => void): Fleet {
  const { steps, links } = problem;
  /** Every worker takes the next piece as soon as it is free. */
  const shared = async <T>(count: number, work: (api: Remote<FleetWorkerApi>, index: number) => Promise<T>): Promise<T[]> => {
    const results = new Array<T>(count);
    let next = 0;
    await Promise.all(
      pool.map(async ({ api, failure }) => {
        while (next < count) {
          const index = next++;
          results[index] = await Promise.race([work(api, index), failure]);
        }
      }),
    );
    return results;
  };
  const shards = shardCount(problem);
  return {
    problem,
    respond: async (prices) => {
      const answers = await shared<FleetResponse>(shards, (api, shard) => api.respondShard(shard, prices));
      return addShards(links * steps, answers);
    },
    schedules: async (prices, softness, centre) => {
      const size = SHARD_UNITS * steps;
      const parts = await shared(shards, (api, shard) => {
        const part = centre.slice(shard * size, (shard + 1) * size);
        return api.scheduleShard(shard, prices, softness, transfer(part, [part.buffer]));
      });
      const all = new Float64Array(problem.units.length * steps);
      parts.forEach((part, shard) => {
        all.set(part, shard * size);
      });
      return all;
    },
    solveWindows: (jobs, onDone) =>
      shared<WindowResult>(jobs.length, async (api, index) => {
        const result = await api.window(handedOver(jobs[index]!));
        onDone(index);
        return result;
      }),
    dispose: async () => {
      await Promise.all(pool.map(({ api, failure }) => Promise.race([api.end(), failure]).catch(() => {})));
      release();
    },
  };
}

/** Series of a window go over without a copy. */
function handedOver(job: WindowJob): WindowJob {
  return transfer(job, [job.state.power_kW.buffer as ArrayBuffer]);
}
