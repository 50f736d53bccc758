/** The engine as it is asked across the worker's border: answers that hold a district send its rows ahead. */
import type { Scenario } from '#models/scenario/scenario.ts';
import type { SendPart } from './districtParts.ts';
import type { EngineApi, FileReading, GivenFile, Snapshot } from './engineApi.ts';

type OnProgress = Parameters<EngineApi['loadSample']>[0];

export interface EngineWire extends Omit<EngineApi, 'loadSample' | 'readFile' | 'districtOf' | 'restore'> {
  loadSample(onProgress: OnProgress, send: SendPart): ReturnType<EngineApi['loadSample']>;
  readFile(file: GivenFile, options: FileReading, onProgress: OnProgress, send: SendPart): ReturnType<EngineApi['readFile']>;
  districtOf(scenario: Scenario, send: SendPart): ReturnType<EngineApi['districtOf']>;
  restore(snapshot: Snapshot, send: SendPart): ReturnType<EngineApi['restore']>;
}
