import { describe, expect, it } from 'vitest';
import { STORY_KEYS } from '#models/market/presets/stories/story.ts';
import { storyDe } from './storyDe.ts';
import { storyEn } from './storyEn.ts';

const placesOf = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/\{(\w+)(?:[,}])/g)].map(([, name]) => name!));

describe('stories of presets', () => {
  it('have words for all they may say, and no others', () => {
    const keys = Object.keys(storyEn).filter((key) => key !== 'market.story.title');
    expect(keys.toSorted()).toEqual(STORY_KEYS.map((key) => `market.story.${key}`).toSorted());
  });

  it.each(STORY_KEYS)('%s names the same figures in both languages', (key) => {
    expect(placesOf(storyDe[`market.story.${key}`])).toEqual(placesOf(storyEn[`market.story.${key}`]));
  });
});
