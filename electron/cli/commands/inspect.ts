import { z } from 'zod';
import { inspectFiles, inspectSource } from '#gis-data/inspect.ts';
import { nodeReaderAssets } from '../../services/readerAssets.ts';
import { optionalText, positional } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { filesTogether } from '../companions.ts';
import { fileSource } from '../files.ts';
import { noteFindings } from '../findings.ts';

async function run(given: Arguments, output: Output): Promise<void> {
  const [path = ''] = positional(inspect, given, ['file']);
  const reference = optionalText(given, 'crs');
  const areaReference = optionalText(given, 'area-crs');
  const lod = optionalText(given, 'lod');
  const type = optionalText(given, 'building');
  const options = {
    assets: nodeReaderAssets,
    ...(reference === undefined ? {} : { reference }),
    ...(areaReference === undefined ? {} : { areaReference }),
    repairs: given.values.repairs === true,
    ...(lod === undefined ? {} : { lod }),
    ...(type === undefined ? {} : { treatAs: { [type]: 'Building' as const } }),
  };
  const together = path === '-' ? null : await filesTogether(path);
  const report = together ? await inspectFiles(together, options) : await inspectSource(await fileSource(path), options);
  if (report.kind === 'weather') {
    output.json(report);
    for (const line of report.notes) output.note(line);
    return;
  }
  if (report.kind !== 'district') {
    output.json(report);
    noteFindings(report.issues, given.values.verbose === true, output);
    return;
  }
  const { rows, ...rest } = report;
  output.json(given.values.buildings === true ? { ...rest, rows } : rest);
  noteFindings(report.issues, given.values.verbose === true, output);
}

export const inspect: Command = {
  name: 'inspect',
  summary: 'What a GIS/BIM, weather, terrain, 3D Tiles or table file holds: counts, reference system, areas, volumes, faults.',
  usage: '<file> [options]',
  options: {
    crs: { type: 'string', help: 'coordinate reference system in place of the one the file names, e.g. EPSG:28992' },
    'area-crs': {
      type: 'string',
      help: 'system that areas are measured in, to compare files: EPSG:28992; EPSG:4326 for areas on the ellipsoid',
    },
    lod: { type: 'string', help: 'level of detail to take where a building has several, e.g. 2.2' },
    building: { type: 'string', help: 'type of objects that is not known, but means buildings, e.g. Bulding' },
    buildings: { type: 'boolean', help: 'also give one row per building' },
    repairs: { type: 'boolean', help: 'also list what could be mended (see `repair`)' },
    verbose: { type: 'boolean', help: 'print every finding; otherwise mere notes are counted by code' },
  },
  input: z
    .strictObject({ file: z.string(), crs: z.string().optional(), 'area-crs': z.string().optional(), lod: z.string().optional() })
    .describe('Arguments of inspect'),
  run,
};
