/** Words of the market lab. */
import { billDe } from './billDe.ts';
import { billEn } from './billEn.ts';
import { labDe } from './labDe.ts';
import { labEn } from './labEn.ts';
import { outsideDe } from './outsideDe.ts';
import { outsideEn } from './outsideEn.ts';
import { rulesDe } from './rulesDe.ts';
import { rulesEn } from './rulesEn.ts';
import { samplesDe } from './samplesDe.ts';
import { samplesEn } from './samplesEn.ts';
import { storyDe } from './storyDe.ts';
import { storyEn } from './storyEn.ts';
import { viewsDe } from './viewsDe.ts';
import { viewsEn } from './viewsEn.ts';

export const en = { ...labEn, ...rulesEn, ...viewsEn, ...billEn, ...outsideEn, ...samplesEn, ...storyEn } as const;

export const de: Readonly<Record<keyof typeof en, string>> = {
  ...labDe,
  ...rulesDe,
  ...viewsDe,
  ...billDe,
  ...outsideDe,
  ...samplesDe,
  ...storyDe,
};
