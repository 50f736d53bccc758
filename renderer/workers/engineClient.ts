/** The window's side of the engine worker. */
import { proxy, wrap } from 'comlink';
import type { Progress } from '#models/core/progress.ts';
import type { EngineApi } from './engineApi.ts';

/** Starts the engine worker. Progress callbacks are proxied to it; everything else is cloned or transferred. */
export function createEngineClient(): EngineApi {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const remote = wrap<EngineApi>(worker);
  const watched = (onProgress: (progress: Progress) => void) => proxy(onProgress);
  return {
    loadSample: (onProgress) => remote.loadSample(watched(onProgress)),
    readFile: (file, options, onProgress) => remote.readFile(file, options, watched(onProgress)),
    simulate: (scenario, onProgress) => remote.simulate(scenario, watched(onProgress)),
    buildingYear: (scenario, building) => remote.buildingYear(scenario, building),
    buildingReport: (scenario, building) => remote.buildingReport(scenario, building),
    select: (selector) => remote.select(selector),
    cancel: () => remote.cancel(),
    exportResults: (scenario, format) => remote.exportResults(scenario, format),
    snapshot: () => remote.snapshot(),
    restore: (snapshot) => remote.restore(snapshot),
  };
}
