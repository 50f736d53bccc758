import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIdf } from '#gis-data/export/idf/checkIdf.ts';
import { parseCommandLine } from '../arguments.ts';
import { exportCommand } from './export.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonwatt export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function exported(...words: readonly string[]): Promise<{ readonly file: string; readonly answer: Record<string, unknown> }> {
  let answer: unknown;
  const output = {
    json: (value: unknown) => {
      answer = value;
    },
    note: () => {},
  };
  const file = join(folder, 'out', 'written');
  await exportCommand.run(parseCommandLine(exportCommand, [...words, '--out', file]), output);
  return { file, answer: answer as Record<string, unknown> };
}

describe('commonwatt export', () => {
  it('writes the district without weather, and says what it wrote', async () => {
    const { file, answer } = await exported('sample', '--format', 'geojson');
    const text = readFileSync(file, 'utf8');
    expect(answer).toEqual({ file, format: 'geojson', mediaType: 'application/geo+json', buildings: 250, bytes: Buffer.byteLength(text) });
    expect((JSON.parse(text) as { features: unknown[] }).features).toHaveLength(250);
  });

  it('writes BESTEST 600 for EnergyPlus, complete by its dictionary', async () => {
    const { file } = await exported('bestest-600', '--format', 'idf', '--weather', 'sample');
    expect(checkIdf(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('says what is wrong', async () => {
    await expect(exported('sample', '--format', 'doc')).rejects.toThrowError(/no format "doc"/);
    await expect(exported('bestest-1', '--format', 'idf')).rejects.toThrowError(/no case/);
    await expect(exported('bestest-600', '--format', 'csv')).rejects.toThrowError(/IDF only/);
    await expect(exported('sample', '--format', 'idf', '--building', 'x')).rejects.toThrowError(/none/);
  });
});
