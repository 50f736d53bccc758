import { expect, it } from 'vitest';
import { joinReportCsv } from './reportCsv.ts';

it('writes what a person may want to look at, and no formulas', () => {
  const text = joinReportCsv({
    table: 't.csv',
    rowCount: 3,
    matched: 1,
    unmatchedRows: { count: 1, first: [{ row: 2, key: '=1+1' }] },
    buildingsWithout: { count: 1, first: ['b, "c"'] },
    duplicates: { count: 1, first: [{ id: 'a', rows: [1, 3] }] },
    conflicts: { count: 1, first: [{ id: 'a', attribute: 'use', before: 'office', after: null, kept: 'file' }] },
    columns: [],
  });
  expect(text.split('\r\n')).toEqual([
    'matter,building,row,key,attribute,before,after,kept',
    "row without building,,2,'=1+1,,,,",
    'building without row,"b, ""c""",,,,,,',
    'several rows,a,1 3,,,,,',
    'conflict,a,,,use,office,,file',
    '',
  ]);
});
