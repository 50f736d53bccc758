/**
 * How a district crosses from the engine to the window: its buildings and findings in slices, because the window unpacks a
 * message in one task, and all columns as memory that moves instead of being copied.
 */
import type { Issue } from '#models/core/issue.ts';
import type { Building } from '#models/district/district.ts';
import type { LoadedDistrict } from './engineApi.ts';

/** Rows that are unpacked in a few milliseconds. */
const ROWS_AT_ONCE = 600;

export type DistrictPart =
  | { readonly kind: 'buildings'; readonly rows: readonly Building[] }
  | { readonly kind: 'issues'; readonly rows: readonly Issue[] }
  /** What was read so far; its rows came before. */
  | { readonly kind: 'partial'; readonly district: LoadedDistrict };

/** Resolves when the window has taken the part. */
export type SendPart = (part: DistrictPart) => Promise<void>;

/** Sends the rows, and returns the district without them once the window has taken all: it takes them between its frames. */
export async function withoutRows(district: LoadedDistrict, send: SendPart): Promise<LoadedDistrict> {
  const { buildings, issues } = district;
  const taken: Promise<void>[] = [];
  for (let at = 0; at < buildings.length; at += ROWS_AT_ONCE) {
    taken.push(send({ kind: 'buildings', rows: buildings.slice(at, at + ROWS_AT_ONCE) }));
  }
  for (let at = 0; at < issues.length; at += ROWS_AT_ONCE) {
    taken.push(send({ kind: 'issues', rows: issues.slice(at, at + ROWS_AT_ONCE) }));
  }
  await Promise.all(taken);
  return { ...district, buildings: [], issues: [] };
}

/** Memory that moves with a district: the engine makes all of it for the window. */
export function memoryOf({ glb, context, terrain, surfaces }: LoadedDistrict): ArrayBuffer[] {
  const columns = Object.values(surfaces).filter((column) => ArrayBuffer.isView(column));
  const ground = context ? [context.positions_m, context.triangles, context.kind] : [];
  const arrays = [glb, ...columns, ...ground, ...(terrain ? [terrain.height_m] : [])];
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}

/** Texts of their own are not worth looking up. */
const MOST_SHARED_TEXTS = 4000;

/**
 * Uses one string for all equal ones. A text that many buildings share arrives once for each of them, which is most of
 * the memory that a large district takes.
 */
class SharedTexts {
  readonly #known = new Map<string, string>();

  share(object: object): void {
    for (const [key, value] of Object.entries(object)) {
      if (typeof value === 'object' && value !== null) this.share(value);
      else if (typeof value === 'string' && key !== 'id') Reflect.set(object, key, this.#one(value));
    }
  }

  #one(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size < MOST_SHARED_TEXTS) this.#known.set(text, text);
    return text;
  }
}

/** Puts the parts of one answer together in the window. */
export class PartCollector {
  readonly #texts = new SharedTexts();
  #buildings: Building[] = [];
  #issues: Issue[] = [];
  readonly #onPartial: ((district: LoadedDistrict) => void) | undefined;

  constructor(onPartial?: (district: LoadedDistrict) => void) {
    this.#onPartial = onPartial;
  }

  take(part: DistrictPart): void {
    if (part.kind === 'buildings') {
      for (const row of part.rows) {
        this.#texts.share(row);
        this.#buildings.push(row);
      }
    } else if (part.kind === 'issues') for (const row of part.rows) this.#issues.push(row);
    else this.#onPartial?.(this.whole(part.district));
  }

  /** The district with the rows that came before it. */
  whole(district: LoadedDistrict): LoadedDistrict {
    const whole = { ...district, buildings: this.#buildings, issues: this.#issues };
    this.#buildings = [];
    this.#issues = [];
    return whole;
  }
}
