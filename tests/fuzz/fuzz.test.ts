/** A short run of `commonwatt fuzz`: damaged files of every format load or end in a named fault. */
import { describe, expect, it } from 'vitest';
import { FUZZ_FORMATS } from '../../electron/cli/fuzz/formats.ts';
import { type FuzzFault, runFuzz } from '../../electron/cli/fuzz/runFuzz.ts';
import { mutantOf } from './mutate/mutant.ts';
import { readOnce } from './readOnce.ts';
import { seedsOf, strangersTo } from './seeds/index.ts';

const COUNT = 30;
/** Another one than that of the long run. */
const SEED = 20261120;

const asLine = (format: string) => (fault: FuzzFault) =>
  `${fault.what}: ${fault.detail} (commonwatt fuzz --format ${format} --seed ${SEED} --first ${fault.index} --count 1)`;

describe.concurrent('damaged files', { timeout: 240_000 }, () => {
  it.each(FUZZ_FORMATS)('of format %s load or end in a named fault, in time and within memory', async (format) => {
    const result = await runFuzz({ format, seed: SEED, count: COUNT });
    expect(result.faults.map(asLine(format))).toEqual([]);
    expect(result.loaded + Object.values(result.refused).reduce((sum, count) => sum + count, 0)).toBe(COUNT);
  });
});

describe('what damaged files are made of', () => {
  it.each(FUZZ_FORMATS)('%s: whole files that load', async (format) => {
    for (const { name, bytes } of await seedsOf(format)) expect(await readOnce(format, { name, bytes }), name).toEqual({ kind: 'loaded' });
  });

  it('is the same for the same seed, and another for another', async () => {
    const seeds = await seedsOf('geojson');
    const strangers = strangersTo('geojson');
    const texts = (seed: number) =>
      Promise.all(Array.from({ length: 40 }, async (_, i) => (await mutantOf(seeds, strangers, seed, i)).bytes.join()));
    const three = await texts(3);
    expect(await texts(3)).toEqual(three);
    expect(await texts(4)).not.toEqual(three);
    expect(new Set(three).size).toBeGreaterThan(35);
  });
});
