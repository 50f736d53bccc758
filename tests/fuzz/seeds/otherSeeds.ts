/** Building models, weather, scenarios and projects. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeIfcHouse } from '#gis-data/formats/ifc/testing/writeIfcHouse.ts';
import { sampleScenarios } from '#gis-data/samples/index.ts';
import { toBytes } from '#models/core/binary.ts';
import { writeProjectFile } from '../../../electron/services/projectFile.ts';
import { epwLines } from '../../support/epwText.ts';
import { type Seed, textSeed } from './seed.ts';

export function ifcSeeds(): readonly Seed[] {
  const uValues_W_m2K = { wall: 0.3, roof: 0.2, ground: 0.35, window: 1.1 };
  const conversion = { as: 'conversion', reference: 'EPSG:28992', eastings: 92_000, northings: 435_000, height: 1 } as const;
  const houses = [
    writeIfcHouse({ uValues_W_m2K, layers: true, quantities: true, georeference: conversion, roof: 'gable' }),
    writeIfcHouse({
      schema: 'IFC2X3',
      unit: 'millimetre',
      secondLevelBoundaries: true,
      georeference: { as: 'site', lat: [51, 54, 0, 0], lon: [4, 27, 0, 0] },
    }),
    writeIfcHouse({ schema: 'IFC4X3_ADD2', storeys: 2, occupancy: 'office', year: '1978' }),
  ];
  return houses.map((text, i) => textSeed(`house${i}.ifc`, 'step', text));
}

export function epwSeeds(): readonly Seed[] {
  return [textSeed('weather.epw', 'text', epwLines().join('\n'))];
}

export function scenarioSeeds(): readonly Seed[] {
  return sampleScenarios().map((scenario) => textSeed(`${scenario.id}.json`, 'json', JSON.stringify(scenario)));
}

export async function projectSeeds(): Promise<readonly Seed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-fuzz-'));
  try {
    const path = join(folder, 'a.commonwatt');
    await writeProjectFile(path, {
      name: 'Project',
      district: toBytes({ name: 'a', buildings: [1, 2, 3], area_m2: Float64Array.of(1, 2, 3) }),
      weather: toBytes({ dryBulb_C: Float64Array.of(1, 2, 3) }),
      scenarios: JSON.stringify(sampleScenarios()),
      settings: '{}',
      results: { abc: toBytes({ a: 1 }) },
    });
    return [{ name: 'a.commonwatt', kind: 'binary', bytes: await readFile(path) }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
