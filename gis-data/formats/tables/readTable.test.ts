import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { writeXlsx } from '../../../tests/support/xlsxWriter.ts';
import { detectFormat } from '../detectFormat.ts';
import type { TableOptions } from './attributeTable.ts';
import { readTable } from './readTable.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

async function csv(text: string, options: TableOptions = {}) {
  const { table, issues } = await readTable('t.csv', bytes(text), options);
  return { ...table, kinds: table.columns.map(({ kind }) => kind), codes: issues.map(({ code }) => code) };
}

describe('separated values', () => {
  it.each([
    ['commas', 'id,year\nA1,1964\nB2,1971\n'],
    ['semicolons', 'id;year\nA1;1964\nB2;1971\n'],
    ['tabs', 'id\tyear\r\nA1\t1964\r\nB2\t1971'],
    ['bars', 'id|year\nA1|1964\nB2|1971\n'],
    ['a byte order mark', '\ufeffid;year\nA1;1964\nB2;1971\n'],
    ['a line that names the separator', 'sep=;\nid;year\nA1;1964\nB2;1971\n'],
    ['quotes', '"id","year"\n"A1","1964"\n"B2","1971"\n'],
    ['empty lines', 'id;year\n\nA1;1964\n;\nB2;1971\n\n'],
  ])('are read with %s', async (_, text) => {
    const { rows, columns, kinds } = await csv(text);
    expect(columns.map(({ name }) => name)).toEqual(['id', 'year']);
    expect(kinds).toEqual(['text', 'number']);
    expect(rows).toEqual([
      ['A1', 1964],
      ['B2', 1971],
    ]);
  });

  it('keep separators, quotes and line ends within quotes', async () => {
    const { rows } = await csv('id,remark\n1,"a, ""b""\nc"\n2,plain\n');
    expect(rows).toEqual([
      [1, 'a, "b"\nc'],
      [2, 'plain'],
    ]);
  });

  it.each<[string, string, readonly (number | string | null)[], readonly string[]]>([
    ['decimal commas', 'id;h\na;12,5\nb;1.234,75\nc;7\n', [12.5, 1234.75, 7], []],
    ['decimal points', 'id;h\na;12.5\nb;1,234.75\nc;7\n', [12.5, 1234.75, 7], []],
    ['thousands by spaces', 'id;h\na;1 234\nb;12 345,5\nc;7\n', [1234, 12345.5, 7], []],
    ['apostrophes', "id;h\na;1'234.5\nb;2'000\nc;7\n", [1234.5, 2000, 7], []],
    ['groups that the rest of the table explains', 'id;h;x\na;1.234;0,5\nb;2.500;1,5\n', [1234, 2500], []],
    ['a mark that nothing explains', 'id;h\na;1.234\nb;2.500\n', [1.234, 2.5], ['table.decimalMark']],
    ['exponents', 'id;h\na;1e3\nb;2.5E-1\n', [1000, 0.25], []],
    ['missing values', 'id;h\na;NA\nb;-\nc;3\nd;#N/A\ne;\n', [null, null, 3, null, null], []],
  ])('read numbers with %s', async (_, text, values, codes) => {
    const read = await csv(text);
    expect(read.rows.map((row) => row[1])).toEqual(values);
    expect(read.columns[1]).toMatchObject({ kind: 'number', missing: values.filter((value) => value === null).length });
    expect(read.codes).toEqual(codes);
  });

  it('keep codes as they are written', async () => {
    const { rows, kinds } = await csv('pand;n\n0503100000012345;007\n0503100000012346;008\n');
    expect(kinds).toEqual(['text', 'text']);
    expect(rows[0]).toEqual(['0503100000012345', '007']);
  });

  it('read dates of either order, and yes and no', async () => {
    const { rows, kinds } = await csv(
      'id;built;seen;us;listed\na;1.5.1964;2024-02-29;12/31/2020;ja\nb;31.12.1970;2024-03-01T10:30;1/2/2020;nein\n',
    );
    expect(kinds).toEqual(['text', 'date', 'date', 'date', 'boolean']);
    expect(rows).toEqual([
      ['a', '1964-05-01', '2024-02-29', '2020-12-31', true],
      ['b', '1970-12-31', '2024-03-01T10:30', '2020-01-02', false],
    ]);
  });

  it('leave dates alone whose order is open, and days that are none', async () => {
    const { kinds } = await csv('id;a;b\nx;1/2/2020;31.2.2020\ny;3/4/2020;1.1.2020\n');
    expect(kinds).toEqual(['text', 'text', 'text']);
  });

  it('keep single words in a column of numbers', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `b${i};${i === 7 ? 'ca. 12' : i + 0.5}`);
    const { rows, kinds, codes } = await csv(`id;h\n${lines.join('\n')}\n`);
    expect([kinds[1], rows[7]![1], rows[8]![1], codes]).toEqual(['number', 'ca. 12', 8.5, ['table.mixedColumn']]);
  });

  it('find the header: titles above it, none at all, names that come twice', async () => {
    const titled = await csv('Buildings of the town\nSource: survey 2024\n\nid;year;use\na;1960;office\nb;1970;school\n');
    expect([titled.rowCount, titled.columns[1]?.name, titled.codes]).toEqual([2, 'year', ['table.titleRows']]);
    const bare = await csv('a;1960\nb;1970\n');
    expect([bare.rowCount, bare.columns.map(({ name }) => name), bare.codes]).toEqual([2, ['column 1', 'column 2'], ['table.noHeader']]);
    const twice = await csv('id;name;name;\na;x;y;1\nb;z;w;2\n');
    expect(twice.columns.map(({ name }) => name)).toEqual(['id', 'name', 'name (2)', 'column 4']);
    expect(twice.codes).toEqual(['table.columnNames']);
    const told = await csv('a;b\nc;d\n', { header: false });
    expect(told.rowCount).toBe(2);
  });

  it('read short rows with gaps, and say where rows are too long', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `b${i};1;2`);
    const { rows, codes } = await csv(`id;x;y\nshort;1\nlong;1;2;3\n${lines.join('\n')}\n`);
    expect(rows[0]).toEqual(['short', 1, null]);
    expect(rows[1]).toEqual(['long', 1, 2]);
    expect(codes).toEqual(['table.longRows']);
  });

  it('fall back to Western European letters, and read wide text', async () => {
    const read = await readTable('t.csv', latin1('id;straße\na;Köln\nb;Brüssel\n'));
    expect(read.table.columns[1]?.name).toBe('straße');
    expect(read.issues.map(({ code }) => code)).toEqual(['table.encoding']);
    const text = '\ufeffid\tort\na\tKöln\nb\tGent\n';
    const wide = new Uint8Array([...text].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]));
    expect((await readTable('t.txt', wide)).table.rows[0]).toEqual(['a', 'Köln']);
  });

  it('keep at most a million rows and a thousand columns', async () => {
    const wide = await csv(
      `${Array.from({ length: 1005 }, (_, i) => `c${i}x`).join(';')}\n${Array.from({ length: 1005 }, (_, i) => i).join(';')}\n`,
    );
    expect([wide.columns.length, wide.codes]).toEqual([1000, ['table.cut']]);
  });

  it('refuse what is no table', async () => {
    for (const text of ['just a sentence', 'one\ntwo\nthree\n', 'id;year\n']) {
      await expect(readTable('t.csv', bytes(text)), text).rejects.toThrowError(InputError);
    }
  });

  it('never end in anything but a table or a named fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a1;,"\n\t .|'-]{0,80}$/), async (text) => {
        await csv(`id;x\n${text}`).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }),
      { numRuns: 500 },
    );
  });
});

