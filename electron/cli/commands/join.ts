import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { readTable } from '#gis-data/formats/tables/readTable.ts';
import { joinEdit } from '#gis-data/join/joinEdit.ts';
import type { BuildingKey, ByKey, ByPlace } from '#gis-data/join/joinTable.ts';
import { type JoinProposal, proposeJoin } from '#gis-data/join/proposeJoin.ts';
import { InputError } from '#models/core/errors.ts';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import { choice, optionalText, positional, requiredText } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';
import { openDistrict, readBytes, writeInto } from '../files.ts';
import { noteFindings } from '../findings.ts';

const RULES = ['table-wins', 'file-wins'] as const;

/** The person's choice, else the best proposal. */
function chosen(given: Arguments, { keys, place }: JoinProposal, where: string): ByKey | ByPlace {
  const column = optionalText(given, 'key');
  const attribute = optionalText(given, 'attribute');
  const points = optionalText(given, 'place');
  if (points !== undefined) {
    const [x, y, reference = 'EPSG:4326'] = points.split(',').map((part) => part.trim());
    if (x && y) return { x, y, reference };
    throw new InputError({
      code: 'cli.usage',
      message: '--place takes two names of columns, and the reference system if they are no degrees.',
      where,
      mend: 'Write it like --place lon,lat or --place x,y,EPSG:28992.',
    });
  }
  const key: BuildingKey | undefined =
    attribute === undefined ? undefined : attribute === 'id' || attribute === 'name' ? attribute : { attribute };
  if (column !== undefined) return { column, key: key ?? keys.find((one) => one.column === column)?.key ?? 'id' };
  const best = keys[0] ?? place;
  if (best) return best;
  throw new InputError({
    code: 'join.nothing',
    message: 'No column of the table names buildings of the district.',
    where,
    mend: 'Name the column with --key and the attribute of the buildings with --attribute, or give columns of places with --place.',
  });
}

async function run(given: Arguments, output: Output): Promise<void> {
  const [districtPath = '', tablePath = ''] = positional(join, given, ['district', 'table']);
  const out = requiredText(join, given, 'out');
  const conflict = choice(join, given, 'conflict', 'table-wins', RULES);
  const sheet = optionalText(given, 'sheet');
  const columns = optionalText(given, 'columns')
    ?.split(',')
    .map((name) => name.trim());
  const reference = optionalText(given, 'crs');
  const district = await openDistrict(districtPath, reference === undefined ? {} : { reference });
  const { table, issues } = await readTable(basename(tablePath), await readBytes(tablePath), sheet === undefined ? {} : { sheet });
  const by = chosen(given, proposeJoin(table, district), tablePath);
  const { edit, report } = joinEdit(table, district, { by, conflict, ...(columns ? { columns } : {}) });
  const joined = applyEdits(district, [edit]);
  await writeInto(dirname(out), { [basename(out)]: writeCityJson(joined.district) });
  output.json({
    file: out,
    by: 'column' in by ? { column: by.column, key: by.key } : { x: by.x, y: by.y, reference: by.reference },
    ...report,
  });
  noteFindings([...issues, ...joined.findings], given.values.verbose === true, output);
}

export const join: Command = {
  name: 'join',
  summary: 'Takes attributes of buildings from a table (CSV or Excel), by a key or by place.',
  usage: '<district> <table> --out <file> [options]',
  options: {
    out: { type: 'string', help: 'CityJSON file to write' },
    key: { type: 'string', help: 'column that says which building a row is about; found out where absent' },
    attribute: { type: 'string', help: 'what the key is of the buildings: id, name or an attribute; found out where absent' },
    place: { type: 'string', help: 'columns of a point in the building, in place of a key: lon,lat or x,y,EPSG:28992' },
    columns: { type: 'string', help: 'columns to take, with commas; all where absent' },
    conflict: { type: 'string', help: 'table-wins (default) or file-wins, where both say something else' },
    sheet: { type: 'string', help: 'sheet of the workbook; the largest where absent' },
    crs: { type: 'string', help: 'coordinate reference system in place of the one the district names' },
    verbose: { type: 'boolean', help: 'print every finding' },
  },
  input: z
    .strictObject({
      district: z.string(),
      table: z.string(),
      out: z.string(),
      key: z.string().optional(),
      attribute: z.string().optional(),
      place: z.string().optional(),
      columns: z.string().optional(),
      conflict: z.enum(RULES).default('table-wins'),
      sheet: z.string().optional(),
    })
    .describe('Arguments of join'),
  run,
};
