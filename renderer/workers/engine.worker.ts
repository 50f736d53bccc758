/** Entry of the engine worker: wires the engine to the solver pool of this browser and answers the window. */
import '../host/zodWithoutEval.ts';
import { expose, transfer } from 'comlink';
import { createBrowserSolver } from '#solver/host/browserSolver.ts';
import { memoryOf, type SendPart, withoutRows } from './districtParts.ts';
import { Engine } from './engine.ts';
import type { EngineAnswer, EngineApi, HourBlock, LoadedDistrict } from './engineApi.ts';
import type { EngineWire } from './engineWire.ts';
import { browserMeshKernel } from './ifcKernel/kernelApart.ts';
import { startBrowserMarket } from './marketPorts.browser.ts';
import { browserReaderAssets } from './readerAssets.ts';

/** Leaves one processor to the window where there are more than two. */
const processors = navigator.hardwareConcurrency || 2;
const starting = createBrowserSolver(Math.max(1, Math.min(8, processors > 2 ? processors - 1 : processors))).then(
  (solver) => new Engine(solver, browserReaderAssets, { meshKernel: browserMeshKernel(), startMarket: startBrowserMarket }),
);

/** Rows go ahead in slices; what is large moves instead of being copied. */
async function moved<T extends object>(
  answer: EngineAnswer<T & { readonly district?: LoadedDistrict }>,
  send: SendPart,
): Promise<EngineAnswer<T>> {
  const district = answer.ok ? answer.value.district : undefined;
  if (!answer.ok || !district) return answer;
  const sent = await withoutRows(district, send);
  return transfer({ ...answer, value: { ...answer.value, district: sent } }, memoryOf(sent));
}

/** What is read so far. */
async function sendPartial(district: LoadedDistrict, send: SendPart): Promise<void> {
  const sent = await withoutRows(district, send);
  await send(transfer({ kind: 'partial', district: sent }, memoryOf(sent)));
}

/** Hours of many buildings are made for one reader. */
function sentHours(answer: EngineAnswer<HourBlock>): EngineAnswer<HourBlock> {
  return answer.ok ? transfer(answer, [answer.value.values.buffer as ArrayBuffer]) : answer;
}

/** A project's blobs are made for one reader: they move too. */
async function movedSnapshot(engine: Engine): ReturnType<EngineApi['snapshot']> {
  const snapshot = await engine.snapshot();
  const blobs = [snapshot.district, snapshot.weather, ...Object.values(snapshot.results)];
  return transfer(
    snapshot,
    blobs.map((blob) => blob.buffer as ArrayBuffer),
  );
}

const api: EngineWire = {
  loadSample: async (onProgress, send) => moved(await (await starting).loadSample(onProgress), send),
  readFile: async (file, options, onProgress, send) =>
    moved(await (await starting).readFile(file, options, onProgress, (district) => sendPartial(district, send)), send),
  joinTable: async (options) => (await starting).joinTable(options),
  takePending: async (send) => {
    const answer = await (await starting).takePending();
    return moved(answer.ok ? { ok: true, value: { district: answer.value } } : answer, send);
  },
  checkMerge: async (options) => (await starting).checkMerge(options),
  mergePending: async (options, send) => moved(await (await starting).mergePending(options), send),
  simulate: async (scenario, onProgress) => (await starting).simulate(scenario, onProgress),
  buildingYear: async (scenario, building) => (await starting).buildingYear(scenario, building),
  buildingReport: async (scenario, building) => (await starting).buildingReport(scenario, building),
  select: async (selector) => (await starting).select(selector),
  cancel: async () => (await starting).cancel(),
  exportModel: async (scenario, format, row) => (await starting).exportModel(scenario, format, row),
  hours: async (scenario, field, firstHour, hours) => sentHours(await (await starting).hours(scenario, field, firstHour, hours)),
  surfaceHour: async (scenario, hour) => (await starting).surfaceHour(scenario, hour),
  buildingInside: async (scenario, row) => (await starting).buildingInside(scenario, row),
  pvPreview: async (scenario, field) => (await starting).pvPreview(scenario, field),
  footprints: async (scenario) => (await starting).footprints(scenario),
  dataFrame: async (scenario, hour, maximumArcs) => (await starting).dataFrame(scenario, hour, maximumArcs),
  districtOf: async (scenario, send) => moved(await (await starting).districtOf(scenario), send),
  setBaseEdits: async (edits) => (await starting).setBaseEdits(edits),
  importReport: async (onProgress) => (await starting).importReport(onProgress),
  marketCommunity: async (scenario, choice) => (await starting).marketCommunity(scenario, choice),
  runMarkets: async (scenario, choice, configs, onProgress) => (await starting).runMarkets(scenario, choice, configs, onProgress),
  marketMatrix: async (scenario, choice, base, onProgress) => (await starting).marketMatrix(scenario, choice, base, onProgress),
  marketParticipant: async (scenario, choice, config, participant) =>
    (await starting).marketParticipant(scenario, choice, config, participant),
  marketStep: async (scenario, choice, config, step) => (await starting).marketStep(scenario, choice, config, step),
  feeSensitivity: async (scenario, choice, config, fee, values) => (await starting).feeSensitivity(scenario, choice, config, fee, values),
  sizeStorage: async (scenario, choice, config, cost, onProgress) =>
    (await starting).sizeStorage(scenario, choice, config, cost, onProgress),
  snapshot: async () => movedSnapshot(await starting),
  restore: async (snapshot, send) => moved(await (await starting).restore(snapshot), send),
};

expose(api);
