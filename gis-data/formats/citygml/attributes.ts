/** What CityGML says about an object in words and numbers, under the names that CityJSON uses. */
import type { Json } from '../cityjson/structure.ts';
import type { GmlNode } from './tree.ts';

/** Elements whose text is a number; others stay text, so that codes keep their zeros. */
const NUMBERS: ReadonlySet<string> = new Set([
  'measuredHeight',
  'storeysAboveGround',
  'storeysBelowGround',
  'height',
  'averageHeight',
  'trunkDiameter',
  'crownDiameter',
  'yearOfConstruction',
  'yearOfDemolition',
]);
const GENERIC = /^(string|int|double|date|uri|measure|code)Attribute$/i;
/** Metres per unit, by the last word of the unit's name. */
const LENGTH_UNITS_m: Readonly<Record<string, number>> = { cm: 0.01, mm: 0.001, km: 1000, ft: 0.3048, foot: 0.3048, feet: 0.3048 };
/** Elements that carry no statement about the object itself. */
const SKIPPED: ReadonlySet<string> = new Set(['boundedBy', 'boundary', 'externalReference', 'generalizesTo', 'informationSystem', 'lod']);
const OPENGIS = 'http://www.opengis.net/';
/** Nesting of containers of other application schemas that is looked into. */
const DEEPEST = 3;

/**
 * Attributes of a city object: its own simple elements, generic attributes of all three versions and sets of them,
 * address, and simple elements of application schemas. Where an element is repeated, the first one counts under its
 * name and the others under `name (2)`, `name (3)`.
 */
export function attributesOf(object: GmlNode): Record<string, Json> {
  const attributes: Record<string, Json> = {};
  for (const child of object.children) addElement(child, attributes, 0);
  return attributes;
}

function addElement(node: GmlNode, attributes: Record<string, Json>, depth: number): void {
  const { name } = node;
  if (SKIPPED.has(name) || name.startsWith('lod')) return;
  if (GENERIC.test(name)) addGeneric(node, attributes);
  else if (name === 'genericAttribute' || name === 'genericAttributeSet' || name === 'GenericAttributeSet') {
    for (const child of node.children) addElement(child, attributes, depth);
  } else if (name === 'height' && node.children.length > 0) addHeight(node, attributes);
  else if (name === 'address') addAddress(node, attributes);
  else if (node.children.length === 0) {
    if (node.text.trim() !== '') put(attributes, name, plainValue(node));
  } else if (!node.uri.startsWith(OPENGIS) && depth < DEEPEST) {
    for (const child of node.children) addElement(child, attributes, depth + (child.children.length > 0 ? 1 : 0));
  }
}

function put(attributes: Record<string, Json>, name: string, value: Json): void {
  let free = name;
  for (let copy = 2; Object.hasOwn(attributes, free) && copy < 20; copy++) free = `${name} (${copy})`;
  if (!Object.hasOwn(attributes, free)) attributes[free] = value;
}

function plainValue(node: GmlNode): Json {
  const text = node.text.trim();
  if (!NUMBERS.has(node.name)) return text;
  return numberIn(text, node.label) ?? text;
}

/** A number, in metres where the unit is another length. */
function numberIn(text: string, unit: string | undefined): number | null {
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return null;
  const word = /([a-z]+)\W*$/i.exec(unit ?? '')?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(LENGTH_UNITS_m, word) ? value * LENGTH_UNITS_m[word]! : value;
}

/** `<stringAttribute name><value>` of versions 1 and 2, `<StringAttribute><name/><value/>` of version 3. */
function addGeneric(node: GmlNode, attributes: Record<string, Json>): void {
  const value = node.children.find((child) => child.name === 'value');
  const name = node.children.find((child) => child.name === 'name')?.text.trim() || node.label;
  if (!value || !name) return;
  const text = value.text.trim();
  const isNumber = /^(int|double|measure)/i.test(node.name);
  put(attributes, name.slice(0, 200), isNumber ? (numberIn(text, value.label) ?? text) : text);
}

/** Version 3: heights with references; the first one stands for `measuredHeight`. */
function addHeight(node: GmlNode, attributes: Record<string, Json>): void {
  const height = node.children[0];
  const value = height?.children.find((child) => child.name === 'value');
  const number = value ? numberIn(value.text.trim(), value.label) : null;
  if (number !== null) put(attributes, 'measuredHeight', number);
}

function addAddress(node: GmlNode, attributes: Record<string, Json>): void {
  const words: Record<string, string> = {};
  const walk = (at: GmlNode): void => {
    if (at.children.length === 0 && at.text.trim() !== '') words[at.name] ??= at.text.trim();
    for (const child of at.children) walk(child);
  };
  walk(node);
  const street = [words.ThoroughfareName ?? words.Street, words.ThoroughfareNumber ?? words.HouseNumber].filter(Boolean).join(' ');
  const place = [words.PostalCodeNumber ?? words.ZipCode, words.LocalityName ?? words.City].filter(Boolean).join(' ');
  const address = [street, place].filter((part) => part !== '').join(', ');
  if (address !== '' && !Object.hasOwn(attributes, 'address')) attributes.address = address.slice(0, 300);
}
