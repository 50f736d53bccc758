/** The window's side of the engine worker. */
import { proxy, wrap } from 'comlink';
import type { Progress } from '#models/core/progress.ts';
import type { EngineApi } from './engineApi.ts';
import { nextTask } from './nextTask.ts';

/** A large answer is unpacked in one task of the main thread and shown in the next. */
async function unpacked<Answer>(answer: Answer): Promise<Awaited<Answer>> {
  const value = await answer;
  await nextTask();
  return value;
}

/** Starts the engine worker. Progress callbacks are proxied to it; everything else is cloned or transferred. */
export function createEngineClient(): EngineApi {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const remote = wrap<EngineApi>(worker);
  const watched = (onProgress: (progress: Progress) => void) => proxy(onProgress);
  return {
    loadSample: (onProgress) => unpacked(remote.loadSample(watched(onProgress))),
    readFile: (file, options, onProgress) => unpacked(remote.readFile(file, options, watched(onProgress))),
    simulate: (scenario, onProgress) => unpacked(remote.simulate(scenario, watched(onProgress))),
    buildingYear: (scenario, building) => remote.buildingYear(scenario, building),
    buildingReport: (scenario, building) => remote.buildingReport(scenario, building),
    select: (selector) => remote.select(selector),
    cancel: () => remote.cancel(),
    exportResults: (scenario, format) => remote.exportResults(scenario, format),
    hours: (scenario, field, firstHour, hours) => remote.hours(scenario, field, firstHour, hours),
    surfaceHour: (scenario, hour) => remote.surfaceHour(scenario, hour),
    buildingInside: (scenario, row) => unpacked(remote.buildingInside(scenario, row)),
    pvPreview: (scenario, field) => remote.pvPreview(scenario, field),
    footprints: (scenario) => unpacked(remote.footprints(scenario)),
    dataFrame: (scenario, hour, maximumArcs) => remote.dataFrame(scenario, hour, maximumArcs),
    districtOf: (scenario) => unpacked(remote.districtOf(scenario)),
    setBaseEdits: (edits) => remote.setBaseEdits(edits),
    importReport: (onProgress) => unpacked(remote.importReport(watched(onProgress))),
    snapshot: () => remote.snapshot(),
    restore: (snapshot) => unpacked(remote.restore(snapshot)),
  };
}
