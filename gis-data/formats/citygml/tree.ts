/**
 * One city object as a small tree. Rings and polygons are folded to numbers as soon as they are complete, so that a
 * terrain of a million triangles stays small.
 */
import { attributeOf, type XmlTag } from '../xml.ts';

/** Corners as x, y, z triples in the order of the file, not closed; NaN where a number is wrong. */
export type RawRing = readonly number[];

export interface GmlNode {
  /** Local name: `WallSurface`. */
  readonly name: string;
  readonly uri: string;
  readonly id: string | undefined;
  /** Target of `xlink:href`. */
  readonly href: string | undefined;
  /** `orientation="-"`. */
  readonly isReversed: boolean;
  /** Of a generic attribute: its `name`; of a measure: its `uom`. */
  readonly label: string | undefined;
  readonly children: GmlNode[];
  text: string;
  /** Of polygons, patches and triangles: exterior first. */
  rings?: readonly RawRing[];
  /** Of a LinearRing that is complete. */
  ring?: RawRing;
  /** Of points: first position. */
  position?: readonly number[];
  /** The reference system named at the geometry or above it. */
  srsName?: string;
}

export const XLINK = 'http://www.w3.org/1999/xlink';
const POLYGONS: ReadonlySet<string> = new Set(['Polygon', 'PolygonPatch', 'Triangle', 'Rectangle']);
const RINGS: ReadonlySet<string> = new Set(['LinearRing', 'Ring']);
/** Elements whose text matters; other texts between tags are blanks. */
const POSITIONS: ReadonlySet<string> = new Set(['posList', 'pos', 'coordinates', 'coord']);
/** What is on the surfaces is not read: pictures and their coordinates. */
const SKIPPED: ReadonlySet<string> = new Set(['appearance', 'appearanceMember', 'appearanceProperty']);
/** Longest text that an attribute keeps [characters]. */
const LONGEST_TEXT = 10_000;

interface Open {
  readonly node: GmlNode;
  readonly srsName: string | undefined;
  readonly dimension: number | undefined;
  /** Positions in a ring or a point so far. */
  numbers: number[];
}

/** Told of rings that do not end where they start. */
export type OnOpenRing = () => void;

/** Builds the tree of one element from its start tag to its end tag. */
export class TreeBuilder {
  readonly #stack: Open[] = [];
  readonly #onOpenRing: OnOpenRing;
  readonly #inherited: { readonly srsName: string | undefined; readonly dimension: number | undefined };
  #skipping = 0;

  /** @param inherited reference system and dimension named above the element */
  constructor(inherited: { readonly srsName: string | undefined; readonly dimension: number | undefined }, onOpenRing: OnOpenRing) {
    this.#inherited = inherited;
    this.#onOpenRing = onOpenRing;
  }

  open(tag: XmlTag): void {
    if (this.#skipping > 0 || SKIPPED.has(tag.local)) {
      this.#skipping++;
      return;
    }
    const above = this.#stack.at(-1) ?? this.#inherited;
    const stated = Number(attributeOf(tag, 'srsDimension') ?? Number.NaN);
    const srsName = attributeOf(tag, 'srsName') ?? above.srsName;
    const node: GmlNode = {
      name: tag.local,
      uri: tag.uri,
      id: attributeOf(tag, 'id'),
      href: attributeOf(tag, 'href', XLINK),
      isReversed: attributeOf(tag, 'orientation') === '-',
      label: attributeOf(tag, 'name', '') ?? attributeOf(tag, 'uom', ''),
      children: [],
      text: '',
    };
    this.#stack.push({ node, srsName, dimension: stated >= 2 && stated <= 3 ? stated : above.dimension, numbers: [] });
  }

