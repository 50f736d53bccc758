/** Names of the sample communities. German. */
import type { samplesEn } from './samplesEn.ts';

export const samplesDe: Readonly<Record<keyof typeof samplesEn, string>> = {
  'market.sample.corby': 'Corby, England',
  'market.sample.iberia': 'Spanien und Portugal',
  'market.sample.brooklyn': 'Drei Stränge in Brooklyn',
  'market.sample.enexa': 'Winzer und Haushalte im Riverland',
  'market.sample.exergy-texas': 'Unternehmen in Texas',
  'market.sample.cornwall': 'Haushalte und Betriebe in Cornwall',
  'market.sample.allgaeu': 'Haushalte im Allgäu',
  'market.sample.solshare': 'Dorfnetz in Shariatpur',
  'market.sample.medellin': 'Haushalte in Medellín',
  'market.sample.lumenaza': 'Kunden eines regionalen Versorgers',
  'market.sample.piclo': 'Unternehmen und Erzeuger in Großbritannien',
  'market.sample.vandebron': 'Kunden niederländischer Erzeuger',
  'market.sample.trader': 'Eine Insel mit mehr Wind, als ihr Kabel fasst',
  'market.sample.peerenergycloud': 'Haushalte in Saarlouis',
  'market.sample.empower': 'Haushalte am Oslofjord',
  'market.sample.p2p-smarttest': 'Zwei Inselnetze an einem Umspannwerk',
  'market.sample.smart-watts': 'Virtuelles Kraftwerk bei Aachen',
  'market.sample.elecbay': 'Kleines Netz aus zwanzig Haushalten',
};
