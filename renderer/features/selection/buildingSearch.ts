/** Buildings by what a person types: name, id, address, use, year. */
import type { Building } from '#models/district/district.ts';

/** Attributes that hold an address or a part of one, in the languages of common files. */
const ADDRESS = /addr|street|stra(ss|ß)e|straat|postal|postcode|plz|ort$|city|gemeinde|openbareruimte|huisnummer|housenumber/i;

export interface SearchIndex {
  /** Per building: name and id, folded. */
  readonly names: readonly (readonly string[])[];
  /** Per building: all its words, folded. */
  readonly texts: readonly string[];
}

/** Lower case without accents, so that `strasse` finds `Straße` and `cafe` finds `Café`. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
}

function addressOf({ attributes }: Building): string {
  const parts = Object.entries(attributes).filter(([name, value]) => value !== null && ADDRESS.test(name));
  return parts.map(([, value]) => value).join(' ');
}

export function searchIndex(buildings: readonly Building[], nameOfUse: (use: Building['use']['value']) => string): SearchIndex {
  const names = buildings.map((building) => [building.name ?? '', building.id].map(folded));
  const texts = buildings.map((building, row) =>
    [...names[row]!, folded(`${addressOf(building)} ${nameOfUse(building.use.value)}`), building.constructionYear.value].join('\n'),
  );
  return { names, texts };
}

function words(text: string): string[] {
  return folded(text).split(/\s+/).filter(Boolean);
}

/** Rows that hold every word of the text, in the order of the file; all where the text is empty. */
export function matchingRows(index: SearchIndex, text: string): number[] {
  const wanted = words(text);
  const rows: number[] = [];
  for (let row = 0; row < index.texts.length; row++) {
    if (wanted.every((word) => index.texts[row]!.includes(word))) rows.push(row);
  }
  return rows;
}

/** 0 is the best: the whole name, its beginning, the beginning of a word, anywhere, only in the address or use. */
function rankOf(names: readonly string[], text: string): number {
  if (names.includes(text)) return 0;
  if (names.some((name) => name.startsWith(text))) return 1;
  if (names.some((name) => name.includes(` ${text}`) || name.includes(`-${text}`))) return 2;
  return names.some((name) => name.includes(text)) ? 3 : 4;
}

/** The best matches, names and ids before addresses. */
export function bestMatches(index: SearchIndex, text: string, limit: number): number[] {
  const wanted = words(text).join(' ');
  if (wanted === '') return [];
  const ranked = matchingRows(index, text).map((row) => ({ row, rank: rankOf(index.names[row]!, wanted) }));
  return ranked
    .sort((a, b) => a.rank - b.rank || a.row - b.row)
    .slice(0, limit)
    .map(({ row }) => row);
}