describe('workbooks', () => {
  const rows = [
    ['id', 'year', 'built', 'listed', 'height'],
    ['0012', 1964, new Date(Date.UTC(1964, 4, 1)), true, 12.5],
    ['B & "C"', null, new Date(Date.UTC(2020, 1, 29, 12, 30)), false, 8],
  ];

  it('are read with dates, texts and gaps', async () => {
    const { table, issues } = await readTable('t.xlsx', writeXlsx([{ name: 'Sheet1', rows }]));
    expect(table.columns.map(({ kind }) => kind)).toEqual(['text', 'number', 'date', 'boolean', 'number']);
    expect(table.rows).toEqual([
      ['0012', 1964, '1964-05-01', true, 12.5],
      ['B & "C"', null, '2020-02-29T12:30:00', false, 8],
    ]);
    expect([table.name, issues]).toEqual(['t.xlsx', []]);
  });

  it('give the largest sheet, or the named one', async () => {
    const file = writeXlsx([
      {
        name: 'Notes',
        rows: [
          ['about', 'this'],
          ['x', 'y'],
        ],
      },
      { name: 'Data', rows },
      { name: 'Empty', rows: [] },
    ]);
    expect(detectFormat('any.bin', file)).toBe('xlsx');
    const { table, issues } = await readTable('t.xlsx', file);
    expect([table.name, table.rowCount, issues[0]?.values]).toEqual(['t.xlsx (Data)', 2, { count: 2, list: 'Notes, Data', sheet: 'Data' }]);
    expect((await readTable('t.xlsx', file, { sheet: 'Notes' })).table.rows).toEqual([['x', 'y']]);
    await expect(readTable('t.xlsx', file, { sheet: 'No' })).rejects.toMatchObject({ detail: { code: 'table.sheet' } });
  });

  it.each([
    ['a cell at the far corner', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 'table.tooLarge'],
    ['an endless row number', '<row r="99999999999"><c r="A1"><v>1</v></c></row>', 'table.workbook'],
    ['a hidden row number', '<row r="&#57;99999999"><c r="A1"><v>1</v></c></row>', 'table.workbook'],
    ['a tag that does not end', `<row x="${'y'.repeat(600)}" r="99999999"><c r="A1"/></row>`, 'table.workbook'],
    ['rows out of order', '<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>', 'table.workbook'],
  ])('refuse %s', async (_, xml, code) => {
    const file = writeXlsx([{ name: 'a', rows }], { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${xml}</sheetData></worksheet>` });
    await expect(readTable('t.xlsx', file)).rejects.toMatchObject({ detail: { code } });
  });

  it('refuse bombs and damaged files by name', async () => {
    const bomb = writeXlsx([{ name: 'a', rows }], { 'xl/sharedStrings.xml': ' '.repeat(40 << 20) });
    await expect(readTable('t.xlsx', bomb)).rejects.toMatchObject({ detail: { code: 'archive.bomb' } });
    const good = writeXlsx([{ name: 'a', rows }]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const broken = good.slice();
        for (const [at, value] of changes) broken[at] = value;
        await readTable('t.xlsx', broken).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }),
      { numRuns: 150 },
    );
  });
});

describe('the format of a text', () => {
  it.each([
    ['a.bin', 'id;year\nA1;1964\nB2;1971\n', 'csv'],
    ['a.bin', 'name,use\nA1,office\nB2,school', 'csv'],
    ['a.csv', 'a title, with a comma\n\nid,use,year\nA1,office,1\nB2,school,2\nC3,shop,3\n', 'csv'],
    ['a.csv', 'Latitude (decimal degrees):\t45.0\nLongitude (decimal degrees):\t8.0\n', 'pvgis-csv'],
    ['a.txt', 'A sentence, with commas.\nAnother one without.\nAnd, well, one with two.\n', 'unknown'],
    ['a.bin', 'nothing of the kind\n', 'unknown'],
  ])('%s: %j', (name, text, format) => {
    expect(detectFormat(name, bytes(text))).toBe(format);
  });
});
