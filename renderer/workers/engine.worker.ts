/** Entry of the engine worker: wires the engine to the solver pool of this browser and answers the window. */
import { expose, transfer } from 'comlink';
import { createBrowserSolver } from '#solver/host/browserSolver.ts';
import { Engine } from './engine.ts';
import type { EngineAnswer, EngineApi, LoadedDistrict } from './engineApi.ts';

/** Leaves one processor to the window where there are more than two. */
const workers = Math.max(
  1,
  Math.min(8, navigator.hardwareConcurrency > 2 ? navigator.hardwareConcurrency - 1 : navigator.hardwareConcurrency),
);
const engine = new Engine(createBrowserSolver(workers));

/** The model's picture is large and used once: it moves instead of being copied. */
function moved<T extends object>(answer: EngineAnswer<T & { readonly district?: LoadedDistrict }>): EngineAnswer<T> {
  const glb = answer.ok ? answer.value.district?.glb : undefined;
  return glb ? transfer(answer, [glb.buffer as ArrayBuffer]) : answer;
}

const api: EngineApi = {
  loadSample: async (onProgress) => moved(await engine.loadSample(onProgress)),
  readFile: async (file, options, onProgress) => moved(await engine.readFile(file, options, onProgress)),
  simulate: (scenario, onProgress) => engine.simulate(scenario, onProgress),
  buildingYear: (scenario, building) => engine.buildingYear(scenario, building),
  buildingReport: (scenario, building) => engine.buildingReport(scenario, building),
  select: (selector) => engine.select(selector),
  cancel: () => engine.cancel(),
  exportResults: (scenario, format) => engine.exportResults(scenario, format),
  snapshot: () => engine.snapshot(),
  restore: async (snapshot) => moved(await engine.restore(snapshot)),
};

expose(api);
