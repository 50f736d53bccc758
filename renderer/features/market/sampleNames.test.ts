import { expect, it } from 'vitest';
import { COMMUNITY_SPECS } from '#gis-data/samples/communities/index.ts';
import { samplesDe } from './samplesDe.ts';
import { samplesEn } from './samplesEn.ts';

it('names every sample community in both languages, and no other', () => {
  const wanted = COMMUNITY_SPECS.map(({ id }) => `market.sample.${id}`).sort();
  expect(Object.keys(samplesEn).sort()).toEqual(wanted);
  expect(Object.keys(samplesDe).sort()).toEqual(wanted);
});
