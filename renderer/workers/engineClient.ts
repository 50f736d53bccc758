/** The window's side of the engine worker. */
import { proxy, wrap } from 'comlink';
import type { Progress } from '#models/core/progress.ts';
import { PartCollector, type SendPart } from './districtParts.ts';
import type { EngineAnswer, EngineApi, LoadedDistrict } from './engineApi.ts';
import type { EngineWire } from './engineWire.ts';
import { nextTask } from './nextTask.ts';

/** A large answer is unpacked in one task of the main thread and shown in the next. */
async function unpacked<Answer>(answer: Answer): Promise<Awaited<Answer>> {
  const value = await answer;
  await nextTask();
  return value;
}

/** Asks for an answer whose district comes in parts, and puts it together. */
async function inParts<T extends object>(
  ask: (send: SendPart) => Promise<EngineAnswer<T & { readonly district?: LoadedDistrict }>>,
  onPartial?: (district: LoadedDistrict) => void,
): Promise<EngineAnswer<T>> {
  const parts = new PartCollector(onPartial);
  const answer = await unpacked(ask(proxy(async (part) => parts.take(part))));
  if (!answer.ok || !answer.value.district) return answer;
  return { ok: true, value: { ...answer.value, district: parts.whole(answer.value.district) } };
}

/** Starts the engine worker. Progress callbacks are proxied to it; everything else is cloned or transferred. */
export function createEngineClient(): EngineApi {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const remote = wrap<EngineWire>(worker);
  const watched = (onProgress: (progress: Progress) => void) => proxy(onProgress);
  return {
    loadSample: (onProgress) => inParts((send) => remote.loadSample(watched(onProgress), send)),
    readFile: (file, options, onProgress, onPartial) =>
      inParts((send) => remote.readFile(file, options, watched(onProgress), send), onPartial),
    joinTable: (options) => remote.joinTable(options),
    takePending: async () => {
      const answer = await inParts((send) => remote.takePending(send));
      return answer.ok ? { ok: true, value: answer.value.district } : answer;
    },
    checkMerge: (options) => remote.checkMerge(options),
    mergePending: (options) => inParts((send) => remote.mergePending(options, send)),
    simulate: (scenario, onProgress) => unpacked(remote.simulate(scenario, watched(onProgress))),
    buildingYear: (scenario, building) => remote.buildingYear(scenario, building),
    buildingReport: (scenario, building) => remote.buildingReport(scenario, building),
    select: (selector) => remote.select(selector),
    cancel: () => remote.cancel(),
    exportModel: (scenario, format, row) => remote.exportModel(scenario, format, row),
    hours: (scenario, field, firstHour, hours) => remote.hours(scenario, field, firstHour, hours),
    surfaceHour: (scenario, hour) => remote.surfaceHour(scenario, hour),
    buildingInside: (scenario, row) => unpacked(remote.buildingInside(scenario, row)),
    pvPreview: (scenario, field) => remote.pvPreview(scenario, field),
    footprints: (scenario) => unpacked(remote.footprints(scenario)),
    dataFrame: (scenario, hour, maximumArcs) => remote.dataFrame(scenario, hour, maximumArcs),
    districtOf: (scenario) => inParts((send) => remote.districtOf(scenario, send)),
    setBaseEdits: (edits) => remote.setBaseEdits(edits),
    importReport: (onProgress) => unpacked(remote.importReport(watched(onProgress))),
    marketCommunity: (scenario, choice) => remote.marketCommunity(scenario, choice),
    runMarkets: (scenario, choice, configs, onProgress) => unpacked(remote.runMarkets(scenario, choice, configs, watched(onProgress))),
    marketMatrix: (scenario, choice, base, onProgress) => remote.marketMatrix(scenario, choice, base, watched(onProgress)),
    marketParticipant: (scenario, choice, config, participant) => remote.marketParticipant(scenario, choice, config, participant),
    marketStep: (scenario, choice, config, step) => remote.marketStep(scenario, choice, config, step),
    feeSensitivity: (scenario, choice, config, fee, values) => remote.feeSensitivity(scenario, choice, config, fee, values),
    sizeStorage: (scenario, choice, config, cost, onProgress) => remote.sizeStorage(scenario, choice, config, cost, watched(onProgress)),
    snapshot: () => remote.snapshot(),
    restore: (snapshot) => inParts((send) => remote.restore(snapshot, send)),
  };
}