  text(text: string): void {
    if (this.#skipping > 0) return;
    const open = this.#stack.at(-1);
    if (!open) return;
    if (POSITIONS.has(open.node.name)) open.node.text += text;
    else if (open.node.text.length < LONGEST_TEXT) open.node.text += text.slice(0, LONGEST_TEXT);
  }

  /** @returns the whole tree when its first element closes */
  close(): GmlNode | null {
    if (this.#skipping > 0) {
      this.#skipping--;
      return null;
    }
    const open = this.#stack.pop();
    if (!open) return null;
    const above = this.#stack.at(-1);
    this.#fold(open, above);
    if (!above) return open.node;
    if (!POSITIONS.has(open.node.name)) above.node.children.push(open.node);
    return null;
  }

  #fold(open: Open, above: Open | undefined): void {
    const { node } = open;
    if (POSITIONS.has(node.name)) {
      if (above) for (const value of positionsOf(node, open.dimension)) above.numbers.push(value);
      node.text = '';
    } else if (RINGS.has(node.name)) {
      node.ring = this.#ring(open.numbers);
      node.children.length = 0;
    } else if (POLYGONS.has(node.name)) {
      const rings = ringsOf(node);
      node.rings = rings;
      node.children.length = 0;
      if (open.srsName !== undefined) node.srsName = open.srsName;
    } else if (node.name === 'Point') {
      if (open.numbers.length >= 3) node.position = open.numbers.slice(0, 3);
      if (open.srsName !== undefined) node.srsName = open.srsName;
      if (above) for (const value of open.numbers) above.numbers.push(value);
    } else if (open.numbers.length > 0 && above && isInRing(this.#stack)) {
      // Curves and points within a ring hand their corners up to it.
      for (const value of open.numbers) above.numbers.push(value);
    }
    if (node.children.length > 0 && node.text.trim() === '') node.text = '';
  }

  /** Corners without the repeated last one; segments of a ring repeat each other's ends. */
  #ring(numbers: readonly number[]): RawRing {
    const corners: number[] = [];
    for (let i = 0; i + 2 < numbers.length; i += 3) {
      const last = corners.length - 3;
      const repeats =
        last >= 0 && corners[last] === numbers[i] && corners[last + 1] === numbers[i + 1] && corners[last + 2] === numbers[i + 2];
      if (!repeats || i + 3 === numbers.length) corners.push(numbers[i]!, numbers[i + 1]!, numbers[i + 2]!);
    }
    const last = corners.length - 3;
    if (last < 3) return corners;
    const closes = corners[last] === corners[0] && corners[last + 1] === corners[1] && corners[last + 2] === corners[2];
    if (closes) corners.length = last;
    else if (!corners.some(Number.isNaN)) this.#onOpenRing();
    return corners;
  }
}

function isInRing(stack: readonly Open[]): boolean {
  return stack.some(({ node }) => RINGS.has(node.name));
}

/** Rings of a polygon from its `exterior` and `interior` (or the older boundary names). */
function ringsOf(node: GmlNode): readonly RawRing[] {
  const exterior: RawRing[] = [];
  const interior: RawRing[] = [];
  for (const side of node.children) {
    const list = side.name === 'exterior' || side.name === 'outerBoundaryIs' ? exterior : interior;
    for (const { ring } of side.children) if (ring) list.push(ring);
  }
  return exterior.length > 0 ? [exterior[0]!, ...interior] : [];
}

/** Numbers of a list of positions as triples; one NaN triple where they do not come out even. */
function positionsOf(node: GmlNode, stated: number | undefined): number[] {
  const values = node.name === 'coordinates' ? pairedNumbers(node.text) : numbersIn(node.text);
  if (values === null) return [Number.NaN, Number.NaN, Number.NaN];
  const dimension = node.name === 'pos' || node.name === 'coord' ? values.length : dimensionOf(values, stated);
  if ((dimension !== 2 && dimension !== 3) || values.length % dimension !== 0) return [Number.NaN, Number.NaN, Number.NaN];
  if (dimension === 3) return values;
  const triples: number[] = [];
  for (let i = 0; i < values.length; i += 2) triples.push(values[i]!, values[i + 1]!, 0);
  return triples;
}

/** Stated, else three where the list allows it and closes so, else two where it does. */
function dimensionOf(values: readonly number[], stated: number | undefined): number {
  if (stated !== undefined) return stated;
  const { length } = values;
  const closes = (dimension: number) =>
    length % dimension === 0 && values.slice(0, dimension).every((value, i) => value === values[length - dimension + i]);
  if (closes(3)) return 3;
  return closes(2) || length % 3 !== 0 ? 2 : 3;
}

function numbersIn(text: string): number[] {
  const values: number[] = [];
  const { length } = text;
  let start = -1;
  for (let i = 0; i <= length; i++) {
    const blank = i === length || text.charCodeAt(i) <= 32;
    if (!blank && start < 0) start = i;
    else if (blank && start >= 0) {
      values.push(numberFrom(text.slice(start, i)));
      start = -1;
    }
  }
  return values;
}

/** A finite number in decimal notation; NaN for anything else (`0x10`, `1,5`, `Infinity`). */
function numberFrom(text: string): number {
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && !/[xob]/i.test(text) ? value : Number.NaN;
}

/** `x,y,z x,y,z` of GML 2; null where the tuples differ in length. */
function pairedNumbers(text: string): number[] | null {
  const tuples = text
    .trim()
    .split(/\s+/)
    .map((tuple) => tuple.split(',').map(numberFrom));
  const length = tuples[0]?.length ?? 0;
  return tuples.every((tuple) => tuple.length === length) ? tuples.flat() : null;
}
