/** The engine as it is asked across the worker's border: answers that hold a district send its rows ahead. */
import type { Scenario } from '#models/scenario/scenario.ts';
import type { SendPart } from './districtParts.ts';
import type { EngineAnswer, EngineApi, FileReading, GivenFile, LoadedDistrict, MergeChoice, Snapshot } from './engineApi.ts';

type OnProgress = Parameters<EngineApi['loadSample']>[0];

export interface EngineWire extends Omit<EngineApi, 'loadSample' | 'readFile' | 'takePending' | 'mergePending' | 'districtOf' | 'restore'> {
  loadSample(onProgress: OnProgress, send: SendPart): ReturnType<EngineApi['loadSample']>;
  readFile(file: GivenFile, options: FileReading, onProgress: OnProgress, send: SendPart): ReturnType<EngineApi['readFile']>;
  takePending(send: SendPart): Promise<EngineAnswer<{ readonly district: LoadedDistrict }>>;
  mergePending(options: MergeChoice, send: SendPart): ReturnType<EngineApi['mergePending']>;
  districtOf(scenario: Scenario, send: SendPart): ReturnType<EngineApi['districtOf']>;
  restore(snapshot: Snapshot, send: SendPart): ReturnType<EngineApi['restore']>;
}
