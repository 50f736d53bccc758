/** Building models, weather, scenarios and projects. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeIfcHouse } from '#gis-data/formats/ifc/testing/writeIfcHouse.ts';
import { sampleScenarios } from '#gis-data/samples/index.ts';
import { toBytes } from '#models/core/binary.ts';
import { DAYS_PER_MONTH } from '#models/core/timeAxis.ts';
import { writeProjectFile } from '../../../electron/services/projectFile.ts';
import { epwLines } from '../../support/epwText.ts';
import { writeXlsx } from '../../support/xlsxWriter.ts';
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

const PVGIS_COLUMNS = ['time(UTC)', 'T2m', 'RH', 'G(h)', 'Gb(n)', 'Gd(h)', 'IR(h)', 'WS10m', 'WD10m', 'SP'];

function pvgisRows(): readonly (readonly (string | number)[])[] {
  return DAYS_PER_MONTH.flatMap((days, month) =>
    Array.from({ length: days * 24 }, (_, i) => {
      const [day, hour] = [Math.floor(i / 24) + 1, i % 24];
      const stamp = `${2005 + month}${String(month + 1).padStart(2, '0')}${String(day).padStart(2, '0')}:${String(hour).padStart(2, '0')}00`;
      const sun = Math.max(0, Math.round(400 * Math.sin(((hour - 6) / 12) * Math.PI)));
      return [stamp, 8 + month / 2, 60, sun, sun, Math.round(sun / 2), 300, 3, 180, 99_000];
    }),
  );
}

export function pvgisSeeds(): readonly Seed[] {
  const rows = pvgisRows();
  const head = ['Latitude (decimal degrees): 45.000', 'Longitude (decimal degrees): 8.000', 'Elevation (m): 250.0'];
  const months = ['month,year', ...DAYS_PER_MONTH.map((_, month) => `${month + 1},${2005 + month}`)];
  const csv = [...head, ...months, PVGIS_COLUMNS.join(','), ...rows.map((row) => row.join(','))].join('\r\n');
  const json = JSON.stringify({
    inputs: { location: { latitude: 45, longitude: 8, elevation: 250 }, meteo_data: { radiation_db: 'PVGIS-SARAH3' } },
    outputs: { months_selected: [], tmy_hourly: rows.map((row) => Object.fromEntries(PVGIS_COLUMNS.map((name, i) => [name, row[i]]))) },
  });
  return [textSeed('tmy.csv', 'text', `${csv}\r\n\r\nPVGIS (c) European Union\r\n`, 3), textSeed('tmy.json', 'json', json)];
}

export function csvSeeds(): readonly Seed[] {
  const rows = Array.from({ length: 20 }, (_, i) => [
    `b${i}`,
    1950 + i,
    (7.25 + i).toFixed(2),
    i % 2 === 0 ? 'house' : '"school, old"',
    `${i + 1}/3/2020`,
  ]);
  const head = ['id', 'year', 'height [m]', 'use', 'visited'];
  const german = rows.map(([id, year, height, , date]) => [id, year, String(height).replace('.', ','), 'Büro', date].join(';'));
  return [
    textSeed('table.csv', 'text', [head, ...rows].map((row) => row.join(',')).join('\n')),
    textSeed('tabelle.csv', 'text', `\ufeff${head.join(';')}\r\n${german.join('\r\n')}\r\n`),
    textSeed('table.tsv', 'text', [head, ...rows].map((row) => row.join('\t')).join('\n')),
  ];
}

export function xlsxSeeds(): readonly Seed[] {
  const rows = [
    ['id', 'year', 'height', 'heated', 'visited'],
    ...Array.from({ length: 12 }, (_, i) => [`b${i}`, 1950 + i, 7.25 + i, i % 2 === 0, new Date(Date.UTC(2020, 1, 1 + i))]),
  ];
  const sheets = [
    { name: 'Buildings', rows },
    { name: 'Notes', rows: [['a note']] },
  ];
  return [{ name: 'table.xlsx', kind: 'zip', bytes: writeXlsx(sheets) }];
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
