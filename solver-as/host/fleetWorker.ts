/** What runs in a worker of the fleet pool: the models' fleet engine, answering to prices on the kernels. */
import { type Endpoint, expose, transfer } from 'comlink';
import type { StorageUnit } from '#models/energy/storage/storageUnit.ts';
import { FleetEngine, type FleetProblem, type FleetResponse, type WindowJob, type WindowResult } from '#models/market/dispatch/fleet.ts';
import { createStorageKernel, type KeptUnit } from './storageKernel.ts';

export interface FleetWorkerApi {
  start(module: WebAssembly.Module): Promise<void>;
  /** Replaces the stores of the fleet. */
  begin(problem: FleetProblem): Promise<void>;
  respondShard(shard: number, prices: Float64Array): Promise<FleetResponse>;
  scheduleShard(shard: number, prices: Float64Array, softness: number, centre: Float64Array): Promise<Float64Array>;
  window(job: WindowJob): Promise<WindowResult>;
  /** Forgets the stores. */
  end(): Promise<void>;
}

class FleetWorker implements FleetWorkerApi {
  #module: WebAssembly.Module | null = null;
  #engine: FleetEngine | null = null;

  async start(module: WebAssembly.Module): Promise<void> {
    this.#module = module;
  }

  async begin(problem: FleetProblem): Promise<void> {
    if (!this.#module) throw new Error('The fleet worker got stores before its kernels.');
    const kernel = createStorageKernel(this.#module);
    const kept = new Map<StorageUnit, KeptUnit>();
    const power_kW = new Float64Array(problem.steps);
    this.#engine = new FleetEngine(problem, (unit, price, step_h) => {
      let known = kept.get(unit);
      if (!known) {
        known = kernel.keep(unit, problem.steps, step_h);
        kept.set(unit, known);
      }
      const { bound_EUR } = kernel.respond(known, price, power_kW);
      return { power_kW, bound_EUR };
    });
  }

  async respondShard(shard: number, prices: Float64Array): Promise<FleetResponse> {
    const answer = this.#started().respondShard(shard, prices);
    return transfer(answer, [answer.sum_kW.buffer as ArrayBuffer]);
  }

  async scheduleShard(shard: number, prices: Float64Array, softness: number, centre: Float64Array): Promise<Float64Array> {
    const power = this.#started().scheduleShard(shard, prices, softness, centre);
    return transfer(power, [power.buffer as ArrayBuffer]);
  }

  async window(job: WindowJob): Promise<WindowResult> {
    const result = this.#started().window(job);
    return transfer(result, [result.power_kW.buffer as ArrayBuffer, result.link_EURPerKWh.buffer as ArrayBuffer]);
  }

  async end(): Promise<void> {
    this.#engine = null;
  }

  #started(): FleetEngine {
    if (!this.#engine) throw new Error('The fleet worker got a job before its stores.');
    return this.#engine;
  }
}

export function exposeFleetWorker(endpoint: Endpoint): void {
  expose(new FleetWorker(), endpoint);
}
