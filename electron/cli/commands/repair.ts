import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { readModel } from '#gis-data/formats/readModel.ts';
import { findReference } from '#gis-data/projection/reference.ts';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { repairAll } from '#models/district/edits/repairs/repairAll.ts';
import { REPAIR_KINDS, type RepairKind } from '#models/district/edits.ts';
import { nodeReaderAssets } from '../../services/readerAssets.ts';
import { optionalText, positional, requiredText } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { readBytes, writeInto } from '../files.ts';

/** @throws InputError for names that are no repair, and where nothing was chosen */
function kindsOf(given: Arguments): readonly RepairKind[] {
  if (given.values.all === true) return REPAIR_KINDS;
  const words = optionalText(given, 'kind')?.split(',') ?? [];
  const kinds = words.map((word) => REPAIR_KINDS.find((kind) => kind === word.trim()));
  const unknown = words.find((_, i) => kinds[i] === undefined);
  if (words.length > 0 && unknown === undefined) return kinds.flatMap((kind) => kind ?? []);
  throw new InputError({
    code: 'cli.usage',
    message: unknown === undefined ? 'It is not said what to repair.' : `There is no repair "${unknown}".`,
    where: 'commonwatt repair',
    mend: `Use --all, or --kind with some of ${REPAIR_KINDS.join(', ')}.`,
  });
}

/** The file's own system, where it is one to write in; else one chosen by the place. */
function writtenReference({ reference }: District): { readonly reference?: string } {
  const { code } = reference;
  return code !== null && findReference(code)?.row.kind === 'projected' ? { reference: code } : {};
}

function sums({ buildings, surfaces }: District) {
  return {
    buildings: buildings.filter(({ removed }) => !removed).length,
    faces: surfaces.count,
    closedShells: buildings.filter(({ volumeIsExact, removed }) => volumeIsExact && !removed).length,
    volume_m3: buildings.reduce((sum, { volume_m3 }) => sum + volume_m3.value, 0),
    area_m2: surfaces.area_m2.reduce((sum, area) => sum + area, 0),
  };
}

async function run(given: Arguments, output: Output): Promise<void> {
  const [path = ''] = positional(repair, given, ['file']);
  const kinds = kindsOf(given);
  const out = requiredText(repair, given, 'out');
  const reference = optionalText(given, 'crs');
  const type = optionalText(given, 'building');
  const { district } = await readModel(
    { name: basename(path), bytes: await readBytes(path) },
    {
      assets: nodeReaderAssets,
      ...(reference === undefined ? {} : { reference }),
      ...(type === undefined ? {} : { treatAs: { [type]: 'Building' as const } }),
    },
  );
  const repaired = repairAll(district, kinds);
  const there = { ...repaired.district, buildings: repaired.district.buildings.filter(({ removed }) => !removed) };
  const text = writeCityJson(there, writtenReference(district));
  await writeInto(dirname(out), { [basename(out)]: text });
  if (given.values.verbose === true) {
    for (const { objectId, message, action } of repaired.findings) output.note(`${objectId}: ${message} ${action}`);
  }
  const brief = repaired.edits.flatMap((edit) => (edit.kind === 'repair' ? [{ repair: edit.repair, buildings: edit.ids.length }] : []));
  output.json({
    file: join(dirname(out), basename(out)),
    done: brief,
    notDone: repaired.findings.filter(({ code }) => code === 'repair.notDone').length,
    left: repaired.left.map(({ repair: kind, ids, count }) => ({ repair: kind, buildings: ids.length, count })),
    before: sums(district),
    after: sums(repaired.district),
  });
}

export const repair: Command = {
  name: 'repair',
  summary: 'Mends a district: closes shells, turns faces, splits outlines, removes duplicates, fills heights; writes CityJSON.',
  usage: '<file> (--all | --kind <list>) --out <city.json> [options]',
  options: {
    all: { type: 'boolean', help: 'all repairs that are offered' },
    kind: { type: 'string', help: `some, separated by commas: ${REPAIR_KINDS.join(', ')}` },
    out: { type: 'string', help: 'file to write' },
    crs: { type: 'string', help: 'coordinate reference system in place of the one the file names, e.g. EPSG:28992' },
    building: { type: 'string', help: 'type of objects that is not known, but means buildings, e.g. Bulding' },
    verbose: { type: 'boolean', help: 'print what was done to each building' },
  },
  input: z
    .strictObject({
      file: z.string(),
      all: z.boolean().optional(),
      kind: z.array(z.enum(REPAIR_KINDS)).optional(),
      out: z.string(),
      crs: z.string().optional(),
      building: z.string().optional(),
    })
    .describe('Arguments of repair'),
  run,
};
