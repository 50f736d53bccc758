/** Files made to harm end as expected: in a named fault, or without what they brought along, in time and within memory. */
import { expect, it } from 'vitest';
import { BOMBS } from '../../../electron/cli/fuzz/formats.ts';
import { runFuzz } from '../../../electron/cli/fuzz/runFuzz.ts';
import { BOMB_LIST } from './bombs.ts';

it('every file made to harm ends as it must', { timeout: 240_000 }, async () => {
  const ends = new Map<string, string>();
  const { faults } = await runFuzz({
    format: BOMBS,
    seed: 0,
    count: BOMB_LIST.length,
    onEnd: (index, outcome) => ends.set(BOMB_LIST[index]!.title, outcome.kind === 'refused' ? outcome.code : outcome.kind),
  });
  expect(faults.map(({ index, what, detail }) => `${BOMB_LIST[index]!.title}: ${what} ${detail}`)).toEqual([]);
  expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(BOMB_LIST.map(({ title, ends: wanted }) => [title, wanted])));
});
